"""One line that is asked for over a screen: a code that no reader reads, or a place."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.widgets.field import Field
from counter_app.wording import msg
from data.domain.text import LINE_LIMIT


class OneLineScreen(DeskModal[str]):
    """Answers with what was typed or scanned; with an empty text only where `may_be_empty`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", msg("go on"), id="one-line.give"),
    ]

    def __init__(
        self,
        question: str,
        *,
        value: str = "",
        hint: str = "",
        limit: int = LINE_LIMIT,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__()
        self._question, self._value, self._hint = question, value, hint
        self._limit, self._may_be_empty = limit, may_be_empty

    def compose_panel(self) -> ComposeResult:
        yield Static(self._question, classes="title", markup=False)
        yield Field(self._value, id="line", limit=self._limit, placeholder=self._hint)

    def take_scan(self, scan: str) -> bool:
        self.dismiss(scan)
        return True

    def action_give(self) -> None:
        said = self.query_one(Field).value.strip()
        if said or self._may_be_empty:
            self.dismiss(said)
