"""Every deadline against an oracle that walks a wall calendar with a finger, and counts minutes.

The oracle shares nothing with the code but the marked days of the shipped file: it knows dates,
weekdays and minutes of the day, and never skips ahead. Days of receipt are all those of nine years;
hours of receipt are drawn.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import shipped
from data.catalogue.calendars import read_calendar
from data.domain.deadlines import Due, Limit, Unit, apology_by, due, hand_over_by, return_by
from data.domain.workdays import DayKind, OpeningHours, Session

CALENDAR: Final = read_calendar(shipped.CALENDAR)
MARKED: Final = {mark.day: mark.kind for mark in CALENDAR.days}
HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = date(2019, 1, 1), date(2027, 12, 31)
CITED: Final = "điều khoản thử"
UNHURRIED: Final = settings(deadline=None)
"""A busy machine is no fault of a due date."""

SESSIONS: Final = ((420, 690), (810, 1020))
"""07:00–11:30 and 13:30–17:00, in minutes of the day."""
HOURS: Final = OpeningHours((Session(time(7), time(11, 30)), Session(time(13, 30), time(17))))
CLOSES: Final = 1020
DAY_MINUTES: Final = 1440


# --- the oracle ---------------------------------------------------------------------------------


def works(day: date) -> bool:
    """A weekday that nobody marked as off, or a Saturday that somebody marked as working."""
    kind = MARKED.get(day)
    if kind is None:
        return day.isoweekday() <= 5
    return kind is DayKind.WORKING_SATURDAY


def after(day: date) -> Iterator[date]:
    for number in range(1, 4_000):
        yield day + timedelta(days=number)


def before(day: date) -> Iterator[date]:
    for number in range(1, 4_000):
        yield day - timedelta(days=number)


def minute(day: date, of_day: int) -> datetime:
    return datetime(day.year, day.month, day.day, of_day // 60, of_day % 60, tzinfo=HERE)


def nth(days: Iterator[date], number: int) -> list[date]:
    """The first `number` working days of a walk."""
    found: list[date] = []
    for day in days:
        if len(found) == number:
            break
        if works(day):
            found.append(day)
    return found


def working_days(received: date, amount: int) -> list[date]:
    return nth(after(received), amount)


def calendar_days(received: date, amount: int) -> list[date]:
    """All days on the wall but the last; that one moves on while nobody works."""
    walked: list[date] = []
    for day in after(received):
        if len(walked) == amount - 1 and not works(day):
            continue
        walked.append(day)
        if len(walked) == amount:
            break
    return walked


def hours_later(received: date, of_day: int, amount: int) -> datetime:
    """The end of the last of so many open minutes."""
    left, day = amount * 60, received
    while True:
        for now in range(of_day, DAY_MINUTES):
            if works(day) and any(opens <= now < closes for opens, closes in SESSIONS):
                left -= 1
            if left == 0:
                return minute(day, now + 1)
        day, of_day = day + timedelta(days=1), 0


def same_day(received: date, of_day: int, cut_off: int) -> date:
    if works(received) and of_day <= min(cut_off, CLOSES):
        return received
    return nth(after(received), 1)[0]


def hand_over(received: date, of_day: int, cut_off: int) -> datetime:
    day = same_day(received, of_day, cut_off)
    return minute(day, CLOSES if day == received else SESSIONS[0][0])


def apology(due_day: date, days: int) -> date:
    return nth(before(due_day), days)[-1]


# --- every day of nine years --------------------------------------------------------------------


def days_of_receipt(margin: int) -> list[date]:
    """Each day whose limit still lies on the wall calendar."""
    length = (LAST - FIRST).days + 1 - margin
    return [FIRST + timedelta(days=number) for number in range(length)]


def told(received: date, limit: Limit, of_day: int = 540) -> Due:
    return due(minute(received, of_day), limit, calendar=CALENDAR, hours=HOURS)


@pytest.mark.parametrize("amount", [1, 2, 3, 5, 15, 45])
def test_working_days_are_those_of_the_wall_calendar(amount: int) -> None:
    """Whatever the day of receipt: the same days counted, the same due moment."""
    limit = Limit(Unit.WORKING_DAYS, amount, CITED)
    for received in days_of_receipt(3 * amount + 20):
        counted = working_days(received, amount)
        result = told(received, limit)
        assert list(result.counted) == counted
        assert result.moment == minute(counted[-1], CLOSES)


@pytest.mark.parametrize("amount", [1, 3, 10, 30, 60])
def test_calendar_days_end_on_a_working_day(amount: int) -> None:
    """Whatever the day of receipt."""
    limit = Limit(Unit.CALENDAR_DAYS, amount, CITED)
    for received in days_of_receipt(amount + 20):
        counted = calendar_days(received, amount)
        result = told(received, limit)
        assert list(result.counted) == counted
        assert result.moment == minute(counted[-1], CLOSES)


@pytest.mark.parametrize(("days", "cut_off"), [(1, 900), (3, 600), (5, 1_200)])
def test_returns_hand_overs_and_apologies(days: int, cut_off: int) -> None:
    """From every day of receipt, before and after the cut-off of the paper."""
    limit = Limit(Unit.WORKING_DAYS, days, CITED)
    clock = time(cut_off // 60, cut_off % 60)
    for received in days_of_receipt(40):
        due_day = working_days(received, days + 1)[-1]
        for of_day in (cut_off, cut_off + 1):
            at, due_at = minute(received, of_day), minute(due_day, CLOSES)
            by = hand_over_by(at, clock, calendar=CALENDAR, hours=HOURS)
            assert by == hand_over(received, of_day, cut_off)
            back = return_by(at, due_at, limit=limit, calendar=CALENDAR, hours=HOURS)
            assert back == minute(working_days(received, days)[-1], CLOSES)
        assert apology_by(due_at, days, calendar=CALENDAR) == apology(due_day, days)


def test_a_return_is_never_after_the_due_date() -> None:
    """Of a one-day procedure its due day, of every day of receipt."""
    three = Limit(Unit.WORKING_DAYS, 3, CITED)
    for received in days_of_receipt(30):
        due_at = minute(working_days(received, 1)[-1], CLOSES)
        at = minute(received, 540)
        assert return_by(at, due_at, limit=three, calendar=CALENDAR, hours=HOURS) == due_at


# --- every minute -------------------------------------------------------------------------------

days_drawn = st.dates(FIRST, LAST - timedelta(days=60))
near_marked_days = st.builds(
    lambda day, off: day - timedelta(days=off),
    st.sampled_from([day for day in MARKED if FIRST < day < LAST - timedelta(days=60)]),
    st.integers(0, 4),
)
minutes_drawn = st.integers(0, DAY_MINUTES - 1) | st.sampled_from(
    [0, 419, 420, 689, 690, 691, 809, 810, 899, 900, 901, 1019, 1020, 1021, 1439]
)


@UNHURRIED
@given(days_drawn | near_marked_days, minutes_drawn, st.integers(1, 40))
def test_hours_end_with_the_last_open_minute(received: date, of_day: int, amount: int) -> None:
    """Counted minute by minute, over noon, nights, weekends, holidays and swapped Saturdays."""
    result = told(received, Limit(Unit.HOURS, amount, CITED), of_day)
    assert result.moment == hours_later(received, of_day, amount)


@UNHURRIED
@given(days_drawn | near_marked_days, minutes_drawn, minutes_drawn)
def test_same_day_is_today_until_the_cut_off(received: date, of_day: int, cut_off: int) -> None:
    """Nobody's cut-off is after closing, and a day off is the next working day."""
    clock = time(cut_off // 60, cut_off % 60)
    result = told(received, Limit(Unit.SAME_DAY, 1, CITED, cut_off=clock), of_day)
    assert result.moment == minute(same_day(received, of_day, cut_off), CLOSES)


@UNHURRIED
@given(days_drawn | near_marked_days, minutes_drawn, st.sampled_from(list(Unit)))
def test_a_return_limit_of_any_unit_is_the_sooner_of_both(
    received: date, of_day: int, unit: Unit
) -> None:
    """A sector law may set hours or the same day; the due day stands in any case."""
    cut_off = time(15) if unit is Unit.SAME_DAY else None
    limit = Limit(unit, 1, CITED, cut_off=cut_off)
    own = {
        Unit.WORKING_DAYS: minute(working_days(received, 1)[-1], CLOSES),
        Unit.CALENDAR_DAYS: minute(calendar_days(received, 1)[-1], CLOSES),
        Unit.HOURS: hours_later(received, of_day, 1),
        Unit.SAME_DAY: minute(same_day(received, of_day, 900), CLOSES),
    }[unit]
    at, soon = minute(received, of_day), minute(working_days(received, 1)[-1], 600)
    back = return_by(at, soon, limit=limit, calendar=CALENDAR, hours=HOURS)
    assert back == min(own, soon)


# --- days that an officer remembers -------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        # Tết: 23–29/1/2020, 10–16/2/2021, 31/1–4/2/2022, 20–26/1/2023, 8–14/2/2024.
        ("2020-01-22", Limit(Unit.WORKING_DAYS, 1, CITED), "2020-01-30"),
        ("2021-02-09", Limit(Unit.WORKING_DAYS, 1, CITED), "2021-02-17"),
        ("2021-02-09", Limit(Unit.CALENDAR_DAYS, 3, CITED), "2021-02-17"),
        ("2022-01-28", Limit(Unit.WORKING_DAYS, 2, CITED), "2022-02-08"),
        ("2023-01-19", Limit(Unit.WORKING_DAYS, 1, CITED), "2023-01-27"),
        ("2024-02-07", Limit(Unit.WORKING_DAYS, 1, CITED), "2024-02-15"),
        ("2025-01-24", Limit(Unit.WORKING_DAYS, 1, CITED), "2025-02-03"),
        # 30/4–1/5: in 2024 Monday 29/4 against Saturday 4/5, in 2025 Friday 2/5 against 26/4.
        ("2024-04-26", Limit(Unit.WORKING_DAYS, 1, CITED), "2024-05-02"),
        ("2024-05-03", Limit(Unit.WORKING_DAYS, 1, CITED), "2024-05-04"),
        ("2025-04-25", Limit(Unit.WORKING_DAYS, 1, CITED), "2025-04-26"),
        ("2025-04-29", Limit(Unit.WORKING_DAYS, 1, CITED), "2025-05-05"),
        # Ends of years.
        ("2021-12-31", Limit(Unit.WORKING_DAYS, 1, CITED), "2022-01-04"),
        ("2022-12-30", Limit(Unit.CALENDAR_DAYS, 2, CITED), "2023-01-03"),
        ("2024-12-31", Limit(Unit.WORKING_DAYS, 1, CITED), "2025-01-02"),
    ],
)
def test_the_oracle_and_the_code_know_the_days_that_officers_remember(
    received: str, limit: Limit, expected: str
) -> None:
    """Written down from the wall calendars of those years, so that both are not wrong together."""
    day = date.fromisoformat(received)
    counters = {Unit.WORKING_DAYS: working_days, Unit.CALENDAR_DAYS: calendar_days}
    assert counters[limit.unit](day, limit.amount)[-1] == date.fromisoformat(expected)
    assert told(day, limit).moment == minute(date.fromisoformat(expected), CLOSES)


def test_the_marked_days_hold_every_swap_of_nine_years() -> None:
    """A swapped Saturday is worked, the day that it stands for is off."""
    swaps = {mark.day: mark.swapped_with for mark in CALENDAR.days if mark.swapped_with}
    saturdays = [day for day in swaps if MARKED[day] is DayKind.WORKING_SATURDAY]
    assert len(saturdays) >= 5
    for saturday in saturdays:
        off = swaps[saturday]
        assert off is not None
        assert (works(saturday), works(off)) == (True, False)
        assert saturday.isoweekday() == 6
