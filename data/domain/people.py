"""Persons at the counter: applicant (chủ hồ sơ), submitter (người nộp) and their right to act.

R24, R124, C17. Every field is clean text; of a person only the name is compulsory.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.domain.body import Reader
from data.domain.entries import Body, Json
from data.domain.papers import PaperPerson
from data.domain.text import LINE_LIMIT, NAME_LIMIT, clean


class IdentityKind(StrEnum):
    """Papers that name a person (C17); none is demanded unless the procedure lists it."""

    NONE = "none"
    CITIZEN_CARD = "citizen-card"
    OLD_CARD = "old-card"
    """CMND, nine digits."""
    PASSPORT = "passport"
    OTHER = "other"


class PartyKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Capacity(StrEnum):
    """In what right somebody hands in for the owner of a dossier (R24, R124, C17)."""

    AUTHORISED = "authorised"
    """By giấy ủy quyền."""
    INTRODUCED = "introduced"
    """By giấy giới thiệu of an organisation."""
    REPRESENTATIVE = "representative"
    """Legal representative (người đại diện theo pháp luật) of an organisation."""
    GUARDIAN = "guardian"
    """Of a child, or of a person who cannot act (người giám hộ, cha mẹ)."""
    HIRED = "hired"
    """A hired service (R67)."""

    @property
    def needs_paper(self) -> bool:
        """Whether the right is in a paper that must be shown (R124)."""
        return self in {Capacity.AUTHORISED, Capacity.INTRODUCED, Capacity.HIRED}

    @property
    def is_authorisation(self) -> bool:
        """Whether a procedure that forbids authorisation forbids it too (C17)."""
        return self in {Capacity.AUTHORISED, Capacity.HIRED}


class Scope(StrEnum):
    """What an authorisation is for (C17)."""

    SUBMIT = "submit"
    RECEIVE = "receive"
    BOTH = "both"

    @property
    def covers_submitting(self) -> bool:
        return self is not Scope.RECEIVE


@dataclass(frozen=True, slots=True)
class Person:
    """A person, or an organisation with its tax code and its legal `representative`."""

    name: str
    identity_kind: IdentityKind = IdentityKind.NONE
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    kind: PartyKind = PartyKind.PERSON
    tax_code: str = ""
    representative: str = ""
    old_identity: str = ""
    """Number of an earlier card, as the card's QR gives it."""

    @property
    def is_organisation(self) -> bool:
        return self.kind is PartyKind.ORGANISATION

    def body(self) -> Body:
        said: dict[str, Json] = {name: getattr(self, name) for name in _FIELDS}
        if self.identity_kind is not IdentityKind.NONE:
            said["identity_kind"] = self.identity_kind.value
        if self.is_organisation:
            said["kind"] = self.kind.value
        return {key: value for key, value in said.items() if value}

    def on_paper(self) -> PaperPerson:
        return PaperPerson(
            name=self.name,
            identity=self.identity,
            address=self.address,
            phone=self.phone,
            email=self.email,
            tax_code=self.tax_code,
            representative=self.representative,
        )


_FIELDS = (
    "name",
    "identity",
    "address",
    "phone",
    "email",
    "tax_code",
    "representative",
    "old_identity",
)

IDENTITY_LIMIT = 30
PHONE_LIMIT = 30
TAX_CODE_LIMIT = 20
_CARD_DIGITS = {9: IdentityKind.OLD_CARD, 12: IdentityKind.CITIZEN_CARD}
_PASSPORT_LEAST = 7
"""Characters: a letter and at least six digits (ICAO 9303 allows nine in all)."""


def person(name: str, **said: str) -> Person:
    """A person from what was typed or scanned: everything is cleaned here.

    The kind of paper is told by its number unless `identity_kind` says it. Twelve digits are a
    citizen card and nine an old card; the inner structure of the number is not judged, since the
    rule about it ended on 1/7/2024 (`reference/law.md` §8).
    """

    def field(key: str, limit: int = LINE_LIMIT) -> str:
        return clean(said.get(key, ""), limit)

    number = field("identity", IDENTITY_LIMIT)
    organisation = said.get("kind") == PartyKind.ORGANISATION
    return Person(
        name=clean(name, NAME_LIMIT),
        identity_kind=_chosen_kind(said.get("identity_kind", ""), number),
        identity=number,
        address=field("address"),
        phone=field("phone", PHONE_LIMIT),
        email=field("email"),
        kind=PartyKind.ORGANISATION if organisation else PartyKind.PERSON,
        tax_code=field("tax_code", TAX_CODE_LIMIT) if organisation else "",
        representative=field("representative", NAME_LIMIT) if organisation else "",
        old_identity=field("old_identity", IDENTITY_LIMIT),
    )


def read_person(raw: Reader) -> Person:
    """The person in the personal fields of an entry; fields of a newer program are left aside."""
    kind = raw.text("identity_kind", IdentityKind.NONE)
    party = raw.text("kind", PartyKind.PERSON)
    return Person(
        **{name: raw.text(name, None if name == "name" else "") for name in _FIELDS},
        identity_kind=IdentityKind(kind) if kind in set(IdentityKind) else IdentityKind.OTHER,
        kind=PartyKind(party) if party in set(PartyKind) else PartyKind.PERSON,
    )


@dataclass(frozen=True, slots=True)
class Authorization:
    """The submitter's right: in what capacity, by which paper, for what, and until when.

    `paper` names the paper as it reads ("số 12/GUQ ngày 20/11/2026"), and with it perhaps a
    person, so it lies with the personal fields; it is empty where the capacity needs none.
    """

    capacity: Capacity = Capacity.AUTHORISED
    paper: str = ""
    scope: Scope = Scope.BOTH
    expires: date | None = None

    def body(self) -> Body:
        return {
            "capacity": self.capacity.value,
            "expires": self.expires.isoformat() if self.expires else "",
            "scope": self.scope.value,
        }


def read_authorization(raw: Reader, paper: str) -> Authorization:
    return Authorization(
        capacity=raw.choice("capacity", Capacity),
        paper=paper,
        scope=raw.choice("scope", Scope),
        expires=raw.date("expires") if raw.text("expires") else None,
    )


def same_party(one: Person, other: Person) -> bool:
    """Whether both are surely the same: one number in common, of card or of tax code (C18).

    Names alone prove nothing: many people bear the same one.
    """
    return not _numbers(one).isdisjoint(_numbers(other))


def _numbers(party: Person) -> set[str]:
    return {number for number in (party.identity, party.old_identity, party.tax_code) if number}


def _chosen_kind(chosen: str, number: str) -> IdentityKind:
    if not number:
        return IdentityKind.NONE
    if chosen in set(IdentityKind) - {IdentityKind.NONE}:
        return IdentityKind(chosen)
    if number.isascii() and number.isdigit():
        return _CARD_DIGITS.get(len(number), IdentityKind.OTHER)
    letters = number[0].isalpha() and len(number) >= _PASSPORT_LEAST
    return IdentityKind.PASSPORT if letters else IdentityKind.OTHER
