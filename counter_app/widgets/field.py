"""A one-line text field: what lands in it is visible text in NFC, bounded in length."""

import unicodedata

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from data.domain.text import LINE_LIMIT, clean

_CORRECTIONS = {
    "backspace": "action_delete_left",
    "delete": "action_delete_right",
    "left": "action_cursor_left",
    "right": "action_cursor_right",
}


class Field(Input):
    """An `Input` that refuses what no paper can bear, and composes decomposed letters."""

    DEFAULT_CSS = """
    Field, Field:focus {
        border: none;
        height: 1;
        padding: 0 1;
        background: $field;
        background-tint: transparent;
    }
    Field:focus { background: $field-active; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
        limit: int = LINE_LIMIT,
        placeholder: str = "",
        secret: bool = False,
    ) -> None:
        super().__init__(
            value, id=id, placeholder=placeholder, password=secret, select_on_focus=False
        )
        self._limit = limit

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter, up and down belong to the screen, whose foot says what they do."""
        if action == "submit" or action.startswith(("scroll_", "page_")):
            return False
        return super().check_action(action, parameters)

    def insert_text_at_cursor(self, text: str) -> None:
        self.replace(text, self.cursor_position, self.cursor_position)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in place of what stands between `start` and `end`.

        A combining mark joins the letter before it, so the cursor stays behind whole letters.
        """
        start, end = min(start, end), max(start, end)
        tail = self.value[end:]
        head = unicodedata.normalize("NFC", self.value[:start] + _visible(text))
        head = head[: max(0, self._limit - len(tail))]
        self.value = head + tail
        self.cursor_position = len(head)

    async def _on_key(self, event: events.Key) -> None:
        """Corrections are made in the order of the keys.

        Textual runs a binding only after the key has bubbled up to the app, while a letter lands
        at once: in an input method's burst the new letter would overtake the backspaces before it.
        """
        if event.key in _CORRECTIONS:
            event.stop()
            event.prevent_default()
            getattr(self, _CORRECTIONS[event.key])()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(clean(event.text, self._limit), *self.selection)


class FormRow(Horizontal):
    """A field, or a choice, with its name right-aligned before it."""

    DEFAULT_CSS = """
    FormRow { height: 1; margin-bottom: 1; }
    FormRow > .label { width: 20; text-align: right; color: $quiet; padding-right: 1; }
    FormRow:focus-within > .label { color: $foreground; }
    FormRow > Field { width: 1fr; }
    """

    def __init__(self, label: str, field: Widget, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._label, self.field = label, field

    def compose(self) -> ComposeResult:
        yield Static(self._label, markup=False, classes="label")
        yield self.field


def _visible(text: str) -> str:
    return "".join(char for char in text if char.isprintable())
