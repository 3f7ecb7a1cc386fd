"""A list too long to be held: a window of it slides along under the cursor.

The list itself only says what it wants next. A window never grows beyond a few pieces, whatever is
behind it.
"""

from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.message import Message

from counter_app.widgets.lines import QUIET, spread, styled
from counter_app.widgets.rows import Row, RowList

NEAR_ROWS: Final = 40
"""So near to an end of the window the next piece is wanted: two pages of a tall terminal."""
_FAR: Final = 1_000_000
"""What the keys for the first and the last row move by."""


class LongList(RowList):
    """Rows keep their place on the screen when others come or go in front of them."""

    class Near(Message):
        """The cursor is near an end of the window."""

        def __init__(self, *, upwards: bool) -> None:
            super().__init__()
            self.upwards = upwards

    class Far(Message):
        """The officer wants the end of the whole list, or its beginning."""

        def __init__(self, *, upwards: bool) -> None:
            super().__init__()
            self.upwards = upwards

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:  # noqa: A002
        super().__init__(id=id, empty=empty)
        self._above = self._below = False

    def show_window(
        self, rows: Sequence[Row], *, above: bool, below: bool, empty: str | None = None
    ) -> None:
        """`above` and `below`: the list goes on there."""
        self._above, self._below = above, below
        key, before = self.key, self.cursor
        self.show(rows, empty=empty)
        if key and self.key == key:
            self._top = max(0, self._top + self.cursor - before)

    def last(self) -> None:
        """Go to the last row that can be chosen."""
        super().action_move(_FAR)

    def watch_cursor(self) -> None:
        super().watch_cursor()
        if self._below and self.cursor >= len(self._rows) - NEAR_ROWS:
            self.post_message(self.Near(upwards=False))
        if self._above and self.cursor < NEAR_ROWS:
            self.post_message(self.Near(upwards=True))

    def action_move(self, by: int) -> None:
        if abs(by) >= _FAR and (self._above if by < 0 else self._below):
            self.post_message(self.Far(upwards=by < 0))
        else:
            super().action_move(by)

    def _with_rest(self, lines: list[Content], width: int, height: int) -> list[Content]:
        if not self._below:
            return super()._with_rest(lines, width, height)
        if self.cursor < self._top + height - 1:
            lines[-1] = spread(Content(""), styled("▼ …", QUIET), width)
        return lines
