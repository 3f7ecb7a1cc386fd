"""Intake: what is told to the citizen is committed with the act, once, and numbered by the desk."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.receiving.draft import AuthorizationForm, PersonForm
from data.domain.center import Officer
from data.domain.codes import read_slip_key
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.numbering import Slice
from data.domain.printjob import JobState
from data.domain.received import Channel, Counts, FeeState
from data.store.journal import rebuild, verify
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, filled_draft, opened, receive

PAGE = b"\xff\xd8 the bytes of a page \xff\xd9"


def codes(refusals: tuple[Refused, ...]) -> list[str]:
    return [refusal.code for refusal in refusals]


def test_r69_a_complete_dossier_is_received_with_everything_it_was_told(
    counter: Counter, officer: Officer
) -> None:
    """Code, due date with reasons, fee, place of return and the papers: one commit."""
    issued = receive(counter, officer)
    reception = issued.dossier.reception
    assert reception is not None
    assert issued.dossier.state is State.RECEIVED
    assert str(reception.code) == "000.00.05.H47-261123-0499"
    assert reception.fee.amount_vnd == 150_000
    assert reception.fee.state is FeeState.UNPAID
    assert reception.channel is Channel.DIRECT
    assert reception.appointment.at.isoformat() == "2026-11-27T10:00:00+00:00"
    assert [skip.why for skip in reception.appointment.skipped] == ["Ngày Văn hóa Việt Nam"]
    assert len(issued.jobs) == 2
    assert verify(counter.store) == []


def test_slip_key_decodes_to_the_code_without_the_store(counter: Counter, officer: Officer) -> None:
    """The twelve digits need only the register of agencies."""
    issued = receive(counter, officer)
    assert issued.dossier.reception is not None
    decoded = read_slip_key(issued.slip_key, counter.rulebook.agencies.identifiers)
    assert decoded == issued.dossier.reception.code


def test_numbers_follow_each_other_per_agency_and_day(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """The next serial comes from the journal; a new day begins the slice anew."""
    first, second = receive(counter, officer), receive(counter, officer)
    clock.forward(timedelta(days=1))
    third = receive(counter, officer)
    serials = [
        it.dossier.reception.code.serial for it in (first, second, third) if it.dossier.reception
    ]
    assert serials == ["0499", "0500", "0499"]


def test_exhausted_slice_is_refused_and_the_draft_is_kept(
    counter: Counter, officer: Officer
) -> None:
    """No number outside the desk's slice; what was typed is still there."""
    counter.intake.desk = replace(counter.desk, serials=Slice(10, 10))
    receive(counter, officer)
    draft = filled_draft(counter, officer)
    counter.drafting.save(officer, draft)
    with pytest.raises(Refused) as refused:
        counter.intake.issue(officer, draft)
    assert refused.value.code == "serials-exhausted"
    assert counter.drafting.resume(draft.id) == draft


def test_the_same_draft_is_never_issued_twice(counter: Counter, officer: Officer) -> None:
    """A second Enter, or a resumed copy of the draft, makes no second dossier."""
    draft = filled_draft(counter, officer)
    counter.intake.issue(officer, draft)
    with pytest.raises(Refused) as refused:
        counter.intake.issue(officer, draft)
    assert refused.value.code == "action-not-now"
    assert len(counter.search.find("")) == 1


def test_r70_everything_that_is_missing_is_said_at_once(counter: Counter, officer: Officer) -> None:
    """Guidance is full and given once: every objection stands in one list."""
    draft = counter.drafting.begin(officer, "MAU-KHDT-01")
    blocks = counter.intake.review(officer, draft).blocks
    required = [it for it in counter.drafting.procedure(draft).components if it.required]
    assert codes(blocks) == ["applicant-name-missing", *["component-missing"] * len(required)]


def test_r18_a_paper_of_more_weight_is_never_turned_away(
    counter: Counter, officer: Officer
) -> None:
    """Where a copy is enough, an original or a certified copy is accepted too (C8)."""
    draft = filled_draft(counter, officer)
    heavier = [replace(item, counts=Counts(originals=1)) for item in draft.components]
    lighter = [replace(item, counts=Counts(copies=1)) for item in draft.components]
    assert counter.intake.review(officer, replace(draft, components=tuple(heavier))).blocks == ()
    assert "component-kind" in codes(
        counter.intake.review(officer, replace(draft, components=tuple(lighter))).blocks
    )


def test_r124_a_submitter_for_another_makes_an_authorised_channel(
    counter: Counter, officer: Officer
) -> None:
    """Who stands at the desk is recorded apart from whose dossier it is (R24)."""
    draft = replace(
        filled_draft(counter, officer),
        submitter=PersonForm(name="Lê Thị Mẫu"),
        authorization=AuthorizationForm(paper="số 12/GUQ ngày 20/11/2026"),
    )
    issued = counter.intake.issue(officer, draft)
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.channel is Channel.AUTHORISED
    assert issued.dossier.submitter is not None
    assert issued.dossier.submitter.name == "Lê Thị Mẫu"


def test_c17_a_procedure_that_forbids_authorisation_says_so(
    counter: Counter, officer: Officer
) -> None:
    """Phiếu lý lịch tư pháp số 2 is asked for in person only."""
    forbidding = next(
        it for it in counter.rulebook.catalogue.procedures if not it.authorisation_allowed
    )
    draft = counter.drafting.begin(officer, forbidding.code)
    draft = replace(draft, submitter=PersonForm(name="Lê Thị Mẫu"))
    assert "authorisation-not-allowed" in codes(counter.intake.review(officer, draft).blocks)


def test_r33_results_of_the_police_are_returned_at_their_own_unit(
    counter: Counter, officer: Officer
) -> None:
    """The slip names Công an tỉnh's own unit, never the central return desk (C21)."""
    police = next(
        it for it in counter.rulebook.catalogue.procedures if it.agency.return_at_own_unit
    )
    draft = counter.drafting.begin(officer, police.code)
    assert "Công an" in counter.intake.review(officer, draft).returning.place


def test_a_role_that_may_not_receive_is_refused(counter: Counter) -> None:
    """The lifecycle table says who may act; an officer of the return desk may not receive."""
    cashier = counter.sign_in.sign_in(CASHIER, PIN)
    draft = filled_draft(counter, cashier)
    with pytest.raises(Refused) as refused:
        counter.intake.issue(cashier, draft)
    assert refused.value.code == "role-may-not"


def test_a_draft_survives_a_restart(config: Config, clock: StillClock) -> None:
    """What was typed and captured is offered again after a power cut."""
    with opened(config, clock) as counter:
        officer = counter.sign_in.sign_in(RECEIVER, PIN)
        draft = filled_draft(counter, officer)
        draft = counter.drafting.attach_page(officer, draft, draft.components[0].id, PAGE)
    with opened(config, clock) as counter:
        parked = counter.drafting.parked()
        assert [(it.applicant, it.pages) for it in parked] == [("Nguyễn Văn Thử", 1)]
        assert counter.drafting.resume(parked[0].id) == draft
        assert counter.drafting.pages.blobs.get(draft.components[0].pages[0]) == PAGE


def test_a_page_counts_its_component_as_handed_in(counter: Counter, officer: Officer) -> None:
    """Laying a page down is enough: the published number of papers is set, and can be changed."""
    draft = counter.drafting.begin(officer, "MAU-KHDT-01")
    draft = counter.drafting.attach_page(officer, draft, draft.components[0].id, PAGE)
    assert draft.components[0].counts.total == 1


def test_discarding_a_draft_deletes_only_what_nobody_else_names(
    counter: Counter, officer: Officer
) -> None:
    """A page that a received dossier names stays on disk, whatever drafts come and go."""
    first = filled_draft(counter, officer)
    first = counter.drafting.attach_page(officer, first, first.components[0].id, PAGE)
    second = filled_draft(counter, officer)
    second = counter.drafting.attach_page(officer, second, second.components[0].id, PAGE)
    second = counter.drafting.attach_page(officer, second, second.components[0].id, PAGE + b"2")
    counter.intake.issue(officer, first)
    counter.drafting.discard(second.id)
    shared, own = second.components[0].pages
    blobs = counter.drafting.pages.blobs
    assert blobs.get(shared) == PAGE
    assert not (blobs.folder / own[:2] / own).exists()


def test_card_scan_fills_the_person_and_nothing_else(counter: Counter, officer: Officer) -> None:
    """The seven fields of a citizen card give name, number and address; a slip does not."""
    draft = filled_draft(counter, officer)
    card = "049000000456||Phạm Thị Giả|01011990|Nữ|Thôn Ví Dụ, xã Thử|23112021"
    filled = counter.drafting.fill_from_card(draft, card)
    assert filled is not None
    assert filled.applicant.name == "Phạm Thị Giả"
    assert filled.applicant.phone == draft.applicant.phone
    assert counter.drafting.fill_from_card(draft, "050982304995") is None


def test_hostile_text_becomes_harmless_and_legible(counter: Counter, officer: Officer) -> None:
    """Markup, formulas, printer commands, bidi marks and floods end as plain bounded text."""
    hostile = "[/bold][@click=app.quit]=cmd()\x1b@\x1dV\x00\u202eN\u0303" + "x" * 10_000
    issued = receive(counter, officer, name=hostile)
    assert issued.dossier.applicant is not None
    name = issued.dossier.applicant.name
    assert name.startswith("[/bold][@click=app.quit]=cmd()@ VÑxxx")
    assert len(name) == 200
    assert counter.search.find("bold app.quit")[0].applicant == name


def test_projections_are_what_the_journal_says(counter: Counter, officer: Officer) -> None:
    """Rebuilding every table from the journal changes nothing an officer sees."""
    issued = receive(counter, officer)
    before = (counter.search.find(""), counter.papers.jobs(issued.dossier.id))
    rebuild(counter.store)
    assert (counter.search.find(""), counter.papers.jobs(issued.dossier.id)) == before


def test_most_used_procedures_come_first(counter: Counter, officer: Officer) -> None:
    """With nothing typed, what this desk receives most often is one key away."""
    receive(counter, officer)
    assert counter.drafting.find_procedures("")[0].code == "MAU-KHDT-01"


def test_an_unreadable_calendar_year_blocks_with_a_reason(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """A due date is never guessed: beyond the calendar the desk says so and keeps the draft."""
    draft = filled_draft(counter, officer)
    clock.forward(timedelta(days=365 * 2))
    review = counter.intake.review(officer, draft)
    assert review.promise is None
    assert codes(review.blocks) == ["calendar-year-missing"]


def test_jobs_wait_where_there_is_no_printer(counter: Counter, officer: Officer) -> None:
    """Without a printer the kept copy is archived and the slip waits; nothing is lost."""
    issued = receive(counter, officer)
    assert counter.paperwork.step() is None
    states = {
        job.sheet.copy: job.state for job in counter.papers.jobs(issued.dossier.id) if job.sheet
    }
    assert set(states.values()) == {JobState.ARCHIVED, JobState.QUEUED}


def test_no_plain_name_lies_on_the_disk(config: Config, clock: StillClock, tmp_path: Path) -> None:
    """A stolen disk tells nobody's name: store, write-ahead log and page files are encrypted."""
    with opened(config, clock) as counter:
        officer = counter.sign_in.sign_in(RECEIVER, PIN)
        receive(counter, officer, name="Quỳnh Không Có Thật")
        counter.paperwork.step()
        for path in tmp_path.rglob("*"):
            if path.is_file():
                assert "Quỳnh".encode() not in path.read_bytes(), path.name


def test_a_late_save_does_not_bring_an_issued_draft_back(
    counter: Counter, officer: Officer
) -> None:
    """A save that was on its way while the dossier was issued changes nothing."""
    draft = filled_draft(counter, officer)
    counter.intake.issue(officer, draft)
    counter.drafting.save(officer, draft)
    assert counter.drafting.parked() == []


def test_remarks_that_no_entry_can_hold_are_refused_with_their_limit(
    counter: Counter, officer: Officer
) -> None:
    """The officer learns it at the check, not from a failed commit."""
    draft = filled_draft(counter, officer)
    flooded = tuple(replace(item, remark="ễ" * 2_000) for item in draft.components)
    assert counter.intake.review(officer, replace(draft, components=flooded)).blocks == ()
    many = draft.components[0]
    long = tuple(replace(many, remark="ễ" * 2_000) for _ in range(8))
    assert codes(counter.intake.review(officer, replace(draft, components=long)).blocks)[-1] == (
        "remarks-too-long"
    )


def test_pages_are_never_swept_while_they_are_taken(counter: Counter, officer: Officer) -> None:
    """Discarding one draft while another takes pages loses none of them."""
    draft = counter.drafting.begin(officer, "MAU-KHDT-01")
    component = draft.components[0].id
    stop = threading.Event()

    def discard_again_and_again() -> None:
        while not stop.is_set():
            counter.drafting.discard(counter.drafting.begin(officer, "MAU-KHDT-01").id)

    sweeper = threading.Thread(target=discard_again_and_again)
    sweeper.start()
    for number in range(40):
        draft = counter.drafting.attach_page(officer, draft, component, PAGE + bytes([number]))
    stop.set()
    sweeper.join()
    blobs = counter.drafting.pages.blobs
    taken = draft.component(component).pages
    assert [blobs.get(name) for name in taken] == [PAGE + bytes([n]) for n in range(40)]


def test_a_draft_that_cannot_be_read_stops_nobody(counter: Counter, officer: Officer) -> None:
    """A draft of another program version is listed, cannot be resumed, and keeps its pages."""
    draft = filled_draft(counter, officer)
    paged = counter.drafting.attach_page(officer, draft, draft.components[0].id, PAGE)
    with counter.store.write() as connection:
        connection.exec_driver_sql("UPDATE draft SET body = '{\"id\": 1}'")
    assert [parked.id for parked in counter.drafting.parked()] == [paged.id]
    assert counter.drafting.sweep() == 0
    assert counter.drafting.pages.blobs.get(paged.components[0].pages[0]) == PAGE
    with pytest.raises(Refused) as refused:
        counter.drafting.resume(paged.id)
    assert refused.value.code == "draft-outdated"
    counter.drafting.discard(paged.id)
    assert counter.drafting.parked() == []


def test_no_other_day_is_issued_than_the_one_that_was_told(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """A check left open over night is refused with the new day; nothing is committed."""
    draft = filled_draft(counter, officer)
    told = counter.intake.review(officer, draft).promise
    clock.forward(timedelta(days=2))
    with pytest.raises(Refused) as refused:
        counter.intake.issue(officer, draft, promised=told)
    assert (refused.value.code, refused.value.facts["day"]) == ("promise-moved", "2026-11-30")
    assert counter.search.find("") == []
    assert counter.papers.unsettled() == []
    again = counter.intake.review(officer, draft).promise
    issued = counter.intake.issue(officer, draft, promised=again)
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.appointment == again


def test_the_day_that_was_told_stands_until_it_moves(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Some hours of the same day change no promise in days."""
    draft = filled_draft(counter, officer)
    told = counter.intake.review(officer, draft).promise
    clock.forward(timedelta(hours=6))
    issued = counter.intake.issue(officer, draft, promised=told)
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.appointment == told
