"""Projections: tables made from the journal in the same transaction, and from nothing else.

Each is a fold of one subject's entries, so a rebuild from the whole journal gives the same rows.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from data.domain.blank import fold_blanks
from data.domain.center import fold_center, fold_desk, fold_officer
from data.domain.clock import local
from data.domain.codes import FormNumber, Series, form_number
from data.domain.contacting import Message, messages
from data.domain.dossier import Dossier
from data.domain.entries import Json, Recorded, format_time
from data.domain.folding import fold
from data.domain.guidance import fold_guidance
from data.domain.online import Applied, portal_number
from data.domain.people import Person
from data.domain.printjob import fold_job
from data.domain.publication import fold_published
from data.domain.received import FeeState, Reception
from data.domain.vocabulary import (
    DOSSIER_CONTACTED,
    VOCABULARY,
    sort_of,
)
from data.store import batches, money_rows, parcels, tracked_rows
from data.store.engine import Statements
from data.store.keys import key_id
from data.store.terms import indexed

TABLES: Final = (
    "center",
    "officer",
    "desk",
    "dossier",
    "tracked",
    "batch",
    "shelf",
    "parcel",
    "post_event",
    "money",
    "till",
    "settlement",
    "settled",
    "dossier_text",
    "form_number",
    "job",
    "guidance",
    "catalogue",
    "message",
    "application",
    "blob",
)
"""Everything a rebuild empties first."""


def empty(connection: Statements) -> None:
    for table in TABLES:
        connection.execute(_EMPTY.get(table, f"DELETE FROM {table}"))  # noqa: S608 - our own names


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
        sheet.subject,
        sheet.form,
        sheet.copy.value,
        sheet.number,
        sheet.reprint,
        sheet.reason,
        job.state.value,
        job.desk_key,
    )
    connection.execute(_JOB, row)


def _dossier(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    dossier = fold(subject, entries)
    text = search_text(dossier)
    mark = _mark(text)
    before = connection.execute(_MARK, (subject,)).fetchone()
    connection.execute(_DOSSIER, (*_dossier_row(dossier), mark))
    if before is None or before[0] != mark:
        connection.execute(_TEXT, (text, subject))
    tracked_rows.put(connection, dossier, text, mark)
    batches.project(connection, dossier, entries)
    parcels.project(connection, dossier)
    money_rows.project(connection, dossier, entries)
    _give_numbers(connection, subject, form_numbers(dossier))
    if any(recorded.entry.kind == DOSSIER_CONTACTED for recorded in entries):
        _put_messages(connection, dossier)
    numbers = {it.what.portal for it in dossier.facts(Applied)}
    connection.executemany(_APPLICATION, [(number, subject) for number in sorted(numbers)])


def _put_messages(connection: Statements, dossier: Dossier) -> None:
    """As the entries say now: an act that was set aside has queued nothing."""
    connection.execute("DELETE FROM message WHERE dossier = ?", (dossier.id,))
    connection.executemany(_MESSAGE, [_message_row(dossier.id, it) for it in messages(dossier)])


def _message_row(dossier_id: str, message: Message) -> tuple[str, ...]:
    said = message.contact
    queued_at = format_time(said.at)
    return (message.entry, dossier_id, said.channel, said.purpose, queued_at, message.state)


def form_numbers(dossier: Dossier) -> Iterator[FormNumber]:
    """Numbers of the forms 02 and 03 that were given for it."""
    given = [(Series.SUPPLEMENT, request.number) for request in dossier.supplements]
    if dossier.refusal is not None:
        given.append((Series.REFUSAL, dossier.refusal.number))
    for series, text in given:
        if (number := form_number(series, text)) is not None:
            yield number


def _blank(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    blanks = fold_blanks(subject, entries)
    if blanks is not None:
        _give_numbers(connection, subject, blanks.numbers)


def _give_numbers(connection: Statements, subject: str, numbers: Iterable[FormNumber]) -> None:
    connection.executemany(
        _FORM_NUMBER, [(it.series, it.day.isoformat(), it.serial, subject) for it in numbers]
    )


def _guidance(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    given = fold_guidance(subject, entries)
    if given is not None:
        connection.execute(_GUIDANCE, (subject, local(given.at).date().isoformat()))


def _catalogue(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    edition = fold_published(subject, entries)
    if edition is not None:
        row = (
            subject,
            edition.name,
            edition.file,
            edition.decision,
            edition.effective_from.isoformat(),
            format_time(edition.imported_at),
        )
        _replace(connection, "catalogue", row)


_PROJECTORS: Mapping[str, Callable[[Statements, str, Sequence[Recorded]], None]] = {
    "center": _center,
    "officer": _officer,
    "desk": _desk,
    "dossier": _dossier,
    "paper": _job,
    "guidance": _guidance,
    "catalogue": _catalogue,
    "blank": _blank,
    "till": money_rows.project_till,
    "settlement": money_rows.project_settlement,
}

_DOSSIER = """
    INSERT INTO dossier (
        id, code, agency, day, serial, procedure_code, procedure, applicant, state,
        received_at, due_at, marks, paper, visit, blank, unscanned, unpaid_vnd, paid_vnd,
        entered_day, paid_day, desk, text_mark
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        code = excluded.code, agency = excluded.agency, day = excluded.day,
        serial = excluded.serial, procedure_code = excluded.procedure_code,
        procedure = excluded.procedure, applicant = excluded.applicant, state = excluded.state,
        received_at = excluded.received_at, due_at = excluded.due_at, marks = excluded.marks,
        paper = excluded.paper, visit = excluded.visit, blank = excluded.blank,
        unscanned = excluded.unscanned, unpaid_vnd = excluded.unpaid_vnd,
        paid_vnd = excluded.paid_vnd, entered_day = excluded.entered_day,
        paid_day = excluded.paid_day, desk = excluded.desk, text_mark = excluded.text_mark
"""
_MARK = "SELECT text_mark FROM dossier WHERE id = ?"
_FORM_NUMBER = "INSERT OR IGNORE INTO form_number VALUES (?, ?, ?, ?)"
_MESSAGE = "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)"
_APPLICATION = "INSERT OR IGNORE INTO application VALUES (?, ?)"
_GUIDANCE = "INSERT OR IGNORE INTO guidance (id, day) VALUES (?, ?)"
_TEXT = """
    INSERT OR REPLACE INTO dossier_text (rowid, text)
    SELECT number, ? FROM dossier WHERE id = ?
"""
_JOB = """
    INSERT INTO job (id, subject, form, copy, number, reprint, reason, state, desk_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        subject = excluded.subject, form = excluded.form, copy = excluded.copy,
        number = excluded.number, reprint = excluded.reprint, reason = excluded.reason,
        state = excluded.state, desk_key = excluded.desk_key
"""
"""A row keeps its rowid, so that the highest one says how many jobs there are."""
_EMPTY: Mapping[str, str] = {
    "dossier_text": "INSERT INTO dossier_text (dossier_text) VALUES ('delete-all')",
    "tracked_text": "INSERT INTO tracked_text (tracked_text) VALUES ('delete-all')",
}
"""Row by row a large word index would take minutes."""


def _dossier_row(dossier: Dossier) -> tuple[str | int, ...]:
    matter, reception = dossier.matter, dossier.reception
    marks = len(dossier.conflicts) + len(dossier.unread)
    name = dossier.applicant_name
    return (
        dossier.id,
        *(_code_columns(reception) if reception else ("", "", "", 0)),
        matter.procedure_code if matter else "",
        matter.procedure if matter else "",
        name,
        dossier.state.value,
        *(_time_columns(reception) if reception else ("", "")),
        marks,
        _paper_number(dossier),
        *(_desk_columns(reception) if reception else ("", "", 0, 0, 0)),
        _day(dossier.entered_at),
        _day(dossier.paid_at),
        _desk_number(dossier),
    )


def _desk_number(dossier: Dossier) -> str:
    """The desk at which it was received, refused or asked for more; before that nobody's."""
    if dossier.reception is not None:
        return dossier.reception.desk
    if dossier.refusal is not None:
        return dossier.refusal.desk
    return dossier.supplements[-1].desk if dossier.supplements else ""


def _day(moment: datetime | None) -> str:
    """The day of the counter on which something was committed."""
    return local(moment).date().isoformat() if moment else ""


def _code_columns(reception: Reception) -> tuple[str | int, ...]:
    code = reception.code
    return (str(code), code.agency, code.day.isoformat(), code.number)


def _time_columns(reception: Reception) -> tuple[str, str]:
    return (format_time(reception.received_at), format_time(reception.appointment.at))


def _desk_columns(reception: Reception) -> tuple[str | int, ...]:
    fee = reception.fee
    return (
        reception.visit,
        reception.late.blank if reception.late else "",
        len(reception.unscanned),
        fee.amount_vnd if fee.state is FeeState.UNPAID else 0,
        fee.amount_vnd if fee.state is FeeState.PAID else 0,
    )


def _paper_number(dossier: Dossier) -> str:
    """What a dossier without a code is known by: its form 02 or 03, the post's, the portal's."""
    if dossier.refusal is not None:
        return dossier.refusal.number
    if dossier.supplements:
        return dossier.supplements[-1].number
    return dossier.post_item or portal_number(dossier)


def search_text(dossier: Dossier) -> str:
    """The words a dossier is found by: an officer types without accents, đ as d."""
    people = [person for person in (dossier.applicant, dossier.submitter) if person]
    words = [*_matter_words(dossier), *(_person_words(person) for person in people)]
    return indexed(" ".join(words))


def _mark(text: str) -> int:
    """Tells whether the words of a dossier are still those that the index holds.

    Most acts change none of them, and what is written anew slows every later search down.
    """
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)


def _matter_words(dossier: Dossier) -> list[str]:
    code = [str(dossier.reception.code)] if dossier.reception else []
    matter = [dossier.matter.procedure, dossier.matter.agency] if dossier.matter else []
    return [*code, _paper_number(dossier), portal_number(dossier), *matter]


def _person_words(person: Person) -> str:
    numbers = f"{person.identity} {person.old_identity} {person.phone} {person.tax_code}"
    return f"{person.name} {numbers} {person.representative}"


def _named_files(recorded: Recorded) -> Iterator[str]:
    """Pages and papers that an entry names, also one that lost against another entry."""
    body = VOCABULARY.read(recorded.entry)
    return _names_within(body) if body is not None else iter(())


def _names_within(value: Json) -> Iterator[str]:
    """Wherever they stand in a body. What is no SHA-256 is the name of no file."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _names(held) if key in _FILE_FIELDS else _names_within(held)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from _names_within(held)


def _names(held: Json) -> Iterator[str]:
    listed = held if isinstance(held, list | tuple) else (held,)
    return (it for it in listed if isinstance(it, str) and _SHA_256.fullmatch(it))


_FILE_FIELDS: Final = frozenset({"page", "pages", "signed_page", "slip_page", "pdf", "file"})
"""Fields of bodies, at any depth, that name files of this store."""
_SHA_256: Final = re.compile(r"[0-9a-f]{64}")


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
