"""Nhập bù: a dossier that was taken on a numbered blank while no program ran (C7).

The time of receipt is the one on the paper, and the due date counts from it.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from counter_app.desk.receiving.draft import LateForm
from counter_app.desk.receiving.typed import CODE_LIMIT, blank_number
from counter_app.screens.form import FormScreen
from counter_app.screens.receiving.way_coming import MOMENT_LIMIT
from counter_app.screens.receiving.way_text import understood
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.lines import QUIET, styled
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr


class LateScreen(FormScreen[LateForm]):
    """`changed` is told of every letter, and of None where nothing is left of a late entry."""

    CSS_PATH = "late.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f8",
            "remove",
            msg("no late entry"),
            tooltip=msg("the dossier is received now, after all"),
            id="late.remove",
        ),
    ]

    def __init__(
        self, form: LateForm | None, *, changed: Callable[[LateForm | None], None]
    ) -> None:
        super().__init__()
        self.form = form or LateForm()
        self._changed = changed

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Late entry from a paper"), classes="title", markup=False)
        yield FormRow(
            tr("Number of the blank"),
            Field(
                self.form.blank,
                id="blank",
                limit=CODE_LIMIT,
                placeholder=tr("as it is printed on the paper"),
            ),
        )
        yield FormRow(
            tr("Received at"),
            Field(
                self.form.received_at,
                id="received-at",
                limit=MOMENT_LIMIT,
                placeholder=tr("such as 8:30 20/11/2026"),
            ),
        )
        yield Said(id="understood")
        yield FormRow(
            tr("Reason"),
            Field(self.form.reason, id="reason", placeholder=tr("for example: power cut")),
        )

    def on_mount(self) -> None:
        self._show()
        self.query_one("#blank").focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        if not self.stands:
            return
        form = LateForm(self.text("blank"), self.text("received-at"), self.text("reason"))
        if form != self.form:
            self.form = form
            self._changed(form if form != LateForm() else None)
        self._show()

    def _show(self) -> None:
        typed = self.form.received_at
        nothing = styled(tr("The hour and day that stand on the paper."), QUIET)
        said = understood(typed) if typed.strip() else nothing
        self.query_one("#understood", Said).say(said)

    def take_scan(self, scan: str) -> bool:
        """The blank bears the key of its number as a bar code."""
        self.query_one("#blank", Field).value = blank_number(scan)
        return True

    def action_remove(self) -> None:
        for field in self.query(Field):
            field.value = ""
        self._changed(None)
        self.dismiss(None)

    def finish(self) -> None:
        self.dismiss(self.form)
