"""A hub in memory and one in PostgreSQL: the same desks, the same calls, the same answers.

What the simulation of working days shows of the one is true of the other as far as this goes.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from data.domain.entries import StoredEntry, decode, digest, encode
from data.store import exchange, journal
from data.store.journal import Head
from data.store.keys import DeskKeys
from data.sync.errors import HubAway, HubRefused
from data.sync.replicator import EVERYTHING_AFTER_S
from tests.fakes.hub_keepers import Keeper, postgres_keeper, sim_keeper
from tests.fakes.hubbed import Member


@pytest.fixture(params=["memory", "postgres"])
def keeper(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Keeper]:
    """Two desks that exchanged everything."""
    if request.param == "memory":
        opened = sim_keeper(tmp_path)
    else:
        opened = postgres_keeper(tmp_path, request.getfixturevalue("admin"))
    with opened as keeper:
        keeper.center.exchange()
        yield keeper


def written(member: Member) -> tuple[str, list[StoredEntry]]:
    """The desk's newest chain."""
    with member.desk.store.read() as connection:
        (*_, chain) = exchange.chains_of(connection, member.desk.keys.id)
        return chain, exchange.after(connection, chain, 0, 1_000)


def counts(keeper: Keeper) -> set[int]:
    return {journal.count(it.desk.store) for it in keeper.center.members}


def signed(keys: DeskKeys, stored: StoredEntry, **said: object) -> StoredEntry:
    payload = encode(replace(decode(stored.payload), **said))  # type: ignore[arg-type]  # fields of an entry
    return StoredEntry(payload, digest(payload), keys.sign(payload), stored.personal)


def refused(member: Member, chain: str, *entries: StoredEntry) -> str:
    with closing(member.replicator.open_hub()) as hub, pytest.raises(HubRefused) as error:
        hub.push(chain, entries)
    return error.value.detail


def test_what_each_desk_wrote_is_at_every_desk(keeper: Keeper) -> None:
    """Also what a desk wrote that joined later, and nothing is unsent."""
    keeper.center.join(5)
    for number, member in enumerate(keeper.center.members, 1):
        member.desk.receive(number)
    keeper.center.exchange()
    assert len(counts(keeper)) == 1
    for member in keeper.center.members:
        assert journal.verify(member.desk.store) == []
        assert member.replicator.unsent() == 0


def test_what_was_pushed_is_pulled_as_it_was(keeper: Keeper) -> None:
    """Byte for byte, from any number on, as many as were asked for."""
    first, second = keeper.center.members
    first.desk.receive(1)
    first.exchange()
    chain, entries = written(first)
    with closing(second.replicator.open_hub()) as hub:
        assert hub.pull(chain, 0) == entries
        assert hub.pull(chain, 2, 3) == entries[2:5]
        assert hub.pull(chain, len(entries)) == hub.pull("ab" * 16, 0) == []


def test_the_hub_tells_how_far_each_chain_is_and_whose_it_is(keeper: Keeper) -> None:
    """In the order they were opened, and within the last minutes only those that grew."""
    first, second = keeper.center.members
    second.desk.receive(1)
    second.exchange()
    keeper.later(EVERYTHING_AFTER_S)
    first.desk.receive(2)
    first.exchange()
    own, others = written(first), written(second)
    with closing(second.replicator.open_hub()) as hub:
        told = hub.known(everything=True)
        assert [(it.desk_key, it.head.chain) for it in told] == [
            (first.desk.keys.id, own[0]),
            (second.desk.keys.id, others[0]),
        ]
        assert told[0].head == Head(own[0], len(own[1]), own[1][-1].hash)
        assert hub.known(everything=False) == told[:1]
        assert hub.about().center == first.desk.journal.center


def test_a_reply_that_was_lost_is_no_second_entry(keeper: Keeper) -> None:
    """The hub compares what it has already, and says how far it is."""
    first = keeper.center.members[0]
    first.desk.receive(1)
    chain, entries = written(first)
    with closing(first.replicator.open_hub()) as hub:
        assert hub.push(chain, entries) == hub.push(chain, entries[:2]) == len(entries)
        assert hub.pull(chain, 0) == entries
    keeper.center.exchange()
    assert len(counts(keeper)) == 1


def test_a_desk_does_not_write_in_the_name_of_another(keeper: Keeper) -> None:
    """Neither into its chain nor under its key in a chain of its own."""
    first, second = keeper.center.members
    chain, entries = written(first)
    assert refused(second, chain, *entries) == "CN002"
    assert refused(second, "cd" * 16, signed(second.desk.keys, entries[0])) == "CN003"


def test_gaps_wrong_links_and_forks_are_refused(keeper: Keeper) -> None:
    """And of a call that is refused nothing is kept."""
    first = keeper.center.members[0]
    chain, entries = written(first)
    keys, last = first.desk.keys, entries[-1]
    number = decode(last.payload).sequence
    after = {"sequence": number + 1, "previous": last.hash}
    sound = signed(keys, last, **after)
    swapped = replace(sound, personal=b'{"fields":{}}')
    assert refused(first, chain, signed(keys, last, sequence=number + 2)) == "CN005"
    assert refused(first, chain, signed(keys, last, sequence=number + 1)) == "CN005"
    assert refused(first, chain, signed(keys, last, **after, center="ab" * 16)) == "CN003"
    assert refused(first, chain, signed(keys, last, **after, chain="ab" * 16)) == "CN003"
    assert refused(first, chain, signed(keys, last, act="ab" * 16)) == "CN004"
    assert refused(first, chain, swapped) == "CN003"
    assert refused(first, chain, sound, signed(keys, last, act="ab" * 16)) == "CN004"
    assert refused(first, "cd" * 16, signed(keys, last, chain="cd" * 16)) == "CN005"
    with closing(first.replicator.open_hub()) as hub:
        assert hub.pull(chain, 0) == entries
        assert "cd" * 16 not in {it.head.chain for it in hub.known(everything=True)}
        assert hub.push(chain, [sound]) == number + 1


def test_what_is_no_entry_or_too_large_is_refused(keeper: Keeper) -> None:
    """With what PostgreSQL calls it."""
    first = keeper.center.members[0]
    chain, entries = written(first)
    last = entries[-1]
    assert refused(first, chain, replace(last, payload=b"{" + b" " * 70_000 + b"}")) == "CN003"
    assert refused(first, chain, replace(last, personal=b" " * 70_000)) == "CN003"
    assert refused(first, chain, replace(last, signature=bytes(63))) == "CN003"
    assert refused(first, chain, replace(last, payload=b"\xff\xfe")) == "22021"
    assert refused(first, chain, replace(last, payload=b"{")) == "22P02"
    assert refused(first, chain, replace(last, payload=b"[]")) == "CN003"
    assert refused(first, chain) == "CN003"
    with closing(first.replicator.open_hub()) as hub:
        for subject, purpose in (("ab" * 15, "release"), ("ab" * 16, "r" * 33)):
            with pytest.raises(HubRefused, match="CN003"):
                hub.claim(subject, purpose)


def test_the_desk_works_on_while_the_hub_is_away(keeper: Keeper) -> None:
    """A connection that failed is not used again; the next one goes on where it was."""
    first, second = keeper.center.members
    with closing(first.replicator.open_hub()) as old:
        keeper.away(first, away=True)
        first.desk.receive(1)
        for _ in range(2):
            with pytest.raises(HubAway):
                first.replicator.step()
        with pytest.raises(HubAway):
            old.known(everything=True)
        assert first.replicator.unsent() == 3
        second.exchange()
        keeper.away(first, away=False)
        first.exchange()
        assert first.replicator.unsent() == 0
        with pytest.raises(HubAway):
            old.known(everything=True)


def test_a_dismissed_desk_is_answered_nothing(keeper: Keeper) -> None:
    """Neither over the connection that it still has nor over a new one."""
    second = keeper.center.members[1]
    keeper.dismiss(second)
    for told in ("CN001", "not let in"):
        with pytest.raises(HubRefused, match=told):
            second.replicator.step()


def test_a_hub_restored_from_an_older_copy_gets_own_entries_again(keeper: Keeper) -> None:
    """Each desk finds it when it compares everything; what is after that in the chain goes too."""
    first, second = keeper.center.members
    restore = keeper.copy()
    first.desk.receive(1)
    second.desk.receive(2)
    keeper.center.exchange()
    restore()
    keeper.later(EVERYTHING_AFTER_S)
    keeper.center.exchange()
    assert first.replicator.unsent() == 0
    for member in (first, second):
        member.elapsed.now += EVERYTHING_AFTER_S
    assert sum(it.sent for it in first.exchange()) == 3
    assert sum(it.sent for it in second.exchange()) == 3
    new = keeper.center.join(5)
    keeper.center.exchange()
    assert journal.count(new.desk.store) == journal.count(first.desk.store)


def test_an_entry_after_one_that_a_restored_hub_lost_is_refused(keeper: Keeper) -> None:
    """So that the desk compares everything at once."""
    first = keeper.center.members[0]
    first.desk.receive(1)
    restore = keeper.copy()
    first.desk.receive(2)
    first.exchange()
    restore()
    keeper.later(EVERYTHING_AFTER_S)
    first.desk.receive(3)
    with pytest.raises(HubRefused, match="CN005"):
        first.replicator.step()
    first.exchange()
    assert first.replicator.unsent() == 0


def test_a_claim_is_the_first_ones_until_it_is_given_up_or_falls(keeper: Keeper) -> None:
    """By the clock of the hub, and a desk that asks again is first anew."""
    one, two = keeper.center.members
    with (
        closing(one.replicator.open_hub()) as first,
        closing(two.replicator.open_hub()) as second,
    ):
        since = first.claim("ab" * 16, "release").at
        second.give_up("ab" * 16, "release")
        held = second.claim("ab" * 16, "release")
        assert (held.desk_key, held.at) == (one.desk.keys.id, since)
        assert second.claim("ab" * 16, "other").desk_key == two.desk.keys.id
        keeper.later(14 * 60)
        assert first.claim("ab" * 16, "release").desk_key == one.desk.keys.id
        keeper.later(14 * 60)
        assert second.claim("ab" * 16, "release").desk_key == one.desk.keys.id
        first.give_up("ab" * 16, "release")
        assert second.claim("ab" * 16, "release").desk_key == two.desk.keys.id
        keeper.later(16 * 60)
        assert first.claim("ab" * 16, "release").desk_key == one.desk.keys.id
