"""The person: who owns the dossier and who hands it in. A scanned card fills it at any time."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from counter_app.desk.draft import PersonForm
from counter_app.screens.frame import DeskModal
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import msg, tr
from data.domain.text import LINE_LIMIT, NAME_LIMIT

if TYPE_CHECKING:
    from counter_app.screens.intake import IntakeScreen

APPLICANT, SUBMITTER = "applicant", "submitter"
_FIELDS = (
    ("name", msg("Full name"), NAME_LIMIT),
    ("identity", msg("Identity paper no."), 30),
    ("phone", msg("Telephone"), 30),
    ("address", msg("Address"), LINE_LIMIT),
    ("email", msg("E-mail"), LINE_LIMIT),
)


class PersonScreen(DeskModal[str]):
    """Every letter goes into the draft at once; there is nothing to confirm and nothing to lose."""

    CSS_PATH = "person.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "next", msg("next field"), key_display="Enter ↓", id="person.next"),
        Binding("up", "previous", msg("previous field"), show=False, id="person.previous"),
        Binding(
            "f5",
            "submitter",
            msg("somebody else hands in"),
            tooltip=msg("keep the owner and type who hands in"),
            id="person.submitter",
        ),
        Binding("f3", "back", msg("done"), id="person.done"),
        Binding(
            "f9",
            "check",
            msg("check and issue"),
            tooltip=msg("see everything once more before the paper is issued"),
            id="person.check",
        ),
    ]

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__()
        self._intake = intake

    def compose_panel(self) -> ComposeResult:
        draft = self._intake.keeper.draft
        yield Static(id="who", markup=False, classes="title")
        yield from _rows(APPLICANT, draft.applicant)
        with Vertical(id="submitter"):
            yield Static(tr("Handed in by"), classes="title", markup=False)
            yield from _rows(SUBMITTER, draft.submitter or PersonForm())

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        """Fields and headings as the draft has them."""
        draft = self._intake.keeper.draft
        apart = draft.submitter is not None
        self.query_one("#who", Static).update(
            tr("Owner of the dossier") if apart else tr("Applicant")
        )
        self.query_one("#submitter").display = apart
        for whose in (APPLICANT, SUBMITTER):
            form = getattr(draft, whose) or PersonForm()
            for name, _, _ in _FIELDS:
                field = self.query_one(f"#{whose}-{name}", Field)
                if field.value != getattr(form, name):
                    field.value = getattr(form, name)

    def take_scan(self, scan: str) -> bool:
        taken = self._intake.take_scan(scan)
        self._show()
        return taken

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        whose, _, name = (event.input.id or "").partition("-")
        draft = self._intake.keeper.draft
        form = getattr(draft, whose)
        if form is not None and getattr(form, name) != event.value:
            changed = replace(form, **{name: event.value})
            self._intake.change(replace(draft, **{whose: changed}))

    def action_next(self) -> None:
        last = self.focused is self._fields()[-1]
        if last:
            self.dismiss(None)
        else:
            self.focus_next(Field)

    def action_previous(self) -> None:
        self.focus_previous(Field)

    def action_submitter(self) -> None:
        """Whoever is typed so far stays the owner; the other person hands in for them."""
        draft = self._intake.keeper.draft
        other = PersonForm() if draft.submitter is None else None
        self._intake.change(replace(draft, submitter=other))
        self._show()
        self.query_one("#submitter-name" if other else "#applicant-name").focus()

    def action_check(self) -> None:
        self.dismiss("check")

    def _fields(self) -> list[Field]:
        return [field for field in self.query(Field) if field.focusable]


def _rows(whose: str, form: PersonForm) -> ComposeResult:
    for name, label, limit in _FIELDS:
        yield FormRow(tr(label), Field(getattr(form, name), id=f"{whose}-{name}", limit=limit))
