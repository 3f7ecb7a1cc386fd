"""An outline cut out square with what lies around it: what a net looks at to doubt it.

Whatever shape and size a quadrilateral has, its sides lie at the same places of the cut, so that
a step beyond a side, or a fold within it, is always at the same distance from where it is expected.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.sheetness import Sheetness

Floats = npt.NDArray[np.float32]

CUT_PX: Final = 96
"""Side of the cut."""
MARGIN_PX: Final = 18
"""Of the cut on each side lies around the outline: three tenths of the outline's own side."""
PLANES: Final = 6
"""Blue, green, red, the sheet and its sides as the first net sees them, and 255 in the picture."""

_LOW, _HIGH = MARGIN_PX - 0.5, CUT_PX - MARGIN_PX - 0.5
_PLACES = np.array([[_LOW, _LOW], [_HIGH, _LOW], [_HIGH, _HIGH], [_LOW, _HIGH]], np.float32)


def cut_around(view: Image, quad: Floats, seen: Sheetness) -> Image:
    """`CUT_PX` square × `PLANES`."""
    return np.dstack(parts_around(view, quad, seen))


def parts_around(view: Image, quad: Floats, seen: Sheetness) -> tuple[Image, Image]:
    """The three colours of a cut, and its three other planes."""
    # Twice as large first: halving is their mean, where a plain LINEAR would leave pixels out.
    twice = (_PLACES + np.float32(0.5)) * 2 - np.float32(0.5)
    large, small = (2 * CUT_PX, 2 * CUT_PX), (CUT_PX, CUT_PX)
    way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    matrix = cv2.getPerspectiveTransform(twice, quad.astype(np.float32))
    # OpenCV bends four channels sooner than three.
    four = cv2.cvtColor(view, cv2.COLOR_BGR2BGRA)
    colours = cv2.warpPerspective(four, matrix, large, flags=way, borderMode=cv2.BORDER_REPLICATE)
    colours = cv2.resize(colours, small, interpolation=cv2.INTER_LINEAR)
    matrix = cv2.getPerspectiveTransform(_PLACES, seen.places(quad).astype(np.float32))
    told = cv2.warpPerspective(_planes(seen), matrix, small, flags=way)
    flat, planes = (np.asarray(cv2.cvtColor(it, cv2.COLOR_BGRA2BGR)) for it in (colours, told))
    return np.asarray(flat, np.uint8), np.asarray(planes, np.uint8)


def _planes(seen: Sheetness) -> Image:
    """Four of them: the last one is for speed only."""
    sheet, sides = (np.asarray(255 * it + 0.5, np.uint8) for it in (seen.sheet, seen.sides))
    whole = np.full_like(sheet, 255)
    return np.asarray(cv2.merge([sheet, sides, whole, whole]), np.uint8)
