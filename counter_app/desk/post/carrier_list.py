"""A list of what became of a carrier's rows, as a file: CSV or XLSX, text as text.

It names items and lines of the carrier's file, and nobody who received anything.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from counter_app.desk.outgoing import give_out
from counter_app.desk.post.carrier_rows import SortedRow
from data.catalogue.text_rows import csv_text
from data.domain.errors import Refused

CSV: Final = ".csv"
BOOK: Final = ".xlsx"
_HEADS: Final = (
    ("Dòng", 8),
    ("Số hiệu bưu gửi", 24),
    ("Trạng thái", 30),
    ("Ngày", 14),
    ("Xử lý", 28),
    ("Lý do", 70),
)
_TITLE: Final = "Bưu gửi"

Say = Callable[[SortedRow], str]


def write_list(
    path: Path, rows: Iterable[SortedRow], *, lot: Say, reason: Say, at: datetime
) -> Path:
    """By the ending of the path's name; `lot` and `reason` are the words of the screen.

    Raises Refused("list-format-unknown"), ("file-unwritable").
    """
    lines = _lines(rows, lot, reason)
    match path.suffix.lower():
        case ".csv":
            heads = [head for head, _ in _HEADS]
            # The mark by which a spreadsheet takes a text for UTF-8.
            content = csv_text(heads, lines).encode("utf-8-sig")
        case ".xlsx":
            from data.catalogue.text_book import text_book

            content = text_book(_TITLE, _HEADS, lines, at=at)
        case _:
            raise Refused("list-format-unknown", formats=f"{CSV}, {BOOK}")
    return give_out(path, content)


def _lines(rows: Iterable[SortedRow], lot: Say, reason: Say) -> Iterator[tuple[str, ...]]:
    for row in rows:
        event = row.event
        day = f"{event.day:%d/%m/%Y}" if event.day else ""
        yield (str(row.line), event.item, event.status, day, lot(row), reason(row))
