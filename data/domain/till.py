"""A till (ca thu tiền): the cash of one desk from the float that was put in to the count (C27).

What the drawer must hold follows from the movements that name the till: nobody types it. A till is
opened once and counted once; what comes after stays in the journal and is shown.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from data.domain.body import BodyError, Reader
from data.domain.entries import Body, Fact, Recorded
from data.domain.errors import Refused
from data.domain.money import Movement
from data.domain.paying import Method
from data.domain.records import PersonalText, personal_body, public_body, read_record
from data.domain.roles import Role
from data.domain.text import NAME_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import TILL_CLOSED, TILL_OPENED, VOCABULARY

NOTES_VND: Final = (
    *(500_000, 200_000, 100_000, 50_000, 20_000, 10_000),
    *(5_000, 2_000, 1_000, 500, 200),
)
"""Banknotes that are in circulation, the largest first."""
NOTES_LIMIT: Final = 100_000
"""Notes of one denomination in a drawer, at the very most."""
FLOAT_LIMIT_VND: Final = 1_000_000_000
MAY_KEEP: Final = frozenset({Role.RECEIVING, Role.CENTER, Role.POSTAL, Role.RETURN_DESK})
"""Whoever takes money or gives it back."""


@dataclass(frozen=True, slots=True)
class TillOpened:
    """`desk` as screens and papers name it, `float_vnd` what lay in the drawer before."""

    desk: str
    float_vnd: int


@dataclass(frozen=True, slots=True)
class NoteCount:
    note_vnd: int
    count: int

    @property
    def amount_vnd(self) -> int:
        return self.note_vnd * self.count


@dataclass(frozen=True, slots=True)
class MethodSum:
    """`count` movements by one method, and what they come to."""

    method: Method
    count: int
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class TillClosed:
    """What was counted, and what had to be there. `receiver` takes the drawer over."""

    counted_vnd: int
    expected_vnd: int
    difference_vnd: int
    notes: tuple[NoteCount, ...] = ()
    sums: tuple[MethodSum, ...] = ()
    receiver: PersonalText = ""
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Till:
    """`entry` and `closing` are the hashes of its two entries; `conflicts` of those too many."""

    id: str
    desk: str
    float_vnd: int
    officer: str
    opened_at: datetime
    entry: str
    closed: TillClosed | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    closing: str = ""
    conflicts: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.closed is None


# --- acts ---------------------------------------------------------------------------------------


def open_till(till: str, *, desk: str, float_vnd: int, roles: Collection[Role]) -> Fact:
    """Raises Refused: "role-may-not", "till-float-outside"."""
    _require(roles)
    if not 0 <= float_vnd <= FLOAT_LIMIT_VND:
        raise Refused("till-float-outside", limit_vnd=FLOAT_LIMIT_VND)
    return Fact(till, TILL_OPENED, public_body(TillOpened(desk, float_vnd)))


@dataclass(frozen=True, slots=True)
class Count:
    """The act of closing: the notes by their value, who takes over, and why a sum differs."""

    notes: tuple[NoteCount, ...]
    receiver: str = ""
    reason: str = ""


def close_till(
    till: Till, count: Count, moved: Sequence[Movement], *, roles: Collection[Role]
) -> Fact:
    """A sum that is not what had to be there wants a reason.

    Raises Refused: "role-may-not", "till-not-open", "till-notes-outside",
    "till-difference-unsaid".
    """
    _require(roles)
    if not till.is_open:
        raise Refused("till-not-open")
    closed = counted(till, count, moved)
    if closed.difference_vnd and not closed.reason:
        raise Refused("till-difference-unsaid", difference_vnd=closed.difference_vnd)
    return Fact(till.id, TILL_CLOSED, public_body(closed), personal_body(closed) or None)


def counted(till: Till, count: Count, moved: Sequence[Movement]) -> TillClosed:
    """The count as it would be entered now. Raises Refused("till-notes-outside")."""
    known = {it.note_vnd for it in count.notes} <= set(NOTES_VND)
    once = len({it.note_vnd for it in count.notes}) == len(count.notes)
    if not (known and once and all(0 <= it.count <= NOTES_LIMIT for it in count.notes)):
        raise Refused("till-notes-outside", limit=NOTES_LIMIT)
    found = sum(it.amount_vnd for it in count.notes)
    expected = expected_vnd(till, moved)
    return TillClosed(
        counted_vnd=found,
        expected_vnd=expected,
        difference_vnd=found - expected,
        notes=tuple(it for it in count.notes if it.count),
        sums=sums_by_method(it for it in moved if it.till == till.id),
        receiver=clean(count.receiver, NAME_LIMIT),
        reason=clean_note(count.reason, NOTE_LIMIT),
    )


def expected_vnd(till: Till, moved: Iterable[Movement]) -> int:
    """The float, and the cash of every movement that names this till."""
    cash = (it for it in moved if it.till == till.id and it.method is Method.CASH)
    return till.float_vnd + sum(it.amount_vnd for it in cash)


def sums_by_method(moved: Iterable[Movement]) -> tuple[MethodSum, ...]:
    """In the order in which methods are told; a method without a movement is left out."""
    known = list(moved)
    return tuple(
        MethodSum(method, len(found), sum(it.amount_vnd for it in found))
        for method in Method
        if (found := [it for it in known if it.method is method])
    )


def _require(roles: Collection[Role]) -> None:
    if MAY_KEEP.isdisjoint(roles):
        raise Refused("role-may-not")


# --- the fold -----------------------------------------------------------------------------------


def fold_till(subject: str, entries: Iterable[Recorded]) -> Till | None:
    """The till that these entries make; None where none of them opens it. Total."""
    till: Till | None = None
    for recorded, body in VOCABULARY.bodies(entries, TILL_OPENED, TILL_CLOSED):
        with suppress(BodyError):
            till = _apply(subject, till, recorded, body)
    return till


def _apply(subject: str, till: Till | None, recorded: Recorded, body: Body) -> Till | None:
    entry, hidden = recorded.entry, Reader(recorded.personal or {})
    if entry.kind == TILL_OPENED and till is None:
        told = read_record(TillOpened, Reader(body), hidden)
        return Till(subject, told.desk, told.float_vnd, entry.officer, entry.at, recorded.hash)
    if till is None:
        return None
    if entry.kind == TILL_OPENED or not till.is_open:
        return replace(till, conflicts=(*till.conflicts, recorded.hash))
    return replace(
        till,
        closed=read_record(TillClosed, Reader(body), hidden),
        closed_at=entry.at,
        closed_by=entry.officer,
        closing=recorded.hash,
    )
