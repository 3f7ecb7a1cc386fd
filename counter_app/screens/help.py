"""What this screen is and what its keys do, made from the bindings of the screen beneath."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.widgets.keybar import key_name, shown_bindings
from counter_app.widgets.lines import ACCENT, QUIET, column, left, row, styled
from counter_app.widgets.reading import Reading
from counter_app.wording import msg, tr

_KEY_WIDTH = 10


class HelpScreen(DeskModal[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,enter", "back", msg("back"), show=False, id="help.back"),
    ]

    def __init__(self, explained: "Screen[Any]") -> None:
        super().__init__()
        self._lines = list(_explain(explained))

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Keys of this screen"), classes="title", markup=False)
        with Reading():
            yield Static(column(*self._lines))


def _explain(screen: "Screen[Any]") -> list[Content]:
    return [
        row(
            styled(left(key_name(binding), _KEY_WIDTH), ACCENT),
            tr(binding.description),
            styled(f" – {tr(binding.tooltip)}" if binding.tooltip else "", QUIET),
        )
        for binding in shown_bindings(screen)
    ]
