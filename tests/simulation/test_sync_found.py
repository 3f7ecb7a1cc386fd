"""What the simulated days found once, each as short as it can be told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.domain.entries import Fault
from data.store import exchange, journal
from data.sync.claims import Claims
from data.sync.errors import HubAway
from data.sync.hub import Claim
from data.sync.link import HubLink
from data.sync.replicator import EVERYTHING_AFTER_S, STEP_CHAINS
from tests.fakes.around import PATIENT_S
from tests.fakes.hubbed import Member
from tests.fakes.sim_hub import SimHubbed, Trouble, no_trouble, sim_hubbed


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


def test_a_claim_is_confirmed_also_while_a_step_of_the_exchange_runs(center: SimHubbed) -> None:
    """The loop asks twice a second; whoever hands out in that moment is in touch all the same."""
    first = center.members[0]
    link = HubLink(first.replicator, Claims(first.replicator.open_hub, PATIENT_S))
    link.step()
    claimed: list[Claim | None] = []

    def meanwhile(_desk_key: str, call: str) -> Trouble | None:
        if call == "known":
            claimed.append(link.claim("ab" * 16, "release"))
        return None

    center.server.trouble = meanwhile
    link.step()
    center.server.trouble = no_trouble
    link.close()
    assert [it.desk_key for it in claimed if it] == [first.desk.keys.id]


def test_a_step_that_failed_leaves_nothing_confirmed(center: SimHubbed) -> None:
    """What other desks did meanwhile may not have come."""
    first = center.members[0]
    link = HubLink(first.replicator, Claims(first.replicator.open_hub, PATIENT_S))
    link.step()
    center.server.trouble = lambda _desk_key, call: Trouble.AWAY if call == "known" else None
    with pytest.raises(HubAway):
        link.step()
    assert link.claim("ab" * 16, "release") is None
    link.close()
