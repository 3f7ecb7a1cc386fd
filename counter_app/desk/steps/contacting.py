"""Telling the citizen: notices of decisions, calls written down, and the portal's queue (R74, C25).

A notice of an online dossier is queued in the act that decided it. What waits is handed to the
portal in a file that an administrator asked for; nothing of it stands in any log.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.desk.receiving import typed
from counter_app.desk.steps.messages import notice_of
from data.catalogue.messages import Answered, Outgoing
from data.domain import contacting
from data.domain.center import Officer
from data.domain.clock import Clock
from data.domain.contacting import Contact, ContactChannel, ContactEnded, ContactState, Purpose
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.online import applied
from data.store import queries
from data.store.engine import Store
from data.store.journal import Act, Journal
from data.store.queries import MessageCounts, MessageLine

EXPORT_LIMIT = 5_000
"""Messages of one file; of more, the newer ones wait for the next file."""


@dataclass(frozen=True, slots=True)
class ContactForm:
    """What was typed of a contact; `at` is a moment as typed, or empty for now."""

    channel: ContactChannel = ContactChannel.PHONE
    purpose: Purpose = Purpose.OTHER
    address: str = ""
    at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """Messages to be handed to the portal; of the `erased` nothing is left to be sent."""

    messages: tuple[Outgoing, ...]
    erased: int
    more: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the answers of the portal, by the lines of its file."""

    ended: tuple[Answered, ...]
    known: tuple[Answered, ...]
    """Answered already: nothing was changed."""
    refused: tuple[tuple[Answered, Refused], ...]


def notify(act: Act, subject: str, officer: Officer) -> None:
    """Queues what the citizen of an online dossier is told of the decision of this act (R74).

    By e-mail where there is an address, by SMS where there is a number. Nothing happens for a
    dossier that never came online.
    """
    dossier = fold(subject, act.entries(subject))
    told, center = applied(dossier), queries.center(act.connection)
    notice = notice_of(dossier, center) if told and center else None
    if told is None or notice is None:
        return
    ways = ((ContactChannel.EMAIL, told.email), (ContactChannel.SMS, told.phone))
    for channel, address in ways:
        if address:
            said = Contact(
                channel=channel,
                purpose=notice.purpose,
                state=ContactState.QUEUED,
                at=act.now,
                address=address,
                title=notice.title,
                text=notice.text,
            )
            act.record(contacting.contact(dossier, said, now=act.now, roles=officer.roles))


@dataclass(slots=True)
class Contacting:
    store: Store
    journal: Journal
    clock: Clock

    def log(self, officer: Officer, dossier_id: str, form: ContactForm) -> Dossier:
        """Writes down that the citizen was reached (C25).

        Raises Refused: "contact-moment-unreadable", and as `data.domain.contacting.contact`.
        """
        at = typed.moment_of(form.at) if form.at.strip() else self.clock()
        if at is None:
            raise Refused("contact-moment-unreadable")
        said = Contact(
            channel=form.channel,
            purpose=form.purpose,
            state=ContactState.DONE,
            at=at,
            address=form.address,
            note=form.note,
        )
        with self.journal.act(officer.id) as act:
            dossier = fold(dossier_id, act.entries(dossier_id))
            act.record(contacting.contact(dossier, said, now=act.now, roles=officer.roles))
            return fold(dossier_id, act.entries(dossier_id))

    def open_messages(self) -> list[MessageLine]:
        """What waits for the portal, and what it could not send; oldest first."""
        with self.store.read() as connection:
            return queries.open_messages(connection)

    def counts(self) -> MessageCounts:
        with self.store.read() as connection:
            return queries.message_counts(connection)

    def confirm(self, officer: Officer, answers: Sequence[Answered]) -> Taken:
        """Records what the portal says was sent or failed, each answer in an act of its own.

        An answer that was read before changes nothing. Raises Refused("role-may-not").
        """
        ended: list[Answered] = []
        known: list[Answered] = []
        refused: list[tuple[Answered, Refused]] = []
        for answer in answers:
            try:
                self._end(officer, answer)
            except Refused as error:
                if error.code == "role-may-not":
                    raise
                if error.code == _ENDED:
                    known.append(answer)
                else:
                    refused.append((answer, error))
            else:
                ended.append(answer)
        return Taken(tuple(ended), tuple(known), tuple(refused))

    def _end(self, officer: Officer, answer: Answered) -> None:
        with self.journal.act(officer.id) as act:
            line = queries.message(act.connection, answer.id)
            if line is None:
                raise Refused("contact-unknown")
            dossier = fold(line.dossier, act.entries(line.dossier))
            said = ContactEnded(answer.id, answer.outcome, answer.note)
            act.record(contacting.end_contact(dossier, said, roles=officer.roles))


def handed(store: Store) -> Handed:
    """Everything that waits for the functions of the portal, oldest first (R74)."""
    with store.read() as connection:
        lines = queries.waiting_messages(connection, EXPORT_LIMIT + 1)
        kept = lines[:EXPORT_LIMIT]
        dossiers = {it.dossier: queries.dossier(connection, it.dossier) for it in kept}
    said = {
        message.entry: message.contact
        for dossier in dossiers.values()
        for message in contacting.waiting_messages(dossier)
    }
    messages = tuple(_outgoing(line, said[line.id]) for line in kept if _has_words(said[line.id]))
    return Handed(messages, len(kept) - len(messages), more=len(lines) > EXPORT_LIMIT)


def _outgoing(line: MessageLine, said: Contact) -> Outgoing:
    return Outgoing(
        id=line.id,
        channel=line.channel,
        to=said.address,
        title=said.title,
        text=said.text,
        dossier=line.number,
        queued_at=line.queued_at,
    )


def _has_words(said: Contact) -> bool:
    return bool(said.address and said.text)


_ENDED = "contact-ended-already"
