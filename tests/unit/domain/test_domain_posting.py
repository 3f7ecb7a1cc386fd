"""The post carries a result home, or brings it back (R96, A7, C20, C21)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.domain.amendments import record_fee
from data.domain.concluding import (
    Fault,
    Reject,
    ResultBrought,
    arrived,
    current_result,
    items_left,
    reject_result,
    shelf,
)
from data.domain.confirmation import Confirmation
from data.domain.correcting import recall
from data.domain.dossier import Mark
from data.domain.entries import Recorded, canonical
from data.domain.errors import Refused
from data.domain.hands import Hands
from data.domain.kinds import enter
from data.domain.lifecycle import State
from data.domain.people import Authorization, Scope
from data.domain.posting import (
    BACK_ON_SHELF,
    DELIVER,
    GIVE_TO_POST,
    GIVE_TO_POST_AT_UNIT,
    BackAtAgency,
    BackOnShelf,
    Deliver,
    Delivered,
    GivenToPost,
    GiveToPost,
    Invitation,
    back_at_agency,
    back_objections,
    back_on_shelf,
    deliver,
    delivery_objections,
    give_to_post,
    give_to_post_at_unit,
    invitations,
    invite,
    next_invitation,
    posting,
    posting_objections,
)
from data.domain.profile import AfterFailedPost
from data.domain.received import FeeState, Inbound
from data.domain.reception import FeeSaid
from data.domain.records import personal_body, public_body
from data.domain.releasing import Collector, originals_left, to_recover
from data.domain.roles import Role
from tests.fakes.endings import (
    DENIED,
    GIVEN,
    LEADER,
    PLAIN,
    POST,
    RETURN_DESK,
    RULES,
    S10,
    approved,
    approves,
    brings,
    in_post,
    now,
    posted_by_police,
    posts,
    ruled,
    taking,
    together,
    twin,
    waiting,
)
from tests.fakes.forge import START
from tests.fakes.lives import CENTER, Life

ITEM = GiveToPost(S10, "Bùi Văn Thư")
ON_DELIVERY = replace(ITEM, cod=True, post_may_collect=True)
COD = ruled(cash_on_delivery=True)
MONDAY = date(2026, 11, 23)
"""The day of `START`; the 24th is a day off."""
THURSDAY = date(2026, 11, 26)
HANDED_OVER = Deliver("Nguyễn Văn Thử", MONDAY, identity_seen=True)
TO_SHELF = ruled(after_failed_post=AfterFailedPost.SHELF)
UNPAID_BY_POST = taking(FeeState.UNPAID, by_post=True)


def codes(objections: Iterable[Refused]) -> list[str]:
    return [it.code for it in objections]


def codes_of(marks: Iterable[Mark]) -> list[str]:
    return [mark.code for mark in marks]


def against(life: Life, act: GiveToPost = ITEM, **profile: object) -> list[str]:
    return codes(posting_objections(life.dossier, act, ruled(**profile)))


def against_delivery(life: Life, act: Deliver = HANDED_OVER) -> list[str]:
    return codes(delivery_objections(life.dossier, act, now=now(life)))


def delivers(life: Life, act: Deliver = HANDED_OVER) -> Recorded:
    return life.does(deliver(life.dossier, act, now=now(life), roles=POST))


def invites(life: Life, day: date) -> Recorded:
    fact = invite(life.dossier, day=day, now=now(life), roles=POST, rules=RULES, reason="Vắng nhà")
    return life.does(fact)


def tried(life: Life) -> Life:
    """Two invitations, as many as the law wants before it comes back."""
    invites(life, MONDAY)
    life.at = START + timedelta(days=3)
    invites(life, THURSDAY)
    return life


def given(life: Life) -> GivenToPost:
    record = life.dossier.last(GivenToPost)
    assert record is not None
    return record.what


def cash_on_delivery() -> Life:
    life = waiting(UNPAID_BY_POST)
    posts(life, ON_DELIVERY, rules=COD)
    return life


# --- the post takes it --------------------------------------------------------------------------


def test_r96_the_post_takes_a_result_to_who_asked_for_it() -> None:
    """Everything goes under one number, and nothing is handed out before it is delivered."""
    life = in_post(taking(by_post=True, kept=1), replace(ITEM, originals=1, unconfirmed=True))
    carried = posting(life.dossier)
    assert carried is not None
    assert carried.what == given(life)
    assert life.dossier.state is State.IN_POST
    assert (given(life).items, given(life).originals) == (("1", "2"), 1)
    assert (given(life).cod_vnd, given(life).unconfirmed) == (0, True)
    assert len(items_left(life.dossier)) == 2
    assert originals_left(life.dossier) == 1


def test_r15_who_wants_to_fetch_it_is_not_sent_it() -> None:
    """The way of return is the applicant's choice, and the post is one of them."""
    life = waiting()
    assert posting(life.dossier) is None
    assert against(life) == ["post-not-asked-for"]


def test_the_item_has_a_number_that_was_not_mistyped_and_somebody_signed_for_it() -> None:
    """A number of the world's post bears a check digit; any other is taken as it is."""
    life = waiting(taking(by_post=True))
    assert against(life, replace(ITEM, item=" ", courier=" ")) == [
        "post-number-missing",
        "courier-missing",
    ]
    for serial in ("eb 1234 5678 5 vn", "RR473124829VN", "VN-26/118"):
        assert against(life, replace(ITEM, item=serial)) == []
    assert against(life, replace(ITEM, item="EB123456786VN")) == ["post-number-mistyped"]
    posts(life, replace(ITEM, item="eb 1234 5678 5 vn"))
    assert given(life).item == S10


@pytest.mark.parametrize(("serial", "digit"), [("00000000", "5"), ("00000008", "0")])
def test_s10_has_two_remainders_of_its_own(serial: str, digit: str) -> None:
    """11 is written 5 and 10 is written 0 (UPU S10)."""
    life = waiting(taking(by_post=True))
    right = f"EB{serial}{digit}VN"
    wrong = f"EB{serial}{(int(digit) + 1) % 10}VN"
    assert against(life, replace(ITEM, item=right)) == []
    assert against(life, replace(ITEM, item=wrong)) == ["post-number-mistyped"]


def test_r32_the_post_gets_nothing_that_is_not_paid_for() -> None:
    """The gate is that of the desk, and no leader opens it."""
    life = waiting(UNPAID_BY_POST)
    assert against(life) == ["fee-unpaid"]
    with pytest.raises(Refused, match="fee-unpaid"):
        posts(life, replace(ITEM, confirmation=LEADER))


def test_a7_cash_on_delivery_is_for_agencies_that_let_the_post_collect() -> None:
    """Both the profile and the agency's own authorisation open it (R114, C20)."""
    life = waiting(UNPAID_BY_POST)
    assert against(life, replace(ON_DELIVERY, post_may_collect=False)) == [
        "cod-not-allowed",
        "cod-not-authorised",
    ]
    assert against(life, ON_DELIVERY, cash_on_delivery=True) == []
    posts(life, ON_DELIVERY, rules=COD)
    assert given(life).cod_vnd == 50_000


def test_c20_the_post_takes_no_money_where_none_is_owed() -> None:
    """Neither for what was paid nor for a refusal, which leaves without a fee."""
    paid, refused = waiting(taking(by_post=True)), waiting(UNPAID_BY_POST, DENIED)
    for life in (paid, refused):
        assert against(life, ON_DELIVERY, cash_on_delivery=True) == ["cod-nothing-due"]
        assert against(life) == []


def test_c21_the_police_hand_their_result_to_the_post_themselves() -> None:
    """And nobody else does so past the return desk."""
    assert posted_by_police().dossier.state is State.IN_POST
    life = approved(taking(by_post=True))
    with pytest.raises(Refused, match="not-at-own-unit"):
        give_to_post_at_unit(life.dossier, ITEM, roles=frozenset({Role.POLICE}), rules=RULES)


def test_kept_originals_and_dossiers_of_others_are_a_leaders_matter() -> None:
    """Originals go along (TT 17/2017 Đ5), and what another one-stop sent goes back there."""
    inbound = Inbound("Bộ phận Một cửa huyện Ví Dụ", "H-1")
    life = waiting(taking(by_post=True, kept=1, inbound=inbound))
    assert against(life) == ["goes-back-to-one-stop", "originals-left"]
    posts(life, replace(ITEM, confirmation=LEADER))
    assert given(life).excused == ("goes-back-to-one-stop", "originals-left")


def test_r98_an_officer_who_receives_gives_nothing_to_the_post() -> None:
    """The return desk and the post do."""
    life = waiting(taking(by_post=True))
    with pytest.raises(Refused, match="role-may-not"):
        give_to_post(life.dossier, ITEM, roles=CENTER, rules=RULES)


# --- it is delivered ----------------------------------------------------------------------------


def test_r96_a_delivered_result_is_handed_out() -> None:
    """With everything the post had, to whom it names."""
    life = in_post(taking(by_post=True, kept=1), replace(ITEM, originals=1))
    delivers(life)
    assert life.dossier.state is State.RELEASED
    assert items_left(life.dossier) == ()
    assert originals_left(life.dossier) == 0
    assert posting(life.dossier) is None


def test_c8_an_old_paper_that_the_post_took_back_is_not_asked_for_again() -> None:
    """The result proved wrong; whoever fetches the new one has nothing more to give."""
    life = in_post(taking(by_post=True, recover=("Giấy phép cũ",)))
    delivers(life, replace(HANDED_OVER, recovered=("Giấy phép cũ",)))
    back = Reject(Fault.WRONG, "Sai tên", recovered=True)
    life.does(
        reject_result(life.dossier, back, now=now(life), roles=RETURN_DESK, rules=RULES),
    )
    approves(life)
    assert to_recover(life.dossier) == ()


def test_c21_the_post_looks_at_a_paper_of_who_takes_it() -> None:
    """Name, identity and a day on which it had the item (TT 17/2017 Đ5.2)."""
    life = in_post()
    nobody = Deliver(" ", date(2026, 11, 22), identity_seen=False)
    assert against_delivery(life, nobody) == [
        "collector-name-missing",
        "identity-not-seen",
        "delivered-before-posting",
    ]
    late = replace(HANDED_OVER, day=date(2026, 11, 25))
    assert against_delivery(life, late) == ["post-day-in-the-future"]
    delivers(life, replace(HANDED_OVER, identity_seen=False, confirmation=LEADER))
    delivered = life.dossier.last(Delivered)
    assert delivered is not None
    assert delivered.what.excused == ("identity-not-seen",)


def test_r124_the_post_gives_nothing_to_who_is_not_authorised() -> None:
    """The right to receive is looked at on the day of the delivery."""
    life = in_post()
    other = replace(HANDED_OVER, receiver="Trần Thị Không Có", capacity=Collector.AUTHORISED)
    assert against_delivery(life, other) == ["collector-authorization-missing"]
    letter = Authorization(paper="số 1/GUQ", scope=Scope.RECEIVE)
    delivers(life, replace(other, authorization=letter))
    delivered = life.dossier.last(Delivered)
    assert delivered is not None
    assert (delivered.what.authorization, delivered.what.scope) == ("số 1/GUQ", Scope.RECEIVE)


def test_c8_the_post_takes_old_papers_back() -> None:
    """TT 17/2017 Đ5.2.đ."""
    life = in_post(taking(by_post=True, recover=("Giấy phép cũ",)))
    assert against_delivery(life) == ["old-papers-not-recovered"]
    assert against_delivery(life, replace(HANDED_OVER, recovered=("Giấy phép cũ",))) == []


def test_c20_the_fee_that_the_post_took_is_paid_with_its_receipt() -> None:
    """Nothing is handed over before it, and the receipt is recorded."""
    life = cash_on_delivery()
    assert against_delivery(life) == ["fee-receipt-missing"]
    delivers(life, replace(HANDED_OVER, receipt="AA/26P 118"))
    fee = life.dossier.taken_in().fee
    assert (fee.state, fee.receipt) == (FeeState.PAID, "AA/26P 118")
    assert life.dossier.paid_at == life.at


def test_a_fee_that_was_paid_meanwhile_is_not_taken_twice() -> None:
    """The receipt of the desk stays, and the post asks for nothing."""
    life = cash_on_delivery()
    said = FeeSaid(paid=True, receipt="BB/26P 7")
    life.does(record_fee(life.dossier, PLAIN, said, roles=CENTER))
    assert against_delivery(life) == []
    delivers(life, replace(HANDED_OVER, receipt="AA/26P 118"))
    fee = life.dossier.taken_in().fee
    assert (fee.state, fee.receipt) == (FeeState.PAID, "BB/26P 7")


def test_two_desks_that_took_one_fee_leave_the_first_receipt() -> None:
    """What the post took is in its entry, and the money goes back from there."""
    life = cash_on_delivery()
    other = twin(life)
    said = FeeSaid(paid=True, receipt="BB/26P 7")
    other.does(record_fee(other.dossier, PLAIN, said, roles=CENTER))
    invites(life, MONDAY)
    delivers(life, replace(HANDED_OVER, receipt="AA/26P 118"))
    dossier = together(life, other)
    assert dossier.state is State.RELEASED
    assert dossier.taken_in().fee.receipt == "BB/26P 7"


# --- nobody is there ----------------------------------------------------------------------------


def test_c21_invitations_are_two_working_days_apart() -> None:
    """The 24th is a day off, so after Monday the 23rd the next is on Thursday the 26th."""
    life = in_post()
    assert next_invitation(life.dossier, RULES.calendar) == MONDAY
    with pytest.raises(Refused, match="post-day-in-the-future"):
        invites(life, THURSDAY)
    with pytest.raises(Refused, match="invitation-too-soon"):
        invites(life, date(2026, 11, 20))
    invites(life, MONDAY)
    life.at = START + timedelta(days=2)
    with pytest.raises(Refused, match="invitation-too-soon") as refused:
        invites(life, date(2026, 11, 25))
    assert refused.value.facts == {"day": "2026-11-26"}
    life.at = START + timedelta(days=3)
    invites(life, THURSDAY)
    assert [it.what.number for it in invitations(life.dossier)] == [1, 2]


def test_c21_after_two_invitations_the_result_goes_to_the_competent_agency() -> None:
    """Not before, and to no other place, unless a leader says so."""
    life = in_post()
    assert codes(back_objections(life.dossier, AfterFailedPost.AGENCY, RULES)) == [
        "post-still-tries"
    ]
    tried(life)
    assert back_objections(life.dossier, AfterFailedPost.AGENCY, RULES) == []
    assert codes(back_objections(life.dossier, AfterFailedPost.SHELF, RULES)) == [
        "post-back-elsewhere"
    ]
    with pytest.raises(Refused, match="giver-missing"):
        back_at_agency(life.dossier, Hands("", ""), roles=POST, rules=RULES)
    life.does(back_at_agency(life.dossier, GIVEN, roles=POST, rules=RULES))
    assert life.dossier.state is State.APPROVED
    back = life.dossier.last(BackAtAgency)
    assert back is not None
    assert (back.what.item, back.what.invitations) == (S10, 2)
    assert back.what.confirmation is None


def test_r98_what_came_back_to_the_agency_goes_to_the_return_desk_again() -> None:
    """The agency does not return it itself; it arrived when it first came."""
    life = tried(in_post())
    first = arrived(life.dossier)
    life.does(back_at_agency(life.dossier, GIVEN, roles=POST, rules=RULES))
    brings(life, "D4")
    assert life.dossier.state is State.WAITING
    assert arrived(life.dossier) == first
    assert len(life.dossier.facts(ResultBrought)) == 2


def test_r100_a_profile_may_keep_at_the_return_desk_what_the_post_brings_back() -> None:
    """On a shelf, and the post may try once more under another number."""
    life = tried(in_post())
    fact = back_on_shelf(life.dossier, "E5", roles=RETURN_DESK, rules=TO_SHELF)
    life.does(fact)
    assert (life.dossier.state, shelf(life.dossier)) == (State.WAITING, "E5")
    with pytest.raises(Refused, match="post-number-used"):
        posts(life)
    posts(life, replace(ITEM, item="VN-2"))
    assert invitations(life.dossier) == ()


def test_c21_what_cannot_be_delivered_comes_back_sooner_on_a_leaders_word() -> None:
    """A wrong address is found at the first try."""
    life = in_post()
    fact = back_on_shelf(
        life.dossier, "E5", roles=POST, rules=RULES, reason="Sai địa chỉ", confirmation=LEADER
    )
    life.does(fact)
    back = life.dossier.last(BackOnShelf)
    assert back is not None
    assert back.what.excused == ("post-still-tries", "post-back-elsewhere")
    assert back.what.confirmation == LEADER


def test_r33_the_police_take_back_themselves_what_the_post_could_not_deliver() -> None:
    """It never comes to the central desk, whatever the profile says about the others."""
    life = posted_by_police()
    tried(life)
    assert codes(back_objections(life.dossier, AfterFailedPost.SHELF, TO_SHELF)) == [
        "result-at-own-unit"
    ]
    with pytest.raises(Refused, match="result-at-own-unit"):
        enter(life.dossier, BACK_ON_SHELF, BackOnShelf("A1", S10, 2), roles=POST)
    life.does(back_at_agency(life.dossier, GIVEN, roles=POST, rules=TO_SHELF))
    assert life.dossier.state is State.APPROVED
    assert current_result(life.dossier) is not None


def test_a_result_that_was_given_to_the_post_by_mistake_is_taken_back() -> None:
    """Nobody has it yet, so the step is recalled and the number is free again."""
    life = in_post()
    officer = life.dossier.trail[-1].officer
    life.does(recall(life.dossier, reason="Nhầm", officer=officer, roles=POST))
    assert life.dossier.state is State.WAITING
    assert invitations(life.dossier) == ()
    posts(life)


# --- desks that never spoke ---------------------------------------------------------------------


def test_what_two_desks_sent_is_told_apart_by_its_number() -> None:
    """A delivery of the other item is no delivery of this one."""
    life = waiting(taking(by_post=True))
    other = twin(life)
    posts(other)
    posts(life, replace(ITEM, item="VN-2"))
    delivers(life)
    dossier = together(life, other)
    assert dossier.state is State.IN_POST
    assert codes_of(dossier.conflicts) == ["give-to-post-not-possible", "post-item-other"]


def test_one_try_that_two_desks_recorded_counts_once() -> None:
    """The second entry of one invitation is shown and counts for nothing."""
    life = in_post()
    other = twin(life)
    invites(life, MONDAY)
    invites(other, MONDAY)
    dossier = together(life, other)
    assert codes_of(dossier.conflicts) == ["invitation-twice"]
    assert len(invitations(dossier)) == 1


def test_an_invitation_of_another_item_is_none_of_this_one() -> None:
    """What the post tried before it came back counts no more."""
    life = waiting(taking(by_post=True))
    other = twin(life)
    posts(other)
    posts(life, replace(ITEM, item="VN-2"))
    invites(life, MONDAY)
    assert codes_of(together(life, other).conflicts)[-1] == "post-item-other"


def test_the_gate_holds_for_postings_of_any_desk() -> None:
    """An unpaid result, a part, another place: each is a conflict and never a posting."""
    everybody = frozenset(Role)

    def refused(life: Life, record: object, kind: object) -> str:
        result = current_result(life.dossier)
        assert result is not None
        with pytest.raises(Refused) as refused:
            enter(life.dossier, kind, replace(record, result=result.entry), roles=everybody)  # type: ignore[arg-type,type-var]  # each kind has its own record
        return refused.value.code

    paid = FeeState.PAID
    whole = GivenToPost(S10, "", ("1", "2"), 0, paid, cod=False, cod_vnd=0)
    unpaid, plain = waiting(UNPAID_BY_POST), waiting(taking(by_post=True))
    assert refused(unpaid, whole, GIVE_TO_POST) == "fee-unpaid"
    assert refused(plain, replace(whole, items=("1",)), GIVE_TO_POST) == "release-not-whole"
    assert refused(approved(), whole, GIVE_TO_POST_AT_UNIT) == "not-at-own-unit"
    delivered = Delivered("", ("1",), 0, paid, S10, MONDAY, Collector.APPLICANT, identity_seen=True)
    assert refused(in_post(), delivered, DELIVER) == "release-not-whole"
    unpaid_for = replace(delivered, items=("1", "2"), fee=FeeState.UNPAID)
    assert refused(cash_on_delivery(), unpaid_for, DELIVER) == "fee-unpaid"


# --- bytes --------------------------------------------------------------------------------------

GOLDEN = [
    (
        GivenToPost(
            "EB123456785VN",
            "ab",
            ("1",),
            1,
            FeeState.UNPAID,
            cod=True,
            cod_vnd=50_000,
            manifest="de",
            unconfirmed=True,
            confirmation=Confirmation("Điều 0", "aa"),
            excused=("originals-left",),
            courier="Bùi Văn Thư",
        ),
        (
            '{"cod":true,"cod_vnd":50000,"confirmation":{"citation":"Điều 0","leader":"aa",'
            '"own":false},"excused":["originals-left"],"fee":"unpaid","item":"EB123456785VN",'
            '"items":["1"],"manifest":"de","originals":1,"result":"ab","unconfirmed":true}'
        ),
        '{"courier":"Bùi Văn Thư"}',
    ),
    (
        Invitation("EB123456785VN", 1, date(2026, 11, 23), "Vắng nhà"),
        '{"day":"2026-11-23","item":"EB123456785VN","number":1}',
        '{"reason":"Vắng nhà"}',
    ),
    (
        Delivered(
            "ab",
            ("1",),
            1,
            FeeState.UNPAID,
            "EB123456785VN",
            date(2026, 11, 26),
            Collector.AUTHORISED,
            identity_seen=True,
            scope=Scope.RECEIVE,
            expires=date(2026, 12, 31),
            recovered=("Giấy phép cũ",),
            receipt="AA/26P 118",
            charge_vnd=20_000,
            duty_vnd=30_000,
            confirmation=Confirmation("Điều 0", "aa"),
            excused=("identity-not-seen",),
            receiver="Trần Thị Không Có",
            authorization="số 1/GUQ",
        ),
        (
            '{"capacity":"authorised","charge_vnd":20000,"confirmation":{"citation":"Điều 0",'
            '"leader":"aa","own":false},"day":"2026-11-26","duty_vnd":30000,'
            '"excused":["identity-not-seen"],'
            '"expires":"2026-12-31","fee":"unpaid","identity_seen":true,'
            '"item":"EB123456785VN","items":["1"],"originals":1,"receipt":"AA/26P 118",'
            '"recovered":["Giấy phép cũ"],"result":"ab","scope":"receive"}'
        ),
        '{"authorization":"số 1/GUQ","receiver":"Trần Thị Không Có"}',
    ),
    (
        BackOnShelf(
            "E5",
            "EB123456785VN",
            1,
            Confirmation("Điều 0", "aa"),
            ("post-still-tries",),
            "Sai địa chỉ",
        ),
        (
            '{"confirmation":{"citation":"Điều 0","leader":"aa","own":false},'
            '"excused":["post-still-tries"],"invitations":1,"item":"EB123456785VN",'
            '"shelf":"E5"}'
        ),
        '{"reason":"Sai địa chỉ"}',
    ),
    (
        BackAtAgency(
            "EB123456785VN",
            2,
            Confirmation("Điều 0", "aa"),
            ("post-back-elsewhere",),
            giver="A",
            receiver="B",
            reason="Vắng nhà",
        ),
        (
            '{"confirmation":{"citation":"Điều 0","leader":"aa","own":false},'
            '"excused":["post-back-elsewhere"],"invitations":2,"item":"EB123456785VN"}'
        ),
        '{"giver":"A","reason":"Vắng nhà","receiver":"B"}',
    ),
]


@pytest.mark.parametrize(("fact", "public", "personal"), GOLDEN)
def test_golden_bytes_of_posting(fact: Invitation, public: str, personal: str) -> None:
    """What desks signed is read for ever; a change here is a new version."""
    assert canonical(public_body(fact)).decode() == public
    assert canonical(personal_body(fact)).decode() == personal
