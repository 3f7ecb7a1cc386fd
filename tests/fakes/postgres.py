"""A real PostgreSQL of the test's own, on a socket in a folder of its own."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str:
    """Debian keeps the server's programs out of PATH."""
    here = next((str(it / name) for it in _PLACES if (it / name).exists()), None)
    found = here or shutil.which(name)
    assert found is not None, "PostgreSQL is not installed: apt-get install postgresql"
    return found


@contextmanager
def server() -> Iterator[str]:
    """The connection string of a superuser of a new cluster; it is gone afterwards.

    PostgreSQL refuses to run as root, so root lets somebody else run it.
    """
    user = "nobody" if os.geteuid() == 0 else None
    # Where that somebody may go as well, and short: a socket's path has 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="counter-pg-", dir="/tmp") as name:
        folder, data = Path(name), Path(name) / "data"
        if user is not None:
            owner = pwd.getpwnam(user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=60"
        _run(user, program("initdb"), "-D", str(data), "-U", "keeper", "-A", "scram-sha-256",
             "--auth-local=trust", "-E", "UTF8", "--no-sync", "--no-instructions")  # fmt: skip
        hba = data / "pg_hba.conf"
        rules = "local all keeper trust\nlocal all all scram-sha-256\n"
        _run(user, "sh", "-c", f'printf "{rules}" > "{hba}"')
        _run(user, program("pg_ctl"), "-D", str(data), "-w", "-s",
             "-l", str(folder / "log"), "-o", options, "start")  # fmt: skip
        try:
            yield make_conninfo("", host=str(folder), user="keeper", dbname="postgres")
        finally:
            _run(user, program("pg_ctl"), "-D", str(data), "-s", "-m", "immediate", "stop")


@contextmanager
def database(keeper: str) -> Iterator[str]:
    """A new, empty database in that cluster."""
    name = f"center_{secrets.token_hex(4)}"
    with psycopg.connect(keeper, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield make_conninfo(keeper, dbname=name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _run(user: str | None, *command: str) -> None:
    subprocess.run(
        command,
        check=True,
        user=user,
        cwd="/",
        stdout=subprocess.DEVNULL,
        env={"LC_ALL": "C", "PATH": os.defpath},
    )
