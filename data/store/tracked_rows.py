"""The projection of open dossiers: a row for each, which goes with the end of its dossier.

It holds the moments that entries say, and no rule.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from data.domain.dossier import Dossier
from data.domain.tracked import Tracked, tracked
from data.store.engine import Statements, Value


class Clock(StrEnum):
    """The fields of `data.domain.tracked.Clocks`."""

    DUE = "due"
    MEASURE = "measure"
    UNEXCUSED = "unexcused"
    HAND_OVER = "hand_over"
    RETURNABLE = "returnable"
    SILENT = "silent"
    SUPPLEMENT = "supplement"
    RETURNED = "returned"
    ASKED = "asked"
    LIES = "lies"


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_MARK_BYTES: Final = 6


def ticks(moment: datetime) -> int:
    """How a moment stands in a row."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(told: int) -> datetime:
    """The moment that `ticks` told."""
    return _EPOCH + told * _MICROSECOND


def mark(text: str) -> int:
    """A text in few bytes, to be compared: two of one Center's alike would be a wonder."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:_MARK_BYTES], "big")


def put(connection: Statements, dossier: Dossier, text: str, text_mark: int) -> None:
    """The row of a dossier whose own row is there; none where nothing is to be done about it.

    `text_mark` tells whether its words in the index are still `text`.
    """
    row = connection.execute(_KNOWN, (dossier.id,)).fetchone()
    assert row is not None
    number, *known = row
    found = tracked(dossier)
    if found is not None:
        _write(connection, number, known, [text_mark, *_row(found)])
        if known[0] != text_mark:
            connection.execute(_PUT_TEXT, (number, text))
    elif known[0] is not None:
        connection.execute("DELETE FROM tracked WHERE number = ?", (number,))
        connection.execute("DELETE FROM tracked_text WHERE rowid = ?", (number,))


def _write(
    connection: Statements, number: int, known: Sequence[Value], row: Sequence[Value]
) -> None:
    """Only what changed: each column that is written costs its indexes, too."""
    if known[0] is None:
        connection.execute(_NEW, (number, *row))
        return
    pairs = zip(_COLUMNS, known, row, strict=True)
    changed = [(column, now) for column, before, now in pairs if before != now]
    if changed:
        told = ", ".join(f"{column} = ?" for column, _ in changed)
        statement = f"UPDATE tracked SET {told} WHERE number = ?"  # noqa: S608 - our own words
        connection.execute(statement, [*(now for _, now in changed), number])


def _row(it: Tracked) -> list[Value]:
    held = it.custody
    clocks = (getattr(it.clocks, clock.value) for clock in Clock)
    return [
        it.agency_index,
        held.agency_index,
        mark(it.field),
        mark(it.officer),
        mark(it.procedure_code),
        *map(_told, clocks),
        held.place.value,
        held.agency,
        _told(held.since),
        it.field,
        it.officer,
        it.asked_agency,
        it.shelf,
    ]


def _told(moment: datetime | None) -> int | None:
    return ticks(moment) if moment else None


_COLUMNS: Final = (
    *("text_mark", "agency", "holder", "field_mark", "officer_mark", "procedure_mark"),
    *(clock.value for clock in Clock),
    *("place", "held_by", "held_since", "field", "officer", "asked_agency", "shelf"),
)
_KNOWN: Final = f"""
    SELECT dossier.number, {", ".join(f"tracked.{it}" for it in _COLUMNS)} FROM dossier
    LEFT JOIN tracked ON tracked.number = dossier.number WHERE dossier.id = ?
"""  # noqa: S608 - our own words
_NEW: Final = f"""
    INSERT INTO tracked (number, {", ".join(_COLUMNS)})
    VALUES (?, {", ".join("?" * len(_COLUMNS))})
"""  # noqa: S608 - our own words
_PUT_TEXT: Final = "INSERT OR REPLACE INTO tracked_text (rowid, text) VALUES (?, ?)"
