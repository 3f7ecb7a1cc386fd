"""ESC/POS bytes to papers, as a printer prints them. Nothing that comes in can make it fail.

It draws what receipts consist of; commands without ink here are counted and change nothing. Page
mode is printed as it comes, line by line.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import segno

from printing.code128 import escaped_values, symbol_modules
from printing.grammar import ROWS, TEXT, Operation, Reader
from printing.raster import PRINTER_DPI, Dots, Raster
from printing.sheet import (
    DEFAULT_LINE_DOTS,
    FONT_A_DOTS,
    FONT_B_DOTS,
    Sheet,
    Style,
    bars,
    columns,
    labelled_box,
    letters,
    rows_of_bytes,
)


@dataclass(frozen=True, slots=True)
class Cut:
    """The paper was cut; None where nothing had been printed on it."""

    paper: Raster | None


@dataclass(frozen=True, slots=True)
class StatusAsked:
    """The host waits for one byte: `command` is "DLE EOT" or "GS r"."""

    command: str
    number: int


Event: TypeAlias = Cut | StatusAsked


@dataclass(frozen=True, slots=True)
class Interpretation:
    papers: tuple[Raster, ...]
    commands: dict[str, int]
    byte_count: int
    unparsed: int


def interpret(data: bytes, *, width_dots: int = 576) -> Interpretation:
    """All papers of a recorded stream; a last one without a cut is a paper too."""
    interpreter = Interpreter(width_dots)
    events = interpreter.feed(data)
    papers = [event.paper for event in events if isinstance(event, Cut)]
    papers.append(interpreter.finish())
    return Interpretation(
        tuple(paper for paper in papers if paper is not None),
        dict(interpreter.commands),
        interpreter.byte_count,
        interpreter.unparsed,
    )


@dataclass(slots=True)
class _Machine:
    """The printer's settings and its paper."""

    sheet: Sheet
    events: list[Event] = field(default_factory=list)
    codec: str = "cp437"
    unit_dots: float = 1.0
    picture_scale: tuple[int, int] = (1, 1)
    row_bytes: int = 1
    bar_height_dots: int = 162
    module_dots: int = 3
    hri: int = 0
    hri_cell: tuple[int, int] = FONT_A_DOTS
    qr_data: bytes = b""
    qr_module_dots: int = 3
    qr_level: str = "l"
    graphics: Dots | None = None
    downloaded: Dots | None = None

    def dots_of(self, units: int) -> int:
        return round(units * self.unit_dots)

    def box(self, label: str, height_dots: int = 48) -> None:
        room = self.sheet.room_dots
        self.sheet.picture(labelled_box(label, width_dots=room, height_dots=height_dots))


class Interpreter:
    """One printer, fed in pieces of any size."""

    def __init__(self, width_dots: int = 576) -> None:
        self.commands: Counter[str] = Counter()
        self._reader = Reader()
        self._machine = _Machine(Sheet(width_dots))

    @property
    def byte_count(self) -> int:
        return self._reader.byte_count

    @property
    def unparsed(self) -> int:
        return self._reader.unparsed

    def feed(self, data: bytes) -> list[Event]:
        """Prints on; what the outside notices of it, in order."""
        for operation in self._reader.feed(data):
            self._obey(operation)
        events, self._machine.events = self._machine.events, []
        return events

    def finish(self) -> Raster | None:
        """The sheet that no cut ended. What is left of a command counts as unparsed."""
        self._reader.finish()
        return self._machine.sheet.cut()

    def _obey(self, operation: Operation) -> None:
        if operation.name != ROWS:
            self.commands[operation.name] += 1
        if operation.name == "ESC @":
            self._machine.sheet.reset()
            self._machine = _Machine(self._machine.sheet, self._machine.events)
        elif operation.name in _ACTS:
            _ACTS[operation.name](self._machine, operation.data)


def _text(machine: _Machine, data: bytes) -> None:
    machine.sheet.write(data.decode(machine.codec, "replace"))


def _modes(machine: _Machine, data: bytes) -> None:
    bits = data[0]
    machine.sheet.restyle(
        cell=FONT_B_DOTS if bits & 0x01 else FONT_A_DOTS,
        bold=bool(bits & 0x08),
        tall=2 if bits & 0x10 else 1,
        wide=2 if bits & 0x20 else 1,
        underline_dots=1 if bits & 0x80 else 0,
    )


def _bold(machine: _Machine, data: bytes) -> None:
    machine.sheet.restyle(bold=bool(data[0] & 1))


def _underline(machine: _Machine, data: bytes) -> None:
    machine.sheet.restyle(underline_dots=min(data[0] % 48, 2))


def _character_font(machine: _Machine, data: bytes) -> None:
    machine.sheet.restyle(cell=FONT_B_DOTS if data[0] % 48 else FONT_A_DOTS)


def _spacing(machine: _Machine, data: bytes) -> None:
    machine.sheet.restyle(spacing_dots=data[0])


def _reverse(machine: _Machine, data: bytes) -> None:
    machine.sheet.restyle(reverse=bool(data[0] & 1))


def _size(machine: _Machine, data: bytes) -> None:
    machine.sheet.restyle(wide=(data[0] >> 4 & 7) + 1, tall=(data[0] & 7) + 1)


def _align(machine: _Machine, data: bytes) -> None:
    machine.sheet.align = {1: 1, 2: 2}.get(data[0] % 48, 0)


def _code_page(machine: _Machine, data: bytes) -> None:
    machine.codec = _CODE_PAGES.get(data[0], "cp437")


def _default_line(machine: _Machine, _: bytes) -> None:
    machine.sheet.line_dots = DEFAULT_LINE_DOTS


def _line(machine: _Machine, data: bytes) -> None:
    machine.sheet.line_dots = machine.dots_of(data[0])


def _line_feed(machine: _Machine, _: bytes) -> None:
    machine.sheet.feed_line()


def _feed_lines(machine: _Machine, data: bytes) -> None:
    machine.sheet.feed(data[0] * machine.sheet.line_dots)


def _feed_units(machine: _Machine, data: bytes) -> None:
    machine.sheet.feed(machine.dots_of(data[0]))


def _tab(machine: _Machine, _: bytes) -> None:
    machine.sheet.tab()


def _carriage_return(machine: _Machine, _: bytes) -> None:
    machine.sheet.carriage_return()


def _absolute(machine: _Machine, data: bytes) -> None:
    machine.sheet.move_to(int.from_bytes(data, "little"))


def _relative(machine: _Machine, data: bytes) -> None:
    machine.sheet.move_by(int.from_bytes(data, "little", signed=True))


def _left_margin(machine: _Machine, data: bytes) -> None:
    machine.sheet.left_dots = min(int.from_bytes(data, "little"), machine.sheet.width_dots - 1)


def _print_area(machine: _Machine, data: bytes) -> None:
    machine.sheet.area_dots = int.from_bytes(data, "little")


def _units(machine: _Machine, data: bytes) -> None:
    """Feeds in fractions of an inch; 0 brings the printer's own unit back, here a dot."""
    machine.unit_dots = PRINTER_DPI / data[1] if data[1] else 1.0


def _cut(machine: _Machine, data: bytes) -> None:
    """What function B feeds of its own accord only brings the last row past the cutter."""
    if len(data) > 1:
        machine.sheet.feed(machine.dots_of(data[1]))
    machine.events.append(Cut(machine.sheet.cut()))


def _asked_now(machine: _Machine, data: bytes) -> None:
    machine.events.append(StatusAsked("DLE EOT", data[0]))


def _asked_in_turn(machine: _Machine, data: bytes) -> None:
    machine.events.append(StatusAsked("GS r", data[0]))


def _picture_begins(machine: _Machine, data: bytes) -> None:
    machine.row_bytes = int.from_bytes(data[2:4], "little")
    machine.picture_scale = (1 + (data[1] & 1), 1 + (data[1] >> 1 & 1))


def _picture_rows(machine: _Machine, data: bytes) -> None:
    wide, tall = machine.picture_scale
    dots = rows_of_bytes(data, machine.row_bytes, machine.sheet.room_dots)
    machine.sheet.picture(_magnified(dots, wide, tall))


def _bit_image(machine: _Machine, data: bytes) -> None:
    """24 dots to a column at the head's density, or 8 at a third of it; halves of both across."""
    mode, picture = data[0], data[3:]
    if picture:
        deep = mode in _24_DOT_MODES
        dots = columns(picture, column_bytes=3 if deep else 1)
        wide = 1 if mode in _DOUBLE_DENSITY_MODES else 2
        machine.sheet.place(_magnified(dots, wide, 1 if deep else 3))


def _downloaded(machine: _Machine, data: bytes) -> None:
    if len(data) > 2:  # noqa: PLR2004 - the two bytes of its size
        machine.downloaded = columns(data[2:], column_bytes=data[1])


def _print_downloaded(machine: _Machine, data: bytes) -> None:
    if machine.downloaded is not None:
        wide, tall = 1 + (data[0] & 1), 1 + (data[0] >> 1 & 1)
        machine.sheet.picture(_magnified(machine.downloaded, wide, tall))


def _print_stored(machine: _Machine, data: bytes) -> None:
    machine.box(f"NV {data[0]}")


def _variable_raster(machine: _Machine, _: bytes) -> None:
    machine.box("image")


def _graphics(machine: _Machine, data: bytes) -> None:
    """Stores a picture (112 by rows, 113 by columns) or prints the stored one (2, 50)."""
    function = data[1] if len(data) > 1 else 0
    if function in _STORE_GRAPHICS and len(data) > _GRAPHICS_HEAD_BYTES:
        machine.graphics = _stored_graphics(data)
    elif function in _PRINT_GRAPHICS and machine.graphics is not None:
        machine.sheet.picture(machine.graphics)
        machine.graphics = None
    elif function in _PRINT_KEPT_GRAPHICS:
        machine.box("graphics")


def _stored_graphics(data: bytes) -> Dots | None:
    wide, tall = (min(max(scale, 1), 2) for scale in data[3:5])
    width, height = (int.from_bytes(data[at : at + 2], "little") for at in (6, 8))
    pixels = data[_GRAPHICS_HEAD_BYTES:]
    if not width or not height:
        return None
    if data[1] == _BY_ROWS:
        dots = rows_of_bytes(pixels, (width + 7) // 8, width)[:height]
    else:
        dots = columns(pixels, column_bytes=(height + 7) // 8)[:height, :width]
    return _magnified(dots, wide, tall)


def _symbol(machine: _Machine, data: bytes) -> None:
    """GS ( k: two-dimensional symbols; QR is drawn, others are named."""
    if len(data) < 3:  # noqa: PLR2004 - family, function and one parameter
        return
    family, function = data[0], data[1]
    if family == _QR:
        _qr(machine, function, data[2:])
    elif function == _PRINT_SYMBOL:
        machine.box({48: "PDF417", 50: "MaxiCode", 54: "DataMatrix"}.get(family, "2D"))


def _qr(machine: _Machine, function: int, parameters: bytes) -> None:
    if function == _QR_MODULE:
        machine.qr_module_dots = min(max(parameters[0], 1), 16)
    elif function == _QR_LEVEL:
        machine.qr_level = "lmqh"[parameters[0] % 4]
    elif function == _STORE_SYMBOL:
        machine.qr_data = parameters[1:]
    elif function == _PRINT_SYMBOL:
        _print_qr(machine)


def _print_qr(machine: _Machine) -> None:
    try:
        code = segno.make_qr(machine.qr_data, error=machine.qr_level, boost_error=False)
    except ValueError:
        machine.box("QR")
        return
    modules = np.array([list(row) for row in code.matrix], dtype=np.uint8)
    machine.sheet.picture(_magnified(modules, machine.qr_module_dots, machine.qr_module_dots))


def _barcode(machine: _Machine, data: bytes) -> None:
    kind, text = data[0], data[1:]
    readable = text.decode("ascii", "replace").translate(_UNREADABLE)
    values = escaped_values(text) if kind == _CODE128 else None
    if values is None:
        machine.box(f"{_BARCODE_NAMES[kind % 65]} {readable}", machine.bar_height_dots)
        return
    caption = letters(readable, Style(machine.hri_cell))
    if machine.hri & 1:
        machine.sheet.picture(caption)
    machine.sheet.picture(
        bars(
            symbol_modules(values),
            module_dots=machine.module_dots,
            height_dots=machine.bar_height_dots,
        )
    )
    if machine.hri & 2:
        machine.sheet.picture(caption)


def _bar_height(machine: _Machine, data: bytes) -> None:
    machine.bar_height_dots = max(data[0], 1)


def _module(machine: _Machine, data: bytes) -> None:
    machine.module_dots = min(max(data[0], 1), 8)


def _hri(machine: _Machine, data: bytes) -> None:
    machine.hri = data[0] % 48


def _hri_font(machine: _Machine, data: bytes) -> None:
    machine.hri_cell = FONT_B_DOTS if data[0] % 48 else FONT_A_DOTS


def _magnified(dots: Dots, wide: int, tall: int) -> Dots:
    return dots.repeat(tall, axis=0).repeat(wide, axis=1)


_24_DOT_MODES = frozenset({32, 33})
_DOUBLE_DENSITY_MODES = frozenset({1, 33})
_STORE_GRAPHICS, _BY_ROWS = frozenset({112, 113}), 112
_PRINT_GRAPHICS = frozenset({2, 50})
_PRINT_KEPT_GRAPHICS = frozenset({69, 85})
_GRAPHICS_HEAD_BYTES = 10
_QR, _QR_MODULE, _QR_LEVEL, _STORE_SYMBOL, _PRINT_SYMBOL = 49, 67, 69, 80, 81
_CODE128 = 73
_UNREADABLE = {**dict.fromkeys(range(0x20), "."), 0x7F: ".", 0xFFFD: "."}
_BARCODE_NAMES = (
    "UPC-A", "UPC-E", "EAN-13", "EAN-8", "CODE39", "ITF", "CODABAR", "CODE93", "CODE128",
    "GS1-128", "DataBar", "DataBar", "DataBar", "DataBar", "CODE128",
)  # fmt: skip
"""In the order of both ways to number them, from 0 and from 65."""

_CODE_PAGES = {
    0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 13: "cp857", 14: "cp737",
    15: "iso8859_7", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858", 33: "cp775",
    34: "cp855", 35: "cp861", 36: "cp862", 37: "cp864", 38: "cp869", 39: "iso8859_2",
    40: "iso8859_15", 45: "cp1250", 46: "cp1251", 47: "cp1253", 48: "cp1254", 49: "cp1255",
    50: "cp1256", 51: "cp1257", 52: "cp1258",
}  # fmt: skip
"""Python's names of the ESC t pages that have one; others are read as page 0."""

_ACTS: dict[str, Callable[[_Machine, bytes], None]] = {
    TEXT: _text,
    ROWS: _picture_rows,
    "HT": _tab,
    "LF": _line_feed,
    "FF": _line_feed,
    "CR": _carriage_return,
    "DLE EOT": _asked_now,
    "ESC SP": _spacing,
    "ESC !": _modes,
    "ESC $": _absolute,
    "ESC *": _bit_image,
    "ESC -": _underline,
    "ESC 2": _default_line,
    "ESC 3": _line,
    "ESC E": _bold,
    "ESC G": _bold,
    "ESC J": _feed_units,
    "ESC M": _character_font,
    "ESC \\": _relative,
    "ESC a": _align,
    "ESC d": _feed_lines,
    "ESC i": _cut,
    "ESC m": _cut,
    "ESC t": _code_page,
    "FS p": _print_stored,
    "GS !": _size,
    "GS ( L": _graphics,
    "GS ( k": _symbol,
    "GS *": _downloaded,
    "GS /": _print_downloaded,
    "GS 8 L": _graphics,
    "GS B": _reverse,
    "GS H": _hri,
    "GS L": _left_margin,
    "GS P": _units,
    "GS Q 0": _variable_raster,
    "GS V": _cut,
    "GS W": _print_area,
    "GS f": _hri_font,
    "GS h": _bar_height,
    "GS k": _barcode,
    "GS r": _asked_in_turn,
    "GS v 0": _picture_begins,
    "GS w": _module,
}
"""Commands that change the paper or want an answer."""
