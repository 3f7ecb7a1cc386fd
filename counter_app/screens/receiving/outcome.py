"""How the work on one draft ended: the answers of the intake screen.

An answer of None means that the draft was parked.
"""

from dataclasses import dataclass

from counter_app.desk.receiving.draft import Draft
from counter_app.desk.receiving.guiding import Guided
from counter_app.desk.receiving.intake import Issued
from counter_app.desk.receiving.turning_away import TurnedAway
from data.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Posted:
    """A postal dossier was registered; its draft waits for the signed hand-over (C21)."""

    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The sender of an online dossier was told the competent agency (R73)."""

    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Another:
    """Another dossier of the same visitor comes next; `draft` is parked as it was."""

    draft: Draft


Outcome = Issued | TurnedAway | Guided | Posted | Elsewhere | Another
