"""In time or late: measured by arrival against the statutory due date, and by nothing else."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.domain.confirmation import Confirmation
from data.domain.deadlines import Limit, Unit
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.handing_over import Progress, hand_over, note_progress
from data.domain.lifecycle import State
from data.domain.procedures import Process, ProcessStep, Step
from data.domain.promises import Promise, Why, promises
from data.domain.reappointing import Apologise, apologise
from data.domain.received import personal_fields, reception_body
from data.domain.releasing import Collect, release
from data.domain.roles import Role
from data.domain.routing import Approval, Mode, Route, RouteLeg, send_on, set_route
from data.domain.standing import (
    Dates,
    Deadline,
    Duty,
    Stand,
    dates,
    deadlines_of,
    result_by,
    standing,
)
from data.domain.vocabulary import DOSSIER_ANSWERED
from tests.fakes.forge import START, a_reception
from tests.fakes.lives import APPLICANT, DOSSIER_ID, Life
from tests.fakes.returns import (
    CENTER,
    HANDS,
    MONDAY,
    POLICE,
    PROCEDURE,
    RETURN_DESK,
    RULES,
    a_paper,
    a_return,
    arrives,
    at_agency,
    comes_back,
    does_at,
    goes_back,
    goes_over,
    is_approved,
    is_brought,
    moment,
    promised,
    taken_in,
)

LEADER = Confirmation("Điều 5 Luật Thử", "a" * 32)
DUE = "2026-12-08 17:00"


def stands(life: Life, when: str) -> tuple[Stand, int | None]:
    said = standing(life.dossier, moment(when), calendar=RULES.calendar)
    return said.stand, said.late_working_days


def apologises(life: Life, when: str, new_due: str) -> None:
    act = Apologise(a_paper(when), "Chờ thẩm tra.", moment(new_due) if new_due else None)
    fact = apologise(life.dossier, act, at=moment(when), rules=RULES, roles=CENTER)
    does_at(life, fact, when)


def returned_again(life: Life, when: str) -> None:
    comes_back(life, when, act=replace(a_return(when), confirmation=LEADER))


# --- what was promised --------------------------------------------------------------------------


def test_a5_the_first_date_is_the_measure_of_a_dossier_that_nobody_touched() -> None:
    """Form 01 promised it, the citizen knows it, and it measures."""
    life = at_agency()
    said = promised(life)
    expected = Promise(
        moment(DUE), Why.RECEIPT, life.dossier.received_entry, life.dossier.trail[0].at
    )
    assert (said.first, said.statutory, said.told) == (expected, expected, expected)
    assert (said.restarted, said.reappointed) == (None, None)
    assert promises(Dossier("d")) is None


def test_c4_a_lawful_return_makes_the_restarted_date_the_measure() -> None:
    """R87, and the first date is kept (A5)."""
    life = at_agency()
    comes_back(life, "2026-11-27 10:00")
    entry = is_brought(life, "2026-12-02 10:00").hash
    said = promised(life)
    restarted = Promise(moment("2026-12-16 17:00"), Why.RESTART, entry, moment("2026-12-02 10:00"))
    assert (said.statutory, said.told, said.restarted) == (restarted, restarted, restarted)
    assert said.first.due == moment(DUE)


def test_c4_a_late_return_leaves_the_first_date_as_the_measure() -> None:
    """The citizen is told the restarted one; lateness counts from the first."""
    life = at_agency()
    returned_again(life, "2026-11-30 10:00")
    is_brought(life, "2026-12-02 10:00")
    said = promised(life)
    assert (said.statutory.due, said.statutory.why) == (moment(DUE), Why.RETURNED_LATE)
    assert (said.told.due, said.told.why) == (moment("2026-12-16 17:00"), Why.RESTART)


def test_c4_a_repeated_return_leaves_the_date_before_it_as_the_measure() -> None:
    """What the first, lawful return had restarted goes on to count."""
    life = at_agency()
    comes_back(life, "2026-11-27 10:00")
    is_brought(life, "2026-12-02 10:00")
    goes_over(life)
    returned_again(life, "2026-12-03 10:00")
    is_brought(life, "2026-12-09 10:00")
    said = promised(life)
    assert (said.statutory.due, said.statutory.why) == (
        moment("2026-12-16 17:00"),
        Why.RETURNED_AGAIN,
    )
    assert said.restarted == said.told
    assert said.told.due == moment("2026-12-23 17:00")


def test_c5_an_apology_moves_what_is_told_and_never_the_measure() -> None:
    """Form 04 does not heal lateness; one without a date changes nothing at all."""
    life = at_agency()
    apologises(life, "2026-12-07 10:00", "2026-12-15 17:00")
    apologises(life, "2026-12-15 10:00", "")
    said = promised(life)
    assert (said.statutory.due, said.statutory.why) == (moment(DUE), Why.RECEIPT)
    assert said.reappointed == said.told
    assert (said.told.due, said.told.why) == (moment("2026-12-15 17:00"), Why.REAPPOINTMENT)


def test_c23_a_result_that_is_made_again_moves_what_is_told_and_never_the_measure() -> None:
    """The agency bears the time as well as the cost."""
    life = waiting("2026-12-07 10:00")
    goes_back(life, "2026-12-09 10:00", "2026-12-11 17:00")
    said = promised(life)
    assert (said.told.due, said.told.why) == (moment("2026-12-11 17:00"), Why.NEW_RESULT)
    assert said.told.due == life.dossier.taken_in().appointment.at
    assert said.statutory.due == moment(DUE)


def test_every_promise_says_where_it_stands() -> None:
    """The rule behind each reason."""
    assert {why: why.rule for why in Why} == {
        Why.RECEIPT: "R69",
        Why.RESTART: "R87",
        Why.RETURNED_LATE: "C4",
        Why.RETURNED_AGAIN: "C4",
        Why.REAPPOINTMENT: "R78",
        Why.NEW_RESULT: "C23",
    }


# --- how it stands ------------------------------------------------------------------------------


def waiting(when: str) -> Life:
    """The result came to the return desk at that moment."""
    life = at_agency()
    is_approved(life, "2026-12-04 10:00")
    arrives(life, when)
    return life


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-12-07 23:59", (Stand.IN_TIME, 0)),
        ("2026-12-08 00:00", (Stand.DUE_TODAY, 0)),
        ("2026-12-08 23:59", (Stand.DUE_TODAY, 0)),
        ("2026-12-09 00:00", (Stand.OVERDUE, 1)),
        ("2026-12-12 10:00", (Stand.OVERDUE, 3)),
        ("2026-12-14 10:00", (Stand.OVERDUE, 4)),
    ],
)
def test_c2_a_dossier_is_overdue_after_its_day_has_ended(
    now: str, expected: tuple[Stand, int]
) -> None:
    """Lateness is counted in working days (R37): a Saturday adds none."""
    assert stands(at_agency(), now) == expected


@pytest.mark.parametrize(
    ("arrived", "expected"),
    [
        ("2026-12-07 17:30", (Stand.EARLY, 0)),
        ("2026-12-08 07:00", (Stand.ON_TIME, 0)),
        ("2026-12-08 18:00", (Stand.ON_TIME, 0)),
        ("2026-12-10 08:00", (Stand.LATE, 2)),
    ],
)
def test_c3_the_arrival_at_the_return_desk_counts(
    arrived: str, expected: tuple[Stand, int]
) -> None:
    """Neither the signing before nor whatever comes later."""
    life = waiting(arrived)
    assert stands(life, "2027-01-29 10:00") == expected
    said = standing(life.dossier, moment("2027-01-29 10:00"), calendar=RULES.calendar)
    assert (said.arrived, said.against) == (moment(arrived), promised(life).statutory)


def test_c3_a_signed_result_that_is_not_here_is_not_in_time() -> None:
    """It is the citizen's time."""
    life = at_agency()
    is_approved(life, "2026-12-04 10:00")
    assert stands(life, "2026-12-09 10:00") == (Stand.OVERDUE, 1)


def test_c3_the_three_dates_are_kept_apart() -> None:
    """Signed, arrived and collected; only the second one measures."""
    life = at_agency()
    assert dates(life.dossier) == Dates()
    is_approved(life, "2026-12-04 10:00")
    assert dates(life.dossier) == Dates(date(2026, 12, 4))
    arrives(life, "2026-12-07 10:00")
    assert dates(life.dossier) == Dates(date(2026, 12, 4), moment("2026-12-07 10:00"))
    at = moment("2026-12-21 10:00")
    fact = release(life.dossier, Collect(APPLICANT), now=at, roles=RETURN_DESK, rules=RULES)
    does_at(life, fact, "2026-12-21 10:00")
    assert dates(life.dossier) == Dates(date(2026, 12, 4), moment("2026-12-07 10:00"), at)
    assert stands(life, "2027-01-29 10:00") == (Stand.EARLY, 0)


def test_c3_a_result_of_the_police_arrives_at_its_own_unit() -> None:
    """It is there once it is approved (R33)."""
    life = at_agency()
    is_approved(life, "2026-12-08 16:00", POLICE)
    assert dates(life.dossier).arrived == moment("2026-12-08 16:00")
    assert stands(life, "2027-01-29 10:00") == (Stand.ON_TIME, 0)


def test_c23_a_wrong_result_never_arrived() -> None:
    """The new one is late, however early the wrong one was."""
    life = waiting("2026-12-07 10:00")
    goes_back(life, "2026-12-09 10:00", "2026-12-11 17:00")
    assert stands(life, "2026-12-09 10:00") == (Stand.OVERDUE, 1)
    is_approved(life, "2026-12-10 10:00")
    arrives(life, "2026-12-11 10:00")
    assert stands(life, "2027-01-29 10:00") == (Stand.LATE, 3)


def test_c5_an_apology_in_time_is_late_all_the_same() -> None:
    """Reports measure against the statutory date."""
    life = at_agency()
    apologises(life, "2026-12-07 10:00", "2026-12-15 17:00")
    is_approved(life, "2026-12-10 10:00")
    arrives(life, "2026-12-14 10:00")
    assert stands(life, "2027-01-29 10:00") == (Stand.LATE, 4)


def test_r87_the_clock_stands_while_the_applicant_has_it() -> None:
    """No day of a lawful return is late, however long it takes."""
    life = at_agency()
    comes_back(life, "2026-11-27 10:00")
    assert stands(life, "2027-01-29 10:00") == (Stand.STOPPED, 0)


def test_c4_an_unlawful_return_stops_no_lateness() -> None:
    """It waits for the applicant, and the first date goes on counting."""
    life = at_agency()
    returned_again(life, "2026-11-30 10:00")
    assert stands(life, "2026-12-08 18:00") == (Stand.STOPPED, 0)
    assert stands(life, "2026-12-10 10:00") == (Stand.STOPPED, 2)


def test_an_instant_result_is_in_time() -> None:
    """A9: received, signed and handed over in one breath."""
    reception = a_reception()
    life = Life()
    life.does(
        Fact(
            DOSSIER_ID,
            DOSSIER_ANSWERED,
            reception_body(reception),
            personal_fields(APPLICANT, None, reception),
        )
    )
    assert life.dossier.state is State.ANSWERED
    assert stands(life, "2027-01-29 10:00") == (Stand.EARLY, 0)
    assert dates(life.dossier) == Dates(date(2026, 11, 23), START, START)


@pytest.mark.parametrize("state", [State.CANCELLED, State.WITHDRAWN, State.CLOSED])
def test_what_ended_without_a_result_stands_nowhere(state: State) -> None:
    """Nor does what was never received."""
    ended = replace(at_agency().dossier, state=state)
    now = moment("2027-01-29 10:00")
    assert standing(ended, now, calendar=RULES.calendar).stand is Stand.NONE
    assert standing(Dossier("d"), now, calendar=RULES.calendar).against is None


def test_lateness_beyond_the_calendar_is_not_guessed() -> None:
    """It is overdue, and by how many working days nobody knows."""
    assert stands(at_agency(), "2028-02-01 10:00") == (Stand.OVERDUE, None)


# --- what is due until when ---------------------------------------------------------------------


def duties(life: Life, when: str) -> dict[Duty, Deadline]:
    """One of each, as far as there is one."""
    found = deadlines_of(life.dossier, moment(when), rules=RULES, procedure=PROCEDURE)
    assert list(found) == sorted(found, key=lambda it: it.by)
    return {it.duty: it for it in found}


def test_a_received_dossier_has_its_hand_over_apology_and_result_before_it() -> None:
    """Each with its rule and its citation."""
    found = duties(taken_in(), MONDAY)
    assert {duty: it.by for duty, it in found.items()} == {
        Duty.HAND_OVER: moment("2026-11-23 17:00"),
        Duty.APOLOGY: moment("2026-12-07 17:00"),
        Duty.RESULT: moment("2026-12-08 15:00"),
    }
    assert {it.rule for it in found.values()} == {"A10", "R78", "C3"}
    assert all(it.citation and not it.late and it.done_at is None for it in found.values())
    assert found[Duty.HAND_OVER].citation == "khoản 2 Điều 18 Nghị định số 61/2018/NĐ-CP"


def test_a_limit_that_has_passed_is_late() -> None:
    """The hand-over of yesterday, and the result that was to come by 15:00."""
    assert duties(taken_in(), "2026-11-24 08:00")[Duty.HAND_OVER].late
    life = at_agency()
    assert not duties(life, "2026-12-08 15:00")[Duty.RESULT].late
    assert duties(life, "2026-12-08 15:01")[Duty.RESULT].late
    assert duties(life, "2026-12-08 15:01")[Duty.APOLOGY].late
    assert not duties(life, "2026-11-27 20:00")[Duty.RETURN].late
    assert duties(life, "2026-11-28 08:00")[Duty.RETURN].late


def test_at_the_agency_the_return_is_a_limit_and_the_hand_over_is_done() -> None:
    """Done at its moment, by the agency that took it."""
    life = at_agency()
    found = duties(life, "2026-11-25 08:00")
    assert found[Duty.HAND_OVER].done_at == life.at
    assert found[Duty.HAND_OVER].who == "Sở Kế hoạch và Đầu tư"
    assert (found[Duty.RETURN].by, found[Duty.RETURN].rule) == (moment("2026-11-27 17:00"), "R86")


def test_a_sector_law_is_cited_where_it_sets_the_return() -> None:
    """And not the profile."""
    own = replace(PROCEDURE, return_limit=Limit(Unit.WORKING_DAYS, 5, "Luật Thử"))
    dossier = at_agency().dossier
    found = deadlines_of(dossier, moment(MONDAY), rules=RULES, procedure=own)
    assert [it.citation for it in found if it.duty is Duty.RETURN] == ["Luật Thử"]
    without = deadlines_of(dossier, moment(MONDAY), rules=RULES)
    assert [it.citation for it in without if it.duty is Duty.RETURN] == [
        "điểm c khoản 4 Điều 6 Quy chế"
    ]


def test_while_it_is_with_the_applicant_only_the_return_counts() -> None:
    """In time or not, as its entry says."""
    life = at_agency()
    returned_again(life, "2026-11-30 10:00")
    found = duties(life, "2026-12-01 10:00")
    assert set(found) == {Duty.HAND_OVER, Duty.RETURN}
    assert (found[Duty.RETURN].done_at, found[Duty.RETURN].late) == (
        moment("2026-11-30 10:00"),
        True,
    )


def test_an_apology_that_was_sent_is_done_and_the_new_date_has_its_own() -> None:
    """Until the last one, which has no new date."""
    life = at_agency()
    apologises(life, "2026-12-08 10:00", "2026-12-15 17:00")
    assert apology_limits(life, "2026-12-09 10:00") == [
        (moment("2026-12-07 17:00"), True, True),
        (moment("2026-12-14 17:00"), False, False),
    ]
    apologises(life, "2026-12-14 10:00", "")
    assert apology_limits(life, "2026-12-15 10:00") == [
        (moment("2026-12-07 17:00"), True, True),
        (moment("2026-12-14 17:00"), False, True),
    ]


def apology_limits(life: Life, when: str) -> list[tuple[datetime, bool, bool]]:
    found = deadlines_of(life.dossier, moment(when), rules=RULES, procedure=PROCEDURE)
    return [(it.by, it.late, it.done_at is not None) for it in found if it.duty is Duty.APOLOGY]


def test_a_result_that_arrived_is_done() -> None:
    """Late for the agency after its own limit, though in time for the citizen (C3)."""
    life = waiting("2026-12-08 16:00")
    found = duties(life, "2026-12-09 10:00")
    assert (found[Duty.RESULT].done_at, found[Duty.RESULT].late) == (
        moment("2026-12-08 16:00"),
        True,
    )
    assert Duty.APOLOGY not in found
    assert Duty.RETURN not in found
    assert stands(life, "2026-12-09 10:00") == (Stand.ON_TIME, 0)


def test_r33_a_result_of_the_police_is_never_to_be_brought_to_the_center() -> None:
    """No such limit before the result, when the catalogue says so, nor after it, as it says itself.

    Everything else of the way stays: the hand-over, the return, the apology.
    """
    life = at_agency()
    before = deadlines_of(life.dossier, moment(MONDAY), rules=RULES, procedure=POLICE)
    assert {it.duty for it in before} == {Duty.HAND_OVER, Duty.RETURN, Duty.APOLOGY}
    is_approved(life, "2026-12-07 10:00", POLICE)
    after = deadlines_of(life.dossier, moment("2026-12-07 11:00"), rules=RULES)
    assert Duty.RESULT not in {it.duty for it in after}


def test_nothing_is_due_of_what_is_over() -> None:
    """Or was never received."""
    assert deadlines_of(Dossier("d"), START, rules=RULES) == ()
    over = replace(at_agency().dossier, state=State.WITHDRAWN)
    assert deadlines_of(over, START, rules=RULES) == ()


def test_a_short_limit_leaves_no_lead() -> None:
    """Where it would begin before the dossier came, the appointment itself is the limit."""
    one_hour = taken_in(limit=Limit(Unit.HOURS, 1, "Điều khoản thử"))
    assert duties(one_hour, MONDAY)[Duty.RESULT].by == moment("2026-11-23 10:00")


@pytest.mark.parametrize(
    ("due", "lead_hours", "expected"),
    [
        ("2026-12-08 17:00", 0, "2026-12-08 17:00"),
        ("2026-12-08 17:00", 2, "2026-12-08 15:00"),
        ("2026-12-08 17:00", 4, "2026-12-08 11:00"),
        ("2026-12-07 09:00", 3, "2026-12-04 16:00"),
        ("2026-12-07 08:00", 9, "2026-12-04 07:00"),
        ("2026-12-08 12:30", 1, "2026-12-08 10:30"),
    ],
)
def test_c3_the_lead_of_the_agency_is_counted_in_working_hours(
    due: str, lead_hours: int, expected: str
) -> None:
    """Over noon, nights and weekends."""
    by = result_by(moment(due), lead_hours, calendar=RULES.calendar, hours=RULES.profile.hours)
    assert by == moment(expected)


PROCESS = Process(
    "Quyết định 12/QĐ-THU",
    None,
    (
        ProcessStep(Step.RECEIVE, "Trung tâm", Limit(Unit.HOURS, 4, "")),
        ProcessStep(Step.APPRAISE, "Phòng Thử", Limit(Unit.WORKING_DAYS, 5, "")),
        ProcessStep(Step.APPROVE, "Lãnh đạo", Limit(Unit.WORKING_DAYS, 2, "")),
        ProcessStep(Step.RETURN, "Văn thư", Limit(Unit.WORKING_DAYS, 1, "")),
    ),
)


def test_the_steps_of_the_internal_process_are_limits() -> None:
    """Done when the next one is noted, at the latest when there is a result (R35)."""
    processed = replace(PROCEDURE, process=PROCESS)
    life = taken_in()
    at = moment("2026-11-23 10:00")
    given = hand_over(life.dossier, HANDS, procedure=processed, now=at, rules=RULES, roles=CENTER)
    does_at(life, given, "2026-11-23 10:00")

    def steps(when: str) -> list[tuple[Step | None, datetime | None, bool]]:
        found = deadlines_of(life.dossier, moment(when), rules=RULES, procedure=processed)
        assert all(it.citation == PROCESS.number for it in found if it.duty is Duty.STEP)
        return [(it.step, it.done_at, it.late) for it in found if it.duty is Duty.STEP]

    assert steps("2026-12-02 10:00") == [
        (Step.APPRAISE, None, True),
        (Step.APPROVE, None, False),
        (Step.RETURN, None, False),
    ]
    noted = Progress(Step.APPROVE, note="Đã trình", who="Ông Trần Văn Không")
    fact = note_progress(
        life.dossier, noted, now=moment("2026-12-01 10:00"), roles={Role.APPRAISER}
    )
    does_at(life, fact, "2026-12-01 10:00")
    is_approved(life, "2026-12-04 10:00")
    arrives(life, "2026-12-07 10:00")
    assert steps("2026-12-07 10:00") == [
        (Step.APPRAISE, moment("2026-12-01 10:00"), False),
        (Step.APPROVE, moment("2026-12-04 10:00"), True),
        (Step.RETURN, moment("2026-12-07 10:00"), True),
    ]
    plain = deadlines_of(life.dossier, moment("2026-12-07 10:00"), rules=RULES)
    assert [it.citation for it in plain if it.duty is Duty.STEP] == ["", "", ""]


def test_r91_the_legs_of_a_route_are_limits() -> None:
    """Of each agency, under the decision that approved the process."""
    life = taken_in()
    due, at = moment(DUE), moment("2026-11-23 09:30")
    legs = (
        RouteLeg(5, "Sở Kế hoạch và Đầu tư", "Chủ trì", due),
        RouteLeg(7, "Sở Xây dựng", "Ý kiến quy hoạch", moment("2026-11-30 17:00")),
    )
    approved = Route(Mode.PAPER, legs, at, Approval("Quyết định 9", date(2026, 1, 5)))
    fact = set_route(life.dossier, approved, due=due, now=at, roles=CENTER)
    does_at(life, fact, "2026-11-23 09:30")
    goes_over(life)
    sent_at = "2026-11-26 10:00"
    sent = send_on(life.dossier, 1, HANDS, now=moment(sent_at), roles=CENTER)
    does_at(life, sent, sent_at)
    found = deadlines_of(life.dossier, moment("2026-12-01 10:00"), rules=RULES)
    assert [(it.who, it.by, it.late, it.citation) for it in found if it.duty is Duty.LEG] == [
        ("Sở Xây dựng", legs[1].by, True, "Quyết định 9"),
        ("Sở Kế hoạch và Đầu tư", due, False, "Quyết định 9"),
    ]
    unapproved = replace(approved, approval=None, confirmation=LEADER)
    other = taken_in()
    fact = set_route(other.dossier, unapproved, due=due, now=at, roles=CENTER)
    does_at(other, fact, "2026-11-23 09:30")
    found = deadlines_of(other.dossier, moment("2026-11-23 10:00"), rules=RULES)
    assert [it.citation for it in found if it.duty is Duty.LEG] == ["", ""]
