"""What is in hand on a screen of piles: dossiers that may change hands, and those put aside.

Nothing here draws or waits. A `Room` is the desk behind it: it keeps what was scanned.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from counter_app.screens.batches.piles_rows import ASIDE, LINE, Aside, Scanned

One = TypeVar("One", bound=Scanned)
Troubles = tuple[type[Exception], ...]


class Room(Protocol[One]):
    """The desk's side of the piles. All but `let_go` and `keep` are called on a thread."""

    def held(self) -> list[str]:
        """Ids of what is in hand at this desk, whatever screen is shown."""
        ...

    def look(self, scan: str) -> object:
        """What this scan is. Raises one of the desk's troubles."""
        ...

    def again(self, dossier: str) -> One:
        """What was scanned before, as it is now. Raises as `look`."""
        ...

    def survey(self) -> None:
        """Reads anew what stands beside the piles."""
        ...

    def keep(self, one: One) -> None: ...
    def let_go(self, dossier: str) -> None: ...


@dataclass(slots=True)
class Hand(Generic[One]):
    room: Room[One]
    lines: dict[str, One] = field(default_factory=dict)
    aside: dict[str, Aside] = field(default_factory=dict)

    def read(self, troubles: Troubles) -> "list[tuple[str, One | Exception]]":
        """On a thread: everything in hand and put aside, as it is now."""
        known = dict.fromkeys((*self.room.held(), *self.aside))
        return [(dossier, self._again(dossier, troubles)) for dossier in known]

    def _again(self, dossier: str, troubles: Troubles) -> One | Exception:
        try:
            return self.room.again(dossier)
        except troubles as error:
            return error

    def seen(self, dossier: str, one: One | Exception) -> None:
        """What may go on is taken up; what may not any more is put aside in sight."""
        if dossier not in self.room.held() and dossier not in self.aside:
            return
        if not isinstance(one, Exception):
            self.aside.pop(dossier, None)
            self.take(one)
            return
        before = self.lines.pop(dossier, None) or self.aside.get(dossier)
        if before is not None:
            self.aside[dossier] = Aside(dossier, before.code, before.applicant, one)
        self.room.let_go(dossier)

    def take(self, one: One) -> None:
        self.aside.pop(one.id, None)
        self.lines[one.id] = one
        if one.id not in self.room.held():
            self.room.keep(one)

    def drop(self, key: str) -> None:
        """The row of this key goes; nothing else happens to its dossier."""
        if key.startswith(LINE):
            self.lines.pop(key.removeprefix(LINE), None)
            self.room.let_go(key.removeprefix(LINE))
        self.aside.pop(key.removeprefix(ASIDE), None)

    def pile_of(self, key: str) -> list[One]:
        """The pile of the row of this key, or the first one."""
        under = self.lines.get(key.removeprefix(LINE))
        first = under or next(iter(self.lines.values()))
        return [it for it in self.lines.values() if it.agency_index == first.agency_index]

    def gone(self, pile: Sequence[One]) -> None:
        for one in pile:
            self.lines.pop(one.id, None)
