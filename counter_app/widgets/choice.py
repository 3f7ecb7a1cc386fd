"""One of a few values on one line: ← and → change it, and nothing has to be opened.

All values stand side by side while there is room: nobody has to look for what can be chosen.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from counter_app.widgets.lines import QUIET, STRONG, fit, row, styled
from counter_app.wording import msg

Value = TypeVar("Value")


class Choice(Widget, Generic[Value], can_focus=True):
    """`options` are values with their words; there is at least one, and no value comes twice."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; padding: 0 1; background: $field; }
    Choice:focus { background: $field-active; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", msg("choose"), key_display="←→", id="choice.left"),
        Binding("right", "turn(1)", msg("choose"), show=False, id="choice.right"),
    ]

    place: reactive[int] = reactive(0, init=False)

    class Changed(Message):
        """Another value stands there, by key or by `choose`."""

        def __init__(self, choice: "Choice[Any]") -> None:
            super().__init__()
            self.choice, self.value = choice, choice.value

        @property
        def control(self) -> "Choice[Any]":
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[Value, str]],
        value: Value,
        *,
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
    ) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self.set_reactive(Choice.place, self._place_of(value))

    @property
    def value(self) -> Value:
        return self._options[self.place][0]

    def choose(self, value: Value) -> None:
        """Stand on `value`; on the first one where it is not among the options."""
        self.place = self._place_of(value)

    def offer(self, options: Sequence[tuple[Value, str]], value: Value) -> None:
        """Other options from now on."""
        self._options = tuple(options)
        self.set_reactive(Choice.place, self._place_of(value))
        self.refresh()

    def action_turn(self, by: int) -> None:
        self.place = (self.place + by) % len(self._options)

    def watch_place(self) -> None:
        self.post_message(self.Changed(self))

    def render(self) -> RenderResult:
        every = Content("  ").join(self._word(place) for place in range(len(self._options)))
        width = self.content_size.width
        if every.cell_length <= width:
            return every
        count = f" {self.place + 1}/{len(self._options)}"
        label = fit(self._options[self.place][1], width - len(count) - 4)
        return row("‹ ", styled(label, STRONG), " ›", styled(count, QUIET))

    def _word(self, place: int) -> Content:
        """The chosen one stands in brackets, so that it shows without colour too."""
        label = self._options[place][1]
        return styled(f"[{label}]", STRONG) if place == self.place else styled(label, QUIET)

    def _place_of(self, value: Value) -> int:
        values = [one for one, _ in self._options]
        return values.index(value) if value in values else 0
