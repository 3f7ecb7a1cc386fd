"""What a paper says, as plain values, from committed entries; `printing` turns it into ink."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Copy(StrEnum):
    """Which of the two copies of a receipt (`reference/forms.md`, form 01 line 3)."""

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


@dataclass(frozen=True, slots=True)
class Receipt:
    """Form *receipt*: Giấy tiếp nhận hồ sơ và hẹn trả kết quả (R69; `reference/forms.md` form 01).

    Times are aware, in Asia/Ho_Chi_Minh. `submitter` is None where the applicant came himself.
    `fee_vnd` is in đồng, None where the procedure has no fee.
    """

    code: str
    slip_key: str
    copy: Copy
    head: CenterHead
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
    officer: str
    desk: str
    proof: str
    """First ten hex digits of the hash of the entry that this paper repeats."""
    job: str
    """Number of the print job: which sheet of paper this is."""
    marks: frozenset[Mark] = frozenset()
    reprint: int = 0
    """0 for the first print; n prints "BẢN IN LẠI LẦN n"."""
    reprint_reason: str = ""
