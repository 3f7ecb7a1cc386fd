"""The carrier's status file as CSV: read as text, or refused with the line named."""

import codecs
import os
from pathlib import Path

import pytest

from data.catalogue.carrier_file import FILE_LIMIT_BYTES, parse_carrier_file, read_carrier_file
from data.catalogue.carrier_table import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, CarrierTable
from data.domain.errors import Refused

HEADS = "Số hiệu,Trạng thái,Ngày phát"
LINE = "EB123456785VN,Phát thành công,23/11/2026"
PLAIN = f"{HEADS}\n{LINE}\n"


def read(tmp_path: Path, content: bytes | str) -> CarrierTable:
    path = tmp_path / "buu-gui.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_carrier_file(path)


def refused(content: bytes | str) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refused) as caught:
        parse_carrier_file(content if isinstance(content, bytes) else content.encode())
    return caught.value.code, dict(caught.value.facts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_way_of_writing_it_reads_the_same(
    tmp_path: Path, encoding: str, separator: str, end: str
) -> None:
    """Encodings with their mark, three separators, three ends of line."""
    text = PLAIN.replace(",", separator).replace("\n", end)
    table = read(tmp_path, text.encode(encoding))
    assert table.headers == ("Số hiệu", "Trạng thái", "Ngày phát")
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("EB123456785VN", "Phát thành công", "23/11/2026"))
    ]
    assert (table.separator, table.header_line, len(table.sha256)) == (separator, 1, 64)
    assert table.encoding == {"utf-16": "utf-16-le"}.get(encoding, "utf-8")


def test_big_endian_is_read_by_its_mark(tmp_path: Path) -> None:
    """UTF-16 says by its first bytes which way round it is."""
    table = read(tmp_path, codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"))
    assert table.rows[0].cells[1] == "Phát thành công"


def test_the_old_vietnamese_encoding_is_taken_by_a_header_that_reads_so_and_is_told(
    tmp_path: Path,
) -> None:
    """Windows-1258 puts a tone behind its letter; what is read is composed."""
    decomposed = "Sô\u0301 hiệu;Tra\u0323ng tha\u0301i\nEB123456785VN;Pha\u0301t\n"
    raw = decomposed.replace("ệ", "ê\u0323").encode("cp1258")
    table = read(tmp_path, raw)
    assert (table.encoding, table.headers) == ("cp1258", ("Số hiệu", "Trạng thái"))
    assert table.rows[0].cells == ("EB123456785VN", "Phát")


@pytest.mark.parametrize(
    "raw",
    [
        b"So hieu,Trang thai\nEB123456785VN,Ph\xb8t\n",
        b"S\xe8 hi\xd6u,Tr\xb9ng th\xb8i\nEB123456785VN,x\n",
        "Número,État\nEB123456785VN,livré\n".encode("latin-1"),
    ],
)
def test_an_encoding_that_nothing_says_is_not_guessed(raw: bytes) -> None:
    """TCVN3 or a western one: the line with the first letter that is not UTF-8 is named."""
    code, facts = refused(raw)
    assert code == "carrier-encoding"
    assert facts["line"] in {1, 2}


def test_torn_letters_name_their_line() -> None:
    """A file that was cut inside a letter, in every encoding that has a mark."""
    assert refused(f"{HEADS}\n{LINE}\n".encode() + b"EB\xe1\xbb") == (
        "carrier-encoding",
        {"line": 3},
    )
    marked = codecs.BOM_UTF8 + PLAIN.encode() + b"\xff"
    assert refused(marked) == ("carrier-encoding", {"line": 3})
    lone = PLAIN.encode("utf-16") + b"\x00\xd8\x0a\x00"
    assert refused(lone) == ("carrier-encoding", {"line": 3})


def test_a_nul_letter_is_refused_with_its_line() -> None:
    """UTF-16 without its mark, or a damaged file."""
    assert refused(f"{HEADS}\nEB\0,x,y\n") == ("carrier-nul", {"line": 2})
    assert refused(HEADS.encode("utf-16-le"))[0] in {"carrier-nul", "carrier-encoding"}


def test_line_breaks_and_separators_within_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    """And the next row still has the line on which it begins."""
    table = read(tmp_path, f'{HEADS},Ghi chú\n{LINE},"Vắng nhà,\nhẹn ""mai"""\n\n{LINE},\n')
    assert table.rows[0].cells[3] == 'Vắng nhà, hẹn "mai"'
    assert [row.line for row in table.rows] == [2, 5]


@pytest.mark.parametrize(
    ("tail", "line"), [('"EB1,x,y\n', 2), (f'{LINE}\n"a"b,c,d\n', 3), ('"' + "x" * 200_000, 2)]
)
def test_broken_quotes_name_the_line_on_which_the_row_begins(tail: str, line: int) -> None:
    """A quote that is never closed swallows the rest of the file."""
    assert refused(f"{HEADS}\n{tail}") == ("carrier-csv-broken", {"line": line})


def test_titles_may_stand_above_the_headers(tmp_path: Path) -> None:
    """The headers are the row with most names that we know."""
    table = read(tmp_path, f"BÁO CÁO PHÁT,,\n\nTừ 01/11/2026,,\n{PLAIN}")
    assert (table.header_line, len(table.rows), table.rows[0].line) == (4, 1, 5)


def test_unknown_headers_are_those_of_the_first_row(tmp_path: Path) -> None:
    """An officer says then what they mean."""
    table = read(tmp_path, "Cột một;Cột hai\nEB123456785VN;xong\n")
    assert (table.headers, table.header_line) == (("Cột một", "Cột hai"), 1)


def test_a_spreadsheets_own_first_line_says_the_separator(tmp_path: Path) -> None:
    """Lines are counted with it."""
    table = read(tmp_path, f"sep=;\r\n{PLAIN.replace(',', ';')}")
    assert (table.separator, table.header_line, table.rows[0].line) == (";", 2, 3)


def test_separators_that_fit_equally_well_are_not_chosen_between() -> None:
    """Nothing is guessed."""
    assert refused("a,b;c\n1,2;3\n") == ("carrier-separator", {})


@pytest.mark.parametrize("raw", [b"", b"\n\n \n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b",,,\n"])
def test_a_file_without_anything_says_so(raw: bytes) -> None:
    """Also where only marks, blanks or separators are in it."""
    assert refused(raw) == ("carrier-file-empty", {})


def test_one_column_is_no_table() -> None:
    """Text that has no separator in its headers."""
    assert refused("Thư gửi Trung tâm\nkính gửi\n") == ("carrier-headers-missing", {"line": 1})


def test_formulas_in_a_text_stay_text(tmp_path: Path) -> None:
    """A CSV cell is never reckoned with, here or in what is exported of it."""
    cells = ("=cmd|'/C calc'!A0", "@SUM(1)", "-2+3")
    table = read(tmp_path, f'{HEADS}\n{",".join(cells)}\n=DDE("a"|b)\n')
    assert table.rows[0].cells == cells
    assert table.rows[1].cells == ('=DDE("a"|b)',)


def test_invisible_and_turning_letters_are_taken_out(tmp_path: Path) -> None:
    """Bidi, zero width and controls could show another number than is looked up."""
    table = read(tmp_path, f"{HEADS}\nEB\u202e12\u200b3\u0007456785VN,Pha\u0301t,\u2067x\u2069\n")
    assert table.rows[0].cells == ("EB123456785VN", "Phát", "x")


def test_a_huge_cell_names_line_and_column() -> None:
    """A cell has a limit of its own, below that of the CSV reader."""
    code, facts = refused(f"{HEADS}\nEB1,{'x' * (CELL_LIMIT + 1)},y\n")
    assert (code, facts) == (
        "carrier-cell-long",
        {"line": 2, "column": "B", "limit": CELL_LIMIT},
    )


def test_too_many_columns_name_the_line() -> None:
    """In the headers or in any row."""
    wide = "," * COLUMN_LIMIT + "x"
    assert refused(f"{PLAIN}{wide}\n") == (
        "carrier-columns-many",
        {"line": 3, "limit": COLUMN_LIMIT},
    )


def test_as_many_rows_as_are_allowed_and_no_more() -> None:
    """100,000 rows are a month of a province."""
    full = f"{HEADS}\n" + f"{LINE}\n" * ROW_LIMIT
    assert len(parse_carrier_file(full.encode()).rows) == ROW_LIMIT
    assert refused(full + LINE) == ("carrier-rows-many", {"limit": ROW_LIMIT})


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "carrier-xls-old"),
        (b"\xef\xbb\xbf <HTML><table><tr><td>EB1", "carrier-file-page"),
        (b"<?xml version='1.0'?><Workbook/>", "carrier-file-page"),
        (b"%PDF-1.7\n", "carrier-file-page"),
        (bytes(FILE_LIMIT_BYTES + 1), "carrier-file-large"),
    ],
)
def test_what_is_no_table_is_told_what_it_is(raw: bytes, code: str) -> None:
    """By its first bytes, whatever the file is called."""
    assert refused(raw)[0] == code


def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    """A folder, nothing, a name that no file can have, a loop of links, a pipe."""
    os.mkfifo(tmp_path / "ong.csv")
    (tmp_path / "vong.csv").symlink_to(tmp_path / "vong.csv")
    for name in ("", "khong-co.csv", "a\0b", "vong.csv", "ong.csv", "x" * 300):
        with pytest.raises(Refused, match="carrier-file-unreadable"):
            read_carrier_file(tmp_path / name)


def test_a_file_that_opens_and_cannot_be_read_says_so() -> None:
    """As a locked file on a share does, or a broken disk."""
    with pytest.raises(Refused, match="carrier-file-unreadable"):
        read_carrier_file(Path("/proc/self/mem"))
