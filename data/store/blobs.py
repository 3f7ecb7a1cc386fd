"""Pages and papers on disk: named by the SHA-256 of their plain bytes, AES-256-GCM at rest.

A blob is on disk, synced and under its name before the entry that names it is committed.
"""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.store.errors import BlobDamaged, disk_errors
from data.store.files import sync_folder, unfinished, write_same

_NONCE_BYTES = 12
"""A random 96-bit nonce for each write; NIST SP 800-38D allows 2^32 of them under one key."""


@dataclass(frozen=True, slots=True)
class Blobs:
    """`folder` holds the files in 256 subfolders; `key` is 32 bytes."""

    folder: Path
    key: bytes = field(repr=False)

    def name(self, content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    def put(self, content: bytes) -> str:
        """Stores `content` and returns its SHA-256 in hex; storing it again is no error."""
        name = self.name(content)
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + AESGCM(self.key).encrypt(nonce, content, name.encode())
        with disk_errors():
            self._make_folder(name)
            write_same(self._path(name), sealed)
        return name

    def get(self, name: str) -> bytes:
        """The plain bytes. Raises BlobDamaged when they are not there or not what `name` says."""
        try:
            sealed = self._path(name).read_bytes()
            nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
            return AESGCM(self.key).decrypt(nonce, body, name.encode())
        except (OSError, InvalidTag, ValueError) as error:
            raise BlobDamaged(type(error).__name__) from error

    def has(self, name: str) -> bool:
        return self._path(name).exists()

    def delete(self, name: str) -> None:
        """For a file that no entry names. One that is already gone is no error."""
        with disk_errors():
            self._path(name).unlink(missing_ok=True)
            unfinished(self._path(name)).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def _make_folder(self, name: str) -> None:
        for folder in (self.folder, self._path(name).parent):
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                sync_folder(folder.parent)
