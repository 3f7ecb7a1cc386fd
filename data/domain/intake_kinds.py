"""The kinds of entry of the intake desk, and what each changes of a dossier.

What an officer is told by one paper stands in one entry, so each reads a value that other rooms
own: a reception, a form 02, a form 03.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from data.domain.body import Reader
from data.domain.confirmation import read_confirmation
from data.domain.dossier import Cancellation, Dossier, Entered
from data.domain.kinds import Kind, no_clash
from data.domain.lifecycle import Action
from data.domain.people import Person, read_person
from data.domain.received import (
    Component,
    Fee,
    FeeState,
    Reception,
    Return,
    read_fee,
    read_overruled,
    read_reception,
    read_returning,
)
from data.domain.refusal import Refusal, read_refusal
from data.domain.supplement import SupplementRequest, read_supplement
from data.domain.vocabulary import (
    DOSSIER_ANSWERED,
    DOSSIER_CANCELLED,
    DOSSIER_FEE_RECORDED,
    DOSSIER_PAGES_ADDED,
    DOSSIER_RECEIVED,
    DOSSIER_REFUSED,
    DOSSIER_RETURN_CHANGED,
    DOSSIER_SUPPLEMENT_REQUESTED,
)

Record = TypeVar("Record", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PagesAdded:
    component: str
    pages: tuple[str, ...]
    overruled: tuple[tuple[str, ...], ...] = ()


def _read_cancelled(body: Reader, hidden: Reader) -> Cancellation:
    said = read_confirmation(body.child("confirmation")) if "confirmation" in body.raw else None
    word = replace(said, citation=hidden.text("slip_reason", "")) if said else None
    return Cancellation(hidden.text("reason", ""), body.text("slip_page"), word)


def _read_pages(body: Reader, _hidden: Reader) -> PagesAdded:
    pages = body.texts("pages")
    return PagesAdded(body.text("component"), pages, read_overruled(body, pages))


def _read_fee(body: Reader, _hidden: Reader) -> Fee:
    return read_fee(body)


def _read_return(body: Reader, hidden: Reader) -> Return:
    return read_returning(body, hidden)


def _received(dossier: Dossier, entered: Entered[Reception], hidden: Reader) -> Dossier:
    reception = entered.what
    return replace(
        with_people(dossier, hidden),
        matter=reception.matter,
        reception=reception,
        received_entry=entered.entry,
        received_by=entered.officer,
        tellings=(*dossier.tellings, entered.entry),
        entered_at=entered.at,
        paid_at=_paid_at(reception.fee, entered.at),
    )


def _supplement(dossier: Dossier, entered: Entered[SupplementRequest], hidden: Reader) -> Dossier:
    request = replace(entered.what, entry=entered.entry, officer=entered.officer)
    return replace(
        with_people(dossier, hidden),
        matter=request.matter,
        supplements=(*dossier.supplements, request),
    )


def _refused(dossier: Dossier, entered: Entered[Refusal], hidden: Reader) -> Dossier:
    refusal = replace(entered.what, entry=entered.entry, officer=entered.officer)
    return replace(with_people(dossier, hidden), matter=refusal.matter, refusal=refusal)


def _cancelled(dossier: Dossier, entered: Entered[Cancellation], _hidden: Reader) -> Dossier:
    return replace(dossier, cancellation=entered.what)


def _pages_added(dossier: Dossier, entered: Entered[PagesAdded], _hidden: Reader) -> Dossier:
    reception, added = dossier.taken_in(), entered.what
    components = tuple(
        _with_pages(item, added) if item.id == added.component else item
        for item in reception.components
    )
    return replace(dossier, reception=replace(reception, components=components))


def _with_pages(item: Component, added: PagesAdded) -> Component:
    before = item.overruled or ((),) * len(item.pages)
    overruled = (*before, *(added.overruled or ((),) * len(added.pages)))
    return replace(
        item,
        pages=(*item.pages, *added.pages),
        overruled=overruled if any(overruled) else (),
    )


def _fee_recorded(dossier: Dossier, entered: Entered[Fee], _hidden: Reader) -> Dossier:
    return replace(
        dossier,
        reception=replace(dossier.taken_in(), fee=entered.what),
        tellings=(*dossier.tellings, entered.entry),
        paid_at=_paid_at(entered.what, entered.at),
    )


def _fee_clash(dossier: Dossier, _fee: Fee) -> str:
    """Money that two desks took for one dossier is seen, and one of them gives it back."""
    return "fee-settled" if dossier.taken_in().fee.state is FeeState.PAID else ""


def _return_changed(dossier: Dossier, entered: Entered[Return], _hidden: Reader) -> Dossier:
    return replace(
        dossier,
        reception=replace(dossier.taken_in(), returning=entered.what),
        tellings=(*dossier.tellings, entered.entry),
    )


def _paid_at(fee: Fee, at: datetime) -> datetime | None:
    return at if fee.state is FeeState.PAID else None


def with_people(dossier: Dossier, hidden: Reader) -> Dossier:
    """Persons as last said; erased ones are gone."""
    return replace(
        dossier,
        applicant=_person(hidden, "applicant"),
        submitter=_person(hidden, "submitter"),
    )


def _person(hidden: Reader, name: str) -> Person | None:
    return read_person(hidden.child(name)) if hidden.raw.get(name) else None


def _read_request(body: Reader, hidden: Reader) -> SupplementRequest:
    return read_supplement(body, hidden.raw, entry="", officer="")


def _read_refusal(body: Reader, hidden: Reader) -> Refusal:
    return read_refusal(body, hidden.raw, entry="", officer="")


INTAKE_KINDS: tuple[Kind[Any], ...] = (
    Kind(DOSSIER_RECEIVED, Action.RECEIVE, read_reception, no_clash, _received),
    Kind(DOSSIER_ANSWERED, Action.ANSWER_AT_ONCE, read_reception, no_clash, _received),
    Kind(
        DOSSIER_SUPPLEMENT_REQUESTED,
        Action.REQUEST_SUPPLEMENT,
        _read_request,
        no_clash,
        _supplement,
    ),
    Kind(DOSSIER_REFUSED, Action.REFUSE, _read_refusal, no_clash, _refused),
    Kind(DOSSIER_CANCELLED, Action.CANCEL, _read_cancelled, no_clash, _cancelled),
    Kind(DOSSIER_PAGES_ADDED, Action.ADD_PAGES, _read_pages, no_clash, _pages_added),
    Kind(DOSSIER_FEE_RECORDED, Action.RECORD_FEE, _read_fee, _fee_clash, _fee_recorded),
    Kind(DOSSIER_RETURN_CHANGED, Action.CHANGE_RETURN, _read_return, no_clash, _return_changed),
)
