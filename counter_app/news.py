"""News of the devices, brought to the strip and to the screen in front. Lives on the UI thread."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.message import Message
from textual.screen import Screen

from counter_app.devices import (
    CAMERA,
    HUB,
    PRINTER,
    READER,
    camera_part,
    hub_part,
    hub_trouble,
    printer_part,
    reader_part,
)
from counter_app.messages import (
    CameraSeen,
    HubSeen,
    LoopEnded,
    LoopState,
    PrintsSeen,
    ReaderSeen,
)
from counter_app.screens.capture.capturing import read_separator
from counter_app.screens.frame import DeskScreen, Speaking
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.sentences import sentence_of
from counter_app.widgets.strip import Health, Part, StripFacts
from counter_app.wording import tr
from data.domain.codes import is_slip_key, parse_code, read_card
from data.domain.labels import read_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.screens.station import Station
    from data.sync.replicator import SyncReport
    from printing.wire.spooler import SpoolReport
    from scanning.values import CaptureReport, TakenPage

AWAY_FRAMES = 18
"""Frames without a code after which it was taken away: one and a half seconds, four looks."""


@runtime_checkable
class ShowsCamera(Protocol):
    """A screen on which the camera's picture is seen."""

    def show_camera(self, report: "CaptureReport | None") -> None: ...


class CodesUnderCamera:
    """Each code is told once, however long it lies there, and again after it was taken away.

    A code that was told is forgotten when `AWAY_FRAMES` frames did not show it. A camera without
    frames takes nothing away.
    """

    def __init__(self) -> None:
        self._missed: dict[str, int] = {}
        """Codes that were told, with the number of frames since each was seen."""

    def new(self, report: "CaptureReport", of_use: "Callable[[str], bool]") -> str:
        """A code that is of use now and was not told yet, or nothing.

        A slip bears three codes: all that are seen with the one that is told are known from then.
        """
        if report.scan and report.fresh:
            # Each picture of a scanner is another sheet: two separators may bear one code.
            self._missed.clear()
        seen = [it.value for it in report.barcodes]
        useful = [value for value in seen if of_use(value)]
        told = next((value for value in useful if value not in self._missed), "")
        for value in self._missed:
            self._missed[value] += report.fresh
        self._missed |= dict.fromkeys([*self._missed.keys() & seen, *useful], 0)
        self._missed = {it: missed for it, missed in self._missed.items() if missed < AWAY_FRAMES}
        return told

    def told(self, value: str) -> bool:
        """Whether it was told and still lies there."""
        return value in self._missed


@runtime_checkable
class TakesPages(Protocol):
    """A screen to which pages come by themselves."""

    @property
    def wants_pages(self) -> bool: ...

    def page_taken(self, page: "TakenPage") -> None: ...


class News:
    """`screens` gives the screens from the bottom to the one in front."""

    def __init__(
        self, station: "Station", screens: "Callable[[], Sequence[Screen[object]]]"
    ) -> None:
        self._station, self._screens = station, screens
        self._codes = CodesUnderCamera()
        if station.counter.capture is not None:
            station.counter.capture.passes_over = self._no_page

    def show(self, facts: StripFacts) -> None:
        """Nothing is drawn where nothing changed."""
        if facts == self._station.facts:
            return
        self._station.facts = facts
        for screen in self._screens():
            if isinstance(screen, DeskScreen):
                screen.show_facts(facts)

    def hear(self, told: Message, *, draw: bool = True) -> tuple[str, ...]:
        """Returns what was scanned: by a reader of its own, or as a code under the camera."""
        if isinstance(told, CameraSeen):
            code = self.camera(told.report, draw=draw)
            return (code,) if code else ()
        if isinstance(told, ReaderSeen):
            self.show(replace(self._station.facts, reader=reader_part(told.report)))
            return told.report.values
        if isinstance(told, PrintsSeen):
            self.prints(told.report)
        elif isinstance(told, HubSeen):
            self.exchanged(told.report)
        elif isinstance(told, LoopState):
            self.trouble(told.loop, told.code)
        elif isinstance(told, LoopEnded):
            self.ended(told.loop)
        return ()

    def minute(self, now: datetime) -> None:
        self.show(replace(self._station.facts, now=now.replace(second=0, microsecond=0)))

    def camera(self, report: "CaptureReport", *, draw: bool) -> str:
        """Returns a code that came under the camera since the last report, or nothing.

        The picture is drawn where `draw` is set; it is known to the desk in any case.
        """
        self._station.seen = report
        self._pages(report)
        self.show(replace(self._station.facts, camera=camera_part(report)))
        for screen in self._screens():
            if draw and isinstance(screen, ShowsCamera):
                screen.show_camera(report)
        return self._codes.new(report, self._of_use)

    def _pages(self, report: "CaptureReport") -> None:
        """Pages come to the screen in front, and only while it wants them."""
        capture, front = self._station.counter.capture, self._front()
        if capture is None:
            return
        capture.wanted = isinstance(front, TakesPages) and front.wants_pages
        if report.taken is None:
            return
        if isinstance(front, TakesPages) and front.wants_pages:
            front.page_taken(report.taken)
        else:
            capture.again()

    def _front(self) -> "Screen[object] | None":
        """There is none while the program closes."""
        screens = self._screens()
        return screens[-1] if screens else None

    def _no_page(self, value: str) -> bool:
        """Whether a sheet with this code is used for its code. Asked on the camera's thread."""
        return _is_ours(value) or self._codes.told(value) or self._of_use(value)

    def scan_came(self) -> None:
        """A reader that types is there when it reads; one with an address says so by itself."""
        if self._station.counter.reader is not None:
            return
        self.show(replace(self._station.facts, reader=Part(Health.READY)))

    def prints(self, report: "SpoolReport") -> None:
        before = self._station.facts.printer
        printers = self._station.counter.printers
        elsewhere = printers is not None and printers.elsewhere
        part = printer_part(report, elsewhere=elsewhere)
        self.show(replace(self._station.facts, printer=part))
        if report.job_id is not None or before != self._station.facts.printer:
            self._prints_changed()

    def exchanged(self, report: "SyncReport") -> None:
        """What came of other desks is shown where it is looked at."""
        self.show(replace(self._station.facts, hub=hub_part(report)))
        front = self._front()
        if report.received and isinstance(front, DeskScreen) and front.stands:
            front.entries_came(report.received)

    def trouble(self, loop: str, code: str) -> None:
        """A loop cannot work, or can again: its device says so on the strip."""
        if loop == HUB:
            self._hub_trouble(code)
            return
        part = Part(Health.TROUBLE, sentence_of(code)) if code else Part(Health.READY)
        self._device(loop, part)

    def _hub_trouble(self, code: str) -> None:
        """What is kept here meanwhile is counted at each try; that all is well its report says."""
        hub = self._station.counter.hub
        if hub is None or not code:
            return
        with suppress(*self._station.troubles):
            part = hub_trouble(code, hub.replicator.unsent())
            self.show(replace(self._station.facts, hub=part))

    def ended(self, loop: str) -> None:
        self._device(loop, Part(Health.TROUBLE, tr("stopped, restart the program")))

    def _device(self, loop: str, part: Part) -> None:
        if loop == CAMERA:
            self.show(replace(self._station.facts, camera=part))
        elif loop == PRINTER:
            self.show(replace(self._station.facts, printer=part))
        elif loop == READER:
            self.show(replace(self._station.facts, reader=part))
        elif loop == HUB:
            self.show(replace(self._station.facts, hub=part))

    def _prints_changed(self) -> None:
        """Where nobody reads it, a trouble is not said: home counts again and says it then."""
        front = self._screens()[-1]
        try:
            self._station.recount()
        except self._station.troubles as error:
            if isinstance(front, Speaking) and front.stands:
                front.refuse(error)
            return
        if isinstance(front, DeskScreen) and front.stands:
            front.show_facts(self._station.facts)
            front.prints_changed()

    def _of_use(self, value: str) -> bool:
        """Nobody pointed the camera at a code, and a page may bear any.

        So a card fills a person only where there is none yet, and only our own codes open a
        dossier.
        """
        front = self._front()
        if read_card(value) is not None:
            return isinstance(front, IntakeScreen) and front.wants_person()
        if read_label(value) is not None:
            return read_separator(value) is not None and isinstance(front, TakesPages)
        return _is_ours(value) and isinstance(front, DeskScreen)


def _is_ours(value: str) -> bool:
    """A slip, a badge, a shelf, a separator: none of them is a page."""
    return parse_code(value) is not None or is_slip_key(value) or read_label(value) is not None
