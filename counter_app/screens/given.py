"""After a form 02, a form 03, guidance or a posting: what was given, and how its paper fares."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from counter_app.screens.frame import DeskScreen
from counter_app.screens.given_text import ON_ITS_WAY, next_step, told
from counter_app.screens.print_text import sheets
from counter_app.screens.slip import SlipPane
from counter_app.widgets.lines import column
from counter_app.wording import msg, tr
from data.domain.papers import Copy
from data.domain.printjob import JobState

if TYPE_CHECKING:
    from counter_app.desk.guiding import Guided
    from counter_app.desk.turning_away import TurnedAway
    from counter_app.screens.station import Station
    from data.domain.printjob import Job

REFRESH_S = 0.5
_UNSETTLED = ON_ITS_WAY | {JobState.UNKNOWN}


class GivenScreen(DeskScreen[bool]):
    """Answers True where the next citizen is to be received."""

    CSS_PATH = "given.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "next",
            msg("next citizen"),
            tooltip=msg("straight to the next intake"),
            id="given.next",
        ),
        Binding("enter", "answer", msg("say whether it came out"), id="given.answer"),
        Binding("f4", "paper", msg("paper"), id="given.paper"),
        Binding(
            "p",
            "reprint",
            msg("reprint"),
            tooltip=msg("print the slip again, with a reason that stands on it"),
            id="given.reprint",
        ),
        Binding("escape", "home", msg("home"), id="given.home"),
    ]

    slip = getters.query_one(SlipPane)

    def __init__(self, station: "Station", given: "TurnedAway | Guided") -> None:
        super().__init__(station)
        self._told = told(given)
        self._jobs: list[Job] = []
        self._asked: set[str] = set()

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="told"):
                yield Static(self._told.title, classes="quiet", markup=False)
                yield Static(self._told.number, id="code", markup=False)
                yield Static(self._told.facts, id="facts")
                yield Static(id="sheets")
            yield SlipPane(self.station)

    def on_mount(self) -> None:
        self.slip.focus()
        self._show_paper()
        self.prints_changed()
        self.set_interval(REFRESH_S, self._follow)

    def _show_paper(self) -> None:
        if self._told.has_paper:
            self.slip.show(self._told.subject)

    def _follow(self) -> None:
        """The sheets are looked at until each of them is settled."""
        if self.stands and any(job.state in ON_ITS_WAY for job in self._jobs):
            self.prints_changed()

    def prints_changed(self) -> None:
        """How it stands with the paper: in the list, and in the one line that speaks first."""
        try:
            self._jobs = self.station.counter.papers.jobs(self._told.subject)
        except self.station.troubles as error:
            self.refuse(error)
            return
        self.query_one("#sheets", Static).update(column(*sheets(self._jobs)))
        self.say(*next_step(self._states, self.station))
        self.refresh_bindings()
        if (job := self._unknown()) is not None and job.id not in self._asked:
            self._asked.add(job.id)
            self.ask_print(job)

    @property
    def _states(self) -> list[JobState]:
        """Of the citizen's sheets, the newest last."""
        return [job.state for job in self._jobs if job.sheet and job.sheet.copy is Copy.APPLICANT]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "paper":
            return not self.has_class("-wide") and bool(self._states)
        if action == "reprint":
            return bool(self._states) and _UNSETTLED.isdisjoint(self._states)
        return action != "answer" or self._unknown() is not None

    def action_paper(self) -> None:
        self.toggle_class("-page")
        self.slip.focus()

    def _unknown(self) -> "Job | None":
        return next((job for job in self._jobs if job.state is JobState.UNKNOWN), None)

    def action_answer(self) -> None:
        if (job := self._unknown()) is not None:
            self.ask_print(job)

    @work(exclusive=True, group="reprint")
    async def action_reprint(self) -> None:
        from counter_app.screens.reason import ReasonScreen

        why = ReasonScreen(tr("Why is the paper printed again?"))
        reason = await self.app.push_screen_wait(why)
        if reason is None:
            return
        papers, officer = self.station.counter.papers, self.station.officer
        try:
            await asyncio.to_thread(papers.reprint, officer, self._told.subject, reason=reason)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self._show_paper()
            self.prints_changed()

    def action_next(self) -> None:
        self.dismiss(result=True)

    def action_home(self) -> None:
        self.dismiss(result=False)
