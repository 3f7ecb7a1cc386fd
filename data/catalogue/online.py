"""Reads online dossiers as the portal hands them over: JSON Lines, one dossier a line (R72).

Each line stands for itself: one that is wrong is refused with its reason and keeps no other back.
The format is described field by field in `docs/online-file.md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from data.catalogue.errors import Finding, in_order
from data.catalogue.jsonlines import JsonLines
from data.catalogue.source import read_bytes
from data.catalogue.table import YEAR_LAST, Table
from data.domain.catalogue import Catalogue
from data.domain.clock import LOCAL
from data.domain.contacting import email_address, sms_number
from data.domain.online import FILES_LIMIT, Application, AppliedComponent, is_portal_number
from data.domain.people import (
    IDENTITY_LIMIT,
    PHONE_LIMIT,
    TAX_CODE_LIMIT,
    Authorization,
    Capacity,
    IdentityKind,
    PartyKind,
    Person,
    Scope,
    person,
)
from data.domain.procedures import Procedure
from data.domain.received import COUNT_LIMIT, Counts
from data.domain.reception import SETS_LIMIT
from data.domain.text import NAME_LIMIT, NOTE_LIMIT

LINES_LIMIT: Final = 2_000
"""Dossiers of one file: more than a province gets in a day."""
COMPONENTS_LIMIT: Final = 200
FILE_NAME_LIMIT: Final = 120

_SHA256 = re.compile(r"[0-9a-f]{64}")
YEAR_FIRST = 2000
"""No portal is older."""
_CLOCK = "T"
"""Parts day and time; a day alone is no moment."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that lies beside: of which component, under which name, with which bytes."""

    component: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One dossier of the file; its application bears no page yet."""

    line: int
    application: Application
    files: tuple[AttachedFile, ...]


@dataclass(frozen=True, slots=True)
class OnlineFile:
    """The sound lines of a file, and what is wrong with the others."""

    lines: tuple[ReadLine, ...]
    findings: tuple[Finding, ...]


def read_online(path: Path, catalogue: Catalogue) -> OnlineFile:
    """Every line of the file, sound or not; nothing is raised and nothing guessed."""
    lines = JsonLines(path.name, read_bytes(path), LINES_LIMIT)
    known: dict[str, int] = {}
    read = (
        _dossier(Table(lines, values, (number,)), catalogue, known, number)
        for number, values in lines.objects()
    )
    sound = tuple(line for line in read if line is not None)
    return OnlineFile(sound, in_order(lines.findings))


# --- one dossier --------------------------------------------------------------------------------


def _dossier(
    table: Table, catalogue: Catalogue, known: dict[str, int], number: int
) -> ReadLine | None:
    portal = _portal(table, known, number)
    procedure = _procedure(table, catalogue)
    submitter = table.optional_table("submitter")
    right = table.optional_table("authorization")
    if right is not None and submitter is None:
        table.fault("authorization", "Chỉ người nộp thay mới có «authorization».")
    post = table.optional_line("post")
    parts, files = _components(table, procedure)
    applied_at = _moment(table, "applied_at")
    applicant = _person(table.table("applicant"))
    sent_by = _person(submitter) if submitter else None
    authorization = _authorization(right) if right else None
    email, phone = _reply(table)
    sets = table.optional_whole("sets", 1, SETS_LIMIT)
    supplements = table.optional_line("supplements", limit=NAME_LIMIT)
    note = table.optional_note("note", limit=NOTE_LIMIT)
    if not table.finish() or procedure is None or applied_at is None:
        return None
    application = Application(
        portal=portal,
        procedure=procedure,
        applied_at=applied_at,
        applicant=applicant,
        components=parts,
        submitter=sent_by,
        authorization=authorization,
        sets=sets or procedure.sets,
        email=email,
        phone=phone,
        return_by_post=bool(post),
        post_address=post,
        supplements=supplements,
        note=note,
    )
    return ReadLine(number, application, files)


def _portal(table: Table, known: dict[str, int], number: int) -> str:
    portal = table.line("portal")
    if portal and not is_portal_number(portal):
        table.fault("portal", "«portal» chỉ gồm chữ không dấu, số, dấu chấm và gạch nối.")
    elif portal and known.setdefault(portal, number) != number:
        table.fault("portal", f"Mã này đã có ở dòng {known[portal]}.")
    return portal


def _procedure(table: Table, catalogue: Catalogue) -> Procedure | None:
    code = table.line("procedure")
    procedure = catalogue.by_code(code) if code else None
    if code and procedure is None:
        table.fault("procedure", f"Danh mục không có thủ tục «{code}».")
    return procedure


def _moment(table: Table, key: str) -> datetime | None:
    """A moment in ISO 8601; one without a zone is on the clock of the counter."""
    text = table.line(key)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text) if _CLOCK in text else None
    except ValueError:
        moment = None
    if moment is None or not YEAR_FIRST <= moment.year <= YEAR_LAST:
        table.fault(key, f"«{table.word(key)}» phải là một thời điểm, ví dụ 2026-11-22T20:15:00.")
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


def _day(table: Table, key: str) -> date | None:
    text = table.optional_line(key)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        table.fault(key, f"«{table.word(key)}» phải là một ngày, ví dụ 2026-11-22.")
        return None


def _person(table: Table) -> Person:
    kind = table.choice("kind", PartyKind) if table.has("kind") else PartyKind.PERSON
    identity_kind = (
        table.choice("identity_kind", IdentityKind).value if table.has("identity_kind") else ""
    )
    return person(
        table.line("name", limit=NAME_LIMIT),
        kind=kind,
        identity_kind=identity_kind,
        identity=table.optional_line("identity", limit=IDENTITY_LIMIT),
        address=table.optional_line("address"),
        phone=table.optional_line("phone", limit=PHONE_LIMIT),
        email=table.optional_line("email"),
        tax_code=table.optional_line("tax_code", limit=TAX_CODE_LIMIT),
        representative=table.optional_line("representative", limit=NAME_LIMIT),
    )


def _authorization(table: Table) -> Authorization:
    capacity = table.choice("capacity", Capacity)
    return Authorization(
        capacity=capacity,
        paper=table.optional_line("paper"),
        scope=table.choice("scope", Scope) if table.has("scope") else Scope.BOTH,
        expires=_day(table, "expires"),
    )


def _reply(table: Table) -> tuple[str, str]:
    """Where the notices of R74 go; without any, nobody could be told what was decided."""
    email, phone = table.optional_line("email"), table.optional_line("phone", limit=PHONE_LIMIT)
    if email and not email_address(email):
        table.fault("email", "«email» không phải là địa chỉ thư điện tử.")
    if phone and not sms_number(phone):
        table.fault("phone", "«phone» không phải là số điện thoại nhận được tin nhắn.")
    if not (table.has("email") or table.has("phone")):
        table.fault("email", "Phải có «email» hoặc «phone» để báo kết quả kiểm tra.")
    return email, phone


def _components(
    table: Table, procedure: Procedure | None
) -> tuple[tuple[AppliedComponent, ...], tuple[AttachedFile, ...]]:
    published = {item.id: item.name for item in procedure.components} if procedure else {}
    parts: dict[str, AppliedComponent] = {}
    files: list[AttachedFile] = []
    for inner in table.tables("components", at_most=COMPONENTS_LIMIT):
        name = inner.line("id")
        counts = Counts(
            **{kind: inner.optional_whole(kind, 0, COUNT_LIMIT) or 0 for kind in _COUNTS}
        )
        files += _files(inner, name)
        if procedure and name and name not in published:
            inner.fault("id", f"Thủ tục không có thành phần «{name}».")
        elif name in parts:
            inner.fault("id", f"Thành phần «{name}» được ghi hai lần.")
        elif name in published:
            parts[name] = AppliedComponent(name, published[name], counts)
    if len(files) > FILES_LIMIT:
        table.fault("components", f"Hồ sơ có nhiều hơn {FILES_LIMIT} tệp.")
    return tuple(parts.values()), tuple(files)


_COUNTS: Final = ("originals", "certified", "compared", "copies")


def _files(table: Table, component: str) -> Iterator[AttachedFile]:
    for inner in table.tables("files"):
        name = inner.line("name", limit=FILE_NAME_LIMIT)
        sha256 = inner.line("sha256").lower()
        if name and not _is_plain(name):
            inner.fault("name", f"«{inner.word('name')}» phải là tên tệp, không có đường dẫn.")
        if sha256 and not _SHA256.fullmatch(sha256):
            inner.fault("sha256", f"«{inner.word('sha256')}» phải gồm 64 chữ số thập lục phân.")
        yield AttachedFile(component, name, sha256)


def _is_plain(name: str) -> bool:
    return not (name.startswith(".") or set(name) & set("/\\"))
