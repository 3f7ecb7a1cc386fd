"""What may be done with a dossier between its reception and its result, by this officer, now.

The table of states and roles says what is lawful; what the domain would refuse whatever is typed is
left out, or told with its reason where the officer waits for it. Nothing is decided here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from data.domain.center import Officer
from data.domain.concluding import awaits_province, current_result
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.lifecycle import Action, actions
from data.domain.reversing import payments_left

if TYPE_CHECKING:
    from counter_app.desk.steps.following import Following


class NextAct(StrEnum):
    """One form of the desk each; in the order in which they are offered."""

    TAKE_SUPPLEMENT = "take-supplement"
    SET_ROUTE = "set-route"
    NOTE_PROGRESS = "note-progress"
    ANSWER_LEG = "answer-leg"
    VERIFY = "verify"
    CONSULT = "consult"
    OPINION = "opinion"
    SILENCE = "silence"
    DRAFT_REQUEST = "draft-request"
    RETURN = "return"
    DRAFT_APOLOGY = "draft-apology"
    APOLOGISE = "apologise"
    DRAFT_REFUSAL = "draft-refusal"
    APPROVE = "approve"
    FROM_PROVINCE = "from-province"
    GIVE_TO_POST = "give-to-post"
    CLOSE = "close"
    CORRECT = "correct"
    RECALL = "recall"
    WITHDRAW = "withdraw"
    REVERSE_FEE = "reverse-fee"
    RESOLVE = "resolve"


ACTION_OF: Final[Mapping[NextAct, Action]] = {
    NextAct.TAKE_SUPPLEMENT: Action.COMPLETE_SUPPLEMENT,
    NextAct.SET_ROUTE: Action.SET_ROUTE,
    NextAct.NOTE_PROGRESS: Action.NOTE_PROGRESS,
    NextAct.ANSWER_LEG: Action.ANSWER_LEG,
    NextAct.VERIFY: Action.RECORD_VERIFICATION,
    NextAct.CONSULT: Action.CONSULT,
    NextAct.OPINION: Action.RECORD_OPINION,
    NextAct.SILENCE: Action.REPORT_SILENCE,
    NextAct.DRAFT_REQUEST: Action.DRAFT_PAPER,
    NextAct.RETURN: Action.RETURN_FOR_SUPPLEMENT,
    NextAct.DRAFT_APOLOGY: Action.DRAFT_PAPER,
    NextAct.APOLOGISE: Action.APOLOGISE,
    NextAct.DRAFT_REFUSAL: Action.DRAFT_PAPER,
    NextAct.APPROVE: Action.APPROVE,
    NextAct.FROM_PROVINCE: Action.BRING_FROM_PROVINCE,
    NextAct.GIVE_TO_POST: Action.GIVE_TO_POST_AT_UNIT,
    NextAct.CLOSE: Action.CLOSE_UNBROUGHT,
    NextAct.CORRECT: Action.CORRECT,
    NextAct.RECALL: Action.RECALL,
    NextAct.WITHDRAW: Action.WITHDRAW,
    NextAct.REVERSE_FEE: Action.REVERSE_FEE,
    NextAct.RESOLVE: Action.RESOLVE,
}
"""The row of the table of states that each of them is."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`block` says why it cannot be done yet; None where it may be done now."""

    act: NextAct
    block: Refused | None = None


Holds = Callable[["Following", Officer, Dossier], object]


def offers(following: "Following", officer: Officer, dossier: Dossier) -> list[Offer]:
    """What may be done now, and what the officer waits for with its reason."""
    if dossier.read_only:
        return []
    lawful = set(actions(dossier.state, officer.roles))
    found = [
        act
        for act in NextAct
        if ACTION_OF[act] in lawful
        and (act not in _WHERE or _WHERE[act](following, officer, dossier))
    ]
    return [Offer(act, _block(following, officer, dossier, act)) for act in found]


def _block(
    following: "Following", officer: Officer, dossier: Dossier, act: NextAct
) -> Refused | None:
    if act is NextAct.APPROVE:
        return following.outcomes.approval_block(officer, dossier)
    return None


def goes_from_its_unit(dossier: Dossier) -> bool:
    """Whether it lies at the unit of its agency and is to go by post (R33, C21)."""
    result, reception = current_result(dossier), dossier.reception
    at_unit = result is not None and bool(result.what.own_place)
    return at_unit and reception is not None and reception.returning.by_post


_WHERE: Final[Mapping[NextAct, Holds]] = {
    NextAct.ANSWER_LEG: lambda following, _who, it: following.steps.open_legs(it),
    NextAct.OPINION: lambda following, _who, it: following.steps.open_questions(it),
    NextAct.SILENCE: lambda following, _who, it: following.steps.silent_questions(it),
    NextAct.FROM_PROVINCE: lambda _following, _who, it: awaits_province(it),
    NextAct.GIVE_TO_POST: lambda _following, _who, it: goes_from_its_unit(it),
    NextAct.RECALL: lambda following, who, it: following.mending.recallable(who, it),
    NextAct.REVERSE_FEE: lambda _following, _who, it: payments_left(it),
    NextAct.RESOLVE: lambda _following, _who, it: it.conflicts,
}
"""Where there is something to do it to."""
