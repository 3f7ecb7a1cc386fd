"""Refusal (form 03): a dossier is not received, with reason and law (R71, R18)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.domain.body import Reader
from data.domain.entries import Body, Json, format_time
from data.domain.matter import Matter, matter_body, read_matter


class Ground(StrEnum):
    """Why, in words that can be counted; the reason itself is the officer's sentence."""

    NOT_ELIGIBLE = "not-eligible"
    NOT_COMPETENT = "not-competent"
    """Another agency's matter: guidance is given instead, unless the citizen insists (C14)."""
    FALSE_PAPERS = "false-papers"
    """R23."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One form 03 as it was given; `entry` is the hash of its entry."""

    number: str
    matter: Matter
    ground: Ground
    reason: str
    legal_basis: str
    insisted: bool
    """The citizen was guided and wants the refusal on paper (C14)."""
    desk: str
    at: datetime
    entry: str = ""
    officer: str = ""


def refusal_body(refusal: Refusal) -> Body:
    return {
        **matter_body(refusal.matter),
        "at": format_time(refusal.at),
        "desk": refusal.desk,
        "ground": refusal.ground.value,
        "insisted": refusal.insisted,
        "legal_basis": refusal.legal_basis,
        "number": refusal.number,
    }


def read_refusal(
    body: Reader, personal: Mapping[str, Json], *, entry: str, officer: str
) -> Refusal:
    return Refusal(
        number=body.text("number"),
        matter=read_matter(body),
        ground=body.choice("ground", Ground),
        reason=Reader(personal).text("reason", ""),
        legal_basis=body.text("legal_basis"),
        insisted=body.flag("insisted"),
        desk=body.text("desk"),
        at=body.time("at"),
        entry=entry,
        officer=officer,
    )
