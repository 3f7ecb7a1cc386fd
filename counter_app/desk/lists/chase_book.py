"""A chase list as a workbook (XLSX): a table that can be sorted.

What a cell holds is text, whatever it begins with. Slow to import, so only who writes one does.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Final

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from data.domain.papers import ChaseLine, ChaseList
from data.domain.text import clean

CELL_CHARS: Final = 2_000
_HEADS: Final = (
    ("TT", 6),
    ("Mã hồ sơ", 30),
    ("Chủ hồ sơ", 30),
    ("Thủ tục hành chính", 50),
    ("Hẹn trả kết quả", 20),
    ("Hồ sơ đang ở", 36),
    ("Nội dung đôn đốc", 50),
    ("Cơ quan trả lời", 30),
)


def workbook_of(chase: ChaseList) -> bytes:
    """All lines of the list; the same list gives the same cells."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "Đôn đốc"
    titles = (f"Phiếu đôn đốc giải quyết hồ sơ – {chase.agency}", f"Đến {chase.at:%H:%M %d/%m/%Y}")
    for place, title in enumerate(titles, start=1):
        _text(page, place, 1, title).font = Font(bold=place == 1)
    for place, (head, width) in enumerate(_HEADS, start=1):
        cell = _text(page, len(titles) + 1, place, head)
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = width
    for number, row in enumerate(_rows(chase.lines), start=len(titles) + 2):
        for place, text in enumerate(row, start=1):
            _text(page, number, place, text)
    page.freeze_panes = f"A{len(titles) + 2}"
    book.properties.creator = chase.imprint.head.name
    book.properties.created = chase.at.replace(tzinfo=None)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(lines: Sequence[ChaseLine]) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines, start=1):
        due = f"{line.due_at:%H:%M %d/%m/%Y}" if line.due_at else ""
        yield (
            *(str(number), line.code, line.applicant, line.procedure, due, line.held, line.why),
            "",
        )


def _text(page: Worksheet, row: int, place: int, text: str) -> Cell:
    """A spreadsheet reckons with whatever begins like a formula, unless it is told otherwise."""
    cell = page.cell(row, place)
    assert isinstance(cell, Cell)
    cell.value = clean(text, CELL_CHARS)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
