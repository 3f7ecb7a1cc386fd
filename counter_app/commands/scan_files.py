"""Which files a scan looks at: those named, and those in the folders named, in name order.

A folder is walked as it is read, so that a run over very many files needs no list of them.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.domain.text import LINE_LIMIT, clean
from scanning.film import SUFFIXES as FILMS
from scanning.picture import READABLE_SUFFIXES as PICTURES


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and what it is called in the folder (or by the word) that led to it."""

    path: Path
    within: Path

    @property
    def is_film(self) -> bool:
        return self.path.suffix.lower() in FILMS

    @property
    def shown(self) -> str:
        """The path as text that every terminal and every JSON can hold."""
        return os.fsencode(self.path).decode("utf-8", "backslashreplace")

    @property
    def line(self) -> str:
        """The path in one line of a terminal."""
        return clean(self.shown, 4 * LINE_LIMIT)


def files(paths: Iterable[Path], *, without: Path | None = None) -> Iterator[Found]:
    """Pictures and films; a file that is named is looked at whatever it is called.

    The folder `without` is left out, where the results go.
    """
    left_out = without.resolve() if without is not None else None
    for path in paths:
        if path.is_dir():
            yield from _inside(path, path, left_out)
        else:
            yield Found(path, Path(path.name))


def _inside(root: Path, folder: Path, left_out: Path | None) -> Iterator[Found]:
    """A folder that is a link is not followed: it may lead back."""
    if left_out is not None and folder.resolve() == left_out:
        return
    try:
        names = _names(folder)
    except OSError:
        # It is told of as a file that cannot be opened.
        yield Found(folder, folder.relative_to(root))
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            if not path.is_symlink():
                yield from _inside(root, path, left_out)
        elif path.suffix.lower() in PICTURES | FILMS:
            yield Found(path, path.relative_to(root))


def _names(folder: Path) -> list[str]:
    """Hidden files are somebody's unfinished ones."""
    names = os.listdir(folder)  # noqa: PTH208 - names alone; a folder may hold very many
    return sorted(name for name in names if not name.startswith("."))
