"""A QR code in half blocks: two modules in the height of a cell, dark on light in every theme.

Only whole cells and halves are drawn, so modules are square where a cell is twice as high as wide.
"""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

_UPPER, _LOWER = "▀", "▄"


class QrCode(Widget):
    """`modules` are rows with their quiet zone; 1 is dark.

    A cell that is dark as a whole is ground and not a letter: many fonts leave a gap around "█".
    """

    DEFAULT_CSS = """
    QrCode { width: auto; height: auto; color: #000000; background: #ffffff; }
    """

    def __init__(self, modules: Sequence[Sequence[int]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._modules = modules

    def get_content_width(self, container: Size, viewport: Size) -> int:
        del container, viewport
        return max(map(len, self._modules), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return (len(self._modules) + 1) // 2

    def render_line(self, y: int) -> Strip:
        light = self.rich_style
        if not 0 <= 2 * y < len(self._modules):
            return Strip.blank(self.size.width, light)
        upper = self._modules[2 * y]
        below = self._modules[2 * y + 1 : 2 * y + 2]
        lower = below[0] if below else (0,) * len(upper)
        dark = light + Style(reverse=True)
        cells = {
            (0, 0): Segment(" ", light),
            (1, 1): Segment(" ", dark),
            (1, 0): Segment(_UPPER, light),
            (0, 1): Segment(_LOWER, light),
        }
        line = Strip([cells[pair] for pair in zip(upper, lower, strict=True)], len(upper))
        return line.adjust_cell_length(self.size.width, light)
