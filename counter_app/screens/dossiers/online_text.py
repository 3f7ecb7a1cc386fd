"""What came online and how its sender was told, in the words of a dossier (R72–R74, C25)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counter_app.contact_words import CHANNEL_WORDS, MESSAGE_STATE_WORDS, PURPOSE_WORDS
from counter_app.wording import masked, moment_text, tr, trn
from data.domain.contacting import (
    Contact,
    ContactChannel,
    MessageState,
    messages,
    waiting_messages,
)
from data.domain.online import Directed, applied

if TYPE_CHECKING:
    from data.domain.contacting import Message
    from data.domain.dossier import Dossier, Entered
    from data.domain.online import Applied


def facts(dossier: "Dossier") -> Iterator[tuple[str, str]]:
    """A name and what is to be said of it; a further line has no name."""
    told = applied(dossier)
    if told is not None:
        yield from _applied(told)
    directed = dossier.last(Directed)
    if directed is not None:
        said = directed.what
        yield tr("Directed to"), said.agency
        yield from (("", more) for more in (said.address, said.reason, said.guidance) if more)


def contacts(dossier: "Dossier") -> Iterator[tuple[str, str, bool]]:
    """When, what was done, and whether somebody has still to call."""
    known = {message.entry: message for message in messages(dossier)}
    for entered in dossier.facts(Contact):
        message = known.get(entered.entry)
        yield (
            moment_text(entered.what.at),
            _contact(entered, message),
            message is not None and message.state is MessageState.FAILED,
        )


def told_by_message(dossier: "Dossier") -> str:
    """What is said once an online dossier was decided: how its sender learns of it."""
    ways = [tr(CHANNEL_WORDS[it.contact.channel]) for it in waiting_messages(dossier)]
    if not ways:
        return tr("Decided. Nobody is told by message: no address is known.")
    return tr("Decided. The message waits for the portal: {ways}.", ways=", ".join(ways))


def _applied(told: "Applied") -> Iterator[tuple[str, str]]:
    yield tr("Portal no."), f"{told.portal} · {moment_text(told.applied_at)}"
    if told.supplements:
        yield "", tr("answers form 02 no. {number}", number=told.supplements)
    reply = " · ".join(filter(None, (told.email, masked(told.phone))))
    yield tr("Notices to"), reply or tr("(erased as the law asks)")
    pages = sum(len(part.pages) for part in told.components)
    left = sum(len(part.left) for part in told.components)
    if pages:
        yield "", trn("{n} page came with it", "{n} pages came with it", pages)
    if left:
        yield "", trn("{n} file stays at the portal", "{n} files stay at the portal", left)
    if told.note:
        yield tr("Its note"), told.note


def _contact(entered: "Entered[Contact]", message: "Message | None") -> str:
    said = entered.what
    address = masked(said.address) if said.channel in _NUMBERED else said.address
    became = tr(MESSAGE_STATE_WORDS[message.state]) if message else ""
    words = (tr(CHANNEL_WORDS[said.channel]), tr(PURPOSE_WORDS[said.purpose]), address, became)
    return " · ".join(filter(None, (*words, said.note)))


_NUMBERED = frozenset({ContactChannel.PHONE, ContactChannel.SMS})
