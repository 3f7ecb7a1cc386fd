"""The line of keys at the foot of a screen: what may be done now, and nothing else."""

from typing import Any

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from counter_app.widgets.lines import ACCENT, QUIET, row, styled
from counter_app.wording import tr

_GAP = "  "
_LAST = {"desk.lock": 2, "desk.help": 3, "app.quit": 4}
"""What is the same on every screen stands at the end, in this order, and Esc before it."""
_KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "question_mark": "?",
    "slash": "/",
    "delete": "Del",
    "backspace": "⌫",
    "plus": "+",
    "minus": "−",
    "tab": "Tab",
}


def key_name(binding: Binding) -> str:
    """The key as it is printed on a keyboard."""
    if binding.key_display:
        return binding.key_display
    return _KEY_NAMES.get(binding.key) or binding.key.upper().replace("CTRL+", "Ctrl+")


def shown_bindings(screen: Screen[Any]) -> list[Binding]:
    """The keys that act on `screen` now, each action once, in the order of the screen."""
    seen: dict[str, Binding] = {}
    for active in screen.active_bindings.values():
        if active.binding.show and active.enabled and active.binding.description:
            seen.setdefault(active.binding.description, active.binding)
    return sorted(seen.values(), key=_place)


def _place(binding: Binding) -> int:
    return _LAST.get(binding.id or "", 1 if binding.key == "escape" else 0)


MOST_LINES = 3


class KeyBar(Widget):
    """Drawn from the bindings of the screen it stands on."""

    DEFAULT_CSS = f"""
    KeyBar {{
        dock: bottom;
        height: auto;
        max-height: {MOST_LINES};
        padding: 0 1;
        color: $foreground;
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._said = Content("")

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: object) -> None:
        """Drawn anew, and laid out anew only where the keys need another number of lines."""
        self.refresh()

    def render(self) -> RenderResult:
        """Beneath another screen it stands as it was: Textual asks the one in front what it may."""
        if self.is_attached and self.app.screen is self.screen:
            lines = self._lines(max(20, self.size.width or self.app.size.width - 2))
            if self.size.height not in {0, min(len(lines), MOST_LINES)}:
                self.call_after_refresh(self.refresh, layout=True)
            self._said = Content("\n").join(lines)
        return self._said

    def _lines(self, width: int) -> list[Content]:
        """As many keys a line as fit: a key and its word are never parted."""
        lines: list[Content] = []
        line = Content("")
        for binding in shown_bindings(self.screen):
            item = row(
                styled(key_name(binding), ACCENT), " ", styled(tr(binding.description), QUIET)
            )
            if line and line.cell_length + len(_GAP) + item.cell_length > width:
                lines.append(line)
                line = Content("")
            line = row(line, _GAP, item) if line else item
        return [*lines, line]
