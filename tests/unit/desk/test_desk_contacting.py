"""The contact log of a desk, and the messages it hands to the portal (R74, C25)."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.steps.contacting import ContactForm, handed
from data.catalogue.messages import Answered
from data.domain.center import Officer
from data.domain.contacting import (
    ContactChannel,
    MessageState,
    Outcome,
    Purpose,
    last_contact,
    notified,
)
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.store import journal, projections, queries
from data.store.queries import MessageCounts
from tests.fakes.desk import CASHIER, PIN, receive
from tests.fakes.portal import sent, write
from tests.fakes.stores import tables

TABLES = ("message", "application", "dossier")


def decided(counter: Counter, officer: Officer, folder: Path, number: int = 1) -> str:
    """An online dossier that was received: two messages wait."""
    file = write(folder / f"{number}.jsonl", [sent(number)])
    (line,) = counter.online.take_in(officer, file).taken
    draft: Draft = counter.drafting.reopen(officer, line.dossier)
    counter.intake.issue(officer, draft)
    return line.dossier


def answers(counter: Counter, *outcomes: Outcome) -> list[Answered]:
    """What the portal says of the first messages that wait."""
    return [
        Answered(line, message.id, outcome, "")
        for line, (message, outcome) in enumerate(
            zip(counter.contacting.open_messages(), outcomes, strict=False), start=2
        )
    ]


def test_r74_what_waits_is_handed_over_and_ends_when_it_was_sent(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """The queue is empty once the portal has said what became of each message."""
    dossier_id = decided(counter, officer, tmp_path)
    out = handed(counter.store)
    assert {(it.channel, it.to) for it in out.messages} == {
        (ContactChannel.EMAIL, "thu1@vi-du.example"),
        (ContactChannel.SMS, "0905000123"),
    }
    dossier = counter.search.open_id(dossier_id).dossier
    assert {it.dossier for it in out.messages} == {str(dossier.taken_in().code)}
    assert (out.erased, out.more) == (0, False)
    said = answers(counter, Outcome.SENT, Outcome.SENT)
    assert len(counter.contacting.confirm(officer, said).ended) == 2
    assert handed(counter.store).messages == ()
    told = counter.search.open_id(dossier_id).dossier
    assert notified(told, Purpose.RECEIVED, dossier.taken_in().received_at)


def test_c25_what_failed_stays_listed_until_somebody_called(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """Failed messages are no longer handed over, and somebody is to call."""
    dossier_id = decided(counter, officer, tmp_path)
    counter.contacting.confirm(officer, answers(counter, Outcome.FAILED, Outcome.FAILED))
    assert counter.contacting.counts() == MessageCounts(waiting=0, failed=2)
    assert {it.state for it in counter.contacting.open_messages()} == {MessageState.FAILED}
    assert handed(counter.store).messages == ()
    form = ContactForm(purpose=Purpose.RECEIVED, address="0905 000 123", note="đã báo")
    counter.contacting.log(officer, dossier_id, form)
    assert counter.contacting.counts() == MessageCounts(0, 0)


def test_an_answer_that_is_read_again_changes_nothing(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """Of three answers one is new, one known and one of another desk."""
    decided(counter, officer, tmp_path)
    first, second = answers(counter, Outcome.SENT, Outcome.SENT)
    counter.contacting.confirm(officer, [first])
    stranger = replace(first, line=9, id="cd" * 32)
    done = counter.contacting.confirm(officer, [first, second, stranger])
    assert (done.known, done.ended) == ((first,), (second,))
    assert [(answer.line, why.code) for answer, why in done.refused] == [(9, "contact-unknown")]


def test_lists_of_messages_are_made_anew_from_the_journal(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """What waits and what failed is a fold of the entries and nothing else."""
    for number in (1, 2):
        decided(counter, officer, tmp_path, number)
    counter.contacting.confirm(officer, answers(counter, Outcome.FAILED, Outcome.SENT))
    before = tables(counter.store, TABLES)
    assert len(before["message"]) == 4
    assert set(TABLES) <= set(projections.TABLES)
    journal.rebuild(counter.store)
    assert tables(counter.store, TABLES) == before
    assert journal.verify(counter.store) == []


def test_no_address_and_no_word_of_a_message_stands_in_its_list(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """R17: whom it goes to is in the entry, whose personal bytes can be erased."""
    decided(counter, officer, tmp_path)
    rows = repr(tables(counter.store, ("message", "application")))
    assert "0905" not in rows
    assert "example" not in rows


def test_an_erased_message_is_counted_and_not_handed_over(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """Nothing is left that could be sent."""
    dossier_id = decided(counter, officer, tmp_path)
    with counter.store.write() as connection:
        connection.exec_driver_sql(
            "DELETE FROM personal WHERE digest IN"
            " (SELECT personal FROM entry WHERE kind = 'dossier.contacted')"
        )
    assert (handed(counter.store).messages, handed(counter.store).erased) == ((), 2)
    assert counter.search.open_id(dossier_id).dossier.state is State.RECEIVED


def test_c25_a_call_is_written_down_with_its_own_moment(counter: Counter, officer: Officer) -> None:
    """Also by the return desk, and also of an hour ago."""
    issued = receive(counter, officer)
    cashier = counter.sign_in.sign_in(CASHIER, PIN)
    form = ContactForm(purpose=Purpose.EARLY_RESULT, at="8:30 23/11/2026", address="0905000123")
    dossier = counter.contacting.log(cashier, issued.dossier.id, form)
    found = last_contact(dossier, Purpose.EARLY_RESULT)
    assert found is not None
    assert (found.officer, f"{found.what.at:%H:%M}") == (cashier.id, "01:30")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (ContactForm(purpose=Purpose.APOLOGY, at="hôm qua"), "contact-moment-unreadable"),
        (ContactForm(purpose=Purpose.APOLOGY, at="8:30 24/11/2026"), "contact-in-the-future"),
        (ContactForm(), "contact-note-missing"),
    ],
)
def test_a_contact_that_says_nothing_is_refused(
    counter: Counter, officer: Officer, form: ContactForm, code: str
) -> None:
    """A log is read by those who were not there."""
    issued = receive(counter, officer)
    with pytest.raises(Refused, match=code):
        counter.contacting.log(officer, issued.dossier.id, form)


def test_the_end_of_the_day_lists_what_waits(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """Online dossiers that nobody checked, and messages that nobody has sent."""
    decided(counter, officer, tmp_path)
    counter.online.take_in(officer, write(tmp_path / "b.jsonl", [sent(2)]))
    day = counter.days.end()
    assert [it.state for it in day.online] == [State.APPLIED]
    assert [it.purpose for it in day.messages] == [Purpose.RECEIVED] * 2
    with counter.store.read() as connection:
        assert len(queries.waiting_messages(connection)) == 2
