"""Filed by post: a number, no code, and a submission when both sign (R30, R114, QĐ 45 Đ6–Đ7)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.hands import Hands
from data.domain.parcels import ParcelState, PostEventKind, parcels, post_events
from data.domain.people import person
from data.domain.post_filing import (
    HandedIn,
    Posted,
    PostFault,
    PostFaultNoted,
    TakeByPost,
    hand_in,
    note_post_fault,
    take_by_post,
)
from data.domain.received import Component, Counts, FeeState
from data.domain.reception import FeeSaid
from data.domain.roles import Role
from data.domain.vocabulary import VOCABULARY
from tests.fakes.endings import PLAIN, POST, RULES, S10
from tests.fakes.lives import DOSSIER_ID, Life

DESK = frozenset({Role.RECEIVING})
SENDER = person("Đỗ Thị Bưu Điện", phone="0905000123")
PAPERS = Component("giay-de-nghi", "Giấy đề nghị", Counts(originals=1, copies=2), remark="mờ")
TAKEN = TakeByPost(PLAIN, S10, SENDER, components=(PAPERS,), sealed=True, price_vnd=26_500)
PAID = FeeSaid(paid=True, receipt="AA/26E 0000001")
GIVEN = Hands("Võ Thị Không", "Trần Thị Ví Dụ")


def authorised(allowed: bool) -> TakeByPost:  # noqa: FBT001 - a table of cases
    agency = replace(PLAIN.agency, post_may_collect=allowed)
    return replace(TAKEN, procedure=replace(PLAIN, agency=agency), fee=PAID)


def takes(act: TakeByPost = TAKEN, life: Life | None = None) -> Fact:
    dossier = life.dossier if life else Dossier(DOSSIER_ID)
    return take_by_post(dossier, act, at=Life().at, roles=POST, rules=RULES)


def filed(act: TakeByPost = TAKEN) -> Life:
    life = Life()
    life.does(takes(act))
    return life


def test_qd45_6_what_the_post_took_is_written_down_paper_by_paper() -> None:
    """Kinds and counts, sealed before its sender, with the postage."""
    told = filed().dossier.last(Posted)
    assert told is not None
    assert told.what.components == (PAPERS,)
    assert (told.what.sealed, told.what.price_vnd) == (True, 26_500)


def test_an_entry_of_an_earlier_program_reads_as_one_that_counted_nothing() -> None:
    """Version 1 knew the number and nothing of what was inside."""
    fact = takes()
    names = ("agency", "at", "basis", "field", "post_item", "procedure", "verified")
    old = {name: fact.body[name] for name in names}
    life = Life()
    life.does(replace(fact, version=1, body=old))
    told = life.dossier.last(Posted)
    assert told is not None
    assert (told.what.post_item, told.what.components, told.what.fee) == (S10, (), None)
    assert VOCABULARY.newest[fact.kind] == fact.version


def test_r114_the_post_takes_a_fee_for_an_agency_that_let_it() -> None:
    """What it took stands with what it holds."""
    told = filed(authorised(allowed=True)).dossier.last(Posted)
    assert told is not None
    assert told.what.fee is not None
    assert told.what.fee.state is FeeState.PAID
    assert told.what.fee.payment is not None
    assert told.what.fee.payment.by_post


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (authorised(allowed=False), "post-may-not-collect"),
        (replace(authorised(allowed=True), fee=replace(PAID, receipt="")), "fee-receipt-missing"),
        (replace(TAKEN, post_item=" "), "post-item-missing"),
        (replace(TAKEN, post_item="EB123456784VN"), "post-number-mistyped"),
        (replace(TAKEN, applicant=person("")), "applicant-name-missing"),
        (replace(TAKEN, price_vnd=-1), "postage-out-of-range"),
        (replace(TAKEN, procedure=replace(PLAIN, post_filing=False)), "post-filing-not-allowed"),
    ],
)
def test_what_the_post_may_not_take_is_said(act: TakeByPost, code: str) -> None:
    """C20: no money without an authorisation, none without a receipt."""
    with pytest.raises(Refused, match=code):
        takes(act)


def test_qd45_7_the_signing_is_the_submission() -> None:
    """Its moment is the dossier's, and it is signed once."""
    life = filed()
    assert [it.state for it in parcels(life.dossier)] == [ParcelState.FILED]
    life.does(hand_in(life.dossier, GIVEN, batch="ab" * 16, roles=DESK))
    assert life.dossier.submitted_at == life.at
    assert [it.state for it in parcels(life.dossier)] == [ParcelState.HANDED_IN]
    with pytest.raises(Refused, match="handed-in-already"):
        hand_in(life.dossier, GIVEN, batch="ab" * 16, roles=DESK)


@pytest.mark.parametrize("given", [Hands("", "Trần Thị Ví Dụ"), Hands("Võ Thị Không", "")])
def test_r20_nothing_is_handed_in_without_two_names(given: Hands) -> None:
    """QĐ 45 Đ7.3: both sign."""
    with pytest.raises(Refused, match=r"giver-missing|receiver-missing"):
        hand_in(filed().dossier, given, batch="", roles=DESK)


def test_two_desks_that_sign_for_one_item_are_a_conflict() -> None:
    """The first signing counts, in whatever order they come."""
    life = filed()
    known = [*life.desk.known]
    life.does(hand_in(life.dossier, GIVEN, batch="", roles=DESK))
    first = life.dossier.submitted_at
    again = Life(at=life.at + timedelta(minutes=5))
    again.desk.known[:] = known
    fact = hand_in(fold(DOSSIER_ID, known), GIVEN, batch="", roles=DESK)
    life.does(fact)
    assert life.dossier.submitted_at == first
    assert [it.code for it in life.dossier.conflicts] == ["handed-in-already"]


def test_r24_what_befell_an_item_is_noted() -> None:
    """QĐ 45 Đ14: lost or damaged, on which day and why."""
    life = filed()
    said = PostFaultNoted(S10, PostFault.DAMAGED, life.at.date(), "ướt mưa")
    life.does(note_post_fault(life.dossier, said, now=life.at, roles=DESK))
    assert parcels(life.dossier)[0].fault == PostFault.DAMAGED.value
    tomorrow = replace(said, day=life.at.date() + timedelta(days=2))
    with pytest.raises(Refused, match="post-day-in-the-future"):
        note_post_fault(life.dossier, tomorrow, now=life.at, roles=DESK)
    with pytest.raises(Refused, match="post-fault-reason-missing"):
        note_post_fault(life.dossier, replace(said, reason=" "), now=life.at, roles=DESK)


def test_what_was_filed_counts_once_in_the_reports() -> None:
    """However often it was signed for or noted."""
    life = filed()
    life.does(hand_in(life.dossier, GIVEN, batch="", roles=DESK))
    assert [it.kind for it in post_events(life.dossier)] == [PostEventKind.FILED]
    assert life.dossier.last(HandedIn) is not None
