"""A question before something is given up: Enter agrees, Esc goes back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.wording import msg


class ConfirmScreen(DeskModal[bool]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", msg("yes, go on"), id="confirm.agree"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose_panel(self) -> ComposeResult:
        yield Static(self._question, markup=False)

    def action_agree(self) -> None:
        self.dismiss(True)
