"""Whose word lets a rule be left: another supervisor's, and one's own only where there is no other.

Asked where the word is given and again where it is recorded: whoever unlocks the desk in between
may be the very supervisor who confirmed.
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from data.domain.center import Officer
from data.domain.confirmation import Confirmation
from data.domain.errors import Refused
from data.domain.roles import Role
from data.store import queries


def is_own(connection: Connection, officer: Officer, leader: str) -> bool:
    """Whether `leader` confirms an act of his own.

    Raises Refused("confirm-own-act") where another supervisor is enrolled, who could do it.
    """
    if leader != officer.id:
        return False
    if _has_other(queries.officers(connection), leader):
        raise Refused("confirm-own-act")
    return True


def as_recorded(
    connection: Connection, officer: Officer, confirmation: Confirmation | None
) -> Confirmation | None:
    """The word as it stands in an entry of `officer`. Raises as `is_own`."""
    if confirmation is None:
        return None
    return replace(confirmation, own=is_own(connection, officer, confirmation.leader))


def _has_other(officers: Iterable[Officer], leader: str) -> bool:
    return any(Role.SUPERVISOR in one.roles and one.id != leader for one in officers)
