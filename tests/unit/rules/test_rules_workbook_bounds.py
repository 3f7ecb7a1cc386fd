"""A workbook is opened within bounds: packed and unpacked size, members, rows, findings."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.archive import ROW_LIMIT
from data.catalogue.check import check
from data.catalogue.errors import CatalogueError, Finding, Severity
from data.catalogue.procedures import parse_procedures, read_procedures
from data.catalogue.source import FILE_LIMIT_BYTES, FINDINGS_LIMIT
from data.catalogue.template import write_workbook
from data.catalogue.workbook import Workbook

AGENCIES = read_agencies(shipped.AGENCIES)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "danh-muc.xlsx"
    write_workbook(path, AGENCIES, read_procedures(shipped.SAMPLE_CATALOGUE, AGENCIES))
    return path


def page(book: openpyxl.Workbook, title: str) -> Worksheet:
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def errors(path: Path) -> list[Finding]:
    return [one for one in check(path, AGENCIES) if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "raw",
    [b"", b"PK\x03\x04 broken", b"not a workbook", b"\xd0\xcf\x11\xe0" + bytes(512)],
)
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, raw: bytes) -> None:
    """An old .xls or a torn file: one sentence for the file as a whole."""
    path = tmp_path / "thu.xlsx"
    path.write_bytes(raw)
    (found,) = errors(path)
    assert str(found) == "thu.xlsx:0: Tệp không phải bảng tính .xlsx đọc được."
    with pytest.raises(CatalogueError):
        read_procedures(path, AGENCIES)


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return packed.getvalue()


def words_of(raw: bytes) -> list[str]:
    return [one.sentence for one in Workbook("thu.xlsx", raw, AGENCIES).findings]


def test_a_bomb_is_not_unpacked() -> None:
    """Size packed, size unpacked, members, rows and entities all have bounds, looked at first."""
    assert words_of(bytes(FILE_LIMIT_BYTES + 1)) == ["Tệp lớn hơn 16 MiB."]
    assert words_of(zipped(bomb=bytes(65 * 1024 * 1024))) == ["Bảng tính bung ra lớn hơn 64 MiB."]
    many = zipped(**{f"m{number}": b"" for number in range(501)})
    assert words_of(many) == ["Bảng tính có quá nhiều trang hoặc phần đính kèm."]
    entities = '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    for encoding in ("utf-8", "utf-16"):
        assert words_of(zipped(xl__workbook=entities.encode(encoding))) == [
            "Bảng tính có khai báo DOCTYPE, không được mở."
        ]


@pytest.mark.parametrize("row", [ROW_LIMIT + 2, 10**12])
@pytest.mark.parametrize("folder", [b"xl/worksheets", b"xl/elsewhere"])
def test_a_row_far_below_is_refused_before_it_is_reached(
    filled: Path, row: int, folder: bytes
) -> None:
    """A million empty rows take no time, wherever in the archive the sheet is kept."""
    packed = io.BytesIO()
    with zipfile.ZipFile(filled) as source, zipfile.ZipFile(packed, "w") as target:
        for member in source.infolist():
            content = source.read(member).replace(b"xl/worksheets", folder)
            if member.filename.endswith("sheet3.xml"):
                content = content.replace(b'<row r="2"', f'<row r="{row}"'.encode(), 1)
            target.writestr(member.filename.replace("xl/worksheets", folder.decode()), content)
    assert words_of(packed.getvalue()) == [
        f"Trang «Thủ tục» có hơn {ROW_LIMIT} dòng; hãy xóa các dòng trống ở cuối."
    ]


def test_ten_thousand_wrong_rows_are_told_within_bounds(tmp_path: Path) -> None:
    """Bounded findings, then one sentence that there are more."""
    path = tmp_path / "nhieu.xlsx"
    write_workbook(path, AGENCIES, None)
    book = openpyxl.load_workbook(path)
    sheet = page(book, "Thành phần")
    for number in range(10_000):
        sheet.append([f"KHONG-CO-{number}", "id", "=1+1", 5, "một", "phải"])
    book.save(path)
    found = errors(path)
    assert len(found) == FINDINGS_LIMIT + 1
    assert found[0].sentence.startswith("Còn nhiều điều khác")


def test_ten_thousand_good_rows_are_read(filled: Path, tmp_path: Path) -> None:
    """A province has some two thousand procedures with five papers each."""
    path = tmp_path / "nhieu.xlsx"
    book = openpyxl.load_workbook(filled)
    for title in ("Phí, lệ phí", "Bậc phí", "Miễn, giảm", "Liên thông", "Quy trình", "Giai đoạn"):
        page(book, title).delete_rows(2, 200)
    sheet, papers = page(book, "Thủ tục"), page(book, "Thành phần")
    model = [cell.value for cell in sheet[2]]
    papers.delete_rows(2, 500)
    page(book, "Mẫu đơn").delete_rows(2, 200)
    sheet.delete_rows(2, 200)
    for number in range(2_000):
        sheet.append([f"TT-{number}", *model[1:]])
        for paper in range(5):
            papers.append([f"TT-{number}", f"g{paper}", "Giấy tờ", "bản chính", 1, "có"])
    book.save(path)
    catalogue, found = parse_procedures(
        (Workbook(path.name, path.read_bytes(), AGENCIES),), AGENCIES
    )
    assert catalogue is not None, found[:3]
    assert sum(len(procedure.components) for procedure in catalogue.procedures) == 10_000
