"""One agency, field or officer of a list, with how many of its lines fall to each."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.screens.lists.tracking_rows import share_row
from counter_app.widgets.rows import Row, RowList
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.lists.tracking import Share

ALL: Final = "all"
"""The key of the row that narrows nothing."""
ROOM_ROWS: Final = 14


class ShareScreen(DeskModal[str]):
    """Answers with the value that was chosen as text, or ALL."""

    CSS_PATH = "share.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", msg("take it"), id="share.take"),
    ]

    rows = getters.query_one(RowList)

    def __init__(self, title: str, shares: "Sequence[Share]") -> None:
        super().__init__()
        self._title, self._shares = title, shares

    def compose_panel(self) -> ComposeResult:
        yield Static(self._title, classes="title", markup=False)
        yield RowList(id="rows")

    def on_mount(self) -> None:
        every = Row(lambda _width: Content(tr("all of them")), ALL)
        self.rows.styles.height = min(ROOM_ROWS, len(self._shares) + 1)
        self.rows.show([every, *map(share_row, self._shares)])
        self.rows.first()
        self.rows.focus()

    def action_take(self) -> None:
        self.dismiss(self.rows.key)
