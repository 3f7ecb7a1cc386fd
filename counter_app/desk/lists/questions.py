"""The questions of the morning (Theo dõi), each a rule of today turned round into moments.

The projection of open dossiers keeps moments; a question is a range of them, so that a list is
never behind the calendar. A dossier's own deadlines, under the rules it was received by, stand on
its own screen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from data.domain import deadlines
from data.domain.catalogue import Catalogue
from data.domain.clock import local
from data.domain.deadlines import Limit
from data.domain.errors import Refused
from data.domain.handing_over import silent_after
from data.domain.reception import InForce
from data.domain.tracked_lists import TrackedLine
from data.domain.workdays import ONE_DAY, at
from data.store.tracked import Case, Span, Which
from data.store.tracked_rows import Clock

UNCOLLECTED_DAYS: Final = (7, 30, 90)
"""Ages of a result that nobody fetched at which it is looked at again (R100)."""
_REACH: Final = timedelta(days=400)
"""How far back a start of a clock is looked for whose limit ends about now."""
_NEAR_DAYS: Final = 60
"""Days to come among which those lie whose last day for form 04 is today, holidays and all."""
_MICROSECOND: Final = timedelta(microseconds=1)


class Question(StrEnum):
    """In the order of a morning."""

    DUE_TODAY = "due-today"
    APOLOGY = "apology"
    """Today is the last day for form 04 (R78, A3)."""
    OVERDUE = "overdue"
    HAND_OVER = "hand-over"
    """Still at the Center after the cut-off of its hand-over (A10)."""
    RETURN = "return"
    """The last day to return it for supplement is today or the next working day (R86)."""
    CONSULTED = "consulted"
    """The opinion of another agency did not come in time (R89)."""
    STALE = "stale"
    """Nobody said how far it is for longer than the profile allows (R66, C29)."""
    INSTANT = "instant"
    """Of a procedure whose result is given at once, and not given (A9)."""
    RETURNED = "returned"
    """The applicant has to bring something to the agency's form 02 (R85)."""
    SUPPLEMENT = "supplement"
    """Form 02 was given at the desk (R70)."""
    UNCOLLECTED = "uncollected"
    """Seven days or more at the return desk (R100)."""
    RUNNING = "running"
    """Everything that a result is awaited of."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """What each question asks of the projection at `now`."""

    rules: InForce
    catalogue: Catalogue
    now: datetime

    @property
    def today(self) -> date:
        return local(self.now).date()

    def which(self, question: Question) -> Which | None:
        """None where no dossier can be meant today. Each case is a rule turned round."""
        try:
            return self._ranges()[question]()
        except Refused as refused:
            if refused.code != "calendar-year-missing":
                raise
            return None

    def _ranges(self) -> Mapping[Question, Callable[[], Which | None]]:
        today, tomorrow = _begin(self.today), _begin(self.today + ONE_DAY)
        return {
            Question.DUE_TODAY: lambda: Which(Span(Clock.DUE, today, tomorrow)),
            Question.APOLOGY: self._apologies,
            Question.OVERDUE: lambda: Which(Span(Clock.MEASURE, before=today)),
            Question.HAND_OVER: self._hand_overs,
            Question.RETURN: self._returns,
            Question.RETURNED: lambda: Which(Span(Clock.RETURNED)),
            Question.CONSULTED: lambda: Which(Span(Clock.ASKED, before=today)),
            Question.STALE: self._stale,
            Question.INSTANT: self._instant,
            Question.SUPPLEMENT: lambda: Which(Span(Clock.SUPPLEMENT)),
            Question.UNCOLLECTED: lambda: self.lying(UNCOLLECTED_DAYS[0]),
            Question.RUNNING: lambda: Which(Span(Clock.DUE)),
        }

    def _apologies(self) -> Which | None:
        """The due days of which today is the last day for form 04."""
        days = [day for day in self._days_from(self.today) if self._apology_day(day) == self.today]
        if not days:
            return None
        return Which(Span(Clock.UNEXCUSED, _begin(days[0]), _begin(days[-1] + ONE_DAY)))

    def _apology_day(self, day: date) -> date:
        working_days = self.rules.profile.rules.apology_working_days
        due = at(day, self.rules.profile.closing)
        return deadlines.apology_by(due, working_days, calendar=self.rules.calendar)

    def _days_from(self, day: date) -> Iterator[date]:
        """The days to come, as far as the calendar reaches."""
        for number in range(_NEAR_DAYS):
            reached = day + timedelta(days=number)
            if not self.rules.calendar.covers(reached):
                return
            yield reached

    def _hand_overs(self) -> Which:
        """After the cut-off also what is to go today, before it what should have gone already."""
        rules, hours = self.rules.profile.rules, self.rules.profile.hours
        now, cut_off = self.now, at(self.today, min(rules.hand_over_cut_off, hours.closes))
        limit = at(self.today, hours.closes) if now >= cut_off else now

        def is_later(start: datetime) -> bool:
            cut_off, calendar = rules.hand_over_cut_off, self.rules.calendar
            return deadlines.hand_over_by(start, cut_off, calendar=calendar, hours=hours) > limit

        return Which(Span(Clock.HAND_OVER, before=self._first(is_later)))

    def _returns(self) -> Which:
        """By the limit of each procedure that has its own, and of all others that of the profile.

        The due date ends it too, where that comes first (C4).
        """
        own = self._own_limits()
        usual = self.rules.profile.rules.supplement_limit
        cases = [
            case
            for limit in {usual, *own.values()}
            for case in self._returns_by(limit, *_procedures(limit, own, usual))
        ]
        return Which(
            Span(Clock.RETURNABLE, since=min(_since(case) for case in cases)), tuple(cases)
        )

    def _returns_by(
        self, limit: Limit, procedures: tuple[str, ...], but_for: tuple[str, ...]
    ) -> Iterator[Case]:
        today, last = _begin(self.today), _begin(self._next_working_day() + ONE_DAY)
        since = self._first(self._ends_from(limit, today))
        until = self._first(self._ends_from(limit, last))
        start = since or _begin(self.today + ONE_DAY)
        ending = (Span(Clock.RETURNABLE, start, until), Span(Clock.DUE, today))
        due = (Span(Clock.RETURNABLE, start), Span(Clock.DUE, today, last))
        for spans in (ending, due):
            yield Case(spans, procedures, but_for)

    def _ends_from(self, limit: Limit, moment: datetime) -> Callable[[datetime], bool]:
        """Whether a clock that started then ends at that moment or later."""
        calendar, hours = self.rules.calendar, self.rules.profile.hours

        def ends_later(start: datetime) -> bool:
            return deadlines.due(start, limit, calendar=calendar, hours=hours).moment >= moment

        return ends_later

    def _own_limits(self) -> dict[str, Limit]:
        """The limits for a return that sector laws set, by procedure (R86)."""
        procedures = self.catalogue.procedures
        return {it.code: it.return_limit for it in procedures if it.return_limit is not None}

    def _stale(self) -> Which:
        days, calendar = self.rules.profile.rules.progress_working_days, self.rules.calendar
        first = self.today
        while calendar.covers(first - ONE_DAY):
            if silent_after(first - ONE_DAY, days, calendar=calendar) < self.today:
                break
            first -= ONE_DAY
        return Which(Span(Clock.SILENT, before=_begin(first)))

    def _instant(self) -> Which | None:
        codes = tuple(it.code for it in self.catalogue.procedures if it.instant)
        return Which(Span(Clock.DUE), (Case(procedures=codes),)) if codes else None

    def lying(self, min_days: int) -> Which:
        """Results at the return desk for so many days or more (R100)."""
        last = self.today - timedelta(days=min_days)
        return Which(Span(Clock.LIES, before=_begin(last + ONE_DAY)))

    def return_by(self, line: TrackedLine) -> datetime | None:
        """Until when it may be returned for supplement; of a line of that list (R86, C4).

        None where the calendar does not reach that far.
        """
        own, rules = self._own_limits().get(line.procedure_code), self.rules
        limit, hours = own or rules.profile.rules.supplement_limit, rules.profile.hours
        try:
            return line.due and deadlines.return_by(
                line.at, line.due, limit=limit, calendar=rules.calendar, hours=hours
            )
        except Refused:
            return None

    def _next_working_day(self) -> date:
        return self.rules.calendar.next_working(self.today)

    def _first(self, later: Callable[[datetime], bool]) -> datetime | None:
        """The first start up to now for which `later` holds; None where it holds for none.

        A rule that says a later end for a later start is turned round by halving. What ends behind
        the calendar ends later than anything.
        """

        def is_later(start: datetime) -> bool:
            try:
                return later(start)
            except Refused:
                return True

        low, high = self._oldest(), self.now
        if not is_later(high):
            return None
        while high - low > _MICROSECOND:
            middle = low + (high - low) / 2
            low, high = (low, middle) if is_later(middle) else (middle, high)
        return high

    def _oldest(self) -> datetime:
        first = min(year.year for year in self.rules.calendar.years)
        return max(_begin(date(first, 1, 1)), self.now - _REACH)


def _begin(day: date) -> datetime:
    return at(day, time())


def _procedures(
    limit: Limit, own: Mapping[str, Limit], usual: Limit
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The procedures that a limit is for, and those that it is not for; see `Case`."""
    if limit == usual:
        return (), tuple(code for code, it in own.items() if it != usual)
    return tuple(code for code, it in own.items() if it == limit), ()


def _since(case: Case) -> datetime:
    since = case.spans[0].since
    assert since is not None
    return since
