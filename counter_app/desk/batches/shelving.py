"""Places of results (R100): where each one lies, a free place for the next, and a count of a shelf.

A place is what its label says: four digits of a label of ours, or whatever a Center calls it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from counter_app.desk.batches.batching import code_of, naming
from counter_app.desk.search import Search
from data.domain import concluding
from data.domain.center import Officer
from data.domain.concluding import SHELF_LIMIT
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.labels import DIGITS, Label, Marked, read_label
from data.domain.lifecycle import State
from data.domain.received import FeeState
from data.domain.text import clean
from data.store import batches, queries
from data.store.batches import PlaceCount
from data.store.engine import Store
from data.store.journal import Journal

PLACES_LAST: Final = 10 ** DIGITS[Label.SHELF] - 1
"""Number of the last place that a label can name."""


class Verdict(StrEnum):
    """What a result that lies at a place means there."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    """It is recorded at another place."""
    NOWHERE = "nowhere"
    """It has no place on record yet."""
    NOT_WAITING = "not-waiting"
    """No result of this dossier waits: it must not lie on a shelf."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A result as it is recorded; `place` is empty where it has none."""

    id: str
    code: str
    applicant: str
    procedure: str
    state: State
    place: str
    since: datetime | None
    by_post: bool
    fee_due: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was scanned at a place."""

    lying: Lying
    verdict: Verdict

    @property
    def moves(self) -> bool:
        """Whether the record is to follow it to where it lies."""
        return self.verdict in {Verdict.ELSEWHERE, Verdict.NOWHERE}


@dataclass(frozen=True, slots=True)
class Shelving:
    store: Store
    journal: Journal
    search: Search

    def free(self, taken: Collection[str] = ()) -> str:
        """The first numbered place at which nothing lies; `taken` are meant for others already.

        Raises Refused("shelf-full").
        """
        with self.store.read() as connection:
            full = {*batches.taken_places(connection), *taken}
        found = (numbered(it) for it in range(1, PLACES_LAST + 1) if numbered(it) not in full)
        place = next(found, None)
        if place is None:
            raise Refused("shelf-full")
        return place

    def places(self) -> list[PlaceCount]:
        """Every place at which a result is recorded, and how many; first those of no place."""
        with self.store.read() as connection:
            return batches.places(connection)

    def lying(self, place: str) -> list[Lying]:
        """What is recorded at a place, by code; at the empty place what has none yet."""
        with self.store.read() as connection:
            ids = batches.lying(connection, place)
            found = [_lying(queries.dossier(connection, it)) for it in ids]
        return sorted(found, key=lambda it: it.code)

    def found(self, place: str, scanned: str) -> Found:
        """What was scanned at a place, and what that means. Raises as `Search.open`."""
        lying = _lying(self.search.open(scanned).dossier)
        return Found(lying, _verdict(lying, place))

    def put(self, officer: Officer, place: str, dossiers: Sequence[str]) -> int:
        """From now on these results lie there; one act. Raises as `concluding.shelve`."""
        with self.journal.act(officer.id) as act:
            for dossier_id in dossiers:
                dossier = fold(dossier_id, act.entries(dossier_id))
                with naming(dossier):
                    act.record(concluding.shelve(dossier, place, roles=officer.roles))
        return len(dossiers)


def numbered(number: int) -> str:
    """A place of ours as it stands on its label, without letters and check digit."""
    return f"{number:0{DIGITS[Label.SHELF]}}"


def place_of(scanned: str) -> str:
    """The place whose label was scanned; empty for anything else."""
    label = read_label(scanned)
    return _named(label) if label else ""


def place_typed(text: str) -> str:
    """A place as somebody types it: a label, a number of one, or a Center's own name for it."""
    said = clean(text, SHELF_LIMIT)
    if said.isascii() and said.isdecimal() and int(said) <= PLACES_LAST:
        return numbered(int(said))
    return place_of(said.upper()) or said


def _named(label: Marked) -> str:
    return numbered(label.number) if label.label is Label.SHELF else ""


def _verdict(lying: Lying, place: str) -> Verdict:
    if lying.state is not State.WAITING:
        return Verdict.NOT_WAITING
    if not lying.place:
        return Verdict.NOWHERE
    return Verdict.HERE if lying.place == place else Verdict.ELSEWHERE


def _lying(dossier: Dossier) -> Lying:
    reception = dossier.reception
    return Lying(
        id=dossier.id,
        code=code_of(dossier),
        applicant=dossier.applicant_name,
        procedure=dossier.matter.procedure if dossier.matter else "",
        state=dossier.state,
        place=concluding.shelf(dossier),
        since=concluding.arrived(dossier),
        by_post=reception.returning.by_post if reception else False,
        fee_due=reception.fee.state is FeeState.UNPAID if reception else False,
    )
