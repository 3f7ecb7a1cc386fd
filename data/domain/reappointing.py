"""Re-appointing (R78–R81, C5, C10, C11): form 04 of the agency, registered at the Center.

An apology heals no lateness. It gives a new date as often as the profile allows; after that the
agency apologises without one, and the matter goes up to its superiors.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from data.domain import deadlines
from data.domain.agency_paper import AgencyPaper, paper_objections
from data.domain.body import Reader
from data.domain.clock import local
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action, acting_role
from data.domain.received import Appointment
from data.domain.reception import InForce
from data.domain.records import PersonalText
from data.domain.roles import Role
from data.domain.supplementing import DRAFT, DraftForm, PaperDraft, draft_objections
from data.domain.text import NOTE_LIMIT, clean_note
from data.domain.vocabulary import DOSSIER_APOLOGISED


@dataclass(frozen=True, slots=True)
class Apology:
    """Form 04, registered: number, day, signer and page are those of the paper.

    `was_due` is what the citizen had been told, `last_day` until when the paper was in time (R78),
    `allowed` how many new dates the profile allowed a dossier (R79).
    """

    number: str
    day: date
    was_due: datetime
    last_day: date
    late: bool
    allowed: int
    new_due: datetime | None = None
    page: str = ""
    draft: str = ""
    confirmation: Confirmation | None = None
    signer: PersonalText = ""
    reason: PersonalText = ""

    @property
    def paper(self) -> AgencyPaper:
        return AgencyPaper(self.number, self.day, self.signer, self.page)

    @property
    def escalates(self) -> bool:
        """Late once more: apology and superiors, and no new date (C5)."""
        return self.new_due is None


@dataclass(frozen=True, slots=True)
class Apologise:
    """The act of registering form 04. `draft` is the entry it was drafted in.

    `confirmation` is what a new date wants where the profile asks for a supervisor (C11).
    """

    paper: AgencyPaper
    reason: str
    new_due: datetime | None = None
    draft: str = ""
    confirmation: Confirmation | None = None


def told_due(dossier: Dossier) -> datetime:
    """The due moment that the citizen was told last."""
    return dossier.taken_in().appointment.at


def last_apology_day(dossier: Dossier, rules: InForce) -> date:
    """The last day on which form 04 is in time (R78, A3)."""
    days = rules.profile.rules.apology_working_days
    return deadlines.apology_by(told_due(dossier), days, calendar=rules.calendar)


def apologised(dossier: Dossier) -> bool:
    """Whether form 04 was sent for the due moment that the citizen was told last."""
    due = told_due(dossier)
    return any(apology.what.was_due == due for apology in dossier.facts(Apology))


def new_dates_left(dossier: Dossier, allowed: int) -> int:
    """How often a new date may still be given; a restarted clock takes none of them (R79, A6)."""
    given = sum(not apology.what.escalates for apology in dossier.facts(Apology))
    return max(0, allowed - given)


def objections(dossier: Dossier, act: Apologise, *, at: datetime, rules: InForce) -> list[Refused]:
    """Everything that stands against this apology; that it comes late is none of it (C5)."""
    return [
        *paper_objections(act.paper, local(at).date()),
        *_about_reason(act.reason),
        *draft_objections(dossier, act.draft, DraftForm.APOLOGY),
        *_about_new_due(dossier, act.new_due, at, rules),
        *_about_supervisor(act, rules),
    ]


def apologise(
    dossier: Dossier,
    act: Apologise,
    *,
    at: datetime,
    rules: InForce,
    roles: Collection[Role],
) -> Fact:
    """The entry of form 04. Raises the first objection, or why it is not allowed."""
    _require(dossier, Action.APOLOGISE, roles)
    for objection in objections(dossier, act, at=at, rules=rules):
        raise objection
    last_day = last_apology_day(dossier, rules)
    apology = Apology(
        number=act.paper.number,
        day=act.paper.day,
        was_due=told_due(dossier),
        last_day=last_day,
        late=local(at).date() > last_day,
        allowed=rules.profile.rules.reappointments,
        new_due=act.new_due,
        page=act.paper.page,
        draft=act.draft,
        confirmation=act.confirmation,
        signer=act.paper.signer,
        reason=_note(act.reason),
    )
    return enter(dossier, APOLOGISE, apology, roles=roles)


def draft_apology(
    dossier: Dossier,
    *,
    reason: str,
    new_due: datetime | None,
    at: datetime,
    rules: InForce,
    roles: Collection[Role],
) -> Fact:
    """Drafts form 04 for the agency (C10). Raises as `apologise` would, the paper aside."""
    _require(dossier, Action.DRAFT_PAPER, roles)
    for objection in (*_about_reason(reason), *_about_new_due(dossier, new_due, at, rules)):
        raise objection
    draft = PaperDraft(DraftForm.APOLOGY, new_due=new_due, reason=_note(reason))
    return enter(dossier, DRAFT, draft, roles=roles)


def _about_reason(reason: str) -> Iterator[Refused]:
    if not _note(reason):
        yield Refused("apology-reason-missing")


def _about_new_due(
    dossier: Dossier, new_due: datetime | None, at: datetime, rules: InForce
) -> Iterator[Refused]:
    """A new date while one may be given, and none after that (R78, R79, C5)."""
    allowed = rules.profile.rules.reappointments
    left, was_due = new_dates_left(dossier, allowed), told_due(dossier)
    if new_due is None:
        if left:
            yield Refused("new-due-missing")
        return
    if not left:
        yield Refused("reappointment-twice", limit=allowed)
    if new_due <= was_due:
        yield Refused("new-due-not-later", day=local(was_due).date().isoformat())
    if new_due <= at:
        yield Refused("new-due-past", day=local(new_due).date().isoformat())
    yield from deadlines.promise_objections(
        new_due, calendar=rules.calendar, hours=rules.profile.hours
    )


def _about_supervisor(act: Apologise, rules: InForce) -> Iterator[Refused]:
    needed = rules.profile.rules.due_change_needs_supervisor
    if needed and act.new_due is not None and act.confirmation is None:
        yield Refused("due-change-unconfirmed")


def _clash(dossier: Dossier, apology: Apology) -> str:
    """Two desks that never spoke gave one date too many, or moved a date that had moved."""
    if apology.new_due is None:
        return ""
    if not new_dates_left(dossier, apology.allowed):
        return "reappointment-twice"
    return "" if apology.was_due == told_due(dossier) else "due-moved-meanwhile"


def _told(dossier: Dossier, entered: Entered[Apology], _hidden: Reader) -> Dossier:
    return told_anew(dossier, entered.what.new_due, entered.entry)


def told_anew(dossier: Dossier, new_due: datetime | None, entry: str) -> Dossier:
    """What form 01 says after `entry` gave a new date, or none.

    The new date counts no days: nobody but the agency says why it is this one.
    """
    if new_due is None:
        return dossier
    reception = dossier.taken_in()
    appointment = Appointment(new_due, reception.appointment.limit, (), ())
    return replace(
        dossier,
        reception=replace(reception, appointment=appointment),
        tellings=(*dossier.tellings, entry),
    )


def _require(dossier: Dossier, action: Action, roles: Collection[Role]) -> None:
    require_writable(dossier)
    acting_role(dossier.state, action, roles)


def _note(text: str) -> str:
    return clean_note(text, NOTE_LIMIT)


APOLOGISE = kind(DOSSIER_APOLOGISED, Action.APOLOGISE, Apology, clash=_clash, effect=_told)

KINDS = (APOLOGISE,)
