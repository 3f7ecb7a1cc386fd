"""A text that may be longer than its place: arrows move it, and the foot says so only then."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer

from counter_app.wording import msg


class Reading(ScrollableContainer, can_focus=True, inherit_bindings=False):
    DEFAULT_CSS = """
    Reading { height: auto; max-height: 100%; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", msg("read on"), key_display="↑↓", id="reading.up"),
        Binding("down", "scroll_down", msg("read on"), show=False, id="reading.down"),
        Binding("pageup", "page_up", show=False, id="reading.page-up"),
        Binding("pagedown", "page_down", show=False, id="reading.page-down"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del action, parameters
        return self.max_scroll_y > 0

    def watch_virtual_size(self) -> None:
        """Whether there is more to read is known once the text was laid out."""
        self.refresh_bindings()
