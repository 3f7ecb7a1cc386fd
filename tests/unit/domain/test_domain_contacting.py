"""The contact log and the messages that wait for the portal (R74, R81, R106, C25)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from data.domain import contacting
from data.domain.contacting import (
    Contact,
    ContactChannel,
    ContactEnded,
    ContactState,
    MessageState,
    Outcome,
    Purpose,
    announced,
    contact,
    email_address,
    end_contact,
    failed_messages,
    last_contact,
    messages,
    notified,
    sms_number,
    waiting_messages,
)
from data.domain.entries import canonical
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.lifecycle import State
from data.domain.records import personal_body, public_body
from data.domain.roles import Role
from tests.fakes.forge import START, an_id
from tests.fakes.lives import DOSSIER_ID, Life, received

OFFICER = {Role.RECEIVING}
LATER = START + timedelta(hours=1)
MAIL = Contact(
    channel=ContactChannel.EMAIL,
    purpose=Purpose.SUPPLEMENT,
    state=ContactState.QUEUED,
    at=START,
    address="thu@vi-du.example",
    title="Yêu cầu bổ sung",
    text="Đề nghị bổ sung:\n1. Điều lệ",
)
SMS = replace(MAIL, channel=ContactChannel.SMS, address="+84 905 000 123", title="")
CALL = Contact(
    channel=ContactChannel.PHONE,
    purpose=Purpose.SUPPLEMENT,
    state=ContactState.DONE,
    at=START + timedelta(minutes=30),
    address="0905 000 123",
)


def queue(life: Life, said: Contact) -> str:
    return life.does(contact(life.dossier, said, now=LATER, roles=OFFICER)).hash


def end(life: Life, entry: str, outcome: Outcome, note: str = "") -> None:
    life.does(end_contact(life.dossier, ContactEnded(entry, outcome, note), roles=OFFICER))


def refused(life: Life, said: Contact) -> str:
    with pytest.raises(Refused) as caught:
        contact(life.dossier, said, now=LATER, roles=OFFICER)
    return caught.value.code


def test_golden_bodies_of_the_contact_log() -> None:
    """Names of fields are signed for ever; whoever is named lies with the personal bytes."""
    ended = ContactEnded("ab" * 32, Outcome.FAILED, "hộp thư đầy")
    full = replace(MAIL, note="Ông Thử nghe máy")
    assert canonical(public_body(full)).decode() == (
        '{"at":"2026-11-23T02:00:00.000000Z","channel":"email","purpose":"supplement",'
        '"state":"queued"}'
    )
    assert canonical(personal_body(full)).decode() == (
        '{"address":"thu@vi-du.example","note":"Ông Thử nghe máy",'
        '"text":"Đề nghị bổ sung:\\n1. Điều lệ","title":"Yêu cầu bổ sung"}'
    )
    assert canonical(public_body(ended)).decode() == (
        '{"contact":"' + "ab" * 32 + '","outcome":"failed"}'
    )
    assert canonical(personal_body(ended)).decode() == '{"note":"hộp thư đầy"}'


def test_r74_a_queued_message_waits_until_the_portal_says_that_it_went() -> None:
    """Nobody is told by a message that lies in a queue."""
    life = received()
    entry = queue(life, MAIL)
    assert [it.entry for it in waiting_messages(life.dossier)] == [entry]
    assert not notified(life.dossier, Purpose.SUPPLEMENT, START)
    assert announced(life.dossier, Purpose.SUPPLEMENT, START)
    end(life, entry, Outcome.SENT)
    assert waiting_messages(life.dossier) == ()
    assert [it.state for it in messages(life.dossier)] == [MessageState.SENT]
    assert notified(life.dossier, Purpose.SUPPLEMENT, START)


def test_r81_a_call_tells_and_is_looked_for_by_purpose_and_time() -> None:
    """A notice of before, or about something else, is not the one that the rule asks for."""
    life = received()
    queue(life, CALL)
    assert notified(life.dossier, Purpose.SUPPLEMENT, START)
    assert not notified(life.dossier, Purpose.SUPPLEMENT, CALL.at + timedelta(seconds=1))
    assert not notified(life.dossier, Purpose.APOLOGY, START)
    assert last_contact(life.dossier, Purpose.APOLOGY) is None
    assert messages(life.dossier) == ()


def test_the_last_contact_is_the_newest_by_its_own_time() -> None:
    """A call of the morning may be written down after the message of noon."""
    life = received()
    newest = queue(life, CALL)
    queue(life, MAIL)
    found = last_contact(life.dossier, Purpose.SUPPLEMENT)
    assert found is not None
    assert found.entry == newest
    assert found.what.address == "0905 000 123"


def test_c25_a_failed_message_asks_for_a_call() -> None:
    """It stands open until somebody reached the citizen about it in another way."""
    life = received()
    entry = queue(life, MAIL)
    end(life, entry, Outcome.FAILED, " không có hộp thư ")
    assert [it.entry for it in failed_messages(life.dossier)] == [entry]
    assert not announced(life.dossier, Purpose.SUPPLEMENT, START)
    queue(life, CALL)
    assert failed_messages(life.dossier) == ()
    assert [it.state for it in messages(life.dossier)] == [MessageState.MADE_GOOD]
    assert life.dossier.facts(ContactEnded)[0].what.note == "không có hộp thư"


def test_of_an_email_and_a_text_message_one_is_enough() -> None:
    """Both were queued at once; where one arrived, nobody has to call."""
    life = received()
    mail, text = queue(life, MAIL), queue(life, SMS)
    end(life, mail, Outcome.FAILED)
    assert len(failed_messages(life.dossier)) == 1
    end(life, text, Outcome.SENT)
    assert failed_messages(life.dossier) == ()


def test_a_message_ends_once_and_only_one_that_was_queued() -> None:
    """The answer of the portal names a message of this dossier that still waits."""
    life = received()
    entry, call = queue(life, MAIL), queue(life, CALL)
    end(life, entry, Outcome.SENT)
    for contact_, code in (
        (entry, "contact-ended-already"),
        (call, "contact-unknown"),
        (an_id("nothing") * 2, "contact-unknown"),
    ):
        with pytest.raises(Refused, match=code):
            end_contact(life.dossier, ContactEnded(contact_, Outcome.FAILED), roles=OFFICER)


def test_two_desks_that_read_one_answer_make_no_conflict() -> None:
    """Of two answers the one that says it went is believed."""
    life = received()
    entry = queue(life, MAIL)
    answers = [
        end_contact(life.dossier, ContactEnded(entry, outcome), roles=OFFICER)
        for outcome in (Outcome.FAILED, Outcome.SENT)
    ]
    for answer in answers:
        life.does(answer)
    assert life.dossier.conflicts == ()
    assert [it.state for it in messages(life.dossier)] == [MessageState.SENT]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (replace(CALL, at=LATER + timedelta(seconds=1)), "contact-in-the-future"),
        (replace(CALL, state=ContactState.QUEUED), "contact-not-sendable"),
        (replace(MAIL, address="thử@vi-du.example"), "contact-address-unreadable"),
        (replace(SMS, address="12345"), "contact-address-unreadable"),
        (replace(MAIL, text=" \n "), "contact-text-missing"),
        (replace(CALL, purpose=Purpose.OTHER), "contact-note-missing"),
    ],
)
def test_what_nobody_could_send_or_read_later_is_refused(said: Contact, code: str) -> None:
    """A queue holds only what the portal can send, a log only what says what it was about."""
    assert refused(received(), said) == code


def test_a_note_says_what_another_contact_was_about() -> None:
    """A contact that no rule asks for is kept all the same."""
    life = received()
    queue(life, replace(CALL, purpose=Purpose.OTHER, note="hỏi giờ làm việc\u202e"))
    assert life.dossier.facts(Contact)[0].what.note == "hỏi giờ làm việc"
    assert life.dossier.state is State.RECEIVED


def test_a_contact_survives_erasure_without_its_words() -> None:
    """That and when somebody was told stays known."""
    life = received()
    entry = queue(life, MAIL)
    erased = fold(DOSSIER_ID, [replace(it, personal=None) for it in life.desk.known])
    (message,) = messages(erased)
    assert (message.entry, message.contact.text, message.contact.address) == (entry, "", "")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" thu.nguyen+1@mail.vi-du.example ", "thu.nguyen+1@mail.vi-du.example"),
        ("=cmd@vi-du.example", ""),
        ("thu@vi-du", ""),
        ("thu@@vi-du.example", ""),
        ("a@" + "b" * 260 + ".example", ""),
        ("", ""),
    ],
)
def test_an_address_is_one_that_mail_can_go_to(typed: str, address: str) -> None:
    """Nothing that a spreadsheet would compute begins an address."""
    assert email_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0905 000 123", "0905000123"),
        ("+84.905.000.123", "0905000123"),
        ("0084905000123", "0905000123"),
        ("(0235) 3000 123", "02353000123"),
        ("+1 202 555 0100", ""),
        ("0905", ""),
        ("", ""),
    ],
)
def test_a_number_is_written_in_one_way(typed: str, number: str) -> None:
    """The function of the portal takes digits from 0 on."""
    assert sms_number(typed) == number


def test_whoever_works_here_may_write_a_contact_down() -> None:
    """Also the return desk calls; an administrator is nobody who works with dossiers."""
    life = received()
    life.does(contact(life.dossier, CALL, now=LATER, roles={Role.RETURN_DESK}))
    with pytest.raises(Refused, match="role-may-not"):
        contact(life.dossier, CALL, now=LATER, roles={Role.ADMINISTRATOR})
    assert contacting.KINDS == (contacting.CONTACT, contacting.END_CONTACT)
