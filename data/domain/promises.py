"""Promises: what a citizen was told of the due date, and which date lateness is measured by.

A lawful return makes the restarted date the measure, a late or repeated one leaves the one before;
an apology moves what is told and never the measure (C4, C5).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from data.domain.concluding import ResultRejected
from data.domain.dossier import Dossier, Entered
from data.domain.reappointing import Apology
from data.domain.received import Reception
from data.domain.supplementing import Returned, SupplementCompleted


class Why(StrEnum):
    """Why a due moment is what it is."""

    RECEIPT = "receipt"
    """Form 01 promised it (R69)."""
    RESTART = "restart"
    """The clock started anew with the full dossier (R87)."""
    RETURNED_LATE = "returned-late"
    """The return came late: what was promised before it still measures (C4)."""
    RETURNED_AGAIN = "returned-again"
    """It was returned more often than allowed: the same (C4)."""
    REAPPOINTMENT = "reappointment"
    """Form 04 gave a new date (R78)."""
    NEW_RESULT = "new-result"
    """A wrong or lost result is made again (C23)."""

    @property
    def rule(self) -> str:
        """Where it stands."""
        return _RULES[self]


_RULES = {
    Why.RECEIPT: "R69",
    Why.RESTART: "R87",
    Why.RETURNED_LATE: "C4",
    Why.RETURNED_AGAIN: "C4",
    Why.REAPPOINTMENT: "R78",
    Why.NEW_RESULT: "C23",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """A due moment; `entry` is the one that said it, `since` when that was."""

    due: datetime
    why: Why
    entry: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Promises:
    """`restarted` and `reappointed` are the last of their kind; None where there was none.

    `statutory` is the measure of lateness, `told` what the citizen heard last (A5).
    """

    first: Promise
    statutory: Promise
    told: Promise
    restarted: Promise | None = None
    reappointed: Promise | None = None


def promises(dossier: Dossier) -> Promises | None:
    """None where form 01 was never issued."""
    received = dossier.facts(Reception)
    if not received:
        return None
    first = _promise(received[0], received[0].what.appointment.at, Why.RECEIPT)
    made = tuple(_made(dossier))
    return Promises(
        first=first,
        statutory=_statutory(dossier, first),
        told=(first, *made)[-1],
        restarted=_last(made, Why.RESTART),
        reappointed=_last(made, Why.REAPPOINTMENT),
    )


def _made(dossier: Dossier) -> Iterator[Promise]:
    """The promises after the first, oldest first."""
    for it in dossier.trail:
        match it.what:
            case SupplementCompleted(appointment=appointment):
                yield _promise(it, appointment.at, Why.RESTART)
            case Apology(new_due=datetime() as new_due):
                yield _promise(it, new_due, Why.REAPPOINTMENT)
            case ResultRejected(new_due=datetime() as new_due):
                yield _promise(it, new_due, Why.NEW_RESULT)
            case _:
                pass


def _statutory(dossier: Dossier, first: Promise) -> Promise:
    """A return that was not lawful names itself as the reason why nothing moved."""
    measure, lawful = first, True
    for it in dossier.trail:
        match it.what:
            case Returned(lawful=lawful) as returned:
                if not lawful:
                    measure = replace(measure, why=_fault(returned))
            case SupplementCompleted(appointment=appointment) if lawful:
                measure = _promise(it, appointment.at, Why.RESTART)
            case _:
                pass
    return measure


def _fault(returned: Returned) -> Why:
    return Why.RETURNED_AGAIN if returned.in_time else Why.RETURNED_LATE


def _last(made: tuple[Promise, ...], why: Why) -> Promise | None:
    return next((it for it in reversed(made) if it.why is why), None)


def _promise(entered: Entered[object], due: datetime, why: Why) -> Promise:
    return Promise(due, why, entered.entry, entered.at)
