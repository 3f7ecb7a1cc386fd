"""What was filed by post is handed in (QĐ 45/2016 Đ7): this signing is when it was submitted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from counter_app.screens.post.item_pile import ITEM_KEYS, ItemPileScreen
from counter_app.wording import msg, trn

if TYPE_CHECKING:
    from counter_app.desk.batches.batching import Batch
    from counter_app.screens.station import Station
    from data.domain.hands import Hands


class HandInScreen(ItemPileScreen):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9",
            "finish",
            msg("hand in"),
            tooltip=msg("all that were scanned are submitted with the signatures of both"),
            id="hand-in.finish",
        ),
        *ITEM_KEYS,
    ]
    EMPTY = msg("Scan each item that was filed by post.")
    BESIDE_EMPTY = msg("Nothing that was filed by post is missing.")
    NOTHING = msg("Nothing that was filed by post waits to be handed in.")
    WENT = msg("Handed in today")

    def __init__(self, station: "Station") -> None:
        self._filing = station.counter.post.filing
        super().__init__(station, self._filing)

    def signing(self, count: int) -> str:
        return trn(
            "{n} item filed by post: the time of signing is its submission",
            "{n} items filed by post: the time of signing is their submission",
            count,
        )

    def sign(self, dossiers: Sequence[str], given: "Hands") -> "Batch":
        return self._filing.hand_in(self.station.officer, dossiers, given)
