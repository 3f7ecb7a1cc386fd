"""The carrier's status file as XLSX: values as text, or refused with the cell named."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue.carrier_file import parse_carrier_file, read_carrier_file
from data.catalogue.carrier_table import CELL_LIMIT, ROW_LIMIT
from data.domain.errors import Refused

HEADS = ("Số hiệu", "Trạng thái", "Ngày phát")
LINE = ("EB123456785VN", "Phát thành công", "23/11/2026")
SHEET = "xl/worksheets/sheet1.xml"

Edit = Callable[[bytes], bytes]
NOTHING: Mapping[str, bytes] = {}


def sheet(book: Workbook) -> Worksheet:
    page = book.active
    assert isinstance(page, Worksheet)
    return page


def book(*rows: tuple[object, ...], more: Callable[[Workbook], object] | None = None) -> bytes:
    made = openpyxl.Workbook()
    for row in rows or (HEADS, LINE):
        sheet(made).append(list(row))
    if more is not None:
        more(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def edited(
    raw: bytes, edit: Edit, member: str = SHEET, added: Mapping[str, bytes] = NOTHING
) -> bytes:
    """The same archive with one part changed and some added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(stream, "w", 8) as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, edit(content) if info.filename == member else content)
        for name, content in added.items():
            target.writestr(name, content)
    return stream.getvalue()


def refused(raw: bytes) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refused) as caught:
        parse_carrier_file(raw)
    return caught.value.code, dict(caught.value.facts)


def cells(raw: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in parse_carrier_file(raw).rows]


def test_a_workbook_is_read_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    """Lines are the rows of the sheet, and blank rows are none."""
    path = tmp_path / "buu-gui.csv"
    path.write_bytes(book(("BÁO CÁO",), (), HEADS, LINE, (), LINE))
    table = read_carrier_file(path)
    assert (table.headers, table.header_line) == (HEADS, 3)
    assert [(row.line, row.cells) for row in table.rows] == [(4, LINE), (6, LINE)]
    assert (table.encoding, table.separator, len(table.sha256)) == ("", "", 64)


def test_numbers_days_and_times_become_text() -> None:
    """A number that may have lost digits shows its exponent and is no item any more."""
    rows = (
        (123456, date(2026, 11, 23), datetime.fromisoformat("2026-11-23T09:14")),
        (12.5, time(9, 14), True),
        (1234567890123456789, 10**14, -0.0),
    )
    assert cells(book(HEADS, *rows)) == [
        ("123456", "2026-11-23", "2026-11-23 09:14:00"),
        ("12.5", "09:14:00", "TRUE"),
        ("1.23457E+18", "100000000000000", "0"),
    ]


def test_text_that_begins_like_a_formula_stays_text() -> None:
    """What is a text cell is never reckoned with."""

    def as_text(made: Workbook) -> None:
        cell = sheet(made)["A2"]
        cell.value, cell.data_type = "=cmd|'/C calc'!A0", "s"

    assert cells(book(more=as_text))[0][0] == "=cmd|'/C calc'!A0"


@pytest.mark.parametrize(
    "formula", ["=1+1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://x")', "=[1]Sheet1!A1"]
)
def test_a_formula_is_refused_with_its_cell(formula: str) -> None:
    """Even where a value is kept beside it: nobody knows whether that still holds."""
    raw = book(HEADS, LINE, ("EB1", formula, "x"))
    assert refused(raw) == ("carrier-formula", {"line": 3, "column": "B"})
    kept = edited(
        raw, lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    )
    assert refused(kept) == ("carrier-formula", {"line": 3, "column": "B"})


def test_an_error_of_the_spreadsheet_is_refused_with_its_cell() -> None:
    """It stands where a value was lost."""

    def fails(made: Workbook) -> None:
        cell = sheet(made)["C2"]
        cell.value, cell.data_type = "#N/A", "e"

    assert refused(book(more=fails)) == ("carrier-cell-error", {"line": 2, "column": "C"})


def test_merged_cells_are_refused_but_for_titles() -> None:
    """Of a merged range only one cell has a value."""
    title = book(("BÁO CÁO",), HEADS, LINE, more=lambda it: sheet(it).merge_cells("A1:C1"))
    assert cells(title) == [LINE]
    rows = book(HEADS, LINE, LINE, more=lambda it: sheet(it).merge_cells("B2:B3"))
    assert refused(rows) == ("carrier-merged", {"line": 2, "column": "B"})


def test_of_two_sheets_with_rows_none_is_chosen() -> None:
    """An empty one beside it is no matter."""
    assert cells(book(more=lambda it: it.create_sheet("Trống"))) == [LINE]
    two = book(more=lambda it: it.create_sheet("Hai").append(["x"]))
    assert refused(two) == ("carrier-sheets-several", {"count": 2})


def test_an_empty_workbook_says_so() -> None:
    """Like an empty text."""
    assert refused(book(())) == ("carrier-file-empty", {})


def test_a_huge_cell_names_line_and_column() -> None:
    """The limit is that of a text file."""
    raw = book(HEADS, ("EB1", "x" * (CELL_LIMIT + 1)))
    assert refused(raw)[1] == {"line": 2, "column": "B", "limit": CELL_LIMIT}


def test_invisible_and_turning_letters_are_taken_out() -> None:
    """Bidi and zero width could show another number than is looked up."""
    assert cells(book(HEADS, ("EB\u202e12\u200b3", "Pha\u0301t"))) == [("EB123", "Phát")]


@pytest.mark.parametrize("row", [ROW_LIMIT + 100, 1_048_576, 10**12])
def test_a_row_far_below_is_refused_before_it_is_reached(row: int) -> None:
    """The gap above it would be as many empty rows."""
    raw = edited(book(), lambda xml: xml.replace(b'<row r="2"', f'<row r="{row}"'.encode()))
    assert refused(raw)[0] == "carrier-book-rows"


def test_rows_out_of_their_order_are_refused() -> None:
    """A library may leave such a row out, and nobody would know."""
    raw = edited(book(HEADS, LINE, LINE), lambda xml: xml.replace(b'<row r="3"', b'<row r="2"'))
    assert refused(raw) == ("carrier-book-disorder", {})


def test_a_dimension_that_lies_changes_nothing() -> None:
    """A sheet may say that it has a million columns, or none."""
    for said in (b"A1:XFD1048576", b"A1", b"nonsense"):

        def lies(xml: bytes, said: bytes = said) -> bytes:
            return xml.replace(b'ref="A1:C2"', b'ref="' + said + b'"')

        assert cells(edited(book(), lies)) == [LINE]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (b"XFD2", "carrier-columns-many"),
        (b"BI2", "carrier-columns-many"),
        (b"A2", "carrier-book-disorder"),
        (b"ABCD2", "carrier-book-broken"),
        (b"2", "carrier-book-broken"),
    ],
)
def test_no_cell_is_left_out_because_of_its_place(place: bytes, code: str) -> None:
    """Far to the right, twice in one place, or nowhere."""
    raw = edited(book(), lambda xml: xml.replace(b'r="C2"', b'r="' + place + b'"'))
    assert refused(raw)[0] == code


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    """A packed file can unpack to a thousand times its size."""
    raw = edited(book(), bytes, added={"xl/media/big": bytes(200 * 1024 * 1024)})
    assert len(raw) < 1024 * 1024
    assert refused(raw) == ("carrier-book-large", {})
    many = edited(book(), bytes, added={f"xl/media/{number}": b"" for number in range(600)})
    assert refused(many) == ("carrier-book-parts", {})


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("member", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused_wherever_they_stand(member: str) -> None:
    """They need a document type, which no spreadsheet writes."""
    raw = edited(book(), lambda xml: ENTITIES + xml, member)
    assert refused(raw) == ("carrier-book-doctype", {})


@pytest.mark.parametrize("encoding", ["utf-16", "cp037", "utf-7"])
def test_a_document_type_cannot_hide_in_another_encoding(encoding: str) -> None:
    """A parser may follow what the declaration says; only UTF-8 is looked into."""
    start = f'<?xml version="1.0" encoding="{encoding}"?>'.encode(encoding)
    raw = edited(book(), lambda xml: start + ENTITIES.decode().encode(encoding) + xml)
    assert refused(raw) == ("carrier-book-doctype", {})


def test_macros_and_links_are_left_alone() -> None:
    """They are not run and not followed; what the cells say is read."""
    link = b'<externalLink xmlns="x"><externalBook r="http://x.invalid/a.xlsx"/></externalLink>'
    parts = {"xl/vbaProject.bin": b"Sub AutoOpen()", "xl/externalLinks/externalLink1.xml": link}
    raw = edited(book(), bytes, added=parts)
    assert cells(raw) == [LINE]


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04 torn",
        book()[:-200],
        edited(book(), lambda xml: xml[:-40]),
        edited(book(), lambda xml: xml.replace(b'r="A2"', b'r="!2"')),
        edited(book(), lambda xml: re.sub(b't="inlineStr"><is>.*?</is>', b't="s"><v>9</v>', xml)),
        edited(book(), lambda xml: b"", "xl/workbook.xml"),
    ],
    ids=["torn", "cut", "xml", "place", "string", "empty"],
)
def test_a_damaged_workbook_is_refused_in_words(raw: bytes) -> None:
    """Whatever the library makes of it."""
    code, _ = refused(raw)
    assert code == "carrier-book-broken"
