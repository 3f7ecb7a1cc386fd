"""Tracking (Theo dõi): the questions of the morning with their counts, and the list of each.

Nothing is decided here: Enter opens the dossier, where what is lawful can be done.
"""

from dataclasses import replace
from typing import ClassVar, Final

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from counter_app.screens.dossiers.dossier import go_on, look_into
from counter_app.screens.lists.share import ALL, ShareScreen
from counter_app.screens.lists.tracking_lists import ListsScreen
from counter_app.wording import msg, tr
from data.domain.tracked_lists import By, Narrow

KEYS: list[BindingType] = [
    Binding("enter", "inside", msg("open the list"), id="tracking.inside"),
    Binding("down", "inside", msg("open the list"), show=False, id="tracking.down"),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("look at the dossier, and do what is to be done next"),
        id="tracking.open",
    ),
    Binding(
        "slash",
        "type",
        msg("filter"),
        tooltip=msg("by code, name or procedure; accents not needed"),
        id="tracking.type",
    ),
    Binding(
        "a",
        "narrow('agency')",
        msg("agency"),
        tooltip=msg("only what one agency leads or has"),
        id="tracking.agency",
    ),
    Binding(
        "f",
        "narrow('field')",
        msg("field"),
        tooltip=msg("only one field of procedures"),
        id="tracking.field",
    ),
    Binding(
        "o",
        "narrow('officer')",
        msg("officer"),
        tooltip=msg("only what one officer received"),
        id="tracking.officer",
    ),
    Binding(
        "p",
        "chase",
        msg("chase list"),
        tooltip=msg("what an agency is urged about, as a PDF to be printed and as an XLSX"),
        id="tracking.chase",
    ),
    Binding("escape", "back", msg("back"), id="tracking.back"),
]


class TrackingScreen(ListsScreen):
    CSS_PATH = "tracking.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.stands:
            return False
        typing = self.typed.has_focus
        if action == "inside":
            return typing or (self.questions.has_focus and bool(self.window.lines))
        if action == "open":
            return self.rows.has_focus and bool(self.rows.key)
        if action in {"type", "chase"}:
            return not typing
        if action == "narrow":
            return not typing and (bool(self.window.lines) or By(str(parameters[0])) in self.names)
        return True

    def action_inside(self) -> None:
        self.add_class("-inside")
        self.rows.focus()

    def action_type(self) -> None:
        self.add_class("-inside")
        self.typed.focus()

    @on(Input.Changed, "#typed")
    def _typed(self) -> None:
        if self.typed.value != self.narrow.typed:
            self.narrow = replace(self.narrow, typed=self.typed.value)
            self.ask(anew=True)

    def action_back(self) -> None:
        """Out of the list first, then what it was narrowed by, then home."""
        if self.typed.has_focus and self.typed.value:
            self.typed.value = ""
        elif self.rows.has_focus or self.typed.has_focus:
            self.go_outside()
        elif self.is_narrowed:
            self.narrow, self.names = Narrow(), {}
            self.typed.value = ""
            self.ask(anew=True)
        else:
            self.dismiss(None)

    @work(exclusive=True, group="narrow")
    async def action_narrow(self, name: str) -> None:
        by = By(name)
        shares = await self.told(self.tracking.shares, self.question, self.narrow, by)
        if shares is None:
            return
        chosen = await self.app.push_screen_wait(ShareScreen(tr(_ASKED[by]), shares))
        if chosen is None:
            return
        value = next((it for it in shares if str(it.value) == chosen), None)
        self.names.pop(by, None)
        if value is not None:
            self.names[by] = value.name or chosen
        self.narrow = _narrowed(self.narrow, by, chosen)
        self.ask(anew=True)

    def action_open(self) -> None:
        self.look_at(self.rows.key)

    @work(exclusive=True, group="open")
    async def look_at(self, dossier: str) -> None:
        if (draft := await look_into(self, dossier)) is not None:
            self.receive(draft)

    def receive(self, parked: str) -> None:
        """A draft is gone on with from home, where one citizen follows another."""
        self.dismiss(None)
        go_on(self.app, parked)

    @work(exclusive=True, group="chase")
    async def action_chase(self) -> None:
        from counter_app.screens.lists.chase import write_chase_lists

        await write_chase_lists(self, self.narrow.agency)


_ASKED: Final = {
    By.AGENCY: msg("Which agency?"),
    By.FIELD: msg("Which field?"),
    By.OFFICER: msg("Received by which officer?"),
}


def _narrowed(narrow: Narrow, by: By, chosen: str) -> Narrow:
    match by:
        case By.AGENCY:
            return replace(narrow, agency=None if chosen == ALL else int(chosen))
        case By.FIELD:
            return replace(narrow, field="" if chosen == ALL else chosen)
        case By.OFFICER:
            return replace(narrow, officer="" if chosen == ALL else chosen)
