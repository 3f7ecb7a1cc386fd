"""A paper as it is printed, in a pane: the printed raster itself, as much of it as fits."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from counter_app.sentences import sentence
from counter_app.widgets.lines import warned
from counter_app.widgets.preview import PreviewPane
from counter_app.widgets.said import Said
from counter_app.wording import msg

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.papers import Paper
    from scanning.values import Preview


class SlipPane(PreviewPane, can_focus=True):
    """Scrolls over the paper; every piece is drawn on a thread, from the raster that is printed.

    Where it cannot be drawn, the reason stands in its place, and it is tried again at the next key
    or size.
    """

    DEFAULT_CSS = """
    SlipPane { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-4)", msg("see the paper"), key_display="↑↓", id="slip.up"),
        Binding("down", "scroll(4)", msg("see the paper"), show=False, id="slip.down"),
        Binding("pageup", "scroll(-20)", show=False, id="slip.page-up"),
        Binding("pagedown,space", "scroll(20)", show=False, id="slip.page-down"),
    ]

    def __init__(self, station: "Station") -> None:
        super().__init__()
        self._station = station
        self._subject = ""
        self._paper: Paper | None = None
        self._top = 0

    def compose(self) -> ComposeResult:
        yield Said(id="not-drawn")

    def show(self, subject: str) -> None:
        """The newest sheet of this dossier or answer, from its head on."""
        self._subject, self._paper, self._top = subject, None, 0
        self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del action, parameters
        return bool(self._subject) and self.is_on_screen

    def on_resize(self) -> None:
        self.draw()

    def action_scroll(self, rows: int) -> None:
        self._top += rows
        self.draw()

    @work(exclusive=True, group="draw")
    async def draw(self) -> None:
        columns, rows = self.size
        if not self._subject or not columns or not rows:
            return
        try:
            self.picture = await self._drawn(columns, rows)
        except self._station.troubles as error:
            self.picture = None
            self.query_one(Said).say(warned(sentence(error)))
        else:
            self.query_one(Said).say(Content(""))
        self.refresh_bindings()

    async def _drawn(self, columns: int, rows: int) -> "Preview":
        papers = self._station.counter.papers
        if self._paper is None:
            self._paper = await asyncio.to_thread(papers.paper, self._subject)
        paper = self._paper
        in_all = await asyncio.to_thread(papers.preview_rows, paper, columns)
        self._top = max(0, min(self._top, in_all - rows))
        shown = min(rows, in_all)
        return await asyncio.to_thread(papers.preview, paper, columns, shown, self._top)
