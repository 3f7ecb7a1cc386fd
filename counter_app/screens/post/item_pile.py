"""Items that change hands with the post: counted by scans, named where missing, signed for once."""

import asyncio
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType

from counter_app.desk.post.counting import Item
from counter_app.desk.post.filing import Filing
from counter_app.desk.post.pickup import Pickup
from counter_app.screens.batches.piles import BACK, KEYS, PileScreen
from counter_app.screens.batches.piles_rows import ASIDE, LINE, Aside, aside_rows, batch_rows
from counter_app.screens.post.item_hands import ItemHandsScreen
from counter_app.screens.post.item_room import ItemRoom
from counter_app.screens.post.item_rows import missing_rows, numbers, scanned_rows
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Row
from counter_app.wording import msg, tr, trn
from data.domain.clock import local
from data.domain.codes import is_s10

if TYPE_CHECKING:
    from counter_app.desk.batches.batching import Batch
    from counter_app.screens.station import Station
    from data.domain.hands import Hands

ITEM_KEYS: Final[list[BindingType]] = [
    *KEYS,
    Binding(
        "f4",
        "beside",
        msg("still missing"),
        tooltip=msg("items that should be here and were not scanned"),
        id="items.missing",
    ),
    BACK,
]
"""Behind the key that signs."""


class ItemPileScreen(PileScreen[Item]):
    """One pile for all agencies: the post signs once for everything it takes or brings."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "../batches/piles.tcss",
        "../batches/hands.tcss",
        "item_hands.tcss",
    ]
    NOTHING = ""
    """Over the pile while nothing should be here."""
    WENT = ""
    """Over what changed hands today."""

    def __init__(self, station: "Station", post: Pickup | Filing) -> None:
        self.room = ItemRoom(post, lambda: station.officer)
        super().__init__(station, self.room)

    def sign(self, dossiers: Sequence[str], given: "Hands") -> "Batch":
        """All of them change hands by one act."""
        raise NotImplementedError

    # --- what is shown --------------------------------------------------------------------------

    def main_rows(self) -> list[Row]:
        today = local(self.station.clock()).date()
        went = batch_rows(tr(self.WENT), self.room.batches, today)
        asides = aside_rows(self.hand.aside.values())
        return [*scanned_rows(self.hand.lines.values()), *asides, *went]

    def beside_rows(self) -> list[Row]:
        return missing_rows(self.room.expected.values(), self.hand.lines)

    def heads(self) -> tuple[str, str]:
        count, every = len(self.hand.lines), len(self.room.expected)
        missing = len(self.room.missing(list(self.hand.lines.values())))
        said = tr("{n}/{all} items scanned", n=count, all=every) if every else tr(self.NOTHING)
        return said, tr("Still missing: {n}", n=missing)

    def first_word(self) -> tuple[str, Tone]:
        if self.hand.lines:
            said = tr("These were scanned and are not signed for yet.")
            return said, Tone.WARNING
        if not self.room.expected:
            return tr(self.NOTHING), Tone.QUIET
        return tr("Scan the number of each item, one after the other."), Tone.QUIET

    def batches(self) -> "Sequence[Batch]":
        return self.room.batches

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open" and is_s10(self.chosen.removeprefix(ASIDE)):
            return False
        return super().check_action(action, parameters)

    # --- items come into hand -------------------------------------------------------------------

    async def land(self, found: Any) -> None:  # noqa: ANN401 - an item
        assert isinstance(found, Item)
        if self.knows(found.id):
            return
        self.landed(found)
        if missing := self.room.missing(list(self.hand.lines.values())):
            count = trn("{n} is still missing", "{n} are still missing", len(missing))
            self.say(f"{found.parcel.item} · {found.applicant} · {count}", Tone.DONE)
        else:
            self.say(tr("All are here. F9 goes on to the signatures."), Tone.DONE)

    def knows(self, dossier: str) -> bool:
        known = self.hand.lines.get(dossier)
        if known is None:
            return False
        self.rows.stand_on(f"{LINE}{dossier}")
        if self.station.settings.bell:
            self.app.bell()
        number = known.parcel.item
        self.say(tr("{number} was scanned twice. It counts once.", number=number), Tone.WARNING)
        return True

    def odd_one(self, scan: str, error: Exception) -> Aside:
        return self.room.odd_one(scan, error)

    # --- the pile goes --------------------------------------------------------------------------

    @work(exclusive=True, group="finish")
    async def action_finish(self) -> None:
        batch = await self.finish(list(self.hand.lines.values()))
        if batch is not None:
            await self.show_batch(batch)

    async def finish(self, pile: Sequence[Item]) -> "Batch | None":
        try:
            usual = await asyncio.to_thread(self.room.usual)
        except self.station.troubles as error:
            self.refuse(error)
            return None
        missing = numbers(self.room.missing(pile))
        asked = ItemHandsScreen(self.signing(len(pile)), usual, missing=missing)
        given = await self.app.push_screen_wait(asked)
        if given is None:
            return None
        return await self.change_hands(pile, lambda: self.sign([it.id for it in pile], given))

    def signing(self, count: int) -> str:
        """What stands over the two names."""
        raise NotImplementedError
