"""The locked desk: nothing of a citizen is on the screen until an officer signs in."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from counter_app.screens.signin import NUMBER_LIMIT, PIN_LIMIT
from counter_app.sentences import sentence
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.keybar import KeyBar
from counter_app.widgets.notice import Notice, Tone
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.screens.station import Station


class LockScreen(Screen[None]):
    """Whoever signs in goes on where the desk stopped; what they do is done in their name."""

    CSS_PATH = "lock.tcss"
    LOCKED: ClassVar[bool] = True
    """A PIN typed here is nobody's scan."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "unlock", msg("unlock"), id="lock.unlock"),
        Binding("up,down", "other", msg("another officer"), key_display="↑", id="lock.other"),
    ]

    notice = getters.query_one(Notice)

    def __init__(self, station: "Station") -> None:
        super().__init__()
        self._station = station

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(tr("Locked"), classes="title", id="center", markup=False)
            number = self._station.officer.number
            yield FormRow(tr("Officer number"), Field(number, id="number", limit=NUMBER_LIMIT))
            yield FormRow(tr("PIN"), Field(id="pin", limit=PIN_LIMIT, secret=True))
            yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#pin").focus()
        self.notice.say(tr("What was begun is kept. Type the PIN and press Enter."))

    def take_scan(self, scan: str) -> bool:
        """Nothing is read while nobody sits here."""
        del scan
        return True

    def refuse(self, error: Exception) -> None:
        self.notice.say(sentence(error), Tone.DANGER)

    def action_other(self) -> None:
        self.focus_next(Field)

    @work(exclusive=True, group="unlock")
    async def action_unlock(self) -> None:
        if not self.query_one("#pin", Field).value:
            self.query_one("#pin").focus()
            return
        number, pin = self.query_one("#number", Field).value, self.query_one("#pin", Field).value
        self.query_one("#pin", Field).value = ""
        sign_in = self._station.counter.sign_in.sign_in
        try:
            officer = await asyncio.to_thread(sign_in, number, pin)
        except self._station.troubles as error:
            self.refuse(error)
        else:
            self._station.sit(officer)
            self.dismiss(None)
