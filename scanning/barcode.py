"""Barcodes in pictures, as cleaned text of known kind.

zxing-cpp decides; zbar is asked only where zxing saw nothing, for the symbols it reads without
printing on file descriptor 2. Text that zbar garbled is repaired or dropped, never handed on.
"""

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import zxingcpp
from pyzbar import pyzbar

from data.domain.codes import is_slip_key, parse_code
from data.domain.text import LINE_LIMIT, clean
from scanning.opencv import Image, cv2
from scanning.picture import load_picture
from scanning.values import Barcode, Engine, Kind, Quad, Symbology

DESK = frozenset(
    {Symbology.QR, Symbology.CODE_128, Symbology.CODE_39, Symbology.ITF, Symbology.DATA_MATRIX}
)
"""What papers at a counter carry: slips, cards, post items, other offices' labels."""
EVERY = frozenset(Symbology)
MAX_SYMBOLS = 32
"""Symbols of one picture that are handed on."""
SHORTEST_LINEAR = 4
"""A shorter text in bars alone is more often a pattern than a code."""
NOISE_SIGMA_PX = 1.0
"""A blur of this width takes the noise off that zbar and faint bars fail by."""
MIN_SIDE_PX = 8
SMALL_PICTURE_PIXELS = 1_200_000
"""A picture below it is also tried at twice its size."""

_ZXING = {
    Symbology.QR: zxingcpp.BarcodeFormat.QRCode,
    Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39,
    Symbology.ITF: zxingcpp.BarcodeFormat.ITF,
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.CODE_93: zxingcpp.BarcodeFormat.Code93,
    Symbology.CODABAR: zxingcpp.BarcodeFormat.Codabar,
    Symbology.EAN_13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.EAN_8: zxingcpp.BarcodeFormat.EAN8,
    Symbology.UPC_A: zxingcpp.BarcodeFormat.UPCA,
    Symbology.UPC_E: zxingcpp.BarcodeFormat.UPCE,
    Symbology.PDF_417: zxingcpp.BarcodeFormat.PDF417,
    Symbology.AZTEC: zxingcpp.BarcodeFormat.Aztec,
}
_FROM_ZXING = {name: symbology for symbology, name in _ZXING.items()}
# zbar prints assertions on stderr when it looks for DataBar, and misreads ITF in plain stripes.
_ZBAR = {
    Symbology.QR: pyzbar.ZBarSymbol.QRCODE,
    Symbology.CODE_128: pyzbar.ZBarSymbol.CODE128,
    Symbology.CODE_39: pyzbar.ZBarSymbol.CODE39,
    Symbology.EAN_13: pyzbar.ZBarSymbol.EAN13,
    Symbology.EAN_8: pyzbar.ZBarSymbol.EAN8,
}
_FROM_ZBAR = {name.name: symbology for symbology, name in _ZBAR.items()}
_MATRIX = frozenset({Symbology.QR, Symbology.DATA_MATRIX, Symbology.PDF_417, Symbology.AZTEC})
_GUESSED_ENCODINGS = ("shift_jis", "cp932", "big5", "gb18030", "latin-1")
"""What zbar takes UTF-8 without an ECI for; in this order, since the first two agree mostly."""


def read_file(path: Path, *, symbologies: frozenset[Symbology] = EVERY) -> tuple[Barcode, ...]:
    """The barcodes in a picture file. Raises UnreadableImage, and nothing else for its content."""
    return read_barcodes(load_picture(path), symbologies=symbologies)


def read_barcodes(
    image: Image, *, symbologies: frozenset[Symbology] = DESK, quick: bool = False
) -> tuple[Barcode, ...]:
    """The barcodes in a picture, each once; cheap ways first, dearer ones while nothing is found.

    `quick` stops after the first way, for frames of which the next one comes at once.
    """
    grey = _grey(image)
    if min(grey.shape) < MIN_SIDE_PX:
        return ()
    for attempt in (_upright,) if quick else (_upright, _any_way, _smoothed, _doubled, _by_zbar):
        if found := _distinct(attempt(grey, symbologies)):
            return found
    return ()


def classify(value: str) -> Kind:
    """What a scanned text is to a desk, by its own form alone."""
    if is_slip_key(value):
        return Kind.SLIP_KEY
    return Kind.DOSSIER_CODE if parse_code(value) is not None else Kind.UNKNOWN


def _grey(image: Image) -> Image:
    if image.ndim == 2:  # noqa: PLR2004 - grey already
        return np.ascontiguousarray(image)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


_Attempt = Callable[[Image, frozenset[Symbology]], Iterable[Barcode]]


def _upright(grey: Image, symbologies: frozenset[Symbology]) -> list[Barcode]:
    return _by_zxing(grey, symbologies, thorough=False)


def _any_way(grey: Image, symbologies: frozenset[Symbology]) -> list[Barcode]:
    return _by_zxing(grey, symbologies, thorough=True)


def _smoothed(grey: Image, symbologies: frozenset[Symbology]) -> list[Barcode]:
    """Without noise, and with what contrast there is spread over the whole range."""
    smooth = cv2.GaussianBlur(grey, (0, 0), NOISE_SIGMA_PX)
    spread = cv2.normalize(smooth, smooth, 0, 255, cv2.NORM_MINMAX)
    return _by_zxing(np.asarray(spread, np.uint8), symbologies, thorough=False)


def _doubled(grey: Image, symbologies: frozenset[Symbology]) -> list[Barcode]:
    if grey.size > SMALL_PICTURE_PIXELS:
        return []
    twice = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    found = _by_zxing(np.asarray(twice, np.uint8), symbologies, thorough=True)
    return [_scaled(barcode, 0.5) for barcode in found]


def _by_zxing(grey: Image, symbologies: frozenset[Symbology], *, thorough: bool) -> list[Barcode]:
    results = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats([_ZXING[name] for name in sorted(symbologies)]),
        try_rotate=thorough,
        try_downscale=thorough,
        try_invert=thorough,
        text_mode=zxingcpp.TextMode.Plain,
    )
    found = (_from_zxing(result) for result in results)
    return [barcode for barcode in found if barcode is not None]


def _from_zxing(result: zxingcpp.Barcode) -> Barcode | None:
    symbology = _FROM_ZXING.get(result.format) or _FROM_ZXING.get(result.symbology)
    if symbology is None:
        return None
    place = result.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    a, b, c, d = ((float(corner.x), float(corner.y)) for corner in corners)
    return _barcode(result.text, symbology, Engine.ZXING, (a, b, c, d))


def _by_zbar(grey: Image, symbologies: frozenset[Symbology]) -> list[Barcode]:
    wanted = [_ZBAR[name] for name in sorted(symbologies & _ZBAR.keys())]
    if not wanted:
        return []
    smooth = np.asarray(cv2.GaussianBlur(grey, (0, 0), NOISE_SIGMA_PX), np.uint8)
    found = (_from_zbar(result) for result in pyzbar.decode(smooth, symbols=wanted))
    return [barcode for barcode in found if barcode is not None]


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
    value = clean(raw, LINE_LIMIT)
    if not value or (symbology not in _MATRIX and len(value) < SHORTEST_LINEAR):
        return None
    return Barcode(classify(value), value, symbology, engine, position)


def _scaled(barcode: Barcode, factor: float) -> Barcode:
    a, b, c, d = ((x * factor, y * factor) for x, y in barcode.position)
    values = (barcode.kind, barcode.value, barcode.symbology, barcode.engine)
    return Barcode(*values, (a, b, c, d))


def _distinct(found: Iterable[Barcode]) -> tuple[Barcode, ...]:
    kept: dict[tuple[Symbology, str], Barcode] = {}
    for barcode in found:
        kept.setdefault((barcode.symbology, barcode.value), barcode)
    return tuple(kept.values())[:MAX_SYMBOLS]
