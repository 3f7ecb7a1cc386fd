"""A list about money: read on a thread, anew whenever its screen comes to the front."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from textual import getters, on, work

from counter_app.screens.frame import Answer, DeskScreen
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import tr

Found = TypeVar("Found")


class MoneyList(DeskScreen[Answer], Generic[Answer, Found]):
    """A screen of this kind has `rows`, says how they are read, and shows what was found."""

    rows = getters.query_one(RowList)

    def read(self) -> Found:
        """Of the desk, on a thread; may raise one of its troubles."""
        raise NotImplementedError

    def show_found(self, found: Found) -> None:
        raise NotImplementedError

    def on_mount(self) -> None:
        self.rows.focus()

    def on_screen_resume(self) -> None:
        self.reread()

    def entries_came(self, subjects: frozenset[str]) -> None:
        """Another desk took or settled money, or somebody corrected it there."""
        del subjects
        self.reread()

    @work(exclusive=True, group="reread")
    async def reread(self) -> None:
        found = await self.told(self.read)
        if found is not None and self.stands:
            self.show_found(found)
            self.refresh_bindings()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A row is opened where there is one."""
        del parameters
        return self.stands and (action != "open" or bool(self.rows.key))

    def action_back(self) -> None:
        self.dismiss(None)


async def save_book(screen: DeskScreen[Any], write: Callable[[], Path]) -> None:
    """Write a workbook on a thread, and say where it lies."""
    path = await screen.told(write)
    if path is not None:
        screen.say(tr("Saved as {path}.", path=str(path)), Tone.DONE)
