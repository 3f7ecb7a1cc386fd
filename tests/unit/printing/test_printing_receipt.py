"""The layout of a receipt: which words it has, in which order, on which paper."""

from dataclasses import replace
from datetime import datetime

import pytest

from data.domain.clock import LOCAL
from data.domain.papers import Copy, Mark, Paper, PaperComponent, PaperPerson
from data.domain.text import NOTE_LIMIT
from printing.blocks import (
    Banner,
    Barcode,
    Qr,
    Signatures,
    Slip,
    Table,
    Text,
)
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.papers.values import harmless, money
from printing.render import height_dots
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize
from printing.wrapping import Run
from tests.fakes.printing_papers import FULL_RECEIPT, HEAD, IMPRINT, PERSON, RECEIPT, printed_by
from tests.fakes.printing_words import lines, of_kind, words

TEMPLATES = load_templates()
PAPERS = pytest.mark.parametrize("paper", [PAPER_80, PAPER_58, PAPER_A5])


def laid_out(printed: Paper = RECEIPT, paper: PaperSize = PAPER_80) -> Slip:
    return lay_out(printed, TEMPLATES, paper)


def table(slip: Slip) -> Table:
    (found,) = of_kind(slip, Table)
    return found


@PAPERS
def test_receipt_has_every_field_of_form_01_in_its_order(paper: PaperSize) -> None:
    """R69: the fields stand in the order of the form, on each paper."""
    expected = [
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "(Liên 2: Giao khách hàng)",
        "Mã hồ sơ: 000.00.19.H47-261123-0012",
        "HẸN TRẢ KẾT QUẢ",
        "17:00",
        "27/11/2026",
        "Thứ Sáu",
        "Bộ phận tiếp nhận và trả kết quả: TRUNG TÂM HÀNH CHÍNH CÔNG",
        "Cơ quan giải quyết: Sở Kế hoạch và Đầu tư",
        "Lĩnh vực: Thành lập và hoạt động của doanh nghiệp",
        "Tiếp nhận hồ sơ của: Công ty TNHH Một thành viên Ví Dụ",
        "Người nộp: Nguyễn Văn Thử (số giấy tờ: 049000000000), điện thoại: 0905 000 456",
        "Địa chỉ: 12 Đường Số Không, phường Không Có, thành phố Tam Kỳ",
        "Số điện thoại: 0905 000 123",
        "Email: lienhe@vidu.example",
        "Nội dung yêu cầu giải quyết: Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
        "1. Thành phần hồ sơ nộp gồm:",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 3 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 09 giờ 14 phút, ngày 23 tháng 11 năm 2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
        "không tính ngày nhận; 24/11 nghỉ lễ",
        "6. Đăng ký nhận kết quả tại: Quầy trả kết quả, Trung tâm Hành chính công",
        "7. Phí, lệ phí: 50.000 đ (chưa nộp)",
        "Ghi chú:",
        "Khi đến nhận kết quả, mang theo Giấy này; nếu được ủy quyền thì có giấy ủy quyền.",
    ]
    printed = lines(laid_out(paper=paper))
    assert [line for line in printed if line in expected] == expected


@PAPERS
def test_head_names_the_state_and_the_center(paper: PaperSize) -> None:
    """The common head of all forms, with place and date."""
    printed = lines(laid_out(paper=paper))
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM",
        "TRUNG TÂM HÀNH CHÍNH CÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tam Kỳ, ngày 23 tháng 11 năm 2026",
    ):
        assert line in printed


def test_foot_names_hotline_proof_and_print_job() -> None:
    """A slip can be traced to its entry and to its sheet."""
    printed = lines(laid_out())
    assert "Đường dây nóng: 19001021 · Tra cứu: thu.quangnam.example" in printed
    assert "Đối chứng: a1b2c3d4e5 · Quầy 03 · Lệnh in: 0042" in printed


@PAPERS
def test_codes_are_the_dossier_code_the_slip_key_and_the_evaluation(paper: PaperSize) -> None:
    """A camera reads the code, a laser gun the key, a citizen's phone the evaluation (C13)."""
    slip = laid_out(paper=paper)
    codes = of_kind(slip, Qr)
    assert [code.payload for code in codes] == [
        RECEIPT.code,
        HEAD.evaluation_url,
    ]
    (barcode,) = of_kind(slip, Barcode)
    assert barcode.digits == RECEIPT.slip_key
    assert barcode.module_dots == 3
    assert barcode.height_dots >= 96


def test_kept_copy_says_so() -> None:
    """Form 01 line 3: the first copy stays."""
    assert "(Liên 1: Lưu)" in lines(laid_out(replace(RECEIPT, copy=Copy.KEPT)))


def test_applicant_who_came_himself_has_no_submitter_line() -> None:
    """Without a submitter the applicant's own paper is named, and he signs."""
    slip = laid_out(replace(RECEIPT, applicant=PERSON, submitter=None))
    printed = lines(slip)
    assert "Số CCCD/CMND/Hộ chiếu: 049000000000" in printed
    assert not any(line.startswith("Người nộp") for line in printed)
    (signatures,) = of_kind(slip, Signatures)
    assert signatures.left
    assert signatures.left.name == "Nguyễn Văn Thử"
    assert signatures.right.name == "Trần Thị Mẫu"


def test_empty_fields_take_no_line() -> None:
    """A citizen without phone, e-mail or address gets a shorter paper."""
    bare = replace(RECEIPT, applicant=PaperPerson("Nguyễn Văn Thử"), submitter=None)
    printed = " ".join(lines(laid_out(bare)))
    for label in ("Địa chỉ: \n", "Số điện thoại", "Email", "CCCD"):
        assert label not in printed


def test_procedure_without_fee_says_so() -> None:
    """The fee line is never left out (R32)."""
    assert "7. Phí, lệ phí: không" in lines(laid_out(replace(RECEIPT, fee_vnd=None)))


def test_fee_without_a_state_stands_alone() -> None:
    """No empty brackets behind the amount."""
    assert "7. Phí, lệ phí: 50.000 đ" in lines(laid_out(replace(RECEIPT, fee_state="")))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "0 đ"), (999, "999 đ"), (50_000, "50.000 đ"), (1_250_000, "1.250.000 đ")],
)
def test_money_has_points_between_thousands(amount: int, shown: str) -> None:
    """Amounts read as Vietnamese write them, the unit on the same line."""
    assert money(amount) == shown.replace(" ", "\u00a0")


def test_practice_and_sample_papers_are_framed_as_such() -> None:
    """C16: the marks stand above the head, where nobody overlooks them."""
    slip = laid_out(printed_by(replace(IMPRINT, marks=frozenset(Mark))))
    banners = [words(block.text) for block in slip.blocks if isinstance(block, Banner)]
    assert banners == ["BẢN TẬP – KHÔNG CÓ GIÁ TRỊ", "DỮ LIỆU MẪU"]


def test_reprint_is_numbered_and_gives_its_reason() -> None:
    """A second sheet never passes for the first (design idea 4)."""
    printed = lines(laid_out(printed_by(replace(IMPRINT, reprint=2, reprint_reason="giấy kẹt"))))
    assert printed[:2] == ["BẢN IN LẠI LẦN 2", "Lý do in lại: giấy kẹt"]


def test_first_print_bears_no_mark() -> None:
    """An ordinary receipt begins with its head."""
    assert not of_kind(laid_out(), Banner)


def test_table_has_only_the_kinds_that_were_handed_in() -> None:
    """C8: a column without any count is left out."""
    found = table(laid_out())
    assert [column.title for column in found.columns] == ["Bản chính", "Đối chiếu", "Bản chụp"]
    assert found.rows[3].counts == ("1", "", "2")
    assert found.rows[2].remark == "đã đối chiếu"


def test_narrow_paper_writes_counts_below_the_name() -> None:
    """Where columns would squeeze the names, counts stand in words and nothing is lost."""
    found = table(laid_out(paper=PAPER_58))
    assert found.columns == ()
    remarks = [row.remark.replace("\u00a0", " ") for row in found.rows]
    assert remarks[2:4] == ["Đối chiếu: 1; đã đối chiếu", "Bản chính: 1; Bản chụp: 2"]


def test_narrow_paper_keeps_the_columns_that_fit() -> None:
    """One kind of paper still has its column on 58 mm."""
    one = replace(RECEIPT, components=(PaperComponent("Đơn", originals=1),))
    assert len(table(laid_out(one, PAPER_58)).columns) == 1


def test_receipt_without_components_has_no_table() -> None:
    """An empty table is not printed."""
    slip = laid_out(replace(RECEIPT, components=()))
    assert not of_kind(slip, Table)
    assert "1. Thành phần hồ sơ nộp gồm:" not in lines(slip)


@pytest.mark.parametrize("key", ["", "123456789012", "abc"])
def test_code_without_a_key_has_no_barcode(key: str) -> None:
    """A wrong key would send the gun to another dossier."""
    assert not of_kind(laid_out(replace(RECEIPT, slip_key=key)), Barcode)


def test_center_without_evaluation_has_no_second_code() -> None:
    """One code less, and its caption with it."""
    slip = laid_out(printed_by(replace(IMPRINT, head=replace(HEAD, evaluation_url=""))))
    assert len(of_kind(slip, Qr)) == 1
    assert not any("đánh giá" in line for line in lines(slip))


def test_times_are_those_of_the_counter() -> None:
    """A due time in another zone is printed on the counter's clock."""
    from datetime import UTC

    same = replace(RECEIPT, due_at=RECEIPT.due_at.astimezone(UTC))
    assert laid_out(same) == laid_out()


@pytest.mark.parametrize(
    "hostile",
    [
        "[/bold]Thử{code}",
        "Thử\x1b@\x1dV\x00\x10\x14\x01\x00\x05",
        "Thử\u202egnul\u202c",
        "Thử\u200b\ufeff",
    ],
)
def test_value_can_only_become_letters(hostile: str) -> None:
    """Whatever a name contains, its line holds no control and no hidden character."""
    slip = laid_out(replace(RECEIPT, applicant=replace(PERSON, name=hostile)))
    (line,) = (line for line in lines(slip) if line.startswith("Tiếp nhận hồ sơ của"))
    assert line.isprintable()
    assert "Thử" in line


def test_decomposed_name_is_composed() -> None:
    """The font has letters, not loose marks."""
    assert harmless("Nguye\u0302\u0303n") == "Nguyễn"


def test_endless_value_is_cut_and_says_so() -> None:
    """No field can use up the roll, and the cut is visible."""
    shown = harmless("Thử " * NOTE_LIMIT)
    assert len(shown) <= NOTE_LIMIT + 2
    assert shown.endswith(" …")


FULL_LINES = [
    "Tư cách người nộp: theo giấy ủy quyền số 12/GUQ ngày 20/11/2026, nộp hồ sơ và nhận kết quả",
    "Bản chính giữ lại: Giấy chứng nhận đăng ký đầu tư; Điều lệ công ty (01 bản)",
    "Giấy tờ cũ nộp lại khi nhận kết quả: Giấy phép lái xe cũ",
    "4. Thời gian nhận hồ sơ: 09 giờ 14 phút, ngày 23 tháng 11 năm 2026",
    (
        "Nhập bù vào phần mềm sau thời điểm nhận hồ sơ. Lý do: mất điện từ 8 giờ đến 10 giờ, "
        "phiếu giấy số Q3-0007"
    ),
    "6. Đăng ký nhận kết quả tại: Tại nhà",
    "Trả qua dịch vụ bưu chính công ích đến: 12 Đường Số Không, phường Không Có, thành phố Tam Kỳ",
    "7. Phí, lệ phí: 135.000 đ (đã nộp)",
    "– Lệ phí đăng ký doanh nghiệp: 50.000 đ",
    "– Phí cấp bản sao: 85.000 đ (17 trang × 5.000 đ)",
    "– Phí công bố nội dung: 0 đ (miễn 100%, căn cứ: chưa kiểm chứng)",
    "Biên lai số: AA/26E 0001234",
]


@PAPERS
def test_receipt_tells_authority_originals_post_fees_and_late_entry(paper: PaperSize) -> None:
    """C7, C8, C17, C20, R10: what was agreed at the counter stands where the form has its place."""
    printed = lines(laid_out(FULL_RECEIPT, paper))
    assert [line for line in printed if line in FULL_LINES] == FULL_LINES


def test_paper_is_dated_by_its_entry_and_tells_the_time_of_receipt() -> None:
    """C7: a late entry is dated by the day it was made and keeps the paper time of receipt."""
    late = printed_by(replace(IMPRINT, at=datetime(2026, 11, 24, 8, tzinfo=LOCAL)))
    printed = lines(laid_out(late))
    assert "Tam Kỳ, ngày 24 tháng 11 năm 2026" in printed
    assert "4. Thời gian nhận hồ sơ: 09 giờ 14 phút, ngày 23 tháng 11 năm 2026" in printed


def many_components(count: int, name: str) -> Paper:
    component = PaperComponent(name, originals=1, certified=1, compared=1, copies=1)
    return replace(RECEIPT, components=(component,) * count)


def test_columns_that_would_squeeze_long_names_become_words() -> None:
    """No slip is longer than it needs: twenty long names keep the width of the paper."""
    long = "Giấy tờ của người đại diện theo pháp luật, kèm bản dịch công chứng (nếu có) " * 2
    assert table(laid_out(many_components(20, long))).columns == ()
    assert len(table(laid_out(many_components(20, "Đơn"))).columns) == 4


@pytest.mark.parametrize("paper", [PAPER_80, PAPER_58])
def test_number_of_a_row_is_never_broken(paper: PaperSize) -> None:
    """The number column is as wide as its largest number."""
    drawn_once = table(laid_out(many_components(1, "Đơn"), paper)).number
    column = table(laid_out(many_components(200, "Đơn"), paper)).number
    tall = Text((Run("200"),), paper.body_dots)
    assert height_dots((tall,), column.width_dots - 8) == height_dots((tall,), 500)
    assert drawn_once.width_dots < column.width_dots
