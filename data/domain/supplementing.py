"""Supplementing after appraisal (R85–R87, C4, C9, C10, C24): returned, brought, or never brought.

The agency's form 02 takes effect when it is registered here. While one demand of it is open the
clock stands; with the last one it runs anew, and nobody can leave it standing then.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Annotated, Final

from data.domain import deadlines
from data.domain.agency_paper import AgencyPaper, paper_objections
from data.domain.body import Reader
from data.domain.clock import local
from data.domain.confirmation import Confirmation
from data.domain.deadlines import Unit
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action, State, acting_role
from data.domain.not_accepted import cleaned_demand, demand_objections
from data.domain.procedures import PaperKind, Procedure
from data.domain.profile import ClockAfterSupplement, SupplementCount
from data.domain.received import Appointment, Component, Counts, Reception
from data.domain.reception import PAGES_LIMIT, InForce, promise
from data.domain.records import PERSONAL, PersonalText
from data.domain.roles import Role
from data.domain.supplement import Defect, Demand
from data.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import (
    DOSSIER_CLOSED,
    DOSSIER_PAPER_DRAFTED,
    DOSSIER_RETURNED,
    DOSSIER_SUPPLEMENT_COMPLETED,
    DOSSIER_SUPPLEMENT_TAKEN,
)

BROUGHT_WORDS: Final = "{} (bổ sung)"
"""How form 01 names a paper that was brought later."""
_HOUR = timedelta(hours=1)


class DraftForm(StrEnum):
    """Papers of the agency that the Center drafts for it (C10)."""

    SUPPLEMENT = "supplement"
    """Form 02 after appraisal."""
    APOLOGY = "apology"
    """Form 04."""
    REFUSAL = "refusal"
    """Form 03 after appraisal (NĐ 61 Đ19.8)."""


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What is proposed to the agency's head: without effect until the signed paper is here."""

    form: DraftForm
    legal_basis: str = ""
    new_due: datetime | None = None
    reason: PersonalText = ""
    demands: Annotated[tuple[Demand, ...], PERSONAL] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The part of a demand that names nobody; `name` is that of a published component."""

    component: str
    defect: Defect
    name: str = ""
    kind: PaperKind | None = None
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What the agency wrote about the demand at the same place; `name` is for what no list has."""

    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """Form 02 of the agency, registered: number, day, signer and page are those of the paper.

    `limit` is the moment until which it was in time (R86), `repeated` says that the requests that
    need no leave were used up (A1), `direct` that the agency had sent it out itself (R19).
    """

    number: str
    day: date
    asked: tuple[Asked, ...]
    limit: datetime
    in_time: bool
    repeated: bool
    direct: bool
    page: str = ""
    draft: str = ""
    confirmation: Confirmation | None = None
    signer: PersonalText = ""
    reason: PersonalText = ""
    written: Annotated[tuple[Written, ...], PERSONAL] = ()

    @property
    def paper(self) -> AgencyPaper:
        return AgencyPaper(self.number, self.day, self.signer, self.page)

    @property
    def lawful(self) -> bool:
        """Whether the restarted due date becomes the measure of lateness (C4)."""
        return self.in_time and not self.repeated

    @property
    def demands(self) -> tuple[Demand, ...]:
        """As the paper lists them; what was written freely is empty once it was erased."""
        written = (*self.written, *(Written(),) * len(self.asked))
        return tuple(
            Demand(it.component, it.name or said.name, it.defect, it.kind, said.note, it.citation)
            for it, said in zip(self.asked, written, strict=False)
        )


@dataclass(frozen=True, slots=True)
class Brought:
    """What came for one demand, by its place on form 02 from 1 on.

    No paper where one that lies here already was completed or signed.
    """

    demand: int
    counts: Counts
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplementTaken:
    """A part of what was asked; the clock stands on (C24)."""

    brought: tuple[Brought, ...]
    taken_at: datetime
    remark: PersonalText = ""


@dataclass(frozen=True, slots=True)
class SupplementCompleted:
    """All of what was asked is here since `taken_at`, and `appointment` is the new promise (R87).

    `adjusted`: the profile wants the receipt printed anew (A5).
    """

    brought: tuple[Brought, ...]
    taken_at: datetime
    appointment: Appointment
    adjusted: bool
    remark: PersonalText = ""


@dataclass(frozen=True, slots=True)
class ClosedUnbrought:
    """Closed with notice (C24); `contact` is the entry of the contact that gave it, where one did.

    Otherwise `notice` says how the applicant was told.
    """

    notice_day: date
    contact: str = ""
    notice: PersonalText = ""
    reason: PersonalText = ""


# --- drafting for the agency --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """The act of drafting form 02 for the agency."""

    procedure: Procedure
    demands: tuple[Demand, ...]
    reason: str


def draft_request(dossier: Dossier, act: RequestDraft, *, roles: Collection[Role]) -> Fact:
    """Raises Refused: "return-reason-missing" and whatever stands against the demands."""
    for objection in _about_request(act.procedure, act.demands, act.reason):
        raise objection
    demands = tuple(cleaned_demand(demand) for demand in act.demands)
    draft = PaperDraft(DraftForm.SUPPLEMENT, reason=_note(act.reason), demands=demands)
    return enter(dossier, DRAFT, draft, roles=roles)


def draft_refusal(
    dossier: Dossier, *, reason: str, legal_basis: str, roles: Collection[Role]
) -> Fact:
    """Raises Refused: "refusal-reason-missing", "refusal-basis-missing"."""
    draft = PaperDraft(DraftForm.REFUSAL, clean(legal_basis, LINE_LIMIT), reason=_note(reason))
    if not draft.reason:
        raise Refused("refusal-reason-missing")
    if not draft.legal_basis:
        raise Refused("refusal-basis-missing")
    return enter(dossier, DRAFT, draft, roles=roles)


def draft_waiting(dossier: Dossier, form: DraftForm) -> Entered[PaperDraft] | None:
    """The newest draft of a form whose signed paper has not come; None where there is none."""
    for it in reversed(dossier.trail):
        if it.action is _REGISTERS[form]:
            return None
        if isinstance(it.what, PaperDraft) and it.what.form is form:
            return Entered(it.what, it.action, it.entry, it.at, it.officer)
    return None


_REGISTERS: Mapping[DraftForm, Action] = {
    DraftForm.SUPPLEMENT: Action.RETURN_FOR_SUPPLEMENT,
    DraftForm.APOLOGY: Action.APOLOGISE,
    DraftForm.REFUSAL: Action.APPROVE,
}


def draft_objections(dossier: Dossier, draft: str, form: DraftForm) -> Iterator[Refused]:
    """A paper that follows a draft names one of this dossier, and of its own form."""
    known = {it.entry for it in dossier.facts(PaperDraft) if it.what.form is form}
    if draft and draft not in known:
        yield Refused("draft-unknown")


# --- returned -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReturnForSupplement:
    """The act of registering the agency's form 02. `draft` is the entry it was drafted in.

    `confirmation` is what a late or a repeated one wants (C4).
    """

    procedure: Procedure
    paper: AgencyPaper
    demands: tuple[Demand, ...]
    reason: str
    draft: str = ""
    direct: bool = False
    confirmation: Confirmation | None = None


def clock_start(dossier: Dossier) -> datetime:
    """Since when the Center has all of it: the receipt, or the last full supplement (R87)."""
    completed = dossier.last(SupplementCompleted)
    return completed.what.taken_at if completed else dossier.taken_in().received_at


def return_deadline(dossier: Dossier, procedure: Procedure | None, rules: InForce) -> datetime:
    """Until when a return is in time: within its limit and the due date (R86, C4).

    A sector law's own limit stands in the procedure; without one the profile's counts.
    """
    own = procedure.return_limit if procedure else None
    return deadlines.return_by(
        clock_start(dossier),
        dossier.taken_in().appointment.at,
        limit=own or rules.profile.rules.supplement_limit,
        calendar=rules.calendar,
        hours=rules.profile.hours,
    )


def is_repeated(dossier: Dossier, rules: InForce) -> bool:
    """Whether the requests that need no leave are used up (R70, A1), as the profile counts them."""
    asked = len(dossier.facts(Returned))
    if rules.profile.rules.supplement_count is SupplementCount.DOSSIER:
        asked += len(dossier.supplements)
    return asked >= rules.profile.rules.supplement_requests


def return_objections(
    dossier: Dossier, act: ReturnForSupplement, *, at: datetime, rules: InForce
) -> list[Refused]:
    """Everything that stands against this return."""
    return [
        *paper_objections(act.paper, local(at).date()),
        *_about_request(act.procedure, act.demands, act.reason),
        *draft_objections(dossier, act.draft, DraftForm.SUPPLEMENT),
        *_about_leave(dossier, act, at, rules),
    ]


def return_for_supplement(
    dossier: Dossier,
    act: ReturnForSupplement,
    *,
    at: datetime,
    rules: InForce,
    roles: Collection[Role],
) -> Fact:
    """The entry of a return. Raises the first objection, or why it is not allowed.

    The day of the paper is kept and measures nothing: it has no effect before it is here (C10).
    """
    _require(dossier, Action.RETURN_FOR_SUPPLEMENT, roles)
    for objection in return_objections(dossier, act, at=at, rules=rules):
        raise objection
    limit = return_deadline(dossier, act.procedure, rules)
    demands = tuple(cleaned_demand(demand) for demand in act.demands)
    returned = Returned(
        number=act.paper.number,
        day=act.paper.day,
        asked=tuple(map(_asked, demands)),
        limit=limit,
        in_time=not deadlines.is_overdue(limit, at),
        repeated=is_repeated(dossier, rules),
        direct=act.direct,
        page=act.paper.page,
        draft=act.draft,
        confirmation=act.confirmation,
        signer=act.paper.signer,
        reason=_note(act.reason),
        written=tuple(map(_written, demands)),
    )
    return enter(dossier, RETURN, returned, roles=roles)


def _about_request(
    procedure: Procedure, demands: tuple[Demand, ...], reason: str
) -> Iterator[Refused]:
    yield from demand_objections(procedure, demands)
    if not _note(reason):
        yield Refused("return-reason-missing")


def _about_leave(
    dossier: Dossier, act: ReturnForSupplement, at: datetime, rules: InForce
) -> Iterator[Refused]:
    """C4: late or repeated, it wants the law that lets it be, or the leader."""
    if act.confirmation is not None:
        return
    limit = return_deadline(dossier, act.procedure, rules)
    if deadlines.is_overdue(limit, at):
        yield Refused("return-late-unconfirmed", day=local(limit).date().isoformat())
    if is_repeated(dossier, rules):
        yield Refused("return-repeated-unconfirmed", limit=rules.profile.rules.supplement_requests)


def _asked(demand: Demand) -> Asked:
    published = demand.name if demand.component else ""
    return Asked(demand.component, demand.defect, published, demand.kind, demand.citation)


def _written(demand: Demand) -> Written:
    return Written("" if demand.component else demand.name, demand.note)


# --- brought ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakeSupplement:
    """The act of taking what was brought.

    `taken_at` is the signing of the post's hand-over where it came that way (QĐ 45 Đ7.4).
    """

    procedure: Procedure
    brought: tuple[Brought, ...]
    taken_at: datetime
    remark: str = ""


def open_return(dossier: Dossier) -> Entered[Returned] | None:
    """The return that the applicant has still to answer; None while the clock runs."""
    return dossier.last(Returned) if dossier.state is State.RETURNED else None


def open_demands(dossier: Dossier) -> tuple[int, ...]:
    """The places on form 02 for which nothing came yet; empty where nothing is asked."""
    returned = open_return(dossier)
    if returned is None:
        return ()
    met = {item.demand for taken in _taken(dossier) for item in taken.what.brought}
    return tuple(it for it in range(1, len(returned.what.asked) + 1) if it not in met)


def completes(dossier: Dossier, brought: Iterable[Brought]) -> bool:
    """Whether nothing is missing any more with this: the clock then starts anew (R87)."""
    return set(open_demands(dossier)) <= {item.demand for item in brought}


def restarted(
    dossier: Dossier, procedure: Procedure, taken_at: datetime, rules: InForce
) -> Appointment:
    """The promise that a full supplement makes, as the profile wants it (R87).

    Raises Refused("calendar-year-missing").
    """
    if rules.profile.rules.clock_after_supplement is ClockAfterSupplement.RESTART:
        return promise(procedure, taken_at, rules)
    left = replace(procedure.limit, amount=_amount_left(dossier, procedure, rules))
    return promise(replace(procedure, limit=left), taken_at, rules)


def take_objections(dossier: Dossier, act: TakeSupplement, *, at: datetime) -> list[Refused]:
    """Everything that stands against taking this."""
    return [*_about_moment(dossier, act, at), *_about_brought(dossier, act)]


def take_supplement(
    dossier: Dossier,
    act: TakeSupplement,
    *,
    at: datetime,
    rules: InForce,
    roles: Collection[Role],
) -> Fact:
    """The entry of what was brought: a part of it, or all. Raises the first objection, or why not.

    Where two desks took the last parts unknown to each other, an act with nothing brought completes
    it, from the moment of the later one.
    """
    _require(dossier, Action.COMPLETE_SUPPLEMENT, roles)
    for objection in take_objections(dossier, act, at=at):
        raise objection
    remark = _note(act.remark)
    if not completes(dossier, act.brought):
        taken = SupplementTaken(act.brought, act.taken_at, remark)
        return enter(dossier, TAKE, taken, roles=roles)
    earlier = (it.what.taken_at for it in _taken(dossier))
    full_at = act.taken_at if act.brought else max(earlier, default=act.taken_at)
    appointment = restarted(dossier, act.procedure, full_at, rules)
    adjusted = rules.profile.rules.adjusted_receipt
    completed = SupplementCompleted(act.brought, full_at, appointment, adjusted, remark)
    return enter(dossier, COMPLETE, completed, roles=roles)


def _taken(dossier: Dossier) -> tuple[Entered[SupplementTaken], ...]:
    """The parts that came since the last return."""
    entries = [it.entry for it in dossier.trail]
    last = dossier.last(Returned)
    assert last is not None
    since = frozenset(entries[entries.index(last.entry) :])
    return tuple(it for it in dossier.facts(SupplementTaken) if it.entry in since)


def _amount_left(dossier: Dossier, procedure: Procedure, rules: InForce) -> int:
    """Days or begun hours of the limit that had not run when the clock stopped; at least one.

    The day of the return had run, so that stopping gives nobody a day.
    """
    counting, returned = _counting(dossier), dossier.last(Returned)
    assert returned is not None
    if procedure.limit.unit is Unit.HOURS:
        windows = rules.profile.hours.windows(local(returned.at), rules.calendar)
        running = takewhile(lambda window: window[0] < counting.at, windows)
        left = sum((min(end, counting.at) - start for start, end in running), timedelta())
        return max(1, -(-left // _HOUR))
    stopped = local(returned.at).date()
    return max(1, sum(day > stopped for day in counting.counted))


def _counting(dossier: Dossier) -> Appointment:
    """The promise whose days were being counted; an apology counts none."""
    completed = dossier.last(SupplementCompleted)
    if completed is not None:
        return completed.what.appointment
    return dossier.facts(Reception)[0].what.appointment


def _about_moment(dossier: Dossier, act: TakeSupplement, at: datetime) -> Iterator[Refused]:
    """A due date counts from here, so another day than today is accounted for (C21)."""
    returned, day = open_return(dossier), local(act.taken_at).date()
    assert returned is not None
    if act.taken_at > at:
        yield Refused("taken-in-the-future")
    if day < returned.what.day:
        yield Refused("taken-before-return", day=returned.what.day.isoformat())
    if day < local(at).date() and not _note(act.remark):
        yield Refused("taken-reason-missing", day=day.isoformat())


def _about_brought(dossier: Dossier, act: TakeSupplement) -> Iterator[Refused]:
    if not act.brought and open_demands(dossier):
        yield Refused("brought-nothing")
    if code := _brought_clash(dossier, act):
        yield Refused(code)
    if sum(len(item.pages) for item in act.brought) > PAGES_LIMIT:
        yield Refused("too-many-pages", limit=PAGES_LIMIT)


def _brought_clash(
    dossier: Dossier, said: TakeSupplement | SupplementTaken | SupplementCompleted
) -> str:
    """A demand that is met stays met: a second paper for it is seen, and goes back."""
    places = [item.demand for item in said.brought]
    if set(places) <= set(open_demands(dossier)) and len(set(places)) == len(places):
        return ""
    return "demand-not-open"


def _complete_clash(dossier: Dossier, said: SupplementCompleted) -> str:
    if code := _brought_clash(dossier, said):
        return code
    return "" if completes(dossier, said.brought) else "demands-unmet"


def _taken_in(dossier: Dossier, brought: tuple[Brought, ...]) -> Dossier:
    """The papers stand on form 01 as lines of their own, so that none of them goes unscanned."""
    returns = dossier.facts(Returned)
    demands = returns[-1].what.demands
    added = tuple(
        Component(
            id=f"s{len(returns)}.{item.demand}",
            name=BROUGHT_WORDS.format(demands[item.demand - 1].name),
            counts=item.counts,
            pages=item.pages,
        )
        for item in brought
        if item.counts.total or item.pages
    )
    reception = dossier.taken_in()
    return replace(
        dossier, reception=replace(reception, components=(*reception.components, *added))
    )


def _part_taken(dossier: Dossier, entered: Entered[SupplementTaken], _hidden: Reader) -> Dossier:
    return _taken_in(dossier, entered.what.brought)


def _all_taken(dossier: Dossier, entered: Entered[SupplementCompleted], _hidden: Reader) -> Dossier:
    with_papers = _taken_in(dossier, entered.what.brought)
    reception = replace(with_papers.taken_in(), appointment=entered.what.appointment)
    return replace(with_papers, reception=reception, tellings=(*dossier.tellings, entered.entry))


# --- never brought ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """How the applicant was told: by a contact that is in the log, or in these words on a day."""

    contact: str = ""
    words: str = ""
    day: date | None = None


def waiting_since(dossier: Dossier) -> datetime | None:
    """Since when the applicant has been asked for something, for the ageing list (C24)."""
    if dossier.state is State.SUPPLEMENT:
        return dossier.supplements[-1].at
    returned = open_return(dossier)
    return returned.at if returned else None


def close_unbrought(
    dossier: Dossier, notice: Notice, *, reason: str, at: datetime, roles: Collection[Role]
) -> Fact:
    """Closes what was never brought.

    Raises Refused: "close-reason-missing", "close-notice-missing", "close-contact-unknown",
    "close-notice-in-the-future", "close-notice-too-early".
    """
    _require(dossier, Action.CLOSE_UNBROUGHT, roles)
    day = _notice_day(dossier, notice)
    if not _note(reason):
        raise Refused("close-reason-missing")
    if day > local(at).date():
        raise Refused("close-notice-in-the-future", day=day.isoformat())
    closed = ClosedUnbrought(day, notice.contact, _note(notice.words), _note(reason))
    return enter(dossier, CLOSE, closed, roles=roles)


def _notice_day(dossier: Dossier, notice: Notice) -> date:
    """A notice from before the request told nobody that the dossier would be closed."""
    asked_at = waiting_since(dossier)
    assert asked_at is not None
    day = _contact_day(dossier, notice.contact) if notice.contact else _worded_day(notice)
    if day < local(asked_at).date():
        raise Refused("close-notice-too-early", day=day.isoformat())
    return day


def _contact_day(dossier: Dossier, contact: str) -> date:
    contacts = {it.entry: it.at for it in dossier.trail if it.action is Action.CONTACT}
    if contact not in contacts:
        raise Refused("close-contact-unknown")
    return local(contacts[contact]).date()


def _worded_day(notice: Notice) -> date:
    if notice.day is None or not _note(notice.words):
        raise Refused("close-notice-missing")
    return notice.day


def _require(dossier: Dossier, action: Action, roles: Collection[Role]) -> None:
    require_writable(dossier)
    acting_role(dossier.state, action, roles)


def _note(text: str) -> str:
    return clean_note(text, NOTE_LIMIT)


DRAFT = kind(DOSSIER_PAPER_DRAFTED, Action.DRAFT_PAPER, PaperDraft)
RETURN = kind(DOSSIER_RETURNED, Action.RETURN_FOR_SUPPLEMENT, Returned)
TAKE = kind(
    DOSSIER_SUPPLEMENT_TAKEN,
    Action.TAKE_SUPPLEMENT,
    SupplementTaken,
    clash=_brought_clash,
    effect=_part_taken,
)
COMPLETE = kind(
    DOSSIER_SUPPLEMENT_COMPLETED,
    Action.COMPLETE_SUPPLEMENT,
    SupplementCompleted,
    clash=_complete_clash,
    effect=_all_taken,
)
CLOSE = kind(DOSSIER_CLOSED, Action.CLOSE_UNBROUGHT, ClosedUnbrought)

KINDS = (DRAFT, RETURN, TAKE, COMPLETE, CLOSE)
