"""The desk's secrets: store key, page key, PIN pepper and Ed25519 signing key, in one file.

The file belongs to its owner alone and lies apart from the store, so that a copied store file
tells nothing. A fingerprint beside the store tells a wrong key from a damaged store.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from data.domain.entries import Entry
from data.store.errors import KeyFileInvalid, WrongKey, disk_errors
from data.store.files import write_once

KEY_BYTES = 32
KEY_ID_HEX = 32
"""Hex digits of a desk key id: the first 128 bits of the SHA-256 of the public key."""

_VERSION = 1
_FINGERPRINT_LABEL = b"counter store key fingerprint 1"
_FIELDS = ("store", "pages", "pepper", "signing")


@dataclass(frozen=True, repr=False)
class DeskKeys:
    """Four independent random keys of 32 bytes; no text of it ever shows one."""

    store: bytes
    pages: bytes
    pepper: bytes
    signing: bytes

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.signing)

    @cached_property
    def public(self) -> bytes:
        return self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @cached_property
    def id(self) -> str:
        return key_id(self.public)

    @cached_property
    def fingerprint(self) -> str:
        return hmac.new(self.store, _FINGERPRINT_LABEL, hashlib.sha256).hexdigest()

    def sign(self, payload: bytes) -> bytes:
        return self._private.sign(payload)


def new_keys() -> DeskKeys:
    return DeskKeys(*(secrets.token_bytes(KEY_BYTES) for _ in _FIELDS))


def key_id(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()[:KEY_ID_HEX]


def write_keys(path: Path, keys: DeskKeys) -> None:
    """Writes a new key file, readable by its owner only. Never replaces one."""
    content = {name: getattr(keys, name).hex() for name in _FIELDS}
    with disk_errors():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(path, json.dumps({"version": _VERSION} | content).encode(), mode=0o600)


def read_keys(path: Path) -> DeskKeys:
    """Raises KeyFileInvalid when the file is missing, open to others, or not a key file."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileInvalid("other users may read it")
        raw = json.loads(path.read_bytes())
        keys = DeskKeys(*(bytes.fromhex(raw[name]) for name in _FIELDS))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeyFileInvalid(type(error).__name__) from error
    if any(len(getattr(keys, name)) != KEY_BYTES for name in _FIELDS):
        raise KeyFileInvalid("a key has the wrong length")
    return keys


def write_fingerprint(path: Path, keys: DeskKeys) -> None:
    with disk_errors():
        write_once(path, keys.fingerprint.encode(), mode=0o644)


def check_fingerprint(path: Path, keys: DeskKeys) -> None:
    """Raises WrongKey when the store was made with another key.

    A missing fingerprint proves nothing: the store then says itself whether it opens.
    """
    try:
        written = path.read_text("ascii").strip()
    except (OSError, ValueError):
        return
    if not hmac.compare_digest(written, keys.fingerprint):
        raise WrongKey


def verifier(public_keys: Callable[[str], bytes | None]) -> Callable[[Entry, bytes, bytes], bool]:
    """A check of signatures against enrolled desk keys; an unknown key signs nothing."""
    loaded: dict[str, Ed25519PublicKey | None] = {}

    def load(desk_key: str) -> Ed25519PublicKey | None:
        public = public_keys(desk_key)
        return Ed25519PublicKey.from_public_bytes(public) if public else None

    def verify(entry: Entry, payload: bytes, signature: bytes) -> bool:
        if entry.desk_key not in loaded:
            loaded[entry.desk_key] = load(entry.desk_key)
        public = loaded[entry.desk_key]
        return public is not None and _verified(public, signature, payload)

    return verify


def _verified(public: Ed25519PublicKey, signature: bytes, payload: bytes) -> bool:
    try:
        public.verify(signature, payload)
    except InvalidSignature:
        return False
    return True
