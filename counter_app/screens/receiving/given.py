"""After a form 02, a form 03, guidance or a posting: what was given, and how its paper fares."""

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from counter_app.desk.receiving.turning_away import TurnedAway
from counter_app.screens.receiving.given_text import WORDS, told
from counter_app.screens.receiving.issued import Next
from counter_app.screens.sheets.followed import SHEET_KEYS, FollowedScreen, reprint
from counter_app.screens.sheets.slip import SlipPane
from counter_app.wording import msg
from data.domain.printjob import UNSETTLED

if TYPE_CHECKING:
    from counter_app.desk.receiving.guiding import Guided
    from counter_app.screens.station import Station


class GivenScreen(FollowedScreen[Next]):
    """Answers with what comes next, and with nothing where that is home."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../sheets/followed.tcss", "given.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "next",
            msg("next citizen"),
            tooltip=msg("straight to the next intake"),
            id="given.next",
        ),
        Binding(
            "f5",
            "another",
            msg("one more"),
            tooltip=msg("another dossier of the same visitor, for the same people"),
            id="given.another",
        ),
        *SHEET_KEYS,
        Binding(
            "p",
            "reprint",
            msg("reprint"),
            tooltip=msg("print the slip again, with a reason that stands on it"),
            id="given.reprint",
        ),
        Binding("escape", "home", msg("home"), id="given.home"),
    ]

    def __init__(self, station: "Station", given: "TurnedAway | Guided") -> None:
        self._told = told(given)
        super().__init__(station, self._told.subject, WORDS, has_paper=self._told.has_paper)
        self._of_dossier = isinstance(given, TurnedAway)

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="told"):
                yield Static(self._told.title, classes="quiet", markup=False)
                yield Static(self._told.number, id="code", markup=False)
                yield Static(self._told.facts, id="facts")
                yield Static(id="sheets")
            yield SlipPane(self.station)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "reprint":
            return bool(self.states) and UNSETTLED.isdisjoint(self.states)
        if action == "another":
            return self._of_dossier
        return super().check_action(action, parameters)

    @work(exclusive=True, group="reprint")
    async def action_reprint(self) -> None:
        if await reprint(self, self.subject):
            self.show_paper()
            self.prints_changed()

    def action_next(self) -> None:
        self.dismiss(Next.CITIZEN)

    def action_another(self) -> None:
        self.dismiss(Next.ANOTHER)

    def action_home(self) -> None:
        self.dismiss(None)
