"""Days that are asked for over a screen: one, or the first and the last of some.

What is no day is said where it was typed, and stays there to be mended.
"""

from datetime import date
from typing import ClassVar, Final, Generic

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.desk.receiving.typed import day_of
from counter_app.screens.form import FormScreen
from counter_app.screens.frame import Answer
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.notice import Tone
from counter_app.wording import day_text, msg, tr

DAY_LIMIT: Final = 10
"""Characters of a day: `23/11/2026`."""


class _AskingForDays(FormScreen[Answer], Generic[Answer]):
    def day_field(self, name: str, day: date) -> Field:
        hint = tr("such as 20/11/2026")
        return Field(day_text(day), id=name, limit=DAY_LIMIT, placeholder=hint)

    def day(self, name: str) -> date | None:
        """What stands in the field `name`, or None after it was said that it is no day."""
        day = day_of(self.text(name))
        if day is None:
            self.set_focus(self.query_one(f"#{name}"))
            self.say(tr("This is no day. Type it as 20/11/2026."), Tone.DANGER)
        return day


class DayScreen(_AskingForDays[date]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish", msg("go on"), id="day.done"),
    ]

    def __init__(self, question: str, day: date) -> None:
        super().__init__()
        self._question, self._day = question, day

    def compose_panel(self) -> ComposeResult:
        yield Static(self._question, classes="title", markup=False)
        yield self.day_field("day", self._day)

    def finish(self) -> None:
        if day := self.day("day"):
            self.dismiss(day)


class DaysScreen(_AskingForDays[tuple[date, date]]):
    """Answers with two days; what it means that they are out of order is said by who asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("these days"), id="days.done"),
    ]

    def __init__(self, first: date, last: date) -> None:
        super().__init__()
        self._first, self._last = first, last

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Which days?"), classes="title", markup=False)
        yield FormRow(tr("First day"), self.day_field("first", self._first))
        yield FormRow(tr("Last day"), self.day_field("last", self._last))

    def finish(self) -> None:
        if (first := self.day("first")) and (last := self.day("last")):
            self.dismiss((first, last))
