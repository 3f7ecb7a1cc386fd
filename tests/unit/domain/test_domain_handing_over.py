"""From the Center to the agency: what may go, by when, and who has it then (R20, C26, C27)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from counter_app.bootstrap import read_rulebook
from data.domain.body import Reader
from data.domain.clock import local
from data.domain.deadlines import Limit, Unit
from data.domain.dossier import Dossier
from data.domain.entries import Fact, canonical
from data.domain.errors import Refused
from data.domain.handing_over import (
    Custody,
    HandOver,
    Place,
    Progress,
    StepDue,
    custody,
    hand_over,
    hand_over_by,
    hand_over_objections,
    is_silent,
    note_progress,
    progress_objections,
    recipient,
    silent_since,
)
from data.domain.hands import Hands, hands
from data.domain.lifecycle import Action, State
from data.domain.procedures import Level, Process, ProcessStep, Step
from data.domain.received import Appointment, Component, Counts, Inbound
from data.domain.records import personal_body, public_body, read_record
from data.domain.roles import Role
from data.domain.routing import Approval, Mode, Route, RouteLeg, SentOn, send_on
from data.domain.supplementing import SupplementCompleted, clock_start
from data.domain.vocabulary import DOSSIER_RECEIVED
from data.domain.workdays import at
from tests.fakes.forge import START, ForgedDesk, a_reception
from tests.fakes.lives import (
    CENTER,
    DOSSIER_ID,
    GIVER,
    HAND_OVER_BY,
    RECEIVER,
    Life,
    as_if,
    handed_over,
    received,
)

RULES = read_rulebook()
IN_FORCE = RULES.in_force
CALENDAR = IN_FORCE.calendar
PROCEDURE = next(it for it in RULES.catalogue.procedures if not it.legs and not it.process)
LINKED = next(it for it in RULES.catalogue.procedures if it.legs)
GIVEN = Hands(GIVER, RECEIVER)
ONE_DAY, TWO_DAYS = (Limit(Unit.WORKING_DAYS, days, "") for days in (1, 2))
PROCESS = Process(
    "0000/QĐ-UBND",
    date(2026, 1, 5),
    (
        ProcessStep(Step.RECEIVE, "Cán bộ tiếp nhận", ONE_DAY),
        ProcessStep(Step.APPRAISE, "Phòng chuyên môn", TWO_DAYS),
        ProcessStep(Step.APPROVE, "Lãnh đạo", ONE_DAY),
        ProcessStep(Step.RETURN, "Bộ phận trả kết quả", None),
    ),
)
PROCESSED = replace(PROCEDURE, process=PROCESS)
MONDAY, TUESDAY, WEDNESDAY, FRIDAY = (date(2026, 11, day) for day in (23, 24, 25, 27))
"""24/11 is a day off."""
LATER = START + timedelta(days=2)


def a_route(level: Level = Level.SAME) -> Route:
    """Two agencies: the lead is not that of the procedure."""
    lead = RouteLeg(7, "Sở Chủ Trì", "Chủ trì", START + timedelta(days=3))
    other = RouteLeg(
        8, "Sở Phối Hợp", "Ý kiến", START + timedelta(days=2), level=level, one_stop="Một cửa"
    )
    return Route(Mode.PAPER, (lead, other), START, Approval("0000/QĐ-UBND", date(2026, 1, 5)))


def given_to_agency(life: Life, *, now: datetime = START, given: Hands = GIVEN) -> HandOver:
    fact = hand_over(
        life.dossier, given, procedure=PROCESSED, now=now, rules=IN_FORCE, roles=CENTER
    )
    life.does(fact)
    return life.dossier.facts(HandOver)[-1].what


def completed(life: Life, taken_at: datetime) -> Dossier:
    """As if a supplement had come in full (R87)."""
    promised = Appointment(taken_at + timedelta(days=5), "3 ngày làm việc", (), ())
    what = SupplementCompleted((), taken_at, promised, adjusted=True)
    return as_if(life.dossier, State.RECEIVED, Action.COMPLETE_SUPPLEMENT, taken_at, what)


def codes(objections: Iterable[Refused]) -> list[str]:
    return [it.code for it in objections]


# --- what may go --------------------------------------------------------------------------------


def test_r20_a_hand_over_names_who_gives_and_who_takes() -> None:
    """Both names, the agency and the sheet that both sign."""
    life = received()
    fact = hand_over(
        life.dossier,
        hands(f" {GIVER} ", RECEIVER, by_post=True),
        procedure=PROCEDURE,
        now=START,
        rules=IN_FORCE,
        roles=CENTER,
        batch=f" {'ab' * 16} ",
    )
    life.does(fact)
    [handed] = life.dossier.facts(HandOver)
    assert handed.what == HandOver(
        agency_index=5,
        agency="Sở Kế hoạch và Đầu tư",
        by=HAND_OVER_BY,
        late=False,
        by_post=True,
        batch="ab" * 16,
        giver=GIVER,
        receiver=RECEIVER,
    )
    assert life.dossier.state is State.APPRAISAL


def test_r20_nothing_changes_hands_without_two_names() -> None:
    """Everything that stands against it is said at once."""
    dossier = received().dossier
    assert codes(hand_over_objections(dossier, hands(" ", ""), PROCEDURE)) == [
        "giver-missing",
        "receiver-missing",
    ]
    with pytest.raises(Refused, match="receiver-missing"):
        hand_over(
            dossier, Hands(GIVER, ""), procedure=None, now=START, rules=IN_FORCE, roles=CENTER
        )


def test_c26_what_was_not_scanned_is_not_handed_over() -> None:
    """It may be received unscanned, but the gap blocks its way to the agency."""
    reception = a_reception()
    bare = Component("c9", "Bản vẽ", Counts(originals=1))
    dossier = received(replace(reception, components=(*reception.components, bare))).dossier
    [refused] = hand_over_objections(dossier, GIVEN, PROCEDURE)
    assert refused.code == "hand-over-unscanned"
    assert refused.facts == {"count": 1, "component": "Bản vẽ"}


def test_a_dossier_with_an_open_conflict_is_not_handed_over() -> None:
    """Two receptions that cannot both stand are settled first."""
    life = received()
    other = ForgedDesk("b")
    forged = other.append(DOSSIER_RECEIVED, {}, version=2)
    life.desk.known.append(forged)
    assert codes(hand_over_objections(life.dossier, GIVEN, PROCEDURE)) == ["conflict-open"]


def test_r91_a_linked_procedure_goes_nowhere_without_its_order() -> None:
    """The Center fixes the order of the agencies before the folder leaves."""
    life = received()
    assert codes(hand_over_objections(life.dossier, GIVEN, LINKED)) == ["hand-over-unrouted"]
    assert hand_over_objections(life.dossier, GIVEN, None) == []
    routed = as_if(life.dossier, State.RECEIVED, Action.SET_ROUTE, START, a_route())
    assert hand_over_objections(routed, GIVEN, LINKED) == []


def test_r87_after_a_full_supplement_the_route_is_fixed_anew() -> None:
    """The limits of the agencies are those of the clock before it."""
    life = handed_over(a_route())
    again = completed(life, LATER)
    assert codes(hand_over_objections(again, GIVEN, LINKED)) == ["route-outdated"]
    anew = as_if(again, State.RECEIVED, Action.SET_ROUTE, LATER, a_route())
    assert hand_over_objections(anew, GIVEN, LINKED) == []


def test_r91_the_folder_goes_to_the_lead_of_the_route() -> None:
    """Else to the agency of the procedure."""
    life = received()
    assert recipient(life.dossier) == (5, "Sở Kế hoạch và Đầu tư")
    handed_over(a_route(), life)
    handed = life.dossier.facts(HandOver)[0].what
    assert (handed.agency_index, handed.agency) == (7, "Sở Chủ Trì")


def test_a_folder_that_went_elsewhere_than_to_the_lead_is_seen() -> None:
    """A desk that did not know of the route handed it to another agency: a conflict."""
    life = received()
    without_route = given_fact(life.dossier)
    life.does(replace(without_route, body={**without_route.body, "agency_index": 8}))
    assert [mark.code for mark in life.dossier.conflicts] == ["hand-over-not-to-lead"]
    assert life.dossier.state is State.RECEIVED


def given_fact(dossier: Dossier) -> Fact:
    return hand_over(dossier, GIVEN, procedure=None, now=START, rules=IN_FORCE, roles=CENTER)


def test_only_a_received_dossier_is_handed_over_and_only_by_the_center_or_the_post() -> None:
    """R30: the post hands over what it received on behalf."""
    with pytest.raises(Refused, match="action-not-now"):
        given_fact(handed_over().dossier)
    with pytest.raises(Refused, match="role-may-not"):
        hand_over(
            received().dossier,
            GIVEN,
            procedure=None,
            now=START,
            rules=IN_FORCE,
            roles={Role.RETURN_DESK},
        )


# --- by when ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "day", "until"),
    [(time(9), MONDAY, time(17)), (time(15), MONDAY, time(17)), (time(15, 1), WEDNESDAY, time(7))],
)
def test_a10_what_came_after_three_goes_first_thing_next_working_day(
    hour: time, day: date, until: time
) -> None:
    """NĐ 61 Đ18.2: the same day, or the next; 24/11 is off."""
    life = received(replace(a_reception(), received_at=at(MONDAY, hour)))
    assert hand_over_by(life.dossier, IN_FORCE) == at(day, until)


def test_a10_a_hand_over_is_late_once_its_day_has_ended() -> None:
    """Late is a fact of the entry, measured as every limit is (C2)."""
    assert not given_to_agency(received(), now=at(MONDAY, time(18))).late
    assert given_to_agency(received(), now=at(WEDNESDAY, time(7))).late


def test_r87_after_a_full_supplement_the_hand_over_counts_from_the_taking() -> None:
    """The same rule for the folder that is complete again."""
    again = completed(handed_over(), at(FRIDAY, time(10)))
    assert clock_start(again) == at(FRIDAY, time(10))
    assert hand_over_by(again, IN_FORCE) == at(FRIDAY, time(17))


def test_r47_the_steps_of_the_process_count_from_the_hand_over() -> None:
    """Each from the end of the one before; receiving is done, and what is unknown is not said."""
    handed = given_to_agency(received())
    appraised, approved = handed.steps
    assert appraised == StepDue(
        Step.APPRAISE, at(date(2026, 11, 26), time(17)).astimezone(UTC), "2 ngày làm việc"
    )
    assert (approved.step, local(approved.by)) == (Step.APPROVE, at(FRIDAY, time(17)))


def test_r47_a_process_whose_limits_are_all_known_is_counted_to_its_end() -> None:
    """The last step is the return of the result."""
    steps = tuple(replace(it, limit=ONE_DAY) for it in PROCESS.steps)
    known = replace(PROCEDURE, process=replace(PROCESS, steps=steps))
    life = received()
    fact = hand_over(life.dossier, GIVEN, procedure=known, now=START, rules=IN_FORCE, roles=CENTER)
    life.does(fact)
    told = life.dossier.facts(HandOver)[0].what.steps
    assert [it.step for it in told] == [Step.APPRAISE, Step.APPROVE, Step.RETURN]
    assert local(told[-1].by) == at(FRIDAY, time(17))


def test_r47_behind_a_step_without_a_limit_nothing_is_known() -> None:
    """A date that was counted over a gap would blame somebody wrongly."""
    steps = (replace(PROCESS.steps[1], limit=None), PROCESS.steps[2])
    unknown = replace(PROCEDURE, process=replace(PROCESS, steps=steps))
    fact = hand_over(
        received().dossier, GIVEN, procedure=unknown, now=START, rules=IN_FORCE, roles=CENTER
    )
    assert "steps" not in fact.body


# --- progress -----------------------------------------------------------------------------------

DONE = Progress(Step.APPRAISE, "7/TTr", MONDAY, "cd" * 32, "Lê Thị Thẩm", "Đã trình")


def test_r66_a_step_of_the_agency_is_noted_with_who_paper_and_day() -> None:
    """C29: also by an officer of the Center, in any state after the hand-over."""
    life = handed_over()
    said = replace(DONE, number=" 7/TTr ", who=" Lê  Thị Thẩm ", note=" Đã trình\n")
    life.does(note_progress(life.dossier, said, now=START, roles={Role.RETURN_DESK}))
    assert life.dossier.facts(Progress)[0].what == DONE
    assert life.dossier.state is State.APPRAISAL


@pytest.mark.parametrize(
    ("progress", "code"),
    [
        (replace(DONE, who=""), "progress-who-missing"),
        (Progress(Step.APPROVE, who="Lê Thị Thẩm"), "progress-empty"),
        (replace(DONE, day=None), "paper-day-missing"),
        (replace(DONE, day=TUESDAY), "paper-in-the-future"),
    ],
)
def test_c29_a_note_says_who_did_what(progress: Progress, code: str) -> None:
    """And a paper has its day."""
    assert progress_objections(DONE, MONDAY) == []
    assert codes(progress_objections(progress, MONDAY)) == [code]
    with pytest.raises(Refused, match=code):
        note_progress(handed_over().dossier, progress, now=START, roles=CENTER)


def test_a_note_needs_no_paper() -> None:
    """Words alone say how far it is, and so does a scan."""
    assert progress_objections(Progress(Step.APPRAISE, who="A", note="Đang xem"), MONDAY) == []
    assert progress_objections(Progress(Step.APPRAISE, who="A", page="ab" * 32), MONDAY) == []


def test_r66_silence_counts_from_the_last_progress() -> None:
    """A note or a step breaks it; money, a call or a correction says nothing of it."""
    assert silent_since(Dossier(DOSSIER_ID)) is None
    life = handed_over()
    handed = life.at
    assert silent_since(life.dossier) == handed
    for action in (Action.RECORD_FEE, Action.CONTACT, Action.CORRECT, Action.RECALL):
        paid = as_if(life.dossier, State.APPRAISAL, action, LATER)
        assert silent_since(paid) == handed
    noted = life.does(note_progress(life.dossier, DONE, now=START, roles=CENTER))
    assert silent_since(life.dossier) == noted.entry.at


def test_c29_silence_is_more_than_so_many_working_days() -> None:
    """Two days after Monday are Wednesday and Thursday: silent from Friday on."""
    dossier = handed_over().dossier
    friday = at(FRIDAY, time(7))
    assert not is_silent(dossier, friday - timedelta(days=1), 2, calendar=CALENDAR)
    assert is_silent(dossier, friday, 2, calendar=CALENDAR)
    assert not is_silent(dossier, START, 0, calendar=CALENDAR)


@pytest.mark.parametrize("state", [State.RETURNED, State.WAITING, State.RELEASED])
def test_an_applicant_may_be_silent(state: State) -> None:
    """Nobody is urged while the applicant has it to do, or it is over."""
    waiting = as_if(handed_over().dossier, state, Action.NOTE_PROGRESS, START)
    assert not is_silent(waiting, START + timedelta(days=60), 2, calendar=CALENDAR)
    assert not is_silent(Dossier(DOSSIER_ID), START, 2, calendar=CALENDAR)


# --- custody ------------------------------------------------------------------------------------


def test_before_anything_was_committed_the_applicant_has_it() -> None:
    """Nobody signed for it."""
    assert custody(Dossier(DOSSIER_ID)) == Custody(Place.APPLICANT)


def test_c27_a_received_folder_lies_at_the_center_since_its_receipt() -> None:
    """Whatever is noted beside: of a late entry the paper says since when (C7)."""
    earlier = START - timedelta(hours=1)
    life = received(replace(a_reception(), received_at=earlier))
    assert custody(life.dossier) == Custody(Place.CENTER, since=earlier)
    routed = as_if(life.dossier, State.RECEIVED, Action.SET_ROUTE, LATER, a_route())
    assert custody(routed).since == earlier
    assert custody(completed(handed_over(), LATER)) == Custody(Place.CENTER, since=LATER)


def test_r20_a_folder_at_the_agency_is_with_whoever_took_it() -> None:
    """Place, agency and name; the name can be erased."""
    life = handed_over()
    with_agency = Custody(Place.AGENCY, 5, "Sở Kế hoạch và Đầu tư", RECEIVER, life.at)
    assert custody(life.dossier) == with_agency
    noted = as_if(life.dossier, State.APPRAISAL, Action.CONSULT, LATER)
    assert custody(noted) == with_agency


def test_r47_where_all_steps_are_done_at_the_center_the_folder_stays_there() -> None:
    """The agency has it, in the Center's house."""
    life = received()
    at_center = replace(PROCEDURE, process=replace(PROCESS, at_center=True))
    fact = hand_over(
        life.dossier, GIVEN, procedure=at_center, now=START, rules=IN_FORCE, roles=CENTER
    )
    life.does(fact)
    held = custody(life.dossier)
    assert (held.place, held.agency_index, held.person) == (Place.CENTER, 5, RECEIVER)


def test_r92_a_folder_that_was_sent_on_is_with_the_next_agency() -> None:
    """And after the last one with the lead."""
    life = handed_over(a_route())
    assert custody(life.dossier).agency == "Sở Chủ Trì"
    life.does(send_on(life.dossier, 1, Hands(RECEIVER, "Đỗ Thị Kế"), now=START, roles=CENTER))
    assert custody(life.dossier) == Custody(Place.AGENCY, 8, "Sở Phối Hợp", "Đỗ Thị Kế", life.at)
    life.does(send_on(life.dossier, 0, Hands("Đỗ Thị Kế", RECEIVER), now=START, roles=CENTER))
    assert custody(life.dossier) == Custody(Place.AGENCY, 7, "Sở Chủ Trì", RECEIVER, life.at)


def test_r95_what_another_level_gives_back_comes_to_where_it_was_received() -> None:
    """The higher authority returns to the Bộ phận Một cửa."""
    life = handed_over(a_route(Level.HIGHER))
    life.does(send_on(life.dossier, 1, GIVEN, now=START, roles=CENTER))
    assert custody(life.dossier).place is Place.AGENCY
    life.does(send_on(life.dossier, 0, GIVEN, now=START, roles=CENTER))
    assert custody(life.dossier).place is Place.CENTER
    assert life.dossier.facts(SentOn)[-1].what.to == 0


def test_r92_what_another_level_passes_to_a_third_agency_is_with_that_agency() -> None:
    """Only what comes back to the lead passes the Center."""
    fixed = a_route(Level.HIGHER)
    third = replace(fixed.legs[1], agency_index=9, agency="Sở Thứ Ba", level=Level.SAME)
    life = handed_over(replace(fixed, legs=(*fixed.legs, third)))
    for to in (1, 2):
        life.does(send_on(life.dossier, to, GIVEN, now=START, roles=CENTER))
    held = custody(life.dossier)
    assert (held.place, held.agency_index) == (Place.AGENCY, 9)


def test_a_result_is_with_the_agency_until_it_is_brought() -> None:
    """Also one that the post brought back to it (C21), and a wrong one (C23)."""
    life = handed_over()
    approved = as_if(life.dossier, State.APPROVED, Action.APPROVE, LATER)
    with_agency = Custody(Place.AGENCY, 5, "Sở Kế hoạch và Đầu tư", since=LATER)
    assert custody(approved) == with_agency
    back = as_if(life.dossier, State.APPROVED, Action.POST_BACK_TO_AGENCY, LATER)
    assert custody(back) == with_agency
    wrong = as_if(life.dossier, State.APPRAISAL, Action.REJECT_RESULT, LATER)
    assert custody(wrong) == with_agency


def test_r99_a_result_of_the_province_is_at_its_office_until_it_came() -> None:
    """The extra hop: Văn phòng UBND tỉnh passes it to the agency's unit."""
    approved = as_if(handed_over().dossier, State.APPROVED, Action.APPROVE, START)
    assert custody(approved, via_province=True) == Custody(Place.PROVINCE, since=START)
    came = as_if(approved, State.APPROVED, Action.BRING_FROM_PROVINCE, LATER)
    assert custody(came, via_province=True).place is Place.AGENCY


def test_r95_a_result_for_another_one_stop_goes_back_to_it() -> None:
    """It has no index in the register; without its name only the level is known."""
    reception = replace(a_reception(), inbound=Inbound("Một cửa xã Ví Dụ", "XVD-77"))
    back = Action.SEND_BACK_BETWEEN_LEVELS
    sent = as_if(received(reception).dossier, State.RELEASED, back, LATER)
    assert custody(sent) == Custody(Place.AGENCY, agency="Một cửa xã Ví Dụ", since=LATER)
    nameless = as_if(received().dossier, State.RELEASED, back, LATER)
    assert custody(nameless) == Custody(Place.AGENCY, since=LATER)


@pytest.mark.parametrize(
    ("state", "action", "place"),
    [
        (State.APPLIED, Action.APPLY_ONLINE, Place.CENTER),
        (State.POSTED, Action.TAKE_BY_POST, Place.POST),
        (State.SUPPLEMENT, Action.REQUEST_SUPPLEMENT, Place.APPLICANT),
        (State.RETURNED, Action.RETURN_FOR_SUPPLEMENT, Place.APPLICANT),
        (State.RETURNED, Action.TAKE_SUPPLEMENT, Place.CENTER),
        (State.WAITING, Action.BRING_RESULT, Place.RETURN_DESK),
        (State.WAITING, Action.POST_BACK_TO_SHELF, Place.RETURN_DESK),
        (State.IN_POST, Action.GIVE_TO_POST, Place.POST),
        (State.RELEASED, Action.RELEASE, Place.APPLICANT),
        (State.RELEASED, Action.DELIVER, Place.APPLICANT),
        (State.REFUSED, Action.REFUSE, Place.APPLICANT),
        (State.DIRECTED, Action.DIRECT_ELSEWHERE, Place.APPLICANT),
        (State.ANSWERED, Action.ANSWER_AT_ONCE, Place.APPLICANT),
        (State.CANCELLED, Action.CANCEL, Place.APPLICANT),
        (State.WITHDRAWN, Action.WITHDRAW, Place.APPLICANT),
        (State.CLOSED, Action.CLOSE_UNBROUGHT, Place.APPLICANT),
    ],
)
def test_who_has_it_is_known_in_every_state(state: State, action: Action, place: Place) -> None:
    """The act that brought it there says since when; what is noted later changes nothing."""
    there = as_if(Dossier(DOSSIER_ID), state, action, START)
    assert custody(there) == Custody(place, since=START)
    assert custody(as_if(there, state, Action.CONTACT, LATER)) == Custody(place, since=START)


# --- bytes --------------------------------------------------------------------------------------

GOLDEN: list[tuple[HandOver | Progress, str, str]] = [
    (
        HandOver(
            agency_index=5,
            agency="Sở Ví Dụ",
            by=HAND_OVER_BY,
            late=True,
            by_post=True,
            at_center=True,
            batch="ab" * 16,
            steps=(StepDue(Step.APPRAISE, LATER, "2 ngày làm việc"),),
            giver=GIVER,
            receiver=RECEIVER,
        ),
        (
            '{"agency":"Sở Ví Dụ","agency_index":5,"at_center":true,'
            f'"batch":"{"ab" * 16}","by":"2026-11-23T10:00:00.000000Z","by_post":true,'
            '"late":true,"steps":[{"by":"2026-11-25T02:00:00.000000Z",'
            '"limit":"2 ngày làm việc","step":"appraise"}]}'
        ),
        '{"giver":"Phạm Thị Giao","receiver":"Hoàng Văn Nhận"}',
    ),
    (
        DONE,
        (f'{{"day":"2026-11-23","number":"7/TTr","page":"{"cd" * 32}","step":"appraise"}}'),
        '{"note":"Đã trình","who":"Lê Thị Thẩm"}',
    ),
]


@pytest.mark.parametrize(("fact", "public", "personal"), GOLDEN)
def test_golden_bodies_of_handing_over(
    fact: HandOver | Progress, public: str, personal: str
) -> None:
    """Signed for ever: a renamed field is another format."""
    assert canonical(public_body(fact)).decode() == public
    assert canonical(personal_body(fact)).decode() == personal
    read = read_record(type(fact), Reader(public_body(fact)), Reader(personal_body(fact)))
    assert read == fact
