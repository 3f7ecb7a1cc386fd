"""Pages of a dossier that was received first and is photographed now (C26).

Each page is an entry at once and stays: a doubtful picture is kept only on a second press.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from counter_app.screens.capture import capture_text
from counter_app.screens.capture.camera_pane import CameraPane, may_show
from counter_app.screens.capture.capturing import CAPTURE_KEYS, TAKE, CapturingScreen
from counter_app.screens.dossiers.dossier_acts import is_of
from counter_app.screens.dossiers.dossier_text import number_of
from counter_app.widgets.lines import (
    ACCENT,
    QUIET,
    STRONG,
    WARNING,
    column,
    left,
    right,
    row,
    styled,
)
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Draw, Row, RowList
from counter_app.wording import msg, tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station
    from data.domain.received import Component, Reception
    from scanning.values import CaptureReport, TakenPage

_PAGES = 12


class ScanLaterScreen(CapturingScreen[None]):
    CSS_PATH = "scan_later.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        TAKE,
        *CAPTURE_KEYS,
        Binding(
            "backspace,delete",
            "drop",
            msg("drop the page"),
            tooltip=msg("the page with a finding is not kept"),
            id="scan-later.drop",
        ),
        Binding("f4", "picture", msg("picture"), id="scan-later.picture"),
        Binding("enter", "back", show=False, id="scan-later.done"),
        Binding("escape", "back", msg("done"), id="scan-later.back"),
    ]

    rows = getters.query_one(RowList)

    def __init__(self, station: "Station", file: "DossierFile") -> None:
        super().__init__(station)
        self._file, self._dossier = file, file.dossier
        self._turn = asyncio.Lock()

    @property
    def _reception(self) -> "Reception":
        assert self._dossier.reception is not None
        return self._dossier.reception

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="list"):
                yield Static(self._head(), id="head", markup=False)
                yield RowList(id="rows")
            yield CameraPane()

    def on_mount(self) -> None:
        self.begin_pages()
        self._show()
        self._go_to_next()
        self.rows.focus()
        self.show_camera(self.station.seen)

    def _head(self) -> Content:
        name = self._dossier.applicant_name
        return column(
            row(styled(number_of(self._dossier), STRONG), styled(f"   {name}", QUIET)),
            styled(self._reception.matter.procedure, QUIET),
        )

    def _show(self) -> None:
        numbered = enumerate(self._reception.components, start=1)
        self.rows.show([Row(_drawn(number, item), item.id) for number, item in numbered])

    def _go_to_next(self) -> None:
        """To the first component of which there is no page yet."""
        waiting = self._reception.unscanned
        if waiting:
            places = [item.id for item in self._reception.components]
            self.rows.action_move(places.index(waiting[0].id) - places.index(self.rows.key))

    def show_camera(self, report: "CaptureReport | None") -> None:
        if may_show(self, self.station):
            pages = len(self._item(self.component_now).pages) if self.component_now else 0
            goes = tr("page {page}", page=pages + 1)
            self.query_one(CameraPane).look(report, goes, self.landed)
            self.refresh_bindings()
            self.look_at_files(report)

    def take_scan(self, scan: str) -> bool:
        """The slip among the papers is no wish to open this dossier once more."""
        return self.turn_at(scan) or is_of(self._file, scan)

    def go_to(self, number: int) -> str:
        places = self._reception.components
        here = next((n for n, it in enumerate(places, start=1) if it.id == self.rows.key), 0)
        wanted = number or here + 1
        if not 1 <= wanted <= len(places):
            return ""
        self.rows.action_move(wanted - here)
        return places[wanted - 1].name

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.landed = ""

    @property
    def component_now(self) -> str:
        return self.rows.key if self.is_mounted else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "picture":
            return not self.has_class("-wide") and self.station.has_camera
        if action == "drop":
            return self.doubted is not None
        if action == "back":
            return True
        if action in {"take", "accept", "hands_free", "corners"}:
            return self.may_capture(action, parameters)
        return super().check_action(action, parameters)

    def action_take(self) -> None:
        if not self.just_taken and not self.takes_scans_that_waited():
            self._take()

    @work(group="pages")
    async def _take(self) -> None:
        """A doubtful page is asked about; Space again keeps the new picture as it is."""
        component, before = self.component_now, self.doubted
        async with self._turn:
            try:
                taken = await asyncio.to_thread(self.station.take_page)
            except self.station.troubles as error:
                self.refuse(error)
                return
            self.confirm()
            if taken.findings and (before is None or before.component != component):
                self.doubt(taken)
                return
            self.doubted = None
            self.doubt_changed()
            self.capture.accept()
            await self._keep(component, taken)

    def action_drop(self) -> None:
        self.drop_doubted()

    def put(self, component: str, take: "Callable[[], TakenPage]") -> None:
        self._put(component, take)

    @work(group="pages")
    async def _put(self, component: str, take: "Callable[[], TakenPage]") -> None:
        async with self._turn:
            await self._keep(component, take())

    async def _keep(self, component: str, page: "TakenPage") -> None:
        """Pages come in the order in which they were asked for; findings are overruled."""
        amending, officer = self.station.counter.amending, self.station.officer
        dossier = self._dossier.id
        try:
            self._dossier = await asyncio.to_thread(
                lambda: amending.add_page(
                    officer, dossier, component, page.jpeg, overruled=page.findings
                )
            )
        except self.station.troubles as error:
            self.refuse(error)
            return
        pages = len(self._item(component).pages)
        place = [item.id for item in self._reception.components].index(component) + 1
        self.landed = capture_text.kept(pages, place)
        self._show()
        self.say(*self._next_step(component))

    def _item(self, component: str) -> "Component":
        return next(it for it in self._reception.components if it.id == component)

    def _next_step(self, component: str) -> tuple[str, Tone]:
        item = self._item(component)
        said = tr("Page {page} is kept: {component}.", page=len(item.pages), component=item.name)
        if not self._reception.unscanned:
            said += " " + tr("Every component has its pages. Esc when this is all.")
        return said, Tone.DONE

    def action_picture(self) -> None:
        self.toggle_class("-page")

    @work(exclusive=True, group="leave")
    async def action_back(self) -> None:
        """A page that is on its way is an entry before this is left."""
        async with self._turn:
            if not self.waits_for_word():
                await self.leave(None)


def _drawn(number: int, item: "Component") -> Draw:
    """State by shape and word: what waits for its pages is seen without colour."""
    waits = item.unscanned
    mark = styled("▲ ", WARNING) if waits else styled("✓ ", ACCENT)
    pages = tr("not scanned") if waits else trn("{n} page", "{n} pages", len(item.pages))

    def draw(width: int) -> Content:
        return row(
            mark,
            left(f"{number}. {item.name}", width - _PAGES - 3) + " ",
            styled(right(pages, _PAGES), WARNING if waits else QUIET),
        )

    return draw
