"""Who stands at the desk: doubts about what was typed, and who was here before (C17, C18).

A doubt never stops an officer: numbers change their form faster than programs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import phonenumbers
from stdnum.vn import mst

from counter_app.desk.receiving import typed
from counter_app.desk.receiving.draft import Draft
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.people import IdentityKind, Person, same_party
from data.domain.text import fold
from data.store import queries
from data.store.engine import Store
from data.store.queries import DossierLine

REGION: Final = "VN"
FORMER_LIMIT: Final = 6
"""Former applicants that are offered; an officer types on rather than read more."""
_LOOKED_AT: Final = 30
"""Dossiers that are looked through for them."""
_TYPED_LEAST: Final = 3
"""Letters before anybody is looked for."""
_CARD_DIGITS: Final = {IdentityKind.CITIZEN_CARD: 12, IdentityKind.OLD_CARD: 9}


def doubts(person: Person) -> tuple[Refused, ...]:
    """What looks wrong about a person, each with its sentence; nothing of it stops an issue."""
    found = (
        ("identity-doubtful", person.identity and not _identity_fits(person)),
        ("tax-code-doubtful", person.tax_code and not mst.is_valid(person.tax_code)),
        ("phone-doubtful", person.phone and not _phone_fits(person.phone)),
        ("email-doubtful", person.email and not _email_fits(person.email)),
        ("representative-missing", person.is_organisation and not person.representative),
    )
    return tuple(Refused(code) for code, doubtful in found if doubtful)


def _identity_fits(person: Person) -> bool:
    digits = _CARD_DIGITS.get(person.identity_kind)
    return digits is None or (person.identity.isdecimal() and len(person.identity) == digits)


def _phone_fits(phone: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(phone, REGION))
    except phonenumbers.NumberParseException:
        return False


def _email_fits(email: str) -> bool:
    """Whether mail could go there at all; only sending would prove more."""
    local, at, domain = email.rpartition("@")
    return bool(local and at and "." in domain.strip(".")) and " " not in email


@dataclass(frozen=True, slots=True)
class People:
    """Reads what the store of this desk knows, so it answers with the network down."""

    store: Store

    def former(self, said: str) -> list[Person]:
        """Persons and organisations of earlier dossiers that fit what was typed, newest first."""
        words = fold(said).split()
        if len("".join(words)) < _TYPED_LEAST:
            return []
        with self.store.read() as connection:
            lines = queries.search(connection, said, _LOOKED_AT)
            dossiers = [queries.dossier(connection, line.id) for line in lines]
        fitting = (who for it in dossiers for who in _parties(it) if _fits(who, words))
        return _each_once(fitting)[:FORMER_LIMIT]

    def still_open(self, person: Person, procedure_code: str) -> list[DossierLine]:
        """Open dossiers of the same person in the same procedure (C18); none without a number."""
        numbers = filter(None, (person.identity, person.old_identity, person.tax_code))
        with self.store.read() as connection:
            found = (queries.search(connection, number, _LOOKED_AT) for number in numbers)
            lines = {line.id: line for some in found for line in some}
            return [
                line
                for line in lines.values()
                if _is_same_matter(queries.dossier(connection, line.id), person, procedure_code)
            ]

    def open_besides(self, draft: Draft) -> list[DossierLine]:
        """As `still_open`, of a draft's owner; the dossier that the draft goes on with is none."""
        owner = typed.party(draft.applicant)
        return [it for it in self.still_open(owner, draft.procedure) if it.id != draft.id]


def _is_same_matter(dossier: Dossier, person: Person, procedure_code: str) -> bool:
    matter, applicant = dossier.matter, dossier.applicant
    return (
        dossier.state.is_open
        and matter is not None
        and matter.procedure_code == procedure_code
        and applicant is not None
        and same_party(applicant, person)
    )


def _parties(dossier: Dossier) -> list[Person]:
    return [party for party in (dossier.applicant, dossier.submitter) if party]


def _fits(party: Person, words: list[str]) -> bool:
    said = fold(f"{party.name} {party.identity} {party.phone} {party.tax_code}")
    return all(word in said for word in words)


def _each_once(parties: Iterable[Person]) -> list[Person]:
    """The newest of each: what was said last is what still holds."""
    kept: list[Person] = []
    for party in parties:
        if not any(_is_known(party, other) for other in kept):
            kept.append(party)
    return kept


def _is_known(party: Person, other: Person) -> bool:
    return same_party(party, other) or (party.name, party.phone) == (other.name, other.phone)
