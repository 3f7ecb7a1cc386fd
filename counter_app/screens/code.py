"""A code that no reader reads: typed from the paper that lies in the officer's hand."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.widgets.field import Field
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr
from data.domain.codes import CODE_LIMIT


class CodeScreen(DeskModal[str]):
    """Answers with what was typed or scanned, never with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", msg("go on"), id="code.give"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose_panel(self) -> ComposeResult:
        yield Static(self._question, classes="title", markup=False)
        yield Field(
            id="code",
            limit=CODE_LIMIT,
            placeholder=tr("the dossier code, or the 12 digits below the bars"),
        )

    def take_scan(self, scan: str) -> bool:
        self.query_one(Field).value = scan
        return True

    def action_give(self) -> None:
        code = self.query_one(Field).value.strip()
        if code:
            self.dismiss(code)
        else:
            self.say(tr("Type the code as it stands on the paper."), Tone.WARNING)
