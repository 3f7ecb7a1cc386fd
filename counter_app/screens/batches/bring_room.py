"""The desk behind the screen of results in: each result with its place, and what is expected."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from counter_app.desk.batches.batching import Batch
from counter_app.desk.batches.bringing import Arrival, Bringing, Expected, Placed, not_among
from counter_app.desk.batches.shelving import Shelving
from data.domain.center import Officer
from data.domain.errors import Refused


@dataclass(slots=True)
class ResultRoom:
    """`shelf` is where all that follow are put; empty where each gets a free place of its own."""

    bringing: Bringing
    shelving: Shelving
    officer: Callable[[], Officer]
    shelf: str = ""
    expected: Sequence[Expected] = ()
    batches: Sequence[Batch] = ()

    def held(self) -> list[str]:
        return [it.dossier for it in self.bringing.in_hand]

    def look(self, scan: str) -> Arrival:
        return self.bringing.check(self.officer(), scan)

    def again(self, dossier: str) -> Arrival:
        return self.bringing.again(self.officer(), dossier)

    def survey(self) -> None:
        self.expected, self.batches = self.bringing.expected(), self.bringing.recent()

    def keep(self, one: Arrival) -> None:
        self.bringing.in_hand.append(Placed(one.id, self.shelf or self._free()))

    def let_go(self, dossier: str) -> None:
        held = self.bringing.in_hand
        held[:] = [it for it in held if it.dossier != dossier]

    def places(self) -> dict[str, str]:
        """Where each result in hand is put."""
        return {it.dossier: it.place for it in self.bringing.in_hand}

    def put(self, dossier: str, place: str) -> None:
        held = self.bringing.in_hand
        held[:] = [Placed(dossier, place) if it.dossier == dossier else it for it in held]

    def placed(self, dossiers: Collection[str]) -> list[Placed]:
        return [it for it in self.bringing.in_hand if it.dossier in dossiers]

    def missing(self, lines: "Sequence[Arrival]") -> list[Expected]:
        """Of the agencies whose results are in hand; of all of them while nothing is."""
        agencies = {it.agency_index for it in lines or self.expected}
        return not_among({it.id for it in lines}, self.expected, agencies)

    def _free(self) -> str:
        """A place at which nothing lies; none where every place is taken."""
        try:
            return self.shelving.free([it.place for it in self.bringing.in_hand])
        except Refused:
            return ""
