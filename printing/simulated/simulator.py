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
from printing.raster import Raster, to_png
from printing.simulated.faults import Faults
from printing.simulated.interpreter import (
    Cut,
    Event,
    Interpreter,
    NameAsked,
    StatusAsked,
    StatusWanted,
)

CHUNK_BYTES = 4_096
RECEIVE_BUFFER_BYTES = 65_536
CONNECTIONS_LIMIT = 8
PAPERS_KEPT = 256
SLOW_TURNS = 20
"""A second of a slow line is read in so many pieces."""
WAIT_S = 0.02
"""How long a change of a fault may go unnoticed by a waiting connection."""
STOP_TIMEOUT_S = 5.0

_REAL_TIME = re.compile(rb"\x10\x04([\x01-\x04])")
_NAME_ANSWER = b"_counter simulator\x00"


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
        self._address: tuple[str, int] = self._listener.getsockname()[:2]
        self._powered = threading.Event()
        self._powered.set()
        self._start(self._accept)

    @property
    def url(self) -> str:
        host, port = self._address
        return f"tcp://{host}:{port}"

    @property
    def powered(self) -> bool:
        return self._powered.is_set()

    def cut_power(self) -> None:
        """All connections end, what was not printed is lost, and nobody is let in.

        A sheet that had begun stays as it is.
        """
        self._powered.clear()

    def restore_power(self) -> None:
        """Switched on again, at the same address."""
        for thread in self._threads:
            thread.join(STOP_TIMEOUT_S)
        self._listener = socket.create_server(self._address)
        self._powered.set()
        self._start(self._accept)

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
        with self._listener as listener:
            while not self._stopping.is_set() and self.powered:
                if select([listener], [], [], WAIT_S)[0]:
                    self._let_in(listener.accept()[0])

    def _let_in(self, connection: socket.socket) -> None:
        if not self.powered:
            connection.close()
            return
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        if len(self._threads) > CONNECTIONS_LIMIT:
            connection.close()
            return
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
        self._gone = False
        self._told: bytes | None = None
        """The status that was pushed last; None where the host does not want to be told."""

    def serve(self) -> None:
        with self._socket, contextlib.suppress(OSError):
            while not self._stopping.is_set() and self._printer.powered and self._turn():
                self._tell()
        self._gone = True
        self._print_rest()
        self._printer.keep(self._interpreter.finish(), finished=False)

    def _print_rest(self) -> None:
        """The host hung up; what the printer has, it prints as soon as it can."""
        while self._waiting and self._printer.powered and not self._stopping.is_set():
            if self._printer.faults.stopped:
                self._stopping.wait(WAIT_S)
            else:
                self._print(self._taken())

    def _turn(self) -> bool:
        """Works off what waits, then reads a little more; False ends the connection."""
        faults = self._printer.faults
        if not faults.stopped and self._waiting:
            self._print(self._taken())
        if len(self._waiting) >= RECEIVE_BUFFER_BYTES:
            self._stopping.wait(WAIT_S)
            return True
        if not select([self._socket], [], [], WAIT_S)[0]:
            return True
        data = self._socket.recv(self._readable_bytes(faults))
        if faults.bytes_a_second:
            self._stopping.wait(len(data) / faults.bytes_a_second)
        self._seen_bytes += len(data)
        self._receive(data, faults)
        return bool(data) and self._survives(faults)

    def _readable_bytes(self, faults: Faults) -> int:
        """Never past the byte after which a fault comes."""
        left = (limit - self._seen_bytes for limit in faults.limits())
        slow = max(faults.bytes_a_second // SLOW_TURNS, 1) if faults.bytes_a_second else CHUNK_BYTES
        return min((CHUNK_BYTES, slow, *(count for count in left if count > 0)))

    def _survives(self, faults: Faults) -> bool:
        seen = self._seen_bytes
        if faults.paper_out_after_bytes is not None and seen >= faults.paper_out_after_bytes:
            faults.paper_out, faults.paper_out_after_bytes = True, None
        if faults.power_cut_after_bytes is not None and seen >= faults.power_cut_after_bytes:
            faults.power_cut_after_bytes = None
            self._printer.cut_power()
            return False
        if faults.hang_after_bytes is not None and seen >= faults.hang_after_bytes:
            self._hang()
        return faults.drop_after_bytes is None or seen < faults.drop_after_bytes

    def _hang(self) -> None:
        """Takes and says nothing more, until it is switched off."""
        while self._printer.powered and not self._stopping.wait(WAIT_S):
            pass

    def _tell(self) -> None:
        """Automatic status back, whenever something is otherwise than it was."""
        now = self._printer.faults.pushed()
        if self._told is not None and now != self._told:
            self._told = now
            self._say(now)

    def _receive(self, data: bytes, faults: Faults) -> None:
        if not faults.stopped:
            self._print(data)
            return
        self._waiting += data
        for question in _REAL_TIME.finditer(bytes(self._waiting)):
            self._answer("DLE EOT", question[1][0])
        self._waiting = bytearray(_REAL_TIME.sub(b"", bytes(self._waiting)))

    def _taken(self) -> bytes:
        """What waited, and does not wait any more whatever happens while it is printed."""
        taken, self._waiting = bytes(self._waiting), bytearray()
        return taken

    def _print(self, data: bytes) -> None:
        self._act(self._interpreter.feed(data))

    def _act(self, events: Iterable[Event]) -> None:
        for event in events:
            match event:
                case Cut():
                    self._printer.keep(event.paper, finished=True)
                case StatusAsked():
                    self._answer(event.command, event.number)
                case StatusWanted():
                    self._told = b"" if event.bits else None
                case NameAsked():
                    self._say(_NAME_ANSWER)

    def _answer(self, command: str, number: int) -> None:
        self._say(bytes((self._printer.faults.answer(command, number),)))

    def _say(self, answer: bytes) -> None:
        faults = self._printer.faults
        if faults.answers_dropped:
            faults.answers_dropped -= 1
        elif not (faults.silent or self._gone):
            try:
                self._socket.sendall(answer)
            except OSError:
                self._gone = True
