"""Scan after scan lands on the pile of its agency; what may not change hands is put aside.

What was scanned stays in hand at this desk until it went, whatever screen is shown meanwhile.
"""

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from counter_app.screens.batches.piles_hand import Hand, One, Room
from counter_app.screens.batches.piles_rows import ASIDE, LINE, Aside, why_not
from counter_app.screens.frame import DeskScreen
from counter_app.screens.unread import say_unread
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Row, RowList
from counter_app.wording import tr
from data.domain.codes import read_card

if TYPE_CHECKING:
    from counter_app.screens.station import Station

REFRESH_S: Final = 60.0
"""What must go today is looked at again: a cut-off may pass while nobody touches a key."""


class ScannedScreen(DeskScreen[None], Generic[One]):
    """Piles at the left, what is still to come beside them. `turn` is held by whatever reads."""

    EMPTY: ClassVar[str] = ""
    BESIDE_EMPTY: ClassVar[str] = ""

    rows = getters.query_one("#rows", RowList)
    others = getters.query_one("#others", RowList)

    def __init__(self, station: "Station", room: Room[One]) -> None:
        super().__init__(station)
        self.hand = Hand(room)
        self.turn = asyncio.Lock()
        self._loaded = False

    # --- what each screen of piles says ---------------------------------------------------------

    def main_rows(self) -> list[Row]:
        raise NotImplementedError

    def beside_rows(self) -> list[Row]:
        raise NotImplementedError

    def heads(self) -> tuple[str, str]:
        """What stands over both lists."""
        raise NotImplementedError

    def first_word(self) -> tuple[str, Tone]:
        """The sentence that speaks first when the screen comes."""
        raise NotImplementedError

    async def land(self, found: Any) -> None:  # noqa: ANN401 - what `look` of its room gave
        """What was looked at comes into hand."""
        raise NotImplementedError

    # --- what is shown --------------------------------------------------------------------------

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="main"):
                yield Static(id="head", markup=False)
                yield RowList(id="rows", empty=tr(self.EMPTY))
            with Vertical(id="beside"):
                yield Static(id="beside-head", markup=False)
                yield RowList(id="others", empty=tr(self.BESIDE_EMPTY))

    def on_mount(self) -> None:
        self.rows.focus()
        self.set_interval(REFRESH_S, self.refresh_piles)

    def on_screen_resume(self) -> None:
        """What was opened from here may be fit by now, or no more."""
        self.refresh_piles()

    def prints_changed(self) -> None:
        self.show_rows()

    @work(exclusive=True, group="refresh")
    async def refresh_piles(self) -> None:
        async with self.turn:
            try:
                await asyncio.to_thread(self.hand.room.survey)
                read = await asyncio.to_thread(self.hand.read, self.station.troubles)
            except self.station.troubles as error:
                self.refuse(error)
                return
            for dossier, one in read:
                self.hand.seen(dossier, one)
        self.show_rows()
        if not self._loaded:
            self._loaded = True
            self.rows.first()
            self.say(*self.first_word())

    def show_rows(self) -> None:
        if not self.stands:
            return
        self.rows.show(self.main_rows())
        self.others.show(self.beside_rows())
        head, beside = self.heads()
        self.query_one("#head", Static).update(head)
        self.query_one("#beside-head", Static).update(beside)
        self.refresh_bindings()

    @on(RowList.Moved)
    def _moved(self) -> None:
        """A row has room for the beginning of a reason; the whole of it is said."""
        aside = self.hand.aside.get(self.chosen.removeprefix(ASIDE))
        if aside is not None:
            self.say(f"{aside.code}: {why_not(aside.why)}", Tone.WARNING)
        self.refresh_bindings()

    @property
    def chosen(self) -> str:
        """The key of the row that a key would act on."""
        front = self.others if self.others.has_focus else self.rows
        return front.key

    # --- scans ----------------------------------------------------------------------------------

    def take_scan(self, scan: str) -> bool:
        if read_card(scan) is not None:
            return False
        self.scan(scan)
        return True

    @work(group="scan")
    async def scan(self, scan: str) -> None:
        """Scans are looked at one after the other, in the order of the pile."""
        async with self.turn:
            try:
                found = await asyncio.to_thread(self.hand.room.look, scan)
            except self.station.troubles as error:
                await self._put_aside(scan, error)
                return
        await self.land(found)

    def landed(self, one: One) -> None:
        """It is in hand, and the cursor stands on it."""
        self.hand.take(one)
        self.show_rows()
        self.rows.stand_on(f"{LINE}{one.id}")

    async def _put_aside(self, scan: str, error: Exception) -> None:
        """A dossier is kept in sight with its reason; what is no dossier is only said."""
        if self.station.settings.bell:
            self.app.bell()
        try:
            aside = await asyncio.to_thread(self.odd_one, scan, error)
        except self.station.troubles:
            say_unread(self, scan, error)
            return
        self.hand.aside[aside.id] = aside
        self.show_rows()
        self.rows.stand_on(f"{ASIDE}{aside.id}")
        self.say(f"{aside.code}: {why_not(aside.why)}", Tone.WARNING)

    def odd_one(self, scan: str, error: Exception) -> Aside:
        """On a thread: what was scanned and may not go on. Raises where it is no dossier."""
        dossier = self.station.counter.search.open(scan).dossier
        code = str(dossier.reception.code) if dossier.reception else scan
        return Aside(dossier.id, code, dossier.applicant_name, error)

    def knows(self, dossier: str) -> bool:
        """Whether it was scanned before; then that is said, and nothing is counted twice."""
        known = self.hand.lines.get(dossier)
        if known is None:
            return False
        self.rows.stand_on(f"{LINE}{dossier}")
        self.say(tr("{code} was scanned already.", code=known.code), Tone.WARNING)
        return True
