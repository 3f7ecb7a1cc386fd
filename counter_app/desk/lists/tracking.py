"""Tracking (Theo dõi): lists of open dossiers that answer the questions of the morning (R37).

Only read: what is to be done about a dossier is done on its own screen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counter_app.desk.lists.questions import UNCOLLECTED_DAYS, Question, Ranges
from data.domain import deadlines
from data.domain.agencies import AgencyRegister
from data.domain.catalogue import Catalogue
from data.domain.clock import Clock, local
from data.domain.lifecycle import State
from data.domain.reception import InForce
from data.domain.standing import late_working_days
from data.domain.tracked_lists import By, Narrow, Part, TrackedLine, TrackedPart
from data.store import queries, tracked
from data.store.engine import Store
from data.store.queries import LIST_LIMIT, Count
from data.store.tracked import Which

MOST_UNCOLLECTED: Final = LIST_LIMIT
"""Results of one list of those that nobody came for."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many lines of a list fall to `name`: the value is what `Narrow` is asked for."""

    value: str | int
    name: str
    lines: int


@dataclass(frozen=True, slots=True)
class Tracking:
    store: Store
    agencies: AgencyRegister
    catalogue: Catalogue
    rules: InForce
    clock: Clock

    def part(self, question: Question, narrow: Narrow, wanted: Part) -> TrackedPart:
        """A piece of a list, the most pressing first."""
        return self._part(self.ranges.which(question), narrow, wanted)

    def counts(self, narrow: Narrow | None = None) -> dict[Question, Count]:
        """How long each list is."""
        asked = {question: self.ranges.which(question) for question in Question}
        with self.store.read() as connection:
            return {
                question: tracked.count(connection, which, narrow or Narrow())
                if which
                else Count(0, more=False)
                for question, which in asked.items()
            }

    def shares(self, question: Question, narrow: Narrow, by: By) -> list[Share]:
        """How a list falls to agencies, fields or officers, the most first."""
        which = self.ranges.which(question)
        if which is None:
            return []
        with self.store.read() as connection:
            found = tracked.shares(connection, which, narrow, by)
            names = self._names(by, {it.id: it.name for it in queries.officers(connection)})
        return [Share(value, names(value), lines) for value, lines in found]

    def held(self, questions: Iterable[Question], states: Iterable[State]) -> list[Share]:
        """How many dossiers of these lists, each once, each agency has; the most first."""
        lists = [which for it in questions if (which := self.ranges.which(it)) is not None]
        if not lists:
            return []
        with self.store.read() as connection:
            found = tracked.held(connection, lists, tuple(states))
        return [Share(index, self.agencies.name_of(index), lines) for index, lines in found]

    def uncollected(
        self, min_days: int = UNCOLLECTED_DAYS[0], limit: int = MOST_UNCOLLECTED
    ) -> tuple[TrackedLine, ...]:
        """Results that lie at the return desk for so many days or more, the longest first (R100).

        `TrackedLine.at` is since when.
        """
        return self._part(self.ranges.lying(min_days), Narrow(), Part(limit)).lines

    def newest(self) -> str:
        """Changes with every act that is entered or comes here."""
        with self.store.read() as connection:
            return queries.newest_entry(connection)

    def _part(self, which: Which | None, narrow: Narrow, wanted: Part) -> TrackedPart:
        if which is None:
            return TrackedPart((), more=False)
        with self.store.read() as connection:
            return tracked.part(connection, which, narrow, wanted)

    def _names(self, by: By, officers: Mapping[str, str]) -> Callable[[str | int], str]:
        match by:
            case By.AGENCY:
                return lambda value: self.agencies.name_of(int(value))
            case By.FIELD:
                return str
            case By.OFFICER:
                return lambda value: officers.get(str(value), "")

    def is_late(self, line: TrackedLine) -> bool:
        """Whether the day that lateness is measured by has ended (C2, C5)."""
        return line.measure is not None and deadlines.is_overdue(line.measure, self.clock())

    def late_days(self, line: TrackedLine) -> int:
        """Working days after that day; 0 also where nobody has worked since."""
        if line.measure is None or not self.is_late(line):
            return 0
        late = late_working_days(line.measure, self.clock(), calendar=self.rules.calendar)
        return late or 0

    def days(self, line: TrackedLine) -> int:
        """Calendar days since the moment that its list is sorted by."""
        return (self.ranges.today - local(line.at).date()).days

    def return_by(self, line: TrackedLine) -> datetime | None:
        """Until when a line of its list may be returned for supplement (R86, C4)."""
        return self.ranges.return_by(line)

    @property
    def ranges(self) -> Ranges:
        """The questions as they stand at this moment."""
        return Ranges(self.rules, self.catalogue, self.clock())
