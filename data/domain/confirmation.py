"""Why a forbidding rule may be left: the law that says so, and a leader who agrees (C4, C30)."""

from dataclasses import dataclass

from data.domain.body import Reader
from data.domain.entries import Body
from data.domain.errors import Refused
from data.domain.text import LINE_LIMIT, clean


@dataclass(frozen=True, slots=True)
class Confirmation:
    """`leader` is the id of the officer who confirmed it with a PIN."""

    citation: str
    leader: str


def confirmed(citation: str, leader: str) -> Confirmation:
    """Raises Refused("citation-missing"): a leader's word alone is no law."""
    said = clean(citation, LINE_LIMIT)
    if not said:
        raise Refused("citation-missing")
    return Confirmation(said, leader)


def confirmation_body(confirmation: Confirmation | None) -> Body:
    """Empty where no rule was left."""
    if confirmation is None:
        return {}
    return {"citation": confirmation.citation, "leader": confirmation.leader}


def read_confirmation(body: Reader) -> Confirmation | None:
    return Confirmation(body.text("citation"), body.text("leader")) if body.raw else None
