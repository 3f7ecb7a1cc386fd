"""Everything that can go wrong with the store, as one family; nothing of SQLite leaks out of it.

StoreError
├── StoreMissing      no store here: first run
├── WrongKey          the key file is not the one this store was made with
├── StoreDamaged      the key is right and the bytes are not
├── StoreReadOnly     the file or its folder cannot be written
├── DiskFull
├── DiskFault         the device answered with an error
├── StoreBusy         another writer held the lock for longer than we wait
├── DeskRunning       another desk process holds the writer's lock
├── StoreTooNew       made by a newer program
├── LibraryTooOld     the SQLite library has a known fault
├── RebuildStopped    somebody ended a rebuild; everything is as before
├── KeyFileInvalid    the key file is missing, unreadable or open to others
├── BlobDamaged       a page or paper on disk is not what its name says
└── BlobElsewhere     the file of a page or paper is at another desk
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import Final


class StoreError(Exception):
    """`code` selects the sentence for the officer; `detail` is for the log and holds no data."""

    code: str = "store"

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.code}: {detail}" if detail else self.code)
        self.detail = detail


class StoreMissing(StoreError):
    code = "store-missing"


class WrongKey(StoreError):
    code = "store-wrong-key"


class StoreDamaged(StoreError):
    code = "store-damaged"


class StoreReadOnly(StoreError):
    code = "store-read-only"


class DiskFull(StoreError):
    code = "disk-full"


class DiskFault(StoreError):
    code = "disk-fault"


class StoreBusy(StoreError):
    code = "store-busy"


class DeskRunning(StoreError):
    code = "desk-running"


class StoreTooNew(StoreError):
    code = "store-too-new"


class StoreTooOld(StoreError):
    code = "store-too-old"


class LibraryTooOld(StoreError):
    code = "library-too-old"


class KeyFileInvalid(StoreError):
    code = "key-file-invalid"


class RebuildStopped(StoreError):
    code = "rebuild-stopped"


class BlobDamaged(StoreError):
    code = "blob-damaged"


class BlobElsewhere(StoreError):
    code = "blob-elsewhere"


_BY_NAME: Final = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_READONLY": StoreReadOnly,
    "SQLITE_CANTOPEN": StoreReadOnly,
    "SQLITE_PERM": StoreReadOnly,
    "SQLITE_IOERR": DiskFault,
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_LOCKED": StoreBusy,
    "SQLITE_CORRUPT": StoreDamaged,
    "SQLITE_NOTADB": StoreDamaged,
}
"""Primary result codes of SQLite; an extended code starts with its primary one."""


_BY_ERRNO: Final = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EROFS: StoreReadOnly,
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
}


_ROOM_BYTES: Final = 64 * 1024
"""Less than this is a full disk; SQLite's shared-memory file alone grows by 32 KiB."""


def translate(error: BaseException, folder: Path) -> StoreError:
    """The store error behind an error of the DB-API module, whichever module that is.

    SQLite calls it an I/O error when a full disk has no room for its shared-memory file.
    """
    name: str = getattr(error, "sqlite_errorname", None) or ""
    primary = "_".join(name.split("_")[:2])
    kind = _BY_NAME.get(primary, StoreError)
    if kind is DiskFault and disk_usage(folder).free < _ROOM_BYTES:
        kind = DiskFull
    return kind(name or type(error).__name__)


@contextmanager
def disk_errors() -> Iterator[None]:
    """The same for files written beside the database."""
    try:
        yield
    except OSError as error:
        raise _BY_ERRNO.get(error.errno or 0, DiskFault)(type(error).__name__) from error
