"""Persons at the counter: applicant (chủ hồ sơ) and submitter (người nộp), R24, C17."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from data.domain.body import Reader
from data.domain.entries import Body
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


@dataclass(frozen=True, slots=True)
class Person:
    """Every field is clean text; only the name is compulsory."""

    name: str
    identity_kind: IdentityKind = IdentityKind.NONE
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""

    def body(self) -> Body:
        return {key: str(value) for key, value in asdict(self).items() if value}

    def on_paper(self) -> PaperPerson:
        return PaperPerson(self.name, self.identity, self.address, self.phone, self.email)


_IDENTITY_LIMIT = 30
_PHONE_LIMIT = 30
_CARD_DIGITS = {9: IdentityKind.OLD_CARD, 12: IdentityKind.CITIZEN_CARD}


def person(
    name: str, *, identity: str = "", address: str = "", phone: str = "", email: str = ""
) -> Person:
    """A person from what was typed or scanned: cleaned, and the kind of paper told by its number.

    Twelve digits are a citizen card and nine an old card; the inner structure of the number is
    not judged, since the rule about it ended on 1/7/2024 (`reference/law.md` §8).
    """
    number = clean(identity, _IDENTITY_LIMIT)
    return Person(
        name=clean(name, NAME_LIMIT),
        identity_kind=_kind(number),
        identity=number,
        address=clean(address, LINE_LIMIT),
        phone=clean(phone, _PHONE_LIMIT),
        email=clean(email, LINE_LIMIT),
    )


def read_person(raw: Reader) -> Person:
    """The person in the personal fields of an entry; fields of a newer program are left aside."""
    kind = raw.text("identity_kind", IdentityKind.NONE)
    return Person(
        name=raw.text("name"),
        identity_kind=IdentityKind(kind) if kind in set(IdentityKind) else IdentityKind.OTHER,
        identity=raw.text("identity", ""),
        address=raw.text("address", ""),
        phone=raw.text("phone", ""),
        email=raw.text("email", ""),
    )


def _kind(number: str) -> IdentityKind:
    if not number:
        return IdentityKind.NONE
    if number.isascii() and number.isdigit():
        return _CARD_DIGITS.get(len(number), IdentityKind.OTHER)
    return IdentityKind.PASSPORT if number[0].isalpha() and len(number) > 6 else IdentityKind.OTHER  # noqa: PLR2004
