"""Due dates worked out by hand on the shipped calendar (law.md §5)."""

from datetime import UTC, date, datetime, time

import pytest

from data.catalogue import shipped
from data.catalogue.calendars import read_calendar
from data.domain.deadlines import (
    Caution,
    CautionCode,
    Due,
    Limit,
    Skipped,
    Unit,
    apology_by,
    due,
    hand_over_by,
    is_overdue,
    return_by,
)
from data.domain.errors import Refused
from data.domain.workdays import OpeningHours, Session, at

CALENDAR = read_calendar(shipped.CALENDAR)
HOURS = OpeningHours((Session(time(7), time(11, 30)), Session(time(13, 30), time(17))))
CITED = "Điều 7 Nghị định số 23/2015/NĐ-CP"


def working(amount: int) -> Limit:
    return Limit(Unit.WORKING_DAYS, amount, CITED)


def calendar_days(amount: int) -> Limit:
    return Limit(Unit.CALENDAR_DAYS, amount, CITED)


def hours(amount: int) -> Limit:
    return Limit(Unit.HOURS, amount, CITED)


SAME_DAY = Limit(Unit.SAME_DAY, 1, CITED, cut_off=time(15))


def due_of(received: str, limit: Limit) -> Due:
    return due(moment(received), limit, calendar=CALENDAR, hours=HOURS)


def moment(text: str) -> datetime:
    day, _, hour = text.partition(" ")
    return at(date.fromisoformat(day), time.fromisoformat(hour or "09:00"))


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        # The day the regulation came into force.
        ("2019-09-26", working(5), "2019-10-03 17:00"),
        ("2019-09-26", calendar_days(5), "2019-10-01 17:00"),
        # Tết 2019: 4–8 February.
        ("2019-02-01", working(1), "2019-02-11 17:00"),
        ("2019-02-01", calendar_days(5), "2019-02-11 17:00"),
        ("2019-02-01", calendar_days(10), "2019-02-11 17:00"),
        ("2019-02-01", calendar_days(11), "2019-02-12 17:00"),
        # Tết 2026: 16–20 February.
        ("2026-02-13", working(3), "2026-02-25 17:00"),
        # 30/4–1/5/2019: Monday 29/4 swapped against Saturday 4/5, which works.
        ("2019-04-26", working(1), "2019-05-02 17:00"),
        ("2019-05-02", working(2), "2019-05-04 17:00"),
        ("2019-05-03", calendar_days(1), "2019-05-04 17:00"),
        ("2019-05-03", working(2), "2019-05-06 17:00"),
        # 31/12/2018 off against Saturday 5/1/2019, over the turn of the year.
        ("2018-12-28", working(3), "2019-01-04 17:00"),
        ("2018-12-28", working(4), "2019-01-05 17:00"),
        # 2 September: one day in 2019, and in 2026 from Saturday 29/8 to Wednesday 2/9.
        ("2019-08-30", working(1), "2019-09-03 17:00"),
        ("2026-08-28", working(1), "2026-09-03 17:00"),
        ("2026-08-21", working(1), "2026-08-22 17:00"),
        # 24/11/2026.
        ("2026-11-23", working(1), "2026-11-25 17:00"),
        ("2026-11-23", calendar_days(1), "2026-11-25 17:00"),
        # Giỗ Tổ on a Sunday: Monday 27/4/2026 off in its place.
        ("2026-04-24", working(1), "2026-04-28 17:00"),
        # Hours run inside the sessions only.
        ("2019-09-26 15:00", hours(8), "2019-09-27 15:00"),
        ("2019-09-26 07:00", hours(8), "2019-09-26 17:00"),
        ("2019-09-26 12:00", hours(1), "2019-09-26 14:30"),
        ("2019-09-27 16:30", hours(1), "2019-09-30 07:30"),
        ("2019-09-28 09:00", hours(4), "2019-09-30 11:00"),
        # Same day: by 15:00 today, later or on a day off the next working day.
        ("2019-09-26 15:00", SAME_DAY, "2019-09-26 17:00"),
        ("2019-09-26 15:01", SAME_DAY, "2019-09-27 17:00"),
        ("2019-09-27 16:00", SAME_DAY, "2019-09-30 17:00"),
        ("2019-09-29 09:00", SAME_DAY, "2019-09-30 17:00"),
    ],
)
def test_worked_examples(received: str, limit: Limit, expected: str) -> None:
    """What an officer with a wall calendar gets."""
    assert due_of(received, limit).moment == moment(expected)


def test_the_reason_lists_the_days_counted_and_skipped() -> None:
    """26/9/2019 and 5 working days: the weekend is skipped, the day of receipt in neither list."""
    result = due_of("2019-09-26", working(5))
    assert result.counted == (
        date(2019, 9, 27),
        date(2019, 9, 30),
        date(2019, 10, 1),
        date(2019, 10, 2),
        date(2019, 10, 3),
    )
    assert result.skipped == (
        Skipped(date(2019, 9, 28), "Thứ Bảy"),
        Skipped(date(2019, 9, 29), "Chủ nhật"),
    )
    assert result.warnings == ()
    assert result.calendar == str(CALENDAR.edition)


def test_a_last_day_off_is_skipped_with_its_reason() -> None:
    """BLDS Đ148.5: calendar days count weekends, only the last day must be a working day."""
    result = due_of("2019-08-29", calendar_days(4))
    assert result.moment == moment("2019-09-03 17:00")
    assert result.counted == (
        date(2019, 8, 30),
        date(2019, 8, 31),
        date(2019, 9, 1),
        date(2019, 9, 3),
    )
    assert result.skipped == (Skipped(date(2019, 9, 2), "Quốc khánh"),)


@pytest.mark.parametrize("received", ["2019-09-28 09:00", "2019-09-27 23:59", "2019-09-27 07:00"])
def test_receipt_after_closing_or_on_a_day_off_loses_and_gains_no_day(received: str) -> None:
    """BLDS Đ147: only the day of the event is not counted, so Monday is the first day."""
    assert due_of(received, working(1)).moment == moment("2019-09-30 17:00")


def test_same_day_says_why_it_is_not_today() -> None:
    """A dossier after the cut-off shows the hour; one on a Sunday shows the Sunday."""
    late = due_of("2019-09-26 15:01", SAME_DAY)
    assert late.skipped == (Skipped(date(2019, 9, 26), "tiếp nhận sau 15:00"),)
    sunday = due_of("2019-09-29", SAME_DAY)
    assert sunday.skipped == (Skipped(date(2019, 9, 29), "Chủ nhật"),)
    assert due_of("2019-09-26 08:00", SAME_DAY).skipped == ()


def test_a_cut_off_after_closing_is_closing() -> None:
    """Nothing received after the Center closed can be due before it came."""
    evening = Limit(Unit.SAME_DAY, 1, CITED, cut_off=time(20))
    assert due_of("2019-09-26 18:00", evening).moment == moment("2019-09-27 17:00")


def test_hours_after_closing_start_next_morning() -> None:
    """No hour runs while nobody works; the evening of receipt is skipped and says so."""
    result = due_of("2019-09-26 17:00", hours(1))
    assert result.moment == moment("2019-09-27 08:00")
    assert result.skipped == (Skipped(date(2019, 9, 26), "tiếp nhận sau giờ làm việc"),)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    """23:30 UTC on 25 September is the morning of the 26th at the counter."""
    utc = due(datetime(2019, 9, 25, 23, 30, tzinfo=UTC), working(5), calendar=CALENDAR, hours=HOURS)
    assert utc.moment == moment("2019-10-03 17:00")


def test_an_unconfirmed_day_warns() -> None:
    """C6: 24/11 counts as off, and the officer sees that nobody has seen the law."""
    assert due_of("2026-11-20", working(3)).warnings == (
        Caution(CautionCode.DAY_UNCONFIRMED, date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
    )


def test_an_unconfirmed_swap_warns_on_both_its_days() -> None:
    """2/1/2026 is off and Saturday 10/1/2026 works, each with a warning."""
    result = due_of("2026-01-09", working(1))
    assert result.moment == moment("2026-01-10 17:00")
    assert [warning.day for warning in result.warnings] == [date(2026, 1, 10)]
    off = due_of("2025-12-31", working(1))
    assert off.moment == moment("2026-01-05 17:00")
    assert [warning.day for warning in off.warnings] == [date(2026, 1, 2)]


def test_an_unconfirmed_year_warns_once() -> None:
    """2027 is a projection: one warning, however many of its days are looked at."""
    assert due_of("2026-12-30", working(40)).warnings == (
        Caution(CautionCode.YEAR_UNCONFIRMED, date(2027, 1, 1)),
    )


def test_calendar_days_warn_only_of_days_that_decide() -> None:
    """24/11 inside the term changes nothing; as the last day it does."""
    assert due_of("2026-11-20", calendar_days(10)).warnings == ()
    assert due_of("2026-11-20", calendar_days(4)).warnings != ()


@pytest.mark.parametrize("limit", [working(10), calendar_days(10), hours(80)])
def test_a_due_date_beyond_the_calendar_is_refused(limit: Limit) -> None:
    """Nobody guesses the days off of a year that is not listed."""
    with pytest.raises(Refused, match="calendar-year-missing"):
        due_of("2027-12-30", limit)


def test_receipt_before_the_calendar_is_refused() -> None:
    """The day of receipt must be known too."""
    with pytest.raises(Refused, match="calendar-year-missing"):
        due_of("2017-12-31", working(1))


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (working(3), "3 ngày làm việc"),
        (calendar_days(15), "15 ngày"),
        (hours(8), "8 giờ làm việc"),
        (SAME_DAY, "trong ngày"),
    ],
)
def test_a_limit_in_words(limit: Limit, words: str) -> None:
    """Line 3 of form 01."""
    assert limit.words == words


def test_a_same_day_limit_stands_on_its_own_citation() -> None:
    """C1: as a general switch it would prolong the work against Đ4.1.đ."""
    with pytest.raises(AssertionError):
        Limit(Unit.SAME_DAY, 1, "", cut_off=time(15))
    with pytest.raises(AssertionError):
        Limit(Unit.SAME_DAY, 1, CITED)
    with pytest.raises(AssertionError):
        Limit(Unit.WORKING_DAYS, 3, CITED, cut_off=time(15))


def test_a_dossier_is_overdue_only_after_its_day_has_ended() -> None:
    """BLDS Đ148.6, C2: 17:01 of the due day is not late, midnight is."""
    due_at = moment("2019-10-03 17:00")
    assert not is_overdue(due_at, moment("2019-10-03 23:59"))
    assert is_overdue(due_at, moment("2019-10-04 00:00"))
    assert not is_overdue(due_at, datetime(2019, 10, 3, 16, 59, tzinfo=UTC))
    assert is_overdue(due_at, datetime(2019, 10, 3, 17, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("2019-09-26 15:00", "2019-09-26 17:00"),
        ("2019-09-26 15:01", "2019-09-27 07:00"),
        ("2019-09-27 16:00", "2019-09-30 07:00"),
        ("2019-09-28 09:00", "2019-09-30 07:00"),
    ],
)
def test_paper_goes_over_the_same_day_or_first_thing_next(received: str, by: str) -> None:
    """NĐ 61 Đ18.2: after 15:00 at the start of the next working day."""
    assert hand_over_by(moment(received), time(15), calendar=CALENDAR, hours=HOURS) == moment(by)


def test_a_return_for_supplement_is_never_later_than_the_due_date() -> None:
    """C4: the earlier of three working days and the due date."""
    received, three = moment("2019-09-26"), working(3)
    late, early = moment("2019-10-10 17:00"), moment("2019-09-27 17:00")
    assert return_by(received, late, limit=three, calendar=CALENDAR, hours=HOURS) == moment(
        "2019-10-01 17:00"
    )
    assert return_by(received, early, limit=three, calendar=CALENDAR, hours=HOURS) == early


def test_the_apology_is_due_on_the_last_working_day_before() -> None:
    """R78 with A3: for a Monday due date it is the Friday."""
    assert apology_by(moment("2019-09-30 17:00"), 1, calendar=CALENDAR) == date(2019, 9, 27)
