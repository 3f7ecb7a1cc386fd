"""Due dates as pure functions that also say why (BLDS 2015 Đ147–Đ148; C1–C5).

The day of the event is never counted, a last day off moves to the end of the next working day, and
a due moment is always inside working time. Every day between receipt and due date is either counted
or skipped for a stated reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from data.domain.clock import local
from data.domain.errors import Refused
from data.domain.workdays import ONE_DAY, OpeningHours, WorkCalendar, at

AMOUNT_LIMIT = 2_000
"""Days or hours of the longest limit that a catalogue may state."""


class Unit(StrEnum):
    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    HOURS = "hours"
    """Hours inside the opening sessions of working days."""
    SAME_DAY = "same-day"
    """Received by the cut-off: today; later or on a day off: the next working day (C1)."""


_WORDS = {
    Unit.WORKING_DAYS: "{} ngày làm việc",
    Unit.CALENDAR_DAYS: "{} ngày",
    Unit.HOURS: "{} giờ làm việc",
    Unit.SAME_DAY: "trong ngày",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """Thời hạn giải quyết. Only a same-day limit has a cut-off, and it must cite its law (C1)."""

    unit: Unit
    amount: int
    citation: str
    cut_off: time | None = None

    def __post_init__(self) -> None:
        assert 1 <= self.amount <= AMOUNT_LIMIT
        same_day = self.unit is Unit.SAME_DAY
        assert same_day == (self.cut_off is not None)
        assert not same_day or (self.amount == 1 and self.citation)

    @property
    def words(self) -> str:
        """As papers say it: "3 ngày làm việc", "15 ngày", "8 giờ làm việc", "trong ngày"."""
        return _WORDS[self.unit].format(self.amount)


@dataclass(frozen=True, slots=True)
class Skipped:
    day: date
    why: str


class CautionCode(StrEnum):
    YEAR_UNCONFIRMED = "calendar-year-unconfirmed"
    DAY_UNCONFIRMED = "calendar-day-unconfirmed"


@dataclass(frozen=True, slots=True)
class Caution:
    """What the officer should know about the calendar behind a date.

    For `YEAR_UNCONFIRMED`, `day` is the first day of that year that was looked at.
    """

    code: CautionCode
    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """`moment` is aware, in Asia/Ho_Chi_Minh. `calendar` is the edition that was counted with.

    `counted` has one date a day of the limit, the last being the due day; for hours and same day it
    has the days on which time ran. The day of receipt stands in `skipped` only where it could have
    been used: for hours and same day.
    """

    moment: datetime
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[Caution, ...]
    calendar: str


@dataclass(frozen=True, slots=True)
class _Count:
    moment: datetime
    counted: tuple[date, ...]
    first: date
    """The first day that could have been counted."""
    late: str = ""
    """Why the day of receipt itself was no use, where it is a working day."""


def due(received_at: datetime, limit: Limit, *, calendar: WorkCalendar, hours: OpeningHours) -> Due:
    """When a result is due for what was received at `received_at`, and why.

    A dossier received after closing or on a day off keeps that day as the day of the event: the
    next working day is its first, so no day is lost and none gained. Refused
    `calendar-year-missing` where the calendar does not reach.
    """
    start = local(received_at)
    calendar.year_of(start.date())
    count = _COUNTERS[limit.unit](start, limit, calendar, hours)
    skipped = _skipped(count, calendar)
    looked_at = {*count.counted[_first_looked_at(limit) :], *(skip.day for skip in skipped)}
    return Due(
        moment=count.moment,
        counted=count.counted,
        skipped=skipped,
        warnings=tuple(_cautions(sorted(looked_at), calendar)),
        calendar=str(calendar.edition),
    )


def is_overdue(due_at: datetime, now: datetime) -> bool:
    """Only after the due day has ended (BLDS Đ148.6; C2)."""
    return local(now).date() > local(due_at).date()


def promise_objections(
    moment: datetime, *, calendar: WorkCalendar, hours: OpeningHours
) -> Iterator[Refused]:
    """A result is promised for a moment at which somebody hands it out (C2).

    The opening minute itself leaves no time for it.
    """
    here = local(moment)
    try:
        sessions = hours.sessions if calendar.is_working(here.date()) else ()
    except Refused as refused:
        yield refused
        return
    if not any(one.opens < here.time() <= one.closes for one in sessions):
        yield Refused("new-due-outside-hours", day=here.date().isoformat())


def hand_over_by(
    received_at: datetime, cut_off: time, *, calendar: WorkCalendar, hours: OpeningHours
) -> datetime:
    """The paper goes to the agency the same day, after `cut_off` first thing next (NĐ 61 Đ18.2)."""
    here = local(received_at)
    day = here.date()
    if calendar.is_working(day) and here <= at(day, min(cut_off, hours.closes)):
        return at(day, hours.closes)
    return at(calendar.next_working(day), hours.opens)


def return_by(
    received_at: datetime,
    due_at: datetime,
    *,
    limit: Limit,
    calendar: WorkCalendar,
    hours: OpeningHours,
) -> datetime:
    """The last moment to return a dossier for supplement (R86): within `limit` and its due (C4)."""
    return min(due(received_at, limit, calendar=calendar, hours=hours).moment, local(due_at))


def apology_by(due_at: datetime, working_days: int, *, calendar: WorkCalendar) -> date:
    """The last day for form *apology*: so many working days before the due day (R78, A3)."""
    day = local(due_at).date()
    for _ in range(working_days):
        day = calendar.previous_working(day)
    return day


def _working_days(
    start: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> _Count:
    counted: list[date] = []
    day = start.date()
    for _ in range(limit.amount):
        day = calendar.next_working(day)
        counted.append(day)
    return _Count(at(day, hours.closes), tuple(counted), start.date() + ONE_DAY)


def _calendar_days(
    start: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> _Count:
    """A last day off gives way to the next working day, counted in its place (BLDS Đ148.5)."""
    first = start.date() + ONE_DAY
    last = start.date() + timedelta(days=limit.amount)
    due_day = calendar.first_working(last)
    counted = (*_days(first, last - ONE_DAY), due_day)
    return _Count(at(due_day, hours.closes), counted, first)


def _hours(start: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours) -> _Count:
    """A limit in hours runs from the moment itself (BLDS Đ147.1), only while the Center is open."""
    left = timedelta(hours=limit.amount)
    counted: dict[date, None] = {}
    windows = hours.windows(start, calendar)
    opens, closes = next(windows)
    while left > closes - opens:
        counted[opens.date()] = None
        left -= closes - opens
        opens, closes = next(windows)
    counted[opens.date()] = None
    return _Count(opens + left, tuple(counted), start.date(), "tiếp nhận sau giờ làm việc")


def _same_day(start: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours) -> _Count:
    assert limit.cut_off is not None
    cut_off = min(limit.cut_off, hours.closes)
    today = start.date()
    in_time = calendar.is_working(today) and start <= at(today, cut_off)
    due_day = today if in_time else calendar.next_working(today)
    return _Count(at(due_day, hours.closes), (due_day,), today, f"tiếp nhận sau {cut_off:%H:%M}")


_COUNTERS = {
    Unit.WORKING_DAYS: _working_days,
    Unit.CALENDAR_DAYS: _calendar_days,
    Unit.HOURS: _hours,
    Unit.SAME_DAY: _same_day,
}


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _skipped(count: _Count, calendar: WorkCalendar) -> tuple[Skipped, ...]:
    counted = frozenset(count.counted)
    between = (day for day in _days(count.first, count.moment.date()) if day not in counted)
    return tuple(Skipped(day, calendar.why_off(day) or count.late) for day in between)


def _first_looked_at(limit: Limit) -> int:
    """Calendar days run whatever the calendar says; only the last of them depends on it."""
    return -1 if limit.unit is Unit.CALENDAR_DAYS else 0


def _cautions(days: list[date], calendar: WorkCalendar) -> Iterator[Caution]:
    """One caution a doubtful year, else one a doubtful day."""
    doubtful_years: set[int] = set()
    for day in days:
        mark = calendar.mark(day)
        if not calendar.year_of(day).confirmed:
            if day.year not in doubtful_years:
                yield Caution(CautionCode.YEAR_UNCONFIRMED, day)
            doubtful_years.add(day.year)
        elif mark is not None and not mark.confirmed:
            yield Caution(CautionCode.DAY_UNCONFIRMED, day, mark.name)
