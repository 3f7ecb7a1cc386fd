"""What was typed of an agency's papers and steps, made into values: nothing is guessed.

A day or a moment that cannot be read is refused by name, before anything is decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from counter_app.desk.receiving import typed
from counter_app.desk.receiving.draft import DemandForm
from data.domain.agency_paper import AgencyPaper, agency_paper
from data.domain.concluding import ResultItem, ResultKind
from data.domain.errors import Refused
from data.domain.people import Scope
from data.domain.procedures import Procedure, Step
from data.domain.received import Counts
from data.domain.reception import InForce
from data.domain.releasing import Collector
from data.domain.routing import Mode
from data.domain.supplement import Demand
from data.domain.text import clean
from data.domain.workdays import at as on_day


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A signed paper of an agency as it was typed; `day` is a day such as 20/11/2026."""

    number: str = ""
    day: str = ""
    signer: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.number.strip() or self.day.strip() or self.signer.strip())

    def paper(self, page: str = "") -> AgencyPaper:
        """Raises Refused: "paper-number-missing", "paper-day-missing", "day-unreadable"."""
        if not self.number.strip():
            raise Refused("paper-number-missing")
        if not self.day.strip():
            raise Refused("paper-day-missing")
        return agency_paper(self.number, day(self.day), self.signer, page)


@dataclass(frozen=True, slots=True)
class LegForm:
    """One agency of a route as it was typed; `by` is a day, or a moment."""

    agency_index: int
    by: str
    content: str = ""
    one_stop: str = ""


@dataclass(frozen=True, slots=True)
class RouteForm:
    """`number` and `day` are of the decision that approved the process (R90)."""

    mode: Mode
    legs: tuple[LegForm, ...]
    number: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class ProgressForm:
    step: Step = Step.APPRAISE
    who: str = ""
    number: str = ""
    day: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class VerificationForm:
    """`held_at` is a moment as typed; with place, participants and content only (R84)."""

    day: str = ""
    number: str = ""
    applicant_present: bool = False
    held_at: str = ""
    place: str = ""
    participants: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class OpinionForm:
    asked: str
    day: str = ""
    paper: PaperForm = field(default_factory=PaperForm)
    content: str = ""


@dataclass(frozen=True, slots=True)
class RequestForm:
    """Form 02 of the agency in the making: its demands and its reason."""

    demands: tuple[DemandForm, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """`draft` is the entry it was drafted in; `direct`: the agency sent it out itself (R19)."""

    request: RequestForm
    paper: PaperForm
    draft: str = ""
    direct: bool = False


@dataclass(frozen=True, slots=True)
class SupplementForm:
    """`brought` are counts by place on form 02; `at` is a moment as typed, or empty for now."""

    brought: Mapping[int, Counts]
    at: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CloseForm:
    """Told by the contact of entry `contact`, or in `words` on a `day`."""

    reason: str
    contact: str = ""
    words: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class ApologyForm:
    """`new_due` is a day, or a moment; empty where no new date may be given (C5)."""

    paper: PaperForm = field(default_factory=PaperForm)
    reason: str = ""
    new_due: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class ResultForm:
    """`items` are the papers of the result, each with how many there are."""

    paper: PaperForm
    kind: ResultKind = ResultKind.GRANTED
    items: Sequence[tuple[str, str]] = ()
    reason: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawForm:
    """The written request; `authorization` is the paper of who asks for another."""

    by: str
    number: str = ""
    day: str = ""
    capacity: Collector = Collector.APPLICANT
    authorization: str = ""
    scope: Scope = Scope.BOTH
    expires: str = ""
    originals: str = ""
    fee_note: str = ""
    reason: str = ""


def day(text: str) -> date:
    """Raises Refused("day-unreadable")."""
    found = typed.day_of(text)
    if found is None:
        raise Refused("day-unreadable")
    return found


def day_or_none(text: str) -> date | None:
    return day(text) if text.strip() else None


def moment(text: str) -> datetime:
    """Raises Refused("moment-unreadable")."""
    found = typed.moment_of(text)
    if found is None:
        raise Refused("moment-unreadable")
    return found


def limit(text: str, rules: InForce) -> datetime:
    """A moment as it was typed; a day alone ends with the office hours of that day (C2)."""
    at = typed.moment_of(text)
    return at or on_day(day(text), rules.profile.closing)


def count(text: str) -> int:
    """Raises Refused("count-unreadable")."""
    said = text.strip() or "0"
    if not (said.isascii() and said.isdigit() and len(said) <= _DIGITS):
        raise Refused("count-unreadable")
    return int(said)


_DIGITS = 4


def items(said: Sequence[tuple[str, str]]) -> tuple[ResultItem, ...]:
    """What has no name is no paper."""
    return tuple(
        ResultItem(clean(name), count(number or "1")) for name, number in said if name.strip()
    )


def demands(form: RequestForm, procedure: Procedure) -> tuple[Demand, ...]:
    published = {item.id: item.name for item in procedure.components}
    return tuple(
        Demand(
            component=it.component,
            name=published.get(it.component) or clean(it.name),
            defect=it.defect,
            kind=it.kind,
            note=clean(it.note),
            citation=clean(it.citation),
        )
        for it in form.demands
    )


def demand_forms(said: Sequence[Demand]) -> tuple[DemandForm, ...]:
    """The lines of a form 02 that was drafted, to be looked at again."""
    return tuple(
        DemandForm(
            component=it.component,
            name="" if it.component else it.name,
            defect=it.defect,
            kind=it.kind,
            note=it.note,
            citation=it.citation,
        )
        for it in said
    )
