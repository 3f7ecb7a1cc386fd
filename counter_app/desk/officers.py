"""The officers of this desk after its first run: one more, another name, another PIN, one who left.

Nobody is taken out of the journal: whatever an officer did names them. Who left has no role, and
without one nobody signs in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection

from counter_app.desk.signin import NUMBER_LIMIT, PIN_DIGITS, PinHashing, with_pin
from data.domain.center import Officer, enrol_officer
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.roles import Role
from data.domain.text import NAME_LIMIT, clean
from data.domain.vocabulary import OFFICER_PIN_ACCEPTED
from data.store import queries
from data.store.drafts import put_pin
from data.store.engine import Store
from data.store.journal import Journal, new_id

NOBODY: Final[frozenset[Role]] = frozenset()
"""The roles of whoever left."""


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """`number` is what will be typed to sign in; `pin` has six digits."""

    number: str
    name: str
    pin: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes another one; None leaves it as it is."""

    number: str | None = None
    name: str | None = None
    roles: frozenset[Role] | None = None
    pin: str | None = None


@dataclass(frozen=True, slots=True)
class Officers:
    """Both acts are an administrator's, and raise Refused("role-may-not") for anybody else."""

    store: Store
    journal: Journal
    hashing: PinHashing

    def enrol(self, administrator: Officer, new: NewOfficer) -> Officer:
        """Raises as `objections_to`, "officer-without-role" and "officer-number-taken"."""
        _require_administrator(administrator)
        for objection in objections_to(new):
            raise objection
        if not new.roles:
            raise Refused("officer-without-role")
        officer, verifier = enrolled(new_id(), new), self.hashing.verifier(new.pin)
        with self.journal.act(administrator.id) as act:
            _require_fit(officer, queries.officers(act.connection))
            put_pin(act.connection, officer.id, verifier)
            act.record(enrol_officer(officer))
        return officer

    def change(self, administrator: Officer, number: str, change: Change) -> Officer:
        """A new PIN also ends the wait after wrong ones; an officer of another desk gets one here.

        Raises "officer-unknown", "officer-incomplete", "pin-unfit", "officer-number-taken",
        "administrator-missing" where no administrator would be left, and "officer-number-twice"
        where two desks gave the number: then only who has a PIN here is given another one.
        """
        _require_administrator(administrator)
        known = number_of(number)
        for objection in _about_pin(known, change.pin):
            raise objection
        verifier = self.hashing.verifier(change.pin) if change.pin is not None else ""
        with self.journal.act(administrator.id) as act:
            officer = _changed(_meant(act.connection, known, change), change)
            _require_fit(officer, queries.officers(act.connection))
            act.record(enrol_officer(officer))
            if verifier:
                put_pin(act.connection, officer.id, verifier)
                act.record(Fact(officer.id, OFFICER_PIN_ACCEPTED, {}))
        return officer


def enrolled(officer_id: str, new: NewOfficer) -> Officer:
    """The officer as written down."""
    return Officer(officer_id, number_of(new.number), clean(new.name, NAME_LIMIT), new.roles)


def number_of(typed: str) -> str:
    return clean(typed, NUMBER_LIMIT)


def objections_to(new: NewOfficer) -> Iterator[Refused]:
    """What is wrong with one alone, whoever the others are."""
    number = number_of(new.number)
    if not number or not clean(new.name):
        yield Refused("officer-incomplete", officer=number)
    yield from _about_pin(number, new.pin)


def _about_pin(number: str, pin: str | None) -> Iterator[Refused]:
    if pin is not None and not good_pin(pin):
        yield Refused("pin-unfit", officer=number, digits=PIN_DIGITS)


def good_pin(pin: str) -> bool:
    """Six digits that are not one digit repeated and not a run such as 123456."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps not in ({0}, {1}, {-1})


def _changed(officer: Officer, change: Change) -> Officer:
    number = officer.number if change.number is None else number_of(change.number)
    name = officer.name if change.name is None else clean(change.name, NAME_LIMIT)
    if not number or (change.name is not None and not name):
        raise Refused("officer-incomplete", officer=number)
    roles = officer.roles if change.roles is None else change.roles
    return replace(officer, number=number, name=name, roles=roles)


def _meant(connection: Connection, number: str, change: Change) -> Officer:
    """Of two who were given one number, whoever works at this desk, and to part them alone."""
    known = queries.officers_by_number(connection, number)
    if not known:
        raise Refused("officer-unknown", officer=number)
    if len(known) == 1:
        return known[0]
    officer = with_pin(connection, known) if change.number is not None else None
    if officer is None:
        raise Refused("officer-number-twice", officer=number)
    return officer


def _require_administrator(officer: Officer) -> None:
    if Role.ADMINISTRATOR not in officer.roles:
        raise Refused("role-may-not")


def _require_fit(officer: Officer, known: Iterable[Officer]) -> None:
    """It has a number of its own, and somebody is left who could change it again."""
    others = [it for it in known if it.id != officer.id]
    if any(it.number == officer.number for it in others):
        raise Refused("officer-number-taken")
    if not any(Role.ADMINISTRATOR in it.roles for it in (officer, *others)):
        raise Refused("administrator-missing")
