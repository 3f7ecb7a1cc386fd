"""Which keys a dossier offers: the table of states and roles, narrowed by what is recorded.

It only hides what the desk would refuse; the desk decides (`data.domain.lifecycle`).
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.lifecycle import Action, State, actions
from data.domain.received import FeeState
from data.domain.roles import Role

if TYPE_CHECKING:
    from counter_app.desk.search import DossierFile

Holds = Callable[[Dossier, datetime], bool]


def offered(dossier: Dossier, roles: Collection[Role], now: datetime) -> frozenset[str]:
    """The screen's actions that may be taken now."""
    if dossier.read_only:
        return frozenset()
    lawful = actions(dossier.state, roles)
    found = {name for name, (act, holds) in _KEYS.items() if act in lawful and holds(dossier, now)}
    if dossier.state is State.CANCELLED and Action.RECEIVE in actions(State.NEW, roles):
        found.add("instead")
    return frozenset(found)


def is_of(file: "DossierFile", scan: str) -> bool:
    """Whether a scan is a code of this very dossier's slip."""
    reception = file.dossier.reception
    return reception is not None and scan.strip() in {str(reception.code), file.slip_key}


def _is(state: State) -> Holds:
    return lambda dossier, _now: dossier.state is state


def _fee_open(dossier: Dossier, _now: datetime) -> bool:
    fee = dossier.reception.fee if dossier.reception else None
    return fee is not None and fee.state in {FeeState.UNPAID, FeeState.EXEMPT}


def _same_day(dossier: Dossier, now: datetime) -> bool:
    """A wrong choice is cancelled on the day of receipt, before the folder leaves (C15)."""
    reception = dossier.reception
    return reception is not None and local(reception.received_at).date() == local(now).date()


def _always(_dossier: Dossier, _now: datetime) -> bool:
    return True


_KEYS: Final[Mapping[str, tuple[Action, Holds]]] = {
    "reopen": (Action.RECEIVE, _is(State.SUPPLEMENT)),
    "receive": (Action.RECEIVE, _is(State.POSTED)),
    "check": (Action.RECEIVE, _is(State.APPLIED)),
    "contact": (Action.CONTACT, _always),
    "scan": (Action.ADD_PAGES, _always),
    "fee": (Action.RECORD_FEE, _fee_open),
    "way": (Action.CHANGE_RETURN, _always),
    "cancel": (Action.CANCEL, _same_day),
}
