"""The pages of one dossier so far, each by its likeness: the same page twice is noticed here.

A page that waits for the officer's word is known only until the next one takes its place.
"""

from collections import deque
from threading import Lock
from typing import Final

from scanning.likeness import Likeness, same_page

PAGES_KNOWN: Final = 400
"""Pages of one dossier of which a second picture is noticed; each takes some 30 kB."""


class KnownPages:
    """May be asked from any thread."""

    def __init__(self) -> None:
        self._pages: deque[Likeness] = deque(maxlen=PAGES_KNOWN)
        self._open = False
        """Whether the last page is not kept yet."""
        self._turn = Lock()

    def enter(self, page: Likeness, *, doubted: bool) -> bool:
        """Whether `page` was known before; if so, or when it is `doubted`, it waits for a word."""
        with self._turn:
            if self._open and self._pages:
                self._pages.pop()
            twice = any(same_page(page, other) for other in self._pages)
            self._pages.append(page)
            self._open = doubted or twice
        return twice

    def settle(self) -> None:
        """The last page is kept, or it was forgotten."""
        self._open = False

    def forget(self) -> None:
        """The last page was taken out."""
        with self._turn:
            if self._pages:
                self._pages.pop()

    def clear(self) -> None:
        """Another dossier begins."""
        with self._turn:
            self._pages.clear()
