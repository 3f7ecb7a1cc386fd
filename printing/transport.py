"""The wire to a printer. Each wait has an end, and an error tells whether any byte may have left.

`tcp://host:port` is a network printer that answers questions, `file:///path` a file or a device
that cannot. The connector of python-escpos is loaded when the first printer is opened: it is
slow to import and would set up logging on the screen.
"""

import logging
import os
import select
import socket
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from printing.errors import NothingSent, PrinterUnreachable, PrintingError, SendBroken
from printing.status import (
    UNKNOWN,
    UNREACHABLE,
    PrinterState,
    PrinterStatus,
    Question,
    decode,
    is_answer,
)

if TYPE_CHECKING:
    from escpos.printer import Network

TIMEOUT_S = 3.0
"""For opening, for one answer, and for one piece of a job to be taken."""
CONFIRM_TIMEOUT_S = 5.0
"""For the last row of a long slip at 100 mm/s, and some."""
PIECE_BYTES = 4_096
RAW_PORT = 9100
_WELFARE = (Question.PRINTER, Question.PAPER)
_CAUSES = (Question.OFFLINE_CAUSE, Question.ERROR_CAUSE)
_FIRST_PIECE_BYTES = 2
"""A socket takes so little whole or not at all: if it fails, nothing left this machine."""
_STRAY_ANSWERS_LIMIT_BYTES = 4_096


class Printer(Protocol):
    def status(self) -> PrinterStatus:
        """What the printer says now. Raises nothing: no answer is an unknown status."""

    def send(self, data: bytes) -> None:
        """Sends all of `data`, or raises NothingSent or SendBroken."""

    def confirm(self) -> PrinterStatus:
        """What the printer says once it has worked through all that was sent."""

    def close(self) -> None: ...


def open_printer(
    url: str, *, timeout_s: float = TIMEOUT_S, confirm_timeout_s: float = CONFIRM_TIMEOUT_S
) -> Printer:
    """The printer at `url`. Raises PrinterUnreachable, or PrintingError for an unusable URL."""
    parts = _split(url)
    match parts.scheme:
        case "tcp":
            return NetworkPrinter(
                _host(parts),
                _port(parts),
                timeout_s=timeout_s,
                confirm_timeout_s=confirm_timeout_s,
            )
        case "file":
            return FilePrinter(_path(parts), timeout_s=timeout_s)
        case _:
            raise PrintingError("a printer is tcp://host:port or file:///path")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise PrintingError("the address of the printer is not a URL") from error


def _host(parts: SplitResult) -> str:
    if not parts.hostname:
        raise PrintingError("tcp:// needs a host")
    return parts.hostname


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or RAW_PORT
    except ValueError as error:
        raise PrintingError("the port of the printer is not a port") from error


def _path(parts: SplitResult) -> Path:
    path = Path(unquote(parts.path))
    if parts.netloc not in {"", "localhost"} or not path.is_absolute():
        raise PrintingError("file:// needs an absolute path: file:///path")
    return path


class NetworkPrinter:
    """A printer on a TCP port, asked by DLE EOT and GS r."""

    def __init__(self, host: str, port: int, *, timeout_s: float, confirm_timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._confirm_timeout_s = confirm_timeout_s
        self._connector = _connected(host, port, timeout_s)
        assert self._connector.device
        self._socket: socket.socket = self._connector.device

    def status(self) -> PrinterStatus:
        """Two questions where all is well, two more for the cause where it is not."""
        answers: dict[Question, int] = {}
        try:
            if self._ask(_WELFARE, answers) and not decode(answers).good:
                self._ask(_CAUSES, answers)
        except OSError:
            return UNREACHABLE
        return decode(answers)

    def send(self, data: bytes) -> None:
        sent_any = False
        for piece in _pieces(data):
            try:
                self._socket.sendall(piece)
            except OSError as error:
                if sent_any:
                    raise SendBroken("the connection broke while printing") from error
                raise NothingSent("the connection broke before printing") from error
            sent_any = True

    def confirm(self) -> PrinterStatus:
        """First an answer in turn (GS r 1), then one at once (DLE EOT).

        DLE EOT alone is answered while rows are still waiting in the printer. A printer without
        GS r only costs the time limit; a printer that stopped does not answer it either, and
        says why to DLE EOT.
        """
        deadline = time.monotonic() + self._confirm_timeout_s
        try:
            self._drain()
            self._socket.sendall(b"\x1dr\x01")
            self._read(deadline, in_turn=True)
        except OSError:
            return UNREACHABLE
        return self.status()

    def close(self) -> None:
        with _no_logging_on_screen():
            self._connector.close()

    def _ask(self, questions: Iterable[Question], answers: dict[Question, int]) -> bool:
        """Whether all were answered. A late answer would be taken for the next one's: no more."""
        for question in questions:
            self._drain()
            self._socket.sendall(bytes((0x10, 0x04, question)))
            answer = self._read(time.monotonic() + self._timeout_s)
            if answer is None:
                return False
            answers[question] = answer
        return True

    def _drain(self) -> None:
        """Throws away answers to questions that nobody waits for any more."""
        for _ in range(_STRAY_ANSWERS_LIMIT_BYTES):
            ready, _, _ = select.select([self._socket], [], [], 0)
            if not ready:
                return
            if not self._socket.recv(16):
                raise ConnectionResetError

    def _read(self, deadline: float, *, in_turn: bool = False) -> int | None:
        """The next byte that is an answer of the kind asked for; others are passed over."""
        for _ in range(_STRAY_ANSWERS_LIMIT_BYTES):
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                return None
            ready, _, _ = select.select([self._socket], [], [], left_s)
            if not ready:
                return None
            byte = self._socket.recv(1)
            if not byte:
                raise ConnectionResetError
            if _in_turn(byte[0]) if in_turn else is_answer(byte[0]):
                return byte[0]
        return None


def _in_turn(byte: int) -> bool:
    """Bits 4 and 7 are 0 in the answer to GS r, and bit 4 is 1 in the answer to DLE EOT."""
    return not byte & 0b1001_0000


def _pieces(data: bytes) -> Iterator[bytes]:
    yield data[:_FIRST_PIECE_BYTES]
    for start in range(_FIRST_PIECE_BYTES, len(data), PIECE_BYTES):
        yield data[start : start + PIECE_BYTES]


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


class FilePrinter:
    """A file to append to, or a device such as /dev/usb/lp0. It is never asked anything.

    The connector of python-escpos empties the file it opens and may wait for ever in a write.
    """

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
