"""The officer's own PIN once more, for what is an exception (C28): a correction, a decision.

The PIN goes to the desk call and nowhere else: it is never shown, kept or read as a scan.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.form import FormScreen
from counter_app.screens.signin import PIN_LIMIT
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.screens.station import Station


class PinScreen(FormScreen[bool]):
    """Answers True where it was the PIN of the officer who sits here."""

    LOCKED: ClassVar[bool] = True
    """A PIN typed here is nobody's scan."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("confirm"), id="pin.confirm"),
    ]

    def __init__(self, station: "Station", what: str) -> None:
        super().__init__()
        self._station, self._what = station, what

    def compose_panel(self) -> ComposeResult:
        yield Static(self._what, classes="title", markup=False)
        yield Static(
            tr("An exception: {name} types the PIN once more.", name=self._station.officer.name),
            markup=False,
        )
        yield FormRow(tr("PIN"), Field(id="pin", limit=PIN_LIMIT, secret=True))

    def take_scan(self, scan: str) -> bool:
        """Nothing is read while a PIN may be typed."""
        del scan
        return True

    def on_screen_suspend(self) -> None:
        """Whoever unlocks this desk finds no PIN waiting."""
        for field in self.query("#pin").results(Field):
            field.value = ""

    def finish(self) -> None:
        if self.text("pin").strip():
            self._check()

    @work(exclusive=True, group="confirm")
    async def _check(self) -> None:
        self.say(tr("Checking …"))
        pin, officer = self.text("pin"), self._station.officer
        self.query_one("#pin", Field).value = ""
        try:
            await asyncio.to_thread(self._station.counter.sign_in.confirm, officer, pin)
        except self._station.troubles as error:
            self.refuse(error)
        else:
            await self.leave(answer=True)
