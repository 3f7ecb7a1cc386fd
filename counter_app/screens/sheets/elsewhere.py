"""Where a sheet goes that this desk's printer does not print: another printer, or a file."""

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.frame import DeskModal, DeskScreen
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr
from data.domain.papers import Copy
from data.domain.printjob import JobState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.on_paper.printers import Printers
    from data.domain.printjob import Job

ELSEWHERE: Final = Binding(
    "o",
    "elsewhere",
    msg("print elsewhere"),
    tooltip=msg("send a sheet that waits to another printer, or save it as a PDF file"),
    id="sheet.elsewhere",
)
"""The key of every screen that shows how sheets fare; it stands where its screen wants it."""

_OTHER: Final = msg(
    "1   The other printer ({address}). All sheets of this desk go there from now on, "
    "until this is changed back in the same way."
)
_FILE: Final = msg(
    "2   A PDF file, to be printed on any printer. This sheet does not come out here any more."
)


class Way(StrEnum):
    PRINTER = "printer"
    FILE = "file"


class ElsewhereScreen(DeskModal[Way]):
    """`other` is the address of another printer; empty where there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "printer", msg("other printer"), id="elsewhere.printer"),
        Binding("2", "file", msg("PDF file"), id="elsewhere.file"),
    ]

    def __init__(self, number: str, other: str) -> None:
        super().__init__()
        self._number, self._other = number, other

    def compose_panel(self) -> ComposeResult:
        title = tr("Where shall sheet {number} go?", number=self._number)
        yield Static(title, classes="title", markup=False)
        if self._other:
            yield Static(tr(_OTHER, address=self._other), markup=False)
        yield Static(tr(_FILE), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "printer" or bool(self._other)

    def action_printer(self) -> None:
        self.dismiss(Way.PRINTER)

    def action_file(self) -> None:
        self.dismiss(Way.FILE)


def divertible(jobs: "Sequence[Job]") -> "Job | None":
    """The citizen's sheet that waits for a printer, or else the newest if it left as a file."""
    mine = [job for job in jobs if job.sheet and job.sheet.copy is Copy.APPLICANT]
    waiting = next((job for job in mine if job.state is JobState.QUEUED), None)
    return waiting or next((it for it in mine[-1:] if it.state is JobState.ARCHIVED), None)


async def send_elsewhere(screen: DeskScreen[Any], jobs: "Sequence[Job]") -> None:
    """The citizen's sheet goes where the officer says."""
    job = divertible(jobs)
    if job is not None and await ask_where(screen, [job]) is Way.FILE:
        await _file(screen, job)


async def ask_where(screen: DeskScreen[Any], jobs: "Sequence[Job]") -> Way | None:
    """Where these sheets go; another printer takes over at once, files are left to the caller.

    What left as a file already goes to its file once more, and nothing is asked.
    """
    waiting = [job.sheet.number for job in jobs if job.sheet and job.state is JobState.QUEUED]
    if not waiting:
        return Way.FILE
    printers = screen.station.counter.printers
    asking = ElsewhereScreen(", ".join(waiting), printers.other if printers else "")
    way = await screen.app.push_screen_wait(asking)
    if way is Way.PRINTER and printers is not None:
        _take_over(screen, printers)
    return way


def _take_over(screen: DeskScreen[Any], printers: "Printers") -> None:
    counter = screen.station.counter
    printers.change()
    counter.papers.show_on(printers.now.roll.size)
    counter.bell.ring()
    screen.say(tr("The sheets of this desk go to the other printer now."), Tone.DONE)


async def _file(screen: DeskScreen[Any], job: "Job") -> None:
    counter = screen.station.counter
    try:
        path = await asyncio.to_thread(counter.papers.file_instead, job.id, counter.config.out)
    except screen.station.troubles as error:
        screen.refuse(error)
        return
    screen.prints_changed()
    said = tr("Saved as {path}. Print this file and give it to the citizen.", path=str(path))
    screen.say(said, Tone.DONE)
