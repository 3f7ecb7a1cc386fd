"""A receipt printer on a TCP port: obeys ESC/POS, answers for itself, and prints to PNG files.

It fails on demand as real ones do. Paper that came out stays: no file is ever overwritten, and a
sheet torn off in the middle is kept as unfinished.
"""

import contextlib
import re
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from select import select
from types import TracebackType
from typing import Self

from printing.errors import PrintingError
from printing.interpreter import Cut, Event, Interpreter, StatusAsked
from printing.raster import Raster, to_png

CHUNK_BYTES = 4_096
RECEIVE_BUFFER_BYTES = 65_536
CONNECTIONS_LIMIT = 8
PAPERS_KEPT = 256
WAIT_S = 0.02
"""How long a change of a fault may go unnoticed by a waiting connection."""
STOP_TIMEOUT_S = 5.0

_REAL_TIME = re.compile(rb"\x10\x04([\x01-\x04])")
_ANSWER = 0b0001_0010


@dataclass(slots=True)
class Faults:
    """What is wrong with the printer. Byte counts are of one connection, questions included."""

    paper_low: bool = False
    paper_out: bool = False
    cover_open: bool = False
    offline: bool = False
    silent: bool = False
    """It prints, and answers nothing."""
    hang_after_bytes: int | None = None
    drop_after_bytes: int | None = None
    paper_out_after_bytes: int | None = None

    @property
    def stopped(self) -> bool:
        return self.paper_out or self.cover_open or self.offline

    def answer(self, command: str, number: int) -> int:
        """The byte that a printer in this state gives to DLE EOT or GS r."""
        if command == "GS r":
            return (0x03 if self.paper_low else 0) if number % 48 == 1 else 0
        return _ANSWER | {
            1: 0x08 if self.stopped else 0,
            2: (0x04 if self.cover_open else 0) | (0x20 if self.paper_out else 0),
            4: (0x0C if self.paper_low or self.paper_out else 0) | (0x60 if self.paper_out else 0),
        }.get(number, 0)


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    path: Path
    raster: Raster
    finished: bool
    """False where the connection ended before the cut."""


class Simulator:
    """Listens from construction to `stop`. `faults` may be changed at any time."""

    def __init__(
        self, folder: Path, host: str = "127.0.0.1", port: int = 0, *, width_dots: int = 576
    ) -> None:
        self.faults = Faults()
        self._folder = folder
        self._width_dots = width_dots
        self._papers: deque[PrintedPaper] = deque(maxlen=PAPERS_KEPT)
        self._number = 0
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._listener = socket.create_server((host, port))
        except OSError as error:
            raise PrintingError("the simulated printer cannot start here") from error
        self._start(self._accept)

    @property
    def url(self) -> str:
        host, port = self._listener.getsockname()[:2]
        return f"tcp://{host}:{port}"

    @property
    def papers(self) -> tuple[PrintedPaper, ...]:
        with self._lock:
            return tuple(self._papers)

    def stop(self) -> None:
        """Switches the printer off; unfinished sheets come out first."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(STOP_TIMEOUT_S)
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def keep(self, paper: Raster | None, *, finished: bool) -> None:
        """Puts a sheet into the tray, under the next number that is free in the folder."""
        if paper is None:
            return
        with self._lock:
            path = self._written(to_png(paper))
            self._papers.append(PrintedPaper(path, paper, finished))

    def _written(self, png: bytes) -> Path:
        while True:
            self._number += 1
            path = self._folder / f"paper-{self._number:04}.png"
            with contextlib.suppress(FileExistsError), path.open("xb") as file:
                file.write(png)
                return path

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="simulated-printer", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            if not select([self._listener], [], [], WAIT_S)[0]:
                continue
            connection, _ = self._listener.accept()
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            if len(self._threads) > CONNECTIONS_LIMIT:
                connection.close()
                continue
            self._start(_Connection(self, connection, self._stopping, self._width_dots).serve)


class _Connection:
    """One host's stream. What cannot be printed now waits, as in a printer's receive buffer."""

    def __init__(
        self,
        printer: Simulator,
        connection: socket.socket,
        stopping: threading.Event,
        width_dots: int,
    ) -> None:
        self._printer = printer
        self._socket = connection
        self._stopping = stopping
        self._interpreter = Interpreter(width_dots)
        self._waiting = bytearray()
        self._seen_bytes = 0

    def serve(self) -> None:
        with self._socket, contextlib.suppress(OSError):
            while not self._stopping.is_set() and self._turn():
                pass
        self._printer.keep(self._interpreter.finish(), finished=False)

    def _turn(self) -> bool:
        """Works off what waits, then reads a little more; False ends the connection."""
        faults = self._printer.faults
        if not faults.stopped and self._waiting:
            self._print(bytes(self._waiting))
            self._waiting.clear()
        if len(self._waiting) >= RECEIVE_BUFFER_BYTES:
            self._stopping.wait(WAIT_S)
            return True
        if not select([self._socket], [], [], WAIT_S)[0]:
            return True
        data = self._socket.recv(self._readable_bytes(faults))
        self._seen_bytes += len(data)
        self._receive(data, faults)
        return bool(data) and self._survives(faults)

    def _readable_bytes(self, faults: Faults) -> int:
        """Never past the byte after which a fault comes."""
        limits = (faults.hang_after_bytes, faults.drop_after_bytes, faults.paper_out_after_bytes)
        left = (limit - self._seen_bytes for limit in limits if limit is not None)
        return min((CHUNK_BYTES, *(count for count in left if count > 0)))

    def _survives(self, faults: Faults) -> bool:
        seen = self._seen_bytes
        if faults.paper_out_after_bytes is not None and seen >= faults.paper_out_after_bytes:
            faults.paper_out, faults.paper_out_after_bytes = True, None
        if faults.hang_after_bytes is not None and seen >= faults.hang_after_bytes:
            self._stopping.wait()
        return faults.drop_after_bytes is None or seen < faults.drop_after_bytes

    def _receive(self, data: bytes, faults: Faults) -> None:
        if not faults.stopped:
            self._print(data)
            return
        self._waiting += data
        for question in _REAL_TIME.finditer(bytes(self._waiting)):
            self._answer("DLE EOT", question[1][0])
        self._waiting = bytearray(_REAL_TIME.sub(b"", bytes(self._waiting)))

    def _print(self, data: bytes) -> None:
        self._act(self._interpreter.feed(data))

    def _act(self, events: Iterable[Event]) -> None:
        for event in events:
            match event:
                case Cut():
                    self._printer.keep(event.paper, finished=True)
                case StatusAsked():
                    self._answer(event.command, event.number)

    def _answer(self, command: str, number: int) -> None:
        faults = self._printer.faults
        if not faults.silent:
            self._socket.sendall(bytes((faults.answer(command, number),)))
