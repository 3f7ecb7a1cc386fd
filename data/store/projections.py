"""Projections: tables made from the journal in the same transaction, and from nothing else.

Each is a fold of one subject's entries, so a rebuild from the whole journal gives the same rows.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from data.domain.body import BodyError, Reader
from data.domain.center import fold_center, fold_desk, fold_officer
from data.domain.dossier import Dossier, Reception, fold
from data.domain.entries import Recorded, format_time
from data.domain.people import Person
from data.domain.printjob import fold_job
from data.domain.text import fold as fold_text
from data.domain.vocabulary import DOSSIER_RECEIVED, PAPER_ARCHIVED, VOCABULARY, sort_of
from data.store.engine import Statements
from data.store.keys import key_id

TABLES: Final = ("center", "officer", "desk", "dossier", "dossier_text", "job", "blob")
"""Everything a rebuild empties first."""


def empty(connection: Statements) -> None:
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


def project(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    """Writes the rows of one subject. A sort of subject from a newer program has none here."""
    for sort in sorted({sort_of(recorded.entry.kind) for recorded in entries}):
        projector = _PROJECTORS.get(sort)
        if projector is not None:
            projector(connection, subject, entries)
    _keep_files(connection, [name for recorded in entries for name in _named_files(recorded)])


def _center(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    center = fold_center(subject, entries)
    if center is not None:
        head = json.dumps(asdict(center.head), ensure_ascii=False, sort_keys=True)
        _replace(connection, "center", (subject, head, center.profile, int(center.practice)))


def _officer(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    officer = fold_officer(subject, entries)
    if officer is not None:
        roles = " ".join(sorted(officer.roles))
        _replace(connection, "officer", (subject, officer.number, officer.name, roles))


def _desk(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    desk = fold_desk(subject, entries)
    if desk is not None:
        key = bytes.fromhex(desk.key)
        row = (subject, desk.number, key_id(key), desk.key, desk.serials.first, desk.serials.last)
        _replace(connection, "desk", row)


def _job(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    job = fold_job(subject, entries)
    sheet = job.sheet
    if sheet is None:
        return
    row = (
        subject,
        sheet.dossier,
        sheet.form,
        sheet.copy.value,
        sheet.number,
        sheet.reprint,
        sheet.reason,
        job.state.value,
    )
    _replace(connection, "job", row)


def _dossier(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    dossier = fold(subject, entries)
    connection.execute(_DOSSIER, _dossier_row(dossier))
    connection.execute(_TEXT, (search_text(dossier), subject))


_PROJECTORS: Mapping[str, Callable[[Statements, str, Sequence[Recorded]], None]] = {
    "center": _center,
    "officer": _officer,
    "desk": _desk,
    "dossier": _dossier,
    "paper": _job,
}

_DOSSIER = """
    INSERT INTO dossier (
        id, code, agency, day, serial, procedure_code, procedure, applicant, state,
        received_at, due_at, marks
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        code = excluded.code, agency = excluded.agency, day = excluded.day,
        serial = excluded.serial, procedure_code = excluded.procedure_code,
        procedure = excluded.procedure, applicant = excluded.applicant, state = excluded.state,
        received_at = excluded.received_at, due_at = excluded.due_at, marks = excluded.marks
"""
_TEXT = """
    INSERT OR REPLACE INTO dossier_text (rowid, text)
    SELECT number, ? FROM dossier WHERE id = ?
"""


def _dossier_row(dossier: Dossier) -> tuple[str | int, ...]:
    marks = len(dossier.conflicts) + len(dossier.unread)
    name = dossier.applicant.name if dossier.applicant else ""
    reception = dossier.reception
    if reception is None:
        return (dossier.id, "", "", "", 0, "", "", name, dossier.state.value, "", "", marks)
    return (
        dossier.id,
        str(reception.code),
        reception.code.agency,
        reception.code.day.isoformat(),
        reception.code.number,
        reception.procedure_code,
        reception.procedure,
        name,
        dossier.state.value,
        format_time(reception.received_at),
        format_time(reception.appointment.at),
        marks,
    )


def search_text(dossier: Dossier) -> str:
    """What a dossier is found by, folded: an officer types without accents, đ as d."""
    people = [person for person in (dossier.applicant, dossier.submitter) if person]
    words = [*_reception_words(dossier.reception), *(_person_words(person) for person in people)]
    return fold_text(" ".join(words))


def _reception_words(reception: Reception | None) -> list[str]:
    if reception is None:
        return []
    return [str(reception.code), reception.procedure, reception.agency]


def _person_words(person: Person) -> str:
    return f"{person.name} {person.identity} {person.phone}"


def _named_files(recorded: Recorded) -> Sequence[str]:
    """Pages and papers that an entry names, also one that lost against another entry."""
    body = VOCABULARY.read(recorded.entry)
    reader = _FILES.get(recorded.entry.kind)
    if body is None or reader is None:
        return ()
    try:
        return reader(Reader(body))
    except BodyError:
        return ()


def _pages(body: Reader) -> Sequence[str]:
    return [page for item in body.children("components") for page in item.texts("pages")]


def _archived(body: Reader) -> Sequence[str]:
    return [body.text("pdf")]


_FILES: Mapping[str, Callable[[Reader], Sequence[str]]] = {
    DOSSIER_RECEIVED: _pages,
    PAPER_ARCHIVED: _archived,
}


def _keep_files(connection: Statements, names: Sequence[str]) -> None:
    """An entry names these files now, so no sweep may touch them."""
    rows = [(name,) for name in names]
    if rows:
        connection.executemany("INSERT OR IGNORE INTO blob VALUES (?)", rows)
        connection.executemany("DELETE FROM pending_blob WHERE name = ?", rows)


def _replace(connection: Statements, table: str, row: tuple[str | int, ...]) -> None:
    places = ", ".join("?" * len(row))
    statement = f"INSERT OR REPLACE INTO {table} VALUES ({places})"  # noqa: S608 - our own names
    connection.execute(statement, row)
