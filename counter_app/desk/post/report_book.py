"""The report of the post as a workbook (XLSX). Slow to import, so only who writes one does."""

from collections.abc import Iterator
from typing import Final

from data.catalogue.text_book import text_book
from data.domain.papers import PostReportPaper

_HEADS: Final = (
    ("TT", 6),
    ("Đơn vị", 44),
    ("Tiếp nhận qua bưu chính", 18),
    ("Đăng ký trả qua bưu chính", 18),
    ("Bưu điện đã nhận kết quả", 18),
    ("Đã phát", 12),
    ("Chuyển hoàn", 12),
)
_TOTAL: Final = "Tổng cộng"


def workbook_of(paper: PostReportPaper) -> bytes:
    """What stands on the paper; the same report gives the same cells."""
    kept = f"bản giấy đến {paper.kept_paper:%d/%m/%Y}, bản điện tử đến {paper.kept_record:%d/%m/%Y}"
    return text_book(
        "Thống kê bưu chính",
        _HEADS,
        _rows(paper),
        at=paper.imprint.at,
        above=(
            f"Báo cáo thống kê bưu chính – {paper.post}",
            f"Từ {paper.first_day:%d/%m/%Y} đến hết {paper.last_day:%d/%m/%Y}",
            f"Lưu {kept} (Điều 14 TT 17/2017/TT-BTTTT)",
        ),
        creator=paper.imprint.head.name,
    )


def _rows(paper: PostReportPaper) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(paper.rows, start=1):
        yield (str(number), row.agency, *map(str, row.counts))
    yield ("", _TOTAL, *map(str, paper.total.counts))
