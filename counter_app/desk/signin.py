"""Signing in: officer number and PIN at an enrolled desk.

A PIN unlocks this desk and is no password: six digits are guessed in hours by whoever holds the
verifier, so the verifier needs the pepper of the key file, and tries are counted in the journal.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection

from data.domain.center import Officer
from data.domain.clock import Clock
from data.domain.entries import Fact, Recorded, ordered
from data.domain.errors import Refused
from data.domain.text import clean
from data.domain.vocabulary import OFFICER_PIN_ACCEPTED, OFFICER_PIN_REFUSED, SHIFT_OPENED
from data.store import queries
from data.store.drafts import Pins, has_pin
from data.store.engine import Store
from data.store.journal import Journal, new_id

PIN_DIGITS: Final = 6
TRIES: Final = 5
"""Wrong PINs in a row before each further one costs time (ASVS 6.3.1)."""
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)

NUMBER_LIMIT: Final = 20
"""Characters of an officer's number."""
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("no officer has this number")
"""Verified in place of an unknown officer's PIN, so that both answers take as long."""


@dataclass(frozen=True, slots=True)
class PinLock:
    """How many wrong PINs in a row, and until when the next try has to wait."""

    refused: int
    until: datetime | None

    @property
    def left(self) -> int:
        return max(0, TRIES - self.refused)


def pin_lock(history: Iterable[Recorded], desk_key: str) -> PinLock:
    """What the journal says of an officer's tries here; it survives a restart and a power cut.

    A PIN is one desk's: what was tried at another neither locks this one nor opens it again.
    """
    refused: list[datetime] = []
    for recorded in ordered(history):
        if recorded.entry.desk_key != desk_key:
            continue
        if recorded.entry.kind == OFFICER_PIN_REFUSED:
            refused.append(recorded.entry.at)
        elif recorded.entry.kind == OFFICER_PIN_ACCEPTED:
            refused.clear()
    over = len(refused) - TRIES
    if over < 0:
        return PinLock(len(refused), None)
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(over, 10))
    return PinLock(len(refused), refused[-1] + wait)


def with_pin(connection: Connection, officers: Iterable[Officer]) -> Officer | None:
    """Which of those who have one number can sign in here; None where nobody can.

    Raises Refused("officer-number-twice") where two can: nobody says which of them is meant.
    """
    able = [one for one in officers if has_pin(connection, one.id)]
    if len(able) > 1:
        raise Refused("officer-number-twice", officer=able[0].number)
    return able[0] if able else None


@dataclass(frozen=True, slots=True)
class PinHashing:
    """argon2id over an HMAC of the PIN with the desk's pepper."""

    pepper: bytes

    def verifier(self, pin: str) -> str:
        return _HASHER.hash(self._peppered(pin))

    def matches(self, verifier: str, pin: str) -> bool:
        try:
            return _HASHER.verify(verifier, self._peppered(pin))
        except VerificationError:
            return False

    def _peppered(self, pin: str) -> bytes:
        return hmac.new(self.pepper, pin.encode(), hashlib.sha256).digest()


@dataclass(frozen=True, slots=True)
class SignIn:
    store: Store
    journal: Journal
    pins: Pins
    hashing: PinHashing
    clock: Clock

    def sign_in(self, number: str, pin: str) -> Officer:
        """The officer, whose shift begins. Raises as `check`."""
        officer = self.check(number, pin)
        with self.journal.act(officer.id) as act:
            act.record(Fact(new_id(), SHIFT_OPENED, {"officer": officer.id}))
        return officer

    def check(self, number: str, pin: str) -> Officer:
        """The officer whose PIN this is. Takes a quarter of a second by design.

        Raises Refused("pin-wrong", left=…) also for an unknown number, and
        Refused("pin-locked", wait_s=…) while a wait runs; with the right PIN of whoever has no role
        any more Refused("officer-left"). Whoever was enrolled at another desk has no PIN here
        ("pin-not-here"), and of two who have one under the same number nobody signs in
        ("officer-number-twice").
        """
        with self.store.read() as connection:
            known = queries.officers_by_number(connection, clean(number, NUMBER_LIMIT))
            officer = with_pin(connection, known)
        if officer is None:
            self.hashing.matches(_NOBODY, pin)
            raise Refused("pin-not-here") if known else Refused("pin-wrong", left=TRIES)
        return self.confirm(officer, pin)

    def confirm(self, officer: Officer, pin: str) -> Officer:
        """The officer, whose PIN this is, whatever number another desk gave him since.

        Raises as `check`.
        """
        with self.store.read() as connection:
            history = queries.history(connection, officer.id)
        verifier = self.pins.get(officer.id)
        if verifier is None:
            raise Refused("pin-not-here")
        lock = pin_lock(history, self.journal.keys.id)
        self._require_unlocked(lock)
        if not self.hashing.matches(verifier, pin):
            self._refuse(officer, lock)
        if lock.refused:
            self._accept(officer)
        if not officer.roles:
            raise Refused("officer-left")
        return officer

    def _require_unlocked(self, lock: PinLock) -> None:
        now = self.clock()
        if lock.until is not None and now < lock.until:
            raise Refused("pin-locked", wait_s=round((lock.until - now).total_seconds()))

    def _refuse(self, officer: Officer, lock: PinLock) -> None:
        with self.journal.act(officer.id) as act:
            act.record(Fact(officer.id, OFFICER_PIN_REFUSED, {}))
        raise Refused("pin-wrong", left=max(0, lock.left - 1))

    def _accept(self, officer: Officer) -> None:
        """Ends a row of wrong tries."""
        with self.journal.act(officer.id) as act:
            act.record(Fact(officer.id, OFFICER_PIN_ACCEPTED, {}))
