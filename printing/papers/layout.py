"""From a paper's values to typed blocks in print order, for a width of paper.

Blocks hold plain text: whatever a field contains can only become letters on paper.
"""

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from data.domain.papers import (
    AgencySupplement,
    ApologyPaper,
    Blank,
    ChaseList,
    ControlSheetPaper,
    FeedbackTransfer,
    FeeNote,
    Form,
    GuidanceSlip,
    HandOverSheet,
    Manifest,
    Paper,
    Posting,
    PostReportPaper,
    Receipt,
    RefusalPaper,
    RegisterBook,
    ReleaseNote,
    ResultSheet,
    SentBackSheet,
    SettlementPaper,
    ShiftReport,
    Shipment,
    SupplementPaper,
    TillPaper,
    TransferSlip,
    form_of,
)
from printing.blocks import Block, Slip
from printing.papers.agency_notices import agency_supplement_blocks, apology_blocks
from printing.papers.blank import blank_blocks
from printing.papers.book import register_blocks
from printing.papers.chase import chase_blocks
from printing.papers.desk_slips import fee_note_blocks, feedback_blocks, shift_report_blocks
from printing.papers.folder import (
    control_sheet_blocks,
    hand_over_blocks,
    result_sheet_blocks,
    sent_back_blocks,
    transfer_blocks,
)
from printing.papers.information import guidance_blocks, posting_blocks
from printing.papers.money_sheets import settlement_blocks, till_blocks
from printing.papers.notices import refusal_blocks, supplement_blocks
from printing.papers.post_report import post_report_blocks
from printing.papers.receipt import receipt_blocks
from printing.papers.returning import manifest_blocks, release_blocks, shipment_blocks
from printing.papers.template import Template, Templates
from printing.sizes import PAPER_A4, PAPER_A4_SHEET, PAPER_A4_WIDE, PAPER_A5, PaperSize


def lay_out(paper: Paper, templates: Templates, size: PaperSize) -> Slip:
    """The paper in one piece, as it leaves a roll."""
    return Slip(size.width_dots, tuple(_blocks(paper, templates[form_of(paper)], size)))


def page_size(paper: Paper) -> PaperSize:
    """The page on which this paper is kept: A5 (TT 01/2018 Đ9.2), and A4 for what is a list."""
    return _PAGES.get(form_of(paper), PAPER_A5)


_PAGES: Final[Mapping[Form, PaperSize]] = {
    Form.HAND_OVER: PAPER_A4_SHEET,
    Form.RESULT_HAND_OVER: PAPER_A4_WIDE,
    Form.REGISTER: PAPER_A4_WIDE,
    Form.SETTLEMENT: PAPER_A4_WIDE,
    Form.TILL: PAPER_A4_SHEET,
    Form.CHASE: PAPER_A4_WIDE,
    Form.POST_REPORT: PAPER_A4_SHEET,
    Form.MANIFEST: PAPER_A4_SHEET,
    Form.POSTING: PAPER_A4,
}


def reference(paper: Paper) -> str:  # noqa: PLR0911 - one way for each paper
    """What a single sheet of this paper is known by; empty where it has no number."""
    match paper:
        case SupplementPaper() | RefusalPaper() | Blank():
            return paper.number
        case HandOverSheet() | ResultSheet() | Manifest() | FeedbackTransfer() | SettlementPaper():
            return paper.number
        case Shipment():
            return paper.item
        case RegisterBook():
            return paper.volume
        case ChaseList():
            return paper.agency
        case GuidanceSlip() | ShiftReport() | TillPaper() | PostReportPaper():
            return ""
        case (
            Receipt()
            | Posting()
            | AgencySupplement()
            | ApologyPaper()
            | ControlSheetPaper()
            | TransferSlip()
            | ReleaseNote()
            | SentBackSheet()
            | FeeNote()
        ):
            return paper.code
        case _:
            assert_never(paper)


def _blocks(paper: Paper, template: Template, size: PaperSize) -> Iterator[Block]:  # noqa: C901, PLR0911, PLR0912 - one way for each paper
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
        case AgencySupplement():
            return agency_supplement_blocks(paper, template, size)
        case ApologyPaper():
            return apology_blocks(paper, template, size)
        case ControlSheetPaper():
            return control_sheet_blocks(paper, template, size)
        case TransferSlip():
            return transfer_blocks(paper, template, size)
        case HandOverSheet():
            return hand_over_blocks(paper, template, size)
        case ResultSheet():
            return result_sheet_blocks(paper, template, size)
        case SentBackSheet():
            return sent_back_blocks(paper, template, size)
        case RegisterBook():
            return register_blocks(paper, template, size)
        case ReleaseNote():
            return release_blocks(paper, template, size)
        case Shipment():
            return shipment_blocks(paper, template, size)
        case Manifest():
            return manifest_blocks(paper, template, size)
        case FeeNote():
            return fee_note_blocks(paper, template, size)
        case ShiftReport():
            return shift_report_blocks(paper, template, size)
        case SettlementPaper():
            return settlement_blocks(paper, template, size)
        case TillPaper():
            return till_blocks(paper, template, size)
        case FeedbackTransfer():
            return feedback_blocks(paper, template, size)
        case ChaseList():
            return chase_blocks(paper, template, size)
        case PostReportPaper():
            return post_report_blocks(paper, template, size)
        case _:
            assert_never(paper)
