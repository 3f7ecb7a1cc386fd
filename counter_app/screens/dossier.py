"""One dossier: who, what, when due and why, its papers and its history; reprint with a reason."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from counter_app.screens.dossier_text import described
from counter_app.screens.frame import DeskScreen
from counter_app.screens.slip import SlipPane
from counter_app.widgets.notice import Tone
from counter_app.widgets.reading import Reading
from counter_app.wording import msg, tr
from data.domain.printjob import JobState

if TYPE_CHECKING:
    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station


class DossierScreen(DeskScreen[None]):
    CSS_PATH = "issued.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "paper", msg("paper"), id="dossier.paper"),
        Binding(
            "p",
            "reprint",
            msg("reprint"),
            tooltip=msg("print the slip again, with a reason that stands on it"),
            id="dossier.reprint",
        ),
        Binding("enter", "answer", msg("say whether it came out"), id="dossier.answer"),
        Binding("escape", "back", msg("back"), id="dossier.back"),
    ]

    def __init__(self, station: "Station", file: "DossierFile") -> None:
        super().__init__(station)
        self._file = file

    def shows(self, file: "DossierFile") -> bool:
        return file.dossier.id == self._file.dossier.id

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Reading(id="told"):
                yield Static(id="described")
            yield SlipPane()

    def on_mount(self) -> None:
        self.query_one("#told").focus()
        self.show_file()
        if self._file.jobs:
            self.query_one(SlipPane).show(self.station.counter.papers, self._file.dossier.id)
        if self._file.duplicates:
            self.say(tr("Another dossier has the same code. Tell the supervisor."), Tone.DANGER)

    def show_file(self) -> None:
        self.query_one("#described", Static).update(described(self._file))
        self.refresh_bindings()

    def prints_changed(self) -> None:
        try:
            self._file = self.station.counter.search.open_id(self._file.dossier.id)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.show_file()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        states = {job.state for job in self._file.jobs}
        if action == "answer":
            return JobState.UNKNOWN in states
        if action == "paper":
            return not self.has_class("-wide") and bool(self._file.jobs)
        return action != "reprint" or bool(self._file.jobs)

    def action_paper(self) -> None:
        self.toggle_class("-page")
        (self.query_one(SlipPane) if self.has_class("-page") else self.query_one("#told")).focus()

    def action_answer(self) -> None:
        for job in self._file.jobs:
            if job.state is JobState.UNKNOWN:
                self.ask_print(job)
                return

    @work(exclusive=True, group="reprint")
    async def action_reprint(self) -> None:
        from counter_app.screens.reason import ReasonScreen

        reason = await self.app.push_screen_wait(
            ReasonScreen(tr("Why is the paper printed again?"))
        )
        if reason is None:
            return
        papers, officer = self.station.counter.papers, self.station.officer
        dossier = self._file.dossier.id
        try:
            await asyncio.to_thread(lambda: papers.reprint(officer, dossier, reason=reason))
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.prints_changed()
            self.query_one(SlipPane).show(papers, dossier)
            self.say(tr("The reprint is on its way; it says that it is a reprint."), Tone.DONE)

    def action_back(self) -> None:
        self.dismiss(None)
