"""The pages of one component: looked at, put in another order, taken out."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from counter_app.desk.page_view import page_view
from counter_app.screens.frame import DeskModal
from counter_app.widgets.preview import PreviewPane
from counter_app.widgets.rows import Row, RowList
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.screens.receiving.intake import IntakeScreen

CELLS = (46, 14)
Pages = tuple[str, ...]


class PagesScreen(DeskModal[None]):
    """Everything is in the draft at once; there is nothing to confirm."""

    CSS_PATH = "pages.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "minus",
            "shift(-1)",
            msg("earlier / later"),
            key_display="−+",
            tooltip=msg("put the page before the one above it, or behind the one below it"),
            id="pages.earlier",
        ),
        Binding("plus,equals_sign", "shift(1)", show=False, id="pages.later"),
        Binding(
            "delete,backspace",
            "drop",
            msg("take out"),
            key_display="Del",
            tooltip=msg("take this page out of the dossier"),
            id="pages.drop",
        ),
        Binding("enter", "back", msg("done"), show=False, id="pages.done"),
    ]

    rows = getters.query_one(RowList)
    pane = getters.query_one(PreviewPane)

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__()
        self._intake = intake
        self._component = intake.table.component

    @property
    def _pages(self) -> Pages:
        return self._intake.keeper.draft.component(self._component).pages

    def compose_panel(self) -> ComposeResult:
        line = self._intake.table.line
        yield Static(line.name if line else "", classes="title", markup=False)
        with Horizontal(id="pages"):
            yield RowList(id="rows", empty=tr("No page yet."))
            yield PreviewPane()

    def on_mount(self) -> None:
        self._show(max(0, len(self._pages) - 1))
        self.rows.focus()

    def _show(self, place: int) -> None:
        """Rows are known by their place: one picture may be there twice."""
        self.rows.show([_row(number) for number in range(1, len(self._pages) + 1)])
        self.rows.cursor = min(place, len(self._pages) - 1)
        self._look()
        self.refresh_bindings()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._look()
        self.refresh_bindings()

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        place = self.rows.cursor
        if not 0 <= place < len(self._pages):
            self.pane.picture = None
            return
        pages, name = self._intake.drafting.pages, self._pages[place]
        try:
            self.pane.follow(await asyncio.to_thread(page_view, pages, name, CELLS))
        except self._intake.station.troubles as error:
            self.refuse(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "shift":
            return len(self._pages) > 1
        if action == "drop":
            return bool(self._pages)
        return super().check_action(action, parameters)

    async def action_shift(self, by: int) -> None:
        place = self.rows.cursor
        target = place + by
        if not 0 <= target < len(self._pages):
            return

        def moved(pages: Pages) -> Pages:
            rest = [*pages[:place], *pages[place + 1 :]]
            return (*rest[:target], pages[place], *rest[target:])

        await self._arrange(moved, target)

    async def action_drop(self) -> None:
        place = self.rows.cursor
        await self._arrange(lambda pages: (*pages[:place], *pages[place + 1 :]), place)

    async def _arrange(self, order: "Callable[[Pages], Pages]", place: int) -> None:
        try:
            await self._intake.keeper.arrange(self._component, order)
        except self._intake.station.troubles as error:
            self.refuse(error)
        self._show(place)


def _row(number: int) -> Row:
    return Row(lambda _width: Content(tr("page {page}", page=number)), str(number))
