"""Results in (nhận kết quả): scan result after result, each to its place; differences are named."""

import asyncio
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from counter_app.desk.batches.bringing import Arrival
from counter_app.desk.batches.shelving import place_of, place_typed
from counter_app.screens.batches.bring_room import ResultRoom
from counter_app.screens.batches.bring_rows import beside, end_of, landed
from counter_app.screens.batches.hands import OfficeScreen, ResultsHandsScreen
from counter_app.screens.batches.piles import BACK, KEYS, PileScreen
from counter_app.screens.batches.piles_rows import ASIDE, LINE, aside_rows, batch_rows, pile_rows
from counter_app.screens.one_line import OneLineScreen
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Row
from counter_app.wording import msg, tr, trn
from data.domain.clock import local
from data.domain.hands import Hands

if TYPE_CHECKING:
    from counter_app.desk.batches.batching import Batch
    from counter_app.desk.batches.bringing import Expected
    from counter_app.screens.station import Station


class BringScreen(PileScreen[Arrival]):
    CSS_PATH: ClassVar[list[str | PurePath]] = ["piles.tcss", "hands.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9",
            "finish",
            msg("take in"),
            tooltip=msg("the pile under the cursor comes to the return desk; both sign its sheet"),
            id="bring.finish",
        ),
        *KEYS,
        Binding(
            "m",
            "place",
            msg("place"),
            tooltip=msg("type or scan where this result is put"),
            id="bring.place",
        ),
        Binding(
            "p",
            "propose",
            msg("free places again"),
            tooltip=msg("from now on each result gets a free place of its own"),
            id="bring.propose",
        ),
        Binding(
            "v",
            "office",
            msg("passed on by the province"),
            tooltip=msg("Văn phòng UBND tỉnh gave this result: record that hop first"),
            id="bring.office",
        ),
        Binding(
            "f4",
            "beside",
            msg("not here yet"),
            tooltip=msg("results that are decided and were not scanned"),
            id="bring.missing",
        ),
        BACK,
    ]
    EMPTY = msg(
        "Scan a result: its slip or its code. Each gets a free place; scan the label of a shelf "
        "first to put all that follow there."
    )
    BESIDE_EMPTY = msg("No decided result is missing.")

    def __init__(self, station: "Station") -> None:
        counter = station.counter
        self._bringing = counter.bringing
        self._room = ResultRoom(counter.bringing, counter.shelving, lambda: station.officer)
        super().__init__(station, self._room)

    # --- what is shown --------------------------------------------------------------------------

    def main_rows(self) -> list[Row]:
        places = self._room.places()
        lines = [(one, end_of(one, places.get(one.id, ""))) for one in self.hand.lines.values()]
        today = local(self.station.clock()).date()
        went = batch_rows(tr("Brought in today"), self._room.batches, today)
        return [*pile_rows(lines), *aside_rows(self.hand.aside.values()), *went]

    def beside_rows(self) -> list[Row]:
        return beside(self._missing())

    def _missing(self) -> "list[Expected]":
        return self._room.missing(list(self.hand.lines.values()))

    def heads(self) -> tuple[str, str]:
        count, shelf = len(self.hand.lines), self._room.shelf
        said = trn("{n} result in hand", "{n} results in hand", count)
        said = said if count else tr("Results in")
        left = tr("Decided, not here: {n}", n=len(self._missing()))
        return f"{said}   → {shelf}" if shelf else said, left

    def first_word(self) -> tuple[str, Tone]:
        if self.hand.lines:
            return tr("These were scanned and are not taken in yet."), Tone.WARNING
        return tr("Scan each result that the agency brings."), Tone.QUIET

    def batches(self) -> "Sequence[Batch]":
        return self._room.batches

    # --- results come into hand -----------------------------------------------------------------

    def take_scan(self, scan: str) -> bool:
        if place := place_of(scan):
            self._room.shelf = place
            self.show_rows()
            self.say(tr("What is scanned from now on is put at {place}.", place=place), Tone.DONE)
            return True
        return super().take_scan(scan)

    async def land(self, found: Any) -> None:  # noqa: ANN401 - a result
        assert isinstance(found, Arrival)
        if not self.knows(found.id):
            self._comes(found)

    def _comes(self, arrival: Arrival) -> None:
        self.landed(arrival)
        self.say(*landed(arrival, self._room.places().get(arrival.id, "")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.stands:
            return False
        if action == "place":
            return self.chosen.startswith(LINE)
        if action == "propose":
            return bool(self._room.shelf)
        if action == "office":
            aside = self.hand.aside.get(self.chosen.removeprefix(ASIDE))
            return aside is not None and getattr(aside.why, "code", "") == "province-hop-missing"
        return super().check_action(action, parameters)

    def action_propose(self) -> None:
        self._room.shelf = ""
        self.show_rows()
        self.say(tr("Each result gets a free place of its own again."), Tone.DONE)

    @work(exclusive=True, group="place")
    async def action_place(self) -> None:
        dossier = self.chosen.removeprefix(LINE)
        asked = OneLineScreen(
            tr("Where is it put?"), hint=tr("scan or type the place"), may_be_empty=True
        )
        typed = await self.app.push_screen_wait(asked)
        if typed is not None:
            self._room.put(dossier, place_typed(typed))
            self.show_rows()

    @work(exclusive=True, group="office")
    async def action_office(self) -> None:
        """The further hop of UBND tỉnh's results (R99); then the result may come in."""
        aside = self.hand.aside[self.chosen.removeprefix(ASIDE)]
        usual = Hands("", self.station.officer.name)
        asked = OfficeScreen(f"{aside.code}   {aside.applicant}", usual)
        said = await self.app.push_screen_wait(asked)
        if said is None:
            return
        bringing, officer = self._bringing, self.station.officer
        async with self.turn:
            try:
                arrival = await asyncio.to_thread(
                    lambda: bringing.pass_on(
                        officer,
                        aside.id,
                        said.given,
                        number=said.number,
                        electronic=said.electronic,
                    )
                )
            except self.station.troubles as error:
                self.refuse(error)
                return
        self._comes(arrival)

    # --- a pile comes in ------------------------------------------------------------------------

    async def finish(self, pile: Sequence[Arrival]) -> "Batch | None":
        bringing, officer, ids = self._bringing, self.station.officer, [it.id for it in pile]
        index = pile[0].agency_index
        try:
            usual = await asyncio.to_thread(bringing.usual, officer, index)
            missing = await asyncio.to_thread(bringing.missing, index, ids)
        except self.station.troubles as error:
            self.refuse(error)
            return None
        asked = ResultsHandsScreen(
            pile[0].agency, usual, scanned=len(pile), missing=[it.code for it in missing]
        )
        given = await self.app.push_screen_wait(asked)
        if given is None:
            return None
        placed = self._room.placed(ids)
        return await self.change_hands(pile, lambda: bringing.bring(officer, placed, given))
