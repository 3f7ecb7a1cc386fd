"""Files from outside are decoded in a child that may crash, hang or swell without harm to the desk.

A child is started at the first file, bounded in memory and time, kept warm, and replaced when it
ends, overruns or is used up. Whatever happens in it, the caller gets pixels or UnreadableImage.
"""

import atexit
import fcntl
import json
import mmap
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np

from scanning.errors import UnreadableImage
from scanning.opencv import Image, cv2

MAX_PIXELS: Final = 64_000_000
"""A decoded picture then takes at most 192 MB; a 50-megapixel telephone picture still passes."""
MAX_PAGES: Final = 400
"""Pages of one file: as many as one dossier may have."""
MEMORY_BYTES: Final = 3 * 2**29
"""Of a child in all. The largest picture, turned and on white, takes 1 GiB while it is made."""
CPU_S: Final = 12
"""Of one picture. The largest JPEG takes 1 s, the largest PNG 3 s."""
DEADLINE_S: Final = 20.0
"""From the question to the answer, on a machine that has other things to do."""
CHILDREN: Final = 2
"""Children at work at the same time."""
USED_UP: Final = 2_000
"""Pictures after which a child makes room for a fresh one: what a decoder leaks ends there."""
GOODBYE_S: Final = 1.0
ANSWER_BYTES: Final = 4_096
PROGRAM: Final = Path(__file__).with_name("decoder.py")

SENTENCES: Final = {
    "not-an-image": "The file is not a picture.",
    "image-damaged": "The picture is damaged or cut off.",
    "image-too-large": "The file is too large to be a picture of a page.",
    "image-too-slow": "The picture took too long to decode, and was given up.",
    "image-ends-decoder": "The file broke the program that decodes pictures; it was started anew.",
    "not-a-film": "The file is no video.",
    "document-locked": "The document is locked by a password.",
    "document-too-long": "The document has more pages than a dossier may have.",
    "no-such-page": "The document has no such page.",
    "no-such-file": "The file cannot be opened.",
    "no-decoder": "The program that decodes pictures cannot be started.",
}
"""By the code of an UnreadableImage."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use; the program in `decoder` reads these names."""

    memory_bytes: int = MEMORY_BYTES
    cpu_s: int = CPU_S
    pixels: int = MAX_PIXELS
    pages: int = MAX_PAGES


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture of a file, blue, green, red: `number` of `count`, counted from 1.

    `dpi` is what the file itself says of its resolution, where it says so and can be believed.
    `scanned` says that it comes from a kind of file that scanners write: it is a page as a whole.
    """

    image: Image
    number: int = 1
    count: int = 1
    dpi: float | None = None
    scanned: bool = False


Said: TypeAlias = dict[str, Any]
Answer = TypeVar("Answer")

_LIES: Final = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError, OSError)
"""What reading an answer may raise that no sound child gives."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A frame of a film; `at_s` counts from its beginning."""

    image: Image
    number: int
    at_s: float


class ChildEnded(Exception):
    """The child is gone: it crashed, was killed, or answered what no sound child answers."""


class FilmEnded(Exception):
    """There is no further frame."""


class ChildLate(Exception):
    """The deadline passed; the child was killed."""


def unreadable(code: str) -> UnreadableImage:
    return UnreadableImage(code, SENTENCES[code])


class Child:
    """One decoding process. Not for two threads at once."""

    def __init__(self, limits: Limits, program: Path, deadline_s: float) -> None:
        self._limits = limits
        self.asked = 0
        self._line, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = _started(program, limits, other)
        except OSError:
            self._line.close()
            raise
        finally:
            other.close()
        self._line.settimeout(deadline_s)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def picture(self, file: int, number: int) -> Picture:
        """Picture `number` of an open file. Raises UnreadableImage, ChildEnded, ChildLate."""

        def read(said: Said, image: Image) -> Picture:
            dpi = float(said["dpi"]) if said["dpi"] else None
            count = max(number, int(said["count"]))
            return Picture(image, number, count, dpi, scanned=bool(said["paged"]))

        return self._asked({"number": number - 1}, [file], read)

    def frame(self, film: tuple[int, float] | None) -> Frame | None:
        """The next frame of a film, None at its end; `film` is file and rate, the first time.

        Raises as `picture`.
        """

        def read(said: Said, image: Image) -> Frame:
            return Frame(image, int(said["number"]), float(said["at_s"]))

        try:
            if film is None:
                return self._asked({}, [], read)
            return self._asked({"film": film[1]}, [film[0]], read)
        except FilmEnded:
            return None

    def _asked(
        self, question: Said, files: list[int], read: Callable[[Said, Image], Answer]
    ) -> Answer:
        self.asked += 1
        try:
            socket.send_fds(self._line, [json.dumps(question).encode()], files)
            message, blocks, _flags, _sender = socket.recv_fds(self._line, ANSWER_BYTES, 1)
        except TimeoutError as error:
            self.kill()
            raise ChildLate from error
        except OSError as error:
            self.kill()
            raise ChildEnded from error
        try:
            said = json.loads(message)
            return read(said, self._image(said, blocks))
        except _LIES as error:
            self.kill()
            raise ChildEnded from error
        finally:
            for block in blocks:
                os.close(block)

    def _image(self, said: Said, blocks: list[int]) -> Image:
        """The answer, believed no further than it can be checked."""
        if "refused" in said:
            raise unreadable(said["refused"])
        if "ended" in said:
            raise FilmEnded
        width, height, channels = (int(said[name]) for name in ("width", "height", "channels"))
        if not (0 < width * height <= self._limits.pixels and min(width, height) > 0):
            raise ValueError
        return _pixels(blocks[0], (height, width, channels), int(said["at"]))

    def kill(self) -> None:
        self._process.kill()
        self.close()

    def close(self) -> None:
        """Hang up; a child that does not go by itself is killed."""
        self._line.close()
        try:
            self._process.wait(GOODBYE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _started(program: Path, limits: Limits, line: socket.socket) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl+C on the terminal is not meant for it.

    What a decoder prints goes nowhere: it would land on the officer's screen, and it may quote the
    file. Without `site` and with nothing but a search path the child starts in a third of the time.
    """
    words = [sys.executable, "-S", "-P", str(program), json.dumps(asdict(limits))]
    return subprocess.Popen(
        words,
        stdin=line.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # Pillow gives its blocks back to the system after each picture; getting them again costs
        # more than the way through the socket.
        env={
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PILLOW_BLOCKS_MAX": "8",
            "LANG": "C.UTF-8",
        },
    )


def _pixels(block: int, shape: tuple[int, int, int], at: int) -> Image:
    """Blue, green, red from a block that the child can no longer take away from under us."""
    size = shape[0] * shape[1] * shape[2]
    fcntl.fcntl(block, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)
    if shape[2] not in _TO_BGR or at < 0 or os.fstat(block).st_size < at + size:
        raise ValueError
    with mmap.mmap(block, at + size, access=mmap.ACCESS_READ) as mapped:
        seen = np.frombuffer(mapped, np.uint8, size, at).reshape(shape)
        image = np.asarray(cv2.cvtColor(seen, _TO_BGR[shape[2]]), np.uint8)
        del seen  # a mapping that is looked at cannot be closed
    return image


_TO_BGR: Final = {1: cv2.COLOR_GRAY2BGR, 3: cv2.COLOR_RGB2BGR}


@dataclass(slots=True)
class Decoder:
    """Children for whoever asks, from any thread; a call waits while all are at work."""

    limits: Limits = field(default_factory=Limits)
    program: Path = PROGRAM
    deadline_s: float = DEADLINE_S
    children: int = CHILDREN
    _idle: list[Child] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _room: BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        self._room = BoundedSemaphore(self.children)

    def picture(self, file: int, number: int = 1) -> Picture:
        """Picture `number` of an open file. Raises UnreadableImage, and nothing else for it.

        A child that ended over it is given a second chance, for what ended it may have come from
        outside; one that was late is not: whoever waits has waited.
        """
        with self._room:
            try:
                return self._asked(file, number)
            except ChildEnded:
                pass
            try:
                return self._asked(file, number)
            except ChildEnded as error:
                raise unreadable("image-ends-decoder") from error

    @property
    def idle(self) -> tuple[int, ...]:
        """Process ids of the children that wait for work."""
        with self._lock:
            return tuple(child.pid for child in self._idle)

    def close(self) -> None:
        """Ends the children that wait; a later call starts new ones."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.close()

    def _asked(self, file: int, number: int) -> Picture:
        child = self._child()
        try:
            return child.picture(file, number)
        except ChildLate as error:
            raise unreadable("image-too-slow") from error
        finally:
            self._back(child)

    def _child(self) -> Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.alive:
                    return child
                child.close()
        try:
            return Child(self.limits, self.program, self.deadline_s)
        except OSError as error:
            raise unreadable("no-decoder") from error

    def _back(self, child: Child) -> None:
        if not child.alive:
            return
        if child.asked >= USED_UP:
            child.close()
            return
        with self._lock:
            self._idle.append(child)


@contextmanager
def in_memory(content: bytes) -> Iterator[int]:
    """An open file of these bytes."""
    file = os.memfd_create("content", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(file), "wb") as stream:
            stream.write(content)
        yield file
    finally:
        os.close(file)


@contextmanager
def opened(path: Path, most_bytes: int) -> Iterator[int]:
    """A plain file, opened without waiting. Raises UnreadableImage for a pipe, a device, a folder.

    Opening a pipe waits for somebody to write into it, which may be for ever.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise unreadable("no-such-file") from error
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise unreadable("no-such-file")
        if status.st_size > most_bytes:
            raise unreadable("image-too-large")
        yield file
    finally:
        os.close(file)


_shared: list[Decoder] = []
_sharing = Lock()


def shared_decoder() -> Decoder:
    """The decoder of this process; its children end with it."""
    with _sharing:
        if not _shared:
            _shared.append(Decoder())
            atexit.register(_shared[0].close)
        return _shared[0]
