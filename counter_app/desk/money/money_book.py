"""Settlements and periods as workbooks (XLSX): text stays text, and sums are whole numbers.

Nothing in a cell is reckoned by whoever opens it. Slow to import, so only who writes one does.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from counter_app.desk.on_paper.paper_words import METHOD
from data.domain.papers import SettlementPaper, SettlementRow
from data.domain.text import clean

if TYPE_CHECKING:
    from counter_app.desk.money.ledger import BookRow, MoneyPeriod

CELL_CHARS: Final = 2_000
_AMOUNT: Final = "#,##0"
_LINE: Final = (
    ("Ngày", 12),
    ("Mã hồ sơ", 30),
    ("Chủ hồ sơ", 30),
    ("Biên lai (ký hiệu, số)", 24),
    ("Phí", 16),
    ("Lệ phí", 16),
    ("Tổng", 16),
    ("Hình thức", 22),
    ("Ghi chú", 50),
)
_TOTAL: Final = "Tổng cộng"
Value = str | int


def settlement_book(paper: SettlementPaper) -> bytes:
    """The lines of one settlement, with the sums that were signed."""
    days = f"{paper.first_day:%d/%m/%Y} – {paper.last_day:%d/%m/%Y}"
    titles = [f"Bảng kê quyết toán phí, lệ phí thu hộ số {paper.number}", paper.agency, days]
    if paper.annulled:
        titles.append(f"ĐÃ HỦY: {paper.annulled}")
    book = openpyxl.Workbook()
    page = _first_page(book, "Quyết toán")
    rows: list[Sequence[Value]] = [
        (number, *_cells(row)) for number, row in enumerate(paper.rows, start=1)
    ]
    total = ("", "", _TOTAL, "", "", paper.charge_vnd, paper.duty_vnd, paper.total_vnd, "", "")
    _table(page, titles, (("TT", 6), *_LINE), [*rows, total])
    sums = [(it.name, it.count or 0, it.amount_vnd or 0) for it in paper.sums]
    _sums_page(book, sums, paper.total_vnd)
    return _saved(book, paper.imprint.head.name)


def period_book(period: "MoneyPeriod", rows: Sequence["BookRow"]) -> bytes:
    """Every movement of the days, then the sums of each agency."""
    days = f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}"
    book = openpyxl.Workbook()
    page = _first_page(book, "Thu phí, lệ phí")
    cells: list[Sequence[Value]] = [
        (number, it.agency, *_cells(it.row), it.settled) for number, it in enumerate(rows, start=1)
    ]
    charge_vnd = sum(it.row.charge_vnd for it in rows)
    duty_vnd = sum(it.row.duty_vnd for it in rows)
    total = ("", _TOTAL, "", "", "", "", charge_vnd, duty_vnd, charge_vnd + duty_vnd, "", "", "")
    heads = (("TT", 6), ("Cơ quan", 36), *_LINE, ("Số quyết toán", 20))
    _table(page, [f"Phí, lệ phí đã thu, đã hoàn trả {days}"], heads, [*cells, total])
    _agencies_page(book, period)
    return _saved(book, "")


def _agencies_page(book: openpyxl.Workbook, period: "MoneyPeriod") -> None:
    page = book.create_sheet("Theo cơ quan")
    heads = (
        ("Cơ quan", 36),
        ("Số khoản", 12),
        ("Phí", 16),
        ("Lệ phí", 16),
        ("Tổng", 16),
        ("Đã quyết toán", 16),
        ("Chưa quyết toán", 16),
        *((METHOD[it], 16) for it in METHOD),
    )
    rows: list[Sequence[Value]] = []
    for it in period.agencies:
        by_method = {one.method: one.amount_vnd for one in it.by_method}
        sums = (it.charge_vnd, it.duty_vnd, it.amount_vnd, it.settled_vnd, it.open_vnd)
        rows.append((it.agency, it.count, *sums, *(by_method.get(one, 0) for one in METHOD)))
    summed = [sum(int(row[place]) for row in rows) for place in range(1, len(heads))]
    _table(page, [], heads, [*rows, (_TOTAL, *summed)])


def _sums_page(
    book: openpyxl.Workbook, sums: Sequence[tuple[str, int, int]], total_vnd: int
) -> None:
    page = book.create_sheet("Theo hình thức")
    heads = (("Hình thức thanh toán", 30), ("Số khoản", 12), ("Số tiền", 18))
    total = (_TOTAL, sum(count for _, count, _ in sums), total_vnd)
    _table(page, [], heads, [*sums, total])


def _cells(row: SettlementRow) -> tuple[Value, ...]:
    return (
        f"{row.day:%d/%m/%Y}",
        row.code,
        row.applicant,
        row.receipt,
        row.charge_vnd,
        row.duty_vnd,
        row.amount_vnd,
        row.method,
        row.note,
    )


def _first_page(book: openpyxl.Workbook, title: str) -> Worksheet:
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = title
    return page


def _table(
    page: Worksheet,
    titles: Sequence[str],
    heads: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Value]],
) -> None:
    """The last row is the sum, in bold."""
    for place, title in enumerate(titles, start=1):
        _put(page, place, 1, title).font = Font(bold=place == 1)
    first = len(titles) + 1
    for place, (head, width) in enumerate(heads, start=1):
        cell = _put(page, first, place, head)
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = width
    for number, row in enumerate(rows, start=first + 1):
        for place, value in enumerate(row, start=1):
            _put(page, number, place, value).font = Font(bold=number == first + len(rows))
    page.freeze_panes = f"A{first + 1}"


def _put(page: Worksheet, row: int, place: int, value: Value) -> Cell:
    """A spreadsheet reckons with whatever begins like a formula, unless it is told otherwise."""
    cell = page.cell(row, place)
    assert isinstance(cell, Cell)
    if isinstance(value, int):
        cell.value = value
        cell.number_format = _AMOUNT
        return cell
    cell.value = clean(value, CELL_CHARS)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=place > 1, vertical="top")
    return cell


def _saved(book: openpyxl.Workbook, creator: str) -> bytes:
    book.properties.creator = creator
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
