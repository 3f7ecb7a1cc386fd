"""Handing over (bàn giao): scan folder after folder; each agency's pile goes with its sheet."""

import asyncio
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from counter_app.desk.batches.handing import Folder, Hop
from counter_app.screens.batches.hand_over_room import FolderRoom
from counter_app.screens.batches.hand_over_rows import beside, end_of, urgent
from counter_app.screens.batches.hands import FoldersHandsScreen, HopScreen
from counter_app.screens.batches.piles import BACK, KEYS, PileScreen
from counter_app.screens.batches.piles_rows import aside_rows, batch_rows, pile_rows
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Row
from counter_app.wording import msg, tr, trn
from data.domain.clock import local

if TYPE_CHECKING:
    from counter_app.desk.batches.batching import Batch
    from counter_app.screens.station import Station


class HandOverScreen(PileScreen[Folder]):
    CSS_PATH: ClassVar[list[str | PurePath]] = ["piles.tcss", "hands.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9",
            "finish",
            msg("hand over"),
            tooltip=msg("the pile under the cursor goes to its agency; both sign its sheet"),
            id="hand-over.finish",
        ),
        *KEYS,
        Binding(
            "f4",
            "beside",
            msg("still here"),
            tooltip=msg("folders that lie at the Center, the most urgent first"),
            id="hand-over.here",
        ),
        BACK,
    ]
    EMPTY = msg(
        "Scan a folder: its slip, its control sheet or its code. "
        "Folders of several agencies are sorted by themselves."
    )
    BESIDE_EMPTY = msg("No folder lies at the Center.")

    def __init__(self, station: "Station") -> None:
        self._handing = station.counter.handing
        self._room = FolderRoom(self._handing, lambda: station.officer)
        super().__init__(station, self._room)

    # --- what is shown --------------------------------------------------------------------------

    def main_rows(self) -> list[Row]:
        lines = [(one, end_of(one)) for one in self.hand.lines.values()]
        today = local(self.station.clock()).date()
        went = batch_rows(tr("Handed over today"), self._room.batches, today)
        return [*pile_rows(lines), *aside_rows(self.hand.aside.values()), *went]

    def beside_rows(self) -> list[Row]:
        return beside(self._room.here, self.hand.lines)

    def heads(self) -> tuple[str, str]:
        here, count = self._room.here, len(self.hand.lines)
        said = trn("{n} folder in hand", "{n} folders in hand", count)
        rest = max(0, here.count - count)
        left = tr("Still here: {n}", n=f"{rest}+" if here.more else rest)
        return said if count else tr("Hand over to agencies"), left

    def first_word(self) -> tuple[str, Tone]:
        return urgent(self._room.here)

    def batches(self) -> "Sequence[Batch]":
        return self._room.batches

    # --- folders come into hand -----------------------------------------------------------------

    async def land(self, found: Any) -> None:  # noqa: ANN401 - a folder, or a hop of one
        if isinstance(found, Hop):
            await self._goes_on(found)
        elif isinstance(found, Folder) and not self.knows(found.id):
            self.landed(found)
            pile = [it for it in self.hand.lines.values() if it.agency_index == found.agency_index]
            count = trn("{n} folder", "{n} folders", len(pile))
            self.say(f"{found.agency}: {count}", Tone.DONE)

    async def _goes_on(self, hop: Hop) -> None:
        """A folder that goes round is signed for at once: it is in no pile (R92)."""
        passing = await self.app.push_screen_wait(HopScreen(hop))
        if passing is None:
            return
        handing, officer = self._handing, self.station.officer
        try:
            jobs = await asyncio.to_thread(handing.send_on, officer, hop.id, passing)
        except self.station.troubles as error:
            self.refuse(error)
            return
        said = tr("{code} went on to {agency}.", code=hop.code, agency=hop.agency)
        if jobs:
            said += " " + tr("Its transfer slip is being printed.")
        self.say(said, Tone.DONE)

    # --- a pile goes ----------------------------------------------------------------------------

    async def finish(self, pile: Sequence[Folder]) -> "Batch | None":
        handing, officer = self._handing, self.station.officer
        agency, count = pile[0].agency, trn("{n} folder", "{n} folders", len(pile))
        try:
            usual = await asyncio.to_thread(handing.usual, officer, pile[0].agency_index)
        except self.station.troubles as error:
            self.refuse(error)
            return None
        asked = FoldersHandsScreen(f"{agency}: {count}", usual)
        given = await self.app.push_screen_wait(asked)
        if given is None:
            return None
        ids = [one.id for one in pile]
        return await self.change_hands(pile, lambda: handing.hand_over(officer, ids, given))
