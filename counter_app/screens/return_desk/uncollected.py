"""Results that nobody came for (R100): how long they lie, who was told when, and the post offered.

Nothing is thrown away here: a result stays on its shelf until somebody takes it.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from counter_app.screens.frame import DeskScreen
from counter_app.screens.laid import Laid
from counter_app.screens.return_desk import uncollected_text
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import msg, tr
from data.domain.lifecycle import Action, actions

if TYPE_CHECKING:
    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station
    from data.domain.tracked_lists import TrackedLine

AGES_DAYS = (90, 30, 7)
"""Of the list, the oldest first; what lies for less is shown only when it is asked for."""


class UncollectedScreen(DeskScreen[None]):
    CSS_PATH = "uncollected.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "result",
            msg("return the result"),
            tooltip=msg("somebody came for it, with a slip or without"),
            id="uncollected.result",
        ),
        Binding(
            "c",
            "contact",
            msg("contact"),
            tooltip=msg("write down that the citizen was called, or reached in another way"),
            id="uncollected.contact",
        ),
        Binding(
            "f7",
            "way",
            msg("offer the post"),
            tooltip=msg("the citizen wants it by post, or no longer"),
            id="uncollected.way",
        ),
        Binding(
            "a",
            "all",
            msg("all / aged only"),
            tooltip=msg("everything that waits at this desk, or what lies for a week and more"),
            id="uncollected.all",
        ),
        Binding("escape", "back", msg("back"), id="uncollected.back"),
    ]

    rows = getters.query_one(RowList)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._lines: tuple[TrackedLine, ...] = ()
        self._file: DossierFile | None = None
        self._least_days = AGES_DAYS[-1]

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="list"):
                yield Static(id="head")
                yield RowList(id="rows", empty=tr("Nothing lies here so long: all was fetched."))
            with Vertical(id="aside"):
                yield Laid()

    def on_mount(self) -> None:
        self.rows.focus()

    def on_screen_resume(self) -> None:
        """Whatever was done about a result in front of it is counted anew."""
        self.show_lines()

    def show_lines(self) -> None:
        tracking = self.station.counter.tracking
        try:
            self._lines = tracking.uncollected(self._least_days)
        except self.station.troubles as error:
            self.refuse(error)
            return
        days = {line.id: tracking.days(line) for line in self._lines}
        self.query_one("#head", Static).update(uncollected_text.head(days.values()))
        self.rows.show(uncollected_text.rows(self._lines, days, AGES_DAYS))
        if not self.rows.key:
            self.rows.first()
        self._show_chosen()

    @on(RowList.Moved)
    def _show_chosen(self) -> None:
        key = self.rows.key
        try:
            self._file = self.station.counter.search.open_id(key) if key else None
        except self.station.troubles as error:
            self._file = None
            self.refuse(error)
        dossier = self._file.dossier if self._file else None
        self.query_one("#aside Laid", Laid).show(
            lambda width: uncollected_text.chosen(dossier, width)
        )
        self.say(*uncollected_text.told(dossier))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        lawful = self._lawful
        if action == "result":
            return Action.RELEASE in lawful
        if action == "contact":
            return Action.CONTACT in lawful
        if action == "way":
            return Action.CHANGE_RETURN in lawful
        return super().check_action(action, parameters)

    @property
    def _lawful(self) -> "list[Action]":
        if self._file is None or self._file.dossier.read_only:
            return []
        return actions(self._file.dossier.state, self.station.officer.roles)

    def action_result(self) -> None:
        from counter_app.screens.return_desk.slips import show_result

        if self._file is not None:
            show_result(self.app, self.station, self._file, done=self.show_lines)

    @work(exclusive=True, group="act")
    async def action_contact(self) -> None:
        from counter_app.screens.dossiers.contact import ContactScreen

        if self._file is None:
            return
        asking = ContactScreen(self.station, self._file.dossier)
        if await self.app.push_screen_wait(asking):
            self.show_lines()
            self.say(tr("It is written down."), Tone.DONE)

    @work(exclusive=True, group="act")
    async def action_way(self) -> None:
        from counter_app.screens.dossiers.amend import ask_way

        if self._file is not None and await ask_way(self, self._file.dossier):
            self.show_lines()
            self.say(tr("The place of return is changed."), Tone.DONE)

    def action_all(self) -> None:
        self._least_days = 0 if self._least_days else AGES_DAYS[-1]
        self.show_lines()

    def action_back(self) -> None:
        self.dismiss(None)
