"""Which end an intake may have now, from its review: a receipt, a result at once, or a number.

It only hides what the desk would refuse; the desk decides (`data.domain.reception`).
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from counter_app.sentences import sentence
from data.domain.lifecycle import State
from data.domain.procedures import BarCode
from data.domain.received import Channel

if TYPE_CHECKING:
    from counter_app.desk.receiving.intake import Review

_BARS: Final = frozenset(BarCode)
_SOFT: Final = frozenset(
    {BarCode.NOT_PUBLISHED, BarCode.NOT_YET_EFFECTIVE, BarCode.EXPIRED},
)
"""What a leader may let pass with a citation (C30); every other bar is hard."""
_REGISTERED_WITHOUT: Final = frozenset(
    {"applicant-name-missing", "post-item-missing", "post-filing-not-allowed"}
)
"""What a postal item cannot even be registered without (C21)."""


class Way(StrEnum):
    RECEIPT = "receipt"
    AT_ONCE = "at-once"
    """An instant procedure (A9)."""
    REGISTER = "register"
    """By post, and the hand-over is not signed (C21)."""
    WAITING = "waiting"
    """Registered, and still not signed."""


def way(review: "Review", state: State) -> Way:
    form = review.draft.way
    if form.channel is Channel.POST and not form.signed_at.strip():
        return Way.REGISTER if state is State.NEW else Way.WAITING
    return Way.AT_ONCE if review.procedure.instant and state is not State.POSTED else Way.RECEIPT


_OFFERED: Final = {
    Way.RECEIPT: frozenset({"issue"}),
    Way.AT_ONCE: frozenset({"answer", "answer_on_paper", "issue_later"}),
    Way.REGISTER: frozenset({"register"}),
    Way.WAITING: frozenset[str](),
}
ACTIONS: Final = frozenset[str]().union(*_OFFERED.values())


def offered(now: Way, review: "Review") -> frozenset[str]:
    """The actions that may end the intake as it stands."""
    codes = {block.code for block in review.blocks}
    barring = codes & _REGISTERED_WITHOUT if now is Way.REGISTER else codes
    return frozenset() if barring else _OFFERED[now]


def soft_bar(review: "Review") -> str:
    """Why a leader is wanted, in one sentence; empty where none is, or where none may help."""
    bars = [block for block in review.blocks if block.code in _BARS]
    if not bars or any(block.code not in _SOFT for block in bars):
        return ""
    return sentence(bars[0])
