"""Entries of another desk: taken in order, checked one by one, and never twice."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from data.domain.center import Desk, enrol_desk
from data.domain.entries import Body, Fault, StoredEntry, decode, digest, encode
from data.domain.numbering import Slice
from data.domain.printjob import JobState
from data.store import exchange, journal, queries
from data.store.blobs import Blobs
from data.store.drafts import Pages
from data.store.engine import create_store
from data.store.journal import Journal, new_id
from data.store.keys import new_keys, write_keys
from data.store.projections import TABLES
from tests.fakes.carried_over import carry_over
from tests.fakes.stores import HEAD, DeskStore, TickingClock, store_files, tables

CENTER_BODY: Final = {"head": asdict(HEAD), "practice": False, "profile": "QN-3089-2019"}
"""Another Center's, under an id that sorts before every other."""


@pytest.fixture
def other(desk: DeskStore, tmp_path: Path) -> Iterator[DeskStore]:
    """A second desk of the same Center, which has everything of the first."""
    files, keys = store_files(tmp_path / "other"), new_keys()
    write_keys(files.keys, keys)
    desk.record(enrol_desk(Desk(new_id(), 4, keys.public.hex(), Slice(1000, 1999))))
    store, clock = create_store(files, keys), TickingClock()
    made = DeskStore(
        files,
        keys,
        store,
        clock,
        Journal(store, keys, desk.journal.center, clock),
        Pages(store, Blobs(files.blobs, keys.pages)),
    )
    carry_over(desk.store, store, desk.journal.center, roots=(desk.keys.public,))
    yield made
    made.close()


def sent(desk: DeskStore) -> list[StoredEntry]:
    """The desk's only chain."""
    with desk.store.read() as connection:
        (chain,) = exchange.chains_of(connection, desk.keys.id)
        return exchange.after(connection, chain, 0)


def test_two_desks_that_carried_everything_have_the_same_lists(
    desk: DeskStore, other: DeskStore
) -> None:
    """Every projection is equal, but for the places in lists, which are each desk's own."""
    desk.receive(1)
    other.receive(2)
    for source, target in ((desk, other), (other, desk)):
        carry_over(source.store, target.store, desk.journal.center)
    names = tuple(it for it in TABLES if it not in {"dossier", "dossier_text", "tracked"})
    assert tables(desk.store, names) == tables(other.store, names)
    with desk.store.read() as one, other.store.read() as two:
        of_one = {it.code: it for it in queries.newest(one)}
        of_two = {it.code: it for it in queries.newest(two)}
    assert len(of_one) == 2
    assert {code: replace(it, number=0) for code, it in of_one.items()} == {
        code: replace(it, number=0) for code, it in of_two.items()
    }
    assert journal.verify(desk.store) == journal.verify(other.store) == []


def test_what_is_here_already_is_passed_over(desk: DeskStore, other: DeskStore) -> None:
    """The same entries again are nothing new."""
    desk.receive(1)
    assert carry_over(desk.store, other.store, desk.journal.center) > 0
    assert carry_over(desk.store, other.store, desk.journal.center) == 0


def test_a_sheet_of_another_desk_waits_for_that_desk(desk: DeskStore, other: DeskStore) -> None:
    """Its job is known here, and is none of those that this desk prints."""
    desk.receive(1)
    carry_over(desk.store, other.store, desk.journal.center)
    with other.store.read() as connection:
        assert len(queries.jobs_in(connection, [JobState.QUEUED], desk.keys.id)) == 2
        assert queries.jobs_in(connection, [JobState.QUEUED], other.keys.id) == []


def test_an_unknown_desk_is_not_believed(desk: DeskStore, other: DeskStore) -> None:
    """Its key is none of those that were enrolled, however sound its bytes are."""
    stranger = new_keys()
    record = Journal(other.store, stranger, desk.journal.center, other.clock)
    with record.act("0f" * 16) as act:
        act.record(enrol_desk(Desk(new_id(), 9, stranger.public.hex(), Slice(2000, 2999))))
    with other.store.read() as connection:
        (chain,) = exchange.chains_of(connection, stranger.id)
        entries = exchange.after(connection, chain, 0)
    taken = exchange.receive(desk.store, desk.journal.center, entries)
    assert (taken.entries, taken.fault) == (0, Fault.SIGNATURE)


def changed(entry: StoredEntry) -> StoredEntry:
    payload = encode(replace(decode(entry.payload), officer="ee" * 16))
    return replace(entry, payload=payload, hash=digest(payload))


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        (lambda it: replace(it, payload=it.payload[:-1]), Fault.MALFORMED),
        (lambda it: replace(it, hash="00" * 32), Fault.HASH),
        (lambda it: replace(it, signature=bytes(64)), Fault.SIGNATURE),
        (changed, Fault.SIGNATURE),
        (lambda it: replace(it, personal=b"{}"), Fault.PERSONAL),
    ],
)
def test_a_spoilt_entry_ends_the_chain_there(
    desk: DeskStore, other: DeskStore, spoilt: object, fault: Fault
) -> None:
    """What came before it is kept, nothing after it is, and the fault is named."""
    assert callable(spoilt)
    before = len(sent(desk))
    desk.receive(1)
    entries = sent(desk)
    entries[before + 1] = spoilt(entries[before + 1])
    taken = exchange.receive(other.store, desk.journal.center, entries)
    assert (taken.entries, taken.fault) == (1, fault)
    assert journal.count(other.store) == before + 1


def forged(
    desk: DeskStore,
    *,
    personal: bytes | None = None,
    said: Body | None = None,
    **changes: Any,  # noqa: ANN401 - fields of an entry
) -> StoredEntry:
    """What comes next in the desk's chain, as a program would write it that means harm."""
    last = sent(desk)[-1]
    entry = decode(last.payload)
    body: Body = said or {}
    if personal is not None:
        body = {**body, "personal": digest(personal)}
    after = {"sequence": entry.sequence + 1, "previous": last.hash, "subject": "fe" * 16}
    payload = encode(replace(entry, body=body, **{**after, **changes}))
    return StoredEntry(payload, digest(payload), desk.keys.sign(payload), personal)


SERIALS: Body = {"first": 1, "last": 9}


@pytest.mark.parametrize(
    "harm",
    [
        {"kind": "desk.enrolled", "said": {"key": "zz", "number": 7, "serials": SERIALS}},
        {"kind": "desk.enrolled", "said": {"key": "00ff", "number": 7, "serials": SERIALS}},
        {"kind": "center.opened", "said": {"head": {}, "practice": False, "profile": ""}},
        {"kind": "center.opened", "subject": "00" * 16, "said": CENTER_BODY},
        {"kind": "dossier.received", "said": {"code": 5}},
    ],
)
def test_what_a_believed_desk_wrote_in_bad_faith_changes_nothing_here(
    desk: DeskStore, other: DeskStore, harm: dict[str, Any]
) -> None:
    """It is kept, for its signature is good; no list breaks, and this is still the same Center."""
    taken = exchange.receive(other.store, desk.journal.center, [forged(desk, **harm)])
    assert (taken.entries, taken.fault) == (1, None)
    with other.store.read() as connection:
        center = queries.center(connection)
        numbers = [it.number for it in queries.desks(connection)]
    assert center is not None
    assert center.id == desk.journal.center
    assert numbers == [3, 4]
    journal.rebuild(other.store)


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ({"personal": b"no JSON"}, Fault.PERSONAL),
        ({"said": {"personal": "ab" * 32}}, Fault.PERSONAL),
        ({"at": datetime(9999, 12, 31, 23, tzinfo=UTC)}, Fault.MALFORMED),
    ],
)
def test_what_could_not_be_shown_is_not_taken(
    desk: DeskStore, other: DeskStore, harm: dict[str, Any], fault: Fault
) -> None:
    """Personal fields that are none or were left out, and a moment that no clock here shows."""
    taken = exchange.receive(other.store, desk.journal.center, [forged(desk, **harm)])
    assert (taken.entries, taken.fault) == (0, fault)


def test_personal_fields_that_are_named_twice_are_kept_once(
    desk: DeskStore, other: DeskStore
) -> None:
    """The hub joins the bytes to whatever entry names them."""
    personal = next(it.personal for it in sent(desk) if it.personal is not None)
    taken = exchange.receive(other.store, desk.journal.center, [forged(desk, personal=personal)])
    assert (taken.entries, taken.fault) == (1, None)


def test_a_chain_that_a_copy_went_on_with_is_left_by_this_process(desk: DeskStore) -> None:
    """The next act opens a new one: no number is written twice."""
    desk.receive(1)
    (chain,) = {decode(it.payload).chain for it in sent(desk)}
    exchange.receive(desk.store, desk.journal.center, [forged(desk)])
    desk.receive(2)
    with desk.store.read() as connection:
        assert len(exchange.chains_of(connection, desk.keys.id)) == 2
        assert exchange.after(connection, chain, 0)[-1].payload
    assert journal.verify(desk.store) == []


def test_a_gap_and_another_center_are_refused(desk: DeskStore, other: DeskStore) -> None:
    """An entry without the one before it, and one of somebody else's Center."""
    before = len(sent(desk))
    desk.receive(1)
    beyond = sent(desk)[before + 1 :]
    taken = exchange.receive(other.store, desk.journal.center, beyond)
    assert (taken.entries, taken.fault) == (0, Fault.GAP)
    taken = exchange.receive(other.store, "ab" * 16, sent(desk)[before:])
    assert (taken.entries, taken.fault) == (0, Fault.MISFILED)


def test_another_entry_under_a_known_number_is_a_fork(desk: DeskStore, other: DeskStore) -> None:
    """Both were signed by the same desk: a copy of its disk went on elsewhere."""
    before = len(sent(desk))
    desk.receive(1)
    entries = sent(desk)
    payload = encode(replace(decode(entries[before].payload), act="ab" * 16))
    branch = StoredEntry(
        payload, digest(payload), desk.keys.sign(payload), entries[before].personal
    )
    exchange.receive(other.store, desk.journal.center, entries)
    taken = exchange.receive(other.store, desk.journal.center, [branch])
    assert (taken.entries, taken.fault) == (0, Fault.FORK)


def test_unsent_counts_what_the_hub_has_not_acknowledged(desk: DeskStore, other: DeskStore) -> None:
    """Own entries only, and less only by what the hub said."""
    desk.receive(1)
    with desk.store.read() as connection:
        (chain,) = exchange.chains_of(connection, desk.keys.id)
        written = exchange.unsent(connection, desk.keys.id)
    assert written == len(sent(desk))
    exchange.acknowledge(desk.store, {chain: 3})
    with desk.store.read() as connection:
        assert exchange.unsent(connection, desk.keys.id) == written - 3
    with other.store.read() as connection:
        assert exchange.unsent(connection, other.keys.id) == 0
