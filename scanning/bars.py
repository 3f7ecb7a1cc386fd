"""Bars in a picture: where they are, and small straightened copies that an engine reads easily.

An engine reads bars along single lines of pixels. Here all of a bar's length counts: the region is
cut out along its bars, its strips are laid onto each other, and their mean has so little noise that
blur can be taken back out of it. Nothing here decides what a code says.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from scanning.edges import CELL_PX, Floats, Region, ways
from scanning.opencv import Image, cv2
from scanning.values import Quad

MAX_SAMPLES, MAX_ROWS = 2_400, 96
"""Of a straightened region."""
_MARGIN = 0.12
_MARGIN_PX = 12
"""White beside the bars that is cut out with them: codes need it to be read."""
_LENGTH = 0.8
"""Of the bars; their ends are ragged where the paper is tilted."""
_FINER = 4.0
"""Samples of a straightened line for each pixel of the picture."""
_MAX_STRIPS = 10
_LEAST_PART = 2
"""Strips: the fewest of which each half can be read by itself."""
_STRIP_PX = 5
_MAX_SHIFT_PX = 6
_CONTRAST_PX = 30
"""Reach of the light and dark between which a line is judged: the widest bar and space."""
_LEAST_CONTRAST = 3.0
_LOOK_SAMPLES, _LOOK_ROWS = 700, 12
_LEAST_EDGES = 18
"""Fewer changes between light and dark are no code."""
_QUIET_MODULES, _QUIET_WHITE = 5, 0.7
"""How far beside bars there must be white, and how white between their black and their white."""
_LINE_PX = 12
_BORDER_PX = 30
SHARPNESS: tuple[tuple[float, float], ...] = (
    (0.0, 0.0), (1.0, 0.02), (1.5, 0.02), (2.0, 0.02), (2.0, 0.003), (2.6, 0.02), (2.6, 0.003),
    (3.2, 0.01),
)  # fmt: skip
"""Blur in pixels that is taken out, and how much noise is feared while doing it."""


@dataclass(frozen=True, slots=True)
class Straight:
    """The strips of one region, laid onto each other: light along each, `finer` to the pixel."""

    region: Region
    strips: Floats
    finer: float

    def otherwise(self) -> Iterator["Straight"]:
        """Light on dark; and the bars' ends alone, where a lamp or a crease hides their middle."""
        yield Straight(self.region, 255 - self.strips, self.finer)
        third = len(self.strips) // 3
        if third >= _LEAST_PART:
            for strips in (self.strips[:third], self.strips[-third:]):
                yield Straight(self.region, strips, self.finer)

    def stands_free(self, place: Quad, modules: int) -> bool:
        """Whether there is white on both sides of what was read at `place` in one of `lines`.

        Torn or hidden bars end in something dark, which reads as their last bar.
        """
        line = self.strips.mean(axis=0)
        left, right = (int(end(x for x, _ in place)) - _BORDER_PX for end in (min, max))
        inner = line[max(0, left) : max(1, right)]
        if not len(inner):
            return False
        black, white = (float(level) for level in np.percentile(inner, [5, 95]))
        wide = max(2, round(_QUIET_MODULES * (right - left) / modules))
        beside = (line[max(0, left - wide) : max(0, left)], line[right : right + wide])
        return all(
            len(part) and float(np.median(part)) > black + _QUIET_WHITE * (white - black)
            for part in beside
        )

    def lines(self, blur_px: float, noise: float) -> Iterator[Image]:
        """Pictures of the line with so much blur taken out: of all strips, of half, of the rest.

        The last two have no strip in common, so what noise makes of one it hardly makes of the
        other.
        """
        for chosen in (self.strips, self.strips[::2], self.strips[1::2]):
            line = _sharpened(chosen.mean(axis=0), blur_px * self.finer, noise)
            yield _drawn(spread(line, self.finer))


def straightened(grey: Image, region: Region, rows: int = MAX_ROWS) -> Straight | None:
    """The region with its bars upright and every strip of it laid onto the middle one.

    None where a first look shows no bars that could be a code.
    """
    if not _promising(grey, region):
        return None
    cut, finer = _cut(grey, region, MAX_SAMPLES, rows)
    count = max(2, min(_MAX_STRIPS, cut.shape[0] // _STRIP_PX))
    return Straight(region, _aligned(_strips(cut, count), finer), finer)


def _promising(grey: Image, region: Region) -> bool:
    """Whether light and dark change often enough along a line through the middle."""
    cut, finer = _cut(grey, region, _LOOK_SAMPLES, _LOOK_ROWS)
    rows = cut.shape[0]
    middle = cut[rows // 3 : max(rows // 3 + 1, rows * 2 // 3)]
    level = spread(middle.mean(axis=0, dtype=np.float32), finer)
    return int(np.count_nonzero(np.diff(level > 0))) >= _LEAST_EDGES


def _strips(cut: Image, count: int) -> Floats:
    bounds = np.linspace(0, cut.shape[0], count + 1).astype(int)
    means = [cut[top:low].mean(axis=0, dtype=np.float32) for top, low in pairwise(bounds)]
    return np.stack(means).astype(np.float32)


def _cut(grey: Image, region: Region, samples: int, rows: int) -> tuple[Image, float]:
    """The region upright with some white beside it, and how much finer across its bars it is."""
    wide = region.across_px * (1 + 2 * _MARGIN) + 2 * _MARGIN_PX
    tall = max(float(CELL_PX), region.along_px * _LENGTH)
    finer = min(_FINER, samples / wide)
    columns, rows = int(wide * finer), min(rows, int(tall))
    u, v = ways(region.angle)
    step = tall / rows
    start = np.array(region.middle) - u * (wide - 1 / finer) / 2 - v * (tall - step) / 2 - 0.5
    cut = cv2.warpAffine(
        grey,
        np.column_stack([u / finer, v * step, start]),
        (columns, rows),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cut, np.uint8), finer


def _aligned(strips: Floats, finer: float) -> Floats:
    """Each strip moved and stretched onto the middle one, its two halves each by what fits best.

    So bars that fan out in perspective, or lean because the paper is curled, stand upright.
    """
    count, width = strips.shape
    half, middle = width // 2, count // 2
    reach = min(int(_MAX_SHIFT_PX * finer), half // 2)
    ground = cv2.blur(
        strips, (2 * int(_CONTRAST_PX * finer / 2) + 1, 1), borderType=cv2.BORDER_REPLICATE
    )
    bars = np.asarray(strips - ground, np.float32)
    window = np.hanning(half).astype(np.float32)
    lefts = np.fft.rfft(bars[:, :half] * window, axis=1)
    rights = np.fft.rfft(bars[:, width - half :] * window, axis=1)
    moved = np.zeros((count, 2))
    for order, nearer in ((range(middle + 1, count), -1), (range(middle - 1, -1, -1), 1)):
        for strip in order:
            known = strip + nearer
            moved[strip, 0] = moved[known, 0] + _shift(lefts[known], lefts[strip], half, reach)
            moved[strip, 1] = moved[known, 1] + _shift(rights[known], rights[strip], half, reach)
    x = np.arange(width, dtype=np.float32)
    share = (x - width / 4) / (width / 2)
    laid = [
        np.interp(x - (left * (1 - share) + right * share), x, strip)
        for (left, right), strip in zip(moved, strips, strict=True)
    ]
    return np.stack(laid).astype(np.float32)


def _shift(
    one: npt.NDArray[np.complex128], other: npt.NDArray[np.complex128], width: int, reach: int
) -> float:
    """How far `one` must be moved to lie on `other`, to a part of a sample."""
    fits = np.fft.irfft(one * np.conj(other), width)
    near = np.r_[0 : reach + 1, -reach:0]
    best = int(near[int(np.argmax(fits[near]))])
    before, at, after = fits[best - 1], fits[best], fits[(best + 1) % width]
    bow = before - 2 * at + after
    part = float((before - after) / (2 * bow)) if bow else 0.0
    return best + max(-0.5, min(0.5, part))


def _sharpened(line: Floats, blur: float, noise: float) -> Floats:
    """Wiener's filter for a Gaussian blur of that many samples."""
    if not blur:
        return line
    frequency = np.fft.rfftfreq(len(line))
    passed = np.exp(-2 * (math.pi * frequency * blur) ** 2)
    level = line.mean()
    restored = np.fft.rfft(line - level) * passed / (passed * passed + noise)
    return np.asarray(np.fft.irfft(restored, len(line)) + level, np.float32)


def spread(line: Floats, finer: float) -> Floats:
    """-1 for black and 1 for white as they are near by; without bars near by it is white."""
    reach = (1, int(_CONTRAST_PX * finer) | 1)
    row = line[None]
    kernel = np.ones(reach, np.uint8)
    high = cv2.blur(cv2.dilate(row, kernel), reach[::-1])[0]
    low = cv2.blur(cv2.erode(row, kernel), reach[::-1])[0]
    usual = np.percentile(high - low, 90)
    low = np.minimum(low, high - 0.6 * usual)
    half = np.maximum((high - low) / 2, _LEAST_CONTRAST)
    return np.asarray((line - (low + high) / 2) / half, np.float32)


def _drawn(level: Floats) -> Image:
    row = np.clip(level * 100 + 128, 0, 255).astype(np.uint8)
    white = np.full(_BORDER_PX, 228, np.uint8)
    return np.ascontiguousarray(np.tile(np.concatenate([white, row, white]), (_LINE_PX, 1)))
