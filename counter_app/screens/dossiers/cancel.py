"""A wrong choice seen at once is cancelled: with a reason, and the slip taken back (C15).

The photograph of the slip is only held here; it becomes a fact together with the cancellation.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.capture.camera_pane import CameraPane, show_in
from counter_app.screens.capture.photograph import photo_of
from counter_app.screens.dossiers.dossier_acts import is_of
from counter_app.screens.frame import DeskModal
from counter_app.screens.reason import REASON_LIMIT
from counter_app.sentences import FINDINGS
from counter_app.widgets.field import Field
from counter_app.widgets.lines import ACCENT, WARNING, styled, warned
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from textual.content import Content

    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station
    from data.domain.confirmation import Confirmation
    from scanning.values import CaptureReport, TakenPage


class CancelScreen(DeskModal[bool]):
    """Answers True where the dossier is cancelled."""

    CSS_PATH = "cancel.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f4",
            "photograph",
            msg("photograph the slip"),
            tooltip=msg("the slip that was taken back lies under the camera"),
            id="cancel.photograph",
        ),
        Binding(
            "f9",
            "confirm",
            msg("no camera works"),
            tooltip=msg("a leader confirms that the slip was taken back and destroyed"),
            id="cancel.confirm",
        ),
        Binding("enter", "cancel", msg("cancel the dossier"), id="cancel.cancel"),
    ]

    camera = getters.query_one(CameraPane)

    def __init__(self, station: "Station", file: "DossierFile") -> None:
        super().__init__()
        self._station, self._file = station, file
        self._slip: TakenPage | None = None
        self._word: Confirmation | None = None
        """Of a leader, in place of the photograph."""
        self._cancelling = False

    def compose_panel(self) -> ComposeResult:
        reception = self._file.dossier.reception
        assert reception is not None
        yield Static(
            tr("Cancel dossier {code}?", code=str(reception.code)), classes="title", markup=False
        )
        yield Static(tr(_EXPLAINED), id="explained", classes="quiet", markup=False)
        yield Field(
            id="reason", limit=REASON_LIMIT, placeholder=tr("for example: wrong procedure chosen")
        )
        yield Said(self._slip_line(), id="slip")
        yield CameraPane()

    def on_mount(self) -> None:
        self.query_one(Field).focus()
        self.camera.display = self._station.has_camera
        self.show_camera(self._station.seen)

    def show_camera(self, report: "CaptureReport | None") -> None:
        show_in(self, self._station, report)

    def take_scan(self, scan: str) -> bool:
        """The slip in the officer's hand is scanned by the way: it is this dossier's."""
        return is_of(self._file, scan)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if self._cancelling:
            return False
        if action == "confirm":
            return not self._station.sees and self._slip is None
        return action != "photograph" or self._station.sees

    @work(exclusive=True, group="slip")
    async def action_photograph(self) -> None:
        try:
            self._slip = await asyncio.to_thread(self._station.photograph)
        except self._station.troubles as error:
            self.refuse(error)
        else:
            self.query_one("#slip", Said).say(self._slip_line())

    @work(exclusive=True, group="slip")
    async def action_confirm(self) -> None:
        from counter_app.screens.leader import WHY, LeaderScreen

        asking = LeaderScreen(self._station, tr(_DESTROYED), asked=WHY)
        if (word := await self.app.push_screen_wait(asking)) is not None:
            self._word = word
            self.query_one("#slip", Said).say(self._slip_line())

    @work(exclusive=True, group="cancel")
    async def action_cancel(self) -> None:
        reason = self.query_one(Field).value
        slip = photo_of(self._slip) if self._slip is not None else None
        amending, officer = self._station.counter.amending, self._station.officer
        dossier, word = self._file.dossier.id, self._word
        self._cancelling = True
        try:
            await asyncio.to_thread(
                lambda: amending.cancel(
                    officer, dossier, reason=reason, slip=slip, confirmation=word
                )
            )
        except self._station.troubles as error:
            self._cancelling = False
            self.refuse(error)
            self.refresh_bindings()
        else:
            await self.leave(answer=True)

    def _slip_line(self) -> "Content":
        if self._slip is None and self._word is not None:
            return styled("✓ " + tr("The slip was destroyed: a leader confirmed it"), ACCENT)
        if self._slip is None:
            return styled("○ " + tr("The slip taken back: not photographed yet"), WARNING)
        for finding in self._slip.findings:
            said = tr("Photographed. {finding} F4 takes it anew.", finding=tr(FINDINGS[finding]))
            return warned(said)
        return styled("✓ " + tr("The slip taken back: photographed"), ACCENT)


_EXPLAINED = msg(
    "Its code is never used again. Take the slip back from the citizen, lay it under the camera, "
    "say why, then press Enter."
)
_DESTROYED = msg(
    "No camera can show the slip that was taken back. Whoever confirms saw it destroyed, "
    "and says why there is no photograph."
)
