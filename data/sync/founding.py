"""Setting up the hub: its tables, and a role for each desk. Needs an administrator of PostgreSQL.

A desk's role may log in, reach this database and execute the functions of the hub, and nothing
else: not read a table, not become another role.
"""

import secrets
from importlib.resources import files
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from data.store.keys import key_id
from data.sync.access import HubAccess
from data.sync.errors import HubForeign, HubRefused, NumberTaken
from data.sync.postgres import CONNECT_TIMEOUT_S, translated

SCHEMA_VERSION: Final = 1
_PASSWORD_BYTES: Final = 32
_ROLE: Final = "counter_desk_{key}"
_DESK_FUNCTIONS: Final = (
    "about()",
    "known(interval)",
    "pull(bytea, integer, integer)",
    "push(bytea, bytea[], bytea[], bytea[])",
    "claim(bytea, text, interval)",
    "give_up(bytea, text)",
)
_LOCAL_HOSTS: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})

Connection = psycopg.Connection[tuple[Any, ...]]


def found_hub(admin: str, center: str) -> None:
    """Makes the hub of this Center in an empty database, or finds that it is there.

    `admin` is a libpq connection string of somebody who may make roles. Raises HubForeign when
    the hub of another Center is there, HubAway and HubRefused.
    """
    with translated(), _connected(admin) as connection, connection.transaction():
        found = connection.execute("SELECT to_regclass('hub.center')").fetchone()
        if found is not None and found[0] is not None:
            _require_center(connection, center)
            return
        connection.execute(files("data.sync").joinpath("schema.sql").read_bytes())
        connection.execute(
            "INSERT INTO hub.center VALUES (%s, %s, %s)",
            (bytes.fromhex(center), secrets.token_bytes(16), SCHEMA_VERSION),
        )
        database = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))


def admit(admin: str, center: str, public: bytes, number: int, *, root: bytes) -> HubAccess:
    """Gives the desk of this key a role with a new password, also where it had one before.

    Raises NumberTaken where another desk has the number, and as `found_hub`.
    """
    role, password = _ROLE.format(key=key_id(public)), secrets.token_urlsafe(_PASSWORD_BYTES)
    with translated(), _connected(admin) as connection, connection.transaction():
        _require_center(connection, center)
        _require_free(connection, key_id(public), number)
        _make_role(connection, role, password)
        connection.execute(
            "INSERT INTO hub.desk (key_id, role, number) VALUES (%s, %s, %s)"
            " ON CONFLICT (key_id) DO UPDATE SET number = excluded.number, revoked_at = NULL",
            (bytes.fromhex(key_id(public)), role, number),
        )
    return HubAccess(address_of(admin), role, password, center, root.hex())


def dismiss(admin: str, center: str, key: str) -> None:
    """From now on the hub takes nothing from this desk and tells it nothing."""
    with translated(), _connected(admin) as connection, connection.transaction():
        _require_center(connection, center)
        done = connection.execute(
            "UPDATE hub.desk SET revoked_at = coalesce(revoked_at, clock_timestamp())"
            " WHERE key_id = %s RETURNING role",
            (bytes.fromhex(key),),
        ).fetchone()
        if done is None:
            raise HubRefused("no such desk")
        connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(done[0])))


def address_of(admin: str) -> str:
    """Where the hub is, without who asks.

    A hub on another machine is only reached by TLS with a certificate that was checked, unless the
    administrator says otherwise.
    """
    parts = {
        name: value
        for name, value in conninfo_to_dict(admin).items()
        if name not in {"user", "password"} and value is not None
    }
    host = str(parts.get("host", ""))
    if host not in _LOCAL_HOSTS and not host.startswith("/"):
        parts.setdefault("sslmode", "verify-full")
    return make_conninfo("", **parts)


def _connected(admin: str) -> Connection:
    return psycopg.connect(admin, autocommit=True, connect_timeout=CONNECT_TIMEOUT_S)


def _require_center(connection: Connection, center: str) -> None:
    row = connection.execute("SELECT id FROM hub.center").fetchone()
    if row is None or row[0].hex() != center:
        raise HubForeign


def _require_free(connection: Connection, key: str, number: int) -> None:
    """The index of the table stops what two administrators do in the same moment."""
    taken = connection.execute(
        "SELECT FROM hub.desk WHERE number = %s AND key_id <> %s AND revoked_at IS NULL",
        (number, bytes.fromhex(key)),
    ).fetchone()
    if taken is not None:
        raise NumberTaken(str(number))


def _make_role(connection: Connection, role: str, password: str) -> None:
    """The server never sees the password itself, and so cannot write it into a log."""
    name = sql.Identifier(role)
    if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {}").format(name))
    sealed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN NOINHERIT PASSWORD {}").format(
            name, sql.Literal(sealed.decode())
        )
    )
    database = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, name))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA hub TO {}").format(name))
    for function in _DESK_FUNCTIONS:
        connection.execute(
            sql.SQL("GRANT EXECUTE ON FUNCTION hub.{} TO {}").format(sql.SQL(function), name)
        )
