"""The desk behind a pile of the post: what was scanned, what should be here, recent sheets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from counter_app.desk.batches.batching import Batch
from counter_app.desk.post.counting import Item
from counter_app.desk.post.filing import Filing
from counter_app.desk.post.pickup import Pickup
from counter_app.screens.batches.piles_rows import Aside
from data.domain.center import Officer
from data.domain.codes import is_s10, looks_like_s10
from data.domain.errors import Refused
from data.domain.hands import Hands
from data.domain.packing import item_number


@dataclass(slots=True)
class ItemRoom:
    """Both ways of the post; `expected` is by dossier, in the order in which it waits."""

    post: Pickup | Filing
    officer: Callable[[], Officer]
    expected: Mapping[str, Item] = field(default_factory=dict)
    batches: Sequence[Batch] = ()

    def held(self) -> list[str]:
        return list(self.post.in_hand)

    def look(self, scan: str) -> Item:
        number = item_number(scan)
        if looks_like_s10(number) and not is_s10(number):
            raise Refused("post-number-mistyped")
        return self.post.check(self.officer(), scan)

    def again(self, dossier: str) -> Item:
        """As the last survey saw it; what was put aside under a number alone is asked anew."""
        if is_s10(dossier):
            return self.look(dossier)
        found = self.expected.get(dossier)
        return found if found is not None else self.post.counting.again(dossier)

    def survey(self) -> None:
        self.expected = {it.id: it for it in self.post.counting.expected()}
        self.batches = self.post.recent()

    def keep(self, one: Item) -> None:
        self.post.in_hand.append(one.id)

    def let_go(self, dossier: str) -> None:
        self.post.in_hand[:] = [it for it in self.post.in_hand if it != dossier]

    def odd_one(self, scan: str, error: Exception) -> Aside:
        """What was scanned and does not belong here. Raises where it is no number of an item."""
        number = item_number(scan)
        if looks_like_s10(number) and not is_s10(number):
            raise error
        try:
            found = self.post.counting.known(scan)
        except Refused:
            if not is_s10(number):
                raise
            return Aside(number, number, "", Refused("parcel-unknown", number=number))
        if found is None:
            raise error
        return Aside(found.id, found.parcel.item or found.code, found.applicant, error)

    def missing(self, scanned: Sequence[Item]) -> list[Item]:
        ids = {it.id for it in scanned}
        return [it for it in self.expected.values() if it.id not in ids]

    def usual(self) -> Hands:
        return self.post.usual(self.officer())
