"""The lists of the tracking screen: read by a thread, the latest asking wins.

They are read anew when something was entered or another minute has come, and a long one slides
under the cursor.
"""

from functools import partial
from typing import TYPE_CHECKING, Final

from textual import getters, on, work
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from counter_app.desk.lists.questions import Question
from counter_app.screens.frame import DeskScreen
from counter_app.screens.lists.tracking_rows import (
    EMPTY,
    details,
    first_answered,
    head_row,
    line_row,
    question_rows,
    summary,
    titles,
)
from counter_app.screens.lists.tracking_window import Window, end_of, window_at_end
from counter_app.widgets.field import Field
from counter_app.widgets.long_list import LongList
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import tr
from data.domain.tracked_lists import By, Narrow

if TYPE_CHECKING:
    from datetime import datetime

    from counter_app.screens.station import Station
    from counter_app.widgets.rows import Draw
    from data.domain.tracked_lists import Part, TrackedPart
    from data.store.queries import Count

LOOK_S: Final = 2.0
"""Between two looks at whether something was entered."""


class Told(Widget):
    """What the line under the cursor says in full, in the width that there is."""

    _draw: "Draw | None" = None

    def show(self, draw: "Draw | None") -> None:
        self._draw = draw
        self.refresh()

    def render(self) -> RenderResult:
        return self._draw(self.content_size.width) if self._draw else ""


class ListsScreen(DeskScreen[None]):
    """Questions at the left, the list of the one in front at the right."""

    questions = getters.query_one("#questions", RowList)
    rows = getters.query_one("#rows", LongList)
    typed = getters.query_one("#typed", Field)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self.tracking = station.counter.tracking
        self._counts: dict[Question, Count] = {}
        self.narrow, self.names = Narrow(), dict[By, str]()
        self.window, self._sliding = Window(), False
        self._seen: tuple[str, datetime] | None = None
        self._shown: Question | None = None
        self._greets = True

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="left"):
                yield Static(id="narrowed", classes="title")
                yield RowList(id="questions")
            with Vertical(id="right"):
                yield Static(id="name")
                with Horizontal(id="typed-line"):
                    yield Static(tr("Filter"), classes="label", markup=False)
                    yield Field(id="typed", placeholder=tr("code, name, procedure"))
                yield LongList(id="rows")
                yield Told(id="detail")

    def on_mount(self) -> None:
        self.questions.show(question_rows({}))
        self.questions.first()
        self.questions.focus()
        self.set_interval(LOOK_S, self._look)

    def on_screen_resume(self) -> None:
        """What was done in front of it is told anew, with the sentence of the morning."""
        self._greets = True
        self.ask()

    @property
    def question(self) -> Question:
        return Question(self.questions.key or Question.DUE_TODAY)

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Anew where something was entered, or a minute went by: deadlines pass by themselves."""
        if not self.stands or not self.is_active or self._sliding:
            return
        seen = await self.told(self._now)
        if seen is not None and seen != self._seen:
            self.ask()

    def _now(self) -> "tuple[str, datetime]":
        return self.tracking.newest(), self.station.clock().replace(second=0, microsecond=0)

    @work(exclusive=True, group="list")
    async def ask(self, *, anew: bool = False) -> None:
        """The list in front, then all counts; `anew` from its top, else where one is."""
        question, narrow = self.question, self.narrow
        anew = anew or question is not self._shown
        wanted = end_of(upwards=True) if anew else self.window.again()
        seen = await self.told(self._now)
        found = await self.told(self.tracking.part, question, narrow, wanted)
        if seen is None or found is None:
            return
        first, self._shown, self._sliding = self._shown is None, question, False
        self._take(found, anew=anew)
        counts = await self.told(self.tracking.counts, narrow)
        if counts is not None:
            self._counts, self._seen = counts, seen
            self._show_counts(first=first)
            self._greet()

    def _show_counts(self, *, first: bool) -> None:
        """Whoever has just come is led to the first question that something answers."""
        rows = question_rows(self._counts)
        self.questions.show(rows)
        if first and not self._counts[self.question].number:
            self.questions.cursor = first_answered(rows, self._counts)
        self._show_titles()

    def _greet(self) -> None:
        """Whoever comes here hears first what presses."""
        if self._greets and not self.is_narrowed:
            said, good = summary(self._counts)
            self.say(said, Tone.DONE if good else Tone.WARNING)
        self._greets = False

    def _take(self, found: "TrackedPart", *, anew: bool) -> None:
        if anew or (self.window.above and not found.lines):
            self.window = window_at_end(found, upwards=True)
        else:
            self.window = self.window.again_as(found)
        self._show()
        if anew:
            self.rows.first()
        if not self.window.lines and self.rows.has_focus:
            self.go_outside()

    def _show(self) -> None:
        question, window = self.question, self.window
        lines = [line_row(self.tracking, question, line) for line in window.lines]
        head = [] if window.above or not lines else [head_row()]
        empty = tr("Nothing of it here: fewer words or another filter.")
        self.rows.show_window(
            [*head, *lines],
            above=window.above,
            below=window.below,
            empty=empty if self.is_narrowed else tr(EMPTY[question]),
        )
        self._show_titles()
        self._tell_line()
        self.refresh_bindings()

    def _show_titles(self) -> None:
        whole, own = titles(self.question, self._counts, list(self.names.values()))
        self.query_one("#narrowed", Static).update(whole)
        self.query_one("#name", Static).update(own)

    @property
    def is_narrowed(self) -> bool:
        return self.narrow != Narrow()

    def _tell_line(self) -> None:
        line = next((it for it in self.window.lines if it.id == self.rows.key), None)
        told = partial(details, self.tracking, line) if line else None
        self.query_one(Told).show(told)

    @on(RowList.Moved)
    def _moved(self) -> None:
        if self._shown is not None and self.question is not self._shown:
            self.ask(anew=True)
        self._tell_line()
        self.refresh_bindings()

    @on(LongList.Near)
    def _near(self, event: LongList.Near) -> None:
        part = None if self._sliding else self.window.next(upwards=event.upwards)
        if part is not None:
            self._sliding = True
            self._slide(part, upwards=event.upwards)

    @work(exclusive=True, group="list")
    async def _slide(self, part: "Part", *, upwards: bool) -> None:
        found = await self.told(self.tracking.part, self.question, self.narrow, part)
        self._sliding = False
        if found is not None:
            self.window = self.window.joined(found, upwards=upwards)
            self._show()

    @on(LongList.Far)
    @work(exclusive=True, group="list")
    async def _far(self, event: LongList.Far) -> None:
        end = end_of(upwards=event.upwards)
        found = await self.told(self.tracking.part, self.question, self.narrow, end)
        self._sliding = False
        if found is None:
            return
        self.window = window_at_end(found, upwards=event.upwards)
        self._show()
        if event.upwards:
            self.rows.first()
        else:
            self.rows.last()

    def go_outside(self) -> None:
        self.remove_class("-inside")
        self.questions.focus()
