"""Withdrawing (C24): an owner takes a dossier back in writing.

Its originals go back whatever is owed (C20); what becomes of a fee that was paid is said, for the
law and not the desk decides it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from data.domain.clock import local
from data.domain.codes import CODE_LIMIT
from data.domain.concluding import excused
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action, acting_role
from data.domain.people import Authorization, Scope
from data.domain.received import FeeState
from data.domain.records import PersonalText
from data.domain.releasing import (
    Collector,
    originals_left,
    originals_objections,
    right_objections,
)
from data.domain.roles import Role
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import DOSSIER_WITHDRAWN

CONFIRMABLE: Final = frozenset({"collector-needs-leader", "originals-left"})
"""What a leader may let pass when a dossier is withdrawn."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The written request has a `number`, a scan (`page`), or both; `originals` went back.

    `capacity` says in what right it was asked for. `fee_note` is what becomes of a fee that was
    paid. `unconfirmed`: no other desk could be asked what it did with the dossier.
    """

    capacity: Collector
    originals: int
    fee: FeeState
    number: str = ""
    day: date | None = None
    page: str = ""
    fee_note: str = ""
    scope: Scope | None = None
    expires: date | None = None
    unconfirmed: bool = False
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    by: PersonalText = ""
    authorization: PersonalText = ""
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The act: somebody asks in writing to have a dossier back."""

    by: str
    number: str = ""
    day: date | None = None
    page: str = ""
    capacity: Collector = Collector.APPLICANT
    authorization: Authorization | None = None
    originals: int = 0
    fee_note: str = ""
    reason: str = ""
    unconfirmed: bool = False
    confirmation: Confirmation | None = None


def withdraw(dossier: Dossier, act: Withdraw, *, now: datetime, roles: Collection[Role]) -> Fact:
    """The end of a dossier that its owner wants back.

    Raises the first of the `withdrawal_objections`.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.WITHDRAW, roles)
    left = excused(withdrawal_objections(dossier, act, now=now), CONFIRMABLE, act.confirmation)
    right = act.authorization
    withdrawal = Withdrawal(
        capacity=act.capacity,
        originals=act.originals,
        fee=dossier.taken_in().fee.state,
        number=clean(act.number, CODE_LIMIT),
        day=act.day,
        page=act.page,
        fee_note=clean(act.fee_note, LINE_LIMIT),
        scope=right.scope if right else None,
        expires=right.expires if right else None,
        unconfirmed=act.unconfirmed,
        confirmation=act.confirmation if left else None,
        excused=left,
        by=clean(act.by, NAME_LIMIT),
        authorization=clean(right.paper, LINE_LIMIT) if right else "",
        reason=clean_note(act.reason, NOTE_LIMIT),
    )
    return enter(dossier, WITHDRAW, withdrawal, roles=roles)


def withdrawal_objections(dossier: Dossier, act: Withdraw, *, now: datetime) -> list[Refused]:
    """Everything that stands against this withdrawal."""
    today = local(now).date()
    return [
        *_about_request(act, today),
        *right_objections(dossier, act.capacity, act.authorization, today),
        *originals_objections(dossier, act.originals),
        *_about_fee(dossier, act),
    ]


def _about_request(act: Withdraw, today: date) -> Iterator[Refused]:
    if not (clean(act.number) or act.page):
        yield Refused("withdrawal-request-missing")
    if act.day is not None and act.day > today:
        yield Refused("paper-in-the-future", day=act.day.isoformat())
    if not clean(act.by):
        yield Refused("withdrawal-name-missing")


def _about_fee(dossier: Dossier, act: Withdraw) -> Iterator[Refused]:
    paid = dossier.taken_in().fee.state is FeeState.PAID
    if paid and not clean(act.fee_note):
        yield Refused("withdrawal-fee-unsaid")


def _clash(dossier: Dossier, withdrawal: Withdrawal) -> str:
    """Originals that another desk gave back already are not given back twice."""
    left = max(originals_left(dossier), 0)
    return "" if 0 <= withdrawal.originals <= left else "originals-returned-twice"


WITHDRAW = kind(DOSSIER_WITHDRAWN, Action.WITHDRAW, Withdrawal, clash=_clash)

KINDS = (WITHDRAW,)
