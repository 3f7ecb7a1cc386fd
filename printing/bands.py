"""Which pieces of a sheet are sent as pictures, so that as little white as possible is sent.

Put together again, the bands are the sheet: each row lies in one band, and all its ink between
the band's sides.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from printing.raster import Dots

PICTURE_HEAD_BYTES = 8
"""What a picture costs besides its rows."""
MARGINED_HEAD_BYTES = 12
"""The same where a margin must be set before."""
BAND_LIMIT_ROWS = 64
"""Rows of one picture: a printer may wait for all of it, and on a slow line it should not."""


class Band(NamedTuple):
    """Rows from `top` up to `bottom`, bytes from `left` up to `right` of each.

    `doubled` rows come in equal pairs, of which one is sent.
    """

    top: int
    bottom: int
    left: int
    right: int
    doubled: bool = False

    @property
    def blank(self) -> bool:
        return self.left >= self.right


def bands(packed: Dots, *, margins: bool, doubles: bool) -> list[Band]:
    """From top to bottom, each a picture that a printer may be sent."""
    if not len(packed):
        return []
    found: list[Band] = []
    costs: list[int] = []
    for unit in _units(packed, margins=margins, doubles=doubles):
        found.append(unit)
        costs.append(_cost_bytes(*unit))
        _settle(found, costs)
    return [piece for band in found for piece in _pieces(band)]


def _cost_bytes(top: int, bottom: int, left: int, right: int, doubled: bool) -> int:  # noqa: FBT001 - a band's fields
    rows = (bottom - top) >> doubled
    return (MARGINED_HEAD_BYTES if left else PICTURE_HEAD_BYTES) + rows * (right - left or 1)


def _units(packed: Dots, *, margins: bool, doubles: bool) -> Iterator[Band]:
    """Stretches of rows that have the same sides, equal pairs apart from single rows."""
    lefts, rights = _sides(packed)
    if not margins:
        lefts = np.where(rights > 0, 0, lefts)
    paired = _paired(packed) if doubles else np.zeros(len(packed), dtype=np.bool_)
    changed = (np.diff(lefts) != 0) | (np.diff(rights) != 0) | np.diff(paired)
    edges = [0, *(np.flatnonzero(changed) + 1).tolist(), len(packed)]
    sides = zip(lefts[edges[:-1]].tolist(), rights[edges[:-1]].tolist(), strict=True)
    for (top, bottom), (left, right) in zip(pairwise(edges), sides, strict=True):
        yield Band(top, bottom, left, right, bool(paired[top]))


def _sides(packed: Dots) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Of each row, its first byte with ink and the one after its last; both 0 where it is blank."""
    black = packed != 0
    inked = black.any(axis=1)
    rights = np.where(inked, packed.shape[1] - black[:, ::-1].argmax(axis=1), 0)
    return np.where(inked, black.argmax(axis=1), 0), rights


def _paired(packed: Dots) -> NDArray[np.bool_]:
    """Rows that form a pair with an equal neighbour, counted off from the first of its kind."""
    paired = np.zeros(len(packed), dtype=np.bool_)
    changes = np.flatnonzero((packed[1:] != packed[:-1]).any(axis=1)) + 1
    for top, bottom in pairwise((0, *changes.tolist(), len(packed))):
        if bottom - top > 1:
            paired[top : bottom - ((bottom - top) & 1)] = True
    return paired


def _settle(found: list[Band], costs: list[int]) -> None:
    """Joins the last bands where one picture is cheaper than two, or than three."""
    while len(found) > 1:
        joined = _joined(found[-2], found[-1])
        count, cost = 2, _cost_bytes(*joined)
        if cost > costs[-2] + costs[-1]:
            if len(found) == count:
                return
            joined = _joined(found[-3], joined)
            count, cost = 3, _cost_bytes(*joined)
            if cost > costs[-3] + costs[-2] + costs[-1]:
                return
        found[-count:] = [joined]
        costs[-count:] = [cost]


def _joined(upper: Band, lower: Band) -> Band:
    top, _, left, right, doubled = upper
    _, bottom, lower_left, lower_right, lower_doubled = lower
    if not right:
        left, right = lower_left, lower_right
    elif lower_right:
        left, right = min(left, lower_left), max(right, lower_right)
    return Band(top, bottom, left, right, doubled and lower_doubled)


def _pieces(band: Band) -> Iterator[Band]:
    step = BAND_LIMIT_ROWS << band.doubled
    for top in range(band.top, band.bottom, step):
        yield band._replace(top=top, bottom=min(top + step, band.bottom))
