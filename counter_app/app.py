"""The program on the screen: who sits here, which screen is shown, and where keys and news go.

Imports nothing that is slow: the desk is built by `start` on a thread while sign-in is painted.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker

from counter_app import logbook, wording
from counter_app.messages import (
    CameraSeen,
    DossierWanted,
    HubSeen,
    LoopEnded,
    LoopState,
    PrintsSeen,
    ReaderSeen,
)
from counter_app.screens.signin import SignInScreen
from counter_app.terminal_app import TerminalApp
from counter_app.wording import msg

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.devices import Devices
    from counter_app.keys import KeyGate
    from counter_app.news import News
    from counter_app.screens.setup import Found
    from counter_app.screens.station import Station
    from data.domain.clock import Clock

FIRST_RUN = "store-missing"
"""What `start` refuses with where no desk was set up yet."""


@runtime_checkable
class TakesScans(Protocol):
    """A screen on which scans are understood: it uses one, or says why nobody could."""

    def take_scan(self, scan: str) -> bool: ...

    def refuse(self, error: Exception) -> None: ...


class CounterApp(TerminalApp):
    """`start` opens the desk; `found` sets one up on the first run, where that is wanted."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so in App
        (0, "-narrow"),
        (110, "-wide"),
    ]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", msg("leave"), priority=True, id="app.quit"),
    ]

    def __init__(
        self,
        start: "Callable[[], Counter]",
        *,
        clock: "Clock",
        found: "Found | None" = None,
        lang: str = wording.DEFAULT_LANGUAGE,
    ) -> None:
        super().__init__()
        wording.use(lang)
        self._start, self._found, self._clock = start, found, clock
        self._station: Station | None = None
        self._devices: Devices | None = None
        self._news: News | None = None
        self._gate: KeyGate | None = None
        self.failure: BaseException | None = None
        """Why the desk is not open, where it could not be opened."""

    @property
    def station(self) -> "Station":
        assert self._station is not None
        return self._station

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The program is left from a screen on which nothing is half done."""
        if action == "quit":
            return bool(self._screen_stack) and getattr(self.screen, "MAY_LEAVE", False)
        return super().check_action(action, parameters)

    # --- opening and leaving --------------------------------------------------------------------

    def get_default_screen(self) -> SignInScreen:
        return SignInScreen()

    def on_mount(self) -> None:
        # The desk is opened after the first paint: its imports would hold the interpreter's lock.
        self.call_after_refresh(self._open)

    @on(SignInScreen.OpenAgain)
    @work(thread=True, exit_on_error=False, group="start")
    def _open(self) -> None:
        self.failure = None
        self.call_from_thread(self._opened, self._start())

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.worker.group == "start" and event.worker.error is not None:
            self._not_opened(event.worker.error)

    def _opened(self, counter: "Counter") -> None:
        from counter_app.devices import Devices
        from counter_app.keys import KeyGate
        from counter_app.news import News
        from counter_app.screens.capture.capturing import pedal_of
        from counter_app.screens.station import open_station

        pedal = pedal_of(counter.config.capture.pedal, lambda: self.screen)
        gate = KeyGate(super().on_event, scanned=self._keyed, later=self.later, pedal=pedal)
        self._station = open_station(counter, self._clock)
        self._news = News(self._station, lambda: self.screen_stack)
        self._devices = Devices(
            counter, self.post_message, self._station.troubles, typing=lambda: gate.busy
        )
        self._gate = gate
        self._devices.start()
        self._tick()
        self.set_interval(1, self._tick)
        if isinstance(self.screen, SignInScreen):
            self.screen.opened(self._station)

    def _not_opened(self, error: BaseException) -> None:
        self.failure = error
        if not getattr(error, "code", ""):
            logbook.failed("not-opened", error)
        if getattr(error, "code", "") == FIRST_RUN and self._found is not None:
            from counter_app.screens.setup import SetUpScreen

            self.push_screen(SetUpScreen(self._found), self._set_up)
        elif isinstance(self.screen, SignInScreen):
            self.screen.failed(error)

    def _set_up(self, done: bool | None) -> None:  # noqa: FBT001 - the answer of a screen
        if done:
            self._open()

    def _fatal_error(self) -> None:
        """Textual would print a traceback with every local variable: the names of citizens."""
        error = self._exception or sys.exc_info()[1]
        assert error is not None
        logbook.failed("unforeseen", error)
        self.failure = error
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """A loop that is still busy keeps the store: the process takes the lock with it."""
        stopped = self._devices is None or self._devices.stop()
        if self._station is not None and stopped:
            self._station.counter.close()

    @on(SignInScreen.SignedIn)
    def _signed_in(self, event: SignInScreen.SignedIn) -> None:
        from counter_app.screens.day.home import HomeScreen

        self.station.sit(event.officer)
        self.push_screen(HomeScreen(self.station))
        self.call_after_refresh(self._load_for_scans)

    @work(thread=True, exit_on_error=False, group="load")
    def _load_for_scans(self) -> None:
        from counter_app.screens.return_desk import slips

        slips.load()

    def action_lock(self) -> None:
        from counter_app.screens.lock import LockScreen

        self.push_screen(LockScreen(self.station))

    # --- keys and scans -------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Keys pass the gate while somebody works here; a PIN is nobody's scan."""
        gate = self._gate if self._reads_scans() else None
        if gate is not None and isinstance(event, events.Key) and not event.is_forwarded:
            await gate.feed(event, in_text_field=isinstance(self.focused, Input))
        else:
            await super().on_event(event)

    def _reads_scans(self) -> bool:
        front = self.screen if self._screen_stack else None
        return isinstance(front, TakesScans) and not getattr(front, "LOCKED", False)

    def _keyed(self, value: str) -> None:
        if self._news is not None:
            self._news.scan_came()
        self.scanned(value)

    def scanned(self, value: str) -> None:
        """What is in front takes a scan, so that nothing is filled unseen; else it is a slip."""
        front = self.screen
        if self._reads_scans() and isinstance(front, TakesScans) and not front.take_scan(value):
            self.post_message(DossierWanted(value))

    @on(DossierWanted)
    def _wanted(self, event: DossierWanted) -> None:
        from counter_app.screens.return_desk.slips import show_scanned

        show_scanned(self, self.station, event.code)

    # --- news of the devices --------------------------------------------------------------------

    def _tick(self) -> None:
        if self._news is not None:
            self._news.minute(self._clock())

    @on(CameraSeen)
    @on(PrintsSeen)
    @on(ReaderSeen)
    @on(HubSeen)
    @on(LoopState)
    @on(LoopEnded)
    def _heard(self, event: Message) -> None:
        if isinstance(event, LoopEnded):
            logbook.failed("loop-ended", event.error, loop=event.loop)
        if self._news is None or self._gate is None:
            return
        for scan in self._news.hear(event, draw=not self._gate.busy):
            self.scanned(scan)
