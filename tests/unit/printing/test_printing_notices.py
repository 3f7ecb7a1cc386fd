"""Forms 02 and 03: which words they have, in which order, and which code brings them back."""

from dataclasses import replace

import pytest

from data.domain.papers import Copy, Mark, Paper, PaperPerson
from printing.blocks import Banner, Barcode, Qr, Signatures, Slip
from printing.papers.layout import lay_out
from printing.papers.notices import Notice
from printing.papers.template import load_templates
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize
from tests.fakes.printing_papers import (
    HEAD,
    IMPRINT,
    PERSON,
    RECEIPT,
    REFUSAL,
    SUPPLEMENT,
    printed_by,
)
from tests.fakes.printing_words import lines, of_kind

TEMPLATES = load_templates()
SIZES = pytest.mark.parametrize("size", [PAPER_80, PAPER_58, PAPER_A5])
NOTICES = pytest.mark.parametrize("notice", [SUPPLEMENT, REFUSAL], ids=["supplement", "refusal"])

SUPPLEMENT_LINES = [
    "Số: 261123-0012/HDHS",
    "Tam Kỳ, ngày 23 tháng 11 năm 2026",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    "(Liên 2: Giao khách hàng)",
    "03 nội dung",
    "Bộ phận tiếp nhận và trả kết quả: TRUNG TÂM HÀNH CHÍNH CÔNG",
    "Cơ quan giải quyết: Sở Kế hoạch và Đầu tư",
    "Tiếp nhận hồ sơ, yêu cầu của Ông/Bà: Nguyễn Văn Thử",
    "Số CCCD/CMND/Hộ chiếu: 049000000000",
    "Địa chỉ: Tổ 0, phường Không Có",
    "Số điện thoại: 0905000123",
    "Nội dung yêu cầu giải quyết: Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
    "Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:",
    "1. Giấy tờ pháp lý của chủ sở hữu",
    "thiếu – bản chứng thực, 01 bản",
    "Hướng dẫn: có thể xuất trình bản chính để đối chiếu",
    "2. Điều lệ công ty",
    "thiếu chữ ký của chủ sở hữu ở trang 5",
    "3. Văn bản cam kết (ngoài danh mục công bố)",
    "bổ sung 01 bản chính",
    "Căn cứ: khoản 0 Điều 0 văn bản mẫu số 00/2026",
    "Lý do: Hồ sơ chưa đủ thành phần theo thủ tục đã công bố.",
    (
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ Trần Thị Mẫu (Quầy 03), "
        "đường dây nóng 19001021 hoặc tra cứu tại thu.quangnam.example để được hướng dẫn./."
    ),
    "Địa chỉ: 1 Đường Không Có, thành phố Tam Kỳ",
    "Đối chứng: a1b2c3d4e5 · Quầy 03 · Lệnh in: 0042",
]
REFUSAL_LINES = [
    "Số: 261123-0003/TCHS",
    "Tam Kỳ, ngày 23 tháng 11 năm 2026",
    "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    "(Liên 2: Giao khách hàng)",
    "Bộ phận tiếp nhận và trả kết quả: TRUNG TÂM HÀNH CHÍNH CÔNG",
    "Cơ quan giải quyết: Sở Kế hoạch và Đầu tư",
    "Tiếp nhận hồ sơ của: Nguyễn Văn Thử",
    "Địa chỉ: Tổ 0, phường Không Có",
    "Số điện thoại: 0905000123",
    "Nội dung yêu cầu giải quyết: Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
    (
        "Qua xem xét, bộ phận tiếp nhận và trả kết quả thông báo không tiếp nhận, giải quyết hồ sơ "
        "này với lý do cụ thể như sau:"
    ),
    "Ngành, nghề đăng ký thuộc danh mục cấm đầu tư kinh doanh.",
    "Căn cứ: khoản 0 Điều 0 văn bản mẫu số 00/2026",
    "Xin thông báo cho Ông/Bà được biết và thực hiện.",
    (
        "Nếu có vướng mắc, Ông/Bà liên hệ Trần Thị Mẫu (Quầy 03), đường dây nóng 19001021 hoặc "
        "tra cứu tại thu.quangnam.example để được hướng dẫn./."
    ),
    "Đối chứng: a1b2c3d4e5 · Quầy 03 · Lệnh in: 0042",
]


def laid_out(notice: Paper, size: PaperSize = PAPER_80) -> Slip:
    return lay_out(notice, TEMPLATES, size)


@SIZES
@pytest.mark.parametrize(
    ("notice", "expected"),
    [(SUPPLEMENT, SUPPLEMENT_LINES), (REFUSAL, REFUSAL_LINES)],
    ids=["supplement", "refusal"],
)
def test_notice_has_every_field_of_its_form_in_order(
    notice: Paper, expected: list[str], size: PaperSize
) -> None:
    """R70, R71: the fields of forms 02 and 03 stand in their order, on each paper."""
    printed = lines(laid_out(notice, size))
    assert [line for line in printed if line in expected] == expected


@NOTICES
@SIZES
def test_notice_begins_with_the_head_of_all_forms(notice: Paper, size: PaperSize) -> None:
    """State and Center are named above the number."""
    printed = lines(laid_out(notice, size))
    number = next(place for place, line in enumerate(printed) if line.startswith("Số: 2611"))
    assert {HEAD.authority, HEAD.name, "Độc lập - Tự do - Hạnh phúc"} <= set(printed[:number])


def test_only_the_officer_signs_a_supplement() -> None:
    """Form 02 line 11: one signature, of the one who guides."""
    (signatures,) = of_kind(laid_out(SUPPLEMENT), Signatures)
    assert signatures.left is None
    assert (signatures.right.title, signatures.right.name) == ("NGƯỜI HƯỚNG DẪN", "Trần Thị Mẫu")


def test_citizen_and_officer_sign_a_refusal() -> None:
    """Form 03 line 11: two signatures; who submits for another signs himself."""
    (signatures,) = of_kind(laid_out(replace(REFUSAL, submitter=PaperPerson("Lê Thử"))), Signatures)
    assert signatures.left
    assert (signatures.left.title, signatures.left.name) == ("NGƯỜI NỘP HỒ SƠ", "Lê Thử")
    assert signatures.right.title == "NGƯỜI TIẾP NHẬN HỒ SƠ"


@SIZES
def test_supplement_is_reopened_by_camera_or_gun(size: PaperSize) -> None:
    """C9: the key stands as a QR code at the top and as bars at the foot; C13 adds its code."""
    slip = laid_out(SUPPLEMENT, size)
    codes = [code.payload for code in of_kind(slip, Qr)]
    assert codes == [SUPPLEMENT.key, HEAD.evaluation_url]
    assert [(bars.digits, bars.module_dots) for bars in of_kind(slip, Barcode)] == [
        (SUPPLEMENT.key, 3)
    ]


@SIZES
def test_refusal_is_found_by_its_bars(size: PaperSize) -> None:
    """A refusal brings nothing back, so bars are enough; the evaluation code is there (C13)."""
    slip = laid_out(REFUSAL, size)
    assert [code.payload for code in of_kind(slip, Qr)] == [HEAD.evaluation_url]
    assert [bars.digits for bars in of_kind(slip, Barcode)] == [REFUSAL.key]


@SIZES
@NOTICES
def test_wrong_key_is_not_printed(notice: Notice, size: PaperSize) -> None:
    """A key that the check digit refuses would open nothing, or another paper."""
    wrong = replace(notice, key="990982300121")
    assert SUPPLEMENT.key == "990982300120"
    slip = laid_out(wrong, size)
    assert not of_kind(slip, Barcode)
    assert len(of_kind(slip, Qr)) == 1


@NOTICES
def test_notice_for_somebody_who_gave_no_name_has_no_line_for_it(notice: Notice) -> None:
    """C19: papers are checked before a person is typed."""
    printed = " ".join(lines(laid_out(replace(notice, applicant=None))))
    for label in ("Tiếp nhận hồ sơ của", "của Ông/Bà:", "CCCD", "Số điện thoại"):
        assert label not in printed


@NOTICES
def test_dossier_that_has_a_code_is_named_by_it(notice: Notice) -> None:
    """Form 02 after appraisal prints the dossier's code too; at intake there is none yet."""
    line = f"Mã hồ sơ: {RECEIPT.code}"
    assert line in lines(laid_out(replace(notice, code=RECEIPT.code)))
    assert not any(text.startswith("Mã hồ sơ") for text in lines(laid_out(notice)))


@NOTICES
def test_kept_copy_of_a_notice_says_so(notice: Notice) -> None:
    """Liên 1 stays at the Center."""
    assert "(Liên 1: Lưu)" in lines(laid_out(replace(notice, copy=Copy.KEPT)))


@NOTICES
def test_notice_bears_marks_and_reprints(notice: Paper) -> None:
    """C16 and design idea 4 hold for every numbered paper."""
    imprint = replace(IMPRINT, marks=frozenset(Mark), reprint=1, reprint_reason="giấy kẹt")
    slip = laid_out(printed_by(imprint, notice))
    assert lines(slip)[:4] == [
        "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ",
        "DỮ LIỆU MẪU",
        "BẢN IN LẠI LẦN 1",
        "Lý do in lại: giấy kẹt",
    ]
    assert len(of_kind(slip, Banner)) == 3


def test_applicant_and_submitter_are_both_named() -> None:
    """R24: who came stands beside whose dossier it is."""
    printed = lines(laid_out(replace(SUPPLEMENT, submitter=PERSON)))
    assert "Người nộp: Nguyễn Văn Thử (số giấy tờ: 049000000000), điện thoại: 0905000123" in printed


def test_center_without_hotline_or_website_leaves_no_gap() -> None:
    """What the Center does not have is not promised."""
    head = replace(HEAD, hotline="", website="")
    printed = lines(laid_out(printed_by(replace(IMPRINT, head=head), REFUSAL)))
    assert "Nếu có vướng mắc, Ông/Bà liên hệ Trần Thị Mẫu (Quầy 03) để được hướng dẫn./." in printed
