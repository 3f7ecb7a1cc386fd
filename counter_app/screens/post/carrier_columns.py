"""Which column of the carrier's file says what: a proposal to be looked at, each with a sample.

What the contents speak against is said at once, and nothing goes on before it is settled.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from counter_app.carrier_words import PART_WORDS
from counter_app.screens.form import FormScreen
from counter_app.sentences import sentence
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import FormRow
from counter_app.widgets.lines import ACCENT, barred, styled
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr
from data.catalogue.carrier_columns import ColumnMapping, mapping_objections
from data.catalogue.carrier_table import letters
from data.catalogue.carrier_words import Part

if TYPE_CHECKING:
    from data.catalogue.carrier_table import CarrierTable
    from data.domain.errors import Refused

NONE: Final = ""
SAMPLE_ROWS: Final = 50
"""Rows in which a first value of a column is looked for."""


class ColumnsScreen(FormScreen[ColumnMapping]):
    CSS_PATH = "carrier_columns.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("these columns"), id="columns.done"),
    ]

    def __init__(self, table: "CarrierTable", mapping: ColumnMapping) -> None:
        super().__init__()
        self._table, self._mapping = table, mapping

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("What do the columns say?"), classes="title", markup=False)
        with VerticalScroll(id="fields", can_focus=False):
            for part in Part:
                options = [(NONE, tr("no column")), *self._options]
                value = self._mapping.header(part)
                yield FormRow(tr(PART_WORDS[part]), Choice(options, value, id=part.value))
        yield Said(id="live")

    @property
    def _options(self) -> list[tuple[str, str]]:
        """Each header once, with its letters and the first value that stands below it."""
        places = {header: place for place, header in enumerate(self._table.headers) if header}
        return [(header, self._named(place, header)) for header, place in places.items()]

    def _named(self, place: int, header: str) -> str:
        values = (it.cell(place) for it in self._table.rows[:SAMPLE_ROWS])
        sample = next(filter(None, values), "")
        named = f"{letters(place)} · {header}"
        return named + " · " + tr("e.g. {value}", value=sample) if sample else named

    def on_mount(self) -> None:
        self.set_focus(next(iter(self.asked()), None))
        self._look()

    @property
    def _said(self) -> ColumnMapping:
        chosen = {part: self.chosen(part.value) for part in Part}
        return ColumnMapping({part: header for part, header in chosen.items() if header})

    @on(Choice.Changed)
    def _changed(self) -> None:
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        against = await asyncio.to_thread(self._objection)
        good = styled("✓ " + tr("The contents fit these columns."), ACCENT)
        live = barred(sentence(against)) if against is not None else good
        self.query_one("#live", Said).say(live)

    def _objection(self) -> "Refused | None":
        return next(iter(mapping_objections(self._table, self._said)), None)

    def finish(self) -> None:
        self._finish()

    @work(exclusive=True, group="finish")
    async def _finish(self) -> None:
        against = await asyncio.to_thread(self._objection)
        if against is None:
            await self.leave(self._said)
        else:
            self.refuse(against)
