"""The desk behind the hand-over screen: folders in hand, those still here, and recent batches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from counter_app.desk.batches.batching import Batch
from counter_app.desk.batches.handing import Folder, Handing, Here, Hop
from data.domain.center import Officer


@dataclass(slots=True)
class FolderRoom:
    """`officer` is whoever sits here now: another one may have unlocked the desk."""

    handing: Handing
    officer: Callable[[], Officer]
    here: Here = field(default_factory=lambda: Here((), 0, more=False))
    batches: Sequence[Batch] = ()

    def held(self) -> list[str]:
        return list(self.handing.in_hand)

    def look(self, scan: str) -> Folder | Hop:
        return self.handing.check(self.officer(), scan)

    def again(self, dossier: str) -> Folder:
        return self.handing.again(self.officer(), dossier)

    def survey(self) -> None:
        self.here, self.batches = self.handing.here(), self.handing.recent()

    def keep(self, one: Folder) -> None:
        self.handing.in_hand.append(one.id)

    def let_go(self, dossier: str) -> None:
        held = self.handing.in_hand
        held[:] = [it for it in held if it != dossier]
