"""Working days and opening hours on a small calendar written out here."""

from datetime import UTC, date, datetime, time

import pytest

from data.domain.editions import Edition
from data.domain.errors import Refused
from data.domain.workdays import (
    CalendarYear,
    DayKind,
    MarkedDay,
    OpeningHours,
    Session,
    WorkCalendar,
    at,
)

LAW = "Điều 112 Bộ luật Lao động 2019"


def marked(
    day: date, kind: DayKind, name: str, *, confirmed: bool = True, swapped_with: date | None = None
) -> MarkedDay:
    return MarkedDay(day, kind, name, LAW, confirmed, swapped_with)


CALENDAR = WorkCalendar(
    Edition("thu", "0123456789abcdef" * 4),
    (CalendarYear(2024, confirmed=True, source=LAW),),
    (
        marked(date(2024, 9, 2), DayKind.HOLIDAY, "Quốc khánh"),
        marked(date(2024, 2, 10), DayKind.HOLIDAY, "Tết Nguyên đán"),
        marked(date(2024, 4, 19), DayKind.SUBSTITUTE, "Giỗ Tổ"),
        marked(date(2024, 4, 29), DayKind.SWAP_OFF, "Nghỉ hoán đổi", swapped_with=date(2024, 5, 4)),
        marked(
            date(2024, 5, 4), DayKind.WORKING_SATURDAY, "Làm bù", swapped_with=date(2024, 4, 29)
        ),
    ),
)
HOURS = OpeningHours(
    (Session(time(7), time(11, 30)), Session(time(13, 30), time(17))),
    saturday_receipt=(Session(time(7, 30), time(11)),),
)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2024, 9, 2), "Quốc khánh"),
        (date(2024, 4, 19), "nghỉ bù Giỗ Tổ"),
        (date(2024, 4, 29), "nghỉ hoán đổi, làm bù ngày 04/05/2024"),
        (date(2024, 9, 7), "Thứ Bảy"),
        (date(2024, 9, 8), "Chủ nhật"),
        (date(2024, 9, 9), None),
        (date(2024, 5, 4), None),
    ],
)
def test_a_day_off_says_why(day: date, why: str | None) -> None:
    """Every day off has its reason in words, and a working day has none."""
    assert CALENDAR.why_off(day) == why
    assert CALENDAR.is_working(day) == (why is None)


def test_the_next_working_day_is_never_the_same_day() -> None:
    """`next_working` looks after the day, `first_working` at it, `previous_working` before it."""
    friday, monday = date(2024, 9, 6), date(2024, 9, 9)
    assert CALENDAR.next_working(friday) == monday
    assert CALENDAR.first_working(friday) == friday
    assert CALENDAR.first_working(date(2024, 9, 7)) == monday
    assert CALENDAR.previous_working(monday) == friday


def test_a_year_outside_the_calendar_is_refused_and_never_guessed() -> None:
    """No weekday rule is applied to a year that nobody listed."""
    assert CALENDAR.covers(date(2024, 12, 31))
    assert not CALENDAR.covers(date(2025, 1, 1))
    with pytest.raises(Refused, match="calendar-year-missing") as refusal:
        CALENDAR.is_working(date(2025, 1, 6))
    assert refusal.value.facts == {"year": 2025}


def test_the_edition_is_the_name_and_twelve_hex_digits() -> None:
    """What is stored with a due date tells which bytes it was computed from."""
    assert str(CALENDAR.edition) == "thu@0123456789ab"


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(date(2024, 9, 9), time(7)), True),
        (at(date(2024, 9, 9), time(11, 30)), False),
        (at(date(2024, 9, 9), time(13, 30)), True),
        (at(date(2024, 9, 9), time(17)), False),
        (at(date(2024, 9, 7), time(8)), True),
        (at(date(2024, 9, 7), time(13, 30)), False),
        (at(date(2024, 9, 8), time(8)), False),
        (at(date(2024, 9, 2), time(8)), False),
        (at(date(2024, 2, 10), time(8)), False),
        (at(date(2024, 5, 4), time(14)), True),
        (datetime(2024, 9, 9, 0, 30, tzinfo=UTC), True),
    ],
)
def test_open_for_receipt_is_not_a_working_day(moment: datetime, is_open: bool) -> None:  # noqa: FBT001 - a case of the table
    """C2: a Saturday session receives, and the Saturday stays a day off."""
    assert HOURS.is_open(moment, CALENDAR) is is_open
    assert not CALENDAR.is_working(date(2024, 9, 7))


def test_windows_run_on_working_days_from_the_moment_given() -> None:
    """Working time starts at the moment itself and leaps over nights, breaks and days off."""
    windows = HOURS.windows(at(date(2024, 9, 6), time(16)), CALENDAR)
    assert [next(windows), next(windows)] == [
        (at(date(2024, 9, 6), time(16)), at(date(2024, 9, 6), time(17))),
        (at(date(2024, 9, 9), time(7)), at(date(2024, 9, 9), time(11, 30))),
    ]


def test_sessions_have_a_length_and_an_order() -> None:
    """Hours that cannot be are a fault of the program: readers refuse them before."""
    with pytest.raises(AssertionError):
        Session(time(11), time(11))
    with pytest.raises(AssertionError):
        OpeningHours((Session(time(7), time(12)), Session(time(11), time(17))))
