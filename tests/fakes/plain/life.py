"""The life of one dossier as the regulation tells it: what was done, and what may be done next.

Written from `R`, `A` and `C` alone: these modules know no table of states, and nothing of the
program.
"""

from copy import deepcopy
from dataclasses import dataclass

from tests.fakes.plain.acting import Act, Moment
from tests.fakes.plain.truth import Life
from tests.fakes.plain.world import AT_WORK, Matter, Policy


@dataclass(frozen=True)
class Done:
    act: Act
    at: Moment
    key: str


@dataclass(frozen=True)
class Recall(Act):
    """Whoever did the last step takes it back, while nobody built on it (R16)."""

    action = "recall"
    note = True
    reason: str = "Nhầm hồ sơ."

    def possible(self, life: Life) -> bool:
        return life.is_in_hand

    def who(self, life: Life) -> frozenset[str]:
        return AT_WORK


class PlainLife:
    """What was done, and what is true because of it: a recalled act never happened."""

    def __init__(self, policy: Policy, matter: Matter) -> None:
        self.life = Life(policy, matter)
        self.done: list[Done] = []
        self.taken_back: list[str] = []

    def fork(self) -> "PlainLife":
        return deepcopy(self)

    @property
    def last_step(self) -> Done | None:
        steps = [it for it in self.done if not it.act.note and it.key not in self.taken_back]
        return steps[-1] if steps else None

    @property
    def standing_keys(self) -> list[str]:
        return [it.key for it in self.done if it.key not in self.taken_back]

    def why_not(self, act: Act, at: Moment) -> list[str]:
        reasons = act.why_not(self.life, at)
        if isinstance(act, Recall) and not reasons:
            last = self.last_step
            if last is None or not last.act.recallable:
                return ["a citizen holds a paper of it, or there is nothing"]
            return [] if last.at.officer == at.officer else ["not yours"]
        return reasons

    def does(self, act: Act, at: Moment, key: str) -> None:
        self.done.append(Done(act, at, key))
        if not isinstance(act, Recall):
            act.change(self.life, at, key)
            return
        last = self.last_step
        assert last is not None
        self.taken_back.append(last.key)
        self.life = Life(self.life.policy, self.life.matter)
        for it in self.done:
            if it.key not in self.taken_back:
                it.act.change(self.life, it.at, it.key)
