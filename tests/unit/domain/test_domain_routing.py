"""Liên thông: agencies in their order, or all at once, each with its own limit (R90–R95)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from counter_app.bootstrap import read_rulebook
from data.domain.agency_paper import AgencyPaper, agency_paper
from data.domain.appraising import consult
from data.domain.body import Reader
from data.domain.confirmation import Confirmation
from data.domain.correcting import recall
from data.domain.deadlines import Limit, Unit
from data.domain.dossier import Dossier, Mark
from data.domain.entries import canonical
from data.domain.errors import Refused
from data.domain.hands import Hands, hands
from data.domain.lifecycle import Action, State
from data.domain.procedures import Leg, Level
from data.domain.received import Channel
from data.domain.records import personal_body, public_body, read_record
from data.domain.roles import Role
from data.domain.routing import (
    LEAD,
    LEAD_CONTENT,
    Approval,
    LegAnswer,
    LegState,
    LegStatus,
    Mode,
    Route,
    RouteLeg,
    SentOn,
    answer_leg,
    leg_states,
    next_leg,
    position,
    proposed_legs,
    route,
    route_complete,
    route_objections,
    send_on,
    set_route,
    usual_mode,
)
from data.domain.vocabulary import DOSSIER_ROUTED
from data.domain.workdays import at
from tests.fakes.forge import START, a_reception
from tests.fakes.lives import CENTER, GIVER, RECEIVER, Life, as_if, handed_over, received

RULES = read_rulebook()
IN_FORCE = RULES.in_force
LINKED = next(it for it in RULES.catalogue.procedures if it.legs)
AGENCIES = RULES.agencies.agencies
DUE = START + timedelta(days=3)
DECISION = Approval("0000/QĐ-UBND", date(2026, 1, 5))
LEADER = Confirmation("Điều 0 Nghị định không có thật", "aa" * 16)
PAPER = AgencyPaper("12/KQ", date(2026, 11, 23), "Lê Thị Ký", "cd" * 32)
GIVEN = Hands(GIVER, RECEIVER)
FIVE_DAYS = Limit(Unit.WORKING_DAYS, 5, "")
ONE_DAY = Limit(Unit.WORKING_DAYS, 1, "")
LATER = START + timedelta(days=30)


def leg(index: int, hours: int, *, level: Level = Level.SAME, one_stop: str = "") -> RouteLeg:
    """A leg due so many hours after `START`."""
    return RouteLeg(
        agency_index=index,
        agency=f"Sở Ví Dụ {index}",
        content="Cho ý kiến chuyên ngành",
        by=START + timedelta(hours=hours),
        limit="1 ngày làm việc",
        level=level,
        one_stop=one_stop,
    )


PAPER_ROUTE = Route(Mode.PAPER, (leg(5, 72), leg(7, 24), leg(8, 48)), START, DECISION)
PARALLEL = replace(PAPER_ROUTE, mode=Mode.ELECTRONIC)


def now(life: Life) -> datetime:
    return life.at + timedelta(minutes=1)


def sends(life: Life, *legs: int) -> Life:
    for to in legs:
        life.does(send_on(life.dossier, to, GIVEN, now=now(life), roles=CENTER))
    return life


def answers(life: Life, *legs: int) -> Life:
    for number in legs:
        fact = answer_leg(life.dossier, number, now=now(life), roles=CENTER, result="Đã xong")
        life.does(fact)
    return life


def approved(life: Life) -> Dossier:
    """As if there were a result: the room that makes one is another."""
    return as_if(life.dossier, State.APPROVED, Action.APPROVE, now(life))


def rejected(life: Life) -> Dossier:
    """As if its result had come back as wrong (C23)."""
    return as_if(approved(life), State.APPRAISAL, Action.REJECT_RESULT, now(life))


def codes(objections: Iterable[Refused]) -> list[str]:
    return [it.code for it in objections]


def against(fixed: Route, *, due: datetime = DUE) -> list[str]:
    return codes(route_objections(fixed, due=due, now=START))


# --- fixing it ----------------------------------------------------------------------------------


def test_r90_a_route_follows_an_approved_process_or_a_leader_says_why_not() -> None:
    """The decision is named with number and day, else a confirmation stands in its place."""
    assert against(PAPER_ROUTE) == []
    unapproved = replace(PAPER_ROUTE, approval=None)
    assert against(unapproved) == ["route-not-approved"]
    assert against(replace(unapproved, confirmation=LEADER)) == []
    assert against(replace(PAPER_ROUTE, approval=Approval("", date(2026, 1, 5)))) == [
        "paper-number-missing"
    ]
    tomorrow = Approval("1/QĐ", date(2026, 11, 24))
    assert against(replace(PAPER_ROUTE, approval=tomorrow)) == ["paper-in-the-future"]


@pytest.mark.parametrize(
    ("legs", "code"),
    [
        ((), "route-too-short"),
        ((leg(5, 72),), "route-too-short"),
        ((leg(5, 72), *(leg(7, 24) for _ in range(20))), "route-too-long"),
        ((leg(5, 72), replace(leg(7, 24), agency="")), "leg-agency-missing"),
        ((leg(5, 72), replace(leg(7, 24), content="")), "leg-content-missing"),
        ((leg(5, 72), leg(7, 24, level=Level.HIGHER)), "leg-one-stop-missing"),
        ((leg(5, 72), leg(7, 0)), "leg-limit-passed"),
        ((leg(5, 48), leg(7, 49)), "leg-after-lead"),
        ((leg(5, 72), leg(7, 48), leg(8, 24)), "leg-before-previous"),
    ],
)
def test_r91_every_agency_has_work_and_a_limit_in_the_order_of_the_paper(
    legs: tuple[RouteLeg, ...], code: str
) -> None:
    """What a Phiếu chuyển xử lý could not say is refused, and the officer is told which leg.

    A leg of another level names the one-stop that watches over it (R94).
    """
    assert against(replace(PAPER_ROUTE, legs=legs)) == [code]


def test_r93_the_limits_of_agencies_that_work_at_once_have_no_order() -> None:
    """Only on paper does one wait for the other."""
    legs = (leg(5, 72), leg(7, 48), leg(8, 24))
    assert against(replace(PARALLEL, legs=legs)) == []


def test_a_limit_after_the_citizens_own_due_date_wants_a_confirmation() -> None:
    """Nobody fixes a lateness without a leader behind it."""
    late = replace(PAPER_ROUTE, legs=(leg(5, 73), leg(7, 24)))
    [refused] = route_objections(late, due=DUE, now=START)
    assert (refused.code, refused.facts) == ("leg-after-due", {"number": 1, "day": "2026-11-26"})
    assert against(replace(late, confirmation=LEADER)) == []


def test_r91_a_route_is_kept_as_it_was_fixed_and_cleaned() -> None:
    """The legs with their limits are facts of the entry; the first one leads."""
    life = received()
    dirty = replace(leg(7, 24), agency=" Sở\u202eA ", content=" thẩm  tra", one_stop=" x ")
    fixed = replace(
        PAPER_ROUTE, legs=(leg(5, 72), dirty), approval=Approval(" 1/QĐ ", DECISION.day)
    )
    life.does(set_route(life.dossier, fixed, due=DUE, now=START, roles=CENTER))
    kept = route(life.dossier)
    assert kept is not None
    assert kept.legs[1] == replace(dirty, agency="SởA", content="thẩm tra", one_stop="x")
    assert kept.approval == Approval("1/QĐ", DECISION.day)
    assert kept.counted_from == START
    assert life.dossier.state is State.RECEIVED


def test_a_route_that_was_fixed_anew_before_the_hand_over_is_the_one() -> None:
    """Until the folder goes, the order may be fixed once more."""
    life = received()
    for fixed in (PAPER_ROUTE, PARALLEL):
        life.does(set_route(life.dossier, fixed, due=DUE, now=START, roles=CENTER))
    assert route(life.dossier) == PARALLEL


def test_no_route_is_fixed_once_the_folder_is_gone() -> None:
    """A new route only before the hand-over, and only by the Center (R91)."""
    with pytest.raises(Refused, match="action-not-now"):
        set_route(handed_over().dossier, PAPER_ROUTE, due=DUE, now=START, roles=CENTER)
    with pytest.raises(Refused, match="role-may-not"):
        set_route(received().dossier, PAPER_ROUTE, due=DUE, now=START, roles={Role.APPRAISER})


def test_a_refused_route_names_the_first_thing_that_is_wrong() -> None:
    """Deciding raises what the objections list first."""
    with pytest.raises(Refused, match="route-not-approved"):
        set_route(
            received().dossier,
            replace(PAPER_ROUTE, approval=None),
            due=DUE,
            now=START,
            roles=CENTER,
        )


def test_a_forged_route_of_nobody_is_seen_and_does_not_count() -> None:
    """A route without agencies would lead nowhere: it is a conflict."""
    life = received()
    body = {**public_body(replace(PAPER_ROUTE, legs=())), "role": Role.CENTER.value}
    entry = life.desk.append(DOSSIER_ROUTED, {**body, "legs": []})
    assert route(life.dossier) is None
    assert life.dossier.conflicts == (
        Mark("route-too-short", entry.hash, life.dossier.trail[0].entry),
    )


# --- what the catalogue proposes ----------------------------------------------------------------


def test_r91_on_paper_each_limit_counts_from_the_end_of_the_one_before() -> None:
    """Behind an unknown limit nothing can be counted: the citizen's due date is the limit."""
    legs = tuple(
        Leg(agency, "Thẩm tra", limit, Level.SAME)
        for agency, limit in zip(AGENCIES, (ONE_DAY, FIVE_DAYS, None, ONE_DAY), strict=False)
    )
    linked = replace(LINKED, legs=legs)
    due = at(date(2026, 12, 31), IN_FORCE.profile.closing)
    on_paper = proposed_legs(linked, Mode.PAPER, start=START, due=due, rules=IN_FORCE)
    at_once = proposed_legs(linked, Mode.ELECTRONIC, start=START, due=due, rules=IN_FORCE)
    first = date(2026, 11, 25)
    assert [it.by.date() for it in on_paper] == [
        due.date(), first, date(2026, 12, 2), due.date(), due.date()
    ]  # fmt: skip
    assert [it.by.date() for it in at_once] == [
        due.date(), first, date(2026, 12, 1), due.date(), first
    ]  # fmt: skip
    assert [it.limit for it in on_paper] == [
        "", "1 ngày làm việc", "5 ngày làm việc", "", "1 ngày làm việc"
    ]  # fmt: skip


def test_the_agency_of_the_procedure_leads_what_is_proposed() -> None:
    """The lead answers for the whole until the citizen's due date."""
    lead, other = proposed_legs(LINKED, Mode.PAPER, start=START, due=DUE, rules=IN_FORCE)
    assert (lead.agency_index, lead.content, lead.by) == (LINKED.agency.index, LEAD_CONTENT, DUE)
    assert other.agency_index == LINKED.legs[0].agency.index


def test_r93_what_came_online_is_sent_to_all_at_once() -> None:
    """Paper goes round, data does not."""
    assert usual_mode(received().dossier) is Mode.PAPER
    online = replace(a_reception(), channel=Channel.ONLINE)
    assert usual_mode(received(online).dossier) is Mode.ELECTRONIC


# --- on paper -----------------------------------------------------------------------------------


def test_r92_the_folder_goes_in_the_order_that_was_fixed_and_back_to_the_lead() -> None:
    """Lead, second, third, lead: nobody is passed over, and one dossier stays one dossier."""
    life = handed_over(PAPER_ROUTE)
    code = life.dossier.taken_in().code
    visited = []
    while (following := next_leg(life.dossier)) is not None:
        assert not route_complete(life.dossier)
        sends(life, following)
        visited.append(position(life.dossier))
    assert visited == [1, 2, LEAD]
    assert route_complete(life.dossier)
    assert life.dossier.state is State.APPRAISAL
    assert life.dossier.taken_in().code == code


@pytest.mark.parametrize("wrong", [LEAD, 2, 3, -1])
def test_r92_an_agency_is_not_passed_over(wrong: int) -> None:
    """Only the next one in the order gets it."""
    with pytest.raises(Refused, match="send-on-out-of-order"):
        send_on(handed_over(PAPER_ROUTE).dossier, wrong, GIVEN, now=START, roles=CENTER)


def test_r92_a_folder_that_has_been_everywhere_goes_nowhere_else() -> None:
    """After the last agency it is with the lead, who brings the result."""
    life = sends(handed_over(PAPER_ROUTE), 1, 2, LEAD)
    assert next_leg(life.dossier) is None
    with pytest.raises(Refused, match="route-complete"):
        send_on(life.dossier, 1, GIVEN, now=START, roles=CENTER)


def test_r91_the_result_of_an_agency_goes_with_the_folder() -> None:
    """Giver, receiver, the agency's own paper and a note are kept with the step."""
    life = handed_over(PAPER_ROUTE)
    given = hands(" Phạm  Thị Giao ", RECEIVER, by_post=True)
    fact = send_on(
        life.dossier, 1, given, now=START, roles=CENTER, paper=PAPER, result=" đủ  điều kiện "
    )
    life.does(fact)
    [sent] = life.dossier.facts(SentOn)
    assert sent.what == SentOn(
        LEAD, 1, late=False, by_post=True, giver=GIVER, receiver=RECEIVER, paper=PAPER,
        result="đủ điều kiện",
    )  # fmt: skip


def test_what_is_sent_on_has_two_names_and_no_paper_of_tomorrow() -> None:
    """R20: every hand-over has a named giver and receiver."""
    dossier = handed_over(PAPER_ROUTE).dossier
    with pytest.raises(Refused, match="giver-missing"):
        send_on(dossier, 1, hands("", RECEIVER), now=START, roles=CENTER)
    with pytest.raises(Refused, match="receiver-missing"):
        send_on(dossier, 1, hands(GIVER, " "), now=START, roles=CENTER)
    tomorrow = agency_paper("1", date(2026, 11, 24), "Lê Thị Ký")
    with pytest.raises(Refused, match="paper-in-the-future"):
        send_on(dossier, 1, GIVEN, now=START, roles=CENTER, paper=tomorrow)


def test_r93_data_that_is_everywhere_at_once_is_not_sent_on() -> None:
    """And a dossier without a route has nowhere to go."""
    with pytest.raises(Refused, match="route-is-parallel"):
        send_on(handed_over(PARALLEL).dossier, 1, GIVEN, now=START, roles=CENTER)
    with pytest.raises(Refused, match="route-missing"):
        send_on(handed_over().dossier, 1, GIVEN, now=START, roles=CENTER)


def test_one_folder_that_two_desks_sent_on_is_seen() -> None:
    """Each acted on what it knew; the second is a conflict, and the folder is at one place."""
    life = handed_over(PAPER_ROUTE)
    fact = send_on(life.dossier, 1, GIVEN, now=START, roles=CENTER)
    first, second = life.does(fact), life.does(fact)
    assert position(life.dossier) == 1
    [mark] = life.dossier.conflicts
    assert (mark.code, mark.entry, mark.against) == (
        "send-on-out-of-order", second.hash, first.hash
    )  # fmt: skip


def test_a_step_that_was_taken_back_never_was() -> None:
    """The folder is where it was before a recalled sending."""
    life = sends(handed_over(PAPER_ROUTE), 1)
    officer = life.dossier.trail[-1].officer
    life.officer = officer
    life.does(recall(life.dossier, reason="nhầm", officer=officer, roles=CENTER))
    assert position(life.dossier) == LEAD
    assert next_leg(life.dossier) == 1


def test_the_lateness_of_an_agency_is_a_fact_once_its_day_has_ended() -> None:
    """C2: due on the 24th, late from the 25th on."""
    life = sends(handed_over(PAPER_ROUTE), 1)
    on_the_day = START + timedelta(hours=38)
    in_time = send_on(life.dossier, 2, GIVEN, now=START + timedelta(hours=34), roles=CENTER)
    late = send_on(life.dossier, 2, GIVEN, now=on_the_day + timedelta(days=1), roles=CENTER)
    assert (in_time.body["late"], late.body["late"]) == (False, True)


# --- electronically -----------------------------------------------------------------------------


def test_r93_every_agency_answers_and_then_it_may_be_approved() -> None:
    """In any order, each once; the lead's answer is the result."""
    life = handed_over(PARALLEL)
    assert next_leg(life.dossier) is None
    answers(life, 2)
    assert not route_complete(life.dossier)
    answers(life, 1)
    assert route_complete(life.dossier)
    assert position(life.dossier) == LEAD
    assert [it.what.leg for it in life.dossier.facts(LegAnswer)] == [2, 1]


@pytest.mark.parametrize(
    ("number", "code"),
    [(LEAD, "leg-is-lead"), (3, "leg-unknown"), (-1, "leg-unknown"), (1, "leg-answered")],
)
def test_r93_only_an_agency_of_the_route_answers_and_only_once(number: int, code: str) -> None:
    """What no leg of the route can have said is refused."""
    life = answers(handed_over(PARALLEL), 1)
    with pytest.raises(Refused, match=code):
        answer_leg(life.dossier, number, now=START, roles=CENTER, paper=PAPER)


def test_r91_on_paper_an_answer_is_the_folder_itself() -> None:
    """An answer apart belongs to an electronic route."""
    with pytest.raises(Refused, match="route-is-sequential"):
        answer_leg(handed_over(PAPER_ROUTE).dossier, 1, now=START, roles=CENTER, paper=PAPER)
    with pytest.raises(Refused, match="route-missing"):
        answer_leg(handed_over().dossier, 1, now=START, roles=CENTER, paper=PAPER)


def test_an_answer_is_a_paper_or_words() -> None:
    """Neither is no answer, and a draft is no paper."""
    dossier = handed_over(PARALLEL).dossier
    with pytest.raises(Refused, match="leg-answer-empty"):
        answer_leg(dossier, 1, now=START, roles=CENTER, result="  ")
    with pytest.raises(Refused, match="paper-number-missing"):
        answer_leg(dossier, 1, now=START, roles=CENTER, paper=replace(PAPER, number=""))
    fact = answer_leg(dossier, 1, now=LATER, roles={Role.APPRAISER}, paper=PAPER)
    assert fact.body == {"leg": 1, "late": True, "role": "appraiser"}
    assert fact.personal is not None
    assert set(fact.personal) == {"paper"}


# --- views --------------------------------------------------------------------------------------


def statuses(states: Iterable[LegState]) -> list[tuple[LegStatus, bool]]:
    return [(it.status, it.late) for it in states]


NOT_YET, AT_WORK, DONE = LegStatus.NOT_YET, LegStatus.AT_WORK, LegStatus.DONE


def test_without_a_route_nobody_else_is_waited_for() -> None:
    """R82: the short way."""
    dossier = handed_over().dossier
    assert route_complete(dossier)
    assert (position(dossier), next_leg(dossier), leg_states(dossier, START)) == (None, None, ())


def test_a_route_begins_with_the_hand_over() -> None:
    """Before it the folder is with no agency."""
    life = received()
    life.does(set_route(life.dossier, PAPER_ROUTE, due=DUE, now=START, roles=CENTER))
    assert (position(life.dossier), next_leg(life.dossier)) == (None, None)
    assert statuses(leg_states(life.dossier, LATER)) == [(NOT_YET, False)] * 3
    assert not route_complete(life.dossier)


def test_on_paper_one_agency_has_the_folder_and_the_lead_answers_for_the_whole() -> None:
    """Who is late is who has it; nobody is late before it came."""
    life = sends(handed_over(PAPER_ROUTE), 1)
    asked = consult(life.dossier, AGENCIES[3], "Ý kiến", until=DUE, now=START, roles=CENTER)
    life.does(asked)
    handed, sent, _ = (it.at for it in life.dossier.trail[-3:])
    lead, second, third = leg_states(life.dossier, START)
    assert (lead.status, lead.since, lead.late) == (AT_WORK, handed, False)
    assert (second.status, second.since, second.number) == (AT_WORK, sent, 1)
    assert (third.status, third.since) == (NOT_YET, None)
    assert statuses(leg_states(life.dossier, LATER)) == [
        (AT_WORK, True), (AT_WORK, True), (NOT_YET, False)
    ]  # fmt: skip
    sends(life, 2, LEAD)
    assert statuses(leg_states(life.dossier, START)) == [
        (AT_WORK, False), (DONE, False), (DONE, False)
    ]  # fmt: skip
    lead, _, third = leg_states(life.dossier, START)
    assert (lead.since, third.done_at) == (handed, life.at)


def test_electronically_all_agencies_are_at_work_from_the_hand_over_on() -> None:
    """R93: each is done when it answers, late or not."""
    life = answers(handed_over(PARALLEL), 2)
    handed = life.dossier.trail[-2].at
    states = leg_states(life.dossier, START)
    assert [it.since for it in states] == [handed] * 3
    assert statuses(states) == [(AT_WORK, False), (AT_WORK, False), (DONE, False)]


@pytest.mark.parametrize("fixed", [PAPER_ROUTE, PARALLEL])
def test_the_lead_is_done_with_the_result_and_at_work_again_when_it_was_wrong(
    fixed: Route,
) -> None:
    """C23: a wrong result is the lead's; what the others did stands."""
    life = handed_over(fixed)
    _ = sends(life, 1, 2, LEAD) if fixed is PAPER_ROUTE else answers(life, 1, 2)
    assert statuses(leg_states(approved(life), START)) == [(DONE, False)] * 3
    back = rejected(life)
    assert route_complete(back)
    assert position(back) == LEAD
    assert statuses(leg_states(back, START)) == [(AT_WORK, False), (DONE, False), (DONE, False)]


def test_c23_a_wrong_result_may_go_round_once_more() -> None:
    """The order holds again, and until the folder is back nothing can be approved."""
    life = sends(handed_over(PAPER_ROUTE), 1, 2, LEAD)
    again = rejected(life)
    assert next_leg(again) == 1
    fact = send_on(again, 1, GIVEN, now=START, roles=CENTER)
    assert (fact.body["sender"], fact.body["to"]) == (LEAD, 1)
    sent = SentOn(LEAD, 1, late=False)
    once_more = as_if(again, State.APPRAISAL, Action.SEND_ON, now(life), sent)
    assert not route_complete(once_more)
    assert statuses(leg_states(once_more, START)) == [
        (AT_WORK, False), (AT_WORK, False), (DONE, False)
    ]  # fmt: skip


def test_c23_an_agency_of_an_electronic_route_may_answer_anew_after_a_wrong_result() -> None:
    """Its first answer stands until then."""
    again = rejected(answers(handed_over(PARALLEL), 1, 2))
    fact = answer_leg(again, 1, now=START, roles=CENTER, result="Đã sửa")
    assert fact.body["leg"] == 1


def test_r87_a_full_supplement_begins_the_route_anew() -> None:
    """The folder lies at the Center again, so no agency has it."""
    life = sends(handed_over(PAPER_ROUTE), 1)
    back = as_if(life.dossier, State.RECEIVED, Action.COMPLETE_SUPPLEMENT, life.at)
    assert position(back) is None
    assert statuses(leg_states(back, START)) == [(NOT_YET, False)] * 3


# --- bytes --------------------------------------------------------------------------------------

HIGHER = leg(21, 24, level=Level.HIGHER, one_stop="Bộ phận Một cửa của Bộ Ví Dụ")
PAPER_BYTES = f'{{"day":"2026-11-23","number":"12/KQ","page":"{"cd" * 32}","signer":"Lê Thị Ký"}}'
ROUTE_BYTES = (
    '{"approval":{"day":"2026-01-05","number":"0000/QĐ-UBND"},'
    '"confirmation":{"citation":"Điều 0 Nghị định không có thật",'
    f'"leader":"{"aa" * 16}","own":false}},"counted_from":"2026-11-23T02:00:00.000000Z","legs":['
    '{"agency":"Sở Ví Dụ 5","agency_index":5,"by":"2026-11-26T02:00:00.000000Z",'
    '"content":"Cho ý kiến chuyên ngành","level":"same","limit":"1 ngày làm việc"},'
    '{"agency":"Sở Ví Dụ 21","agency_index":21,"by":"2026-11-24T02:00:00.000000Z",'
    '"content":"Cho ý kiến chuyên ngành","level":"higher","limit":"1 ngày làm việc",'
    '"one_stop":"Bộ phận Một cửa của Bộ Ví Dụ"}],"mode":"paper"}'
)
GOLDEN: list[tuple[Route | SentOn | LegAnswer, str, str]] = [
    (Route(Mode.PAPER, (leg(5, 72), HIGHER), START, DECISION, LEADER), ROUTE_BYTES, "{}"),
    (
        SentOn(LEAD, 1, True, True, GIVER, RECEIVER, PAPER, "Đủ điều kiện"),
        '{"by_post":true,"late":true,"sender":0,"to":1}',
        (
            f'{{"giver":"Phạm Thị Giao","paper":{PAPER_BYTES},"receiver":"Hoàng Văn Nhận",'
            '"result":"Đủ điều kiện"}'
        ),
    ),
    (
        LegAnswer(1, False, PAPER, "Đủ điều kiện"),
        '{"late":false,"leg":1}',
        f'{{"paper":{PAPER_BYTES},"result":"Đủ điều kiện"}}',
    ),
]


@pytest.mark.parametrize(("fact", "public", "personal"), GOLDEN)
def test_golden_bodies_of_routing(
    fact: Route | SentOn | LegAnswer, public: str, personal: str
) -> None:
    """Signed for ever: a renamed field is another format."""
    assert canonical(public_body(fact)).decode() == public
    assert canonical(personal_body(fact)).decode() == personal
    read = read_record(type(fact), Reader(public_body(fact)), Reader(personal_body(fact)))
    assert read == fact
