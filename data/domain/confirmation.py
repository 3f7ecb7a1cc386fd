"""Why a rule may be left: what allows it, and a leader who agrees on the spot (C4, C15, C30).

Two persons stand behind every exception, except at a Center with a single supervisor: there the
supervisor's word about an act of his own counts, and the entry says that it was his own.
"""

from dataclasses import dataclass

from data.domain.body import Reader
from data.domain.entries import Body
from data.domain.errors import Refused
from data.domain.text import LINE_LIMIT, clean


@dataclass(frozen=True, slots=True)
class Confirmation:
    """`leader` is the id of the officer who confirmed it with a PIN.

    `citation` is the law that lets the rule be left; where no law is asked for, why it was left.
    `own` where the leader confirmed an act of his own, because nobody else could.
    """

    citation: str
    leader: str
    own: bool = False


def confirmed(citation: str, leader: str, *, own: bool = False) -> Confirmation:
    """Raises Refused("citation-missing"): a leader's word alone is no law."""
    said = clean(citation, LINE_LIMIT)
    if not said:
        raise Refused("citation-missing")
    return Confirmation(said, leader, own)


def confirmation_body(confirmation: Confirmation | None) -> Body:
    """Empty where no rule was left; a word of another leader bears no mark."""
    if confirmation is None:
        return {}
    said: Body = {"citation": confirmation.citation, "leader": confirmation.leader}
    return {**said, "own": True} if confirmation.own else said


def read_confirmation(body: Reader) -> Confirmation | None:
    if not body.raw:
        return None
    return Confirmation(body.text("citation"), body.text("leader"), body.flag("own"))
