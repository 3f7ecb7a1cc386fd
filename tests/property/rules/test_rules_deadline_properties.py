"""Due dates on invented calendars: what must hold for every one of them."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.domain.clock import LOCAL, local
from data.domain.deadlines import Due, Limit, Unit, due, hand_over_by, is_overdue, return_by
from data.domain.editions import Edition
from data.domain.workdays import (
    SATURDAY,
    CalendarYear,
    DayKind,
    MarkedDay,
    OpeningHours,
    Session,
    WorkCalendar,
    at,
)

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)
YEARS = tuple(CalendarYear(year, confirmed=year < 2025, source="thử") for year in range(2022, 2028))
TWO_SESSIONS = OpeningHours((Session(time(7), time(11, 30)), Session(time(13, 30), time(17))))
ONE_SESSION = OpeningHours((Session(time(8), time(15, 45)),))
CITED = "điều khoản thử"
UNHURRIED = settings(deadline=None)
"""A busy machine is no fault of a due date."""


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Up to sixty marked days anywhere in two years; a working Saturday is a Saturday."""
    days = draw(st.sets(st.dates(FIRST, LAST + timedelta(days=365)), max_size=60))
    return WorkCalendar(Edition("thu", "0" * 64), YEARS, tuple(draw(marks(day)) for day in days))


@st.composite
def marks(draw: st.DrawFn, day: date) -> MarkedDay:
    saturday = day.weekday() == SATURDAY
    kinds = [kind for kind in DayKind if saturday or kind is not DayKind.WORKING_SATURDAY]
    return MarkedDay(day, draw(st.sampled_from(kinds)), "ngày thử", "thử", draw(st.booleans()))


@st.composite
def limits(draw: st.DrawFn, *units: Unit) -> Limit:
    unit = draw(st.sampled_from(units or tuple(Unit)))
    if unit is Unit.SAME_DAY:
        return Limit(unit, 1, CITED, cut_off=draw(st.times(time(5), time(22))))
    return Limit(unit, draw(st.integers(1, 60)), CITED)


moments = st.datetimes(
    datetime(2023, 1, 1),  # noqa: DTZ001 - `timezones` makes it aware
    datetime(2023, 12, 31, 23, 59),  # noqa: DTZ001 - `timezones` makes it aware
    timezones=st.just(LOCAL),
)
opening = st.sampled_from([TWO_SESSIONS, ONE_SESSION])


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def working_time(
    start: datetime, end: datetime, calendar: WorkCalendar, hours: OpeningHours
) -> timedelta:
    """Time that the Center works between two moments, added up session by session."""
    total = timedelta()
    for day in days_between(start.date(), end.date()):
        for session in hours.sessions if calendar.is_working(day) else ():
            opens, closes = session.on(day)
            total += max(timedelta(), min(closes, end) - max(opens, start))
    return total


@UNHURRIED
@given(moments, limits(), calendars(), opening)
def test_a_result_is_due_in_working_time(
    received: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """Never on a day off, never while closed, never before it came; days end at closing (C2)."""
    result = due(received, limit, calendar=calendar, hours=hours)
    day = result.moment.date()
    assert calendar.is_working(day)
    assert any(opens < result.moment <= closes for opens, closes in sessions(day, hours))
    assert result.moment >= received
    assert limit.unit is Unit.HOURS or result.moment == at(day, hours.closes)


def sessions(day: date, hours: OpeningHours) -> list[tuple[datetime, datetime]]:
    return [session.on(day) for session in hours.sessions]


@UNHURRIED
@given(moments, limits(), calendars(), opening)
def test_every_day_is_counted_or_skipped_for_a_reason(
    received: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """Counted and skipped together are all the days between, each once, in order."""
    result = due(received, limit, calendar=calendar, hours=hours)
    skipped = [skip.day for skip in result.skipped]
    whole_days = limit.unit in {Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}
    first = received.date() + timedelta(days=int(whole_days))
    assert sorted([*result.counted, *skipped]) == days_between(first, result.moment.date())
    assert list(result.counted) == sorted(result.counted)
    assert result.counted[-1] == result.moment.date()
    assert all(skip.why for skip in result.skipped)


@UNHURRIED
@given(moments, limits(Unit.WORKING_DAYS), calendars(), opening)
def test_exactly_n_working_days_are_counted(
    received: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """An independent count of the working days after the day of receipt gives the same number."""
    result = due(received, limit, calendar=calendar, hours=hours)
    after = days_between(received.date(), result.moment.date())[1:]
    assert sum(calendar.is_working(day) for day in after) == limit.amount == len(result.counted)
    assert all(calendar.is_working(day) for day in result.counted)


@UNHURRIED
@given(moments, limits(Unit.CALENDAR_DAYS), calendars(), opening)
def test_calendar_days_move_only_over_days_off(
    received: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """BLDS Đ148.5: from the last day on, nothing but days off is passed over."""
    result = due(received, limit, calendar=calendar, hours=hours)
    last = received.date() + timedelta(days=limit.amount)
    passed = days_between(last, result.moment.date())[:-1]
    assert not any(calendar.is_working(day) for day in passed)
    assert [skip.day for skip in result.skipped] == passed
    assert len(result.counted) == limit.amount


@UNHURRIED
@given(moments, limits(Unit.HOURS), calendars(), opening)
def test_hours_are_working_hours_to_the_minute(
    received: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """The working time between receipt and due moment is the limit itself."""
    result = due(received, limit, calendar=calendar, hours=hours)
    spent = working_time(received, result.moment, calendar, hours)
    assert spent == timedelta(hours=limit.amount)
    assert all(calendar.is_working(day) for day in result.counted)


@UNHURRIED
@given(moments, moments, limits(), calendars(), opening)
def test_what_comes_later_is_never_due_earlier(
    one: datetime, two: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """Nobody gains by waiting."""
    early, late = sorted((one, two))
    first = due(early, limit, calendar=calendar, hours=hours)
    assert first.moment <= due(late, limit, calendar=calendar, hours=hours).moment


@UNHURRIED
@given(moments, limits(Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.HOURS), calendars(), opening)
def test_a_longer_limit_is_never_due_earlier(
    received: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """Monotone in the amount; strictly so where working days are counted."""
    longer = Limit(limit.unit, limit.amount + 1, CITED)
    first = due(received, limit, calendar=calendar, hours=hours).moment
    second = due(received, longer, calendar=calendar, hours=hours).moment
    assert first <= second
    assert first < second or limit.unit is Unit.CALENDAR_DAYS


@UNHURRIED
@given(st.dates(FIRST, LAST), limits(Unit.WORKING_DAYS, Unit.CALENDAR_DAYS), calendars())
def test_the_hour_of_receipt_changes_no_limit_in_days(
    day: date, limit: Limit, calendar: WorkCalendar
) -> None:
    """Before opening or after closing, the same day of event gives the same due date."""
    results: set[Due] = {
        due(at(day, hour), limit, calendar=calendar, hours=TWO_SESSIONS)
        for hour in (time(0), time(12), time(17, 1), time(23, 59))
    }
    assert len(results) == 1


@UNHURRIED
@given(moments, limits(), calendars(), opening)
def test_the_zone_of_the_clock_changes_nothing(
    received: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """The same moment told in UTC is due at the same moment."""
    there = due(received.astimezone(UTC), limit, calendar=calendar, hours=hours)
    assert there == due(received, limit, calendar=calendar, hours=hours)


@UNHURRIED
@given(moments, limits(), calendars(), opening)
def test_a_warning_names_a_doubt_between_receipt_and_due_date(
    received: datetime, limit: Limit, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """And a skipped day in doubt is never left out."""
    result = due(received, limit, calendar=calendar, hours=hours)
    warned = [warning.day for warning in result.warnings]
    assert all(received.date() <= day <= result.moment.date() for day in warned)
    for skip in result.skipped:
        mark = calendar.mark(skip.day)
        if mark is not None and not mark.confirmed:
            assert skip.day in warned


@UNHURRIED
@given(moments, limits(), calendars(), opening, st.timedeltas(timedelta(), timedelta(days=9)))
def test_overdue_begins_with_the_day_after(
    received: datetime,
    limit: Limit,
    calendar: WorkCalendar,
    hours: OpeningHours,
    later: timedelta,
) -> None:
    """Whenever it is looked at."""
    moment = due(received, limit, calendar=calendar, hours=hours).moment
    assert not is_overdue(moment, at(moment.date(), time.max))
    midnight = at(moment.date() + timedelta(days=1), time.min)
    assert is_overdue(moment, local(midnight + later))


@UNHURRIED
@given(moments, limits(), limits(Unit.WORKING_DAYS), calendars(), opening)
def test_hand_over_and_return_stay_within_their_bounds(
    received: datetime,
    limit: Limit,
    notice: Limit,
    calendar: WorkCalendar,
    hours: OpeningHours,
) -> None:
    """Paper leaves on a working day at or after receipt; a return is never after the due date."""
    by = hand_over_by(received, time(15), calendar=calendar, hours=hours)
    assert calendar.is_working(by.date())
    assert by >= received
    due_at = due(received, limit, calendar=calendar, hours=hours).moment
    back = return_by(received, due_at, limit=notice, calendar=calendar, hours=hours)
    assert back <= due_at
