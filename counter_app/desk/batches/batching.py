"""A batch: dossiers that change hands together, under one sheet that both sign (R20, R31).

One act moves all of a batch or nothing, and queues its sheet for each of the two who sign it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from counter_app.desk.numbers import queue_copies
from data.domain.agencies import AgencyRegister
from data.domain.center import Desk
from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.entries import Recorded
from data.domain.errors import Refused
from data.domain.handing_over import recipient
from data.domain.hands import Direction
from data.domain.papers import Copy, Form
from data.store import batches
from data.store.engine import Store
from data.store.journal import Act

BATCH_LIMIT: Final = 100
"""Dossiers of one sheet: of more, nobody compares a list with a pile."""
RECENT: Final = timedelta(days=7)
"""So long a sheet is at hand: who lost one asks for it within the week."""
COPIES: Final = (Copy.APPLICANT, Copy.KEPT)
"""Each of the two keeps one: the agency the first, the Center the other."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What changed hands together; `jobs` are of its sheets, where it was just made."""

    id: str
    direction: Direction
    agency: str
    count: int
    at: datetime
    jobs: tuple[str, ...] = ()


def require_pile(dossiers: Sequence[str]) -> tuple[str, ...]:
    """Each of them once, in their order. Raises Refused("batch-empty"), "batch-too-large"."""
    pile = tuple(dict.fromkeys(dossiers))
    if not pile:
        raise Refused("batch-empty")
    if len(pile) > BATCH_LIMIT:
        raise Refused("batch-too-large", limit=BATCH_LIMIT)
    return pile


def queue_batch(act: Act, desk: Desk, said: Recorded, form: Form, batch: str) -> tuple[str, ...]:
    """Queues the sheet of a batch in its own act; `said` is the last of what was entered."""
    return queue_copies(act, desk, said, form, COPIES, batch=batch)


@contextmanager
def naming(dossier: Dossier) -> Iterator[None]:
    """A refusal within says which dossier of the batch stood in the way."""
    try:
        yield
    except Refused as refused:
        raise Refused(refused.code, **{**refused.facts, "dossier": code_of(dossier)}) from refused


def same_agency(agency: str, dossier: Dossier) -> str:
    """The agency of this dossier too; `agency` is that of those before it, empty for none.

    Raises Refused("batch-two-agencies"): what goes to or comes from two is signed for by two.
    """
    _, name = recipient(dossier)
    if agency and name != agency:
        raise Refused("batch-two-agencies", agency=agency, other=name)
    return name


def code_of(dossier: Dossier) -> str:
    return str(dossier.reception.code) if dossier.reception else ""


def recent_batches(
    store: Store, agencies: AgencyRegister, direction: Direction, now: datetime
) -> list[Batch]:
    """Batches of the last days, newest first; their sheets can be printed again."""
    first = local(now).date() - RECENT
    with store.read() as connection:
        heads = batches.since(connection, direction, first)
    return [
        Batch(head.id, direction, agencies.name_of(head.agency_index), head.count, head.at)
        for head in heads
    ]
