"""Money neither appears nor vanishes: what moved is settled once or open, whatever came first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.domain.entries import Body, Recorded
from data.domain.fees import Charge, FeeDue, FeeKind
from data.domain.paying import Method, Payment
from data.domain.received import (
    RECEPTION_VERSION,
    Fee,
    FeeState,
    fee_body,
    personal_fields,
    reception_body,
)
from data.domain.till import Till, expected_vnd
from data.domain.vocabulary import (
    DELIVERED_VERSION,
    DOSSIER_DELIVERED,
    DOSSIER_FEE_RECORDED,
    DOSSIER_FEE_REVERSED,
    DOSSIER_RECEIVED,
    FEE_VERSION,
    SETTLEMENT_ANNULLED,
    SETTLEMENT_LISTED,
    SETTLEMENT_MADE,
    TILL_OPENED,
)
from data.store import money
from data.store.engine import Statements, statements
from data.store.projections import empty, project
from tests.fakes.forge import START, ForgedDesk, a_reception, an_id
from tests.fakes.stores import APPLICANT, DeskStore, new_desk

DOSSIERS: Final = tuple(an_id(f"dossier {it}") for it in range(4))
TILLS: Final = tuple(an_id(f"till {it}") for it in range(2))
SETTLEMENTS: Final = tuple(an_id(f"settlement {it}") for it in range(3))
FLOAT_VND: Final = 500_000
LAST: Final = date(2027, 1, 1)
TABLES: Final = ("money", "till", "settlement", "settled")


@dataclass(frozen=True)
class Paid:
    """`charge_vnd` and `duty_vnd` of a dossier, once more where it was paid already."""

    dossier: int
    charge_vnd: int
    duty_vnd: int
    method: Method
    till: str


@dataclass(frozen=True)
class Back:
    """The n-th payment goes back in part, also more than was left of it."""

    payment: int
    charge_vnd: int
    duty_vnd: int
    method: Method
    till: str


@dataclass(frozen=True)
class Made:
    """Settles the entries at these places, known to the desk or not; some stand in two."""

    settlement: int
    lines: tuple[int, ...]
    more: tuple[int, ...]
    days: int


@dataclass(frozen=True)
class Annulled:
    settlement: int


amounts = st.integers(0, 3).map(lambda it: it * 10_000)
methods = st.sampled_from((Method.CASH, Method.CASH, Method.VIETQR, Method.TRANSFER))
tills = st.sampled_from(("", *TILLS))
places = st.lists(st.integers(0, 9), max_size=5).map(tuple)
events = st.lists(
    st.one_of(
        st.builds(Paid, st.integers(0, 3), amounts, amounts, methods, tills),
        st.builds(Back, st.integers(0, 5), amounts, amounts, methods, tills),
        st.builds(Made, st.integers(0, 2), places, places, st.integers(0, 2)),
        st.builds(Annulled, st.integers(0, 2)),
    ),
    max_size=14,
)


@dataclass
class World:
    """Entries of desks that never spoke, and what each of them moved."""

    entries: list[Recorded]
    moved: dict[str, int]
    cash: dict[str, int]


def charges(charge_vnd: int, duty_vnd: int) -> tuple[Charge, ...]:
    parts = ((FeeKind.CHARGE, charge_vnd), (FeeKind.DUTY, duty_vnd))
    return tuple(
        Charge(kind, kind, kind, FeeDue.FILING, 1, amount, amount, "1/2026")
        for kind, amount in parts
    )


def world(told: Sequence[Paid | Back | Made | Annulled]) -> World:
    made = World([], {}, {})
    payments: list[str] = []
    moving: list[str] = []
    for number, event in enumerate(told):
        desk = ForgedDesk(f"desk {number}")
        if isinstance(event, Paid):
            entry = desk.append(
                DOSSIER_FEE_RECORDED,
                fee_body(_fee(event)),
                version=FEE_VERSION,
                subject=DOSSIERS[event.dossier],
            )
            _count(made, entry, event, event.charge_vnd + event.duty_vnd)
            payments.append(entry.hash)
            moving.append(entry.hash)
        elif isinstance(event, Back):
            payment = payments[event.payment % len(payments)] if payments else "ef" * 32
            entry = desk.append(
                DOSSIER_FEE_REVERSED, _back(event, payment), subject=DOSSIERS[number % 4]
            )
            _count(made, entry, event, -event.charge_vnd - event.duty_vnd)
            moving.append(entry.hash)
        elif isinstance(event, Made):
            made.entries += _settlement(desk, event, moving)
        else:
            body: Body = {"confirmation": {"citation": "Điều 0", "leader": "aa", "own": False}}
            subject = SETTLEMENTS[event.settlement]
            made.entries.append(desk.append(SETTLEMENT_ANNULLED, body, subject=subject))
    return made


def _count(made: World, entry: Recorded, event: Paid | Back, amount_vnd: int) -> None:
    made.entries.append(entry)
    if amount_vnd:
        made.moved[entry.hash] = amount_vnd
    if event.method is Method.CASH:
        made.cash[event.till] = made.cash.get(event.till, 0) + amount_vnd


def _fee(event: Paid) -> Fee:
    return Fee(
        event.charge_vnd + event.duty_vnd,
        FeeState.PAID,
        charges(event.charge_vnd, event.duty_vnd),
        "AA 1",
        Payment(event.method, event.till),
    )


def _back(event: Back, payment: str) -> Body:
    return {
        "by_post": False,
        "charge_vnd": event.charge_vnd,
        "duty_vnd": event.duty_vnd,
        "method": event.method.value,
        "payment": payment,
        "sort": "refund",
        "till": event.till,
    }


def _settlement(desk: ForgedDesk, event: Made, moving: Sequence[str]) -> Iterator[Recorded]:
    subject = SETTLEMENTS[event.settlement]
    body: Body = {
        "agency": "Sở Mẫu",
        "agency_index": 5,
        "charge_vnd": 1,
        "count": 1,
        "desk": "03",
        "duty_vnd": 0,
        "first": "2026-11-23",
        "last": "2026-11-23",
        "lines": [_named(moving, it) for it in event.lines],
        "number": f"QT-{event.settlement}",
        "sums": [],
    }
    at = START + timedelta(days=event.days)
    yield desk.append(SETTLEMENT_MADE, body, subject=subject, at=at)
    more: Body = {"lines": [_named(moving, it) for it in event.more]}
    yield desk.append(SETTLEMENT_LISTED, more, subject=subject, at=at)


def _named(moving: Sequence[str], place: int) -> str:
    return moving[place] if place < len(moving) else f"{place:064x}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskStore]:
    folder: Path = tmp_path_factory.mktemp("ledger")
    made = new_desk(folder)
    yield made
    made.close()


Rows = Mapping[str, Sequence[tuple[object, ...]]]


def rows(plain: Statements) -> Rows:
    return {
        table: sorted(tuple(row) for row in plain.execute(f"SELECT * FROM {table}"))
        for table in TABLES
    }


def arrives(plain: Statements, entries: Sequence[Recorded], batch: int) -> None:
    """As sync brings them: some at a time, each subject made anew from all that is known of it."""
    empty(plain)
    known: dict[str, list[Recorded]] = {}
    for start in range(0, len(entries), batch):
        came = entries[start : start + batch]
        for recorded in came:
            known.setdefault(recorded.entry.subject, []).append(recorded)
        for subject in sorted({it.entry.subject for it in came}):
            project(plain, subject, known[subject])


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events, st.randoms(use_true_random=False), st.integers(1, 4))
def test_r115_what_moved_is_settled_once_or_open(
    store: DeskStore, told: list[Paid | Back | Made | Annulled], random: Random, batch: int
) -> None:
    """Payments, doubles, refunds, settlements and annulments: no đồng more or less, ever."""
    made = world(told)
    shuffled = [*made.entries, *made.entries[:3]]
    random.shuffle(shuffled)
    with store.store.write() as connection:
        plain = statements(connection)
        arrives(plain, made.entries, len(made.entries) or 1)
        in_order = rows(plain)
        arrives(plain, shuffled, batch)
        assert rows(plain) == in_order
        totals = money.totals(connection)
        lines = money.of_period(connection, date(2026, 1, 1), LAST)
        assert {it.moved.entry: it.moved.amount_vnd for it in lines} == made.moved
        assert totals.moved_vnd == sum(made.moved.values())
        assert totals.moved_vnd == totals.settled_vnd + totals.open_vnd
        _each_once(plain, totals.settled_vnd)
        empty(plain)


def _each_once(plain: Statements, settled_vnd: int) -> None:
    """A line counts in the first settlement that stands, however often it is listed."""
    counted = plain.execute(
        "SELECT coalesce(sum(charge_vnd + duty_vnd), 0) FROM money WHERE entry IN ("
        " SELECT entry FROM settled JOIN settlement ON id = settlement WHERE stands)"
    ).fetchone()
    assert counted is not None
    assert counted[0] == settled_vnd
    first = plain.execute(
        "SELECT count(*) FROM money JOIN settled ON settled.entry = money.entry"
        " JOIN settlement AS other ON other.id = settled.settlement AND other.stands"
        " JOIN settlement AS mine ON mine.id = money.settlement"
        " WHERE (other.made_at, other.id) < (mine.made_at, mine.id)"
    ).fetchone()
    assert first is not None
    assert first[0] == 0


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events, st.randoms(use_true_random=False))
def test_c27_a_drawer_holds_its_float_and_the_cash_that_names_it(
    store: DeskStore, told: list[Paid | Back | Made | Annulled], random: Random
) -> None:
    """Whatever else moved, and in whatever order it came."""
    made = world(told)
    for number, till_id in enumerate(TILLS):
        opened: Body = {"desk": f"{number:02}", "float_vnd": FLOAT_VND}
        made.entries.append(ForgedDesk("t").append(TILL_OPENED, opened, subject=till_id))
    random.shuffle(made.entries)
    with store.store.write() as connection:
        plain = statements(connection)
        arrives(plain, made.entries, 2)
        for number, till_id in enumerate(TILLS):
            assert money.open_till(connection, f"{number:02}") == till_id
            till = Till(till_id, "", FLOAT_VND, "", START, "")
            moved = [it.moved for it in money.of_till(connection, till_id)]
            assert expected_vnd(till, moved) == FLOAT_VND + made.cash.get(till_id, 0)
        empty(plain)


def test_money_of_every_kind_of_entry_is_in_the_ledger(store: DeskStore) -> None:
    """Form 01, a fee that was recorded later, the post at the door, and what went back."""
    desk = ForgedDesk("a")
    fee = Fee(30_000, FeeState.PAID, charges(20_000, 10_000), "AA 1", Payment(Method.CASH))
    reception = replace(a_reception(), fee=fee)
    body = reception_body(reception)
    personal = personal_fields(APPLICANT, None, reception)
    desk.append(DOSSIER_RECEIVED, body, personal=personal, version=RECEPTION_VERSION)
    paid = desk.append(DOSSIER_FEE_RECORDED, fee_body(fee), version=FEE_VERSION)
    door: Body = {"charge_vnd": 5_000, "duty_vnd": 1_000, "receipt": "BB 1"}
    desk.append(DOSSIER_DELIVERED, door, version=DELIVERED_VERSION)
    back = Back(0, 20_000, 0, Method.CASH, "")
    desk.append(DOSSIER_FEE_REVERSED, _back(back, paid.hash))
    with store.store.write() as connection:
        plain = statements(connection)
        arrives(plain, desk.known, 1)
        assert money.totals(connection) == money.Totals(46_000, 0, 46_000)
        (owed,) = money.open_sums(connection, LAST)
        assert (owed.agency_index, owed.count) == (reception.matter.agency_index, 4)
        assert (owed.charge_vnd, owed.duty_vnd, owed.amount_vnd) == (25_000, 21_000, 46_000)
        lines = money.of_dossier(connection, an_id("dossier"))
        assert {it.applicant for it in lines} == {APPLICANT.name}
        assert {it.code for it in lines} == {str(reception.code)}
        empty(plain)
