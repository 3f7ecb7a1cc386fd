"""The SQLite library alone, writing the very rows that commits of ours left in the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from center.desk import Measured

from data.domain.folding import fold
from data.store import journal
from data.store.engine import CHECKPOINT_PAGES, WRITER_CACHE_KIB
from data.store.projections import search_text

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    entry: Row
    personal: Row
    dossier: Row
    tracked: Row
    text: Row
    blobs: tuple[Row, ...]


@dataclass(slots=True)
class Raw:
    """A bare connection with the same schema and pragmas; everything is prepared beforehand."""

    connection: Any

    def commit(self, rows: Commit) -> None:
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO personal VALUES (?, ?)", rows.personal)
        execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows.entry)
        for table, row in (("dossier", rows.dossier), ("tracked", rows.tracked)):
            places = ", ".join("?" * len(row))
            execute(f"INSERT INTO {table} VALUES ({places})", row)  # noqa: S608 - our own words
        execute("INSERT INTO dossier_text (rowid, text) VALUES (?, ?)", rows.text)
        execute("INSERT INTO tracked_text (rowid, text) VALUES (?, ?)", rows.text)
        self.connection.executemany("INSERT INTO blob VALUES (?)", rows.blobs)
        execute("COMMIT")


def open_raw(driver: ModuleType, path: Path, model: Measured, *, encrypted: bool) -> Raw:
    """An empty database as ours is, with the rows that entries refer to."""
    connection = driver.connect(str(path), isolation_level=None)
    if encrypted:
        connection.execute(f"PRAGMA key=\"x'{model.keys.store.hex()}'\"")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    with model.store.read() as ours:
        for (statement,) in ours.exec_driver_sql(_SCHEMA):
            connection.execute(_without_new_options(driver, statement))
        for row in ours.exec_driver_sql("SELECT * FROM chain"):
            connection.execute("INSERT INTO chain VALUES (?, ?, ?)", tuple(row))
    return Raw(connection)


_PRAGMAS = (
    *("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"),
    *(f"cache_size=-{WRITER_CACHE_KIB}", f"wal_autocheckpoint={CHECKPOINT_PAGES}"),
)
_SCHEMA = """
    SELECT sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT GLOB '*_text_*' AND name NOT GLOB 'sqlite_*'
"""


def _without_new_options(driver: ModuleType, statement: str) -> str:
    """`contentless_delete` needs SQLite 3.43; an insert costs the same without it."""
    old = driver.sqlite_version_info < (3, 43)
    return statement.replace("contentless_delete=1,", "") if old else statement


def captured(ours: Measured, after: int) -> Iterator[Commit]:
    """What our own commits of one reception each left behind after this position, in order."""
    with ours.store.read() as connection:
        entries = connection.exec_driver_sql(
            "SELECT * FROM entry WHERE position > ? ORDER BY position", (after,)
        ).all()
        for entry in entries:
            subject = entry.subject.hex()
            dossier = fold(subject, journal.load(connection, subject))
            row = connection.exec_driver_sql("SELECT * FROM dossier WHERE id = ?", (subject,)).one()
            tracked = connection.exec_driver_sql(
                "SELECT * FROM tracked WHERE number = ?", (row.number,)
            ).one()
            personal = connection.exec_driver_sql(
                "SELECT * FROM personal WHERE digest = ?", (entry.personal,)
            ).one()
            assert dossier.reception is not None
            yield Commit(
                tuple(entry),
                tuple(personal),
                tuple(row),
                tuple(tracked),
                (row.number, search_text(dossier)),
                tuple((page,) for page in dossier.reception.pages),
            )
