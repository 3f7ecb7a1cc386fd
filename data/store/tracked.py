"""Lists of open dossiers, read in windows from their projection (`tracked_rows`).

What a list wants is a range of one of the clocks, which the caller reckons from the rules of today.
A list is sorted by that clock and walked by the keys of its lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from data.domain.handing_over import Place
from data.domain.lifecycle import State
from data.domain.tracked_lists import By, Key, Narrow, Part, TrackedLine, TrackedPart
from data.store.engine import Value, statements
from data.store.queries import COUNT_LIMIT, Count
from data.store.terms import match_expression
from data.store.tracked_rows import Clock, mark, moment_of, ticks


@dataclass(frozen=True, slots=True)
class Span:
    """A clock that runs, from `since` on and `before` a moment; an end that is None is open."""

    clock: Clock
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All of the spans, for these procedures, or for all `but_for` them; empty means any."""

    spans: tuple[Span, ...] = ()
    procedures: tuple[str, ...] = ()
    but_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Which:
    """The rows in whose `span` its clock runs, and of which one of the `cases` is true if any.

    The clock of the span is what the list is sorted by, the earliest first.
    """

    span: Span
    cases: tuple[Case, ...] = ()


def part(connection: Connection, which: Which, narrow: Narrow, wanted: Part) -> TrackedPart:
    """A piece of a list, by the key of a line and not by counting lines from the top."""
    where, values = _where(which, narrow)
    clock = which.span.clock
    bound, ends = _bound(clock, wanted)
    turn = "DESC" if wanted.upwards else "ASC"
    order = f"ORDER BY tracked.{clock} {turn}, tracked.number {turn} LIMIT ?"
    statement = f"SELECT tracked.{clock}, {_LINE} WHERE {where}{bound} {order}"
    found = statements(connection).execute(statement, [*values, *ends, wanted.limit + 1])
    lines = [_line(*row) for row in found]
    kept = lines[: wanted.limit]
    return TrackedPart(tuple(reversed(kept) if wanted.upwards else kept), len(lines) > wanted.limit)


def count(connection: Connection, which: Which, narrow: Narrow, most: int = COUNT_LIMIT) -> Count:
    """How many lines a list has; beyond `most` only that there are more."""
    where, values = _where(which, narrow)
    statement = f"SELECT count(*) FROM (SELECT 1 FROM tracked WHERE {where} LIMIT ?)"  # noqa: S608 - our own words
    row = statements(connection).execute(statement, [*values, most + 1]).fetchone()
    found = int(row[0]) if row else 0
    return Count(min(found, most), more=found > most)


def shares(
    connection: Connection, which: Which, narrow: Narrow, by: By
) -> list[tuple[str | int, int]]:
    """How the lines of a list fall to agencies, fields or officers, the most first."""
    where, values = _where(which, _but_for(by, narrow))
    column = _SHARED[by]
    statement = f"""
        SELECT {_NAMES[by]}, lines FROM (
            SELECT count(*) AS lines, min(number) AS one FROM tracked WHERE {where}
            GROUP BY {column}
        ) JOIN tracked ON number = one ORDER BY lines DESC, 1
    """  # noqa: S608 - our own words
    return [(value, lines) for value, lines in statements(connection).execute(statement, values)]


def held(
    connection: Connection, lists: Sequence[Which], states: Sequence[State]
) -> list[tuple[int, int]]:
    """How many dossiers of these lists, each once, are with which agency; the most first.

    An agency has what lies with it, and of what lies with none that which it leads.
    """
    each = [_where(which, Narrow()) for which in lists]
    any_of = " UNION ".join(f"SELECT tracked.number FROM tracked WHERE {it}" for it, _ in each)  # noqa: S608 - our own words
    statement = f"""
        SELECT coalesce(tracked.holder, tracked.agency), count(*) AS lines
        FROM ({any_of}) AS listed JOIN tracked ON tracked.number = listed.number
        JOIN dossier ON dossier.number = listed.number
        WHERE dossier.state IN ({", ".join("?" * len(states))})
        GROUP BY 1 ORDER BY lines DESC, 1
    """  # noqa: S608 - our own words
    values = [it for _, bound in each for it in bound]
    return list(statements(connection).execute(statement, [*values, *states]))


_SHARED: Final[Mapping[By, str]] = {
    By.AGENCY: "coalesce(holder, agency)",
    By.FIELD: "field_mark",
    By.OFFICER: "officer_mark",
}
_NAMES: Final[Mapping[By, str]] = {
    By.AGENCY: "coalesce(holder, agency)",
    By.FIELD: "field",
    By.OFFICER: "officer",
}


def _but_for(by: By, narrow: Narrow) -> Narrow:
    match by:
        case By.AGENCY:
            return replace(narrow, agency=None)
        case By.FIELD:
            return replace(narrow, field="")
        case By.OFFICER:
            return replace(narrow, officer="")


_LINE: Final = """
    tracked.number, dossier.id, iif(dossier.code <> '', dossier.code, dossier.paper),
    applicant, procedure_code, procedure, state, tracked.agency, holder, held_by, place,
    held_since, field, officer, due, measure, silent, asked, asked_agency, shelf, unscanned, marks
    FROM tracked JOIN dossier ON dossier.number = tracked.number
"""


def _where(which: Which, narrow: Narrow) -> tuple[str, list[Value]]:
    """The span goes first, so that SQLite walks its index in the order of the list."""
    told = [*_of_span(which.span), *_of_cases(which.cases), *_of_narrow(narrow)]
    return " AND ".join(sql for sql, _ in told), [it for _, values in told for it in values]


_Told = tuple[str, Sequence[Value]]


def _of_span(span: Span) -> Iterator[_Told]:
    yield f"tracked.{span.clock} IS NOT NULL", ()
    if span.since is not None:
        yield f"tracked.{span.clock} >= ?", (ticks(span.since),)
    if span.before is not None:
        yield f"tracked.{span.clock} < ?", (ticks(span.before),)


def _of_cases(cases: Sequence[Case]) -> Iterator[_Told]:
    """The plus keeps SQLite from any other index than that of the list."""
    if not cases:
        return
    each = [list(_of_case(case)) for case in cases]
    any_of = " OR ".join(f"({' AND '.join(sql for sql, _ in told) or '1'})" for told in each)
    yield f"({any_of})", [it for told in each for _, values in told for it in values]


def _of_case(case: Case) -> Iterator[_Told]:
    for span in case.spans:
        for sql, values in _of_span(span):
            yield f"+{sql}", values
    for names, without in ((case.procedures, ""), (case.but_for, " NOT")):
        if names:
            places = ", ".join("?" * len(names))
            yield f"tracked.procedure_mark{without} IN ({places})", [mark(it) for it in names]


def _of_narrow(narrow: Narrow) -> Iterator[_Told]:
    if narrow.agency is not None:
        yield "(tracked.agency = ? OR tracked.holder = ?)", (narrow.agency, narrow.agency)
    if narrow.field:
        yield "tracked.field_mark = ?", (mark(narrow.field),)
    if narrow.officer:
        yield "tracked.officer_mark = ?", (mark(narrow.officer),)
    if match := match_expression(narrow.typed):
        yield _MATCH, (match,)


_MATCH: Final = "+tracked.number IN (SELECT rowid FROM tracked_text WHERE tracked_text MATCH ?)"
"""The plus has the list walked in its order, beside the numbers found, however many they are."""


def _bound(clock: Clock, wanted: Part) -> _Told:
    if wanted.key is None:
        return "", ()
    sign = ("<" if wanted.upwards else ">") + ("=" if wanted.from_key else "")
    at, number = ticks(wanted.key.at), wanted.key.number
    return f" AND (tracked.{clock}, tracked.number) {sign} (?, ?)", (at, number)


def _read(told: int | None) -> datetime | None:
    return None if told is None else moment_of(told)


def _line(
    at: int,
    number: int,
    dossier_id: str,
    code: str,
    applicant: str,
    procedure_code: str,
    procedure: str,
    state: str,
    agency: int,
    holder: int | None,
    held_by: str,
    place: str,
    held_since: int | None,
    field: str,
    officer: str,
    due: int | None,
    measure: int | None,
    silent: int | None,
    asked: int | None,
    asked_agency: str,
    shelf: str,
    unscanned: int,
    marks: int,
) -> TrackedLine:
    return TrackedLine(
        id=dossier_id,
        key=Key(moment_of(at), number),
        number=code,
        applicant=applicant,
        procedure_code=procedure_code,
        procedure=procedure,
        state=State(state),
        agency_index=agency,
        holder_index=holder,
        holder=held_by,
        place=Place(place),
        held_since=_read(held_since),
        field=field,
        officer=officer,
        due=_read(due),
        measure=_read(measure),
        silent=_read(silent),
        asked=_read(asked),
        asked_agency=asked_agency,
        shelf=shelf,
        unscanned=unscanned,
        marked=bool(marks),
    )
