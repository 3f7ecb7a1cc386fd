"""Forward-only migrations: each runs once, in one transaction with the record that it ran."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final, TypeAlias

from sqlalchemy import Connection

from data.store.errors import StoreDamaged, StoreTooNew, StoreTooOld
from data.store.migrations.m0001_journal import STATEMENTS as M0001
from data.store.migrations.m0002_desk import STATEMENTS as M0002

MIGRATIONS: Final = (M0001, M0002)
"""In order; number n is the n-th. What has been released is never changed."""

Transaction: TypeAlias = Callable[[], AbstractContextManager[Connection]]


def migrate(write: Transaction) -> None:
    """Brings a store up to this program. Raises StoreTooNew for one of a newer program."""
    while _migrate_once(write):
        pass


def require_schema(read: Transaction) -> None:
    """Raises StoreDamaged for a file that has lost its head: SQLite takes it for a new one."""
    with read() as connection:
        if _version(connection) == 0:
            raise StoreDamaged("no schema")


def require_current(read: Transaction) -> None:
    """Raises StoreTooOld or StoreTooNew unless a read-only command understands this store."""
    with read() as connection:
        if _version(connection) < len(MIGRATIONS):
            raise StoreTooOld("the desk has not been started since the program was updated")


def _migrate_once(write: Transaction) -> bool:
    with write() as connection:
        number = _version(connection)
        if number == len(MIGRATIONS):
            return False
        for statement in MIGRATIONS[number]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version={number + 1}")
    return True


def _version(connection: Connection) -> int:
    """How many migrations have run. Raises StoreTooNew when it is more than we know."""
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if found > len(MIGRATIONS):
        raise StoreTooNew(f"schema {found}, this program knows {len(MIGRATIONS)}")
    return found
