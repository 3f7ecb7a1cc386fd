"""The report of the post: some days, by agency, on the screen and as files (TT 17/2017 Đ13)."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.desk.post.reports import kept_until
from counter_app.screens.days import DaysScreen
from counter_app.screens.frame import DeskScreen
from counter_app.screens.post import report_text
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import msg, tr
from data.domain.clock import local
from data.domain.months import month_of

if TYPE_CHECKING:
    from counter_app.screens.station import Station

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
        chosen = await self.app.push_screen_wait(DaysScreen(self._first, self._last))
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
