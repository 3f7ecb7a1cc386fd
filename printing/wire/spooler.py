"""The way of a print job to paper, one job a step. The same job is never sent twice from here.

A job that may have left the machine ends as confirmed or unknown; only the officer can say what
became of an unknown one, and a second copy is another job, marked as a copy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from data.domain.printjob import JobOutcome, PrintJob
from printing.errors import NothingSent, SendBroken
from printing.wire.status import UNKNOWN, UNREACHABLE, PrinterStatus
from printing.wire.transport import Printer


class JobSource(Protocol):
    """Where jobs wait. `sending` is committed when it returns; each is followed by one `ended`.

    A job whose `sending` was written and whose `ended` was not (the power went) is unknown.
    """

    def next_job(self) -> PrintJob | None: ...

    def sending(self, job_id: str) -> None: ...

    def ended(self, job_id: str, outcome: JobOutcome) -> None: ...


@dataclass(frozen=True, slots=True)
class SpoolReport:
    """What one step did: no job at all, or a job and how its attempt ended.

    NOT_SENT leaves the job where it was; `status` says what stood in the way.
    """

    status: PrinterStatus
    job_id: str | None = None
    outcome: JobOutcome | None = None


class Spooler:
    def __init__(
        self,
        source: JobSource,
        open_printer: Callable[[], Printer],
        render_job: Callable[[PrintJob], bytes],
    ) -> None:
        self._source = source
        self._open_printer = open_printer
        self._render_job = render_job

    def step(self) -> SpoolReport:
        """One job at most. Waits no longer than the printer's own time limits."""
        job = self._source.next_job()
        if job is None:
            return SpoolReport(self.status())
        data = self._render_job(job)
        try:
            printer = self._open_printer()
        except NothingSent:
            return SpoolReport(UNREACHABLE, job.id, JobOutcome.NOT_SENT)
        try:
            return self._print(job, data, printer)
        finally:
            printer.close()

    def status(self) -> PrinterStatus:
        """What the printer says now, for the strip of an idle desk."""
        try:
            printer = self._open_printer()
        except NothingSent:
            return UNREACHABLE
        try:
            return printer.status()
        finally:
            printer.close()

    def _print(self, job: PrintJob, data: bytes, printer: Printer) -> SpoolReport:
        """A printer that cannot answer is sent the job; one that says it cannot print is not."""
        before = printer.status()
        if before.trouble:
            return SpoolReport(before, job.id, JobOutcome.NOT_SENT)
        self._source.sending(job.id)
        outcome, status = _sent(data, printer)
        self._source.ended(job.id, outcome)
        return SpoolReport(status, job.id, outcome)


def _sent(data: bytes, printer: Printer) -> tuple[JobOutcome, PrinterStatus]:
    try:
        printer.send(data)
    except NothingSent:
        return JobOutcome.NOT_SENT, UNREACHABLE
    except SendBroken:
        return JobOutcome.UNKNOWN, UNKNOWN
    after = printer.confirm()
    return (JobOutcome.CONFIRMED if after.good else JobOutcome.UNKNOWN), after
