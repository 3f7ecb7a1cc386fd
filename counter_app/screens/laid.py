"""A text that is laid out anew for each width: its lines are given, never cut by the terminal."""

from collections.abc import Callable, Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from counter_app.widgets.lines import column

Draw = Callable[[int], Sequence[Content]]
"""The lines in so many cells."""


class Laid(Widget):
    DEFAULT_CSS = """
    Laid { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._draw: Draw = lambda _width: ()

    def show(self, draw: Draw) -> None:
        self._draw = draw
        self.refresh(layout=True)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return len(self._draw(width))

    def render(self) -> RenderResult:
        return column(*self._draw(self.content_size.width))
