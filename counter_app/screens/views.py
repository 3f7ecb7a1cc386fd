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


class ViewsScreen(DeskModal[Form]):
    """Answers with the paper that is to be printed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", msg("print"), id="views.take"),
    ]

    rows = getters.query_one(RowList)

    def __init__(self, forms: "Sequence[Form]") -> None:
        super().__init__()
        self._forms = forms

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Which paper?"), classes="title", markup=False)
        yield RowList(id="rows", empty=tr("There is no other paper of this dossier yet."))

    def on_mount(self) -> None:
        self.rows.styles.height = max(1, len(self._forms))
        self.rows.show([_row(form) for form in self._forms])
        self.rows.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "take" or bool(self._forms)

    def action_take(self) -> None:
        self.dismiss(Form(self.rows.key))


def _row(form: Form) -> Row:
    return Row(lambda _width: Content(tr(FORM_WORDS[form])), form.value)


async def print_view(screen: DeskScreen[str], subject: str) -> bool:
    """Choose a paper and print it, a second time with a reason; False where nothing is printed."""
    papers, officer = screen.station.counter.papers, screen.station.officer
    try:
        forms = await asyncio.to_thread(papers.views, subject)
        form = await screen.app.push_screen_wait(ViewsScreen(forms))
        if form is None:
            return False
        reason = ""
        if await asyncio.to_thread(papers.printed, subject, form):
            asking = ReasonScreen(tr("Why is the paper printed again?"))
            reason = await screen.app.push_screen_wait(asking) or ""
            if not reason:
                return False
        await asyncio.to_thread(papers.print_view, officer, subject, form, reason=reason)
    except screen.station.troubles as error:
        screen.refuse(error)
        return False
    screen.prints_changed()
    screen.say(tr("{paper}: on its way to the printer.", paper=tr(FORM_WORDS[form])), Tone.DONE)
    return True
