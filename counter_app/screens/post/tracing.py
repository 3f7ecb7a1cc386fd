"""Tracing (Bưu gửi đang phát): what the post carries, and what became of each item (C21).

Nothing is decided here: each key opens a short form, and the desk says what stands against it.
"""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType

from counter_app.screens.dossiers.dossier import go_on, look_into
from counter_app.screens.post.item_acts import act_on
from counter_app.screens.post.tracing_forms import ACTIONS, PostAct
from counter_app.screens.post.tracing_list import TracingList
from counter_app.wording import msg, tr
from data.domain.lifecycle import Action, State, actions

if TYPE_CHECKING:
    from counter_app.screens.station import Station

KEYS: Final[list[BindingType]] = [
    Binding("enter", "inside", msg("go to the list"), id="tracing.inside"),
    Binding("down", "inside", msg("go to the list"), show=False, id="tracing.down"),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("look at the dossier, and do what is to be done next"),
        id="tracing.open",
    ),
    Binding(
        "slash",
        "type",
        msg("filter"),
        tooltip=msg("by item number, dossier or name; accents not needed"),
        id="tracing.type",
    ),
    Binding(
        "g",
        "act('deliver')",
        msg("delivered"),
        tooltip=msg("who took it, and that the post saw an identity paper"),
        id="tracing.deliver",
    ),
    Binding(
        "m",
        "act('invite')",
        msg("invitation"),
        tooltip=msg("nobody was found; the post left its invitation"),
        id="tracing.invite",
    ),
    Binding(
        "h",
        "act('back')",
        msg("brought back"),
        tooltip=msg("to the agency or to the shelf, as the profile says"),
        id="tracing.back-again",
    ),
    Binding(
        "s",
        "act('fault')",
        msg("lost, damaged"),
        tooltip=msg("what befell it on its way"),
        id="tracing.fault",
    ),
    Binding(
        "f8",
        "reject",
        msg("result made anew"),
        tooltip=msg("a lost, spoilt or wrong result goes back to its agency"),
        id="tracing.reject",
    ),
    Binding(
        "n",
        "carrier",
        msg("carrier's file"),
        tooltip=msg("read the status file of the carrier, and record what it says"),
        id="tracing.carrier",
    ),
    Binding("escape", "back", msg("back"), id="tracing.back-home"),
]


class TracingScreen(TracingList):
    CSS_PATH = "tracing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._typed: dict[tuple[str, PostAct], dict[str, str]] = {}
        """What was typed into a form and is not recorded yet."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.stands:
            return False
        typing, chosen = self.typed.has_focus, bool(self.rows.key)
        holds = {
            "inside": typing and chosen,
            "open": not typing and chosen,
            "type": not typing and bool(self._found),
            "reject": not typing and chosen and self._may(Action.REJECT_RESULT),
            "carrier": not typing and self._may(Action.DELIVER),
        }
        if action == "act":
            wanted = ACTIONS[PostAct(str(parameters[0]))]
            return not typing and chosen and any(map(self._may, wanted))
        return holds[action] if action in holds else super().check_action(action, parameters)

    def _may(self, action: Action) -> bool:
        return action in actions(State.IN_POST, self.station.officer.roles)

    def action_inside(self) -> None:
        self.rows.focus()

    def action_type(self) -> None:
        self.typed.focus()

    @work(exclusive=True, group="act")
    async def action_open(self) -> None:
        draft = await look_into(self, self.rows.key)
        if draft is not None:
            self.dismiss(None)
            go_on(self.app, draft)

    @work(exclusive=True, group="act")
    async def action_act(self, name: str) -> None:
        act, dossier, self._done = PostAct(name), self.rows.key, ""
        typed = self._typed.setdefault((dossier, act), {})
        done = await act_on(self, dossier, act, typed)
        if done:
            self._typed.pop((dossier, act), None)
            self._file, self._done = None, done
            self.ask()

    @work(exclusive=True, group="act")
    async def action_reject(self) -> None:
        from counter_app.screens.return_desk.reject import RejectScreen

        file, self._done = self._file, ""
        if file is None:
            return
        asking = RejectScreen(self.station, file.dossier)
        if await self.app.push_screen_wait(asking) is not None:
            self._file = None
            self._done = tr("It is recorded. Tell the citizen the new date: C on the dossier.")
            self.ask()

    def action_carrier(self) -> None:
        from counter_app.screens.post.carrier_file import CarrierFileScreen

        self.app.push_screen(CarrierFileScreen(self.station))

    def action_back(self) -> None:
        """Out of the filter first."""
        if self.typed.has_focus or self.typed.value:
            self.typed.value = ""
            self.rows.focus()
        else:
            self.dismiss(None)
