"""What lies under the camera, with one line about it; only shows what it is told."""

from typing import TYPE_CHECKING, Any

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical

from counter_app.screens.capture import capture_text
from counter_app.screens.receiving.intake_text import no_camera
from counter_app.widgets.preview import PreviewPane
from counter_app.widgets.said import Said

if TYPE_CHECKING:
    from counter_app.screens.frame import Speaking
    from counter_app.screens.station import Station
    from scanning.values import CaptureReport


class CameraPane(Vertical):
    DEFAULT_CSS = """
    CameraPane { height: auto; }
    """

    line = getters.query_one("#seen", Said)
    pane = getters.query_one(PreviewPane)

    def compose(self) -> ComposeResult:
        yield Said(no_camera(), id="seen")
        yield PreviewPane()

    def look(self, report: "CaptureReport | None", goes: str = "", landed: str = "") -> None:
        self.pane.follow(report.preview if report is not None else None)
        self.line.say(capture_text.seen(report, goes, landed))


def may_show(screen: "Speaking[Any]", station: "Station") -> bool:
    """Whether `screen` draws what the camera sees.

    Behind a dialogue the picture stands still: drawing it there costs all of the screen.
    """
    return screen.is_active and screen.stands and station.has_camera


def show_in(screen: "Speaking[Any]", station: "Station", report: "CaptureReport | None") -> None:
    """In the screen's own pane, with the keys that follow from what is seen."""
    if may_show(screen, station):
        screen.query_one(CameraPane).look(report)
        screen.refresh_bindings()
