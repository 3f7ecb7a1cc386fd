"""Months: the days that one of them has, at the ends of the calendar too."""

from datetime import date

import pytest

from data.domain.months import month_of

FIRST = (date(1900, 1, 1), date(1900, 1, 31))
LAST = (date(2999, 1, 1), date(2999, 1, 31))
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("months_on", "first", "last"),
    [
        (0, date(2026, 11, 1), date(2026, 11, 30)),
        (1, date(2026, 12, 1), date(2026, 12, 31)),
        (2, date(2027, 1, 1), date(2027, 1, 31)),
        (-9, date(2026, 2, 1), date(2026, 2, 28)),
        (15, date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_month_has_its_first_and_its_last_day(months_on: int, first: date, last: date) -> None:
    """Over the turn of a year too."""
    assert month_of(DAY, months_on) == (first, last)


@pytest.mark.parametrize(
    ("day", "months_on", "month"),
    [
        (DAY, -999_999, FIRST),
        (DAY, 999_999, LAST),
        (date.min, 0, FIRST),
        (date.min, -1, FIRST),
        (date.max, 0, LAST),
        (date.max, 1, LAST),
    ],
)
def test_a_month_of_which_nobody_asks_is_none(
    day: date, months_on: int, month: tuple[date, date]
) -> None:
    """A key that is held down ends somewhere, and so does a year that was mistyped."""
    assert month_of(day, months_on) == month
