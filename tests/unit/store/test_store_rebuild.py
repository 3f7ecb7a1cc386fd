"""A rebuild says how far it is, and one that is stopped leaves everything as it was."""

import pytest

from data.domain.entries import Body, Fact
from data.domain.people import person
from data.domain.printjob import JobState
from data.domain.received import Fee, FeeState, fee_body
from data.domain.vocabulary import DOSSIER_FEE_RECORDED, DOSSIER_RETURN_CHANGED, PAPER_SENDING
from data.store import journal, queries
from data.store.errors import RebuildStopped
from data.store.migrations import runner
from data.store.projections import TABLES
from data.store.terms import match_expression
from tests.fakes.older import BEFORE_MANY
from tests.fakes.stores import DeskStore, found_by, tables

PROJECTED = tuple(table for table in TABLES if table != "dossier_text")


@pytest.fixture
def filled(desk: DeskStore, monkeypatch: pytest.MonkeyPatch) -> DeskStore:
    monkeypatch.setattr(journal, "TOLD_ENTRIES", 4)
    for number in range(1, 11):
        desk.receive(number, applicant=person("Đặng Thị Thử"))
    return desk


def everything(desk: DeskStore) -> tuple[object, ...]:
    """All rows and a few finds."""
    finds = [found_by(desk.store, match_expression(typed)) for typed in ("dang", "h47", "d t t")]
    return tables(desk.store, PROJECTED), finds


def index_rows(desk: DeskStore) -> int:
    with desk.store.read() as connection:
        counted = connection.exec_driver_sql("SELECT count(*) FROM dossier_text_data")
        return int(counted.scalar_one())


def test_progress_ends_with_all_entries(filled: DeskStore) -> None:
    """Each word about the progress is further than the one before; the last is the end."""
    told: list[tuple[int, int]] = []
    entries = journal.rebuild(filled.store, tell=lambda done, count: told.append((done, count)))
    assert entries == journal.count(filled.store) == 33
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {count for _, count in told} == {33}
    assert len(told) > 5
    assert told[-1] == (33, 33)


@pytest.mark.parametrize("after", [1, 2, 17])
def test_a_stopped_rebuild_changes_nothing_and_can_be_started_again(
    filled: DeskStore, after: int
) -> None:
    """Wherever it is stopped, lists and searches are as before, and the desk works on."""
    before, asked = everything(filled), iter(range(1, after + 1))
    with pytest.raises(RebuildStopped):
        journal.rebuild(filled.store, stop=lambda: next(asked, after) == after)
    assert everything(filled) == before
    filled.receive(11)
    grown = everything(filled)
    assert journal.rebuild(filled.store, stop=lambda: False) == 36
    assert everything(filled) == grown


def test_ctrl_c_in_the_middle_changes_nothing(filled: DeskStore) -> None:
    """An interrupt that nobody catches undoes the rebuild, too."""

    def interrupt(_done: int, _count: int) -> None:
        raise KeyboardInterrupt

    before = everything(filled)
    with pytest.raises(KeyboardInterrupt):
        journal.rebuild(filled.store, tell=interrupt)
    assert everything(filled) == before
    filled.receive(11)
    assert journal.verify(filled.store) == []


def test_an_empty_journal_is_rebuilt_at_once(desk: DeskStore) -> None:
    """Without dossiers there is nothing to find, before and after."""
    assert journal.rebuild(desk.store) == 3
    assert found_by(desk.store, '"d"*') == []


def test_jobs_are_counted_by_the_last_one(filled: DeskStore) -> None:
    """However often a job changes, the number of jobs is the same; a rebuild counts the same."""
    with filled.store.read() as connection:
        jobs = queries.jobs_in(connection, [JobState.QUEUED])
    for job in jobs[::3]:
        filled.record(Fact(job.id, PAPER_SENDING, {}))
    for _ in range(2):
        with filled.store.read() as connection:
            assert queries.job_count(connection) == len(jobs) == 20
            rows = connection.exec_driver_sql("SELECT count(*) FROM job").scalar_one()
        assert rows == 20
        journal.rebuild(filled.store)


def test_an_act_that_changes_no_word_leaves_the_word_index_alone(filled: DeskStore) -> None:
    """A fee or a wish makes no search slower; a name that changes is found by its new words."""
    subject = filled.receive(50)
    rows = index_rows(filled)
    paid = fee_body(Fee(50_000, FeeState.PAID, receipt="BL-1"))
    wish: Body = {"return_by_post": True, "return_place": "Bưu điện"}
    filled.record(Fact(subject, DOSSIER_FEE_RECORDED, paid))
    filled.record(Fact(subject, DOSSIER_RETURN_CHANGED, wish, {"post_address": "Thôn Không Có"}))
    assert index_rows(filled) == rows
    assert len(found_by(filled.store, match_expression("nguyen van thu"))) == 1


def test_a_store_for_few_dossiers_is_brought_up_with_its_words(filled: DeskStore) -> None:
    """The program before found words in another index: after the upgrade it finds all of them."""
    before = everything(filled)
    with filled.store.write() as connection:
        for statement in BEFORE_MANY:
            connection.exec_driver_sql(statement)
    runner.migrate(filled.store.write)
    assert everything(filled) == before


def test_an_upgrade_that_breaks_leaves_the_old_lists(
    filled: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Schema and lists are brought up together or not at all."""
    with filled.store.write() as connection:
        for statement in BEFORE_MANY:
            connection.exec_driver_sql(statement)
    kept = tables(filled.store, ("dossier", "job"))

    def broken(_connection: object) -> int:
        raise RebuildStopped

    with monkeypatch.context() as patch:
        patch.setattr(journal, "remake", broken)
        with pytest.raises(RebuildStopped):
            runner.migrate(filled.store.write)
    assert tables(filled.store, ("dossier", "job")) == kept
    runner.migrate(filled.store.write)
    assert found_by(filled.store, match_expression("đặng")) == list(range(1, 11))
