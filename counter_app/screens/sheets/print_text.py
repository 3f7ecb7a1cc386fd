"""How it stands with the sheets of a paper, in one line each, and what is to be done next."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.widgets.lines import ACCENT, QUIET, WARNING, row, styled
from counter_app.widgets.notice import Tone
from counter_app.widgets.strip import Health
from counter_app.wording import msg, tr
from data.domain.papers import Copy
from data.domain.printjob import ON_ITS_WAY, JobState

if TYPE_CHECKING:
    from counter_app.screens.station import Station
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


def sheets(jobs: "Iterable[Job]", copies: Mapping[Copy, str] | None = None) -> Iterator[Content]:
    """`copies` names both where they are not the citizen's and the kept one."""
    for job in jobs:
        if job.sheet is not None and job.state in _STATES:
            shape, style, said = _STATES[job.state]
            again = " · " + tr("reprint {n}", n=job.sheet.reprint) if job.sheet.reprint else ""
            kept = copies is None and job.sheet.copy is Copy.KEPT
            if job.state is JobState.ARCHIVED and not kept:
                said = msg("saved as a file")
            waits = job.state is JobState.QUEUED and kept
            yield row(
                styled(f"{shape} ", style),
                tr((copies or _COPIES)[job.sheet.copy]),
                styled(f" {job.sheet.number}{again} · ", QUIET),
                tr("being made") if waits else tr(said),
            )


def unknown(jobs: "Iterable[Job]") -> "Job | None":
    """The first sheet of which nobody knows whether it came out."""
    return next((job for job in jobs if job.state is JobState.UNKNOWN), None)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one kind of paper, each a message: without any, without a printer, lost."""

    without: str
    no_printer: str
    trouble: str
    """With a place for the `trouble` that the printer tells."""
    lost: str


def next_step(states: Collection[JobState], station: "Station", words: Words) -> tuple[str, Tone]:
    """The one line that speaks first; `states` are those of the citizen's sheets, newest last."""
    if not states:
        return tr(words.without), Tone.DONE
    if JobState.UNKNOWN in states:
        said = tr("Look at the printer: did the paper come out? Press Enter and say.")
        return said, Tone.WARNING
    if not ON_ITS_WAY.isdisjoint(states):
        return _printing(station, words)
    *_, newest = states
    if newest is JobState.LOST:
        return tr(words.lost), Tone.WARNING
    if newest is JobState.ARCHIVED:
        said = tr("Print the saved file and give it to the citizen. F2 for the next one.")
        return said, Tone.DONE
    return tr("Give the paper to the citizen. F2 for the next one."), Tone.DONE


def _printing(station: "Station", words: Words) -> tuple[str, Tone]:
    """The paper is on its way, or waits for a printer."""
    if not station.has_printer:
        return tr(words.no_printer), Tone.WARNING
    printer = station.facts.printer
    if printer.health is Health.TROUBLE:
        said = tr(words.trouble, trouble=printer.word)
        return " ".join(filter(None, (said, printer.cure))), Tone.WARNING
    return tr("The paper is being printed."), Tone.QUIET
