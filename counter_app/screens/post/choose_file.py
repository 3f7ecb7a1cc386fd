"""A file is chosen by its path: typed with completion, or found by going through folders."""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from counter_app.desk.post.carrier import offers
from counter_app.screens.frame import DeskModal
from counter_app.widgets.field import Field
from counter_app.widgets.lines import QUIET, fit, styled
from counter_app.widgets.rows import Row, RowList
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.desk.post.carrier import Entry

PATH_LIMIT: Final = 1_000


class ChooseFileScreen(DeskModal[Path]):
    """Answers with the path of a file. `folder` is where it begins."""

    CSS_PATH = "choose_file.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", msg("open"), id="choose.take"),
        Binding("down", "move(1)", msg("choose"), key_display="↑↓", id="choose.down"),
        Binding("up", "move(-1)", msg("choose"), show=False, id="choose.up"),
        Binding(
            "tab",
            "complete",
            msg("complete"),
            tooltip=msg("take the name under the cursor into the path"),
            priority=True,
            id="choose.complete",
        ),
    ]

    rows = getters.query_one(RowList)

    def __init__(self, title: str, folder: Path) -> None:
        super().__init__()
        self._title, self._folder = title, folder
        self._offers: list[Entry] = []

    def compose_panel(self) -> ComposeResult:
        yield Static(self._title, classes="title", markup=False)
        yield Field(f"{self._folder}{os.sep}", id="path", limit=PATH_LIMIT)
        yield RowList(id="rows", empty=tr("No CSV or XLSX file here begins like this."))

    def on_mount(self) -> None:
        self.rows.can_focus = False
        self.query_one(Field).focus()
        self.query_one(Field).cursor_position = len(self._typed)
        self._look()

    @property
    def _typed(self) -> str:
        return self.query_one(Field).value

    @on(Input.Changed)
    def _changed(self) -> None:
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """A folder of a network may be slow: letters never wait for it."""
        found = await asyncio.to_thread(offers, self._typed)
        self._offers = found
        self.rows.show([_row(it) for it in found])
        self.rows.first()
        self.refresh_bindings()

    @property
    def _chosen(self) -> "Entry | None":
        return next((it for it in self._offers if str(it.path) == self.rows.key), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"move", "complete"}:
            return bool(self._offers)
        return super().check_action(action, parameters)

    def action_move(self, by: int) -> None:
        self.rows.action_move(by)

    def action_complete(self) -> None:
        if (entry := self._chosen) is not None:
            self._type(entry)

    def action_take(self) -> None:
        """A folder is gone into; a path that was typed in full is taken as it is."""
        typed, entry = Path(self._typed).expanduser(), self._chosen
        if entry is None or (entry.path != typed and typed.suffix and typed.is_file()):
            self.dismiss(typed)
        elif entry.is_folder:
            self._type(entry)
        else:
            self.dismiss(entry.path)

    def _type(self, entry: "Entry") -> None:
        field = self.query_one(Field)
        field.value = str(entry.path) + (os.sep if entry.is_folder else "")
        field.cursor_position = len(field.value)


def _row(entry: "Entry") -> Row:
    name = entry.path.name + (os.sep if entry.is_folder else "")

    def draw(width: int) -> Content:
        return styled(fit(name, width), QUIET if entry.is_folder else "")

    return Row(draw, str(entry.path))
