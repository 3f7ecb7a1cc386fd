"""Commands that draw codes: bars (GS k) and two-dimensional symbols (GS ( k, ESC Z)."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
import segno
import zxingcpp
from zxingcpp import BarcodeFormat

from printing.code128 import escaped_values, gs1_values, symbol_modules
from printing.raster import Dots
from printing.simulated.acts_pictures import magnified
from printing.simulated.machine import Machine
from printing.simulated.sheet import FONT_A_DOTS, FONT_B_DOTS, Style, bars, letters

SYMBOLS_KEPT = 32
"""Large ones take long to make, and two bytes ask for one again."""
_CODE128, _GS1_128 = frozenset({8, 73, 79}), frozenset({9, 74})
_ESCAPES = re.compile(rb"\{[ABCS1234{]")
_UPC_E, _UPC_A_DIGITS = 1, frozenset({11, 12})
_LINEAR = {
    0: BarcodeFormat.UPCA, 1: BarcodeFormat.UPCE, 2: BarcodeFormat.EAN13, 3: BarcodeFormat.EAN8,
    4: BarcodeFormat.Code39, 5: BarcodeFormat.ITF, 6: BarcodeFormat.Codabar,
    7: BarcodeFormat.Code93, 10: BarcodeFormat.DataBar, 11: BarcodeFormat.DataBar,
    12: BarcodeFormat.DataBarLtd, 13: BarcodeFormat.DataBarExp,
}  # fmt: skip
"""Kinds of GS k, from 0 and from 65."""
_RETAIL_DIGITS = {0: 11, 2: 12, 3: 7}
"""Of those whose last digit the printer adds by itself."""
_FUNCTION_B = 65
_NAMES = (
    "UPC-A", "UPC-E", "EAN-13", "EAN-8", "CODE39", "ITF", "CODABAR", "CODE93", "CODE128",
    "GS1-128", "DataBar", "DataBar", "DataBar", "DataBar", "CODE128",
)  # fmt: skip
_UNREADABLE = {**dict.fromkeys(range(0x20), "."), 0x7F: ".", 0xFFFD: "."}
_PDF417, _QR, _MAXICODE, _DATABAR, _COMPOSITE, _AZTEC, _MATRIX = 48, 49, 50, 51, 52, 53, 54
_SYMBOLS = {
    _PDF417: (BarcodeFormat.PDF417, "PDF417"),
    _MAXICODE: (BarcodeFormat.MaxiCode, "MaxiCode"),
    _DATABAR: (BarcodeFormat.DataBarStkOmni, "DataBar"),
    _AZTEC: (BarcodeFormat.Aztec, "Aztec"),
    _MATRIX: (BarcodeFormat.DataMatrix, "DataMatrix"),
}
_MODULE, _ROW_MODULES, _LEVEL, _STORE, _PRINT = 67, 68, 69, 80, 81
_USUAL_MODULE_DOTS = 3


def _barcode(machine: Machine, data: bytes) -> None:
    kind, text = data[0], data[1:]
    modules = _modules(kind, text)
    readable = _readable(kind, text)
    if modules is None:
        machine.box(f"{_name(kind)} {readable}", machine.bar_height_dots)
        return
    drawn = bars(modules, module_dots=machine.module_dots, height_dots=machine.bar_height_dots)
    machine.sheet.picture(_with_caption(machine, drawn, readable))


def _readable(kind: int, text: bytes) -> str:
    """For human eyes; what only chooses a code set of Code 128 is no part of it."""
    if kind in _CODE128:
        text = _ESCAPES.sub(lambda found: b"{" if found[0] == b"{{" else b"", text)
    return text.decode("ascii", "replace").translate(_UNREADABLE)


def _name(kind: int) -> str:
    place = kind % _FUNCTION_B
    return _NAMES[place] if place < len(_NAMES) else "barcode"


def _modules(kind: int, text: bytes) -> list[int] | None:
    if kind in _CODE128 | _GS1_128:
        values = gs1_values(text) if kind in _GS1_128 else escaped_values(text)
        return None if values is None else symbol_modules(values)
    place = kind % _FUNCTION_B
    form = _LINEAR.get(place)
    content = text.decode("ascii", "replace")
    if form is None or not content:
        return None
    if place == _UPC_E and len(content) in _UPC_A_DIGITS:
        content = _shortened(content[:11])
    if place in _RETAIL_DIGITS:
        content = content[: _RETAIL_DIGITS[place]]
    drawn = _created(content, form)
    return None if drawn is None else [int(dot) for dot in drawn[0]]


def _shortened(digits: str) -> str:
    """The short form of a UPC-A number whose zeros stand where they may be left out."""
    maker, item = digits[1:6], digits[6:11]
    if maker[2] in "012" and maker[3:] == "00":
        return digits[0] + maker[:2] + item[2:] + maker[2]
    if maker[3:] == "00":
        return digits[0] + maker[:3] + item[3:] + "3"
    if maker[4] == "0":
        return digits[0] + maker[:4] + item[4] + "4"
    return digits[0] + maker + item[4]


@lru_cache(maxsize=SYMBOLS_KEPT)
def _created(content: str | bytes, form: BarcodeFormat) -> Dots | None:
    """One dot a module; None where this cannot be such a code."""
    try:
        code = zxingcpp.create_barcode(content, form)
        image = code.to_image(scale=1, add_quiet_zones=False)
    except (ValueError, TypeError, RuntimeError):
        return None
    return np.asarray(np.asarray(image) == 0, dtype=np.uint8)


def _with_caption(machine: Machine, drawn: Dots, readable: str) -> Dots:
    """The line for human eyes above (1), below (2), or both, in the middle."""
    caption = letters(readable, Style(machine.hri_cell))
    above, below = bool(machine.hri & 1), bool(machine.hri & 2)
    parts = [*([caption] if above else []), drawn, *([caption] if below else [])]
    width = max(part.shape[1] for part in parts)
    return np.vstack([_widened(part, width) for part in parts])


def _widened(dots: Dots, width: int) -> Dots:
    left = (width - dots.shape[1]) // 2
    return np.pad(dots, ((0, 0), (left, width - dots.shape[1] - left)))


def _bar_height(machine: Machine, data: bytes) -> None:
    machine.bar_height_dots = max(data[0], 1)


def _module(machine: Machine, data: bytes) -> None:
    machine.module_dots = min(max(data[0], 1), 8)


def _hri(machine: Machine, data: bytes) -> None:
    machine.hri = data[0] % 48


def _hri_font(machine: Machine, data: bytes) -> None:
    machine.hri_cell = FONT_B_DOTS if data[0] % 48 else FONT_A_DOTS


def _symbol(machine: Machine, data: bytes) -> None:
    """GS ( k: family, function, parameters."""
    if len(data) < 3:  # noqa: PLR2004 - family, function and one parameter
        return
    family, function, parameters = data[0], data[1], data[2:]
    settings = machine.symbol
    if function == _MODULE:
        settings.module_dots[family] = min(max(parameters[0], 1), 16)
    elif function == _ROW_MODULES and family == _PDF417:
        settings.pdf_row_modules = min(max(parameters[0], 2), 8)
    elif function == _LEVEL and family == _QR:
        settings.qr_level = "lmqh"[parameters[0] % 4]
    elif function == _STORE:
        settings.data[family] = parameters[1:]
    elif function == _PRINT:
        _print_symbol(machine, family)


def _print_symbol(machine: Machine, family: int) -> None:
    data = machine.symbol.data.get(family, b"")
    drawn = _qr(data, machine.symbol.qr_level) if family == _QR else _other(family, data)
    if drawn is None:
        machine.box("QR" if family == _QR else _SYMBOLS.get(family, (None, "2D"))[1])
        return
    module = machine.symbol.module_dots.get(family, _USUAL_MODULE_DOTS)
    wide = 1 if family == _MAXICODE else module
    tall = module * machine.symbol.pdf_row_modules if family == _PDF417 else wide
    machine.sheet.picture(magnified(drawn, wide, tall))


@lru_cache(maxsize=SYMBOLS_KEPT)
def _qr(data: bytes, level: str) -> Dots | None:
    """Plain text as text, so that digits and capitals take the modes that are made for them."""
    try:
        content = data.decode("ascii") if data.isascii() else data
        code = segno.make_qr(content, error=level, boost_error=False)
    except ValueError:
        return None
    return np.array([list(row) for row in code.matrix], dtype=np.uint8)


def _other(family: int, data: bytes) -> Dots | None:
    if family not in _SYMBOLS or not data:
        return None
    drawn = _created(data, _SYMBOLS[family][0])
    if drawn is None or family != _PDF417:
        return drawn
    return drawn[:: _pdf_row_dots(drawn)]


def _pdf_row_dots(drawn: Dots) -> int:
    """How many equal dots zxing-cpp draws for each row of the symbol."""
    changes = np.flatnonzero((drawn[1:] != drawn[:-1]).any(axis=1)) + 1
    return int(np.gcd.reduce(np.append(changes, drawn.shape[0])))


def _small_qr(machine: Machine, data: bytes) -> None:
    """ESC Z: version, level, size of a module, payload."""
    level = {76: "l", 77: "m", 81: "q", 72: "h"}.get(data[1], "lmqh"[data[1] % 4])
    drawn = _qr(data[3:], level)
    if drawn is None:
        machine.box("QR")
        return
    module = min(max(data[2], 1), 16)
    machine.sheet.picture(magnified(drawn, module, module))


SYMBOL_ACTS: Mapping[str, Callable[[Machine, bytes], None]] = {
    "ESC Z": _small_qr,
    "GS ( k": _symbol,
    "GS H": _hri,
    "GS f": _hri_font,
    "GS h": _bar_height,
    "GS k": _barcode,
    "GS w": _module,
}
