"""The paper inside a simulated printer: lines of text and pictures become dots, cut by cut.

A sheet is never longer than MAX_SHEET_ROWS and holds one byte for eight dots.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw

from printing.fonts import INK_THRESHOLD, font
from printing.raster import Dots, Raster
from printing.simulated.box_drawing import box_dots
from printing.wrapping import Weight

MAX_SHEET_ROWS = 24_000
"""Three metres. What is printed beyond is not kept."""
DEFAULT_LINE_DOTS = 30
FONT_A_DOTS, FONT_B_DOTS = (12, 24), (9, 17)
TAB_CHARACTERS = 8
LINE_LIMIT = 1_024
"""Things on one line; more can only lie on top of each other."""
_FRAME_DOTS = 2
GLYPHS_KEPT = 1_024


@dataclass(frozen=True, slots=True)
class Style:
    """How the next characters look; ESC @ brings the first of its kind back."""

    cell: tuple[int, int] = FONT_A_DOTS
    wide: int = 1
    tall: int = 1
    bold: bool = False
    underline_dots: int = 0
    reverse: bool = False
    spacing_dots: int = 0
    turned: bool = False
    """ESC V: a quarter to the right."""


@dataclass(slots=True)
class Sheet:
    """One roll of paper, its print line, and the settings that place what comes."""

    width_dots: int
    style: Style = field(default_factory=Style)
    align: int = 0
    line_dots: int = DEFAULT_LINE_DOTS
    left_dots: int = 0
    area_dots: int = 0
    upside_down: bool = False
    tabs: tuple[int, ...] = ()
    """Columns of characters; every eighth where none are set."""
    _rows: list[bytes] = field(default_factory=list)
    _count: int = 0
    _line: list[tuple[int, Dots]] = field(default_factory=list)
    _at_dots: int = 0

    def reset(self) -> None:
        """ESC @: settings and print line, not the paper."""
        self.style, self.align, self.line_dots = Style(), 0, DEFAULT_LINE_DOTS
        self.left_dots = self.area_dots = 0
        self.upside_down, self.tabs = False, ()
        self._line, self._at_dots = [], 0

    def restyle(self, **changes: object) -> None:
        self.style = replace(self.style, **changes)  # type: ignore[arg-type] # names checked there

    @property
    def blank(self) -> bool:
        return not self._count and not self._line

    @property
    def room_dots(self) -> int:
        """Width of the print area."""
        free = max(self.width_dots - self.left_dots, 1)
        return min(self.area_dots, free) if self.area_dots else free

    def write(self, text: str) -> None:
        for char in text:
            self.place(glyph(char, self.style))

    def place(self, dots: Dots) -> None:
        """Puts a picture on the print line; a full line is printed first."""
        full = self._at_dots and self._at_dots + dots.shape[1] > self.room_dots
        if full or len(self._line) >= LINE_LIMIT:
            self.feed_line()
        self._line.append((self._at_dots, dots))
        self._at_dots += dots.shape[1]

    def tab(self) -> None:
        step = self.style.cell[0] * self.style.wide
        stops = self.tabs or range(TAB_CHARACTERS, LINE_LIMIT, TAB_CHARACTERS)
        following = (stop * step for stop in stops if stop * step > self._at_dots)
        self.move_to(next(following, self._at_dots))

    def move_to(self, at_dots: int) -> None:
        self._at_dots = min(max(at_dots, 0), self.room_dots)

    def move_by(self, dots: int) -> None:
        self.move_to(self._at_dots + dots)

    def carriage_return(self) -> None:
        self._at_dots = 0

    def feed_line(self) -> None:
        """LF: prints the line; its height is the spacing, or the tallest thing on it."""
        self.feed(self.line_dots)

    def feed(self, dots: int) -> None:
        """Prints the line and moves the paper by `dots`, or as far as the line is tall."""
        tall = max((placed.shape[0] for _, placed in self._line), default=0)
        if tall:
            self._print_line(tall)
        self._append_blank(max(dots - tall, 0))

    def _print_line(self, tall: int) -> None:
        self.append(np.packbits(self._taken_line(tall), axis=1))

    def _taken_line(self, tall: int) -> Dots:
        """All things on a line stand on its base."""
        band = np.zeros((tall, self.width_dots), dtype=np.uint8)
        right = max(at + placed.shape[1] for at, placed in self._line)
        start = self.left_dots + max(self.room_dots - right, 0) * self.align // 2
        for at, placed in self._line:
            shown = placed[:, : max(self.width_dots - start - at, 0)]
            band[tall - shown.shape[0] :, start + at : start + at + shown.shape[1]] |= shown
        self._line, self._at_dots = [], 0
        if self.upside_down:
            edge = self.left_dots + self.room_dots
            band[:, self.left_dots : edge] = band[::-1, self.left_dots : edge][:, ::-1]
        return band

    def picture(self, dots: Dots) -> None:
        """A picture on rows of its own, where the alignment wants it."""
        if self._line:
            self.feed(0)
        if self._count >= MAX_SHEET_ROWS:
            return
        shown = dots[:, : self.room_dots]
        start = self.left_dots + (self.room_dots - shown.shape[1]) * self.align // 2
        band = np.zeros((shown.shape[0], self.width_dots), dtype=np.uint8)
        band[:, start : start + shown.shape[1]] = shown
        self.append(np.packbits(band, axis=1))

    def append(self, packed: Dots) -> None:
        """Rows of bytes as wide as the paper."""
        free = MAX_SHEET_ROWS - self._count
        if len(packed) and free > 0:
            self._rows.append(packed[:free].tobytes())
            self._count += min(len(packed), free)

    def _append_blank(self, count: int) -> None:
        count = min(count, MAX_SHEET_ROWS - self._count)
        if count > 0:
            self._rows.append(bytes(count * ((self.width_dots + 7) // 8)))
            self._count += count

    def cut(self) -> Raster | None:
        """What was printed since the last cut, if anything."""
        if self._line:
            self.feed(0)
        count, rows = self._count, b"".join(self._rows)
        self._rows, self._count = [], 0
        return Raster(self.width_dots, count, rows) if count else None

    def discard_line(self) -> None:
        self._line, self._at_dots = [], 0


@lru_cache(maxsize=GLYPHS_KEPT)
def glyph(char: str, style: Style) -> Dots:
    """A character in its cell of fixed width, as receipt printers set text."""
    width, height = style.cell
    box = box_dots(char, style.cell)
    if box is not None:
        return styled(box, style)
    face = font(Weight.BOLD if style.bold else Weight.MEDIUM, height * 3 // 4)
    grey = Image.new("L", (width, height))
    left = (width - face.getlength(char)) / 2
    ImageDraw.Draw(grey).text((left, height * 4 // 5), char, fill=255, font=face, anchor="ls")
    dots = (np.asarray(grey) >= INK_THRESHOLD).astype(np.uint8)
    if style.underline_dots:
        dots[-style.underline_dots :] = 1
    dots = np.pad(dots, ((0, 0), (0, style.spacing_dots)))
    return styled(dots, style)


def styled(dots: Dots, style: Style) -> Dots:
    """A character of any origin as the style wants it: its size, its colour, turned."""
    dots = dots.repeat(style.tall, axis=0).repeat(style.wide, axis=1)
    dots = 1 - dots if style.reverse else dots
    return np.rot90(dots, -1) if style.turned else dots


@lru_cache(maxsize=GLYPHS_KEPT)
def ideogram(style: Style) -> Dots:
    """Stands for a character of Kanji mode: it has its place, and no form here."""
    height = style.cell[1]
    box = np.zeros((height, 2 * style.cell[0]), dtype=np.uint8)
    box[_FRAME_DOTS:-_FRAME_DOTS, _FRAME_DOTS:-_FRAME_DOTS] = 1
    box[2 * _FRAME_DOTS : -2 * _FRAME_DOTS, 2 * _FRAME_DOTS : -2 * _FRAME_DOTS] = 0
    return styled(box, style)


def letters(text: str, style: Style) -> Dots:
    """A line of text as a picture."""
    return np.hstack([glyph(char, style) for char in text or " "])


def labelled_box(label: str, *, width_dots: int, height_dots: int) -> Dots:
    """Stands for a symbol that is not drawn here, so that it is not overlooked."""
    text = letters(label, Style(FONT_B_DOTS))
    width = max(min(text.shape[1] + 4 * _FRAME_DOTS, width_dots), 4 * _FRAME_DOTS + 1)
    box = np.ones((max(height_dots, text.shape[0] + 4 * _FRAME_DOTS), width), dtype=np.uint8)
    box[_FRAME_DOTS:-_FRAME_DOTS, _FRAME_DOTS:-_FRAME_DOTS] = 0
    shown = text[:, : width - 4 * _FRAME_DOTS]
    top, left = (box.shape[0] - shown.shape[0]) // 2, 2 * _FRAME_DOTS
    box[top : top + shown.shape[0], left : left + shown.shape[1]] |= shown
    return box


def columns(data: bytes, *, column_bytes: int) -> Dots:
    """Bit image stored by columns, the highest dot the highest bit."""
    usable = data[: len(data) // column_bytes * column_bytes]
    packed = np.frombuffer(usable, dtype=np.uint8).reshape(-1, column_bytes)
    return np.unpackbits(packed, axis=1).T


def rows_of_bytes(data: bytes, row_bytes: int, width_dots: int) -> Dots:
    """Bit image stored by rows; what is wider than `width_dots` is cut off."""
    usable = data[: len(data) // row_bytes * row_bytes]
    packed = np.frombuffer(usable, dtype=np.uint8).reshape(-1, row_bytes)
    return np.unpackbits(packed[:, : (width_dots + 7) // 8], axis=1)[:, :width_dots]


def bars(modules: Sequence[int], *, module_dots: int, height_dots: int) -> Dots:
    line = np.array(modules, dtype=np.uint8).repeat(module_dots)
    return line[np.newaxis].repeat(height_dots, axis=0)
