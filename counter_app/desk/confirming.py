"""Whose word lets a rule be left: another supervisor's, and one's own only where there is no other.

Whoever has no PIN at this desk can give no word here, and is no other. Asked where the word is
given and again where it is recorded: whoever unlocks the desk in between may be the very supervisor
who confirmed.
"""

from dataclasses import replace

from sqlalchemy import Connection

from data.domain.center import Officer
from data.domain.confirmation import Confirmation
from data.domain.errors import Refused
from data.domain.roles import Role
from data.store import queries
from data.store.drafts import has_pin


def is_own(connection: Connection, officer: Officer, leader: str) -> bool:
    """Whether `leader` confirms an act of his own.

    Raises Refused("confirm-own-act") where another supervisor could do it at this desk.
    """
    if leader != officer.id:
        return False
    if _has_other(connection, leader):
        raise Refused("confirm-own-act")
    return True


def as_recorded(
    connection: Connection, officer: Officer, confirmation: Confirmation | None
) -> Confirmation | None:
    """The word as it stands in an entry of `officer`. Raises as `is_own`."""
    if confirmation is None:
        return None
    return replace(confirmation, own=is_own(connection, officer, confirmation.leader))


def _has_other(connection: Connection, leader: str) -> bool:
    return any(
        Role.SUPERVISOR in one.roles and one.id != leader and has_pin(connection, one.id)
        for one in queries.officers(connection)
    )
