"""Hands: who gives a folder and who takes it (R20).

Nothing changes hands without two names. They are names of persons, so they lie with the personal
fields of the entries that record them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from data.domain.errors import Refused
from data.domain.text import NAME_LIMIT, clean


class Direction(StrEnum):
    """Which way dossiers go that change hands together."""

    OUT = "out"
    """Folders to an agency (R20)."""
    IN = "in"
    """Results to the return desk (R31)."""
    TO_POST = "to-post"
    """Results to the post (R96)."""
    FROM_POST = "from-post"
    """What was filed by post, handed in at the Center (QĐ 45/2016 Đ7.3)."""


@dataclass(frozen=True, slots=True)
class Hands:
    """`by_post`: the post carries it, and `receiver` is the employee who signed for it (R30)."""

    giver: str
    receiver: str
    by_post: bool = False


def hands(giver: str, receiver: str, *, by_post: bool = False) -> Hands:
    """What was typed or chosen, cleaned."""
    return Hands(clean(giver, NAME_LIMIT), clean(receiver, NAME_LIMIT), by_post)


def hands_objections(given: Hands) -> Iterator[Refused]:
    if not given.giver:
        yield Refused("giver-missing")
    if not given.receiver:
        yield Refused("receiver-missing")
