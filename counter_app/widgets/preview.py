"""A picture in half blocks: two pixels a cell, one cached style for each pair of colours."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from scanning.values import Preview

_HALF = "▀"
FLASH_S = 0.12
"""Long enough to be seen from the corner of an eye."""
_CACHED_STYLES = 4_096
"""Pairs of colours kept: a calm picture of a page has some hundreds."""


@lru_cache(maxsize=_CACHED_STYLES)
def _style(cell: bytes) -> Style:
    upper, lower = cell[:3], cell[3:]
    return Style(color=f"#{upper.hex()}", bgcolor=f"#{lower.hex()}")


class PreviewPane(Widget):
    """Shows the newest `Preview`, centred; a blank pane while there is none."""

    DEFAULT_CSS = """
    PreviewPane { width: 1fr; height: auto; }
    PreviewPane.-flash { tint: white 55%; }
    """

    picture: reactive[Preview | None] = reactive(None, always_update=True)

    def follow(self, picture: Preview | None) -> None:
        """Show a newer picture; one that could not be drawn when it came is drawn later."""
        if picture is not None and picture is not self.picture:
            self.picture = picture

    def flash(self) -> None:
        """A page was taken: the picture lights up for a moment."""
        self.add_class("-flash")
        self.set_timer(FLASH_S, lambda: self.remove_class("-flash"))

    def watch_picture(self, old: Preview | None, new: Preview | None) -> None:
        if _rows(old) != _rows(new):
            self.refresh(layout=True)

    def get_content_height(self, *_sizes: object) -> int:
        return _rows(self.picture)

    def render_line(self, y: int) -> Strip:
        picture, width = self.picture, self.size.width
        if picture is None or y >= picture.rows:
            return Strip.blank(width, self.rich_style)
        margin = max(0, (width - picture.columns) // 2)
        line = picture.lines[y]
        segments = [Segment(" " * margin, self.rich_style), *_segments(line, picture.columns)]
        return Strip(segments, margin + picture.columns).adjust_cell_length(width, self.rich_style)


def _segments(line: bytes, columns: int) -> list[Segment]:
    """Neighbours of one colour pair become one segment."""
    segments: list[Segment] = []
    start = 0
    for column in range(1, columns + 1):
        cell = line[6 * start : 6 * start + 6]
        if column == columns or line[6 * column : 6 * column + 6] != cell:
            segments.append(Segment(_HALF * (column - start), _style(cell)))
            start = column
    return segments


def _rows(picture: Preview | None) -> int:
    return picture.rows if picture is not None else 0
