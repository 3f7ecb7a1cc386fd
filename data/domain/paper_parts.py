"""What papers are made of: the imprint that every sheet bears, and the parts that several share.

Times are aware, in Asia/Ho_Chi_Minh; amounts are in đồng. Whoever prints takes them from `papers`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
