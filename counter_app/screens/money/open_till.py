"""A cash shift begins: what lies in the drawer before the first payment is typed."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.desk.money.amounts import AMOUNT_LIMIT, vnd_of
from counter_app.screens.form import FormScreen
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import msg, tr
from data.domain.till import Till

if TYPE_CHECKING:
    from counter_app.screens.station import Station


class OpenTillScreen(FormScreen[Till]):
    """Answers with the till that is open now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("open the cash shift"), id="open-till.done"),
    ]

    def __init__(self, station: "Station") -> None:
        super().__init__()
        self._station = station

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Open the cash shift"), classes="title", markup=False)
        hint = tr("what lies in the drawer; empty for nothing")
        yield FormRow(tr("Float"), Field(id="float", limit=AMOUNT_LIMIT, placeholder=hint))
        yield Static(
            tr(
                "Every payment that is written down at this desk from now on belongs to this shift."
            ),
            classes="quiet",
            markup=False,
        )

    def finish(self) -> None:
        try:
            float_vnd = vnd_of(self.text("float"))
        except self._station.troubles as error:
            self.refuse(error)
        else:
            self._open(float_vnd)

    @work(exclusive=True, group="open")
    async def _open(self, float_vnd: int) -> None:
        tills, officer = self._station.counter.money.tills, self._station.officer
        try:
            till = await asyncio.to_thread(tills.open, officer, float_vnd)
        except self._station.troubles as error:
            self.refuse(error)
        else:
            await self.leave(till)
