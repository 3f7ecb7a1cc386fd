"""Squares full of edges, cut out, sharpened and enlarged: what a small soft matrix code needs.

The work is bounded by the size of the cut, not of the picture.
"""

import math
from collections.abc import Iterator

import numpy as np

from scanning.edges import CELL_PX, MAX_LOOK_PIXELS, Edges, looked_at
from scanning.opencv import Image, cv2

MAX_SPOTS = 2
MAX_SIDE_PX = 160
"""A larger code is not short of pixels."""
TIMES = 2

_BUSY = 0.35
"""Of the busiest square: what belongs to a spot."""
_LEAST_ENERGY = 20.0
_LEAST_CELLS = 2
_SLIMMEST = 0.5
_AROUND = 0.35
_SHARPNESS = ((1.0, 0.02), (1.6, 0.02), (2.2, 0.01))
"""Blur in pixels that is taken out, and how much noise is feared while doing it."""

Spot = tuple[int, int, Image]
"""Left and top in the picture, and what is there."""


def busy_spots(grey: Image) -> list[Spot]:
    """Compact places where edges run in every direction, the busiest first."""
    small, times = looked_at(grey, MAX_LOOK_PIXELS)
    if min(small.shape) < 4 * CELL_PX:
        return []
    busy = Edges.of(small).crossing
    mask = (busy > max(_LEAST_ENERGY, _BUSY * float(busy.max()))).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    weights = np.bincount(labels.ravel(), busy.ravel(), count)
    found = []
    for label in sorted(range(1, count), key=lambda one: -weights[one]):
        left, top, width, height, _ = (int(value) for value in stats[label])
        compact = min(width, height) >= max(_LEAST_CELLS, _SLIMMEST * max(width, height))
        if compact and max(width, height) * CELL_PX * times <= MAX_SIDE_PX:
            box = (left, top, width, height)
            found.append(_cut(grey, box, CELL_PX * times))
        if len(found) == MAX_SPOTS:
            break
    return found


def sharpened(spot: Image) -> Iterator[Image]:
    """The spot `TIMES` as large, with ever more blur taken out of it."""
    for blur_px, noise in _SHARPNESS:
        clear = _without_blur(spot, blur_px, noise)
        large = cv2.resize(clear, None, fx=TIMES, fy=TIMES, interpolation=cv2.INTER_CUBIC)
        yield np.asarray(large, np.uint8)


def _cut(grey: Image, box: tuple[int, int, int, int], cell_px: int) -> Spot:
    left, top, width, height = (value * cell_px for value in box)
    around = int(_AROUND * max(width, height)) + cell_px
    left, right = max(0, left - around), left + width + around
    top, low = max(0, top - around), top + height + around
    return left, top, np.ascontiguousarray(grey[top:low, left:right])


def _without_blur(picture: Image, blur_px: float, noise: float) -> Image:
    """Wiener's filter for a Gaussian blur, and the contrast that is left spread out."""
    edge = int(4 * blur_px) + 4
    wide = cv2.copyMakeBorder(picture, edge, edge, edge, edge, cv2.BORDER_REFLECT)
    light = wide.astype(np.float32)
    rows, columns = np.fft.fftfreq(light.shape[0]), np.fft.rfftfreq(light.shape[1])
    squares = rows[:, None] ** 2 + columns[None, :] ** 2
    passed = np.exp(-2 * (math.pi * blur_px) ** 2 * squares)
    level = light.mean()
    restored = np.fft.irfft2(
        np.fft.rfft2(light - level) * passed / (passed**2 + noise), light.shape
    )
    inner = restored[edge:-edge, edge:-edge]
    low, high = np.percentile(inner, [1, 99])
    spread = (inner - low) * (255 / max(float(high - low), 8.0))
    return np.asarray(np.clip(spread, 0, 255), np.uint8)
