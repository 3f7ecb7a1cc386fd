"""One writer at a time: the desk process holds an exclusive lock for as long as it lives.

The kernel drops the lock when the process ends in any way, so a crash leaves nothing to clean.
"""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from data.store.errors import DeskRunning, disk_errors


@dataclass(slots=True)
class WriterLock:
    path: Path
    _descriptor: int = -1

    def acquire(self) -> None:
        """Raises DeskRunning when another process holds the lock."""
        with disk_errors():
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise DeskRunning from error
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
