"""Papers: made from committed entries; after a fault the journal knows which paper exists."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Devices
from counter_app.desk.on_paper.papers import View
from data.domain.center import Officer
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.papers import Copy, Form, Mark
from data.domain.printjob import JobState
from data.domain.profile import ReceiptMedium
from printing.simulated.simulator import Simulator
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded, opened, receive


@contextmanager
def at_printer(tmp_path: Path) -> Iterator[tuple[Counter, Officer, Simulator]]:
    clock = StillClock()
    with Simulator(tmp_path / "papers") as printer:
        config = founded(tmp_path, clock, Devices(printer=printer.url))
        with opened(config, clock) as counter:
            yield counter, counter.sign_in.sign_in(RECEIVER, PIN), printer


def slip_state(counter: Counter, dossier: str) -> JobState:
    jobs = counter.papers.jobs(dossier)
    return next(job.state for job in jobs if job.sheet and job.sheet.copy is Copy.APPLICANT)


def test_slip_is_printed_and_confirmed_by_the_printer_itself(tmp_path: Path) -> None:
    """The printer's own answer after the last byte ends the job as confirmed."""
    with at_printer(tmp_path) as (counter, officer, printer):
        issued = receive(counter, officer)
        counter.paperwork.step()
        assert slip_state(counter, issued.dossier.id) is JobState.CONFIRMED
        assert [paper.finished for paper in printer.papers] == [True]
        shown = counter.papers.press.raster(counter.papers.paper(issued.dossier.id))
        assert printer.papers[0].raster == shown


def test_kept_copy_is_an_a5_pdf_named_by_its_content(tmp_path: Path) -> None:
    """Liên 1 is archived in the store under its SHA-256, one A5 page (C12, TT 01/2018 Đ9.2)."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        issued = receive(counter, officer)
        counter.paperwork.step()
        kept = next(job for job in counter.papers.jobs(issued.dossier.id) if job.pdf)
        document = pypdf.PdfReader(BytesIO(counter.papers.pages.blobs.get(kept.pdf)))
        assert len(document.pages) == 1
        width, height = (float(side) for side in document.pages[0].mediabox[2:])
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (148, 210)


def test_printer_out_of_paper_keeps_the_slip_until_it_has_some(tmp_path: Path) -> None:
    """Nothing is sent to a printer that says it cannot print; later the slip comes by itself."""
    with at_printer(tmp_path) as (counter, officer, printer):
        printer.faults.paper_out = True
        issued = receive(counter, officer)
        counter.paperwork.step()
        assert slip_state(counter, issued.dossier.id) is JobState.QUEUED
        printer.faults.paper_out = False
        counter.paperwork.step()
        assert slip_state(counter, issued.dossier.id) is JobState.CONFIRMED
        assert len(printer.papers) == 1


def unknown_slip(counter: Counter, officer: Officer) -> tuple[str, str]:
    """A job that was being sent when the desk died; returns dossier and job."""
    issued = receive(counter, officer)
    job = counter.papers.next_job()
    assert job is not None
    counter.papers.sending(job.id)
    assert counter.papers.recover() == 1
    return issued.dossier.id, job.id


def test_desk_that_died_while_sending_asks_and_does_not_print_again(tmp_path: Path) -> None:
    """After a restart a job that was being sent is unknown and leaves the printer alone."""
    with at_printer(tmp_path) as (counter, officer, printer):
        dossier, job = unknown_slip(counter, officer)
        counter.paperwork.step()
        assert slip_state(counter, dossier) is JobState.UNKNOWN
        assert printer.papers == ()
        assert [it.id for it in counter.papers.unsettled()] == [job]


def test_no_reprint_while_a_sheet_is_unsettled(tmp_path: Path) -> None:
    """Two originals must never exist, so an unknown sheet blocks another one."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        dossier, _job = unknown_slip(counter, officer)
        with pytest.raises(Refused) as refused:
            counter.papers.reprint(officer, dossier, reason="không thấy giấy")
        assert refused.value.code == "job-unsettled"


def test_second_sheet_says_that_it_is_one(tmp_path: Path) -> None:
    """A lost sheet is printed again as BẢN IN LẠI LẦN 1, the next as LẦN 2, with its reason."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        dossier, job = unknown_slip(counter, officer)
        counter.papers.answer(officer, job, came_out=False)
        for expected, reason in enumerate(("kẹt giấy", "khách làm mất"), start=1):
            counter.papers.reprint(officer, dossier, reason=reason)
            slip = counter.papers.paper(dossier)
            assert (slip.imprint.reprint, slip.imprint.reprint_reason) == (expected, reason)
            counter.paperwork.step()


def test_a_reprint_wants_a_reason(tmp_path: Path) -> None:
    """Blank or invisible reasons are none."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        issued = receive(counter, officer)
        counter.paperwork.step()
        with pytest.raises(Refused) as refused:
            counter.papers.reprint(officer, issued.dossier.id, reason=" \u200b\n")
        assert refused.value.code == "reason-missing"


def test_an_answer_is_given_once(tmp_path: Path) -> None:
    """What the officer said of an unknown sheet stands; a second answer is refused."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        _dossier, job = unknown_slip(counter, officer)
        counter.papers.answer(officer, job, came_out=True)
        with pytest.raises(Refused) as refused:
            counter.papers.answer(officer, job, came_out=False)
        assert refused.value.code == "job-not-now"


def test_c16_practice_and_sample_papers_say_so(tmp_path: Path) -> None:
    """Papers of a practice desk and of unverified catalogue data bear their marks."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        issued = receive(counter, officer)
        marks = counter.papers.paper(issued.dossier.id).imprint.marks
        assert marks == {Mark.PRACTICE, Mark.SAMPLE_DATA}


def test_paper_bears_the_proof_of_its_entry(tmp_path: Path) -> None:
    """The first ten digits of the entry's hash stand on the paper: the outside witness."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        issued = receive(counter, officer)
        slip = counter.papers.paper(issued.dossier.id)
        assert slip.imprint.proof == issued.dossier.received_entry[:10]
        assert slip.imprint.officer == officer.name


def test_preview_is_cut_from_the_raster_that_is_printed(tmp_path: Path) -> None:
    """What the officer sees is the paper itself: a window of the same dots, however it scrolls."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        issued = receive(counter, officer)
        slip = counter.papers.paper(issued.dossier.id)
        rows = counter.papers.preview_rows(slip, 60)
        whole = counter.papers.preview(slip, 60, rows)
        assert (whole.columns, whole.rows) == (60, rows)
        lower = counter.papers.preview(slip, 60, 10, top=rows - 10)
        assert lower.rows == 10
        assert lower != counter.papers.preview(slip, 60, 10)


def test_a_job_cut_off_in_a_running_desk_asks_without_a_restart(tmp_path: Path) -> None:
    """When the end of a job could not be written, the next step makes it unknown."""
    with at_printer(tmp_path) as (counter, officer, printer):
        issued = receive(counter, officer)
        job = counter.papers.next_job()
        assert job is not None
        counter.papers.sending(job.id)
        counter.paperwork.step()
        assert slip_state(counter, issued.dossier.id) is JobState.UNKNOWN
        assert printer.papers == ()


def test_a_dossier_that_a_newer_program_went_on_with_is_not_printed_again(tmp_path: Path) -> None:
    """What cannot be read may forbid the paper: nothing is queued, and the dossier is shown."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        issued = receive(counter, officer)
        counter.paperwork.step()
        with counter.papers.journal.act(officer.id) as act:
            act.record(Fact(issued.dossier.id, "dossier.foretold", {}))
        before = counter.papers.jobs(issued.dossier.id)
        with pytest.raises(Refused) as refused:
            counter.papers.reprint(officer, issued.dossier.id, reason="giấy bị rách")
        assert refused.value.code == "dossier-read-only"
        assert counter.papers.jobs(issued.dossier.id) == before
        assert counter.search.open_id(issued.dossier.id).dossier.read_only


def test_a_waiting_sheet_can_leave_as_a_file_and_then_never_prints(tmp_path: Path) -> None:
    """Its job ends before the file is there, so that the sheet never exists twice."""
    with at_printer(tmp_path) as (counter, officer, printer):
        printer.faults.paper_out = True
        dossier = receive(counter, officer).dossier.id
        counter.paperwork.step()
        (job,) = counter.papers.unsettled()
        path = counter.papers.file_instead(job.id, tmp_path / "out")
        assert path.stat().st_mode & 0o077 == 0
        assert len(pypdf.PdfReader(path).pages) == 1
        printer.faults.paper_out = False
        counter.paperwork.step()
        assert slip_state(counter, dossier) is JobState.ARCHIVED
        assert printer.papers == ()
        before = path.read_bytes()
        path.unlink()
        assert counter.papers.file_instead(job.id, tmp_path / "out").read_bytes() == before


def test_a_sheet_that_may_be_on_paper_cannot_leave_as_a_file(tmp_path: Path) -> None:
    """The officer says first what became of it."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        _dossier, job = unknown_slip(counter, officer)
        with pytest.raises(Refused) as refused:
            counter.papers.file_instead(job, tmp_path / "out")
        assert refused.value.code == "job-not-now"
        assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_loses_no_sheet(tmp_path: Path) -> None:
    """The sheet is kept in the store, and a second call writes its file."""
    with at_printer(tmp_path) as (counter, officer, printer):
        printer.faults.paper_out = True
        receive(counter, officer)
        counter.paperwork.step()
        (job,) = counter.papers.unsettled()
        blocked = tmp_path / "blocked"
        blocked.write_text("a file where a folder should be")
        with pytest.raises(Refused) as refused:
            counter.papers.file_instead(job.id, blocked)
        assert refused.value.code == "file-unwritable"
        assert counter.papers.file_instead(job.id, tmp_path / "out").exists()


def test_sheets_go_to_the_other_printer_from_the_moment_it_is_chosen(tmp_path: Path) -> None:
    """The slip that waited for the desk's own printer comes out of the spare one, once."""
    clock = StillClock()
    with Simulator(tmp_path / "own") as own, Simulator(tmp_path / "spare") as spare:
        own.faults.cover_open = True
        config = founded(tmp_path, clock, Devices(printer=own.url, spare=spare.url))
        with opened(config, clock) as counter:
            officer = counter.sign_in.sign_in(RECEIVER, PIN)
            dossier = receive(counter, officer).dossier.id
            counter.paperwork.step()
            assert counter.printers is not None
            assert counter.printers.other == spare.url
            counter.printers.change()
            counter.paperwork.step()
            assert slip_state(counter, dossier) is JobState.CONFIRMED
            assert (len(own.papers), len(spare.papers)) == (0, 1)
            assert counter.printers.other == own.url


def test_form_05_is_printed_on_demand_and_a_second_time_as_a_reprint(tmp_path: Path) -> None:
    """The same sheet of form 05 (TT 01/2018 Đ9) again wants a reason, and bears it."""
    with at_printer(tmp_path) as (counter, officer, printer):
        dossier = receive(counter, officer).dossier.id
        counter.paperwork.step()
        papers = counter.papers
        assert View(Form.CONTROL_SHEET, again=False) in papers.views(dossier)
        assert Form.TRANSFER not in {view.form for view in papers.views(dossier)}
        papers.print_view(officer, dossier, Form.CONTROL_SHEET)
        counter.paperwork.step()
        assert View(Form.CONTROL_SHEET, again=True) in papers.views(dossier)
        with pytest.raises(Refused) as refused:
            papers.print_view(officer, dossier, Form.CONTROL_SHEET)
        assert refused.value.code == "reason-missing"
        papers.print_view(officer, dossier, Form.CONTROL_SHEET, reason="kẹt giấy")
        imprint = papers.paper(dossier, form=Form.CONTROL_SHEET).imprint
        assert (imprint.reprint, imprint.reprint_reason) == (1, "kẹt giấy")
        counter.paperwork.step()
        assert len(printer.papers) == 3


def test_reprint_is_of_what_the_citizen_was_given(tmp_path: Path) -> None:
    """P prints the slip again, whatever other paper was printed since."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        dossier = receive(counter, officer).dossier.id
        counter.paperwork.step()
        counter.papers.print_view(officer, dossier, Form.CONTROL_SHEET)
        counter.paperwork.step()
        counter.papers.reprint(officer, dossier, reason="khách làm mất")
        newest = counter.papers.jobs(dossier)[-1].sheet
        assert newest is not None
        assert (newest.form, newest.reprint) == (Form.RECEIPT, 1)


def made_on(
    counter: Counter, applicant: ReceiptMedium, kept: ReceiptMedium = ReceiptMedium.A5_PDF
) -> None:
    """The desk as under a profile that makes other choices (C12)."""
    sheets = counter.papers.sheets
    profile = sheets.rules.profile
    rules = replace(profile.rules, applicant_copy=applicant, kept_copy=kept)
    changed = replace(profile, rules=rules)
    counter.papers.sheets = replace(sheets, rules=replace(sheets.rules, profile=changed))


def test_c12_a_profile_may_want_the_applicants_copy_on_a5(tmp_path: Path) -> None:
    """It goes to the printer for pages as a PDF, and nothing to the roll."""
    clock, file = StillClock(), tmp_path / "pages.pdf"
    with Simulator(tmp_path / "papers") as printer:
        devices = Devices(printer=printer.url, page_printer=file.as_uri())
        with opened(founded(tmp_path, clock, devices), clock) as counter:
            made_on(counter, ReceiptMedium.A5_PAPER)
            officer = counter.sign_in.sign_in(RECEIVER, PIN)
            dossier = receive(counter, officer).dossier.id
            counter.paperwork.step()
            assert slip_state(counter, dossier) is JobState.CONFIRMED
            assert printer.papers == ()
            (page,) = pypdf.PdfReader(file).pages
            assert "Liên 2" in page.extract_text()


def test_c12_a_profile_may_want_both_copies_on_paper(tmp_path: Path) -> None:
    """Without a printer for pages both wait and are listed; none is archived instead."""
    with at_printer(tmp_path) as (counter, officer, printer):
        both = ReceiptMedium.A5_PAPER
        made_on(counter, both, both)
        receive(counter, officer)
        counter.paperwork.step()
        assert [job.state for job in counter.papers.unsettled()] == [JobState.QUEUED] * 2
        assert printer.papers == ()


def test_c12_a_profile_may_give_the_applicants_copy_as_a_file_only(tmp_path: Path) -> None:
    """Both copies are archived, and nobody waits for a printer."""
    with at_printer(tmp_path) as (counter, officer, _printer):
        made_on(counter, ReceiptMedium.A5_PDF)
        dossier = receive(counter, officer).dossier.id
        counter.paperwork.step()
        counter.paperwork.step()
        assert {job.state for job in counter.papers.jobs(dossier)} == {JobState.ARCHIVED}
        assert counter.papers.unsettled() == []
