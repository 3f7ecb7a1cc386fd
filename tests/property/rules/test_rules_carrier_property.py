"""Whatever bytes a carrier's file has, it is read within its limits or refused."""

import io
import zipfile
from typing import Final

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue.carrier_columns import mapping_objections, places_of, propose
from data.catalogue.carrier_file import parse_carrier_file
from data.catalogue.carrier_table import CELL_LIMIT, COLUMN_LIMIT, CarrierTable
from data.catalogue.text_rows import csv_text, guarded
from data.domain.errors import Refused
from data.domain.text import clean, is_clean

HEADS: Final = ("Số hiệu", "Trạng thái", "Ngày phát")


def a_book() -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.append(HEADS)
    page.append(("EB123456785VN", "Đã phát", 46_000.5))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


BOOK: Final = a_book()
CELLS: Final = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)
PARTS: Final = [it.filename for it in zipfile.ZipFile(io.BytesIO(BOOK)).infolist()]


def parsed(raw: bytes) -> CarrierTable | Refused:
    try:
        return parse_carrier_file(raw)
    except Refused as refused:
        return refused


def read(raw: bytes) -> CarrierTable | None:
    """The table, sound in every cell; None where it was refused."""
    table = parsed(raw)
    if isinstance(table, Refused):
        assert table.code.startswith("carrier-")
        assert set(table.facts) <= {"line", "column", "limit", "count"}
        return None
    for row in (table.headers, *(it.cells for it in table.rows)):
        assert len(row) <= COLUMN_LIMIT
        assert all(len(it) <= CELL_LIMIT and is_clean(it) and "\n" not in it for it in row)
    lines = [row.line for row in table.rows]
    assert lines == sorted(set(lines))
    objections = [*mapping_objections(table, propose(table.headers))]
    if not objections:
        places_of(table, propose(table.headers))
    return table


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00\xd8")
@example(b"sep=;")
@example(b'"')
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    """And nothing else comes out."""
    read(raw)


@given(st.text(alphabet=st.sampled_from('a1",;\t\n\r ="\0\u202e\ufeffệ'), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Made of what a CSV reader stumbles over."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1258"):
        read(text.encode(encoding, errors="replace"))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_what_is_written_as_text_is_read_as_the_same_text(rows: list[list[str]]) -> None:
    """But for its invisible letters, and the apostrophe before what begins like a formula."""
    table = read(csv_text(HEADS, rows).encode())
    assert table is not None
    wanted = [[clean(guarded(cell)) for cell in row] for row in rows]
    found = [[row.cell(place) for place in range(3)] for row in table.rows]
    assert found == [row for row in wanted if any(row)]


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, len(BOOK) - 1), put=st.binary(max_size=8), gone=st.integers(0, 40))
def test_any_damage_to_a_workbook_is_read_or_refused(at: int, put: bytes, gone: int) -> None:
    """Bytes changed, added and lost anywhere in the archive."""
    read(BOOK[:at] + put + BOOK[at + gone :])


@settings(max_examples=150, deadline=None)
@given(
    member=st.sampled_from(PARTS),
    at=st.floats(0, 1),
    gone=st.integers(0, 30),
    put=st.one_of(
        st.binary(max_size=8),
        st.sampled_from(
            [
                b"<row r='9'/>",
                b"<f>1</f>",
                b't="s"',
                b't="d"',
                b't="e"',
                b'r="ZZZ9"',
                b"<v>9e999</v>",
            ]
        ),
    ),
)
def test_any_damage_within_a_part_is_read_or_refused(
    member: str, at: float, gone: int, put: bytes
) -> None:
    """The archive is whole, and what it holds is not."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in PARTS:
            content = source.read(name)
            if name == member:
                place = int(at * len(content))
                content = content[:place] + put + content[place + gone :]
            target.writestr(name, content)
    read(stream.getvalue())


def test_the_undamaged_workbook_is_read() -> None:
    """Or the tests above would be about nothing."""
    table = read(BOOK)
    assert table is not None
    assert table.rows[0].cells == ("EB123456785VN", "Đã phát", "46000.5")
