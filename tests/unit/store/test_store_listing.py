"""Lists are walked in windows: every line once, newest first, and no table is read whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from data.domain.lifecycle import State
from data.domain.people import person
from data.store import listing, queries
from data.store.listing import Listing, Piece
from data.store.queries import Count, Window
from tests.fakes.stores import DeskStore, reception_fact

DAY = date(2026, 11, 23)
HOUSES = ("Nguyễn Văn Thử", "Đặng Thị Đức")
LISTS: dict[str, Listing] = {
    "everything": listing.EVERYTHING,
    "words": listing.matching("nguyen v"),
    "code": listing.matching("000.00.05.H47-261123-0007"),
    "state": listing.of_state(State.RECEIVED),
    "received": listing.received(DAY),
    "to scan": listing.to_scan(),
    "owed": listing.owed(),
    "entered": listing.entered(DAY),
    "late": listing.entered_late(DAY),
    "paid": listing.paid(DAY, "00" * 16),
    "received here": listing.of_desk(listing.received(DAY), "03"),
    "to scan here": listing.of_desk(listing.to_scan(), "03"),
}


@pytest.fixture
def filled(desk: DeskStore) -> DeskStore:
    """Twenty dossiers of two persons in turn."""
    for number in range(1, 21):
        desk.receive(number, applicant=person(HOUSES[number % 2]))
    return desk


def window(desk: DeskStore, held: Listing, piece: Piece) -> Window:
    with desk.store.read() as connection:
        return queries.window(connection, held, piece)


def count(desk: DeskStore, held: Listing, most: int = queries.COUNT_LIMIT) -> Count:
    with desk.store.read() as connection:
        return queries.count(connection, held, most)


def walked(
    desk: DeskStore, held: Listing, limit: int, between: Callable[[], object] = lambda: None
) -> list[int]:
    """Numbers of all lines, window after window."""
    numbers: list[int] = []
    piece = Piece(limit)
    while True:
        seen = window(desk, held, piece)
        numbers += [line.number for line in seen.lines]
        if not seen.more:
            return numbers
        piece = replace(piece, older_than=numbers[-1])
        between()


@pytest.mark.parametrize("limit", [1, 3, 7, 20, 50])
def test_every_line_is_met_once_and_newest_first(filled: DeskStore, limit: int) -> None:
    """Whatever the size of a window, all windows together are the list."""
    assert walked(filled, listing.EVERYTHING, limit) == list(range(20, 0, -1))
    assert walked(filled, listing.matching("dang duc"), limit) == list(range(19, 0, -2))
    assert walked(filled, listing.of_state(State.RECEIVED), limit) == list(range(20, 0, -1))


def test_what_comes_in_meanwhile_moves_nothing(filled: DeskStore) -> None:
    """A citizen served between two windows is not in the older ones, and no line is met twice."""
    seen = walked(filled, listing.matching("thi"), 4, between=lambda: filled.receive(99))
    assert seen == list(range(19, 0, -2))


def test_a_window_above_a_line_ends_at_it(filled: DeskStore) -> None:
    """Scrolling up gives the nearest newer lines, still newest first."""
    above = window(filled, listing.EVERYTHING, Piece(3, newer_than=10))
    assert [line.number for line in above.lines] == [13, 12, 11]
    assert above.more
    top = window(filled, listing.matching("nguyen"), Piece(9, newer_than=15))
    assert [line.number for line in top.lines] == [20, 18, 16]
    assert not top.more


def test_a_window_between_two_lines_holds_what_lies_between(filled: DeskStore) -> None:
    """Both keys together bound a window."""
    for held in (listing.EVERYTHING, listing.matching("h")):
        between = window(filled, held, Piece(50, older_than=9, newer_than=5))
        assert [line.number for line in between.lines] == [8, 7, 6]


def test_lines_may_be_skipped(filled: DeskStore) -> None:
    """A far place of a list is reached without the windows before it."""
    for held in (listing.EVERYTHING, listing.matching("h")):
        far = window(filled, held, Piece(2, skip=15))
        assert [line.number for line in far.lines] == [5, 4]
        assert far.more


def test_an_end_is_an_empty_window(filled: DeskStore) -> None:
    """Beyond the oldest line there is nothing more."""
    for held in LISTS.values():
        assert window(filled, held, Piece(5, older_than=1)) == Window((), more=False)


def test_lines_are_counted_up_to_a_limit(filled: DeskStore) -> None:
    """A count is exact, or says that there are more."""
    assert count(filled, listing.EVERYTHING) == Count(20, more=False)
    assert count(filled, listing.EVERYTHING, 20) == Count(20, more=False)
    assert count(filled, listing.EVERYTHING, 19) == Count(19, more=True)
    assert count(filled, listing.matching("nguyễn")) == Count(10, more=False)
    assert count(filled, listing.matching("nguyễn"), 4) == Count(4, more=True)
    assert count(filled, listing.received(DAY)) == Count(20, more=False)
    assert count(filled, listing.matching("khong ai")) == Count(0, more=False)


def test_a_typed_code_may_lack_its_last_digits(filled: DeskStore) -> None:
    """The start of a code finds all codes that begin so, and a whole one its dossier."""
    begun = walked(filled, listing.matching("000.00.05.h47-261123-000"), 50)
    assert begun == list(range(9, 0, -1))
    assert walked(filled, listing.matching(" 000.00.05.H47-261123-0012 "), 50) == [12]
    assert walked(filled, listing.matching("000.00.05.H47-261124-0012"), 50) == []


def test_a_word_with_points_or_dashes_is_its_parts(filled: DeskStore) -> None:
    """Of a part of a code only the last piece may be unfinished."""
    assert walked(filled, listing.matching("261123-0007"), 50) == [7]
    assert walked(filled, listing.matching("h47-2611"), 50) == list(range(20, 0, -1))
    assert walked(filled, listing.matching("h4-261123"), 50) == []


@pytest.mark.parametrize("name", LISTS)
def test_no_list_reads_a_whole_table_or_sorts_one(filled: DeskStore, name: str) -> None:
    """Each list is walked along an index in its own order, so a window costs what it shows."""
    piece = Piece(50, older_than=1_000)
    statement, values = listing.piece_statement(LISTS[name], ("id", "applicant"), piece)
    with filled.store.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(values))
        steps = [str(step[3]) for step in plan]
    assert not [step for step in steps if step == "SCAN dossier"]
    sorts = [step for step in steps if "TEMP B-TREE" in step]
    assert not sorts or name == "code"


def test_blanks_and_visits_are_looked_up(filled: DeskStore) -> None:
    """What is asked for each dossier that is issued never reads all dossiers."""
    asked: list[str] = []
    with filled.store.read() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.set_trace_callback(asked.append)
        assert not queries.blank_used(connection, "B-1")
        assert queries.of_visit(connection, "nobody") == []
        assert queries.job_count(connection) == 40
        assert queries.dossiers_of_code(connection, "000.00.05.H47-261123-0007")
        raw.set_trace_callback(None)
        for statement in [it for it in asked if it.startswith("SELECT")]:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
            steps = [str(step[3]) for step in plan]
            assert steps[0].startswith("SEARCH"), statement


def test_use_of_procedures_is_that_of_the_newest(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked for long ago no longer counts, and old dossiers are not read."""
    monkeypatch.setattr(queries, "USE_SAMPLE", 3)
    for number, code in enumerate(["1.1", "1.1", "2.2", "2.2", "1.1"], start=1):
        fact = reception_fact(number)
        desk.record(
            replace(fact, body={**fact.body, "procedure": {"code": code, "name": "Thủ tục thử"}})
        )
    with desk.store.read() as connection:
        assert queries.procedure_use(connection) == {"2.2": 2, "1.1": 1}
