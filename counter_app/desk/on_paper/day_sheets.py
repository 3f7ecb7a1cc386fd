"""The end of a day as a paper, counted by the desk and signed by giver and receiver (C27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counter_app.desk.lists.day_end import DayEnd
from counter_app.desk.on_paper.paper_words import METHOD
from data.domain.clock import local
from data.domain.papers import Imprint, PaperCount, PaperSection, ShiftReport
from data.store.queries import DossierLine


@dataclass(frozen=True, slots=True)
class Shift:
    """From when to when, and who gives the desk to whom (C27)."""

    since: datetime
    until: datetime
    giver: str
    receiver: str = ""


def shift_report(end: DayEnd, shift: Shift, imprint: Imprint) -> ShiftReport:
    """The end of a day as it was counted; lists that are empty are left out."""
    return ShiftReport(
        imprint=imprint,
        since=local(shift.since),
        until=local(shift.until),
        counts=(
            PaperCount("Tiếp nhận", end.received),
            PaperCount("Nhập bù", len(end.late)),
            PaperCount("Chưa bàn giao cơ quan giải quyết", len(end.not_handed_over)),
            PaperCount("Chờ bổ sung (mẫu 02)", len(end.supplements)),
            PaperCount("Chưa nộp phí, lệ phí", len(end.unpaid)),
        ),
        fees=_fees(end),
        papers=(PaperCount("Chờ in hoặc chưa rõ đã ra giấy", len(end.sheets)),),
        open_items=tuple(_open(end)),
        giver=shift.giver,
        receiver=shift.receiver,
    )


def _fees(end: DayEnd) -> tuple[PaperCount, ...]:
    """By method, each less what went back."""
    if not end.taken:
        return (PaperCount("Phí, lệ phí đã nộp", None, 0),)
    return tuple(PaperCount(METHOD[it.method], it.count, it.amount_vnd) for it in end.taken)


def _open(end: DayEnd) -> list[PaperSection]:
    lists = {
        "Chưa quét đủ": _named(end.unscanned),
        "Chưa bàn giao": _named(end.not_handed_over),
        "Hủy sau khi đã nộp phí": _named(end.refunds),
        "Bưu chính đang giữ, cả Trung tâm": _named(end.posted),
        "Trực tuyến chưa kiểm tra, cả Trung tâm": _named(end.online),
        "Giấy chưa in xong": [job.sheet.number for job in end.sheets if job.sheet],
        "Việc đang tạm dừng": [it.procedure for it in end.parked],
    }
    return [
        PaperSection(f"{title} ({len(lines)})", tuple(lines))
        for title, lines in lists.items()
        if lines
    ]


def _named(lines: Sequence[DossierLine]) -> list[str]:
    return [it.code or it.paper for it in lines]
