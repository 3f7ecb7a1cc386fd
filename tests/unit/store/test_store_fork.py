"""A desk's key that worked in two places: what it signed twice under one number is found."""

from dataclasses import replace

from data.domain.entries import Body, Entry, Fault, decode, digest, encode
from data.store import journal
from data.store.keys import new_keys
from tests.fakes.stores import DeskStore, behind_the_store


def newest(desk: DeskStore) -> Entry:
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT payload FROM entry ORDER BY position DESC")
        return decode(rows.scalars().all()[0])


def planted(desk: DeskStore, entry: Entry) -> None:
    """An entry that another holder of this desk's key has written into the store."""
    payload = encode(entry)
    row = (
        bytes.fromhex(digest(payload)),
        bytes.fromhex(entry.chain),
        entry.sequence,
        bytes.fromhex(entry.subject),
        entry.kind,
        payload,
        desk.keys.sign(payload),
    )
    with behind_the_store(desk.files, desk.keys) as execute:
        execute(
            "INSERT INTO entry (hash, chain, sequence, subject, kind, payload, signature)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )


def other(entry: Entry) -> Entry:
    """As sound as `entry`, and not the same act."""
    body: Body = {**entry.body, "reason": "another branch"}
    return replace(entry, body=body)


def test_two_signed_entries_under_one_number_are_a_fork(desk: DeskStore) -> None:
    """Both are whole and linked, and the place that they share is told once."""
    desk.receive(1)
    first = newest(desk)
    for branch in (other(first), replace(other(first), act="ab" * 16)):
        planted(desk, branch)
    found = [(it.fault, it.chain, it.sequence) for it in journal.verify(desk.store)]
    assert found == [(Fault.FORK, first.chain, first.sequence)]


def test_an_entry_that_nobody_signed_makes_no_fork(desk: DeskStore) -> None:
    """What a stranger put under a number is a wrong signature and not the desk's second act."""
    desk.receive(1)
    stranger = replace(desk, keys=replace(desk.keys, signing=new_keys().signing))
    planted(stranger, other(newest(desk)))
    assert [it.fault for it in journal.verify(desk.store)] == [Fault.SIGNATURE]
