"""Forward-only migrations: each runs once, in one transaction with the record that it ran
and with everything else that this start has to bring up."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final, TypeAlias

from sqlalchemy import Connection

from data.store.errors import StoreDamaged, StoreTooNew, StoreTooOld
from data.store.migrations.m0001_journal import STATEMENTS as M0001
from data.store.migrations.m0002_desk import STATEMENTS as M0002
from data.store.migrations.m0003_many import STATEMENTS as M0003
from data.store.migrations.m0004_messages import STATEMENTS as M0004
from data.store.migrations.m0005_lookup import STATEMENTS as M0005
from data.store.migrations.m0006_component_pdfs import STATEMENTS as M0006
from data.store.migrations.m0007_tracked import STATEMENTS as M0007
from data.store.migrations.m0008_batches import STATEMENTS as M0008
from data.store.migrations.m0009_post import STATEMENTS as M0009
from data.store.migrations.m0010_money import STATEMENTS as M0010
from data.store.migrations.m0011_hub import STATEMENTS as M0011
from data.store.migrations.m0012_desks import STATEMENTS as M0012

MIGRATIONS: Final = (
    *(M0001, M0002, M0003, M0004, M0005, M0006),
    *(M0007, M0008, M0009, M0010, M0011, M0012),
)
"""In order; number n is the n-th. What has been released is never changed."""
REMADE_BY: Final = frozenset({3, 7, 8, 9, 10, 11, 12})
"""Migrations after which the projections are not those of this program until made anew."""

Transaction: TypeAlias = Callable[[], AbstractContextManager[Connection]]


def migrate(write: Transaction) -> None:
    """Brings a store up to this program. Raises StoreTooNew for one of a newer program.

    Projections are made anew after the last migration, because this program writes into the tables
    that it leaves.
    """
    with write() as connection:
        first = _version(connection)
        pending = range(first + 1, len(MIGRATIONS) + 1)
        for number in pending:
            _run(connection, number)
        if not REMADE_BY.isdisjoint(pending):
            _remake(connection)


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


def _run(connection: Connection, number: int) -> None:
    for statement in MIGRATIONS[number - 1]:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version={number}")


def _remake(connection: Connection) -> None:
    """The journal is read by code that opens stores, and so is known only when one is open."""
    from data.store.journal import remake

    remake(connection)


def _version(connection: Connection) -> int:
    """How many migrations have run. Raises StoreTooNew when it is more than we know."""
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if found > len(MIGRATIONS):
        raise StoreTooNew(f"schema {found}, this program knows {len(MIGRATIONS)}")
    return found
