"""A file to append to, or a device such as /dev/usb/lp0: it takes bytes and is asked nothing."""

import os
import select
import stat
from pathlib import Path

from printing.errors import NothingSent, PrinterUnreachable, SendBroken
from printing.wire.status import UNKNOWN, PrinterState, PrinterStatus

PIECE_BYTES = 4_096


class FilePrinter:
    """The connector of python-escpos empties the file it opens and may wait for ever in a write."""

    def __init__(self, path: Path, *, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            self._fd = os.open(path, flags, 0o600)
        except OSError as error:
            raise PrinterUnreachable("the printer's file cannot be opened") from error
        self._written = False

    def status(self) -> PrinterStatus:
        return UNKNOWN

    def send(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            try:
                left = left[self._write(left[:PIECE_BYTES]) :]
            except OSError as error:
                if len(left) < len(data):
                    raise SendBroken("writing to the printer stopped half-way") from error
                raise NothingSent("the printer takes no data") from error
        self._written = True

    def confirm(self) -> PrinterStatus:
        """A regular file that reached the disk is as good as paper; a device cannot be asked."""
        if not self._written or not stat.S_ISREG(os.fstat(self._fd).st_mode):
            return UNKNOWN
        try:
            os.fsync(self._fd)
        except OSError:
            return UNKNOWN
        return PrinterStatus(PrinterState.READY)

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _write(self, piece: memoryview) -> int:
        _, ready, _ = select.select([], [self._fd], [], self._timeout_s)
        if not ready:
            raise TimeoutError
        return os.write(self._fd, piece)
