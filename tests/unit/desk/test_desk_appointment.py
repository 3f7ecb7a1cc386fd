"""Why this date: the same few lines on slip and screen."""

from datetime import UTC, date, datetime

from counter_app.desk.receiving.appointment import cautions, reasons
from data.domain.deadlines import Caution, CautionCode, Skipped
from data.domain.received import Appointment

MONDAY = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)
DUE = datetime(2026, 11, 30, 10, tzinfo=UTC)
CULTURE_DAY = Skipped(date(2026, 11, 24), "Ngày Văn hóa Việt Nam")
WEEKEND = (Skipped(date(2026, 11, 28), "Thứ Bảy"), Skipped(date(2026, 11, 29), "Chủ nhật"))


def test_weekends_are_counted_together_and_other_days_named() -> None:
    """A 30-day limit explains itself in a few lines."""
    counted = (date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30))
    appointment = Appointment(DUE, "4 ngày làm việc", counted, (CULTURE_DAY, *WEEKEND))
    assert reasons(MONDAY, appointment) == (
        "4 ngày làm việc, không tính ngày nhận",
        "không tính 2 ngày nghỉ cuối tuần",
        "24/11: Ngày Văn hóa Việt Nam",
    )


def test_a_day_of_receipt_that_counts_is_not_said_to_be_left_out() -> None:
    """C1: received before the cut-off, a same-day procedure is due today."""
    appointment = Appointment(DUE, "trong ngày", (date(2026, 11, 23),), ())
    assert reasons(MONDAY, appointment) == ("trong ngày",)


def test_after_the_cut_off_the_reason_is_the_hour() -> None:
    """C1: received after 15:00, the due day is the next working day, and the slip says why."""
    late = Skipped(date(2026, 11, 23), "tiếp nhận sau 15:00")
    appointment = Appointment(DUE, "trong ngày", (date(2026, 11, 25),), (late, CULTURE_DAY))
    assert reasons(MONDAY, appointment)[:2] == ("trong ngày", "23/11: tiếp nhận sau 15:00")


def test_c6_what_is_unconfirmed_is_said() -> None:
    """A day off whose legal text nobody has seen is a caution on the paper, and so is a year."""
    doubtful = (
        Caution(CautionCode.DAY_UNCONFIRMED, date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
        Caution(CautionCode.YEAR_UNCONFIRMED, date(2027, 1, 4)),
    )
    assert cautions(Appointment(DUE, "3 ngày", (), (), doubtful)) == (
        "ngày nghỉ 24/11 chưa xác nhận",
        "lịch nghỉ năm 2027 chưa xác nhận",
    )
