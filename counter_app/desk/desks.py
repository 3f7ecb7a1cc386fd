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

        Raises Refused("role-may-not"), "desk-number-taken", and as
        `data.domain.numbering.beside`.
        """
        if Role.ADMINISTRATOR not in administrator.roles:
            raise Refused("role-may-not")
        serials = beside(self.own.serials, number)
        with self.journal.act(administrator.id) as act:
            if (known := queries.desk_by_key(act.connection, key_id(key))) is not None:
                return known
            _require_free(act.connection, number)
            desk = Desk(new_id(), number, key.hex(), serials)
            act.record(enrol_desk(desk))
        return desk


def _require_free(connection: Connection, number: int) -> None:
    if any(desk.number == number for desk in queries.desks(connection)):
        raise Refused("desk-number-taken", desk=f"{number:02}")
