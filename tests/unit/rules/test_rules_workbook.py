"""A catalogue workbook says what a TOML file says, and every fault names its sheet and cell."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.cells import Cell, read_cell
from data.catalogue.check import check
from data.catalogue.errors import Finding, Severity
from data.catalogue.fees import PARTS_LIMIT
from data.catalogue.procedures import read_procedures
from data.catalogue.sheets import SHEETS, Column, Kind
from data.catalogue.template import write_workbook

AGENCIES = read_agencies(shipped.AGENCIES)
SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, AGENCIES)
Edit = Callable[[openpyxl.Workbook], object]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "danh-muc.xlsx"
    write_workbook(path, AGENCIES, SAMPLE)
    return path


def page(book: openpyxl.Workbook, title: str) -> Worksheet:
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def column_of(sheet: Worksheet, title: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == title)


def edited(filled: Path, folder: Path, edit: Edit) -> Path:
    book = openpyxl.load_workbook(filled)
    edit(book)
    path = folder / "thu.xlsx"
    book.save(path)
    return path


def errors(path: Path) -> list[Finding]:
    return [one for one in check(path, AGENCIES) if one.severity is Severity.ERROR]


def put(title: str, column: str, value: object, *, row: int = 2) -> Edit:
    """One cell, by the head of its column, holds `value`."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = page(book, title)
        cell = sheet.cell(row, column_of(sheet, column))
        cell.number_format = "General"
        if isinstance(value, date | time):
            cell.number_format = "hh:mm" if isinstance(value, time) else "dd/mm/yyyy"
        cell.value = value  # type: ignore[assignment] # what a person may put there

    return edit


def test_a_workbook_gives_the_procedures_it_was_made_from(filled: Path) -> None:
    """TOML → XLSX → the same procedures, with nothing but the same notes."""
    assert read_procedures(filled, AGENCIES).procedures == SAMPLE.procedures
    assert errors(filled) == []


def test_its_edition_is_that_of_its_bytes(filled: Path) -> None:
    """Anyone can check which file was used."""
    first = read_procedures(filled, AGENCIES).edition
    assert (first.name, len(first.sha256)) == ("danh-muc-mau", 64)


def test_the_empty_template_has_every_sheet_and_says_what_is_missing(tmp_path: Path) -> None:
    """It is opened, filled in and checked; its guide and its list of agencies are passed over."""
    path = tmp_path / "trong.xlsx"
    write_workbook(path, AGENCIES, None)
    book = openpyxl.load_workbook(path)
    assert [*book.sheetnames] == ["Hướng dẫn", *(sheet.title for sheet in SHEETS), "Cơ quan"]
    assert [str(one) for one in errors(path)] == [
        "trong.xlsx «Danh mục»!A2: Thiếu mục «Tên danh mục».",
        "trong.xlsx «Thủ tục»!A1: Tệp không có thủ tục nào.",
    ]


CELLS = [
    ("Thành phần", "Số bản", "=1+1", "có công thức"),
    ("Thành phần", "Tên giấy tờ", '=HYPERLINK("http://x")', "có công thức"),
    ("Thủ tục", "Mã thủ tục", "=A1", "có công thức"),
    ("Thành phần", "Số bản", "#N/A", "báo lỗi của bảng tính"),
    ("Thành phần", "Số bản", "một", "phải là một số nguyên"),
    ("Thành phần", "Số bản", 1.5, "phải là một số nguyên"),
    ("Thành phần", "Số bản", True, "phải là một số nguyên"),
    ("Thành phần", "Số bản", 0, "phải từ 1 đến 50"),
    ("Thành phần", "Tên giấy tờ", 12, "phải là chữ"),
    ("Thành phần", "Tên giấy tờ", date(2019, 9, 26), "phải là chữ"),
    ("Thành phần", "Tên giấy tờ", "x" * 301, "dài quá 300"),
    ("Thành phần", "Loại bản", "bản fax", "phải là một trong: bản chính"),
    ("Thành phần", "Loại bản", "bản chính; bản chính", "hai lần"),
    ("Thành phần", "Bắt buộc", "phải", "phải là «có» hoặc «không»"),
    ("Thành phần", "Bắt buộc", "không", "phải có «Trường hợp phải nộp»"),
    ("Thành phần", "Bắt buộc", None, "Thiếu mục «Bắt buộc»"),
    ("Thành phần", "Theo mẫu", "mau-la", "không có mẫu «mau-la»"),
    ("Thành phần", "Mã thủ tục", "KHONG-CO", "Không có dòng nào mang Mã thủ tục này"),
    ("Thủ tục", "Tên thủ tục", None, "Thiếu mục «Tên thủ tục»"),
    ("Thủ tục", "Cơ quan giải quyết", "Sở Không Có", "Không có cơ quan tên này"),
    ("Thủ tục", "Cơ quan giải quyết", 77, "Không có cơ quan số 77"),
    ("Thủ tục", "Lấy ý kiến cơ quan", "Sở Y tế\nSở Không Có", "Không có cơ quan tên này"),
    ("Thủ tục", "Thời hạn: đơn vị", "tuần", "phải là một trong: ngày làm việc"),
    ("Thủ tục", "Thời hạn: đơn vị", None, "Thiếu mục «Thời hạn: đơn vị»"),
    ("Thủ tục", "Thời hạn: đơn vị", "trong ngày", "giờ chốt «Thời hạn: giờ chốt»"),
    ("Thủ tục", "Thời hạn: số lượng", 3_000, "phải từ 1 đến 2000"),
    ("Thủ tục", "Thời hạn: giờ chốt", "15:00", "phải là một giờ của bảng tính"),
    ("Thủ tục", "Quyết định công bố: hiệu lực từ", "26/09/2019", "ghi bằng chữ"),
    ("Thủ tục", "Quyết định công bố: hiệu lực từ", 2019, "phải là một ngày"),
    (
        "Thủ tục",
        "Quyết định công bố: hiệu lực từ",
        datetime.combine(date(2019, 9, 26), time(8, 30)),
        "phải là một ngày",
    ),
    (
        "Thủ tục",
        "Quyết định công bố: hiệu lực đến",
        date(2018, 1, 1),
        "trước ngày có hiệu lực",
    ),
    ("Thủ tục", "Bãi bỏ từ ngày", date(2150, 1, 1), "phải từ 1900 đến 2099"),
    ("Thủ tục", "Thay bằng thủ tục", "MAU-XX-99", "Không có thủ tục mã «MAU-XX-99»"),
    ("Thủ tục", "Nơi tiếp nhận", "công an", "phải là một trong: cơ quan"),
    ("Thủ tục", "Đã kiểm chứng", None, "Thiếu mục «Đã kiểm chứng»"),
    ("Thủ tục", "Không thu phí, lệ phí", "có", "trang «Phí, lệ phí» vẫn có dòng"),
    ("Phí, lệ phí", "Mức thu (đồng)", -1, "phải từ 0 đến"),
    ("Phí, lệ phí", "Loại", "thuế", "phải là một trong: phí, lệ phí"),
    ("Phí, lệ phí", "Hiệu lực từ", "2019-09-26", "ghi bằng chữ"),
    ("Miễn, giảm", "Giảm (%)", 101, "phải từ 1 đến 100"),
    ("Liên thông", "Cấp", "ngang", "phải là một trong: cùng cấp"),
    ("Quy trình", "Bước", "chờ", "phải là một trong: tiếp nhận"),
    ("Giai đoạn", "Tên giai đoạn", None, "Thiếu mục «Tên giai đoạn»"),
]


@pytest.mark.parametrize(("title", "column", "value", "words"), CELLS)
def test_a_wrong_cell_names_itself(
    filled: Path, tmp_path: Path, title: str, column: str, value: object, words: str
) -> None:
    """Formula, type, choice, bound, reference: the finding stands at that very cell."""
    path = edited(filled, tmp_path, put(title, column, value))
    book = openpyxl.load_workbook(path)
    cell = page(book, title).cell(2, column_of(page(book, title), column)).coordinate
    found = errors(path)
    said = [(one.sheet, one.cell) for one in found if words in one.sentence]
    assert said == [(title, cell)], found


def test_a_tier_out_of_order_is_the_later_one(filled: Path, tmp_path: Path) -> None:
    """The bound that does not rise is at fault, and no other."""
    (found,) = errors(edited(filled, tmp_path, put("Bậc phí", "Đến số lượng", 40, row=3)))
    assert (found.sheet, found.cell) == ("Bậc phí", "D3")
    assert "Bậc sau phải cao hơn bậc trước" in found.sentence


def test_a_row_that_belongs_to_no_fee_is_found(filled: Path, tmp_path: Path) -> None:
    """Code, fee and day of effect together say which version of a fee has the tier."""
    (found,) = errors(edited(filled, tmp_path, put("Bậc phí", "Mã khoản thu", "phi-la")))
    assert (found.sheet, found.cell) == ("Bậc phí", "A2")
    assert "Mã thủ tục, Mã khoản thu, Hiệu lực từ" in found.sentence


def test_a_cell_is_reported_once(filled: Path, tmp_path: Path) -> None:
    """An unreadable cell is one fault, not one more for the value that is then missing."""
    path = edited(filled, tmp_path, put("Thành phần", "Số bản", "=1+1"))
    (found,) = errors(path)
    assert str(found) == "thu.xlsx «Thành phần»!E2: Ô có công thức; hãy ghi giá trị."
    assert (found.line, found.sheet, found.cell) == (2, "Thành phần", "E2")


def test_a_limit_that_is_missing_is_named_at_its_columns(filled: Path, tmp_path: Path) -> None:
    """R26: the time limit is one of the sixteen, and is named in the words of the regulation."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = page(book, "Thủ tục")
        for part in ("đơn vị", "số lượng", "giờ chốt", "căn cứ"):
            sheet.cell(2, column_of(sheet, f"Thời hạn: {part}")).value = None

    path = edited(filled, tmp_path, edit)
    (found,) = errors(path)
    assert (found.sheet, found.sentence) == ("Thủ tục", "Thiếu mục «Thời hạn».")
    assert found.cell == "H2"
    notes = [one.sentence for one in check(path, AGENCIES)]
    assert "Thủ tục «MAU-CA-01» thiếu nội dung: thời hạn giải quyết." in notes


def test_merged_cells_are_refused_where_they_are(filled: Path, tmp_path: Path) -> None:
    """A merged cell hides values; which ones, nobody can tell."""

    def edit(book: openpyxl.Workbook) -> None:
        page(book, "Thành phần").merge_cells("C3:D4")
        page(book, "Phí, lệ phí").merge_cells("B2:B3")

    found = {str(one) for one in errors(edited(filled, tmp_path, edit))}
    assert "thu.xlsx «Thành phần»!C3: Ô bị gộp; hãy bỏ gộp rồi ghi từng ô." in found
    assert "thu.xlsx «Phí, lệ phí»!B2: Ô bị gộp; hãy bỏ gộp rồi ghi từng ô." in found


def test_a_code_twice_is_found(filled: Path, tmp_path: Path) -> None:
    """In a sheet of procedures and in one of papers."""

    def edit(book: openpyxl.Workbook) -> None:
        page(book, "Thủ tục")["A3"] = page(book, "Thủ tục")["A2"].value
        page(book, "Thành phần")["B3"] = page(book, "Thành phần")["B2"].value

    found = {str(one) for one in errors(edited(filled, tmp_path, edit))}
    assert "thu.xlsx «Thủ tục»!A3: Mã thủ tục «MAU-CA-01» đã được ghi ở trên." in found
    assert "thu.xlsx «Thành phần»!B3: Mã «to-khai» đã được dùng ở trên." in found


def test_unknown_columns_sheets_and_loose_cells_are_found(filled: Path, tmp_path: Path) -> None:
    """What is not read is said not to be read."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = page(book, "Mẫu đơn")
        sheet["E1"] = "Ghi chú riêng"
        sheet["F3"] = "chữ lạc"
        sheet["G1"] = "Tên mẫu"
        page(book, "Danh mục")["A3"] = "danh mục thứ hai"
        book.create_sheet("Nháp")

    found = [str(one) for one in errors(edited(filled, tmp_path, edit))]
    unknown = "Không có cột nào tên này, hoặc cột đã có ở bên trái."
    assert found == [
        "thu.xlsx «Danh mục»!A3: Trang này chỉ có một dòng.",
        f"thu.xlsx «Mẫu đơn»!E1: {unknown}",
        f"thu.xlsx «Mẫu đơn»!G1: {unknown}",
        "thu.xlsx «Mẫu đơn»!F3: Ô nằm ngoài các cột có tên.",
        "thu.xlsx «Nháp»: Danh mục không có trang nào tên này.",
    ]


def test_a_sheet_that_must_be_there_is_named(filled: Path, tmp_path: Path) -> None:
    """Without procedures there is no catalogue, whatever the other sheets hold."""

    def edit(book: openpyxl.Workbook) -> None:
        book.remove(book["Thủ tục"])

    found = [one.sentence for one in errors(edited(filled, tmp_path, edit))]
    assert "Thiếu trang «Thủ tục»." in found


def test_columns_may_stand_in_any_order_and_blank_rows_between(
    filled: Path, tmp_path: Path
) -> None:
    """People move columns and leave gaps; codes link the rows, a stray space does not part them."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = page(book, "Thành phần")
        sheet.move_range("B1:B200", cols=10)
        sheet.insert_rows(3, amount=4)
        sheet["A2"] = f" {sheet['A2'].value} "
        sheet.cell(2, column_of(sheet, "Bắt buộc")).value = True
        first = page(book, "Thủ tục")
        first.cell(2, column_of(first, "Cơ quan giải quyết")).value = 3
        number = page(book, "Thủ tục").cell(2, column_of(page(book, "Thủ tục"), "Số bộ hồ sơ"))
        number.value = 1.0

    path = edited(filled, tmp_path, edit)
    assert read_procedures(path, AGENCIES).procedures == SAMPLE.procedures


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Kind.WHOLE, 2.0, 2),
        (Kind.DAY, date(2026, 1, 2), date(2026, 1, 2)),
        (Kind.CLOCK, time(15, 0, 0, 400), time(15)),
        (Kind.LINES, "một\n\nhai", ["một", "hai"]),
        (Kind.FLAG, " CÓ ", True),
        (Kind.AGENCIES, "Sở Y tế\nSở Tư pháp", [11, 6]),
    ],
)
def test_a_cell_is_read_as_a_person_means_it(kind: Kind, value: object, read: object) -> None:
    """2.0 is two, a time is what it shows, case and outer space do not matter."""
    assert read_cell(Cell(value, "n", "A"), Column("Cột", ("cot",), kind), AGENCIES) == read


def test_too_many_parts_are_named_by_their_sheet(filled: Path, tmp_path: Path) -> None:
    """In the words of the workbook, not of the TOML file."""

    def edit(book: openpyxl.Workbook) -> None:
        legs = page(book, "Liên thông")
        row = [cell.value for cell in legs[2]]
        for _ in range(PARTS_LIMIT):
            legs.append(row)

    found = [one.sentence for one in errors(edited(filled, tmp_path, edit))]
    assert found == [f"«Liên thông» có nhiều hơn {PARTS_LIMIT} dòng."]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    """No reader of the workbook runs what a name says."""
    name = 'name = "Đăng ký thành lập công ty TNHH một thành viên"'
    text = (shipped.SAMPLE_CATALOGUE / "ke-hoach-va-dau-tu.toml").read_text("utf-8")
    toml, xlsx = tmp_path / "a.toml", tmp_path / "a.xlsx"
    toml.write_text(text.replace(name, "name = '=cmd|\" /C calc\"!A0'"), "utf-8")
    catalogue = read_procedures(toml, AGENCIES)
    write_workbook(xlsx, AGENCIES, catalogue)
    cell = page(openpyxl.load_workbook(xlsx), "Thủ tục")["B2"]
    assert (cell.value, cell.data_type) == ('=cmd|" /C calc"!A0', "s")
    assert read_procedures(xlsx, AGENCIES).procedures == catalogue.procedures


def test_a_workbook_of_another_folder_file_is_one_catalogue(filled: Path, tmp_path: Path) -> None:
    """A folder may hold TOML files and workbooks; each code once."""
    (tmp_path / "a.xlsx").write_bytes(filled.read_bytes())
    source = shipped.SAMPLE_CATALOGUE / "cong-an.toml"
    (tmp_path / "b.toml").write_bytes(source.read_bytes())
    found = [(one.file, one.sentence) for one in errors(tmp_path)]
    assert found == [("b.toml", "Mã thủ tục «MAU-CA-01» đã được ghi ở trên.")]
