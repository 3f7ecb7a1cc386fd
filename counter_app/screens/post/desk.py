"""The postal desk (bưu chính): what is to pack, what waits for the courier, what to hand in."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from counter_app.screens.confirm import ConfirmScreen
from counter_app.screens.dossiers.dossier import look_into
from counter_app.screens.frame import DeskScreen
from counter_app.screens.one_line import OneLineScreen
from counter_app.screens.post.desk_acts import may, step
from counter_app.screens.post.desk_beside import Beside
from counter_app.screens.post.desk_keys import POST_KEYS
from counter_app.screens.post.desk_rows import (
    PACK,
    READY,
    PostLists,
    post_rows,
    read_lists,
)
from counter_app.screens.post.desk_scans import go_to, is_item, pack
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import tr
from data.domain.codes import read_card
from data.domain.packing import item_number

if TYPE_CHECKING:
    from counter_app.screens.station import Station

REFRESH_S: Final = 60.0
"""Another desk packs and brings in too."""


class PostScreen(DeskScreen[None]):
    CSS_PATH = "desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = POST_KEYS

    rows = getters.query_one(RowList)
    beside = getters.query_one(Beside)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self.post = station.counter.post
        self.lists = PostLists()
        self._loaded = False
        self._looking, self._early = False, ""

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="main"):
                yield RowList(id="rows")
            yield Beside(self.station)

    def on_mount(self) -> None:
        self.rows.focus()
        self.set_interval(REFRESH_S, self.reread)
        self.say(tr("Scan a result to pack it, or a parcel to find it here."))

    def on_screen_resume(self) -> None:
        self.reread()

    # --- what is shown --------------------------------------------------------------------------

    @work(exclusive=True, group="reread")
    async def reread(self) -> None:
        await self.read_again()

    async def read_again(self, stand_on: str = "") -> None:
        try:
            self.lists = await asyncio.to_thread(read_lists, self.post)
        except self.station.troubles as error:
            self.refuse(error)
            return
        if not self.stands:
            return
        self.rows.show(post_rows(self.lists))
        if stand_on:
            self.rows.stand_on(stand_on)
        elif not self._loaded:
            self.rows.first()
        self._loaded = True
        self._moved()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.beside.look(self.rows.key, self.lists)
        self.refresh_bindings()

    # --- scans ----------------------------------------------------------------------------------

    def take_scan(self, scan: str) -> bool:
        if read_card(scan) is not None:
            return False
        if self._looking:
            self._early = scan
        else:
            self._looking, self._early = True, ""
            self.find(scan)
        return True

    def early(self) -> str:
        """What was scanned while the last scan was looked up: a reader is quicker than a store."""
        self._looking, scan, self._early = False, self._early, ""
        return scan

    @work(exclusive=True, group="pack")
    async def find(self, scan: str) -> None:
        """A parcel's number goes to its row; the slip of a result goes on to pack it."""
        if is_item(scan, self.lists):
            await go_to(self, item_number(scan))
        else:
            await pack(self, scan)
        if again := self.early():
            self.take_scan(again)

    # --- keys -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.stands:
            return False
        roles, key = self.station.officer.roles, self.rows.key
        if action == "step":
            return may(str(parameters[0]), roles)
        if action == "pack":
            return key.startswith(PACK) and may("pack", roles)
        if action == "unpack":
            return key.startswith(READY) and may("unpack", roles)
        return bool(key) if action == "open" else True

    @property
    def _dossier(self) -> str:
        """The dossier of the row under the cursor."""
        return self.rows.key.partition(":")[2]

    @work(exclusive=True, group="pack")
    async def action_pack(self) -> None:
        one = next(it for it in self.lists.to_pack if it.dossier == self._dossier)
        await pack(self, one.code)

    @work(exclusive=True, group="unpack")
    async def action_unpack(self) -> None:
        dossier = self._dossier
        one = next(it for it in self.lists.ready if it.dossier == dossier)
        number = one.parcel.item
        question = tr(
            "Take the result of {code} out of parcel {number}? It is to be packed anew, or handed "
            "out at the desk. Destroy the postal slip of the parcel.",
            code=one.code,
            number=number,
        )
        if not await self.app.push_screen_wait(ConfirmScreen(question)):
            return
        try:
            officer = self.station.officer
            await asyncio.to_thread(self.post.packing.unpack, officer, dossier)
        except self.station.troubles as error:
            self.refuse(error)
            return
        await self.read_again(f"{PACK}{dossier}")
        self.say(tr("{code} is in no parcel any more.", code=one.code), Tone.DONE)

    def action_step(self, which: str) -> None:
        step(self, which)

    @work(exclusive=True, group="open")
    async def action_open(self) -> None:
        await look_into(self, self._dossier)

    @work(exclusive=True, group="type")
    async def action_type(self) -> None:
        asked = OneLineScreen(
            tr("Which dossier, or which parcel?"), hint=tr("a code, or the number of a parcel")
        )
        if (typed := await self.app.push_screen_wait(asked)) is not None:
            self.take_scan(typed)

    def action_back(self) -> None:
        self.dismiss(None)
