"""A scan that is of no use here: shown as it came, so that the next one is scanned better."""

from typing import TYPE_CHECKING, Any

from counter_app.scan_words import raw_scan
from counter_app.screens.frame import Speaking
from counter_app.widgets.notice import Tone

if TYPE_CHECKING:
    from textual.screen import Screen


def say_unread(front: "Screen[Any]", scan: str, error: Exception) -> None:
    """What is no code at all is shown with its likely cause; else what `error` says of it."""
    if not isinstance(front, Speaking):
        return
    said = raw_scan(scan, getattr(error, "code", ""))
    if said is None:
        front.refuse(error)
    else:
        front.say(said, Tone.DANGER)
