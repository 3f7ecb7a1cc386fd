"""What the desks ask of the store. Every answer is a value; no row leaves this module."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection
from sqlmodel import Session, col, func, select, text
from sqlmodel.sql.expression import SelectOfScalar

from data.domain.center import Center, Desk, Officer
from data.domain.dossier import Dossier, fold
from data.domain.entries import Recorded, ordered, parse_time
from data.domain.lifecycle import State
from data.domain.numbering import Slice
from data.domain.papers import CenterHead
from data.domain.printjob import Job, JobState, fold_job
from data.domain.roles import Role
from data.domain.text import fold as fold_text
from data.store.journal import load
from data.store.tables import CenterRow, DeskRow, DossierRow, JobRow, OfficerRow

SEARCH_LIMIT: Final = 50
"""Rows of one search; an officer types on rather than read more."""
QUERY_LIMIT: Final = 100
"""Characters of a search text that are looked at."""

_MATCHES: Final = text(
    "number IN (SELECT rowid FROM dossier_text WHERE dossier_text MATCH :query"
    " ORDER BY rowid DESC LIMIT :count)"
)
"""FTS5 walks its matches from the newest on and stops: a rank or a sort would read them all."""

_WORD: Final = re.compile(r"\w+(?:[.\-]\w+)*")


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier as one line of a list. `due_at` is None only where nothing readable is there."""

    id: str
    code: str
    applicant: str
    procedure: str
    state: State
    received_at: datetime | None
    due_at: datetime | None
    marked: bool


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


def officer_by_number(connection: Connection, number: str) -> Officer | None:
    with Session(connection) as session:
        row = session.exec(select(OfficerRow).where(OfficerRow.number == number)).first()
        return _officer(row) if row else None


def desk_by_key(connection: Connection, key_id: str) -> Desk | None:
    with Session(connection) as session:
        row = session.exec(select(DeskRow).where(DeskRow.key_id == key_id)).first()
        if row is None:
            return None
        return Desk(row.id, row.number, row.key, Slice(row.first_serial, row.last_serial))


def highest_serial(connection: Connection, agency: str, day: date, own: Slice) -> int | None:
    """The highest serial of `own` that the journal holds for this agency and day."""
    statement = select(func.max(DossierRow.serial)).where(
        DossierRow.agency == agency,
        DossierRow.day == day.isoformat(),
        col(DossierRow.serial).between(own.first, own.last),
    )
    with Session(connection) as session:
        return session.exec(statement).one()


def dossiers_of_code(connection: Connection, code: str) -> list[str]:
    """Ids of every dossier that bears this code: more than one is a conflict to be shown."""
    statement = select(DossierRow.id).where(DossierRow.code == code).order_by(col(DossierRow.id))
    with Session(connection) as session:
        return list(session.exec(statement).all())


def search(connection: Connection, typed: str, limit: int = SEARCH_LIMIT) -> list[DossierLine]:
    """Dossiers whose text has every typed word as the start of a word, newest first."""
    query = match_expression(typed)
    if not query:
        return newest(connection, limit)
    statement = (
        select(DossierRow)
        .where(_MATCHES.bindparams(query=query, count=limit))
        .order_by(col(DossierRow.number).desc())
    )
    with Session(connection) as session:
        return [_line(row) for row in session.exec(statement).all()]


def newest(connection: Connection, limit: int = SEARCH_LIMIT) -> list[DossierLine]:
    statement = select(DossierRow).order_by(col(DossierRow.number).desc()).limit(limit)
    with Session(connection) as session:
        return [_line(row) for row in session.exec(statement).all()]


def received_on(connection: Connection, day: date, limit: int = SEARCH_LIMIT) -> list[DossierLine]:
    """Dossiers whose code is of this local day, newest first."""
    statement = (
        select(DossierRow)
        .where(DossierRow.day == day.isoformat())
        .order_by(col(DossierRow.number).desc())
        .limit(limit)
    )
    with Session(connection) as session:
        return [_line(row) for row in session.exec(statement).all()]


def match_expression(typed: str) -> str:
    """An FTS5 expression of quoted words and prefixes; nothing typed is an operator in it."""
    words = _WORD.findall(fold_text(typed[:QUERY_LIMIT]))
    return " ".join(f'"{word}"*' for word in words)


def procedure_use(connection: Connection) -> dict[str, int]:
    """How often each procedure was received here."""
    statement = select(DossierRow.procedure_code, func.count()).group_by(DossierRow.procedure_code)
    with Session(connection) as session:
        return dict(session.exec(statement).all())


def dossier(connection: Connection, dossier_id: str) -> Dossier:
    return fold(dossier_id, load(connection, dossier_id))


def history(connection: Connection, subject: str) -> list[Recorded]:
    """A subject's entries in their intrinsic order."""
    return ordered(load(connection, subject))


def job(connection: Connection, job_id: str) -> Job:
    return fold_job(job_id, load(connection, job_id))


def jobs_of(connection: Connection, dossier_id: str) -> list[Job]:
    statement = select(JobRow.id).where(JobRow.dossier == dossier_id).order_by(col(JobRow.number))
    return _jobs(connection, statement)


def jobs_in(connection: Connection, states: Sequence[JobState]) -> list[Job]:
    """Print jobs in one of these states, in the order of their numbers."""
    names = [state.value for state in states]
    wanted = col(JobRow.state).in_(names)
    return _jobs(connection, select(JobRow.id).where(wanted).order_by(col(JobRow.number)))


def job_count(connection: Connection) -> int:
    with Session(connection) as session:
        return session.exec(select(func.count()).select_from(JobRow)).one()


def _jobs(connection: Connection, statement: SelectOfScalar[str]) -> list[Job]:
    with Session(connection) as session:
        ids = session.exec(statement).all()
    return [job(connection, job_id) for job_id in ids]


def _officer(row: OfficerRow) -> Officer:
    return Officer(row.id, row.number, row.name, frozenset(Role(it) for it in row.roles.split()))


def _line(row: DossierRow) -> DossierLine:
    return DossierLine(
        id=row.id,
        code=row.code,
        applicant=row.applicant,
        procedure=row.procedure,
        state=State(row.state),
        received_at=parse_time(row.received_at) if row.received_at else None,
        due_at=parse_time(row.due_at) if row.due_at else None,
        marked=bool(row.marks),
    )
