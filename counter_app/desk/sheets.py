"""What stands on each sheet of paper: its values, from committed entries and nothing else.

A sheet that is printed again says what it said, whatever the catalogue says by then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from counter_app.desk.appointment import cautions, reasons
from counter_app.desk.numbers import key_of
from counter_app.desk.paper_words import (
    FEE_STATE,
    authorised_by,
    demand_on_paper,
    on_paper,
    remark_of,
)
from data.domain.catalogue import Catalogue
from data.domain.center import Center
from data.domain.clock import local
from data.domain.codes import Series, form_number
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.fees import Charge
from data.domain.folding import as_told
from data.domain.guidance import Guidance
from data.domain.listing import listing
from data.domain.matter import Matter
from data.domain.papers import (
    Form,
    GuidanceSlip,
    Imprint,
    Mark,
    Paper,
    PaperCharge,
    PaperComponent,
    PaperPerson,
    PaperSection,
    Posting,
    Receipt,
    RefusalPaper,
    SupplementPaper,
)
from data.domain.people import Person
from data.domain.printjob import Sheet
from data.domain.procedures import Content
from data.domain.received import Component, Fee, FeeState, Reception
from data.domain.reception import InForce
from data.domain.refusal import Refusal
from data.domain.supplement import SupplementRequest
from data.store import queries
from data.store.engine import Store


@dataclass(frozen=True, slots=True)
class Sheets:
    store: Store
    center: Center
    catalogue: Catalogue
    rules: InForce

    def paper(self, sheet: Sheet) -> Paper:
        """Raises Refused("no-paper") for a subject that has no such paper."""
        with self.store.read() as connection:
            names = {officer.id: officer.name for officer in queries.officers(connection)}
            if sheet.form not in DOSSIER_FORMS:
                given = queries.guidance(connection, sheet.subject)
                return self._of_guidance(given, sheet, names)
            entries = queries.history(connection, sheet.subject)
        dossier = as_told(sheet.subject, entries, sheet.entry)
        return _OF_DOSSIER[sheet.form](self, dossier, sheet, names)

    def _of_guidance(self, given: Guidance | None, sheet: Sheet, names: Mapping[str, str]) -> Paper:
        if given is None:
            raise Refused("no-paper")
        imprint = self._imprint(
            sheet,
            officer=names.get(given.officer, ""),
            desk=given.desk,
            at=given.at,
            proof=given.entry,
            verified=given.verified,
            forms=self.rules.profile.rules.forms,
        )
        if sheet.form is Form.POSTING:
            return self._posting(given, imprint)
        return _guidance(given, imprint)

    def _posting(self, given: Guidance, imprint: Imprint) -> Posting:
        """Drawn from the catalogue, so only while that is the edition that was read out."""
        procedure = self.catalogue.by_code(given.procedure)
        if procedure is None or given.edition != str(self.catalogue.edition):
            raise Refused("posting-outdated")
        published = procedure.publication
        return Posting(
            procedure=procedure.name,
            code=procedure.code,
            imprint=imprint,
            sections=tuple(
                PaperSection(_title(section.content), section.lines)
                for section in listing(procedure, local(given.at).date())
            ),
            publication=published.number if published else "",
            edition=given.edition,
        )

    def receipt(self, dossier: Dossier, sheet: Sheet, names: Mapping[str, str]) -> Receipt:
        reception = dossier.reception
        if reception is None:
            raise Refused("no-paper")
        appointment, returning = reception.appointment, reception.returning
        return Receipt(
            code=str(reception.code),
            slip_key=key_of(dossier),
            copy=sheet.copy,
            imprint=self._imprint(
                sheet,
                officer=names.get(dossier.received_by, ""),
                desk=reception.desk,
                at=reception.received_at,
                proof=dossier.told_entry,
                verified=reception.matter.verified,
                forms=self._forms(reception.matter),
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
            charges=tuple(_charge(charge) for charge in reception.fee.charges),
            fee_receipt=reception.fee.receipt,
            kept_originals=_kept(reception),
            recovered=reception.recover,
            post_address=returning.address,
            late=_late(reception),
        )

    def supplement(
        self, dossier: Dossier, sheet: Sheet, names: Mapping[str, str]
    ) -> SupplementPaper:
        """The form 02 that the sheet was queued with."""
        request = next((it for it in dossier.supplements if it.entry == sheet.entry), None)
        if request is None:
            raise Refused("no-paper")
        return SupplementPaper(
            number=request.number,
            key=_key(Series.SUPPLEMENT, request.number),
            copy=sheet.copy,
            imprint=self._imprint_of(request, sheet, names),
            agency=request.matter.agency,
            procedure=request.matter.procedure,
            applicant=_party(dossier.applicant),
            items=tuple(demand_on_paper(demand) for demand in request.demands),
            reason=request.reason,
            submitter=_party(dossier.submitter),
        )

    def refusal(self, dossier: Dossier, sheet: Sheet, names: Mapping[str, str]) -> RefusalPaper:
        refusal = dossier.refusal
        if refusal is None:
            raise Refused("no-paper")
        return RefusalPaper(
            number=refusal.number,
            key=_key(Series.REFUSAL, refusal.number),
            copy=sheet.copy,
            imprint=self._imprint_of(refusal, sheet, names),
            agency=refusal.matter.agency,
            procedure=refusal.matter.procedure,
            applicant=_party(dossier.applicant),
            reason=refusal.reason,
            legal_basis=refusal.legal_basis,
            submitter=_party(dossier.submitter),
        )

    def _imprint_of(
        self, said: SupplementRequest | Refusal, sheet: Sheet, names: Mapping[str, str]
    ) -> Imprint:
        return self._imprint(
            sheet,
            officer=names.get(said.officer, ""),
            desk=said.desk,
            at=said.at,
            proof=said.entry,
            verified=said.matter.verified,
            forms=self._forms(said.matter),
        )

    def _forms(self, matter: Matter) -> str:
        return self.rules.of(matter).profile.rules.forms

    def _imprint(
        self,
        sheet: Sheet,
        *,
        officer: str,
        desk: str,
        at: datetime,
        proof: str,
        verified: bool,
        forms: str,
    ) -> Imprint:
        practice = {Mark.PRACTICE} if self.center.practice else set()
        sample = set() if verified else {Mark.SAMPLE_DATA}
        return Imprint(
            head=self.center.head,
            officer=officer,
            desk=desk,
            at=local(at),
            proof=proof[:PROOF_DIGITS],
            job=sheet.number,
            forms=forms,
            marks=frozenset(practice | sample),
            reprint=sheet.reprint,
            reprint_reason=sheet.reason,
        )


PROOF_DIGITS = 10
"""Hex digits of an entry's hash that stand on paper: enough to find it, and to compare."""

DOSSIER_FORMS = frozenset({Form.RECEIPT, Form.SUPPLEMENT, Form.REFUSAL})
"""Forms whose subject is a dossier."""

_OF_DOSSIER: Mapping[Form, Callable[[Sheets, Dossier, Sheet, Mapping[str, str]], Paper]] = {
    Form.RECEIPT: Sheets.receipt,
    Form.SUPPLEMENT: Sheets.supplement,
    Form.REFUSAL: Sheets.refusal,
}


def _guidance(given: Guidance, imprint: Imprint) -> GuidanceSlip:
    return GuidanceSlip(
        topic=given.topic,
        imprint=imprint,
        competent=given.instead,
        competent_address=given.address,
        components=given.components,
        limit=given.limit,
        fee=given.fee,
        note=given.told,
        name=given.name,
    )


def _party(person: Person | None) -> PaperPerson | None:
    return person.on_paper() if person else None


def _title(content: Content) -> str:
    return content.value[:1].upper() + content.value[1:]


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


def _charge(charge: Charge) -> PaperCharge:
    many = f"{charge.quantity} đơn vị" if charge.quantity > 1 else ""
    cut = " – ".join(filter(None, (charge.exemption, charge.basis)))
    return PaperCharge(charge.name, charge.amount_vnd, "; ".join(filter(None, (many, cut))))


def _amount(fee: Fee) -> int | None:
    return None if fee.state in {FeeState.NONE, FeeState.UNPUBLISHED} else fee.amount_vnd


def _kept(reception: Reception) -> tuple[str, ...]:
    kept = (component for component in reception.components if component.kept)
    return tuple(f"{component.name} ({component.kept:02})" for component in kept)


def _late(reception: Reception) -> str:
    if reception.late is None:
        return ""
    return f"Nhập bù từ phiếu số {reception.late.blank}: {reception.late.reason}"


def _key(series: Series, number: str) -> str:
    """Empty for a number of another form, which no reader could read back."""
    parsed = form_number(series, number)
    return parsed.key if parsed else ""
