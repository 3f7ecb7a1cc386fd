"""Lives in a store: a real journal in the order of time, in which references are real hashes."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from counter_app import bootstrap
from counter_app.config import Config, places
from counter_app.practice import filling
from counter_app.practice.center import (
    PER_DAY_MOST,
    STAFF,
    live_in,
    others_serials,
    weeks_of,
)
from counter_app.practice.filling import fill
from counter_app.practice.life_habits import Habits
from counter_app.practice.rehearsal import ANSWERS, OFFICER_NUMBER, POSTAL_NUMBER, rehearsal
from data.domain.center import Desk
from data.domain.clock import local
from data.domain.entries import ClockQuality, Recorded
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.numbering import Slice, desk_slice
from data.domain.roles import Role
from data.store import journal, queries
from data.store.projections import TABLES
from tests.fakes.center_life import center_life
from tests.fakes.stores import DeskStore, new_desk, tables

PROJECTED = tuple(table for table in TABLES if table != "dossier_text")
NOW = center_life()._center.days.moment(2050, 0.8)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskStore]:
    """A desk with a store of its own."""
    made = new_desk(tmp_path)
    yield made
    made.close()


def written(desk: DeskStore) -> list[Recorded]:
    """Every entry about a dossier, in the order in which it was written."""
    with desk.store.read() as connection:
        subjects = [line.id for line in queries.newest(connection, 1_000)]
        found = [it for subject in subjects for it in queries.history(connection, subject)]
    return sorted(found, key=lambda it: it.entry.sequence)


def test_lives_are_written_as_they_were_told(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed, chained and projected; nothing conflicts, though every hash is another one."""
    monkeypatch.setattr(filling, "FACTS_AT_ONCE", 100)
    life, told = center_life(habits=Habits(per_day=8)), list[int]()
    lives = list(life)
    assert fill(desk.journal, life, told.append) == len(lives)
    assert told == sorted(told)
    assert told[-1] == len(lives)
    assert journal.verify(desk.store) == []
    with desk.store.read() as connection:
        for one in lives:
            dossier = queries.dossier(connection, one.id)
            assert not dossier.conflicts
            assert dossier.state is one.dossier.state
    before = tables(desk.store, PROJECTED)
    journal.rebuild(desk.store)
    assert tables(desk.store, PROJECTED) == before


def test_entries_are_written_in_the_order_of_time(desk: DeskStore) -> None:
    """Days overlap as at a real desk, so no clock looks as if it had gone back."""
    fill(desk.journal, center_life(habits=Habits(per_day=8)))
    entries = [it.entry for it in written(desk)]
    assert all(one.at <= two.at for one, two in pairwise(entries))
    assert len({one.act for one in entries}) > len(entries) / 2


def test_no_stand_in_is_left(desk: DeskStore) -> None:
    """What a fact says of an earlier entry is the hash of that entry."""
    lives = list(center_life(habits=Habits(per_day=8)))
    fill(desk.journal, lives)
    hashes = {it.hash for it in written(desk)}
    named = [str(it.entry.body["result"]) for it in written(desk) if "result" in it.entry.body]
    assert set(named) <= hashes | {""}
    assert any(named)


# --- the practice Center ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A practice desk as whoever practises finds it."""
    folder = tmp_path_factory.mktemp("lived")
    with rehearsal(folder, lambda: NOW, lives=60) as (config, _):
        return config


def test_a_practice_center_has_lived(lived: Config) -> None:
    """About as many dossiers as asked for, none of them later than now, and a whole journal."""
    counter = bootstrap.start(lived, lambda: NOW)
    with counter.store.read() as connection:
        lines = queries.newest(connection, 1_000)
    assert 40 < len(lines) < 85
    assert max(line.received_at for line in lines if line.received_at) <= NOW
    assert {State.RELEASED, State.WAITING, State.APPRAISAL} <= {line.state for line in lines}
    assert not any(line.marked for line in lines)
    assert journal.verify(counter.store) == []
    counter.close()


def test_its_clock_never_went_back(lived: Config) -> None:
    """It was founded before anybody came, so no entry bears a mark of doubt."""
    counter = bootstrap.start(lived, lambda: NOW)
    with counter.store.read() as connection:
        subjects = [line.id for line in queries.newest(connection, 1_000)]
        found = [it for subject in subjects for it in queries.history(connection, subject)]
    assert {it.entry.clock for it in found} == {ClockQuality.LOCAL}
    counter.close()


def test_its_pages_can_be_looked_at(lived: Config) -> None:
    """Each page that a dossier names is there."""
    counter = bootstrap.start(lived, lambda: NOW)
    with counter.store.read() as connection:
        dossiers = [queries.dossier(connection, it.id) for it in queries.newest(connection, 40)]
    pages = {page for it in dossiers if it.reception for page in it.reception.pages}
    assert pages
    assert all(counter.papers.pages.blobs.get(page).startswith(b"\xff\xd8") for page in pages)
    counter.close()


def test_nobody_signs_in_as_its_staff(lived: Config) -> None:
    """They have no PIN, and none of them is a second supervisor whose word would be wanted."""
    counter = bootstrap.start(lived, lambda: NOW)
    with counter.store.read() as connection:
        officers = queries.officers(connection)
    known = {OFFICER_NUMBER, POSTAL_NUMBER, *(number for number, _, _ in STAFF)}
    assert {it.number for it in officers} == known
    assert [it.number for it in officers if Role.SUPERVISOR in it.roles] == [OFFICER_NUMBER]
    with pytest.raises(Refused, match="pin-not-here"):
        counter.sign_in.sign_in(STAFF[0][0], "240680")
    counter.close()


def test_its_numbers_are_not_those_of_the_desk(lived: Config) -> None:
    """Whoever practises gets the first number of the day, whatever was given out before."""
    counter = bootstrap.start(lived, lambda: NOW)
    own, agencies = counter.desk.serials, counter.rulebook.agencies.agencies
    with counter.store.read() as connection:
        days = [local(NOW).date() - timedelta(days=back) for back in range(28)]
        used = [
            queries.highest_serial(connection, agency.identifier, day, own)
            for agency in agencies
            for day in days
        ]
    assert set(used) == {None}
    counter.close()


def test_a_store_that_is_there_lives_no_second_time(lived: Config) -> None:
    """Whoever goes on with a kept folder finds it as it was left."""
    with rehearsal(lived.home.parent, lambda: NOW, lives=60) as (config, _):
        counter = bootstrap.start(config, lambda: NOW)
    entries = journal.count(counter.store)
    counter.close()
    with rehearsal(lived.home.parent, lambda: NOW, lives=60) as (config, _):
        counter = bootstrap.start(config, lambda: NOW)
    assert journal.count(counter.store) == entries
    counter.close()


def test_without_lives_nothing_is_there(tmp_path: Path) -> None:
    """The rehearsal that is played to the end begins with an empty store."""
    with rehearsal(tmp_path, lambda: NOW) as (config, _):
        counter = bootstrap.start(config, lambda: NOW)
    with counter.store.read() as connection:
        assert queries.newest(connection, 10) == []
        assert len(queries.officers(connection)) == len(ANSWERS.officers)
    counter.close()


def test_a_day_beyond_the_calendar_is_an_empty_center(tmp_path: Path) -> None:
    """The desk itself starts there too, and says what is missing when somebody is received."""
    config, late = places(tmp_path), NOW.replace(year=2031)
    weeks = weeks_of(60, late)
    bootstrap.found(config, ANSWERS, weeks.opens)
    assert live_in(config, lambda: late, weeks) == 0


def test_many_dossiers_take_more_weeks() -> None:
    """So that no day has more than an agency has numbers."""
    few, many = weeks_of(300, NOW), weeks_of(200_000, NOW)
    assert len(few.days) == 28
    assert few.per_day == 15
    assert many.per_day <= PER_DAY_MOST
    assert few.days[-1] == local(NOW).date()


def test_the_other_serials_are_the_larger_part() -> None:
    """Above the slice of a first desk, below that of a last one."""
    first = Desk("01" * 16, 1, "", desk_slice(1, 20))
    last = Desk("01" * 16, 20, "", desk_slice(20, 20))
    assert others_serials(first) == Slice(250, 4999)
    assert others_serials(last) == Slice(1, 4731)
