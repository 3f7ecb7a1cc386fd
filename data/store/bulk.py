"""Many dossiers at once, each entry signed and chained as at a desk, with many acts a transaction.

For what no officer is waiting for: rehearsals of a whole Center and measurements. A dossier is
projected once, after its last entry, which gives the rows that its acts one by one would give.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby, islice
from typing import Final

from data.domain.entries import Fact
from data.store.engine import memory, statements
from data.store.journal import Act, Batch, Journal, Known

BATCH_DOSSIERS: Final = 20_000
"""Dossiers of one transaction. Rows of a random key touch every page of a large index, and this
many share the writing of it."""
TOLD_DOSSIERS: Final = 500
CACHE_KIB: Final = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Planned:
    """A fact, of which officer it is, and when. Facts in a row of one officer and moment are one
    act."""

    fact: Fact
    officer: str
    at: datetime


def write_all(
    journal: Journal,
    dossiers: Iterable[Iterable[Planned]],
    tell: Callable[[int], object] | None = None,
) -> int:
    """Writes the facts of each dossier and of its papers; returns how many dossiers.

    `tell` hears how many are written. What was committed before an error stays.
    """
    written, source = 0, iter(dossiers)
    while (first := next(source, None)) is not None:
        with journal.batch() as batch, memory(statements(batch.connection), CACHE_KIB):
            for facts in chain([first], islice(source, BATCH_DOSSIERS - 1)):
                _write(batch, facts)
                written += 1
                if tell is not None and written % TOLD_DOSSIERS == 0:
                    tell(written)
    return written


def _write(batch: Batch, facts: Iterable[Planned]) -> None:
    known: Known = {}
    act: Act | None = None
    for (officer, at), planned in groupby(facts, lambda it: (it.officer, it.at)):
        act = batch.act(officer, at, known)
        for one in planned:
            act.record(one.fact)
    if act is not None:
        act.project()
