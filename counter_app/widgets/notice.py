"""The one line in which the program speaks first: what happened, what is safe, what to do."""

from enum import StrEnum

from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from counter_app.widgets.lines import ACCENT, DANGER, QUIET, STRONG, WARNING, row, styled


class Tone(StrEnum):
    """How a sentence is meant; its shape says it where colour cannot."""

    QUIET = "quiet"
    DONE = "done"
    WARNING = "warning"
    DANGER = "danger"


_SHAPES = {Tone.QUIET: "", Tone.DONE: "✓ ", Tone.WARNING: "▲ ", Tone.DANGER: "✕ "}
_STYLES = {
    Tone.QUIET: QUIET,
    Tone.DONE: ACCENT,
    Tone.WARNING: WARNING,
    Tone.DANGER: f"{STRONG} {DANGER}",
}


class Notice(Widget):
    """At least one line is always kept free for it, so that nothing moves when it speaks."""

    DEFAULT_CSS = """
    Notice { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
    """

    text: reactive[str] = reactive("", layout=True)
    tone: reactive[Tone] = reactive(Tone.QUIET)

    def say(self, text: str, tone: Tone = Tone.QUIET) -> None:
        self.set_reactive(Notice.tone, tone)
        self.text = text
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        if not self.text:
            return ""
        style = _STYLES[self.tone]
        return row(styled(_SHAPES[self.tone], style), styled(self.text, style))
