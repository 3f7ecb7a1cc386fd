"""The hub of a Center in PostgreSQL, asked through the functions of `schema.sql` alone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import Any, Final, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import make_conninfo

from data.domain.entries import StoredEntry, digest
from data.store.journal import Head
from data.sync.access import HubAccess
from data.sync.errors import HubAway, HubForeign, HubRefused, SyncError
from data.sync.hub import PULL_ENTRIES, About, Claim, Known

CONNECT_TIMEOUT_S: Final = 3
STATEMENT_TIMEOUT_MS: Final = 10_000
SILENCE_MS: Final = 5_000
"""A peer that does not acknowledge for so long is gone (tcp_user_timeout)."""
KEPT_ALIVE: Final = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
"""Seconds, and tries: the same for one that is only waited for."""
PATIENCE_S: Final = 15.0
"""A server that answers the network and not the question (a machine that was paused, a disk that
hangs) never keeps its own time limit, so the desk has one, too."""
LOOK_S: Final = 0.1
"""How often a wait looks whether it is over."""
GREW_WITHIN: Final = "10 minutes"
"""What grew before that is asked for only with everything. No push takes as long, so whatever was
committed since the last question is among it, in whatever order the commits came."""

RV = TypeVar("RV")


class _Patient(psycopg.Connection[tuple[Any, ...]]):
    """Gives up a question after `PATIENCE_S`; its connection is then not used again."""

    def wait(self, gen: PQGen[RV], interval: float = LOOK_S, timeout: float | None = None) -> RV:
        return super().wait(gen, interval, PATIENCE_S if timeout is None else timeout)


def open_hub(access: HubAccess) -> "PostgresHub":
    """Raises HubAway, HubRefused for a desk that is not enrolled, and HubForeign."""
    with translated():
        conninfo = make_conninfo(
            access.address,
            user=access.role,
            password=access.password,
            application_name="counter",
            connect_timeout=CONNECT_TIMEOUT_S,
            tcp_user_timeout=SILENCE_MS,
            **KEPT_ALIVE,
            options=f"-c statement_timeout={STATEMENT_TIMEOUT_MS}",
        )
        connection = _connected(conninfo)
    hub = PostgresHub(connection)
    try:
        foreign = hub.about().center != access.center
    except SyncError:
        hub.close()
        raise
    if foreign:
        hub.close()
        raise HubForeign
    return hub


def _connected(conninfo: str) -> psycopg.Connection[tuple[Any, ...]]:
    """A hub that asked for the password and lets nobody in is not away: it refuses this desk."""
    try:
        return _Patient.connect(conninfo, autocommit=True)
    except psycopg.OperationalError as error:
        if error.pgconn is not None and error.pgconn.used_password:
            raise HubRefused("not let in") from error
        raise


class PostgresHub:
    """One connection of one desk. Not safe to use from two threads at once."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection

    def about(self) -> About:
        with translated():
            ((center, now),) = self._rows("SELECT * FROM hub.about()")
            return About(center.hex(), now.astimezone(UTC))

    def known(self, *, everything: bool) -> list[Known]:
        within = None if everything else GREW_WITHIN
        with translated():
            rows = self._rows("SELECT * FROM hub.known(%s)", within)
            return [
                Known(Head(chain.hex(), sequence, hashed.hex()), desk_key.hex())
                for chain, desk_key, sequence, hashed in rows
            ]

    def push(self, chain: str, entries: Sequence[StoredEntry]) -> int:
        with translated():
            ((sequence,),) = self._rows(
                "SELECT hub.push(%s, %s::bytea[], %s::bytea[], %s::bytea[])",
                bytes.fromhex(chain),
                [it.payload for it in entries],
                [it.signature for it in entries],
                [it.personal for it in entries],
            )
            return int(sequence)

    def pull(self, chain: str, after: int, limit: int = PULL_ENTRIES) -> list[StoredEntry]:
        asked = (bytes.fromhex(chain), after, limit)
        with translated():
            rows = self._rows("SELECT * FROM hub.pull(%s, %s, %s)", *asked)
            return [
                StoredEntry(payload, digest(payload), signature, personal)
                for payload, signature, personal in rows
            ]

    def claim(self, subject: str, purpose: str) -> Claim:
        with translated():
            ((desk_key, at),) = self._rows(
                "SELECT * FROM hub.claim(%s, %s)", bytes.fromhex(subject), purpose
            )
            return Claim(desk_key.hex(), at.astimezone(UTC))

    def give_up(self, subject: str, purpose: str) -> None:
        with translated():
            self._rows("SELECT hub.give_up(%s, %s)", bytes.fromhex(subject), purpose)

    def close(self) -> None:
        self._connection.close()

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values, binary=True).fetchall()


@contextmanager
def translated() -> Iterator[None]:
    """The error of the family behind one of psycopg, without what the server said of the data.

    An answer of another shape is no hub's.
    """
    try:
        yield
    except psycopg.OperationalError as error:
        raise HubAway(error.sqlstate or type(error).__name__) from error
    except psycopg.Error as error:
        raise HubRefused(error.sqlstate or type(error).__name__) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise HubRefused("answer") from error
