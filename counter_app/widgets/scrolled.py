"""Fields that may need more room than there is: they follow the focus, and no key is theirs."""

from textual.containers import ScrollableContainer


class Scrolled(ScrollableContainer, can_focus=False, inherit_bindings=False):
    """Textual's own keys would take ↑ and ↓ from the fields as soon as there is more to see."""

    DEFAULT_CSS = """
    Scrolled { height: auto; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """
