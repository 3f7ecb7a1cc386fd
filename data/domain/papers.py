"""What each paper says, as plain values, from committed entries; `printing` turns it into ink.

Every paper carries its `Imprint`, so no sheet leaves the desk without who, where, when and proof.
Those of an agency, of a folder on its way, of the return and of the desk stand in modules of their
own; all are `Paper`s, and whoever prints takes them from here.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from data.domain.agency_papers import AgencyHead, AgencySupplement, ApologyPaper
from data.domain.chase_papers import ChaseLine, ChaseList
from data.domain.desk_papers import FeedbackTransfer, FeeNote, PaperCount, ShiftReport
from data.domain.folder_papers import (
    ControlSheetPaper,
    FolderLine,
    HandOverSheet,
    PaperLeg,
    Passage,
    RegisterBook,
    RegisterRow,
    ResultLine,
    ResultSheet,
    SentBackSheet,
    TransferSlip,
)
from data.domain.money_papers import PaperNotes, SettlementPaper, SettlementRow, TillPaper
from data.domain.paper_parts import (
    CenterHead,
    Copy,
    Imprint,
    Mark,
    PaperCharge,
    PaperComponent,
    PaperDemand,
    PaperPerson,
    PaperSection,
)
from data.domain.post_papers import PostReportPaper, PostReportRow
from data.domain.return_papers import (
    Manifest,
    ManifestLine,
    PaperDocument,
    ReleaseNote,
    Shipment,
)
from data.domain.vietqr import Transfer


class Form(StrEnum):
    """The papers that can be printed. Numbers of forms change by law, these names do not."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    GUIDANCE = "guidance"
    POSTING = "posting"
    BLANK = "blank"
    AGENCY_SUPPLEMENT = "agency-supplement"
    APOLOGY = "apology"
    CONTROL_SHEET = "control-sheet"
    TRANSFER = "transfer"
    HAND_OVER = "hand-over"
    RESULT_HAND_OVER = "result-hand-over"
    SENT_BACK = "sent-back"
    REGISTER = "register"
    RELEASE = "release"
    SHIPMENT = "shipment"
    MANIFEST = "manifest"
    FEE_NOTE = "fee-note"
    SHIFT_REPORT = "shift-report"
    SETTLEMENT = "settlement"
    TILL = "till"
    FEEDBACK = "feedback"
    CHASE = "chase"
    POST_REPORT = "post-report"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Form *receipt*: Giấy tiếp nhận hồ sơ và hẹn trả kết quả (R69; `reference/forms.md` form 01).

    `submitter` is None where the applicant came himself. `fee_vnd` is the total, None where the
    procedure has no fee.
    """

    code: str
    slip_key: str
    copy: Copy
    imprint: Imprint
    agency: str
    field: str
    applicant: PaperPerson
    submitter: PaperPerson | None
    procedure: str
    components: tuple[PaperComponent, ...]
    sets: int
    limit: str
    received_at: datetime
    due_at: datetime
    due_reasons: tuple[str, ...]
    return_place: str
    fee_vnd: int | None
    fee_state: str
    authorised_by: str = ""
    """On which ground another person submits: "theo giấy ủy quyền …" (C17)."""
    fee_published: bool = True
    """False where nobody has published what is due."""
    charges: tuple[PaperCharge, ...] = ()
    fee_receipt: str = ""
    """Biên lai: series and number as the collector's receipt has them."""
    kept_originals: tuple[str, ...] = ()
    """Bản chính giữ lại: what the citizen gets back or exchanges (C8)."""
    recovered: tuple[str, ...] = ()
    """Old papers taken back when the result is handed over (C8)."""
    post_address: str = ""
    """Where the post brings the result; empty where it is collected (R10)."""
    late: str = ""
    """Why this was entered after the time on it (nhập bù, C7)."""
    transfer: Transfer | None = None
    """How the fee can be transferred; None where nothing is to be paid, or no account is known."""


@dataclass(frozen=True, slots=True)
class SupplementPaper:
    """Form *supplement*: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (R70; form 02).

    `key` are the twelve digits that reopen this checklist (C9); `code` is the dossier's where it
    has one already.
    """

    number: str
    key: str
    copy: Copy
    imprint: Imprint
    agency: str
    procedure: str
    applicant: PaperPerson | None
    items: tuple[PaperDemand, ...]
    reason: str
    submitter: PaperPerson | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class RefusalPaper:
    """Form *refusal*: Phiếu từ chối tiếp nhận giải quyết hồ sơ (R71; form 03)."""

    number: str
    key: str
    copy: Copy
    imprint: Imprint
    agency: str
    procedure: str
    applicant: PaperPerson | None
    reason: str
    legal_basis: str
    submitter: PaperPerson | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class GuidanceSlip:
    """Form *guidance*: what to bring (R28), or where to go instead (R29).

    `competent` is the agency to go to, empty where the procedure is received here. `name` is empty
    unless the citizen gave one (C13).
    """

    topic: str
    imprint: Imprint
    competent: str = ""
    competent_address: str = ""
    components: tuple[str, ...] = ()
    limit: str = ""
    fee: str = ""
    sections: tuple[PaperSection, ...] = ()
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """Form *posting*: the published contents of a procedure (R25–R27).

    `publication` names the decision and its days, `edition` the catalogue it was drawn from.
    """

    procedure: str
    code: str
    imprint: Imprint
    sections: tuple[PaperSection, ...]
    publication: str
    edition: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Form *blank*: a numbered form 01 that is filled in by hand while no program runs (C7).

    Its imprint says who made the blank, not who received a dossier on it.
    """

    number: str
    key: str
    imprint: Imprint


Paper: TypeAlias = (
    Receipt
    | SupplementPaper
    | RefusalPaper
    | GuidanceSlip
    | Posting
    | Blank
    | AgencySupplement
    | ApologyPaper
    | ControlSheetPaper
    | TransferSlip
    | HandOverSheet
    | ResultSheet
    | SentBackSheet
    | RegisterBook
    | ReleaseNote
    | Shipment
    | Manifest
    | FeeNote
    | ShiftReport
    | SettlementPaper
    | TillPaper
    | FeedbackTransfer
    | ChaseList
    | PostReportPaper
)
"""Everything that `printing.papers.layout.lay_out` can put on paper."""


def form_of(paper: Paper) -> Form:
    return _FORMS[type(paper)]


_FORMS: dict[type, Form] = {
    Receipt: Form.RECEIPT,
    SupplementPaper: Form.SUPPLEMENT,
    RefusalPaper: Form.REFUSAL,
    GuidanceSlip: Form.GUIDANCE,
    Posting: Form.POSTING,
    Blank: Form.BLANK,
    AgencySupplement: Form.AGENCY_SUPPLEMENT,
    ApologyPaper: Form.APOLOGY,
    ControlSheetPaper: Form.CONTROL_SHEET,
    TransferSlip: Form.TRANSFER,
    HandOverSheet: Form.HAND_OVER,
    ResultSheet: Form.RESULT_HAND_OVER,
    SentBackSheet: Form.SENT_BACK,
    RegisterBook: Form.REGISTER,
    ReleaseNote: Form.RELEASE,
    Shipment: Form.SHIPMENT,
    Manifest: Form.MANIFEST,
    FeeNote: Form.FEE_NOTE,
    ShiftReport: Form.SHIFT_REPORT,
    SettlementPaper: Form.SETTLEMENT,
    TillPaper: Form.TILL,
    FeedbackTransfer: Form.FEEDBACK,
    ChaseList: Form.CHASE,
    PostReportPaper: Form.POST_REPORT,
}

__all__ = [
    "AgencyHead",
    "AgencySupplement",
    "ApologyPaper",
    "Blank",
    "CenterHead",
    "ChaseLine",
    "ChaseList",
    "ControlSheetPaper",
    "Copy",
    "FeeNote",
    "FeedbackTransfer",
    "FolderLine",
    "Form",
    "GuidanceSlip",
    "HandOverSheet",
    "Imprint",
    "Manifest",
    "ManifestLine",
    "Mark",
    "Paper",
    "PaperCharge",
    "PaperComponent",
    "PaperCount",
    "PaperDemand",
    "PaperDocument",
    "PaperLeg",
    "PaperNotes",
    "PaperPerson",
    "PaperSection",
    "Passage",
    "PostReportPaper",
    "PostReportRow",
    "Posting",
    "Receipt",
    "RefusalPaper",
    "RegisterBook",
    "RegisterRow",
    "ReleaseNote",
    "ResultLine",
    "ResultSheet",
    "SentBackSheet",
    "SettlementPaper",
    "SettlementRow",
    "ShiftReport",
    "Shipment",
    "SupplementPaper",
    "TillPaper",
    "TransferSlip",
    "form_of",
]
