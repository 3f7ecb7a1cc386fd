"""Supplementing after appraisal: returned in time, brought in full, or closed with notice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.domain.body import Reader
from data.domain.confirmation import Confirmation
from data.domain.deadlines import Caution, CautionCode, Limit, Skipped, Unit
from data.domain.entries import Fact, Json, canonical
from data.domain.errors import Refused
from data.domain.lifecycle import Action, State
from data.domain.not_accepted import DEMANDS_LIMIT
from data.domain.procedures import PaperKind
from data.domain.received import Appointment, Counts
from data.domain.reception import PAGES_LIMIT
from data.domain.records import personal_body, public_body, read_record
from data.domain.roles import Role
from data.domain.supplement import Defect, Demand, SupplementRequest, supplement_body
from data.domain.supplementing import (
    Asked,
    Brought,
    ClosedUnbrought,
    DraftForm,
    Notice,
    PaperDraft,
    RequestDraft,
    Returned,
    SupplementCompleted,
    SupplementTaken,
    TakeSupplement,
    Written,
    clock_start,
    close_unbrought,
    completes,
    draft_refusal,
    draft_request,
    draft_waiting,
    is_repeated,
    open_demands,
    open_return,
    restarted,
    return_deadline,
    return_for_supplement,
    return_objections,
    take_objections,
    take_supplement,
    waiting_since,
)
from data.domain.vocabulary import (
    DOSSIER_CONTACTED,
    DOSSIER_RETURNED,
    DOSSIER_SUPPLEMENT_COMPLETED,
    DOSSIER_SUPPLEMENT_REQUESTED,
    DOSSIER_SUPPLEMENT_TAKEN,
)
from tests.fakes.forge import START, ForgedDesk, a_matter, an_id
from tests.fakes.lives import Life
from tests.fakes.returns import (
    CENTER,
    CHARTER,
    LEASE,
    OTHER_RULES,
    PROCEDURE,
    RULES,
    a_paper,
    a_return,
    at_agency,
    comes_back,
    does_at,
    due_day,
    goes_over,
    is_brought,
    moment,
    one_original,
    taken_in,
)

LEADER = Confirmation("Điều 5 Luật Thử", "a" * 32)
IN_TIME = "2026-11-27 16:59"
LATE = "2026-11-30 08:00"
BROUGHT = "2026-12-02 10:00"


def codes(objections: list[Refused]) -> list[str]:
    return [it.code for it in objections]


def back(*demands: Demand) -> Life:
    """Returned in time."""
    life = at_agency()
    comes_back(life, IN_TIME, *demands)
    return life


def returned(life: Life) -> Returned:
    last = life.dossier.last(Returned)
    assert last is not None
    return last.what


def of_version_one(body: dict[str, Json]) -> dict[str, Json]:
    """The bodies of these rooms bear the role beside their fields."""
    return {**body, "role": Role.RECEIVING.value}


# --- the limit of a return ----------------------------------------------------------------------


def test_r86_a_return_is_within_three_working_days_or_the_due_date() -> None:
    """Friday for what came on Monday, as the 24th is off; the due day where that is sooner."""
    life = at_agency()
    assert return_deadline(life.dossier, PROCEDURE, RULES) == moment("2026-11-27 17:00")
    quick = at_agency(limit=Limit(Unit.WORKING_DAYS, 1, ""))
    assert return_deadline(quick.dossier, None, RULES) == moment("2026-11-25 17:00")


def test_r86_a_sector_law_has_its_own_limit() -> None:
    """It stands in the procedure with its citation."""
    longer = replace(PROCEDURE, return_limit=Limit(Unit.WORKING_DAYS, 5, "Luật Thử"))
    by = return_deadline(at_agency().dossier, longer, RULES)
    assert by == moment("2026-12-01 17:00")


def test_r86_a_return_on_the_last_day_is_in_time_until_the_day_has_ended() -> None:
    """BLDS Đ148.6: not at closing, at midnight."""
    life = at_agency()
    comes_back(life, "2026-11-27 23:59")
    said = returned(life)
    assert (said.in_time, said.repeated, said.lawful) == (True, False, True)
    assert said.limit == moment("2026-11-27 17:00")
    assert life.dossier.state is State.RETURNED


def test_c4_a_late_return_needs_the_law_or_the_leader() -> None:
    """It is refused without, and recorded as late with it."""
    life, act = at_agency(), a_return(LATE)
    late = return_objections(life.dossier, act, at=moment(LATE), rules=RULES)
    assert codes(late) == ["return-late-unconfirmed"]
    assert late[0].facts == {"day": "2026-11-27"}
    with pytest.raises(Refused, match="return-late-unconfirmed"):
        comes_back(life, LATE)
    comes_back(life, LATE, act=replace(act, confirmation=LEADER))
    said = returned(life)
    assert (said.in_time, said.lawful, said.confirmation) == (False, False, LEADER)


def test_c4_a_second_return_needs_the_law_or_the_leader() -> None:
    """R70 says once, and the profile counts for each stage (A1)."""
    life = back()
    is_brought(life, BROUGHT)
    goes_over(life)
    again = "2026-12-03 10:00"
    found = return_objections(life.dossier, a_return(again), at=moment(again), rules=RULES)
    assert [(it.code, dict(it.facts)) for it in found] == [
        ("return-repeated-unconfirmed", {"limit": 1})
    ]
    comes_back(life, again, act=replace(a_return(again), confirmation=LEADER))
    said = returned(life)
    assert (said.in_time, said.repeated, said.lawful) == (True, True, False)
    assert said.limit == moment("2026-12-07 17:00")


def test_a1_the_profile_says_whether_intake_counts_too() -> None:
    """Once at each stage, or once for the dossier."""
    dossier = replace(at_agency().dossier, supplements=(a_request(),))
    assert not is_repeated(dossier, RULES)
    assert is_repeated(dossier, OTHER_RULES)


def test_r19_a_notice_that_the_agency_sent_itself_is_flagged() -> None:
    """It counts from when it is registered here, and says that it went past the Center."""
    life = at_agency()
    comes_back(life, IN_TIME, act=replace(a_return(IN_TIME), direct=True))
    assert returned(life).direct


def test_c10_a_paper_without_number_or_signer_is_no_return() -> None:
    """It takes effect when the signed paper is registered."""
    life, unsigned = at_agency(), replace(a_paper(IN_TIME), number="", signer="")
    act = replace(a_return(IN_TIME), paper=unsigned)
    found = return_objections(life.dossier, act, at=moment(IN_TIME), rules=RULES)
    assert codes(found) == ["paper-number-missing", "paper-signer-missing"]


def test_c10_the_registered_paper_is_read_back() -> None:
    """Number, day, signer and scan."""
    assert returned(back()).paper == a_paper(IN_TIME)


def test_r18_nothing_outside_the_list_is_asked_without_its_law() -> None:
    """The same rules as at the desk, and a reason besides."""
    life = at_agency()
    heavier = Demand("giay-to-ca-nhan", "Giấy tờ", Defect.WRONG_KIND, kind=PaperKind.ORIGINAL)
    act = replace(a_return(IN_TIME), reason=" ", demands=(replace(LEASE, citation=""), heavier))
    found = return_objections(life.dossier, act, at=moment(IN_TIME), rules=RULES)
    assert codes(found) == [
        "demand-outside-list",
        "demand-above-published",
        "return-reason-missing",
    ]
    for demands, code in (
        ((), "supplement-empty"),
        ((CHARTER,) * (DEMANDS_LIMIT + 1), "too-many-demands"),
        ((replace(CHARTER, name=" "),), "demand-name-missing"),
    ):
        odd = replace(act, demands=demands, reason="thiếu")
        assert codes(return_objections(life.dossier, odd, at=moment(IN_TIME), rules=RULES)) == [
            code
        ]


def test_c11_only_the_center_registers_a_return() -> None:
    """R85: the Center tracks it, so the appraiser does not enter it."""
    life = at_agency()
    with pytest.raises(Refused, match="role-may-not"):
        return_for_supplement(
            life.dossier,
            a_return(IN_TIME),
            at=moment(IN_TIME),
            rules=RULES,
            roles={Role.APPRAISER},
        )


def test_a_dossier_that_is_not_at_its_agency_is_not_returned() -> None:
    """The table knows no such step."""
    with pytest.raises(Refused, match="action-not-now"):
        comes_back(taken_in(), IN_TIME)


# --- drafting -----------------------------------------------------------------------------------


def test_c10_form_02_is_drafted_for_the_agency() -> None:
    """The draft waits until the signed paper comes, and the return names it."""
    life = at_agency()
    assert draft_waiting(life.dossier, DraftForm.SUPPLEMENT) is None
    act = RequestDraft(PROCEDURE, (CHARTER, LEASE), "Điều lệ chưa đủ  chữ ký.")
    entry = life.does(draft_request(life.dossier, act, roles={Role.APPRAISER})).hash
    waiting = draft_waiting(life.dossier, DraftForm.SUPPLEMENT)
    assert waiting is not None
    assert (waiting.entry, waiting.what.demands) == (entry, (CHARTER, LEASE))
    assert waiting.what.reason == "Điều lệ chưa đủ chữ ký."
    assert draft_waiting(life.dossier, DraftForm.REFUSAL) is None
    comes_back(life, IN_TIME, act=replace(a_return(IN_TIME), draft=entry))
    assert returned(life).draft == entry
    assert draft_waiting(life.dossier, DraftForm.SUPPLEMENT) is None


def test_c10_a_return_names_a_draft_of_its_own_dossier_and_form() -> None:
    """Nothing else stood behind it."""
    life = at_agency()
    refusal = draft_refusal(
        life.dossier, reason="Không đủ điều kiện", legal_basis="Điều 1", roles=CENTER
    )
    entry = life.does(refusal).hash
    act = replace(a_return(IN_TIME), draft=entry)
    found = return_objections(life.dossier, act, at=moment(IN_TIME), rules=RULES)
    assert codes(found) == ["draft-unknown"]


@pytest.mark.parametrize(
    ("reason", "legal_basis", "code"),
    [(" ", "Điều 1", "refusal-reason-missing"), ("thiếu", " ", "refusal-basis-missing")],
)
def test_c14_a_drafted_refusal_has_reason_and_law(reason: str, legal_basis: str, code: str) -> None:
    """NĐ 61 Đ19.8."""
    with pytest.raises(Refused, match=code):
        draft_refusal(at_agency().dossier, reason=reason, legal_basis=legal_basis, roles=CENTER)


def test_a_draft_asks_for_nothing_that_the_paper_may_not_ask() -> None:
    """What could not be registered is not drafted."""
    act = RequestDraft(PROCEDURE, (CHARTER,), " ")
    with pytest.raises(Refused, match="return-reason-missing"):
        draft_request(at_agency().dossier, act, roles=CENTER)


# --- brought ------------------------------------------------------------------------------------


def test_c24_a_part_leaves_the_clock_stopped() -> None:
    """What came is on record, and what did not is still asked."""
    life = back(CHARTER, LEASE)
    assert open_demands(life.dossier) == (1, 2)
    assert not completes(life.dossier, (one_original(1),))
    is_brought(life, BROUGHT, 1)
    assert life.dossier.state is State.RETURNED
    assert open_demands(life.dossier) == (2,)
    assert due_day(life) == "2026-12-08"


def test_r87_the_clock_starts_anew_with_the_full_dossier() -> None:
    """Ten working days from the day on which the last paper came."""
    life = back(CHARTER, LEASE)
    is_brought(life, "2026-12-01 10:00", 1)
    entry = is_brought(life, BROUGHT, 2).hash
    dossier = life.dossier
    assert (dossier.state, due_day(life)) == (State.RECEIVED, "2026-12-16")
    assert clock_start(dossier) == moment(BROUGHT)
    assert dossier.told_entry == entry
    assert open_return(dossier) is None
    assert open_demands(dossier) == ()


def test_a5_the_profile_says_whether_the_receipt_is_printed_anew() -> None:
    """And the entry keeps the answer."""
    for rules, adjusted in ((RULES, True), (OTHER_RULES, False)):
        life = back()
        is_brought(life, BROUGHT, rules=rules)
        completed = life.dossier.last(SupplementCompleted)
        assert completed is not None
        assert completed.what.adjusted is adjusted


def test_c26_what_is_brought_is_a_line_of_form_01_and_may_be_scanned_later() -> None:
    """A paper that lies beside an older one of its name is not hidden by its pages."""
    life = back(CHARTER, LEASE)
    act = TakeSupplement(
        PROCEDURE,
        (Brought(1, Counts()), Brought(2, Counts(copies=1))),
        moment(BROUGHT),
    )
    fact = take_supplement(life.dossier, act, at=moment(BROUGHT), rules=RULES, roles=CENTER)
    does_at(life, fact, BROUGHT)
    components = life.dossier.taken_in().components
    assert [(it.id, it.name) for it in components[2:]] == [
        ("s1.2", "Hợp đồng thuê trụ sở (bổ sung)")
    ]
    assert [it.id for it in life.dossier.taken_in().unscanned] == ["s1.2"]


def test_a_demand_is_met_once() -> None:
    """What was not asked, was brought before or is named twice is refused."""
    life = back(CHARTER, LEASE)
    is_brought(life, BROUGHT, 1)
    for places in ((1,), (3,), (0,), (2, 2)):
        act = TakeSupplement(PROCEDURE, tuple(map(one_original, places)), moment(BROUGHT))
        found = take_objections(life.dossier, act, at=moment(BROUGHT))
        assert codes(found) == ["demand-not-open"]


def test_what_stands_against_it_is_raised() -> None:
    """The first of it, before anything is recorded."""
    life = back()
    with pytest.raises(Refused, match="demand-not-open"):
        is_brought(life, BROUGHT, 2)


def test_nothing_brought_is_nothing_taken() -> None:
    """And a dossier has room for so many pages."""
    life = back()
    nothing = TakeSupplement(PROCEDURE, (), moment(BROUGHT))
    assert codes(take_objections(life.dossier, nothing, at=moment(BROUGHT))) == ["brought-nothing"]
    pages = Brought(1, Counts(originals=1), ("ab" * 32,) * (PAGES_LIMIT + 1))
    many = replace(nothing, brought=(pages,))
    assert codes(take_objections(life.dossier, many, at=moment(BROUGHT))) == ["too-many-pages"]


@pytest.mark.parametrize(
    ("taken_at", "remark", "expected"),
    [
        ("2026-12-02 10:01", "", ["taken-in-the-future"]),
        ("2026-12-01 17:00", "", ["taken-reason-missing"]),
        ("2026-12-01 17:00", "Biên bản giao nhận với bưu điện", []),
        ("2026-11-26 10:00", "Biên bản", ["taken-before-return"]),
        ("2026-12-02 08:00", "", []),
    ],
)
def test_c21_the_moment_of_taking_is_accounted_for(
    taken_at: str, remark: str, expected: list[str]
) -> None:
    """The new due date counts from it."""
    act = TakeSupplement(PROCEDURE, (one_original(1),), moment(taken_at), remark)
    found = take_objections(back().dossier, act, at=moment(BROUGHT))
    assert codes(found) == expected


def test_r87_two_desks_that_took_the_last_parts_leave_no_clock_standing() -> None:
    """An act with nothing brought completes it, from the later of both moments."""
    life = back(CHARTER, LEASE)
    for place, when in ((1, "2026-12-01 10:00"), (2, "2026-12-01 11:00")):
        part = SupplementTaken((one_original(place),), moment(when))
        life.desk.append(DOSSIER_SUPPLEMENT_TAKEN, of_version_one(public_body(part)))
    assert open_demands(life.dossier) == ()
    assert life.dossier.state is State.RETURNED
    act = TakeSupplement(PROCEDURE, (), moment(BROUGHT))
    does_at(
        life,
        take_supplement(life.dossier, act, at=moment(BROUGHT), rules=RULES, roles=CENTER),
        BROUGHT,
    )
    assert clock_start(life.dossier) == moment("2026-12-01 11:00")


def test_a_supplement_that_completes_nothing_is_a_conflict_when_entries_meet() -> None:
    """The clock is not started by a desk that did not know the whole form 02."""
    life = back(CHARTER, LEASE)
    appointment = life.dossier.taken_in().appointment
    half = SupplementCompleted((one_original(1),), moment(BROUGHT), appointment, adjusted=True)
    twice = replace(half, brought=(one_original(3),))
    for body in (public_body(half), public_body(twice)):
        life.desk.append(DOSSIER_SUPPLEMENT_COMPLETED, of_version_one(body))
    assert [mark.code for mark in life.dossier.conflicts] == ["demands-unmet", "demand-not-open"]
    assert life.dossier.state is State.RETURNED


def test_a_second_return_asks_anew() -> None:
    """What came for the first one meets nothing of the second."""
    life = back()
    is_brought(life, BROUGHT)
    goes_over(life)
    when = "2026-12-03 10:00"
    comes_back(life, when, act=replace(a_return(when), confirmation=LEADER))
    assert open_demands(life.dossier) == (1,)
    is_brought(life, "2026-12-04 10:00")
    assert [it.id for it in life.dossier.taken_in().components[2:]] == ["s1.1", "s2.1"]


# --- a profile that resumes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stopped", "expected"),
    [
        # Of 25/11–8/12, the days after the return are left: 8, 1 and none.
        ("2026-11-26 10:00", "2026-12-14"),
        ("2026-12-07 10:00", "2026-12-03"),
        ("2026-12-08 16:00", "2026-12-03"),
    ],
)
def test_the_profile_may_let_the_clock_go_on_where_it_stopped(stopped: str, expected: str) -> None:
    """Each day that had not run counts from the day after the full dossier, at least one."""
    life = at_agency(rules=OTHER_RULES)
    act = replace(a_return(stopped), confirmation=LEADER)
    comes_back(life, stopped, rules=OTHER_RULES, act=act)
    promised = restarted(life.dossier, PROCEDURE, moment(BROUGHT), OTHER_RULES)
    assert promised.at == moment(f"{expected} 16:30")


def test_a_clock_that_resumes_goes_on_from_the_last_promise() -> None:
    """The second time, the days of the first resumption are what was counting."""
    life = at_agency(rules=OTHER_RULES)
    comes_back(life, "2026-11-26 10:00", rules=OTHER_RULES)
    is_brought(life, BROUGHT, rules=OTHER_RULES)
    assert due_day(life) == "2026-12-14"
    goes_over(life, rules=OTHER_RULES)
    again = "2026-12-04 10:00"
    act = replace(a_return(again), confirmation=LEADER)
    comes_back(life, again, rules=OTHER_RULES, act=act)
    is_brought(life, "2026-12-09 10:00", rules=OTHER_RULES)
    assert due_day(life) == "2026-12-17"


def test_hours_resume_as_begun_hours() -> None:
    """Eight from 9:00 end at 9:30 next day; of them two and a half are left at 15:30: three."""
    eight = Limit(Unit.HOURS, 8, "Điều khoản thử")
    life = at_agency(rules=OTHER_RULES, limit=eight)
    assert life.dossier.taken_in().appointment.at == moment("2026-11-25 09:30")
    comes_back(life, "2026-11-23 15:30", rules=OTHER_RULES)
    hourly = replace(PROCEDURE, limit=eight)
    promised = restarted(life.dossier, hourly, moment(BROUGHT), OTHER_RULES)
    assert promised.at == moment("2026-12-02 14:00")
    assert promised.limit == "3 giờ làm việc"


# --- never brought ------------------------------------------------------------------------------


def closes(life: Life, notice: Notice, *, reason: str = "Không bổ sung") -> Fact:
    at = moment("2027-01-15 10:00")
    return close_unbrought(life.dossier, notice, reason=reason, at=at, roles=CENTER)


WORDS = Notice(words="Gửi thư bảo đảm số 7", day=moment("2027-01-10").date())


def test_c24_what_was_never_brought_is_closed_with_notice() -> None:
    """By words with their day."""
    life = back()
    assert waiting_since(life.dossier) == moment(IN_TIME)
    life.does(closes(life, WORDS))
    assert life.dossier.state is State.CLOSED
    closed = life.dossier.last(ClosedUnbrought)
    assert closed is not None
    assert (closed.what.notice, closed.what.notice_day) == (WORDS.words, WORDS.day)
    assert waiting_since(life.dossier) is None


@pytest.mark.parametrize(
    ("notice", "reason", "code"),
    [
        (Notice(), "x", "close-notice-missing"),
        (replace(WORDS, words=" "), "x", "close-notice-missing"),
        (replace(WORDS, day=None), "x", "close-notice-missing"),
        (Notice(contact="ff" * 32), "x", "close-contact-unknown"),
        (WORDS, " ", "close-reason-missing"),
        (replace(WORDS, day=moment("2027-01-16").date()), "x", "close-notice-in-the-future"),
        (replace(WORDS, day=moment("2026-11-26").date()), "x", "close-notice-too-early"),
    ],
)
def test_c24_nothing_is_closed_without_notice_and_reason(
    notice: Notice, reason: str, code: str
) -> None:
    """Nor by a notice from before the request."""
    with pytest.raises(Refused, match=code):
        closes(back(), notice, reason=reason)


def test_c24_a_contact_in_the_log_is_the_notice() -> None:
    """Its day is that of the contact."""
    life = back()
    said: dict[str, Json] = {
        "at": "2027-01-11T03:00:00.000000Z",
        "channel": "phone",
        "purpose": "supplement",
        "state": "done",
    }
    life.at = moment("2027-01-11 10:00")
    entry = life.does(Fact(an_id("dossier"), DOSSIER_CONTACTED, of_version_one(said))).hash
    assert [it.action for it in life.dossier.trail[-1:]] == [Action.CONTACT]
    life.does(closes(life, Notice(contact=entry)))
    closed = life.dossier.last(ClosedUnbrought)
    assert closed is not None
    assert closed.what == ClosedUnbrought(
        moment("2027-01-11").date(), entry, reason="Không bổ sung"
    )


def test_c24_a_form_02_of_the_desk_is_closed_the_same_way() -> None:
    """Nothing was received yet, and somebody was asked all the same."""
    life = Life(ForgedDesk("a"))
    body = {**supplement_body(a_request())}
    life.desk.append(DOSSIER_SUPPLEMENT_REQUESTED, body, personal={"reason": ""}, version=2)
    assert waiting_since(life.dossier) == START
    life.does(closes(life, WORDS))
    assert life.dossier.state is State.CLOSED


def a_request() -> SupplementRequest:
    return SupplementRequest("261123-0012", a_matter(), (CHARTER,), "", "03", START)


# --- erasure, the fold and the bytes ------------------------------------------------------------


def test_erasing_what_was_written_changes_no_step() -> None:
    """The demands keep their place, component and law; names and notes are gone."""
    life = back(CHARTER, LEASE)
    is_brought(life, BROUGHT, 1, 2)
    erased = Life(replace(life.desk, known=[replace(it, personal=None) for it in life.desk.known]))
    assert (erased.dossier.state, erased.dossier.conflicts) == (State.RECEIVED, ())
    assert [(it.component, it.name, it.note) for it in returned(erased).demands] == [
        ("dieu-le", "Điều lệ công ty", ""),
        ("", "", ""),
    ]
    assert returned(life).demands == (CHARTER, LEASE)


def test_notes_of_a_foreign_desk_may_be_fewer_than_its_demands() -> None:
    """The fold reads whatever comes."""
    life = back(CHARTER, LEASE)
    said = replace(returned(life), written=(Written("", "thiếu chữ ký"),))
    assert said.demands == (CHARTER, replace(LEASE, name=""))


def test_a_malformed_return_is_a_conflict_and_stops_nothing() -> None:
    """What a foreign desk wrote wrong is shown, and the dossier stays at its agency."""
    life = at_agency()
    life.desk.append(DOSSIER_RETURNED, {"number": "1"})
    assert [mark.code for mark in life.dossier.conflicts] == ["body-malformed"]
    assert life.dossier.state is State.APPRAISAL


def test_a_return_that_asked_nothing_is_completed_by_nothing() -> None:
    """A foreign form 02 without demands does not hold the dossier for ever."""
    life = at_agency()
    empty = Returned(
        "9", moment(IN_TIME).date(), (), moment(IN_TIME), in_time=True, repeated=False, direct=False
    )
    life.at = moment(IN_TIME)
    life.does(Fact(an_id("dossier"), DOSSIER_RETURNED, of_version_one(public_body(empty))))
    act = TakeSupplement(PROCEDURE, (), moment(BROUGHT))
    does_at(
        life,
        take_supplement(life.dossier, act, at=moment(BROUGHT), rules=RULES, roles=CENTER),
        BROUGHT,
    )
    assert clock_start(life.dossier) == moment(BROUGHT)


A_DAY_OFF = date(2026, 11, 24)
PROMISED = Appointment(
    START + timedelta(days=3),
    "2 ngày làm việc",
    (date(2026, 11, 25), date(2026, 11, 26)),
    (Skipped(A_DAY_OFF, "Ngày thử"),),
    (Caution(CautionCode.DAY_UNCONFIRMED, A_DAY_OFF, "Ngày thử"),),
)
FULL = (
    (
        PaperDraft(DraftForm.REFUSAL, "Điều 1", START, "Vì", (CHARTER,)),
        '{"form":"refusal","legal_basis":"Điều 1","new_due":"2026-11-23T02:00:00.000000Z"}',
        (
            '{"demands":[{"component":"dieu-le","defect":"incomplete","name":"Điều lệ công ty",'
            '"note":"thiếu chữ ký"}],"reason":"Vì"}'
        ),
    ),
    (
        Returned(
            number="12/TB",
            day=START.date(),
            asked=(Asked("c1", Defect.WRONG_KIND, "Tên", PaperKind.CERTIFIED, "Điều 2"),),
            limit=START + timedelta(days=3),
            in_time=False,
            repeated=True,
            direct=True,
            page="cd" * 32,
            draft="ef" * 32,
            confirmation=LEADER,
            signer="Ông Lê Văn Không Có",
            reason="Vì",
            written=(Written("Tên khác", "Ghi chú"),),
        ),
        '{"asked":[{"citation":"Điều 2","component":"c1","defect":"wrong-kind","kind":"certified",'
        '"name":"Tên"}],"confirmation":{"citation":"Điều 5 Luật Thử","leader":"' + "a" * 32 + '",'
        '"own":false},"day":"2026-11-23","direct":true,"draft":"' + "ef" * 32 + '",'
        '"in_time":false,"limit":"2026-11-26T02:00:00.000000Z","number":"12/TB",'
        '"page":"' + "cd" * 32 + '","repeated":true}',
        (
            '{"reason":"Vì","signer":"Ông Lê Văn Không Có",'
            '"written":[{"name":"Tên khác","note":"Ghi chú"}]}'
        ),
    ),
    (
        SupplementTaken((one_original(1),), START, "Nộp trước"),
        '{"brought":[{"counts":{"certified":0,"compared":0,"copies":0,"originals":1},"demand":1,'
        '"pages":["' + "ef" * 32 + '"]}],"taken_at":"2026-11-23T02:00:00.000000Z"}',
        '{"remark":"Nộp trước"}',
    ),
    (
        SupplementCompleted((), START, PROMISED, adjusted=True, remark="Đủ"),
        (
            '{"adjusted":true,"appointment":{"at":"2026-11-26T02:00:00.000000Z","cautions":'
            '[{"code":"calendar-day-unconfirmed","day":"2026-11-24","name":"Ngày thử"}],'
            '"counted":["2026-11-25","2026-11-26"],"limit":"2 ngày làm việc","skipped":'
            '[{"day":"2026-11-24","why":"Ngày thử"}]},"brought":[],'
            '"taken_at":"2026-11-23T02:00:00.000000Z"}'
        ),
        '{"remark":"Đủ"}',
    ),
    (
        ClosedUnbrought(START.date(), "ef" * 32, "Thư", "Vì"),
        '{"contact":"' + "ef" * 32 + '","notice_day":"2026-11-23"}',
        '{"notice":"Thư","reason":"Vì"}',
    ),
)


def test_golden_bytes_of_every_kind_of_this_room() -> None:
    """What was signed once is read for ever: a renamed field is another format."""
    assert [type(record) for record, _, _ in FULL] == [
        PaperDraft,
        Returned,
        SupplementTaken,
        SupplementCompleted,
        ClosedUnbrought,
    ]
    for record, public, personal in FULL:
        said, hidden = public_body(record), personal_body(record)
        assert (canonical(said).decode(), canonical(hidden).decode()) == (public, personal)
        assert read_record(type(record), Reader(said), Reader(hidden)) == record
