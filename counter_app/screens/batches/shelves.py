"""Count of the shelves (kiểm kê): scan a shelf, then what lies there; every difference is named.

What lies elsewhere than the record says is put on record by one key; nothing is thrown away.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.desk.batches.shelving import Verdict, place_of, place_typed
from counter_app.screens.batches.shelves_count import Count
from counter_app.screens.batches.shelves_rows import (
    PLACE,
    RESULT,
    place_rows,
    result_rows,
    said_of,
    summed,
)
from counter_app.screens.dossiers.dossier import look_into
from counter_app.screens.frame import DeskScreen
from counter_app.screens.one_line import OneLineScreen
from counter_app.screens.unread import say_unread
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import msg, tr, trn
from data.domain.codes import read_card

if TYPE_CHECKING:
    from counter_app.screens.station import Station

KEYS: Final[list[BindingType]] = [
    Binding(
        "f9",
        "record",
        msg("put on record"),
        tooltip=msg("what was scanned here and is recorded elsewhere lies here from now on"),
        id="shelves.record",
    ),
    Binding(
        "slash",
        "type",
        msg("type a code"),
        tooltip=msg("of a result, or the name of a place"),
        id="shelves.type",
    ),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("what lies at this place, or the dossier of this result"),
        id="shelves.open",
    ),
    Binding(
        "delete",
        "unsee",
        msg("take off"),
        tooltip=msg("it does not lie here after all; nothing was put on record"),
        id="shelves.unsee",
    ),
    Binding("escape", "back", msg("back"), id="shelves.back"),
]


class ShelvesScreen(DeskScreen[None]):
    CSS_PATH = "shelves.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    rows = getters.query_one(RowList)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._shelving = station.counter.shelving
        self._count = Count(self._shelving)
        self._turn = asyncio.Lock()

    # --- what is shown --------------------------------------------------------------------------

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            yield Static(id="head", markup=False)
            yield RowList(
                id="rows",
                empty=tr("Nothing is on record here. Scan a shelf, then what lies there."),
            )

    def on_mount(self) -> None:
        self.rows.focus()
        self.say(tr("Scan the label of a shelf, then every result that lies there."))

    def on_screen_resume(self) -> None:
        self.reread()

    @work(exclusive=True, group="reread")
    async def reread(self) -> None:
        async with self._turn:
            await self._reread()

    async def _reread(self) -> None:
        try:
            await asyncio.to_thread(self._count.read)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.show_rows()

    def show_rows(self) -> None:
        if not self.stands:
            return
        count = self._count
        if count.place is None:
            head = trn("{n} place in use", "{n} places in use", len(count.places))
            self.rows.show(place_rows(count.places, count.seen))
        else:
            head = summed(count.place, count.lying, count.found)
            self.rows.show(result_rows(count.lying, count.found))
        self.query_one("#head", Static).update(head)
        self.refresh_bindings()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    # --- scans ----------------------------------------------------------------------------------

    def take_scan(self, scan: str) -> bool:
        if read_card(scan) is not None:
            return False
        if place := place_of(scan):
            self.go_to(place)
        else:
            self.see(scan)
        return True

    @work(group="scan")
    async def go_to(self, place: str) -> None:
        async with self._turn:
            self._count.place = place
            await self._reread()
        self.rows.first()
        lying = len(self._count.lying)
        said = trn("{n} result should lie here.", "{n} results should lie here.", lying)
        self.say(f"{place or tr('No place')}: {said}", Tone.QUIET)

    @work(group="scan")
    async def see(self, scan: str) -> None:
        """Scans are looked at one after the other."""
        async with self._turn:
            place = self._count.place or ""
            try:
                found = await asyncio.to_thread(self._shelving.found, place, scan)
            except self.station.troubles as error:
                say_unread(self, scan, error)
                return
        if place:
            self._count.found[found.lying.id] = found
            self.show_rows()
            self.rows.stand_on(f"{RESULT}{found.lying.id}")
        if found.verdict is not Verdict.HERE and self.station.settings.bell:
            self.app.bell()
        if place and self._count.is_whole():
            self.say(tr("Everything that should lie at {place} is there.", place=place), Tone.DONE)
        else:
            self.say(*said_of(found, place))

    # --- keys -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.stands:
            return False
        if action == "record":
            return bool(self._count.moves())
        if action == "open":
            return bool(self.rows.key)
        if action == "unsee":
            return self.rows.key.removeprefix(RESULT) in self._count.found
        return True

    @work(exclusive=True, group="record")
    async def action_record(self) -> None:
        count, shelving, officer = self._count, self._shelving, self.station.officer
        place, moves = count.place or "", count.moves()
        async with self._turn:
            try:
                await asyncio.to_thread(shelving.put, officer, place, moves)
                for dossier in moves:
                    code = count.found[dossier].lying.code
                    count.found[dossier] = await asyncio.to_thread(shelving.found, place, code)
            except self.station.troubles as error:
                self.refuse(error)
                return
            await self._reread()
        lies = trn("{n} result is on record here now.", "{n} are on record here now.", len(moves))
        self.say(f"{place}: {lies}", Tone.DONE)

    @work(exclusive=True, group="type")
    async def action_type(self) -> None:
        asked = OneLineScreen(
            tr("Which result, or which place?"), hint=tr("a code, or the name of a place")
        )
        if (typed := await self.app.push_screen_wait(asked)) is not None:
            self._typed(typed)

    def _typed(self, typed: str) -> None:
        """A place that is in use is one by its name; anything else is a result."""
        place = place_typed(typed)
        if place_of(typed) or place in {one.place for one in self._count.places}:
            self.go_to(place)
        else:
            self.see(typed)

    @work(exclusive=True, group="open")
    async def action_open(self) -> None:
        key = self.rows.key
        if key.startswith(PLACE):
            self.go_to(key.removeprefix(PLACE))
        elif key.startswith(RESULT):
            await look_into(self, key.removeprefix(RESULT))

    def action_unsee(self) -> None:
        self._count.found.pop(self.rows.key.removeprefix(RESULT), None)
        self.show_rows()

    def action_back(self) -> None:
        left = self._count.place
        if left is None:
            self.dismiss(None)
            return
        self._count.place = None
        self.show_rows()
        self.rows.stand_on(f"{PLACE}{left}")
