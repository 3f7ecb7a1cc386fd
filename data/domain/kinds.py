"""Kind: one kind of entry about a dossier, with the action it is, its fact, and what it changes.

A room of the dossier's life declares its kinds; `enter` makes the entry of an act, `folding` reads
all of them. What must hold however two desks' entries fall together is a `clash`, checked at both.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from data.domain.body import Reader
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.lifecycle import Action, acting_role
from data.domain.received import findings
from data.domain.records import personal_body, public_body, read_record
from data.domain.roles import Role

Record = TypeVar("Record", bound=Hashable)

ROLE = "role"
"""Key of the body that says in which role the officer acted."""
OVERRULED = "photo_overruled"
"""Key of the body: what was found of the photographs of this act, which were kept all the same."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[Record]):
    """`clash` gives the code of what stands against a fact, or an empty text.

    `effect` changes the dossier beyond its state and its trail; it gets the personal fields too.
    """

    name: str
    action: Action
    read: Callable[[Reader, Reader], Record]
    clash: Callable[[Dossier, Record], str]
    effect: Callable[[Dossier, Entered[Record], Reader], Dossier]


def no_clash(_dossier: Dossier, _record: object) -> str:
    return ""


def no_effect(dossier: Dossier, _entered: Entered[Record], _hidden: Reader) -> Dossier:
    return dossier


def kind(
    name: str,
    action: Action,
    record: type[Record],
    *,
    clash: Callable[[Dossier, Record], str] = no_clash,
    effect: Callable[[Dossier, Entered[Record], Reader], Dossier] = no_effect,
) -> Kind[Record]:
    """A kind whose body is its record, field by field."""
    return Kind(name, action, partial(read_record, record), clash, effect)


def enter(dossier: Dossier, kind: Kind[Record], record: Record, *, roles: Collection[Role]) -> Fact:
    """The entry of an act.

    Raises Refused: "dossier-read-only", "action-not-now", "role-may-not", and the code of a clash.
    """
    require_writable(dossier)
    role = acting_role(dossier.state, kind.action, roles)
    if code := kind.clash(dossier, record):
        raise Refused(code)
    return Fact(
        subject=dossier.id,
        kind=kind.name,
        body={**public_body(record), ROLE: role.value},
        personal=personal_body(record) or None,
    )


def in_spite_of(fact: Fact, overruled: Iterable[str]) -> Fact:
    """The same act, whose photographs the officer kept in spite of these findings."""
    codes = findings(overruled)
    return replace(fact, body={**fact.body, OVERRULED: list(codes)}) if codes else fact
