"""The till of this desk (ca thu tiền): opened with a float, counted when the drawer is given on.

Every payment that is entered here names the till that is open, so what the drawer must hold is a
sum of the journal and never a figure that somebody typed (C27).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import Connection

from counter_app.desk.bell import Bell
from counter_app.desk.numbers import desk_label, queue_copies
from data.domain import till as tilling
from data.domain.center import Desk, Officer
from data.domain.errors import Refused
from data.domain.money import Movement
from data.domain.papers import Copy, Form
from data.domain.till import Count, MethodSum, Till, TillClosed, sums_by_method
from data.store import money, queries
from data.store.engine import Store
from data.store.journal import Act, Journal, new_id
from data.store.money import MoneyLine

BOTH: Final = (Copy.APPLICANT, Copy.KEPT)
"""Giver and receiver each keep one."""


@dataclass(frozen=True, slots=True)
class TillNow:
    """The open till: what was taken by each method, and what of it must lie in the drawer."""

    till: Till
    sums: tuple[MethodSum, ...]
    expected_vnd: int


@dataclass(frozen=True, slots=True)
class TillGiven:
    """A till that was counted; `job` is of the first of the two sheets that both sign."""

    till: Till
    job: str


def open_till_here(act: Act, journal: Journal) -> str:
    """The till that takes what is paid in this act; empty where none is open at this desk."""
    desk = queries.desk_by_key(act.connection, journal.keys.id)
    return money.open_till(act.connection, desk_label(desk)) if desk else ""


@dataclass(slots=True)
class Tills:
    store: Store
    journal: Journal
    desk: Desk
    bell: Bell = field(default_factory=Bell)

    def now(self) -> TillNow | None:
        """None where no till is open at this desk."""
        with self.store.read() as connection:
            till = self._open(connection)
            if till is None:
                return None
            moved = _moved(connection, till.id)
        return TillNow(till, sums_by_method(moved), tilling.expected_vnd(till, moved))

    def open(self, officer: Officer, float_vnd: int) -> Till:
        """Raises Refused: "till-already-open", "till-float-outside", "role-may-not"."""
        with self.journal.act(officer.id) as act:
            if self._open(act.connection) is not None:
                raise Refused("till-already-open")
            till_id, label = new_id(), desk_label(self.desk)
            act.record(
                tilling.open_till(till_id, desk=label, float_vnd=float_vnd, roles=officer.roles)
            )
            return _folded(act, till_id)

    def count(self, count: Count) -> TillClosed:
        """What would be signed now. Raises Refused: "till-not-open", "till-notes-outside"."""
        with self.store.read() as connection:
            till = self._open(connection)
            if till is None:
                raise Refused("till-not-open")
            return tilling.counted(till, count, _moved(connection, till.id))

    def close(self, officer: Officer, count: Count) -> TillGiven:
        """Counts the drawer and queues the sheet that both sign, in one act.

        Raises Refused: "till-not-open", "till-notes-outside", "till-difference-unsaid",
        "role-may-not".
        """
        with self.journal.act(officer.id) as act:
            till = self._open(act.connection)
            if till is None:
                raise Refused("till-not-open")
            moved = _moved(act.connection, till.id)
            said = act.record(tilling.close_till(till, count, moved, roles=officer.roles))
            job, _kept = queue_copies(act, self.desk, said, Form.TILL, BOTH)
            given = TillGiven(_folded(act, till.id), job)
        self.bell.ring()
        return given

    def since(self, day: date) -> list[Till]:
        """The tills of this desk that were opened on this day or after it, newest first."""
        with self.store.read() as connection:
            ids = money.tills_since(connection, day, desk_label(self.desk))
            found = [money.till(connection, it) for it in ids]
        return [it for it in found if it is not None]

    def lines(self, till_id: str) -> list[MoneyLine]:
        """What it took and gave back, oldest first."""
        with self.store.read() as connection:
            return money.of_till(connection, till_id)

    def name_of(self, officer_id: str) -> str:
        """Whose shift it is; empty for an officer of whom this desk has not heard."""
        with self.store.read() as connection:
            names = {it.id: it.name for it in queries.officers(connection)}
        return names.get(officer_id, "")

    def _open(self, connection: Connection) -> Till | None:
        till_id = money.open_till(connection, desk_label(self.desk))
        return money.till(connection, till_id) if till_id else None


def _moved(connection: Connection, till_id: str) -> list[Movement]:
    return [it.moved for it in money.of_till(connection, till_id)]


def _folded(act: Act, till_id: str) -> Till:
    till = tilling.fold_till(till_id, act.entries(till_id))
    assert till is not None
    return till
