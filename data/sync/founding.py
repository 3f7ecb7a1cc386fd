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
from data.sync.errors import AddressUnfit, HubForeign, HubRefused, NumberTaken
from data.sync.postgres import CONNECT_TIMEOUT_S, translated

SCHEMA_VERSION: Final = 1
"""Kept in the hub for whoever has to bring an older one up."""
_PASSWORD_BYTES: Final = 32
_ROLE: Final = "counter_desk_{key}"
_DESK_FUNCTIONS: Final = (
    "about()",
    "known(interval)",
    "pull(bytea, integer, integer)",
    "push(bytea, bytea[], bytea[], bytea[])",
    "claim(bytea, text)",
    "give_up(bytea, text)",
)
_PLACE: Final = ("host", "hostaddr", "port", "dbname", "sslmode", "sslrootcert")
"""What a desk needs of the administrator's string; keys and passwords in it are not a desk's."""
_LOCAL_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})

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
            "INSERT INTO hub.center VALUES (%s, %s)", (bytes.fromhex(center), SCHEMA_VERSION)
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
    """Where the hub is, and nothing of who asks.

    A hub on another machine is only reached by TLS with a certificate that was checked, unless the
    administrator says otherwise. Raises AddressUnfit for a string that is none, or names no host.
    """
    try:
        told = conninfo_to_dict(admin)
    except psycopg.Error as error:
        raise AddressUnfit from error
    parts = {name: str(told[name]) for name in _PLACE if told.get(name) is not None}
    hosts = [parts[name] for name in ("host", "hostaddr") if name in parts]
    if not hosts:
        raise AddressUnfit
    if not all(host in _LOCAL_HOSTS or host.startswith("/") for host in hosts):
        parts.setdefault("sslmode", "verify-full")
    return make_conninfo("", **parts)


def _connected(admin: str) -> Connection:
    """By TLS where a desk would be, since the administrator's password goes this way."""
    mode = conninfo_to_dict(address_of(admin)).get("sslmode")
    wanted = {"sslmode": mode} if mode is not None else {}
    conninfo = make_conninfo(admin, connect_timeout=CONNECT_TIMEOUT_S, **wanted)
    return psycopg.connect(conninfo, autocommit=True)


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
