"""Whoever keeps the hub: does to a hub in memory and to one in PostgreSQL what tests ask for.

The same assertions may then be made of both.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import psycopg

from data.sync.access import HubAccess
from data.sync.founding import dismiss
from tests.fakes.hubbed import Hubbed, Member, hubbed
from tests.fakes.sim_hub import SimHubbed, Trouble, no_trouble, sim_hubbed

_KEPT: Final = ("center", "desk", "chain", "entry", "personal", "claim")


class Keeper(Protocol):
    """Around the desks of one Center."""

    @property
    def center(self) -> Hubbed: ...

    def copy(self) -> Callable[[], None]:
        """Keeps a copy of the hub; what it returns puts that copy in the hub's place."""
        ...

    def later(self, seconds: int) -> None:
        """So much time passes at the hub."""
        ...

    def dismiss(self, member: Member) -> None: ...

    def away(self, member: Member, *, away: bool) -> None:
        """Nobody answers this desk, or somebody does again."""
        ...


@dataclass(slots=True)
class SimKeeper:
    center: SimHubbed

    def copy(self) -> Callable[[], None]:
        kept = self.center.server.copy()
        return lambda: self.center.server.restore(kept)

    def later(self, seconds: int) -> None:
        self.center.seconds.now += seconds

    def dismiss(self, member: Member) -> None:
        self.center.server.desks.discard(member.desk.keys.id)

    def away(self, member: Member, *, away: bool) -> None:
        gone = member.desk.keys.id

        def trouble(desk_key: str, _call: str) -> Trouble | None:
            return Trouble.AWAY if desk_key == gone else None

        self.center.server.trouble = trouble if away else no_trouble


@dataclass(slots=True)
class PostgresKeeper:
    center: Hubbed
    _before: dict[str, HubAccess] = field(default_factory=dict)

    def copy(self) -> Callable[[], None]:
        with self._connected() as connection:
            connection.execute("CREATE SCHEMA IF NOT EXISTS kept")
            for table in _KEPT:
                connection.execute(f"DROP TABLE IF EXISTS kept.{table}".encode())
                connection.execute(f"CREATE TABLE kept.{table} AS TABLE hub.{table}".encode())
        return self._restore

    def later(self, seconds: int) -> None:
        with self._connected() as connection:
            for table, moment in (("chain", "grew_at"), ("claim", "at")):
                change = f"UPDATE hub.{table} SET {moment} = {moment} - %s * interval '1 second'"
                connection.execute(change.encode(), (seconds,))

    def dismiss(self, member: Member) -> None:
        dismiss(self.center.admin, member.access.center, member.desk.keys.id)

    def away(self, member: Member, *, away: bool) -> None:
        if not away:
            member.access = self._before[member.access.role]
            return
        with self._connected() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
                (member.access.role,),
            )
        self._before[member.access.role] = member.cut()

    def _restore(self) -> None:
        with self._connected() as connection, connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
            for table in reversed(_KEPT):
                connection.execute(f"DELETE FROM hub.{table}".encode())
            for table in _KEPT:
                copy = f"INSERT INTO hub.{table} OVERRIDING SYSTEM VALUE TABLE kept.{table}"
                connection.execute(copy.encode())

    def _connected(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.center.admin, autocommit=True)


@contextmanager
def sim_keeper(folder: Path, desks: int = 2) -> Iterator[Keeper]:
    with sim_hubbed(folder, desks) as center:
        yield SimKeeper(center)


@contextmanager
def postgres_keeper(folder: Path, admin: str, desks: int = 2) -> Iterator[Keeper]:
    with hubbed(folder, admin, desks) as center:
        yield PostgresKeeper(center)
