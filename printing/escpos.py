"""Sheets to ESC/POS bytes: initialise, draw, cut. No text from outside ever leaves as text.

Letters are drawn, because no code page of a receipt printer holds all Vietnamese ones. Blank
rows are drawn too, one byte wide: the unit of a feed (ESC J) is a dot on some printers and half a
dot on others, and a slip must have its true height on both. Pieces are small and go from top to
bottom, so that on a slow line the head prints one while the next is on its way.
"""

import re
import struct
from collections.abc import Iterator

import numpy as np

from printing.bands import Band, bands
from printing.inked import Inked, Symbol, Symbology
from printing.raster import Dots, Raster, disarmed
from printing.wire.profile import SAFE, Cut, Profile

INITIALISE = b"\x1b@"
FULL_CUT = b"\x1dVA\x00"
PARTIAL_CUT = b"\x1dVB\x00"
"""GS V, function B: feeds what was drawn past the cutter, then leaves one point uncut."""
TEAR_BAR_ROWS = 120
"""From the head to the bar of a printer without a cutter, 15 mm."""
_REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")
_PRINTABLE = re.compile(r"[ -~]+")
QR_LIMIT_BYTES = 512
QR_MODULES = range(1, 17)
BARCODE_MODULES = range(2, 7)
BARCODE_HEIGHTS = range(1, 256)


def encode(sheet: Raster | Inked, profile: Profile = SAFE, *, cut: bool = True) -> bytes:
    """The sheet as this printer wants it. Raises PrintingError where it is too wide for it."""
    return b"".join(pieces(sheet, profile, cut=cut))


def pieces(sheet: Raster | Inked, profile: Profile = SAFE, *, cut: bool = True) -> Iterator[bytes]:
    """The same in the order of the paper, each piece a few commands that belong together."""
    whole = sheet if isinstance(sheet, Inked) else Inked(sheet)
    profile.require_room(whole.raster.width_dots)
    yield INITIALISE
    yield from _Encoder(whole, profile).sheet()
    if cut:
        yield from _cut(profile)


def _cut(profile: Profile) -> Iterator[bytes]:
    match profile.cut:
        case Cut.FULL:
            yield FULL_CUT
        case Cut.PARTIAL:
            yield PARTIAL_CUT
        case Cut.NONE:
            yield _raster_bit_image(bytes(TEAR_BAR_ROWS), 1)


class _Encoder:
    """One sheet; remembers the margin that the printer has now."""

    def __init__(self, sheet: Inked, profile: Profile) -> None:
        self._profile = profile
        raster = disarmed(sheet.raster)
        rows = np.frombuffer(raster.rows, dtype=np.uint8)
        self._packed: Dots = rows.reshape(raster.height_dots, raster.stride)
        self._symbols = [it for it in sheet.symbols if self._native(it)]
        self._margin_dots = 0

    def sheet(self) -> Iterator[bytes]:
        top = 0
        for symbol in sorted(self._symbols, key=lambda it: it.top):
            yield from self._pictures(top, symbol.top)
            yield from self._margin(symbol.left)
            yield _symbol(symbol)
            top = symbol.top + symbol.height_dots
        yield from self._pictures(top, len(self._packed))

    def _native(self, symbol: Symbol) -> bool:
        """Whether this printer draws it, and nothing else stands on its rows."""
        if not (self._profile.margins and _drawable(symbol, self._profile)):
            return False
        rows = self._packed[symbol.top : symbol.top + symbol.height_dots]
        left, right = symbol.left // 8, -(-(symbol.left + symbol.width_dots) // 8)
        return not (rows[:, :left].any() or rows[:, right:].any())

    def _pictures(self, top: int, bottom: int) -> Iterator[bytes]:
        part = self._packed[top:bottom]
        profile = self._profile
        for band in bands(part, margins=profile.margins, doubles=profile.doubles):
            left, width, rows = _without_commands(part, band)
            if not band.blank:
                yield from self._margin(left * 8)
            yield _raster_bit_image(rows, width, doubled=band.doubled)

    def _margin(self, dots: int) -> Iterator[bytes]:
        """GS L: where the pictures that follow begin."""
        if dots != self._margin_dots:
            self._margin_dots = dots
            yield b"\x1dL" + struct.pack("<H", dots)


def _without_commands(packed: Dots, band: Band) -> tuple[int, int, bytes]:
    """Its first byte, width and rows, so wide that the end of a row and the start of the next
    make no command.

    Real-time commands are obeyed inside pictures; in the whole rows of a sheet there are none.
    """
    top, bottom, left, right, doubled = band
    last = packed.shape[1]
    right = max(right, left + 1)
    rows = packed[top : bottom : 2 if doubled else 1]
    sides = ((left, right), (left, min(right + 1, last)), (max(left - 1, 0), right), (0, last))
    for first, after in sides:
        data = rows[:, first:after].tobytes()
        if not _REAL_TIME.search(data):
            return first, after - first, data
    raise AssertionError


def _raster_bit_image(rows: bytes, width: int, *, doubled: bool = False) -> bytes:
    """GS v 0: width in bytes and height in rows, low byte first, then the rows."""
    return b"\x1dv0" + struct.pack("<BHH", 2 if doubled else 0, width, len(rows) // width) + rows


def _drawable(symbol: Symbol, profile: Profile) -> bool:
    match symbol.symbology:
        case Symbology.QR:
            plain = _PRINTABLE.fullmatch(symbol.payload) and len(symbol.payload) <= QR_LIMIT_BYTES
            return bool(profile.qr and plain and symbol.module_dots in QR_MODULES)
        case Symbology.CODE128:
            fits = symbol.module_dots in BARCODE_MODULES and symbol.height_dots in BARCODE_HEIGHTS
            return profile.code128 and fits and not _REAL_TIME.search(_code128(symbol))


def _symbol(symbol: Symbol) -> bytes:
    return _qr(symbol) if symbol.symbology is Symbology.QR else _code128(symbol)


def _qr(symbol: Symbol) -> bytes:
    """GS ( k: model 2, size of a module, level M, the payload, print."""
    data = symbol.payload.encode("ascii")
    parts = (
        b"\x31\x41\x32\x00",
        b"\x31\x43" + bytes((symbol.module_dots,)),
        b"\x31\x45\x31",
        b"\x31\x50\x30" + data,
        b"\x31\x51\x30",
    )
    return b"".join(b"\x1d(k" + struct.pack("<H", len(part)) + part for part in parts)


def _code128(symbol: Symbol) -> bytes:
    """GS h, GS w, no readable line, and the bars in set C: two digits a symbol."""
    digits = symbol.payload
    pairs = bytes(int(digits[place : place + 2]) for place in range(0, len(digits), 2))
    data = b"{C" + pairs
    head = bytes((0x1D, 0x68, symbol.height_dots, 0x1D, 0x77, symbol.module_dots))
    return head + b"\x1dH\x00\x1dkI" + bytes((len(data),)) + data
