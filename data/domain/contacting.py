"""Contacting: how the citizen was told, by whom and about what (R74, R81, R106, C25).

A call is done when it is written down; a message of the portal's e-mail and SMS functions waits
until they say that it went. Who was told what is a fact, and is never put together a second time.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from data.domain.dossier import Dossier, Entered
from data.domain.entries import PERSONAL_LIMIT_BYTES, Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action
from data.domain.records import PersonalText
from data.domain.roles import Role
from data.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import DOSSIER_CONTACT_ENDED, DOSSIER_CONTACTED

MESSAGE_LIMIT: Final = PERSONAL_LIMIT_BYTES
"""Characters of a message: whatever is longer fits no entry, which then says so."""
EMAIL_LIMIT: Final = 254
"""Characters of an address (RFC 5321 4.5.3.1.3, without the brackets)."""

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SPOKEN = re.compile(r"[\s.()-]")
_NUMBER = re.compile(r"(?:\+|00)?84(?P<abroad>[0-9]{9,10})|(?P<home>0[0-9]{9,10})")


class ContactChannel(StrEnum):
    """How the citizen was reached."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    NETWORK = "network"
    """An authorised social network (R81)."""
    LETTER = "letter"
    IN_PERSON = "in-person"

    @property
    def is_sent_by_portal(self) -> bool:
        return self in {ContactChannel.EMAIL, ContactChannel.SMS}


class Purpose(StrEnum):
    """About what: a notice that some rule asks for is found by it."""

    SUPPLEMENT = "supplement"
    REFUSED = "refused"
    DIRECTED = "directed"
    RECEIVED = "received"
    APOLOGY = "apology"
    """Compulsory with form 04 (R81)."""
    EARLY_RESULT = "early-result"
    """Compulsory before a result that comes early (NĐ 61 Đ20.4)."""
    RESULT_READY = "result-ready"
    RESULT_FAULT = "result-fault"
    OTHER = "other"


class ContactState(StrEnum):
    QUEUED = "queued"
    """A message that the functions of the portal have still to send (R74)."""
    DONE = "done"
    """The officer reached the citizen."""


class Outcome(StrEnum):
    SENT = "sent"
    FAILED = "failed"


class MessageState(StrEnum):
    """What became of a message that was queued."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    """It could not be sent, and nobody has reached the citizen about it since."""
    MADE_GOOD = "made-good"
    """It could not be sent, but the citizen was reached in another way."""


@dataclass(frozen=True, slots=True)
class Contact:
    """`at` is when the citizen was reached, or when the message was queued.

    `address` is the number or the e-mail address, `title` the subject of a message, `note` what an
    officer writes down of it.
    """

    channel: ContactChannel
    purpose: Purpose
    state: ContactState
    at: datetime
    address: PersonalText = ""
    title: PersonalText = ""
    text: PersonalText = ""
    note: PersonalText = ""


@dataclass(frozen=True, slots=True)
class ContactEnded:
    """`contact` is the hash of the entry whose message was sent, or could not be."""

    contact: str
    outcome: Outcome
    note: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A queued contact and what became of it; `entry` is the id by which the portal knows it."""

    entry: str
    contact: Contact
    state: MessageState


# --- acts ---------------------------------------------------------------------------------------


def contact(dossier: Dossier, said: Contact, *, now: datetime, roles: Collection[Role]) -> Fact:
    """Writes down a contact, or queues a message.

    Raises Refused: "contact-in-the-future", "contact-not-sendable" where no function of the portal
    serves the channel, "contact-address-unreadable", "contact-text-missing", and
    "contact-note-missing" where nothing says what it was about.
    """
    cleaned = replace(
        said,
        address=_address(said),
        title=clean(said.title, LINE_LIMIT),
        text=clean_note(said.text, MESSAGE_LIMIT),
        note=clean_note(said.note, NOTE_LIMIT),
    )
    for objection in _objections(cleaned, now):
        raise objection
    return enter(dossier, CONTACT, cleaned, roles=roles)


def end_contact(dossier: Dossier, ended: ContactEnded, *, roles: Collection[Role]) -> Fact:
    """What the functions of the portal said of a message.

    Raises Refused: "contact-unknown", "contact-ended-already".
    """
    known = {message.entry: message for message in messages(dossier)}
    if ended.contact in known and known[ended.contact].state is not MessageState.WAITING:
        raise Refused("contact-ended-already")
    said = replace(ended, note=clean_note(ended.note, NOTE_LIMIT))
    return enter(dossier, END_CONTACT, said, roles=roles)


def email_address(text: str) -> str:
    """An address to which mail can be sent; empty where the text is none."""
    typed = clean(text)
    return typed if len(typed) <= EMAIL_LIMIT and _EMAIL.fullmatch(typed) else ""


def sms_number(text: str) -> str:
    """A Vietnamese number in digits from 0 on; empty where the text is none."""
    match = _NUMBER.fullmatch(_SPOKEN.sub("", clean(text)))
    if match is None:
        return ""
    return match["home"] or f"0{match['abroad']}"


def _address(said: Contact) -> str:
    """Of a message as the portal takes it; of a contact as the officer wrote it."""
    if said.state is ContactState.DONE:
        return clean(said.address)
    return _READABLE[said.channel](said.address) if said.channel in _READABLE else ""


_READABLE: Final = {ContactChannel.EMAIL: email_address, ContactChannel.SMS: sms_number}


def _objections(said: Contact, now: datetime) -> Iterator[Refused]:
    queued = said.state is ContactState.QUEUED
    if said.at > now:
        yield Refused("contact-in-the-future")
    if queued and not said.channel.is_sent_by_portal:
        yield Refused("contact-not-sendable", channel=said.channel.value)
    elif queued and not said.address:
        yield Refused("contact-address-unreadable", channel=said.channel.value)
    if queued and not said.text:
        yield Refused("contact-text-missing")
    if said.purpose is Purpose.OTHER and not (said.text or said.note):
        yield Refused("contact-note-missing")


def _end_clash(dossier: Dossier, ended: ContactEnded) -> str:
    """Two desks may read the same answer of the portal: that is no conflict."""
    known = {message.entry for message in messages(dossier)}
    return "" if ended.contact in known else "contact-unknown"


# --- views --------------------------------------------------------------------------------------


def messages(dossier: Dossier) -> tuple[Message, ...]:
    """Everything that was ever queued for the functions of the portal, oldest first."""
    queued = (it for it in dossier.facts(Contact) if it.what.state is ContactState.QUEUED)
    return tuple(Message(it.entry, it.what, _state(dossier, it)) for it in queued)


def waiting_messages(dossier: Dossier) -> tuple[Message, ...]:
    return tuple(it for it in messages(dossier) if it.state is MessageState.WAITING)


def failed_messages(dossier: Dossier) -> tuple[Message, ...]:
    """What could not be sent while nobody has reached the citizen since: somebody has to call."""
    return tuple(it for it in messages(dossier) if it.state is MessageState.FAILED)


def last_contact(dossier: Dossier, purpose: Purpose) -> Entered[Contact] | None:
    """The newest contact about this, whatever became of it."""
    found = [it for it in dossier.facts(Contact) if it.what.purpose is purpose]
    return max(found, key=lambda it: it.what.at, default=None)


def notified(dossier: Dossier, purpose: Purpose, since: datetime) -> bool:
    """Whether the citizen was told about this at or after `since`: reached, or a message was sent.

    A message that waits or failed tells nobody anything (R81).
    """
    return any(_outcome(dossier, it) is Outcome.SENT for it in _about(dossier, purpose, since))


def announced(dossier: Dossier, purpose: Purpose, since: datetime) -> bool:
    """As `notified`, a message that still waits for the portal included."""
    return any(
        _outcome(dossier, it) is not Outcome.FAILED for it in _about(dossier, purpose, since)
    )


def _about(dossier: Dossier, purpose: Purpose, since: datetime) -> Iterator[Entered[Contact]]:
    return (
        it for it in dossier.facts(Contact) if it.what.purpose is purpose and it.what.at >= since
    )


def _state(dossier: Dossier, queued: Entered[Contact]) -> MessageState:
    outcome = _outcome(dossier, queued)
    if outcome is Outcome.FAILED:
        told = notified(dossier, queued.what.purpose, queued.what.at)
        return MessageState.MADE_GOOD if told else MessageState.FAILED
    return MessageState.WAITING if outcome is None else MessageState.SENT


def _outcome(dossier: Dossier, entered: Entered[Contact]) -> Outcome | None:
    """None while a message waits. Of two answers the one that says it went is believed."""
    if entered.what.state is ContactState.DONE:
        return Outcome.SENT
    ends = {
        it.what.outcome for it in dossier.facts(ContactEnded) if it.what.contact == entered.entry
    }
    return next((outcome for outcome in Outcome if outcome in ends), None)


CONTACT = kind(DOSSIER_CONTACTED, Action.CONTACT, Contact)
END_CONTACT = kind(DOSSIER_CONTACT_ENDED, Action.END_CONTACT, ContactEnded, clash=_end_clash)

KINDS = (CONTACT, END_CONTACT)
