"""Where a picture has codes to look for: bars side by side, or a square full of edges.

Edges are summed up over small squares of a smaller copy, so that a frame costs 3 ms. What is found
is a place worth a closer look, never a code.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.values import Quad

MAX_REGIONS = 6
"""Places of one picture that are looked at closely."""
MAX_LOOK_PIXELS = 600_000
"""Places are looked for in a copy no larger than this."""
CELL_PX = 8
"""The side of the squares whose edges are summed up."""


Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Labels = npt.NDArray[np.int32]
Steps = npt.NDArray[np.int16]

_MAX_PATCHES = 24
_RAGGED = 25
"""One square of so many at each end of the bars is left out of their length."""
_LEAST_ENERGY = 12.0
_NOISE_ENERGY = 6.0
_ONE_WAY = 0.55
"""Share of the edges in a square that run the same way; text and grain have less."""
_BINS = 6
_LEAST_CELLS = 6
_LEAST_CELLS_ACROSS = 4
_LEAST_FILL = 0.45
_SAME_PLACE = 0.4
_SAME_WAY = 0.8


@dataclass(frozen=True, slots=True)
class Region:
    """Parallel bars: their middle, the way across them, and how far they reach across and along."""

    middle: tuple[float, float]
    angle: float
    across_px: float
    along_px: float

    @property
    def corners(self) -> Quad:
        x, y = self.middle
        u, v = ways(self.angle)
        u, v = u * self.across_px / 2, v * self.along_px / 2
        a, b, c, d = ((x + float(px), y + float(py)) for px, py in (-u - v, u - v, u + v, v - u))
        return (a, b, c, d)


def looked_at(grey: Image, pixels: int) -> tuple[Image, int]:
    """A copy of at most so many pixels, and how many times smaller it is.

    A mean of whole pixels keeps fine bars from becoming waves.
    """
    times = 1
    while grey.size > pixels:
        half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        grey, times = np.asarray(half, np.uint8), 2 * times
    return grey, times


def bar_regions(
    grey: Image, look_pixels: int = MAX_LOOK_PIXELS, limit: int = MAX_REGIONS
) -> list[Region]:
    """Where edges run close together and all the same way, the strongest first."""
    grey, times = looked_at(grey, look_pixels)
    if min(grey.shape) < 4 * CELL_PX:
        return []
    kept: list[Region] = []
    for region in Edges.of(grey).regions():
        if not any(_same(region, other) for other in kept):
            kept.append(region)
        if len(kept) == limit:
            break
    return [_scaled(region, CELL_PX * times) for region in kept]


@dataclass(frozen=True, slots=True)
class Edges:
    """Sums over squares of the picture: strength, one-wayness and direction of the edges."""

    energy: Floats
    cosine: Floats
    sine: Floats
    strength: Floats
    plain: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, grey: Image) -> "Edges":
        dx = np.asarray(cv2.Scharr(grey, cv2.CV_16S, 1, 0, scale=1 / 4), np.int16)
        dy = np.asarray(cv2.Scharr(grey, cv2.CV_16S, 0, 1, scale=1 / 4), np.int16)
        xx, yy, xy = (_summed(a, b) for a, b in ((dx, dx), (dy, dy), (dx, dy)))
        energy, cosine, sine = xx + yy, xx - yy, 2 * xy
        strength = np.asarray(cv2.magnitude(cosine, sine), np.float32)
        plain = (strength > _ONE_WAY * (energy + _NOISE_ENERGY)) & (energy > _LEAST_ENERGY)
        return cls(energy, cosine, sine, strength, plain)

    @property
    def crossing(self) -> Floats:
        """What the weaker way of the edges has: nothing along plain bars, much in a matrix."""
        return np.asarray((self.energy - self.strength) / 2, np.float32)

    def regions(self) -> Iterator[Region]:
        """Connected squares of about one direction, what looks most like a code first."""
        patches = [patch for number in range(_BINS) for patch in self._patches(number)]
        patches.sort(key=lambda one: -one.score)
        for patch in patches[:_MAX_PATCHES]:
            ys, xs = np.nonzero(patch.labels == patch.label)
            region = self._region(xs + patch.left, ys + patch.top, patch.middle)
            if region is not None:
                yield region

    def _patches(self, number: int) -> Iterator["_Patch"]:
        """Connected squares whose edges run about in one of `_BINS` ways."""
        middle = number * math.pi / _BINS
        toward = self.cosine * math.cos(2 * middle) + self.sine * math.sin(2 * middle)
        alike = self.plain & (toward > self.strength * math.cos(2 * math.pi / _BINS))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(
            alike.astype(np.uint8), connectivity=4
        )
        sizes = stats[:, cv2.CC_STAT_AREA]
        large = sizes >= _LEAST_CELLS
        large &= stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_AREA].max(axis=1) >= _LEAST_CELLS_ACROSS
        large[0] = False
        strengths = np.bincount(labels.ravel(), self.strength.ravel(), count)
        for label in np.flatnonzero(large):
            left, top, width, height, size = (int(value) for value in stats[label])
            box = np.asarray(labels[top : top + height, left : left + width], np.int32)
            score = float(strengths[label]) / math.sqrt(size)
            yield _Patch(score, middle, int(label), box, left, top)

    def _region(self, xs: Places, ys: Places, middle: float) -> Region | None:
        sine, cosine = float(self.sine[ys, xs].sum()), float(self.cosine[ys, xs].sum())
        angle = math.atan2(sine, cosine) / 2
        if math.cos(2 * (angle - middle)) < math.cos(2 * math.pi / (2 * _BINS - 1)):
            return None
        u, v = ways(angle)
        places = np.stack([xs + 0.5, ys + 0.5], axis=1)
        across, along = places @ u, np.sort(places @ v)
        ragged = len(along) // _RAGGED
        low, high = along[ragged], along[-1 - ragged]
        wide, tall = float(np.ptp(across)) + 1, float(high - low) + 1
        if wide < _LEAST_CELLS_ACROSS or len(xs) < _LEAST_FILL * wide * tall:
            return None
        x, y = u * (across.min() + across.max()) / 2 + v * (low + high) / 2
        return Region((float(x), float(y)), angle, wide, tall)


@dataclass(frozen=True, slots=True)
class _Patch:
    """Squares that bear `label` in `labels`, whose corner is at `left`, `top`."""

    score: float
    middle: float
    label: int
    labels: Labels
    left: int
    top: int


def ways(angle: float) -> tuple[Doubles, Doubles]:
    """Unit vectors across and along the bars."""
    u = np.array([math.cos(angle), math.sin(angle)])
    return u, np.array([-u[1], u[0]])


def _summed(first: Steps, second: Steps) -> Floats:
    height, width = first.shape[0] // CELL_PX, first.shape[1] // CELL_PX
    product = cv2.multiply(first, second, scale=1 / 64, dtype=cv2.CV_32F)
    whole = product[: height * CELL_PX, : width * CELL_PX]
    cells = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.blur(cells, (3, 3)), np.float32)


def _same(one: Region, other: Region) -> bool:
    """Whether both are one place that was found under two directions."""
    u, v = ways(other.angle)
    way = np.array(one.middle) - other.middle
    across, along = abs(float(way @ u)), abs(float(way @ v))
    ratio = one.across_px * one.along_px / (other.across_px * other.along_px)
    return (
        across < _SAME_PLACE * other.across_px
        and along < _SAME_PLACE * other.along_px
        and abs(math.cos(one.angle - other.angle)) > _SAME_WAY
        and _SAME_PLACE < ratio < 1 / _SAME_PLACE
    )


def _scaled(region: Region, factor: float) -> Region:
    x, y = region.middle
    return Region(
        (x * factor, y * factor), region.angle, region.across_px * factor, region.along_px * factor
    )
