"""A paper that two people sign, each with a copy: how both fare, and another copy of it."""

import asyncio
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final, Generic

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from counter_app.screens.frame import Answer
from counter_app.screens.sheets.elsewhere import Way, ask_where
from counter_app.screens.sheets.followed import SHEET_KEYS, FollowedScreen, reprint
from counter_app.screens.sheets.print_text import Words, next_step
from counter_app.screens.sheets.slip import SlipPane
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr
from data.domain.papers import Copy
from data.domain.printjob import UNSETTLED, JobState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from counter_app.screens.station import Station
    from data.domain.printjob import Job

WORDS: Final = Words(
    without=msg("It is on record. There is no sheet of it."),
    no_printer=msg("It is on record. No printer is set up; press O to save the paper as a file."),
    trouble=msg("It is on record. {trouble}: the sheet waits."),
    lost=msg("It is on record, and its sheet did not come out. Press P to print it again."),
)
_OUT: Final = frozenset({JobState.CONFIRMED, JobState.CAME_OUT, JobState.ARCHIVED})
_MAY_LEAVE: Final = frozenset({JobState.QUEUED, JobState.ARCHIVED})


class SignedScreen(FollowedScreen[Answer], Generic[Answer]):
    """`title` over `name`, and the facts below them; `copies` says whose each copy is."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../sheets/followed.tcss", "../sheets/signed.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *SHEET_KEYS,
        Binding(
            "p",
            "reprint",
            msg("reprint"),
            tooltip=msg("print the sheet again, with a reason that stands on it"),
            id="signed.reprint",
        ),
        Binding("escape", "done", msg("done"), id="signed.done"),
    ]

    def __init__(self, station: "Station", subject: str, copies: "Mapping[Copy, str]") -> None:
        super().__init__(station, subject, WORDS, has_paper=True)
        self.copies = copies

    def heading(self) -> tuple[str, str]:
        """What it is, and what it is known by."""
        raise NotImplementedError

    def facts(self) -> Content:
        raise NotImplementedError

    def compose_work(self) -> ComposeResult:
        title, name = self.heading()
        with Horizontal(id="work"):
            with Vertical(id="told"):
                yield Static(title, classes="quiet", markup=False)
                yield Static(name, id="code", markup=False)
                yield Static(self.facts(), id="facts")
                yield Static(id="sheets")
            yield SlipPane(self.station)

    def next_step(self) -> tuple[str, Tone]:
        """Neither copy is the citizen's: both are signed once there are two of them."""
        states = [job.state for job in self._jobs if job.state is not JobState.WITHDRAWN]
        if not states or not UNSETTLED.isdisjoint(states):
            return next_step(states, self.station, WORDS)
        there = [state for state in states if state in _OUT]
        if len(there) < len(Copy) or states[-1] is JobState.LOST:
            return tr(WORDS.lost), Tone.WARNING
        return tr("Both sign both copies, and each keeps one."), Tone.DONE

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "reprint":
            return bool(self.states) and UNSETTLED.isdisjoint(self.states)
        if action == "elsewhere":
            return bool(_leaving(self._jobs))
        return super().check_action(action, parameters)

    @work(exclusive=True, group="elsewhere")
    async def action_elsewhere(self) -> None:
        """Where one copy leaves as a file the other goes with it: it is the same page."""
        jobs = _leaving(self._jobs)
        if jobs and await ask_where(self, jobs) is Way.FILE:
            await self._file(jobs)

    async def _file(self, jobs: "Sequence[Job]") -> None:
        counter = self.station.counter
        file, out = counter.papers.file_instead, counter.config.out
        try:
            paths = [await asyncio.to_thread(file, job.id, out) for job in jobs]
        except self.station.troubles as error:
            self.prints_changed()
            self.refuse(error)
            return
        self.prints_changed()
        if len(paths) == 1:
            said = tr("Saved as {path}. Print this file; both sign.", path=str(paths[0]))
        else:
            said = tr("Saved in {folder}. Print both files; both sign.", folder=str(out))
        self.say(said, Tone.DONE)

    @work(exclusive=True, group="reprint")
    async def action_reprint(self) -> None:
        if await reprint(self, self.subject):
            self.show_paper()
            self.prints_changed()

    def action_done(self) -> None:
        self.dismiss(None)


def _leaving(jobs: "Sequence[Job]") -> "list[Job]":
    """The copies that wait, or else the newest if they left as files.

    A copy that left already goes to its file once more with the other of the same printing.
    """
    waiting = [job for job in jobs if job.state is JobState.QUEUED]
    printings = {job.sheet.reprint for job in waiting or jobs[-1:] if job.sheet}
    return [
        job
        for job in jobs
        if job.sheet and job.sheet.reprint in printings and job.state in _MAY_LEAVE
    ]
