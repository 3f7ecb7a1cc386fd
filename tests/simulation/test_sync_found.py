"""What the simulated days found once, each as short as it can be told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.domain.entries import Fault
from data.store import exchange, journal
from data.sync.replicator import EVERYTHING_AFTER_S, STEP_CHAINS
from tests.fakes.hubbed import Member
from tests.fakes.sim_hub import SimHubbed, sim_hubbed


@pytest.fixture
def center(tmp_path: Path) -> Iterator[SimHubbed]:
    """Two desks that exchanged everything."""
    with sim_hubbed(tmp_path) as center:
        center.exchange()
        yield center


def began_anew(member: Member) -> None:
    """The next process of this desk."""
    member.desk = member.desk.restart()
    member.replicator.close()
    member.replicator.store = member.desk.store


def chains(member: Member) -> list[str]:
    with member.desk.store.read() as connection:
        return exchange.chains_of(connection, member.desk.keys.id)


def listed(member: Member) -> list[str]:
    """Dossiers as the lists have them."""
    with member.desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT code FROM dossier ORDER BY number")
        return [code for (code,) in rows]


def test_a_chain_that_a_restored_hub_names_before_its_own_beginning_is_taken(
    center: SimHubbed,
) -> None:
    """It got that chain before it got back what that chain goes on from; then a desk joins."""
    first = center.members[0]
    copy = center.server.copy()
    began_anew(first)
    first.desk.receive(1)
    first.exchange()
    began_anew(first)
    first.exchange()
    center.server.restore(copy)
    center.seconds.now += EVERYTHING_AFTER_S
    first.desk.receive(2)
    first.exchange()
    first.elapsed.now += EVERYTHING_AFTER_S
    first.exchange()
    center.seconds.now += EVERYTHING_AFTER_S
    new = center.join(5)
    center.exchange()
    assert journal.count(new.desk.store) == journal.count(first.desk.store)
    assert new.exchange()[-1].faults == ()


def test_chains_that_cannot_be_taken_leave_room_for_those_that_can(center: SimHubbed) -> None:
    """However many of one desk go on from bytes that somebody changed at the hub."""
    first, second = center.members
    for number in range(STEP_CHAINS + 1):
        began_anew(first)
        first.desk.receive(number + 1)
        first.exchange()
    second.desk.receive(99)
    second.exchange()
    spoilt = center.server.chains[chains(first)[1]].entries
    spoilt[-1] = replace(spoilt[-1], signature=bytes(64))
    center.seconds.now += EVERYTHING_AFTER_S
    new = center.join(5)
    faults = dict(new.exchange()[-1].faults)
    assert Fault.SIGNATURE in faults.values()
    assert listed(new)[-1].endswith("-0099")


def test_dossiers_of_one_piece_stand_in_lists_as_they_came(center: SimHubbed) -> None:
    """Newest first as at the desk that received them, also after everything is made anew."""
    first, second = center.members
    for number in range(1, 9):
        first.desk.receive(number)
    center.exchange()
    assert listed(second) == listed(first)
    journal.rebuild(second.desk.store)
    assert listed(second) == listed(first)
