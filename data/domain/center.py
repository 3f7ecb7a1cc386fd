"""The Center as its own journal knows it: its head, its officers and its desks.

An officer's PIN is none of these facts: its verifier never enters an entry.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass

from data.domain.body import BodyError, Reader
from data.domain.entries import Body, Fact, Recorded
from data.domain.errors import Refused
from data.domain.numbering import Slice
from data.domain.papers import CenterHead
from data.domain.roles import Role
from data.domain.vocabulary import (
    CENTER_OPENED,
    DESK_ENROLLED,
    OFFICER_ENROLLED,
    VOCABULARY,
)

_PUBLIC_KEY = re.compile("[0-9a-f]{64}")
"""Ed25519 (RFC 8032), in hex."""


@dataclass(frozen=True, slots=True)
class Officer:
    """`number` is what the officer types to sign in; `name` is empty once it was erased."""

    id: str
    number: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Desk:
    """`key` is the desk's Ed25519 public key in hex; `serials` are the dossier numbers it owns."""

    id: str
    number: int
    key: str
    serials: Slice


@dataclass(frozen=True, slots=True)
class Center:
    """`practice` is set once, when the store is made: its papers bear the mark (C16)."""

    id: str
    head: CenterHead
    profile: str
    practice: bool


def open_center(center: Center) -> Fact:
    body: Body = {
        "head": asdict(center.head),
        "practice": center.practice,
        "profile": center.profile,
    }
    return Fact(center.id, CENTER_OPENED, body)


def enrol_officer(officer: Officer) -> Fact:
    body: Body = {"number": officer.number, "roles": sorted(role.value for role in officer.roles)}
    return Fact(officer.id, OFFICER_ENROLLED, body, personal={"name": officer.name})


def enrol_desk(desk: Desk) -> Fact:
    body: Body = {
        "key": desk.key,
        "number": desk.number,
        "serials": {"first": desk.serials.first, "last": desk.serials.last},
    }
    return Fact(desk.id, DESK_ENROLLED, body)


def fold_center(subject: str, entries: Iterable[Recorded]) -> Center | None:
    """The Center as last opened; an entry of one Center opens no other."""
    center = None
    for recorded, body in VOCABULARY.bodies(entries, CENTER_OPENED):
        with suppress(BodyError):
            if recorded.entry.center == subject:
                center = _center(subject, Reader(body))
    return center


def fold_officer(subject: str, entries: Iterable[Recorded]) -> Officer | None:
    """The officer as last enrolled."""
    officer = None
    for recorded, body in VOCABULARY.bodies(entries, OFFICER_ENROLLED):
        with suppress(BodyError):
            officer = _officer(subject, Reader(body), Reader(recorded.personal or {}))
    return officer


def fold_desk(subject: str, entries: Iterable[Recorded]) -> Desk | None:
    """The desk as last enrolled."""
    desk = None
    for _, body in VOCABULARY.bodies(entries, DESK_ENROLLED):
        with suppress(BodyError, Refused):
            desk = _desk(subject, Reader(body))
    return desk


def _center(subject: str, body: Reader) -> Center:
    head = body.child("head")
    return Center(
        id=subject,
        head=CenterHead(
            authority=head.text("authority"),
            name=head.text("name"),
            place=head.text("place"),
            address=head.text("address"),
            hotline=head.text("hotline"),
            website=head.text("website"),
            evaluation_url=head.text("evaluation_url"),
        ),
        profile=body.text("profile"),
        practice=body.flag("practice"),
    )


def _officer(subject: str, body: Reader, personal: Reader) -> Officer:
    return Officer(
        id=subject,
        number=body.text("number"),
        name=personal.text("name", ""),
        roles=frozenset(body.choices("roles", Role)),
    )


def _desk(subject: str, body: Reader) -> Desk:
    serials = body.child("serials")
    key = body.text("key")
    if not _PUBLIC_KEY.fullmatch(key):
        raise BodyError("key")
    return Desk(
        id=subject,
        number=body.number("number"),
        key=key,
        serials=Slice(serials.number("first"), serials.number("last")),
    )
