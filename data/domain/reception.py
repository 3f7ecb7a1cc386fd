"""Receiving a dossier at the desk: what stands against it, and the facts when nothing does (R69).

The facts hold everything a citizen is told, so that no paper is ever computed again.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from data.domain import deadlines
from data.domain.clock import local
from data.domain.codes import DossierCode, dossier_code
from data.domain.dossier import (
    Appointment,
    Basis,
    Channel,
    Component,
    Dossier,
    Fee,
    FeeState,
    Reception,
    personal_fields,
    reception_body,
)
from data.domain.editions import Edition
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.lifecycle import Action, follow
from data.domain.people import Person
from data.domain.procedures import Bar, PaperKind, Procedure, fees_on, receivable
from data.domain.procedures import Component as Published
from data.domain.profile import RuleProfile
from data.domain.roles import Role
from data.domain.vocabulary import DOSSIER_RECEIVED
from data.domain.workdays import WorkCalendar

RETURN_DESK = "Bộ phận trả kết quả tập trung"
"""The place of return named by R31 and R97."""
PAGES_LIMIT = 400
"""Page images that one entry can name within its size; more are added by later entries."""
SETS_LIMIT = 99
REMARKS_LIMIT = 15_000
"""Characters of all remarks together; in UTF-8 they fit the personal bytes of one entry."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules in force at this desk; the entry keeps the edition of each."""

    profile: RuleProfile
    calendar: WorkCalendar
    catalogue: Edition


@dataclass(frozen=True, slots=True)
class Receive:
    """The act: a citizen hands in a dossier and everything has been looked at.

    `submitter` is set when somebody else than the applicant stands at the desk (R24, R124).
    """

    procedure: Procedure
    components: tuple[Component, ...]
    applicant: Person
    submitter: Person | None
    sets: int
    fee_paid: bool
    desk: str
    received_at: datetime


def promise(procedure: Procedure, received_at: datetime, rules: InForce) -> Appointment:
    """The appointment that form 01 makes. Raises Refused("calendar-year-missing")."""
    limit = procedure.limit
    due = deadlines.due(received_at, limit, calendar=rules.calendar, hours=rules.profile.hours)
    return Appointment(
        at=due.moment,
        limit=limit.words,
        counted=due.counted,
        skipped=due.skipped,
        cautions=due.warnings,
    )


def fee(procedure: Procedure, day: date, *, paid: bool) -> Fee:
    """What the citizen is told to pay in all (R112); when each part falls due is catalogue data."""
    amount_vnd = sum(item.amount_vnd for item in fees_on(procedure, day))
    if amount_vnd == 0:
        return Fee(0, FeeState.NONE)
    return Fee(amount_vnd, FeeState.PAID if paid else FeeState.UNPAID)


def return_place(procedure: Procedure) -> str:
    """Where the result is collected: the central desk, or Công an's own unit (R33, C21)."""
    return procedure.agency.own_return_place or RETURN_DESK


def objections(act: Receive) -> list[Refused]:
    """Everything that stands against receiving, at once, so that a citizen is told once (R70)."""
    day = local(act.received_at).date()
    return [
        *(_bar(bar) for bar in receivable(act.procedure, day)),
        *_about_people(act),
        *_about_components(act),
    ]


def decide(
    dossier: Dossier,
    act: Receive,
    *,
    number: int,
    now: datetime,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """The entry of a reception. Raises the first of the `objections`, or why it is not allowed."""
    follow(dossier.state, Action.RECEIVE, roles)
    if act.received_at > now:
        raise Refused("received-in-the-future")
    for objection in objections(act):
        raise objection
    day = local(act.received_at).date()
    code = dossier_code(act.procedure.agency.identifier, day, number)
    reception = _reception(act, code, rules)
    return Fact(
        subject=dossier.id,
        kind=DOSSIER_RECEIVED,
        body=reception_body(reception),
        personal=personal_fields(act.applicant, act.submitter, act.components),
    )


def _bar(bar: Bar) -> Refused:
    day = bar.day.isoformat() if bar.day else ""
    return Refused(bar.code.value, day=day, instead=bar.instead)


def _about_people(act: Receive) -> Iterator[Refused]:
    if not act.applicant.name:
        yield Refused("applicant-name-missing")
    if act.submitter is not None and not act.submitter.name:
        yield Refused("submitter-name-missing")
    if act.submitter is not None and not act.procedure.authorisation_allowed:
        yield Refused("authorisation-not-allowed")


def _about_components(act: Receive) -> Iterator[Refused]:
    handed_in = {component.id: component for component in act.components}
    for number, published in enumerate(act.procedure.components, start=1):
        component = handed_in.get(published.id)
        count = component.counts.total if component else 0
        if published.required and count == 0:
            yield Refused("component-missing", number=number, component=published.name)
        elif component is not None and not _accepted(component, published):
            yield Refused("component-kind", number=number, component=published.name)
    if sum(len(component.pages) for component in act.components) > PAGES_LIMIT:
        yield Refused("too-many-pages", limit=PAGES_LIMIT)
    if sum(len(component.remark) for component in act.components) > REMARKS_LIMIT:
        yield Refused("remarks-too-long", limit=REMARKS_LIMIT)
    if not 1 <= act.sets <= SETS_LIMIT:
        yield Refused("sets-out-of-range", limit=SETS_LIMIT)


_BETTER = {
    PaperKind.ORIGINAL: {PaperKind.ORIGINAL},
    PaperKind.CERTIFIED: {PaperKind.CERTIFIED, PaperKind.ORIGINAL},
    PaperKind.COMPARED: {PaperKind.COMPARED, PaperKind.CERTIFIED, PaperKind.ORIGINAL},
    PaperKind.COPY: set(PaperKind),
}
"""A paper of more weight than the one asked for is never turned away (C8, R18)."""


def _accepted(component: Component, published: Published) -> bool:
    wanted = {better for kind in published.kinds for better in _BETTER[kind]}
    given = {kind for kind in PaperKind if component.counts.of(kind)}
    return given <= wanted


def _reception(act: Receive, code: DossierCode, rules: InForce) -> Reception:
    return Reception(
        code=code,
        agency_index=act.procedure.agency.index,
        agency=act.procedure.agency.name,
        field=act.procedure.field,
        procedure_code=act.procedure.code,
        procedure=act.procedure.name,
        channel=Channel.DIRECT if act.submitter is None else Channel.AUTHORISED,
        components=tuple(item for item in act.components if item.counts.total or item.pages),
        sets=act.sets,
        received_at=act.received_at,
        appointment=promise(act.procedure, act.received_at, rules),
        fee=fee(act.procedure, code.day, paid=act.fee_paid),
        return_place=return_place(act.procedure),
        desk=act.desk,
        verified=act.procedure.verified,
        basis=Basis(str(rules.profile.edition), str(rules.catalogue), str(rules.calendar.edition)),
    )
