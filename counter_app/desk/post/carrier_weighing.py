"""What a row of the carrier's file would record of its dossier, and why it would not (C21).

What was recorded before is asked of the dossier's own facts, so a file may be read again.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from counter_app.desk.post.carrier_rows import CarrierEvent, Declared, Lot, SortedRow
from counter_app.desk.steps.acting import Case
from data.catalogue.carrier_words import PostOutcome
from data.domain.clock import local
from data.domain.concluding import the_result
from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import hands
from data.domain.lifecycle import Action, State
from data.domain.people import Person
from data.domain.posting import (
    BackAtAgency,
    BackOnShelf,
    Deliver,
    Delivered,
    GivenToPost,
    Invitation,
    back_at_agency,
    back_on_shelf,
    deliver,
    invitations,
    invite,
)
from data.domain.profile import AfterFailedPost
from data.domain.releasing import Collector
from data.domain.text import fold

BY_HAND: Final = frozenset(
    {
        "carrier-lost",
        "carrier-damaged",
        "carrier-receiver-other",
        "collector-name-missing",
        "old-papers-not-recovered",
    }
)
NEEDED: Final = frozenset(
    {
        "carrier-identity-undeclared",
        "carrier-identity-blank",
        "carrier-shelf-missing",
        "fee-receipt-missing",
        "giver-missing",
        "receiver-missing",
    }
)


class RecordedBefore(Exception):
    """It was recorded before."""


def weighed(case: Case, event: CarrierEvent, declared: Declared) -> SortedRow:
    """What would become of it if it were recorded now."""
    row = SortedRow(event, Lot.RECORD, dossier=case.dossier.id)
    return outcome_of(lambda: fact_of(case, event, declared), row)


def outcome_of(does: Callable[[], object], done: SortedRow) -> SortedRow:
    try:
        does()
    except RecordedBefore:
        return replace(done, lot=Lot.KNOWN)
    except Refused as refused:
        lot = _lot_of(refused.code)
        return replace(done, lot=lot, code=refused.code, facts=refused.facts)
    return done


def _lot_of(code: str) -> Lot:
    if code in BY_HAND:
        return Lot.BY_HAND
    return Lot.NEEDED if code in NEEDED else Lot.NOT_NOW


def fact_of(case: Case, event: CarrierEvent, declared: Declared) -> Fact:
    """What the row records of this dossier. Raises Refused, and RecordedBefore."""
    _require_new(case.dossier, event)
    _require_carried(case.dossier, event.item)
    match event.outcome:
        case PostOutcome.DELIVERED:
            return _delivery(case, event, declared)
        case PostOutcome.NOT_DELIVERED:
            return _invitation(case, event)
        case PostOutcome.RETURNED:
            return _return(case, event, declared)
        case PostOutcome.LOST:
            raise Refused("carrier-lost")
        case _:
            raise Refused("carrier-damaged")


def _require_new(dossier: Dossier, event: CarrierEvent) -> None:
    """Whether the dossier says the same of this item, on that day."""
    match event.outcome:
        case PostOutcome.NOT_DELIVERED:
            days = [it.what.day for it in dossier.facts(Invitation) if it.what.item == event.item]
            if event.day in days:
                raise RecordedBefore
        case PostOutcome.DELIVERED:
            known = [it.what for it in dossier.facts(Delivered) if it.what.item == event.item]
            if known and known[-1].day == event.day:
                raise RecordedBefore
            if known:
                day = known[-1].day.isoformat()
                raise Refused("carrier-delivered-otherwise", day=day)
        case PostOutcome.RETURNED:
            if event.item in _brought_back(dossier):
                raise RecordedBefore


def _brought_back(dossier: Dossier) -> set[str]:
    shelved = {it.what.item for it in dossier.facts(BackOnShelf)}
    return shelved | {it.what.item for it in dossier.facts(BackAtAgency)}


def _require_carried(dossier: Dossier, item: str) -> None:
    """A result may have gone twice; what is told of the earlier item is not of this one."""
    given = dossier.last(GivenToPost)
    if given is not None and given.what.item != item:
        raise Refused("carrier-item-earlier")
    if dossier.state is not State.IN_POST:
        raise Refused("action-not-now", state=dossier.state.value)


def _invitation(case: Case, event: CarrierEvent) -> Fact:
    assert event.day is not None
    return invite(
        case.dossier,
        day=event.day,
        now=case.now,
        roles=case.roles,
        rules=case.rules,
        reason=event.note,
    )


def _delivery(case: Case, event: CarrierEvent, declared: Declared) -> Fact:
    """What the rules say comes first; only then what is to be declared."""
    assert event.day is not None
    act = Deliver(
        receiver=event.receiver,
        day=event.day,
        identity_seen=True,
        capacity=_capacity(case.dossier, event.receiver),
        receipt=event.receipt,
    )
    fact = deliver(case.dossier, act, now=case.now, roles=case.roles)
    if not declared.identity_declared:
        raise Refused("carrier-identity-undeclared")
    if event.identity_noted is False:
        raise Refused("carrier-identity-blank")
    return fact


def _capacity(dossier: Dossier, receiver: str) -> Collector:
    """By the name alone, as the post wrote it. Raises Refused("carrier-receiver-other")."""
    if not receiver or _is(receiver, dossier.applicant):
        return Collector.APPLICANT
    if _is(receiver, dossier.submitter):
        return Collector.SUBMITTER
    raise Refused("carrier-receiver-other")


def _is(name: str, person: Person | None) -> bool:
    return person is not None and bool(person.name) and fold(name) == fold(person.name)


def _return(case: Case, event: CarrierEvent, declared: Declared) -> Fact:
    dossier, rules, roles = case.dossier, case.rules, case.roles
    if _goes_to_agency(case):
        given = hands(declared.giver, declared.receiver)
        return back_at_agency(dossier, given, roles=roles, rules=rules, reason=event.note)
    fact = back_on_shelf(dossier, declared.shelf, roles=roles, rules=rules, reason=event.note)
    if not declared.shelf:
        raise Refused("carrier-shelf-missing")
    return fact


def _goes_to_agency(case: Case) -> bool:
    """As the profile says (C21); Công an tỉnh is agency and return desk in one (R33)."""
    own_place = the_result(case.dossier).what.own_place
    return bool(own_place) or case.rules.profile.rules.after_failed_post is AfterFailedPost.AGENCY


_ENDS: Final = {
    PostOutcome.DELIVERED: State.RELEASED,
    PostOutcome.RETURNED: State.WAITING,
}


def as_recorded(dossier: Dossier, event: CarrierEvent, now: datetime) -> Dossier:
    """The dossier as this row would leave it, for the rows of the same item that come after it."""
    if event.outcome in _ENDS:
        return replace(dossier, state=_ENDS[event.outcome])
    assert event.day is not None
    number = len(invitations(dossier)) + 1
    invited = Invitation(event.item, number, event.day)
    entered = Entered(invited, Action.RECORD_INVITATION, entry="", at=local(now), officer="")
    return replace(dossier, trail=(*dossier.trail, entered))
