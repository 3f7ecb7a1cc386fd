"""Writes a catalogue workbook: an empty one to start from, or one that holds a catalogue.

What is written reads back as the same procedures; every text is written as text, so that one that
begins with "=" never becomes a formula.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue.archive import ROW_LIMIT
from data.catalogue.sheets import (
    AGENCIES,
    EXEMPTIONS,
    FEES,
    GUIDE,
    HEAD,
    NO,
    OF_PROCEDURES,
    PROCEDURES,
    SHEETS,
    TIERS,
    YES,
    Column,
    Key,
    Kind,
    Sheet,
)
from data.catalogue.writing import Table, Value, tables_of
from data.domain.agencies import AgencyRegister
from data.domain.catalogue import Catalogue

CELL_LIMIT = 32_767
"""Characters that a spreadsheet keeps of one cell; what is more would be lost without a word."""

_HEAD_FONT = Font(bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="DDE6F0")
_LINK_FILL = PatternFill("solid", fgColor="EFE6D8")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDTH, _WIDE = 16, 44
_FORMATS = {Kind.DAY: "dd/mm/yyyy", Kind.CLOCK: "hh:mm", Kind.WHOLE: "0"}
_HINTS = {
    Kind.TEXT: "Chữ; định dạng ô là văn bản (Text).",
    Kind.LINES: "Mỗi mục một dòng trong ô (Alt+Enter để xuống dòng).",
    Kind.WHOLE: "Số nguyên, không có dấu chấm và đơn vị.",
    Kind.FLAG: f"«{YES}» hoặc «{NO}».",
    Kind.EMPTY: f"«{YES}» khi không có; để trống khi chưa công bố hoặc khi đã ghi ở trang riêng.",
    Kind.DAY: "Ngày của bảng tính, không ghi bằng chữ.",
    Kind.CLOCK: "Giờ của bảng tính, ví dụ 15:00; chỉ cho thời hạn trong ngày.",
    Kind.CHOICE: "Một trong: ",
    Kind.CHOICES: "Một hay nhiều, mỗi giá trị một dòng trong ô: ",
    Kind.AGENCY: f"Tên hoặc số của cơ quan, như ở trang «{AGENCIES}».",
    Kind.AGENCIES: f"Tên các cơ quan, như ở trang «{AGENCIES}», mỗi tên một dòng trong ô.",
}
_FIRST_LINES = (
    "Mỗi trang là một danh sách; dòng đầu là tên cột. Giữ nguyên tên trang và tên cột.",
    "Không gộp ô, không dùng công thức. Điều chưa biết thì ghi «chưa kiểm chứng» hoặc để trống.",
    "Các trang sau «Thủ tục» nối với thủ tục bằng «Mã thủ tục».",
    f"«{TIERS.title}» và «{EXEMPTIONS.title}» nối với «{FEES.title}» bằng mã và ngày hiệu lực.",
)

Row = Sequence[Value | None]


class TooLong(Exception):
    """A text does not fit into a cell; `title` names its column."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


def write_workbook(path: Path, agencies: AgencyRegister, catalogue: Catalogue | None) -> None:
    """Raises OSError where the file cannot be written, and TooLong."""
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = GUIDE
    _write_guide(first)
    tables = tables_of(catalogue) if catalogue else {}
    for sheet in SHEETS:
        page = book.create_sheet(sheet.title)
        _write_head(page, sheet)
        for number, row in enumerate(_rows(sheet, tables), start=2):
            _write_row(page, number, sheet, _in_words(sheet, row, agencies))
    _write_agencies(book.create_sheet(AGENCIES), agencies)
    book.save(path)


def _write_guide(page: Worksheet) -> None:
    for line in _FIRST_LINES:
        page.append([line])
    page.append([])
    page.append(["Trang", "Cột", "Cách ghi"])
    for sheet in SHEETS:
        for column in sheet.all_columns:
            hint = _HINTS[column.kind] + ", ".join(column.words)
            page.append([sheet.title, column.title, hint])
    for letter, width in zip("ABC", (_WIDTH, _WIDE, 2 * _WIDE), strict=True):
        page.column_dimensions[letter].width = width


def _write_agencies(page: Worksheet, agencies: AgencyRegister) -> None:
    page.append(["Số", "Tên cơ quan"])
    for agency in agencies.agencies:
        page.append([agency.index, agency.name])
    page.column_dimensions["B"].width = _WIDE


def _write_head(page: Worksheet, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.all_columns, start=1):
        cell = page.cell(1, number, column.title)
        cell.font, cell.alignment = _HEAD_FONT, _WRAPPED
        cell.fill = _LINK_FILL if column in sheet.links else _HEAD_FILL
        wide = column.kind in {Kind.TEXT, Kind.LINES} and column not in sheet.links
        page.column_dimensions[cell.column_letter].width = _WIDE if wide else _WIDTH
        choices = (YES, NO) if column.kind is Kind.FLAG else tuple(column.words)
        if choices and column.kind is not Kind.CHOICES:
            _offer(page, cell.column_letter, choices)
    page.freeze_panes = "B2"


def _offer(page: Worksheet, letter: str, choices: tuple[str, ...]) -> None:
    # A comma parts the choices of a list, so one that holds a comma cannot be offered.
    if not any("," in choice for choice in choices):
        offered = DataValidation(type="list", formula1='"' + ",".join(choices) + '"')
        offered.add(f"{letter}2:{letter}{ROW_LIMIT + 1}")
        page.add_data_validation(offered)


def _write_row(page: Worksheet, number: int, sheet: Sheet, row: Row) -> None:
    for place, (column, value) in enumerate(zip(sheet.all_columns, row, strict=True), start=1):
        cell = page.cell(number, place)
        assert isinstance(cell, Cell)
        if value is not None:
            _write(cell, column, value)


def _write(cell: Cell, column: Column, value: Value) -> None:
    assert isinstance(value, str | int | bool | date | time)
    cell.value = value
    cell.alignment = _WRAPPED
    if isinstance(value, str):
        if len(value) > CELL_LIMIT:
            raise TooLong(column.title)
        cell.data_type = "s"
    cell.number_format = _FORMATS.get(column.kind, "@")


def _rows(sheet: Sheet, tables: Table) -> Iterator[Row]:
    """The rows of a sheet: first the links, then the values of its columns."""
    procedures = _inner(tables, PROCEDURES.part)
    if sheet is HEAD:
        yield from [_values(sheet, (), tables)] if tables else []
    elif sheet is PROCEDURES:
        yield from (_values(sheet, (), procedure) for procedure in procedures)
    elif sheet in OF_PROCEDURES:
        for procedure in procedures:
            for part in _inner(procedure, sheet.part):
                yield _values(sheet, (procedure["code"],), part)
    else:
        for procedure in procedures:
            for fee in _inner(procedure, FEES.part):
                link = (procedure["code"], fee["id"], fee["effective_from"])
                yield from (_values(sheet, link, part) for part in _inner(fee, sheet.part))


def _values(sheet: Sheet, links: Sequence[Value], table: Table) -> Row:
    return (*links, *(_at(table, column.key) for column in sheet.columns))


def _at(table: Table, key: Key) -> Value | None:
    value: Value | None = table
    for step in key:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _inner(table: Table, key: Key) -> list[Table]:
    value = _at(table, key)
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, Mapping)]


def _in_words(sheet: Sheet, row: Row, agencies: AgencyRegister) -> Row:
    names: dict[Value, str] = {agency.index: agency.name for agency in agencies.agencies}
    return [
        None if value is None else _in_word(column, value, names)
        for column, value in zip(sheet.all_columns, row, strict=True)
    ]


def _in_word(column: Column, value: Value, names: Mapping[Value, str]) -> Value | None:
    """As a Center writes it: words for choices, names for agencies, lines for lists."""
    if column.kind is Kind.EMPTY:
        return YES if value == [] else None
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return "\n".join(str(_in_word(column, item, names)) for item in value)
    if column.kind in {Kind.AGENCY, Kind.AGENCIES}:
        return names[value]
    words = {given: word for word, given in column.words.items()}
    return words.get(value, value) if isinstance(value, str) else value
