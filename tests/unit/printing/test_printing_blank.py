"""The numbered blank: every field of form 01 has a place for the hand, on one A5 page."""

import io
from dataclasses import replace

import pypdf
import pytest
import zxingcpp
from PIL import Image

from data.domain.papers import Blank, Form, Mark
from printing.blocks import Barcode, Gap, Grid, Ruled, Signatures, Slip
from printing.papers.blank import ROWS
from printing.papers.handwriting import LINE_DOTS
from printing.papers.layout import lay_out
from printing.papers.template import FORMS_OF_2018, Templates, load_templates, read_template
from printing.pdf.typeset import Original, to_pdf
from printing.raster import to_png, unpack
from printing.render import LEAST_GAP_DOTS, render
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize
from printing.wrapping import Run
from tests.fakes.printing_papers import BLANK, HEAD, IMPRINT
from tests.fakes.printing_words import lines, of_kind

TEMPLATES = load_templates()
SIZES = pytest.mark.parametrize("size", [PAPER_A5, PAPER_80, PAPER_58])

FIELDS = [
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "SỐ PHIẾU",
    "261123-0012",
    "Bộ phận tiếp nhận và trả kết quả: TRUNG TÂM HÀNH CHÍNH CÔNG",
    "Cơ quan giải quyết: …",
    "Tiếp nhận hồ sơ của: …",
    "Số CCCD/CMND/Hộ chiếu: … Số điện thoại: …",
    "Người nộp (nếu nộp thay): …… Số giấy tờ: …",
    "Địa chỉ: …",
    "Nội dung yêu cầu giải quyết: …",
    "1. Thành phần hồ sơ nộp gồm:",
    "2. Số lượng hồ sơ: … (bộ)    3. Thời gian giải quyết theo quy định là: ……",
    "4. Thời gian nhận hồ sơ: … giờ … phút, ngày … tháng … năm ……",
    "5. Thời gian trả kết quả: … giờ … phút, ngày … tháng … năm ……",
    "6. Đăng ký nhận kết quả tại: …",
    "7. Phí, lệ phí: … đồng. Biên lai số: …",
    "Tam Kỳ, ngày … tháng … năm ……",
]


def laid_out(blank: Blank = BLANK, size: PaperSize = PAPER_A5) -> Slip:
    return lay_out(blank, TEMPLATES, size)


def rules(ruled: Ruled, width_dots: int) -> list[list[int]]:
    """Lengths of the rules on each line, as they are drawn."""
    dots = unpack(render(Slip(width_dots, (ruled,))))
    found = []
    for row in dots:
        ends = [at for at, dot in enumerate(row) if dot and not row[at + 1 : at + 2].any()]
        starts = [at for at, dot in enumerate(row) if dot and not row[max(at - 1, 0) : at].any()]
        long = [end - start + 1 for start, end in zip(starts, ends, strict=True)]
        if any(length >= LEAST_GAP_DOTS // 2 for length in long):
            found.append([length for length in long if length >= LEAST_GAP_DOTS // 2])
    return found


@SIZES
def test_c7_a_blank_has_every_field_of_form_01_in_its_order(size: PaperSize) -> None:
    """What form 01 asks is asked by the paper, too, and is entered from it later."""
    printed = lines(laid_out(size=size))
    assert [line for line in printed if line in FIELDS] == FIELDS


@SIZES
def test_c7_a_blank_has_a_table_and_two_places_to_sign(size: PaperSize) -> None:
    """Counts of papers by kind, and nobody's name: who receives on it is not known yet."""
    slip = laid_out(size=size)
    (grid,) = of_kind(slip, Grid)
    (signed,) = of_kind(slip, Signatures)
    titles = ["Bản chính", "Chứng thực", "Đối chiếu", "Bản chụp"]
    assert ([column.title for column in grid.columns], grid.rows) == (titles, ROWS)
    assert signed.left is not None
    assert (signed.left.name, signed.right.name) == ("", "")
    assert (signed.left.title, signed.right.title) == ("NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ")


def test_a_blank_says_by_what_it_is_replaced_and_where_it_comes_from() -> None:
    """The citizen gets the printed form later; hotline, entry and desk stand at the foot."""
    *_, replaced, hotline, proof = lines(laid_out())
    assert replaced.startswith("Phiếu này được thay bằng Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    assert hotline.startswith("Đường dây nóng: 19001021")
    made = "In sẵn ngày 23 tháng 11 năm 2026 · Trần Thị Mẫu"
    assert proof == f"Đối chứng: a1b2c3d4e5 · Quầy 03 · {made}"


@pytest.mark.parametrize("marks", [frozenset(), frozenset(Mark)], ids=["plain", "marked"])
def test_a_blank_is_one_page(marks: frozenset[Mark]) -> None:
    """One number, one sheet: also with marks and with a Center of long names."""
    head = replace(HEAD, address=HEAD.address * 3, website="x" * 60)
    imprint = replace(IMPRINT, marks=marks, head=head)
    pdf = to_pdf([Original(replace(BLANK, imprint=imprint), TEMPLATES, PAPER_A5)])
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1


def test_c16_a_blank_for_practice_says_so() -> None:
    """Above everything else."""
    blank = replace(BLANK, imprint=replace(IMPRINT, marks=frozenset({Mark.PRACTICE})))
    assert lines(laid_out(blank))[0] == "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ"


@SIZES
def test_the_bar_code_of_a_blank_is_read_back(size: PaperSize) -> None:
    """A gun reads the key, which stands below it in digits as well."""
    picture = Image.open(io.BytesIO(to_png(render(laid_out(size=size))))).convert("L")
    found = [(code.text, str(code.format)) for code in zxingcpp.read_barcodes(picture)]
    assert found == [(BLANK.key, "Code 128")]


def test_a_wrong_key_gets_no_bar_code() -> None:
    """It would enter another blank."""
    assert not of_kind(laid_out(replace(BLANK, key="970982300128")), Barcode)


def test_rules_share_what_the_words_leave_free() -> None:
    """A gap of two shares is twice as long, and together they end at the margin."""
    words = (Run("Họ"),)
    ruled = Ruled((Gap(words, 2), Gap(words, 1)), 24, LINE_DOTS)
    ((long, short),) = rules(ruled, 600)
    assert abs(long - 2 * short) <= 16
    assert 480 < long + short < 560


def test_a_line_too_narrow_for_its_rules_is_broken() -> None:
    """Each rule keeps room for two digits, whatever the width of the paper."""
    ruled = Ruled(tuple(Gap((Run("ngày"),), 1) for _ in range(6)), 24, LINE_DOTS)
    found = rules(ruled, 300)
    assert len(found) > 1
    assert sum(map(len, found)) == 6
    assert min(length for row in found for length in row) >= LEAST_GAP_DOTS - 8


def test_more_lines_are_rules_from_margin_to_margin() -> None:
    """A long matter has a second line."""
    ruled = Ruled((Gap((Run("Việc"),), 1),), 24, LINE_DOTS, more_lines=1)
    first, second = rules(ruled, 400)
    assert first[0] < second[0]
    assert second[0] >= 390


def test_only_the_wording_of_the_form_makes_rules() -> None:
    """A place whose name ends in … is printed as it is written."""
    blank = replace(BLANK, imprint=replace(IMPRINT, head=replace(HEAD, place="Tam…Kỳ")))
    dated = of_kind(laid_out(blank), Ruled)[-1]
    assert [run.text for run in dated.gaps[0].words] == ["Tam…Kỳ", ", ngày "]


def test_a_line_that_a_center_does_not_want_is_left_out() -> None:
    """An empty line of the template prints nothing, not even a rule."""
    source = (FORMS_OF_2018 / "blank.toml").read_text(encoding="utf-8")
    bare = read_template(source.replace('agency = "Cơ quan giải quyết: …"', 'agency = ""'))
    printed = lines(lay_out(BLANK, Templates({Form.BLANK: bare}), PAPER_A5))
    assert [line for line in FIELDS if line not in printed] == ["Cơ quan giải quyết: …"]
