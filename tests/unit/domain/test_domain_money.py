"""Movements: one entry, one sum, whatever the fold says of the entry (R114, R115)."""

from dataclasses import replace
from typing import Final

import pytest

from data.domain.amendments import record_fee
from data.domain.entries import Body, Json, Recorded
from data.domain.fees import Charge, FeeDue, FeeKind
from data.domain.money import Movement, left_of, movement_of, movements, parts_vnd, taken_vnd
from data.domain.paying import Method, Payment
from data.domain.posting import Deliver, GiveToPost, deliver
from data.domain.received import RECEPTION_VERSION, Fee, FeeState, fee_body, reception_body
from data.domain.reception import FeeSaid
from data.domain.vocabulary import (
    DOSSIER_DELIVERED,
    DOSSIER_FEE_RECORDED,
    DOSSIER_FEE_REVERSED,
    DOSSIER_POSTED,
    DOSSIER_RECEIVED,
    DOSSIER_SHELVED,
    FEE_VERSION,
    POSTED_VERSION,
)
from tests.fakes.endings import PLAIN, POST, S10, now, posts, ruled, taking, waiting
from tests.fakes.forge import START, ForgedDesk, a_reception, an_id
from tests.fakes.lives import CENTER, received

TILL: Final = "ab" * 16
CASH: Final = Payment(Method.CASH, TILL)


def charge(kind: FeeKind, amount_vnd: int, due: FeeDue = FeeDue.FILING) -> Charge:
    return Charge(kind, "Phí", kind, due, 1, amount_vnd, amount_vnd, "1/2026")


BOTH: Final = Fee(
    80_000,
    FeeState.PAID,
    (charge(FeeKind.CHARGE, 50_000), charge(FeeKind.DUTY, 30_000)),
    "AA/26P 1",
    CASH,
)


def recorded(fee: Fee = BOTH, kind: str = DOSSIER_FEE_RECORDED, version: int = 2) -> Recorded:
    return ForgedDesk("a").append(kind, fee_body(fee), version=version)


def moved(entry: Recorded, told: Fee | None = None) -> Movement:
    found = movement_of(entry, agency_index=5, told=told)
    assert found is not None
    return found


def test_one_entry_says_who_took_what_when_and_how() -> None:
    """Everything of a line of the ledger stands in the entry itself; the day is the counter's."""
    entry = recorded()
    assert moved(entry) == Movement(
        entry=entry.hash,
        dossier=an_id("dossier"),
        agency_index=5,
        at=entry.entry.at,
        day=START.date(),
        desk_key=an_id("key of a"),
        officer=an_id("officer of a"),
        by_post=False,
        method=Method.CASH,
        till=TILL,
        charge_vnd=50_000,
        duty_vnd=30_000,
        receipt="AA/26P 1",
    )


def test_form_01_names_its_own_agency() -> None:
    """What else the dossier becomes, the fee was of the agency that the slip names."""
    reception = replace(a_reception(), fee=BOTH)
    body = reception_body(reception)
    entry = ForgedDesk("a").append(DOSSIER_RECEIVED, body, version=RECEPTION_VERSION)
    found = movement_of(entry, agency_index=99)
    assert found is not None
    assert (found.agency_index, found.amount_vnd) == (a_reception().matter.agency_index, 80_000)


@pytest.mark.parametrize(
    ("fee", "parts"),
    [
        (BOTH, (50_000, 30_000)),
        (Fee(50_000, FeeState.PAID), (50_000, 0)),
        (replace(BOTH, charges=(charge(FeeKind.DUTY, 80_000),)), (0, 80_000)),
        (replace(BOTH, charges=(charge(FeeKind.DUTY, 90_000),)), (0, 80_000)),
        (
            replace(
                BOTH,
                charges=(
                    charge(FeeKind.CHARGE, 50_000, FeeDue.TREASURY),
                    charge(FeeKind.DUTY, 30_000, FeeDue.RETURN),
                ),
            ),
            (0, 30_000),
        ),
        (Fee(-5, FeeState.PAID), (0, 0)),
    ],
)
def test_phi_and_le_phi_are_told_apart_and_kho_bac_is_not_here(
    fee: Fee, parts: tuple[int, int]
) -> None:
    """What is paid at Kho bạc never lies in a drawer of the Center (C20)."""
    assert parts_vnd(fee) == parts


@pytest.mark.parametrize(
    "fee",
    [
        replace(BOTH, state=FeeState.UNPAID, payment=None),
        replace(BOTH, payment=Payment(Method.EARLIER)),
        Fee(0, FeeState.PAID, payment=CASH),
    ],
)
def test_what_moves_nothing_is_no_movement(fee: Fee) -> None:
    """Owed, taken by an earlier entry, or nothing at all."""
    assert movement_of(recorded(fee), agency_index=5) is None


def test_a_paid_fee_without_a_word_of_how_is_still_money() -> None:
    """Nothing vanishes because a body says less than it should."""
    assert moved(recorded(replace(BOTH, payment=None))).method is Method.UNRECORDED


def test_the_program_before_moved_money_too() -> None:
    """Its entries count, with a method that nobody recorded."""
    first: Body = {"amount_vnd": 50_000, "charges": [], "receipt": "A", "state": "paid"}
    entry = ForgedDesk("a").append(DOSSIER_FEE_RECORDED, first, version=1)
    assert (moved(entry).amount_vnd, moved(entry).method) == (50_000, Method.UNRECORDED)


def test_what_the_post_took_at_filing_is_money() -> None:
    """Before there is a code (R114)."""
    fee = replace(BOTH, payment=Payment(Method.CASH, by_post=True))
    desk = ForgedDesk("a")
    filed = desk.append(DOSSIER_POSTED, {"fee": fee_body(fee)}, version=POSTED_VERSION)
    assert moved(filed).by_post
    silent = desk.append(DOSSIER_POSTED, {"post_item": "BD1"})
    assert movement_of(silent, agency_index=5) is None


def test_a7_the_post_takes_a_fee_at_the_door() -> None:
    """The delivery says how much of it is phí and how much lệ phí."""
    body: Body = {"charge_vnd": 20_000, "duty_vnd": 30_000, "receipt": "BB 1"}
    found = moved(ForgedDesk("a").append(DOSSIER_DELIVERED, body, version=2))
    assert (found.charge_vnd, found.duty_vnd, found.method) == (20_000, 30_000, Method.ON_DELIVERY)
    assert found.by_post


def test_a_delivery_of_before_took_what_was_owed() -> None:
    """The fee as it was told before it; without a receipt the post took nothing."""
    desk = ForgedDesk("a")
    owed = replace(BOTH, state=FeeState.UNPAID, payment=None, receipt="")
    desk.append(DOSSIER_FEE_RECORDED, fee_body(owed), version=2)
    desk.append(DOSSIER_DELIVERED, {"receipt": "BB 1"}, version=1)
    (found,) = movements(desk.known, agency_index=5)
    assert (found.charge_vnd, found.duty_vnd) == (50_000, 30_000)
    without = ForgedDesk("b").append(DOSSIER_DELIVERED, {}, version=1)
    assert movement_of(without, agency_index=5, told=owed) is None


REVERSED: Final[Body] = {
    "by_post": False,
    "charge_vnd": 20_000,
    "duty_vnd": 0,
    "method": "transfer",
    "payment": "cd" * 32,
    "sort": "refund",
}


def test_what_goes_back_is_negative_and_names_its_payment() -> None:
    """A counter-entry is a line of its own."""
    found = moved(ForgedDesk("a").append(DOSSIER_FEE_REVERSED, REVERSED))
    assert (found.charge_vnd, found.counters) == (-20_000, "cd" * 32)
    assert found.method is Method.TRANSFER


@pytest.mark.parametrize(
    ("kind", "version", "wrong"),
    [
        (DOSSIER_FEE_REVERSED, 1, {"charge_vnd": -1}),
        (DOSSIER_FEE_REVERSED, 1, {"method": "gold"}),
        (DOSSIER_DELIVERED, 2, {"charge_vnd": -1, "duty_vnd": 2, "receipt": "A"}),
        (DOSSIER_DELIVERED, 2, {"charge_vnd": "5"}),
        (DOSSIER_FEE_RECORDED, 2, {"state": "paid"}),
        (DOSSIER_POSTED, POSTED_VERSION, {"fee": "much"}),
        (DOSSIER_FEE_RECORDED, 9, {}),
    ],
)
def test_what_cannot_be_read_moves_nothing(kind: str, version: int, wrong: dict[str, Json]) -> None:
    """Bodies come from other desks and newer programs: reading them never fails."""
    body = {**REVERSED, **wrong} if kind == DOSSIER_FEE_REVERSED else wrong
    entry = ForgedDesk("a").append(kind, body, version=version)
    assert movement_of(entry, agency_index=5) is None
    assert movements([entry], agency_index=5) == ()


def test_other_entries_are_not_even_looked_at() -> None:
    """Only what can move money does."""
    entry = ForgedDesk("a").append(DOSSIER_SHELVED, {"fee": fee_body(BOTH)})
    assert movement_of(entry, agency_index=5) is None
    assert movements([entry, recorded()], agency_index=5) == (moved(recorded()),)


def test_money_that_two_desks_took_is_taken_twice() -> None:
    """The fold keeps one of the two; the ledger has both until one is given back."""
    life = received(taking(FeeState.UNPAID))
    other = ForgedDesk("b", known=list(life.desk.known))
    said = FeeSaid(paid=True, receipt="AA 1", till=TILL)
    life.does(record_fee(life.dossier, PLAIN, said, roles=CENTER))
    fee = replace(life.dossier.taken_in().fee, receipt="BB 1")
    other.append(DOSSIER_FEE_RECORDED, fee_body(fee), version=FEE_VERSION)
    life.desk.known.append(other.known[-1])
    assert [it.code for it in life.dossier.conflicts] == ["fee-settled"]
    assert taken_vnd(life.dossier.history) == 100_000
    assert {it.receipt for it in movements(life.dossier.history, agency_index=0)} == {
        "AA 1",
        "BB 1",
    }


def test_nothing_is_left_of_what_is_no_payment() -> None:
    """A counter-entry cannot be countered, and what nobody knows was not paid."""
    desk = ForgedDesk("a")
    paid = desk.append(DOSSIER_FEE_RECORDED, fee_body(BOTH), version=2)
    back = desk.append(DOSSIER_FEE_REVERSED, {**REVERSED, "payment": paid.hash})
    known = movements(desk.known, agency_index=5)
    assert left_of(paid.hash, known) == (30_000, 30_000)
    assert left_of(back.hash, known) is None
    assert left_of("ef" * 32, known) is None


def test_a_delivery_that_takes_the_fee_names_what_it_took() -> None:
    """The desk writes it, and the same entry is the movement."""
    life = waiting(taking(FeeState.UNPAID, by_post=True))
    item = GiveToPost(S10, "Bùi Văn Thư", cod=True, post_may_collect=True)
    posts(life, item, rules=ruled(cash_on_delivery=True))
    act = Deliver("Nguyễn Văn Thử", START.date(), identity_seen=True, receipt="BB 7")
    entry = life.does(deliver(life.dossier, act, now=now(life), roles=POST))
    assert moved(entry).amount_vnd == 50_000
    assert life.dossier.taken_in().fee.payment == Payment(Method.ON_DELIVERY, by_post=True)
