"""Days and numbers of the invented Center."""

from datetime import date, timedelta
from random import Random

import pytest

from counter_app.practice.life_days import AfterAll, Days, KnownDays
from counter_app.practice.life_numbers import LATEST, Numbers
from data.domain.clock import local
from data.domain.numbering import Slice
from data.domain.workdays import OpeningHours, WorkCalendar
from tests.fakes.center_life import MONDAY, rulebook


@pytest.fixture
def calendar() -> WorkCalendar:
    return rulebook().in_force.calendar


@pytest.fixture
def hours() -> OpeningHours:
    return rulebook().in_force.profile.hours


@pytest.fixture
def days(calendar: WorkCalendar, hours: OpeningHours) -> Days:
    return Days(calendar, hours)


def test_a_known_calendar_says_what_the_calendar_says(calendar: WorkCalendar) -> None:
    """Asked once or twice, every day of some years is as it was."""
    known = KnownDays(calendar.edition, calendar.years, calendar.days)
    for number in range(1_000):
        day = MONDAY + timedelta(days=number % 600)
        assert known.why_off(day) == calendar.why_off(day)


def test_every_moment_is_an_open_one(
    days: Days, calendar: WorkCalendar, hours: OpeningHours
) -> None:
    """Arrivals, moments of a day, and what is soon after another moment."""
    random, place = Random(1), days.place(MONDAY)
    for number in range(300):
        came = days.arrival(place + number % 5, random)
        soon = days.after(came, random.random() * 200)
        assert hours.is_open(came, calendar)
        assert hours.is_open(soon, calendar)
        assert soon >= came
        moment = days.moment(place, number / 300)
        assert hours.is_open(moment, calendar) or moment == days.closes(place)
    assert local(days.opens(place)).date() == MONDAY


def test_noon_and_night_give_way_to_the_next_session(days: Days) -> None:
    """What would be soon after the morning is done in the afternoon, or on the next day."""
    place = days.place(MONDAY)
    noon, evening = days.moment(place, 0.56), days.closes(place)
    assert days.after(noon, 10).hour == 13
    assert days.after(evening, 30) == days.opens(place + 1) + timedelta(minutes=30)


def test_saturday_is_the_monday_after_it(days: Days) -> None:
    """Where a day is off, its place is that of the next working day."""
    assert days.day(days.place(date(2026, 3, 7))) == date(2026, 3, 9)
    assert date(2026, 3, 7) not in days


def test_beyond_the_calendar_there_is_no_day(days: Days) -> None:
    """Nobody guesses a year that no text has listed."""
    with pytest.raises(AfterAll):
        days.place(date(2030, 1, 1))
    with pytest.raises(AfterAll):
        days.day(100_000)


def test_numbers_are_given_once_and_from_the_slice() -> None:
    """However long somebody waited, and until nothing is left of the day."""
    numbers, taken = Numbers(Slice(101, 300)), set()
    for waited in range(LATEST + 2):
        while (found := numbers.take("a", MONDAY, waited)) is not None:
            assert found not in taken
            assert 101 <= found <= 300
            taken.add(found)
    assert len(taken) > 180
    assert numbers.take("b", MONDAY, 0) == 101
    assert numbers.take("a", MONDAY + timedelta(days=1), 0) == 101


def test_a_slice_too_small_to_share_serves_the_day_itself() -> None:
    """Then nobody comes back on a later day."""
    numbers = Numbers(Slice(7, 7))
    assert numbers.take("a", MONDAY, 0) == 7
    assert numbers.take("a", MONDAY, 0) is None
    assert numbers.take("a", MONDAY, 1) is None
    assert not numbers.lasts(1)
