"""How far a count of the shelves has come: what should lie at each place, and what was scanned."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counter_app.desk.batches.shelving import Found, Lying, Shelving

if TYPE_CHECKING:
    from data.store.batches import PlaceCount


@dataclass(slots=True)
class Count:
    """`place` is None while all places are shown; `seen` holds what was scanned at each."""

    shelving: Shelving
    place: str | None = None
    places: "Sequence[PlaceCount]" = ()
    lying: Sequence[Lying] = ()
    seen: dict[str, dict[str, Found]] = field(default_factory=dict)

    def read(self) -> None:
        """On a thread: what is on record now."""
        self.places = self.shelving.places()
        if self.place is not None:
            self.lying = self.shelving.lying(self.place)

    @property
    def found(self) -> dict[str, Found]:
        """What was scanned at the place that is shown."""
        return self.seen.setdefault(self.place or "", {})

    def moves(self) -> list[str]:
        """What lies here and is recorded elsewhere; nothing moves to where no place is."""
        if not self.place:
            return []
        return [found.lying.id for found in self.found.values() if found.moves]

    def is_whole(self) -> bool:
        """Whether all was seen that should lie here, and nothing else."""
        return {it.id for it in self.lying} == set(self.found) and not self.moves()
