"""A store of the program before the complete intake desk is brought up with its lists."""

from collections.abc import Mapping
from typing import Final

from data.domain.entries import Fact, Json
from data.domain.vocabulary import DOSSIER_RECEIVED
from data.store import journal
from data.store.migrations import runner
from tests.fakes.older import BEFORE_MANY
from tests.fakes.stores import DeskStore, reception_fact

_ADDED: Final = (
    "paper",
    "visit",
    "blank",
    "unscanned",
    "unpaid_vnd",
    "paid_vnd",
    "entered_day",
    "paid_day",
)
_BACK: Final = (
    *BEFORE_MANY,
    *(f"DROP INDEX dossier_of_{name}" for name in ("state", "visit", "blank", "entry", "payment")),
    "DROP INDEX dossier_unscanned",
    *(f"ALTER TABLE dossier DROP COLUMN {name}" for name in _ADDED),
    *(f"DROP TABLE {name}" for name in ("form_number", "guidance", "catalogue")),
    "ALTER TABLE job RENAME COLUMN subject TO dossier",
    "PRAGMA user_version=1",
)
"""Leaves what the first schema was."""
_LATER: Final = (
    *("authorization", "confirmation", "inbound", "late", "post_item", "recover", "replaces"),
    *("return_by_post", "visit"),
)


def first_version(number: int, state: str, *, pages: tuple[str, ...] = ()) -> Fact:
    """A reception as the first program wrote it."""
    fact = reception_fact(number, pages=pages)
    body = {key: value for key, value in fact.body.items() if key not in _LATER}
    components = body["components"]
    assert isinstance(components, list)
    body["components"] = [_without(item, "compared_by", "condition", "kept") for item in components]
    body["fee"] = {"amount_vnd": 50_000, "state": state}
    return Fact(fact.subject, DOSSIER_RECEIVED, body, fact.personal)


def _without(item: Json, *keys: str) -> Json:
    assert isinstance(item, Mapping)
    return {key: value for key, value in item.items() if key not in keys}


def rows(desk: DeskStore) -> list[tuple[object, ...]]:
    columns = ", ".join(("id", "code", "state", *_ADDED))
    with desk.store.read() as connection:
        found = connection.exec_driver_sql(f"SELECT {columns} FROM dossier ORDER BY number")
        return [tuple(row) for row in found]


def test_c26_c27_dossiers_of_the_program_before_stand_in_the_new_lists(desk: DeskStore) -> None:
    """Unscanned, unpaid and paid are told from the entries at once, as a rebuild tells them."""
    desk.record(first_version(1, "unpaid"))
    desk.record(first_version(2, "paid", pages=("ab" * 32,)))
    desk.record(first_version(3, "none"))
    with desk.store.write() as connection:
        for statement in _BACK:
            connection.exec_driver_sql(statement)
    runner.migrate(desk.store.write)
    brought_up = rows(desk)
    journal.rebuild(desk.store)
    assert brought_up == rows(desk)
    assert [row[-5:-2] for row in brought_up] == [(2, 50_000, 0), (1, 0, 50_000), (2, 0, 0)]


def test_files_of_the_program_before_are_this_desks_own(desk: DeskStore) -> None:
    """There was no other desk then: one that is missing is lost, and nobody else has it."""
    named, noted = "ab" * 32, desk.pages.put(b"a page of a draft")
    desk.record(reception_fact(1, pages=(named,)))
    with desk.store.write() as connection:
        for statement in _BACK:
            connection.exec_driver_sql(statement)
    desk.pages.blobs.delete(noted)
    runner.migrate(desk.store.write)
    assert not desk.pages.is_elsewhere(named)
    assert not desk.pages.is_elsewhere(noted)
    assert desk.pages.is_elsewhere("cd" * 32)
