"""The fields of one line of form 02: its paper, the kind that will do, a note, and the law."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from counter_app.screens.receiving.supplement_text import kinds
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import tr

if TYPE_CHECKING:
    from counter_app.desk.receiving.demanding import DemandLine
    from counter_app.desk.receiving.draft import DemandForm

_TYPED = ("name", "note", "citation")


class DemandFields(Vertical):
    """Seen only while the line under the cursor is asked for."""

    DEFAULT_CSS = """
    DemandFields { height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield FormRow(tr("Paper"), Field(id="name"), id="name-row")
        yield FormRow(tr("Kind wanted"), Choice(kinds(), None, id="kind"))
        yield FormRow(tr("Note"), Field(id="note"))
        cited = Field(id="citation", placeholder=tr("the law that asks for it"))
        yield FormRow(tr("Citation"), cited, id="citation-row")

    def fill(self, line: "DemandLine | None") -> None:
        """What was said of this line; only an unpublished paper is named, only more is cited."""
        demand = line.demand if line else None
        self.display = demand is not None
        if line is None or demand is None:
            return
        self.query_one("#name-row").display = line.published is None
        self.query_one("#citation-row").display = line.needs_citation or bool(demand.citation)
        for name in _TYPED:
            field, said = self.query_one(f"#{name}", Field), getattr(demand, name)
            if field.value != said:
                field.value = said
        self.query_one("#kind", Choice).choose(demand.kind)

    def said(self, demand: "DemandForm") -> "DemandForm":
        """The demand as the fields have it now."""
        name, note, citation = (self.query_one(f"#{one}", Field).value for one in _TYPED)
        kind = self.query_one("#kind", Choice).value
        return replace(demand, kind=kind, name=name, note=note, citation=citation)
