"""One component in detail: condition, remark, pages counted, originals that stay (C8, C26).

Everything goes into the draft at once; there is nothing to confirm and nothing to lose.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from counter_app.dossier_words import CONDITION_WORDS
from counter_app.screens.form import FormScreen
from counter_app.screens.receiving.intake_text import handed, wanted
from counter_app.screens.signin import NUMBER_LIMIT
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.lines import QUIET, column, styled
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr
from data.domain.received import COUNT_LIMIT, Condition
from data.domain.text import LINE_LIMIT

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import Draft, DraftComponent
    from counter_app.screens.receiving.intake import IntakeScreen

_COUNT_DIGITS = 3


class ComponentScreen(FormScreen[None]):
    CSS_PATH = "component.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "pagedown",
            "turn(1)",
            msg("next component"),
            key_display="PgUp PgDn",
            id="component.next",
        ),
        Binding("pageup", "turn(-1)", msg("next component"), show=False, id="component.last"),
    ]

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__()
        self._intake = intake
        self._place = intake.table.cursor
        self._filling = False

    @property
    def _draft(self) -> "Draft":
        return self._intake.keeper.draft

    @property
    def _component(self) -> "DraftComponent":
        return self._draft.components[self._place]

    def compose_panel(self) -> ComposeResult:
        yield Static(id="name", classes="title", markup=False)
        yield Said(id="given")
        conditions = [(it.value, tr(CONDITION_WORDS[it]) or tr("good")) for it in Condition]
        yield FormRow(tr("Condition"), Choice(conditions, Condition.GOOD.value, id="condition"))
        yield FormRow(tr("Remark"), Field(id="remark", limit=LINE_LIMIT))
        yield FormRow(tr("Pages counted"), Field(id="declared", limit=_COUNT_DIGITS))
        with Vertical(id="of-originals"):
            yield FormRow(tr("Originals kept"), Field(id="kept", limit=_COUNT_DIGITS))
            yield Said(styled(tr("They go back with the result."), QUIET), id="kept-why")
        with Vertical(id="of-compared"):
            yield FormRow(tr("Compared by"), Field(id="compared-by", limit=NUMBER_LIMIT))
            yield Said(id="compared-who")
        yield Static(tr("The whole dossier"), classes="title", markup=False)
        yield FormRow(tr("Sets"), Field(id="sets", limit=_COUNT_DIGITS))

    def on_mount(self) -> None:
        self._fill()
        self.query_one("#condition").focus()

    def _fill(self) -> None:
        """Fields and words as the draft has them of this component."""
        component = self._component
        values = {
            "remark": component.remark,
            "declared": str(component.declared or ""),
            "kept": str(component.kept or ""),
            "compared-by": component.compared_by,
            "sets": str(self._draft.sets),
        }
        with self.prevent(Input.Changed, Choice.Changed):
            self.query_one("#condition", Choice).choose(component.condition.value)
            for name, value in values.items():
                self.query_one(f"#{name}", Field).value = value
        self._show()

    def _show(self) -> None:
        component = self._component
        published = self._intake.review.procedure.components[self._place]
        self.query_one("#name", Static).update(f"{self._place + 1}. {published.name}")
        self.query_one("#given", Said).say(
            column(styled(wanted(published), QUIET), handed(component))
        )
        self.query_one("#of-originals").display = component.counts.originals > 0
        self.query_one("#of-compared").display = component.counts.compared > 0
        officer = self._intake.station.officer
        known = officer.name if component.compared_by == officer.number else ""
        self.query_one("#compared-who", Said).say(styled(known, QUIET))

    @on(Input.Changed)
    @on(Choice.Changed)
    def _said(self) -> None:
        if not self.stands:
            return
        component = replace(
            self._component,
            condition=Condition(self.chosen("condition")),
            remark=self.text("remark"),
            declared=_number(self.text("declared"), COUNT_LIMIT),
            kept=_number(self.text("kept"), COUNT_LIMIT),
            compared_by=self.text("compared-by"),
        )
        draft = replace(
            self._draft.with_component(component), sets=_number(self.text("sets"), COUNT_LIMIT)
        )
        if draft != self._draft:
            self._intake.change(draft)
        self._show()

    def action_turn(self, by: int) -> None:
        last = len(self._draft.components) - 1
        self._place = max(0, min(self._place + by, last))
        self._intake.table.go(self._place + 1)
        self._fill()

    def finish(self) -> None:
        self.dismiss(None)


def _number(typed: str, limit: int) -> int:
    """What is no number is 0: no set, or nothing kept; the check says what is wrong with that."""
    return min(int(typed), limit) if typed.isascii() and typed.isdigit() else 0
