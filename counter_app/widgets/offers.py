"""What may be taken instead of typing on: shown under a field, and never taken by itself."""

from collections.abc import Sequence

from textual.geometry import Size

from counter_app.widgets.rows import Row, RowList

MOST_OFFERS = 6
"""Rows that are offered at once; whoever finds nothing among them types on."""
_NOTHING = -1


class Offers(RowList, can_focus=False):
    """The field above keeps the focus: its screen moves the cursor here and takes what it is on."""

    DEFAULT_CSS = """
    Offers { height: auto; display: none; padding: 0 1; }
    Offers.-some { display: block; }
    """

    @property
    def chosen(self) -> str:
        """The key under the cursor, or nothing while the officer types."""
        return self.key

    def offer(self, rows: Sequence[Row]) -> None:
        """Show these rows, none of them chosen."""
        self.show(rows[:MOST_OFFERS])
        self.cursor = _NOTHING
        self.set_class(bool(rows), "-some")
        self.refresh(layout=True)

    def step(self, by: int) -> bool:
        """Go up or down among the offers; False where the step leads out of them."""
        last = len(self._rows) - 1
        at = self.cursor + by
        if self.cursor == _NOTHING and by < 0:
            return False
        if not _NOTHING <= at <= last:
            return at > last >= 0
        self.cursor = at
        return True

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return len(self._rows)
