"""A result goes back to the one-stop that sent the dossier, which returns it there (R95, C18)."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.desk.return_desk.collecting import is_code_of
from counter_app.desk.return_desk.releasing import SendBackForm
from counter_app.screens.form import FormScreen
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import msg, tr
from data.domain.codes import CODE_LIMIT
from data.domain.dossier import Dossier
from data.domain.received import FeeState
from data.domain.text import NAME_LIMIT

if TYPE_CHECKING:
    from counter_app.screens.station import Station

_HERE, _THERE = "here", "there"


class SendBackScreen(FormScreen[Dossier]):
    """Answers with the dossier that was sent; `code` is what was read off its envelope."""

    CSS_PATH = "send_back.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("send back"), id="send-back.done"),
    ]

    def __init__(self, station: "Station", dossier: Dossier, code: str) -> None:
        super().__init__()
        self._station, self._dossier, self._code = station, dossier, code
        self._unpaid = dossier.taken_in().fee.state is FeeState.UNPAID

    def compose_panel(self) -> ComposeResult:
        inbound = self._dossier.taken_in().inbound
        one_stop = inbound.one_stop if inbound else ""
        title = tr("Back to {one_stop}", one_stop=one_stop)
        yield Static(title, classes="title", markup=False)
        yield FormRow(tr("Code on the result"), Field(self._code, id="code", limit=CODE_LIMIT))
        giver = self._station.officer.name
        yield FormRow(tr("Given by"), Field(giver, id="giver", limit=NAME_LIMIT))
        yield FormRow(tr("Taken by"), Field(id="receiver", limit=NAME_LIMIT))
        yield FormRow(
            tr("Number of its slip"),
            Field(id="number", limit=CODE_LIMIT, placeholder=tr("empty where there is none")),
        )
        options = [(_HERE, tr("was taken here")), (_THERE, tr("is taken there"))]
        yield FormRow(tr("Fee"), Choice(options, _HERE, id="fee"), id="fee-row")

    def on_mount(self) -> None:
        self.query_one("#fee-row").display = self._unpaid
        self.query_one("#receiver" if self._code else "#code").focus()

    def take_scan(self, scan: str) -> bool:
        """The result in the officer's hand is scanned by the way."""
        if is_code_of(self._dossier, scan):
            self.query_one("#code", Field).value = scan
            return True
        return False

    def finish(self) -> None:
        self.send()

    @work(exclusive=True, group="send")
    async def send(self) -> None:
        form = SendBackForm(
            envelope_code=self.text("code"),
            giver=self.text("giver"),
            receiver=self.text("receiver"),
            number=self.text("number"),
            fee_there=self._unpaid and self.chosen("fee") == _THERE,
        )
        station, dossier = self._station, self._dossier.id
        try:
            sent = await asyncio.to_thread(
                station.counter.releasing.send_back, station.officer, dossier, form
            )
        except station.troubles as error:
            self.refuse(error)
        else:
            await self.leave(sent)
