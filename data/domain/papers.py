"""What each paper says, as plain values, from committed entries; `printing` turns it into ink.

Every paper carries its `Imprint`, so no sheet leaves the desk without who, where, when and proof.
Times are aware, in Asia/Ho_Chi_Minh; amounts are in đồng.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class Form(StrEnum):
    """The papers that can be printed. Numbers of forms change by law, these names do not."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    GUIDANCE = "guidance"
    POSTING = "posting"
    BLANK = "blank"


class Copy(StrEnum):
    """Which of the two copies of a numbered form (`reference/forms.md`, form 01 line 3)."""

    KEPT = "kept"
    """Liên 1: Lưu."""
    APPLICANT = "applicant"
    """Liên 2: Giao khách hàng."""


class Mark(StrEnum):
    """A line that a paper must bear across its head (C16)."""

    PRACTICE = "practice"
    """BẢN TẬP – KHÔNG CÓ GIÁ TRỊ."""
    SAMPLE_DATA = "sample-data"
    """DỮ LIỆU MẪU: made from catalogue data that nobody has verified."""


@dataclass(frozen=True, slots=True)
class CenterHead:
    """The Center as its papers name it; the place stands before the date (`Tam Kỳ, ngày …`)."""

    authority: str
    name: str
    place: str
    address: str
    hotline: str
    website: str
    evaluation_url: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every paper bears besides its own words."""

    head: CenterHead
    officer: str
    desk: str
    at: datetime
    """The moment that dates the paper: that of its entry, also on a reprint."""
    proof: str
    """First ten hex digits of the hash of the entry that this paper repeats."""
    job: str
    """Number of the print job: which sheet of paper this is."""
    forms: str = ""
    """Which set of forms words it: that of the profile under which the dossier was received."""
    marks: frozenset[Mark] = frozenset()
    reprint: int = 0
    """0 for the first print; n prints "BẢN IN LẠI LẦN n"."""
    reprint_reason: str = ""


@dataclass(frozen=True, slots=True)
class PaperComponent:
    """One line of "Thành phần hồ sơ nộp gồm": counts of papers by kind (C8)."""

    name: str
    originals: int = 0
    certified: int = 0
    compared: int = 0
    copies: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PaperPerson:
    name: str
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    tax_code: str = ""
    representative: str = ""


@dataclass(frozen=True, slots=True)
class PaperCharge:
    """One fee of the total; `note` says how it was reckoned or on which ground it was cut (C20)."""

    name: str
    amount_vnd: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperDemand:
    """One item of form 02 (C9): what is wrong with which component, and what to bring.

    `citation` is the legal ground of a demand outside the published components (R18).
    """

    component: str
    demand: str
    note: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A title with the lines under it; either may be empty."""

    title: str
    lines: tuple[str, ...] = ()


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


Paper: TypeAlias = Receipt | SupplementPaper | RefusalPaper | GuidanceSlip | Posting | Blank
"""Everything that `printing.layout.lay_out` can put on paper."""


def form_of(paper: Paper) -> Form:
    return _FORMS[type(paper)]


_FORMS: dict[type, Form] = {
    Receipt: Form.RECEIPT,
    SupplementPaper: Form.SUPPLEMENT,
    RefusalPaper: Form.REFUSAL,
    GuidanceSlip: Form.GUIDANCE,
    Posting: Form.POSTING,
    Blank: Form.BLANK,
}
