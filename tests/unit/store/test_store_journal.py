"""The journal: chains, acts and what a check of it finds."""

from collections.abc import Callable
from datetime import timedelta
from itertools import groupby, pairwise

import pytest

from data.domain.entries import (
    NOTHING,
    ClockQuality,
    Entry,
    Fact,
    Fault,
    MalformedEntry,
    decode,
    digest,
    encode,
)
from data.domain.errors import Refused
from data.domain.vocabulary import SHIFT_OPENED
from data.store import journal
from data.store.engine import Store, statements
from data.store.errors import StoreError
from data.store.journal import CLOCK_BACK, new_id
from data.store.keys import new_keys
from data.store.projections import TABLES
from tests.fakes.stores import (
    OFFICER,
    DeskStore,
    behind_the_store,
    found_by,
    reception_fact,
    tables,
)

PROJECTED = tuple(table for table in TABLES if table != "dossier_text")


def entries(store: Store) -> list[Entry]:
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT payload FROM entry ORDER BY position").scalars()
        return [decode(payload) for payload in rows]


def hashes(store: Store) -> list[str]:
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT hash FROM entry ORDER BY position").scalars()
        return [hashed.hex() for hashed in rows]


def test_one_process_is_one_chain(desk: DeskStore) -> None:
    """Within a process entries count from 1 without a gap, each naming the one before."""
    desk.receive(1)
    desk.receive(2)
    written = entries(desk.store)
    assert [entry.sequence for entry in written] == list(range(1, 10))
    assert len({entry.chain for entry in written}) == 1
    assert [entry.previous for entry in written] == [NOTHING, *hashes(desk.store)[:-1]]


def test_each_process_opens_a_chain_after_the_last_head(desk: DeskStore) -> None:
    """The first entry of a chain names the last entry that the desk wrote before it."""
    for number in range(1, 4):
        desk = desk.restart()
        desk.receive(number)
    written, known = entries(desk.store), hashes(desk.store)
    chains = [list(group) for _, group in groupby(written, key=lambda entry: entry.chain)]
    assert [[entry.sequence for entry in chain] for chain in chains] == [[1, 2, 3]] * 4
    assert [entry.previous for entry in written] == [NOTHING, *known[:-1]]
    assert journal.verify(desk.store) == []
    desk.close()


def test_a_process_that_acts_not_leaves_no_chain(desk: DeskStore) -> None:
    """A chain begins with its first entry; starting and stopping writes nothing."""
    for _ in range(3):
        desk = desk.restart()
    assert len(tables(desk.store, ("chain",))["chain"]) == 1
    desk.close()


def test_an_act_groups_its_entries(desk: DeskStore) -> None:
    """Entries of one act share its id and moment, and those of another do not."""
    desk.receive(1)
    desk.receive(2)
    first, second = entries(desk.store)[3:6], entries(desk.store)[6:]
    for act in (first, second):
        assert len({(entry.act, entry.at, entry.officer) for entry in act}) == 1
    assert first[0].act != second[0].act


def refuse(desk: DeskStore) -> None:
    with desk.journal.act(OFFICER.id) as act:
        act.record(reception_fact(1))
        raise Refused("not-now")


def malformed(desk: DeskStore) -> None:
    desk.record(reception_fact(1), Fact(new_id(), "note.made", {"text": "tab\there"}))


def broken_statement(desk: DeskStore) -> None:
    with desk.journal.act(OFFICER.id) as act:
        act.record(reception_fact(1))
        act.connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


def broken_plain_statement(desk: DeskStore) -> None:
    with desk.journal.act(OFFICER.id) as act:
        act.record(reception_fact(1))
        statements(act.connection).execute("INSERT INTO nowhere VALUES (1)")


def stopped(desk: DeskStore) -> None:
    with desk.journal.act(OFFICER.id) as act:
        act.record(reception_fact(1))
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("fails", "error"),
    [
        (refuse, Refused),
        (malformed, MalformedEntry),
        (broken_statement, StoreError),
        (broken_plain_statement, StoreError),
        (stopped, KeyboardInterrupt),
    ],
)
def test_an_act_that_fails_leaves_nothing_and_the_chain_goes_on(
    desk: DeskStore, fails: Callable[[DeskStore], None], error: type[BaseException]
) -> None:
    """Entry, projections, search text: all of an act or none of it."""
    desk.receive(1)
    names = ("entry", "personal", "chain", "pending_blob", *PROJECTED)
    before = tables(desk.store, names)
    with pytest.raises(error):
        fails(desk)
    assert tables(desk.store, names) == before
    assert found_by(desk.store, "thu") == [1]
    desk.receive(2)
    assert [entry.sequence for entry in entries(desk.store)] == list(range(1, 10))
    assert journal.verify(desk.store) == []


def test_a_refused_first_act_opens_no_chain(desk: DeskStore) -> None:
    """A process whose first act is refused still begins its chain at 1."""
    desk = desk.restart()
    with pytest.raises(Refused):
        refuse(desk)
    desk.receive(1)
    assert [entry.sequence for entry in entries(desk.store)] == [1, 2, 3, 1, 2, 3]
    assert journal.verify(desk.store) == []
    desk.close()


class CommitAnsweredLate(BaseException):
    """The commit was made, and its answer never came: a signal, or a device that hung."""


@pytest.mark.parametrize("error", [CommitAnsweredLate, StoreError])
def test_a_commit_of_unknown_end_ends_the_chain(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """When nobody knows whether a commit happened, no number of its chain is used again."""
    dialect = desk.store.engine.dialect
    commit = dialect.do_commit

    def committed_but_failing(connection: object) -> None:
        commit(connection)  # type: ignore[arg-type]  # the connection of whichever driver
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(dialect, "do_commit", committed_but_failing)
        with pytest.raises(error):
            desk.receive(1)
    desk.receive(2)
    places = [(entry.chain, entry.sequence) for entry in entries(desk.store)]
    assert len(set(places)) == len(places) == 9
    assert [sequence for _, sequence in places] == [1, 2, 3, 4, 5, 6, 1, 2, 3]
    assert journal.verify(desk.store) == []


def test_a_commit_that_failed_ends_the_chain(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a commit that did not happen the next chain follows what is really there."""

    def failing(connection: object) -> None:
        raise StoreError

    with monkeypatch.context() as patch:
        patch.setattr(desk.store.engine.dialect, "do_commit", failing)
        with pytest.raises(StoreError):
            desk.receive(1)
    desk.receive(2)
    assert [entry.sequence for entry in entries(desk.store)] == [1, 2, 3, 1, 2, 3]
    assert entries(desk.store)[3].previous == hashes(desk.store)[2]
    assert journal.verify(desk.store) == []


def qualities(desk: DeskStore) -> list[ClockQuality]:
    return [entry.clock for entry in entries(desk.store)]


def test_a_clock_behind_marks_every_entry_until_it_catches_up(desk: DeskStore) -> None:
    """Entries of a clock that went back are doubtful, not only the first of them."""
    desk.clock.now += timedelta(hours=1)
    desk.receive(1)
    desk.clock.now -= timedelta(hours=1)
    desk.receive(2)
    desk.receive(3)
    desk.clock.now += timedelta(hours=2)
    desk.receive(4)
    local, doubtful = [ClockQuality.LOCAL] * 3, [ClockQuality.DOUBTFUL] * 3
    assert qualities(desk)[3:] == local + doubtful + doubtful + local


def test_a_clock_behind_is_seen_after_a_restart(desk: DeskStore) -> None:
    """A desk whose clock lost its battery overnight marks its first entries."""
    desk.receive(1)
    desk = desk.restart()
    desk.clock.now -= CLOCK_BACK + timedelta(minutes=1)
    desk.receive(2)
    assert qualities(desk)[6:] == [ClockQuality.DOUBTFUL] * 3
    desk.close()


def test_a_clock_put_right_by_a_little_is_no_doubt(desk: DeskStore) -> None:
    """Network time may set a clock back by seconds."""
    desk.receive(1)
    desk.clock.now -= CLOCK_BACK - timedelta(minutes=1)
    desk.receive(2)
    assert set(qualities(desk)) == {ClockQuality.LOCAL}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET payload = payload || x'00'",
        "UPDATE entry SET position = position + 100",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE position = 1",
        "REPLACE INTO entry VALUES (1, x'00', x'00', 1, x'00', 'x', NULL, x'00', x'00')",
        "INSERT INTO entry SELECT * FROM entry WHERE true ON CONFLICT DO UPDATE SET sequence = 9",
    ],
)
def test_r16_the_store_itself_refuses_to_change_an_entry(desk: DeskStore, statement: str) -> None:
    """An honest program's mistake cannot change, delete or replace an entry."""
    before = tables(desk.store, ("entry",))
    with pytest.raises(StoreError), desk.store.write() as connection:
        connection.exec_driver_sql(statement)
    assert tables(desk.store, ("entry",)) == before


def test_an_entry_is_never_in_another_center(desk: DeskStore) -> None:
    """Every entry names the Center of its journal, its desk key and its officer."""
    desk.receive(1)
    for entry in entries(desk.store):
        assert (entry.center, entry.desk_key, entry.officer) == (
            desk.journal.center,
            desk.keys.id,
            OFFICER.id,
        )


def test_seen_and_lamport_follow_what_is_known(desk: DeskStore) -> None:
    """A second entry on a subject comes after the first and says that it had seen it."""
    subject = new_id()
    for _ in range(3):
        desk.record(Fact(subject, SHIFT_OPENED, {}))
    shift = [entry for entry in entries(desk.store) if entry.subject == subject]
    assert [entry.lamport for entry in shift] == [1, 2, 3]
    for before, after in pairwise(shift):
        assert after.seen == (digest(encode(before)),)


def test_two_facts_on_one_subject_in_one_act(desk: DeskStore) -> None:
    """Within an act the second fact already follows the first."""
    subject = new_id()
    first, second = desk.record(*[Fact(subject, SHIFT_OPENED, {})] * 2)
    assert (second.entry.lamport, second.entry.seen) == (2, (first.hash,))
    assert second.entry.previous == first.hash


def test_a_full_check_and_a_check_of_the_tail(desk: DeskStore) -> None:
    """The newest entries can be checked alone, across the starts of chains."""
    for number in range(1, 6):
        desk.receive(number)
        desk = desk.restart()
    for tail in (None, 1, 2, 3, 4, 7, 17, 18, 19, 1000):
        assert journal.verify(desk.store, tail=tail) == []
    desk.close()


def test_a_check_of_the_tail_finds_a_gap(desk: DeskStore) -> None:
    """An entry missing within the tail is found, though what lies before is not read."""
    desk.receive(1)
    desk.receive(2)
    desk.close()
    with behind_the_store(desk.files, desk.keys) as execute:
        execute("DELETE FROM entry WHERE position = 7")
    desk = desk.restart()
    findings = journal.verify(desk.store, tail=4)
    assert [(it.fault, it.sequence) for it in findings] == [(Fault.GAP, 8)]
    desk.close()


def test_an_empty_journal_verifies(desk: DeskStore) -> None:
    """Nothing written is nothing wrong."""
    desk.close()
    with behind_the_store(desk.files, desk.keys) as execute:
        execute("PRAGMA foreign_keys=OFF")
        execute("DELETE FROM entry")
    desk = desk.restart()
    assert journal.verify(desk.store) == []
    assert journal.verify(desk.store, tail=10) == []
    desk.close()


def test_a_key_lent_by_a_table_row_verifies_nothing(desk: DeskStore) -> None:
    """A desk's row cannot make another key stand for the enrolled one."""
    thief = new_keys()
    desk.receive(1)
    desk.close()
    with behind_the_store(desk.files, desk.keys) as execute:
        execute("UPDATE desk SET key = ?", (thief.public.hex(),))
        for position, payload in execute("SELECT position, payload FROM entry").fetchall():
            execute(
                "UPDATE entry SET signature = ? WHERE position = ?", (thief.sign(payload), position)
            )
    desk = desk.restart()
    assert {it.fault for it in journal.verify(desk.store)} == {Fault.SIGNATURE}
    desk.close()
