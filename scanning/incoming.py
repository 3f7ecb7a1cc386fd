"""A folder into which a scanner drops files: each is taken once, in order of arrival, when whole.

A file is whole when it decodes, did not change meanwhile, and either ends as its format ends or
has lain there unchanged. What was taken moves to a folder of its own or is noted beside it, so
that a restart takes nothing twice and loses nothing.
"""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from watchfiles import watch
from watchfiles.filters import BaseFilter

from scanning.camera import Frame, MonotonicClock, Originals
from scanning.errors import CameraUnavailable, UnreadableImage
from scanning.picture import READABLE_SUFFIXES, Picture, open_pictures

SETTLED_S = 0.5
"""A file that does not say where it ends is whole when it did not change for so long."""
GIVEN_UP_S = 5.0
"""A file that cannot be decoded is no picture when it did not change for so long."""
LISTED_S = 2.0
"""Folders on a network tell nothing of new files: they are listed so often all the same."""
WATCH_MS = 2
MAX_FILES = 5_000
MAX_TOLD = 20
DONE_FOLDER = "done"
LEDGER = ".counter-taken"

_ENDS = (b"\xff\xd9", b"IEND\xaeB`\x82", b"%%EOF", b"%%EOF\n", b"%%EOF\r\n")
"""How a JPEG, a PNG and a PDF end."""
_ARRIVING = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart")
_Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""
_DIGITS = re.compile(r"(\d+)")


class IncomingFolder:
    """Implements `scanning.camera.Camera`; each page of each file is one frame, and is `whole`."""

    def __init__(
        self,
        path: Path,
        *,
        originals: Originals = Originals.MOVE,
        clock_s: MonotonicClock = time.monotonic,
    ) -> None:
        self._path, self._originals, self._clock_s = path, originals, clock_s
        self._done = _Done(path, originals)
        self._files: dict[str, _File] = {}
        """By name, in order of arrival: what was not read to its end yet."""
        self._read: dict[str, _Stamp | None] = {}
        """By name, what was read to its end and still lies there as it was."""
        self._unusable: dict[str, None] = {}
        self._origins: dict[int, str] = {}
        """By number of a frame, the file whose last page it is."""
        self._number = -1
        self._listed_s = float("-inf")
        self._told = self._watching()
        self._list()

    @property
    def waiting(self) -> int:
        """Files that came and were not read yet, as far as one may know now."""
        return len(self._files)

    @property
    def unusable(self) -> tuple[str, ...]:
        """Names of files that are no pictures; each was found to be so once."""
        return tuple(self._unusable)

    def look(self) -> None:
        """See what came, and read nothing. Raises CameraUnavailable."""
        if next(self._told) or self._clock_s() - self._listed_s >= LISTED_S:
            self._list()

    def read(self) -> Frame | None:
        """The next page, or None while the next file is still arriving."""
        self.look()
        for name, file in list(self._files.items()):
            picture = self._picture(name, file)
            if picture is not None:
                return self._framed(name, file, picture)
            if name in self._files:
                return None
        return None

    def done(self, number: int) -> None:
        """The page of this frame was taken; with its last page a file is done."""
        name = self._origins.pop(number, "")
        if name:
            self._done.note(name)

    def close(self) -> None:
        self._told.close()  # type: ignore[attr-defined]  # a generator

    def _framed(self, name: str, file: "_File", picture: Picture) -> Frame:
        self._number += 1
        file.page += 1
        if file.page > picture.count:
            del self._files[name]
            self._read[name] = file.stamp
            self._origins[self._number] = name
        return Frame(picture.image, self._number, whole=True)

    def _picture(self, name: str, file: "_File") -> Picture | None:
        """The next page of a file; one that cannot be read is dropped when it is given up."""
        path, stamp = self._path / name, _stamp(self._path / name)
        if stamp is None:
            del self._files[name]
            return None
        now_s = self._clock_s()
        if stamp != file.stamp:
            file.stamp, file.since_s, file.refused = stamp, now_s, False
        still_s = now_s - file.since_s
        if not file.refused and (still_s >= SETTLED_S or _ends_itself(path)):
            picture = _decoded(path, file.page)
            if picture is not None:
                return picture if _stamp(path) == stamp else None
            file.refused = True
        if file.refused and still_s >= GIVEN_UP_S:
            del self._files[name]
            self._refuse(name)
        return None

    def _list(self) -> None:
        self._listed_s = self._clock_s()
        try:
            found = [entry for entry in self._path.iterdir() if _counts(entry)][:MAX_FILES]
        except OSError as error:
            raise _gone() from error
        there = {entry.name: _stamp(entry) for entry in found}
        self._read = {name: at for name, at in self._read.items() if there.get(name) == at}
        self._unusable = {name: None for name in self._unusable if name in there}
        for entry in sorted(found, key=_arrived):
            self._enter(entry)

    def _enter(self, entry: Path) -> None:
        name = entry.name
        known = name in self._files or name in self._read or name in self._unusable
        if known or self._done.knows(entry):
            return
        if entry.suffix.lower() in READABLE_SUFFIXES:
            self._files[name] = _File(self._listed_s)
        else:
            self._refuse(name)

    def _refuse(self, name: str) -> None:
        self._unusable[name] = None
        for oldest in list(self._unusable)[:-MAX_TOLD]:
            self._read[oldest] = _stamp(self._path / oldest)
            del self._unusable[oldest]

    def _watching(self) -> Iterator[bool]:
        """Whether something changed since the last look. Raises CameraUnavailable at the first."""
        try:
            for changes in watch(
                self._path,
                watch_filter=BaseFilter(),
                debounce=10 * WATCH_MS,
                step=WATCH_MS,
                rust_timeout=WATCH_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                recursive=False,
            ):
                yield bool(changes)
        except FileNotFoundError as error:
            raise _gone() from error
        except (OSError, RuntimeError):
            # The system watches no more folders: the list that is made now and then must do.
            pass
        while True:
            yield False


@dataclass(slots=True)
class _File:
    """A file that is arriving or is read; `page` is the next one, counted from 1."""

    since_s: float
    stamp: _Stamp | None = None
    page: int = 1
    refused: bool = False


class _Done:
    """What was taken already: moved out of the way, or noted with its size and time."""

    def __init__(self, folder: Path, originals: Originals) -> None:
        self._folder, self._originals = folder, originals
        self._ledger = folder / LEDGER
        self._noted = _lines(self._ledger)

    def knows(self, entry: Path) -> bool:
        return bool(self._noted) and _noted(entry) in self._noted

    def note(self, name: str) -> None:
        """A folder in which nothing may be changed is remembered until the program ends."""
        path = self._folder / name
        if self._originals is Originals.MOVE:
            with suppress(OSError):
                self._move(path)
                return
        self._noted.add(_noted(path))
        with suppress(OSError), self._ledger.open("a", encoding="utf-8") as stream:
            stream.write(_noted(path) + "\n")

    def _move(self, path: Path) -> None:
        folder = self._folder / DONE_FOLDER
        folder.mkdir(exist_ok=True)
        target, again = folder / path.name, 1
        while target.exists():
            again += 1
            target = folder / f"{path.stem}-{again}{path.suffix}"
        path.rename(target)


def _decoded(path: Path, page: int) -> Picture | None:
    try:
        with open_pictures(path) as file:
            return file.picture(page)
    except UnreadableImage:
        return None


def _counts(entry: Path) -> bool:
    """Whether a file may be a scan: hidden ones and those on their way are nobody's."""
    name = entry.name.lower()
    hidden = name.startswith((".", "~")) or name.endswith(_ARRIVING)
    return not hidden and entry.is_file()


def _arrived(entry: Path) -> tuple[int, list[str | int]]:
    """Older files first; of one moment, page 2 before page 10."""
    stamp = _stamp(entry)
    parts = _DIGITS.split(entry.name.lower())
    return stamp[1] if stamp else 0, [int(it) if it.isdigit() else it for it in parts]


def _ends_itself(path: Path) -> bool:
    longest = max(len(end) for end in _ENDS)
    try:
        with path.open("rb") as stream:
            stream.seek(-min(longest, path.stat().st_size), 2)
            return stream.read().endswith(_ENDS)
    except OSError:
        return False


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _noted(path: Path) -> str:
    return f"{path.name}\t{_stamp(path)}"


def _lines(path: Path) -> set[str]:
    try:
        return set(path.read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def _gone() -> CameraUnavailable:
    return CameraUnavailable("camera-lost", "The camera no longer answers.")
