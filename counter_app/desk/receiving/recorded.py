"""What was recorded of a dossier as forms again: to be looked at, corrected, or begun anew.

A form is only typing: nothing here is an act, and nothing that was committed changes.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.desk.receiving.draft import AuthorizationForm, Draft, FeeForm, PersonForm, WayForm
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.dossier import Dossier, Entered
from data.domain.errors import Refused
from data.domain.fees import fees_on
from data.domain.lifecycle import State
from data.domain.online import Applied
from data.domain.paying import Method
from data.domain.people import Authorization, IdentityKind, Person
from data.domain.post_filing import Posted
from data.domain.procedures import Procedure
from data.domain.received import Channel, Fee, FeeState, Reception
from data.domain.supplement import Handing

if TYPE_CHECKING:
    from counter_app.desk.receiving.drafting import Drafting


def person_form(who: Person | None) -> PersonForm:
    """A person of an earlier dossier, to be looked at and corrected."""
    if who is None:
        return PersonForm()
    return PersonForm(
        name=who.name,
        identity=who.identity,
        address=who.address,
        phone=who.phone,
        email=who.email,
        kind=who.kind,
        tax_code=who.tax_code,
        representative=who.representative,
        identity_kind="" if who.identity_kind is IdentityKind.NONE else who.identity_kind.value,
        old_identity=who.old_identity,
    )


def fee_form(reception: Reception, procedure: Procedure) -> FeeForm:
    """What was said of the fee; an exemption that is no longer published is left out."""
    return _fee_said(reception.fee, day_of(reception), procedure)


def _fee_said(fee: Fee, day: date, procedure: Procedure) -> FeeForm:
    counted = {it.id for it in fees_on(procedure.fees, day) if it.unit}
    return FeeForm(
        receipt=fee.receipt,
        quantities={it.fee: it.quantity for it in fee.charges if it.fee in counted},
        exemptions=dict(_exemptions(fee, day, procedure)),
    )


def day_of(reception: Reception) -> date:
    """The day whose tariff holds for the dossier (R112)."""
    return local(reception.received_at).date()


def way_form(reception: Reception) -> WayForm:
    inbound = reception.inbound
    return WayForm(
        channel=reception.channel,
        one_stop=inbound.one_stop if inbound else "",
        inbound_code=inbound.code if inbound else "",
        post_item=reception.post_item,
        signed_reason=reception.signed_reason,
        return_by_post=reception.returning.by_post,
        post_address=reception.returning.address,
        post_receiver=reception.returning.receiver,
        post_phone=reception.returning.phone,
    )


def handed_in(draft: Draft, handing: Handing) -> Draft:
    """The draft with how its dossier was handed in when form 02 was given (C9).

    What a form 02 did not say stays as the draft has it.
    """
    inbound = handing.inbound
    return replace(
        draft,
        authorization=_authorization_form(handing.authorization),
        way=WayForm(
            channel=handing.channel,
            one_stop=inbound.one_stop if inbound else "",
            inbound_code=inbound.code if inbound else "",
            post_item=handing.post_item,
            return_by_post=handing.return_by_post,
            post_address=handing.post_address,
        ),
        sets=handing.sets or draft.sets,
        visit=handing.visit or draft.visit,
    )


def filed_by_post(draft: Draft, dossier: Dossier, procedure: Procedure) -> Draft:
    """The draft with what the post wrote down of what it holds, and when it handed it in (C21)."""
    form = WayForm(channel=Channel.POST, post_item=dossier.post_item)
    draft, filed = signed_for(replace(draft, way=form), dossier), dossier.last(Posted)
    if filed is None:
        return draft
    counts = {it.id: it.counts for it in filed.what.components}
    components = tuple(replace(it, counts=counts.get(it.id, it.counts)) for it in draft.components)
    return replace(draft, components=components, fee=_fee_taken(filed, draft, procedure))


def signed_for(draft: Draft, dossier: Dossier) -> Draft:
    """With the moment at which the post handed it in, where that was signed here (QĐ 45 Đ7.4)."""
    if dossier.state is not State.POSTED or dossier.submitted_at is None:
        return draft
    signed_at = f"{local(dossier.submitted_at):%H:%M %d/%m/%Y}"
    return replace(draft, way=replace(draft.way, signed_at=signed_at))


def _fee_taken(filed: Entered[Posted], draft: Draft, procedure: Procedure) -> FeeForm:
    """What the post took is paid, and is not taken again."""
    fee = filed.what.fee
    if fee is None:
        return draft.fee
    said = _fee_said(fee, local(filed.at).date(), procedure)
    paid = fee.state is FeeState.PAID
    return replace(said, paid=paid, method=Method.EARLIER if paid else said.method)


def sent_online(draft: Draft, told: Applied) -> Draft:
    """The draft with what the citizen declared and attached (R72), to be checked like any other.

    On a second check what was found good before stays as it is (C9).
    """
    sent = {part.id: part for part in told.components}
    again = draft.asked_again
    components = tuple(
        replace(item, counts=sent[item.id].counts, pages=sent[item.id].pages)
        if item.id in sent and (again is None or item.id in again)
        else item
        for item in draft.components
    )
    return replace(
        draft,
        components=components,
        applicant=person_form(told.applicant),
        submitter=person_form(told.submitter) if told.submitter else None,
        authorization=_authorization_form(told.authorization),
        way=WayForm(
            channel=Channel.ONLINE,
            return_by_post=told.return_by_post,
            post_address=told.post_address,
        ),
        sets=told.sets,
    )


def begin_instead(
    drafting: "Drafting", officer: Officer, cancelled: Dossier, procedure_code: str
) -> Draft:
    """A draft of the right procedure for the same people, linked to what was cancelled (C15).

    Raises Refused: "procedure-unknown", and "action-not-now" where nothing was cancelled.
    """
    if cancelled.cancellation is None or cancelled.reception is None:
        raise Refused("action-not-now")
    reception = cancelled.reception
    before = Draft(
        id=cancelled.id,
        procedure=reception.matter.procedure_code,
        components=(),
        applicant=person_form(cancelled.applicant),
        submitter=person_form(cancelled.submitter) if cancelled.submitter else None,
        authorization=_authorization_form(reception.authorization),
        way=_way_again(reception),
        visit=reception.visit,
    )
    return drafting.begin(officer, procedure_code, after=before, replaces=cancelled.id)


def _way_again(reception: Reception) -> WayForm:
    """How it came; what follows from the right of the submitter follows again."""
    form = way_form(reception)
    if form.channel in {Channel.AUTHORISED, Channel.HIRED}:
        return replace(form, channel=Channel.DIRECT)
    return form


def _exemptions(fee: Fee, day: date, procedure: Procedure) -> Iterator[tuple[str, str]]:
    """By fee id: the id of the exemption that bears the granted name."""
    granted = {charge.fee: charge.exemption for charge in fee.charges}
    for published in fees_on(procedure.fees, day):
        for exemption in published.exemptions:
            if exemption.name == granted.get(published.id):
                yield published.id, exemption.id


def _authorization_form(authorization: Authorization | None) -> AuthorizationForm:
    if authorization is None:
        return AuthorizationForm()
    expires = authorization.expires
    return AuthorizationForm(
        capacity=authorization.capacity,
        paper=authorization.paper,
        scope=authorization.scope,
        expires=f"{expires:%d/%m/%Y}" if expires else "",
    )
