"""Papers of a dossier: always made from committed entries, each sheet a job of the journal.

Which copy is printed on a roll, printed on A5 or archived as a PDF is the profile's choice (C12). A
second sheet of the same copy is a reprint and says so.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from typing import Final

from counter_app.desk.bell import Bell
from counter_app.desk.numbers import queue_sheets
from counter_app.desk.on_paper.press import Press
from counter_app.desk.on_paper.sheets import DOSSIER_FORMS, VIEWS, Sheets
from counter_app.desk.outgoing import give_out
from data.domain import printjob
from data.domain.center import Center, Desk, Officer
from data.domain.dossier import Dossier, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.papers import Copy, Form, Paper
from data.domain.printjob import UNSETTLED, Job, JobOutcome, JobState, PrintJob, Sheet
from data.domain.profile import ReceiptMedium as Medium
from data.domain.text import clean
from data.store import queries
from data.store.drafts import Pages
from data.store.engine import Store
from data.store.journal import Act, Journal
from printing.raster import Raster
from printing.sizes import PaperSize
from scanning.preview import raster_preview
from scanning.values import Preview

NUMBERED: Final = frozenset({Form.RECEIPT, Form.SUPPLEMENT, Form.REFUSAL})
"""Forms 01 to 03, of which the applicant has one copy and the Center the other."""
LISTS: Final = frozenset({Form.HAND_OVER, Form.RESULT_HAND_OVER, Form.SETTLEMENT})
"""Of a hundred dossiers these are two metres of a roll, and four pages."""


@dataclass(frozen=True, slots=True)
class View:
    """A paper that shows how a dossier stands; `again` where this very one was on a sheet."""

    form: Form
    again: bool


@dataclass(slots=True)
class Papers:
    """The bell is rung when a new job was committed."""

    store: Store
    journal: Journal
    pages: Pages
    center: Center
    desk: Desk
    press: Press
    sheets: Sheets
    bell: Bell = field(default_factory=Bell)
    lists_on_pages: bool = False
    """Whether a printer for pages is there, on which lists are printed."""

    def show_on(self, size: PaperSize) -> None:
        """From now on papers are shown as they leave a roll of this size."""
        self.press = replace(self.press, slip=size)

    def medium(self, sheet: Sheet) -> Medium:
        """What it is made on: the profile of today says so of the numbered forms (C12)."""
        if sheet.form in LISTS and self.lists_on_pages:
            return Medium.A5_PAPER
        rules = self.sheets.rules.profile.rules
        if sheet.form not in NUMBERED:
            return Medium.THERMAL
        return rules.kept_copy if sheet.copy is Copy.KEPT else rules.applicant_copy

    # --- what a spooler asks, through the tray of its medium ------------------------------------

    def next_job(self, medium: Medium = Medium.THERMAL) -> PrintJob | None:
        """The oldest sheet that waits for such a printer; what no longer holds is withdrawn."""
        while (job := self._queued(medium)) is not None:
            try:
                return self._print_job(job)
            except Refused:
                self._record(job.id, printjob.withdrawn)
        return None

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
        cut_off = self._own_jobs([JobState.SENDING])
        for job in cut_off:
            self.ended(job.id, JobOutcome.UNKNOWN)
        return len(cut_off)

    def archive(self) -> bool:
        """Archives one kept copy as a PDF file; False when none waits.

        The store's turn is held from the file to its entry, so that no sweep comes between.
        """
        job = self._queued(Medium.A5_PDF)
        if job is None:
            return False
        self._archived(job)
        return True

    def preview(self, paper: Paper, columns: int, rows: int, top: int = 0) -> Preview:
        """The paper itself as terminal cells, from the very raster that is printed.

        As wide as `columns`; `top` is the first of `preview_rows` that is shown.
        """
        raster = self.press.raster(paper)
        dots = _dots_per_row(raster, columns)
        first, last = round(top * dots), min(round((top + rows) * dots), raster.height_dots)
        band = raster.rows[first * raster.stride : last * raster.stride]
        return raster_preview(raster.width_dots, max(last - first, 0), band, columns, rows)

    def preview_rows(self, paper: Paper, columns: int) -> int:
        """Terminal rows of the whole paper at this width."""
        raster = self.press.raster(paper)
        return ceil(raster.height_dots / _dots_per_row(raster, columns))

    def jobs(self, subject: str) -> list[Job]:
        """Its sheets, but for those that another desk has still to settle at its own printer."""
        return self.followed(self._jobs_of(subject))

    def followed(self, jobs: Iterable[Job]) -> list[Job]:
        """Those of which somebody at this desk can know or say how they fare."""
        return [job for job in jobs if self._is_own(job) or job.state not in UNSETTLED]

    def unsettled(self) -> list[Job]:
        """Jobs that wait for the printer, and unknown ones that wait for the officer's word."""
        jobs = self._own_jobs(UNSETTLED)
        return [job for job in jobs if job.sheet and self.medium(job.sheet) is not Medium.A5_PDF]

    def file_instead(self, job_id: str, folder: Path) -> Path:
        """A waiting sheet leaves as a PDF file, to be printed by whatever is there; its path.

        The job is ended before the file is written, so that the sheet is never on both; a file
        that could not be written is written by a second call. Raises Refused("job-not-now") for a
        sheet that is being sent or was printed, "job-elsewhere" for one of another desk, and
        "file-unwritable".
        """
        with self.store.read() as connection:
            job = queries.job(connection, job_id)
        assert job.sheet is not None
        self._require_own(job)
        path = folder / f"{job.sheet.number}.pdf"
        if job.state is not JobState.ARCHIVED:
            job = self._archived(job)
        return give_out(path, self.pages.get(job.pdf))

    def answer(self, officer: Officer, job_id: str, *, came_out: bool) -> None:
        """What the officer saw of an unknown job.

        Raises Refused("job-not-now") for another, and "job-elsewhere" for one of another desk.
        """
        with self.journal.act(officer.id) as act:
            job = printjob.fold_job(job_id, act.entries(job_id))
            self._require_own(job)
            act.record(printjob.answered(job, came_out=came_out))

    def reprint(self, officer: Officer, subject: str, *, reason: str) -> str:
        """Queues the next marked copy of the applicant's newest sheet; returns the id of its job.

        Raises Refused("reason-missing"), "no-paper", "dossier-read-only", "action-not-now" for a
        cancelled dossier (C15), and "job-unsettled" or "job-elsewhere" while a sheet of this
        subject is on its way or unknown here or there: two originals must never exist.
        """
        cleaned = clean(reason)
        if not cleaned:
            raise Refused("reason-missing")

        def again(act: Act, earlier: Sequence[Sheet]) -> Sheet:
            newest = next((it for it in reversed(earlier) if it.form not in VIEWS), None)
            if newest is None:
                raise Refused("no-paper")
            same = [it.reprint for it in earlier if _same_paper(it, newest)]
            entry = _entry_now(act, newest)
            return replace(newest, entry=entry, reprint=1 + max(same), reason=cleaned)

        return self._queue(officer, subject, again)

    def views(self, subject: str) -> list[View]:
        """Papers that can be made of a dossier now, beside those that were given."""
        sheets = [job.sheet for job in _of_applicant(self._jobs_of(subject)) if job.sheet]
        entries = {form: self._view_entry(subject, form) for form in VIEWS}
        return [
            View(form, again=any((it.form, it.entry) == (form, entry) for it in sheets))
            for form, entry in entries.items()
            if entry
        ]

    def print_view(self, officer: Officer, subject: str, form: Form, *, reason: str = "") -> str:
        """Queues one of the `views`; the same paper a second time is a marked reprint.

        Returns the id of its job. Raises Refused("no-paper"), "dossier-read-only",
        "reason-missing" for a reprint without one, and "job-unsettled" or "job-elsewhere" while a
        sheet of this dossier is on its way or unknown.
        """
        entry, cleaned = self._entry_of(subject, self.sheets.view(subject, form)), clean(reason)

        def viewed(act: Act, earlier: Sequence[Sheet]) -> Sheet:
            require_writable(queries.dossier(act.connection, subject))
            same = [it.reprint for it in earlier if (it.form, it.entry) == (form, entry)]
            if same and not cleaned:
                raise Refused("reason-missing")
            sheet = Sheet(subject, form, Copy.APPLICANT, number="", entry=entry)
            return replace(sheet, reprint=1 + max(same), reason=cleaned) if same else sheet

        return self._queue(officer, subject, viewed)

    def _queue(
        self, officer: Officer, subject: str, sheet: Callable[[Act, Sequence[Sheet]], Sheet]
    ) -> str:
        """Queues a sheet made of those before it, all of them settled; returns its job's id."""
        with self.journal.act(officer.id) as act:
            jobs = _of_applicant(queries.jobs_of(act.connection, subject))
            wanted = sheet(act, [job.sheet for job in jobs if job.sheet])
            for job in jobs:
                self._require_own(job)
                if job.state in UNSETTLED:
                    raise Refused("job-unsettled")
            (job_id,) = queue_sheets(act, self.desk, [wanted])
        self.bell.ring()
        return job_id

    def _view_entry(self, subject: str, form: Form) -> str:
        """The entry that such a paper would repeat now; empty where there is no such paper."""
        try:
            return self._entry_of(subject, self.sheets.view(subject, form))
        except Refused as error:
            if error.code != "no-paper":
                raise
            return ""

    def _entry_of(self, subject: str, paper: Paper) -> str:
        """The hash of the entry that a paper repeats, of which it bears the first digits."""
        with self.store.read() as connection:
            entries = queries.history(connection, subject)
        return next(it.hash for it in entries if it.hash.startswith(paper.imprint.proof))

    def paper(self, subject: str, copy: Copy = Copy.APPLICANT, form: Form | None = None) -> Paper:
        """The newest sheet of this copy (and form), as it was or will be printed.

        Raises Refused("no-paper").
        """
        sheets = [job for job in self._jobs_of(subject) if job.sheet and job.sheet.copy is copy]
        wanted = [job for job in sheets if job.sheet and form in {None, job.sheet.form}]
        if not wanted:
            raise Refused("no-paper")
        return self._print_job(wanted[-1]).paper

    def _archived(self, job: Job) -> Job:
        drawn = self.press.pdf(self._print_job(job).paper)
        with self.store.turn:
            pdf = self.pages.put(drawn)
            self._record(job.id, lambda known: printjob.archived(known, pdf))
        return replace(job, state=JobState.ARCHIVED, pdf=pdf)

    def _queued(self, medium: Medium) -> Job | None:
        """The oldest sheet that waits to be made on this."""
        queued = self._own_jobs([JobState.QUEUED])
        return next((it for it in queued if it.sheet and self.medium(it.sheet) is medium), None)

    def _jobs_of(self, subject: str) -> list[Job]:
        with self.store.read() as connection:
            return queries.jobs_of(connection, subject)

    def _is_own(self, job: Job) -> bool:
        return job.desk_key == self.journal.keys.id

    def _require_own(self, job: Job) -> None:
        """Nobody here sees the printer of another desk, which may be printing it this moment."""
        if not self._is_own(job) and job.state in UNSETTLED:
            raise Refused("job-elsewhere", sheet=job.sheet.number if job.sheet else "")

    def _own_jobs(self, states: Collection[JobState]) -> list[Job]:
        """What another desk asked for is made there, though it is known here."""
        with self.store.read() as connection:
            return queries.jobs_in(connection, states, self.journal.keys.id)

    def _record(self, job_id: str, fact: Callable[[Job], Fact]) -> None:
        """The machine's own step is signed in the name of the officer who asked for the paper."""
        with self.store.read() as connection:
            officer = queries.job(connection, job_id).officer
        with self.journal.act(officer) as act:
            act.record(fact(printjob.fold_job(job_id, act.entries(job_id))))

    def _print_job(self, job: Job) -> PrintJob:
        assert job.sheet is not None
        return PrintJob(job.id, job.sheet.number, self.sheets.paper(job.sheet))


@dataclass(frozen=True, slots=True)
class Tray:
    """The sheets of one medium, as a spooler takes them."""

    papers: Papers
    medium: Medium

    def next_job(self) -> PrintJob | None:
        return self.papers.next_job(self.medium)

    def sending(self, job_id: str) -> None:
        self.papers.sending(job_id)

    def ended(self, job_id: str, outcome: JobOutcome) -> None:
        self.papers.ended(job_id, outcome)


def _dots_per_row(raster: Raster, columns: int) -> float:
    """A cell shows two pixels, one above the other, each as wide as it is high."""
    return 2 * raster.width_dots / columns


def _same_paper(one: Sheet, other: Sheet) -> bool:
    """A form 01 is one paper, whatever was changed since; each form 02 is its own."""
    same_entry = one.form is Form.RECEIPT or one.entry == other.entry
    return one.form is other.form and same_entry


def _entry_now(act: Act, sheet: Sheet) -> str:
    """What a reprint repeats: form 01 as it holds now, any other paper as it was."""
    if sheet.form not in DOSSIER_FORMS:
        return sheet.entry
    dossier = queries.dossier(act.connection, sheet.subject)
    _require_in_force(dossier)
    return dossier.told_entry if sheet.form is Form.RECEIPT else sheet.entry


def _require_in_force(dossier: Dossier) -> None:
    require_writable(dossier)
    if dossier.cancellation is not None:
        raise Refused("action-not-now", state=dossier.state.value)


def _of_applicant(jobs: Iterable[Job]) -> list[Job]:
    """Jobs of the citizen's sheets; one that was withdrawn never became paper."""
    return [
        job
        for job in jobs
        if job.sheet and job.sheet.copy is Copy.APPLICANT and job.state is not JobState.WITHDRAWN
    ]
