"""A result is handed out, once, to whom it belongs (R32, R33, R95, R98, R100, R123–R125)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from data.domain.concluding import (
    Fault,
    HandedOut,
    Reject,
    current_result,
    items_left,
    items_out,
    reject_result,
    shelve,
)
from data.domain.confirmation import Confirmation
from data.domain.dossier import Mark
from data.domain.entries import Fact, Recorded, canonical
from data.domain.errors import Refused
from data.domain.hands import Hands
from data.domain.kinds import enter
from data.domain.lifecycle import State
from data.domain.people import Authorization, Capacity, Person, Scope, person
from data.domain.profile import LostSlip
from data.domain.received import FeeState, Inbound
from data.domain.records import personal_body, public_body
from data.domain.releasing import (
    KEEP_SIGNED,
    RELEASE,
    RELEASE_AT_UNIT,
    RELEASE_IN_PART,
    SEND_BACK,
    Collect,
    Collector,
    Release,
    SendBack,
    SentBack,
    SignedNote,
    Slip,
    collected,
    gate,
    gate_in_part,
    held,
    keep_signed,
    last_release,
    originals_left,
    release,
    release_at_unit,
    release_in_part,
    send_back,
    sending_back_objections,
    signed_page,
    to_recover,
)
from data.domain.roles import Role
from tests.fakes.endings import (
    COMES,
    DENIED,
    GIVEN,
    LEADER,
    POLICE,
    POLICE_DESK,
    PROVINCE,
    RETURN_DESK,
    RULES,
    approved,
    approves,
    brings,
    now,
    ruled,
    taking,
    together,
    twin,
    waiting,
)
from tests.fakes.lives import APPLICANT, CENTER, Life

ONE_STOP = Inbound("Bộ phận Một cửa huyện Ví Dụ", "H-1")
SOMEBODY = person("Trần Thị Không Có", identity="049000000999")
SIGNED = "ef" * 32
LETTER = Authorization(Capacity.AUTHORISED, "số 1/GUQ", Scope.RECEIVE, date(2026, 12, 31))
EVERYBODY = frozenset(Role)


def codes(objections: Iterable[Refused]) -> list[str]:
    return [it.code for it in objections]


def against(life: Life, act: Collect = COMES, **profile: object) -> list[str]:
    return codes(gate(life.dossier, act, now=now(life), rules=ruled(**profile)))


def against_part(life: Life, *items: str, act: Collect = COMES) -> list[str]:
    return codes(gate_in_part(life.dossier, act, items, now=now(life), rules=RULES))


def releases(life: Life, act: Collect = COMES) -> Recorded:
    return life.does(release(life.dossier, act, now=now(life), roles=RETURN_DESK, rules=RULES))


def hands_out(life: Life, *items: str, act: Collect = COMES) -> Recorded:
    fact = release_in_part(life.dossier, act, items, now=now(life), roles=RETURN_DESK, rules=RULES)
    return life.does(fact)


def released(life: Life) -> Release:
    record = life.dossier.last(Release)
    assert record is not None
    return record.what


def as_other(capacity: Collector, who: Person = SOMEBODY, **said: object) -> Collect:
    return replace(COMES, collector=who, capacity=capacity, **said)  # type: ignore[arg-type]  # any field of it


def codes_of(marks: Iterable[Mark]) -> list[str]:
    return [mark.code for mark in marks]


# --- it leaves ----------------------------------------------------------------------------------


def test_r100_a_result_that_waits_is_handed_out_whole() -> None:
    """Who shows the slip of a paid dossier gets everything that is left; the dossier is done."""
    life = waiting()
    assert against(life) == []
    assert collected(life.dossier) is None
    entry = releases(life, replace(COMES, signed_page=SIGNED, unconfirmed=True))
    assert life.dossier.state is State.RELEASED
    assert items_left(life.dossier) == ()
    assert released(life).items == ("1", "2")
    assert (released(life).fee, released(life).collector) == (FeeState.PAID, APPLICANT)
    assert (released(life).unconfirmed, released(life).confirmation) == (True, None)
    done = collected(life.dossier)
    assert done is not None
    assert done.entry == entry.hash


def test_r98_only_the_return_desk_hands_out() -> None:
    """Neither the agency nor an officer who receives may close a dossier as returned."""
    life = waiting()
    for roles in (CENTER, frozenset({Role.APPRAISER}), POLICE_DESK):
        with pytest.raises(Refused, match="role-may-not"):
            release(life.dossier, COMES, now=now(life), roles=roles, rules=RULES)


def test_r98_nothing_is_handed_out_before_it_is_at_the_return_desk() -> None:
    """An approved result lies at its agency, which must not return it itself."""
    life = approved()
    with pytest.raises(Refused, match="action-not-now"):
        releases(life)
    assert codes(held(life.dossier, at_unit=True)) == ["not-at-own-unit"]
    with pytest.raises(Refused, match="not-at-own-unit"):
        release_at_unit(life.dossier, COMES, now=now(life), roles=POLICE_DESK, rules=RULES)


def test_r33_the_police_hand_out_their_own_result_at_their_own_unit() -> None:
    """The central desk cannot, the unit can, and the gate is the same."""
    life = approved(procedure=POLICE)
    assert codes(held(life.dossier)) == ["result-at-own-unit"]
    life.does(release_at_unit(life.dossier, COMES, now=now(life), roles=POLICE_DESK, rules=RULES))
    assert life.dossier.state is State.RELEASED
    unpaid = approved(taking(FeeState.UNPAID), procedure=POLICE)
    assert codes(held(unpaid.dossier, at_unit=True)) == ["fee-unpaid"]


def test_r99_nothing_is_handed_out_that_the_province_has_not_passed_on() -> None:
    """The hop is missing, so the paper is not here."""
    assert codes(held(approved(procedure=PROVINCE).dossier)) == ["province-hop-missing"]


def test_a_dossier_in_conflict_is_not_handed_out_before_a_supervisor_decided() -> None:
    """What two desks did cannot both stand, so nobody knows yet what the citizen may have."""
    life = waiting()
    other = twin(life)
    brings_again = life.desk.append("dossier.approved", {}, at=life.at)
    assert brings_again.hash in {mark.entry for mark in life.dossier.conflicts}
    assert against(life) == ["conflict-open"]
    assert against(other) == []


# --- the fee ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [FeeState.PAID, FeeState.EXEMPT, FeeState.NONE])
def test_r32_a_fee_that_is_settled_opens_the_gate(state: FeeState) -> None:
    """Paid with its receipt, exempt with its ground, or none at all (R125, C20)."""
    assert against(waiting(taking(state))) == []


def test_r32_an_unpaid_fee_holds_the_result_and_no_leader_lets_it_pass() -> None:
    """The gate has no override: neither the whole nor a part leaves (C20)."""
    life = waiting(taking(FeeState.UNPAID))
    act = replace(COMES, confirmation=LEADER)
    assert against(life, act) == ["fee-unpaid"]
    assert against_part(life, "1", act=act) == ["fee-unpaid"]
    with pytest.raises(Refused, match="fee-unpaid"):
        releases(life, act)


def test_c20_a_fee_that_nobody_published_holds_nothing() -> None:
    """What is not published cannot be asked for; the entry says that this opened the gate."""
    life = waiting(taking(FeeState.UNPUBLISHED))
    releases(life)
    assert released(life).fee is FeeState.UNPUBLISHED


def test_c20_a_refusal_is_never_held_back_for_a_fee() -> None:
    """Who is refused gets the paper that says so, paid or not."""
    life = waiting(taking(FeeState.UNPAID), DENIED)
    releases(life)
    assert life.dossier.state is State.RELEASED


def test_c20_originals_are_never_held_back_for_a_fee() -> None:
    """They belong to the citizen, so they may leave before the result."""
    life = waiting(taking(FeeState.UNPAID, kept=2))
    hands_out(life, act=replace(COMES, originals=2))
    assert originals_left(life.dossier) == 0
    assert life.dossier.state is State.WAITING
    assert against(life) == ["fee-unpaid"]


# --- the slip -----------------------------------------------------------------------------------


def test_c22_a_superseded_slip_still_identifies() -> None:
    """An earlier slip is accepted and the entry says so."""
    life = waiting()
    releases(life, replace(COMES, slip=Slip.SUPERSEDED))
    assert released(life).slip is Slip.SUPERSEDED


def test_r123_a_lost_slip_is_made_good_by_identity_and_signature() -> None:
    """Both, and no other paper (C22); else a leader decides."""
    life = waiting()
    lost = replace(COMES, slip=Slip.LOST)
    assert against(life, lost) == ["lost-slip-unproven"]
    assert against(life, replace(lost, identity_seen=True)) == ["lost-slip-unproven"]
    assert against(life, replace(lost, signed_page=SIGNED)) == ["lost-slip-unproven"]
    assert against(life, replace(lost, identity_seen=True, signed_page=SIGNED)) == []
    releases(life, replace(lost, confirmation=LEADER))
    assert (released(life).confirmation, released(life).excused) == (
        LEADER,
        ("lost-slip-unproven",),
    )


def test_a8_a_center_may_leave_every_lost_slip_to_its_supervisor() -> None:
    """The profile decides, so identity and signature alone do not open the gate there."""
    proven = replace(COMES, slip=Slip.LOST, identity_seen=True, signed_page=SIGNED)
    assert against(waiting(), proven, lost_slip=LostSlip.SUPERVISOR) == ["lost-slip-needs-leader"]


# --- who comes ----------------------------------------------------------------------------------


def test_r124_who_is_authorised_shows_the_paper_and_it_covers_receiving_today() -> None:
    """It is named, for receiving, and still in force."""
    life = waiting()
    alone = as_other(Collector.AUTHORISED)
    assert against(life, alone) == ["collector-authorization-missing"]
    nameless = replace(LETTER, paper=" ")
    assert against(life, replace(alone, authorization=nameless)) == [
        "collector-authorization-missing"
    ]
    old = replace(LETTER, scope=Scope.SUBMIT, expires=date(2026, 11, 22))
    assert against(life, replace(alone, authorization=old)) == [
        "authorization-for-submitting-only",
        "collector-authorization-expired",
    ]
    releases(life, replace(alone, authorization=LETTER))
    assert (released(life).authorization, released(life).scope) == ("số 1/GUQ", Scope.RECEIVE)


def test_r124_who_handed_in_fetches_as_far_as_that_right_reaches() -> None:
    """A paper for both is on file already; one for handing in needs another for receiving."""
    as_submitter = as_other(Collector.SUBMITTER)
    assert against(waiting(), as_submitter) == ["submitter-unknown"]
    both = taking(authorization=replace(LETTER, scope=Scope.BOTH, expires=None))
    assert against(waiting(both), as_submitter) == []
    only = waiting(taking(authorization=replace(LETTER, scope=Scope.SUBMIT)))
    assert against(only, as_submitter) == ["authorization-for-submitting-only"]
    assert against(only, replace(as_submitter, authorization=LETTER)) == []


def test_c17_a_guardian_who_handed_in_needs_no_paper_of_authorisation() -> None:
    """The right is not in a paper, so no scope of one binds it."""
    guardian = taking(authorization=Authorization(Capacity.GUARDIAN, scope=Scope.SUBMIT))
    assert against(waiting(guardian), as_other(Collector.SUBMITTER)) == []


def test_c17_a_representative_is_known_by_identity_or_by_a_leader() -> None:
    """No chip card is never a dead end."""
    life = waiting()
    represents = as_other(Collector.REPRESENTATIVE)
    assert against(life, represents) == ["identity-not-seen"]
    assert against(life, replace(represents, identity_seen=True)) == []
    releases(life, replace(represents, confirmation=LEADER))
    assert released(life).excused == ("identity-not-seen",)


def test_a8_for_anybody_else_a_leader_decides() -> None:
    """An heir holds the slip, and no rule of the desk says what that means."""
    life = waiting()
    heir = as_other(Collector.OTHER)
    assert against(life, heir) == ["collector-needs-leader"]
    releases(life, replace(heir, confirmation=LEADER))
    assert life.dossier.state is State.RELEASED


def test_r23_nobody_with_another_number_is_the_applicant() -> None:
    """A card with another number is another person; another kind of paper proves nothing."""
    life = waiting()
    assert against(life, replace(COMES, collector=SOMEBODY)) == ["collector-is-somebody-else"]
    passport = person("Nguyễn Văn Thử", identity="C1234567")
    assert against(life, replace(COMES, collector=passport)) == []
    nameless = replace(COMES, collector=replace(APPLICANT, name=""))
    assert against(life, nameless) == ["collector-name-missing"]
    erased = replace(life.dossier, applicant=None)
    assert gate(erased, COMES, now=now(life), rules=RULES) == []


# --- what goes with it --------------------------------------------------------------------------


def test_kept_originals_go_back_with_the_result() -> None:
    """All of them, and no more; where one cannot be found a leader says so (NĐ 61 Đ20.2)."""
    life = waiting(taking(kept=2))
    assert against(life) == ["originals-left"]
    assert against(life, replace(COMES, originals=3)) == ["originals-too-many"]
    assert against(life, replace(COMES, originals=-1)) == ["originals-left", "originals-too-many"]
    assert against(life, replace(COMES, originals=2)) == []
    releases(life, replace(COMES, originals=1, confirmation=LEADER))
    assert (released(life).originals, released(life).excused) == (1, ("originals-left",))


def test_c8_old_papers_are_taken_back_with_what_replaces_them() -> None:
    """Each of them, unless a leader lets it pass, and nothing that the procedure does not name."""
    life = waiting(taking(recover=("Giấy phép cũ",)))
    assert against(life) == ["old-papers-not-recovered"]
    assert against(life, replace(COMES, recovered=("Giấy phép cũ", "Sổ hộ khẩu"))) == [
        "old-paper-unknown"
    ]
    hands_out(life, "1", act=replace(COMES, recovered=("Giấy phép cũ",)))
    assert to_recover(life.dossier) == ()
    assert against(life) == []


def test_c8_a_refusal_takes_no_old_paper_away() -> None:
    """What was not replaced stays in force."""
    assert against(waiting(taking(recover=("Giấy phép cũ",)), DENIED)) == []


# --- in part ------------------------------------------------------------------------------------


def test_a_part_leaves_and_the_rest_waits_on() -> None:
    """What was handed out is counted, and the last part closes the dossier."""
    life = waiting()
    hands_out(life, "1", "1")
    assert life.dossier.state is State.WAITING
    assert items_out(life.dossier) == {"1"}
    assert collected(life.dossier) is None
    assert against_part(life, "2") == ["release-is-whole"]
    releases(life)
    assert released(life).items == ("2",)


def test_a_part_is_something_and_not_everything() -> None:
    """Nothing at all is no release, and everything is not a part."""
    life = waiting(taking(kept=1))
    assert against_part(life) == ["release-empty"]
    assert against_part(life, "1", "2") == ["release-is-whole"]
    assert against_part(life, "1", act=replace(COMES, originals=2)) == ["originals-too-many"]
    assert against_part(life, "1", act=replace(COMES, recovered=("Sổ",))) == ["old-paper-unknown"]
    with pytest.raises(Refused, match="item-unknown"):
        hands_out(life, "9")


# --- another one-stop ---------------------------------------------------------------------------


def test_r95_a_result_goes_back_to_the_one_stop_that_sent_the_dossier() -> None:
    """There the citizen gets it on form 01; here only a leader hands it out (C18)."""
    life = waiting(taking(inbound=ONE_STOP))
    assert against(life) == ["goes-back-to-one-stop"]
    life.does(send_back(life.dossier, SendBack(GIVEN, number="9/CV"), roles=RETURN_DESK))
    sent = life.dossier.last(SentBack)
    assert sent is not None
    assert life.dossier.state is State.RELEASED
    assert (sent.what.one_stop, sent.what.code) == (ONE_STOP.one_stop, "H-1")
    assert sent.what.items == ("1", "2")


def test_r95_a_result_of_cong_an_goes_back_from_its_own_unit() -> None:
    """It never lies at the return desk (R33), and its one-stop waits for it all the same."""
    life = approved(taking(inbound=ONE_STOP), procedure=POLICE)
    life.does(send_back(life.dossier, SendBack(GIVEN), roles=POLICE_DESK))
    assert life.dossier.state is State.RELEASED
    assert life.dossier.conflicts == ()
    with pytest.raises(Refused, match="role-may-not"):
        send_back(
            approved(taking(inbound=ONE_STOP), procedure=POLICE).dossier,
            SendBack(GIVEN),
            roles=RETURN_DESK,
        )


def test_r97_only_cong_an_sends_back_what_never_lay_at_the_return_desk() -> None:
    """Any other result comes to the return desk first."""
    life = approved(taking(inbound=ONE_STOP))
    with pytest.raises(Refused, match="not-at-own-unit"):
        send_back(life.dossier, SendBack(GIVEN), roles=POLICE_DESK)


def test_r95_what_came_from_nobody_goes_back_to_nobody() -> None:
    """A dossier that was handed in here is returned here, between two names (R20)."""
    life = waiting()
    act = SendBack(Hands("", ""))
    assert codes(sending_back_objections(life.dossier, act)) == [
        "not-inbound",
        "giver-missing",
        "receiver-missing",
    ]
    with pytest.raises(Refused, match="not-inbound"):
        send_back(life.dossier, act, roles=RETURN_DESK)


def test_r32_a_fee_that_the_other_one_stop_takes_does_not_hold_the_result_here() -> None:
    """Who returns it to the citizen takes the fee; the entry says who that is."""
    life = waiting(taking(FeeState.UNPAID, inbound=ONE_STOP, kept=1))
    act = SendBack(GIVEN)
    assert codes(sending_back_objections(life.dossier, act)) == ["fee-unpaid", "originals-left"]
    there = replace(act, fee_there=True, confirmation=LEADER)
    life.does(send_back(life.dossier, there, roles=RETURN_DESK))
    sent = life.dossier.last(SentBack)
    assert sent is not None
    assert (sent.what.fee_there, sent.what.excused) == (True, ("originals-left",))


# --- desks that never spoke ---------------------------------------------------------------------


def test_nothing_is_handed_out_twice_by_two_desks() -> None:
    """The second release of one item is a conflict, whatever the rest of it was."""
    life = waiting()
    other = twin(life)
    hands_out(life, "1")
    hands_out(other, "1")
    dossier = together(life, other)
    assert codes_of(dossier.conflicts) == ["released-twice"]
    assert len(dossier.facts(HandedOut)) == 1


def test_two_whole_releases_are_a_conflict() -> None:
    """Whoever came second did so in a dossier that was done."""
    life = waiting()
    other = twin(life)
    releases(life)
    releases(other)
    assert codes_of(together(life, other).conflicts) == ["release-not-possible"]


def test_parts_of_two_desks_leave_nothing_and_the_dossier_is_closed_without_items() -> None:
    """Both hand-outs stand; what is left to do is to say that it is done."""
    life = waiting()
    other = twin(life)
    hands_out(life, "1")
    hands_out(other, "2")
    merged = Life(life.desk, at=life.at)
    merged.desk.known.extend(it for it in other.desk.known if it not in merged.desk.known)
    assert merged.dossier.conflicts == ()
    assert items_left(merged.dossier) == ()
    releases(merged)
    assert merged.dossier.state is State.RELEASED


def test_originals_given_back_by_two_desks_are_a_conflict() -> None:
    """There was one of it, so one of the two entries is wrong."""
    life = waiting(taking(kept=1))
    other = twin(life)
    for desk in (life, other):
        hands_out(desk, act=replace(COMES, originals=1))
    assert codes_of(together(life, other).conflicts) == ["originals-returned-twice"]


def test_a_release_of_a_result_that_was_made_anew_is_not_a_release_of_the_new_one() -> None:
    """The new paper is still on its shelf, whatever was done with the old one."""
    life = waiting()
    other = twin(life)
    act = Reject(Fault.WRONG, "Sai ngày sinh")
    life.does(reject_result(life.dossier, act, now=now(life), roles=RETURN_DESK, rules=RULES))
    approves(life)
    brings(life)
    for place in ("B1", "B2", "B3"):
        other.does(shelve(other.dossier, place, roles=RETURN_DESK))
    releases(other)
    dossier = together(life, other)
    assert dossier.state is State.WAITING
    assert codes_of(dossier.conflicts)[-1] == "result-replaced"


def test_a_new_result_is_handed_out_anew() -> None:
    """Items of the old one do not count against the new one, and the old hand-out ends nothing."""
    life = waiting()
    releases(life)
    back = Reject(Fault.WRONG, "Sai tên", recovered=True)
    life.does(reject_result(life.dossier, back, now=now(life), roles=RETURN_DESK, rules=RULES))
    approves(life)
    brings(life)
    assert collected(life.dossier) is None
    assert len(items_left(life.dossier)) == 2
    releases(life)
    assert life.dossier.state is State.RELEASED


@pytest.mark.parametrize(
    ("items", "originals", "code"),
    [
        (("1", "1"), 0, "released-twice"),
        (("1", "9"), 0, "item-unknown"),
        (("1",), 1, "originals-returned-twice"),
        (("1",), 0, "release-not-whole"),
    ],
)
def test_an_entry_that_no_desk_of_ours_would_make_is_a_conflict(
    items: tuple[str, ...], originals: int, code: str
) -> None:
    """A release that says what cannot be is shown and changes nothing."""
    life = waiting()
    result = current_result(life.dossier)
    assert result is not None
    forged = Release(result.entry, items, originals, FeeState.PAID, Collector.APPLICANT, Slip.TAKEN)
    life.desk.append(RELEASE.name, public_body(forged), at=life.at)
    assert life.dossier.state is State.WAITING
    assert codes_of(life.dossier.conflicts) == [code]


def test_the_gate_holds_for_entries_of_any_desk() -> None:
    """An unpaid fee, another desk's place, another one-stop's dossier: each is a conflict."""
    unpaid, inbound = waiting(taking(FeeState.UNPAID)), waiting(taking(inbound=ONE_STOP))
    plain, at_agency = waiting(), approved()

    def refused(life: Life, record: HandedOut, kind: object) -> str:
        result = current_result(life.dossier)
        assert result is not None
        with pytest.raises(Refused) as refused:
            enter(life.dossier, kind, replace(record, result=result.entry), roles=EVERYBODY)  # type: ignore[arg-type]  # each kind has its own record
        return refused.value.code

    paid = FeeState.PAID
    whole = Release("", ("1", "2"), 0, paid, Collector.APPLICANT, Slip.TAKEN)
    back = SentBack("", ("1", "2"), 0, paid, "X", "1", fee_there=False)
    assert refused(unpaid, whole, RELEASE) == "fee-unpaid"
    assert refused(unpaid, replace(whole, items=("1",)), RELEASE_IN_PART) == "fee-unpaid"
    assert refused(at_agency, whole, RELEASE_AT_UNIT) == "not-at-own-unit"
    assert refused(plain, back, SEND_BACK) == "not-inbound"
    assert refused(inbound, replace(back, items=("1",)), SEND_BACK) == "release-not-whole"


# --- bytes --------------------------------------------------------------------------------------

GOLDEN = [
    (
        Release(
            "ab",
            ("1", "2"),
            1,
            FeeState.PAID,
            Collector.AUTHORISED,
            Slip.LOST,
            identity_seen=True,
            scope=Scope.BOTH,
            expires=date(2026, 12, 31),
            page="cd",
            recovered=("Giấy phép cũ",),
            signed_page="ef",
            unconfirmed=True,
            confirmation=Confirmation("Điều 0", "aa"),
            excused=("lost-slip-needs-leader",),
            collector=Person("Trần Thị Không Có"),
            authorization="số 1/GUQ",
        ),
        (
            '{"capacity":"authorised","confirmation":{"citation":"Điều 0","leader":"aa",'
            '"own":false},"excused":["lost-slip-needs-leader"],"expires":"2026-12-31",'
            '"fee":"paid","identity_seen":true,"items":["1","2"],"originals":1,"page":"cd",'
            '"recovered":["Giấy phép cũ"],"result":"ab","scope":"both","signed_page":"ef",'
            '"slip":"lost","unconfirmed":true}'
        ),
        '{"authorization":"số 1/GUQ","collector":{"name":"Trần Thị Không Có"}}',
    ),
    (
        SentBack(
            "ab",
            ("1",),
            0,
            FeeState.UNPAID,
            "Bộ phận Một cửa huyện Ví Dụ",
            "H-1",
            fee_there=True,
            number="9/CV",
            unconfirmed=False,
            confirmation=Confirmation("Điều 0", "aa"),
            excused=("originals-left",),
            giver="A",
            receiver="B",
        ),
        (
            '{"code":"H-1","confirmation":{"citation":"Điều 0","leader":"aa","own":false},'
            '"excused":["originals-left"],"fee":"unpaid","fee_there":true,"items":["1"],'
            '"number":"9/CV","one_stop":"Bộ phận Một cửa huyện Ví Dụ","originals":0,'
            '"result":"ab","unconfirmed":false}'
        ),
        '{"giver":"A","receiver":"B"}',
    ),
]


@pytest.mark.parametrize(("fact", "public", "personal"), GOLDEN)
def test_golden_bytes_of_releasing(fact: HandedOut, public: str, personal: str) -> None:
    """What desks signed is read for ever; a change here is a new version."""
    assert canonical(public_body(fact)).decode() == public
    assert canonical(personal_body(fact)).decode() == personal


# --- the signed note ----------------------------------------------------------------------------


def test_r98_the_signed_note_is_kept_behind_the_release_it_is_of() -> None:
    """The note is printed from the release, so its photograph comes behind it and names it."""
    life = waiting()
    with pytest.raises(Refused, match="release-unknown"):
        keep_signed(life.dossier, "ab" * 32, roles=RETURN_DESK)
    life.does(release(life.dossier, COMES, now=now(life), roles=RETURN_DESK, rules=RULES))
    out = last_release(life.dossier)
    assert out is not None
    assert signed_page(life.dossier, out) == ""
    kept = life.does(keep_signed(life.dossier, "ab" * 32, roles=RETURN_DESK))
    assert kept.entry.body["release"] == out.entry
    assert signed_page(life.dossier, out) == "ab" * 32
    assert life.dossier.state is State.RELEASED


def test_what_was_signed_before_is_not_asked_for_again() -> None:
    """A lost slip wants its signature in the release itself (C22)."""
    life = waiting()
    act = replace(COMES, slip=Slip.LOST, identity_seen=True, signed_page="cd" * 32)
    life.does(release(life.dossier, act, now=now(life), roles=RETURN_DESK, rules=RULES))
    out = last_release(life.dossier)
    assert out is not None
    assert signed_page(life.dossier, out) == "cd" * 32


def test_no_note_is_kept_of_a_release_that_never_was() -> None:
    """An entry of another desk that names no release of this dossier is a conflict."""
    life = waiting()
    note = SignedNote("ee" * 32, "ab" * 32)
    life.does(Fact(life.dossier.id, KEEP_SIGNED.name, {**public_body(note), "role": "return-desk"}))
    assert [mark.code for mark in life.dossier.conflicts] == ["release-unknown"]
