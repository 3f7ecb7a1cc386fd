"""What went to an agency or came from one together, and where every result lies (R20, R31, R100).

Two projections, made from the entries of each dossier alone. A batch keeps the entry by which each
of its dossiers went, so that its sheet says for ever what was signed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import Connection

from data.domain.concluding import shelf
from data.domain.dossier import Dossier
from data.domain.entries import Body, Recorded, format_time, parse_time
from data.domain.handing_over import recipient
from data.domain.hands import Direction
from data.domain.lifecycle import State
from data.domain.vocabulary import (
    DOSSIER_BACK_ON_SHELF,
    DOSSIER_GIVEN_TO_POST,
    DOSSIER_HANDED_IN,
    DOSSIER_HANDED_OVER,
    DOSSIER_RESULT_BROUGHT,
    VOCABULARY,
)
from data.domain.workdays import at as on_day
from data.store.engine import Statements, statements

BATCHES_LIMIT: Final = 200
"""Sheets that are listed at once, the newest first."""
LYING_LIMIT: Final = 2_000
"""Results of one place that are read at once; nobody counts more in one go."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A dossier of a batch; `entry` is the hash of the act by which it went."""

    dossier: str
    entry: str


@dataclass(frozen=True, slots=True)
class BatchHead:
    """A batch as one line of a list."""

    id: str
    agency_index: int
    count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many results lie at a place; that of results without a place is empty."""

    place: str
    count: int


# --- the projection -----------------------------------------------------------------------------

_DIRECTIONS: Final = {
    DOSSIER_HANDED_OVER: Direction.OUT,
    DOSSIER_RESULT_BROUGHT: Direction.IN,
    DOSSIER_GIVEN_TO_POST: Direction.TO_POST,
    DOSSIER_HANDED_IN: Direction.FROM_POST,
}
_KEYS: Final = {DOSSIER_GIVEN_TO_POST: "manifest"}
"""Under which key an entry names its batch, where that is not `batch`."""
_SHELVING: Final = frozenset({DOSSIER_RESULT_BROUGHT, DOSSIER_BACK_ON_SHELF})
"""Without one of these nothing ever lay at the return desk."""
_Row = tuple[str, str, int, str, int, str, str]


def project(connection: Statements, dossier: Dossier, entries: Sequence[Recorded]) -> None:
    """Writes the rows of one dossier."""
    kinds = {recorded.entry.kind for recorded in entries}
    if not kinds.isdisjoint(_DIRECTIONS):
        connection.execute("DELETE FROM batch WHERE dossier = ?", (dossier.id,))
        connection.executemany(_LINE, list(_rows(dossier, entries)))
    if not kinds.isdisjoint(_SHELVING):
        _put(connection, dossier)


def _rows(dossier: Dossier, entries: Iterable[Recorded]) -> Iterator[_Row]:
    """Also of an act that was taken back: its sheet is signed, and is printed again as it was."""
    for recorded in entries:
        entry = recorded.entry
        body = VOCABULARY.read(entry) if entry.kind in _DIRECTIONS else None
        batch = body.get(_KEYS.get(entry.kind, "batch")) if body is not None else None
        if body is not None and batch and isinstance(batch, str):
            agency, at = _agency(dossier, body), format_time(entry.at)
            direction = _DIRECTIONS[entry.kind]
            yield (batch, dossier.id, entry.sequence, direction, agency, at, recorded.hash)


def _agency(dossier: Dossier, body: Body) -> int:
    """Whose it was: as the hand-over says it, else whose the result is."""
    told = body.get("agency_index")
    if isinstance(told, int):
        return told
    return recipient(dossier)[0] if dossier.reception else UNKNOWN_AGENCY


UNKNOWN_AGENCY: Final = -1
"""Of a batch whose dossier nobody here knows anything else of."""


def _put(connection: Statements, dossier: Dossier) -> None:
    if dossier.state is State.WAITING:
        connection.execute(_SHELVE, (dossier.id, shelf(dossier)))
    else:
        connection.execute("DELETE FROM shelf WHERE dossier = ?", (dossier.id,))


_LINE: Final = "INSERT OR REPLACE INTO batch VALUES (?, ?, ?, ?, ?, ?, ?)"
_SHELVE: Final = "INSERT OR REPLACE INTO shelf VALUES (?, ?)"


# --- batches ------------------------------------------------------------------------------------


def lines(connection: Connection, batch: str) -> list[BatchLine]:
    """The dossiers of a batch, in the order in which they were put into it."""
    found = statements(connection).execute(_LINES, (batch,))
    return [BatchLine(dossier, entry) for dossier, entry in found]


def since(connection: Connection, direction: Direction, day: date) -> list[BatchHead]:
    """Batches of this local day and of those after it, newest first."""
    first = format_time(on_day(day, time.min))
    found = statements(connection).execute(_HEADS, (direction, first, BATCHES_LIMIT))
    return [BatchHead(id_, agency, count, parse_time(at)) for id_, agency, count, at in found]


def newest_of(connection: Connection, direction: Direction, agency_index: int) -> BatchLine | None:
    """A dossier of the newest batch of this agency: who signed then often signs again."""
    row = statements(connection).execute(_NEWEST, (direction, agency_index)).fetchone()
    return BatchLine(*row) if row else None


def newest(connection: Connection, direction: Direction) -> BatchLine | None:
    """A dossier of the newest batch that went this way."""
    row = statements(connection).execute(_NEWEST_OF_ALL, (direction,)).fetchone()
    return BatchLine(*row) if row else None


_NEWEST_OF_ALL: Final = """
    SELECT dossier, entry FROM batch WHERE direction = ? ORDER BY at DESC LIMIT 1
"""
_LINES: Final = "SELECT dossier, entry FROM batch WHERE id = ? ORDER BY place, dossier"
_HEADS: Final = """
    SELECT id, max(agency), count(*), max(at) AS last FROM batch
    WHERE direction = ? AND at >= ? GROUP BY id ORDER BY last DESC, id LIMIT ?
"""
_NEWEST: Final = """
    SELECT dossier, entry FROM batch WHERE direction = ? AND agency = ? ORDER BY at DESC LIMIT 1
"""


# --- places -------------------------------------------------------------------------------------


def places(connection: Connection) -> list[PlaceCount]:
    """Every place at which a result lies, in the order of their names."""
    found = statements(connection).execute(_PLACES)
    return [PlaceCount(place, count) for place, count in found]


def lying(connection: Connection, place: str) -> list[str]:
    """Ids of the dossiers whose result is recorded there; of the empty place, of those nowhere."""
    found = statements(connection).execute(_LYING, (place, LYING_LIMIT))
    return [dossier for (dossier,) in found]


def taken_places(connection: Connection) -> list[str]:
    return [it.place for it in places(connection) if it.place]


_PLACES: Final = "SELECT place, count(*) FROM shelf GROUP BY place ORDER BY place"
_LYING: Final = "SELECT dossier FROM shelf WHERE place = ? ORDER BY dossier LIMIT ?"
