"""The cash shift of this desk (ca thu tiền, C27): what came and went, opened and counted here.

Nothing is reckoned here: what must lie in the drawer is the desk's sum of the journal.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.screens.dossiers.dossier import go_on, look_into
from counter_app.screens.money.count import CountScreen
from counter_app.screens.money.money_list import MoneyList
from counter_app.screens.money.open_till import OpenTillScreen
from counter_app.screens.money.till_given import TillGivenScreen
from counter_app.screens.money.till_text import (
    DOSSIER,
    TILL,
    Drawer,
    look_into_drawer,
    till_rows,
    told,
)
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import msg, tr
from data.domain.clock import local
from data.domain.settlement import MAY_SETTLE
from data.domain.till import MAY_KEEP

if TYPE_CHECKING:
    from counter_app.screens.station import Station

BEFORE_DAYS: Final = 31
"""So far back shifts are listed."""
KEYS: Final[list[BindingType]] = [
    Binding(
        "f9",
        "begin",
        msg("open the cash shift"),
        tooltip=msg("what is paid from now on belongs to it; the float is typed"),
        id="till.begin",
    ),
    Binding(
        "f9",
        "count",
        msg("count and close"),
        tooltip=msg("the drawer by its notes, what must be there, and why it differs"),
        id="till.count",
    ),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("the dossier of a payment, or the sheet of a shift before"),
        id="till.open",
    ),
    Binding(
        "q",
        "settle",
        msg("settlement"),
        tooltip=msg("what is open with each agency, and what was settled"),
        id="till.settle",
    ),
    Binding("escape", "back", msg("back"), id="till.back"),
]


class TillScreen(MoneyList[None, Drawer]):
    CSS_PATH = "money.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._tills = station.counter.money.tills
        self._drawer = Drawer()
        self._typed: dict[str, str] = {}
        """What was counted and is not signed yet."""

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            yield Static(id="sums")
            yield RowList(id="rows", empty=tr("No shift was counted here in the last month."))

    def read(self) -> Drawer:
        since = local(self.station.clock()).date() - timedelta(days=BEFORE_DAYS)
        return look_into_drawer(self._tills, since)

    def show_found(self, found: Drawer) -> None:
        self._drawer = found
        self.query_one("#sums", Static).update(told(found))
        self.rows.show(till_rows(found))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        roles, is_open = self.station.officer.roles, self._drawer.now is not None
        holds = {
            "begin": not is_open and not MAY_KEEP.isdisjoint(roles),
            "count": is_open and not MAY_KEEP.isdisjoint(roles),
            "settle": not MAY_SETTLE.isdisjoint(roles),
        }
        return super().check_action(action, parameters) and holds.get(action, True)

    @work(exclusive=True, group="act")
    async def action_begin(self) -> None:
        if await self.app.push_screen_wait(OpenTillScreen(self.station)) is not None:
            self.reread()
            self.say(tr("The shift is open. What is paid here now belongs to it."), Tone.DONE)

    @work(exclusive=True, group="act")
    async def action_count(self) -> None:
        asked = CountScreen(self.station, self._typed)
        if (given := await self.app.push_screen_wait(asked)) is not None:
            self._typed.clear()
            await self.app.push_screen_wait(TillGivenScreen(self.station, given.till))

    @work(exclusive=True, group="act")
    async def action_open(self) -> None:
        key = self.rows.key
        if key.startswith(TILL):
            till = next(it for it in self._drawer.earlier if it.id == key.removeprefix(TILL))
            await self.app.push_screen_wait(TillGivenScreen(self.station, till))
            return
        dossier = key.removeprefix(DOSSIER).partition(":")[0]
        if (draft := await look_into(self, dossier)) is not None:
            self.dismiss(None)
            go_on(self.app, draft)

    def action_settle(self) -> None:
        from counter_app.screens.money.settlement import SettlementScreen

        self.app.push_screen(SettlementScreen(self.station))
