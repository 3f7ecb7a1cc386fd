"""State is a function of the set of entries: order, repetition and batches do not matter."""

from dataclasses import replace
from functools import reduce
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from data.domain.dossier import Dossier
from data.domain.entries import Json, Recorded, ordered
from data.domain.folding import apply, fold
from data.domain.lifecycle import State
from data.domain.people import person
from data.domain.printjob import JobState, fold_job
from data.domain.received import RECEPTION_VERSION, personal_fields, reception_body
from data.domain.vocabulary import (
    DOSSIER_RECEIVED,
    PAPER_ANSWERED,
    PAPER_ARCHIVED,
    PAPER_ENDED,
    PAPER_QUEUED,
    PAPER_SENDING,
)
from tests.fakes.forge import ForgedDesk, a_reception, an_id

APPLICANT = person("Nguyễn Văn Thử", identity="049000000123", phone="0905000123")

scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "local"])
inner = st.lists(scalars, max_size=2) | st.dictionaries(st.just("at"), scalars)
wild_bodies = st.dictionaries(
    st.sampled_from(["code", "due", "components", "sets", "outcome", "answer", "copy", "number"]),
    scalars | inner | st.lists(inner, max_size=2),
)


def receive(desk: ForgedDesk, number: int) -> Recorded:
    reception = a_reception(number)
    personal = personal_fields(APPLICANT, None, reception)
    body = reception_body(reception)
    return desk.append(DOSSIER_RECEIVED, body, personal=personal, version=RECEPTION_VERSION)


@st.composite
def histories(draw: st.DrawFn) -> list[Recorded]:
    """Up to four desks act on one dossier; some of what they write is wrong or from the future."""
    desks = [ForgedDesk(name) for name in "abcd"]
    entries: list[Recorded] = []
    for step in range(draw(st.integers(0, 8))):
        desk = draw(st.sampled_from(desks))
        for other in draw(st.lists(st.sampled_from(entries), max_size=3)) if entries else []:
            desk.known.append(other)
        match draw(st.integers(0, 3)):
            case 0:
                entries.append(receive(desk, step + 1))
            case 1:
                entries.append(desk.append("dossier.teleported", {}))
            case 2:
                entries.append(desk.append(DOSSIER_RECEIVED, {}, version=9))
            case _:
                entries.append(desk.append(DOSSIER_RECEIVED, draw(wild_bodies)))
    return entries


@given(histories(), st.randoms())
def test_any_order_and_repetition_gives_the_same_dossier(
    entries: list[Recorded], random: Random
) -> None:
    """Two desks that hold the same entries show the same dossier, whatever came first."""
    shuffled = [*entries, *entries[: len(entries) // 2]]
    random.shuffle(shuffled)
    assert fold("d", shuffled) == fold("d", entries)


@given(histories())
def test_applying_one_by_one_equals_folding_all(entries: list[Recorded]) -> None:
    """What an act adds to a known state is what a rebuild finds."""
    assert reduce(apply, ordered(entries), Dossier("d")) == fold("d", entries)


@given(histories())
def test_nothing_is_lost_in_silence(entries: list[Recorded]) -> None:
    """Every entry is the reception, or a conflict, or marked as unread."""
    dossier = fold("d", entries)
    marked = [mark.entry for mark in (*dossier.conflicts, *dossier.unread)]
    accepted = [dossier.received_entry] if dossier.received_entry else []
    assert sorted([*marked, *accepted]) == sorted({entry.hash for entry in entries})


@given(histories())
def test_erasure_changes_persons_and_nothing_else(entries: list[Recorded]) -> None:
    """Erasing personal fields leaves every public fact where it was."""
    erased = fold("d", [replace(entry, personal=None) for entry in entries])
    full = fold("d", entries)
    assert erased == replace(full, applicant=None, submitter=None)


def test_received_twice_keeps_both_and_says_so() -> None:
    """Two desks that received the same dossier offline make a visible conflict, never a merge."""
    first, second = ForgedDesk("a"), ForgedDesk("b")
    one, two = receive(first, 1), receive(second, 2)
    dossier = fold(an_id("dossier"), [two, one])
    assert dossier.state is State.RECEIVED
    assert [mark.code for mark in dossier.conflicts] == ["receive-not-possible"]


def test_reception_survives_the_round_trip() -> None:
    """What was decided is read back field by field."""
    entry = receive(ForgedDesk("a"), 7)
    dossier = fold(an_id("dossier"), [entry])
    assert dossier.reception == a_reception(7)
    assert dossier.applicant == APPLICANT


def test_a_newer_program_makes_a_dossier_read_only() -> None:
    """An old desk shows what it cannot understand and changes nothing."""
    desk = ForgedDesk("a")
    entries = [receive(desk, 1), desk.append("dossier.teleported", {})]
    assert fold("d", entries).read_only


job_events = st.sampled_from(
    [PAPER_SENDING, PAPER_ENDED, PAPER_ANSWERED, PAPER_ARCHIVED, PAPER_QUEUED, "paper.eaten"]
)
job_bodies: st.SearchStrategy[dict[str, Json]] = st.one_of(
    st.sampled_from([{"outcome": "confirmed"}, {"outcome": "unknown"}, {"outcome": "not-sent"}]),
    st.sampled_from([{"answer": "came-out"}, {"answer": "lost"}, {"pdf": "ab" * 32}, {}]),
    wild_bodies,
)


@given(st.lists(st.tuples(job_events, job_bodies), max_size=10), st.randoms())
def test_a_print_job_folds_whatever_it_is_given(
    events: list[tuple[str, dict[str, Json]]], random: Random
) -> None:
    """A print job never raises, and order and repetition do not matter."""
    desk = ForgedDesk("a")
    queued: dict[str, Json] = {
        "copy": "applicant",
        "dossier": an_id("dossier"),
        "form": "receipt",
        "number": "03-00001",
        "reason": "",
        "reprint": 0,
    }
    entries = [desk.append(PAPER_QUEUED, queued)]
    entries += [desk.append(kind, body) for kind, body in events]
    job = fold_job("j", entries)
    shuffled = [*entries, *entries]
    random.shuffle(shuffled)
    assert fold_job("j", shuffled) == job
    assert job.state is not JobState.NEW
