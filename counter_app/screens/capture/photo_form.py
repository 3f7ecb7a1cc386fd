"""A form that may keep the photograph of one paper: it is held here until the form is recorded."""

import asyncio
from typing import TYPE_CHECKING, Final, Generic

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from counter_app.screens.capture.camera_pane import CameraPane, show_in
from counter_app.screens.capture.photograph import photo_of
from counter_app.screens.form import FormScreen
from counter_app.screens.frame import Answer
from counter_app.sentences import FINDINGS
from counter_app.widgets.lines import ACCENT, QUIET, styled, warned
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.desk.photo import Photo
    from counter_app.screens.station import Station
    from scanning.values import CaptureReport, TakenPage

PHOTOGRAPH: Final = Binding(
    "f4",
    "photograph",
    msg("photograph the paper"),
    tooltip=msg("the paper under the camera is kept with what is recorded here"),
    id="photo.photograph",
)


class PhotoForm(FormScreen[Answer], Generic[Answer]):
    """`paper` names what F4 photographs; where it is empty nothing is."""

    def __init__(self, station: "Station", paper: str) -> None:
        super().__init__()
        self.station, self._paper = station, paper
        self._page: TakenPage | None = None

    @property
    def image(self) -> "Photo | None":
        """With what was found of it: whoever records the form keeps it all the same."""
        return photo_of(self._page) if self._page is not None else None

    @property
    def _photographs(self) -> bool:
        return bool(self._paper) and self.station.has_camera

    def compose_photo(self) -> ComposeResult:
        if self._paper:
            yield Said(self._line(), id="photo")
        if self._photographs:
            yield CameraPane()

    def show_photo(self) -> None:
        """What was photographed, and what the camera sees."""
        if self._paper:
            self.query_one("#photo", Said).say(self._line())
        self.show_camera(self.station.seen)

    def show_camera(self, report: "CaptureReport | None") -> None:
        if self._photographs:
            show_in(self, self.station, report)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "photograph" or (self._photographs and self.station.sees)

    @work(exclusive=True, group="photo")
    async def action_photograph(self) -> None:
        try:
            self._page = await asyncio.to_thread(self.station.photograph)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.show_photo()

    def _line(self) -> Content:
        if self._page is None:
            return styled("○ " + tr("{paper}: not photographed", paper=self._paper), QUIET)
        for finding in self._page.findings:
            said = tr("Photographed. {finding} F4 takes it anew.", finding=tr(FINDINGS[finding]))
            return warned(said)
        return styled("✓ " + tr("{paper}: photographed", paper=self._paper), ACCENT)
