"""Whether two looks show the same sheet: moved, turned round, or in another light, it still is.

Sheets are laid flat and compared piece by piece, each piece within a small reach: an outline is
never found twice to the pixel. One form filled in by two persons is two sheets.
"""

import itertools
import math

import numpy as np
import numpy.typing as npt

from scanning.glimpse import Glimpse, Grey
from scanning.opencv import cv2
from scanning.values import Quad

FLAT_PX = (128, 180)
"""Width and height of a sheet laid flat, its long side upright."""
PIECE_PX = 12
REACH_PX = 2
"""Of one piece, after the sheets as a whole were brought to lie on each other."""
SHIFT_PX = 6
"""How far outlines of one sheet may lie apart as a whole."""
INK_SPREAD = 0.022
"""Standard deviation of a piece, paper being 1, above which something stands on it."""
ALIKE = 0.72
"""Correlation from which two pieces show the same."""
OTHER_SHARE = 0.07
"""Of the pieces with something on them: so many that differ make it another sheet."""
MIN_OTHER = 3
RESHAPED = 0.16
"""Relative difference of the sides' ratio of two sheets that are not of one shape."""

_PIECES = sorted(
    itertools.product(
        range(PIECE_PX, FLAT_PX[1] - 2 * PIECE_PX + 1, PIECE_PX),
        range(PIECE_PX, FLAT_PX[0] - 2 * PIECE_PX + 1, PIECE_PX),
    ),
    key=lambda place: (31 * place[0] + 17 * place[1]) % 101,
)
"""Top and left of each piece, from all over the sheet by turns, so that few tell two sheets apart.

The rim is left out: fingers, shadows and the desk come and go there.
"""
_Floats = npt.NDArray[np.float32]


def same_sheet(one: Glimpse, other: Glimpse) -> bool:
    """Where one of them shows no sheet there is nothing to compare: False."""
    if one.corners is None or other.corners is None:
        return False
    if abs(_ratio(one.corners) / _ratio(other.corners) - 1) > RESHAPED:
        return False
    flat, again = flattened(one), flattened(other)
    return _alike(flat, again) or _alike(flat, np.asarray(again[::-1, ::-1], np.float32))


def flattened(seen: Glimpse) -> _Floats:
    """The sheet alone, long side upright, its light evened: paper is about 1."""
    assert seen.corners is not None
    width, height = FLAT_PX
    corners = np.array(_upright(seen.corners), np.float32)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    transform = cv2.getPerspectiveTransform(corners, np.asarray(target, np.float32))
    flat: Grey = np.asarray(cv2.warpPerspective(seen.grey, transform, FLAT_PX), np.uint8)
    smooth = cv2.GaussianBlur(flat, (0, 0), 0.8).astype(np.float32)
    light = cv2.GaussianBlur(cv2.dilate(smooth, np.ones((9, 9), np.uint8)), (0, 0), 12)
    return np.asarray(smooth / np.maximum(light, 1.0), np.float32)


def _alike(flat: _Floats, again: _Floats) -> bool:
    other, inked = differing(flat, _brought(again, flat), enough=OTHER_SHARE * len(_PIECES))
    return other < max(MIN_OTHER, OTHER_SHARE * inked)


def _brought(again: _Floats, flat: _Floats) -> _Floats:
    """`again` shifted as a whole to where it is most like `flat`."""
    inner = flat[SHIFT_PX:-SHIFT_PX, SHIFT_PX:-SHIFT_PX]
    _, _, _, (right, down) = cv2.minMaxLoc(cv2.matchTemplate(again, inner, cv2.TM_CCOEFF_NORMED))
    matrix = np.array([[1, 0, SHIFT_PX - right], [0, 1, SHIFT_PX - down]], np.float32)
    return np.asarray(
        cv2.warpAffine(again, matrix, FLAT_PX, borderMode=cv2.BORDER_REPLICATE), np.float32
    )


def differing(flat: _Floats, again: _Floats, *, enough: float = math.inf) -> tuple[int, int]:
    """How many pieces differ, and on how many something stands in either.

    It ends when `enough` differ.
    """
    other = inked = 0
    for top, left in _PIECES:
        here = np.s_[top : top + PIECE_PX, left : left + PIECE_PX]
        piece, back = flat[here], again[here]
        if max(float(piece.std()), float(back.std())) < INK_SPREAD:
            continue
        inked += 1
        other += not (_found(piece, again, top, left) or _found(back, flat, top, left))
        if other > enough:
            break
    return other, inked


def _found(piece: _Floats, within: _Floats, top: int, left: int) -> bool:
    """Whether the piece stands in the other sheet, at its place or close by."""
    if float(piece.std()) < INK_SPREAD:
        return False
    reach = REACH_PX
    around = within[
        max(0, top - reach) : top + PIECE_PX + reach, max(0, left - reach) : left + PIECE_PX + reach
    ]
    return float(cv2.matchTemplate(around, piece, cv2.TM_CCOEFF_NORMED).max()) > ALIKE


def _ratio(corners: Quad) -> float:
    """Long side over short side, as they are seen."""
    across, down = _sides(corners)
    return max(across, down) / max(1e-3, min(across, down))


def _upright(corners: Quad) -> Quad:
    across, down = _sides(corners)
    return corners if down >= across else (corners[1], corners[2], corners[3], corners[0])


def _sides(corners: Quad) -> tuple[float, float]:
    points = np.array(corners)
    lengths = np.linalg.norm(np.roll(points, -1, axis=0) - points, axis=1)
    return float(lengths[0] + lengths[2]), float(lengths[1] + lengths[3])
