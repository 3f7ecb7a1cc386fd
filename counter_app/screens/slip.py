"""A paper as it is printed, in a pane: the printed raster itself, as much of it as fits."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from counter_app.widgets.preview import PreviewPane
from counter_app.wording import msg

if TYPE_CHECKING:
    from counter_app.desk.papers import Papers
    from data.domain.papers import Receipt


class SlipPane(PreviewPane, can_focus=True):
    """Scrolls over the paper; every piece is drawn on a thread, from the raster that is printed."""

    DEFAULT_CSS = """
    SlipPane { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-4)", msg("see the paper"), key_display="↑↓", id="slip.up"),
        Binding("down", "scroll(4)", msg("see the paper"), show=False, id="slip.down"),
        Binding("pageup", "scroll(-20)", show=False, id="slip.page-up"),
        Binding("pagedown,space", "scroll(20)", show=False, id="slip.page-down"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._papers: Papers | None = None
        self._receipt: Receipt | None = None
        self._top = 0

    @work(exclusive=True, group="slip")
    async def show(self, papers: "Papers", dossier: str) -> None:
        self._papers = papers
        self._receipt = await asyncio.to_thread(papers.receipt, dossier)
        self._top = 0
        self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del action, parameters
        return self.picture is not None and self.is_on_screen

    def on_resize(self) -> None:
        self.draw()

    def action_scroll(self, rows: int) -> None:
        self._top += rows
        self.draw()

    @work(exclusive=True, group="draw")
    async def draw(self) -> None:
        papers, receipt = self._papers, self._receipt
        columns, rows = self.size
        if papers is None or receipt is None or not columns or not rows:
            return
        in_all = await asyncio.to_thread(papers.preview_rows, receipt, columns)
        self._top = max(0, min(self._top, in_all - rows))
        shown = min(rows, in_all)
        self.picture = await asyncio.to_thread(papers.preview, receipt, columns, shown, self._top)
        self.refresh_bindings()
