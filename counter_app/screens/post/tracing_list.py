"""The list of what the post carries: read by a thread, narrowed as one types, led to by a scan."""

import asyncio
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from counter_app.screens.frame import DeskScreen
from counter_app.screens.laid import Laid
from counter_app.screens.post.tracing_rows import (
    chosen,
    due_back_said,
    fits,
    head,
    head_row,
    line,
)
from counter_app.widgets.field import Field
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import tr

if TYPE_CHECKING:
    from counter_app.desk.post.tracing import Traced
    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station


class TracingList(DeskScreen[None]):
    """`_found` is everything, `_file` the dossier of the row under the cursor."""

    rows = getters.query_one(RowList)
    typed = getters.query_one("#typed", Field)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self.tracing = station.counter.post.tracing
        self._found: list[Traced] = []
        self._file: DossierFile | None = None
        self._done, self._told = "", ""
        """What was recorded last, and the row at which that was said."""

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            yield Static(id="head")
            with Horizontal(id="typed-line"):
                yield Static(tr("Filter"), classes="label", markup=False)
                yield Field(id="typed", placeholder=tr("item number, dossier, name"))
            yield RowList(id="rows")
            yield Laid()

    def on_mount(self) -> None:
        self.rows.focus()

    def on_screen_resume(self) -> None:
        """What was done in front of it is told anew."""
        self.ask()

    # --- the list -------------------------------------------------------------------------------

    @work(exclusive=True, group="list")
    async def ask(self, *, stand_on: str = "") -> None:
        try:
            self._found = await asyncio.to_thread(self.tracing.carried)
        except self.station.troubles as error:
            self.refuse(error)
            return
        self.show_lines(stand_on)

    def show_lines(self, stand_on: str = "") -> None:
        if not self.stands:
            return
        shown = [it for it in self._found if fits(it, self.typed.value)]
        lines = [line(it, self.station.clock()) for it in shown]
        nothing = tr("Nothing of it here: fewer words.") if self._found else ""
        empty = nothing or tr("The post carries nothing of this Center now.")
        self.rows.show([head_row(), *lines] if lines else [], empty=empty)
        if stand_on:
            self.rows.stand_on(stand_on)
        elif not self.rows.key:
            self.rows.first()
        self.query_one("#head", Static).update(head(self._found, len(shown)))
        self._told = self.rows.key
        self._tell()

    @on(RowList.Moved)
    def _tell(self) -> None:
        key = self.rows.key
        if self._file is None or self._file.dossier.id != key:
            self._read(key)
        traced = self._chosen
        dossier = self._file.dossier if self._file else None
        self.query_one(Laid).show(lambda width: chosen(traced, dossier, width))
        self._say_of(traced)
        self.refresh_bindings()

    def _say_of(self, traced: "Traced | None") -> None:
        """What was just recorded is told until the cursor moves on."""
        if self._done and self.rows.key == self._told:
            self.say(self._done, Tone.DONE)
            return
        self._done = ""
        wants = due_back_said(traced) if traced else ""
        self.say(wants, Tone.WARNING if wants else Tone.QUIET)

    def _read(self, key: str) -> None:
        try:
            self._file = self.station.counter.search.open_id(key) if key else None
        except self.station.troubles as error:
            self._file = None
            self.refuse(error)

    @property
    def _chosen(self) -> "Traced | None":
        return next((it for it in self._found if it.item.id == self.rows.key), None)

    def take_scan(self, scan: str) -> bool:
        """A parcel or a slip leads to its row; anything else says why it has none."""
        try:
            found = self.tracing.find(scan)
        except self.station.troubles as error:
            self.refuse(error)
            return True
        self.typed.value, self._done = "", ""
        self.rows.focus()
        self.ask(stand_on=found.item.id)
        return True

    @on(Input.Changed, "#typed")
    def _narrowed(self) -> None:
        self.show_lines()
