"""What the return desk sees of one collection: what was said of it, and what stands against it.

It is found anew whenever something else is said; nothing is decided here.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from counter_app.desk.return_desk.collecting import begun
from counter_app.desk.return_desk.releasing import Returned
from counter_app.screens.dossiers.told_lines import laid
from counter_app.screens.frame import DeskScreen
from counter_app.screens.laid import Laid
from counter_app.screens.return_desk import release_text
from counter_app.screens.sheets.slip import SlipPane
from counter_app.widgets.rows import RowList
from counter_app.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from datetime import datetime

    from counter_app.desk.return_desk.collecting import CollectForm, Difference
    from counter_app.desk.return_desk.releasing import Handout
    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station


class CollectionScreen(DeskScreen[Returned]):
    """`file` is read anew after every act; `form` is what was scanned, marked and typed so far."""

    rows = getters.query_one(RowList)

    def __init__(self, station: "Station", file: "DossierFile", scan: str = "") -> None:
        super().__init__(station)
        self.file: DossierFile = file
        self.form: CollectForm = begun(file.dossier, scan.strip())
        self.differences: tuple[Difference, ...] = ()
        self.look: Handout = self._looked()
        self._slip_read_at: datetime | None = station.clock() if self.form.slip_code else None
        self._officer = station.officer

    def shows(self, file: "DossierFile") -> bool:
        return file.dossier.id == self.file.dossier.id

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="told"):
                with Horizontal(id="head"):
                    yield Static(id="shelf")
                    yield Laid()
                with Scrolled(id="facts"):
                    yield Laid()
                yield RowList(id="marks")
            yield SlipPane(self.station)

    def on_mount(self) -> None:
        self.rows.focus()
        self.show_look()
        if self.file.jobs:
            self.query_one(SlipPane).show(self.file.dossier.id)

    def on_screen_resume(self) -> None:
        """Another officer may sit here by now, who may do other things."""
        if self.stands and self.station.officer is not self._officer:
            self._officer = self.station.officer
            self.read_again()

    # --- what is shown --------------------------------------------------------------------------

    def _looked(self) -> "Handout":
        counter, officer = self.station.counter, self.station.officer
        return counter.releasing.look(officer, self.file.dossier, self.form)

    def change(self, form: "CollectForm") -> None:
        """Something else was said: what stands against it is found anew.

        A leader's word was for what was said before, and is asked for again.
        """
        same_word = form.confirmation == self.form.confirmation
        stale = form.confirmation is not None and same_word and form != self.form
        self.form = replace(form, confirmation=None) if stale else form
        self.look_again()

    def look_again(self) -> None:
        try:
            self.look = self._looked()
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.show_look()

    def read_again(self) -> None:
        """Something was recorded of the dossier meanwhile."""
        try:
            self.file = self.station.counter.search.open_id(self.file.dossier.id)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.look_again()

    def entries_came(self, subjects: frozenset[str]) -> None:
        if self.file.dossier.id in subjects:
            self.read_again()

    def show_look(self) -> None:
        look, form, differences = self.look, self.form, self.differences
        shelf = self.query_one("#shelf", Static)
        shelf.update(release_text.shelf_text(look))
        shelf.display = bool(look.shelf)
        lines = {
            "#head": release_text.head(look, self.file.slip_key),
            "#facts": [
                *release_text.doubled(self.file),
                *release_text.facts(look, form, differences),
            ],
        }
        for place, said in lines.items():
            self.query_one(f"{place} Laid", Laid).show(partial(laid, said))
        marks = [] if look.used else release_text.marks(look, form)
        self.rows.show(marks)
        self.rows.styles.height = len(marks)
        self.rows.display = bool(marks)
        self.set_focus(self.rows if marks else None)
        self.say(*release_text.next_step(look, differences))
        self.refresh_bindings()
