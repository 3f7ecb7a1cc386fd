"""The line to a printer on a TCP port. python-escpos's connector holds the socket."""

import fcntl
import logging
import select
import socket
import struct
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from printing.errors import PrinterUnreachable

if TYPE_CHECKING:
    from escpos.printer import Network

PIECE_BYTES = 4_096


class NetworkLine:
    piece_bytes = PIECE_BYTES

    def __init__(self, host: str, port: int, timeout_s: float) -> None:
        """Raises PrinterUnreachable."""
        self._connector = _connected(host, port, timeout_s)
        assert self._connector.device
        self._socket: socket.socket = self._connector.device

    def write(self, data: bytes) -> None:
        self._socket.sendall(data)

    def read(self, limit_bytes: int, timeout_s: float) -> bytes:
        ready, _, _ = select.select([self._socket], [], [], timeout_s)
        if not ready:
            return b""
        data = self._socket.recv(limit_bytes)
        if not data:
            raise ConnectionResetError
        return data

    def waiting_bytes(self) -> int:
        """What the other end has not taken: a box that feeds a serial line takes it slowly."""
        count = bytearray(struct.calcsize("i"))
        try:
            fcntl.ioctl(self._socket, termios.TIOCOUTQ, count)
        except OSError:
            return 0
        return int(struct.unpack("i", count)[0])

    def close(self) -> None:
        with _no_logging_on_screen():
            self._connector.close()


def _connected(host: str, port: int, timeout_s: float) -> "Network":
    """The connector on an open socket. Its own `open` would leak the socket that got no answer."""
    try:
        opened = socket.create_connection((host, port), timeout_s)
    except OSError as error:
        raise PrinterUnreachable("no printer answers at this address") from error
    with _no_logging_on_screen():
        from escpos.printer import Network

        connector = Network(host, port, timeout=timeout_s)
        connector.device = opened
    return connector


@contextmanager
def _no_logging_on_screen() -> Iterator[None]:
    """python-escpos calls logging.basicConfig and the root logger, which would write on fd 2."""
    silent = logging.NullHandler()
    logging.root.addHandler(silent)
    try:
        yield
    finally:
        logging.root.removeHandler(silent)
