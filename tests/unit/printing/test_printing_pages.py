"""Papers of several pages: where they are cut, and what each page says of itself."""

import io
from dataclasses import replace

import pypdf
import pytest

from data.domain.papers import Paper, PaperComponent, PaperDemand
from printing.blocks import Rule, Slip, Space, Table, Text
from printing.layout import lay_out, lay_out_pages
from printing.pages import paginate
from printing.raster import PDF_A4, to_pdf
from printing.render import height_dots, render
from printing.sizes import PAPER_80, PAPER_A4, PAPER_A5
from printing.template import load_templates
from printing.wrapping import Run
from tests.fakes.printing_papers import EVERY_PAPER, GUIDANCE, POSTING, RECEIPT, SUPPLEMENT
from tests.fakes.printing_words import lines, of_kind

TEMPLATES = load_templates()
MANY = tuple(PaperComponent(f"Giấy tờ thử số {number}", 1) for number in range(60))
LONG_RECEIPT = replace(RECEIPT, components=MANY)
LONG_SUPPLEMENT = replace(SUPPLEMENT, items=(PaperDemand("Đơn", "thiếu", "ghi rõ", "Điều 0"),) * 40)
LONG_POSTING = replace(POSTING, sections=POSTING.sections * 4)
LONG_GUIDANCE = replace(GUIDANCE, components=tuple(part.name for part in MANY))


def pages(paper: Paper) -> tuple[Slip, ...]:
    return lay_out_pages(paper, TEMPLATES, PAPER_A5)


@pytest.mark.parametrize("name", ["receipt", "supplement", "refusal", "guidance"])
def test_ordinary_paper_is_one_page(name: str) -> None:
    """TT 01/2018 Đ9.2: a form is one A5 sheet, and then it bears no page number."""
    (page,) = pages(EVERY_PAPER[name])
    assert page == lay_out(EVERY_PAPER[name], TEMPLATES, PAPER_A5)


@pytest.mark.parametrize(
    ("paper", "reference"),
    [
        (LONG_RECEIPT, " · 000.00.19.H47-261123-0012"),
        (LONG_SUPPLEMENT, " · 261123-0012"),
        (LONG_POSTING, " · MAU-KHDT-01"),
        (LONG_GUIDANCE, ""),
    ],
    ids=["receipt", "supplement", "posting", "guidance"],
)
def test_each_of_several_pages_says_which_it_is(paper: Paper, reference: str) -> None:
    """A single sheet found on the floor is brought back to its paper."""
    found = pages(paper)
    count = len(found)
    assert count > 1
    feet = [lines(page)[-1] for page in found]
    assert feet == [f"Trang {place}/{count}{reference}" for place in range(1, count + 1)]


@pytest.mark.parametrize("paper", [LONG_RECEIPT, LONG_SUPPLEMENT, LONG_POSTING, LONG_GUIDANCE])
def test_cutting_loses_no_line_and_doubles_none(paper: Paper) -> None:
    """The pages together say what the whole paper says."""
    whole = lines(lay_out(paper, TEMPLATES, PAPER_A5))
    assert [line for page in pages(paper) for line in lines(page)[:-1]] == whole


def test_table_is_cut_between_rows_and_keeps_its_head() -> None:
    """Each component stands on one page, in its order, under the titles of the columns."""
    (whole,) = of_kind(lay_out(LONG_RECEIPT, TEMPLATES, PAPER_A5), Table)
    parts = [part for page in pages(LONG_RECEIPT) for part in of_kind(page, Table)]
    assert len(parts) > 1
    assert tuple(row for part in parts for row in part.rows) == whole.rows
    assert {part.columns for part in parts} == {whole.columns}


def test_label_of_a_table_is_not_left_behind() -> None:
    """The line above a table goes to the next page with its first row."""
    heights = [height_dots(page.blocks, page.width_dots) for page in pages(LONG_RECEIPT)]
    for room in range(800, 1200, 40):
        cut = paginate(lay_out(LONG_RECEIPT, TEMPLATES, PAPER_A5), room, foot_dots=0)
        page = next(page for page in cut.slips if "1. Thành phần hồ sơ nộp gồm:" in lines(page))
        assert of_kind(page, Table)
    assert len(set(heights)) == 1


def test_pages_are_all_of_one_height_and_hardly_shrunk() -> None:
    """Each page has the scale of the others, and its letters stay readable."""
    for paper in (LONG_RECEIPT, LONG_SUPPLEMENT, LONG_POSTING):
        heights = {render(page).height_dots for page in pages(paper)}
        assert len(heights) == 1
        assert heights.pop() <= PAPER_A5.page_dots * 1.36


def test_block_taller_than_a_page_has_its_own() -> None:
    """Even an absurd paper ends."""
    tall = Text((Run("thử " * 200),), 24)
    cut = paginate(Slip(400, (tall, tall)), 100, foot_dots=20)
    assert [page.blocks for page in cut.slips] == [(tall,), (tall,)]


def test_space_that_does_not_fit_opens_no_page() -> None:
    """A paper does not end with an empty sheet."""
    rule, gap = Rule(100), Space(50)
    cut = paginate(Slip(400, (rule, gap, gap)), 100, foot_dots=20)
    assert [page.blocks for page in cut.slips] == [(rule,)]


def test_roll_has_no_pages() -> None:
    """What a receipt printer prints is one piece, however long."""
    (slip,) = lay_out_pages(LONG_RECEIPT, TEMPLATES, PAPER_80)
    assert slip == lay_out(LONG_RECEIPT, TEMPLATES, PAPER_80)


def test_posting_is_printed_on_a4() -> None:
    """R25: what hangs on the wall is a PDF of A4 pages."""
    slips = lay_out_pages(LONG_POSTING, TEMPLATES, PAPER_A4)
    drawn = to_pdf([render(slip) for slip in slips], title=POSTING.code, page=PDF_A4)
    reader = pypdf.PdfReader(io.BytesIO(drawn))
    assert len(reader.pages) == len(slips)
    box = reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((595.28, 841.89), abs=0.1)
