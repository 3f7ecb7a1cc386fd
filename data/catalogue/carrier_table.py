"""A carrier's status file as rows of clean text, each with the line it stands on.

Whatever the file was, nothing is longer or more than the limits here. Facts of a refusal name a
line and a column's letters, never what stands there: a first row may hold data of a person.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from data.catalogue.carrier_words import is_known_header
from data.domain.errors import Refused
from data.domain.text import clean, is_clean

ROW_LIMIT: Final = 100_000
"""Rows below the headers."""
COLUMN_LIMIT: Final = 60
CELL_LIMIT: Final = 2_000
"""Characters of a cell."""
HEAD_SEARCH_ROWS: Final = 20
"""How many rows may stand above the headers: the titles of a report."""
_HEADERS_LEAST: Final = 2

Record = tuple[int, Sequence[str]]
"""A row of a file before it is cleaned, with its line from 1."""


@dataclass(frozen=True, slots=True)
class CarrierRow:
    """`cells` stand below the headers; cells at the end that are empty are left out."""

    line: int
    cells: tuple[str, ...]

    def cell(self, place: int) -> str:
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class CarrierTable:
    """`encoding` and `separator` are how a text was read, to be told; empty for a workbook."""

    headers: tuple[str, ...]
    header_line: int
    rows: tuple[CarrierRow, ...]
    sha256: str
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The headers and what stands below them."""

    head: CarrierRow
    body: tuple[CarrierRow, ...]


def letters(place: int) -> str:
    """A column as a spreadsheet names it; the first has the place 0."""
    rest, last = divmod(place, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


def clean_rows(records: Iterable[Record]) -> Iterator[CarrierRow]:
    """The rows that are not blank. Raises Refused, with the line and mostly the column."""
    for line, cells in records:
        row = _clean_row(line, cells)
        if row.cells:
            yield row


def rows_of(records: Iterable[Record]) -> Rows:
    """Which row holds the headers, and the rows below it. Raises Refused as `clean_rows`."""
    rows = clean_rows(records)
    above = list(islice(rows, HEAD_SEARCH_ROWS))
    place = head_place(above)
    body = [*above[place + 1 :]]
    for row in rows:
        if len(body) == ROW_LIMIT:
            raise Refused("carrier-rows-many", limit=ROW_LIMIT)
        body.append(row)
    return Rows(above[place], tuple(body))


def head_place(rows: Sequence[CarrierRow]) -> int:
    """The row with the most names of columns that we know, or else the first.

    Raises Refused("carrier-file-empty"), ("carrier-headers-missing").
    """
    if not rows:
        raise Refused("carrier-file-empty")
    place = max(range(len(rows)), key=lambda it: (known_headers(rows[it]), -it))
    if known_headers(rows[place]) < _HEADERS_LEAST:
        place = 0
    if len(rows[place].cells) < _HEADERS_LEAST:
        raise Refused("carrier-headers-missing", line=rows[place].line)
    return place


def known_headers(row: CarrierRow) -> int:
    return sum(map(is_known_header, row.cells))


def _clean_row(line: int, cells: Sequence[str]) -> CarrierRow:
    found = [_clean_cell(line, place, text) for place, text in enumerate(cells)]
    while found and not found[-1]:
        found.pop()
    if len(found) > COLUMN_LIMIT:
        raise Refused("carrier-columns-many", line=line, limit=COLUMN_LIMIT)
    return CarrierRow(line, tuple(found))


def _clean_cell(line: int, place: int, text: str) -> str:
    if len(text) > CELL_LIMIT:
        raise Refused("carrier-cell-long", line=line, column=letters(place), limit=CELL_LIMIT)
    # Most cells are clean, and a file has millions of letters.
    return " ".join(text.split()) if is_clean(text) else clean(text, CELL_LIMIT)
