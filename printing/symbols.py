"""Where on a slip the codes stand that have their rows for themselves.

A printer draws a code on rows of its own, so one beside text remains a picture.
"""

from collections.abc import Iterator, Sequence

from printing.blocks import Barcode, Block, Qr, Slip, Together
from printing.code128 import QUIET_MODULES, digits_modules
from printing.inked import Inked, Symbol, Symbology
from printing.render import QR_QUIET_MODULES, height_dots, qr_modules, render


def inked(slip: Slip) -> Inked:
    """The slip as it is rendered, with these codes."""
    return Inked(render(slip), tuple(_symbols(slip.blocks, slip.width_dots, 0)))


def _symbols(blocks: Sequence[Block], width: int, top: int) -> Iterator[Symbol]:
    for block in blocks:
        match block:
            case Qr() if _smallest(block):
                yield _qr(block, width, top)
            case Barcode():
                yield _barcode(block, width, top)
            case Together():
                yield from _symbols(block.blocks, width, top)
            case _:
                pass
        top += height_dots((block,), width)


def _smallest(qr: Qr) -> bool:
    """A printer takes the smallest version that holds the payload."""
    return len(qr_modules(qr.payload, qr.version)) == len(qr_modules(qr.payload, 0))


def _qr(qr: Qr, width: int, top: int) -> Symbol:
    whole = len(qr_modules(qr.payload, qr.version)) * qr.module_dots
    quiet = QR_QUIET_MODULES * qr.module_dots
    side = whole - 2 * quiet
    left = (width - whole) // 2 + quiet
    return Symbol(Symbology.QR, qr.payload, qr.module_dots, top + quiet, left, side, side)


def _barcode(barcode: Barcode, width: int, top: int) -> Symbol:
    long = len(digits_modules(barcode.digits)) * barcode.module_dots
    quiet = QUIET_MODULES * barcode.module_dots
    left = (width - long - 2 * quiet) // 2 + quiet
    return Symbol(
        Symbology.CODE128,
        barcode.digits,
        barcode.module_dots,
        top,
        left,
        long,
        barcode.height_dots,
    )
