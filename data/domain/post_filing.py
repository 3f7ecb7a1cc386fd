"""Filing by post (R30, C21, QĐ 45/2016 Đ6–Đ7): the post takes a dossier, and hands it in.

Until its hand-over is signed it has a phiếu gửi number and no code: the moment of that signing is
when it was submitted (QĐ 45 Đ7.4).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from data.domain.body import Reader
from data.domain.clock import local
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact, Json, format_time
from data.domain.errors import Refused
from data.domain.hands import Hands, hands_objections
from data.domain.intake_kinds import with_people
from data.domain.kinds import Kind, enter, kind, no_clash
from data.domain.lifecycle import Action, acting_role
from data.domain.matter import Matter, matter_body, read_matter
from data.domain.packing import PRICE_LIMIT_VND, about_item, item_number
from data.domain.people import Person
from data.domain.procedures import Procedure
from data.domain.received import (
    Component,
    Fee,
    FeeState,
    component_body,
    fee_body,
    read_component,
    read_fee,
    texts_in,
)
from data.domain.reception import FeeSaid, InForce, fee, matter_of
from data.domain.records import PersonalText
from data.domain.roles import Role
from data.domain.text import NOTE_LIMIT, clean_note
from data.domain.vocabulary import (
    DOSSIER_HANDED_IN,
    DOSSIER_POST_FAULT,
    DOSSIER_POSTED,
    POSTED_VERSION,
)


@dataclass(frozen=True, slots=True)
class Posted:
    """The post holds it under the number of its phiếu gửi.

    `fee` is what the post took for the agency, None where nothing was said of it. `sealed`: packed
    and sealed while its sender looked on. `price_vnd` is the postage, None where nobody said so.
    """

    matter: Matter
    post_item: str
    components: tuple[Component, ...] = ()
    fee: Fee | None = None
    sealed: bool = False
    price_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Biên bản giao nhận: the post gave `item` to the desk, with all others of its `batch`."""

    item: str
    batch: str
    giver: PersonalText = ""
    receiver: PersonalText = ""


class PostFault(StrEnum):
    LOST = "lost"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class PostFaultNoted:
    """What befell an item that the post holds (QĐ 45/2016 Đ14)."""

    item: str
    fault: PostFault
    day: date
    reason: PersonalText = ""


# --- the post takes it --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakeByPost:
    """The act. A fee that is paid now is paid to the post, where the agency lets it (R114)."""

    procedure: Procedure
    post_item: str
    applicant: Person
    components: tuple[Component, ...] = ()
    submitter: Person | None = None
    fee: FeeSaid = field(default_factory=FeeSaid)
    sealed: bool = False
    price_vnd: int | None = None


def take_by_post(
    dossier: Dossier,
    act: TakeByPost,
    *,
    at: datetime,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """A postal dossier: no code and no clock until its hand-over is signed (QĐ 45 Đ7.4, C21).

    Raises the first of the `filing_objections`.
    """
    require_writable(dossier)
    role = acting_role(dossier.state, Action.TAKE_BY_POST, roles)
    for objection in filing_objections(act, at):
        raise objection
    paid = fee(act.procedure, local(at).date(), act.fee, by_post=role is Role.POSTAL)
    body: dict[str, Json] = {
        **matter_body(matter_of(act.procedure, rules)),
        "at": format_time(at),
        "components": [component_body(it) for it in act.components],
        "fee": fee_body(paid),
        "post_item": item_number(act.post_item),
        "sealed": act.sealed,
    }
    if act.price_vnd is not None:
        body["price_vnd"] = act.price_vnd
    return Fact(
        subject=dossier.id,
        kind=DOSSIER_POSTED,
        version=POSTED_VERSION,
        body=body,
        personal=_personal(act),
    )


def _personal(act: TakeByPost) -> dict[str, Json]:
    remarks: dict[str, Json] = {it.id: it.remark for it in act.components if it.remark}
    told: dict[str, Json] = {"applicant": act.applicant.body()}
    if act.submitter is not None:
        told["submitter"] = act.submitter.body()
    return {**told, "remarks": remarks} if remarks else told


def filing_objections(act: TakeByPost, at: datetime) -> list[Refused]:
    """Everything that stands against the post taking it."""
    return [*_about_sender(act), *_about_postage(act), *_about_fee(act, local(at).date())]


def _about_sender(act: TakeByPost) -> Iterator[Refused]:
    if not item_number(act.post_item):
        yield Refused("post-item-missing")
    else:
        yield from about_item(act.post_item)
    if not act.applicant.name:
        yield Refused("applicant-name-missing")
    if not act.procedure.post_filing:
        yield Refused("post-filing-not-allowed")


def _about_postage(act: TakeByPost) -> Iterator[Refused]:
    if act.price_vnd is not None and not 0 <= act.price_vnd <= PRICE_LIMIT_VND:
        yield Refused("postage-out-of-range", limit=PRICE_LIMIT_VND)


def _about_fee(act: TakeByPost, day: date) -> Iterator[Refused]:
    """Money changes hands at the post only for an agency that authorised it (R114, C20)."""
    said = fee(act.procedure, day, act.fee)
    if said.state is not FeeState.PAID:
        return
    if not act.procedure.agency.post_may_collect:
        yield Refused("post-may-not-collect", agency=act.procedure.agency.name)
    if not said.receipt:
        yield Refused("fee-receipt-missing")


# --- the post hands it in -----------------------------------------------------------------------


def hand_in(dossier: Dossier, given: Hands, *, batch: str, roles: Collection[Role]) -> Fact:
    """Both sign; the moment of this act is when the dossier was submitted (QĐ 45 Đ7.4).

    Raises Refused: "handed-in-already", "giver-missing", "receiver-missing".
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.HAND_IN, roles)
    for objection in hands_objections(given):
        raise objection
    said = HandedIn(dossier.post_item, batch, given.giver, given.receiver)
    return enter(dossier, HAND_IN, said, roles=roles)


def _handed_in_clash(dossier: Dossier, said: HandedIn) -> str:
    if said.item != dossier.post_item:
        return "post-item-other"
    return "handed-in-already" if dossier.submitted_at else ""


def _submitted(dossier: Dossier, entered: Entered[HandedIn], _hidden: Reader) -> Dossier:
    return replace(dossier, submitted_at=entered.at)


# --- something befell it ------------------------------------------------------------------------


def note_post_fault(
    dossier: Dossier,
    said: PostFaultNoted,
    *,
    now: datetime,
    roles: Collection[Role],
) -> Fact:
    """Raises Refused: "post-fault-reason-missing", "post-day-in-the-future"."""
    require_writable(dossier)
    acting_role(dossier.state, Action.RECORD_POST_FAULT, roles)
    reason = clean_note(said.reason, NOTE_LIMIT)
    if not reason:
        raise Refused("post-fault-reason-missing")
    if said.day > local(now).date():
        raise Refused("post-day-in-the-future", day=said.day.isoformat())
    return enter(dossier, NOTE_POST_FAULT, replace(said, reason=reason), roles=roles)


# --- how they are read --------------------------------------------------------------------------


def _read_posted(body: Reader, hidden: Reader) -> Posted:
    remarks: Mapping[str, str] = texts_in(hidden, "remarks")
    return Posted(
        matter=read_matter(body),
        post_item=body.text("post_item"),
        components=tuple(read_component(it, remarks) for it in body.children("components")),
        fee=read_fee(body.child("fee")) if body.raw.get("fee") else None,
        sealed=body.flag("sealed"),
        price_vnd=body.number("price_vnd") if "price_vnd" in body.raw else None,
    )


def _posted(dossier: Dossier, entered: Entered[Posted], hidden: Reader) -> Dossier:
    return replace(
        with_people(dossier, hidden),
        matter=entered.what.matter,
        post_item=entered.what.post_item,
    )


TAKE_BY_POST = Kind(DOSSIER_POSTED, Action.TAKE_BY_POST, _read_posted, no_clash, _posted)
HAND_IN = kind(
    DOSSIER_HANDED_IN, Action.HAND_IN, HandedIn, clash=_handed_in_clash, effect=_submitted
)
NOTE_POST_FAULT = kind(DOSSIER_POST_FAULT, Action.RECORD_POST_FAULT, PostFaultNoted)

KINDS = (TAKE_BY_POST, HAND_IN, NOTE_POST_FAULT)
