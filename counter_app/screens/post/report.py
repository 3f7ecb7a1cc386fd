"""The report of the post: some days, by agency, on the screen and as files (TT 17/2017 Đ13)."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.desk.post.reporting import month_of
from counter_app.desk.post.reports import kept_until
from counter_app.desk.receiving.typed import day_of
from counter_app.screens.form import FormScreen
from counter_app.screens.frame import DeskScreen
from counter_app.screens.post import report_text
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import day_text, msg, tr
from data.domain.clock import local

if TYPE_CHECKING:
    from datetime import date

    from counter_app.screens.station import Station

DAY_LIMIT: Final = 10
KEYS: Final[list[BindingType]] = [
    Binding("left", "month(-1)", msg("another month"), key_display="←→", id="report.before"),
    Binding("right", "month(1)", msg("another month"), show=False, id="report.after"),
    Binding(
        "d",
        "days",
        msg("other days"),
        tooltip=msg("the first and the last day, typed"),
        id="report.days",
    ),
    Binding(
        "p",
        "write",
        msg("print, save"),
        tooltip=msg("a PDF to be printed and signed, and the same as XLSX"),
        id="report.write",
    ),
    Binding("escape", "back", msg("back"), id="report.back"),
]


class DaysScreen(FormScreen[tuple["date", "date"]]):
    """Answers with two days; whether they are in order is the desk's to say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("these days"), id="days.done"),
    ]

    def __init__(self, first: "date", last: "date") -> None:
        super().__init__()
        self._first, self._last = first, last

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Which days?"), classes="title", markup=False)
        hint = tr("such as 20/11/2026")
        first = Field(day_text(self._first), id="first", limit=DAY_LIMIT, placeholder=hint)
        yield FormRow(tr("First day"), first)
        last = Field(day_text(self._last), id="last", limit=DAY_LIMIT, placeholder=hint)
        yield FormRow(tr("Last day"), last)

    def finish(self) -> None:
        for name in ("first", "last"):
            if day_of(self.text(name)) is None:
                self.set_focus(self.query_one(f"#{name}"))
                self.say(tr("This is no day. Type it as 20/11/2026."), Tone.DANGER)
                return
        first, last = day_of(self.text("first")), day_of(self.text("last"))
        assert first is not None
        assert last is not None
        self.dismiss((first, last))


class PostReportScreen(DeskScreen[None]):
    CSS_PATH = "report.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    rows = getters.query_one(RowList)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._today = local(station.clock()).date()
        self._first, self._last = month_of(self._today)

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            yield Static(id="period")
            yield RowList(id="rows")
            yield Static(id="kept")

    def on_mount(self) -> None:
        self.rows.focus()
        self.query_one("#kept", Static).update(report_text.kept(*kept_until(self._today)))
        self.ask()

    @work(exclusive=True, group="report")
    async def ask(self) -> None:
        first, last = self._first, self._last
        self.query_one("#period", Static).update(report_text.period(first, last))
        try:
            report = await asyncio.to_thread(self.station.counter.post.reports.of, first, last)
        except self.station.troubles as error:
            self.rows.show([])
            self.refuse(error)
            return
        empty = tr("Nothing came or went by post in these days.")
        self.rows.show(report_text.rows(report), empty=empty)
        self.say("")

    def action_month(self, by: int) -> None:
        self._first, self._last = month_of(self._first, by)
        self.ask()

    @work(exclusive=True, group="act")
    async def action_days(self) -> None:
        asking = DaysScreen(self._first, self._last)
        chosen: tuple[date, date] | None = await self.app.push_screen_wait(asking)
        if chosen is not None:
            self._first, self._last = chosen
            self.ask()

    @work(exclusive=True, group="act")
    async def action_write(self) -> None:
        counter, officer = self.station.counter, self.station.officer
        self.say(tr("Writing …"))
        try:
            files = await asyncio.to_thread(
                counter.post.reporting.write, officer, self._first, self._last, counter.config.out
            )
        except self.station.troubles as error:
            self.refuse(error)
            return
        said = tr("Print it and sign it; the XLSX lies beside it: {path}", path=str(files.paper))
        self.say(said, Tone.DONE)

    def action_back(self) -> None:
        self.dismiss(None)
