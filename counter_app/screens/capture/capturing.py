"""A screen on which pages come by themselves: told, doubted, and put where the officer works.

A page with findings is never kept silently: it waits here until it is laid better, accepted or
dropped, and the screen is not left meanwhile.
"""

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Generic

from textual import work
from textual.binding import Binding, BindingType

from counter_app.screens.capture import capture_text
from counter_app.screens.frame import Answer, DeskScreen
from counter_app.widgets.notice import Tone
from counter_app.widgets.preview import PreviewPane
from counter_app.wording import msg, tr
from data.domain.labels import Label, read_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.screens.station import Station
    from scanning.session import CaptureSession
    from scanning.values import CaptureReport, TakenPage

JUST_TAKEN_S = 0.8
"""A key pressed so soon after a page was taken by itself was meant for that page."""

TAKE = Binding(
    "space",
    "take",
    msg("take page"),
    tooltip=msg("the sheet under the camera becomes a page of this component"),
    id="capture.take",
)
CAPTURE_KEYS: list[BindingType] = [
    Binding(
        "enter",
        "accept",
        msg("keep as it is"),
        tooltip=msg("the page is kept although something may be wrong with it"),
        id="capture.accept",
    ),
    Binding(
        "h",
        "hands_free(True)",
        msg("hands-free on"),
        tooltip=msg("a sheet that lies still is taken without a key"),
        id="capture.on",
    ),
    Binding(
        "h",
        "hands_free(False)",
        msg("hands-free off"),
        tooltip=msg("pages are taken by Space alone"),
        id="capture.off",
    ),
    Binding(
        "g",
        "corners",
        msg("corners"),
        tooltip=msg("set the corners of the sheet by hand"),
        id="capture.corners",
    ),
]


def read_separator(scan: str) -> int | None:
    """The component that a separator in a stack of pages names; 0 is the next one."""
    marked = read_label(scan)
    if marked is None or marked.label is not Label.SEPARATOR:
        return None
    return marked.number


def pedal_of(pedal: str, front: "Callable[[], object]") -> "Callable[[str], bool]":
    """Whether a key is the foot pedal, which takes a page where the screen in front takes pages.

    Elsewhere it is an ordinary key.
    """

    def pressed(key: str) -> bool:
        screen = front() if pedal and key == pedal else None
        if not isinstance(screen, CapturingScreen):
            return False
        if screen.check_action("take", ()):
            screen.action_take()
        return True

    return pressed


@dataclass(frozen=True, slots=True)
class Doubted:
    """A page with findings, and the component it was taken for."""

    component: str
    page: "TakenPage"


class CapturingScreen(DeskScreen[Answer], Generic[Answer]):
    """`put` keeps a page; `component_now` names the component that is worked on, or nothing."""

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self.doubted: Doubted | None = None
        self.landed = ""
        """What was said of the page that came last."""
        self._taken_s = float("-inf")
        self._unusable: tuple[str, ...] = ()

    @property
    def component_now(self) -> str:
        raise NotImplementedError

    def action_take(self) -> None:
        """The key for a page, and the pedal."""
        raise NotImplementedError

    def put(self, component: str, take: "Callable[[], TakenPage]") -> None:
        """Keep a page, in spite of its findings where it has any."""
        raise NotImplementedError

    # --- by itself --------------------------------------------------------------------------------

    @property
    def capture(self) -> "CaptureSession":
        assert self.station.counter.capture is not None
        return self.station.counter.capture

    @property
    def wants_pages(self) -> bool:
        """Whether a page may come by itself now."""
        return self.stands and bool(self.component_now)

    def begin_pages(self) -> None:
        """Another dossier: what lies under the camera is of the one before."""
        if self.station.has_camera:
            self.capture.begin()

    def page_taken(self, page: "TakenPage") -> None:
        """A page came by itself."""
        self._taken_s = monotonic()
        self.confirm(bell=self.station.settings.bell)
        if page.findings:
            self.doubt(page)
            return
        if self.doubted is not None:
            self.doubted = None
            self.doubt_changed()
        self.put(self.component_now, lambda: page)

    def confirm(self, *, bell: bool = False) -> None:
        """What was taken is seen for a moment, and heard."""
        for pane in self.query(PreviewPane):
            pane.flash()
        if bell:
            self.app.bell()

    def doubt(self, page: "TakenPage") -> None:
        self.doubted = Doubted(self.component_now, page)
        self.landed = ""
        self.say(capture_text.doubted(page), Tone.WARNING)
        self.doubt_changed()

    def doubt_changed(self) -> None:
        """Enter and ⌫ mean another thing while a page waits for its word."""
        self.refresh_bindings()

    def look_at_files(self, report: "CaptureReport | None") -> None:
        """A file of the scanner that nobody can read is told once."""
        names = report.unusable if report is not None else ()
        if names and names != self._unusable and self.stands:
            self.say(*capture_text.unusable(names))
        self._unusable = names

    # --- separators -------------------------------------------------------------------------------

    def go_to(self, number: int) -> str:
        """Stand on a component, by its number from 1; its name, or nothing where there is none.

        0 is the one behind the present one.
        """
        raise NotImplementedError

    def turn_at(self, scan: str) -> bool:
        """Whether a separator was scanned; the pages behind it are of another component."""
        number = read_separator(scan)
        if number is None:
            return False
        if name := self.go_to(number):
            self.say(tr("The next pages are of: {component}.", component=name), Tone.DONE)
        else:
            self.say(tr("This dossier has no component of that separator."), Tone.WARNING)
        return True

    # --- the officer's word -----------------------------------------------------------------------

    def may_capture(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether a key of `CAPTURE_KEYS` may act now."""
        if action == "accept":
            return self.doubted is not None
        if action == "hands_free":
            return self.station.has_camera and parameters != (self.station.settings.hands_free,)
        if action == "corners" and not self.station.has_camera:
            return False
        may = self.station.sees or (action == "take" and self._scans_waited)
        return may and bool(self.component_now)

    @property
    def _scans_waited(self) -> bool:
        """Whether files lay in the scanner's folder before pages were wanted."""
        seen = self.station.seen
        return seen is not None and seen.waits.value == "backlog"

    def waits_for_word(self) -> bool:
        """Whether a page is not kept yet; then it is said, and nothing is left."""
        if self.doubted is not None:
            self.say(capture_text.doubted(self.doubted.page), Tone.WARNING)
        return self.doubted is not None

    def action_accept(self) -> None:
        doubted, self.doubted = self.doubted, None
        if doubted is not None:
            self.doubt_changed()
            self.put(doubted.component, lambda: doubted.page)
            self.capture.accept()

    def drop_doubted(self) -> bool:
        """Whether there was a page that waited for its word, and now is none."""
        if self.doubted is None:
            return False
        self.doubted = None
        self.capture.forget()
        self.doubt_changed()
        self.say(tr("The page was not kept."))
        return True

    def takes_scans_that_waited(self) -> bool:
        """Whether Space was meant for files that lay in the scanner's folder already."""
        waited = self._scans_waited
        if waited:
            self.capture.accept()
        return waited

    @property
    def just_taken(self) -> bool:
        return monotonic() - self._taken_s < JUST_TAKEN_S

    @work(group="settings")
    async def action_hands_free(self, on: bool) -> None:  # noqa: FBT001 - a key's parameter
        try:
            await self.station.switch_hands_free(on=on)
        except self.station.troubles as error:
            self.refuse(error)
        self.refresh_bindings()

    @work(group="flow", exclusive=True)
    async def action_corners(self) -> None:
        from counter_app.screens.capture.corners import CornersScreen

        try:
            held = self.capture.hold()
        except self.station.troubles as error:
            self.refuse(error)
            return
        taken = await self.app.push_screen_wait(CornersScreen(held))
        if taken is None:
            return
        self.doubted = None
        self.capture.set_by_hand(held, taken)
        self.confirm()
        self.put(self.component_now, lambda: taken.page)
        self.doubt_changed()
