"""A print job: one sheet of paper on its way, and what is known of it (design idea 4).

A job is a subject of the journal. `sending` is committed before the first byte leaves, so after a
power cut a job that was being sent is *unknown*, never queued again by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from data.domain.body import BodyError, Reader
from data.domain.entries import Fact, Recorded, ordered
from data.domain.errors import Refused
from data.domain.papers import Copy, Form, Paper
from data.domain.text import LINE_LIMIT, clean
from data.domain.vocabulary import (
    PAPER_ANSWERED,
    PAPER_ARCHIVED,
    PAPER_ENDED,
    PAPER_QUEUED,
    PAPER_SENDING,
    PAPER_WITHDRAWN,
    VOCABULARY,
)


class JobState(StrEnum):
    """`confirmed` and `unknown` end the printer's part; the officer's answer ends `unknown`."""

    NEW = "new"
    QUEUED = "queued"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    CAME_OUT = "came-out"
    """The officer saw the paper."""
    LOST = "lost"
    """The officer saw that no paper, or a spoilt one, came out."""
    ARCHIVED = "archived"
    """Kept as a PDF in the store instead of on paper (C12)."""
    WITHDRAWN = "withdrawn"
    """Never printed: what it says no longer holds (C15)."""


ON_ITS_WAY: Final = frozenset({JobState.QUEUED, JobState.SENDING})
"""The printer has not ended with them."""

UNSETTLED: Final = ON_ITS_WAY | {JobState.UNKNOWN}
"""Whether these become paper is not known yet."""


class JobOutcome(StrEnum):
    """How one attempt ended."""

    CONFIRMED = "confirmed"
    """The printer itself answered after the last byte: online, paper present."""
    UNKNOWN = "unknown"
    """At least one byte may have left and no good answer came: ask the officer."""
    NOT_SENT = "not-sent"
    """Not one byte left, so no paper can exist: the job waits for the printer."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """`number` is short and printed on the sheet; `id` is the random 128-bit subject in hex."""

    id: str
    number: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which paper a job prints: a copy of a form of its subject, or the n-th reprint of one.

    The subject is a dossier, or an answer that was given. `entry` is the hash of the entry whose
    paper it is: a dossier may have more than one form 02. The reason may name somebody, so it
    lies with the personal fields.
    """

    subject: str
    form: Form
    copy: Copy
    number: str
    reprint: int = 0
    reason: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """State of a print job. `officer` asked for it; `pdf` is the archived file's SHA-256.

    `desk_key` is that of the desk that asked: its printer, and no other, makes the sheet.
    `conflicts` are hashes of entries that did not fit.
    """

    id: str
    state: JobState = JobState.NEW
    sheet: Sheet | None = None
    officer: str = ""
    desk_key: str = ""
    pdf: str = ""
    conflicts: tuple[str, ...] = ()


_STEPS: Mapping[tuple[JobState, str], JobState] = {
    (JobState.NEW, PAPER_QUEUED): JobState.QUEUED,
    (JobState.QUEUED, PAPER_SENDING): JobState.SENDING,
    (JobState.QUEUED, PAPER_ARCHIVED): JobState.ARCHIVED,
    (JobState.QUEUED, PAPER_WITHDRAWN): JobState.WITHDRAWN,
    (JobState.SENDING, JobOutcome.CONFIRMED): JobState.CONFIRMED,
    (JobState.SENDING, JobOutcome.UNKNOWN): JobState.UNKNOWN,
    (JobState.SENDING, JobOutcome.NOT_SENT): JobState.QUEUED,
    (JobState.UNKNOWN, JobState.CAME_OUT): JobState.CAME_OUT,
    (JobState.UNKNOWN, JobState.LOST): JobState.LOST,
}


def queue(job: str, sheet: Sheet) -> Fact:
    reason = clean(sheet.reason, LINE_LIMIT)
    return Fact(
        job,
        PAPER_QUEUED,
        {
            "copy": sheet.copy.value,
            "dossier": sheet.subject,
            "entry": sheet.entry,
            "form": sheet.form.value,
            "number": sheet.number,
            "reprint": sheet.reprint,
        },
        {"reason": reason} if reason else None,
    )


def sending(job: Job) -> Fact:
    """Raises Refused("job-not-now") unless the job is queued."""
    _next(job, PAPER_SENDING)
    return Fact(job.id, PAPER_SENDING, {})


def ended(job: Job, outcome: JobOutcome) -> Fact:
    """Raises Refused("job-not-now") unless the job is being sent."""
    _next(job, outcome)
    return Fact(job.id, PAPER_ENDED, {"outcome": outcome.value})


def archived(job: Job, pdf: str) -> Fact:
    """Raises Refused("job-not-now") unless the job is queued."""
    _next(job, PAPER_ARCHIVED)
    return Fact(job.id, PAPER_ARCHIVED, {"pdf": pdf})


def withdrawn(job: Job) -> Fact:
    """Raises Refused("job-not-now") unless the job is queued."""
    _next(job, PAPER_WITHDRAWN)
    return Fact(job.id, PAPER_WITHDRAWN, {})


def answered(job: Job, *, came_out: bool) -> Fact:
    """What the officer says of an unknown job. Raises Refused("job-not-now") for any other."""
    answer = JobState.CAME_OUT if came_out else JobState.LOST
    _next(job, answer)
    return Fact(job.id, PAPER_ANSWERED, {"answer": answer.value})


def fold_job(subject: str, entries: Iterable[Recorded]) -> Job:
    """The job that these entries make. Total: what does not fit is kept as a conflict."""
    job = Job(subject)
    for recorded in ordered(entries):
        try:
            job = _apply(job, recorded)
        except (BodyError, Refused):
            job = replace(job, conflicts=(*job.conflicts, recorded.hash))
    return job


def _apply(job: Job, recorded: Recorded) -> Job:
    body = VOCABULARY.read(recorded.entry)
    if body is None:
        raise BodyError("kind")
    reader = Reader(body)
    state = _next(job, _event(recorded.entry.kind, reader))
    if state is JobState.QUEUED and job.sheet is None:
        sheet = _sheet(reader, Reader(recorded.personal or {}))
        asked = recorded.entry
        return replace(
            job, state=state, sheet=sheet, officer=asked.officer, desk_key=asked.desk_key
        )
    pdf = reader.text("pdf") if state is JobState.ARCHIVED else job.pdf
    return replace(job, state=state, pdf=pdf)


def _next(job: Job, event: str) -> JobState:
    state = _STEPS.get((job.state, event))
    if state is None:
        raise Refused("job-not-now", state=job.state.value)
    return state


def _event(kind: str, body: Reader) -> str:
    if kind == PAPER_ENDED:
        return body.choice("outcome", JobOutcome)
    return body.choice("answer", JobState) if kind == PAPER_ANSWERED else kind


def _sheet(body: Reader, personal: Reader) -> Sheet:
    """Earlier programs wrote the reason into the public part and named no entry."""
    return Sheet(
        subject=body.text("dossier"),
        form=body.choice("form", Form),
        copy=body.choice("copy", Copy),
        number=body.text("number"),
        reprint=body.number("reprint"),
        reason=personal.text("reason", "") or body.text("reason", ""),
        entry=body.text("entry", ""),
    )
