"""The pages that were handed in, looked at while a result is handed out; nothing changes here."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from counter_app.desk.page_view import page_view
from counter_app.screens.frame import DeskModal
from counter_app.widgets.lines import QUIET, left, styled
from counter_app.widgets.preview import PreviewPane
from counter_app.widgets.rows import Row, RowList
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.screens.station import Station
    from data.domain.dossier import Dossier

CELLS = (46, 14)


class SubmittedScreen(DeskModal[None]):
    CSS_PATH = "submitted.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "back", msg("done"), show=False, id="submitted.done"),
    ]

    rows = getters.query_one(RowList)
    pane = getters.query_one(PreviewPane)

    def __init__(self, station: "Station", dossier: "Dossier") -> None:
        super().__init__()
        self._station, self._dossier = station, dossier
        self._pages = dossier.taken_in().pages

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("What was handed in"), classes="title", markup=False)
        with Horizontal(id="pages"):
            yield RowList(id="rows", empty=tr("No page was scanned."))
            yield PreviewPane()

    def on_mount(self) -> None:
        self.rows.show(list(self._rows()))
        self.rows.first()
        self.rows.focus()

    def _rows(self) -> "Iterator[Row]":
        place = 0
        for component in self._dossier.taken_in().components:
            if component.pages:
                yield Row(partial(_heading, component.name))
            for number, _ in enumerate(component.pages, start=1):
                yield _row(number, place)
                place += 1

    @on(RowList.Moved)
    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        if not self.rows.key:
            return
        pages, name = self._station.counter.releasing.pages, self._pages[int(self.rows.key)]
        try:
            self.pane.follow(await asyncio.to_thread(page_view, pages, name, CELLS))
        except self._station.troubles as error:
            self.refuse(error)


def _heading(name: str, width: int) -> Content:
    return styled(left(name, width), QUIET)


def _row(number: int, place: int) -> Row:
    return Row(lambda width: Content(left(tr("page {page}", page=number), width)), str(place))
