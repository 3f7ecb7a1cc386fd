"""The cells of one sheet of a workbook as text, row by row.

The spreadsheet library needs a third of a minute for a hundred thousand rows; this takes only what
a table of texts needs of a sheet, and refuses where the library would leave something out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import IO, Final
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel

from data.catalogue.carrier_table import COLUMN_LIMIT, Record, letters
from data.domain.errors import Refused

EXACT_DIGITS: Final = 10**15
"""A spreadsheet keeps no more digits of a number than fifteen."""
_CHUNK_BYTES: Final = 64 * 1024
_SPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_ROW, _CELL, _VALUE, _FORMULA, _TEXT, _SOUND = (
    _SPACE + name for name in ("row", "c", "v", "f", "t", "rPh")
)
_PLACES: Final = {letters(place): place for place in range(26 + 26 * 26)}
_DIGITS: Final = "0123456789"


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share. `days` and `spans` are styles of such numbers."""

    strings: Sequence[str]
    days: Collection[int]
    spans: Collection[int]
    epoch: datetime


@dataclass(slots=True)
class _Sheet:
    """What the parser tells, put together row by row."""

    book: Book
    done: list[Record] = field(default_factory=list)
    line: int = 0
    place: int = -1
    cells: list[str] = field(default_factory=list)
    kind: str = "n"
    style: int = 0
    parts: list[str] = field(default_factory=list)
    hears: bool = False
    sounds: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == _CELL:
            self._begin_cell(attributes)
        elif name == _ROW:
            self._begin_row(attributes)
        elif name == _FORMULA:
            raise Refused("carrier-formula", line=self.line, column=letters(self.place))
        elif name == _SOUND:
            self.sounds = True
        elif name in {_VALUE, _TEXT}:
            self.hears = not self.sounds

    def end(self, name: str) -> None:
        if name == _CELL:
            if self.parts:
                self._end_cell("".join(self.parts))
        elif name == _ROW:
            self.done.append((self.line, self.cells))
        elif name == _SOUND:
            self.sounds = False
        elif name in {_VALUE, _TEXT}:
            self.hears = False

    def text(self, piece: str) -> None:
        if self.hears:
            self.parts.append(piece)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        line = int(attributes.get("r") or self.line + 1)
        if line <= self.line:
            raise Refused("carrier-book-disorder")
        self.line, self.place, self.cells = line, -1, []

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        spot = attributes.get("r")
        place = _PLACES.get(spot.rstrip(_DIGITS), -1) if spot else self.place + 1
        if spot and place < 0:
            # Three letters, or no letters at all.
            place = _far(spot)
        if place <= self.place:
            raise Refused("carrier-book-disorder")
        self.place, self.parts = place, []
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", 0))

    def _end_cell(self, raw: str) -> None:
        if self.place >= COLUMN_LIMIT:
            raise Refused("carrier-columns-many", line=self.line, limit=COLUMN_LIMIT)
        if self.kind == "e":
            raise Refused("carrier-cell-error", line=self.line, column=letters(self.place))
        self.cells += [""] * (self.place - len(self.cells))
        self.cells.append(self._read(raw))

    def _read(self, raw: str) -> str:
        match self.kind:
            case "s":
                return self.book.strings[int(raw)]
            case "b":
                return "TRUE" if int(raw) else "FALSE"
            case "n":
                return self._number(raw)
            case _:
                return raw

    def _number(self, raw: str) -> str:
        """A day as ISO 8601. A number that may have lost digits shows its exponent."""
        value = float(raw)
        if self.style in self.book.days:
            return _moment(from_excel(value, self.book.epoch, self.style in self.book.spans))
        if abs(value) >= EXACT_DIGITS:
            return f"{value:.5E}"
        return str(int(value)) if value.is_integer() else repr(value)


def sheet_records(stream: IO[bytes], book: Book) -> Iterator[Record]:
    """Each row with its number. Raises Refused, naming the cell."""
    sheet = _Sheet(book)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    parser.CharacterDataHandler = sheet.text
    while chunk := stream.read(_CHUNK_BYTES):
        parser.Parse(chunk, False)
        yield from sheet.done
        sheet.done.clear()
    parser.Parse(b"", True)
    yield from sheet.done


def _far(spot: str) -> int:
    """The place of a column of three letters. Raises ValueError where it is none."""
    column = spot.rstrip(_DIGITS)
    if len(column) != 3 or not all("A" <= it <= "Z" for it in column):  # noqa: PLR2004 - see above
        raise ValueError("no place of a cell")
    return COLUMN_LIMIT + len(_PLACES)


def _moment(value: datetime | time | timedelta | None) -> str:
    if isinstance(value, datetime):
        whole = value.replace(microsecond=0)
        return whole.date().isoformat() if whole.time() == time() else whole.isoformat(" ")
    return "" if value is None else str(value)
