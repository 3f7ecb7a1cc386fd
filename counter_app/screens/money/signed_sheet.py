"""A paper of money that two people sign, each with a copy: how both fare, and another copy."""

import asyncio
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from counter_app.screens.sheets.elsewhere import send_elsewhere
from counter_app.screens.sheets.followed import SHEET_KEYS, FollowedScreen, reprint
from counter_app.screens.sheets.print_text import Words, sheets
from counter_app.screens.sheets.slip import SlipPane
from counter_app.widgets.lines import column
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr
from data.domain.papers import Copy
from data.domain.printjob import UNSETTLED, JobState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from counter_app.screens.station import Station

WORDS: Final = Words(
    without=msg("It is on record. There is no sheet of it."),
    no_printer=msg("It is on record. No printer is set up; press O to save the paper as a file."),
    trouble=msg("It is on record. {trouble}: the sheet waits."),
    lost=msg("It is on record, and its sheet did not come out. Press P to print it again."),
)
_OUT: Final = frozenset({JobState.CONFIRMED, JobState.CAME_OUT, JobState.ARCHIVED})


class SignedSheetScreen(FollowedScreen[None]):
    """`title` over `name`, and the facts below them; `copies` says whose each copy is."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../sheets/followed.tcss", "signed_sheet.tcss"]
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
        self._copies = copies

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

    def prints_changed(self) -> None:
        super().prints_changed()
        self.query_one("#sheets", Static).update(column(*sheets(self._jobs, self._copies)))
        out = [job.state in _OUT for job in self._jobs]
        if out and all(out):
            self.say(tr("Both sign both copies, and each keeps one."), Tone.DONE)
        elif any(out):
            self.say(tr("The paper is being printed."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "reprint":
            return bool(self.states) and UNSETTLED.isdisjoint(self.states)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="elsewhere")
    async def action_elsewhere(self) -> None:
        """Where one copy leaves as a file the other goes with it: it is the same page."""
        await send_elsewhere(self, self._jobs)
        if any(it.state is JobState.ARCHIVED for it in self._jobs):
            await self._file_rest([it.id for it in self._jobs if it.state is JobState.QUEUED])

    async def _file_rest(self, jobs: "Sequence[str]") -> None:
        counter = self.station.counter
        out = counter.config.out
        try:
            for job in jobs:
                await asyncio.to_thread(counter.papers.file_instead, job, out)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.prints_changed()
            self.say(
                tr("Saved in {folder}. Print both files; both sign.", folder=str(out)), Tone.DONE
            )

    @work(exclusive=True, group="reprint")
    async def action_reprint(self) -> None:
        if await reprint(self, self.subject):
            self.show_paper()
            self.prints_changed()

    def action_done(self) -> None:
        self.dismiss(None)
