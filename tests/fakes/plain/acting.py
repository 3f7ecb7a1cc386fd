"""An act in plain data: where it belongs, who may do it, and what stands against it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from tests.fakes.plain.truth import Life
from tests.fakes.plain.world import CENTER, day, is_promisable


@dataclass(frozen=True)
class Moment:
    """When something is done, by whom and in what roles."""

    now: datetime
    officer: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Act:
    """`against` are reasons that nobody can set aside, `unless` those that a leader can."""

    action: ClassVar[str] = ""
    note: ClassVar[bool] = False
    """Nobody's next step rests on it."""
    recallable: ClassVar[bool] = False
    """No citizen holds a paper of it yet."""
    confirmed: bool = field(default=False, kw_only=True)

    def possible(self, life: Life) -> bool:
        raise NotImplementedError

    def who(self, life: Life) -> frozenset[str]:
        return CENTER

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from ()

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        yield from ()

    def change(self, life: Life, at: Moment, key: str) -> None:
        pass

    def why_not(self, life: Life, at: Moment) -> list[str]:
        """Why it is not lawful; empty where it is."""
        if not self.possible(life):
            return ["not now"]
        if self.who(life).isdisjoint(at.roles):
            return ["not by this role"]
        soft = [] if self.confirmed else list(self.unless(life, at))
        return [*self.against(life, at), *soft]


def missing(what: str, *texts: str) -> Iterator[str]:
    if not all(texts):
        yield f"{what} missing"


def signed_paper(number: str, signer: str, signed: date, at: Moment) -> Iterator[str]:
    yield from missing("number or signer", number, signer)
    if signed > day(at.now):
        yield "signed tomorrow"


def until_known(life: Life, new_due: datetime, at: Moment) -> Iterator[str]:
    if new_due <= at.now:
        yield "past"
    if not is_promisable(new_due, life.policy):
        yield "outside working time"
