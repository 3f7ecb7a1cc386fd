"""A carrier's status file as a workbook (XLSX). No formula is reckoned, and no macro is looked at.

Slow to import, so only who reads one does.
"""

import hashlib
import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, cast
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet

from data.catalogue.archive import ArchiveFault, Bounds, Merge, inspect
from data.catalogue.carrier_sheet import Book, sheet_records
from data.catalogue.carrier_table import (
    HEAD_SEARCH_ROWS,
    ROW_LIMIT,
    CarrierTable,
    Record,
    rows_of,
)
from data.catalogue.grid import BROKEN
from data.domain.errors import Refused

UNPACKED_LIMIT_BYTES: Final = 160 * 1024 * 1024
"""Room for as many rows as are read, of some twenty columns."""
BOUNDS: Final = Bounds(ROW_LIMIT + HEAD_SEARCH_ROWS, UNPACKED_LIMIT_BYTES)


class _Styles(Protocol):
    """Which styles of a workbook show a number as a day, as openpyxl found them."""

    epoch: datetime
    _date_formats: frozenset[int]
    _timedelta_formats: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet by its title and its part of the archive."""

    title: str
    archive: ZipFile
    part: str
    book: Book

    def records(self) -> Iterator[Record]:
        with self.archive.open(self.part) as stream:
            yield from sheet_records(stream, self.book)

    @property
    def is_filled(self) -> bool:
        return any(text.strip() for _, cells in self.records() for text in cells)


def read_book(raw: bytes) -> CarrierTable:
    """The one sheet that is not empty. Raises Refused."""
    try:
        merges = inspect(raw, BOUNDS)
    except ArchiveFault as fault:
        raise Refused(f"carrier-book-{fault.code}") from fault
    with warnings.catch_warnings():
        # What the library cannot show, such as a drawing, is not read here either.
        warnings.simplefilter("ignore")
        try:
            return _read(raw, merges)
        except (*BROKEN, expat.ExpatError) as error:
            raise Refused("carrier-book-broken") from error


def _read(raw: bytes, merges: Sequence[Merge]) -> CarrierTable:
    reader = ExcelReader(io.BytesIO(raw), read_only=True, keep_links=False)
    with closing(reader.archive):
        filled = [sheet for sheet in _sheets(reader) if sheet.is_filled]
        if len(filled) > 1:
            raise Refused("carrier-sheets-several", count=len(filled))
        rows = rows_of(filled[0].records() if filled else ())
        _require_whole(filled[0].title, rows.head.line, merges)
    return CarrierTable(
        headers=rows.head.cells,
        header_line=rows.head.line,
        rows=rows.body,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _sheets(reader: ExcelReader) -> Iterator[_Sheet]:
    """Step by step as `load_workbook` goes, which would look through each sheet for its size."""
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    book = _shared(reader, cast("_Styles", reader.wb))
    for sheet, relation in reader.parser.find_sheets():
        if "chartsheet" not in relation.Type:
            yield _Sheet(sheet.name, reader.archive, relation.target, book)


def _shared(reader: ExcelReader, styles: _Styles) -> Book:
    return Book(
        strings=reader.shared_strings,
        days=styles._date_formats,  # noqa: SLF001 - the library has no public way to it
        spans=styles._timedelta_formats,  # noqa: SLF001 - the same
        epoch=styles.epoch,
    )


def _require_whole(title: str, head: int, merges: Sequence[Merge]) -> None:
    """Titles above the headers may be merged; of what is read every cell has its own place."""
    for merge in merges:
        if merge.sheet in {title, ""} and merge.row >= head:
            raise Refused("carrier-merged", line=merge.row, column=merge.column)
