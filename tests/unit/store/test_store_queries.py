"""What the desks ask: found without accents, newest first, and never an error for a typed text."""

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.domain.numbering import Slice
from data.domain.papers import Copy, Form
from data.domain.people import person
from data.domain.printjob import JobState, Sheet, queue
from data.domain.text import fold
from data.store import queries
from data.store.journal import new_id
from data.store.queries import SEARCH_LIMIT, DossierLine
from data.store.terms import QUERY_LIMIT
from tests.fakes.stores import DeskStore

PEOPLE = ("Nguyễn Văn Thử", "Đặng Thị Đức", "Trần Ước Mẫu", "Lê Đình Đỗ", "Nguyễn Thị Thứ")


@pytest.fixture
def filled(desk: DeskStore) -> DeskStore:
    for number, name in enumerate(PEOPLE, start=1):
        applicant = person(name, identity=f"99900000010{number}", phone=f"00000099{number}")
        desk.receive(number, applicant=applicant, procedure="Cấp Phiếu lý lịch tư pháp")
    return desk


def search(desk: DeskStore, typed: str, limit: int = SEARCH_LIMIT) -> list[DossierLine]:
    with desk.store.read() as connection:
        return queries.search(connection, typed, limit)


def names(desk: DeskStore, typed: str) -> list[str]:
    return [line.applicant for line in search(desk, typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("nguyen", ["Nguyễn Thị Thứ", "Nguyễn Văn Thử"]),
        ("NGUYỄN văn", ["Nguyễn Văn Thử"]),
        ("dang", ["Đặng Thị Đức"]),
        ("đặng thị", ["Đặng Thị Đức"]),
        ("duc", ["Đặng Thị Đức"]),
        ("Ðặng", []),
        ("uoc mau", ["Trần Ước Mẫu"]),
        ("mau uoc", ["Trần Ước Mẫu"]),
        ("ưo", ["Trần Ước Mẫu"]),
        ("do", ["Lê Đình Đỗ"]),
        ("thu", ["Nguyễn Thị Thứ", "Nguyễn Văn Thử"]),
        ("guyen", []),
        ("999000000103", ["Trần Ước Mẫu"]),
        ("000000994", ["Lê Đình Đỗ"]),
        ("000.00.05.H47-261123-0002", ["Đặng Thị Đức"]),
        ("000.00.05.h47-261123-000", list(reversed(PEOPLE))),
        ("261123", list(reversed(PEOPLE))),
        ("0002", ["Đặng Thị Đức"]),
        ("  ", list(reversed(PEOPLE))),
        ("", list(reversed(PEOPLE))),
        ("dang * duc", ["Đặng Thị Đức"]),
        ("duc _", ["Đặng Thị Đức"]),
    ],
)
def test_found_by_any_typed_word(filled: DeskStore, typed: str, expected: list[str]) -> None:
    """Every typed word has to begin a word of the dossier; accents and đ do not matter."""
    assert names(filled, typed) == expected


def test_decomposed_typing_finds_the_same(filled: DeskStore) -> None:
    """An input method that sends letters and tones apart finds the same dossiers."""
    for name in PEOPLE:
        assert names(filled, unicodedata.normalize("NFD", name)) == [name]


words = st.text(max_size=200) | st.sampled_from(
    ['"', "*", "NEAR(", "OR", "-", "AND", "NOT", "^", ":", "text:", "{text}:", "+", "a OR b", "(("]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(['" * NEAR( OR -'])
@example(['"a" AND NOT'])
@example(["\ud800"])
@example(["\x00", "nguyen"])
@example(["_", "²", "ⅷ", "e\u0301"])
@example(["a " * 200])
@example(["%' OR 1=1 --"])
@given(st.lists(words, max_size=4))
def test_nothing_typed_is_an_operator_or_an_error(filled: DeskStore, typed: list[str]) -> None:
    """Whatever is typed is searched for as text."""
    assert len(search(filled, " ".join(typed))) <= len(PEOPLE)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PEOPLE), st.data())
def test_any_start_of_any_word_of_a_name_finds_it(
    filled: DeskStore, name: str, data: st.DataObject
) -> None:
    """Recall is complete: each prefix of each word, with or without accents, finds its dossier."""
    word = data.draw(st.sampled_from(name.split()))
    typed = word[: data.draw(st.integers(1, len(word)))]
    plain = data.draw(st.booleans())
    assert name in names(filled, fold(typed) if plain else typed)


def test_newest_first_and_limited(desk: DeskStore) -> None:
    """A list shows the newest, as many as it asked for."""
    received = [desk.receive(number) for number in range(1, 8)]
    assert [line.id for line in search(desk, "nguyen")] == received[::-1]
    assert [line.id for line in search(desk, "nguyen", limit=3)] == received[:-4:-1]
    assert [line.id for line in search(desk, "", limit=2)] == received[:-3:-1]


def test_a_long_typed_text_is_cut(filled: DeskStore) -> None:
    """What is typed beyond the limit is not looked at."""
    assert names(filled, "duc" + " " * QUERY_LIMIT + "khong") == ["Đặng Thị Đức"]


def test_a_line_holds_what_a_list_shows(filled: DeskStore) -> None:
    """Moments come back aware and exact."""
    line = search(filled, "duc")[0]
    assert line.code == "000.00.05.H47-261123-0002"
    assert line.received_at == datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert line.due_at == datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
    assert not line.marked


def test_highest_serial_in_the_own_slice_only(desk: DeskStore) -> None:
    """Numbers of other desks, agencies and days do not move a desk's own counter."""
    for number in (5, 17, 1000, 1500, 9999):
        desk.receive(number)
    day = date(2026, 11, 23)
    with desk.store.read() as connection:

        def highest(agency: str, on: date, own: Slice) -> int | None:
            return queries.highest_serial(connection, agency, on, own)

        assert highest("000.00.05.H47", day, Slice(1, 999)) == 17
        assert highest("000.00.05.H47", day, Slice(1000, 1999)) == 1500
        assert highest("000.00.05.H47", day, Slice(18, 999)) is None
        assert highest("000.00.06.H47", day, Slice(1, 999)) is None
        assert highest("000.00.05.H47", day + timedelta(days=1), Slice(1, 999)) is None


def test_two_dossiers_of_one_code_are_both_found(desk: DeskStore) -> None:
    """A duplicate code is shown, never merged."""
    both = sorted([desk.receive(7), desk.receive(7)])
    with desk.store.read() as connection:
        assert queries.dossiers_of_code(connection, "000.00.05.H47-261123-0007") == both


def test_jobs_stand_in_the_order_of_their_numbers_beyond_five_digits(desk: DeskStore) -> None:
    """Job 100,000 comes after job 99,999: the newest sheet is the last, the oldest prints first."""
    numbers = ["03-99998", "03-99999", "03-100000", "03-100001"]
    dossier = new_id()
    for number in (numbers[i] for i in (2, 0, 3, 1)):
        desk.record(queue(new_id(), Sheet(dossier, Form.RECEIPT, Copy.APPLICANT, number)))
    with desk.store.read() as connection:
        for jobs in (
            queries.jobs_of(connection, dossier),
            queries.jobs_in(connection, [JobState.QUEUED]),
        ):
            assert [job.sheet.number for job in jobs if job.sheet] == numbers
