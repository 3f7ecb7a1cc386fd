"""Places while an address is typed: read once, when the first letters of one are there.

Nothing depends on them: whatever is typed is taken as it stands.
"""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from data.catalogue.errors import CatalogueError
from data.catalogue.places import read_places
from data.domain.center import Center
from data.domain.clock import Clock, local
from data.domain.errors import Refused
from data.domain.places import Gazetteer, Suggestion


@dataclass(slots=True)
class Places:
    """`find` may be called on any thread; the first one reads the file, and others wait for it."""

    path: Path
    center: Center
    clock: Clock
    _known: Gazetteer | None = field(default=None, init=False, repr=False)
    _reading: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def find(self, typed: str) -> tuple[Suggestion, ...]:
        """What the end of an address may mean today, first in the Center's own province.

        Raises Refused("file-broken").
        """
        known = self._gazetteer()
        head = self.center.head
        near = known.provinces_in(f"{head.authority} {head.name}")
        return known.find(typed, local(self.clock()).date(), near=near)

    def _gazetteer(self) -> Gazetteer:
        with self._reading:
            if self._known is None:
                self._known = self._read()
            return self._known

    def _read(self) -> Gazetteer:
        try:
            return read_places(self.path)
        except CatalogueError as error:
            raise Refused(
                "file-broken",
                part="places",
                file=error.file,
                line=error.line,
                reason=error.sentence,
            ) from error
