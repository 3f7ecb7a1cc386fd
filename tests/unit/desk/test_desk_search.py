"""Finding dossiers again, and saying clearly when there is nothing to find."""

from dataclasses import replace

import pytest

from counter_app.bootstrap import Counter
from data.domain.center import Officer
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.store.journal import load, new_id
from tests.fakes import outcomes
from tests.fakes.desk import receive


def code_of(counter: Counter, text: str) -> str:
    with pytest.raises(Refused) as refused:
        counter.search.open(text)
    return refused.value.code


def test_slip_finds_its_dossier_by_qr_and_by_barcode(counter: Counter, officer: Officer) -> None:
    """The code as scanned or typed in lower case, and the twelve digits."""
    issued = receive(counter, officer)
    assert issued.dossier.reception is not None
    code = str(issued.dossier.reception.code)
    for scanned in (code, f" {code.lower()}\r\n", issued.slip_key):
        assert counter.search.open(scanned).dossier == issued.dossier


def test_names_are_found_without_accents(counter: Counter, officer: Officer) -> None:
    """đ is d, and every typed word is the start of some word."""
    receive(counter, officer, name="Đặng Thị Đức Ánh")
    receive(counter, officer, name="Nguyễn Văn Thử")
    for typed in ("dang duc", "Đức anh", "ANH dan", "0499 anh", "thanh lap duc"):
        assert [line.applicant for line in counter.search.find(typed)] == ["Đặng Thị Đức Ánh"]


@pytest.mark.parametrize("typed", ['"', "*", "NEAR(", "a OR", "-", "^", "(a", "':", "x" * 5_000])
def test_no_typed_text_is_an_operator(counter: Counter, officer: Officer, typed: str) -> None:
    """Whatever is typed into the search is only words."""
    receive(counter, officer)
    assert isinstance(counter.search.find(typed), list)


def test_a_wrong_digit_an_unknown_code_and_rubbish_are_told_apart(
    counter: Counter, officer: Officer
) -> None:
    """Each has its own sentence, because each has another cure."""
    issued = receive(counter, officer)
    wrong = issued.slip_key[:-1] + str((int(issued.slip_key[-1]) + 1) % 10)
    assert code_of(counter, wrong) == "key-wrong"
    assert code_of(counter, "000.00.05.H47-261123-4999") == "dossier-unknown"
    assert code_of(counter, "8934588063053") == "code-unreadable"


@pytest.mark.parametrize("typed", ["Nguyễn Văn Thử", "049000000123"])
def test_what_was_typed_is_in_no_refusal(counter: Counter, typed: str) -> None:
    """A name or the number of a card may be typed where a code belongs, and facts are logged."""
    with pytest.raises(Refused) as refused:
        counter.search.open(typed)
    assert refused.value.facts == {}


def test_a_duplicate_code_is_shown_and_never_merged(counter: Counter, officer: Officer) -> None:
    """Two dossiers that bear one code stay two; each view names the other."""
    issued = receive(counter, officer)
    other = new_id()
    with counter.store.read() as connection:
        entry = load(connection, issued.dossier.id)[0]
    body = {key: value for key, value in entry.entry.body.items() if key != "personal"}
    with counter.intake.journal.act(officer.id) as act:
        act.record(Fact(other, entry.entry.kind, body, entry.personal))
    assert counter.search.open_id(issued.dossier.id).duplicates == (other,)
    assert counter.search.open_id(other).duplicates == (issued.dossier.id,)


def test_a_duplicate_form_number_is_shown_and_never_merged(
    counter: Counter, officer: Officer
) -> None:
    """Of two dossiers whose forms 02 or 03 bear one number, each view names the other (A2)."""
    for make in (outcomes.supplement, outcomes.refused):
        first, other = make(counter, officer), new_id()
        with counter.store.read() as connection:
            entry = load(connection, first)[0]
        body = {key: value for key, value in entry.entry.body.items() if key != "personal"}
        with counter.intake.journal.act(officer.id) as act:
            act.record(Fact(other, entry.entry.kind, body, entry.personal))
        assert counter.search.open_id(first).duplicates == (other,)
        assert counter.search.open_id(other).duplicates == (first,)


def test_history_says_who_did_what_when(counter: Counter, officer: Officer) -> None:
    """Every entry of the dossier with its officer."""
    issued = receive(counter, officer)
    history = counter.search.open(issued.slip_key).history
    assert [(line.kind, line.officer) for line in history] == [("dossier.received", officer.name)]
    assert history[0] == replace(history[0], entry=issued.dossier.received_entry)
