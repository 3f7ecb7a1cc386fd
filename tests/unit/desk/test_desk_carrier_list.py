"""What became of a carrier's rows, as a file in which text stays text."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from counter_app.desk.post.carrier_list import write_list
from counter_app.desk.post.carrier_rows import CarrierEvent, Lot, SortedRow
from data.catalogue.carrier_file import read_carrier_file
from data.catalogue.text_book import text_book
from data.catalogue.text_rows import FORMULA, csv_text
from data.domain.errors import Refused

AT = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
EVIL = ["=cmd|'/C calc'!A0", "+84905", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"]


def a_row(status: str, line: int = 2) -> SortedRow:
    event = CarrierEvent(
        line, "EB123456785VN", status, None, date(2026, 11, 23), receiver="Nguyễn Văn Thử"
    )
    return SortedRow(event, Lot.UNDECIDED, "carrier-status-unknown")


def write(path: Path, *statuses: str) -> Path:
    rows = [a_row(status, line) for line, status in enumerate(statuses, start=2)]
    return write_list(path, rows, lot=lambda it: it.lot.value, reason=lambda it: it.code, at=AT)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_list_is_written_and_read_back(tmp_path: Path, suffix: str) -> None:
    """By the reader of carriers' files, to which it is a file like any other."""
    table = read_carrier_file(write(tmp_path / f"danh-sach{suffix}", "Kiện lạ"))
    assert table.headers[:3] == ("Dòng", "Số hiệu bưu gửi", "Trạng thái")
    assert table.rows[0].cells == (
        *("2", "EB123456785VN", "Kiện lạ", "23/11/2026", "undecided"),
        "carrier-status-unknown",
    )


def test_nobody_who_received_anything_is_named(tmp_path: Path) -> None:
    """Who reads the list finds the line in the carrier's own file."""
    assert "Thử" not in write(tmp_path / "a.csv", "Kiện lạ").read_text("utf-8-sig")


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_of_a_text_begins_a_formula(text: str) -> None:
    """An apostrophe stands before what would."""
    (cell,) = list(csv.reader(io.StringIO(csv_text(["a"], [[text]]), newline="")))[1]
    assert not cell.startswith(FORMULA)
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", EVIL)
def test_every_cell_of_a_workbook_is_text(text: str) -> None:
    """Whatever it begins with, here and when it is typed into."""
    raw = text_book("Bảng", [(text[:9], 10)], [[text]], at=AT)
    page = openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0]
    for row in page.iter_rows():
        for cell in row:
            assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    assert page.cell(2, 1).value == " ".join(text.split())


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    """Nothing is written under a name that says something else."""
    with pytest.raises(Refused, match="list-format-unknown"):
        write(tmp_path / "a.ods", "x")
    assert list(tmp_path.iterdir()) == []
