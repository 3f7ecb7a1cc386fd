"""Corners set by hand: the sheet as a whole, and one corner enlarged until it can be aimed at."""

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.widgets.preview import PreviewPane
from counter_app.wording import msg, tr
from scanning.session import Held, SetByHand

WHOLE, CLOSE = (44, 13), (22, 13)
"""Columns and rows of the two pictures: both stand side by side on the smallest terminal."""
STEP, LEAP = 0.001, 0.012
"""Of the picture's long side: an arrow, and an arrow with Shift."""
_CORNERS = 4


class CornersScreen(DeskModal[SetByHand]):
    """Answers with the page inside the corners that were set."""

    CSS_PATH = "corners.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", msg("next corner"), id="corners.next"),
        Binding("shift+tab", "turn(-1)", show=False, id="corners.last"),
        Binding(
            "left",
            "move(-1, 0)",
            msg("move"),
            key_display="←→↑↓",
            tooltip=msg("move the corner; with Shift in larger steps"),
            id="corners.left",
        ),
        Binding("right", "move(1, 0)", show=False, id="corners.right"),
        Binding("up", "move(0, -1)", show=False, id="corners.up"),
        Binding("down", "move(0, 1)", show=False, id="corners.down"),
        Binding("shift+left", "leap(-1, 0)", msg("far"), key_display="Shift", id="corners.leap"),
        Binding("shift+right", "leap(1, 0)", show=False, id="corners.leap-right"),
        Binding("shift+up", "leap(0, -1)", show=False, id="corners.leap-up"),
        Binding("shift+down", "leap(0, 1)", show=False, id="corners.leap-down"),
        Binding("enter", "take", msg("take page"), id="corners.take"),
    ]

    def __init__(self, held: Held) -> None:
        super().__init__()
        self._held = held
        self._outline = held.outline
        self._corner = 0

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Set the corners of the sheet"), classes="title", markup=False)
        with Horizontal(id="pictures"):
            yield PreviewPane(id="whole")
            yield PreviewPane(id="close")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        outline, corner = self._outline, self._corner
        whole = self._held.preview(outline, corner, WHOLE)
        self.query_one("#whole", PreviewPane).follow(whole)
        self.query_one("#close", PreviewPane).follow(self._held.close_up(outline, corner, CLOSE))

    def action_turn(self, by: int) -> None:
        self._corner = (self._corner + by) % _CORNERS
        self._show()

    def action_move(self, x: int, y: int) -> None:
        self._nudge(x, y, STEP)

    def action_leap(self, x: int, y: int) -> None:
        self._nudge(x, y, LEAP)

    def _nudge(self, x: int, y: int, step: float) -> None:
        way_px = step * max(self._held.size)
        self._outline = self._held.nudged(self._outline, self._corner, x * way_px, y * way_px)
        self._show()

    @work(exclusive=True, group="take")
    async def action_take(self) -> None:
        await self.leave(await asyncio.to_thread(self._held.page, self._outline))
