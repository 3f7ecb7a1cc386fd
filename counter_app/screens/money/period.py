"""A period by agency (R115): month by month, or two days that are typed; as a workbook too."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.screens.days import DaysScreen
from counter_app.screens.money.lines import LinesScreen
from counter_app.screens.money.money_list import MoneyList, save_book
from counter_app.screens.money.period_text import by_method, head, period_rows
from counter_app.widgets.rows import RowList
from counter_app.wording import day_text, msg, tr
from data.domain.clock import local
from data.domain.months import month_of

if TYPE_CHECKING:
    from counter_app.desk.money.ledger import AgencyMoney, MoneyPeriod
    from counter_app.screens.station import Station

KEYS: Final[list[BindingType]] = [
    Binding(
        "left",
        "month(-1)",
        msg("other month"),
        key_display="←→",
        tooltip=msg("the month before, or after"),
        id="period.before",
    ),
    Binding("right", "month(1)", msg("other month"), show=False, id="period.after"),
    Binding(
        "d",
        "days",
        msg("two days"),
        tooltip=msg("from any day to any other"),
        id="period.days",
    ),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("the entries of this agency in these days, one by one"),
        id="period.open",
    ),
    Binding(
        "x",
        "book",
        msg("workbook"),
        tooltip=msg("save every entry of these days as an XLSX"),
        id="period.book",
    ),
    Binding("escape", "back", msg("back"), id="period.back"),
]


class PeriodScreen(MoneyList[None, "MoneyPeriod"]):
    CSS_PATH = "settlement.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._ledger = station.counter.money.ledger
        self._days = month_of(local(station.clock()).date())
        self._period: MoneyPeriod | None = None

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            yield Static(id="head")
            yield RowList(id="rows", empty=tr("Nothing was taken or given back in these days."))
            yield Static(id="detail")

    def read(self) -> "MoneyPeriod":
        return self._ledger.period(*self._days)

    def show_found(self, found: "MoneyPeriod") -> None:
        self._period = found
        self.query_one("#head", Static).update(head(found))
        self.rows.show(period_rows(found))
        self._show_methods()

    @on(RowList.Moved)
    def _show_methods(self) -> None:
        self.query_one("#detail", Static).update(by_method(self._chosen))

    @property
    def _chosen(self) -> "AgencyMoney | None":
        agencies = self._period.agencies if self._period else ()
        return next((it for it in agencies if str(it.agency_index) == self.rows.key), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        can = super().check_action(action, parameters)
        if action == "book":
            return can and self._period is not None and bool(self._period.agencies)
        return can

    def action_month(self, by: int) -> None:
        self._days = month_of(self._days[0], by)
        self.reread()

    @work(exclusive=True, group="act")
    async def action_days(self) -> None:
        days = await self.app.push_screen_wait(DaysScreen(*self._days))
        if days is not None:
            self._days = (min(days), max(days))
            self.reread()

    @work(exclusive=True, group="act")
    async def action_open(self) -> None:
        if (chosen := self._chosen) is None:
            return
        first, last = self._days
        read = partial(self._ledger.lines, first, last, agency_index=chosen.agency_index)
        title = f"{chosen.agency} · {day_text(first)} – {day_text(last)}"
        await self.app.push_screen_wait(LinesScreen(self.station, title, read))

    @work(exclusive=True, group="act")
    async def action_book(self) -> None:
        out = self.station.counter.config.out
        await save_book(self, partial(self._ledger.write, *self._days, out))
