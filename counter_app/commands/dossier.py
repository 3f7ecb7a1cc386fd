"""`counter dossier`: what is known of a dossier, for a person or a program."""

import json
from typing import Any

from counter_app.commands.reading import reading
from counter_app.config import Config
from counter_app.desk.appointment import cautions, reasons
from counter_app.desk.search import DossierFile
from counter_app.sentences import sentence_of
from counter_app.wording import moment_text, money_text, tr
from data.domain.clock import Clock, local
from data.domain.received import Component, Fee, FeeState, Reception


def find(config: Config, code: str, clock: Clock) -> DossierFile:
    """Raises Refused where `Search.open` does."""
    with reading(config, clock) as desk:
        return desk.search.open(code)


def as_json(found: DossierFile) -> str:
    dossier = found.dossier
    reception = dossier.reception
    return json.dumps(
        {
            "id": dossier.id,
            "state": dossier.state.value,
            "slip_key": found.slip_key,
            **(_reception(reception) if reception else {}),
            "applicant": dossier.applicant.name if dossier.applicant else None,
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
                    "copy": job.sheet.copy.value,
                    "state": job.state.value,
                    "reprint": job.sheet.reprint,
                }
                for job in found.jobs
                if job.sheet
            ],
            "duplicates": list(found.duplicates),
            "conflicts": [mark.code for mark in dossier.conflicts],
            "read_only": dossier.read_only,
        },
        ensure_ascii=False,
    )


def as_text(found: DossierFile) -> str:
    dossier, reception = found.dossier, found.dossier.reception
    lines = [tr("Dossier {id}, state {state}", id=dossier.id, state=dossier.state.value)]
    if reception is not None:
        lines += _text(reception, found.slip_key)
    if dossier.applicant is not None:
        lines.append(tr("Applicant: {name}", name=dossier.applicant.name))
    lines += [
        f"{moment_text(it.at)}  {it.kind}  {it.officer}  {it.entry[:10]}" for it in found.history
    ]
    lines += [
        f"{job.sheet.number}  {job.sheet.form}  {job.sheet.copy}  {job.state}"
        for job in found.jobs
        if job.sheet
    ]
    if dossier.read_only:
        lines.append(sentence_of("dossier-read-only"))
    if found.duplicates:
        lines.append(tr("CONFLICT: another dossier bears the same code."))
    return "\n".join(lines)


def _reception(reception: Reception) -> dict[str, Any]:
    appointment = reception.appointment
    return {
        "code": str(reception.code),
        "agency": reception.matter.agency,
        "procedure": {"code": reception.matter.procedure_code, "name": reception.matter.procedure},
        "received_at": local(reception.received_at).isoformat(),
        "due": local(appointment.at).isoformat(),
        "reasons": [*reasons(reception.received_at, appointment), *cautions(appointment)],
        "counted": [day.isoformat() for day in appointment.counted],
        "skipped": [{"date": it.day.isoformat(), "why": it.why} for it in appointment.skipped],
        "components": [_component(item) for item in reception.components],
        "fee": {"amount_vnd": reception.fee.amount_vnd, "state": reception.fee.state.value},
        "return_place": reception.returning.place,
        "verified": reception.matter.verified,
    }


def _component(item: Component) -> dict[str, Any]:
    return {
        "name": item.name,
        "originals": item.counts.originals,
        "certified": item.counts.certified,
        "compared": item.counts.compared,
        "copies": item.counts.copies,
        "pages": list(item.pages),
        "remark": item.remark,
    }


def _text(reception: Reception, slip_key: str) -> list[str]:
    return [
        tr("Code {code} · slip key {key}", code=str(reception.code), key=slip_key),
        f"{reception.matter.procedure} · {reception.matter.agency}",
        tr("Received {moment}", moment=moment_text(reception.received_at)),
        tr("Result due {moment}", moment=moment_text(reception.appointment.at)),
        *(f"  {line}" for line in reasons(reception.received_at, reception.appointment)),
        *(f"  {line}" for line in cautions(reception.appointment)),
        tr(
            "Fee: {fee} · return at: {place}",
            fee=_fee(reception.fee),
            place=reception.returning.place,
        ),
        *(_line(number, item) for number, item in enumerate(reception.components, start=1)),
    ]


def _line(number: int, item: Component) -> str:
    pages = tr("{n} pages", n=len(item.pages))
    return f"  {number}. {item.name} ({item.counts.total}, {pages})"


def _fee(fee: Fee) -> str:
    if fee.state is FeeState.NONE:
        return tr("none")
    state = tr("paid") if fee.state is FeeState.PAID else tr("not paid yet")
    return f"{money_text(fee.amount_vnd)} · {state}"
