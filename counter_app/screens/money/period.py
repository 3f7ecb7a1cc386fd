"""A period by agency (R115): month by month, or two days that are typed; as a workbook too."""

import asyncio
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.desk.receiving.typed import day_of
from counter_app.screens.form import FormScreen
from counter_app.screens.frame import DeskScreen
from counter_app.screens.money.lines import LinesScreen
from counter_app.screens.money.period_text import by_method, head, month_of, period_rows
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import day_text, msg, tr
from data.domain.clock import local

if TYPE_CHECKING:
    from counter_app.desk.money.ledger import AgencyMoney, MoneyPeriod
    from counter_app.screens.station import Station

Days = tuple[date, date]
DAY_LIMIT: Final = 10
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


class DaysScreen(FormScreen[Days]):
    """Answers with the first and the last day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("show them"), id="days.done"),
    ]

    def __init__(self, first: date, last: date) -> None:
        super().__init__()
        self._first, self._last = first, last

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("From which day to which?"), classes="title", markup=False)
        for name, label, day in (
            ("first", tr("From day"), self._first),
            ("last", tr("To day"), self._last),
        ):
            hint = tr("such as 20/11/2026")
            field = Field(day_text(day), id=name, limit=DAY_LIMIT, placeholder=hint)
            yield FormRow(label, field)

    def finish(self) -> None:
        first, last = day_of(self.text("first")), day_of(self.text("last"))
        if first is None or last is None:
            self.say(tr("This is no day. Type it as 20/11/2026."), Tone.WARNING)
        else:
            self.dismiss((first, last))


class PeriodScreen(DeskScreen[None]):
    CSS_PATH = "settlement.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    rows = getters.query_one(RowList)

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

    def on_mount(self) -> None:
        self.rows.focus()

    def on_screen_resume(self) -> None:
        self.reread()

    @work(exclusive=True, group="reread")
    async def reread(self) -> None:
        try:
            self._period = await asyncio.to_thread(self._ledger.period, *self._days)
        except self.station.troubles as error:
            self.refuse(error)
            return
        if self.stands:
            self.query_one("#head", Static).update(head(self._period))
            self.rows.show(period_rows(self._period))
            if not self.rows.key:
                self.rows.first()
            self._moved()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.query_one("#detail", Static).update(by_method(self._chosen))
        self.refresh_bindings()

    @property
    def _chosen(self) -> "AgencyMoney | None":
        agencies = self._period.agencies if self._period else ()
        return next((it for it in agencies if str(it.agency_index) == self.rows.key), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.stands:
            return False
        if action == "book":
            return self._period is not None and bool(self._period.agencies)
        return action != "open" or self._chosen is not None

    def action_month(self, by: int) -> None:
        self._days = month_of(self._days[0], by)
        self.reread()

    @work(exclusive=True, group="act")
    async def action_days(self) -> None:
        before = self._days
        days = await self.app.push_screen_wait(DaysScreen(*before))
        if days is None:
            return
        if days[0] > days[1]:
            days = (days[1], days[0])
        self._days = days
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
        try:
            path = await asyncio.to_thread(self._ledger.write, *self._days, out)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.say(tr("Saved as {path}.", path=str(path)), Tone.DONE)

    def action_back(self) -> None:
        self.dismiss(None)
