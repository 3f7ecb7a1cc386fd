"""Money goes back (R32, C20, R115): never more than is left, and the fee is owed again."""

from dataclasses import replace
from typing import Final

import pytest

from data.domain.amendments import record_fee
from data.domain.body import Reader
from data.domain.confirmation import Confirmation
from data.domain.entries import Recorded, canonical
from data.domain.errors import Refused
from data.domain.kinds import enter
from data.domain.lifecycle import State
from data.domain.money import FeeReversed, ReversalSort, taken_vnd
from data.domain.paying import Method
from data.domain.received import FeeState
from data.domain.reception import FeeSaid
from data.domain.records import personal_body, public_body, read_record
from data.domain.reversing import (
    REVERSE_FEE,
    ReverseFee,
    payments_left,
    reversal_objections,
    reverse_fee,
    wants_leader,
)
from tests.fakes.endings import LEADER, PLAIN, POST, RETURN_DESK, taking, together, twin
from tests.fakes.lives import CENTER, Life, as_if, received

TILL: Final = "ab" * 16
SAID: Final = FeeSaid(paid=True, receipt="AA/26P 1", till=TILL)
REASON: Final = "Thu nhầm."


def paid() -> tuple[Life, Recorded]:
    """50,000 đồng in cash, recorded after form 01."""
    life = received(taking(FeeState.UNPAID))
    return life, life.does(record_fee(life.dossier, PLAIN, SAID, roles=CENTER))


def back(payment: str, charge_vnd: int = 50_000) -> ReverseFee:
    return ReverseFee(payment, ReversalSort.REFUND, REASON, charge_vnd, till=TILL)


def goes_back(life: Life, act: ReverseFee) -> Recorded:
    return life.does(reverse_fee(life.dossier, act, roles=CENTER))


def codes(life: Life, act: ReverseFee) -> list[str]:
    return [it.code for it in reversal_objections(life.dossier, act)]


GOLDEN: Final = FeeReversed(
    payment="cd" * 32,
    sort=ReversalSort.VOID,
    charge_vnd=20_000,
    duty_vnd=30_000,
    method=Method.CASH,
    till=TILL,
    by_post=True,
    receipt="BB/26P 9",
    confirmation=Confirmation("Điều 0", "aa"),
    reason="Viết sai tên.",
)


def test_golden_bytes_of_a_reversal() -> None:
    """Why it went back may name somebody, and can be erased."""
    assert canonical(public_body(GOLDEN)).decode() == (
        '{"by_post":true,"charge_vnd":20000,"confirmation":{"citation":"Điều 0","leader":"aa",'
        f'"own":false}},"duty_vnd":30000,"method":"cash","payment":"{"cd" * 32}",'
        f'"receipt":"BB/26P 9","sort":"void","till":"{TILL}"}}'
    )
    assert personal_body(GOLDEN) == {"reason": "Viết sai tên."}
    told = Reader(public_body(GOLDEN)), Reader(personal_body(GOLDEN))
    assert read_record(FeeReversed, *told) == GOLDEN


def test_c20_a_fee_that_went_back_in_full_is_owed_again() -> None:
    """While the dossier is in hand; it may then be paid anew."""
    life, payment = paid()
    goes_back(life, back(payment.hash))
    fee = life.dossier.taken_in().fee
    assert (fee.state, fee.receipt, fee.payment) == (FeeState.UNPAID, "", None)
    assert life.dossier.paid_at is None
    assert life.dossier.conflicts == ()
    assert taken_vnd(life.dossier.history) == 0
    life.does(record_fee(life.dossier, PLAIN, SAID, roles=CENTER))
    assert life.dossier.taken_in().fee.state is FeeState.PAID
    assert taken_vnd(life.dossier.history) == 50_000


def test_a_part_that_went_back_leaves_the_fee_paid() -> None:
    """What is left of the payment may go back later, and no đồng more."""
    life, payment = paid()
    goes_back(life, back(payment.hash, 20_000))
    assert life.dossier.taken_in().fee.state is FeeState.PAID
    (left,) = payments_left(life.dossier)
    assert (left.amount_vnd, left.payment.entry) == (30_000, payment.hash)
    assert codes(life, back(payment.hash, 30_001)) == ["fee-reversed-too-much"]
    goes_back(life, back(payment.hash, 30_000))
    assert life.dossier.taken_in().fee.state is FeeState.UNPAID
    assert payments_left(life.dossier) == ()


def test_a_void_receipt_is_void_as_a_whole() -> None:
    """Whatever amounts were said, all that is left of it counts no more."""
    life, payment = paid()
    goes_back(life, back(payment.hash, 20_000))
    void = replace(back(payment.hash, 1), sort=ReversalSort.VOID)
    goes_back(life, void)
    assert taken_vnd(life.dossier.history) == 0
    assert codes(life, void) == ["fee-reversal-amount"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "fee-reversal-reason-missing"),
        ({"method": Method.EARLIER}, "fee-reversal-method"),
        ({"method": Method.ON_DELIVERY}, "fee-reversal-method"),
        ({"payment": "ef" * 32}, "fee-payment-unknown"),
        ({"charge_vnd": 0}, "fee-reversal-amount"),
        ({"charge_vnd": -1}, "fee-reversal-amount"),
        ({"charge_vnd": 50_001}, "fee-reversed-too-much"),
        ({"duty_vnd": 1}, "fee-reversed-too-much"),
    ],
)
def test_what_stands_against_giving_back(changes: dict[str, object], code: str) -> None:
    """Each named alone, and the act refused with it."""
    life, payment = paid()
    act = replace(back(payment.hash), **changes)  # type: ignore[arg-type]  # any field of it
    assert codes(life, act) == [code]
    with pytest.raises(Refused, match=code):
        reverse_fee(life.dossier, act, roles=CENTER)


def test_c28_after_the_result_is_out_a_leader_stands_behind_it() -> None:
    """The fee was what let the result go; the state then says that it went back."""
    life = received(taking(FeeState.PAID))
    released = replace(life.dossier, state=State.RELEASED)
    (payment,) = (it.payment for it in payments_left(released))
    act = back(payment.entry)
    assert wants_leader(released)
    assert [it.code for it in reversal_objections(released, act)] == ["fee-reversal-unconfirmed"]
    confirmed = reverse_fee(released, replace(act, confirmation=LEADER), roles=RETURN_DESK)
    assert confirmed.body["confirmation"] == {
        "citation": LEADER.citation,
        "leader": LEADER.leader,
        "own": False,
    }


def test_a_word_that_nobody_asked_for_is_not_recorded() -> None:
    """Only an exception bears a leader's name."""
    life, payment = paid()
    assert not wants_leader(life.dossier)
    fact = reverse_fee(life.dossier, replace(back(payment.hash), confirmation=LEADER), roles=CENTER)
    assert "confirmation" not in fact.body


def test_a_dossier_that_is_over_owes_nothing_again() -> None:
    """Cancelled or withdrawn: what went back is said to have gone back."""
    life, payment = paid()
    over = replace(life.dossier, state=State.CANCELLED)
    assert reverse_fee(over, back(payment.hash), roles=CENTER).kind == REVERSE_FEE.name
    entry = goes_back(life, back(payment.hash))
    entered = next(it for it in life.dossier.trail if it.entry == entry.hash)
    told = replace(
        over,
        history=life.dossier.history,
        reception=replace(over.taken_in(), fee=replace(over.taken_in().fee, state=FeeState.PAID)),
    )
    after = REVERSE_FEE.effect(told, entered, Reader({}))  # type: ignore[arg-type]  # a FeeReversed
    assert after.taken_in().fee.state is FeeState.RETURNED
    assert after.taken_in().fee.receipt == "AA/26P 1"


@pytest.mark.parametrize(
    ("state", "roles", "code"),
    [
        (State.POSTED, CENTER, "role-may-not"),
        (State.NEW, CENTER, "action-not-now"),
        (State.APPLIED, POST, "action-not-now"),
        (State.DIRECTED, CENTER, "action-not-now"),
    ],
)
def test_who_gives_back_and_when(state: State, roles: frozenset[str], code: str) -> None:
    """What the post took before it handed in, the post gives back."""
    life, payment = paid()
    dossier = replace(life.dossier, state=state)
    with pytest.raises(Refused, match=code):
        reverse_fee(dossier, back(payment.hash), roles=roles)  # type: ignore[arg-type]  # of Role


def test_r114_the_hand_that_gives_back_is_told() -> None:
    """The post gives back in its own name."""
    life, payment = paid()
    fact = reverse_fee(life.dossier, back(payment.hash), roles=POST)
    assert fact.body["by_post"] is True


def test_two_desks_that_give_the_same_money_back_are_seen() -> None:
    """Both movements count, for both drawers are lighter; the second is a conflict."""
    life, payment = paid()
    other = twin(life)
    goes_back(life, back(payment.hash))
    other.does(reverse_fee(other.dossier, replace(back(payment.hash), reason="B"), roles=CENTER))
    both = together(life, other)
    assert [it.code for it in both.conflicts] == ["fee-reversed-too-much"]
    assert taken_vnd(both.history) == -50_000
    assert both.taken_in().fee.state is FeeState.UNPAID


def test_a_double_payment_is_given_back_and_the_fee_stays_paid() -> None:
    """The one that the fold does not count goes back; the other pays the fee (C20)."""
    life = received(taking(FeeState.UNPAID))
    other = twin(life)
    life.does(record_fee(life.dossier, PLAIN, SAID, roles=CENTER))
    said = replace(SAID, receipt="BB 1")
    twice = other.does(record_fee(other.dossier, PLAIN, said, roles=CENTER))
    both = together(life, other)
    assert [it.code for it in both.conflicts] == ["fee-settled"]
    lost = both.conflicts[0].entry
    life.desk.known = list(both.history)
    goes_back(life, back(lost))
    assert life.dossier.taken_in().fee.state is FeeState.PAID
    assert taken_vnd(life.dossier.history) == 50_000
    assert twice.hash in {it.hash for it in both.history}


def test_a_forged_reversal_changes_no_fee() -> None:
    """What names no payment is a conflict, and the clash is asked at the desk too."""
    life, _ = paid()
    forged = replace(GOLDEN, payment="ef" * 32)
    with pytest.raises(Refused, match="fee-payment-unknown"):
        enter(life.dossier, REVERSE_FEE, forged, roles=CENTER)
    released = as_if(life.dossier, State.RELEASED, REVERSE_FEE.action, life.at)
    with pytest.raises(Refused, match="fee-reversal-unconfirmed"):
        enter(released, REVERSE_FEE, replace(GOLDEN, confirmation=None), roles=CENTER)


def test_money_of_no_reception_goes_back_without_a_fee_to_change() -> None:
    """The post took it at filing, and the dossier was refused."""
    life, payment = paid()
    entry = goes_back(life, back(payment.hash))
    entered = next(it for it in life.dossier.trail if it.entry == entry.hash)
    bare = replace(life.dossier, reception=None, state=State.REFUSED)
    assert REVERSE_FEE.effect(bare, entered, Reader({})) is bare  # type: ignore[arg-type]  # as above
