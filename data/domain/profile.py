"""The rule profile: every number and choice that a regulation sets, as data with its citation.

A dossier keeps the profile under which it was received. What the regulation leaves open (A1–A11)
is a decision in the profile, so no code decides it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from data.domain.deadlines import Limit
from data.domain.editions import Edition
from data.domain.workdays import OpeningHours

DECISIONS = tuple(f"A{number}" for number in range(1, 12))
"""The open questions that a profile must answer (`reference/regulation.md`)."""


class SupplementCount(StrEnum):
    """What "đầy đủ 01 lần" is counted by (R70, A1)."""

    STAGE = "stage"
    """Once at intake and once after appraisal."""
    DOSSIER = "dossier"


class ClockAfterSupplement(StrEnum):
    RESTART = "restart"
    """Tính lại từ đầu sau khi nhận đủ hồ sơ (R87)."""
    RESUME = "resume"


class ReceiptMedium(StrEnum):
    A5_PDF = "a5-pdf"
    A5_PAPER = "a5-paper"
    THERMAL = "thermal"


class InstantReceipt(StrEnum):
    """Whether form *receipt* is made where the result is given at once (NĐ 61 Đ17.4, A9)."""

    ALWAYS = "always"
    ON_REQUEST = "on-request"


class LostSlip(StrEnum):
    """What a citizen shows who lost the slip (A8, C22)."""

    IDENTITY_AND_SIGNATURE = "identity-and-signature"
    SUPERVISOR = "supervisor"


class AfterFailedPost(StrEnum):
    """Where a result goes that the post could not deliver (C21)."""

    AGENCY = "agency"
    SHELF = "shelf"


@dataclass(frozen=True, slots=True)
class DayOfYear:
    month: int
    day: int

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a rule stands, and whether the text was seen for this Center."""

    rule: str
    citation: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """How the profile answers one of A1–A11."""

    id: str
    question: str
    answer: str
    citation: str


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """The decision that a profile puts into data, and the one it replaced (R1)."""

    number: str
    day: date
    issuer: str
    title: str
    predecessor: str
    predecessor_day: date | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What the code asks the profile. The ground of each field stands in `RuleProfile.grounds`."""

    opening_sessions: OpeningHours
    hand_over_cut_off: time
    supplement_requests: int
    """Times that a supplement may be asked without a citation and the leader (R70, A1)."""
    supplement_count: SupplementCount
    supplement_limit: Limit
    """To return a dossier after appraisal; a procedure may set its own (R86)."""
    supplement_series: str
    """Suffix of the Center's own number series of forms 02 and 03 at intake (A2)."""
    clock_after_supplement: ClockAfterSupplement
    adjusted_receipt: bool
    """Whether a restart prints an adjusted receipt (A5)."""
    reappointments: int
    apology_working_days: int
    """Working days before the due day by which form *apology* is sent (R78, A3)."""
    result_lead_hours: int
    """Working hours before the appointment by which the agency brings the result (C3)."""
    progress_working_days: int
    """Working days without progress after which a dossier is shown as silent (R66, C29)."""
    due_change_needs_supervisor: bool
    cash_on_delivery: bool
    """Whether a fee that the post collects on delivery opens the release gate (A7, C20)."""
    instant_receipt: InstantReceipt
    lost_slip: LostSlip
    kept_copy: ReceiptMedium
    applicant_copy: ReceiptMedium
    post_invitations: int
    post_days_district: int
    """Working days that the post has for an item within a district (TT 17/2017 Đ7)."""
    post_days_province: int
    post_days_country: int
    after_failed_post: AfterFailedPost
    forms: str
    """Name of the set of forms, which holds every word of the papers (R69–R71)."""
    steps: tuple[str, ...]
    hotline: str
    report_months: tuple[int, ...]
    """Lengths in months of the reports that are due (R40, R128)."""
    self_evaluation_before: DayOfYear
    center_evaluation_lead_days: int
    center_evaluation_copies: int
    feedback_reply_copies: int
    """Copies to the Center of a reply to feedback (R60)."""
    district_feedback_copies: int
    """Copies of a district's reply: Center and agency (R63)."""


@dataclass(frozen=True, slots=True)
class RuleProfile:
    id: str
    edition: Edition
    document: IssuedDocument
    effective_from: date
    effective_to: date | None
    rules: Rules
    grounds: Mapping[str, Ground]
    """The ground of each field of `rules`, by its name."""
    decisions: tuple[Decision, ...]

    @property
    def hours(self) -> OpeningHours:
        return self.rules.opening_sessions

    @property
    def closing(self) -> time:
        """The hour at which a result is due on its day (C2)."""
        return self.hours.closes

    def in_force(self, day: date) -> bool:
        ended = self.effective_to is not None and day > self.effective_to
        return self.effective_from <= day and not ended
