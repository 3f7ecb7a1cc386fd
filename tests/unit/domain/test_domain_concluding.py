"""A result is approved and comes to where it is handed out (R31, R33, R77, R97, R99, C3, C23)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from data.domain.agency_paper import AgencyPaper
from data.domain.appraising import CONSULT, VERIFY, Consultation, Verification, report_silence
from data.domain.concluding import (
    BRING,
    FROM_PROVINCE,
    ITEMS_LIMIT,
    REJECT,
    Approve,
    Bring,
    Fault,
    FromProvince,
    ItemCount,
    Reject,
    Result,
    ResultBrought,
    ResultItem,
    ResultKind,
    ResultRejected,
    Shelved,
    Timing,
    approval_objections,
    approve,
    arrived,
    awaits_province,
    bring_result,
    bringing_objections,
    current_result,
    from_province,
    items_left,
    items_out,
    reject_result,
    rejection_objections,
    shelf,
    shelve,
    timing,
)
from data.domain.confirmation import Confirmation
from data.domain.correcting import recall
from data.domain.entries import Recorded, canonical
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.hands import Hands
from data.domain.kinds import enter
from data.domain.lifecycle import State
from data.domain.posting import back_at_agency
from data.domain.procedures import Procedure
from data.domain.records import personal_body, public_body
from data.domain.releasing import release, release_in_part
from data.domain.roles import Role
from data.domain.routing import Mode, Route, RouteLeg, send_on
from data.domain.workdays import at
from tests.fakes.endings import (
    COMES,
    DENIED,
    DUE,
    GIVEN,
    GRANTED,
    INSPECTED,
    LEADER,
    OFFICE,
    PLAIN,
    POLICE,
    POST,
    PROVINCE,
    RETURN_DESK,
    RULES,
    approved,
    approves,
    at_agency,
    brings,
    in_post,
    now,
    passes_province,
    ruled,
    together,
    twin,
    waiting,
)
from tests.fakes.forge import START
from tests.fakes.lives import CENTER, DOSSIER_ID, Life, handed_over, received

AGENCY = frozenset({Role.APPRAISER})
LEGS = tuple(
    RouteLeg(index, "Sở Ví Dụ", "Cho ý kiến", START + timedelta(days=2)) for index in (5, 7)
)
ROUTE = Route(Mode.PAPER, LEGS, START, confirmation=LEADER)
RECORD = Verification(date(2026, 11, 23), applicant_present=False, number="3/BB")
WRONG = Reject(Fault.WRONG, "Sai ngày sinh")
NEXT_WEEK = at(date(2026, 11, 30), time(10))


def codes(objections: Iterable[Refused]) -> list[str]:
    return [it.code for it in objections]


def against(life: Life, act: Approve, procedure: Procedure = PLAIN) -> list[str]:
    return codes(approval_objections(life.dossier, act, procedure=procedure, now=now(life)))


def rejects(life: Life, act: Reject) -> Recorded:
    fact = reject_result(life.dossier, act, now=now(life), roles=RETURN_DESK, rules=RULES)
    return life.does(fact)


def against_rejecting(life: Life, act: Reject) -> list[str]:
    return codes(rejection_objections(life.dossier, act, now=now(life), rules=RULES))


def asked(life: Life) -> Recorded:
    question = Consultation(7, "Sở Ví Dụ", until=START + timedelta(hours=4))
    return life.does(enter(life.dossier, CONSULT, question, roles=AGENCY))


# --- approving ----------------------------------------------------------------------------------


def test_r82_a_result_ends_the_appraisal() -> None:
    """A signed result of the agency makes the dossier approved, with its items numbered."""
    life = approved()
    result = current_result(life.dossier)
    assert result is not None
    assert life.dossier.state is State.APPROVED
    assert result.what.paper == GRANTED.paper
    assert result.what.contents == (
        ResultItem("Giấy chứng nhận", 1, "1"),
        ResultItem("Bản sao", 2, "2"),
    )


def test_r77_nothing_is_approved_before_form_01_is_issued_and_the_folder_handed_over() -> None:
    """No state without form 01 knows the action, and a dossier at the Center was not appraised."""
    life = received()
    with pytest.raises(Refused, match="action-not-now"):
        approves(life)


def test_r77_only_a_leader_or_an_officer_at_the_center_for_him_approves() -> None:
    """The appraiser who worked on it does not sign for the leader."""
    life = at_agency()
    with pytest.raises(Refused, match="role-may-not"):
        approve(life.dossier, GRANTED, procedure=PLAIN, measure=DUE, now=now(life), roles=AGENCY)


def test_r91_a_result_waits_for_the_agencies_of_its_route() -> None:
    """While the folder is still going round, the lead has no result."""
    life = handed_over(ROUTE)
    for leg in (1, 0):
        assert against(life, GRANTED) == ["route-incomplete"]
        life.does(send_on(life.dossier, leg, GIVEN, now=now(life), roles=CENTER))
    assert against(life, GRANTED) == []


def test_r89_a_result_waits_for_an_opinion_until_the_silence_is_reported() -> None:
    """An unanswered consultation stops the approval; its reported silence lets it pass."""
    life = at_agency()
    question = asked(life)
    assert against(life, GRANTED) == ["consultation-open"]
    life.at = START + timedelta(days=1)
    silence = report_silence(life.dossier, question.hash, now=now(life), roles=AGENCY)
    life.does(silence)
    assert against(life, GRANTED) == []


def test_r83_what_wants_a_verification_is_granted_on_its_record_or_by_a_leader() -> None:
    """A refusal needs none, and a leader's word stands in the entry with what it excused."""
    life = at_agency()
    assert against(life, GRANTED, INSPECTED) == ["verification-missing"]
    assert against(life, DENIED, INSPECTED) == []
    approves(life, replace(GRANTED, confirmation=LEADER), procedure=INSPECTED)
    result = current_result(life.dossier)
    assert result is not None
    assert (result.what.confirmation, result.what.excused) == (LEADER, ("verification-missing",))


def test_a_word_of_a_leader_that_nothing_needed_is_not_kept() -> None:
    """An exception that was none would be counted as one in every report."""
    life = at_agency()
    life.does(enter(life.dossier, VERIFY, RECORD, roles=AGENCY))
    approves(life, replace(GRANTED, confirmation=LEADER), procedure=INSPECTED)
    result = current_result(life.dossier)
    assert result is not None
    assert result.what.confirmation is None
    assert result.what.excused == ()


def test_a_leader_excuses_nothing_but_what_may_be_excused() -> None:
    """A result without any paper in it is none, whoever says so."""
    life = at_agency()
    act = replace(GRANTED, items=(), confirmation=LEADER)
    with pytest.raises(Refused, match="result-empty"):
        approves(life, act)


def test_c14_a_refusal_after_a_verification_cites_its_law() -> None:
    """What was verified and is refused all the same needs a ground, and any refusal a reason."""
    life = at_agency()
    assert against(life, DENIED) == []
    assert against(life, replace(DENIED, reason=" ")) == ["result-reason-missing"]
    life.does(enter(life.dossier, VERIFY, RECORD, roles=AGENCY))
    assert against(life, DENIED) == ["result-basis-missing"]
    cited = replace(DENIED, legal_basis="khoản 1 Điều 0 Luật Thử")
    assert against(life, cited) == []
    approves(life, cited)
    result = current_result(life.dossier)
    assert result is not None
    assert result.what.legal_basis == "khoản 1 Điều 0 Luật Thử"
    assert result.what.reason == "Không đủ điều kiện."


def test_a_granted_result_keeps_no_words_of_a_refusal() -> None:
    """What was typed before the officer chose otherwise is no fact."""
    life = approved(act=replace(GRANTED, reason="x", legal_basis="y"))
    result = current_result(life.dossier)
    assert result is not None
    assert (result.what.reason, result.what.legal_basis) == ("", "")


def test_c10_a_result_is_a_signed_paper_of_the_agency() -> None:
    """Without number or signer it is a draft, and no paper is signed tomorrow or before receipt."""
    life = at_agency()
    draft = AgencyPaper("", date(2026, 11, 24), "")
    assert against(life, replace(GRANTED, paper=draft)) == [
        "paper-number-missing",
        "paper-signer-missing",
        "paper-in-the-future",
    ]
    early = replace(GRANTED.paper, day=date(2026, 11, 22))
    assert against(life, replace(GRANTED, paper=early)) == ["result-before-reception"]


def test_a_result_consists_of_named_and_counted_papers() -> None:
    """Who fetches it, and who counts it, must know what it is."""
    life = at_agency()
    nameless = (ResultItem(" "), ResultItem("Bản sao", 0))
    assert against(life, replace(GRANTED, items=())) == ["result-empty"]
    assert against(life, replace(GRANTED, items=nameless)) == [
        "result-item-unnamed",
        "result-item-count",
    ]
    many = (ResultItem("Bản sao"),) * (ITEMS_LIMIT + 1)
    assert against(life, replace(GRANTED, items=many)) == ["result-too-many-items"]


def test_names_can_be_erased_and_the_items_are_counted_on() -> None:
    """Whose paper it was is forgotten; that it was handed out is not."""
    life = approved()
    erased = [replace(it, personal=None) for it in life.desk.known]
    left = items_left(fold(DOSSIER_ID, erased))
    assert left == (ResultItem("", 1, "1"), ResultItem("", 2, "2"))


# --- UBND tỉnh and the return desk --------------------------------------------------------------


def test_r99_what_the_province_decides_comes_through_its_office() -> None:
    """The further hop is recorded once, before the result goes to the return desk."""
    life = approved(procedure=PROVINCE)
    assert awaits_province(life.dossier)
    with pytest.raises(Refused, match="province-hop-missing"):
        brings(life)
    passes_province(life)
    assert not awaits_province(life.dossier)
    with pytest.raises(Refused, match="province-hop-done"):
        passes_province(life)
    brings(life)
    assert life.dossier.state is State.WAITING


def test_r99_what_the_agency_decided_itself_does_not_go_round_by_the_province() -> None:
    """A hop that no rule asks for would only cost time (R18)."""
    life = approved()
    assert not awaits_province(life.dossier)
    with pytest.raises(Refused, match="not-via-province"):
        passes_province(life)


def test_r20_a_result_changes_hands_between_two_names() -> None:
    """Giver and receiver are named at either hop."""
    nobody = Hands("", "")
    life = approved(procedure=PROVINCE)
    with pytest.raises(Refused, match="giver-missing"):
        from_province(life.dossier, nobody, roles=OFFICE)
    assert codes(bringing_objections(life.dossier, Bring(nobody))) == [
        "giver-missing",
        "receiver-missing",
        "province-hop-missing",
    ]
    with pytest.raises(Refused, match="giver-missing"):
        bring_result(life.dossier, Bring(nobody), measure=DUE, now=now(life), roles=RETURN_DESK)


def test_r31_a_result_comes_to_the_return_desk() -> None:
    """It waits there, on its shelf, as one of its batch."""
    life = waiting()
    brought = life.dossier.last(ResultBrought)
    assert brought is not None
    assert life.dossier.state is State.WAITING
    assert (shelf(life.dossier), brought.what.batch) == ("A1", "ba" * 16)


def test_r33_a_result_of_the_police_never_comes_to_the_return_desk() -> None:
    """The refusal names the place where it is handed out, and a merge does not get around it."""
    life = approved(procedure=POLICE)
    with pytest.raises(Refused, match="result-at-own-unit") as refused:
        brings(life)
    assert refused.value.facts == {"place": POLICE.agency.own_return_place}
    result = life.desk.head
    life.desk.append(BRING.name, public_body(ResultBrought("A1", result)), at=life.at)
    assert life.dossier.state is State.APPROVED
    assert [mark.code for mark in life.dossier.conflicts] == ["result-at-own-unit"]


@pytest.mark.parametrize(
    ("days", "in_time", "early"), [(0, True, True), (3, True, False), (4, False, False)]
)
def test_c3_a_result_is_in_time_when_it_comes_to_the_return_desk(
    days: int, *, in_time: bool, early: bool
) -> None:
    """Measured by its arrival on or before the due day, whatever day it was signed or fetched."""
    life = approved()
    life.at = START + timedelta(days=days, hours=3)
    brings(life)
    assert timing(life.dossier) == Timing(DUE, in_time, early)
    assert arrived(life.dossier) == life.at


def test_c3_a_result_of_the_police_has_arrived_when_it_is_approved() -> None:
    """Its own unit is where it is handed out."""
    life = approved(procedure=POLICE)
    assert arrived(life.dossier) == life.at
    assert timing(life.dossier) == Timing(DUE, in_time=True, early=True)


def test_a_result_that_is_not_there_has_neither_arrived_nor_items() -> None:
    """Views of a dossier without a result say so and do not fall."""
    dossier = at_agency().dossier
    assert (current_result(dossier), arrived(dossier), timing(dossier)) == (None, None, None)
    assert not awaits_province(dossier)
    assert items_left(dossier) == ()
    assert items_out(dossier) == frozenset()
    assert arrived(approved().dossier) is None


def test_c3_what_the_post_brings_back_arrived_when_it_first_came() -> None:
    """A second arrival of one result changes nothing about its lateness."""
    life = in_post()
    first = timing(life.dossier)
    fact = back_at_agency(life.dossier, GIVEN, roles=POST, rules=ruled(post_invitations=0))
    life.does(fact)
    life.at = START + timedelta(days=20)
    brings(life, "B2")
    assert timing(life.dossier) == first
    assert shelf(life.dossier) == "B2"
    brought = life.dossier.last(ResultBrought)
    assert brought is not None
    assert brought.what.timing is None


def test_r100_a_result_that_nobody_fetches_is_kept_in_its_place() -> None:
    """The place is said, may be said anew, and is nowhere once the result is out."""
    life = approved()
    brings(life, "")
    assert shelf(life.dossier) == ""
    with pytest.raises(Refused, match="shelf-missing"):
        shelve(life.dossier, " ", roles=RETURN_DESK)
    life.does(shelve(life.dossier, "C3", roles=RETURN_DESK))
    assert shelf(life.dossier) == "C3"
    life.does(release(life.dossier, COMES, now=now(life), roles=RETURN_DESK, rules=RULES))
    assert shelf(life.dossier) == ""


def test_a_recalled_arrival_was_never_one() -> None:
    """Whoever brought the wrong folder takes it back, and the clock runs on."""
    life = waiting()
    life.does(recall(life.dossier, reason="Nhầm", officer=_officer(life), roles=RETURN_DESK))
    assert arrived(life.dossier) is None
    life.at = START + timedelta(days=9)
    brings(life)
    assert timing(life.dossier) == Timing(DUE, in_time=False, early=False)


def _officer(life: Life) -> str:
    return life.dossier.trail[-1].officer


# --- wrong or lost ------------------------------------------------------------------------------


def test_c23_a_wrong_result_goes_back_and_a_new_one_may_be_approved() -> None:
    """The old result counts no more; the new one has its own items and its own arrival."""
    life = waiting()
    rejects(life, WRONG)
    assert life.dossier.state is State.APPRAISAL
    assert current_result(life.dossier) is None
    again = approves(life)
    result = current_result(life.dossier)
    assert result is not None
    assert result.entry == again.hash
    assert arrived(life.dossier) is None
    assert len(items_left(life.dossier)) == 2


def test_c23_a_rejection_says_why() -> None:
    """Without a reason the agency would not know what to mend."""
    assert against_rejecting(waiting(), replace(WRONG, reason=" ")) == ["rejection-reason-missing"]


def test_c23_a_wrong_result_that_was_handed_out_is_taken_back_and_marked() -> None:
    """Only a leader lets it stay with the citizen; a lost one cannot be taken back."""
    life = waiting()
    assert against_rejecting(life, WRONG) == []
    life.does(
        release_in_part(life.dossier, COMES, ("1",), now=now(life), roles=RETURN_DESK, rules=RULES)
    )
    assert against_rejecting(life, WRONG) == ["wrong-result-not-recovered"]
    assert against_rejecting(life, replace(WRONG, recovered=True)) == []
    assert against_rejecting(life, replace(WRONG, fault=Fault.LOST)) == []
    rejects(life, replace(WRONG, confirmation=LEADER))
    rejected = life.dossier.last(ResultRejected)
    assert rejected is not None
    assert rejected.what.excused == ("wrong-result-not-recovered",)


def test_c23_a_new_date_is_told_unless_the_one_that_was_told_is_still_to_come() -> None:
    """A citizen whose date has come does not leave without another; it is one of working time."""
    life = waiting()
    assert against_rejecting(life, WRONG) == []
    life.at = DUE
    assert against_rejecting(life, WRONG) == ["rejection-new-due-missing"]
    dated = {
        "new-due-past": DUE - timedelta(days=1),
        "new-due-outside-hours": at(date(2026, 11, 29), time(10)),
    }
    for code, new_due in dated.items():
        assert against_rejecting(life, replace(WRONG, new_due=new_due)) == [code]
    midnight = replace(WRONG, new_due=at(date(2026, 11, 30), time(0)))
    assert against_rejecting(life, midnight) == ["new-due-outside-hours"]
    unknown_year = replace(WRONG, new_due=at(date(2090, 1, 5), time(10)))
    assert against_rejecting(life, unknown_year) == ["calendar-year-missing"]
    rejects(life, replace(WRONG, new_due=NEXT_WEEK))
    assert life.dossier.taken_in().appointment.at == NEXT_WEEK
    assert life.dossier.told_entry == life.desk.head


def test_without_a_new_date_form_01_says_what_it_said() -> None:
    """A fault that the desk finds in time moves nothing."""
    life = waiting()
    rejects(life, WRONG)
    assert life.dossier.taken_in().appointment.at == DUE
    assert life.dossier.told_entry == life.dossier.received_entry


# --- desks that never spoke ---------------------------------------------------------------------


def test_a_result_that_was_made_anew_is_not_touched_by_what_was_meant_for_the_old_one() -> None:
    """A desk that knew only the old result rejects nothing of the new one."""
    life = waiting()
    other = twin(life)
    rejects(other, WRONG)
    other.at += timedelta(days=1)
    rejects(life, WRONG)
    approves(life)
    brings(life)
    dossier = together(life, other)
    assert dossier.state is State.WAITING
    assert len(dossier.conflicts) == 1


@pytest.mark.parametrize(
    ("kind", "record", "code"),
    [
        (BRING, ResultBrought("", "0" * 64), "result-replaced"),
        (REJECT, ResultRejected("0" * 64, Fault.LOST, recovered=False), "result-replaced"),
        (FROM_PROVINCE, FromProvince("0" * 64, electronic=True), "not-via-province"),
    ],
)
def test_an_entry_about_another_result_is_shown_and_counts_for_nothing(
    kind: object, record: object, code: str
) -> None:
    """Only what names the result that counts is done to it."""
    life = approved()
    with pytest.raises(Refused, match=code):
        enter(life.dossier, kind, record, roles=frozenset(Role))  # type: ignore[arg-type]  # each kind has its own record


def test_the_hop_of_another_result_is_none_of_this_one() -> None:
    """UBND tỉnh decided anew, so its office passes the new result on."""
    life = approved(procedure=PROVINCE)
    with pytest.raises(Refused, match="result-replaced"):
        enter(life.dossier, FROM_PROVINCE, FromProvince("0" * 64, electronic=True), roles=CENTER)


# --- bytes --------------------------------------------------------------------------------------

MOMENT = datetime(2026, 11, 26, 10, tzinfo=UTC)
GOLDEN = [
    (
        Result(
            ResultKind.REFUSED,
            "12/TB",
            date(2026, 11, 25),
            (ItemCount("1", 1),),
            via_province=True,
            own_place="Công an tỉnh",
            page="cd",
            legal_basis="Điều 0 Luật Thử",
            timing=Timing(MOMENT, in_time=True, early=False),
            confirmation=Confirmation("Điều 0", "aa"),
            excused=("verification-missing",),
            signer="Lê Thị Ký",
            names=("Thông báo",),
            reason="Không đủ điều kiện",
        ),
        (
            '{"confirmation":{"citation":"Điều 0","leader":"aa","own":false},'
            '"day":"2026-11-25","excused":["verification-missing"],"items":[{"count":1,'
            '"id":"1"}],"kind":"refused","legal_basis":"Điều 0 Luật Thử","number":"12/TB",'
            '"own_place":"Công an tỉnh","page":"cd",'
            '"timing":{"due":"2026-11-26T10:00:00.000000Z","early":false,"in_time":true},'
            '"via_province":true}'
        ),
        '{"names":["Thông báo"],"reason":"Không đủ điều kiện","signer":"Lê Thị Ký"}',
    ),
    (
        FromProvince("ab", electronic=True, number="7/VP", giver="A", receiver="B"),
        '{"electronic":true,"number":"7/VP","result":"ab"}',
        '{"giver":"A","receiver":"B"}',
    ),
    (
        Shelved("A1"),
        '{"shelf":"A1"}',
        "{}",
    ),
    (
        ResultBrought("A1", "ab", "ba", Timing(MOMENT, in_time=False, early=False), "A", "B"),
        (
            '{"batch":"ba","result":"ab","shelf":"A1",'
            '"timing":{"due":"2026-11-26T10:00:00.000000Z","early":false,"in_time":false}}'
        ),
        '{"giver":"A","receiver":"B"}',
    ),
    (
        ResultRejected(
            "ab",
            Fault.WRONG,
            recovered=False,
            new_due=MOMENT,
            page="cd",
            confirmation=Confirmation("Điều 0", "aa"),
            excused=("wrong-result-not-recovered",),
            reason="Sai ngày sinh",
        ),
        (
            '{"confirmation":{"citation":"Điều 0","leader":"aa","own":false},'
            '"excused":["wrong-result-not-recovered"],"fault":"wrong",'
            '"new_due":"2026-11-26T10:00:00.000000Z","page":"cd","recovered":false,'
            '"result":"ab"}'
        ),
        '{"reason":"Sai ngày sinh"}',
    ),
]


@pytest.mark.parametrize(("fact", "public", "personal"), GOLDEN)
def test_golden_bytes_of_concluding(fact: Result, public: str, personal: str) -> None:
    """What desks signed is read for ever; a change here is a new version."""
    assert canonical(public_body(fact)).decode() == public
    assert canonical(personal_body(fact)).decode() == personal
