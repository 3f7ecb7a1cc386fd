"""Movements: what each entry of a dossier took or gave back, in whole đồng (R114, R115).

A movement counts whatever the fold says of its entry: money that was taken was taken, also where
two desks both took it. So nothing here asks a dossier; it reads one entry after the other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from data.domain.body import BodyError, Reader
from data.domain.clock import local
from data.domain.confirmation import Confirmation
from data.domain.entries import Entry, Recorded, ordered
from data.domain.fees import FeeDue, FeeKind
from data.domain.paying import UNRECORDED, Method, Payment
from data.domain.received import Fee, FeeState, read_fee
from data.domain.records import PersonalText, read_record
from data.domain.vocabulary import (
    DOSSIER_ANSWERED,
    DOSSIER_DELIVERED,
    DOSSIER_FEE_RECORDED,
    DOSSIER_FEE_REVERSED,
    DOSSIER_POSTED,
    DOSSIER_RECEIVED,
    VOCABULARY,
)

MOVING: Final = frozenset(
    {
        *(DOSSIER_POSTED, DOSSIER_RECEIVED, DOSSIER_ANSWERED),
        *(DOSSIER_FEE_RECORDED, DOSSIER_FEE_REVERSED, DOSSIER_DELIVERED),
    }
)
"""Kinds of entry by which money moves, where any does."""


class ReversalSort(StrEnum):
    VOID = "void"
    """The receipt was wrong: it is void as a whole."""
    REFUND = "refund"
    """All or part of what was paid goes back to the payer."""


@dataclass(frozen=True, slots=True)
class FeeReversed:
    """Money of the entry `payment` that went back, each part as a positive amount (C20).

    `receipt` is the number of the paper that whoever got it back signed, where there is one.
    """

    payment: str
    sort: ReversalSort
    charge_vnd: int
    duty_vnd: int
    method: Method
    till: str = ""
    by_post: bool = False
    receipt: str = ""
    confirmation: Confirmation | None = None
    """A leader's, where the result is out already (C28)."""
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """Taken amounts are positive, those given back negative; `entry` says both where and once.

    `counters` is the entry whose money went back, and empty for what was taken.
    """

    entry: str
    dossier: str
    agency_index: int
    at: datetime
    day: date
    desk_key: str
    officer: str
    by_post: bool
    method: Method
    till: str
    charge_vnd: int
    duty_vnd: int
    receipt: str
    counters: str = ""

    @property
    def amount_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd


@dataclass(frozen=True, slots=True)
class _Moved:
    """What the body of an entry says of money."""

    payment: Payment
    charge_vnd: int
    duty_vnd: int
    receipt: str
    counters: str = ""


def parts_vnd(fee: Fee) -> tuple[int, int]:
    """Phí and lệ phí that are taken here; what is paid at Kho bạc is no money of the Center."""
    here = [it for it in fee.charges if it.due is not FeeDue.TREASURY]
    elsewhere_vnd = sum(it.amount_vnd for it in fee.charges if it.due is FeeDue.TREASURY)
    amount_vnd = max(fee.amount_vnd - elsewhere_vnd, 0)
    duty_vnd = sum(it.amount_vnd for it in here if it.kind is FeeKind.DUTY)
    duty_vnd = max(0, min(duty_vnd, amount_vnd))
    return amount_vnd - duty_vnd, duty_vnd


def movements(entries: Iterable[Recorded], *, agency_index: int) -> tuple[Movement, ...]:
    """Every movement of one dossier, in the order of its entries, each once."""
    return tuple(_movements(ordered(entries), agency_index))


def _movements(entries: Iterable[Recorded], agency_index: int) -> Iterator[Movement]:
    told: Fee | None = None
    for recorded in entries:
        if recorded.entry.kind in MOVING:
            moved = movement_of(recorded, agency_index=agency_index, told=told)
            if moved is not None:
                yield moved
            told = _told_fee(recorded) or told


def movement_of(
    recorded: Recorded, *, agency_index: int, told: Fee | None = None
) -> Movement | None:
    """What this one entry took or gave back; None where it moved nothing or says nothing readable.

    `told` is the fee before it: a delivery of an earlier program said only that the post took it.
    """
    entry = recorded.entry
    body = VOCABULARY.read(entry) if entry.kind in MOVING else None
    if body is None:
        return None
    try:
        moved = _moved(entry, Reader(body), told)
    except BodyError:
        return None
    if moved is None or not (moved.charge_vnd or moved.duty_vnd):
        return None
    return Movement(
        entry=recorded.hash,
        dossier=entry.subject,
        agency_index=_agency(Reader(body), agency_index),
        at=entry.at,
        day=local(entry.at).date(),
        desk_key=entry.desk_key,
        officer=entry.officer,
        by_post=moved.payment.by_post,
        method=moved.payment.method,
        till=moved.payment.till,
        charge_vnd=moved.charge_vnd,
        duty_vnd=moved.duty_vnd,
        receipt=moved.receipt,
        counters=moved.counters,
    )


def balance_vnd(moved: Iterable[Movement]) -> int:
    return sum(it.amount_vnd for it in moved)


def taken_vnd(entries: Iterable[Recorded]) -> int:
    """What was taken for a dossier and not given back."""
    return balance_vnd(movements(entries, agency_index=0))


def left_of(entry: str, moved: Iterable[Movement]) -> tuple[int, int] | None:
    """Phí and lệ phí of one payment that did not go back yet; None where it is no payment."""
    known = list(moved)
    payment = next((it for it in known if it.entry == entry and not it.counters), None)
    if payment is None:
        return None
    back = [it for it in known if it.counters == entry]
    return (
        payment.charge_vnd + sum(it.charge_vnd for it in back),
        payment.duty_vnd + sum(it.duty_vnd for it in back),
    )


# --- reading one body ---------------------------------------------------------------------------


def _moved(entry: Entry, body: Reader, told: Fee | None) -> _Moved | None:
    if entry.kind == DOSSIER_FEE_REVERSED:
        return _given_back(body)
    if entry.kind == DOSSIER_DELIVERED:
        return _at_the_door(body, told)
    fee = _fee_in(entry.kind, body)
    if fee is None or fee.state is not FeeState.PAID:
        return None
    payment = fee.payment or UNRECORDED
    if payment.method is Method.EARLIER:
        return None
    return _Moved(payment, *parts_vnd(fee), fee.receipt)


def _fee_in(kind: str, body: Reader) -> Fee | None:
    if kind == DOSSIER_FEE_RECORDED:
        return read_fee(body)
    return read_fee(body.child("fee")) if body.raw.get("fee") else None


def _told_fee(recorded: Recorded) -> Fee | None:
    body = VOCABULARY.read(recorded.entry)
    if body is None or recorded.entry.kind in {DOSSIER_FEE_REVERSED, DOSSIER_DELIVERED}:
        return None
    try:
        return _fee_in(recorded.entry.kind, Reader(body))
    except BodyError:
        return None


def _at_the_door(body: Reader, told: Fee | None) -> _Moved | None:
    """An entry of version 1 named no amount: what was owed then is what the post took."""
    receipt = body.text("receipt", "")
    charge_vnd, duty_vnd = body.number("charge_vnd"), body.number("duty_vnd")
    if charge_vnd < 0 or duty_vnd < 0:
        raise BodyError("charge_vnd")
    if not receipt:
        return None
    if body.flag("amounts_unsaid") and told is not None and told.state is FeeState.UNPAID:
        charge_vnd, duty_vnd = parts_vnd(told)
    payment = Payment(Method.ON_DELIVERY, by_post=True)
    return _Moved(payment, charge_vnd, duty_vnd, receipt)


def _given_back(body: Reader) -> _Moved:
    said = read_record(FeeReversed, body, Reader({}))
    if said.charge_vnd < 0 or said.duty_vnd < 0:
        raise BodyError("charge_vnd")
    payment = Payment(said.method, said.till, said.by_post)
    return _Moved(payment, -said.charge_vnd, -said.duty_vnd, said.receipt, said.payment)


def _agency(body: Reader, otherwise: int) -> int:
    """Of the entry that names its matter, and of the dossier for all others."""
    named = body.raw.get("agency")
    index = named.get("index") if isinstance(named, dict) else None
    return index if isinstance(index, int) and not isinstance(index, bool) else otherwise
