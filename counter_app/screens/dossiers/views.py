"""Papers of a dossier beside those that were given: form 05, transfer slip, fee note and others."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from counter_app.dossier_words import FORM_WORDS
from counter_app.screens.frame import DeskModal, DeskScreen
from counter_app.screens.reason import ReasonScreen
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Row, RowList
from counter_app.wording import msg, tr
from data.domain.papers import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.on_paper.papers import View


class ViewsScreen(DeskModal["View"]):
    """Answers with the paper that is to be printed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", msg("print"), id="views.take"),
    ]

    rows = getters.query_one(RowList)

    def __init__(self, views: "Sequence[View]") -> None:
        super().__init__()
        self._views = {view.form.value: view for view in views}

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Which paper?"), classes="title", markup=False)
        yield RowList(id="rows", empty=tr("There is no other paper of this dossier yet."))

    def on_mount(self) -> None:
        self.rows.styles.height = max(1, len(self._views))
        self.rows.show([_row(view.form) for view in self._views.values()])
        self.rows.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "take" or bool(self._views)

    def action_take(self) -> None:
        self.dismiss(self._views[self.rows.key])


def _row(form: Form) -> Row:
    return Row(lambda _width: Content(tr(FORM_WORDS[form])), form.value)


async def print_view(screen: DeskScreen[str], subject: str) -> bool:
    """Choose a paper and print it, a second time with a reason; False where nothing is printed."""
    papers, officer = screen.station.counter.papers, screen.station.officer
    try:
        views = await asyncio.to_thread(papers.views, subject)
        view = await screen.app.push_screen_wait(ViewsScreen(views))
        if view is None:
            return False
        reason = ""
        if view.again:
            asking = ReasonScreen(tr("Why is the paper printed again?"))
            reason = await screen.app.push_screen_wait(asking) or ""
            if not reason:
                return False
        await asyncio.to_thread(papers.print_view, officer, subject, view.form, reason=reason)
    except screen.station.troubles as error:
        screen.refuse(error)
        return False
    screen.prints_changed()
    screen.say(
        tr("{paper}: on its way to the printer.", paper=tr(FORM_WORDS[view.form])), Tone.DONE
    )
    return True
