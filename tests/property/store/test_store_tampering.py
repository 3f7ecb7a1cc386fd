"""A stored journal under the hands of somebody who holds the store's key but not the desk's."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.domain.entries import Fault, digest
from data.store import journal
from data.store.engine import Store, open_store
from data.store.keys import new_keys
from tests.fakes.stores import DeskStore, behind_the_store, new_desk

RECEIVED = 4
POSITIONS = 3 + 3 * RECEIVED
"""Entries of the journal under test: the first act, and three of each reception."""
COLUMNS = ("hash", "chain", "sequence", "subject", "kind", "personal", "payload", "signature")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> DeskStore:
    """A small real journal of two processes, closed."""
    made = new_desk(tmp_path_factory.mktemp("desk"))
    for number in range(1, RECEIVED + 1):
        made.receive(number)
        made = made.restart() if number == 2 else made
    assert journal.verify(made.store) == []
    assert journal.count(made.store) == POSITIONS
    made.close()
    return made


@pytest.fixture(scope="module")
def tampered(desk: DeskStore) -> Iterator["Tampered"]:
    with behind_the_store(desk.files, desk.keys) as execute:
        execute("PRAGMA foreign_keys=OFF")
        execute("PRAGMA synchronous=OFF")
        store = open_store(desk.files, desk.keys)
        yield Tampered(store, execute)
        store.close()


class Tampered:
    """Changes the journal behind the store, asks for its faults, and puts everything back."""

    def __init__(self, store: Store, execute: Callable[..., Any]) -> None:
        self.store = store
        self.execute = execute
        self.rows = execute("SELECT * FROM entry ORDER BY position").fetchall()
        self.personal = execute("SELECT * FROM personal ORDER BY digest").fetchall()

    def faults(self) -> set[Fault]:
        try:
            return {it.fault for it in journal.verify(self.store)}
        finally:
            self.execute("DELETE FROM entry")
            self.execute("DELETE FROM personal")
            for row in self.rows:
                self.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            for row in self.personal:
                self.execute("INSERT INTO personal VALUES (?, ?)", row)

    def change(self, position: int, column: str, value: object) -> None:
        self.execute(f"UPDATE entry SET {column} = ? WHERE position = ?", (value, position))

    def value(self, position: int, column: str) -> Any:  # noqa: ANN401 - whatever the column holds
        row = self.execute(f"SELECT {column} FROM entry WHERE position = ?", (position,))
        return row.fetchone()[0]


fixed = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
few = settings(fixed, max_examples=60)
positions = st.integers(1, POSITIONS)
flips = st.integers(1, 255)


def flipped(content: bytes, place: int, flip: int) -> bytes:
    changed = bytearray(content)
    changed[place % len(content)] ^= flip
    return bytes(changed)


@fixed
@given(positions, st.sampled_from(["payload", "hash", "signature"]), st.integers(0, 10**6), flips)
def test_every_changed_byte_of_an_entry_is_detected(
    tampered: Tampered, position: int, column: str, place: int, flip: int
) -> None:
    """Not one bit of signed bytes, hash or signature can be another."""
    changed = flipped(tampered.value(position, column), place, flip)
    tampered.change(position, column, changed)
    assert tampered.faults()


@fixed
@given(st.integers(0, 100), st.integers(0, 10**6), flips)
def test_every_changed_byte_of_personal_fields_is_detected(
    tampered: Tampered, row: int, place: int, flip: int
) -> None:
    """Personal fields may be erased, never changed."""
    name, content = tampered.personal[row % len(tampered.personal)]
    tampered.execute(
        "UPDATE personal SET payload = ? WHERE digest = ?", (flipped(content, place, flip), name)
    )
    assert tampered.faults() == {Fault.PERSONAL}


@fixed
@given(positions, st.sampled_from(["chain", "subject", "personal"]), st.integers(0, 100), flips)
def test_an_entry_cannot_be_filed_elsewhere(
    tampered: Tampered, position: int, column: str, place: int, flip: int
) -> None:
    """An entry under another chain, subject or personal row is found, though its bytes are whole.

    Otherwise an act could be taken from a dossier without touching what was signed.
    """
    before = tampered.value(position, column)
    changed = flipped(before, place, flip) if before else bytes([flip]) * 32
    tampered.change(position, column, changed)
    assert Fault.MISFILED in tampered.faults()


@few
@given(positions, st.integers(1, 9), st.sampled_from(["", "shift.opened", "Dossier.received"]))
def test_number_and_kind_are_what_was_signed(
    tampered: Tampered, position: int, step: int, kind: str
) -> None:
    """The columns beside the bytes cannot tell another number or kind."""
    tampered.change(position, "sequence", tampered.value(position, "sequence") + step)
    assert Fault.MISFILED in tampered.faults()
    tampered.change(position, "kind", kind)
    assert Fault.MISFILED in tampered.faults()


@few
@given(positions)
def test_personal_fields_cannot_be_hidden(tampered: Tampered, position: int) -> None:
    """Taking away the reference is not an erasure: the reference is signed."""
    if tampered.value(position, "personal") is not None:
        tampered.change(position, "personal", None)
        assert tampered.faults() == {Fault.MISFILED}


@few
@given(st.integers(1, POSITIONS - 1))
def test_r16_a_deleted_entry_is_detected(tampered: Tampered, position: int) -> None:
    """Every entry but the very last one is named by another."""
    tampered.execute("DELETE FROM entry WHERE position = ?", (position,))
    assert tampered.faults() & {Fault.GAP, Fault.LINK}


@few
@given(positions, positions)
def test_entries_cannot_change_places(tampered: Tampered, one: int, other: int) -> None:
    """Payload, hash and signature of one entry do not stand in another's row."""
    if one != other:
        for column in ("payload", "signature", "hash"):
            value = tampered.value(one, column)
            if column == "hash":
                tampered.execute("DELETE FROM entry WHERE position = ?", (one,))
            tampered.change(other, column, value)
        assert tampered.faults()


@few
@given(positions, st.sampled_from(["signature kept", "thief's key", "thief's key and id"]))
def test_a_rewritten_entry_is_detected(tampered: Tampered, position: int, way: str) -> None:
    """New bytes with the right hash do not pass without the desk's key."""
    thief = new_keys()
    content = json.loads(tampered.value(position, "payload"))
    content["body"]["planted"] = "x"
    if way.endswith("id"):
        content["desk_key"] = thief.id
    payload = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    tampered.change(position, "payload", payload.encode())
    tampered.change(position, "hash", bytes.fromhex(digest(payload.encode())))
    if way != "signature kept":
        tampered.change(position, "signature", thief.sign(payload.encode()))
    assert Fault.SIGNATURE in tampered.faults()


@few
@given(st.sets(st.integers(0, 20)))
def test_erasing_personal_rows_keeps_the_journal_clean(tampered: Tampered, rows: set[int]) -> None:
    """Any part of the personal fields may be erased, and the chain still verifies."""
    for row in rows:
        name = tampered.personal[row % len(tampered.personal)][0]
        tampered.execute("DELETE FROM personal WHERE digest = ?", (name,))
    assert tampered.faults() == set()


def test_an_erased_person_is_gone_from_a_rebuild(tmp_path: Path) -> None:
    """After an erasure and a rebuild the name is in no projection and finds nothing."""
    desk = new_desk(tmp_path)
    dossier = desk.receive(1)
    with desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM personal")
    journal.rebuild(desk.store)
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, applicant FROM dossier").all()
        assert [tuple(row) for row in rows] == [(dossier, "")]
        found = connection.exec_driver_sql(
            "SELECT rowid FROM dossier_text WHERE dossier_text MATCH 'nguyen'"
        )
        assert found.all() == []
    assert journal.verify(desk.store) == []
    desk.close()
