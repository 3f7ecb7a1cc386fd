"""Handing over by batch: what may go, one act for all, one sheet that stays so (R20, R91)."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config, Devices
from counter_app.desk.batches.batching import BATCH_LIMIT
from counter_app.desk.batches.handing import Folder, Hop, Passing
from counter_app.desk.steps.agency_forms import PaperForm
from data.domain import correcting
from data.domain.center import Officer
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.handing_over import HandOver
from data.domain.hands import Direction, Hands
from data.domain.lifecycle import State
from data.domain.papers import Copy, Form, HandOverSheet, TransferSlip
from data.domain.printjob import JobOutcome, JobState, Sheet
from data.domain.profile import ReceiptMedium
from data.domain.routing import SentOn, position
from data.domain.vocabulary import DOSSIER_HANDED_OVER
from data.store import batches, journal
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, opened
from tests.fakes.piles import (
    GIVEN,
    OTHER,
    at_agency,
    code,
    decided,
    enter,
    of,
    ready,
    routed,
    unscanned,
)
from tests.fakes.stores import tables

PROJECTED = ("batch", "shelf")


def sheet_of(counter: Counter, batch: str) -> HandOverSheet:
    paper = counter.papers.paper(batch)
    assert isinstance(paper, HandOverSheet)
    return paper


def test_r20_a_pile_goes_over_in_one_act_with_a_sheet_for_each_who_signs(
    counter: Counter, officer: Officer
) -> None:
    """Both folders are with the agency, in one batch, and two copies of one sheet wait."""
    pile = [ready(counter, officer, name=f"Hồ Thị Thử {number}") for number in "21"]
    before = journal.count(counter.store)
    done = counter.handing.hand_over(officer, pile, GIVEN)
    assert (done.direction, done.count, done.agency) == (Direction.OUT, 2, "Sở Kế hoạch và Đầu tư")
    assert journal.count(counter.store) == before + 4
    for dossier_id in pile:
        dossier = of(counter, dossier_id)
        handed = dossier.last(HandOver)
        assert dossier.state is State.APPRAISAL
        assert handed is not None
        assert (handed.what.batch, handed.what.giver, handed.what.receiver) == (
            done.id,
            GIVEN.giver,
            GIVEN.receiver,
        )
    jobs = counter.papers.jobs(done.id)
    assert [job.id for job in jobs] == list(done.jobs)
    assert [(job.sheet.form, job.sheet.copy) for job in jobs if job.sheet] == [
        (Form.HAND_OVER, Copy.APPLICANT),
        (Form.HAND_OVER, Copy.KEPT),
    ]
    paper = sheet_of(counter, done.id)
    assert [line.code for line in paper.lines] == [code(counter, it) for it in pile]
    assert (paper.giver, paper.receiver) == (GIVEN.giver, GIVEN.receiver)
    assert paper.number == done.id[:8].upper()
    assert paper.imprint.job == next(job.sheet.number for job in jobs if job.sheet)
    assert journal.verify(counter.store) == []


def test_a_folder_that_may_not_go_is_refused_at_its_scan(
    counter: Counter, officer: Officer
) -> None:
    """C26: nobody signs for what is not scanned; and what went already does not go again."""
    bare = unscanned(counter, officer)
    with pytest.raises(Refused, match="hand-over-unscanned"):
        counter.handing.check(officer, code(counter, bare))
    gone = at_agency(counter, officer)
    with pytest.raises(Refused, match="action-not-now"):
        counter.handing.check(officer, code(counter, gone))
    cashier = counter.sign_in.sign_in(CASHIER, PIN)
    folder = ready(counter, officer)
    with pytest.raises(Refused, match="role-may-not"):
        counter.handing.check(cashier, code(counter, folder))
    file = counter.search.open_id(folder)
    found = counter.handing.check(officer, file.slip_key)
    assert isinstance(found, Folder)
    assert (found.id, found.code) == (folder, code(counter, folder))
    assert found == counter.handing.again(officer, folder)


def test_one_folder_that_may_not_go_keeps_the_whole_pile_here(
    counter: Counter, officer: Officer
) -> None:
    """The refusal names it, and nothing was entered."""
    good, bare = ready(counter, officer), unscanned(counter, officer)
    before = journal.count(counter.store)
    with pytest.raises(Refused, match="hand-over-unscanned") as refused:
        counter.handing.hand_over(officer, [good, bare], GIVEN)
    assert refused.value.facts["dossier"] == code(counter, bare)
    assert journal.count(counter.store) == before
    assert of(counter, good).state is State.RECEIVED


def test_a_sheet_is_of_one_agency_and_of_a_pile_that_can_be_counted(
    counter: Counter, officer: Officer
) -> None:
    """What goes to two agencies is signed for by two; a pile has folders, and not too many."""
    pile = [ready(counter, officer), ready(counter, officer, procedure=OTHER)]
    with pytest.raises(Refused, match="batch-two-agencies"):
        counter.handing.hand_over(officer, pile, GIVEN)
    with pytest.raises(Refused, match="batch-empty"):
        counter.handing.hand_over(officer, [], GIVEN)
    with pytest.raises(Refused, match="batch-too-large"):
        counter.handing.hand_over(officer, [f"{it:032x}" for it in range(BATCH_LIMIT + 1)], GIVEN)
    with pytest.raises(Refused, match="receiver-missing"):
        counter.handing.hand_over(officer, pile[:1], Hands("Trần Thị Ví Dụ", ""))
    assert counter.handing.recent() == []


def test_a10_what_lies_here_says_by_when_it_goes(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Received before 15:00 it goes today, later first thing next; the most urgent is first."""
    early = ready(counter, officer, name="Sáng")
    clock.forward(timedelta(hours=6))
    late = ready(counter, officer, name="Chiều")
    bare = unscanned(counter, officer, name="Chưa quét")
    here = counter.handing.here()
    assert (here.count, here.more) == (3, False)
    assert here.folders[0].id == early
    assert {it.id for it in here.folders} == {early, late, bare}
    said = {it.id: it for it in here.folders}
    assert (said[early].today, said[early].late) == (True, False)
    assert (said[late].today, said[late].late) == (False, False)
    objection = said[bare].objection
    assert objection is not None
    assert objection.code == "hand-over-unscanned"
    assert all(one.by <= other.by for one, other in pairwise(here.folders))
    clock.forward(timedelta(days=2))
    said = {it.id: it for it in counter.handing.here().folders}
    assert (said[early].late, said[late].late, said[late].today) == (True, False, True)


def test_who_signed_last_is_proposed_for_the_next_batch(counter: Counter, officer: Officer) -> None:
    """Of the same agency only; nobody is made up for an agency that was never here."""
    first = ready(counter, officer)
    index = of(counter, first).taken_in().matter.agency_index
    assert counter.handing.usual(officer, index) == Hands(officer.name, "")
    counter.handing.hand_over(officer, [first], GIVEN)
    assert counter.handing.usual(officer, index) == Hands(officer.name, GIVEN.receiver)
    assert counter.handing.usual(officer, 20) == Hands(officer.name, "")


def test_what_was_handed_over_leaves_the_hand_and_is_listed_for_a_week(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """The tray keeps what did not go, and batches of more than a week ago are no longer listed."""
    one, two = ready(counter, officer), ready(counter, officer)
    counter.handing.in_hand.extend((one, two))
    done = counter.handing.hand_over(officer, [one], GIVEN)
    assert counter.handing.in_hand == [two]
    (listed,) = counter.handing.recent()
    assert (listed.id, listed.count, listed.agency) == (done.id, 1, done.agency)
    clock.forward(timedelta(days=7))
    assert len(counter.handing.recent()) == 1
    clock.forward(timedelta(days=1))
    assert counter.handing.recent() == []


def test_the_sheet_says_for_ever_what_both_signed(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Neither a recall of one folder nor its second journey changes the sheet of the first."""
    pile = [ready(counter, officer), ready(counter, officer)]
    done = counter.handing.hand_over(officer, pile, GIVEN)
    first = sheet_of(counter, done.id)
    clock.forward(timedelta(minutes=5))
    enter(
        counter,
        officer,
        pile[0],
        lambda dossier: correcting.recall(
            dossier, reason="nhầm", officer=officer.id, roles=officer.roles
        ),
    )
    assert of(counter, pile[0]).state is State.RECEIVED
    again = counter.handing.hand_over(officer, pile[:1], GIVEN)
    assert sheet_of(counter, done.id) == first
    assert len(sheet_of(counter, again.id).lines) == 1


def test_a_sheet_is_printed_again_by_its_batch_and_says_so(
    counter: Counter, officer: Officer
) -> None:
    """A further copy is marked and has a reason; while the first is on its way there is none."""
    done = counter.handing.hand_over(officer, [ready(counter, officer)], GIVEN)
    with pytest.raises(Refused, match="job-unsettled"):
        counter.papers.reprint(officer, done.id, reason="rách")
    while (job := counter.papers.next_job()) is not None:
        counter.papers.sending(job.id)
        counter.papers.ended(job.id, JobOutcome.CONFIRMED)
    assert {job.state for job in counter.papers.jobs(done.id)} == {JobState.CONFIRMED}
    counter.papers.reprint(officer, done.id, reason="rách")
    paper = sheet_of(counter, done.id)
    assert (paper.imprint.reprint, paper.imprint.reprint_reason) == (1, "rách")


def test_r91_the_transfer_slip_goes_with_its_folder_and_every_hop_is_one_scan(
    counter: Counter, officer: Officer
) -> None:
    """The slip is printed once, at the hand-over; then the folder goes on and comes back."""
    made = routed(counter, officer)
    done = counter.handing.hand_over(officer, [made], GIVEN)
    slips = [job.sheet for job in counter.papers.jobs(made) if job.sheet]
    assert [it.form for it in slips if it.form is not Form.RECEIPT] == [Form.TRANSFER]
    assert len(done.jobs) == 3
    assert isinstance(counter.papers.paper(made, form=Form.TRANSFER), TransferSlip)
    hop = counter.handing.check(officer, code(counter, made))
    assert isinstance(hop, Hop)
    assert (hop.number, hop.giver) == (1, GIVEN.receiver)
    passing = Passing(
        Hands(hop.giver, "Võ Văn Kế"), PaperForm("5/Ý kiến", "23/11/2026", "Lê Thị Ký"), "Đồng ý"
    )
    assert counter.handing.send_on(officer, made, passing) == ()
    dossier = of(counter, made)
    sent = dossier.last(SentOn)
    assert sent is not None
    assert sent.what.paper is not None
    assert (sent.what.paper.number, sent.what.result) == ("5/Ý kiến", "Đồng ý")
    assert position(dossier) == 1
    back = counter.handing.check(officer, code(counter, made))
    assert isinstance(back, Hop)
    assert (back.number, back.giver) == (0, "Võ Văn Kế")
    counter.handing.send_on(officer, made, Passing(Hands("Võ Văn Kế", "Lê Thị Ký")))
    with pytest.raises(Refused, match="action-not-now"):
        counter.handing.check(officer, code(counter, made))
    with pytest.raises(Refused, match="route-complete"):
        counter.handing.send_on(officer, made, Passing(Hands("a", "b")))


def test_lists_of_batches_are_made_anew_from_the_journal(
    counter: Counter, officer: Officer
) -> None:
    """What went together is a fold of the entries alone; no name stands in a row (R17)."""
    counter.handing.hand_over(officer, [ready(counter, officer), ready(counter, officer)], GIVEN)
    decided(counter, officer)
    before = tables(counter.store, PROJECTED)
    assert len(before["batch"]) == 3
    assert GIVEN.receiver not in repr(before)
    journal.rebuild(counter.store)
    assert tables(counter.store, PROJECTED) == before


def test_a_batch_that_nobody_knows_has_no_paper(counter: Counter) -> None:
    """No sheet is made of nothing."""
    with counter.store.read() as connection:
        assert batches.lines(connection, "00" * 16) == []
    with pytest.raises(Refused, match="no-paper"):
        counter.papers.paper("00" * 16)


def test_what_never_stood_is_on_no_sheet(counter: Counter, officer: Officer) -> None:
    """Another desk had handed it over before: its conflict is shown, and nobody's list has it."""
    made = at_agency(counter, officer)
    entry = next(
        it.entry for it in of(counter, made).history if it.entry.kind == DOSSIER_HANDED_OVER
    )
    body = {key: value for key, value in entry.body.items() if key != "personal"}
    twice = Fact(made, DOSSIER_HANDED_OVER, {**body, "batch": "ab" * 16})
    enter(counter, officer, made, lambda _dossier: twice)
    assert [it.code for it in of(counter, made).conflicts] == ["hand-over-not-possible"]
    with counter.store.read() as connection:
        assert [it.dossier for it in batches.lines(connection, "ab" * 16)] == [made]
    with pytest.raises(Refused, match="no-paper"):
        counter.papers.sheets.paper(Sheet("ab" * 16, Form.HAND_OVER, Copy.APPLICANT, "03-1"))


def test_where_a_printer_for_pages_stands_a_list_is_printed_on_it(
    config: Config, clock: StillClock
) -> None:
    """A sheet of many dossiers is no paper for a roll; a receipt still is."""
    config = replace(config, devices=Devices(page_printer="tcp://127.0.0.1:9"))
    with opened(config, clock) as counter:
        officer = counter.sign_in.sign_in(RECEIVER, PIN)
        done = counter.handing.hand_over(officer, [ready(counter, officer)], GIVEN)
        job = counter.papers.next_job(ReceiptMedium.A5_PAPER)
        assert job is not None
        assert job.id == done.jobs[0]
        roll = counter.papers.next_job(ReceiptMedium.THERMAL)
        assert roll is not None
        assert roll.id not in done.jobs
