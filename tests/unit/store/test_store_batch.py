"""Many acts of one transaction are acts as those of a desk, one after the other in one chain."""

from datetime import timedelta

import pytest

from data.domain.entries import ClockQuality, Fact
from data.store import journal, queries
from data.store.journal import Batch, Known
from tests.fakes.forge import START
from tests.fakes.stores import OFFICER, DeskStore, reception_fact


def receive(batch: Batch, number: int, minutes: int = 0) -> Fact:
    """One act of the batch, projected as each is."""
    fact = reception_fact(number)
    act = batch.act(OFFICER.id, START + timedelta(minutes=minutes))
    act.record(fact)
    act.project()
    return fact


def test_the_desk_works_on_after_a_batch(desk: DeskStore) -> None:
    """The next act goes on in the same chain, and an entry of a known dossier is its next one."""
    desk.receive(30)
    with desk.journal.batch() as batch:
        subject = receive(batch, 1).subject
        known: Known = {}
        batch.act(OFFICER.id, START, known).record(Fact(subject, "dossier.teleported", {}))
        batch.act(OFFICER.id, START, known).record(Fact(subject, "dossier.teleported", {}))
    desk.receive(31)
    assert journal.verify(desk.store) == []
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM chain").scalar_one() == 1
        assert [it.entry.lamport for it in queries.history(connection, subject)] == [1, 2, 3]


def test_time_that_goes_back_is_marked(desk: DeskStore) -> None:
    """As at a desk whose clock was set back."""
    with desk.journal.batch() as batch:
        late, early = receive(batch, 1, minutes=24 * 60), receive(batch, 2)
    with desk.store.read() as connection:
        found = [queries.history(connection, it.subject)[0] for it in (late, early)]
    assert [it.entry.clock for it in found] == [ClockQuality.LOCAL, ClockQuality.DOUBTFUL]


def test_a_batch_that_breaks_leaves_nothing(desk: DeskStore) -> None:
    """Its acts are undone together, and the chain goes on from where it was before."""

    def broken() -> None:
        with desk.journal.batch() as batch:
            receive(batch, 1)
            raise ValueError("no more")

    desk.receive(30)
    with pytest.raises(ValueError, match="no more"):
        broken()
    desk.receive(31)
    assert journal.verify(desk.store) == []
    with desk.store.read() as connection:
        assert len(queries.newest(connection)) == 2
