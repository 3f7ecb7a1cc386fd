"""A wrong or lost result goes back to its agency: why, until when, the old one marked (C23)."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from counter_app.desk.receiving.typed import day_of
from counter_app.desk.return_desk.releasing import RejectForm
from counter_app.release_words import FAULT_WORDS
from counter_app.screens.form import FormScreen
from counter_app.sentences import sentence
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.lines import QUIET, WARNING, styled
from counter_app.widgets.said import Said
from counter_app.wording import day_text, msg, tr, weekday_text
from data.domain.concluding import REJECTION_CONFIRMABLE, Fault, items_out
from data.domain.dossier import Dossier
from data.domain.text import NOTE_LIMIT

if TYPE_CHECKING:
    from textual.content import Content

    from counter_app.desk.photo import Photo
    from counter_app.screens.station import Station
    from data.domain.confirmation import Confirmation

_YES, _NO = "yes", "no"
_DAY_LIMIT = 20


class RejectScreen(FormScreen[Dossier]):
    """Answers with the dossier, which is with its agency again."""

    CSS_PATH = "reject.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f4",
            "photograph",
            msg("photograph the old one"),
            tooltip=msg("the wrong result, marked as not valid, lies under the camera"),
            id="reject.photograph",
        ),
        Binding("f9", "finish", msg("back to the agency"), id="reject.done"),
    ]

    def __init__(self, station: "Station", dossier: Dossier) -> None:
        super().__init__()
        self._station, self._dossier = station, dossier
        self._marked: Photo | None = None

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("The result goes back to its agency"), classes="title", markup=False)
        said = tr("It is made anew for no further fee. Tell the citizen the new date.")
        yield Static(said, id="explained", classes="quiet", markup=False)
        faults = [(it.value, tr(word)) for it, word in FAULT_WORDS.items()]
        yield FormRow(tr("The result is"), Choice(faults, Fault.WRONG.value, id="fault"))
        yield FormRow(
            tr("What is wrong"),
            Field(
                id="reason",
                limit=NOTE_LIMIT,
                placeholder=tr("the agency mends what it reads here"),
            ),
        )
        yield FormRow(
            tr("New date"),
            Field(
                id="new-due",
                limit=_DAY_LIMIT,
                placeholder=tr("empty where the date told still holds, or 30/11/2026"),
            ),
        )
        yield Said(id="understood")
        options = [(_YES, tr("taken back and marked")), (_NO, tr("not here"))]
        before = _NO if items_out(self._dossier) else _YES
        yield FormRow(tr("The old result"), Choice(options, before, id="recovered"))
        yield Said(id="marked")

    def on_mount(self) -> None:
        self._show()
        self.query_one("#reason").focus()

    @on(Input.Changed, "#new-due")
    def _show(self) -> None:
        if self.stands:
            self.query_one("#understood", Said).say(_understood(self.text("new-due")))
            self.query_one("#marked", Said).say(self._marked_line())

    def _marked_line(self) -> "Content":
        if self._marked is not None:
            return styled("✓ " + tr("photographed"), QUIET)
        return styled("○ " + tr("not photographed"), QUIET)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "photograph":
            return self._station.sees
        return super().check_action(action, parameters)

    @work(exclusive=True, group="keep")
    async def action_photograph(self) -> None:
        from counter_app.screens.capture.photograph import PhotographScreen

        said = tr("Write on it that it is not valid, then lay it under the camera.")
        asking = PhotographScreen(self._station, tr("The old result"), said)
        taken = await self.app.push_screen_wait(asking)
        if taken is not None:
            self._marked = taken
        self._show()

    def finish(self) -> None:
        self.keep()

    @work(exclusive=True, group="keep")
    async def keep(self, word: "Confirmation | None" = None) -> None:
        try:
            rejected = await self._rejected(word)
        except self._station.troubles as error:
            self.refuse(error)
            if word is None and getattr(error, "code", "") in REJECTION_CONFIRMABLE:
                await self._ask_leader(error)
        else:
            await self.leave(rejected)

    async def _rejected(self, word: "Confirmation | None") -> Dossier:
        form = RejectForm(
            fault=Fault(self.chosen("fault")),
            reason=self.text("reason"),
            new_due=self.text("new-due"),
            recovered=self.chosen("recovered") == _YES,
            marked=self._marked,
            confirmation=word,
        )
        station, dossier = self._station, self._dossier.id
        reject = station.counter.releasing.reject
        return await asyncio.to_thread(reject, station.officer, dossier, form)

    async def _ask_leader(self, error: Exception) -> None:
        from counter_app.screens.leader import WHY, LeaderScreen

        asking = LeaderScreen(self._station, sentence(error), asked=WHY)
        word = await self.app.push_screen_wait(asking)
        if word is not None:
            self.keep(word)


def _understood(typed: str) -> "Content":
    day = day_of(typed)
    if day is not None:
        return styled(f"{weekday_text(day)} {day_text(day)}", QUIET)
    return styled(tr("This is no day."), WARNING) if typed.strip() else styled("")
