"""A desk whose store holds what other desks of its Center wrote: what is its own, and what not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.lists.day_end import DayEnd
from counter_app.desk.numbers import desk_label
from counter_app.desk.officers import Change, NewOfficer
from counter_app.desk.on_paper.day_report import DayReport
from counter_app.desk.receiving.draft import DemandForm, FeeForm
from counter_app.desk.return_desk.collecting import begun
from counter_app.desk.signin import TRIES
from counter_app.desk.steps.mending import CorrectionForm, words_of
from counter_app.practice.rehearsal import PROCEDURE
from counter_app.screens.dossiers.dossier_text import described
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.hands import Hands
from data.domain.lifecycle import State
from data.domain.papers import Copy
from data.domain.paying import Method
from data.domain.printjob import JobOutcome, JobState
from data.domain.releasing import Release
from data.domain.roles import Role
from data.domain.supplement import Defect
from data.domain.till import Count, NoteCount
from data.store import journal, queries
from data.store.drafts import Pins
from tests.fakes import piles
from tests.fakes import post_center as post
from tests.fakes import waiting as made
from tests.fakes.desk import PIN, RECEIVER, StillClock, filled_draft, receive
from tests.fakes.two_desks import FIRST, SECOND, TwoDesks, two_desks

OTHER_PIN = "731905"
TODAY = date(2026, 11, 23)
FEE_VND = 150_000
PAID = FeeForm(paid=True, receipt="AA/26P 0000001")


@pytest.fixture
def desks(tmp_path: Path, clock: StillClock) -> Iterator[TwoDesks]:
    with two_desks(tmp_path, clock) as desks:
        yield desks


def give_pin(counter: Counter, officer: Officer, pin: str = PIN) -> None:
    Pins(counter.store).set(officer.id, counter.sign_in.hashing.verifier(pin))


def refusal(counter: Counter, number: str, pin: str) -> Refused:
    with pytest.raises(Refused) as refused:
        counter.sign_in.sign_in(number, pin)
    return refused.value


# --- numbers ------------------------------------------------------------------------------------


def test_two_desks_give_no_number_twice(desks: TwoDesks) -> None:
    """Codes, forms and blanks by their slices, sheets and settlements by the number of the desk."""
    codes, forms, blanks, sheets = set(), set(), set(), set()
    for counter in desks.both:
        for _ in range(2):
            issued = receive(counter, desks.officer)
            codes.add(str(issued.dossier.taken_in().code))
            asked = ask(counter, desks.officer)
            forms.add(asked.supplements[-1].number)
            jobs = [*counter.papers.jobs(issued.dossier.id), *counter.papers.jobs(asked.id)]
            sheets |= {job.sheet.number for job in jobs if job.sheet}
        blanks |= {str(it) for it in counter.blanks.print(desks.officer, 2)}
    assert (len(codes), len(forms), len(blanks), len(sheets)) == (4, 4, 4, 16)
    desks.exchange()
    for counter in desks.both:
        issued = receive(counter, desks.officer)
        assert str(issued.dossier.taken_in().code) not in codes
        (kept, given) = counter.papers.jobs(issued.dossier.id)
        for job in (kept, given):
            assert job.sheet is not None
            assert job.sheet.number not in sheets
            assert job.sheet.number.startswith(desk_label(counter.desk))


def test_a_settlement_bears_the_number_of_its_desk(desks: TwoDesks) -> None:
    """Both desks settle the first money of theirs while they are apart."""
    numbers = []
    for counter in desks.both:
        pay(counter, desks.officer)
        (one,) = counter.money.settling.open(TODAY)
        settled = counter.money.settling.settle(
            desks.officer, one.open, TODAY, giver="Bùi Văn Thư", receiver="Lê Thị Nhận"
        )
        numbers.append(settled.settlement.made.number)
    assert numbers == [f"QT-{FIRST:02}-0001/2026", f"QT-{SECOND:02}-0001/2026"]


def ask(counter: Counter, officer: Officer) -> Dossier:
    """A dossier that waits for a supplement (form 02)."""
    draft = filled_draft(counter, officer, name="Phạm Thị Thử Nghiệm")
    demand = DemandForm(draft.components[1].id, defect=Defect.INCOMPLETE, note="thiếu chữ ký")
    draft = replace(draft, demands=(demand,), demand_reason="Hồ sơ chưa đủ")
    return counter.turning_away.request_supplement(officer, draft).dossier


# --- signing in ---------------------------------------------------------------------------------


def test_an_officer_of_another_desk_has_no_pin_here(desks: TwoDesks) -> None:
    """It is said so, whatever is typed; an administrator who has one gives one here."""
    assert refusal(desks.second, RECEIVER, PIN).code == "pin-not-here"
    assert refusal(desks.second, "77", PIN).code == "pin-wrong"
    give_pin(desks.second, desks.officer)
    administrator = desks.second.sign_in.check(RECEIVER, PIN)
    desks.second.officers.change(administrator, "02", Change(pin=OTHER_PIN))
    assert desks.second.sign_in.sign_in("02", OTHER_PIN).number == "02"
    desks.exchange()
    assert refusal(desks.first, "02", OTHER_PIN).code == "pin-wrong"


def test_wrong_pins_count_at_the_desk_where_they_were_typed(desks: TwoDesks) -> None:
    """They lock no other desk, and the right PIN at another one gives no new tries."""
    give_pin(desks.second, desks.officer)
    for _ in range(TRIES):
        refusal(desks.first, RECEIVER, "111222")
    desks.exchange()
    assert desks.second.sign_in.sign_in(RECEIVER, PIN) == desks.officer
    desks.exchange()
    assert refusal(desks.first, RECEIVER, PIN).code == "pin-locked"


def both_enrol(desks: TwoDesks) -> tuple[Officer, Officer]:
    """Each desk enrols somebody under the same number while they are apart."""
    give_pin(desks.second, desks.officer)
    roles = frozenset({Role.RETURN_DESK})
    new = NewOfficer("07", "Phạm Thị Không Có", PIN, roles)
    one = desks.first.officers.enrol(desks.officer, new)
    two = desks.second.officers.enrol(desks.officer, replace(new, name="Hồ Văn Không Có"))
    desks.exchange()
    return one, two


def test_of_two_officers_with_one_number_each_signs_in_at_the_own_desk(desks: TwoDesks) -> None:
    """The PIN says who it is; nobody ever signs in as the other."""
    one, two = both_enrol(desks)
    assert desks.first.sign_in.sign_in("07", PIN) == one
    assert desks.second.sign_in.sign_in("07", PIN) == two


def test_nobody_signs_in_where_a_number_means_two(desks: TwoDesks) -> None:
    """Both have a PIN at this desk, the same even: it is said, and nothing is guessed."""
    _one, two = both_enrol(desks)
    give_pin(desks.first, two)
    assert refusal(desks.first, "07", PIN).code == "officer-number-twice"
    with pytest.raises(Refused, match="officer-number-twice"):
        desks.first.officers.change(desks.officer, "07", Change(number="17"))


def test_two_officers_with_one_number_are_parted_at_the_own_desk(desks: TwoDesks) -> None:
    """Only another number is given while nobody knows who is meant, and to whom works here."""
    one, two = both_enrol(desks)
    with pytest.raises(Refused, match="officer-number-twice"):
        desks.second.officers.change(desks.officer, "07", Change(pin=OTHER_PIN))
    parted = desks.second.officers.change(desks.officer, "07", Change(number="17"))
    assert parted == replace(two, number="17")
    desks.exchange()
    assert desks.first.sign_in.sign_in("07", PIN) == one
    assert desks.second.sign_in.sign_in("17", PIN).id == two.id


def test_a_pin_that_is_asked_again_is_of_whoever_sits_there(desks: TwoDesks) -> None:
    """Also when another desk gave the officer another number meanwhile."""
    give_pin(desks.second, desks.officer)
    desks.first.officers.change(desks.officer, "02", Change(number="22"))
    (cashier,) = (it for it in everybody(desks.second) if it.number == "02")
    give_pin(desks.second, cashier, OTHER_PIN)
    desks.exchange()
    assert desks.second.sign_in.confirm(cashier, OTHER_PIN) == cashier
    with pytest.raises(Refused, match="pin-wrong"):
        desks.second.sign_in.confirm(cashier, PIN)


def everybody(counter: Counter) -> list[Officer]:
    with counter.store.read() as connection:
        return queries.officers(connection)


def test_a_supervisor_who_has_no_pin_here_is_no_other_one(desks: TwoDesks) -> None:
    """The word of somebody who cannot give it at this desk is waited for by nobody (C28)."""
    roles = frozenset({Role.SUPERVISOR})
    new = NewOfficer("07", "Phạm Thị Không Có", PIN, roles)
    leader = desks.first.officers.enrol(desks.officer, new)
    desks.exchange()
    give_pin(desks.second, desks.officer)
    said = {"number": RECEIVER, "pin": PIN, "citation": "Điều 0"}
    with pytest.raises(Refused, match="confirm-own-act"):
        desks.first.turning_away.confirm(desks.officer, **said)
    assert desks.second.turning_away.confirm(desks.officer, **said).own
    give_pin(desks.second, leader)
    with pytest.raises(Refused, match="confirm-own-act"):
        desks.second.turning_away.confirm(desks.officer, **said)


# --- money --------------------------------------------------------------------------------------


def pay(counter: Counter, officer: Officer) -> str:
    dossier = receive(counter, officer).dossier
    counter.amending.record_fee(officer, dossier.id, replace(PAID, method=Method.CASH))
    return dossier.id


def test_the_open_till_of_another_desk_is_not_this_ones(desks: TwoDesks) -> None:
    """It takes nothing of what is paid here, is not shown here, and cannot be closed here."""
    till = desks.first.money.tills.open(desks.officer, 500_000)
    desks.exchange()
    tills = desks.second.money.tills
    assert tills.now() is None
    assert tills.since(TODAY) == []
    with pytest.raises(Refused, match="till-not-open"):
        tills.close(desks.officer, Count((NoteCount(500_000, 1),)))
    pay(desks.second, desks.officer)
    desks.exchange()
    now = desks.first.money.tills.now()
    assert now is not None
    assert (now.till.id, now.expected_vnd) == (till.id, 500_000)
    assert desks.second.money.tills.open(desks.officer, 0).id != till.id


def test_the_ledger_is_the_centers_and_the_day_is_the_desks(desks: TwoDesks) -> None:
    """An agency is settled with for all desks; what a desk gives over is its own drawer."""
    for counter in desks.both:
        pay(counter, desks.officer)
    pay(desks.second, desks.officer)
    desks.exchange()
    for counter, count in zip(desks.both, (1, 2), strict=True):
        (one,) = counter.money.settling.open(TODAY)
        assert one.open.count == 3
        assert counter.money.ledger.period(TODAY, TODAY).amount_vnd == 3 * FEE_VND
        assert counter.days.end().taken_vnd == count * FEE_VND


# --- the end of a day ---------------------------------------------------------------------------


def test_c27_a_desk_counts_what_it_left_unfinished_itself(desks: TwoDesks) -> None:
    """Its papers, its sheets, its money back; what waits for anybody is counted at every desk."""
    first, second = desks.both
    receive(first, desks.officer)
    ask(first, desks.officer)
    cancelled = pay(first, desks.officer)
    post.filed(first, post.postal(desks.officer))
    first.drafting.begin(desks.officer, PROCEDURE)
    desks.exchange()
    own, other = first.days.end(), second.days.end()
    assert counts(own) == {
        "unscanned": 2,
        "not_handed_over": 2,
        "unpaid": 1,
        "supplements": 1,
        "posted": 1,
        "parked": 1,
        "received": 2,
    }
    assert counts(other) == {"posted": 1}
    assert cancelled in [it.id for it in own.unscanned]
    assert other.is_clear
    report = DayReport(second.days).of(desks.officer)
    assert report.counts[0].count == 0


def counts(end: DayEnd) -> dict[str, int]:
    """What is not empty of it, but for sheets and money."""
    names = ("unscanned", "not_handed_over", "unpaid", "supplements", "posted", "parked")
    found = {name: len(getattr(end, name)) for name in names} | {"received": end.received}
    return {name: count for name, count in found.items() if count}


def test_home_lists_what_this_desk_received_today(desks: TwoDesks) -> None:
    """The dossiers of other desks are found by whoever searches."""
    issued = receive(desks.first, desks.officer)
    desks.exchange()
    first, second = desks.both
    assert [it.id for it in first.search.received_today(first.desk)] == [issued.dossier.id]
    assert second.search.received_today(second.desk) == []
    assert [it.id for it in second.search.find("nguyen van thu")] == [issued.dossier.id]


# --- sheets -------------------------------------------------------------------------------------


def test_a_sheet_of_another_desk_is_settled_there(desks: TwoDesks, tmp_path: Path) -> None:
    """Here nobody is asked about it, sends it elsewhere or prints it a second time meanwhile."""
    issued = receive(desks.first, desks.officer)
    _kept, given = issued.jobs
    desks.first.papers.sending(given)
    desks.exchange()
    second = desks.second.papers
    assert second.jobs(issued.dossier.id) == []
    assert second.recover() == 0
    for act in (
        lambda: second.answer(desks.officer, given, came_out=True),
        lambda: second.file_instead(given, tmp_path),
        lambda: second.reprint(desks.officer, issued.dossier.id, reason="mất"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert (refused.value.code, refused.value.facts) == (
            "job-elsewhere",
            {"sheet": f"{FIRST:02}-00002"},
        )
    assert second.paper(issued.dossier.id).imprint.desk == f"{FIRST:02}"


def test_c15_a_dossier_is_not_cancelled_while_its_slip_waits_elsewhere(desks: TwoDesks) -> None:
    """Here nobody knows whether the citizen holds it by now; at its own desk it is withdrawn."""
    issued = receive(desks.first, desks.officer)
    desks.exchange()

    def cancel(counter: Counter) -> Dossier:
        return counter.amending.cancel(
            desks.officer, issued.dossier.id, reason="chọn nhầm thủ tục", slip=None
        )

    with pytest.raises(Refused, match="job-elsewhere"):
        cancel(desks.second)
    assert cancel(desks.first).state is State.CANCELLED
    desks.exchange()
    assert [it.state for it in desks.second.papers.jobs(issued.dossier.id)] == [JobState.WITHDRAWN]


def test_c22_a_slip_that_waits_elsewhere_may_be_out_when_a_new_one_is_given(
    desks: TwoDesks,
) -> None:
    """It is not withdrawn behind that desk's back, and the new one says that it is a reprint."""
    issued = receive(desks.first, desks.officer)
    desks.exchange()
    before = piles.of(desks.second, issued.dossier.id)
    right = replace(words_of(before.applicant), name="Nguyễn Văn Thửa")
    mending = desks.second.following.mending
    mending.correct(desks.officer, before.id, CorrectionForm("gõ thiếu chữ", right))
    desks.exchange()
    sheets = [
        (job.state, job.desk_key == desks.first.papers.journal.keys.id, job.sheet.reprint)
        for job in desks.second.search.open_id(before.id).jobs
        if job.sheet and job.sheet.copy is Copy.APPLICANT
    ]
    assert sorted(sheets) == [(JobState.QUEUED, False, 1), (JobState.QUEUED, True, 0)]


def test_a_sheet_that_another_desk_settled_is_printed_again_here(desks: TwoDesks) -> None:
    """The citizen who lost it is at this desk; the reprint is this desk's sheet."""
    issued = receive(desks.first, desks.officer)
    for job in issued.jobs:
        desks.first.papers.sending(job)
        desks.first.papers.ended(job, JobOutcome.CONFIRMED)
    desks.exchange()
    papers = desks.second.papers
    again = papers.reprint(desks.officer, issued.dossier.id, reason="mất")
    told = {job.id: job for job in papers.jobs(issued.dossier.id)}
    assert told[again].state is JobState.QUEUED
    sheet = told[again].sheet
    assert sheet is not None
    assert sheet.number.startswith(f"{SECOND:02}-")
    assert papers.next_job() is not None


# --- drafts -------------------------------------------------------------------------------------


def test_c9_a_draft_that_another_desk_overtook_is_said_and_kept(desks: TwoDesks) -> None:
    """Nothing more is issued from it, and no page of it goes before an officer says so."""
    asked = ask(desks.first, desks.officer).id
    desks.exchange()
    for counter in desks.both:
        draft = counter.drafting.reopen(desks.officer, asked)
        for component in draft.components:
            draft = draft.with_component(counter.drafting.counted(draft, component))
        counter.drafting.save(desks.officer, replace(draft, demands=()))
    second = desks.second.drafting
    desks.first.intake.issue(desks.officer, desks.first.drafting.resume(asked))
    desks.exchange()
    (parked,) = second.parked()
    assert (parked.id, parked.waits) == (asked, State.RECEIVED)
    assert desks.second.days.end().parked == (parked,)
    with pytest.raises(Refused, match="draft-overtaken"):
        second.resume(asked)
    with pytest.raises(Refused, match="draft-overtaken"):
        second.reopen(desks.officer, asked)
    second.discard(asked)
    assert second.parked() == []
    assert piles.of(desks.second, asked).state is State.RECEIVED


# --- what both did ------------------------------------------------------------------------------


def test_r98_both_desks_show_that_a_result_was_handed_out_twice(desks: TwoDesks) -> None:
    """The same one stands at both, the other is marked at both, and history tells of each."""
    waits, cashier = made.waiting(desks.first, desks.officer), made.cashier(desks.first)
    desks.exchange()
    for counter in desks.both:
        dossier = made.now(counter, waits.id)
        form = replace(begun(dossier, made.key_on(dossier)), envelope_code=made.code_of(dossier))
        counter.releasing.hand_out(cashier, waits.id, form)
    desks.exchange()
    first, second = (counter.search.open_id(waits.id) for counter in desks.both)
    assert first.dossier == second.dossier
    (mark,) = first.dossier.conflicts
    (stands,) = first.dossier.facts(Release)
    assert {mark.entry, stands.entry} == {
        it.entry for it in first.history if it.kind == "dossier.released"
    }
    assert mark.against == stands.entry
    for file in (first, second):
        (said, *_) = described(file, 100)
        assert "release" in said.plain


def test_i8_two_dossiers_under_one_code_are_shown_at_both_desks(desks: TwoDesks) -> None:
    """A restored disk gives its numbers again: nothing decides which of the two it was."""
    desks.second.intake.desk = desks.first.desk
    one, two = (receive(it, desks.officer, name="Hồ Thị Trùng").dossier for it in desks.both)
    assert one.taken_in().code == two.taken_in().code
    desks.exchange()
    for counter in desks.both:
        assert counter.search.open_id(one.id).duplicates == (two.id,)
        assert counter.search.open_id(two.id).duplicates == (one.id,)


def test_a_parcel_that_both_desks_gave_away_is_a_conflict_of_the_second(desks: TwoDesks) -> None:
    """Two couriers signed; both sheets are kept, and the item is with the post once."""
    cashier = made.cashier(desks.first)
    packed = post.packed(desks.first, desks.officer, cashier)
    desks.exchange()
    batches = [counter.post.pickup.give(cashier, [packed], post.COURIER) for counter in desks.both]
    desks.exchange()
    for counter in desks.both:
        dossier = made.now(counter, packed)
        assert (dossier.state, len(dossier.conflicts)) == (State.IN_POST, 1)
        assert {it.id for it in counter.post.pickup.recent()} == {it.id for it in batches}


def test_a_batch_of_another_desk_moves_nothing_twice(desks: TwoDesks) -> None:
    """What was scanned here and handed over there meanwhile is refused by its code."""
    folder = piles.ready(desks.first, desks.officer)
    desks.exchange()
    desks.second.handing.check(desks.officer, piles.code(desks.second, folder))
    desks.first.handing.hand_over(desks.officer, [folder], piles.GIVEN)
    desks.exchange()
    with pytest.raises(Refused, match="action-not-now") as refused:
        desks.second.handing.hand_over(desks.officer, [folder], Hands("Bùi Thị Giao", "Lê Nhận"))
    assert refused.value.facts["dossier"] == piles.code(desks.second, folder)
    (batch,) = desks.second.handing.recent()
    assert batch.count == 1


def test_everything_stands_after_a_rebuild(desks: TwoDesks, clock: StillClock) -> None:
    """Whose a dossier is follows from its entries alone, and both journals are sound."""
    pay(desks.first, desks.officer)
    clock.forward(timedelta(minutes=1))
    pay(desks.second, desks.officer)
    desks.exchange()
    for counter in desks.both:
        before = counter.days.end()
        journal.rebuild(counter.store)
        assert counter.days.end() == before
        assert journal.verify(counter.store) == []
