"""Sheets whose size is known from their shape: A-series paper (ISO 216) and cards (ISO/IEC 7810).

A picture tells a sheet's proportions, never its size: A-series paper is taken for A4, since that is
what lies on a desk; only a card says its size by its shape. Everything else has no known size.
"""

import math
from typing import Final

from scanning.values import Sheet

A_SERIES: Final = math.sqrt(2)
A_SERIES_TOLERANCE: Final = 0.06
"""Relative; a sheet nearer than this is taken to be A-series paper."""
CARD: Final = 85.60 / 53.98
CARD_TOLERANCE: Final = 0.03
A4_LONG_MM: Final = 297.0
CARD_LONG_MM: Final = 85.60
MM_PER_INCH: Final = 25.4
FINEST_CARD_DPI: Final = 600
"""A camera that sees A4 sees no card finer: what would be, is a larger sheet of such a shape."""
FINEST_DPI: Final = 300
"""What is finer is brought down to it; nothing is ever drawn larger than the camera saw it."""


def sheet_of(width: float, height: float) -> Sheet:
    """The kind of sheet that a flat page of so many pixels shows."""
    long, short = max(width, height), min(width, height)
    shape = _shape(long / short)
    too_fine = _dpi(long, CARD_LONG_MM) > FINEST_CARD_DPI
    return Sheet.UNKNOWN if shape is Sheet.CARD and too_fine else shape


def true_aspect(aspect: float) -> float:
    """`aspect`, width over height, as it must be where the sheet is of a known kind."""
    known = {Sheet.A_SERIES: A_SERIES, Sheet.CARD: CARD}.get(_shape(max(aspect, 1 / aspect)))
    if known is None:
        return aspect
    return known if aspect > 1 else 1 / known


def dpi_of(width: float, height: float) -> float:
    """Dots per inch of a flat page; of unknown sheets as if they were as long as A4."""
    is_card = sheet_of(width, height) is Sheet.CARD
    return _dpi(max(width, height), CARD_LONG_MM if is_card else A4_LONG_MM)


def shrink_to_finest(width: float, height: float) -> float:
    """How much smaller a page of known size is kept, 1 where its dots are no finer than needed."""
    if sheet_of(width, height) is Sheet.UNKNOWN:
        return 1.0
    return min(1.0, FINEST_DPI / dpi_of(width, height))


def _shape(long_over_short: float) -> Sheet:
    if abs(long_over_short / A_SERIES - 1) < A_SERIES_TOLERANCE:
        return Sheet.A_SERIES
    return Sheet.CARD if abs(long_over_short / CARD - 1) < CARD_TOLERANCE else Sheet.UNKNOWN


def _dpi(long_px: float, long_mm: float) -> float:
    return long_px / (long_mm / MM_PER_INCH)
