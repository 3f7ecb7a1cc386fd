"""One photograph of a paper that is no page of a dossier: looked at here, kept by whoever asked."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.desk.photo import Photo
from counter_app.screens.capture.camera_pane import CameraPane, show_in
from counter_app.screens.frame import DeskModal
from counter_app.sentences import FINDINGS
from counter_app.widgets.lines import ACCENT, WARNING, styled, warned
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from textual.content import Content

    from counter_app.screens.station import Station
    from scanning.values import CaptureReport, TakenPage


def photo_of(page: "TakenPage") -> Photo:
    """What is kept of it: what was found is overruled by whoever keeps it."""
    return Photo(page.jpeg, tuple(it.value for it in page.findings))


class PhotographScreen(DeskModal[Photo]):
    """Answers with the picture. One without a finding is taken at the first press."""

    CSS_PATH = "photograph.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,f4", "take", msg("photograph"), key_display="Space", id="photograph.take"),
        Binding(
            "enter",
            "keep",
            msg("keep as it is"),
            tooltip=msg("the picture is kept although something may be wrong with it"),
            id="photograph.keep",
        ),
    ]

    def __init__(self, station: "Station", title: str, explained: str) -> None:
        super().__init__()
        self._station, self._title, self._explained = station, title, explained
        self._taken: TakenPage | None = None

    def compose_panel(self) -> ComposeResult:
        yield Static(self._title, classes="title", markup=False)
        yield Static(self._explained, id="explained", classes="quiet", markup=False)
        yield Said(self._line(), id="taken")
        yield CameraPane()

    def on_mount(self) -> None:
        self.show_camera(self._station.seen)

    def show_camera(self, report: "CaptureReport | None") -> None:
        show_in(self, self._station, report)

    def take_scan(self, scan: str) -> bool:
        """The paper under the camera may bear a code: it is no wish for another dossier."""
        del scan
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "keep":
            return self._taken is not None
        return action != "take" or self._station.sees

    @work(exclusive=True, group="photograph")
    async def action_take(self) -> None:
        try:
            self._taken = await asyncio.to_thread(self._station.photograph)
        except self._station.troubles as error:
            self.refuse(error)
            return
        if self._taken.findings:
            self.query_one("#taken", Said).say(self._line())
            self.refresh_bindings()
        else:
            await self.leave(photo_of(self._taken))

    def action_keep(self) -> None:
        assert self._taken is not None
        self.dismiss(photo_of(self._taken))

    def _line(self) -> "Content":
        if self._taken is None:
            return styled("○ " + tr("not photographed yet"), WARNING)
        for finding in self._taken.findings:
            said = tr("Photographed. {finding} Space takes it anew.", finding=tr(FINDINGS[finding]))
            return warned(said)
        return styled("✓ " + tr("photographed"), ACCENT)
