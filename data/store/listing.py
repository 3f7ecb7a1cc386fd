"""Lists of dossiers as windows: which dossiers a list holds, and a piece of it at a time.

Every list is newest first and is walked by the number of its lines, so that a piece costs the same
wherever it lies and a dossier that comes in between moves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from data.domain.codes import parse_code
from data.domain.lifecycle import State
from data.store.engine import Value
from data.store.terms import match_expression

_TAKEN_IN: Final = (State.RECEIVED.value, State.ANSWERED.value)


_AFTER_DIGITS: Final = "~"


@dataclass(frozen=True, slots=True)
class Listing:
    """Which dossiers: those that a word index finds, or those of which our own SQL is true."""

    where: str = "1"
    values: tuple[str, ...] = ()
    match: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Which part of a list: the nearest `limit` lines older or newer than a line's number.

    `skip` leaves out that many of them first; a key is always cheaper than a long way.
    """

    limit: int
    older_than: int | None = None
    newer_than: int | None = None
    skip: int = 0

    @property
    def upwards(self) -> bool:
        """Whether the lines next to the key are the oldest ones of the piece."""
        return self.newer_than is not None and self.older_than is None


EVERYTHING: Final = Listing()
_OF_PORTAL: Final = "id IN (SELECT dossier FROM application WHERE portal BETWEEN ? AND ?)"
"""Numbers of the portal mostly look like our own codes."""


def matching(typed: str) -> Listing:
    """Dossiers that have every typed word as the start of a word; all when none was typed.

    Of a whole code the last digits may be missing: the codes of one agency and day are few.
    """
    code = parse_code(typed)
    if code is not None:
        bounds = (str(code), f"{code}{_AFTER_DIGITS}")
        return Listing(f"(code BETWEEN ? AND ? OR {_OF_PORTAL})", (*bounds, *bounds))
    match = match_expression(typed)
    return Listing(match=match) if match else EVERYTHING


def of_state(state: State) -> Listing:
    return Listing("state = ?", (state.value,))


def received(day: date) -> Listing:
    """Whose code is of this local day."""
    return Listing("day = ?", (day.isoformat(),))


def to_scan() -> Listing:
    """Taken in with a component of which there is no page yet (C26).

    The plus keeps SQLite from gathering and sorting all that stand in these states.
    """
    return Listing("unscanned > 0 AND +state IN (?, ?)", _TAKEN_IN)


def owed() -> Listing:
    """Received, with a fee that is still owed (R125)."""
    return Listing("state = ? AND unpaid_vnd > 0", (State.RECEIVED.value,))


def entered(day: date) -> Listing:
    """Entered on this local day, also from an earlier paper (C7)."""
    return Listing("entered_day = ?", (day.isoformat(),))


def entered_late(day: date) -> Listing:
    """Entered on this day from a numbered blank (C7)."""
    return Listing("entered_day = ? AND blank <> ''", (day.isoformat(),))


def paid(day: date, desk_key: str) -> Listing:
    """Paid on this local day, money of it at the desk of this key; cancelled ones too (C27)."""
    here = "id IN (SELECT dossier FROM money WHERE money.day = ? AND money.desk_key = ?)"
    text = day.isoformat()
    return Listing(f"paid_day = ? AND paid_day <> '' AND {here}", (text, text, desk_key))


def of_desk(held: Listing, desk: str) -> Listing:
    """Those of a list that were received, or asked for more, at the desk of this number."""
    return replace(held, where=f"{held.where} AND desk = ?", values=(*held.values, desk))


def piece_statement(
    listing: Listing, columns: Sequence[str], piece: Piece
) -> tuple[str, list[Value]]:
    """SQL of one piece, nearest to its key first.

    FTS5 walks its matches in the order of their numbers and stops: a rank or a sort would read all.
    """
    key = "dossier_text.rowid" if listing.match else "number"
    bounds, limits = _bounds(key, piece)
    turn = "ASC" if piece.upwards else "DESC"
    end = f"ORDER BY {key} {turn} LIMIT ? OFFSET ?"
    room: list[Value] = [piece.limit, piece.skip]
    chosen = f"SELECT {', '.join(columns)} FROM dossier WHERE"  # noqa: S608 - our own words
    if not listing.match:
        return f"{chosen} {listing.where}{bounds} {end}", [*listing.values, *limits, *room]
    found = f"SELECT rowid FROM dossier_text WHERE dossier_text MATCH ?{bounds} {end}"  # noqa: S608 - our own words
    return f"{chosen} number IN ({found}) ORDER BY number {turn}", [listing.match, *limits, *room]


def count_statement(listing: Listing, most: int) -> tuple[str, list[Value]]:
    """SQL that counts the lines of a list and stops at `most`."""
    if listing.match:
        found = "SELECT 1 FROM dossier_text WHERE dossier_text MATCH ? LIMIT ?"
        values: list[Value] = [listing.match, most]
    else:
        found = f"SELECT 1 FROM dossier WHERE {listing.where} LIMIT ?"  # noqa: S608 - our own words
        values = [*listing.values, most]
    return f"SELECT count(*) FROM ({found})", values  # noqa: S608 - our own words


def _bounds(key: str, piece: Piece) -> tuple[str, list[Value]]:
    ends = [("<", piece.older_than), (">", piece.newer_than)]
    kept = [(sign, number) for sign, number in ends if number is not None]
    return "".join(f" AND {key} {sign} ?" for sign, _ in kept), [number for _, number in kept]
