"""Sign-in: officer number and PIN. Painted before the store is open, and says how that goes."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.keybar import KeyBar
from counter_app.widgets.notice import Notice, Tone
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.center import Officer

NUMBER_LIMIT = 20
PIN_LIMIT = 20
_OPENING = msg("Opening the records of this desk … You may type already.")


class SignInScreen(Screen[None]):
    """What is typed while the store opens is kept, and Enter is remembered until it is open."""

    CSS_PATH = "signin.tcss"
    MAY_LEAVE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", msg("next"), id="signin.next"),
        Binding("up,down", "other", show=False, id="signin.other"),
        Binding("enter", "again", msg("try again"), id="signin.again"),
    ]

    number = getters.query_one("#number", Field)
    pin = getters.query_one("#pin", Field)
    notice = getters.query_one(Notice)

    class SignedIn(Message):
        def __init__(self, officer: "Officer") -> None:
            super().__init__()
            self.officer = officer

    class OpenAgain(Message):
        """What stood in the way may be gone."""

    def __init__(self) -> None:
        super().__init__()
        self._station: Station | None = None
        self._waiting = False
        self._failed = False

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(tr("Public Administration Center"), id="center", markup=False)
            yield Static(tr("One-stop receiving desk"), id="desk", markup=False)
            yield FormRow(tr("Officer number"), Field(id="number", limit=NUMBER_LIMIT))
            yield FormRow(tr("PIN"), Field(id="pin", limit=PIN_LIMIT, secret=True))
            yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        if self._station is None:
            self.notice.say(tr(_OPENING))

    def opened(self, station: "Station") -> None:
        """The store is open: say whose desk it is, and do what was waiting for it."""
        self._station = station
        self.query_one("#center", Static).update(station.counter.center.head.name)
        self.query_one("#desk", Static).update(station.facts.desk)
        self.notice.say("")
        if self._waiting:
            self.action_next()

    def failed(self, error: BaseException) -> None:
        """The store cannot be opened: the sentence says what to do, and Enter tries again."""
        self._failed = True
        self._refuse(error)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return {"next": not self._failed, "again": self._failed}.get(action, True)

    def action_again(self) -> None:
        self._failed = False
        self.notice.say(tr(_OPENING))
        self.refresh_bindings()
        self.post_message(self.OpenAgain())

    def action_other(self) -> None:
        self.focus_next(Field)

    def action_next(self) -> None:
        if not self.number.value or not self.pin.value:
            (self.pin if self.number.value else self.number).focus()
        elif self._station is None:
            self._waiting = True
        else:
            self._sign_in(self._station)

    @work(exclusive=True, group="sign-in")
    async def _sign_in(self, station: "Station") -> None:
        """The PIN is hashed on a thread: that alone takes a fifth of a second."""
        self.notice.say(tr("Checking …"))
        number, pin = self.number.value, self.pin.value
        self.pin.value = ""
        try:
            officer = await asyncio.to_thread(station.counter.sign_in.sign_in, number, pin)
        except station.troubles as error:
            self._refuse(error)
            self.pin.focus()
        else:
            self.post_message(self.SignedIn(officer))

    def _refuse(self, error: BaseException) -> None:
        """The sentences are loaded when one is needed: the first paint says none."""
        from counter_app.sentences import sentence

        self.notice.say(sentence(error), Tone.DANGER)
