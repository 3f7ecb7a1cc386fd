"""Form 03: a refusal with its ground, its reason and the law it stands on (R71, R18, C14)."""

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.desk.receiving.turning_away import TurnedAway
from counter_app.screens.receiving import supplement_text as text
from counter_app.screens.receiving.decision import LAST_KEYS, DecisionScreen, ShortList
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.rows import RowList
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr
from data.domain.refusal import Ground
from data.domain.text import LINE_LIMIT, NOTE_LIMIT

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import RefusalForm
    from data.domain.errors import Refused

GUIDE: Final = "guide"
_GROUNDS: Final = tuple(Ground)


class RefusalScreen(DecisionScreen[TurnedAway | str]):
    """Answers with the form 03 that was given, or with GUIDE where guidance is given instead."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["decision.tcss", "refusal.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"ground({number})", show=False, id=f"refusal.ground-{number}")
            for number in range(1, len(_GROUNDS) + 1)
        ),
        Binding("enter", "next", msg("next field"), key_display="Enter ↓", id="refusal.next"),
        Binding(
            "space",
            "insist",
            msg("citizen insists"),
            tooltip=msg("the citizen was guided and still wants the refusal on paper"),
            id="refusal.insist",
        ),
        Binding(
            "f8",
            "guide",
            msg("guide instead"),
            tooltip=msg("a slip that says where to go and what to bring"),
            id="refusal.guide",
        ),
        *LAST_KEYS,
    ]

    @property
    def form(self) -> "RefusalForm":
        return self.draft.refusal

    def compose_form(self) -> ComposeResult:
        yield Static(tr("Why is it refused?"), classes="quiet", markup=False)
        yield ShortList(id="rows")
        yield Said(id="insisted")
        reason = tr("clear enough for whoever reads only this paper")
        yield FormRow(
            tr("Reason"),
            Field(self.form.reason, id="reason", limit=NOTE_LIMIT, placeholder=reason),
        )
        law = tr("article, clause, number and date of the document")
        yield FormRow(
            tr("Legal basis"),
            Field(self.form.legal_basis, id="legal_basis", limit=LINE_LIMIT, placeholder=law),
        )

    def on_mount(self) -> None:
        self.rows.show(text.ground_rows())
        self.rows.cursor = _GROUNDS.index(self.form.ground)
        self.set_focus(self.rows)
        self.show_draft()

    def show_draft(self) -> None:
        title = tr("Refusal (form 03)")
        self.query_one("#head", Said).say(text.head(title, self.procedure, self.draft))
        self.query_one("#insisted", Said).say(text.insisted(self.form))
        self.query_one("#paper", Said).say(text.refusal_paper(self.form))
        self.query_one("#objections", Said).say(text.objections(self._objections()))
        self.refresh_bindings()

    def _objections(self) -> "list[Refused]":
        try:
            return self.station.counter.turning_away.refusal_objections(self.draft, self.form)
        except self.station.troubles as error:
            self.refuse(error)
            return []

    def take(self) -> None:
        reason, law = (self.query_one(f"#{name}", Field).value for name in _FIELDS)
        self._say(replace(self.form, reason=reason, legal_basis=law))

    def _say(self, form: "RefusalForm") -> None:
        if form != self.form:
            self.intake.change(replace(self.draft, refusal=form))

    @on(RowList.Moved)
    def _moved(self) -> None:
        """Where the cursor stands, that is the ground."""
        if self.rows.key:
            self._say(replace(self.form, ground=Ground(self.rows.key)))
            self.show_draft()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.ready:
            return False
        elsewhere = self.form.ground is Ground.NOT_COMPETENT
        if action in {"ground", "insist"}:
            return self.focused is self.rows and (action == "ground" or elsewhere)
        if action == "next":
            return not self.has_class("-page")
        if action == "guide":
            return elsewhere
        return super().check_action(action, parameters)

    def action_ground(self, number: int) -> None:
        self.rows.cursor = number - 1

    def action_insist(self) -> None:
        self._say(replace(self.form, insisted=not self.form.insisted))
        self.show_draft()

    def action_next(self) -> None:
        """From the grounds to the reason, to the law, and back to the grounds."""
        if self.focused is self.rows:
            self.set_focus(self.asked()[0])
        else:
            self.action_step(1)

    def action_guide(self) -> None:
        self.take()
        self.dismiss(GUIDE)

    async def issue(self) -> None:
        from counter_app.screens.receiving.last_look import LastLook

        if objections := self._objections():
            self.refuse(objections[0])
            return
        refuse = self.station.counter.turning_away.refuse
        look = LastLook(
            self.intake,
            tr("Check form 03 before it is issued"),
            said=lambda: text.refusal_check(self.procedure, self.draft),
            act=lambda officer, draft: refuse(officer, draft, draft.refusal),
        )
        if (given := await self.app.push_screen_wait(look)) is not None:
            await self.leave(given)


_FIELDS: Final = ("reason", "legal_basis")
