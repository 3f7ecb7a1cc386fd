"""Guidance (hướng dẫn): every answer at the desk or on the hotline is kept (R28, R29, R39, C13).

It is no dossier. A name is kept only where the citizen gives one.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.domain.body import BodyError, Reader
from data.domain.entries import Fact, Json, Recorded, format_time
from data.domain.errors import Refused
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import GUIDANCE_GIVEN, VOCABULARY


class Asked(StrEnum):
    """Where the question was asked."""

    DESK = "desk"
    HOTLINE = "hotline"
    """Tổng đài 19001021 (R39)."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """`procedure` is a code of the catalogue or empty, `topic` the matter in words.

    A topic may name somebody, so it lies with the personal fields. `instead` is the agency to go
    to where the matter is not received here (R29). What was said of papers, time and money stands
    here in full: a slip printed again says what it said.
    """

    id: str
    asked: Asked
    topic: str
    desk: str
    at: datetime
    procedure: str = ""
    instead: str = ""
    address: str = ""
    components: tuple[str, ...] = ()
    limit: str = ""
    fee: str = ""
    edition: str = ""
    """Of the catalogue that was read out."""
    verified: bool = False
    told: str = ""
    name: str = ""
    phone: str = ""
    officer: str = ""
    entry: str = ""


def give(guidance: Guidance) -> Fact:
    """The entry of an answer. Raises Refused("guidance-topic-missing")."""
    topic = clean(guidance.topic, LINE_LIMIT)
    if not topic:
        raise Refused("guidance-topic-missing")
    personal: dict[str, Json] = {
        "topic": topic,
        "name": clean(guidance.name, NAME_LIMIT),
        "phone": clean(guidance.phone, LINE_LIMIT),
        "told": clean_note(guidance.told, NOTE_LIMIT),
    }
    said = {key: value for key, value in personal.items() if value}
    return Fact(
        subject=guidance.id,
        kind=GUIDANCE_GIVEN,
        body={
            "address": guidance.address,
            "asked": guidance.asked.value,
            "at": format_time(guidance.at),
            "components": list(guidance.components),
            "desk": guidance.desk,
            "edition": guidance.edition,
            "fee": guidance.fee,
            "instead": clean(guidance.instead, LINE_LIMIT),
            "limit": guidance.limit,
            "procedure": guidance.procedure,
            "verified": guidance.verified,
        },
        personal=said,
    )


def fold_guidance(subject: str, entries: Iterable[Recorded]) -> Guidance | None:
    """The answer as it was first given; None where nothing readable is there."""
    for recorded, body in VOCABULARY.bodies(entries, GUIDANCE_GIVEN):
        with suppress(BodyError):
            return _guidance(subject, Reader(body), recorded)
    return None


def _guidance(subject: str, body: Reader, recorded: Recorded) -> Guidance:
    personal = Reader(recorded.personal or {})
    return Guidance(
        id=subject,
        asked=body.choice("asked", Asked),
        topic=personal.text("topic", ""),
        desk=body.text("desk"),
        at=body.time("at"),
        procedure=body.text("procedure"),
        instead=body.text("instead"),
        address=body.text("address"),
        components=body.texts("components"),
        limit=body.text("limit"),
        fee=body.text("fee"),
        edition=body.text("edition"),
        verified=body.flag("verified"),
        told=personal.text("told", ""),
        name=personal.text("name", ""),
        phone=personal.text("phone", ""),
        officer=recorded.entry.officer,
        entry=recorded.hash,
    )
