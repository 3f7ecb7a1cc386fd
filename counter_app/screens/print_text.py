"""How it stands with the sheets of a dossier, in one line each."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.widgets.lines import ACCENT, QUIET, WARNING, row, styled
from counter_app.wording import msg, tr
from data.domain.papers import Copy
from data.domain.printjob import JobState

if TYPE_CHECKING:
    from data.domain.printjob import Job

_COPIES = {Copy.APPLICANT: msg("Citizen's copy"), Copy.KEPT: msg("Kept copy")}
_STATES = {
    JobState.QUEUED: ("◐", WARNING, msg("waiting for the printer")),
    JobState.SENDING: ("◐", WARNING, msg("being printed")),
    JobState.CONFIRMED: ("✓", ACCENT, msg("printed")),
    JobState.UNKNOWN: ("▲", WARNING, msg("not known whether it came out")),
    JobState.CAME_OUT: ("✓", ACCENT, msg("printed, as the officer saw")),
    JobState.LOST: ("✕", WARNING, msg("did not come out")),
    JobState.ARCHIVED: ("✓", ACCENT, msg("archived")),
    JobState.WITHDRAWN: ("–", QUIET, msg("withdrawn, never printed")),
}


def sheets(jobs: "Iterable[Job]") -> Iterator[Content]:
    for job in jobs:
        if job.sheet is not None and job.state in _STATES:
            shape, style, said = _STATES[job.state]
            again = " · " + tr("reprint {n}", n=job.sheet.reprint) if job.sheet.reprint else ""
            waits = job.state is JobState.QUEUED and job.sheet.copy is Copy.KEPT
            yield row(
                styled(f"{shape} ", style),
                tr(_COPIES[job.sheet.copy]),
                styled(f" {job.sheet.number}{again} · ", QUIET),
                tr("being archived") if waits else tr(said),
            )
