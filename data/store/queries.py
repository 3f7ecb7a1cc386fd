"""What the desks ask of the store. Every answer is a value; no row leaves this module."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_
from sqlmodel import Session, col, func, select, text
from sqlmodel.sql.expression import SelectOfScalar

from data.domain.blank import PrintedBlanks, fold_blanks
from data.domain.center import Center, Desk, Officer
from data.domain.codes import FormNumber, Series
from data.domain.contacting import ContactChannel, MessageState, Purpose
from data.domain.dossier import Dossier
from data.domain.entries import Recorded, ordered, parse_time
from data.domain.folding import fold
from data.domain.guidance import Guidance, fold_guidance
from data.domain.lifecycle import State
from data.domain.numbering import Slice
from data.domain.papers import CenterHead
from data.domain.printjob import Job, JobState, fold_job
from data.domain.publication import PublishedCatalogue
from data.domain.roles import Role
from data.store import listing
from data.store.engine import statements
from data.store.journal import load
from data.store.listing import Listing, Piece
from data.store.tables import (
    CatalogueRow,
    CenterRow,
    DeskRow,
    DossierRow,
    FormNumberRow,
    GuidanceRow,
    JobRow,
    OfficerRow,
)

LIST_LIMIT: Final = 2_000
"""Rows of a list that is worked through, such as what is unfinished at the end of a day."""
SEARCH_LIMIT: Final = 50
"""Rows of one search; an officer types on rather than read more."""
COUNT_LIMIT: Final = 10_000
"""Lines of a list that are counted; of more it is only said that there are more."""
USE_SAMPLE: Final = 5_000
"""Newest dossiers that tell which procedures are asked for: the use of now, at the same cost."""

_IN_TURN: Final = text("CAST(substr(number, instr(number, '-') + 1) AS INTEGER), number")
"""Jobs by their running number, which has five digits at least and may have more."""


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier as one line of a list.

    `paper` is the number of its form 02 or 03, or of the post, where it has no code. `unscanned`
    counts components without a page (C26).
    """

    id: str
    code: str
    paper: str
    applicant: str
    procedure: str
    state: State
    received_at: datetime | None
    due_at: datetime | None
    marked: bool
    unscanned: int
    unpaid_vnd: int
    paid_vnd: int
    number: int
    """Its place in every list: the newest has the highest."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of a list, newest first. `more` says whether the list goes on where it was cut off.

    It goes on with what is `older_than` the last line, or `newer_than` the first.
    """

    lines: tuple[DossierLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines a list has; with `more`, at least so many."""

    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message of the portal as one line of a list; its address and words are in its entry.

    `number` is what the dossier is known by.
    """

    id: str
    dossier: str
    number: str
    applicant: str
    channel: ContactChannel
    purpose: Purpose
    queued_at: datetime
    state: MessageState


@dataclass(frozen=True, slots=True)
class MessageCounts:
    waiting: int
    failed: int


_LINE: Final = (
    *("id", "code", "paper", "applicant", "procedure", "state", "received_at", "due_at", "marks"),
    *("unscanned", "unpaid_vnd", "paid_vnd", "number"),
)


def center(connection: Connection) -> Center | None:
    with Session(connection) as session:
        row = session.exec(select(CenterRow).order_by(col(CenterRow.id))).first()
        if row is None:
            return None
        head = CenterHead(**json.loads(row.head))
        return Center(row.id, head, row.profile, practice=bool(row.practice))


def officers(connection: Connection) -> list[Officer]:
    with Session(connection) as session:
        rows = session.exec(select(OfficerRow).order_by(col(OfficerRow.number))).all()
        return [_officer(row) for row in rows]


def officers_by_number(connection: Connection, number: str) -> list[Officer]:
    """More than one where two desks enrolled somebody under it and did not know of each other."""
    wanted = select(OfficerRow).where(OfficerRow.number == number).order_by(col(OfficerRow.id))
    with Session(connection) as session:
        return [_officer(row) for row in session.exec(wanted).all()]


def desk_by_key(connection: Connection, key_id: str) -> Desk | None:
    with Session(connection) as session:
        row = session.exec(select(DeskRow).where(DeskRow.key_id == key_id)).first()
        return _desk(row) if row else None


def desks(connection: Connection) -> list[Desk]:
    """Those of the Center, by number."""
    with Session(connection) as session:
        rows = session.exec(select(DeskRow).order_by(col(DeskRow.number))).all()
        return [_desk(row) for row in rows]


def highest_serial(connection: Connection, agency: str, day: date, own: Slice) -> int | None:
    """The highest serial of `own` that the journal holds for this agency and day."""
    statement = select(func.max(DossierRow.serial)).where(
        DossierRow.agency == agency,
        DossierRow.day == day.isoformat(),
        col(DossierRow.serial).between(own.first, own.last),
    )
    with Session(connection) as session:
        return session.exec(statement).one()


def highest_form_serial(
    connection: Connection, series: Series, day: date, own: Slice
) -> int | None:
    """The highest number of `own` that a form of this series bears on this day (A2)."""
    statement = select(func.max(FormNumberRow.serial)).where(
        FormNumberRow.series == series.value,
        FormNumberRow.day == day.isoformat(),
        col(FormNumberRow.serial).between(own.first, own.last),
    )
    with Session(connection) as session:
        return session.exec(statement).one()


def dossiers_of_form(connection: Connection, number: FormNumber) -> list[str]:
    """Ids of every dossier that was given this form: more than one is a conflict to be shown.

    Of a blank, the dossiers that were entered from it (C7).
    """
    if number.series is Series.BLANK:
        statement = select(DossierRow.id).where(_is_of_blank(str(number)))
        with Session(connection) as session:
            return list(session.exec(statement.order_by(col(DossierRow.id))).all())
    return _subjects_of(connection, number)


def blanks_of(connection: Connection, number: FormNumber) -> PrintedBlanks | None:
    """The print that this numbered blank came from; None where it was printed elsewhere."""
    prints = (fold_blanks(it, load(connection, it)) for it in _subjects_of(connection, number))
    return next((blanks for blanks in prints if blanks and number in blanks.numbers), None)


def _subjects_of(connection: Connection, number: FormNumber) -> list[str]:
    statement = select(FormNumberRow.dossier).where(
        FormNumberRow.series == number.series.value,
        FormNumberRow.day == number.day.isoformat(),
        FormNumberRow.serial == number.serial,
    )
    with Session(connection) as session:
        return list(session.exec(statement).all())


def blank_used(connection: Connection, blank: str) -> bool:
    """Whether a dossier was already entered from this numbered blank (C7)."""
    with Session(connection) as session:
        found = session.exec(select(DossierRow.id).where(_is_of_blank(blank))).first()
    return found is not None


def _is_of_blank(blank: str) -> ColumnElement[bool]:
    """SQLite looks into an index of some rows only where the question itself names which rows."""
    return and_(col(DossierRow.blank) == blank, col(DossierRow.blank) != "")


def dossiers_of_code(connection: Connection, code: str) -> list[str]:
    """Ids of every dossier that bears this code: more than one is a conflict to be shown."""
    found = statements(connection).execute(_OF_CODE, (code,))
    return [dossier_id for (dossier_id,) in found]


_OF_CODE: Final = "SELECT id FROM dossier WHERE code = ? ORDER BY id"


def dossiers_of_portal(connection: Connection, number: str) -> list[str]:
    """Ids of every dossier that came under this number of the portal; two are a conflict."""
    found = statements(connection).execute(_OF_PORTAL, (number,))
    return [dossier_id for (dossier_id,) in found]


_OF_PORTAL: Final = "SELECT dossier FROM application WHERE portal = ? ORDER BY dossier"


def open_messages(
    connection: Connection, limit: int = LIST_LIMIT, *, state: MessageState | None = None
) -> list[MessageLine]:
    """Messages that wait for the portal or could not be sent, oldest first (R74, C25)."""
    states = (state.value,) if state else _OPEN_MESSAGES
    wanted = ", ".join("?" * len(states))
    statement = f"{_MESSAGES} AND message.state IN ({wanted}) {_OLDEST_MESSAGE}"
    found = statements(connection).execute(statement, (*states, limit))
    return [_message(*row) for row in found]


def waiting_messages(connection: Connection, limit: int = LIST_LIMIT) -> list[MessageLine]:
    """Messages that the functions of the portal have still to send, oldest first (R74)."""
    return open_messages(connection, limit, state=MessageState.WAITING)


def message_counts(connection: Connection) -> MessageCounts:
    rows = dict(iter(statements(connection).execute(_COUNT_MESSAGES)))
    waiting, failed = (rows.get(state, 0) for state in _OPEN_MESSAGES)
    return MessageCounts(waiting, failed)


def message(connection: Connection, message_id: str) -> MessageLine | None:
    """A message in whatever state, by the hash of the entry that queued it."""
    row = statements(connection).execute(_OF_MESSAGE, (message_id,)).fetchone()
    return _message(*row) if row else None


_OPEN_MESSAGES: Final = (MessageState.WAITING.value, MessageState.FAILED.value)
_MESSAGE_COLUMNS: Final = """
    SELECT message.id, dossier, channel, purpose, queued_at, message.state,
        iif(code <> '', code, paper), applicant
    FROM message JOIN dossier ON dossier.id = message.dossier
"""
# SQLite looks into an index of some rows only where the question itself names which rows.
_MESSAGES: Final = f"{_MESSAGE_COLUMNS} WHERE message.state IN ('waiting', 'failed')"
_OF_MESSAGE: Final = f"{_MESSAGE_COLUMNS} WHERE message.id = ?"
_OLDEST_MESSAGE: Final = "ORDER BY queued_at, message.id LIMIT ?"
_COUNT_MESSAGES: Final = """
    SELECT state, count(*) FROM message WHERE state IN ('waiting', 'failed') GROUP BY state
"""


def _message(
    message_id: str,
    dossier_id: str,
    channel: str,
    purpose: str,
    queued_at: str,
    state: str,
    number: str,
    applicant: str,
) -> MessageLine:
    """From the columns of `_MESSAGE_COLUMNS`."""
    return MessageLine(
        id=message_id,
        dossier=dossier_id,
        number=number,
        applicant=applicant,
        channel=ContactChannel(channel),
        purpose=Purpose(purpose),
        queued_at=parse_time(queued_at),
        state=MessageState(state),
    )


def window(connection: Connection, held: Listing, piece: Piece) -> Window:
    """A piece of a list, by the key of a line and not by counting lines from the top."""
    one_more = replace(piece, limit=piece.limit + 1)
    statement, values = listing.piece_statement(held, _LINE, one_more)
    lines = [_line(*row) for row in statements(connection).execute(statement, values)]
    kept = lines[: piece.limit]
    newest_first = reversed(kept) if piece.upwards else kept
    return Window(tuple(newest_first), more=len(lines) > piece.limit)


def count(connection: Connection, held: Listing, most: int = COUNT_LIMIT) -> Count:
    """How many lines a list has; beyond `most` only that there are more."""
    statement, values = listing.count_statement(held, most + 1)
    row = statements(connection).execute(statement, values).fetchone()
    found = int(row[0]) if row else 0
    return Count(min(found, most), more=found > most)


def search(connection: Connection, typed: str, limit: int = SEARCH_LIMIT) -> list[DossierLine]:
    """Dossiers whose text has every typed word as the start of a word, newest first."""
    return _newest_of(connection, listing.matching(typed), limit)


def newest(connection: Connection, limit: int = SEARCH_LIMIT) -> list[DossierLine]:
    return _newest_of(connection, listing.EVERYTHING, limit)


def received_on(
    connection: Connection, day: date, limit: int = SEARCH_LIMIT, *, desk: str = ""
) -> list[DossierLine]:
    """Dossiers whose code is of this local day, newest first."""
    return _newest_of(connection, _at(listing.received(day), desk), limit)


def in_state(connection: Connection, state: State, *, desk: str = "") -> list[DossierLine]:
    """Dossiers that stand there, newest first."""
    return _newest_of(connection, _at(listing.of_state(state), desk))


def applied(connection: Connection, limit: int = SEARCH_LIMIT) -> list[DossierLine]:
    """Online dossiers that nobody has checked yet, oldest first: who came first is first (R72)."""
    waiting = Piece(limit, newer_than=0)
    return list(reversed(window(connection, listing.of_state(State.APPLIED), waiting).lines))


def unscanned(connection: Connection, desk: str = "") -> list[DossierLine]:
    """Taken in with a component of which there is no page yet, newest first (C26)."""
    return _newest_of(connection, _at(listing.to_scan(), desk))


def unpaid(connection: Connection, desk: str = "") -> list[DossierLine]:
    """Received, with a fee that is still owed (R125)."""
    return _newest_of(connection, _at(listing.owed(), desk))


def entered_on(connection: Connection, day: date, desk: str = "") -> list[DossierLine]:
    """Whatever was entered on this local day, also from an earlier paper (C7)."""
    return _newest_of(connection, _at(listing.entered(day), desk))


def entered_late_on(connection: Connection, day: date, desk: str = "") -> list[DossierLine]:
    """Entered on this day from a numbered blank (C7)."""
    return _newest_of(connection, _at(listing.entered_late(day), desk))


def paid_on(connection: Connection, day: date, desk_key: str) -> list[DossierLine]:
    """Dossiers paid on this local day at the desk of this key, cancelled ones too (C27)."""
    return _newest_of(connection, listing.paid(day, desk_key))


def _at(held: Listing, desk: str) -> Listing:
    """Of all desks where none is named."""
    return listing.of_desk(held, desk) if desk else held


def _newest_of(connection: Connection, held: Listing, limit: int = LIST_LIMIT) -> list[DossierLine]:
    return list(window(connection, held, Piece(limit)).lines)


def of_visit(connection: Connection, visit: str) -> list[DossierLine]:
    """The dossiers that one visitor handed in, oldest first."""
    if not visit:
        return []
    of_it = f"SELECT {', '.join(_LINE)} FROM dossier WHERE visit = ? AND visit <> ''"  # noqa: S608 - our own words
    found = statements(connection).execute(f"{of_it} ORDER BY number", (visit,))
    return [_line(*row) for row in found]


def guidance(connection: Connection, subject: str) -> Guidance | None:
    return fold_guidance(subject, load(connection, subject))


def guidance_on(connection: Connection, day: date, limit: int = SEARCH_LIMIT) -> list[Guidance]:
    """The answers that were given on this local day, newest first (C13)."""
    statement = (
        select(GuidanceRow.id)
        .where(GuidanceRow.day == day.isoformat())
        .order_by(col(GuidanceRow.number).desc())
        .limit(limit)
    )
    with Session(connection) as session:
        ids = session.exec(statement).all()
    given = (guidance(connection, subject) for subject in ids)
    return [one for one in given if one is not None]


def catalogues(connection: Connection) -> list[PublishedCatalogue]:
    """Editions that were published here, the first in force first."""
    statement = select(CatalogueRow).order_by(
        col(CatalogueRow.effective_from), col(CatalogueRow.imported_at)
    )
    with Session(connection) as session:
        return [
            PublishedCatalogue(
                id=row.id,
                name=row.name,
                file=row.file,
                decision=row.decision,
                effective_from=date.fromisoformat(row.effective_from),
                imported_at=parse_time(row.imported_at),
            )
            for row in session.exec(statement).all()
        ]


def procedure_use(connection: Connection) -> dict[str, int]:
    """How often each procedure is among the newest dossiers here."""
    return dict(iter(statements(connection).execute(_USE, (USE_SAMPLE,))))


_USE: Final = """
    SELECT procedure_code, count(*)
    FROM (SELECT procedure_code FROM dossier ORDER BY number DESC LIMIT ?)
    GROUP BY procedure_code
"""


def dossier(connection: Connection, dossier_id: str) -> Dossier:
    return fold(dossier_id, load(connection, dossier_id))


def states(connection: Connection, dossier_ids: Sequence[str]) -> dict[str, State]:
    """Where these dossiers stand; what is no dossier yet is left out."""
    wanted = col(DossierRow.id).in_(dossier_ids)
    with Session(connection) as session:
        found = session.exec(select(DossierRow.id, DossierRow.state).where(wanted)).all()
    return {dossier_id: State(state) for dossier_id, state in found}


def history(connection: Connection, subject: str) -> list[Recorded]:
    """A subject's entries in their intrinsic order."""
    return ordered(load(connection, subject))


def job(connection: Connection, job_id: str) -> Job:
    return fold_job(job_id, load(connection, job_id))


def newest_entry(connection: Connection) -> str:
    """The hash of what was entered or came here last."""
    found = connection.exec_driver_sql("SELECT hash FROM entry ORDER BY position DESC LIMIT 1")
    return bytes(found.scalar_one()).hex()


def jobs_of(connection: Connection, dossier_id: str) -> list[Job]:
    statement = select(JobRow.id).where(JobRow.subject == dossier_id).order_by(_IN_TURN)
    return _jobs(connection, statement)


def jobs_in(connection: Connection, states: Collection[JobState], desk_key: str = "") -> list[Job]:
    """Print jobs in one of these states, in the order of their numbers; of one desk where named."""
    names = [state.value for state in states]
    wanted = select(JobRow.id).where(col(JobRow.state).in_(names))
    if desk_key:
        wanted = wanted.where(JobRow.desk_key == desk_key)
    return _jobs(connection, wanted.order_by(_IN_TURN))


def job_count(connection: Connection) -> int:
    """How many jobs there are: no row of theirs ever goes, so the last one's place says it."""
    row = statements(connection).execute("SELECT max(rowid) FROM job").fetchone()
    return int(row[0] or 0) if row else 0


def _jobs(connection: Connection, statement: SelectOfScalar[str]) -> list[Job]:
    with Session(connection) as session:
        ids = session.exec(statement).all()
    return [job(connection, job_id) for job_id in ids]


def _desk(row: DeskRow) -> Desk:
    return Desk(row.id, row.number, row.key, Slice(row.first_serial, row.last_serial))


def _officer(row: OfficerRow) -> Officer:
    return Officer(row.id, row.number, row.name, frozenset(Role(it) for it in row.roles.split()))


def _line(
    dossier_id: str,
    code: str,
    paper: str,
    applicant: str,
    procedure: str,
    state: str,
    received_at: str,
    due_at: str,
    marks: int,
    unscanned: int,
    unpaid_vnd: int,
    paid_vnd: int,
    number: int,
) -> DossierLine:
    """From the columns of `_LINE`."""
    return DossierLine(
        id=dossier_id,
        code=code,
        paper=paper,
        applicant=applicant,
        procedure=procedure,
        state=State(state),
        received_at=parse_time(received_at) if received_at else None,
        due_at=parse_time(due_at) if due_at else None,
        marked=bool(marks),
        unscanned=unscanned,
        unpaid_vnd=unpaid_vnd,
        paid_vnd=paid_vnd,
        number=number,
    )
