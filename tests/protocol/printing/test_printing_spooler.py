"""The spooler against a printer that fails at each place where one can fail."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from data.domain.printjob import JobOutcome, PrintJob
from printing.errors import NothingSent, PrintingError, SendBroken
from printing.escpos import encode
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.render import render
from printing.simulated.simulator import Simulator
from printing.sizes import PAPER_80
from printing.wire.spooler import Spooler, SpoolReport
from printing.wire.status import UNKNOWN, PrinterState, PrinterStatus
from printing.wire.transport import Printer, open_printer
from tests.fakes.printing_papers import RECEIPT, FakeJobs, a_job

SHEET = render(lay_out(RECEIPT, load_templates(), PAPER_80))
DATA = encode(SHEET)
QUESTIONS_BYTES = 9
"""Two DLE EOT questions, and the wish to be told, come before the first byte of a job."""
JOB = a_job()
SENDING = ("sending", JOB.id)


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    with Simulator(tmp_path) as running:
        yield running


def printed_once(simulator: Simulator) -> bool:
    return [(paper.raster, paper.finished) for paper in simulator.papers] == [(SHEET, True)]


def spooler(jobs: FakeJobs, url: str) -> Spooler:
    opener = partial(open_printer, url, timeout_s=0.3, confirm_timeout_s=0.3)
    return Spooler(jobs, opener, lambda job: DATA)


def ended(outcome: JobOutcome) -> list[tuple[str, ...]]:
    return [SENDING, ("ended", JOB.id, outcome)]


def test_job_is_printed_and_confirmed(simulator: Simulator) -> None:
    """One job, one sheet, one journal of it."""
    jobs = FakeJobs(JOB)
    report = spooler(jobs, simulator.url).step()
    assert (report.job_id, report.outcome) == (JOB.id, JobOutcome.CONFIRMED)
    assert report.status.state is PrinterState.READY
    assert jobs.told == ended(JobOutcome.CONFIRMED)
    assert printed_once(simulator)


def test_low_paper_still_prints(simulator: Simulator) -> None:
    """A roll near its end is told, and the job is confirmed."""
    simulator.faults.paper_low = True
    report = spooler(FakeJobs(JOB), simulator.url).step()
    assert report == SpoolReport(
        PrinterStatus(PrinterState.PAPER_LOW, b"\x12\x1e"), JOB.id, JobOutcome.CONFIRMED
    )


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ("paper_out", PrinterState.PAPER_OUT),
        ("cover_open", PrinterState.COVER_OPEN),
        ("offline", PrinterState.OFFLINE),
    ],
)
def test_trouble_before_the_job_sends_nothing(
    simulator: Simulator, fault: str, state: PrinterState
) -> None:
    """The job stays, nothing is journaled, and it prints once when the trouble is over."""
    setattr(simulator.faults, fault, True)
    jobs = FakeJobs(JOB)
    printing = spooler(jobs, simulator.url)
    report = printing.step()
    assert (report.status.state, report.outcome) == (state, JobOutcome.NOT_SENT)
    assert jobs.told == []
    setattr(simulator.faults, fault, False)
    assert printing.step().outcome is JobOutcome.CONFIRMED
    assert printed_once(simulator)


def test_printer_that_is_off_leaves_the_job_waiting(tmp_path: Path) -> None:
    """Unreachable is a state on the strip, not an exception."""
    with Simulator(tmp_path) as gone:
        url = gone.url
    jobs = FakeJobs(JOB)
    report = spooler(jobs, url).step()
    assert report.status.state is PrinterState.UNREACHABLE
    assert report.outcome is JobOutcome.NOT_SENT
    assert jobs.told == []
    assert jobs.waiting == [JOB]


@pytest.mark.parametrize("fault", ["drop_after_bytes", "paper_out_after_bytes", "hang_after_bytes"])
@pytest.mark.parametrize("sent_bytes", [2, 20_000, len(DATA) - 4])
def test_fault_in_the_middle_is_unknown_and_never_repeated(
    simulator: Simulator, fault: str, sent_bytes: int
) -> None:
    """Once a byte may have left, only the officer can say what became of the sheet."""
    setattr(simulator.faults, fault, QUESTIONS_BYTES + sent_bytes)
    jobs = FakeJobs(JOB)
    printing = spooler(jobs, simulator.url)
    report = printing.step()
    assert report.outcome is JobOutcome.UNKNOWN
    assert jobs.told == ended(JobOutcome.UNKNOWN)
    assert printing.step().job_id is None
    assert not any(paper.finished for paper in simulator.papers)


def test_paper_that_ends_with_the_last_row_is_not_confirmed(simulator: Simulator) -> None:
    """An answer after the last byte that tells of trouble leaves the job unknown."""
    simulator.faults.paper_out_after_bytes = QUESTIONS_BYTES + len(DATA)
    jobs = FakeJobs(JOB)
    report = spooler(jobs, simulator.url).step()
    assert report.outcome is JobOutcome.UNKNOWN
    assert report.status.state is PrinterState.PAPER_OUT


def test_silent_printer_is_sent_the_job_and_ends_unknown(simulator: Simulator) -> None:
    """A printer that cannot answer prints; that it did, nobody but the officer knows."""
    simulator.faults.silent = True
    jobs = FakeJobs(JOB)
    report = spooler(jobs, simulator.url).step()
    assert report.outcome is JobOutcome.UNKNOWN
    assert report.status.state is PrinterState.UNKNOWN
    assert jobs.told == ended(JobOutcome.UNKNOWN)
    assert printed_once(simulator)


def test_file_printer_confirms(tmp_path: Path) -> None:
    """A job written to a file and synced is confirmed."""
    path = tmp_path / "slips.bin"
    jobs = FakeJobs(JOB)
    assert spooler(jobs, path.as_uri()).step().outcome is JobOutcome.CONFIRMED
    assert path.read_bytes() == DATA


def test_device_file_ends_unknown() -> None:
    """A device is written to and cannot be asked."""
    assert spooler(FakeJobs(JOB), "file:///dev/null").step().outcome is JobOutcome.UNKNOWN


def test_jobs_are_printed_one_a_step(simulator: Simulator) -> None:
    """A step is bounded by one job."""
    jobs = FakeJobs(a_job(1), a_job(2))
    printing = spooler(jobs, simulator.url)
    assert printing.step().job_id == a_job(1).id
    assert len(simulator.papers) == 1
    assert printing.step().job_id == a_job(2).id
    assert len(simulator.papers) == 2


def test_idle_step_asks_the_printer(simulator: Simulator) -> None:
    """Without a job the strip still learns how the printer is."""
    printing = spooler(FakeJobs(), simulator.url)
    assert printing.step().status.state is PrinterState.READY
    simulator.faults.cover_open = True
    assert printing.step() == SpoolReport(
        PrinterStatus(PrinterState.COVER_OPEN, b"\x1a\x16\x12\x12")
    )


def test_idle_step_with_the_printer_off_says_so(tmp_path: Path) -> None:
    """An idle desk shows an unreachable printer."""
    with Simulator(tmp_path) as gone:
        url = gone.url
    assert spooler(FakeJobs(), url).step().status.state is PrinterState.UNREACHABLE


class DyingLine:
    """A printer whose line dies while the job is sent."""

    def __init__(self, error: PrintingError) -> None:
        self.error = error
        self.closed = False

    def status(self) -> PrinterStatus:
        return PrinterStatus(PrinterState.READY)

    def send(self, data: bytes) -> None:
        raise self.error

    def confirm(self) -> PrinterStatus:
        raise AssertionError

    def close(self) -> None:
        self.closed = True


def test_nothing_sent_after_journaling_ends_not_sent() -> None:
    """`sending` was written, no byte left: the job waits, and its end is journaled."""
    line = DyingLine(NothingSent("the line is dead"))
    jobs = FakeJobs(JOB)
    report = Spooler(jobs, lambda: line, lambda job: DATA).step()
    assert report.outcome is JobOutcome.NOT_SENT
    assert jobs.told == ended(JobOutcome.NOT_SENT)
    assert jobs.waiting == [JOB]
    assert line.closed


def test_line_that_dies_while_sending_ends_unknown() -> None:
    """Part of the job left: it is unknown, and the printer is not asked to confirm the rest."""
    line = DyingLine(SendBroken("the line died"))
    jobs = FakeJobs(JOB)
    report = Spooler(jobs, lambda: line, lambda job: DATA).step()
    assert report == SpoolReport(UNKNOWN, JOB.id, JobOutcome.UNKNOWN)
    assert jobs.told == ended(JobOutcome.UNKNOWN)
    assert line.closed


class Unwilling(FakeJobs):
    """A store that cannot write."""

    def sending(self, job_id: str) -> None:
        raise OSError("no space left")


def test_no_byte_leaves_unless_sending_was_journaled(simulator: Simulator) -> None:
    """Where the journal fails, nothing is printed."""
    with pytest.raises(OSError, match="no space"):
        spooler(Unwilling(JOB), simulator.url).step()
    assert simulator.papers == ()


class BrokenSheet(Exception):
    """The sheet could not be drawn."""


def test_sheet_that_cannot_be_drawn_never_reaches_the_printer() -> None:
    """Rendering comes first: a fault in it leaves printer and journal alone."""

    def draw(job: PrintJob) -> bytes:
        raise BrokenSheet

    def open_nothing() -> Printer:
        raise AssertionError

    jobs = FakeJobs(JOB)
    with pytest.raises(BrokenSheet):
        Spooler(jobs, open_nothing, draw).step()
    assert jobs.told == []
