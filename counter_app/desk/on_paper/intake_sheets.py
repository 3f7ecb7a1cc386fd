"""Forms 01, 02 and 03 of the intake desk as papers, from the entries of a dossier."""

from counter_app.desk.numbers import key_of
from counter_app.desk.on_paper.drawing import Drawing
from counter_app.desk.on_paper.paper_words import (
    FEE_STATE,
    authorised_by,
    charge_on_paper,
    demand_on_paper,
    on_paper,
    remark_of,
)
from counter_app.desk.receiving.appointment import cautions, reasons
from counter_app.desk.transfers import transfer_of
from data.domain.clock import local
from data.domain.codes import Series, form_number
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.papers import (
    Imprint,
    PaperComponent,
    PaperPerson,
    Receipt,
    RefusalPaper,
    SupplementPaper,
)
from data.domain.people import Person
from data.domain.received import Component, Fee, FeeState, Reception
from data.domain.refusal import Refusal
from data.domain.supplement import SupplementRequest
from data.domain.vietqr import Transfer


def receipt(drawing: Drawing, dossier: Dossier) -> Receipt:
    reception = dossier.reception
    if reception is None:
        raise Refused("no-paper")
    appointment, returning = reception.appointment, reception.returning
    return Receipt(
        code=str(reception.code),
        slip_key=key_of(dossier),
        copy=drawing.sheet.copy,
        imprint=drawing.imprint(
            officer=drawing.names.get(dossier.received_by, ""),
            desk=reception.desk,
            at=reception.received_at,
            proof=dossier.told_entry,
            verified=reception.matter.verified,
            forms=drawing.forms(reception.matter),
        ),
        agency=reception.matter.agency,
        field=reception.matter.field,
        applicant=on_paper(dossier.applicant),
        submitter=_party(dossier.submitter),
        procedure=reception.matter.procedure,
        components=tuple(_component(component) for component in reception.components),
        sets=reception.sets,
        limit=appointment.limit,
        received_at=local(reception.received_at),
        due_at=local(appointment.at),
        due_reasons=(*reasons(reception.received_at, appointment), *cautions(appointment)),
        return_place=returning.place,
        fee_vnd=_amount(reception.fee),
        fee_state=FEE_STATE[reception.fee.state],
        fee_published=reception.fee.state is not FeeState.UNPUBLISHED,
        authorised_by=authorised_by(reception.authorization),
        charges=tuple(charge_on_paper(charge) for charge in reception.fee.charges),
        fee_receipt=reception.fee.receipt,
        kept_originals=_kept(reception),
        recovered=reception.recover,
        post_address=returning.address,
        late=_late(reception),
        transfer=_transfer(drawing, reception),
    )


def supplement(drawing: Drawing, dossier: Dossier) -> SupplementPaper:
    """The form 02 that the sheet was queued with."""
    request = next((it for it in dossier.supplements if it.entry == drawing.sheet.entry), None)
    if request is None:
        raise Refused("no-paper")
    return SupplementPaper(
        number=request.number,
        key=_key(Series.SUPPLEMENT, request.number),
        copy=drawing.sheet.copy,
        imprint=_imprint_of(drawing, request),
        agency=request.matter.agency,
        procedure=request.matter.procedure,
        applicant=_party(dossier.applicant),
        items=tuple(demand_on_paper(demand) for demand in request.demands),
        reason=request.reason,
        submitter=_party(dossier.submitter),
    )


def refusal(drawing: Drawing, dossier: Dossier) -> RefusalPaper:
    refusal = dossier.refusal
    if refusal is None:
        raise Refused("no-paper")
    return RefusalPaper(
        number=refusal.number,
        key=_key(Series.REFUSAL, refusal.number),
        copy=drawing.sheet.copy,
        imprint=_imprint_of(drawing, refusal),
        agency=refusal.matter.agency,
        procedure=refusal.matter.procedure,
        applicant=_party(dossier.applicant),
        reason=refusal.reason,
        legal_basis=refusal.legal_basis,
        submitter=_party(dossier.submitter),
    )


def _imprint_of(drawing: Drawing, said: SupplementRequest | Refusal) -> Imprint:
    return drawing.imprint(
        officer=drawing.names.get(said.officer, ""),
        desk=said.desk,
        at=said.at,
        proof=said.entry,
        verified=said.matter.verified,
        forms=drawing.forms(said.matter),
    )


def _party(person: Person | None) -> PaperPerson | None:
    return person.on_paper() if person else None


def _component(component: Component) -> PaperComponent:
    counts = component.counts
    return PaperComponent(
        name=component.name,
        originals=counts.originals,
        certified=counts.certified,
        compared=counts.compared,
        copies=counts.copies,
        remark=remark_of(component),
    )


def _amount(fee: Fee) -> int | None:
    return None if fee.state in {FeeState.NONE, FeeState.UNPUBLISHED} else fee.amount_vnd


def _kept(reception: Reception) -> tuple[str, ...]:
    kept = (component for component in reception.components if component.kept)
    return tuple(f"{component.name} ({component.kept:02})" for component in kept)


def _transfer(drawing: Drawing, reception: Reception) -> Transfer | None:
    """On the first sheet only: whoever has it printed again may have paid since."""
    return None if drawing.sheet.reprint else transfer_of(reception, drawing.accounts)


def _late(reception: Reception) -> str:
    if reception.late is None:
        return ""
    return f"Nhập bù từ phiếu số {reception.late.blank}: {reception.late.reason}"


def _key(series: Series, number: str) -> str:
    """Empty for a number of another form, which no reader could read back."""
    parsed = form_number(series, number)
    return parsed.key if parsed else ""
