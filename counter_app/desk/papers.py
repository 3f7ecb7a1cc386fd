"""Papers of a dossier: always made from committed entries, each sheet a job of the journal.

The applicant's copy goes to the printer; the kept copy is archived as a PDF (C12). A second sheet
of the same copy is a reprint and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from typing import Final

from counter_app.desk.appointment import cautions, reasons
from counter_app.desk.intake import FORM, job_number, key_of, nobody_waits
from data.domain import printjob
from data.domain.center import Center, Desk, Officer
from data.domain.clock import local
from data.domain.dossier import Dossier, Fee, FeeState, Reception
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.papers import Copy, Mark, PaperComponent, PaperPerson, Receipt
from data.domain.people import Person
from data.domain.printjob import Job, JobOutcome, JobState, PrintJob, Sheet
from data.domain.text import clean
from data.store import queries
from data.store.drafts import Pages
from data.store.engine import Store
from data.store.journal import Journal, new_id
from printing.escpos import encode
from printing.raster import Raster, to_pdf
from printing.render import render
from printing.slip import Paper, lay_out
from printing.template import Template
from scanning.preview import raster_preview
from scanning.values import Preview

ERASED: Final = "(đã xóa theo quy định)"
"""Stands for a person whose data was erased."""

_RASTERS_KEPT = 4
_FEE_WORDS = {FeeState.NONE: "", FeeState.UNPAID: "chưa nộp", FeeState.PAID: "đã nộp"}


@dataclass(frozen=True, slots=True)
class Press:
    """Turns a receipt into dots: the same raster is shown, printed and archived."""

    template: Template
    slip: Paper
    kept: Paper

    def raster(self, receipt: Receipt) -> Raster:
        paper = self.kept if receipt.copy is Copy.KEPT else self.slip
        return _raster(receipt, self.template, paper)

    def escpos(self, job: PrintJob) -> bytes:
        return encode(self.raster(job.paper))

    def pdf(self, receipt: Receipt) -> bytes:
        return to_pdf([self.raster(receipt)], title=receipt.code)


@lru_cache(maxsize=_RASTERS_KEPT)
def _raster(receipt: Receipt, template: Template, paper: Paper) -> Raster:
    return render(lay_out(receipt, template, paper))


@dataclass(slots=True)
class Papers:
    """Also the spooler's source of jobs. `wake` is called when a new job was committed."""

    store: Store
    journal: Journal
    pages: Pages
    center: Center
    desk: Desk
    press: Press
    wake: Callable[[], None] = field(default=nobody_waits)

    # --- what the spooler asks ------------------------------------------------------------------

    def next_job(self) -> PrintJob | None:
        """The oldest sheet that waits for the printer."""
        job = self._queued(Copy.APPLICANT)
        return self._print_job(job) if job else None

    def sending(self, job_id: str) -> None:
        """Committed before the first byte leaves, so that a crash cannot hide a paper."""
        self._record(job_id, printjob.sending)

    def ended(self, job_id: str, outcome: JobOutcome) -> None:
        self._record(job_id, lambda job: printjob.ended(job, outcome))

    # --- what the desk asks ---------------------------------------------------------------------

    def recover(self) -> int:
        """What was being sent and has no end may or may not be on paper: now it is unknown.

        Only for the one that sends, or before it starts: whatever it was sending was cut off.
        Returns how many jobs became unknown.
        """
        with self.store.read() as connection:
            cut_off = queries.jobs_in(connection, [JobState.SENDING])
        for job in cut_off:
            self.ended(job.id, JobOutcome.UNKNOWN)
        return len(cut_off)

    def archive(self) -> bool:
        """Archives one kept copy as a PDF file; False when none waits.

        The store's turn is held from the file to its entry, so that no sweep comes between.
        """
        job = self._queued(Copy.KEPT)
        if job is None:
            return False
        drawn = self.press.pdf(self._print_job(job).paper)
        with self.store.turn:
            pdf = self.pages.put(drawn)
            self._record(job.id, lambda known: printjob.archived(known, pdf))
        return True

    def preview(self, receipt: Receipt, columns: int, rows: int, top: int = 0) -> Preview:
        """The paper itself as terminal cells, from the very raster that is printed.

        As wide as `columns`; `top` is the first of `preview_rows` that is shown.
        """
        raster = self.press.raster(receipt)
        dots = _dots_per_row(raster, columns)
        first, last = round(top * dots), min(round((top + rows) * dots), raster.height_dots)
        band = raster.rows[first * raster.stride : last * raster.stride]
        return raster_preview(raster.width_dots, max(last - first, 0), band, columns, rows)

    def preview_rows(self, receipt: Receipt, columns: int) -> int:
        """Terminal rows of the whole paper at this width."""
        raster = self.press.raster(receipt)
        return ceil(raster.height_dots / _dots_per_row(raster, columns))

    def jobs(self, dossier_id: str) -> list[Job]:
        with self.store.read() as connection:
            return queries.jobs_of(connection, dossier_id)

    def unsettled(self) -> list[Job]:
        """Jobs that wait for the printer, and unknown ones that wait for the officer's word."""
        waiting = [JobState.QUEUED, JobState.SENDING, JobState.UNKNOWN]
        with self.store.read() as connection:
            jobs = queries.jobs_in(connection, waiting)
        return [job for job in jobs if job.sheet and job.sheet.copy is Copy.APPLICANT]

    def answer(self, officer: Officer, job_id: str, *, came_out: bool) -> None:
        """What the officer saw of an unknown job. Raises Refused("job-not-now") for another."""
        with self.journal.act(officer.id) as act:
            job = printjob.fold_job(job_id, act.entries(job_id))
            act.record(printjob.answered(job, came_out=came_out))

    def reprint(self, officer: Officer, dossier_id: str, *, reason: str) -> str:
        """Queues the next marked copy of the applicant's sheet; returns the id of its job.

        Raises Refused("reason-missing"), and "job-unsettled" while a sheet of this dossier is on
        its way or unknown: two originals must never exist.
        """
        cleaned = clean(reason)
        if not cleaned:
            raise Refused("reason-missing")
        with self.journal.act(officer.id) as act:
            earlier = [
                job.sheet
                for job in queries.jobs_of(act.connection, dossier_id)
                if job.sheet and job.sheet.copy is Copy.APPLICANT and _settled(job)
            ]
            sheet = Sheet(
                dossier=dossier_id,
                form=FORM,
                copy=Copy.APPLICANT,
                number=job_number(self.desk, queries.job_count(act.connection) + 1),
                reprint=1 + max((it.reprint for it in earlier), default=0),
                reason=cleaned,
            )
            job_id = new_id()
            act.record(printjob.queue(job_id, sheet))
        self.wake()
        return job_id

    def receipt(self, dossier_id: str, copy: Copy = Copy.APPLICANT) -> Receipt:
        """The newest sheet of this copy, as it was or will be printed."""
        sheets = [job for job in self.jobs(dossier_id) if job.sheet and job.sheet.copy is copy]
        if not sheets:
            raise Refused("no-paper")
        return self._print_job(sheets[-1]).paper

    def _queued(self, copy: Copy) -> Job | None:
        """The oldest waiting sheet of this copy."""
        with self.store.read() as connection:
            queued = queries.jobs_in(connection, [JobState.QUEUED])
        return next((job for job in queued if job.sheet and job.sheet.copy is copy), None)

    def _record(self, job_id: str, fact: Callable[[Job], Fact]) -> None:
        """The machine's own step is signed in the name of the officer who asked for the paper."""
        with self.store.read() as connection:
            officer = queries.job(connection, job_id).officer
        with self.journal.act(officer) as act:
            act.record(fact(printjob.fold_job(job_id, act.entries(job_id))))

    def _print_job(self, job: Job) -> PrintJob:
        assert job.sheet is not None
        with self.store.read() as connection:
            dossier = queries.dossier(connection, job.sheet.dossier)
            names = {officer.id: officer.name for officer in queries.officers(connection)}
        paper = self._receipt(dossier, job.sheet, names.get(dossier.received_by, ""))
        return PrintJob(job.id, job.sheet.number, paper)

    def _receipt(self, dossier: Dossier, sheet: Sheet, officer: str) -> Receipt:
        reception = dossier.reception
        assert reception is not None, "a paper was queued for a dossier that was never received"
        return Receipt(
            code=str(reception.code),
            slip_key=key_of(dossier),
            copy=sheet.copy,
            head=self.center.head,
            agency=reception.agency,
            field=reception.field,
            applicant=_on_paper(dossier.applicant),
            submitter=dossier.submitter.on_paper() if dossier.submitter else None,
            procedure=reception.procedure,
            components=_components(reception),
            sets=reception.sets,
            limit=reception.appointment.limit,
            received_at=local(reception.received_at),
            due_at=local(reception.appointment.at),
            due_reasons=(
                *reasons(reception.received_at, reception.appointment),
                *cautions(reception.appointment),
            ),
            return_place=reception.return_place,
            fee_vnd=_amount(reception.fee),
            fee_state=_FEE_WORDS[reception.fee.state],
            officer=officer,
            desk=reception.desk,
            proof=dossier.received_entry[:10],
            job=sheet.number,
            marks=self._marks(reception),
            reprint=sheet.reprint,
            reprint_reason=sheet.reason,
        )

    def _marks(self, reception: Reception) -> frozenset[Mark]:
        practice = {Mark.PRACTICE} if self.center.practice else set()
        sample = set() if reception.verified else {Mark.SAMPLE_DATA}
        return frozenset(practice | sample)


def _dots_per_row(raster: Raster, columns: int) -> float:
    """A cell shows two pixels, one above the other, each as wide as it is high."""
    return 2 * raster.width_dots / columns


def _settled(job: Job) -> bool:
    if job.state in {JobState.QUEUED, JobState.SENDING, JobState.UNKNOWN}:
        raise Refused("job-unsettled")
    return True


def _amount(fee: Fee) -> int | None:
    return None if fee.state is FeeState.NONE else fee.amount_vnd


def _on_paper(person: Person | None) -> PaperPerson:
    return person.on_paper() if person else PaperPerson(ERASED)


def _components(reception: Reception) -> tuple[PaperComponent, ...]:
    return tuple(
        PaperComponent(
            name=component.name,
            originals=component.counts.originals,
            certified=component.counts.certified,
            compared=component.counts.compared,
            copies=component.counts.copies,
            remark=component.remark,
        )
        for component in reception.components
    )
