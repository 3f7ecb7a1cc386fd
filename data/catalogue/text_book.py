"""Rows that leave as a workbook (XLSX) of one sheet: a table that can be sorted.

What a cell holds is text, whatever it begins with. Slow to import, so only who writes one does.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, cast

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.domain.text import clean

CELL_CHARS: Final = 2_000
_TOP: Final = Alignment(wrap_text=True, vertical="top")
_BOLD: Final = Font(bold=True)

Heads = Sequence[tuple[str, int]]
"""Of each column its head and its width in characters."""


def text_book(
    title: str,
    heads: Heads,
    rows: Iterable[Sequence[str]],
    *,
    at: datetime,
    above: Sequence[str] = (),
    creator: str = "",
) -> bytes:
    """The sheet `title`: lines `above` the heads, the heads, the rows. The same gives the same."""
    book = openpyxl.Workbook(write_only=True)
    # It streams, and has of a sheet what is used here; its published types know less of it.
    page = cast("Worksheet", book.create_sheet(title))
    for place, (_, width) in enumerate(heads, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = f"A{len(above) + 2}"
    for number, line in enumerate(above):
        page.append([_text(page, line, bold=number == 0)])
    page.append([_text(page, head, bold=True) for head, _ in heads])
    for row in rows:
        page.append([_text(page, text) for text in row])
    book.properties.creator = creator
    book.properties.created = at.replace(tzinfo=None)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text(page: Worksheet, text: str, *, bold: bool = False) -> Cell:
    """A spreadsheet reckons with whatever begins like a formula, unless it is told otherwise."""
    cell = WriteOnlyCell(page, clean(text, CELL_CHARS))
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    cell.alignment = _TOP
    if bold:
        cell.font = _BOLD
    return cell
