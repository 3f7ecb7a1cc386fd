"""A chase list as a workbook (XLSX). Slow to import, so only who writes one does."""

from collections.abc import Iterator, Sequence
from typing import Final

from data.catalogue.text_book import text_book
from data.domain.papers import ChaseLine, ChaseList

_HEADS: Final = (
    ("TT", 6),
    ("Mã hồ sơ", 30),
    ("Chủ hồ sơ", 30),
    ("Thủ tục hành chính", 50),
    ("Hẹn trả kết quả", 20),
    ("Hồ sơ đang ở", 36),
    ("Nội dung đôn đốc", 50),
    ("Cơ quan trả lời", 30),
)


def workbook_of(chase: ChaseList) -> bytes:
    """All lines of the list; the same list gives the same cells."""
    return text_book(
        "Đôn đốc",
        _HEADS,
        _rows(chase.lines),
        at=chase.at,
        above=(
            f"Phiếu đôn đốc giải quyết hồ sơ – {chase.agency}",
            f"Đến {chase.at:%H:%M %d/%m/%Y}",
        ),
        creator=chase.imprint.head.name,
    )


def _rows(lines: Sequence[ChaseLine]) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines, start=1):
        due = f"{line.due_at:%H:%M %d/%m/%Y}" if line.due_at else ""
        yield (
            *(str(number), line.code, line.applicant, line.procedure, due, line.held, line.why),
            "",
        )
