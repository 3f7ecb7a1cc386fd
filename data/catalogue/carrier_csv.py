"""A carrier's status file as separated text (CSV).

The encoding is what the first bytes say, or UTF-8. The old Windows encoding for Vietnamese is taken
only where a header reads with its accents in place, and the table says so.
"""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from data.catalogue.carrier_table import (
    HEAD_SEARCH_ROWS,
    CarrierRow,
    CarrierTable,
    Record,
    clean_rows,
    head_place,
    known_headers,
    rows_of,
)
from data.catalogue.carrier_words import is_vietnamese_header
from data.domain.errors import Refused

SEPARATORS: Final = (",", ";", "\t")
UTF_8: Final = "utf-8"
LEGACY: Final = "cp1258"
"""Windows-1258. TCVN3 and VNI give every byte another letter and are told apart by nothing."""
_MARKS: Final = {
    codecs.BOM_UTF8: UTF_8,
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_SAID: Final = "sep="
"""A first line by which a spreadsheet is told the separator."""


def read_csv(raw: bytes) -> CarrierTable:
    """Raises Refused: each of its codes names the line, where there is one."""
    mark = next((it for it in _MARKS if raw.startswith(it)), b"")
    text = raw[len(mark) :]
    encoding = _encoding(text, _MARKS.get(mark, ""))
    separator, skipped = _separator(text, encoding)
    rows = rows_of(_records(text, encoding, separator, skipped))
    return CarrierTable(
        headers=rows.head.cells,
        header_line=rows.head.line,
        rows=rows.body,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=encoding,
        separator=separator,
    )


# --- which letters ------------------------------------------------------------------------------


def _encoding(raw: bytes, marked: str) -> str:
    """Raises Refused("carrier-encoding"), ("carrier-nul") naming the line."""
    encoding = marked or UTF_8
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if not marked and _is_legacy(raw):
            return LEGACY
        before = raw[: error.start].decode(encoding, errors="ignore")
        raise Refused("carrier-encoding", line=_line_after(before)) from error
    if (place := text.find("\0")) >= 0:
        raise Refused("carrier-nul", line=_line_after(text[:place]))
    return encoding


def _line_after(text: str) -> int:
    return len(_BREAK.findall(text)) + 1


def _is_legacy(raw: bytes) -> bool:
    """A file that can be read so, with a header that no other encoding would give."""
    try:
        text = raw.decode(LEGACY)
        separator, skipped = _separator(raw, LEGACY)
        head = _head(raw, LEGACY, separator, skipped)
    except (UnicodeDecodeError, Refused):
        return False
    return "\0" not in text and any(map(is_vietnamese_header, head.cells))


# --- which separator ----------------------------------------------------------------------------


def _separator(raw: bytes, encoding: str) -> tuple[str, int]:
    """The separator, and how many lines only say it. Raises Refused."""
    first = _lines(raw, encoding).readline(len(_SAID) + 3).rstrip("\r\n")
    if first.lower().startswith(_SAID) and first[len(_SAID) :] in SEPARATORS:
        return first[len(_SAID) :], 1
    scores = {it: _score(raw, encoding, it) for it in SEPARATORS}
    best = max(scores.values())
    chosen = [it for it in SEPARATORS if scores[it] == best]
    if best[0] < 0:
        # By none of them: what is wrong is told of the first.
        _head(raw, encoding, SEPARATORS[0], 0)
    if len(chosen) > 1:
        raise Refused("carrier-separator")
    return chosen[0], 0


def _score(raw: bytes, encoding: str, separator: str) -> tuple[int, int]:
    """How many names of columns it lets us know, then how many columns there are."""
    try:
        head = _head(raw, encoding, separator, 0)
    except Refused:
        return (-1, 0)
    return (known_headers(head), len(head.cells))


def _head(raw: bytes, encoding: str, separator: str, skipped: int) -> CarrierRow:
    rows = clean_rows(_records(raw, encoding, separator, skipped))
    above = list(islice(rows, HEAD_SEARCH_ROWS))
    return above[head_place(above)]


# --- the rows -----------------------------------------------------------------------------------


def _lines(raw: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(raw), encoding, newline="")


def _records(raw: bytes, encoding: str, separator: str, skipped: int) -> Iterator[Record]:
    """Each row with the line on which it begins: a cell in quotes may hold line breaks."""
    lines = _lines(raw, encoding)
    for _ in range(skipped):
        lines.readline()
    reader, line = csv.reader(lines, delimiter=separator, strict=True), skipped
    try:
        for row in reader:
            yield line + 1, row
            line = skipped + reader.line_num
    except csv.Error as error:
        raise Refused("carrier-csv-broken", line=line + 1) from error
