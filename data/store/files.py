"""Files that are there in full or not at all, and there to stay once the call returned."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoreFiles:
    """Where a desk's store lies: everything in one folder, but for the key file."""

    folder: Path
    keys: Path

    @property
    def database(self) -> Path:
        return self.folder / "counter.db"

    @property
    def fingerprint(self) -> Path:
        return self.folder / "counter.fingerprint"

    @property
    def lock(self) -> Path:
        return self.folder / "desk.lock"

    @property
    def blobs(self) -> Path:
        return self.folder / "blobs"


def write_once(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Writes a new file: temporary, synced, then linked to its name. Raises FileExistsError."""
    temporary = _temporary(path, content, mode)
    try:
        os.link(temporary, path)
    finally:
        temporary.unlink()
    sync_folder(path.parent)


def write_same(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Puts a file there as a whole, in place of one that is there.

    Of a file whose name says its content a second write changes nothing.
    """
    _temporary(path, content, mode).replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A new name is durable only after its folder was synced (fsync(2))."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unfinished(path: Path) -> Path:
    """Where `path` is written before it is there in full; a crash may leave it behind."""
    return path.with_name(f".{path.name}.new")


def _temporary(path: Path, content: bytes, mode: int) -> Path:
    temporary = unfinished(path)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
