"""Migrations run once each, whole or not at all."""

import pytest

from data.store import journal
from data.store.errors import StoreError, StoreTooOld
from data.store.migrations import runner
from tests.fakes.stores import DeskStore


def version(desk: DeskStore) -> int:
    with desk.store.read() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def schema(desk: DeskStore) -> list[str]:
    with desk.store.read() as connection:
        return list(connection.exec_driver_sql("SELECT sql FROM sqlite_schema").scalars())


def test_migrating_again_changes_nothing(desk: DeskStore) -> None:
    """A start of the same program leaves schema and entries as they are."""
    before = schema(desk)
    runner.migrate(desk.store.write)
    assert schema(desk) == before
    assert journal.count(desk.store) == 3


def test_a_later_migration_runs_once(desk: DeskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new program brings an old store up, step by step, and its entries stay."""
    later = (("CREATE TABLE second (a INTEGER)",), ("ALTER TABLE second ADD COLUMN b INTEGER",))
    monkeypatch.setattr(runner, "MIGRATIONS", runner.MIGRATIONS + later)
    for _ in range(2):
        runner.migrate(desk.store.write)
        assert version(desk) == len(runner.MIGRATIONS)
    assert journal.verify(desk.store) == []


def test_a_migration_that_breaks_leaves_the_old_version(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a failed migration had done is undone, and the store works with its old schema."""
    before = schema(desk)
    broken = ("CREATE TABLE second (a INTEGER)", "DROP TABLE blob", "CREATE NONSENSE")
    monkeypatch.setattr(runner, "MIGRATIONS", (*runner.MIGRATIONS, broken))
    with pytest.raises(StoreError):
        runner.migrate(desk.store.write)
    assert schema(desk) == before
    assert version(desk) == len(runner.MIGRATIONS) - 1
    desk.receive(1)


def test_a_read_only_command_waits_for_the_desk(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer command does not read what the desk has not brought up yet."""
    monkeypatch.setattr(runner, "MIGRATIONS", (*runner.MIGRATIONS, ("SELECT 1",)))
    with pytest.raises(StoreTooOld):
        runner.require_current(desk.store.read)
