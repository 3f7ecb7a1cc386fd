"""The courier is here (R96): parcels are counted out by scans and go with one manifest."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from counter_app.screens.post.item_pile import ITEM_KEYS, ItemPileScreen
from counter_app.wording import msg, trn

if TYPE_CHECKING:
    from counter_app.desk.batches.batching import Batch
    from counter_app.screens.station import Station
    from data.domain.hands import Hands


class PickupScreen(ItemPileScreen):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9",
            "finish",
            msg("give to the courier"),
            tooltip=msg("all that were scanned go; both sign both copies of the manifest"),
            id="pickup.finish",
        ),
        *ITEM_KEYS,
    ]
    EMPTY = msg("Scan each parcel that the courier takes.")
    BESIDE_EMPTY = msg("No packed parcel is missing.")
    NOTHING = msg("No parcel waits for the courier.")
    WENT = msg("Given to the post today")

    def __init__(self, station: "Station") -> None:
        self._pickup = station.counter.post.pickup
        super().__init__(station, self._pickup)

    def signing(self, count: int) -> str:
        return trn("{n} parcel for the courier", "{n} parcels for the courier", count)

    def sign(self, dossiers: Sequence[str], given: "Hands") -> "Batch":
        return self._pickup.give(self.station.officer, dossiers, given)
