"""Counting items that change hands with the post: what was scanned, what is missing, what is odd.

An item is scanned by its own number or by the paper of its dossier; nothing is counted twice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counter_app.desk.batches.batching import Batch, recent_batches
from counter_app.desk.search import Search
from data.domain.agencies import AgencyKind, AgencyRegister
from data.domain.errors import Refused
from data.domain.hands import Direction
from data.domain.packing import item_number
from data.domain.parcels import Parcel, ParcelState
from data.store import parcels
from data.store.engine import Store
from data.store.parcels import ParcelLine


@dataclass(frozen=True, slots=True)
class Item:
    """An item that may change hands. `id` is its dossier's."""

    id: str
    code: str
    applicant: str
    procedure: str
    agency_index: int
    agency: str
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class Counting:
    """Items that stand in one `state`; a scan of anything else says why it is not counted."""

    store: Store
    search: Search
    state: ParcelState

    def expected(self) -> list[Item]:
        """Everything that stands there, the longest first."""
        with self.store.read() as connection:
            lines = parcels.in_state(connection, self.state)
        return [self._item(line) for line in lines]

    def find(self, scanned: str) -> Item:
        """What was scanned.

        Raises as `Search.open`, and "parcel-elsewhere" for what does not stand there, with how it
        does stand.
        """
        return self._standing(self._lines(scanned))

    def known(self, scanned: str) -> Item | None:
        """What the post has of it or had of it last, wherever that stands. Raises as `find`."""
        lines = self._lines(scanned)
        return self._item(lines[0]) if lines else None

    def again(self, dossier_id: str) -> Item:
        """What was scanned before, as it is now. Raises Refused("parcel-elsewhere")."""
        with self.store.read() as connection:
            lines = parcels.of_dossier(connection, dossier_id)
        return self._standing(lines)

    def missing(self, scanned: Collection[str]) -> list[Item]:
        """What stands there and was not scanned; `scanned` are ids of dossiers."""
        return [it for it in self.expected() if it.id not in scanned]

    def _standing(self, lines: Sequence[ParcelLine]) -> Item:
        for line in lines:
            if line.parcel.state is self.state:
                return self._item(line)
        found = lines[0].parcel.state.value if lines else ""
        raise Refused("parcel-elsewhere", state=found, wanted=self.state.value)

    def _lines(self, scanned: str) -> list[ParcelLine]:
        with self.store.read() as connection:
            known = parcels.of_item(connection, item_number(scanned))
        if known:
            return known
        dossier = self.search.open(scanned).dossier
        with self.store.read() as connection:
            return parcels.of_dossier(connection, dossier.id)

    def _item(self, line: ParcelLine) -> Item:
        return Item(
            id=line.dossier,
            code=line.code or line.parcel.item,
            applicant=line.applicant,
            procedure=line.procedure,
            agency_index=line.agency_index,
            agency=self.search.agencies.name_of(line.agency_index),
            parcel=line.parcel,
        )


def recent_sheets(
    store: Store, agencies: AgencyRegister, direction: Direction, now: datetime
) -> list[Batch]:
    """Sheets of the last days, newest first; whatever agencies they hold, the post signs them."""
    found = recent_batches(store, agencies, direction, now)
    return [replace(it, agency=post_name(agencies)) for it in found]


def post_name(agencies: AgencyRegister) -> str:
    """The post of this province, as papers name it (R10)."""
    found = (it.name for it in agencies.agencies if it.kind is AgencyKind.POST)
    return next(found, "")
