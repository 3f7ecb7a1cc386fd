"""Desks and their hub: a real PostgreSQL, real stores, and everything arrives everywhere."""

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from data.domain.entries import Fault, StoredEntry, decode, digest, encode
from data.store import exchange, journal
from data.sync.errors import HubAway, HubForeign, HubRefused
from data.sync.founding import dismiss, found_hub
from data.sync.postgres import open_hub
from data.sync.replicator import EVERYTHING_AFTER_S
from tests.fakes.hubbed import Hubbed, Member, hubbed


def codes(member: Member) -> set[str]:
    with member.desk.store.read() as connection:
        return set(connection.exec_driver_sql("SELECT code FROM dossier").scalars())


def entries(member: Member) -> int:
    return journal.count(member.desk.store)


def test_a_desk_that_joins_gets_everything_there_is(tmp_path: Path, admin: str) -> None:
    """It begins with the key of the desk that enrolled it, and its journal is sound at the end."""
    with hubbed(tmp_path, admin, desks=1) as center:
        for number in range(1, 80):
            center.first.receive(number)
        center.members[0].exchange()
        new = center.join(4)
        center.exchange()
        assert codes(new) == codes(center.members[0])
        assert entries(new) == entries(center.members[0]) > 240
        assert journal.verify(new.desk.store) == []


def test_what_each_desk_wrote_is_at_every_desk(tmp_path: Path, admin: str) -> None:
    """Three desks, each with dossiers of its own, and nothing is unsent afterwards."""
    with hubbed(tmp_path, admin, desks=3) as center:
        center.exchange()
        for number, member in enumerate(center.members, 1):
            member.desk.receive(number)
        center.exchange()
        assert all(len(codes(it)) == 3 for it in center.members)
        assert {entries(it) for it in center.members} == {entries(center.members[0])}
        assert [it.replicator.unsent() for it in center.members] == [0, 0, 0]


def test_a_report_names_what_came_and_counts_what_went(tmp_path: Path, admin: str) -> None:
    """Screens read anew what is shown of these subjects."""
    with hubbed(tmp_path, admin) as center:
        center.exchange()
        first, second = center.members
        dossier = center.first.receive(1)
        assert first.replicator.unsent() == 3
        assert sum(it.sent for it in first.exchange()) == 3
        received = second.exchange()
        assert dossier in frozenset().union(*(it.received for it in received))
        assert first.exchange()[0].received == frozenset()


def test_every_process_opens_a_chain_and_all_of_them_arrive(tmp_path: Path, admin: str) -> None:
    """A chain that goes on from another is taken after it, also when both are long."""
    with hubbed(tmp_path, admin, desks=1) as center:
        desk = center.first
        for start in range(4):
            for number in range(70):
                desk.receive(100 * start + number + 1)
            desk = desk.restart()
        center.members[0].replicator.store = desk.store
        center.members[0].desk = desk
        center.exchange()
        new = center.join(4)
        center.exchange()
        assert entries(new) == entries(center.members[0])
        assert journal.verify(new.desk.store) == []


def test_the_desk_works_on_while_the_hub_is_away(tmp_path: Path, admin: str) -> None:
    """What was written meanwhile is counted, and sent when the hub answers again."""
    with hubbed(tmp_path, admin) as center:
        center.exchange()
        first, second = center.members
        before = first.cut()
        center.first.receive(1)
        for _ in range(2):
            with pytest.raises(HubAway):
                first.replicator.step()
        assert first.replicator.unsent() == 3
        first.access = before
        center.exchange()
        assert first.replicator.unsent() == 0
        assert len(codes(second)) == 1


def test_a_reply_that_was_lost_is_no_second_entry(tmp_path: Path, admin: str) -> None:
    """The hub compares what it has already, and says how far it is."""
    with hubbed(tmp_path, admin) as center:
        first, second = center.members
        center.first.receive(1)
        with center.first.store.read() as connection:
            (chain,) = exchange.chains_of(connection, center.first.keys.id)
            written = exchange.after(connection, chain, 0)
        hub = open_hub(first.access)
        assert hub.push(chain, written) == len(written)
        assert hub.push(chain, written) == len(written)
        hub.close()
        center.exchange()
        assert entries(second) == entries(first)


def test_a_hub_restored_from_an_older_copy_gets_own_entries_again(
    tmp_path: Path, admin: str
) -> None:
    """The desk finds it when it compares everything, and says meanwhile what is not there."""
    with hubbed(tmp_path, admin) as center:
        center.first.receive(1)
        center.exchange()
        first, second = center.members
        lose(admin, first.desk.keys.id, keep=4)
        first.exchange()
        assert first.replicator.unsent() == 0
        first.elapsed.now += EVERYTHING_AFTER_S
        reports = first.exchange()
        assert sum(it.sent for it in reports) == 3
        assert reports[-1].unsent == 0
        assert not second.exchange()[-1].faults


def lose(admin: str, desk_key: str, *, keep: int) -> None:
    """The hub as an older copy of it was: of this desk's chain only its beginning."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        chain, payload = connection.execute(
            "SELECT c.id, e.payload FROM hub.chain c JOIN hub.entry e ON e.chain = c.id"
            " WHERE c.desk_key = %s AND e.sequence = %s",
            (bytes.fromhex(desk_key), keep),
        ).fetchone() or (b"", b"")
        connection.execute(
            "DELETE FROM hub.entry WHERE chain = %s AND sequence > %s", (chain, keep)
        )
        connection.execute(
            "UPDATE hub.chain SET sequence = %s, hash = sha256(%s),"
            " grew_at = grew_at - interval '1 hour' WHERE id = %s",
            (keep, payload, chain),
        )


def test_a_forged_entry_of_the_hub_is_taken_by_nobody(tmp_path: Path, admin: str) -> None:
    """Whoever keeps the hub can write what he likes into it: the desks check and say so."""
    with hubbed(tmp_path, admin) as center:
        center.exchange()
        first, second = center.members
        center.first.receive(1)
        first.exchange()
        before = entries(second)
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(
                "UPDATE hub.entry SET payload = convert_to(replace(convert_from(payload, 'UTF8'),"
                " 'dossier.received', 'dossier.released'), 'UTF8')"
                " WHERE position('dossier.received'::bytea IN payload) > 0"
            )
        reports = second.exchange()
        assert entries(second) == before
        assert [fault for _, fault in reports[-1].faults] == [Fault.SIGNATURE]
        second.desk.receive(2)
        second.exchange()
        assert second.replicator.unsent() == 0


def test_a_copy_of_a_desk_that_went_on_is_told(tmp_path: Path, admin: str) -> None:
    """Another entry stands under the number: nothing is overwritten, and nothing more is sent."""
    with hubbed(tmp_path, admin) as center:
        center.exchange()
        first = center.members[0]
        center.first.receive(1)
        plant_fork(center)
        reports = first.exchange()
        assert [fault for _, fault in reports[-1].faults] == [Fault.FORK]
        assert reports[-1].unsent == 3


def plant_fork(center: Hubbed) -> None:
    """What a live copy of the first desk's machine sent before it."""
    first = center.members[0]
    with center.first.store.read() as connection:
        (chain,) = exchange.chains_of(connection, center.first.keys.id)
        there = exchange.acknowledged(connection)[chain]
        (own, *_) = exchange.after(connection, chain, there)
    payload = encode(replace(decode(own.payload), act="ab" * 16))
    other = StoredEntry(payload, digest(payload), center.first.keys.sign(payload), own.personal)
    hub = open_hub(first.access)
    hub.push(chain, [other])
    hub.close()


def test_a_dismissed_desk_is_answered_nothing(tmp_path: Path, admin: str) -> None:
    """Neither over the connection that it still has nor over a new one."""
    with hubbed(tmp_path, admin) as center:
        center.exchange()
        second = center.members[1]
        dismiss(admin, center.first.journal.center, second.desk.keys.id)
        for _ in range(2):
            with pytest.raises(HubRefused):
                second.replicator.step()


def test_the_hub_of_another_center_is_not_spoken_with(tmp_path: Path, admin: str) -> None:
    """Neither set up over nor exchanged with."""
    with hubbed(tmp_path, admin) as center:
        with pytest.raises(HubForeign):
            found_hub(admin, "ab" * 16)
        with pytest.raises(HubForeign):
            open_hub(replace(center.members[0].access, center="ab" * 16))
