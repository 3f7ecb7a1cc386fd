"""What the post carries, and what its reports count: projections of each dossier alone."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from data.domain.dossier import Dossier
from data.domain.entries import format_time, parse_time
from data.domain.parcels import (
    Parcel,
    ParcelState,
    PostEventKind,
    parcels,
    post_events,
)
from data.store.batches import UNKNOWN_AGENCY
from data.store.engine import Statements, statements

PARCELS_LIMIT: Final = 2_000
"""Items of one state that are read at once."""


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """An item as one line of a list, with what its dossier is known by."""

    parcel: Parcel
    dossier: str
    code: str
    applicant: str
    procedure: str
    agency_index: int


@dataclass(frozen=True, slots=True)
class PostCount:
    agency_index: int
    kind: PostEventKind
    count: int


# --- the projection -----------------------------------------------------------------------------


def project(connection: Statements, dossier: Dossier) -> None:
    """Writes the rows of one dossier; of most, which the post never meets, there are none.

    Rows of before go where an act by which they came stands no more.
    """
    events = post_events(dossier)
    if not (events or dossier.conflicts or dossier.settled or dossier.set_aside):
        return
    agency = dossier.matter.agency_index if dossier.matter else UNKNOWN_AGENCY
    connection.execute("DELETE FROM parcel WHERE dossier = ?", (dossier.id,))
    connection.executemany(_PARCEL, [_row(dossier.id, agency, it) for it in parcels(dossier)])
    connection.execute("DELETE FROM post_event WHERE dossier = ?", (dossier.id,))
    told = [(it.entry, it.kind.value, dossier.id, it.day.isoformat(), agency) for it in events]
    connection.executemany(_EVENT, told)


def _row(dossier: str, agency: int, it: Parcel) -> tuple[str | int, ...]:
    return (
        dossier,
        it.item,
        it.state.value,
        format_time(it.since),
        agency,
        it.manifest,
        it.by.isoformat() if it.by else "",
        it.invitations,
        it.invited.isoformat() if it.invited else "",
        it.fault,
        it.cash_vnd,
    )


_PARCEL: Final = "INSERT OR REPLACE INTO parcel VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_EVENT: Final = "INSERT OR REPLACE INTO post_event VALUES (?, ?, ?, ?, ?)"


# --- what is asked ------------------------------------------------------------------------------


def in_state(connection: Connection, state: ParcelState) -> list[ParcelLine]:
    """Items that stand there, the longest first."""
    where = "parcel.state = ? ORDER BY parcel.since, parcel.dossier LIMIT ?"
    return _lines(connection, where, (state.value, PARCELS_LIMIT))


def numbers(connection: Connection) -> dict[ParcelState, int]:
    """How many items stand in each state; a state in which none stands is left out."""
    found = statements(connection).execute(_NUMBERS)
    return {ParcelState(state): count for state, count in found}


def of_item(connection: Connection, item: str) -> list[ParcelLine]:
    """Every dossier that ever used this number; more than one where somebody made a mistake."""
    where = "parcel.item = ? ORDER BY parcel.since DESC, parcel.dossier LIMIT ?"
    return _lines(connection, where, (item, PARCELS_LIMIT))


def dossiers_of_items(connection: Connection) -> dict[str, str]:
    """Of every number the dossier that the post carries under it, else the newest that used it."""
    found = statements(connection).execute(_ITEMS, (ParcelState.CARRIED.value,))
    return {item: dossier for item, dossier in found}  # noqa: C416 - of rows, whose type says less


def of_dossier(connection: Connection, dossier: str) -> list[ParcelLine]:
    """Every item of it, the newest first."""
    where = "parcel.dossier = ? ORDER BY parcel.since DESC, parcel.item LIMIT ?"
    return _lines(connection, where, (dossier, PARCELS_LIMIT))


def counts(connection: Connection, first: date, last: date) -> list[PostCount]:
    """By agency and kind, for these days, both included."""
    found = statements(connection).execute(_COUNTS, (first.isoformat(), last.isoformat()))
    return [PostCount(agency, PostEventKind(kind), count) for agency, kind, count in found]


def _lines(connection: Connection, where: str, values: tuple[str | int, ...]) -> list[ParcelLine]:
    found = statements(connection).execute(f"{_LINE} WHERE {where}", values)
    return [
        ParcelLine(_parcel(*parcel), dossier, code, applicant, procedure, agency)
        for *parcel, dossier, code, applicant, procedure, agency in found
    ]


def _parcel(
    item: str,
    state: str,
    since: str,
    manifest: str,
    by: str,
    invitations: int,
    invited: str,
    fault: str,
    cash_vnd: int,
) -> Parcel:
    """From the first columns of `_LINE`."""
    return Parcel(
        item=item,
        state=ParcelState(state),
        since=parse_time(since),
        manifest=manifest,
        by=_day(by),
        invitations=invitations,
        invited=_day(invited),
        fault=fault,
        cash_vnd=cash_vnd,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_LINE: Final = """
    SELECT item, parcel.state, since, manifest, by_day, invitations, invited, fault, cash_vnd,
        parcel.dossier, dossier.code, dossier.applicant, dossier.procedure, parcel.agency
    FROM parcel JOIN dossier ON dossier.id = parcel.dossier
"""
_ITEMS: Final = """
    SELECT item, dossier FROM parcel WHERE item <> '' ORDER BY state = ?, since, dossier
"""
_NUMBERS: Final = "SELECT state, count(*) FROM parcel GROUP BY state"
_COUNTS: Final = """
    SELECT agency, kind, count(*) FROM post_event WHERE day BETWEEN ? AND ?
    GROUP BY agency, kind ORDER BY agency, kind
"""
