"""Working days and opening hours of the Center.

A day is off or working for a reason that can be shown; a year that the calendar does not list is
refused and never guessed (law.md §5: no official day off comes from a formula alone).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from data.domain.clock import LOCAL, local
from data.domain.editions import Edition
from data.domain.errors import Refused

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
_WEEKEND = {SATURDAY: "Thứ Bảy", SUNDAY: "Chủ nhật"}


class DayKind(StrEnum):
    """Why a date differs from its weekday."""

    HOLIDAY = "holiday"
    """Ngày nghỉ lễ, tết."""
    SUBSTITUTE = "substitute"
    """Nghỉ bù: the working day after a holiday that fell on a weekend."""
    SWAP_OFF = "swap-off"
    """Nghỉ hoán đổi: a weekday off against a working Saturday."""
    WORKING_SATURDAY = "working-saturday"
    """Làm bù: the Saturday of a swap."""


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """`confirmed` is False where nobody has seen the text that makes the day off (C6)."""

    day: date
    kind: DayKind
    name: str
    source: str
    confirmed: bool
    swapped_with: date | None = None

    @property
    def is_working(self) -> bool:
        return self.kind is DayKind.WORKING_SATURDAY

    @property
    def why_off(self) -> str:
        match self.kind:
            case DayKind.SUBSTITUTE:
                return f"nghỉ bù {self.name}"
            case DayKind.SWAP_OFF if self.swapped_with is not None:
                return f"nghỉ hoán đổi, làm bù ngày {self.swapped_with:%d/%m/%Y}"
            case _:
                return self.name


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year that the calendar lists in full; a projection is not `confirmed`."""

    year: int
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Saturdays and Sundays are off unless a working Saturday; marked days are what they say."""

    edition: Edition
    years: tuple[CalendarYear, ...]
    days: tuple[MarkedDay, ...]
    _years: Mapping[int, CalendarYear] = field(init=False, repr=False, compare=False)
    _marks: Mapping[date, MarkedDay] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        years = {year.year: year for year in self.years}
        marks = {mark.day: mark for mark in self.days}
        assert len(years) == len(self.years)
        assert len(marks) == len(self.days)
        object.__setattr__(self, "_years", MappingProxyType(years))
        object.__setattr__(self, "_marks", MappingProxyType(marks))

    def covers(self, day: date) -> bool:
        return day.year in self._years

    def year_of(self, day: date) -> CalendarYear:
        """Refused `calendar-year-missing` where the calendar says nothing about that year."""
        year = self._years.get(day.year)
        if year is None:
            raise Refused("calendar-year-missing", year=day.year)
        return year

    def mark(self, day: date) -> MarkedDay | None:
        return self._marks.get(day)

    def why_off(self, day: date) -> str | None:
        """The reason in words why nobody works on `day`; None on a working day."""
        self.year_of(day)
        mark = self._marks.get(day)
        if mark is None:
            return _WEEKEND.get(day.weekday())
        return None if mark.is_working else mark.why_off

    def is_working(self, day: date) -> bool:
        return self.why_off(day) is None

    def first_working(self, day: date) -> date:
        """`day` itself where it is a working day, else the next one."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        return self.first_working(day + ONE_DAY)

    def working_days_on(self, day: date, count: int) -> date:
        """`count` working days after `day`; with none, the day itself."""
        for _ in range(count):
            day = self.next_working(day)
        return day

    def previous_working(self, day: date) -> date:
        """The last working day before `day`."""
        day -= ONE_DAY
        while not self.is_working(day):
            day -= ONE_DAY
        return day


@dataclass(frozen=True, slots=True)
class Session:
    """From one hour of a day to a later one."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        assert self.opens < self.closes

    def on(self, day: date) -> tuple[datetime, datetime]:
        return at(day, self.opens), at(day, self.closes)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Sessions of a working day, and Saturday sessions that receive but are not counted (C2)."""

    sessions: tuple[Session, ...]
    saturday_receipt: tuple[Session, ...] = ()

    def __post_init__(self) -> None:
        assert self.sessions
        for sessions in (self.sessions, self.saturday_receipt):
            assert all(one.closes <= two.opens for one, two in pairwise(sessions))

    @property
    def opens(self) -> time:
        return self.sessions[0].opens

    @property
    def closes(self) -> time:
        return self.sessions[-1].closes

    def windows(
        self, start: datetime, calendar: WorkCalendar
    ) -> Iterator[tuple[datetime, datetime]]:
        """Working time from `start` on, session by session, until the calendar ends (Refused)."""
        day = local(start).date()
        while True:
            for opens, closes in self._working_sessions(day, calendar):
                if closes > start:
                    yield max(opens, start), closes
            day += ONE_DAY

    def is_open(self, moment: datetime, calendar: WorkCalendar) -> bool:
        """Whether the Center receives at `moment`, which says nothing about counting (C2)."""
        here = local(moment)
        day = here.date()
        sessions = self.sessions if calendar.is_working(day) else self._receipt_only(day, calendar)
        return any(one.opens <= here.time() < one.closes for one in sessions)

    def _receipt_only(self, day: date, calendar: WorkCalendar) -> tuple[Session, ...]:
        plain_saturday = day.weekday() == SATURDAY and calendar.mark(day) is None
        return self.saturday_receipt if plain_saturday else ()

    def _working_sessions(
        self, day: date, calendar: WorkCalendar
    ) -> Iterator[tuple[datetime, datetime]]:
        if calendar.is_working(day):
            yield from (session.on(day) for session in self.sessions)


def at(day: date, hour: time) -> datetime:
    """`hour` of `day` on the clock of the counter."""
    return datetime.combine(day, hour, LOCAL)
