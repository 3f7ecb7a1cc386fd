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

from counter_app.screens.camera_pane import CameraPane, show_in
from counter_app.screens.dossier_acts import is_of
from counter_app.screens.dossier_text import number_of
from counter_app.screens.frame import DeskScreen
from counter_app.sentences import FINDINGS
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
    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station
    from data.domain.received import Component, Reception
    from scanning.values import CaptureReport, TakenPage

_PAGES = 12


class ScanLaterScreen(DeskScreen[None]):
    CSS_PATH = "scan_later.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "take",
            msg("take page"),
            tooltip=msg("the sheet under the camera becomes a page of this component"),
            id="scan-later.take",
        ),
        Binding("f4", "picture", msg("picture"), id="scan-later.picture"),
        Binding("escape,enter", "back", msg("done"), key_display="Esc", id="scan-later.back"),
    ]

    rows = getters.query_one(RowList)

    def __init__(self, station: "Station", file: "DossierFile") -> None:
        super().__init__(station)
        self._file, self._dossier = file, file.dossier
        self._turn = asyncio.Lock()
        self._doubted = ""
        """The component whose last picture was doubtful and was not kept."""

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
        self._show()
        self._go_to_next()
        self.rows.focus()
        self.show_camera(self.station.seen)

    def _head(self) -> Content:
        name = self._dossier.applicant.name if self._dossier.applicant else ""
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
        show_in(self, self.station, report)

    def take_scan(self, scan: str) -> bool:
        """The slip among the papers is no wish to open this dossier once more."""
        return is_of(self._file, scan)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._doubted = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "picture":
            return not self.has_class("-wide") and self.station.has_camera
        return action != "take" or (self.station.sees and bool(self.rows.key))

    @work(group="pages")
    async def action_take(self) -> None:
        """Pages come in the order in which they were asked for."""
        component = self.rows.key
        async with self._turn:
            try:
                taken = await asyncio.to_thread(self.station.take_page)
                if taken.findings and self._doubted != component:
                    self._doubt(component, taken)
                    return
                await self._keep(component, taken)
            except self.station.troubles as error:
                self.refuse(error)

    def _doubt(self, component: str, taken: "TakenPage") -> None:
        self._doubted = component
        finding = tr(FINDINGS[taken.findings[0]])
        self.say(
            tr("{finding} Nothing was kept. Space again keeps it as it is.", finding=finding),
            Tone.WARNING,
        )

    async def _keep(self, component: str, taken: "TakenPage") -> None:
        amending, officer = self.station.counter.amending, self.station.officer
        self._dossier = await asyncio.to_thread(
            amending.add_page, officer, self._dossier.id, component, taken.jpeg
        )
        self._doubted = ""
        self._show()
        self.say(*self._next_step(component))

    def _next_step(self, component: str) -> tuple[str, Tone]:
        item = next(it for it in self._reception.components if it.id == component)
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
