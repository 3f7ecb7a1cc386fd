"""How surely a quadrilateral is the page: a few things that can be seen, weighed together.

The weights were learnt from generated photographs (`script/benches/sight/weighing.py`); what they
give is a probability: of all outlines that are given 0.9, nine in ten lie on the page. Candidates
of one picture share that certainty, with one more that says "there is no page here".
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.sheetness import Sheetness
from scanning.sides import BEFORE, NEXT, Fit, bands, running_on

Floats = npt.NDArray[np.float32]

AGREEING: Final = 0.8
"""Overlap from which two candidates speak for the same page."""
AGREED, LEAST_DRAWN = 22, 30
"""Columns of the features: overlap with what the net sees, and how surely it sees the side that it
sees least."""
GRID_PX: Final = 8
"""Of the points on which overlaps are counted, in pixels of the small copy."""
_FINE_BITS: Final = 4
_FINE: Final = 1 << _FINE_BITS
"""Places between the grid's points that OpenCV draws polygons on."""
BORDER_PX: Final = 2.5
ENCLOSED: Final = (0.5, 0.94)
"""Share of a sheet that a frame printed on it takes."""

UNITS: Final = 64
ALONG: Final = np.linspace(0.08, 0.92, 11, dtype=np.float32)
ACROSS: Final = np.array([-1.0, -0.4, 0.0, 0.4, 1.0], np.float32)
"""Where the net's planes are looked at: along a side, and across it in 64ths of the long side."""

WEIGHTS: Final[tuple[float, ...]] = (
    -1.40, 0.11, 4.92, 1.20, -6.96, -0.55, 0.98, -7.10, -1.89, -0.08,
    2.80, 0.18, -0.40, -0.96, 1.41, -0.52, -0.47, 0.75, 0.45, -5.50,
    -2.43, -1.50, 0.03, 16.46, 1.69, 0.86, 3.23, -0.49, -0.11, 0.60,
    2.18, -1.35, 2.55, -4.90, -10.19, 20.01, -3.98, -1.79, -0.91,
)  # fmt: skip
FINER: Final[tuple[float, ...]] = (
    -1.40, -0.72, 8.25, 2.64, -8.46, 0.12, 0.49, -16.11, -3.73, -0.06,
    1.46, 0.40, -0.34, -1.06, 1.85, -0.36, 0.29, 0.66, 0.58, -9.47,
    -10.59, -1.40, 0.53, 28.53, -0.50, 2.66, 4.10, -1.47, 0.71, -3.79,
    3.36, 0.66, 2.34, -12.67, -13.00, 14.42, -3.80, -4.56, -2.06,
)  # fmt: skip
"""Weights that tell the best of several that lie on one page."""
NOTHING: Final = 0.0
"""What "no page" weighs among the candidates."""


def likeliest(scores: Floats, overlaps: Floats, finer: Floats) -> tuple[float, int]:
    """How surely the page is where the best candidates agree that it is, and the best of those.

    Which of those lies best is another question than where the page is, and has other weights: the
    rim of a sheet's own shadow, or a frame printed on it, is all but the sheet.
    """
    top = max(float(scores.max()), NOTHING)
    share = np.exp(scores - top)
    share /= share.sum() + np.exp(NOTHING - top)
    agreeing = overlaps > AGREEING
    sure = (share[None] * agreeing).sum(axis=1)
    first = int(np.argmax(sure + 1e-3 * share))
    best = int(np.argmax(np.where(agreeing[first], finer, -np.inf)))
    return float(sure[first]), best


def scores_of(features: Floats) -> Floats:
    return np.asarray(features @ np.array(WEIGHTS, np.float32), np.float32)


def finer_of(features: Floats) -> Floats:
    return np.asarray(features @ np.array(FINER, np.float32), np.float32)


def features_of(view: Image, fit: Fit, full: float, overlaps: Floats, net: Floats) -> Floats:
    """What is seen of each quadrilateral, n × 39; `net` is what `agreement` says of them."""
    quads = fit.quads
    at_border = on_border(quads, view)
    seen = np.sort(fit.seen, axis=1)
    inside, at_once, beyond = bands(view, quads)
    near = _steps(inside, at_once, at_border, full)
    far = _steps(inside, beyond, at_border, full)
    uneven = np.sort(np.abs(inside - np.median(inside, axis=1, keepdims=True)).max(axis=2), axis=1)
    brighter = (fit.brighter * fit.seen).mean(axis=1)
    sizes = _shares(quads, view)
    share = np.log(sizes)
    slant = _slant(quads)
    worth = seen[:, 1] * np.minimum(far[:, 0], 1) * np.maximum(brighter, 0)
    plain = np.stack(
        [
            np.ones(len(quads)),
            seen.mean(axis=1),
            seen[:, 0],
            seen[:, 1],
            running_on(view, quads, full),
            brighter,
            np.minimum(brighter, 0),
            slant,
            np.maximum(slant - 0.3, 0),
            share,
            np.minimum(share + 2.5, 0),
            near[:, 0],
            near[:, 1],
            near.mean(axis=1),
            far[:, 0],
            far[:, 1],
            far.mean(axis=1),
            np.minimum(uneven[:, 2] / (2 * full), 2),
            np.minimum(uneven[:, 3] / (2 * full), 3),
            at_border.sum(axis=1) / 4,
            np.maximum(np.abs(_log_aspect(quads)) - 0.8, 0),
            _enclosed(overlaps, sizes, worth),
        ],
        axis=1,
    )
    return np.concatenate([plain, net], axis=1).astype(np.float32)


def agreement(view: Image, quads: Floats, inside: Floats, seen: Sheetness) -> Floats:
    """How far each quadrilateral is what the net sees, n × 17; `inside` comes of `inside_of`."""
    shares = _grid_of(view, seen.sheet)
    common, area, whole = inside @ shares, inside.sum(axis=1), float(shares.sum())
    over = common / np.maximum(area + whole - common, 1)
    pure = common / np.maximum(area, 1)
    held = common / max(whole, 1)
    lines = _across_sides(quads, seen)
    at_border = on_border(quads, view)
    within, at_once, beyond = lines[:, :, 0, 0], lines[:, :, 3, 0], lines[:, :, 4, 0]
    at_once, beyond = np.where(at_border, 0, at_once), np.where(at_border, 0, beyond)
    drawn = np.where(at_border, 0.7, lines[:, :, 1:4, 1].max(axis=2))
    farther = np.where(at_border, 0, lines[:, :, 3:5, 1].max(axis=2) - lines[:, :, 2, 1])
    nearer = np.where(at_border, 0, lines[:, :, :2, 1].max(axis=2) - lines[:, :, 2, 1])
    on_it = np.where(at_border, 0.5, lines[:, :, 2, 0])
    return np.stack(
        [
            over,
            np.maximum(over - 0.85, 0),
            pure,
            held,
            within.min(axis=1),
            at_once.max(axis=1),
            beyond.max(axis=1),
            beyond.mean(axis=1),
            drawn.min(axis=1),
            drawn.mean(axis=1),
            np.sort(drawn, axis=1)[:, 1],
            np.maximum(farther, 0).mean(axis=1),
            farther.max(axis=1),
            np.maximum(nearer, 0).mean(axis=1),
            nearer.max(axis=1),
            on_it.mean(axis=1),
            on_it.max(axis=1),
        ],
        axis=1,
    ).astype(np.float32)


def _across_sides(quads: Floats, seen: Sheetness) -> Floats:
    """Means of both planes along each side, at offsets from within to beyond: n × 4 × 5 × 2."""
    corners = seen.places(quads)
    sides = corners[:, NEXT] - corners
    length = np.maximum(np.linalg.norm(sides, axis=2, keepdims=True), 1e-3)
    normals = np.stack([sides[..., 1], -sides[..., 0]], axis=2) / length
    unit = max(seen.sheet.shape) / UNITS
    places = corners[:, :, None] + sides[:, :, None] * ALONG[:, None]
    spread = places[:, :, :, None] + normals[:, :, None, None] * (ACROSS * unit)[:, None]
    flat = spread.reshape(-1, len(ACROSS), 2).astype(np.float32)
    both = np.dstack([seen.sheet, seen.sides])
    shown = cv2.remap(
        *(both, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR), borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(shown.reshape(*spread.shape[:4], 2).mean(axis=2), np.float32)


def _grid_of(view: Image, plane: Floats) -> Floats:
    """A plane's values at the points of `inside_of`, in their order."""
    rows, columns = _grid_size(view)
    shrunk = cv2.resize(plane, (columns, rows), interpolation=cv2.INTER_AREA)
    return np.asarray(shrunk, np.float32).ravel()


def _steps(
    inside: Floats, outside: Floats, at_border: npt.NDArray[np.bool_], full: float
) -> Floats:
    """How far the two grounds of each side differ, least first."""
    step = np.abs(inside - outside).max(axis=2) / (2 * full)
    return np.sort(np.where(at_border, 0.5, np.minimum(step, 1.5)), axis=1)


def _enclosed(overlaps: Floats, sizes: Floats, worth: Floats) -> Floats:
    """Worth of the best sheet around each quadrilateral: a frame is printed inside its sheet."""
    ratio = sizes[:, None] / sizes[None]
    around = (ratio > ENCLOSED[0]) & (ratio < ENCLOSED[1]) & (overlaps > 0.97 * ratio)
    return np.asarray((around * worth[None]).max(axis=1, initial=0), np.float32)


def inside_of(quads: Floats, view: Image) -> Floats:
    """Which points of a coarse grid lie inside each, 1 or 0, n × points."""
    rows, columns = _grid_size(view)
    inside = np.zeros((len(quads), rows, columns), np.uint8)
    places = (quads - GRID_PX // 2) * (_FINE / GRID_PX)
    for plane, corners in zip(inside, np.round(places).astype(np.int32), strict=True):
        cv2.fillConvexPoly(plane, corners, 1, cv2.LINE_8, _FINE_BITS)
    return inside.reshape(len(quads), rows * columns).astype(np.float32)


def _grid_size(view: Image) -> tuple[int, int]:
    return len(range(4, view.shape[0], GRID_PX)), len(range(4, view.shape[1], GRID_PX))


def overlaps_of(inside: Floats) -> Floats:
    """Intersection over union of each two, n × n."""
    common = np.dot(inside, inside.T)
    area = inside.sum(axis=1)
    return np.asarray(common / np.maximum(area[:, None] + area[None] - common, 1), np.float32)


def on_border(quads: Floats, view: Image) -> npt.NDArray[np.bool_]:
    """Which sides lie on the picture's own edge."""
    limit = np.array([view.shape[1] - 1, view.shape[0] - 1], np.float32)
    low, high = quads < BORDER_PX, quads > limit - BORDER_PX
    both_low = low & low[:, NEXT]
    both_high = high & high[:, NEXT]
    return np.asarray((both_low | both_high).any(axis=2))


def convex(quads: Floats) -> npt.NDArray[np.bool_]:
    """Whether all corners turn clockwise on the screen."""
    sides = quads[:, NEXT] - quads
    back = quads[:, BEFORE] - quads
    turned = sides[..., 0] * back[..., 1] - sides[..., 1] * back[..., 0]
    return np.asarray((turned > 0).all(axis=1))


def _slant(quads: Floats) -> Floats:
    """Cosine of the angle that is farthest from a right one."""
    sides = quads[:, NEXT] - quads
    back = quads[:, BEFORE] - quads
    lengths = np.linalg.norm(sides, axis=2) * np.linalg.norm(back, axis=2)
    cosines = np.abs((sides * back).sum(axis=2)) / np.maximum(lengths, 1e-3)
    return np.asarray(cosines.max(axis=1), np.float32)


def _shares(quads: Floats, view: Image) -> Floats:
    x, y = quads[..., 0], quads[..., 1]
    doubled = x * y[:, NEXT] - x[:, NEXT] * y
    share = np.abs(doubled.sum(axis=1)) / 2 / (view.shape[0] * view.shape[1])
    return np.asarray(np.clip(share, 1e-3, 1), np.float32)


def _log_aspect(quads: Floats) -> Floats:
    sides = np.linalg.norm(quads[:, NEXT] - quads, axis=2)
    across, down = sides[:, 0] + sides[:, 2], sides[:, 1] + sides[:, 3]
    return np.asarray(np.log(np.maximum(across, 1) / np.maximum(down, 1)), np.float32)
