"""How a desk gets to its hub, and the two small files by which it becomes one of the Center's.

A new desk makes its keys and asks with its public key; a desk of the Center answers with an
invitation. No signing key ever leaves the machine that made it.
"""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final, TypeVar

from data.store.errors import disk_errors
from data.store.files import write_same
from data.sync.errors import InvitationInvalid

FILE_LIMIT_BYTES: Final = 16 * 1024
PUBLIC_KEY_BYTES: Final = 32
"""Of Ed25519 (RFC 8032)."""
CENTER_ID_BYTES: Final = 16
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class HubAccess:
    """`address` is a libpq connection string without user and password; `root` is the public key,
    in hex, of the desk that opened the Center: with it the first pull begins."""

    address: str
    role: str
    password: str
    center: str
    root: str

    def __repr__(self) -> str:
        return f"HubAccess(role={self.role!r})"


@dataclass(frozen=True, slots=True)
class Request:
    """What a machine asks that wants to become a desk: `key` is its public key in hex."""

    key: str


Told = TypeVar("Told", HubAccess, Request)


def write_access(path: Path, access: HubAccess) -> None:
    """For its owner alone: it opens the hub."""
    _write(path, "access", asdict(access))


def read_access(path: Path) -> HubAccess:
    """Raises InvitationInvalid for a file that is missing, cut off or none of ours."""
    access = _read(path, "access", HubAccess)
    _require_hex(access.root, PUBLIC_KEY_BYTES)
    _require_hex(access.center, CENTER_ID_BYTES)
    return access


def write_request(path: Path, request: Request) -> None:
    _write(path, "request", asdict(request))


def read_request(path: Path) -> Request:
    """Raises as `read_access`, and for a key that is none."""
    request = _read(path, "request", Request)
    _require_hex(request.key, PUBLIC_KEY_BYTES)
    return request


def _require_hex(text: str, length: int) -> None:
    try:
        found = bytes.fromhex(text)
    except ValueError as error:
        raise InvitationInvalid("not hex") from error
    if len(found) != length:
        raise InvitationInvalid("length")


def _write(path: Path, kind: str, values: dict[str, str]) -> None:
    content = {"counter": kind, "version": _VERSION} | values
    with disk_errors():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_same(path, json.dumps(content, ensure_ascii=False, indent=1).encode())


def _read(path: Path, kind: str, into: type[Told]) -> Told:
    try:
        with path.open("rb") as file:
            raw = json.loads(file.read(FILE_LIMIT_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise InvitationInvalid(type(error).__name__) from error
    if not isinstance(raw, dict) or (raw.get("counter"), raw.get("version")) != (kind, _VERSION):
        raise InvitationInvalid("not such a file")
    values = {field.name: raw.get(field.name) for field in fields(into)}
    told = {name: value for name, value in values.items() if isinstance(value, str)}
    if len(told) < len(values):
        raise InvitationInvalid("a field is missing")
    return into(**told)
