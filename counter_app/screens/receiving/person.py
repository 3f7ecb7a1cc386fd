"""The person: who owns the dossier and who hands it in. A scanned card fills it at any time.

Whoever was here before is offered while typing; nothing that looks odd ever stops the officer.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from counter_app.desk.receiving.draft import PersonForm
from counter_app.screens.form import ASKED
from counter_app.screens.frame import DeskModal
from counter_app.screens.receiving import person_draft, person_text
from counter_app.screens.receiving.person_draft import APPLICANT, SUBMITTER
from counter_app.screens.receiving.person_fields import Party, Right, name_of, whose_of
from counter_app.screens.receiving.person_former import Former
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field
from counter_app.widgets.rows import RowList
from counter_app.widgets.said import Said
from counter_app.widgets.scrolled import Scrolled
from counter_app.wording import msg, tr
from data.domain.codes import read_card

if TYPE_CHECKING:
    from textual.widget import Widget

    from counter_app.desk.receiving.draft import Draft
    from counter_app.screens.receiving.intake import IntakeScreen
    from data.domain.codes import CitizenCard
    from data.store.queries import DossierLine

_SEARCHED = frozenset({"name", "identity", "phone", "tax_code"})
_ON_CARD = frozenset({"name", "identity", "address", "representative"})
_UPWARDS = "Field, #applicant-kind, #submitter-identity_kind, Right Choice"
"""From the name up comes what the owner is; the paper's kind beside it is told by its number."""

KEYS: list[BindingType] = [
    Binding("enter", "take", msg("take this one"), id="person.take"),
    Binding("enter", "next", msg("next field"), id="person.next"),
    Binding("down", "down", msg("choose"), key_display="↑↓", id="person.down"),
    Binding("up", "up", msg("choose"), show=False, id="person.up"),
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


class PersonScreen(DeskModal[str]):
    """Every letter goes into the draft at once; there is nothing to confirm and nothing to lose."""

    CSS_PATH = "person.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    former = getters.query_one(Former)

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__()
        self._intake = intake
        self._open: list[DossierLine] = []
        self._asked_about = ("", "")
        self._card: CitizenCard | None = None
        """The card that was scanned here: what nobody knows of it is only shown."""
        self._put_by = person_draft.PutBy()

    @property
    def draft(self) -> "Draft":
        return self._intake.keeper.draft

    def compose_panel(self) -> ComposeResult:
        with Scrolled(id="fields"):
            yield Said(id="who", classes="title")
            yield Party(APPLICANT)
            with Vertical(id="apart"):
                yield Static(tr("Handed in by"), classes="title", markup=False)
                yield Party(SUBMITTER)
                yield Right()
        yield Former(self._intake.station)
        yield Said(id="warnings")

    def on_mount(self) -> None:
        self._show()
        self.query_one("#applicant-name", Field).focus()

    # --- the draft, on the screen -------------------------------------------------------------

    def _show(self) -> None:
        """Fields and headings as the draft has them."""
        draft = self.draft
        apart = draft.submitter is not None
        title = tr("Owner of the dossier") if apart else tr("Applicant")
        self.query_one("#who", Said).say(Content(title))
        self.set_class(apart, "-apart")
        self.query_one("#applicant", Party).fill(draft.applicant)
        self.query_one("#submitter", Party).fill(draft.submitter or PersonForm())
        self.query_one(Right).fill(draft.authorization)
        self._warn()

    def _warn(self) -> None:
        """Doubts of the fields that are left, and other dossiers of the same person (C18)."""
        said = person_text.said(
            person_draft.doubts_of(self.draft),
            self._intake.review.blocks,
            self._open,
            card=self._card,
            typing=self._focused[1],
        )
        self.query_one("#warnings", Said).say(said)
        owner = person_draft.parties(self.draft)[0]
        if (numbers := (owner.identity, owner.tax_code)) != self._asked_about:
            self._asked_about = numbers
            self.look_for_open()

    @work(exclusive=True, group="still-open")
    async def look_for_open(self) -> None:
        self._open = await self.former.still_open(self.draft)
        if self.stands:
            self._warn()

    # --- typing, choosing, scanning -------------------------------------------------------------

    def _say(self, widget: "Widget", value: object) -> bool:
        """Whether `value` was new to the draft; it stands there then."""
        said = person_draft.with_said(self.draft, whose_of(widget), name_of(widget), value)
        if said is self.draft:
            return False
        self._intake.change(said)
        return True

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        field = event.input
        if event.value != field.value or not self._say(field, event.value):
            return
        self._warn()
        if name_of(field) == "identity":
            self._show()
        if field is self.focused and name_of(field) in _SEARCHED:
            self.former.look_up(event.value, organisations=whose_of(field) == APPLICANT)
        elif field is self.focused and name_of(field) == "address":
            self.former.look_for_place(event.value)

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        """A choice that was turned on meanwhile says so itself, right behind."""
        if event.value != event.choice.value or not self._say(event.choice, event.value):
            return
        if name_of(event.choice) == "identity_kind":
            self._intake.change(self._put_by.paper_chosen(self.draft, whose_of(event.choice)))
        self._show()

    def take_scan(self, scan: str) -> bool:
        taken = self._intake.take_scan(scan)
        if taken:
            self._card = read_card(scan)
            self._past_card()
        self._show()
        return taken

    def _past_card(self) -> None:
        """The card filled this field: go on with the first that it left empty."""
        whose, name = self._focused
        form = person_draft.form_of(self.draft, whose)
        fields = (it for it in self._stops() if isinstance(it, Field) and whose_of(it) == whose)
        after = (it for it in fields if not getattr(form, name_of(it)))
        if name in _ON_CARD and (field := next(after, None)) is not None:
            field.focus()

    # --- keys -----------------------------------------------------------------------------------

    @property
    def _focused(self) -> tuple[str, str]:
        """Whose field has the focus, and which."""
        return (whose_of(self.focused), name_of(self.focused)) if self.focused else ("", "")

    def _stops(self) -> "list[Widget]":
        """Every field and choice that shows, in the order of ↓."""
        return [it for it in self.focus_chain if isinstance(it, Field | Choice)]

    def on_descendant_focus(self) -> None:
        self.former.forget()
        self._warn()

    @on(RowList.Moved)
    def _moved(self) -> None:
        """Where there is little room the form gives way to what is offered, but for its field."""
        self.set_class(self.former.has_class("-some"), "-offering")
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action not in {"take", "next"} or not self.stands:
            return True
        return bool(self.former.chosen) is (action == "take")

    def action_take(self) -> None:
        if (known := self.former.person) is not None:
            self._intake.change(person_draft.with_known(self.draft, self._focused[0], known))
            self.former.forget()
            self._show()
        elif isinstance(field := self.focused, Field) and (line := self.former.filled(field.value)):
            self.former.forget()
            self._say(field, line)
            self._show()

    def action_next(self) -> None:
        if self.focused is self._stops()[-1]:
            self.dismiss(None)
        else:
            self.focus_next(ASKED)

    def action_down(self) -> None:
        if not self.former.step(1):
            self.focus_next(ASKED)

    def action_up(self) -> None:
        if not self.former.step(-1):
            self.focus_previous(_UPWARDS)

    def action_submitter(self) -> None:
        self._intake.change(self._put_by.somebody_else(self.draft))
        self._show()
        whose = APPLICANT if self.draft.submitter is None else SUBMITTER
        self.query_one(f"#{whose}-name", Field).focus()

    def action_check(self) -> None:
        self.dismiss("check")
