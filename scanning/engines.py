"""The two engines, zxing-cpp and zbar: which symbols each is asked for, and its answers as values.

zbar is asked only for symbols that it reads without printing on file descriptor 2. Text that it
garbled is repaired or dropped, never handed on.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import zxingcpp
from pyzbar import pyzbar

from scanning.kinds import classify
from scanning.opencv import Image, cv2
from scanning.values import Barcode, Engine, Quad, Symbology

VALUE_LIMIT = 7_100
"""Characters of a value; the largest QR code holds 7,089 digits."""
SHORTEST_LINEAR = 4
"""A shorter text in bars alone is more often a pattern than a code."""

_FORMAT = zxingcpp.BarcodeFormat
_ZXING = {
    Symbology.QR: _FORMAT.QRCode,
    Symbology.CODE_128: _FORMAT.Code128,
    Symbology.CODE_39: _FORMAT.Code39,
    Symbology.ITF: _FORMAT.ITF,
    Symbology.DATA_MATRIX: _FORMAT.DataMatrix,
    Symbology.CODE_93: _FORMAT.Code93,
    Symbology.CODABAR: _FORMAT.Codabar,
    Symbology.EAN_13: _FORMAT.EAN13,
    Symbology.EAN_8: _FORMAT.EAN8,
    Symbology.UPC_A: _FORMAT.UPCA,
    Symbology.UPC_E: _FORMAT.UPCE,
    Symbology.PDF_417: _FORMAT.PDF417,
    Symbology.AZTEC: _FORMAT.Aztec,
    Symbology.MICRO_QR: _FORMAT.MicroQRCode,
    Symbology.RMQR: _FORMAT.RMQRCode,
    Symbology.MICRO_PDF_417: _FORMAT.MicroPDF417,
    Symbology.MAXICODE: _FORMAT.MaxiCode,
    Symbology.DATABAR: _FORMAT.DataBar,
    Symbology.DATABAR_EXPANDED: _FORMAT.DataBarExp,
    Symbology.DATABAR_LIMITED: _FORMAT.DataBarLtd,
    Symbology.TELEPEN: _FORMAT.Telepen,
    Symbology.DX_FILM_EDGE: _FORMAT.DXFilmEdge,
}
_VARIANTS = {
    _FORMAT.QRCodeModel1: Symbology.QR,
    _FORMAT.QRCodeModel2: Symbology.QR,
    _FORMAT.Code39Std: Symbology.CODE_39,
    _FORMAT.Code39Ext: Symbology.CODE_39,
    _FORMAT.ITF14: Symbology.ITF,
    _FORMAT.CompactPDF417: Symbology.PDF_417,
    _FORMAT.AztecCode: Symbology.AZTEC,
    _FORMAT.AztecRune: Symbology.AZTEC,
    _FORMAT.DataBarOmni: Symbology.DATABAR,
    _FORMAT.DataBarStk: Symbology.DATABAR,
    _FORMAT.DataBarStkOmni: Symbology.DATABAR,
    _FORMAT.DataBarExpStk: Symbology.DATABAR_EXPANDED,
    _FORMAT.TelepenAlpha: Symbology.TELEPEN,
    _FORMAT.TelepenNumeric: Symbology.TELEPEN,
}
_FROM_ZXING = {name: symbology for symbology, name in _ZXING.items()} | _VARIANTS

# zbar prints assertions on stderr when it looks for DataBar or Code 93, and misreads ITF in plain
# stripes.
_ZBAR = {
    Symbology.QR: pyzbar.ZBarSymbol.QRCODE,
    Symbology.CODE_128: pyzbar.ZBarSymbol.CODE128,
    Symbology.CODE_39: pyzbar.ZBarSymbol.CODE39,
    Symbology.EAN_13: pyzbar.ZBarSymbol.EAN13,
    Symbology.EAN_8: pyzbar.ZBarSymbol.EAN8,
}
_FROM_ZBAR = {name.name: symbology for symbology, name in _ZBAR.items()}

MATRIX = frozenset(
    {
        Symbology.QR,
        Symbology.DATA_MATRIX,
        Symbology.PDF_417,
        Symbology.AZTEC,
        Symbology.MICRO_QR,
        Symbology.RMQR,
        Symbology.MICRO_PDF_417,
        Symbology.MAXICODE,
    }
)
SHOP = frozenset({Symbology.EAN_13, Symbology.EAN_8, Symbology.UPC_A, Symbology.UPC_E})
FEW_LINES_PX = 8
_AROUND, _AROUND_PX = 0.2, 24
"""What is cut out around a place that is read once more: of its size, and at least."""
_GUESSED_ENCODINGS = ("shift_jis", "cp932", "big5", "gb18030", "latin-1")
"""What zbar takes UTF-8 without an ECI for; in this order, since the first two agree mostly."""
_EAN_8_DIGITS, _EAN_13_DIGITS = 8, 13
_ADD_ONS = {2: Symbology.EAN_2, 5: Symbology.EAN_5}


def by_zxing(
    grey: Image, symbologies: frozenset[Symbology], *, thorough: bool
) -> Iterator[Barcode]:
    """What zxing reads; `thorough` also turned by a right angle, smaller, and light on dark."""
    results = zxingcpp.read_barcodes(
        grey,
        formats=_formats(symbologies),
        try_rotate=thorough,
        try_downscale=thorough,
        try_invert=thorough,
        ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read,
    )
    for result in results:
        yield from _from_zxing(result)


def by_zxing_on_line(line: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    """What zxing reads in a picture of upright bars alone."""
    results = zxingcpp.read_barcodes(
        line,
        formats=_formats(symbologies),
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
        binarizer=zxingcpp.Binarizer.FixedThreshold,
    )
    for result in results:
        yield from _from_zxing(result)


def by_zbar(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    """What zbar reads; bars only where it reads the same in copies of other sizes.

    On soft bars it errs along dozens of lines alike, check digits or not, but not at every size.
    """
    for barcode in _by_zbar(grey, symbologies):
        if barcode.symbology in MATRIX or _confirmed(grey, barcode):
            yield barcode


def _by_zbar(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    wanted = [_ZBAR[name] for name in sorted(symbologies & _ZBAR.keys())]
    for result in _decoded(grey, wanted) if wanted else ():
        barcode = _from_zbar(result)
        if barcode is not None:
            yield barcode


def _decoded(grey: Image, wanted: list[pyzbar.ZBarSymbol]) -> list[pyzbar.Decoded]:
    """Nothing where pyzbar meets a direction that it has no name for: zbar gives -1 for unknown."""
    try:
        return pyzbar.decode(grey, symbols=wanted)
    except ValueError:
        return []


def _confirmed(grey: Image, barcode: Barcode) -> bool:
    (left, top), _, (right, low), _ = barcode.position
    copies = _other_sizes(grey, barcode.position)
    return min(right - left, low - top) >= FEW_LINES_PX and all(
        _again(barcode, copy) for copy in copies
    )


def _again(barcode: Barcode, copy: Image) -> bool:
    return any(
        other.value == barcode.value for other in _by_zbar(copy, frozenset({barcode.symbology}))
    )


def _other_sizes(grey: Image, place: Quad) -> Iterator[Image]:
    """The place with what is around it, half as large again and doubled."""
    (left, top), _, (right, low), _ = place
    wide = _AROUND_PX + (right - left + low - top) * _AROUND
    rows = slice(max(0, int(top - wide)), int(low + wide))
    part = grey[rows, max(0, int(left - wide)) : int(right + wide)]
    for factor, way in ((1.5, cv2.INTER_CUBIC), (2.0, cv2.INTER_LINEAR)):
        yield np.asarray(cv2.resize(part, None, fx=factor, fy=factor, interpolation=way), np.uint8)


@lru_cache(maxsize=64)
def _formats(symbologies: frozenset[Symbology]) -> zxingcpp.BarcodeFormats:
    return zxingcpp.BarcodeFormats([_ZXING[name] for name in sorted(symbologies & _ZXING.keys())])


def _from_zxing(result: zxingcpp.Barcode) -> Iterator[Barcode]:
    symbology = _FROM_ZXING.get(result.format)
    if symbology is None:
        return
    place = result.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    a, b, c, d = ((float(corner.x), float(corner.y)) for corner in corners)
    length = len(result.text)
    if symbology in SHOP:
        length = _EAN_8_DIGITS if symbology is Symbology.EAN_8 else _EAN_13_DIGITS
    text, add_on = result.text[:length], result.text[length:].strip()
    for value, name in ((text, symbology), (add_on, _ADD_ONS.get(len(add_on)))):
        if name is not None and (made := _barcode(value, name, Engine.ZXING, (a, b, c, d))):
            yield made


def _from_zbar(result: pyzbar.Decoded) -> Barcode | None:
    symbology = _FROM_ZBAR.get(result.type)
    text = repaired(result.data)
    if symbology is None or text is None:
        return None
    left, top, width, height = result.rect
    x, y, right, low = float(left), float(top), float(left + width), float(top + height)
    return _barcode(text, symbology, Engine.ZBAR, ((x, y), (right, y), (right, low), (x, low)))


def repaired(data: bytes) -> str | None:
    """What zbar's bytes really say, or None where that cannot be known.

    zbar takes UTF-8 without an ECI for an East Asian encoding in one Vietnamese text of seven, and
    hands on its wrong guess as UTF-8. Encoding the guess again gives back the true bytes.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if text.isascii():
        return text
    for encoding in _GUESSED_ENCODINGS:
        original = _through(text, encoding)
        if original is not None and _latin(original):
            return original
    return text if _latin(text) else None


def _through(text: str, encoding: str) -> str | None:
    try:
        return text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return None


def _latin(text: str) -> bool:
    """Whether every letter is one that a Vietnamese or English text may hold."""
    return all(
        "LATIN" in unicodedata.name(char, "") or unicodedata.combining(char)
        for char in text
        if char.isalpha()
    ) and not any(unicodedata.category(char) in {"So", "Co", "Cn"} for char in text)


def _barcode(raw: str, symbology: Symbology, engine: Engine, position: Quad) -> Barcode | None:
    value = _cleaned(raw)
    short = symbology not in MATRIX and symbology not in _ADD_ONS.values()
    if not value or (short and len(value) < SHORTEST_LINEAR):
        return None
    return Barcode(classify(value), value, symbology, engine, position)


def _cleaned(raw: str) -> str:
    """Harmless as `data.domain.text.clean_note` makes it, but with every blank that a code holds.

    `str.isprintable` is false for exactly what that drops or turns into blanks.
    """
    composed = unicodedata.normalize("NFC", raw[: 4 * VALUE_LIMIT])
    lines = (
        "".join(char if char.isprintable() else _blank(char) for char in line)
        for line in composed.splitlines()
    )
    return "\n".join(lines).strip()[:VALUE_LIMIT].rstrip()


def _blank(char: str) -> str:
    return " " if char.isspace() else ""
