"""Form 02 after appraisal and form 04 as papers: drafted for the agency, or as it registered them.

Until the signed paper is here its number, day and signer stay open (C10).
"""

from datetime import datetime
from typing import TypeVar

from counter_app.desk.numbers import key_of
from counter_app.desk.on_paper.drawing import Drawing, matter_of
from counter_app.desk.on_paper.paper_words import demand_on_paper, on_paper, superior_of
from data.domain.clock import local
from data.domain.dossier import Dossier, Entered
from data.domain.errors import Refused
from data.domain.handing_over import recipient
from data.domain.papers import AgencyHead, AgencySupplement, ApologyPaper
from data.domain.reappointing import Apology, told_due
from data.domain.supplementing import DraftForm, PaperDraft, Returned

Registered = TypeVar("Registered", bound=Returned | Apology)


def agency_supplement(drawing: Drawing, dossier: Dossier) -> AgencySupplement:
    """Raises Refused("no-paper") where none was drafted or registered."""
    entered = _of_agency(drawing, dossier, DraftForm.SUPPLEMENT, Returned)
    said, reception = entered.what, dossier.taken_in()
    return AgencySupplement(
        code=str(reception.code),
        slip_key=key_of(dossier),
        imprint=drawing.imprint_of(dossier, entered),
        agency=_head(drawing, dossier, said),
        procedure=reception.matter.procedure,
        applicant=on_paper(dossier.applicant),
        submitter=dossier.submitter.on_paper() if dossier.submitter else None,
        received_at=local(reception.received_at),
        items=tuple(demand_on_paper(demand) for demand in said.demands),
        reason=said.reason,
    )


def apology(drawing: Drawing, dossier: Dossier) -> ApologyPaper:
    """Raises Refused("no-paper") where none was drafted or registered."""
    entered = _of_agency(drawing, dossier, DraftForm.APOLOGY, Apology)
    said, reception = entered.what, dossier.taken_in()
    return ApologyPaper(
        code=str(reception.code),
        slip_key=key_of(dossier),
        imprint=drawing.imprint_of(dossier, entered),
        agency=_head(drawing, dossier, said),
        procedure=reception.matter.procedure,
        applicant=on_paper(dossier.applicant),
        received_at=local(reception.received_at),
        was_due=local(_was_due(dossier, said)),
        reason=said.reason,
        new_due=local(said.new_due) if said.new_due else None,
    )


def _of_agency(
    drawing: Drawing, dossier: Dossier, form: DraftForm, registered: type[Registered]
) -> Entered[PaperDraft | Registered]:
    """The act that the sheet names, else the newest of this form."""
    acts: list[Entered[PaperDraft | Registered]] = [
        *(it for it in dossier.facts(PaperDraft) if it.what.form is form),
        *dossier.facts(registered),
    ]
    if not acts:
        raise Refused("no-paper")
    named = [it for it in acts if it.entry == drawing.sheet.entry]
    order = [it.entry for it in dossier.trail]
    return max(named or acts, key=lambda it: order.index(it.entry))


def _was_due(dossier: Dossier, said: PaperDraft | Apology) -> datetime:
    return said.was_due if isinstance(said, Apology) else told_due(dossier)


def _head(drawing: Drawing, dossier: Dossier, said: PaperDraft | Returned | Apology) -> AgencyHead:
    head = drawing.center.head
    _, name = recipient(dossier)
    procedure = drawing.catalogue.by_code(matter_of(dossier).procedure_code)
    kind = procedure.agency.kind if procedure and procedure.agency.name == name else None
    authority = superior_of(kind, head.authority)
    if isinstance(said, PaperDraft):
        return AgencyHead(authority, name, head.place)
    return AgencyHead(authority, name, head.place, said.number, said.day, said.signer)
