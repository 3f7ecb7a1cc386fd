"""How a fee was paid stands in its entry, and entries of before say that nobody asked."""

import json
from dataclasses import replace
from typing import Final

import pytest

from data.domain.amendments import change_return, record_fee
from data.domain.body import Reader
from data.domain.dossier import Dossier
from data.domain.entries import Body, Json, canonical
from data.domain.errors import Refused
from data.domain.fees import Charge, FeeDue, FeeKind
from data.domain.folding import fold
from data.domain.money import taken_vnd
from data.domain.paying import Method, Payment, payment_body, read_payment
from data.domain.post_filing import TakeByPost, take_by_post
from data.domain.received import (
    Component,
    Counts,
    Fee,
    FeeState,
    Return,
    fee_body,
    read_fee,
)
from data.domain.reception import FeeSaid, Receive, Way, decide
from data.domain.reversing import payments_left
from data.domain.vocabulary import (
    DOSSIER_ANSWERED,
    DOSSIER_DELIVERED,
    DOSSIER_FEE_RECORDED,
    DOSSIER_RECEIVED,
    VOCABULARY,
)
from tests.fakes.endings import PLAIN, POST, RULES, S10, taking
from tests.fakes.forge import START, ForgedDesk, a_reception
from tests.fakes.lives import APPLICANT, CENTER, DOSSIER_ID, Life, received

PAID: Final = Fee(
    50_000,
    FeeState.PAID,
    (Charge("p", "Phí", FeeKind.CHARGE, FeeDue.FILING, 1, 50_000, 50_000, "1/2026"),),
    "AA/26P 1",
    Payment(Method.VIETQR, "ab" * 16, by_post=True),
)
GOLDEN_PAID: Final = (
    '{"amount_vnd":50000,"charges":[{"amount_vnd":50000,"basis":"","document":"1/2026",'
    '"due":"filing","exemption":"","fee":"p","full_vnd":50000,"kind":"charge","name":"Phí",'
    f'"quantity":1}}],"payment":{{"by_post":true,"method":"vietqr","till":"{"ab" * 16}"}},'
    '"receipt":"AA/26P 1","state":"paid"}'
)
FIRST_FEE: Final = '{"amount_vnd":50000,"charges":[],"receipt":"AA/26P 1","state":"paid"}'
"""A recorded fee as the program before signed it."""


def body_of(text: str) -> dict[str, Json]:
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def lifted(kind: str, body: Body, version: int) -> Body:
    found = VOCABULARY.read(ForgedDesk("a").append(kind, body, version=version).entry)
    assert found is not None
    return found


def test_golden_bytes_of_a_paid_fee() -> None:
    """What desks sign is read for ever; a change here is a new version."""
    assert canonical(fee_body(PAID)).decode() == GOLDEN_PAID
    assert read_fee(Reader(body_of(GOLDEN_PAID))) == PAID


def test_a_fee_that_is_owed_has_no_payment() -> None:
    """An empty payment is none, and reads as none."""
    assert payment_body(None) == {}
    assert read_payment(Reader({})) is None


@pytest.mark.parametrize(
    ("kind", "version"), [(DOSSIER_RECEIVED, 3), (DOSSIER_ANSWERED, 2), (DOSSIER_FEE_RECORDED, 1)]
)
@pytest.mark.parametrize(("state", "method"), [("paid", "unrecorded"), ("unpaid", None)])
def test_a_fee_of_before_was_paid_somehow(
    kind: str, version: int, state: str, method: str | None
) -> None:
    """Nobody asked for the method then: it is unrecorded, and no till is guessed."""
    fee = {**body_of(FIRST_FEE), "state": state}
    told = lifted(kind, fee if kind == DOSSIER_FEE_RECORDED else {"fee": fee}, version)
    read = read_fee(Reader(told) if kind == DOSSIER_FEE_RECORDED else Reader(told).child("fee"))
    assert read.payment == (Payment(Method(method)) if method else None)


@pytest.mark.parametrize("broken", ["paid", 7, None, ["paid"]])
def test_lifting_a_broken_fee_never_raises(broken: Json) -> None:
    """What is malformed stays so, and the fold makes a mark of it."""
    assert lifted(DOSSIER_RECEIVED, {"fee": broken}, 3)["fee"] == broken


def test_a_delivery_of_before_says_that_it_named_no_amount() -> None:
    """What the post took then is told by the fee that was owed."""
    told = lifted(DOSSIER_DELIVERED, {"receipt": "AA 1"}, 1)
    assert (told["amounts_unsaid"], told["charge_vnd"], told["receipt"]) == (True, 0, "AA 1")


def test_a_dossier_of_the_program_before_folds_to_an_unrecorded_payment() -> None:
    """Its bytes stay; only how it was paid is not known."""
    desk = ForgedDesk("a")
    life = received(taking(FeeState.UNPAID))
    desk.known += life.desk.known
    desk.append(DOSSIER_FEE_RECORDED, body_of(FIRST_FEE), version=1)
    fee = fold(DOSSIER_ID, desk.known).taken_in().fee
    assert (fee.state, fee.payment) == (FeeState.PAID, Payment(Method.UNRECORDED))


def test_r114_the_hand_that_took_the_fee_is_that_of_the_role_that_acts() -> None:
    """The employee of the post takes it for the agency; an officer of the Center does not."""
    said = FeeSaid(paid=True, receipt="AA 1", method=Method.CASH, till="ab" * 16)
    for roles, by_post in ((POST, True), (CENTER, False)):
        life = received(taking(FeeState.UNPAID))
        life.does(record_fee(life.dossier, PLAIN, said, roles=roles))
        payment = life.dossier.taken_in().fee.payment
        assert payment == Payment(Method.CASH, "ab" * 16, by_post=by_post)


def test_what_nobody_took_is_not_said_to_have_been_taken_earlier() -> None:
    """A fee is paid here, or an entry shows that it was paid before."""
    life = received(taking(FeeState.UNPAID))
    earlier = FeeSaid(paid=True, receipt="AA 1", method=Method.EARLIER)
    with pytest.raises(Refused, match="fee-not-taken-earlier") as refused:
        record_fee(life.dossier, PLAIN, earlier, roles=CENTER)
    assert refused.value.facts == {"taken_vnd": 0, "amount_vnd": 50_000}


def test_the_post_looks_for_whoever_is_named() -> None:
    """Receiver and phone lie with the personal fields, and go with another wish."""
    life = received()
    way = Way(
        return_by_post=True,
        post_address="Thôn Thử",
        post_receiver=" Trần Thị  Không Có ",
        post_phone="0905000321",
    )
    fact = change_return(life.dossier, PLAIN, way, roles=CENTER)
    assert set(fact.personal or {}) == {"post_address", "post_phone", "post_receiver"}
    assert not {"post_phone", "post_receiver"} & set(fact.body)
    life.does(fact)
    wish = life.dossier.taken_in().returning
    assert (wish.receiver, wish.phone) == ("Trần Thị Không Có", "0905000321")
    life.does(change_return(life.dossier, PLAIN, Way(), roles=CENTER))
    assert (life.dossier.taken_in().returning.receiver, life.dossier.id) == ("", DOSSIER_ID)


def test_form_01_tells_the_post_whom_to_look_for() -> None:
    """It is read again as it was told."""
    wish = Return("Bưu điện", by_post=True, address="Thôn Thử", receiver="A", phone="0905")
    told: Dossier = received(replace(a_reception(), returning=wish)).dossier
    assert told.taken_in().returning == wish


# --- taken by the post when it took the dossier -------------------------------------------------

COLLECTED: Final = replace(PLAIN, agency=replace(PLAIN.agency, post_may_collect=True))
PAPERS: Final = tuple(
    Component(it.id, it.name, Counts(originals=1), ("ab" * 32,)) for it in PLAIN.components
)
TAKEN: Final = FeeSaid(paid=True, receipt="AA/26P 7", till="ab" * 16)


def filed(said: FeeSaid = TAKEN) -> Life:
    """A dossier that the post holds, with what was said of its fee."""
    life = Life()
    act = TakeByPost(COLLECTED, S10, APPLICANT, fee=said)
    dossier = Dossier(DOSSIER_ID)
    life.does(take_by_post(dossier, act, at=START, roles=POST, rules=RULES))
    return life


def receives(life: Life, said: FeeSaid) -> Fee:
    act = Receive(COLLECTED, PAPERS, APPLICANT, None, 1, "03", START, fee=said)
    life.does(decide(life.dossier, act, number=1, now=life.at, roles=CENTER, rules=RULES))
    return life.dossier.taken_in().fee


def test_r114_what_the_post_took_at_filing_pays_the_fee_and_moves_once() -> None:
    """Form 01 says paid, and names no till: the money lies where the post took it."""
    life = filed()
    before = taken_vnd(life.dossier.history)
    fee = receives(life, replace(TAKEN, method=Method.EARLIER))
    assert (fee.state, fee.payment) == (FeeState.PAID, Payment(Method.EARLIER))
    assert taken_vnd(life.dossier.history) == before == fee.amount_vnd
    (left,) = payments_left(life.dossier)
    assert (left.payment.by_post, left.payment.till) == (True, "ab" * 16)


def test_c20_nobody_pays_twice_what_the_post_took() -> None:
    """A second payment is refused, and so is an earlier one that nobody made."""
    with pytest.raises(Refused, match="fee-taken-earlier"):
        receives(filed(), TAKEN)
    with pytest.raises(Refused, match="fee-not-taken-earlier"):
        receives(filed(FeeSaid()), replace(TAKEN, method=Method.EARLIER))
    assert receives(filed(FeeSaid()), TAKEN).state is FeeState.PAID
