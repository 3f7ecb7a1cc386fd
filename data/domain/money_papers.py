"""Papers of the ledger: what is settled with an agency, and what lies in a drawer (R115, C27).

Amounts are whole đồng; what went back stands below zero, with the reason for which it went.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data.domain.desk_papers import PaperCount
from data.domain.paper_parts import Imprint


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """One payment, or what went back of one; `note` says why it did."""

    day: date
    code: str
    applicant: str
    receipt: str
    charge_vnd: int
    duty_vnd: int
    method: str
    note: str = ""

    @property
    def amount_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd


@dataclass(frozen=True, slots=True)
class SettlementPaper:
    """Form *settlement*: Bảng kê quyết toán phí, lệ phí thu hộ, signed by giver and receiver.

    The sums are those that were signed; `annulled` says why it counts no more.
    """

    number: str
    imprint: Imprint
    agency: str
    first_day: date
    last_day: date
    rows: tuple[SettlementRow, ...]
    sums: tuple[PaperCount, ...]
    charge_vnd: int
    duty_vnd: int
    giver: str
    receiver: str
    annulled: str = ""

    @property
    def total_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd


@dataclass(frozen=True, slots=True)
class PaperNotes:
    """Banknotes of one denomination."""

    note_vnd: int
    count: int

    @property
    def amount_vnd(self) -> int:
        return self.note_vnd * self.count


@dataclass(frozen=True, slots=True)
class TillPaper:
    """Form *till*: Biên bản kiểm quỹ, bàn giao ca, signed by giver and receiver.

    `moved_vnd` is the cash that was taken, less what went back; `sums` are all methods.
    """

    imprint: Imprint
    opened_at: datetime
    closed_at: datetime
    float_vnd: int
    moved_vnd: int
    expected_vnd: int
    counted_vnd: int
    notes: tuple[PaperNotes, ...]
    sums: tuple[PaperCount, ...]
    giver: str
    receiver: str = ""
    reason: str = ""

    @property
    def difference_vnd(self) -> int:
        return self.counted_vnd - self.expected_vnd
