"""Movements one by one: of an agency that is to be settled, of a settlement, of a period."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.screens.dossiers.dossier import look_into
from counter_app.screens.frame import DeskScreen
from counter_app.screens.money.settlement_text import lines_sum, money_rows
from counter_app.widgets.rows import RowList
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.store.money import MoneyLine


class LinesScreen(DeskScreen[bool]):
    """`read` gives the lines, on a thread. Answers True where they are to be settled."""

    CSS_PATH = "lines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "open",
            msg("open"),
            tooltip=msg("the dossier of this entry"),
            id="money-lines.open",
        ),
        Binding(
            "f9",
            "settle",
            msg("settle"),
            tooltip=msg("all of these, with the names of both who sign"),
            id="money-lines.settle",
        ),
        Binding("escape", "back", msg("back"), id="money-lines.back"),
    ]

    rows = getters.query_one(RowList)

    def __init__(
        self,
        station: "Station",
        title: str,
        read: "Callable[[], Sequence[MoneyLine]]",
        *,
        may_settle: bool = False,
    ) -> None:
        super().__init__(station)
        self._title, self._read, self._may_settle = title, read, may_settle

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            yield Static(self._title, classes="title", markup=False)
            yield RowList(id="rows", empty=tr("Nothing moved."))
            yield Static(id="sum")

    def on_mount(self) -> None:
        self.rows.focus()

    def on_screen_resume(self) -> None:
        self.reread()

    @work(exclusive=True, group="reread")
    async def reread(self) -> None:
        try:
            lines = await asyncio.to_thread(self._read)
        except self.station.troubles as error:
            self.refuse(error)
            return
        if self.stands:
            self.rows.show(money_rows(lines))
            self.query_one("#sum", Static).update(lines_sum(lines))
            self.refresh_bindings()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.stands:
            return False
        if action == "settle":
            return self._may_settle and bool(self.rows.key)
        return action != "open" or bool(self.rows.key)

    @work(exclusive=True, group="open")
    async def action_open(self) -> None:
        await look_into(self, self.rows.key.partition(":")[0])

    def action_settle(self) -> None:
        self.dismiss(result=True)

    def action_back(self) -> None:
        self.dismiss(result=False)
