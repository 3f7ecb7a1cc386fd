"""The guidance slip and the posting: what they tell, and that they ask for nobody's name."""

from dataclasses import replace

import pytest

from data.domain.papers import Paper, PaperSection
from printing.blocks import Barcode, Qr, Signatures, Slip
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.sizes import PAPER_58, PAPER_80, PAPER_A4, PAPER_A5, PaperSize
from tests.fakes.printing_papers import GUIDANCE, IMPRINT, POSTING, printed_by
from tests.fakes.printing_words import lines, of_kind

TEMPLATES = load_templates()
SIZES = pytest.mark.parametrize("size", [PAPER_80, PAPER_58, PAPER_A5, PAPER_A4])

ELSEWHERE_LINES = [
    "PHIẾU HƯỚNG DẪN",
    "Nội dung: Đăng ký khai sinh",
    (
        "Nội dung này không tiếp nhận tại TRUNG TÂM HÀNH CHÍNH CÔNG. "
        "Mời Ông/Bà liên hệ cơ quan có thẩm quyền:"
    ),
    "Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ",
    "Địa chỉ: chưa kiểm chứng",
    "Thành phần hồ sơ cần chuẩn bị:",
    "1. Tờ khai đăng ký khai sinh (theo mẫu)",
    "2. Giấy chứng sinh (bản chính)",
    "3. Giấy tờ tùy thân của người đi đăng ký (xuất trình)",
    "Thời hạn giải quyết: trong ngày làm việc",
    "Phí, lệ phí: không",
    "Lưu ý: nên gọi trước để biết giờ tiếp nhận",
    "Đường dây nóng: 19001021 · Tra cứu: thu.quangnam.example",
    "Người hướng dẫn: Trần Thị Mẫu",
    "Đối chứng: a1b2c3d4e5 · Quầy 03 · Lệnh in: 0042",
]


def laid_out(paper: Paper, size: PaperSize = PAPER_80) -> Slip:
    return lay_out(paper, TEMPLATES, size)


@SIZES
def test_guidance_elsewhere_tells_where_to_go_and_what_to_bring(size: PaperSize) -> None:
    """R29: the competent agency stands above everything else that helps."""
    printed = lines(laid_out(GUIDANCE, size))
    assert [line for line in printed if line in ELSEWHERE_LINES] == ELSEWHERE_LINES


def test_guidance_for_a_procedure_received_here_names_the_center() -> None:
    """R28: without another agency the place is this Center."""
    printed = lines(laid_out(replace(GUIDANCE, competent="", competent_address="")))
    expected = "Nộp hồ sơ tại: TRUNG TÂM HÀNH CHÍNH CÔNG, 1 Đường Không Có, thành phố Tam Kỳ"
    assert expected in printed
    assert not any("không tiếp nhận" in line for line in printed)


def test_guidance_names_only_who_gave_a_name() -> None:
    """C13: guidance is kept and printed without a name if the citizen gives none."""
    assert not any("Họ và tên" in line for line in lines(laid_out(GUIDANCE)))
    assert "Họ và tên: Lê Thử" in lines(laid_out(replace(GUIDANCE, name="Lê Thử")))


def test_guidance_with_a_topic_alone_is_a_short_slip() -> None:
    """Nothing that is not known takes a line."""
    bare = replace(GUIDANCE, competent="", components=(), limit="", fee="", note="")
    printed = " ".join(lines(laid_out(bare)))
    for label in ("Thành phần", "Thời hạn", "Phí", "Lưu ý"):
        assert label not in printed


def test_sections_of_guidance_keep_their_order() -> None:
    """One line stands alone under its title, several are a list, and a title may be missing."""
    sections = (PaperSection("Các bước", ("lấy số", "nộp")), PaperSection("", ("xong",)))
    printed = lines(laid_out(replace(GUIDANCE, sections=sections)))
    start = printed.index("Các bước")
    assert printed[start : start + 4] == ["Các bước", "– lấy số", "– nộp", "xong"]


@SIZES
def test_posting_tells_every_published_content_in_order(size: PaperSize) -> None:
    """R26: each content stands under its number and title."""
    printed = lines(laid_out(POSTING, size))
    expected = []
    for place, section in enumerate(POSTING.sections, start=1):
        mark = "– " if len(section.lines) > 1 else ""
        expected += [f"{place}. {section.title}", *(f"{mark}{line}" for line in section.lines)]
    start = printed.index("1. Trình tự thực hiện")
    assert printed[start : start + len(expected)] == expected


@SIZES
def test_posting_says_what_it_is_and_where_it_comes_from(size: PaperSize) -> None:
    """R27: the published decision and the edition of the data stand on it."""
    printed = lines(laid_out(POSTING, size))
    for line in (
        "DỮ LIỆU MẪU",
        "NIÊM YẾT THỦ TỤC HÀNH CHÍNH",
        POSTING.procedure,
        "Mã thủ tục: MAU-KHDT-01",
        f"Công bố theo: {POSTING.publication}",
        "Bản dữ liệu: mẫu-2026.1",
        "Quầy 03 · Lệnh in: 0042",
    ):
        assert line in printed


def test_section_without_lines_still_has_its_title() -> None:
    """A content that does not exist is seen to be missing, not skipped."""
    bare = replace(POSTING, sections=(PaperSection("Mẫu đơn, tờ khai"),))
    assert "1. Mẫu đơn, tờ khai" in lines(laid_out(bare))


@pytest.mark.parametrize("paper", [GUIDANCE, POSTING], ids=["guidance", "posting"])
def test_papers_that_inform_have_no_signature_and_no_code(paper: Paper) -> None:
    """They bind nobody, so nothing on them is signed or scanned."""
    slip = laid_out(paper)
    assert not of_kind(slip, Signatures) + of_kind(slip, Qr) + of_kind(slip, Barcode)


@pytest.mark.parametrize("paper", [GUIDANCE, POSTING], ids=["guidance", "posting"])
def test_papers_that_inform_bear_marks_and_reprints(paper: Paper) -> None:
    """C16 holds for what hangs on the wall, too."""
    again = printed_by(replace(IMPRINT, reprint=3, reprint_reason="rách"), paper)
    assert lines(laid_out(again))[:2] == ["BẢN IN LẠI LẦN 3", "Lý do in lại: rách"]
