"""Movements one by one: of an agency that is to be settled, of a settlement, of a period."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.screens.dossiers.dossier import look_into
from counter_app.screens.money.money_list import MoneyList
from counter_app.screens.money.settlement_text import lines_sum, money_rows
from counter_app.widgets.rows import RowList
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.store.money import MoneyLine


class LinesScreen(MoneyList[bool, "Sequence[MoneyLine]"]):
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

    def read(self) -> "Sequence[MoneyLine]":
        return self._read()

    def show_found(self, found: "Sequence[MoneyLine]") -> None:
        self.rows.show(money_rows(found))
        self.query_one("#sum", Static).update(lines_sum(found))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        can = super().check_action(action, parameters)
        if action == "settle":
            return can and self._may_settle and bool(self.rows.key)
        return can

    @work(exclusive=True, group="open")
    async def action_open(self) -> None:
        await look_into(self, self.rows.key.partition(":")[0])

    def action_settle(self) -> None:
        self.dismiss(result=True)
