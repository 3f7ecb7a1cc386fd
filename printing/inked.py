"""A drawn sheet, and where codes stand on it that a printer could draw by itself.

The raster is always complete: who knows nothing of symbols prints the same paper without them.
"""

from dataclasses import dataclass
from enum import StrEnum

from printing.raster import Raster


class Symbology(StrEnum):
    QR = "qr"
    """Model 2, error level M, the smallest version that holds the payload."""
    CODE128 = "code128"
    """Set C, an even number of digits."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code without its quiet zone, its corner counted from that of the sheet."""

    symbology: Symbology
    payload: str
    module_dots: int
    top: int
    left: int
    width_dots: int
    height_dots: int


@dataclass(frozen=True, slots=True)
class Inked:
    raster: Raster
    symbols: tuple[Symbol, ...] = ()
