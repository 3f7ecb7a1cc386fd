"""Piles that change hands: a key for what was scanned, its sheet, and what stands beside it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Generic

from textual import work
from textual.binding import Binding, BindingType

from counter_app.screens.batches.batch import BatchScreen
from counter_app.screens.batches.piles_hand import One
from counter_app.screens.batches.piles_rows import ASIDE, BATCH, LINE, why_not
from counter_app.screens.batches.scanned import ScannedScreen
from counter_app.screens.dossiers.dossier import look_into
from counter_app.screens.one_line import OneLineScreen
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.desk.batches.batching import Batch

KEYS: Final[list[BindingType]] = [
    Binding(
        "slash",
        "type",
        msg("type a code"),
        tooltip=msg("for a paper whose code no reader reads"),
        id="piles.type",
    ),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("look at the dossier, or at the sheet of a batch"),
        id="piles.open",
    ),
    Binding(
        "delete",
        "drop",
        msg("take off"),
        tooltip=msg("this one does not go with the pile; nothing else happens to it"),
        id="piles.drop",
    ),
]
BACK: Final = Binding("escape", "back", msg("back"), id="piles.back")


class PileScreen(ScannedScreen[One], Generic[One]):
    """One pile after the other changes hands by one act; its sheet is shown and followed."""

    def batches(self) -> "Sequence[Batch]":
        """What changed hands in the last days."""
        raise NotImplementedError

    async def finish(self, pile: "Sequence[One]") -> "Batch | None":
        """Ask who signs, and let the pile change hands; None where it did not."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.stands:
            return False
        if action == "open":
            return bool(self.chosen)
        if action == "drop":
            return self.chosen.startswith((LINE, ASIDE)) and self.rows.has_focus
        if action == "finish":
            return bool(self.hand.lines)
        return True

    def action_beside(self) -> None:
        """To what stands beside, and back; on a narrow screen one covers the other."""
        here = self.others.has_focus
        self.set_class(not here, "-side")
        (self.rows if here else self.others).focus()
        self.refresh_bindings()

    @work(exclusive=True, group="type")
    async def action_type(self) -> None:
        asked = OneLineScreen(tr("Which dossier?"), hint=tr("its code, or the digits of its slip"))
        if (typed := await self.app.push_screen_wait(asked)) is not None:
            self.take_scan(typed)

    @work(exclusive=True, group="open")
    async def action_open(self) -> None:
        kind, _, rest = self.chosen.partition(":")
        if f"{kind}:" == BATCH:
            batch = next((one for one in self.batches() if one.id == rest), None)
            if batch is not None:
                await self.show_batch(batch)
        elif rest:
            await look_into(self, rest)

    async def show_batch(self, batch: "Batch") -> None:
        """Its sheet; whatever was scanned meanwhile begins the next pile."""
        scan = await self.app.push_screen_wait(BatchScreen(self.station, batch))
        if scan is not None:
            self.take_scan(scan)

    def action_drop(self) -> None:
        self.hand.drop(self.chosen)
        self.show_rows()

    @work(exclusive=True, group="finish")
    async def action_finish(self) -> None:
        batch = await self.finish(self.hand.pile_of(self.chosen))
        if batch is not None:
            await self.show_batch(batch)

    async def change_hands(
        self, pile: "Sequence[One]", act: "Callable[[], Batch]"
    ) -> "Batch | None":
        """One act for the whole pile, while nothing else looks at what is in hand."""
        async with self.turn:
            try:
                batch = await asyncio.to_thread(act)
            except self.station.troubles as error:
                self.refuse_pile(error)
                return None
            self.hand.gone(pile)
        self.recount()
        self.say("")
        return batch

    def refuse_pile(self, error: Exception) -> None:
        """Nothing changed hands; the dossier that stood in the way is named."""
        code = str(getattr(error, "facts", {}).get("dossier", ""))
        said = why_not(error)
        self.say(f"{code}: {said}" if code else said, Tone.DANGER)

    def action_back(self) -> None:
        if self.others.has_focus:
            self.action_beside()
        else:
            self.dismiss(None)
