"""Why this date: the lines that stand on the slip and on the screen, made in one place."""

from datetime import datetime
from typing import Final

from data.domain.clock import local
from data.domain.deadlines import Caution, CautionCode
from data.domain.received import Appointment

_SATURDAY: Final = 5


def reasons(received_at: datetime, appointment: Appointment) -> tuple[str, ...]:
    """How the date was counted (`design.md`, idea 2); weekends together, other days off by name."""
    received = local(received_at).date()
    others = [it for it in appointment.skipped if it.day.weekday() < _SATURDAY]
    weekend = len(appointment.skipped) - len(others)
    uncounted = received not in {*appointment.counted, *(it.day for it in others)}
    lines = [appointment.limit + (", không tính ngày nhận" if uncounted else "")]
    if weekend:
        lines.append(f"không tính {weekend} ngày nghỉ cuối tuần")
    lines.extend(f"{it.day:%d/%m}: {it.why}" for it in others)
    return tuple(lines)


def cautions(appointment: Appointment) -> tuple[str, ...]:
    """What nobody has confirmed yet about the calendar behind the date (C6)."""
    return tuple(_caution(it) for it in appointment.cautions)


def _caution(caution: Caution) -> str:
    if caution.code is CautionCode.YEAR_UNCONFIRMED:
        return f"lịch nghỉ năm {caution.day.year} chưa xác nhận"
    return f"ngày nghỉ {caution.day:%d/%m} chưa xác nhận"
