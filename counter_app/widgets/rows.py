"""A list of rows to choose from; only the rows that can be seen are ever drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from counter_app.widgets.lines import CURSOR, QUIET, STRONG, column, filled, row, spread, styled
from counter_app.wording import msg

Draw = Callable[[int], Content]
"""The line of a row in so many cells."""


@dataclass(frozen=True, slots=True)
class Row:
    """`key` is empty for a heading, which cannot be chosen."""

    draw: Draw
    key: str = ""


def heading(text: str, end: str = "") -> Row:
    """A line over rows; `end` stands at its right."""
    return Row(lambda width: spread(styled(text, QUIET), styled(end, QUIET), width))


BLANK = Row(lambda _width: Content(""))


class RowList(Widget, can_focus=True):
    """Up and down move; Enter is the screen's. Keeps its place by key when the rows change."""

    DEFAULT_CSS = """
    RowList { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", msg("choose"), key_display="↑↓", id="rows.up"),
        Binding("down", "move(1)", msg("choose"), show=False, id="rows.down"),
        Binding("pageup", "page(-1)", show=False, id="rows.page-up"),
        Binding("pagedown", "page(1)", show=False, id="rows.page-down"),
        Binding("home", "move(-1000000)", show=False, id="rows.first"),
        Binding("end", "move(1000000)", show=False, id="rows.last"),
    ]

    cursor: reactive[int] = reactive(-1)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._top = 0
        self._empty = empty

    @property
    def key(self) -> str:
        """The key of the row under the cursor, or nothing."""
        return self._rows[self.cursor].key if 0 <= self.cursor < len(self._rows) else ""

    def show(self, rows: Sequence[Row], *, empty: str | None = None) -> None:
        kept, before = self.key, self.cursor
        self._rows = tuple(rows)
        if empty is not None:
            self._empty = empty
        places = [place for place, one in enumerate(self._rows) if one.key]
        same = [place for place in places if self._rows[place].key == kept]
        near = [place for place in places if place >= before] or places[-1:]
        self.cursor = (same or near or [-1])[0]
        self.refresh()

    def first(self) -> None:
        """Go to the first row that can be chosen."""
        self.cursor = next((place for place, one in enumerate(self._rows) if one.key), -1)

    def stand_on(self, key: str) -> None:
        """Go to the row of this key, where there is one."""
        places = (place for place, one in enumerate(self._rows) if one.key == key)
        self.cursor = next(places, self.cursor)

    def watch_cursor(self) -> None:
        self.post_message(self.Moved(self.key))

    def action_move(self, by: int) -> None:
        places = [place for place, one in enumerate(self._rows) if one.key]
        if self.cursor in places:
            at = places.index(self.cursor) + by
            self.cursor = places[max(0, min(at, len(places) - 1))]

    def action_page(self, direction: int) -> None:
        self.action_move(direction * max(1, self.size.height - 1))

    def render(self) -> RenderResult:
        width, height = self.content_size
        if not self._rows:
            return styled(self._empty, QUIET)
        self._top = self._follow(height)
        shown = self._rows[self._top : self._top + height]
        lines = [self._line(self._top + place, one, width) for place, one in enumerate(shown)]
        return column(*self._with_rest(lines, width, height))

    def _follow(self, height: int) -> int:
        """The first row to show, so that the cursor and the heading over it are seen."""
        wanted = self.cursor
        while wanted > 0 and not self._rows[wanted - 1].key:
            wanted -= 1
        top = min(self._top, max(0, wanted), max(0, len(self._rows) - height))
        return max(top, self.cursor - height + 1, 0)

    def _line(self, place: int, one: Row, width: int) -> Content:
        if not one.key:
            return one.draw(width)
        here = place == self.cursor
        line = row("▸ " if here else "  ", one.draw(width - 2))
        if not here:
            return line
        return filled(line, width, f"{STRONG} {CURSOR}" if self.has_focus else CURSOR)

    def _with_rest(self, lines: list[Content], width: int, height: int) -> list[Content]:
        """Where rows remain below, the last line says how many."""
        rest = len(self._rows) - self._top - height
        if rest > 0 and self.cursor < self._top + height - 1:
            lines[-1] = spread(Content(""), styled(f"▼ {rest + 1}", QUIET), width)
        return lines
