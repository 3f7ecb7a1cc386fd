"""`counter dossier`: what is known of a dossier, for a person or a program."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from counter_app.commands.reading import reading
from counter_app.config import Config
from counter_app.desk.receiving.appointment import cautions, reasons
from counter_app.desk.search import DossierFile
from counter_app.dossier_words import DEFECT_WORDS, FEE_WORDS, GROUND_WORDS, STATE_WORDS
from counter_app.post_words import PARCEL_WORDS
from counter_app.sentences import overruled_text, sentence_of
from counter_app.wording import moment_text, money_text, tr
from data.domain.clock import Clock, local
from data.domain.confirmation import Confirmation
from data.domain.control_sheet import control_sheet
from data.domain.dossier import Dossier
from data.domain.fees import Charge
from data.domain.matter import Matter
from data.domain.online import portal_number
from data.domain.parcels import Parcel, parcels
from data.domain.people import Authorization, Person
from data.domain.promises import promises
from data.domain.received import Component, Fee, Reception
from data.domain.refusal import Refusal
from data.domain.supplement import Demand, SupplementRequest

Said = dict[str, Any]


def find(config: Config, code: str, clock: Clock) -> DossierFile:
    """Raises Refused where `Search.open` does."""
    with reading(config, clock) as desk:
        return desk.search.open(code)


# --- for a program ------------------------------------------------------------------------------


def as_json(found: DossierFile) -> str:
    dossier = found.dossier
    return json.dumps(
        {
            "id": dossier.id,
            "state": dossier.state.value,
            "slip_key": found.slip_key,
            **(_matter(dossier.matter) if dossier.matter else {}),
            **(_reception(dossier.reception) if dossier.reception else {}),
            **_acts(dossier),
            "promises": _promises(dossier),
            "control_sheet": _control_sheet(dossier),
            "applicant": dossier.applicant.name if dossier.applicant else None,
            "submitter": dossier.submitter.name if dossier.submitter else None,
            "parties": {
                "applicant": _party(dossier.applicant),
                "submitter": _party(dossier.submitter),
            },
            **_record(found),
            "duplicates": list(found.duplicates),
            "conflicts": [mark.code for mark in dossier.conflicts],
            "read_only": dossier.read_only,
        },
        ensure_ascii=False,
    )


def _matter(matter: Matter) -> Said:
    return {
        "agency": matter.agency,
        "field": matter.field,
        "procedure": {"code": matter.procedure_code, "name": matter.procedure},
        "verified": matter.verified,
    }


def _reception(reception: Reception) -> Said:
    appointment = reception.appointment
    return {
        "code": str(reception.code),
        "received_at": local(reception.received_at).isoformat(),
        "due": local(appointment.at).isoformat(),
        "reasons": [*reasons(reception.received_at, appointment), *cautions(appointment)],
        "counted": [day.isoformat() for day in appointment.counted],
        "skipped": [{"date": it.day.isoformat(), "why": it.why} for it in appointment.skipped],
        "components": [_component(item) for item in reception.components],
        "sets": reception.sets,
        "unscanned": [item.id for item in reception.unscanned],
        "fee": _fee(reception.fee),
        "return_place": reception.returning.place,
        "return_by_post": reception.returning.by_post,
        **_how_it_came(reception),
    }


def _how_it_came(reception: Reception) -> Said:
    inbound, late = reception.inbound, reception.late
    return {
        "channel": reception.channel.value,
        "authorization": _authorization(reception.authorization),
        "inbound": {"one_stop": inbound.one_stop, "code": inbound.code} if inbound else None,
        "late": {"blank": late.blank} if late else None,
        "visit": reception.visit,
        "replaces": reception.replaces,
        "recover": list(reception.recover),
        "confirmation": _confirmation(reception.confirmation),
    }


def _component(item: Component) -> Said:
    return {
        "id": item.id,
        "name": item.name,
        "originals": item.counts.originals,
        "certified": item.counts.certified,
        "compared": item.counts.compared,
        "copies": item.counts.copies,
        "compared_by": item.compared_by,
        "kept": item.kept,
        "condition": item.condition.value,
        "pages": list(item.pages),
        "declared_pages": item.declared,
        "missing_pages": item.gap,
        "overruled": [
            {"page": number, "findings": list(found)} for number, found in item.overruled_pages
        ],
        "remark": item.remark,
    }


def _fee(fee: Fee) -> Said:
    return {
        "amount_vnd": fee.amount_vnd,
        "state": fee.state.value,
        "receipt": fee.receipt,
        "charges": [_charge(charge) for charge in fee.charges],
    }


def _charge(charge: Charge) -> Said:
    return {
        "fee": charge.fee,
        "name": charge.name,
        "due": charge.due.value,
        "quantity": charge.quantity,
        "full_vnd": charge.full_vnd,
        "amount_vnd": charge.amount_vnd,
        "document": charge.document_number,
        "exemption": charge.exemption,
        "basis": charge.basis,
    }


def _authorization(authorization: Authorization | None) -> Said | None:
    if authorization is None:
        return None
    return {
        "capacity": authorization.capacity.value,
        "paper": authorization.paper,
        "scope": authorization.scope.value,
        "expires": _day(authorization.expires),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _confirmation(confirmation: Confirmation | None) -> Said | None:
    if confirmation is None:
        return None
    return asdict(confirmation)


def _acts(dossier: Dossier) -> Said:
    """What was done besides the reception."""
    cancelled = dossier.cancellation
    return {
        "portal": portal_number(dossier),
        "post_item": dossier.post_item or (dossier.reception and dossier.reception.post_item) or "",
        "parcels": [_parcel(parcel) for parcel in parcels(dossier)],
        "supplements": [_supplement(request) for request in dossier.supplements],
        "refusal": _refusal(dossier.refusal) if dossier.refusal else None,
        "cancellation": asdict(cancelled) if cancelled else None,
    }


def _parcel(parcel: Parcel) -> Said:
    """An item of the post: what it carries, carried or is to get (R96, C21)."""
    return {
        "item": parcel.item,
        "state": parcel.state.value,
        "since": local(parcel.since).isoformat(),
        "manifest": parcel.manifest,
        "by": _day(parcel.by),
        "invitations": parcel.invitations,
        "fault": parcel.fault,
        "cash_vnd": parcel.cash_vnd,
    }


def _promises(dossier: Dossier) -> Said | None:
    """What the citizen was told, and what lateness is measured by, each with its rule."""
    said = promises(dossier)
    if said is None:
        return None
    found = {name: getattr(said, name) for name in ("first", "told", "statutory")}
    return {
        name: {"due": local(it.due).isoformat(), "why": it.why.value, "rule": it.why.rule}
        for name, it in found.items()
    }


def _control_sheet(dossier: Dossier) -> list[Said]:
    """Form 05: every hand that the folder went through."""
    sheet = control_sheet(dossier)
    return [
        {
            "giver": asdict(block.giver),
            "receiver": asdict(block.receiver),
            "at": local(block.at).isoformat(),
            "occasion": block.occasion.value,
            "outcome": block.outcome.value if block.outcome else None,
        }
        for block in (sheet.blocks if sheet else ())
    ]


def _supplement(request: SupplementRequest) -> Said:
    return {
        "number": request.number,
        "at": local(request.at).isoformat(),
        "reason": request.reason,
        "demands": [_demand(demand) for demand in request.demands],
        "checked": [component.id for component in request.checked],
        "confirmation": _confirmation(request.confirmation),
        "entry": request.entry,
    }


def _demand(demand: Demand) -> Said:
    return {
        "component": demand.component,
        "name": demand.name,
        "defect": demand.defect.value,
        "kind": demand.kind.value if demand.kind else None,
        "note": demand.note,
        "citation": demand.citation,
    }


def _refusal(refusal: Refusal) -> Said:
    return {
        "number": refusal.number,
        "at": local(refusal.at).isoformat(),
        "ground": refusal.ground.value,
        "reason": refusal.reason,
        "legal_basis": refusal.legal_basis,
        "insisted": refusal.insisted,
        "entry": refusal.entry,
    }


def _party(person: Person | None) -> Said | None:
    """What sort of party it is; numbers of persons and addresses are no business of a script."""
    if person is None:
        return None
    return {
        "name": person.name,
        "kind": person.kind.value,
        "identity_kind": person.identity_kind.value,
        "tax_code": person.tax_code,
        "representative": person.representative,
    }


def _record(found: DossierFile) -> Said:
    return {
        "history": [
            {
                "at": line.at.isoformat(),
                "officer": line.officer,
                "kind": line.kind,
                "entry": line.entry,
            }
            for line in found.history
        ],
        "papers": [
            {
                "number": job.sheet.number,
                "form": job.sheet.form.value,
                "copy": job.sheet.copy.value,
                "state": job.state.value,
                "reprint": job.sheet.reprint,
            }
            for job in found.jobs
            if job.sheet
        ],
    }


# --- for a person -------------------------------------------------------------------------------


def as_text(found: DossierFile) -> str:
    return "\n".join(_lines(found))


def _lines(found: DossierFile) -> Iterator[str]:
    dossier, reception = found.dossier, found.dossier.reception
    state = tr(STATE_WORDS[dossier.state])
    yield tr("Dossier {id}, state {state}", id=dossier.id, state=state)
    if dossier.matter is not None:
        yield f"{dossier.matter.procedure} · {dossier.matter.agency}"
    if reception is not None:
        yield from _received(reception, found.slip_key)
    yield from _besides(dossier)
    if dossier.applicant is not None:
        yield tr("Applicant: {name}", name=dossier.applicant.name)
    if dossier.submitter is not None:
        yield tr("Submitter: {name}", name=dossier.submitter.name)
    for it in found.history:
        yield f"{moment_text(it.at)}  {it.kind}  {it.officer}  {it.entry[:10]}"
    for job in found.jobs:
        if job.sheet:
            yield f"{job.sheet.number}  {job.sheet.form}  {job.sheet.copy}  {job.state}"
    if dossier.read_only:
        yield sentence_of("dossier-read-only")
    if found.duplicates:
        yield tr("CONFLICT: another dossier bears the same code or form number.")


def _received(reception: Reception, slip_key: str) -> Iterator[str]:
    yield tr("Code {code} · slip key {key}", code=str(reception.code), key=slip_key)
    yield tr("Received {moment}", moment=moment_text(reception.received_at))
    yield tr("Result due {moment}", moment=moment_text(reception.appointment.at))
    for line in reasons(reception.received_at, reception.appointment):
        yield f"  {line}"
    for line in cautions(reception.appointment):
        yield f"  {line}"
    place = reception.returning.place
    yield tr("Fee: {fee} · return at: {place}", fee=_fee_text(reception.fee), place=place)
    if reception.late is not None:
        yield tr("Entered late from blank {blank}", blank=reception.late.blank)
    for number, item in enumerate(reception.components, start=1):
        pages = tr("{n} pages", n=len(item.pages))
        if item.declared > len(item.pages):
            pages = tr("{n} of {declared} pages", n=len(item.pages), declared=item.declared)
        yield f"  {number}. {item.name} ({item.counts.total}, {pages})"
        for page, found in item.overruled_pages:
            yield f"     {overruled_text(page, found)}"


def _fee_text(fee: Fee) -> str:
    state = tr(FEE_WORDS[fee.state])
    receipt = f" · {fee.receipt}" if fee.receipt else ""
    return f"{money_text(fee.amount_vnd)} · {state}{receipt}" if fee.amount_vnd else state


def _parcel_text(parcel: Parcel) -> str:
    words = (parcel.item, tr(PARCEL_WORDS[parcel.state]), moment_text(parcel.since))
    return " · ".join(word for word in words if word)


def _besides(dossier: Dossier) -> Iterator[str]:
    if dossier.post_item:
        yield tr("Postal number {number}", number=dossier.post_item)
    if portal := portal_number(dossier):
        yield tr("Portal number {number}", number=portal)
    for parcel in parcels(dossier):
        yield tr("Post: {state}", state=_parcel_text(parcel))
    for request in dossier.supplements:
        yield tr("Supplement requested: {number}", number=request.number)
        for number, demand in enumerate(request.demands, start=1):
            said = (tr(DEFECT_WORDS[demand.defect]), demand.note, demand.citation)
            yield f"  {number}. {demand.name}: {' · '.join(word for word in said if word)}"
    if dossier.refusal is not None:
        yield tr(
            "Refused: {number}, {ground}",
            number=dossier.refusal.number,
            ground=tr(GROUND_WORDS[dossier.refusal.ground]),
        )
        yield f"  {dossier.refusal.reason} · {dossier.refusal.legal_basis}"
    if dossier.cancellation is not None:
        yield tr("Cancelled: {reason}", reason=dossier.cancellation.reason)
