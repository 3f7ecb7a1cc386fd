"""End of day (Chốt ngày, C27): each list of what is not finished, with its count; Enter opens.

Nothing is decided here: what a row stands for is opened where it can be finished.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from counter_app.desk.on_paper.sheets import DOSSIER_FORMS
from counter_app.screens.day.day_end_text import (
    SHEET,
    TILL,
    Open,
    list_rows,
    open_lists,
    totals,
)
from counter_app.screens.day.home_rows import DOSSIER, DRAFT
from counter_app.screens.dossiers.dossier import go_on, look_into
from counter_app.screens.frame import DeskScreen
from counter_app.screens.money.till import TillScreen
from counter_app.widgets.lines import QUIET, STRONG, row, styled
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import money_text, msg, tr
from data.domain.printjob import JobState

if TYPE_CHECKING:
    from counter_app.desk.lists.day_end import DayEnd
    from counter_app.screens.station import Station


class DayEndScreen(DeskScreen[None]):
    CSS_PATH = "day_end.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "inside",
            msg("open the list"),
            tooltip=msg("see what is not finished, one by one"),
            id="day-end.inside",
        ),
        Binding(
            "enter",
            "open",
            msg("open"),
            tooltip=msg("look at the dossier, go on with the draft, or settle the sheet"),
            id="day-end.open",
        ),
        Binding(
            "p",
            "report",
            msg("report"),
            tooltip=msg("save what was counted as a PDF, to be printed and signed over"),
            id="day-end.report",
        ),
        Binding("escape", "back", msg("back"), id="day-end.back"),
    ]

    lists = getters.query_one("#lists", RowList)
    rows = getters.query_one("#rows", RowList)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._day: DayEnd | None = None
        self._open: list[Open] = []
        self._shown = ""

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="left"):
                yield Static(tr("End of day"), classes="title", markup=False)
                yield Static(id="totals")
                yield RowList(id="lists")
            with Vertical(id="right"):
                yield Static(id="name")
                yield RowList(id="rows", empty=tr("Nothing here: all is finished."))

    def on_mount(self) -> None:
        self.lists.focus()

    def on_screen_resume(self) -> None:
        """Whatever was settled in front of it is counted anew."""
        self.show_day()

    def prints_changed(self) -> None:
        self.show_day()

    def show_day(self) -> None:
        try:
            self._day = self.station.counter.days.end()
            now = self.station.counter.money.tills.now()
        except self.station.troubles as error:
            self.refuse(error)
            return
        self.recount()
        self._open = open_lists(self._day, now.till if now else None)
        self.query_one("#totals", Static).update(totals(self._day))
        first = not self.lists.key
        self.lists.show(list_rows(self._open))
        if first:
            self.lists.first()
        self._show_list()
        if self._day.is_clear and now is None:
            self.say(tr("Nothing waits: sheets, drafts and pages are all settled."), Tone.DONE)

    def _show_list(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self._shown = chosen.name
        amount = f" · {money_text(chosen.amount_vnd)}" if chosen.amount_vnd else ""
        whose = " · " + tr("of the whole Center") if chosen.shared else ""
        counted = styled(f" · {len(chosen.rows)}{amount}{whose}", QUIET)
        self.query_one("#name", Static).update(row(styled(tr(chosen.title), STRONG), counted))
        self.rows.show(chosen.rows)
        if not chosen.rows and self.rows.has_focus:
            self._go_outside()
        self.refresh_bindings()

    def _chosen(self) -> "Open | None":
        return next((one for one in self._open if one.name == self.lists.key), None)

    @on(RowList.Moved)
    def _moved(self) -> None:
        """A cursor moved: on another list, what is in it is shown from its first row on."""
        if self.lists.key != self._shown:
            self._show_list()
            self.rows.first()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.stands:
            return False
        chosen = self._chosen()
        if action == "inside":
            return self.lists.has_focus and chosen is not None and bool(chosen.rows)
        return action != "open" or (self.rows.has_focus and bool(self.rows.key))

    def action_inside(self) -> None:
        self.add_class("-inside")
        self.rows.focus()

    def _go_outside(self) -> None:
        self.remove_class("-inside")
        self.lists.focus()

    def action_back(self) -> None:
        if self.rows.has_focus:
            self._go_outside()
        else:
            self.dismiss(None)

    def action_open(self) -> None:
        key = self.rows.key
        if key.startswith(DOSSIER):
            self.look_at(key.removeprefix(DOSSIER))
        elif key.startswith(DRAFT):
            self.receive(key.removeprefix(DRAFT))
        elif key.startswith(TILL):
            self.app.push_screen(TillScreen(self.station))
        elif key.startswith(SHEET):
            self._settle(key.removeprefix(SHEET))

    @work(exclusive=True, group="look")
    async def look_at(self, dossier: str) -> None:
        if (draft := await look_into(self, dossier)) is not None:
            self.receive(draft)

    def receive(self, parked: str) -> None:
        """A draft is gone on with from home, where one citizen follows another."""
        self.dismiss(None)
        go_on(self.app, parked)

    @work(exclusive=True, group="report")
    async def action_report(self) -> None:
        from counter_app.desk.on_paper.day_report import DayReport

        counter, officer = self.station.counter, self.station.officer
        report = DayReport(counter.days)
        try:
            path = await asyncio.to_thread(report.write, officer, counter.config.out)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.say(tr("Saved as {path}. Print it and sign it over.", path=str(path)), Tone.DONE)

    def _settle(self, job_id: str) -> None:
        """Ask about a sheet that may have come out; any other is looked at in its dossier."""
        sheets = self._day.sheets if self._day is not None else ()
        for job in sheets:
            if job.id != job_id or job.sheet is None:
                continue
            if job.state is JobState.UNKNOWN:
                self.ask_print(job)
            elif job.sheet.form in DOSSIER_FORMS:
                self.look_at(job.sheet.subject)
            else:
                self.say(tr("This sheet waits for the printer; it prints by itself."))
