"""Scanners on a serial line or behind a TCP port: bytes in, one value a line out.

`step` waits for at most one read. A scanner that is gone is a state, never an exception, and is
opened again by the clock. What it had sent of a line by then is dropped, never joined to the next.
"""

import time
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import serial

from data.domain.text import clean
from scanning.camera import MonotonicClock
from scanning.engines import VALUE_LIMIT
from scanning.errors import ReaderUnavailable
from scanning.session import Backoff
from scanning.values import ReaderReport, ReaderState

READ_TIMEOUT_S = 0.05
"""One read waits no longer, and a value without a line end is whole after as long a pause."""
BAUD = 9600
"""What scanners come with."""
MAX_BAUD = 921_600
MAX_LINE_BYTES = 32_768
"""The largest symbol in four bytes a character; what is longer is no symbol."""
MAX_VALUES = 16
"""Of one step; the rest waits for the next one."""

_CHUNK_BYTES = 4_096
_LINE_ENDS = (b"\r", b"\n")


@dataclass(frozen=True, slots=True)
class ReaderAddress:
    """Where a scanner is: a device with its speed, or `socket://host:port`."""

    port: str
    baud: int = BAUD


def reader_address(url: str) -> ReaderAddress:
    """`serial:///dev/ttyACM0?baud=9600` or `socket://host:port`.

    Raises ReaderUnavailable("reader-address") for anything else.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme == "socket" and parts.hostname and parts.port:
            return ReaderAddress(f"socket://{parts.hostname}:{parts.port}")
        baud = int(parse_qs(parts.query).get("baud", [str(BAUD)])[-1])
    except ValueError as error:
        raise _address_wrong() from error
    if parts.scheme != "serial" or len(parts.path) < len("/x") or not 0 < baud <= MAX_BAUD:
        raise _address_wrong()
    # serial:///COM3 names a port without a folder.
    port = parts.path if parts.path.count("/") > 1 else parts.path.removeprefix("/")
    return ReaderAddress(port, baud)


def _address_wrong() -> ReaderUnavailable:
    return ReaderUnavailable("reader-address", "The address of the scanner cannot be understood.")


class SerialReader:
    """`step` and `close` belong to one thread. `url` is looked at when the line is opened."""

    def __init__(self, url: str, *, clock_s: MonotonicClock = time.monotonic) -> None:
        self._url = url
        self._clock_s = clock_s
        self._backoff = Backoff()
        self._line: serial.SerialBase | None = None
        self._pending = b""
        self._overlong = False
        self._waiting: list[str] = []

    def step(self) -> ReaderReport:
        """Read what has come, for `READ_TIMEOUT_S` at most; connecting takes longer."""
        try:
            values = self._read()
        except ReaderUnavailable:
            self.close()
            self._backoff.failed(self._clock_s())
            values = ()
        return ReaderReport(ReaderState.LIVE if self._line else ReaderState.LOST, values)

    def open(self) -> None:
        """Raises ReaderUnavailable: "reader-missing", "reader-address"."""
        address = reader_address(self._url)
        self._pending, self._overlong = b"", False
        try:
            self._line = serial.serial_for_url(
                address.port, baudrate=address.baud, timeout=READ_TIMEOUT_S
            )
        except (OSError, ValueError) as error:
            raise ReaderUnavailable("reader-missing", "The scanner cannot be opened.") from error

    def close(self) -> None:
        """Let go of the line; a later step opens it again."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _read(self) -> tuple[str, ...]:
        if self._line is None:
            if not self._backoff.due(self._clock_s()):
                return ()
            self.open()
            self._backoff.worked()
        assert self._line is not None
        if self._waiting:
            return self._told()
        try:
            came = self._line.read(_CHUNK_BYTES)
        except (OSError, TypeError) as error:
            # pyserial raises TypeError where the device was closed beneath a read.
            raise ReaderUnavailable("reader-lost", "The scanner no longer answers.") from error
        self._take(came)
        return self._told()

    def _told(self) -> tuple[str, ...]:
        told, self._waiting = self._waiting[:MAX_VALUES], self._waiting[MAX_VALUES:]
        return tuple(told)

    def _take(self, came: bytes) -> None:
        """Whole lines; a pause ends a line as well."""
        self._pending += came
        lines = self._pending.replace(_LINE_ENDS[0], _LINE_ENDS[1]).split(_LINE_ENDS[1])
        self._pending = b"" if not came else lines[-1]
        whole = lines if not came else lines[:-1]
        if self._overlong and whole:
            whole, self._overlong = whole[1:], False
        if len(self._pending) > MAX_LINE_BYTES:
            self._pending, self._overlong = b"", True
        texts = (clean(line.decode("utf-8", "replace"), VALUE_LIMIT) for line in whole)
        self._waiting += [text for text in texts if text]
