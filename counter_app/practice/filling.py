"""Filling a store with lives, through its journal: every entry is signed, chained and projected.

Entries are written in the order of time, as at a desk. Facts of lives name earlier entries by
stand-ins; here the hash of the entry itself takes their place.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from itertools import count, groupby, islice
from typing import Final

from counter_app.practice.life import Life
from counter_app.practice.life_led import Planned, stand_in, with_real
from data.store.engine import memory, statements
from data.store.journal import Act, Batch, Journal, Known

FACTS_AT_ONCE: Final = 20_000
"""Facts of one transaction: rows of a random key touch every page of a large index, and so many of
them share the writing of it."""
CACHE_KIB: Final = 2 * 1024 * 1024


def fill(
    journal: Journal, lives: Iterable[Life], tell: Callable[[int], object] | None = None
) -> int:
    """Writes lives that are not in the store yet, the first ones first; returns how many.

    Facts of one dossier, officer and moment are one act. `tell` hears how many dossiers were begun.
    What was committed before an error stays.
    """
    filling = _Filling()
    source = _in_time(lives, filling)
    while several := list(islice(source, FACTS_AT_ONCE)):
        with journal.batch() as batch, memory(statements(batch.connection), CACHE_KIB):
            filling.write(batch, several)
        if tell is not None:
            tell(filling.begun)
    return filling.begun


@dataclass(slots=True)
class _Filling:
    """What is remembered of dossiers while facts of them are still to be written."""

    begun: int = 0
    known: Known = field(default_factory=dict)
    real: dict[str, dict[str, str]] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    def begin(self, life: Life) -> None:
        self.begun += 1
        self.known[life.id], self.real[life.id] = [], {}
        self.left[life.id] = len(life.facts)

    def write(self, batch: Batch, facts: Sequence[Planned]) -> None:
        """Each dossier is projected once, after the last fact of it that is written here."""
        act: Act | None = None
        touched = {one.fact.subject: self.known[one.fact.subject] for one in facts}
        for (officer, at, _), planned in groupby(facts, _act_of):
            act = batch.act(officer, at, touched)
            for one in planned:
                self._record(act, one)
        if act is not None:
            act.project()
        for subject in touched:
            if not self.left[subject]:
                del self.known[subject], self.real[subject], self.left[subject]

    def _record(self, act: Act, one: Planned) -> None:
        subject = one.fact.subject
        names = self.real[subject]
        recorded = act.record(with_real(one.fact, names))
        names[stand_in(subject, len(names))] = recorded.hash
        self.left[subject] -= 1


def _in_time(lives: Iterable[Life], filling: _Filling) -> Iterator[Planned]:
    """Every fact in the order of time. No life has a fact before it came."""
    waiting: list[tuple[datetime, int, Planned]] = []
    place = count()
    for life in lives:
        while waiting and waiting[0][0] < life.came:
            yield heappop(waiting)[2]
        filling.begin(life)
        for one in life.facts:
            heappush(waiting, (one.at, next(place), one))
    while waiting:
        yield heappop(waiting)[2]


def _act_of(planned: Planned) -> tuple[str, datetime, str]:
    return planned.officer, planned.at, planned.fact.subject
