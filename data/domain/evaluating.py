"""Evaluating (R23, R107): what the citizen says of how the dossier was settled, once a dossier.

The questions are those of the nine indices that a citizen can answer at a desk (NĐ 61 Đ28–29, TT
01/2018 Đ14.3). Nobody is named, and whose dossier it is stands in nothing but its subject.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import Kind, enter, kind
from data.domain.lifecycle import Action
from data.domain.roles import Role
from data.domain.vocabulary import DOSSIER_EVALUATED


class Time(StrEnum):
    """Index 1: the time it took."""

    EARLY = "early"
    ON_TIME = "on-time"
    LATE = "late"


class Contacts(StrEnum):
    """Index 3: how often one had to come to make the dossier complete."""

    NONE = "none"
    ONCE = "once"
    MORE = "more"


class Places(StrEnum):
    """Index 4: whom one had to go to besides."""

    NONE = "none"
    ONE_STOP = "one-stop"
    """The one-stop alone."""
    MORE = "more"


class Manner(StrEnum):
    """Index 7: how one was treated, in the words of the slip (phiếu góp ý)."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """None where a question was left out."""

    time: Time | None = None
    contacts: Contacts | None = None
    places: Places | None = None
    manner: Manner | None = None

    @property
    def answered(self) -> int:
        given = (self.time, self.contacts, self.places, self.manner)
        return sum(it is not None for it in given)


def evaluate(dossier: Dossier, said: Evaluation, *, roles: Collection[Role]) -> Fact:
    """Raises Refused: "evaluation-empty", "evaluated-already"."""
    if not said.answered:
        raise Refused("evaluation-empty")
    return enter(dossier, EVALUATE, said, roles=roles)


def evaluation(dossier: Dossier) -> Entered[Evaluation] | None:
    """What the citizen said; None while nothing was said."""
    return dossier.last(Evaluation)


def _clash(dossier: Dossier, _said: Evaluation) -> str:
    """One dossier has one voice: nobody makes a crowd of it (R23)."""
    return "evaluated-already" if evaluation(dossier) else ""


EVALUATE: Kind[Evaluation] = kind(DOSSIER_EVALUATED, Action.EVALUATE, Evaluation, clash=_clash)

KINDS = (EVALUATE,)
