"""How surely a quadrilateral is the page: a few things that can be seen, weighed together.

The weights were learnt from generated photographs (`script/benches/sight/weighing.py`); what they
give is a probability: of all outlines that are given 0.9, nine in ten lie on the page. Candidates
of one picture share that certainty, with one more that says "there is no page here".
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image
from scanning.sides import Fit, bands, running_on

Floats = npt.NDArray[np.float32]

AGREEING: Final = 0.88
"""Overlap from which two candidates speak for the same page."""
CUT_OUT: Final = 2.0
"""What its edges count for a candidate among those that agree."""
BRIGHTER: Final = 5
STEP: Final = 13
"""Columns of the features: brighter inside, and the mean step from inside to just outside."""
GRID_PX: Final = 8
"""Of the points on which overlaps are counted, in pixels of the small copy."""
BORDER_PX: Final = 2.5
ENCLOSED: Final = (0.5, 0.94)
"""Share of a sheet that a frame printed on it takes."""

WEIGHTS: Final[tuple[float, ...]] = (
    -1.53, 5.98, 3.62, 1.77, -8.70, 0.28, 1.75, -0.77, -5.95, 0.63,
    0.99, 0.16, -0.52, -4.63, 2.68, 0.86, 1.46, 0.80, -0.03, -9.79,
    -4.38, -1.28,
)  # fmt: skip
NOTHING: Final = 0.0
"""What "no page" weighs among the candidates."""


def likeliest(scores: Floats, overlaps: Floats, edges: Floats) -> tuple[float, int]:
    """How surely the page is where the best candidates agree that it is, and the best of those.

    Among them counts, too, how each is cut out (`edges`): the rim of a sheet's own shadow is a
    fainter edge than the sheet's, and darker inside.
    """
    top = max(float(scores.max()), NOTHING)
    share = np.exp(scores - top)
    share /= share.sum() + np.exp(NOTHING - top)
    agreeing = overlaps > AGREEING
    sure = (share[None] * agreeing).sum(axis=1)
    first = int(np.argmax(sure + 1e-3 * share))
    best = int(np.argmax(np.where(agreeing[first], scores + CUT_OUT * edges, -np.inf)))
    return float(sure[first]), best


def edges_of(features: Floats) -> Floats:
    return np.asarray(features[:, BRIGHTER] + features[:, STEP], np.float32)


def scores_of(features: Floats) -> Floats:
    return np.asarray(features @ np.array(WEIGHTS, np.float32), np.float32)


def features_of(view: Image, fit: Fit, full: float, overlaps: Floats) -> Floats:
    """What is seen of each quadrilateral, n × 22."""
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
    return np.stack(
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
    ).astype(np.float32)


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


def overlaps_of(quads: Floats, view: Image) -> Floats:
    """Intersection over union of each two, n × n, on a coarse grid."""
    y, x = np.mgrid[4 : view.shape[0] : GRID_PX, 4 : view.shape[1] : GRID_PX]
    grid = np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float32)
    sides = np.roll(quads, -1, axis=1) - quads
    apart = grid[None, None] - quads[:, :, None]
    turn = sides[:, :, None, 0] * apart[..., 1] - sides[:, :, None, 1] * apart[..., 0]
    inside: Floats = np.asarray((turn >= 0).all(axis=1), np.float32)
    common = np.dot(inside, inside.T)
    area = inside.sum(axis=1)
    return np.asarray(common / np.maximum(area[:, None] + area[None] - common, 1), np.float32)


def on_border(quads: Floats, view: Image) -> npt.NDArray[np.bool_]:
    """Which sides lie on the picture's own edge."""
    limit = np.array([view.shape[1] - 1, view.shape[0] - 1], np.float32)
    low, high = quads < BORDER_PX, quads > limit - BORDER_PX
    both_low = low & np.roll(low, -1, axis=1)
    both_high = high & np.roll(high, -1, axis=1)
    return np.asarray((both_low | both_high).any(axis=2))


def convex(quads: Floats) -> npt.NDArray[np.bool_]:
    """Whether all corners turn clockwise on the screen."""
    sides = np.roll(quads, -1, axis=1) - quads
    back = np.roll(quads, 1, axis=1) - quads
    turned = sides[..., 0] * back[..., 1] - sides[..., 1] * back[..., 0]
    return np.asarray((turned > 0).all(axis=1))


def _slant(quads: Floats) -> Floats:
    """Cosine of the angle that is farthest from a right one."""
    sides = np.roll(quads, -1, axis=1) - quads
    back = np.roll(quads, 1, axis=1) - quads
    lengths = np.linalg.norm(sides, axis=2) * np.linalg.norm(back, axis=2)
    cosines = np.abs((sides * back).sum(axis=2)) / np.maximum(lengths, 1e-3)
    return np.asarray(cosines.max(axis=1), np.float32)


def _shares(quads: Floats, view: Image) -> Floats:
    x, y = quads[..., 0], quads[..., 1]
    doubled = x * np.roll(y, -1, axis=1) - np.roll(x, -1, axis=1) * y
    share = np.abs(doubled.sum(axis=1)) / 2 / (view.shape[0] * view.shape[1])
    return np.asarray(np.clip(share, 1e-3, 1), np.float32)


def _log_aspect(quads: Floats) -> Floats:
    sides = np.linalg.norm(np.roll(quads, -1, axis=1) - quads, axis=2)
    across, down = sides[:, 0] + sides[:, 2], sides[:, 1] + sides[:, 3]
    return np.asarray(np.log(np.maximum(across, 1) / np.maximum(down, 1)), np.float32)
