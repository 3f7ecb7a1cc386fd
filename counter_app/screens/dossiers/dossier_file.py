"""One dossier as it is read: its words, its newest paper, and whether that came out."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from counter_app.screens.dossiers.dossier_text import described, number_of
from counter_app.screens.dossiers.views import print_view
from counter_app.screens.frame import DeskScreen
from counter_app.screens.laid import Laid
from counter_app.screens.sheets.elsewhere import divertible, send_elsewhere
from counter_app.screens.sheets.followed import reprint
from counter_app.screens.sheets.print_text import unknown
from counter_app.screens.sheets.slip import SlipPane
from counter_app.sentences import sentence_of
from counter_app.widgets.notice import Tone
from counter_app.widgets.reading import Reading
from counter_app.wording import tr
from data.domain.lifecycle import State

if TYPE_CHECKING:
    from counter_app.desk.search import DossierFile
    from counter_app.desk.steps.next_acts import NextAct
    from counter_app.screens.station import Station
    from data.domain.printjob import Job


class FileScreen(DeskScreen[str]):
    """`file` is read anew after every act and whenever a sheet came out."""

    def __init__(self, station: "Station", file: "DossierFile") -> None:
        super().__init__(station)
        self.file = file
        self._offers: frozenset[NextAct] = frozenset()
        self.typed: dict[NextAct, dict[str, str]] = {}
        """What was typed into the form of an act and is not recorded yet."""

    def shows(self, file: "DossierFile") -> bool:
        return file.dossier.id == self.file.dossier.id

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Reading(id="told"):
                yield Laid()
            yield SlipPane(self.station)

    def on_mount(self) -> None:
        self.query_one("#told").focus()
        self.show_file()
        self.show_paper()
        if self.file.dossier.read_only:
            self.say(sentence_of("dossier-read-only"), Tone.WARNING)
        if self.file.duplicates:
            self.say(
                tr("Another dossier has the same code or form number. Tell the supervisor."),
                Tone.DANGER,
            )

    def on_screen_resume(self) -> None:
        """Another officer may sit here by now, who may do other things."""
        if self.stands:
            self._look()
            self.refresh_bindings()

    def _look(self) -> None:
        following, officer = self.station.counter.following, self.station.officer
        offers = following.offers(officer, self.file.dossier)
        self._offers = frozenset(offer.act for offer in offers)

    def may_follow(self, act: "NextAct | None") -> bool:
        """Whether this step, or any at all, is offered now."""
        return bool(self._offers) if act is None else act in self._offers

    def show_file(self) -> None:
        file, replaced = self.file, self._replaced()
        outlook = self.station.counter.following.outlook(file.dossier)
        self._look()
        self.query_one(Laid).show(lambda width: described(file, width, replaced, outlook))
        self.set_class(not file.jobs, "-no-paper")
        self.refresh_bindings()

    def show_paper(self) -> None:
        if self.file.jobs:
            self.query_one(SlipPane).show(self.file.dossier.id)

    def _replaced(self) -> str:
        """The number of the dossier that was cancelled for this one (C15)."""
        reception = self.file.dossier.reception
        if reception is None or not reception.replaces:
            return ""
        try:
            before = self.station.counter.search.open_id(reception.replaces)
        except self.station.troubles as error:
            self.refuse(error)
            return ""
        return number_of(before.dossier)

    def prints_changed(self) -> None:
        try:
            self.file = self.station.counter.search.open_id(self.file.dossier.id)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.show_file()

    def entries_came(self, subjects: frozenset[str]) -> None:
        if self.file.dossier.id in subjects:
            self.prints_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        dossier, jobs = self.file.dossier, self.file.jobs
        if action == "answer":
            return unknown(self._followed) is not None
        if action == "paper":
            return not self.has_class("-wide") and bool(jobs)
        if action == "views":
            return dossier.reception is not None and not dossier.read_only
        if action == "elsewhere":
            return divertible(self._followed) is not None
        if action == "reprint":
            return bool(jobs) and not dossier.read_only and dossier.state is not State.CANCELLED
        return True

    def action_paper(self) -> None:
        self.toggle_class("-page")
        (self.query_one(SlipPane) if self.has_class("-page") else self.query_one("#told")).focus()

    @work(exclusive=True, group="act")
    async def action_elsewhere(self) -> None:
        await send_elsewhere(self, self._followed)

    def action_answer(self) -> None:
        if (job := unknown(self._followed)) is not None:
            self.ask_print(job)

    @property
    def _followed(self) -> "list[Job]":
        """The sheets of which this desk can say something: not what another one is printing."""
        return self.station.counter.papers.followed(self.file.jobs)

    @work(exclusive=True, group="act")
    async def action_reprint(self) -> None:
        if await reprint(self, self.file.dossier.id):
            self.prints_changed()
            self.say(tr("The reprint is on its way; it says that it is a reprint."), Tone.DONE)
            self.show_paper()

    @work(exclusive=True, group="act")
    async def action_views(self) -> None:
        if await print_view(self, self.file.dossier.id):
            self.show_paper()

    def action_back(self) -> None:
        self.dismiss(None)

    async def acted(self, act: Callable[[], object], said: str) -> bool:
        """One act of the desk on a thread; afterwards what stands here is the new state."""
        try:
            await asyncio.to_thread(act)
        except self.station.troubles as error:
            self.refuse(error)
            return False
        self.prints_changed()
        self.say(said, Tone.DONE)
        return True
