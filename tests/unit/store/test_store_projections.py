"""Projections: the same from the journal at once as step by step, and nothing secret in them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.domain.blank import PrintedBlanks, printed
from data.domain.center import Desk, enrol_desk, enrol_officer
from data.domain.codes import FormNumber, Series
from data.domain.entries import Body, Fact
from data.domain.numbering import Slice
from data.domain.papers import Copy, Form
from data.domain.people import person
from data.domain.printjob import Sheet, queue
from data.domain.vocabulary import (
    BLANK_PRINTED,
    DOSSIER_RECEIVED,
    PAPER_ANSWERED,
    PAPER_ARCHIVED,
    PAPER_ENDED,
    PAPER_SENDING,
)
from data.store import journal, queries
from data.store.drafts import Drafts, Pins, SavedDraft
from data.store.journal import new_id
from data.store.projections import TABLES
from data.store.terms import match_expression
from tests.fakes.forge import START
from tests.fakes.stores import OFFICER, DeskStore, found_by, new_desk, reception_fact, tables

PROJECTED = tuple(table for table in TABLES if table != "dossier_text")
WORDS = ("nguyen", "dang", "duc", "cong", "000.00.05.h47", "999000000123", "thu", "phieu")
NAMES = ("Nguyễn Văn Thử", "Đặng Thị Đức", "Trần Ước Mẫu", "")
DOSSIERS, JOBS, OFFICERS, BLANKS = (
    st.sampled_from([f"{sort}{number:031x}" for number in range(3)]) for sort in "abce"
)
"""A subject is of one sort; several acts on each of a few."""


def blank_numbers(first: int, count: int) -> tuple[FormNumber, ...]:
    return tuple(
        FormNumber(Series.BLANK, date(2026, 11, 23), it) for it in range(first, first + count)
    )


bodies: st.SearchStrategy[Body] = st.sampled_from(
    [
        {},
        {"outcome": "confirmed"},
        {"outcome": "not-sent"},
        {"outcome": 7},
        {"answer": "came-out"},
        {"pdf": "ab" * 32},
        {"pdf": "cd" * 32},
    ]
)
steps = st.sampled_from([PAPER_SENDING, PAPER_ENDED, PAPER_ANSWERED, PAPER_ARCHIVED])
received = st.sampled_from([DOSSIER_RECEIVED, "dossier.teleported"])
pages = st.lists(st.sampled_from(["11" * 32, "22" * 32, "33" * 32]), max_size=2).map(tuple)

facts = st.one_of(
    st.builds(Fact, JOBS, steps, bodies, st.none(), st.integers(1, 2)),
    st.builds(Fact, DOSSIERS, received, bodies, st.none(), st.integers(1, 2)),
    st.builds(Fact, st.just("d" * 32), st.just("ship.sailed"), bodies),
    st.builds(
        reception_fact,
        st.integers(1, 99),
        subject=DOSSIERS,
        applicant=st.sampled_from(NAMES).map(person),
        pages=pages,
        procedure=st.sampled_from(["Cấp Phiếu lý lịch tư pháp", "Đăng ký công ty"]),
    ),
    st.builds(
        queue,
        JOBS,
        st.builds(
            Sheet,
            DOSSIERS,
            st.just(Form.RECEIPT),
            st.sampled_from(list(Copy)),
            st.sampled_from(["03-00001", "03-00002"]),
            st.integers(0, 2),
        ),
    ),
    st.builds(
        lambda subject, first, count: printed(
            PrintedBlanks(subject, blank_numbers(first, count), "03", START)
        ),
        BLANKS,
        st.integers(1, 9),
        st.integers(0, 3),
    ),
    st.builds(
        Fact, BLANKS, st.just(BLANK_PRINTED), st.sampled_from([{}, {"numbers": ["x"]}, {"at": 7}])
    ),
    st.builds(
        lambda subject, number: enrol_officer(replace(OFFICER, id=subject, number=number)),
        OFFICERS,
        st.sampled_from(["12", "13"]),
    ),
)
acts = st.lists(st.lists(facts, min_size=1, max_size=3), max_size=8)


def found(desk: DeskStore) -> dict[str, list[int]]:
    return {word: found_by(desk.store, match_expression(word)) for word in WORDS}


def record_all(desk: DeskStore, planned: Iterable[Iterable[Fact]]) -> None:
    for act in planned:
        desk.record(*act)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_rebuild_equals_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, planned: list[list[Fact]]
) -> None:
    """After any acts, sensible or not, a rebuild gives the same rows, numbers and finds."""
    desk = new_desk(tmp_path_factory.mktemp("desk"))
    record_all(desk, planned)
    before, answers = tables(desk.store, PROJECTED), found(desk)
    journal.rebuild(desk.store)
    assert tables(desk.store, PROJECTED) == before
    assert found(desk) == answers
    assert journal.verify(desk.store) == []
    desk.close()


def test_a_rebuild_makes_what_was_lost(desk: DeskStore) -> None:
    """Projections that were spoilt come back from the journal, searching included."""
    for number, name in enumerate(("Nguyễn Văn Thử", "Đặng Thị Mẫu"), start=1):
        desk.receive(number, applicant=person(name), pages=("ab" * 32,))
    desk.record(enrol_desk(Desk(new_id(), 4, "ab" * 32, Slice(1000, 1999))))
    before, answers = tables(desk.store, PROJECTED), found(desk)
    with desk.store.write() as connection:
        for table in TABLES:
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql(
            "INSERT INTO dossier_text (rowid, text) VALUES (77, 'khong co that')"
        )
    journal.rebuild(desk.store)
    assert tables(desk.store, PROJECTED) == before
    assert found(desk) == answers
    assert found_by(desk.store, "that") == []


def test_newest_stays_newest_after_a_rebuild(desk: DeskStore) -> None:
    """Lists keep the order in which dossiers came."""
    received = [desk.receive(number) for number in range(1, 9)]
    for _ in range(2):
        with desk.store.read() as connection:
            assert [line.id for line in queries.newest(connection)] == received[::-1]
        journal.rebuild(desk.store)


def test_pages_of_a_reception_that_lost_are_kept(desk: DeskStore) -> None:
    """A second reception of a dossier is a conflict, and its pages are named by an entry."""
    subject, page = desk.receive(1), desk.pages.put(b"page of the second")
    desk.record(reception_fact(2, subject=subject, pages=(page,)))
    assert desk.pages.sweep(list) == 0
    assert desk.pages.blobs.get(page) == b"page of the second"


def test_pin_verifiers_and_drafts_never_enter_the_journal(desk: DeskStore) -> None:
    """What is this desk's alone is in no entry and in no projection."""
    Pins(desk.store).set(OFFICER.id, "$argon2id$planted-verifier")
    Drafts(desk.store).save(SavedDraft(new_id(), OFFICER.id, "planted draft text", START))
    desk.receive(1)
    journal.rebuild(desk.store)
    everything = repr(tables(desk.store, ("entry", "personal", "chain", *PROJECTED)))
    assert "planted" not in everything
    assert "argon2id" not in everything
    assert Pins(desk.store).get(OFFICER.id) == "$argon2id$planted-verifier"
    assert len(Drafts(desk.store).all()) == 1


def test_names_are_nowhere_on_disk(desk: DeskStore, tmp_path: Path) -> None:
    """Names planted in entries, drafts and pages are in no byte of any file of the desk."""
    name, text = "Nguyễn Thị Bí Mật Tuyệt Đối", "ghi chú bí mật tuyệt đối"
    page = desk.pages.put(name.encode() * 100)
    for number in range(1, 30):
        desk.receive(number, applicant=person(name, identity="888777666555"), pages=(page,))
    desk.receive(30, remark=text)
    planted = [
        form
        for word in (name, text, "888777666555", "bi mat tuyet doi", "Trần Thị Mẫu")
        for form in (word.encode(), word.encode("utf-16-le"), word.lower().encode())
    ]
    suffixes = {path.suffix for path in desk.files.folder.iterdir()}
    assert {".db", ".db-wal", ".db-shm"} <= suffixes
    for path in tmp_path.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not [word for word in planted if word in content], path.name
