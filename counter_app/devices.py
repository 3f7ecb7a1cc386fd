"""Camera, scanner and printer at work: their loops, and what the strip says of each."""

import random
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from textual.message import Message

from counter_app.loops import Loop, Notify, Pace
from counter_app.messages import CameraSeen, HubSeen, PrintsSeen, ReaderSeen
from counter_app.screens.station import Troubles
from counter_app.sentences import sentence_of
from counter_app.widgets.strip import Health, Part
from counter_app.wording import msg, tr, trn

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from data.sync.link import HubLink
    from data.sync.replicator import SyncReport
    from printing.wire.spooler import SpoolReport
    from scanning.values import CaptureReport, ReaderReport

CAMERA_PACE = Pace(rest_s=0.08)
"""Twelve pictures a second at most: what a terminal can show."""
PRINTER_PACE = Pace(rest_s=1.5)
READER_PACE = Pace(rest_s=0.02)
"""With the wait of its read, a scan is there a blink after the scanner sent it."""
WAIT_S, MOST_WAITS = 0.004, 100
"""How the camera waits for whoever types, and for how long at most: 0.4 s."""
HUB_PACE = Pace(rest_s=0.5)
"""Sixty desks ask a hub 120 times a second what grew: little, beside being told by it."""
CAMERA, PRINTER, READER, HUB = "camera", "printer", "reader", "hub"

_PRINTERS = {
    "paper-low": (Health.WAITING, msg("paper is running low"), ""),
    "paper-out": (
        Health.TROUBLE,
        msg("out of paper"),
        msg("Put in a new roll, then close the cover until it clicks."),
    ),
    "cover-open": (
        Health.TROUBLE,
        msg("cover open"),
        msg("Close the cover until it clicks."),
    ),
    "offline": (
        Health.TROUBLE,
        msg("not ready"),
        msg("Press its feed button; if a lamp still blinks, switch it off and on."),
    ),
    "unreachable": (
        Health.TROUBLE,
        msg("off or not connected"),
        msg("Look at its switch and its cable; O prints elsewhere."),
    ),
    "unknown": (Health.WAITING, msg("does not answer"), ""),
}
"""By the state that it tells: how it is, in what word, and what cures it."""

_OTHER = msg("the other one")
AWAY = "hub-away"
"""The code of a hub that does not answer."""


class Devices:
    """Started once when the desk is open; `stop` waits for each loop, but not for ever."""

    def __init__(
        self,
        counter: "Counter",
        notify: Notify,
        troubles: Troubles,
        typing: Callable[[], bool] = lambda: False,
    ) -> None:
        """While `typing` says so, no picture is looked at: Python runs one thread at a time."""
        self._loops: list[Loop[object]] = []
        self._exchanges = _Exchanges()
        capture = counter.capture
        if capture is not None:
            capture.gives_way = _waits_while(typing)
            self._add(
                CAMERA,
                lambda: None if typing() else capture.step(),
                _seen,
                notify=notify,
                pace=CAMERA_PACE,
                troubles=troubles,
            )
        if counter.reader is not None:
            self._add(
                READER,
                counter.reader.step,
                _Changes().told,
                notify=notify,
                pace=READER_PACE,
                troubles=troubles,
            )
        self.printer = self._add(
            PRINTER,
            counter.paperwork.step,
            _printed,
            notify=notify,
            pace=PRINTER_PACE,
            troubles=troubles,
        )
        counter.bell.wakes = self.printer.wake
        if counter.hub is not None:
            self.hub = self._add(
                HUB,
                partial(self._exchange, counter.hub),
                self._exchanged,
                notify=notify,
                pace=HUB_PACE,
                troubles=troubles,
            )
            counter.bell.wakes = self._rung

    def start(self) -> None:
        for loop in self._loops:
            loop.start()

    def stop(self) -> bool:
        """False where a loop did not end in time."""
        stopped = [loop.stop() for loop in self._loops]
        return all(stopped)

    def _rung(self) -> None:
        """A paper is to be printed, and its entries are to be sent."""
        self.printer.wake()
        self.hub.wake()

    def _exchange(self, hub: "HubLink") -> "SyncReport":
        """After a trouble all is told anew."""
        try:
            return hub.step()
        except BaseException:
            self._exchanges = _Exchanges()
            raise

    def _exchanged(self, report: object) -> Message | None:
        told: SyncReport = report  # type: ignore[assignment]  # by step
        if told.more:
            self.hub.wake()
        return self._exchanges.told(told)

    def _add(
        self,
        name: str,
        step: Callable[[], object],
        tell: Callable[[object], Message | None],
        *,
        notify: Notify,
        pace: Pace,
        troubles: Troubles,
    ) -> Loop[object]:
        loop = Loop(
            name, step, tell=tell, notify=notify, pace=pace, troubles=troubles, jitter=random.random
        )
        self._loops.append(loop)
        return loop


def _waits_while(typing: Callable[[], bool]) -> Callable[[], None]:
    """A key that comes in the middle of a step has the interpreter before its next part."""
    never = Event()

    def wait() -> None:
        for _ in range(MOST_WAITS):
            if not typing():
                return
            never.wait(WAIT_S)

    return wait


def _seen(report: object) -> Message | None:
    return CameraSeen(report) if report is not None else None  # type: ignore[arg-type]  # by step


class _Changes:
    """A scanner is asked many times a second; the desk hears of values and of changes alone."""

    def __init__(self) -> None:
        self._state = ""

    def told(self, report: object) -> Message | None:
        seen: ReaderReport = report  # type: ignore[assignment]  # by step
        if not seen.values and seen.state.value == self._state:
            return None
        self._state = seen.state.value
        return ReaderSeen(seen)


class _Exchanges:
    """The hub is asked twice a second; the desk hears of what came and of changes alone."""

    def __init__(self) -> None:
        self._before: tuple[object, ...] = ()

    def told(self, report: "SyncReport") -> Message | None:
        now = (report.unsent, report.behind, report.faults)
        if now == self._before and not report.received:
            return None
        self._before = now
        return HubSeen(report)


def _printed(report: object) -> Message | None:
    return PrintsSeen(report) if report is not None else None  # type: ignore[arg-type]  # as above


def reader_part(report: "ReaderReport") -> Part:
    if report.state.value == "live":
        return Part(Health.READY)
    return Part(Health.TROUBLE, tr("not connected"))


def camera_part(report: "CaptureReport") -> Part:
    if report.state.value == "live":
        return Part(Health.READY)
    return Part(Health.TROUBLE, tr("not connected"))


def printer_part(report: "SpoolReport", *, elsewhere: bool = False) -> Part:
    """`elsewhere`: sheets go to the other printer, which is said while nothing is the matter."""
    health, word, cure = _PRINTERS.get(report.status.state.value, (Health.READY, "", ""))
    return Part(health, tr(word or (_OTHER if elsewhere else "")), tr(cure))


def hub_trouble(code: str, unsent: int) -> Part:
    """A hub that is away keeps nobody from working, so it is no more than something that waits."""
    cure = sentence_of(code)
    if code != AWAY:
        return Part(Health.TROUBLE, tr("takes nothing"), cure)
    waiting = trn("away, {n} unsent", "away, {n} unsent", unsent)
    return Part(Health.WAITING, waiting if unsent else tr("away"), cure)


def hub_part(report: "SyncReport") -> Part:
    """What is unsent is said while it is; a chain that cannot be taken until it can."""
    if report.faults:
        word = trn("{n} journal in doubt", "{n} journals in doubt", len(report.faults))
        cure = tr("Call the administrator. Everything else is exchanged.")
        return Part(Health.TROUBLE, word, cure)
    if report.unsent:
        return Part(Health.WAITING, trn("{n} unsent", "{n} unsent", report.unsent))
    return Part(Health.WAITING, tr("catching up")) if report.behind else Part(Health.READY)
