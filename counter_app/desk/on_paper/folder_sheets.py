"""Papers that go with a folder: form 05, transfer slip, and the sheets of both hand-overs.

They are views of what was entered: whoever gave and took, and when, was typed once.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from counter_app.desk.numbers import key_of
from counter_app.desk.on_paper.drawing import Drawing, matter_of
from counter_app.desk.on_paper.paper_words import OCCASION, OUTCOME, on_paper
from data.domain.clock import local
from data.domain.concluding import Result, ResultBrought, ResultKind, arrived
from data.domain.control_sheet import Block, control_sheet
from data.domain.dossier import Dossier, Entered
from data.domain.errors import Refused
from data.domain.handing_over import HandOver, recipient
from data.domain.papers import (
    ControlSheetPaper,
    FolderLine,
    HandOverSheet,
    PaperLeg,
    Passage,
    ResultLine,
    ResultSheet,
    SentBackSheet,
    TransferSlip,
)
from data.domain.procedures import ReturnPlace
from data.domain.reappointing import told_due
from data.domain.received import FeeState
from data.domain.releasing import SentBack
from data.domain.routing import Mode, Route
from data.domain.standing import result_by
from data.domain.supplementing import clock_start

Passed = TypeVar("Passed", HandOver, ResultBrought, SentBack)

EMPTY_BLOCKS: Final = 2
"""Blocks of form 05 left for the hand while the folder is on its way."""
BATCH_DIGITS: Final = 8
"""Of the random id of a batch, as its sheets are numbered."""


def control_sheet_paper(drawing: Drawing, dossier: Dossier) -> ControlSheetPaper:
    """As far as the folder has come. Raises Refused("no-paper") before form 01."""
    said = control_sheet(dossier)
    if said is None:
        raise Refused("no-paper")
    return ControlSheetPaper(
        code=said.code,
        slip_key=key_of(dossier),
        imprint=drawing.imprint_of(dossier, dossier.trail[-1]),
        applicant=on_paper(dossier.applicant).name,
        procedure=matter_of(dossier).procedure,
        received_at=local(said.received_at),
        due_at=local(said.due_at),
        lead=said.lead,
        others=said.agencies,
        passages=tuple(_passage(block) for block in said.blocks),
        empty=0 if arrived(dossier) or not dossier.state.is_received else EMPTY_BLOCKS,
    )


def _passage(block: Block) -> Passage:
    return Passage(
        giver=block.giver.place,
        giver_name=block.giver.person,
        receiver=block.receiver.place,
        receiver_name=block.receiver.person,
        at=local(block.at),
        outcome=OUTCOME[block.outcome] if block.outcome else "",
        note=OCCASION[block.occasion],
    )


def transfer_slip(drawing: Drawing, dossier: Dossier) -> TransferSlip:
    """The route as it was fixed last. Raises Refused("no-paper") where there is none."""
    fixed = dossier.last(Route)
    if fixed is None:
        raise Refused("no-paper")
    reception = dossier.taken_in()
    return TransferSlip(
        code=str(reception.code),
        slip_key=key_of(dossier),
        imprint=drawing.imprint_of(dossier, fixed),
        applicant=on_paper(dossier.applicant).name,
        procedure=reception.matter.procedure,
        received_at=local(reception.received_at),
        due_at=local(told_due(dossier)),
        counted_from=local(fixed.what.counted_from),
        at_once=fixed.what.mode is Mode.ELECTRONIC,
        approval=_approval(fixed.what),
        legs=tuple(
            PaperLeg(leg.agency, leg.content, local(leg.by), leg.limit, leg.one_stop)
            for leg in fixed.what.legs
        ),
    )


def _approval(route: Route) -> str:
    if route.approval is not None:
        return f"Quyết định số {route.approval.number} ngày {route.approval.day:%d/%m/%Y}"
    return route.confirmation.citation if route.confirmation else ""


def hand_over_sheet(drawing: Drawing, dossiers: Sequence[Dossier]) -> HandOverSheet:
    """Folders that went to one agency together.

    Raises Refused("no-paper") where one of them did not go, or went elsewhere.
    """
    acts = [_last(dossier, HandOver) for dossier in dossiers]
    first = acts[0].what
    _require_one_agency(it.what.agency_index for it in acts)
    return HandOverSheet(
        number=first.batch[:BATCH_DIGITS].upper(),
        imprint=drawing.imprint_of_all(dossiers, acts),
        agency=first.agency,
        giver=first.giver,
        receiver=first.receiver,
        at=local(max(it.at for it in acts)),
        lines=tuple(_folder_line(drawing, dossier) for dossier in dossiers),
    )


def _folder_line(drawing: Drawing, dossier: Dossier) -> FolderLine:
    reception = dossier.taken_in()
    kept = sum(component.kept for component in reception.components)
    return FolderLine(
        code=str(reception.code),
        applicant=on_paper(dossier.applicant).name,
        procedure=reception.matter.procedure,
        sets=reception.sets,
        bring_by=_bring_by(drawing, dossier),
        note=f"giữ {kept:02} bản chính" if kept else "",
    )


def _bring_by(drawing: Drawing, dossier: Dossier) -> datetime | None:
    """None where the result never comes to the Center (R33)."""
    procedure = drawing.catalogue.by_code(dossier.taken_in().matter.procedure_code)
    if procedure is not None and procedure.return_place is ReturnPlace.OWN_UNIT:
        return None
    rules, due = drawing.in_force(dossier), told_due(dossier)
    lead_hours, hours = rules.profile.rules.result_lead_hours, rules.profile.hours
    by = result_by(due, lead_hours, calendar=rules.calendar, hours=hours)
    return local(by if by > clock_start(dossier) else due)


def result_sheet(drawing: Drawing, dossiers: Sequence[Dossier]) -> ResultSheet:
    """Results that came from one agency together.

    Raises Refused("no-paper") where one of them did not come, or came from elsewhere.
    """
    acts = [_last(dossier, ResultBrought) for dossier in dossiers]
    first = acts[0].what
    _require_one_agency(recipient(dossier)[0] for dossier in dossiers)
    _, agency = recipient(dossiers[0])
    return ResultSheet(
        number=first.batch[:BATCH_DIGITS].upper(),
        imprint=drawing.imprint_of_all(dossiers, acts),
        agency=agency,
        giver=first.giver,
        receiver=first.receiver,
        at=local(max(it.at for it in acts)),
        lines=tuple(
            _result_line(dossier, act.what) for dossier, act in zip(dossiers, acts, strict=True)
        ),
    )


def _result_line(dossier: Dossier, brought: ResultBrought) -> ResultLine:
    reception, applicant = dossier.taken_in(), on_paper(dossier.applicant)
    result = next(it.what for it in dossier.facts(Result) if it.entry == brought.result)
    granted = result.kind is ResultKind.GRANTED
    return ResultLine(
        code=str(reception.code),
        applicant=applicant.name,
        address=applicant.address,
        procedure=reception.matter.procedure,
        result="; ".join(filter(None, (*(it.name for it in result.contents), _number(result)))),
        fee_due=granted and reception.fee.state is FeeState.UNPAID,
        by_post=reception.returning.by_post,
    )


def sent_back_sheet(drawing: Drawing, dossier: Dossier) -> SentBackSheet:
    """A result on its way back to another one-stop. Raises Refused("no-paper") where it is not."""
    act, reception = _last(dossier, SentBack), dossier.taken_in()
    sent = act.what
    result = next(it.what for it in dossier.facts(Result) if it.entry == sent.result)
    names = [it.name for it in result.contents if it.id in sent.items]
    return SentBackSheet(
        code=str(reception.code),
        slip_key=key_of(dossier),
        imprint=drawing.imprint_of(dossier, act),
        one_stop=sent.one_stop,
        there=sent.code,
        procedure=reception.matter.procedure,
        applicant=on_paper(dossier.applicant).name,
        result="; ".join(filter(None, (*names, _number(result)))),
        giver=sent.giver,
        receiver=sent.receiver,
        at=local(act.at),
        originals=sent.originals,
        fee_there=sent.fee_there,
        number=sent.number,
    )


def _number(result: Result) -> str:
    return f"số {result.number} ngày {result.day:%d/%m/%Y}"


def _require_one_agency(indices: Iterable[int]) -> None:
    if len(set(indices)) > 1:
        raise Refused("no-paper")


def _last(dossier: Dossier, kind: type[Passed]) -> Entered[Passed]:
    act = dossier.last(kind)
    if act is None:
        raise Refused("no-paper")
    return act
