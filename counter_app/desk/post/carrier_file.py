"""The carrier's status file at the postal desk: what of it is recorded, and why the rest is not.

Nothing is guessed: every row of the file lies in one lot, with the reason. Importing a file again
changes nothing, and goes on where a crash ended it, because what was recorded is asked of the
dossiers themselves.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from counter_app.desk.post.carrier_rows import (
    CarrierEvent,
    Declared,
    Lot,
    SortedRow,
    Sorting,
    read_rows,
)
from counter_app.desk.post.carrier_settings import CarrierSettings
from counter_app.desk.post.carrier_weighing import as_recorded, fact_of, outcome_of, weighed
from counter_app.desk.steps.acting import Acting, Case
from data.catalogue.carrier_columns import Places
from data.catalogue.carrier_table import CarrierTable
from data.catalogue.carrier_words import PostOutcome
from data.domain.center import Officer
from data.domain.entries import Fact
from data.store import queries

FindItem = Callable[[str], str | None]
"""The id of the dossier whose result goes, or went, under this number; None for no such item."""
Progress = Callable[[int, int], None]
"""How many rows are done, and of how many."""


def untold(_done: int, _total: int) -> None:
    """For whoever does not watch."""


@dataclass(slots=True)
class CarrierFiles:
    acting: Acting
    find: FindItem

    # --- what will become of it -----------------------------------------------------------------

    def sort(
        self,
        officer: Officer,
        table: CarrierTable,
        places: Places,
        *,
        settings: CarrierSettings,
        declared: Declared,
    ) -> Sorting:
        """Every row in its lot, as things stand now. Nothing is recorded."""
        done: dict[int, SortedRow] = {}
        groups: dict[str, list[CarrierEvent]] = {}
        for row in read_rows(table, places, settings):
            if row.lot is Lot.RECORD:
                groups.setdefault(row.event.item, []).append(row.event)
            else:
                done[row.line] = row
        for item, events in groups.items():
            for row in self._of_item(officer, item, events, declared):
                done[row.line] = row
        return Sorting(tuple(done[row.line] for row in table.rows))

    def _of_item(
        self, officer: Officer, item: str, events: list[CarrierEvent], declared: Declared
    ) -> Iterator[SortedRow]:
        """Its rows in the order of their days, each as the ones before it would leave things."""
        dossier_id = self.find(item)
        if dossier_id is None:
            for event in events:
                yield SortedRow(event, Lot.UNKNOWN_ITEM, "carrier-item-unknown")
            return
        with self.acting.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        first: dict[tuple[PostOutcome | None, date | None], int] = {}
        for event in sorted(events, key=lambda it: it.order):
            line = first.setdefault((event.outcome, event.day), event.line)
            if line != event.line:
                yield SortedRow(event, Lot.KNOWN, "carrier-row-twice", {"line": line}, dossier_id)
                continue
            case = self.acting.case(officer, dossier)
            row = weighed(case, event, declared)
            if row.lot is Lot.RECORD:
                dossier = as_recorded(dossier, event, case.now)
            yield row

    # --- recording it ---------------------------------------------------------------------------

    def apply(
        self,
        officer: Officer,
        sorting: Sorting,
        declared: Declared,
        *,
        progress: Progress = untold,
    ) -> Sorting:
        """Records what can be, each row in an act of its own, and says of each what became of it.

        A row that the rules refuse by now stops no other. Raises only what the store raises: what
        was recorded until then is recorded.
        """
        rows = sorted(sorting.of(Lot.RECORD), key=lambda row: row.event.order)
        done: list[SortedRow] = []
        for row in rows:
            done.append(self._record(officer, row, declared))
            progress(len(done), len(rows))
        return Sorting(tuple(sorted(done, key=lambda row: row.line)))

    def _record(self, officer: Officer, row: SortedRow, declared: Declared) -> SortedRow:
        def decide(case: Case) -> Fact:
            return fact_of(case, row.event, declared)

        return outcome_of(
            lambda: self.acting.does(officer, row.dossier, decide),
            replace(row, lot=Lot.RECORDED),
        )
