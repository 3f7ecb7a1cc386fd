"""The days and hours of an invented Center: when it is open, and when people come.

Every moment it gives is inside an opening session of a working day. The calendar is that of the
desk, asked once for each day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from counter_app.practice.life_habits import AFTER_HOLIDAY, HOUR, HOURS, WEEKDAYS
from data.domain.workdays import ONE_DAY, OpeningHours, WorkCalendar, at

_WEEKEND: Final = timedelta(days=3)
"""From a Friday to the Monday after it."""


class KnownDays(WorkCalendar):
    """A calendar that remembers why a day is off: a life asks for the same days again and again."""

    __slots__ = ("_why",)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "_why", {})

    def why_off(self, day: date) -> str | None:
        known: dict[date, str | None] = self._why  # type: ignore[attr-defined]
        if day not in known:
            known[day] = super().why_off(day)
        return known[day]


class AfterAll(Exception):
    """The calendar ends before this."""


@dataclass(frozen=True, slots=True)
class _Hour:
    """An open hour of a day, or the part of it that is open, in seconds after midnight."""

    start_s: int
    length_s: int
    weight: float


class Days:
    """Working days by their place, and moments within them."""

    def __init__(self, calendar: WorkCalendar, hours: OpeningHours) -> None:
        self._days = tuple(_working(calendar))
        self._place = {day: place for place, day in enumerate(self._days)}
        self._sessions = tuple(
            (_seconds(session.opens), _seconds(session.closes)) for session in hours.sessions
        )
        self._open_s = sum(closes - opens for opens, closes in self._sessions)
        self._hours = tuple(_open_hours(self._sessions))
        self._weights_s = sum(hour.weight for hour in self._hours)
        self._midnights: dict[int, datetime] = {}

    def __contains__(self, day: date) -> bool:
        return day in self._place

    def place(self, day: date) -> int:
        """Of a day, or of the next working day. Raises AfterAll."""
        while (place := self._place.get(day)) is None:
            if day > self._days[-1]:
                raise AfterAll
            day += ONE_DAY
        return place

    def day(self, place: int) -> date:
        """Raises AfterAll."""
        if place >= len(self._days):
            raise AfterAll
        return self._days[place]

    def opens(self, place: int) -> datetime:
        return self._at(place, self._sessions[0][0])

    def closes(self, place: int) -> datetime:
        return self._at(place, self._sessions[-1][1])

    def moment(self, place: int, share: float) -> datetime:
        """So far into the open time of a day."""
        left = share * self._open_s
        for opens, closes in self._sessions:
            if left <= closes - opens:
                return self._at(place, opens + left)
            left -= closes - opens
        return self.closes(place)

    def after(self, moment: datetime, minutes: float) -> datetime:
        """So many minutes later, or soon after the next session begins. Raises AfterAll."""
        then = moment + timedelta(seconds=int(60 * minutes))
        place = self.place(then.date())
        second = (then - self._midnight(place)).total_seconds()
        for opens, closes in self._sessions:
            if second < closes:
                return then if second >= opens else self._at(place, opens + 60 * minutes % 3600)
        return self._at(place + 1, self._sessions[0][0] + 60 * minutes % 3600)

    def arrival(self, place: int, random: Random) -> datetime:
        """A moment of a day at which somebody comes, after the door was opened."""
        draw = random.random() * self._weights_s
        for hour in self._hours:
            if draw < hour.weight:
                return self._at(place, hour.start_s + 1 + int(random.random() * hour.length_s))
            draw -= hour.weight
        return self.closes(place)

    def busy(self, place: int) -> float:
        """How many come on a day, 1 being an average one."""
        day = self.day(place)
        waited = day - self._days[place - 1] if place else ONE_DAY
        return WEEKDAYS[day.weekday()] * (AFTER_HOLIDAY if waited > _WEEKEND else 1)

    def _at(self, place: int, second: float) -> datetime:
        return self._midnight(place) + timedelta(seconds=int(second))

    def _midnight(self, place: int) -> datetime:
        known = self._midnights.get(place)
        if known is None:
            known = self._midnights[place] = at(self.day(place), time())
        return known


def _working(calendar: WorkCalendar) -> Iterator[date]:
    for year in sorted(it.year for it in calendar.years):
        day = date(year, 1, 1)
        while day.year == year:
            if calendar.is_working(day):
                yield day
            day += ONE_DAY


def _seconds(hour: time) -> int:
    return hour.hour * 3600 + hour.minute * 60 + hour.second


def _open_hours(sessions: tuple[tuple[int, int], ...]) -> Iterator[_Hour]:
    for opens, closes in sessions:
        start = opens
        while start < closes:
            hour, end = start // 3600, min(closes, (start // 3600 + 1) * 3600)
            share = (end - start) / 3600
            yield _Hour(start, end - start - 1, HOURS.get(hour, HOUR) * share)
            start = end
