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
    POSTED = "posted"
    """The post holds it: it has only a phiếu gửi number (C21)."""
    SUPPLEMENT = "supplement"
    """Form 02 was given at the desk; nothing was received yet (R70)."""
    RECEIVED = "received"
    """Form 01 was issued (R69)."""
    REFUSED = "refused"
    """Form 03 was given (R71)."""
    ANSWERED = "answered"
    """Received and its result given at once (A9)."""
    CANCELLED = "cancelled"
    """The wrong procedure was chosen; its code is never used again (C15)."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it (C18)."""
        return self in {State.POSTED, State.SUPPLEMENT, State.RECEIVED}


class Action(StrEnum):
    RECEIVE = "receive"
    TAKE_BY_POST = "take-by-post"
    REQUEST_SUPPLEMENT = "request-supplement"
    REFUSE = "refuse"
    ANSWER_AT_ONCE = "answer-at-once"
    CANCEL = "cancel"
    ADD_PAGES = "add-pages"
    RECORD_FEE = "record-fee"
    CHANGE_RETURN = "change-return"


@dataclass(frozen=True, slots=True)
class Step:
    to: State
    roles: frozenset[Role]


_DESK = frozenset({Role.RECEIVING, Role.CENTER})
_DESK_AND_POST = _DESK | {Role.POSTAL}

TABLE: Mapping[tuple[State, Action], Step] = {
    (State.NEW, Action.RECEIVE): Step(State.RECEIVED, _DESK_AND_POST),
    (State.NEW, Action.TAKE_BY_POST): Step(State.POSTED, _DESK_AND_POST),
    (State.NEW, Action.REQUEST_SUPPLEMENT): Step(State.SUPPLEMENT, _DESK),
    (State.NEW, Action.REFUSE): Step(State.REFUSED, _DESK),
    (State.NEW, Action.ANSWER_AT_ONCE): Step(State.ANSWERED, _DESK),
    (State.POSTED, Action.RECEIVE): Step(State.RECEIVED, _DESK),
    (State.POSTED, Action.REQUEST_SUPPLEMENT): Step(State.SUPPLEMENT, _DESK),
    (State.POSTED, Action.REFUSE): Step(State.REFUSED, _DESK),
    (State.SUPPLEMENT, Action.RECEIVE): Step(State.RECEIVED, _DESK_AND_POST),
    (State.SUPPLEMENT, Action.REQUEST_SUPPLEMENT): Step(State.SUPPLEMENT, _DESK),
    (State.SUPPLEMENT, Action.REFUSE): Step(State.REFUSED, _DESK),
    (State.SUPPLEMENT, Action.ANSWER_AT_ONCE): Step(State.ANSWERED, _DESK),
    (State.RECEIVED, Action.CANCEL): Step(State.CANCELLED, _DESK),
    (State.RECEIVED, Action.ADD_PAGES): Step(State.RECEIVED, _DESK),
    (State.ANSWERED, Action.ADD_PAGES): Step(State.ANSWERED, _DESK),
    (State.RECEIVED, Action.RECORD_FEE): Step(State.RECEIVED, _DESK_AND_POST),
    (State.RECEIVED, Action.CHANGE_RETURN): Step(State.RECEIVED, _DESK_AND_POST),
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
