"""Quadrilaterals made of the straight lines in a small picture.

Outlines of areas (`candidates`) break where a hand, a tear or a neighbour's sheet touches the
page, and where paper and desk have one colour. A side of paper stays a straight line all the same:
lines are put together in pairs of pairs, and those whose sides are drawn for most of their length
are proposed.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

Floats = npt.NDArray[np.float32]

MAX_LINES = 48
"""Straight lines of a picture that are tried as sides."""
MAX_QUADS = 40
MIN_SEGMENT = 0.035
"""Of the picture's long side: shorter segments are letters."""
SAME_TURN_DEG = 2.2
SAME_OFFSET_PX = 4.0
"""Segments that lie nearer together than this are one line."""
FACING_TURN_DEG = 36.0
"""How far two facing sides of a page may be from parallel in perspective."""
CROSSING_TURN_DEG = 42.0
MIN_FACING_PX = 26.0
OUTSIDE = 0.04
"""Of the picture: how far beyond its edge a corner may lie."""
MIN_SHARE, MAX_SHARE = 0.02, 0.985
MIN_DRAWN = 0.3
"""Of each side: what is less drawn is no side of a page."""

_BIN_PX = 2.0
_END_PX = 10.0
_SAME_PX = 7.0


@dataclass(frozen=True, slots=True)
class _Lines:
    """n lines: a point nearest to the middle of the picture, a way, and what is drawn on each."""

    points: Floats
    ways: Floats
    drawn: Floats
    """n × bins: the length drawn from the first bin up to each one, in bins."""


def line_quads(planes: list[Image]) -> Floats:
    """Quadrilaterals whose sides are mostly drawn, best first, n × 4 × 2, clockwise."""
    height, width = planes[0].shape[:2]
    segments = _segments(planes, MIN_SEGMENT * max(width, height))
    lines = _merged(segments, width, height)
    if lines is None:
        return np.empty((0, 4, 2), np.float32)
    quads, sides = _combined(lines, width, height)
    if not len(quads):
        return quads
    rank = _rank(lines, quads, sides) * _area(quads) ** np.float32(0.15)
    order = np.argsort(-rank)[: 8 * MAX_QUADS]
    order = order[rank[order] > 0]
    return _distinct(quads[order])


def _segments(planes: list[Image], least_px: float) -> Floats:
    """x1, y1, x2, y2 of the straight edges in all planes."""
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE, 1.0, 0.6, 2.0, 22.5)
    found = [
        lines.reshape(-1, 4) for plane in planes if (lines := detector.detect(plane)[0]) is not None
    ]
    every = np.concatenate([*found, np.empty((0, 4), np.float32)]).astype(np.float32)
    length = np.hypot(every[:, 2] - every[:, 0], every[:, 3] - every[:, 1])
    return np.asarray(every[length >= least_px], np.float32)


def _merged(segments: Floats, width: int, height: int) -> _Lines | None:
    """Segments on one line joined, longest first."""
    middle = np.array([width / 2, height / 2], np.float32)
    starts = np.asarray(segments[:, :2] - middle, np.float32)
    ends = np.asarray(segments[:, 2:] - middle, np.float32)
    way = ends - starts
    length = np.linalg.norm(way, axis=1)
    way = way / np.maximum(length, 1e-3)[:, None]
    way = np.where((way[:, :1] < 0) | ((way[:, :1] == 0) & (way[:, 1:] < 0)), -way, way)
    centre = (starts + ends) / 2
    points: list[Floats] = []
    along: list[Floats] = []
    members: list[npt.NDArray[np.bool_]] = []
    left = np.ones(len(segments), bool)
    for seed in np.argsort(-length):
        if not left[seed] or len(points) >= 4 * MAX_LINES:
            continue
        normal = np.array([-way[seed, 1], way[seed, 0]])
        turn = np.abs(way[:, 0] * way[seed, 1] - way[:, 1] * way[seed, 0])
        aside = np.abs((centre - centre[seed]) @ normal)
        near = (
            left & (turn < np.sin(np.radians(SAME_TURN_DEG * 2))) & (aside < SAME_OFFSET_PX * 1.6)
        )
        left[near] = False
        point, line_way = _fitted(starts[near], ends[near])
        points.append(point)
        along.append(line_way)
        members.append(near)
    if len(points) < 4:  # noqa: PLR2004 - four sides
        return None
    total = np.array([length[near].sum() for near in members])
    kept = np.argsort(-total)[:MAX_LINES]
    points, along = [points[n] for n in kept], [along[n] for n in kept]
    members = [members[n] for n in kept]
    reach = float(np.hypot(width, height)) / 2 * 1.2
    held_points, held_ways = np.array(points, np.float32), np.array(along, np.float32)
    drawn = _drawn(held_points, held_ways, members, starts, ends, reach)
    return _Lines(np.asarray(held_points + middle, np.float32), held_ways, drawn)


def _fitted(starts: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """The line through segments, longer ones counting more; its point nearest to the origin."""
    weight = np.repeat(np.linalg.norm(ends - starts, axis=1), 2)
    both = np.stack([starts, ends], axis=1).reshape(-1, 2)
    centre = (both * weight[:, None]).sum(axis=0) / weight.sum()
    away = (both - centre) * np.sqrt(weight)[:, None]
    _, _, ways = np.linalg.svd(away, full_matrices=False)
    way = ways[0] if ways[0][0] >= 0 else -ways[0]
    return np.asarray(centre - way * (centre @ way), np.float32), np.asarray(way, np.float32)


def _drawn(
    points: Floats,
    ways: Floats,
    members: list[npt.NDArray[np.bool_]],
    starts: Floats,
    ends: Floats,
    reach: float,
) -> Floats:
    bins = int(2 * reach / _BIN_PX) + 1
    drawn = np.zeros((len(points), bins), np.float32)
    for number, near in enumerate(members):
        first = ((starts[near] - points[number]) @ ways[number] + reach) / _BIN_PX
        last = ((ends[near] - points[number]) @ ways[number] + reach) / _BIN_PX
        for a, b in zip(np.minimum(first, last), np.maximum(first, last), strict=True):
            drawn[number, max(0, int(a)) : max(0, int(b) + 1)] = 1
    return np.cumsum(drawn, axis=1, dtype=np.float32)


def _combined(lines: _Lines, width: int, height: int) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Convex quadrilaterals inside the picture, and the lines that their sides lie on."""
    pairs = _facing(lines)
    if len(pairs) < 2:  # noqa: PLR2004 - two pairs
        return np.empty((0, 4, 2), np.float32), np.empty((0, 4), np.intp)
    one, other = np.triu_indices(len(pairs), 1)
    a, c = pairs[one, 0], pairs[one, 1]
    b, d = pairs[other, 0], pairs[other, 1]
    crossing = np.abs(_turn(lines.ways[a], lines.ways[b])) > np.sin(np.radians(CROSSING_TURN_DEG))
    crossing &= np.abs(_turn(lines.ways[c], lines.ways[d])) > np.sin(np.radians(CROSSING_TURN_DEG))
    a, b, c, d = a[crossing], b[crossing], c[crossing], d[crossing]
    corners = np.stack(
        [_meeting(lines, *pair) for pair in ((d, a), (a, b), (b, c), (c, d))], axis=1
    )
    low = -OUTSIDE * np.array([width, height])
    high = (1 + OUTSIDE) * np.array([width, height])
    inside = ((corners > low) & (corners < high)).all(axis=(1, 2))
    area = _area(corners) / (width * height)
    good = inside & (area > MIN_SHARE) & (area < MAX_SHARE) & _convex(corners)
    return np.asarray(corners[good], np.float32), np.stack([a, b, c, d], axis=1)[good]


def _facing(lines: _Lines) -> npt.NDArray[np.intp]:
    """Pairs of lines that may be two facing sides: nearly parallel and apart."""
    one, other = np.triu_indices(len(lines.points), 1)
    turn = np.abs(_turn(lines.ways[one], lines.ways[other]))
    apart = lines.points[other] - lines.points[one]
    normal = np.stack([-lines.ways[one][:, 1], lines.ways[one][:, 0]], axis=1)
    far = np.abs((apart * normal).sum(axis=1))
    good = (turn < np.sin(np.radians(FACING_TURN_DEG))) & (far > MIN_FACING_PX)
    return np.stack([one[good], other[good]], axis=1)


def _turn(one: Floats, other: Floats) -> Floats:
    return np.asarray(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0], np.float32)


def _meeting(lines: _Lines, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> Floats:
    way, other_way = lines.ways[one], lines.ways[other]
    cross = _turn(way, other_way)
    cross = np.where(np.abs(cross) < 1e-6, np.float32(1e-6), cross)  # noqa: PLR2004 - parallel
    gap = lines.points[other] - lines.points[one]
    along = _turn(gap, other_way) / cross
    return np.asarray(lines.points[one] + way * along[:, None], np.float32)


def _convex(quads: Floats) -> npt.NDArray[np.bool_]:
    sides = np.roll(quads, -1, axis=1) - quads
    after = np.roll(sides, -1, axis=1)
    turn = sides[..., 0] * after[..., 1] - sides[..., 1] * after[..., 0]
    return np.asarray((turn > 0).all(axis=1) | (turn < 0).all(axis=1))


def _area(quads: Floats) -> Floats:
    x, y = quads[..., 0], quads[..., 1]
    doubled = x * np.roll(y, -1, axis=1) - np.roll(x, -1, axis=1) * y
    return np.asarray(np.abs(doubled.sum(axis=1)) / 2, np.float32)


def _rank(lines: _Lines, quads: Floats, sides: npt.NDArray[np.intp]) -> Floats:
    """How much of each side is drawn, less what is drawn on beyond the corners."""
    bins = lines.drawn.shape[1]
    reach = (bins - 1) * _BIN_PX / 2
    origin = lines.points
    shares, beyond = [], []
    for side in range(4):
        line = sides[:, side]
        way, start = lines.ways[line], origin[line]
        a = ((quads[:, side] - start) * way).sum(axis=1) + reach
        b = ((quads[:, (side + 1) % 4] - start) * way).sum(axis=1) + reach
        low, high = np.minimum(a, b) / _BIN_PX, np.maximum(a, b) / _BIN_PX
        share = _between(lines.drawn, line, low, high) / np.maximum(high - low, 1)
        ends = _END_PX / _BIN_PX
        gap = 2 / _BIN_PX
        on = np.minimum(
            _between(lines.drawn, line, low - ends - gap, low - gap) / ends,
            _between(lines.drawn, line, high + gap, high + gap + ends) / ends,
        )
        shares.append(np.minimum(share, 1))
        beyond.append(on)
    drawn = np.stack(shares, axis=1)
    enough = np.sort(drawn, axis=1)[:, 1] > MIN_DRAWN
    score = 0.7 * drawn.mean(axis=1) + 0.3 * np.sort(drawn, axis=1)[:, 1]
    score -= 0.15 * np.stack(beyond, axis=1).mean(axis=1)
    return np.asarray(score * enough, np.float32)


def _between(drawn: Floats, line: npt.NDArray[np.intp], low: Floats, high: Floats) -> Floats:
    last = drawn.shape[1] - 1
    first = drawn[line, np.clip(low, 0, last).astype(np.intp)]
    return np.asarray(drawn[line, np.clip(high, 0, last).astype(np.intp)] - first, np.float32)


def _distinct(quads: Floats) -> Floats:
    kept: list[Floats] = []
    for quad in _clockwise(quads):
        if all(np.abs(quad - other).max() > _SAME_PX for other in kept):
            kept.append(quad)
        if len(kept) == MAX_QUADS:
            break
    return np.array(kept, np.float32).reshape(-1, 4, 2)


def _clockwise(quads: Floats) -> Floats:
    """Each clockwise on the screen, from the corner nearest to the top left."""
    centre = quads.mean(axis=1, keepdims=True)
    around = np.arctan2(quads[..., 1] - centre[..., 1], quads[..., 0] - centre[..., 0])
    ordered = np.take_along_axis(quads, np.argsort(around, axis=1)[..., None], axis=1)
    first = ordered.sum(axis=2).argmin(axis=1)
    index = (first[:, None] + np.arange(4)) % 4
    return np.take_along_axis(ordered, index[..., None], axis=1)
