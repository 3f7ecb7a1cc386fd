"""The desks of the Center after the first one: each enrolled by an administrator at another."""

from dataclasses import dataclass

from sqlalchemy import Connection

from data.domain.center import Desk, Officer, enrol_desk
from data.domain.errors import Refused
from data.domain.numbering import beside
from data.domain.roles import Role
from data.store import queries
from data.store.engine import Store
from data.store.journal import Journal, new_id
from data.store.keys import key_id


@dataclass(frozen=True, slots=True)
class Desks:
    """`own` is the desk where it is done: the new one's numbers are as many as its own."""

    store: Store
    journal: Journal
    own: Desk

    def enrol(self, administrator: Officer, key: bytes, number: int) -> Desk:
        """The desk of this public key; where it is enrolled already, as it is.

        Raises as `require_fit`.
        """
        with self.journal.act(administrator.id) as act:
            known = self._fit(act.connection, administrator, key, number)
            if known is not None:
                return known
            desk = Desk(new_id(), number, key.hex(), beside(self.own.serials, number))
            act.record(enrol_desk(desk))
        return desk

    def require_fit(self, administrator: Officer, key: bytes, number: int) -> None:
        """What stands against it, before the hub is asked for the number.

        Raises Refused("role-may-not"), "desk-number-taken", "desk-has-number" for a machine that
        is another desk, and as `data.domain.numbering.beside`.
        """
        with self.store.read() as connection:
            self._fit(connection, administrator, key, number)

    def _fit(
        self, connection: Connection, administrator: Officer, key: bytes, number: int
    ) -> Desk | None:
        """The desk of this key where it is enrolled."""
        if Role.ADMINISTRATOR not in administrator.roles:
            raise Refused("role-may-not")
        beside(self.own.serials, number)
        known = queries.desk_by_key(connection, key_id(key))
        if known is not None and known.number != number:
            raise Refused("desk-has-number", desk=f"{known.number:02}")
        if known is None and any(it.number == number for it in queries.desks(connection)):
            raise Refused("desk-number-taken", desk=f"{number:02}")
        return known
