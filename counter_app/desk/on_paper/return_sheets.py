"""What a collector signs for, as a paper: the result, its originals, and in what right."""

from counter_app.desk.numbers import key_of
from counter_app.desk.on_paper.drawing import Drawing
from counter_app.desk.on_paper.paper_words import (
    ERASED,
    FEE_STATE,
    RESULT,
    SLIP,
    collected_by,
    on_paper,
)
from data.domain.clock import local
from data.domain.concluding import Result
from data.domain.dossier import Dossier, Entered
from data.domain.errors import Refused
from data.domain.lifecycle import Action
from data.domain.papers import PaperDocument, ReleaseNote
from data.domain.received import Fee, FeeState
from data.domain.releasing import Release


def release_note(drawing: Drawing, dossier: Dossier) -> ReleaseNote:
    """The act that the sheet names, else the last one. Raises Refused("no-paper") without any."""
    acts = dossier.facts(Release)
    named = [it for it in acts if it.entry == drawing.sheet.entry]
    if not acts:
        raise Refused("no-paper")
    act = (named or list(acts))[-1]
    reception, released, result = dossier.taken_in(), act.what, _result(dossier, act)
    return ReleaseNote(
        code=str(reception.code),
        slip_key=key_of(dossier),
        imprint=drawing.imprint_of(dossier, act),
        agency=reception.matter.agency,
        procedure=reception.matter.procedure,
        applicant=on_paper(dossier.applicant),
        collector=on_paper(released.collector),
        right=collected_by(released),
        result=RESULT[result.kind],
        result_number=f"số {result.number} ngày {result.day:%d/%m/%Y}",
        items=tuple(
            PaperDocument(item.name or ERASED, item.count)
            for item in result.contents
            if item.id in released.items
        ),
        at=local(act.at),
        originals=released.originals,
        recovered=released.recovered,
        fee_vnd=_amount(reception.fee),
        fee_state=FEE_STATE[released.fee],
        slip_note=SLIP[released.slip],
        in_part=act.action is Action.RELEASE_IN_PART,
    )


def _result(dossier: Dossier, act: Entered[Release]) -> Result:
    return next(it.what for it in dossier.facts(Result) if it.entry == act.what.result)


def _amount(fee: Fee) -> int | None:
    return None if fee.state in {FeeState.NONE, FeeState.UNPUBLISHED} else fee.amount_vnd
