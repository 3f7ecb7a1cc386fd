"""The life of a dossier as one table: (state, action) → state, and the roles that may act.

Buttons, documents and tests are made from this table. An action that is not in it is illegal:
`decide` refuses it, `fold` keeps the entry and shows it as a conflict.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.domain.errors import Refused
from data.domain.roles import Role


class State(StrEnum):
    NEW = "new"
    """Nothing has been committed yet."""
    RECEIVED = "received"
    """Form 01 was issued (R69)."""


class Action(StrEnum):
    RECEIVE = "receive"


@dataclass(frozen=True, slots=True)
class Step:
    to: State
    roles: frozenset[Role]


TABLE: Mapping[tuple[State, Action], Step] = {
    (State.NEW, Action.RECEIVE): Step(State.RECEIVED, frozenset({Role.RECEIVING, Role.CENTER})),
}


def actions(state: State, roles: Collection[Role]) -> list[Action]:
    """What an officer with these roles may do now."""
    return [
        action
        for (start, action), step in TABLE.items()
        if start is state and not step.roles.isdisjoint(roles)
    ]


def follow(state: State, action: Action, roles: Collection[Role]) -> State:
    """The state after `action`. Raises Refused where the table or the role does not allow it."""
    step = TABLE.get((state, action))
    if step is None:
        raise Refused("action-not-now", state=state.value, action=action.value)
    if step.roles.isdisjoint(roles):
        raise Refused("role-may-not", action=action.value)
    return step.to
