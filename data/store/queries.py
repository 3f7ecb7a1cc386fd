"""What the desks ask of the store. Every answer is a value; no row leaves this module."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection
from sqlmodel import Session, col, func, select, text
from sqlmodel.sql.expression import SelectOfScalar

from data.domain.blank import PrintedBlanks, fold_blanks
from data.domain.center import Center, Desk, Officer
from data.domain.codes import FormNumber, Series
from data.domain.dossier import Dossier, fold
from data.domain.entries import Recorded, ordered, parse_time
from data.domain.guidance import Guidance, fold_guidance
from data.domain.lifecycle import State
from data.domain.numbering import Slice
from data.domain.papers import CenterHead
from data.domain.printjob import Job, JobState, fold_job
from data.domain.publication import PublishedCatalogue
from data.domain.roles import Role
from data.domain.text import fold as fold_text
from data.store.journal import load
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
QUERY_LIMIT: Final = 100
"""Characters of a search text that are looked at."""

_MATCHES: Final = text(
    "number IN (SELECT rowid FROM dossier_text WHERE dossier_text MATCH :query"
    " ORDER BY rowid DESC LIMIT :count)"
)
"""FTS5 walks its matches from the newest on and stops: a rank or a sort would read them all."""

_IN_TURN: Final = text("CAST(substr(number, instr(number, '-') + 1) AS INTEGER), number")
"""Jobs by their running number, which has five digits at least and may have more."""

_WORD: Final = re.compile(r"\w+(?:[.\-]\w+)*")


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
        statement = select(DossierRow.id).where(DossierRow.blank == str(number))
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
        found = session.exec(select(DossierRow.id).where(DossierRow.blank == blank)).first()
    return found is not None


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


def in_state(connection: Connection, state: State) -> list[DossierLine]:
    """Dossiers that stand there, newest first."""
    return _lines(connection, DossierRow.state == state.value)


def unscanned(connection: Connection) -> list[DossierLine]:
    """Taken in with a component of which there is no page yet, newest first (C26)."""
    taken = col(DossierRow.state).in_([State.RECEIVED.value, State.ANSWERED.value])
    return _lines(connection, col(DossierRow.unscanned) > 0, taken)


def unpaid(connection: Connection) -> list[DossierLine]:
    """Received, with a fee that is still owed (R125)."""
    return _lines(
        connection, DossierRow.state == State.RECEIVED.value, col(DossierRow.unpaid_vnd) > 0
    )


def entered_on(connection: Connection, day: date) -> list[DossierLine]:
    """Whatever was entered on this local day, also from an earlier paper (C7)."""
    return _lines(connection, DossierRow.entered_day == day.isoformat())


def entered_late_on(connection: Connection, day: date) -> list[DossierLine]:
    """Entered on this day from a numbered blank (C7)."""
    return _lines(connection, DossierRow.entered_day == day.isoformat(), DossierRow.blank != "")


def paid_on(connection: Connection, day: date) -> list[DossierLine]:
    """Dossiers whose fee was recorded as paid on this local day, cancelled ones too (C27)."""
    return _lines(connection, DossierRow.paid_day == day.isoformat())


def _lines(connection: Connection, *conditions: ColumnElement[bool] | bool) -> list[DossierLine]:
    statement = (
        select(DossierRow)
        .where(*conditions)
        .order_by(col(DossierRow.number).desc())
        .limit(LIST_LIMIT)
    )
    with Session(connection) as session:
        return [_line(row) for row in session.exec(statement).all()]


def of_visit(connection: Connection, visit: str) -> list[DossierLine]:
    """The dossiers that one visitor handed in, oldest first."""
    if not visit:
        return []
    statement = select(DossierRow).where(DossierRow.visit == visit).order_by(col(DossierRow.number))
    with Session(connection) as session:
        return [_line(row) for row in session.exec(statement).all()]


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


def jobs_of(connection: Connection, dossier_id: str) -> list[Job]:
    statement = select(JobRow.id).where(JobRow.subject == dossier_id).order_by(_IN_TURN)
    return _jobs(connection, statement)


def jobs_in(connection: Connection, states: Sequence[JobState]) -> list[Job]:
    """Print jobs in one of these states, in the order of their numbers."""
    names = [state.value for state in states]
    wanted = col(JobRow.state).in_(names)
    return _jobs(connection, select(JobRow.id).where(wanted).order_by(_IN_TURN))


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
        paper=row.paper,
        applicant=row.applicant,
        procedure=row.procedure,
        state=State(row.state),
        received_at=parse_time(row.received_at) if row.received_at else None,
        due_at=parse_time(row.due_at) if row.due_at else None,
        marked=bool(row.marks),
        unscanned=row.unscanned,
        unpaid_vnd=row.unpaid_vnd,
        paid_vnd=row.paid_vnd,
    )
