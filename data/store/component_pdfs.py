"""The PDF of each component that this desk has made, and the dossiers that wait for theirs.

Derived and local: nothing here is an act, no other desk hears of it, and it can be made again.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

_ASK: Final = """
    INSERT INTO component_pdf_due (dossier, asked) VALUES (?, 1)
    ON CONFLICT (dossier) DO UPDATE SET asked = asked + 1
"""
_NEXT: Final = "SELECT dossier, asked FROM component_pdf_due ORDER BY number LIMIT 1"
_DONE: Final = "DELETE FROM component_pdf_due WHERE dossier = ? AND asked = ?"
_MADE: Final = "SELECT component, mark, file FROM component_pdf WHERE dossier = ?"
_FILE: Final = "SELECT file FROM component_pdf WHERE dossier = ? AND component = ?"
_KEEP: Final = "INSERT OR REPLACE INTO component_pdf VALUES (?, ?, ?, ?)"
_LOOSE: Final = "INSERT OR IGNORE INTO pending_blob VALUES (?)"
_HELD: Final = "DELETE FROM pending_blob WHERE name = ?"


@dataclass(frozen=True, slots=True)
class Due:
    """A dossier that waits; `asked` counts, so that what is asked meanwhile is not lost."""

    dossier: str
    asked: int


@dataclass(frozen=True, slots=True)
class MadePdf:
    """`mark` tells what it was made of; `file` is its SHA-256, empty where it cannot be made."""

    mark: str
    file: str


def ask(connection: Connection, dossier: str) -> None:
    """Within the act that gave the dossier pages."""
    connection.exec_driver_sql(_ASK, (dossier,))


def next_due(connection: Connection) -> Due | None:
    """The dossier that has waited longest."""
    row = connection.exec_driver_sql(_NEXT).first()
    return Due(row[0], row[1]) if row else None


def done(connection: Connection, due: Due) -> None:
    """It waits no more, unless it was asked for again."""
    connection.exec_driver_sql(_DONE, (due.dossier, due.asked))


def made(connection: Connection, dossier: str) -> dict[str, MadePdf]:
    """By the id of the component."""
    rows = connection.exec_driver_sql(_MADE, (dossier,))
    return {component: MadePdf(mark, file) for component, mark, file in rows}


def keep(connection: Connection, dossier: str, component: str, pdf: MadePdf) -> None:
    """The file before it is nobody's from now on, and goes with the next sweep."""
    before = connection.exec_driver_sql(_FILE, (dossier, component)).scalar()
    if before and before != pdf.file:
        connection.exec_driver_sql(_LOOSE, (before,))
    connection.exec_driver_sql(_KEEP, (dossier, component, pdf.mark, pdf.file))
    connection.exec_driver_sql(_HELD, (pdf.file,))
