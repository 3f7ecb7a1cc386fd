"""Many dossiers in one transaction are the same journal as dossiers one by one."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from data.domain.entries import ClockQuality, Fact
from data.domain.papers import Copy, Form
from data.domain.printjob import JobState, Sheet, queue
from data.domain.received import Fee, FeeState, fee_body
from data.domain.vocabulary import DOSSIER_FEE_RECORDED, PAPER_SENDING
from data.store import bulk, journal, queries
from data.store.bulk import Planned, write_all
from data.store.journal import new_id
from data.store.projections import TABLES
from tests.fakes.forge import START
from tests.fakes.stores import OFFICER, DeskStore, reception_fact, tables

PROJECTED = tuple(table for table in TABLES if table != "dossier_text")
OTHER = "0e" * 16


def life(number: int) -> list[Planned]:
    """A reception with its sheet, the sheet on its way, and the fee paid to somebody else."""
    received, job = reception_fact(number), new_id()
    sheet = Sheet(received.subject, Form.RECEIPT, Copy.APPLICANT, f"03-{number:05}")
    paid = fee_body(Fee(50_000, FeeState.PAID, receipt="BL-1"))
    at = START + timedelta(minutes=number)
    return [
        Planned(received, OFFICER.id, at),
        Planned(queue(job, sheet), OFFICER.id, at),
        Planned(Fact(job, PAPER_SENDING, {}), OFFICER.id, at + timedelta(seconds=1)),
        Planned(Fact(received.subject, DOSSIER_FEE_RECORDED, paid), OTHER, at),
    ]


def lives(count: int) -> list[list[Planned]]:
    return [life(number) for number in range(1, count + 1)]


def test_written_together_is_written(desk: DeskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed, chained, projected as a rebuild does it; acts stay acts, with their own officers."""
    monkeypatch.setattr(bulk, "BATCH_DOSSIERS", 3)
    monkeypatch.setattr(bulk, "TOLD_DOSSIERS", 2)
    told: list[int] = []
    planned = lives(7)
    assert write_all(desk.journal, iter(planned), told.append) == 7
    assert told == [2, 4, 6]
    assert journal.verify(desk.store) == []
    assert journal.count(desk.store) == 3 + 4 * 7
    before = tables(desk.store, PROJECTED)
    with desk.store.read() as connection:
        history = queries.history(connection, planned[0][0].fact.subject)
        assert len(queries.search(connection, "nguyen")) == 7
        assert len(queries.jobs_in(connection, [JobState.SENDING])) == 7
    assert [(it.entry.officer, it.entry.at) for it in history] == [
        (OFFICER.id, planned[0][0].at),
        (OTHER, planned[0][3].at),
    ]
    assert history[0].entry.act != history[1].entry.act
    journal.rebuild(desk.store)
    assert tables(desk.store, PROJECTED) == before


def test_facts_of_one_officer_and_moment_are_one_act(desk: DeskStore) -> None:
    """A reception and the sheet that was queued with it belong together."""
    (planned,) = lives(1)
    write_all(desk.journal, [planned])
    with desk.store.read() as connection:
        received = queries.history(connection, planned[0].fact.subject)[0].entry
        queued, sending = queries.history(connection, planned[1].fact.subject)
    assert queued.entry.act == received.act
    assert sending.entry.act != received.act


def test_the_desk_works_on_after_it(desk: DeskStore) -> None:
    """The next act goes on in the same chain, and a later life of a known dossier is no new one."""
    (planned,) = lives(1)
    desk.receive(30)
    write_all(desk.journal, [planned])
    subject = planned[0].fact.subject
    again = Planned(Fact(subject, "dossier.teleported", {}), OFFICER.id, desk.clock())
    write_all(desk.journal, [[again], []])
    desk.receive(31)
    assert journal.verify(desk.store) == []
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM chain").scalar_one() == 1
        assert [it.entry.lamport for it in queries.history(connection, subject)] == [1, 2, 3]


def test_time_that_goes_back_is_marked(desk: DeskStore) -> None:
    """As at a desk whose clock was set back."""
    late, early = (
        Planned(reception_fact(number), OFFICER.id, at)
        for number, at in ((1, START + timedelta(days=1)), (2, START))
    )
    write_all(desk.journal, [[late], [early]])
    with desk.store.read() as connection:
        (entry,) = queries.history(connection, early.fact.subject)
    assert entry.entry.clock is ClockQuality.DOUBTFUL


def test_what_was_committed_before_a_break_stays(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source that breaks loses its own batch and nothing else."""
    monkeypatch.setattr(bulk, "BATCH_DOSSIERS", 2)

    def breaking() -> Iterator[list[Planned]]:
        yield from lives(3)
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        write_all(desk.journal, breaking())
    desk.receive(31)
    assert journal.verify(desk.store) == []
    with desk.store.read() as connection:
        assert len(queries.newest(connection)) == 3


def test_nothing_planned_writes_nothing(desk: DeskStore) -> None:
    """An empty source is no error and no chain."""
    assert write_all(desk.journal, []) == 0
    assert journal.count(desk.store) == 3
