"""From a paper's values to typed blocks in print order, for a width of paper, or page by page.

Blocks hold plain text: whatever a field contains can only become letters on paper.
"""

from collections.abc import Iterator

from data.domain.papers import (
    Blank,
    GuidanceSlip,
    Paper,
    Posting,
    Receipt,
    RefusalPaper,
    SupplementPaper,
    form_of,
)
from printing.blank import blank_blocks
from printing.blocks import Align, Block, Slip, Space
from printing.information import guidance_blocks, posting_blocks
from printing.notices import refusal_blocks, supplement_blocks
from printing.pages import paginate
from printing.receipt import receipt_blocks
from printing.render import height_dots
from printing.sizes import PaperSize
from printing.template import Template, Templates
from printing.values import harmless
from printing.writer import Writer

PAGE_FOOT_LINES = 2
"""Height kept free on each page for its number, in lines of small letters."""


def lay_out(paper: Paper, templates: Templates, size: PaperSize) -> Slip:
    """The paper in one piece, as it leaves a roll."""
    return Slip(size.width_dots, tuple(_blocks(paper, templates[form_of(paper)], size)))


def lay_out_pages(paper: Paper, templates: Templates, size: PaperSize) -> tuple[Slip, ...]:
    """The paper in pages of `size`, numbered where there are several; a roll is one page."""
    whole = lay_out(paper, templates, size)
    if not size.page_dots:
        return (whole,)
    foot_dots = PAGE_FOOT_LINES * size.small_dots
    pages = paginate(whole, size.page_dots, foot_dots=foot_dots)
    slips, count = pages.slips, len(pages.slips)
    if count == 1:
        return slips
    writer = Writer(templates[form_of(paper)], size, {"reference": harmless(reference(paper))})
    return tuple(
        _full_page(slip, tuple(_page_foot(writer, place, count)), pages.page_dots)
        for place, slip in enumerate(slips, start=1)
    )


def _full_page(page: Slip, foot: tuple[Block, ...], page_dots: int) -> Slip:
    """The page with white below it, so that every page has one scale and its foot in one place."""
    free_dots = page_dots - height_dots((*page.blocks, *foot), page.width_dots)
    return Slip(page.width_dots, (*page.blocks, Space(max(free_dots, 0)), *foot))


def reference(paper: Paper) -> str:
    """What a single sheet of this paper is known by; empty where it has no number."""
    match paper:
        case Receipt() | Posting():
            return paper.code
        case SupplementPaper() | RefusalPaper() | Blank():
            return paper.number
        case GuidanceSlip():
            return ""


def _page_foot(writer: Writer, page: int, pages: int) -> Iterator[Block]:
    item = {**writer.values, "page": str(page), "pages": str(pages)}
    yield Space(writer.size.small_dots // 2)
    yield from writer.line("foot.page", writer.size.small_dots, align=Align.CENTER, item=item)


def _blocks(paper: Paper, template: Template, size: PaperSize) -> Iterator[Block]:
    match paper:
        case Receipt():
            return receipt_blocks(paper, template, size)
        case SupplementPaper():
            return supplement_blocks(paper, template, size)
        case RefusalPaper():
            return refusal_blocks(paper, template, size)
        case GuidanceSlip():
            return guidance_blocks(paper, template, size)
        case Posting():
            return posting_blocks(paper, template, size)
        case Blank():
            return blank_blocks(paper, template, size)
