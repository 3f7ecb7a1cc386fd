"""Corners of a sheet whose sides are curves: a slip that curls, a page that will not lie flat.

A straight line fitted to a curved side passes by its corners. Here each side of a found outline is
looked for again as a shallow curve, farther away; where that is seen plainly better, the corners
lie where the curves' ends meet.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image
from scanning.sides import ALONG, across_sides, meeting_of

Floats = npt.NDArray[np.float32]

REACH: Final = 0.075
"""Of the outline's middle side length: how far from a straight side its curve is looked for."""
MOST_REACH_PX: Final = 26.0
LEAST_BEND_PX: Final = 2.2
"""A curve that leaves its chord by less is a straight side."""
PLAINLY: Final = 1.22
"""How much more of a side must lie on the curve than on a straight line."""
LEAST_SEEN, LEAST_OF_A_THIRD = 0.6, 0.4
"""Of a side, and of each third of it, that must lie on its curve."""
INLIER_PX: Final = 1.5
MOST_MOVE: Final = 1.6
"""In reaches: a corner does not move farther."""

_THIRD = len(ALONG) // 3
_TRIPLES = np.array(
    [
        (a, b, c)
        for a in range(0, _THIRD, 2)
        for b in range(_THIRD, 2 * _THIRD, 2)
        for c in range(2 * _THIRD, len(ALONG), 2)
    ]
)
_POWERS = np.stack([np.ones_like(ALONG), ALONG - 0.5, (ALONG - 0.5) ** 2], axis=1)
_NO_BEND = np.array([1, 1, 0], np.float32)
_SOLVED = np.linalg.inv(_POWERS[_TRIPLES].astype(np.float64)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Curves:
    """Offset of each of four sides as a parabola along it, and how much of it is seen."""

    terms: Floats
    seen: Floats
    least: Floats
    """Of the third that is seen least."""


def uncurled(view: Image, corners: Floats, full: float) -> Floats | None:
    """The corners where curved sides meet; None where the sides are straight enough."""
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    reach = min(REACH * float(np.median(lengths)), MOST_REACH_PX)
    at, strength = across_sides(view, corners[None], reach_px=reach)
    weight = np.minimum(strength[0] / full, 1)
    terms = np.asarray(np.einsum("tij,stj->sti", _SOLVED, at[0][:, _TRIPLES]), np.float32)
    straight = _best(at[0], weight, terms * _NO_BEND)
    if (weight.mean(axis=1) <= np.maximum(PLAINLY * straight.seen, LEAST_SEEN)).all():
        return None
    curved = _best(at[0], weight, terms)
    bend = np.abs(curved.terms[:, 2]) / 4
    bent = (
        (curved.seen > PLAINLY * straight.seen)
        & (curved.seen > LEAST_SEEN)
        & (curved.least > LEAST_OF_A_THIRD)
        & (bend > LEAST_BEND_PX)
        & (bend < reach)
    )
    if not bent.any():
        return None
    terms = np.where(bent[:, None], curved.terms, 0)
    found = meeting_of(corners, terms)
    moved = np.linalg.norm(found - corners, axis=1)
    return found if (moved < MOST_MOVE * reach).all() else None


def _best(at: Floats, weight: Floats, terms: Floats) -> _Curves:
    """The one of the curves tried that most of a side's edges lie on."""
    tried = terms @ _POWERS.T
    hits = (np.abs(at[:, None] - tried) < INLIER_PX) * weight[:, None]
    seen = hits.mean(axis=2)
    best = seen.argmax(axis=1)
    sides = np.arange(len(at))
    least = hits[sides, best].reshape(len(at), 3, -1).mean(axis=2).min(axis=1)
    return _Curves(np.asarray(terms[sides, best], np.float32), seen[sides, best], least)
