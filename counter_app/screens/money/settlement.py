"""Settlement with the agencies (quyết toán, R115): what is open with each, and what was signed.

Nothing is added up here: sums and lines are the desk's, and what is signed is what was shown.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.screens.batches.hands import HandsScreen
from counter_app.screens.days import DayScreen
from counter_app.screens.money.lines import LinesScreen
from counter_app.screens.money.money_list import MoneyList
from counter_app.screens.money.settled import SettledScreen
from counter_app.screens.money.settlement_text import (
    DIFFERS,
    MADE,
    OPEN,
    Settlements,
    head,
    look_at_settlements,
    settlement_rows,
)
from counter_app.widgets.rows import RowList
from counter_app.wording import day_text, money_text, msg, tr
from data.domain.clock import local
from data.domain.hands import Hands, hands
from data.domain.settlement import MAY_SETTLE

if TYPE_CHECKING:
    from counter_app.desk.money.settling import ToSettle
    from counter_app.screens.station import Station

KEYS: Final[list[BindingType]] = [
    Binding(
        "f9",
        "settle",
        msg("settle"),
        tooltip=msg("all that is open with this agency up to the day, with both names"),
        id="settlement.settle",
    ),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("the entries one by one, or a settlement with its sheet"),
        id="settlement.open",
    ),
    Binding(
        "d",
        "day",
        msg("up to which day"),
        tooltip=msg("what is open up to another day, such as the last of the month"),
        id="settlement.day",
    ),
    Binding(
        "m",
        "period",
        msg("by month"),
        tooltip=msg("what was taken and given back in any days, by agency"),
        id="settlement.period",
    ),
    Binding("escape", "back", msg("back"), id="settlement.back"),
]


class SettlementScreen(MoneyList[None, Settlements]):
    CSS_PATH = "settlement.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._money = station.counter.money
        self._last = local(station.clock()).date()
        self._found = Settlements(self._last)

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            yield Static(id="head")
            yield RowList(id="rows")

    def read(self) -> Settlements:
        return look_at_settlements(self._money.settling, self._money.ledger, self._last)

    def show_found(self, found: Settlements) -> None:
        self._found = found
        self.query_one("#head", Static).update(head(found))
        self.rows.show(settlement_rows(found))

    # --- keys -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        can = super().check_action(action, parameters)
        if action == "settle":
            return can and self._may_settle and self._chosen is not None
        return can

    @property
    def _may_settle(self) -> bool:
        return not MAY_SETTLE.isdisjoint(self.station.officer.roles)

    @property
    def _chosen(self) -> "ToSettle | None":
        """The agency under the cursor."""
        key = self.rows.key
        return self._found.of_agency(int(key.removeprefix(OPEN))) if key.startswith(OPEN) else None

    @work(exclusive=True, group="act")
    async def action_open(self) -> None:
        key = self.rows.key
        if (chosen := self._chosen) is not None:
            if await self.app.push_screen_wait(self._lines(chosen)):
                await self._settle(chosen)
            return
        id_ = key.removeprefix(MADE).removeprefix(DIFFERS).partition(":")[0]
        settlement = await self.told(self._money.settling.settlement, id_)
        if settlement is not None:
            await self.app.push_screen_wait(SettledScreen(self.station, settlement))

    def _lines(self, chosen: "ToSettle") -> LinesScreen:
        day = tr("not settled up to {day}", day=day_text(self._last))
        read = partial(self._money.settling.lines, chosen.open.agency_index, self._last)
        title = f"{chosen.agency} · {day}"
        return LinesScreen(self.station, title, read, may_settle=self._may_settle)

    @work(exclusive=True, group="act")
    async def action_settle(self) -> None:
        if (chosen := self._chosen) is not None:
            await self._settle(chosen)

    async def _settle(self, chosen: "ToSettle") -> None:
        usual = await self.told(self._usual, chosen.open.agency_index)
        if usual is None:
            return
        amount = money_text(chosen.open.amount_vnd)
        title = tr(
            "{agency}: {amount} up to {day}",
            agency=chosen.agency,
            amount=amount,
            day=day_text(self._last),
        )
        given = await self.app.push_screen_wait(HandsScreen(title, usual))
        if given is None:
            return
        settled = await self.told(
            self._money.settling.settle,
            self.station.officer,
            chosen.open,
            self._last,
            giver=given.giver,
            receiver=given.receiver,
        )
        if settled is None:
            self.reread()
        else:
            await self.app.push_screen_wait(SettledScreen(self.station, settled.settlement))

    def _usual(self, agency_index: int) -> Hands:
        """Who signs here, and who signed for this agency last."""
        settling = self._money.settling
        known = next(iter(settling.made(agency_index)), None)
        receiver = settling.settlement(known.line.id).made.receiver if known else ""
        return hands(self.station.officer.name, receiver)

    @work(exclusive=True, group="act")
    async def action_day(self) -> None:
        asked = DayScreen(tr("Settle up to which day?"), self._last)
        day = await self.app.push_screen_wait(asked)
        if day is not None:
            self._last = min(day, local(self.station.clock()).date())
            self.reread()

    def action_period(self) -> None:
        from counter_app.screens.money.period import PeriodScreen

        self.app.push_screen(PeriodScreen(self.station))
