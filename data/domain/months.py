"""Months of a calendar, as the days by which lists and reports are asked for.

Whatever day it is given and however far it goes on, a month is one of which somebody could ask.
"""

from datetime import date, timedelta
from typing import Final

FIRST_MONTH: Final = date(1_900, 1, 1)
LAST_MONTH: Final = date(2_999, 1, 1)


def month_of(day: date, months_on: int = 0) -> tuple[date, date]:
    """First and last day of the month so many months after that of `day`."""
    months = min(max(_number(day) + months_on, _number(FIRST_MONTH)), _number(LAST_MONTH))
    return _first(months), _first(months + 1) - timedelta(days=1)


def _number(day: date) -> int:
    """Of its month, counted from the beginning of the calendar."""
    return day.year * 12 + day.month - 1


def _first(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
