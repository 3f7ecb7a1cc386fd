"""A file is chosen by its path: typed with completion, or found by going through folders.

It is left with the path of a file alone: anything else is said, and stays as it was typed.
"""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from counter_app.desk.post.carrier import entry_at, offers, path_of
from counter_app.screens.frame import DeskModal
from counter_app.widgets.field import Field
from counter_app.widgets.lines import QUIET, fit, styled
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Row, RowList
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.desk.post.carrier import Entry

PATH_LIMIT: Final = 1_000
_NO_FILE: Final = msg("There is no file at this path. Mend it, or take letters away and choose.")
_EMPTY_FOLDER: Final = msg("No CSV or XLSX file lies in this folder. Type the path of another one.")


class ChooseFileScreen(DeskModal[Path]):
    """Answers with the path of a file. `begun` is what stands there to be gone on with."""

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

    def __init__(self, title: str, begun: str) -> None:
        super().__init__()
        self._title, self._begun = title, begun
        self._offers: list[Entry] = []
        self._offered = ""
        """What was typed when these were offered."""

    def compose_panel(self) -> ComposeResult:
        yield Static(self._title, classes="title", markup=False)
        yield Field(self._begun, id="path", limit=PATH_LIMIT)
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
        if self.stands:
            self.say("")
            self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """A folder of a network may be slow: letters never wait for it."""
        await self._offer()

    async def _offer(self) -> None:
        typed = self._typed
        self._offers = await asyncio.to_thread(offers, typed)
        self._offered = typed
        self.rows.show([_row(it) for it in self._offers])
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

    @work(exclusive=True, group="take")
    async def action_take(self) -> None:
        """A folder is gone into; a path that was typed in full is taken as it is."""
        if self._offered != self._typed:
            await self._offer()
        path, chosen = path_of(self._typed), self._chosen
        lies = await asyncio.to_thread(entry_at, path)
        if lies and not lies.is_folder and (chosen is None or path.suffix):
            await self.leave(path)
        elif chosen is None:
            self.say(tr(_EMPTY_FOLDER if lies else _NO_FILE), Tone.DANGER)
        elif chosen.is_folder:
            self._type(chosen)
        else:
            await self.leave(chosen.path)

    def _type(self, entry: "Entry") -> None:
        field = self.query_one(Field)
        field.value = str(entry.path) + (os.sep if entry.is_folder else "")
        field.cursor_position = len(field.value)


def _row(entry: "Entry") -> Row:
    name = entry.path.name + (os.sep if entry.is_folder else "")

    def draw(width: int) -> Content:
        return styled(fit(name, width), QUIET if entry.is_folder else "")

    return Row(draw, str(entry.path))
