"""Numbered blanks: numbers of this desk alone, in the journal first, each entered once (C7)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.blanks import Blanks
from counter_app.desk.receiving.draft import LateForm
from counter_app.desk.receiving.typed import blank_number
from data.domain.center import Officer
from data.domain.codes import FormNumber, Series
from data.domain.errors import Refused
from data.domain.numbering import Slice
from data.domain.papers import Mark
from data.domain.vocabulary import BLANK_PRINTED
from data.store import queries
from data.store.journal import rebuild, verify
from tests.fakes.desk import CASHIER, PIN, StillClock, filled_draft

TODAY = date(2026, 11, 23)


def serials(numbers: tuple[FormNumber, ...]) -> list[int]:
    return [number.serial for number in numbers]


def prints(counter: Counter) -> int:
    """How many prints of blanks the journal holds."""
    with counter.store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM form_number WHERE series = 97"
        ).scalar_one()
    assert isinstance(found, int)
    return found


def test_c7_blanks_take_the_next_numbers_of_this_desk(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """In a row, from the desk's own slice; the next print goes on, the next day begins anew."""
    first = counter.desk.serials.first
    assert serials(counter.blanks.print(officer, 3)) == [first, first + 1, first + 2]
    assert serials(counter.blanks.print(officer, 1)) == [first + 3]
    clock.forward(timedelta(days=1))
    (tomorrow,) = counter.blanks.print(officer, 1)
    assert tomorrow == FormNumber(Series.BLANK, date(2026, 11, 24), first)
    assert verify(counter.store) == []


def test_c7_a_rebuild_never_frees_the_number_of_a_blank(counter: Counter, officer: Officer) -> None:
    """Numbers are made from the journal, so they survive whatever happens to the tables."""
    first = counter.blanks.print(officer, 2)[0]
    rebuild(counter.store)
    assert prints(counter) == 2
    assert serials(counter.blanks.print(officer, 1)) == [first.serial + 2]


def test_c7_a_blank_says_its_number_and_the_entry_that_gave_it(
    counter: Counter, officer: Officer
) -> None:
    """Key and proof of the paper lead back to the journal; a Center that practises says so."""
    numbers = counter.blanks.print(officer, 2)
    papers = counter.blanks.papers(numbers)
    assert [(it.number, it.key) for it in papers] == [(str(it), it.key) for it in numbers]
    with counter.store.read() as connection:
        blanks = queries.blanks_of(connection, numbers[1])
        assert blanks is not None
        (recorded,) = queries.history(connection, blanks.id)
    assert recorded.entry.kind == BLANK_PRINTED
    imprint = papers[1].imprint
    assert (imprint.proof, imprint.officer) == (recorded.hash[:10], officer.name)
    assert (set(imprint.marks), imprint.head) == ({Mark.PRACTICE}, counter.center.head)


def test_a_blank_that_was_never_printed_cannot_be_drawn(counter: Counter) -> None:
    """No paper leaves the desk without an entry."""
    with pytest.raises(Refused, match="no-paper"):
        counter.blanks.papers([FormNumber(Series.BLANK, TODAY, 4)])


def test_who_may_not_receive_prints_no_blanks(counter: Counter) -> None:
    """A refusal leaves no number behind."""
    cashier = counter.sign_in.check(CASHIER, PIN)
    with pytest.raises(Refused, match="role-may-not"):
        counter.blanks.print(cashier, 1)
    assert prints(counter) == 0


@pytest.mark.parametrize("count", [0, 51])
def test_a_print_of_no_or_too_many_blanks_is_refused(
    counter: Counter, officer: Officer, count: int
) -> None:
    """Fifty at once are enough, and none is no print."""
    with pytest.raises(Refused, match="blanks-count-outside"):
        counter.blanks.print(officer, count)
    assert prints(counter) == 0


def test_blanks_are_printed_all_or_none(counter: Counter, officer: Officer) -> None:
    """Where the slice ends before the print does, no number is given away."""
    narrow = replace(counter.desk, serials=Slice(11, 13))
    blanks = Blanks(counter.store, counter.blanks.journal, counter.center, narrow)
    with pytest.raises(Refused, match="serials-exhausted"):
        blanks.print(officer, 4)
    assert serials(blanks.print(officer, 3)) == [11, 12, 13]
    with pytest.raises(Refused, match="serials-exhausted"):
        blanks.print(officer, 1)


def test_c7_the_bar_code_of_a_blank_enters_it_and_finds_it_again(
    counter: Counter, officer: Officer
) -> None:
    """Scanned before the entry it says so; scanned afterwards it opens the dossier."""
    (number,) = counter.blanks.print(officer, 1)
    with pytest.raises(Refused, match="blank-not-entered"):
        counter.search.open(number.key)
    late = LateForm(number.key, "8:30 23/11/2026", "mất điện")
    issued = counter.intake.issue(officer, replace(filled_draft(counter, officer), late=late))
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.late is not None
    assert issued.dossier.reception.late.blank == str(number)
    assert counter.search.open(number.key).dossier.id == issued.dossier.id


def test_c7_a_blank_of_this_desk_that_was_never_printed_is_not_entered(
    counter: Counter, officer: Officer
) -> None:
    """A number of one's own slice is known; nothing is issued on one that is on no paper."""
    (printed,) = counter.blanks.print(officer, 1)
    invented = replace(printed, serial=printed.serial + 1)
    draft = filled_draft(counter, officer)
    counter.drafting.save(officer, draft)
    late = LateForm(str(invented), "8:30 23/11/2026", "mất điện")
    with pytest.raises(Refused, match="late-blank-not-printed") as refused:
        counter.intake.issue(officer, replace(draft, late=late))
    assert refused.value.facts["blank"] == str(invented)
    assert counter.drafting.resume(draft.id) == draft
    yesterday = replace(printed, day=printed.day - timedelta(days=1))
    with pytest.raises(Refused, match="late-blank-not-printed"):
        counter.intake.issue(officer, replace(draft, late=replace(late, blank=yesterday.key)))


def test_c7_a_blank_of_another_desk_is_taken_at_its_word(
    counter: Counter, officer: Officer
) -> None:
    """What other desks printed is not known here."""
    others = FormNumber(Series.BLANK, date(2026, 11, 20), counter.desk.serials.last + 1)
    late = LateForm(str(others), "8:30 23/11/2026", "mất điện")
    issued = counter.intake.issue(officer, replace(filled_draft(counter, officer), late=late))
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.late is not None
    assert issued.dossier.reception.late.blank == str(others)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("970982300127", "261123-0012"),
        (" 970 982 300 127\r\n", "261123-0012"),
        ("261123-0012", "261123-0012"),
        (" q03-0007 ", "Q03-0007"),
        ("970982300128", "970982300128"),
        ("990982300120", "990982300120"),
        ("", ""),
    ],
)
def test_c7_a_blank_is_known_by_its_number_or_its_key(text: str, number: str) -> None:
    """A wrong digit, or the key of a form 02, is left as it was typed and never guessed at."""
    assert blank_number(text) == number
