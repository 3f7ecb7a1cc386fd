"""ControlSheet (form 05): every hand that a folder went through, derived from its entries.

TT 01/2018/TT-VPCP Đ9: one block a hand-over, from and back to the Bộ phận tiếp nhận và trả kết quả;
whoever receives says whether the one before was early, on time or late. Nothing is typed twice: a
block is a fact that somebody entered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from data.domain.appraising import Opinion, questions
from data.domain.concluding import FromProvince, ResultBrought, ResultRejected
from data.domain.dossier import Dossier, Entered
from data.domain.handing_over import HandOver, recipient
from data.domain.promises import promises
from data.domain.routing import SentOn, route
from data.domain.supplementing import Returned, SupplementCompleted

ONE_STOP: Final = "Bộ phận tiếp nhận và trả kết quả"
"""As form 05 names the first who gives and the last who receives."""
PROVINCE_OFFICE: Final = "Văn phòng UBND tỉnh"
"""R99."""


class Outcome(StrEnum):
    """How the giver kept to its limit, in the words of form 05."""

    EARLY = "early"
    ON_TIME = "on-time"
    LATE = "late"


class Occasion(StrEnum):
    """What a block is about, where that is not the folder going its way."""

    FORWARD = "forward"
    OPINION = "opinion"
    """A consulted agency answered (R89)."""
    RETURNED = "returned"
    """R85."""
    SUPPLEMENTED = "supplemented"
    """R87."""
    PROVINCE = "province"
    """R99."""
    RESULT = "result"
    """R31."""
    REJECTED = "rejected"
    """C23."""


@dataclass(frozen=True, slots=True)
class Side:
    """Who gives or takes: `person` is empty where nobody signed, or the name was erased."""

    place: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One hand-over; `outcome` is None where no limit ran for the giver."""

    giver: Side
    receiver: Side
    at: datetime
    occasion: Occasion = Occasion.FORWARD
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class ControlSheet:
    """`due_at` is what the citizen was told last, `agencies` those that work beside the lead."""

    code: str
    applicant: str
    received_at: datetime
    due_at: datetime
    lead: str
    agencies: tuple[str, ...]
    blocks: tuple[Block, ...]


def control_sheet(dossier: Dossier) -> ControlSheet | None:
    """Form 05 as far as the dossier has come; None before form 01."""
    reception, said = dossier.reception, promises(dossier)
    if reception is None or said is None:
        return None
    _, lead = recipient(dossier)
    return ControlSheet(
        code=str(reception.code),
        applicant=dossier.applicant_name,
        received_at=reception.received_at,
        due_at=said.told.due,
        lead=lead,
        agencies=tuple(_others(dossier)),
        blocks=tuple(block for it in dossier.trail if (block := _block(dossier, it)) is not None),
    )


def _others(dossier: Dossier) -> Iterator[str]:
    fixed = route(dossier)
    yield from (leg.agency for leg in fixed.legs[1:]) if fixed else ()
    yield from (question.consultation.agency for question in questions(dossier))


def _block(dossier: Dossier, entered: Entered[object]) -> Block | None:
    maker = _BLOCKS.get(type(entered.what))
    return maker(dossier, entered) if maker else None


def _handed(_dossier: Dossier, it: Entered[HandOver]) -> Block:
    handed = it.what
    outcome = Outcome.LATE if handed.late else Outcome.ON_TIME
    giver, receiver = Side(ONE_STOP, handed.giver), Side(handed.agency, handed.receiver)
    return Block(giver, receiver, it.at, outcome=outcome)


def _sent_on(dossier: Dossier, it: Entered[SentOn]) -> Block:
    sent, fixed = it.what, route(dossier)
    assert fixed is not None
    outcome = Outcome.LATE if sent.late else Outcome.ON_TIME
    giver = Side(fixed.legs[sent.sender].agency, sent.giver)
    return Block(giver, Side(fixed.legs[sent.to].agency, sent.receiver), it.at, outcome=outcome)


def _opinion(dossier: Dossier, it: Entered[Opinion]) -> Block:
    asked = next(one for one in questions(dossier) if one.entry == it.what.asked)
    giver = Side(asked.consultation.agency, it.what.paper.signer if it.what.paper else "")
    outcome = Outcome.LATE if it.what.late else Outcome.ON_TIME
    return Block(giver, _lead(dossier), it.at, Occasion.OPINION, outcome)


def _returned(dossier: Dossier, it: Entered[Returned]) -> Block:
    outcome = Outcome.ON_TIME if it.what.in_time else Outcome.LATE
    giver = Side(_lead(dossier).place, it.what.signer)
    return Block(giver, Side(ONE_STOP), it.at, Occasion.RETURNED, outcome)


def _supplemented(dossier: Dossier, it: Entered[SupplementCompleted]) -> Block:
    applicant = dossier.applicant_name
    return Block(Side("", applicant), Side(ONE_STOP), it.what.taken_at, Occasion.SUPPLEMENTED)


def _from_province(dossier: Dossier, it: Entered[FromProvince]) -> Block:
    giver = Side(PROVINCE_OFFICE, it.what.giver)
    return Block(giver, Side(_lead(dossier).place, it.what.receiver), it.at, Occasion.PROVINCE)


def _brought(dossier: Dossier, it: Entered[ResultBrought]) -> Block:
    timing = it.what.timing
    outcome = None
    if timing is not None:
        in_time = Outcome.EARLY if timing.early else Outcome.ON_TIME
        outcome = in_time if timing.in_time else Outcome.LATE
    giver = Side(_lead(dossier).place, it.what.giver)
    return Block(giver, Side(ONE_STOP, it.what.receiver), it.at, Occasion.RESULT, outcome)


def _rejected(dossier: Dossier, it: Entered[ResultRejected]) -> Block:
    return Block(Side(ONE_STOP), _lead(dossier), it.at, Occasion.REJECTED)


def _lead(dossier: Dossier) -> Side:
    _, agency = recipient(dossier)
    return Side(agency)


_BLOCKS: Final[Mapping[type, Callable[[Dossier, Entered[Any]], Block]]] = {
    HandOver: _handed,
    SentOn: _sent_on,
    Opinion: _opinion,
    Returned: _returned,
    SupplementCompleted: _supplemented,
    FromProvince: _from_province,
    ResultBrought: _brought,
    ResultRejected: _rejected,
}
