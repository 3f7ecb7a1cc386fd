"""Rows that leave as separated text (CSV): what a cell holds stays text in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def guarded(text: str) -> str:
    """A cell that would begin a formula is kept from that by an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Every cell in quotes, so that a separator in it separates nothing."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return stream.getvalue()
