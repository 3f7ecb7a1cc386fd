"""Fit the sides of quadrilaterals to the edges under them, and say how well each one is seen.

Works on many quadrilaterals at once. Across every side run short lines of samples; a page's edge
is where brightness or colour steps from paper (inside) to desk (outside) at one straight place
along the whole side. A ruled line inside a page steps back at once and counts for nothing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.sheetness import Sheetness

Floats = npt.NDArray[np.float32]

SAMPLES_OF_A_SIDE = 24
END_SHARE = 0.05
"""Of a side at each end, where fingers, folds and round corners lie."""
INLIER_PX = 1.3
NEAR, FAR = 2, 5
"""Steps from an edge at which paper and desk are compared: at the edge, and well beyond it."""
DARKER_INSIDE_WEIGHT = 0.6
"""A sheet darker than its desk is rarer than a shadow or a printed frame."""
OFF_CENTRE_LOSS = 0.3
"""What an edge at the end of the reach loses against one under the side."""
MOST_STRENGTH = 3.0
"""Of a fully seen step: a printed line is no better an edge for being blacker."""
UNGUIDED_LOSS, LEAST_SEEN = 0.85, 0.3
"""What an edge loses where the net sees nothing of a side that it sees, so surely, nearby."""
LOST_SIDE = 0.15
"""A side seen less than this stays where it was."""
MAX_CORNER_MOVE = 4.0
"""In reaches; lines that meet farther away do not make a corner."""

NEXT, BEFORE = np.array([1, 2, 3, 0]), np.array([3, 0, 1, 2])
"""Of four sides or corners; picking them out takes a tenth of the time of `np.roll`."""

_PARALLEL = 1e-6
_HALF = SAMPLES_OF_A_SIDE // 2
ALONG = np.linspace(END_SHARE, 1 - END_SHARE, SAMPLES_OF_A_SIDE, dtype=np.float32)
_GUIDES = np.arange(0, SAMPLES_OF_A_SIDE, 2)
_BEYOND = np.array([-0.12, -0.09, -0.06, 1.06, 1.09, 1.12], np.float32)
_INSIDE, _AT_ONCE, _BEYOND_IT = (-13, -10, -7, -4), (2.5, 3.5, 4.5), (4, 7, 10, 13)
"""Pixels of the small copy from a side at which grounds are seen: inside, outside at once, since
beyond a frame printed near the edge there is soon desk, and beyond a shadow's rim."""
_BAND = np.array([*_INSIDE, *_AT_ONCE, *_BEYOND_IT], np.float32)
_FIRST = np.repeat(np.arange(0, _HALF, 2), 6)
_SECOND = np.concatenate([_HALF + (np.arange(0, 18, 3) + 2 * i) % _HALF for i in range(_HALF // 2)])
"""Pairs of samples, one from each half of a side: the straight lines that are tried."""
_APART, _FIRST_AWAY, _AWAY = ALONG[_SECOND] - ALONG[_FIRST], ALONG[_FIRST] - 0.5, ALONG - 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """What became of n quadrilaterals."""

    quads: Floats
    """n × 4 × 2: the fitted corners."""
    seen: Floats
    """n × 4: how much of each side lies on a straight edge, 0 to 1."""
    brighter: Floats
    """n × 4: whether that edge is brighter inside (1) or outside (-1)."""

    def only(self, kept: npt.NDArray[np.bool_]) -> "Fit":
        return Fit(self.quads[kept], self.seen[kept], self.brighter[kept])

    def and_of(self, more: "Fit") -> "Fit":
        return Fit(
            np.concatenate([self.quads, more.quads]),
            np.concatenate([self.seen, more.seen]),
            np.concatenate([self.brighter, more.brighter]),
        )


def fit_sides(
    image: Image,
    quads: Floats,
    *,
    reach_px: float,
    step_px: float,
    full: float,
    net: Sheetness | None = None,
) -> Fit:
    """`quads` with each side moved, within `reach_px`, onto the edge that it lies at.

    `full` is the step, in levels, that makes an edge fully seen. Where the net sees a side of the
    sheet within reach, an edge elsewhere counts less: a line printed near it, a shadow's rim.
    """
    starts, sides = quads, quads[:, NEXT] - quads
    normals = _outward(sides)
    offsets = np.arange(-reach_px, reach_px + step_px / 2, step_px, dtype=np.float32)
    lines = _sampled(image, starts, sides, normals, _widened(offsets, step_px))
    trust = None if net is None else _trust(net, quads, sides, normals, offsets)
    strength, at, sign = _edges(lines, offsets, reach_px, full, trust)
    strength = np.minimum(strength, MOST_STRENGTH * full)
    slope, level, inlier = _straight(at, strength, INLIER_PX * max(step_px, 1))
    weight = np.minimum(strength / full, 1) * inlier
    seen = weight.mean(axis=2)
    lost = seen < LOST_SIDE
    ends = np.stack([level - slope / 2, level + slope / 2], axis=2) * ~lost[:, :, None]
    fitted = _corners(starts, sides, normals, ends, MAX_CORNER_MOVE * reach_px)
    brighter = (sign * weight).sum(axis=2) / np.maximum(weight.sum(axis=2), 1e-6)
    return Fit(fitted, seen, brighter)


def across_sides(image: Image, quads: Floats, *, reach_px: float) -> tuple[Floats, Floats]:
    """Offset and strength of the best edge across each of `ALONG`, n × 4 × samples."""
    sides = quads[:, NEXT] - quads
    offsets = np.arange(-reach_px, reach_px + 0.5, 1, dtype=np.float32)
    lines = _sampled(image, quads, sides, _outward(sides), _widened(offsets, 1))
    strength, at, _ = _edges(lines, offsets, 4 * reach_px)
    return at, strength


def meeting_of(corners: Floats, terms: Floats) -> Floats:
    """Where the ends of four curves meet; `terms` are offset, slope and bend along each side."""
    starts, sides = corners[None], (np.roll(corners, -1, axis=0) - corners)[None]
    level, slope, bend = terms[:, 0], terms[:, 1], terms[:, 2]
    # Each curve's tangents at its two ends, as offsets at both corners of its side.
    near = np.stack([level - slope / 2 + bend / 4, level + slope / 2 - 3 * bend / 4], axis=1)
    far = np.stack([level - slope / 2 - 3 * bend / 4, level + slope / 2 + bend / 4], axis=1)
    first, last = np.asarray(near, np.float32), np.asarray(far, np.float32)
    normals = _outward(sides)
    at_first = _lines_of(starts, sides, normals, first[None])
    at_last = _lines_of(starts, sides, normals, last[None])
    before = (at_last[0][:, BEFORE], at_last[1][:, BEFORE])
    return np.asarray(_crossing(*at_first, *before)[0], np.float32)


def running_on(image: Image, quads: Floats, full: float) -> Floats:
    """How much of the sides' edges goes on beyond the corners, 0 to 1 for each quadrilateral.

    Paper ends at its corners; the edge of a shadow, a tile or a table runs on.
    """
    sides = quads[:, NEXT] - quads
    offsets = np.arange(-1, 1.5, 1, dtype=np.float32)
    lines = _sampled(image, quads, sides, _outward(sides), _widened(offsets, 1), _BEYOND)
    strength, _, _ = _edges(lines, offsets, 2.0, samples=len(_BEYOND))
    ends = np.minimum(strength / full, 1).reshape(*quads.shape[:2], 2, -1)
    return np.asarray(ends.min(axis=3).mean(axis=(1, 2)), np.float32)


def bands(image: Image, quads: Floats) -> tuple[Floats, Floats, Floats]:
    """The usual colour inside each side, at once outside, and beyond that, n × 4 × 3 each.

    A line printed round a page has the same paper on both sides of it; the page's edge has not.
    """
    sides = quads[:, NEXT] - quads
    lines = _sampled(image, quads, sides, _outward(sides), _BAND, ALONG[1::2])
    lines = lines.reshape(3, len(_BAND), len(quads) * 4, -1)
    near, far = len(_INSIDE), len(_INSIDE) + len(_AT_ONCE)
    parts = lines[:, :near], lines[:, near:far], lines[:, far:]
    return _usual(parts[0]), _usual(parts[1]), _usual(parts[2])


def _usual(colours: npt.NDArray[np.int16]) -> Floats:
    flat = colours.transpose(2, 0, 1, 3).reshape(colours.shape[2], 3, -1)
    middle = flat.shape[2] // 2
    usual = np.partition(flat, middle, axis=2)[:, :, middle]
    return np.asarray(usual.reshape(-1, 4, 3), np.float32)


def _outward(sides: Floats) -> Floats:
    x, y = sides[..., 0], sides[..., 1]
    length = np.maximum(np.hypot(x, y), 1e-3)
    return np.asarray(np.stack([y / length, -x / length], axis=2), np.float32)


def _widened(offsets: Floats, step_px: float) -> Floats:
    before = offsets[0] - step_px * np.arange(FAR, 0, -1, dtype=np.float32)
    after = offsets[-1] + step_px * np.arange(1, FAR + 1, dtype=np.float32)
    return np.concatenate([before, offsets, after])


def _sampled(
    image: Image,
    starts: Floats,
    sides: Floats,
    normals: Floats,
    offsets: Floats,
    along: Floats = ALONG,
) -> npt.NDArray[np.int16]:
    """Colours, 3 × offsets × every sample of every side: numpy is slow along a short last axis."""
    x, y = (_spread(starts, sides, normals, offsets, along, axis=axis) for axis in (0, 1))
    colours = cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.stack(cv2.split(colours)).astype(np.int16)


def _spread(
    starts: Floats, sides: Floats, normals: Floats, offsets: Floats, along: Floats, *, axis: int
) -> Floats:
    """One coordinate of the places that `_sampled` looks at."""
    places = starts[..., axis, None] + sides[..., axis, None] * along
    spread = places + normals[..., axis, None] * offsets[:, None, None, None]
    return np.asarray(spread.reshape(len(offsets), -1), np.float32)


def _edges(
    lines: npt.NDArray[np.int16],
    offsets: Floats,
    reach_px: float,
    full: float = 1.0,
    trust: Floats | None = None,
    samples: int = SAMPLES_OF_A_SIDE,
) -> tuple[Floats, Floats, Floats]:
    """Strength, offset and sign of the best edge on each line of samples, n × 4 × samples."""
    count = len(offsets)
    near = _across(lines, NEAR, count)
    far = _across(lines, FAR, count)
    agreed = np.minimum(np.abs(near), (np.abs(far) * 3) >> 1)
    agreed *= (near ^ far) >= 0
    strength = np.maximum(agreed[0], np.maximum(agreed[1], agreed[2])).astype(np.float32)
    total = near[0] + near[1] + near[2]
    strength *= np.where(total < 0, np.float32(DARKER_INSIDE_WEIGHT), np.float32(1))
    worth = strength if trust is None else np.log1p(strength / full) * trust
    centred = 1 - OFF_CENTRE_LOSS * np.abs(offsets) / reach_px
    best = (worth * centred[:, None].astype(np.float32)).argmax(axis=0)
    peak, between = _peak(strength, best)
    at = offsets[best] + between * (offsets[1] - offsets[0])
    sign = np.sign(total.ravel().take(best * len(best) + np.arange(len(best))))
    told = (np.asarray(it, np.float32).reshape(-1, 4, samples) for it in (peak, at, sign))
    first, second, third = told
    return first, second, third


def _trust(
    net: Sheetness, starts: Floats, sides: Floats, normals: Floats, offsets: Floats
) -> Floats:
    """What an edge at each offset counts: all of it where the net sees the sheet's side."""
    scale, first = net.scale, net.places(starts)
    along, way, aside = ALONG[_GUIDES], sides * scale, normals * scale
    x, y = (_spread(first, way, aside, offsets, along, axis=axis) for axis in (0, 1))
    seen = np.asarray(cv2.remap(net.sides, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
    most = seen.max(axis=0)
    share = 1 - (np.float32(UNGUIDED_LOSS) / np.maximum(most, LEAST_SEEN)) * (most - seen)
    return np.asarray(np.repeat(share, 2, axis=1), np.float32)


def _across(lines: npt.NDArray[np.int16], steps: int, count: int) -> npt.NDArray[np.int16]:
    """Inside minus outside, `steps` to each side of every offset."""
    inside = lines[:, FAR - steps : FAR - steps + count]
    return inside - lines[:, FAR + steps : FAR + steps + count]


def _peak(strength: Floats, best: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
    """The strength at `best`, and where it peaks beside it, by a parabola through three samples."""
    last, count = len(strength) - 1, len(best)
    every, row = strength.ravel(), np.arange(count)
    left = every.take(np.maximum(best - 1, 0) * count + row)
    peak = every.take(best * count + row)
    right = every.take(np.minimum(best + 1, last) * count + row)
    curve = np.maximum(2 * peak - left - right, 1e-3)
    beside = np.minimum(np.maximum((right - left) / (2 * curve), -0.5), 0.5)
    return peak, np.asarray(beside, np.float32)


def _straight(at: Floats, strength: Floats, inlier_px: float) -> tuple[Floats, Floats, Floats]:
    """Slope, middle offset and inliers (0 or 1) of the straight line that most edges lie on."""
    first = at[:, :, _FIRST]
    slopes = (at[:, :, _SECOND] - first) / _APART
    levels = first - slopes * _FIRST_AWAY
    tried = levels[..., None] + slopes[..., None] * _AWAY
    hits = np.abs(at[:, :, None, :] - tried) < inlier_px
    best = (hits * strength[:, :, None, :]).sum(axis=3).argmax(axis=2)
    inlier = hits.reshape(-1, *hits.shape[2:])[np.arange(best.size), best.ravel()]
    slope, level = _least_squares(at, strength * inlier.reshape(at.shape))
    inlier = np.abs(at - level[..., None] - slope[..., None] * _AWAY) < inlier_px
    slope, level = _least_squares(at, strength * inlier)
    return slope, level, inlier.astype(np.float32)


def _least_squares(at: Floats, weight: Floats) -> tuple[Floats, Floats]:
    total = np.maximum(weight.sum(axis=2), 1e-6)
    middle = (weight * ALONG).sum(axis=2) / total
    mean = (weight * at).sum(axis=2) / total
    away = ALONG - middle[..., None]
    spread = np.maximum((weight * away * away).sum(axis=2), 1e-6)
    slope = (weight * away * at).sum(axis=2) / spread
    return slope, mean + slope * (0.5 - middle)


def _corners(
    starts: Floats, sides: Floats, normals: Floats, ends: Floats, max_move_px: float
) -> Floats:
    """Where neighbouring fitted sides meet; the old corner where they hardly do."""
    first, way = _lines_of(starts, sides, normals, ends)
    meeting = _crossing(first, way, first[:, BEFORE], way[:, BEFORE])
    near = np.linalg.norm(meeting - starts, axis=2, keepdims=True) < max_move_px
    return np.asarray(np.where(near, meeting, starts), np.float32)


def _lines_of(
    starts: Floats, sides: Floats, normals: Floats, ends: Floats
) -> tuple[Floats, Floats]:
    """A point and a way of each side, moved outward by `ends` at its two corners."""
    first = starts + normals * ends[:, :, :1]
    return first, sides + normals * (ends[:, :, 1:] - ends[:, :, :1])


def _crossing(first: Floats, way: Floats, other: Floats, other_way: Floats) -> Floats:
    cross = way[..., 0] * other_way[..., 1] - way[..., 1] * other_way[..., 0]
    cross = np.where(np.abs(cross) < _PARALLEL, np.float32(_PARALLEL), cross)
    gap = other - first
    along = (gap[..., 0] * other_way[..., 1] - gap[..., 1] * other_way[..., 0]) / cross
    return np.asarray(first + way * along[..., None], np.float32)
