"""The shipped calendar against what law.md §5 lists, day by day."""

from datetime import date, timedelta

import pytest

from data.catalogue import shipped
from data.catalogue.calendars import read_calendar
from data.domain.workdays import SATURDAY, DayKind

CALENDAR = read_calendar(shipped.CALENDAR)
ONE_DAY = timedelta(days=1)

WEEKDAYS_OFF = {
    2019: "01-01 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 09-02",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
}
SWAPS = {
    date(2018, 12, 31): date(2019, 1, 5),
    date(2019, 4, 29): date(2019, 5, 4),
    date(2024, 4, 29): date(2024, 5, 4),
    date(2025, 5, 2): date(2025, 4, 26),
    date(2026, 1, 2): date(2026, 1, 10),
    date(2026, 8, 31): date(2026, 8, 22),
}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + number * ONE_DAY for number in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", sorted(WEEKDAYS_OFF))
def test_the_weekdays_off_of_a_year(year: int) -> None:
    """Exactly the listed weekdays are off, and no other."""
    off = [day for day in days_of(year) if day.weekday() < SATURDAY]
    listed = [f"{day:%m-%d}" for day in off if not CALENDAR.is_working(day)]
    assert listed == WEEKDAYS_OFF[year].split()


def test_the_swaps_are_the_known_ones() -> None:
    """Each weekday off has its working Saturday, and no Saturday works without one."""
    swaps = {mark.day: mark.swapped_with for mark in CALENDAR.days if mark.kind is DayKind.SWAP_OFF}
    assert swaps == SWAPS
    saturdays = {
        day for year in range(2018, 2028) for day in days_of(year) if day.weekday() == SATURDAY
    }
    assert {day for day in saturdays if CALENDAR.is_working(day)} == set(SWAPS.values())


def test_no_sunday_ever_works() -> None:
    """A swap is against a Saturday."""
    sundays = [day for year in range(2018, 2028) for day in days_of(year) if day.weekday() == 6]
    assert not any(CALENDAR.is_working(day) for day in sundays)


def test_what_nobody_has_seen_is_unconfirmed() -> None:
    """C6: 24/11, the swap of 2/1/2026 and the whole of 2027 warn; nothing else does."""
    doubtful = {mark.day for mark in CALENDAR.days if not mark.confirmed and mark.day.year < 2027}
    assert doubtful == {date(2026, 1, 2), date(2026, 1, 10), date(2026, 11, 24)}
    assert [year.year for year in CALENDAR.years if not year.confirmed] == [2027]
    assert not any(mark.confirmed for mark in CALENDAR.days if mark.day.year == 2027)


def test_every_holiday_on_a_weekend_has_its_day_in_lieu() -> None:
    """Labour Code: the next working day is off, save inside the Tết break, which the year fixes."""
    single = [
        mark
        for mark in CALENDAR.days
        if mark.kind is DayKind.HOLIDAY
        and mark.day.weekday() >= SATURDAY
        and "Tết Nguyên đán" not in mark.name
    ]
    in_lieu = [mark for mark in CALENDAR.days if mark.kind is DayKind.SUBSTITUTE]
    assert single
    assert sorted(mark.name for mark in single) == sorted(mark.name for mark in in_lieu)


def test_sources_that_were_not_seen_say_so() -> None:
    """No decision number is invented: what was not compared bears "chưa kiểm chứng"."""
    press = "congan.com.vn"
    assert all("chưa kiểm chứng" in mark.source or press in mark.source for mark in CALENDAR.days)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 27), "nghỉ bù Giỗ Tổ Hùng Vương"),
        (date(2026, 9, 2), "Quốc khánh"),
        (date(2019, 2, 5), "Tết Nguyên đán (mùng một)"),
        (date(2026, 8, 31), "nghỉ hoán đổi, làm bù ngày 22/08/2026"),
        (date(2026, 4, 30), "Ngày Chiến thắng 30/4"),
    ],
)
def test_reasons_are_in_the_words_of_the_counter(day: date, why: str) -> None:
    """What the officer reads to the citizen."""
    assert CALENDAR.why_off(day) == why
