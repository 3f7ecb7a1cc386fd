"""Following a dossier from its reception to its result: each step, its paper, and what is next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.photo import Photo
from counter_app.desk.steps.agency_forms import (
    ApologyForm,
    CloseForm,
    LegForm,
    OpinionForm,
    PaperForm,
    ProgressForm,
    ResultForm,
    ReturnForm,
    RouteForm,
    SupplementForm,
    VerificationForm,
    WithdrawForm,
)
from counter_app.desk.steps.contacting import ContactForm
from counter_app.desk.steps.mending import CorrectionForm, words_of
from counter_app.desk.steps.next_acts import ACTION_OF, NextAct
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.concluding import ResultKind, current_result
from data.domain.contacting import Purpose
from data.domain.dossier import Mark
from data.domain.errors import Refused
from data.domain.handing_over import Place, Progress, hand_over
from data.domain.hands import Hands
from data.domain.lifecycle import State, actions
from data.domain.papers import AgencySupplement, ApologyPaper, Copy, Form, Receipt
from data.domain.printjob import JobOutcome, JobState
from data.domain.procedures import Step
from data.domain.reappointing import Apology
from data.domain.received import Counts
from data.domain.roles import Role
from data.domain.routing import Mode, next_leg
from data.domain.standing import Duty, Stand
from data.domain.supplementing import SupplementCompleted
from tests.fakes.at_agency import (
    CONSULTING,
    LINKED,
    PROVINCIAL,
    SIGNED,
    VERIFIED,
    hand,
    handed_over,
    now,
    received,
    request,
    returned,
)
from tests.fakes.desk import StillClock

Does = Callable[[], object]
ITEMS = (("Giấy chứng nhận", "1"), ("Bản sao", "2"), ("", ""))
NEXT_WEEK = timedelta(days=7)


def acts(counter: Counter, officer: Officer, dossier: str) -> set[NextAct]:
    offers = counter.following.offers(officer, now(counter, dossier))
    return {offer.act for offer in offers if offer.block is None}


def forms(counter: Counter, dossier: str) -> list[Form]:
    """What was queued for the citizen or the agency and is not withdrawn, oldest first."""
    return [
        job.sheet.form
        for job in counter.papers.jobs(dossier)
        if job.sheet and job.sheet.copy is Copy.APPLICANT and job.state is not JobState.WITHDRAWN
    ]


def refusal(does: Does) -> str:
    with pytest.raises(Refused) as refused:
        does()
    return refused.value.code


# --- what is offered ----------------------------------------------------------------------------


def test_only_what_may_be_done_now_is_offered(counter: Counter, officer: Officer) -> None:
    """Each state has its own acts, and nothing is offered that there is nothing to do it to."""
    dossier = received(counter, officer)
    assert acts(counter, officer, dossier) == {
        NextAct.SET_ROUTE,
        NextAct.NOTE_PROGRESS,
        NextAct.APOLOGISE,
        NextAct.CORRECT,
        NextAct.WITHDRAW,
    }
    hand(counter, officer, dossier)
    assert acts(counter, officer, dossier) == {
        NextAct.NOTE_PROGRESS,
        NextAct.VERIFY,
        NextAct.CONSULT,
        NextAct.DRAFT_REQUEST,
        NextAct.RETURN,
        NextAct.DRAFT_APOLOGY,
        NextAct.APOLOGISE,
        NextAct.DRAFT_REFUSAL,
        NextAct.APPROVE,
        NextAct.CORRECT,
        NextAct.RECALL,
        NextAct.WITHDRAW,
    }
    cashier = replace(officer, id="another", roles=frozenset({Role.RETURN_DESK}))
    assert acts(counter, cashier, dossier) == {NextAct.NOTE_PROGRESS}


def test_r77_an_approval_that_waits_for_others_is_offered_with_its_reason(
    counter: Counter, officer: Officer
) -> None:
    """Whoever looks for the key reads whom the dossier waits for."""
    dossier = handed_over(counter, officer, CONSULTING)
    agency = counter.following.steps.agencies(now(counter, dossier))[0]
    counter.following.steps.consult(
        officer, dossier, agency.index, content="Có phù hợp quy hoạch không?", until="27/11/2026"
    )
    offers = counter.following.offers(officer, now(counter, dossier))
    (approve,) = [offer for offer in offers if offer.act is NextAct.APPROVE]
    assert approve.block is not None
    assert (approve.block.code, approve.block.facts["agency"]) == ("consultation-open", agency.name)


# --- at the agency ------------------------------------------------------------------------------


def test_r66_a_step_of_the_agency_is_noted_with_its_paper(
    counter: Counter, officer: Officer
) -> None:
    """Who, number, date and photograph lie in the entry; the file is nobody's orphan."""
    dossier = handed_over(counter, officer)
    form = ProgressForm(Step.APPRAISE, "Lê Thị Mẫu", "7/TTr", "23/11/2026", "đã trình")
    counter.following.steps.note_progress(
        officer, dossier, form, image=Photo(b"a paper", ("glare", "glare"))
    )
    noted = now(counter, dossier).last(Progress)
    assert noted is not None
    assert noted.overruled == ("glare",), "what was found of it, and kept all the same"
    assert (noted.what.number, noted.what.day) == ("7/TTr", date(2026, 11, 23))
    counter.drafting.sweep()
    assert counter.papers.pages.blobs.get(noted.what.page) == b"a paper"
    unread = replace(form, day="hôm qua")
    steps = counter.following.steps
    assert refusal(lambda: steps.note_progress(officer, dossier, unread)) == "day-unreadable"


def test_r84_a_verification_with_the_applicant_wants_its_four_facts(
    counter: Counter, officer: Officer
) -> None:
    """Time, place, participants and content; without them it is refused by name."""
    dossier = handed_over(counter, officer, VERIFIED)
    steps = counter.following.steps
    form = VerificationForm(number="BB-01", applicant_present=True, held_at="8:30 23/11/2026")
    assert refusal(lambda: steps.verify(officer, dossier, form)) == "verification-place-missing"
    whole = replace(form, place="Thôn Ví Dụ", participants="chủ hồ sơ", content="phù hợp")
    steps.verify(officer, dossier, whole)
    assert acts(counter, officer, dossier) >= {NextAct.APPROVE}


def test_r89_a_silent_agency_is_reported_and_its_late_answer_kept(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """The key for silence comes when the limit is over; a late answer is marked late."""
    dossier = handed_over(counter, officer, CONSULTING)
    steps = counter.following.steps
    agency = steps.agencies(now(counter, dossier))[0]
    steps.consult(
        officer, dossier, agency.index, content="Cho ý kiến.", until="27/11/2026", number="5/CV"
    )
    assert NextAct.SILENCE not in acts(counter, officer, dossier)
    clock.forward(NEXT_WEEK)
    assert NextAct.SILENCE in acts(counter, officer, dossier)
    (question,) = steps.silent_questions(now(counter, dossier))
    steps.report_silence(officer, dossier, question.entry)
    assert steps.silent_questions(now(counter, dossier)) == []
    answer = OpinionForm(question.entry, paper=replace(SIGNED, day="30/11/2026"))
    steps.give_opinion(officer, dossier, answer)
    assert steps.open_questions(now(counter, dossier)) == []


def test_r91_a_route_is_proposed_from_the_catalogue_and_its_limits_are_typed(
    counter: Counter, officer: Officer
) -> None:
    """Fixed with the decision of the process, the folder goes to the lead and then to the next."""
    dossier = received(counter, officer, LINKED)
    steps = counter.following.steps
    legs = steps.proposed_route(officer, now(counter, dossier), Mode.PAPER)
    assert [leg.agency for leg in legs] == ["Sở Kế hoạch và Đầu tư", "Cục Thuế tỉnh"]
    typed = tuple(LegForm(leg.agency_index, f"{local(leg.by):%d/%m/%Y}") for leg in legs)
    form = RouteForm(Mode.PAPER, typed, "2468/QĐ-UBND", "20/10/2026")
    unapproved = replace(form, number="", day="")
    assert refusal(lambda: steps.set_route(officer, dossier, unapproved)) == "route-not-approved"
    steps.set_route(officer, dossier, form)
    hand(counter, officer, dossier)
    assert next_leg(now(counter, dossier)) == 1
    outlook = counter.following.outlook(now(counter, dossier))
    assert [leg.leg.agency for leg in outlook.legs] == [leg.agency for leg in legs]
    assert Duty.LEG in {it.duty for it in outlook.deadlines}


def test_r93_agencies_of_an_electronic_route_answer_at_once(
    counter: Counter, officer: Officer
) -> None:
    """Each answers once; then nobody is waited for."""
    dossier = received(counter, officer, LINKED)
    steps = counter.following.steps
    legs = steps.proposed_route(officer, now(counter, dossier), Mode.ELECTRONIC)
    typed = tuple(LegForm(leg.agency_index, f"{local(leg.by):%d/%m/%Y}") for leg in legs)
    form = RouteForm(Mode.ELECTRONIC, typed, "2468/QĐ-UBND", "20/10/2026")
    steps.set_route(officer, dossier, form)
    hand(counter, officer, dossier)
    assert NextAct.APPROVE not in acts(counter, officer, dossier)
    (leg,) = steps.open_legs(now(counter, dossier))
    steps.answer_leg(officer, dossier, leg.number, paper=SIGNED, result="Đã xác nhận thuế.")
    assert steps.open_legs(now(counter, dossier)) == []
    assert NextAct.APPROVE in acts(counter, officer, dossier)


# --- supplements --------------------------------------------------------------------------------


def test_c10_form_02_is_drafted_for_the_agency_and_takes_effect_when_registered(
    counter: Counter, officer: Officer
) -> None:
    """The draft is printed to be signed; the signed one names it, stops the clock, is printed."""
    dossier = handed_over(counter, officer)
    supplements = counter.following.supplements
    supplements.draft_request(officer, dossier, request(counter))
    assert now(counter, dossier).state is State.APPRAISAL
    assert _agency_paper(counter, dossier).agency.number == ""
    draft, form = supplements.draft_waiting(now(counter, dossier))
    assert form == request(counter)
    supplements.return_for_supplement(officer, dossier, ReturnForm(form, SIGNED, draft))
    assert now(counter, dossier).state is State.RETURNED
    assert _agency_paper(counter, dossier).agency.number == SIGNED.number
    assert forms(counter, dossier)[-2:] == [Form.AGENCY_SUPPLEMENT, Form.AGENCY_SUPPLEMENT]
    outlook = counter.following.outlook(now(counter, dossier))
    assert outlook.custody.place is Place.APPLICANT
    assert outlook.standing.stand is Stand.STOPPED


def _agency_paper(counter: Counter, dossier: str) -> AgencySupplement:
    paper = counter.papers.paper(dossier, Copy.APPLICANT, Form.AGENCY_SUPPLEMENT)
    assert isinstance(paper, AgencySupplement)
    return paper


def test_c4_a_return_after_its_limit_wants_a_leader(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """On the seventh day nothing goes back without the law that allows it."""
    dossier = handed_over(counter, officer)
    clock.forward(NEXT_WEEK)
    form = ReturnForm(request(counter), SIGNED)
    supplements = counter.following.supplements
    code = refusal(lambda: supplements.return_for_supplement(officer, dossier, form))
    assert code == "return-late-unconfirmed"
    word = counter.turning_away.confirm(
        officer, number="01", pin="240680", citation="Điều 9 Luật Ví Dụ"
    )
    supplements.return_for_supplement(officer, dossier, form, word=word)
    assert now(counter, dossier).state is State.RETURNED


def test_r87_a_part_leaves_the_clock_standing_and_the_rest_gives_form_01_anew(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """The adjusted receipt is a marked reprint with the new date; both copies are queued."""
    dossier = returned(counter, officer)
    for job in counter.papers.jobs(dossier):
        if job.sheet and job.sheet.form is Form.RECEIPT and job.sheet.copy is Copy.APPLICANT:
            counter.papers.sending(job.id)
            counter.papers.ended(job.id, JobOutcome.CONFIRMED)
    supplements = counter.following.supplements
    clock.forward(NEXT_WEEK)
    supplements.take(officer, dossier, SupplementForm({1: Counts(originals=1)}))
    assert now(counter, dossier).state is State.RETURNED
    assert [it.place for it in supplements.asked(now(counter, dossier)) if it.is_open] == [2]
    supplements.take(officer, dossier, SupplementForm({2: Counts(copies=2)}))
    after = now(counter, dossier)
    assert after.state is State.RECEIVED
    completed = after.last(SupplementCompleted)
    assert completed is not None
    paper = counter.papers.paper(dossier, Copy.APPLICANT, Form.RECEIPT)
    assert isinstance(paper, Receipt)
    assert paper.due_at == local(completed.what.appointment.at)
    (again,) = [
        job.sheet
        for job in counter.papers.jobs(dossier)
        if job.sheet and job.sheet.reprint and job.sheet.copy is Copy.APPLICANT
    ]
    assert again.reprint == 1
    assert again.reason.startswith("Đã bổ sung đủ")
    names = {item.name for item in after.taken_in().unscanned}
    assert any("(bổ sung)" in name for name in names), "its pages are scanned like any other"


def test_c24_what_was_never_brought_is_closed_with_notice_only(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """A call since the request is such a notice; a dossier without one stays open."""
    dossier = returned(counter, officer)
    clock.forward(NEXT_WEEK)
    supplements = counter.following.supplements
    bare = CloseForm("quá hạn bổ sung")
    assert refusal(lambda: supplements.close(officer, dossier, bare)) == "close-notice-missing"
    counter.contacting.log(
        officer, dossier, ContactForm(purpose=Purpose.SUPPLEMENT, address="0905000123")
    )
    (notice,) = supplements.notices(now(counter, dossier))
    supplements.close(officer, dossier, replace(bare, contact=notice.entry))
    assert now(counter, dossier).state is State.CLOSED


# --- how it ends --------------------------------------------------------------------------------


def test_r78_an_apology_gives_a_new_date_once_and_heals_nothing(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Registered late it is marked late; the second time there is no date (C5)."""
    dossier = handed_over(counter, officer)
    outcomes = counter.following.outcomes
    assert not outcomes.new_date(officer, now(counter, dossier)).late
    clock.forward(NEXT_WEEK)
    assert outcomes.new_date(officer, now(counter, dossier)).late
    form = ApologyForm(SIGNED, "Cần xác minh thêm", "04/12/2026")
    outcomes.draft_apology(officer, dossier, form)
    draft, said = outcomes.draft_waiting(now(counter, dossier))
    assert said.new_due == "17:00 04/12/2026"
    outcomes.apologise(officer, dossier, replace(said, paper=SIGNED, draft=draft))
    after = now(counter, dossier)
    apology = after.last(Apology)
    assert apology is not None
    assert apology.what.late
    paper = counter.papers.paper(dossier, Copy.APPLICANT, Form.APOLOGY)
    assert isinstance(paper, ApologyPaper)
    assert counter.following.outlook(after).standing.stand is Stand.OVERDUE
    again = ApologyForm(SIGNED, "Vẫn chưa xong", "11/12/2026")
    assert refusal(lambda: outcomes.apologise(officer, dossier, again)) == "reappointment-twice"


def test_r81_who_was_not_told_of_the_apology_is_owed_a_call(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Until a contact about it is written down."""
    dossier = handed_over(counter, officer)
    form = ApologyForm(SIGNED, "Cần xác minh thêm", "04/12/2026")
    counter.following.outcomes.apologise(officer, dossier, form)
    assert counter.following.outlook(now(counter, dossier)).owes_call
    clock.forward(timedelta(minutes=1))
    counter.contacting.log(
        officer, dossier, ContactForm(purpose=Purpose.APOLOGY, address="0905000123")
    )
    assert not counter.following.outlook(now(counter, dossier)).owes_call


def test_r99_a_result_of_ubnd_tinh_shows_its_further_hop(
    counter: Counter, officer: Officer
) -> None:
    """Approved it lies at the province's office until that passed it on."""
    dossier = handed_over(counter, officer, PROVINCIAL)
    outcomes = counter.following.outcomes
    outcomes.approve(officer, dossier, ResultForm(SIGNED, items=ITEMS), image=Photo(b"the result"))
    assert counter.following.outlook(now(counter, dossier)).custody.place is Place.PROVINCE
    assert NextAct.FROM_PROVINCE in acts(counter, officer, dossier)
    outcomes.from_province(officer, dossier, giver="Võ Thị Giao", receiver="Trần Văn Nhận")
    assert NextAct.FROM_PROVINCE not in acts(counter, officer, dossier)
    result = current_result(now(counter, dossier))
    assert result is not None
    assert [(item.name, item.count) for item in result.what.contents] == [
        ("Giấy chứng nhận", 1),
        ("Bản sao", 2),
    ]


def test_c14_a_refusal_after_appraisal_says_why(counter: Counter, officer: Officer) -> None:
    """A paper without number, date or reason is refused by what it lacks."""
    dossier = handed_over(counter, officer)
    outcomes = counter.following.outcomes
    form = ResultForm(PaperForm(), ResultKind.REFUSED, ITEMS)
    assert refusal(lambda: outcomes.approve(officer, dossier, form)) == "paper-number-missing"
    form = replace(form, paper=SIGNED)
    assert refusal(lambda: outcomes.approve(officer, dossier, form)) == "result-reason-missing"
    outcomes.approve(officer, dossier, replace(form, reason="Không đủ điều kiện"))
    assert now(counter, dossier).state is State.APPROVED


def test_c24_a_withdrawal_is_in_writing_and_gives_the_originals_back(
    counter: Counter, officer: Officer
) -> None:
    """Without its request, or with an original left behind, nothing is withdrawn."""
    dossier = handed_over(counter, officer)
    outcomes = counter.following.outcomes
    left = outcomes.originals(now(counter, dossier))
    assert left == 1
    form = WithdrawForm("Nguyễn Văn Thử", originals=str(left))
    code = refusal(lambda: outcomes.withdraw(officer, dossier, form))
    assert code == "withdrawal-request-missing"
    short = replace(form, originals="0", number="DN-01")
    assert refusal(lambda: outcomes.withdraw(officer, dossier, short)) == "originals-left"
    outcomes.withdraw(officer, dossier, form, image=Photo(b"the request"))
    assert now(counter, dossier).state is State.WITHDRAWN


# --- put right ----------------------------------------------------------------------------------


def test_c22_a_correction_gives_form_01_anew_and_the_old_slip_still_identifies(
    counter: Counter, officer: Officer
) -> None:
    """A slip that still waited for the printer is not printed; the corrected one is no reprint."""
    dossier = received(counter, officer)
    before = now(counter, dossier)
    right = replace(words_of(before.applicant), name="Nguyễn Văn Thửa")
    form = CorrectionForm("gõ thiếu chữ", right, sets=2)
    counter.following.mending.correct(officer, dossier, form)
    after = now(counter, dossier)
    assert after.applicant is not None
    assert (after.applicant.name, after.taken_in().sets) == ("Nguyễn Văn Thửa", 2)
    slips = [
        (job.state, job.sheet.reprint)
        for job in counter.papers.jobs(dossier)
        if job.sheet and job.sheet.form is Form.RECEIPT and job.sheet.copy is Copy.APPLICANT
    ]
    assert slips == [(JobState.WITHDRAWN, 0), (JobState.QUEUED, 0)]
    kept = [
        (job.state, job.sheet.reprint)
        for job in counter.papers.jobs(dossier)
        if job.sheet and job.sheet.form is Form.RECEIPT and job.sheet.copy is Copy.KEPT
    ]
    assert kept == [(JobState.QUEUED, 0), (JobState.QUEUED, 1)], "what was promised first is kept"
    paper = counter.papers.paper(dossier)
    assert isinstance(paper, Receipt)
    assert paper.applicant.name == "Nguyễn Văn Thửa"
    nothing = replace(form, applicant=words_of(after.applicant))
    mending = counter.following.mending
    assert refusal(lambda: mending.correct(officer, dossier, nothing)) == "correction-empty"


def test_r16_only_whoever_did_the_last_step_takes_it_back(
    counter: Counter, officer: Officer
) -> None:
    """A hand-over too early is taken back by its officer and by nobody else."""
    dossier = handed_over(counter, officer)
    other = replace(officer, id="another")
    mending = counter.following.mending
    assert mending.recallable(other, now(counter, dossier)) is None
    assert mending.recallable(officer, now(counter, dossier)) is not None
    mending.recall(officer, dossier, "bàn giao nhầm")
    assert now(counter, dossier).state is State.RECEIVED
    assert counter.following.outlook(now(counter, dossier)).custody.place is Place.CENTER


def test_r16_a_supervisor_settles_what_two_desks_did(counter: Counter, officer: Officer) -> None:
    """Of two hand-overs the first one counts for now; the decision leaves one and keeps both."""
    dossier = received(counter, officer)
    told = now(counter, dossier)
    case = counter.following.acting.case(officer, told)
    fact = hand_over(
        told,
        Hands("Phạm Thị Giao", "Hoàng Văn Nhận"),
        procedure=case.procedure,
        now=case.now,
        rules=case.rules,
        roles=case.roles,
    )
    with counter.papers.journal.act(officer.id) as act:
        act.record(fact)
        act.record(fact)
    assert NextAct.RESOLVE in acts(counter, officer, dossier)
    (conflict,) = counter.following.mending.conflicts(now(counter, dossier))
    counter.following.mending.resolve(
        officer, dossier, conflict.mark.entry, stands=False, reason="nhập hai lần"
    )
    assert now(counter, dossier).conflicts == ()
    assert now(counter, dossier).state is State.APPRAISAL
    assert NextAct.RESOLVE not in acts(counter, officer, dossier)


def test_whatever_is_offered_was_lawful(counter: Counter, officer: Officer) -> None:
    """The table of states and roles has the last word on every offer, also of a read-only one."""
    for make in (received, handed_over, returned):
        told = now(counter, make(counter, officer))
        for roles in (officer.roles, frozenset({Role.RETURN_DESK}), frozenset({Role.POSTAL})):
            who = replace(officer, roles=roles)
            lawful = set(actions(told.state, roles))
            offers = counter.following.offers(who, told)
            assert {ACTION_OF[it.act] for it in offers} <= lawful
        unread = replace(told, unread=(Mark("entry-unknown", "x"),))
        assert counter.following.offers(officer, unread) == []
