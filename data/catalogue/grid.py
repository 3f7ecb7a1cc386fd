"""The rows of a workbook as cells, read by a spreadsheet library within bounds.

Nothing that the library raises over a damaged file leaves this module.
"""

import io
import lzma
import struct
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol, cast

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException

from data.catalogue.archive import ROW_LIMIT, ArchiveFault, too_many_rows
from data.catalogue.cells import Cell

COLUMN_LIMIT = 80
HEAD_ROW = 1
BROKEN = (
    CellCoordinatesException,
    InvalidFileException,
    zipfile.BadZipFile,
    lzma.LZMAError,
    struct.error,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""openpyxl has no one error of its own for a damaged file; it raises these by turns."""

Row = tuple[int, Sequence[Cell]]
Grid = Mapping[str, Sequence[Row]]
"""The rows of each sheet that are not blank, and of each row the cells that are not."""


class _Cell(Protocol):
    value: object
    data_type: str


class _Sheet(Protocol):
    """A sheet as openpyxl reads it; its published types know only the kind that writes."""

    title: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, max_col: int) -> Iterator[Sequence[_Cell]]: ...


def read_grid(raw: bytes, wanted: Collection[str]) -> Grid:
    """The wanted sheets; of any other sheet only its title. Raises ArchiveFault."""
    with warnings.catch_warnings():
        # What the library cannot show, such as a drawing, is not read here either.
        warnings.simplefilter("ignore")
        try:
            return _read(raw, wanted)
        except BROKEN as error:
            raise ArchiveFault("Tệp không phải bảng tính .xlsx đọc được.") from error


def _read(raw: bytes, wanted: Collection[str]) -> Grid:
    book = openpyxl.load_workbook(
        io.BytesIO(raw), read_only=True, data_only=False, keep_links=False
    )
    try:
        sheets = cast("list[_Sheet]", book.worksheets)
        return {
            sheet.title: list(_rows(sheet)) if sheet.title in wanted else () for sheet in sheets
        }
    finally:
        book.close()


def _rows(sheet: _Sheet) -> Iterator[Row]:
    # The dimension that a file states may be wrong; what was looked at before bounds the rows.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=COLUMN_LIMIT + 1), start=HEAD_ROW):
        if number > ROW_LIMIT + HEAD_ROW:
            raise too_many_rows(sheet.title)
        cells = [
            Cell(cell.value, cell.data_type, get_column_letter(column))
            for column, cell in enumerate(row, start=1)
            if not _blank(cell.value)
        ]
        if cells:
            yield number, cells


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
