"""The hub of a Center in PostgreSQL, asked through the functions of `schema.sql` alone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import Any, Final

import psycopg
from psycopg.conninfo import make_conninfo

from data.domain.entries import StoredEntry, digest
from data.store.exchange import Head
from data.sync.access import HubAccess
from data.sync.errors import HubAway, HubForeign, HubRefused, SyncError
from data.sync.hub import PULL_ENTRIES, About, Claim, Known

CONNECT_TIMEOUT_S: Final = 3
STATEMENT_TIMEOUT_MS: Final = 10_000
SILENCE_MS: Final = 5_000
"""A peer that does not acknowledge for so long is gone (tcp_user_timeout)."""
KEPT_ALIVE: Final = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
"""Seconds, and tries: the same for one that is only waited for."""
GREW_WITHIN: Final = "10 minutes"
"""What grew before that is asked for only with everything. No push takes as long, so whatever was
committed since the last question is among it, in whatever order the commits came."""
CLAIM_STANDS: Final = "15 minutes"
"""By then the act that was claimed has come to the other desks, or was never done."""

_GIVEN_UP: Final = frozenset({"57014", "57P01", "57P02", "57P03"})
"""The server ended it: a time-out, or it is being shut down (PostgreSQL, class 57)."""


def open_hub(access: HubAccess) -> "PostgresHub":
    """Raises HubAway, HubRefused for a desk that is not enrolled, and HubForeign."""
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
    with translated():
        connection = psycopg.connect(conninfo, autocommit=True)
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


class PostgresHub:
    """One connection of one desk. Not safe to use from two threads at once."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection

    def about(self) -> About:
        ((center, epoch, now),) = self._rows("SELECT * FROM hub.about()")
        return About(center.hex(), epoch.hex(), now.astimezone(UTC))

    def known(self, *, everything: bool) -> list[Known]:
        within = None if everything else GREW_WITHIN
        rows = self._rows("SELECT * FROM hub.known(%s)", within)
        return [
            Known(Head(chain.hex(), sequence, hashed.hex()), desk_key.hex())
            for chain, desk_key, sequence, hashed in rows
        ]

    def push(self, chain: str, entries: Sequence[StoredEntry]) -> int:
        ((sequence,),) = self._rows(
            "SELECT hub.push(%s, %s::bytea[], %s::bytea[], %s::bytea[])",
            bytes.fromhex(chain),
            [it.payload for it in entries],
            [it.signature for it in entries],
            [it.personal for it in entries],
        )
        return int(sequence)

    def pull(self, chain: str, after: int, limit: int = PULL_ENTRIES) -> list[StoredEntry]:
        rows = self._rows("SELECT * FROM hub.pull(%s, %s, %s)", bytes.fromhex(chain), after, limit)
        return [StoredEntry(payload, digest(payload), mark, text) for payload, mark, text in rows]

    def claim(self, subject: str, purpose: str) -> Claim:
        ((desk_key, at),) = self._rows(
            "SELECT * FROM hub.claim(%s, %s, %s)", bytes.fromhex(subject), purpose, CLAIM_STANDS
        )
        return Claim(desk_key.hex(), at.astimezone(UTC))

    def give_up(self, subject: str, purpose: str) -> None:
        self._rows("SELECT hub.give_up(%s, %s)", bytes.fromhex(subject), purpose)

    def close(self) -> None:
        self._connection.close()

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with translated():
            return self._connection.execute(statement, values, binary=True).fetchall()


@contextmanager
def translated() -> Iterator[None]:
    """The error of the family behind one of psycopg, without what the server said of the data."""
    try:
        yield
    except psycopg.OperationalError as error:
        raise HubAway(error.sqlstate or type(error).__name__) from error
    except psycopg.Error as error:
        state = error.sqlstate or type(error).__name__
        kind = HubAway if state in _GIVEN_UP else HubRefused
        raise kind(state) from error
