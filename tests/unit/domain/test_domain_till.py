"""A till is opened with its float and counted once; what it must hold is nobody's to type (C27)."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from data.domain.body import Reader
from data.domain.entries import Body, canonical
from data.domain.errors import Refused
from data.domain.money import Movement
from data.domain.paying import Method
from data.domain.records import personal_body, public_body, read_record
from data.domain.roles import Role
from data.domain.till import (
    FLOAT_LIMIT_VND,
    MAY_KEEP,
    NOTES_LIMIT,
    NOTES_VND,
    Count,
    MethodSum,
    NoteCount,
    Till,
    TillClosed,
    close_till,
    counted,
    expected_vnd,
    fold_till,
    open_till,
)
from data.domain.vocabulary import TILL_CLOSED, TILL_OPENED
from tests.fakes.forge import START, ForgedDesk, an_id

TILL: Final = an_id("till")
ROLES: Final = frozenset({Role.CENTER})
TILL_OF: Final = Till(TILL, "03", 500_000, an_id("officer"), START, "aa" * 32)
RIGHT: Final = Count((NoteCount(500_000, 1), NoteCount(50_000, 1)), receiver="Lê Thị Nhận")


def movement(method: Method = Method.CASH, amount_vnd: int = 50_000, till: str = TILL) -> Movement:
    return Movement(
        entry=an_id(f"{method} {amount_vnd} {till}") * 2,
        dossier=an_id("dossier"),
        agency_index=5,
        at=START,
        day=START.date(),
        desk_key=an_id("key"),
        officer=an_id("officer"),
        by_post=False,
        method=method,
        till=till,
        charge_vnd=amount_vnd,
        duty_vnd=0,
        receipt="AA 1",
    )


MOVED: Final = (
    movement(),
    movement(Method.VIETQR, 70_000),
    movement(Method.CASH, 900_000, till=an_id("other")),
)


def test_golden_bytes_of_a_till() -> None:
    """What both sign is read for ever; names and reasons can be erased."""
    fact = open_till(TILL, desk="03", float_vnd=500_000, roles=ROLES)
    assert (fact.kind, canonical(fact.body)) == (TILL_OPENED, b'{"desk":"03","float_vnd":500000}')
    closing = close_till(TILL_OF, replace(RIGHT, reason="Đủ."), MOVED, roles=ROLES)
    assert canonical(closing.body).decode() == (
        '{"counted_vnd":550000,"difference_vnd":0,"expected_vnd":550000,'
        '"notes":[{"count":1,"note_vnd":500000},{"count":1,"note_vnd":50000}],'
        '"sums":[{"amount_vnd":50000,"count":1,"method":"cash"},'
        '{"amount_vnd":70000,"count":1,"method":"vietqr"}]}'
    )
    assert closing.personal == {"reason": "Đủ.", "receiver": "Lê Thị Nhận"}
    told = Reader(closing.body), Reader(closing.personal)
    read = read_record(TillClosed, *told)
    assert (public_body(read), personal_body(read)) == (closing.body, closing.personal)


def test_c27_the_drawer_holds_its_float_and_its_own_cash() -> None:
    """Neither what went over a bank nor what another till took; what went back is less."""
    assert expected_vnd(TILL_OF, MOVED) == 550_000
    assert expected_vnd(TILL_OF, [*MOVED, movement(Method.CASH, -20_000)]) == 530_000
    assert expected_vnd(TILL_OF, ()) == 500_000


def test_a_difference_wants_a_reason() -> None:
    """Money that is not there, or too much of it, is explained by whoever counted."""
    short = Count((NoteCount(500_000, 1),))
    with pytest.raises(Refused, match="till-difference-unsaid") as refused:
        close_till(TILL_OF, short, MOVED, roles=ROLES)
    assert refused.value.facts == {"difference_vnd": -50_000}
    said = close_till(TILL_OF, replace(short, reason="Trả nhầm tiền thừa."), MOVED, roles=ROLES)
    assert said.body["difference_vnd"] == -50_000


@pytest.mark.parametrize(
    "notes",
    [
        (NoteCount(300, 1),),
        (NoteCount(500_000, -1),),
        (NoteCount(500_000, NOTES_LIMIT + 1),),
        (NoteCount(500_000, 1), NoteCount(500_000, 2)),
    ],
)
def test_only_notes_that_exist_are_counted(notes: tuple[NoteCount, ...]) -> None:
    """Each denomination once, and no drawer holds less than nothing."""
    with pytest.raises(Refused, match="till-notes-outside"):
        counted(TILL_OF, Count(notes), ())


def test_a_denomination_that_is_not_there_is_left_out() -> None:
    """The sheet lists what was counted."""
    closed = counted(TILL_OF, Count(tuple(NoteCount(it, 0) for it in NOTES_VND)), ())
    assert (closed.notes, closed.counted_vnd, closed.difference_vnd) == ((), 0, -500_000)


@pytest.mark.parametrize("float_vnd", [-1, FLOAT_LIMIT_VND + 1])
def test_a_float_is_what_a_drawer_can_hold(float_vnd: int) -> None:
    """Nothing less than nothing."""
    with pytest.raises(Refused, match="till-float-outside"):
        open_till(TILL, desk="03", float_vnd=float_vnd, roles=ROLES)


@pytest.mark.parametrize("role", sorted(set(Role) - MAY_KEEP))
def test_who_takes_no_money_keeps_no_till(role: Role) -> None:
    """Neither opened nor counted."""
    with pytest.raises(Refused, match="role-may-not"):
        open_till(TILL, desk="03", float_vnd=0, roles={role})
    with pytest.raises(Refused, match="role-may-not"):
        close_till(TILL_OF, RIGHT, MOVED, roles={role})


def test_a_till_is_counted_once() -> None:
    """The next shift opens its own."""
    closed = replace(TILL_OF, closed=counted(TILL_OF, RIGHT, MOVED))
    assert not closed.is_open
    with pytest.raises(Refused, match="till-not-open"):
        close_till(closed, RIGHT, MOVED, roles=ROLES)


OPENED: Final[Body] = {"desk": "03", "float_vnd": 500_000}
CLOSED: Final = public_body(counted(TILL_OF, RIGHT, MOVED))


def test_a_till_is_what_its_entries_say() -> None:
    """The first of each counts; what comes after is kept as a conflict."""
    desk = ForgedDesk("a")
    first = desk.append(TILL_OPENED, OPENED, subject=TILL)
    closing = desk.append(TILL_CLOSED, CLOSED, subject=TILL, at=START + timedelta(hours=8))
    again = desk.append(TILL_CLOSED, {**CLOSED, "counted_vnd": 1}, subject=TILL)
    twice = desk.append(TILL_OPENED, OPENED, subject=TILL)
    till = fold_till(TILL, reversed(desk.known))
    assert till is not None
    assert (till.entry, till.closing) == (first.hash, closing.hash)
    assert till.closed is not None
    assert (till.closed.counted_vnd, till.float_vnd) == (550_000, 500_000)
    assert till.closed.sums[0] == MethodSum(Method.CASH, 1, 50_000)
    assert till.conflicts == (again.hash, twice.hash)
    assert (till.closed_at, till.closed_by) == (closing.entry.at, closing.entry.officer)


def test_what_nobody_opened_is_no_till() -> None:
    """A count alone, a broken opening, and what a newer program wrote make none."""
    desk = ForgedDesk("a")
    assert fold_till(TILL, [desk.append(TILL_CLOSED, CLOSED, subject=TILL)]) is None
    assert fold_till(TILL, [desk.append(TILL_OPENED, {"desk": 3}, subject=TILL)]) is None
    assert fold_till(TILL, [desk.append(TILL_OPENED, OPENED, subject=TILL, version=9)]) is None


def test_a_broken_count_leaves_the_till_open() -> None:
    """It closes nothing, and the next readable one does."""
    desk = ForgedDesk("a")
    desk.append(TILL_OPENED, OPENED, subject=TILL)
    desk.append(TILL_CLOSED, {"counted_vnd": "much"}, subject=TILL)
    till = fold_till(TILL, desk.known)
    assert till is not None
    assert till.is_open
