"""A carrier's file on the screen: read, its columns and words asked, each row in its lot.

Whatever takes long is done by a thread, and meanwhile no key acts. Nothing is recorded here.
"""

import asyncio
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.desk.post.carrier_rows import Declared, Lot, SortedRow, Sorting
from counter_app.screens.frame import Asked, DeskScreen, Reply
from counter_app.screens.laid import Laid
from counter_app.screens.post import carrier_text
from counter_app.screens.post.carrier_asking import ask_columns, ask_words
from counter_app.screens.post.choose_file import ChooseFileScreen
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import tr, trn
from data.catalogue.carrier_columns import Places

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.screens.station import Station
    from counter_app.widgets.rows import Row
    from data.catalogue.carrier_table import CarrierTable

DECLARABLE: Final = frozenset(
    {
        "carrier-identity-undeclared",
        "carrier-shelf-missing",
        "giver-missing",
        "receiver-missing",
    }
)
"""Why a row waits for the declaration."""


class CarrierSorting(DeskScreen[None]):
    """`applied`: its rows were recorded, and stand there as they are now."""

    rows = getters.query_one(RowList)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self.carrier = station.counter.post.carrier
        self._file_name = ""
        self._unread: Path | None = None
        """A file that could not be read stands there to be tried again."""
        self._table: CarrierTable | None = None
        self._places: Places | None = None
        self.sorting: Sorting | None = None
        self._by_line: dict[str, SortedRow] = {}
        self.declared = Declared()
        self.busy = self.applied = False

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            yield Static(id="head")
            with Vertical(id="counted"):
                yield Laid()
            yield RowList(id="rows")
            with Vertical(id="detail"):
                yield Laid()

    def on_mount(self) -> None:
        self.rows.focus()
        self.action_choose()

    async def told(
        self, ask: Callable[Asked, Reply], *asked: Asked.args, **named: Asked.kwargs
    ) -> Reply | None:
        """Meanwhile no key acts."""
        self.hold(busy=True)
        try:
            return await super().told(ask, *asked, **named)
        finally:
            self.hold(busy=False)

    def hold(self, *, busy: bool) -> None:
        self.busy = busy
        self.refresh_bindings()

    # --- a file ---------------------------------------------------------------------------------

    @work(exclusive=True, group="act")
    async def action_choose(self) -> None:
        title = tr("The carrier's status file (CSV or XLSX)")
        begun = str(self._unread or f"{self.carrier.folder}{os.sep}")
        asking = ChooseFileScreen(title, begun)
        path: Path | None = await self.app.push_screen_wait(asking)
        if path is not None:
            await self._open(path)
        elif self._table is None:
            await self.leave(None)

    async def _open(self, path: "Path") -> None:
        self.say(tr("Reading …"))
        table = await self.told(self.carrier.read, path)
        self._unread = path if table is None else None
        if table is None:
            return
        self._file_name, self._table, self._places = path.name, table, None
        self.sorting, self.applied, self.declared = None, False, Declared()
        self.say("")
        self._show([])
        self._places = await ask_columns(self, table)
        if self._places is not None:
            await ask_words(self, table, self._places, only_where_open=True)
        await self.sort()

    @work(exclusive=True, group="act")
    async def action_columns(self) -> None:
        places = await ask_columns(self, self._table) if self._table else None
        if places is not None:
            self._places = places
            await self.sort()

    @work(exclusive=True, group="act")
    async def action_words(self) -> None:
        if self._table is not None and self._places is not None:
            await ask_words(self, self._table, self._places)
            await self.sort()

    # --- what will become of it -----------------------------------------------------------------

    async def sort(self) -> None:
        if self._table is None or self._places is None:
            return
        self.say(tr("Looking up the items …"))
        officer = self.station.officer
        sort = partial(self.carrier.sort, officer, self._table, self._places, self.declared)
        sorting = await self.told(sort)
        if sorting is not None:
            await self.take(sorting, applied=False)
            self.greet()

    async def take(self, sorting: Sorting, *, applied: bool) -> None:
        """Lines are made by a thread: a file may have very many."""
        self.sorting, self.applied = sorting, applied
        self._show(await asyncio.to_thread(carrier_text.rows, sorting))
        self.rows.first()

    def greet(self) -> None:
        if self._needed and self.declared == Declared():
            said = tr("Some rows want a declaration first: D.")
            self.say(said, Tone.WARNING)
        elif count := self.count(Lot.RECORD):
            said = trn(
                "F9 records {n} row; nothing is recorded yet.",
                "F9 records {n} rows; nothing is recorded yet.",
                count,
            )
            self.say(said)
        else:
            self.say(tr("Nothing in this file is new."), Tone.DONE)

    def count(self, lot: Lot) -> int:
        return len(self.sorting.of(lot)) if self.sorting else 0

    @property
    def _needed(self) -> int:
        """Rows that wait for what can be declared here."""
        waiting = self.sorting.of(Lot.NEEDED) if self.sorting and not self.applied else ()
        return sum(it.code in DECLARABLE for it in waiting)

    def _show(self, rows: "list[Row]") -> None:
        if not self.stands:
            return
        table, sorting = self._table, self.sorting
        if table is not None:
            self.query_one("#head", Static).update(carrier_text.head(self._file_name, table))
        told = partial(carrier_text.counted, sorting)
        self.query_one("#counted Laid", Laid).show(told)
        self._by_line = {str(it.line): it for it in sorting.rows} if sorting else {}
        self.rows.show(rows)
        self._tell()

    @property
    def digest(self) -> str:
        """Of the file: the same rows under another name are the same file."""
        return self._table.sha256 if self._table else ""

    @property
    def row(self) -> SortedRow | None:
        """The row under the cursor."""
        return self._by_line.get(self.rows.key) if self.stands else None

    @on(RowList.Moved)
    def _tell(self) -> None:
        it = self.row
        self.query_one("#detail Laid", Laid).show(lambda width: carrier_text.chosen(it, width))
        self.refresh_bindings()
