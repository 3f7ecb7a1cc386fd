"""A broken file is refused as a whole, and each finding names the right line.

The line that is wrong bears the mark `#!` in these texts.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.calendars import read_calendar
from data.catalogue.check import check
from data.catalogue.errors import CatalogueError, Finding, Severity
from data.catalogue.procedures import read_procedures
from data.catalogue.profiles import read_profile
from data.catalogue.source import FILE_LIMIT_BYTES

AGENCIES = read_agencies(shipped.AGENCIES)
COMPANY_FILE = shipped.SAMPLE_CATALOGUE / "ke-hoach-va-dau-tu.toml"


def marked_line(text: str) -> int:
    return text[: text.index("#!")].count("\n") + 1


def broken(source: Path, old: str, new: str) -> str:
    """The text of a good file with the first `old` made `new`."""
    text = source.read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1)


def findings(folder: Path, text: str) -> tuple[Finding, ...]:
    path = folder / "thu.toml"
    path.write_text(text, "utf-8")
    return tuple(one for one in check(path, AGENCIES) if one.severity is Severity.ERROR)


def assert_found(folder: Path, text: str, words: str) -> None:
    """The only error is at the marked line and says `words`."""
    (found,) = findings(folder, text)
    assert (found.file, found.line) == ("thu.toml", marked_line(text))
    assert words in found.sentence


CALENDAR_FAULTS = [
    ("date = 2018-01-01", "date = 2018-02-30 #!", "không có thật"),
    ("date = 2018-01-01", 'date = "2018-01-01" #!', "phải là một ngày"),
    ("date = 2018-01-01", "date = 2018-01-01T00:00:00 #!", "phải là một ngày"),
    ("date = 2018-01-01", "date = 0018-01-01 #!", "Năm của «date»"),
    ("date = 2018-01-01", "date = 2017-01-02 #!", "Lịch chưa có năm 2017"),
    ("date = 2018-02-14", "date = 2018-01-01 #!", "đã được ghi ở trên"),
    ("year = 2019", "year = 2018 #!", "đã được ghi ở trên"),
    ("year = 2018", "year = 1 #!", "phải từ 1900 đến 2099"),
    ("confirmed = true", 'confirmed = "true" #!', "phải là true hoặc false"),
    ('kind = "holiday"', 'kind = "feast" #!', "phải là một trong"),
    ('kind = "holiday"', 'kind = "holiday"\nnote = 1 #!', "Không có mục nào tên «note»"),
    ('kind = "holiday"', 'kind = "swap-off" #!', "phải có mục «swapped_with»"),
    ("swapped_with = 2019-01-05", "swapped_with = 2019-01-12 #!", "không hoán đổi"),
    ('name = "Tết Dương lịch"', 'name = "Tết Dương lịch #!', "Thiếu dấu nháy"),
    ('name = "Tết Dương lịch"', 'name = " " #!', "không được để trống"),
    ("[[day]]\ndate = 2018-01-01", "[[day]] #!", "Thiếu mục «date»"),
]


@pytest.mark.parametrize(("old", "new", "words"), CALENDAR_FAULTS)
def test_a_broken_calendar_names_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Syntax and meaning alike."""
    assert any(
        one.line == marked_line(broken(shipped.CALENDAR, old, new)) and words in one.sentence
        for one in findings(tmp_path, broken(shipped.CALENDAR, old, new))
    )


WORKING_SATURDAY = """\
kind = "calendar"
name = "thu"
[[year]]
year = 2019
confirmed = true
source = "thử"
[[day]]
date = {off}
kind = "swap-off"
name = "Nghỉ hoán đổi"
swapped_with = {on}
source = "thử"
confirmed = true
[[day]]
date = {on} {mark}
kind = "{kind}"
name = "Làm bù"
swapped_with = {off}
source = "thử"
confirmed = true
"""


def test_a_day_made_up_must_be_a_saturday(tmp_path: Path) -> None:
    """Nobody works a Sunday for a swap."""
    text = WORKING_SATURDAY.format(
        off="2019-04-29", on="2019-05-05", mark="#!", kind="working-saturday"
    )
    assert_found(tmp_path, text, "không phải thứ Bảy")


def test_a_swap_day_off_is_a_weekday(tmp_path: Path) -> None:
    """A Saturday is off anyway."""
    text = WORKING_SATURDAY.format(off="2019-04-29", on="2019-05-04", mark="", kind="swap-off")
    assert any("ngày nghỉ hằng tuần" in one.sentence for one in findings(tmp_path, text))


def test_two_days_off_are_no_swap(tmp_path: Path) -> None:
    """One of the two must be worked."""
    text = WORKING_SATURDAY.format(off="2019-04-29", on="2019-05-03", mark="", kind="swap-off")
    found = [one.sentence for one in findings(tmp_path, text)]
    assert found == [
        "Ngày 03/05/2019 không hoán đổi với ngày này.",
        "Ngày 29/04/2019 không hoán đổi với ngày này.",
    ]


def test_only_swaps_name_another_day(tmp_path: Path) -> None:
    """`swapped_with` on a holiday is a slip of the pen."""
    old = 'name = "Tết Dương lịch"\n'
    text = broken(shipped.CALENDAR, old, f"{old}swapped_with = 2018-01-06 #!\n")
    assert_found(tmp_path, text, "Chỉ ngày hoán đổi")


def test_a_calendar_without_years_is_none(tmp_path: Path) -> None:
    """It would cover nothing."""
    (found,) = findings(tmp_path, 'kind = "calendar"\nname = "thu"\n')
    assert "không có năm nào" in found.sentence


AGENCY_FAULTS = [
    ("index = 1\n", "index = 0 #!\n", "trùng"),
    ("index = 1\n", "index = 100 #!\n", "phải từ 0 đến 96"),
    ("index = 1\n", "index = true #!\n", "phải là một số nguyên"),
    ('unit = "000.00.01"', 'unit = "000.00.00" #!', "trùng"),
    ('bank_bin = "999999"', 'bank_bin = "99999" #!', "6 chữ số"),
    ('bank_bin = "999999"', "bank_bin = 999999 #!", "phải là một đoạn văn"),
    ('number = "0000000000004"', 'number = "0000 0004" #!', "không dấu"),
    ('number = "0000000000004"', 'number = "00000000000000000004" #!', "dài quá 19"),
    ('bank_bin = "999999"', 'bank_bin = "999999"\nbank = 1 #!', "Không có mục nào"),
    ('unit = "000.00.01"', 'unit = "số 1" #!', "không phải mã định danh"),
    ('name = "Văn phòng Ủy ban nhân dân tỉnh"', 'name = "Công an tỉnh"', "trùng"),
    ('kind = "post"', 'kind = "post"\nown_return_place = "Bưu cục" #!', "Chỉ Công an tỉnh"),
    ('province = "H47"', 'province = "" #!', "không được để trống"),
    ('province = "H47"', 'province = "h-47" #!', "không phải phần tỉnh"),
]


@pytest.mark.parametrize(("old", "new", "words"), AGENCY_FAULTS)
def test_a_broken_register_names_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    """One index, one identifier, one name each; own return only for Công an."""
    text = broken(shipped.AGENCIES, old, new)
    if "#!" not in text:
        text = text.replace(
            'name = "Công an tỉnh"\nkind = "police"', 'name = "Công an tỉnh" #!\nkind = "police"'
        )
    assert_found(tmp_path, text, words)


def test_a_register_without_agencies_is_none(tmp_path: Path) -> None:
    """No slip could name one."""
    (found,) = findings(tmp_path, 'kind = "agencies"\nname = "thu"\nprovince = "H47"\n')
    assert "không có cơ quan nào" in found.sentence


LIMIT = 'unit = "working-days"\namount = 3'

SECOND_FEE = """\
[[procedure.fee]]
id = "le-phi"
name = "Lệ phí đăng ký doanh nghiệp"
kind = "duty"
amount_vnd = 1
due = "filing"
document_number = "thử"
effective_from = 2020-01-01 #!"""

PROCEDURE_FAULTS = [
    ('name = "Đăng ký thành lập', 'nam = 1 #!\nname = "Đăng ký thành lập', "«nam»"),
    ('code = "MAU-KHDT-02"', 'code = "MAU-KHDT-01" #!', "đã được ghi ở trên"),
    ("agency = 5", "agency = 77 #!", "Không có cơ quan số 77"),
    ("agency = 5", "agency = 97 #!", "phải từ 0 đến 96"),
    ("consulted = [7, 8]", "consulted = [7, 78] #!", "Không có cơ quan số 78"),
    ("consulted = [7, 8]", "consulted = [7, 7] #!", "khác nhau"),
    ("consulted = [7, 8]", "consulted = [] #!", "Thiếu mục"),
    ("amount_vnd = 50_000", "amount_vnd = -50_000 #!", "phải từ 0 đến"),
    ("amount_vnd = 50_000", "amount_vnd = 50_000.0 #!", "phải là một số nguyên"),
    ('due = "filing"', 'due = "later" #!', "phải là một trong"),
    (LIMIT, 'unit = "working-days"\namount = 0 #!', "phải từ 1 đến"),
    (LIMIT, 'unit = "same-day" #!', "giờ chốt"),
    (LIMIT, f"{LIMIT}\ncut_off = 15:00:00 #!", "Chỉ thời hạn trong ngày"),
    (LIMIT, f"{LIMIT}\ncut_off = 25:00:00 #!", "không đúng cú pháp"),
    ('kinds = ["original"]', 'kinds = ["original", "fax"] #!', "phải là một trong"),
    ('kinds = ["original"]', 'kinds = ["original", "original"] #!', "hai lần"),
    ('kinds = ["original"]', "kinds = [] #!", "Thiếu mục"),
    ('kinds = ["original"]', "kinds = [1] #!", "Phần tử thứ 1"),
    ('id = "dieu-le"', 'id = "giay-de-nghi" #!', "đã được dùng"),
    ('form = "giay-de-nghi"', 'form = "mau-khac" #!', "không có mẫu"),
    ("required = false", "required = true #!", "condition"),
    ("verified = false", "verified = false\nonline_level = 5 #!", "phải từ 1 đến 4"),
    ("verified = false", 'verified = false\nsuccessor = "X" #!', "Không có thủ tục mã «X»"),
    ("verified = false", 'verified = false\nsuccessor = "MAU-KHDT-01" #!', "tự thay thế"),
    ("effective_from = 2019-09-26", "effective_from = 26/9/2019 #!", "cú pháp"),
    (
        "effective_from = 2019-09-26",
        "effective_from = 2019-09-26\neffective_to = 2019-09-25 #!",
        "trước ngày có hiệu lực",
    ),
    (
        "effective_from = 2019-09-26\n\n[[procedure]]",
        f"effective_from = 2019-09-26\n\n{SECOND_FEE}\n\n[[procedure]]",
        "chồng lên",
    ),
    (
        "effective_from = 2019-09-26\n\n[[procedure]]",
        f"effective_from = 2019-09-26\n\n{SECOND_FEE.replace('2020', '2018')}\n\n[[procedure]]",
        "chồng lên",
    ),
    ("fee = []", "fee = [1] #!", "phải là các bảng"),
    ("[procedure.limit]\n", "limit = 3 #!\n[procedure.han]\n", "phải là một bảng"),
    ("[procedure.limit]\n", "[procedure.limit2] #!\n", "Không có mục nào tên «limit2»"),
    ('field = "Thành lập', 'field = "' + "x" * 201 + '" #!\nfield2 = "', "dài quá 200"),
]


@pytest.mark.parametrize(("old", "new", "words"), PROCEDURE_FAULTS)
def test_a_broken_catalogue_names_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Unknown, missing, of the wrong type, contradicting: each at its own line."""
    text = broken(COMPANY_FILE, old, new)
    found = [(one.line, one.sentence) for one in findings(tmp_path, text)]
    assert any(line == marked_line(text) and words in sentence for line, sentence in found), found


def test_a_missing_table_is_reported_once_at_its_procedure(tmp_path: Path) -> None:
    """The absence is one fault, not one for each thing that the table would have said."""
    text = broken(COMPANY_FILE, "[[procedure]]\n", "[[procedure]] #!\n")
    start, end = text.index("[procedure.limit]"), text.index("[procedure.publication]")
    assert_found(tmp_path, text[:start] + text[end:], "Thiếu mục «limit»")


def test_a_verified_procedure_names_its_sources(tmp_path: Path) -> None:
    """Nobody is asked to believe a claim without a source."""
    text = broken(COMPANY_FILE, "verified = false\n", "verified = true #!\n")
    text = text.replace(
        'sources = ["Thời hạn và mức thu: ghi nhớ nghiệp vụ, chưa kiểm chứng"]\n', "", 1
    )
    assert_found(tmp_path, text, "phải ghi nguồn")


def test_a_hop_through_the_province_needs_its_office(tmp_path: Path) -> None:
    """R99: Văn phòng UBND tỉnh passes the result on."""
    text = broken(shipped.AGENCIES, 'kind = "province-office"', 'kind = "department"')
    path = tmp_path / "co-quan.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match="Văn phòng UBND tỉnh"):
        read_procedures(shipped.SAMPLE_CATALOGUE / "noi-vu.toml", read_agencies(path))


def test_a_catalogue_without_procedures_is_none(tmp_path: Path) -> None:
    """An empty file is a mistake, not a catalogue."""
    (found,) = findings(tmp_path, 'kind = "procedures"\nname = "thu"\n')
    assert "không có thủ tục nào" in found.sentence


PROFILE_FAULTS = [
    ("reappointments]\nvalue = 1", "reappointments]\nvalue = 21 #!", "phải từ 0 đến 20"),
    ("value = 15:00:00", 'value = "15:00" #!', "phải là một giờ"),
    ("opens = 13:30:00", "opens = 11:00:00 #!", "trước khi buổi trên kết thúc"),
    ("closes = 17:00:00", "closes = 13:30:00 #!", "sau giờ mở cửa"),
    ("month = 12\nday = 5", "month = 2\nday = 29 #!", "không có ngày 29"),
    ('id = "A11"', 'id = "A10" #!', "đã được trả lời"),
    ('id = "A11"', 'id = "A12" #!', "Không có câu hỏi"),
    ('value = "restart"', 'value = "pause" #!', "phải là một trong"),
    ("value = [1, 6, 12]", "value = [1, 6, 13] #!", "từ 1 đến 12"),
    ('rule = "R79"', "rule = 79 #!", "phải là một đoạn văn"),
    ("[rule.hotline]\n", "[rule.hotlines] #!\n", "«hotlines»"),
    (
        "effective_from = 2019-09-26",
        "effective_from = 2019-09-26\neffective_to = 2019-09-25 #!",
        "trước ngày có hiệu lực",
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), PROFILE_FAULTS)
def test_a_broken_profile_names_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    """A rule with a wrong value is not applied, it is reported."""
    text = broken(shipped.PROFILE, old, new)
    found = [(one.line, one.sentence) for one in findings(tmp_path, text)]
    assert any(line == marked_line(text) and words in sentence for line, sentence in found), found


def test_a_profile_without_rules_is_one_finding(tmp_path: Path) -> None:
    """And a profile without sessions never opens."""
    text = shipped.PROFILE.read_text("utf-8")
    start, end = text.index("# --- Giờ"), text.index("# --- Điều Quy chế")
    (found,) = findings(tmp_path, text[:start] + text[end:])
    assert found.sentence == "Thiếu mục «rule»."
    start, end = text.index("[[rule.opening"), text.index("[rule.hand_over")
    (found,) = findings(tmp_path, text[:start] + text[end:])
    assert "Thiếu buổi làm việc" in found.sentence


def test_an_unanswered_question_is_found(tmp_path: Path) -> None:
    """A1–A11 are decided in the file or the file is not used."""
    text = shipped.PROFILE.read_text("utf-8")
    (found,) = findings(tmp_path, text[: text.index('[[decision]]\nid = "A11"')])
    assert "Chưa trả lời câu hỏi «A11»" in found.sentence


def test_all_findings_come_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    """Whoever keeps the file corrects it in one pass."""
    text = broken(COMPANY_FILE, "amount_vnd = 50_000", "amount_vnd = -1")
    text = text.replace('kind = "charge"', 'kind = "tip"').replace("sets = 1\n", "", 1)
    lines = [one.line for one in findings(tmp_path, text)]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_the_error_carries_the_first_line_and_all_findings(tmp_path: Path) -> None:
    """`read_…` raises one type that says file, line and sentence."""
    path = tmp_path / "lich.toml"
    path.write_text(broken(shipped.CALENDAR, "year = 2018", "year = 1"), "utf-8")
    with pytest.raises(CatalogueError) as error:
        read_calendar(path)
    assert error.value.file == "lich.toml"
    assert error.value.line == error.value.findings[0].line > 1
    assert error.value.sentence == "«year» phải từ 1900 đến 2099."
    assert str(error.value) == f"lich.toml:{error.value.line}: {error.value.sentence}"


READERS: dict[str, Callable[[Path], object]] = {
    "calendar": read_calendar,
    "profile": read_profile,
    "agencies": read_agencies,
    "procedures": lambda path: read_procedures(path, AGENCIES),
}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("text", ["", "kind = ", "x = 1\n", "year = 1\nagency = [1]\n"])
def test_every_reader_raises_the_same_type(tmp_path: Path, kind: str, text: str) -> None:
    """A desk catches one error for any file."""
    path = tmp_path / "thu.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError):
        READERS[kind](path)


def test_a_file_of_another_kind_is_refused() -> None:
    """A register of agencies is no calendar, however well it is written."""
    with pytest.raises(CatalogueError) as error:
        read_calendar(shipped.AGENCIES)
    assert '«kind» phải là "calendar".' in [one.sentence for one in error.value.findings]


def test_one_fault_is_reported_once(tmp_path: Path) -> None:
    """The citation of a limit is asked for twice and missed once."""
    start = "[rule.supplement_limit]"
    text = broken(shipped.PROFILE, start, f"{start} #!")
    after = text.index("citation", text.index(start))
    text = text[:after] + text[text.index("\n", after) + 1 :]
    assert_found(tmp_path, text, "Thiếu mục «citation»")


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        (b'kind = "calendar"\nname = "\xff"\n', 2, "không phải UTF-8"),
        (b"a = 1\na = 2\n", 2, "đã được ghi ở trên"),
        (b"[a]\n[a]\n", 2, "đã được ghi ở trên"),
        (b"a = 1\nb\n", 2, "dấu «=»"),
        (b"a = [1,\n2\n", 2, "]"),
        (b'a = 1\nb = """x\ny\n', 3, "Thiếu dấu nháy"),
        (b"x = " + b"[" * 100_000, 0, "quá nhiều tầng"),
        (b"#" * (FILE_LIMIT_BYTES + 1), 0, "lớn hơn 16 MiB"),
        (b"", 1, "«kind»"),
        (b'kind = "menu"\n', 1, "«kind»"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_in_words(
    tmp_path: Path, raw: bytes, line: int, words: str
) -> None:
    """Whatever the bytes, one sentence and the line."""
    path = tmp_path / "thu.toml"
    path.write_bytes(raw)
    (found,) = check(path, AGENCIES)
    assert (found.line, words in found.sentence) == (line, True), found


def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    """A wrong path is the commonest mistake of all."""
    (found,) = check(tmp_path / "khong-co.toml", AGENCIES)
    assert str(found) == "khong-co.toml:0: Không đọc được tệp."
    with pytest.raises(CatalogueError):
        read_procedures(tmp_path, AGENCIES)


def test_a_byte_order_mark_is_forgiven(tmp_path: Path) -> None:
    """Notepad writes one, and the Center edits with Notepad."""
    path = tmp_path / "lich.toml"
    path.write_bytes(b"\xef\xbb\xbf" + shipped.CALENDAR.read_bytes().replace(b"\n", b"\r\n"))
    assert read_calendar(path).days == read_calendar(shipped.CALENDAR).days


def test_text_is_made_harmless(tmp_path: Path) -> None:
    """Bidi marks, control characters and stray spaces do not reach a paper."""
    name = 'name = "Đăng ký thành lập công ty TNHH một thành viên"'
    text = broken(COMPANY_FILE, name, 'name = "  Đăng\\u202e  ký\\u0007 thử "')
    path = tmp_path / "thu.toml"
    path.write_text(text, "utf-8")
    assert read_procedures(path, AGENCIES).procedures[0].name == "Đăng ký thử"


def test_codes_are_unique_across_the_files_of_a_folder(tmp_path: Path) -> None:
    """The second file is the one at fault, and a catalogue has one name."""
    text = COMPANY_FILE.read_text("utf-8")
    (tmp_path / "a.toml").write_text(text, "utf-8")
    (tmp_path / "b.toml").write_text(text.replace("danh-muc-mau", "khac"), "utf-8")
    errors = [one for one in check(tmp_path, AGENCIES) if one.severity is Severity.ERROR]
    assert [(one.file, one.sentence) for one in errors] == [
        ("b.toml", "Tên danh mục khác với tệp đầu tiên của thư mục."),
        ("b.toml", "Mã thủ tục «MAU-KHDT-01» đã được ghi ở trên."),
        ("b.toml", "Mã thủ tục «MAU-KHDT-02» đã được ghi ở trên."),
        ("b.toml", "Mã thủ tục «MAU-KHDT-03» đã được ghi ở trên."),
    ]


def test_the_edition_of_a_folder_is_that_of_sha256sum(tmp_path: Path) -> None:
    """Anyone can check it: `sha256sum *.toml | sha256sum`; one file is its own SHA-256."""
    (tmp_path / "a.toml").write_bytes(COMPANY_FILE.read_bytes())
    one = read_procedures(tmp_path, AGENCIES)
    assert one.edition == read_procedures(tmp_path / "a.toml", AGENCIES).edition
    (tmp_path / "b.toml").write_bytes((shipped.SAMPLE_CATALOGUE / "tu-phap.toml").read_bytes())
    both = read_procedures(tmp_path, AGENCIES)
    assert both.edition.sha256 != one.edition.sha256
    assert len(both.procedures) == 6


def test_what_is_missing_is_a_note_and_no_error(tmp_path: Path) -> None:
    """R26: the list of what to publish, beside the procedure; unverified data says so too."""
    text = broken(COMPANY_FILE, 'result = "Giấy chứng nhận đăng ký doanh nghiệp"\n', "")
    path = tmp_path / "thu.toml"
    path.write_text(text, "utf-8")
    notes = [one.sentence for one in check(path, AGENCIES)]
    assert "Thủ tục «MAU-KHDT-01» thiếu nội dung: kết quả thực hiện." in notes
    assert "Thủ tục «MAU-KHDT-01» chưa kiểm chứng." in notes
    assert read_procedures(path, AGENCIES).procedures[0].result == ""


def test_a_procedure_may_wait_for_its_publication(tmp_path: Path) -> None:
    """It is read, and what bars it is said at the counter (R8, C30)."""
    text = COMPANY_FILE.read_text("utf-8")
    start, end = text.index("[procedure.publication]"), text.index("[[procedure.form]]")
    path = tmp_path / "thu.toml"
    path.write_text(text[:start] + text[end:], "utf-8")
    assert read_procedures(path, AGENCIES).procedures[0].publication is None


@pytest.mark.parametrize("path", [shipped.CALENDAR, shipped.PROFILE, shipped.AGENCIES])
def test_the_shipped_files_are_without_findings(path: Path) -> None:
    """What comes with the program passes its own check."""
    assert check(path, AGENCIES) == ()
