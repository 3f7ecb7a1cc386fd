"""What each status of the carrier's file means; what nobody decided is recorded for no item."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from counter_app.carrier_words import OUTCOME_WORDS
from counter_app.screens.form import FormScreen
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import FormRow
from counter_app.widgets.lines import fit
from counter_app.wording import msg, tr
from data.catalogue.carrier_words import PostOutcome

if TYPE_CHECKING:
    from counter_app.desk.post.carrier import StatusWord

OPEN: Final = "open"
LABEL: Final = 38
"""Cells of a status, as `carrier_words.tcss` has them."""


class WordsScreen(FormScreen[Mapping[str, PostOutcome]]):
    """Answers with what was decided, by the status as it is spelled in the file."""

    CSS_PATH = "carrier_words.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("these meanings"), id="words.done"),
    ]

    def __init__(self, words: "Sequence[StatusWord]") -> None:
        super().__init__()
        self._words = words

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("What do the statuses mean?"), classes="title", markup=False)
        options = [(OPEN, tr("not decided"))]
        options += [(it.value, tr(word)) for it, word in OUTCOME_WORDS.items()]
        with VerticalScroll(id="fields", can_focus=False):
            for place, it in enumerate(self._words):
                value = it.outcome.value if it.outcome else OPEN
                name = fit(it.status, LABEL - 9) + f" ({it.rows})"
                yield FormRow(name, Choice(options, value, id=f"word-{place}"))

    def on_mount(self) -> None:
        self.set_focus(next(iter(self.asked()), None))

    def finish(self) -> None:
        said: dict[str, PostOutcome] = {}
        for place, it in enumerate(self._words):
            chosen = self.chosen(f"word-{place}")
            if chosen != OPEN and (it.outcome is None or chosen != it.outcome.value):
                said[it.status] = PostOutcome(chosen)
        self.dismiss(said)
