"""Whole days of three to five desks and a hub, from one seed each: whatever broke, it heals.

The invariants are those of the design: nothing changes (I2), nothing is lost (I3), all agree (I4,
I5), nobody sorts before what he had seen (I7), every chain is sound (I9), and it ends (I10).
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from data.store import journal
from data.store.projections import TABLES
from tests.fakes.carried_over import carry_over
from tests.fakes.sim_days import Days, Station, draw
from tests.fakes.stores import found_by, tables

SEEDS: Final = int(os.environ.get("COUNTER_SIM_SEEDS", "16"))
MOVES: Final = 180
ROUNDS: Final = 3
"""Out from each, in to each, and nothing moves any more."""
PER_DESK: Final = frozenset({"dossier", "dossier_text", "tracked"})
"""Tables in which a row has its place in the lists of this desk."""
SHARED: Final = tuple(it for it in TABLES if it not in PER_DESK)


@contextmanager
def days(folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> Iterator[Days]:
    made = Days(folder, draw(monkeypatch, seed))
    try:
        made.found(3)
        yield made
    finally:
        made.close()


def exchanged_until_quiet(days: Days) -> int:
    """How many rounds it took."""
    for number in range(1, 2 * ROUNDS):
        if not days.exchange_all():
            return number
    return 2 * ROUNDS


def facts(station: Station) -> dict[str, list[tuple[object, ...]]]:
    """Every projection, with the dossier's id for its place in the lists."""
    listed = tables(station.desk.store, ("dossier", "tracked"))
    ids = {row[0]: row[1] for row in listed["dossier"]}
    named = {
        name: sorted(((ids[row[0]], *row[1:]) for row in rows), key=repr)
        for name, rows in listed.items()
    }
    return tables(station.desk.store, SHARED) | named


def everything(station: Station) -> object:
    """With the places in lists, and what a search finds."""
    found = tables(station.desk.store, (*SHARED, "dossier", "tracked"))
    return found, found_by(station.desk.store, "nguyen")


def out_of_order(station: Station) -> list[str]:
    """Entries that sort before one that their officer had seen."""
    known = {it.hash: it for it in station.history()}
    return [
        it.hash
        for it in known.values()
        for seen in it.entry.seen
        if seen in known and known[seen].place >= it.place
    ]


def check(days: Days, survived: set[str]) -> None:
    """After the exchange has come to rest."""
    at_hub = days.sent()
    for station in days.stations:
        held = station.entries()
        assert held.items() <= days.places.items(), "an entry changed"
        assert survived <= set(held.values()), "an entry was lost"
        assert journal.verify(station.desk.store) == []
        assert out_of_order(station) == []
    assert at_hub.items() <= days.places.items(), "an entry changed at the hub"
    assert survived <= set(at_hub.values()), "an entry did not reach the hub"
    assert not any(days.unsent())


def bring_together(days: Days) -> int:
    """What only other desks still have, neither its own nor the hub: carried by hand."""
    center = days.hub.center
    return sum(
        carry_over(source.desk.store, target.desk.store, center)
        for source in days.stations
        for target in days.stations
        if source is not target
    )


def lived(days: Days, moves: int) -> Counter[str]:
    """The days, and what must hold after them."""
    days.pass_by(moves)
    for station in days.stations:
        days.look(station)
    survived = days.surviving()
    days.heal()
    assert exchanged_until_quiet(days) <= ROUNDS, "it does not come to rest"
    days.enrol_again()
    survived |= days.surviving()
    days.heal()
    assert exchanged_until_quiet(days) <= ROUNDS, "it does not come to rest"
    check(days, survived)
    days.acts["entries"] = len(days.places)
    days.acts["entries lost"] = len(set(days.places.values()) - survived)
    days.acts["entries brought by hand"] = bring_together(days)
    assert exchanged_until_quiet(days) <= ROUNDS
    check(days, survived)
    first, *others = days.stations
    for other in others:
        assert other.entries() == first.entries()
        assert facts(other) == facts(first)
    for station in days.stations:
        before = everything(station)
        journal.rebuild(station.desk.store)
        assert everything(station) == before
    return days.acts


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_broke_in_these_days_heals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Nothing changed, nothing is lost that a desk or the hub still had, and all desks agree."""
    with days(tmp_path, monkeypatch, seed) as made:
        acts = lived(made, MOVES)
    assert acts["entries"] > MOVES / 4


def test_a_seed_is_the_same_days_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry with its hash, so that what a seed found can be looked at."""
    found = []
    for folder in ("one", "two"):
        with days(tmp_path / folder, monkeypatch, seed=1) as made:
            made.pass_by(MOVES // 2)
            found.append((made.places, made.acts, [it.entries() for it in made.stations]))
    assert found[0] == found[1]
