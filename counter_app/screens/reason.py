"""A reason in the officer's own words, for what must not happen without one."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.widgets.field import Field
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr

REASON_LIMIT = 120


class ReasonScreen(DeskModal[str]):
    """Answers with the reason, never with an empty one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", msg("go on"), id="reason.give"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose_panel(self) -> ComposeResult:
        yield Static(self._question, classes="title", markup=False)
        yield Field(
            id="reason", limit=REASON_LIMIT, placeholder=tr("for example: the paper was torn")
        )

    def action_give(self) -> None:
        reason = self.query_one(Field).value
        if reason.strip():
            self.dismiss(reason)
        else:
            self.say(tr("A reason is needed: it is printed on the paper."), Tone.WARNING)
