"""Opening the store: an encrypted SQLite file under SQLAlchemy, checked before it is used.

WAL with synchronous=FULL, so a commit that returned survives a power cut. One write connection
at a time; readers never wait for it. Connections are opened by one function and nowhere else.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol, TypeAlias, cast

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from data.store.errors import (
    LibraryTooOld,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreReadOnly,
    translate,
)
from data.store.files import StoreFiles
from data.store.keys import DeskKeys, check_fingerprint, write_fingerprint
from data.store.migrations.runner import migrate, require_current, require_schema

MINIMUM_SQLITE: Final = (3, 51, 3)
"""Earlier versions from 3.7.0 on may damage a WAL file at a reset (fixed 2026-03)."""
BUSY_TIMEOUT_S: Final = 5.0
CACHE_KIB: Final = 16 * 1024
"""Decrypted pages that a reader keeps until somebody writes."""
WRITER_CACHE_KIB: Final = 64 * 1024
"""The same of the one who writes: the upper pages of every index of a million dossiers, so that an
act reads only the lowest ones."""
CHECKPOINT_PAGES: Final = 10_000
"""Pages that may wait in the WAL for a loop to `tidy`; only then does an act do it itself."""
POOL_SIZE: Final = 8
"""Threads of one desk: screen, start-up, spooler, camera, and short workers."""

_PRAGMAS: Final = {
    "synchronous": (2, "FULL"),
    "foreign_keys": (1, "ON"),
    "recursive_triggers": (1, "ON"),
    "trusted_schema": (0, "OFF"),
    "cell_size_check": (1, "ON"),
    "temp_store": (2, "MEMORY"),
    "mmap_size": (0, "0"),
    "cache_size": (-CACHE_KIB, f"-{CACHE_KIB}"),
    "wal_autocheckpoint": (CHECKPOINT_PAGES, str(CHECKPOINT_PAGES)),
}
"""Each pragma with the value it must read back as and the word it is set with.

Without recursive triggers an `INSERT OR REPLACE` would delete an entry behind its trigger's back.
"""

_WRITES: Final = "counter_writes"
_DRIVER_ERRORS: Final = (sqlcipher3.dbapi2.Error, sqlite3.Error)

Value: TypeAlias = "str | int | bytes | None"


class Rows(Protocol):
    """What a statement found, one tuple each."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...
    def fetchone(self) -> tuple[Any, ...] | None: ...


class Statements(Protocol):
    """What is used of a DB-API connection of sqlcipher3 or sqlite3."""

    def execute(self, statement: str, values: Sequence[Value] = ...) -> Rows: ...
    def executemany(self, statement: str, rows: Sequence[Sequence[Value]]) -> Rows: ...
    def close(self) -> None: ...


@dataclass(slots=True)
class Store:
    """An open store. Safe to use from several threads: writes queue, reads run beside them."""

    engine: Engine
    folder: Path
    read_only: bool
    turn: threading.RLock = field(default_factory=threading.RLock)
    _writer: Connection | None = field(default=None, init=False, repr=False)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start; rolled back on any error."""
        assert not self.read_only, "a command that only reads must not write"
        with self.turn, translated(self.folder), self._writing() as connection, connection.begin():
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot of what was committed before its first query."""
        with translated(self.folder), self.engine.connect() as connection, connection.begin():
            yield connection

    def tidy(self) -> None:
        """Carries what was committed from the WAL into the file, beside readers and writers.

        It waits for the disk several times as long as an act does, so a loop that rests does it.
        """
        with translated(self.folder), self.engine.connect() as connection:
            statements(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self.engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """The connection of the last write, kept: the pages it has read are still the file's.

        One that met an error goes back to the pool, which undoes whatever it left open.
        """
        connection = self._writer or self._new_writer()
        self._writer = None
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._writer = connection

    def _new_writer(self) -> Connection:
        connection = self.engine.connect().execution_options(**{_WRITES: True})
        statements(connection).execute(f"PRAGMA cache_size=-{WRITER_CACHE_KIB}")
        return connection


def statements(connection: Connection) -> Statements:
    """The driver's connection under this one, in the same transaction.

    For the few small statements of an act: SQLAlchemy takes longer over each than SQLite does.
    """
    return cast("Statements", connection.connection.dbapi_connection)


@contextmanager
def memory(connection: Statements, cache_kib: int) -> Iterator[None]:
    """So many pages in memory while a connection writes much; SQLite's own number afterwards."""
    row = connection.execute("PRAGMA cache_size").fetchone()
    assert row is not None
    connection.execute(f"PRAGMA cache_size=-{cache_kib}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size={row[0]}")


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turns what SQLAlchemy or a driver raises about the store in `folder` into a StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise translate(error.orig or error, folder) from error
    except _DRIVER_ERRORS as error:
        raise translate(error, folder) from error


def create_store(
    files: StoreFiles, keys: DeskKeys, *, driver: ModuleType = sqlcipher3.dbapi2
) -> Store:
    """A new, empty store. Raises StoreError when one is there, StoreDamaged when one was lost.

    The fingerprint comes last: a store that has one has been whole.
    """
    if files.database.exists():
        raise StoreError("a store is already here")
    files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    check_fingerprint(files.fingerprint, keys)
    _require_no_loss(files)
    store = _open(files, keys, driver=driver, mode="rwc")
    migrate(store.write)
    _leave_fingerprint(files, keys)
    return store


def open_store(
    files: StoreFiles,
    keys: DeskKeys,
    *,
    read_only: bool = False,
    driver: ModuleType = sqlcipher3.dbapi2,
) -> Store:
    """The store of this desk, brought up to this program's schema unless it is only read.

    A first run that was cut off is finished here. Raises StoreMissing, WrongKey, StoreDamaged,
    StoreTooNew, StoreReadOnly or LibraryTooOld.
    """
    if not files.database.exists():
        _require_no_loss(files)
        raise StoreMissing
    check_fingerprint(files.fingerprint, keys)
    if not read_only:
        _require_writable(files)
    store = _open(files, keys, driver=driver, mode="ro" if read_only else "rw")
    if files.fingerprint.exists():
        require_schema(store.read)
    if read_only:
        require_current(store.read)
    else:
        migrate(store.write)
        _leave_fingerprint(files, keys)
    return store


def _open(files: StoreFiles, keys: DeskKeys, *, driver: ModuleType, mode: str) -> Store:
    _require_library(driver)
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: _connect(driver, files.database, keys, mode=mode),
        poolclass=QueuePool,
        pool_size=POOL_SIZE,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    store = Store(engine, files.folder, read_only=mode == "ro")
    with store.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").one()
    return store


def _require_no_loss(files: StoreFiles) -> None:
    """A fingerprint without its database: a journal that was here is gone, no first run."""
    if files.fingerprint.exists() and not files.database.exists():
        raise StoreDamaged("the database is gone")


def _require_writable(files: StoreFiles) -> None:
    """SQLite opens a file it may not write and is silent until the first change to it."""
    if not (os.access(files.database, os.W_OK) and os.access(files.folder, os.W_OK)):
        raise StoreReadOnly


def _leave_fingerprint(files: StoreFiles, keys: DeskKeys) -> None:
    if not files.fingerprint.exists():
        write_fingerprint(files.fingerprint, keys)


def _begin(connection: Connection) -> None:
    """A writer takes the lock up front, so that two never meet half-way (SQLITE_BUSY)."""
    writes = connection.get_execution_options().get(_WRITES, False)
    statements(connection).execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _connect(driver: ModuleType, path: Path, keys: DeskKeys, *, mode: str) -> Statements:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        connection: Statements = driver.connect(
            uri, uri=True, check_same_thread=False, isolation_level=None, timeout=BUSY_TIMEOUT_S
        )
    except (driver.Error, sqlite3.Error) as error:
        raise translate(error, path.parent) from error
    try:
        _prepare(connection, keys, mode=mode)
    except driver.Error as error:
        connection.close()
        raise translate(error, path.parent) from error
    except StoreError:
        connection.close()
        raise
    return connection


def _prepare(connection: Statements, keys: DeskKeys, *, mode: str) -> None:
    """Key first; SQLCipher is kept from writing its errors to the terminal of the desk."""
    connection.execute("PRAGMA cipher_log_level=NONE")
    if connection.execute("PRAGMA cipher_version").fetchone() is None:
        raise LibraryTooOld("it cannot encrypt")
    connection.execute(f"PRAGMA key=\"x'{keys.store.hex()}'\"")
    wanted: dict[str, tuple[int | str, str]] = dict(_PRAGMAS)
    if mode != "ro":
        wanted = {"journal_mode": ("wal", "WAL"), **wanted}
    for name, (value, word) in wanted.items():
        connection.execute(f"PRAGMA {name}={word}")
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is not None and row[0] != value:
            raise StoreError(f"pragma {name} is not {value}")


def _require_library(driver: ModuleType) -> None:
    version = tuple(int(part) for part in driver.sqlite_version.split("."))
    if version < MINIMUM_SQLITE:
        raise LibraryTooOld(driver.sqlite_version)


def integrity(store: Store) -> list[str]:
    """What SQLite itself finds wrong with the file; empty when it is sound.

    FTS5 looks for what other connections wrote when it is asked for rows, and not when it is
    checked: without the first query it would judge the file by what it remembers of the index.
    """
    with store.read() as connection:
        for index in ("dossier_text", "tracked_text"):
            connection.exec_driver_sql(f"SELECT 1 FROM {index} LIMIT 1").all()  # noqa: S608 - our own names
        rows = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return [str(row) for row in rows if row != "ok"]
