"""Sheets in a video file: each that lies still is one page, taken as a desk would take it.

The film is decoded in a bounded child (`decoding`); a frame is forgotten when the next one comes.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from scanning.decoding import (
    DEADLINE_S,
    PROGRAM,
    Child,
    ChildEnded,
    ChildLate,
    Frame,
    Limits,
    opened,
    unreadable,
)
from scanning.glimpse import Glimpse, glimpse
from scanning.page import find_page
from scanning.quality import check_page
from scanning.sameness import same_sheet
from scanning.stillness import Stillness
from scanning.values import Outline

SUFFIXES: Final = frozenset({".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mjpg", ".mjpeg"})
MAX_FILM_BYTES: Final = 2**40
SHEETS_KNOWN: Final = 64
"""The last sheets that were taken; each small copy has some 130 KB."""
LOOKS_PER_S: Final = 12.0
"""As often as a desk looks at its camera."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One look at a film; `take` says that its sheet lies still and was not taken yet."""

    frame: Frame
    outline: Outline | None
    take: bool


def frames(path: Path, *, per_second: float = LOOKS_PER_S) -> Iterator[Frame]:
    """Frames of a video file in their order, about so many of each second.

    Raises UnreadableImage where it is none, or from where it is damaged.
    """
    with opened(path, MAX_FILM_BYTES) as file:
        try:
            child = Child(Limits(), PROGRAM, DEADLINE_S)
        except OSError as error:
            raise unreadable("no-decoder") from error
        with closing(child):
            yield from _frames(child, (file, per_second))


def _frames(child: Child, film: tuple[int, float]) -> Iterator[Frame]:
    try:
        frame = child.frame(film)
        while frame is not None:
            yield frame
            frame = child.frame(None)
    except ChildLate as error:
        raise unreadable("image-too-slow") from error
    except ChildEnded as error:
        raise unreadable("image-ends-decoder") from error


def looks(path: Path) -> Iterator[Look]:
    """A film as hands-free capture sees it, no sheet taken twice. Raises as `frames`.

    A recording may show a sheet again, which at a desk somebody would have had to lay there.
    """
    stillness = Stillness()
    known: deque[Glimpse] = deque(maxlen=SHEETS_KNOWN)
    for frame in frames(path):
        outline = find_page(frame.image, live=True)
        doubtful = partial(_doubtful, frame, outline)
        seen = glimpse(frame.image, outline)
        take = stillness.feed(seen, frame.at_s, doubtful=doubtful).take
        take = take and not any(same_sheet(sheet, seen) for sheet in known)
        if take:
            known.append(seen)
            outline = find_page(frame.image)
        yield Look(frame, outline, take)


def _doubtful(frame: Frame, outline: Outline | None) -> bool:
    return bool(check_page(frame.image, outline))
