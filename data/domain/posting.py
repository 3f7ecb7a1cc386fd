"""Posting (R96, A7, C20, C21): the post carries a result home, or brings it back.

The gate is the same as at the desk: what the post takes was paid for, or the post takes the fee for
an agency that authorised it to. One posting is named by the number on its item.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from data.domain.body import Reader
from data.domain.clock import local
from data.domain.concluding import (
    SHELF_LIMIT,
    HandedOut,
    Shelved,
    excused,
    items_left,
    the_result,
)
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import Hands, hands_objections
from data.domain.kinds import Kind, enter, kind
from data.domain.lifecycle import Action, State, acting_role
from data.domain.money import parts_vnd
from data.domain.packing import (
    Packed,
    about_cash,
    about_item,
    about_wish,
    delivered_by,
    item_number,
    owes,
)
from data.domain.paying import Method, Payment
from data.domain.people import Authorization, Scope
from data.domain.profile import AfterFailedPost
from data.domain.received import FeeState
from data.domain.reception import RECEIPT_LIMIT, InForce
from data.domain.records import PersonalText
from data.domain.releasing import (
    CONFIRMABLE,
    Collector,
    handing_clash,
    held,
    inbound_objections,
    old_papers_objections,
    originals_objections,
    right_objections,
    whole,
)
from data.domain.roles import Role
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import (
    DELIVERED_VERSION,
    DOSSIER_BACK_AT_AGENCY,
    DOSSIER_BACK_ON_SHELF,
    DOSSIER_DELIVERED,
    DOSSIER_GIVEN_TO_POST,
    DOSSIER_GIVEN_TO_POST_AT_UNIT,
    DOSSIER_INVITED,
)
from data.domain.workdays import WorkCalendar

INVITATION_GAP_WORKING_DAYS: Final = 2
"""Working days from one invitation to the next (TT 17/2017 Đ5.2.h)."""


@dataclass(frozen=True, slots=True)
class GivenToPost:
    """`item` is the number under which the post carries it, `manifest` the sheet it stands on.

    `cod_vnd` is what the post takes for the agency on delivery; 0 where nothing is left to pay.
    `courier` is the employee who signed for it, and `unconfirmed` as in a release. `by` is the
    last day on which its receiver should have it (TT 17/2017 Đ7), None where nobody told how far
    it goes.
    """

    item: str
    result: str
    items: tuple[str, ...]
    originals: int
    fee: FeeState
    cod: bool
    cod_vnd: int
    manifest: str = ""
    unconfirmed: bool = False
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    by: date | None = None
    courier: PersonalText = ""

    @property
    def contents(self) -> HandedOut:
        return HandedOut(self.result, self.items, self.originals, self.fee)


@dataclass(frozen=True, slots=True)
class Invitation:
    """The post found nobody on `day` and left its invitation; the first has `number` 1."""

    item: str
    number: int
    day: date
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Delivered(HandedOut):
    """Handed over by the post. `receipt` is of the fee that it took, and is empty without one.

    What it took is `charge_vnd` of phí and `duty_vnd` of lệ phí.
    """

    item: str
    day: date
    capacity: Collector
    identity_seen: bool
    scope: Scope | None = None
    expires: date | None = None
    recovered: tuple[str, ...] = ()
    receipt: str = ""
    charge_vnd: int = 0
    duty_vnd: int = 0
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    receiver: PersonalText = ""
    authorization: PersonalText = ""

    @property
    def old_papers(self) -> tuple[str, ...]:
        return self.recovered


@dataclass(frozen=True, slots=True)
class BackOnShelf(Shelved):
    """The post brought `item` back to the return desk after so many `invitations`."""

    item: str
    invitations: int
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class BackAtAgency:
    """The post brought `item` back to the competent agency after so many `invitations`."""

    item: str
    invitations: int
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    giver: PersonalText = ""
    receiver: PersonalText = ""
    reason: PersonalText = ""


# --- views --------------------------------------------------------------------------------------


def posting(dossier: Dossier) -> Entered[GivenToPost] | None:
    """What the post is carrying now."""
    return dossier.last(GivenToPost) if dossier.state is State.IN_POST else None


def invitations(dossier: Dossier) -> tuple[Entered[Invitation], ...]:
    """How often the post found nobody since it took the result last."""
    given = dossier.last(GivenToPost)
    item = given.what.item if given else ""
    return tuple(it for it in dossier.facts(Invitation) if it.what.item == item)


def next_invitation(dossier: Dossier, calendar: WorkCalendar) -> date:
    """The first day on which the post may count another invitation. Raises Refused."""
    known = invitations(dossier)
    if not known:
        return local(_the_posting(dossier).at).date()
    return next_try(known[-1].what.day, calendar)


def next_try(invited: date, calendar: WorkCalendar) -> date:
    """The first day on which an invitation after this one may count (TT 17/2017 Đ5.2.h)."""
    return calendar.working_days_on(invited, INVITATION_GAP_WORKING_DAYS)


def _the_posting(dossier: Dossier) -> Entered[GivenToPost]:
    given = dossier.last(GivenToPost)
    assert given is not None
    return given


# --- the post takes it --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GiveToPost:
    """The act. `post_may_collect`: the agency authorised the post to take its fees (R114)."""

    item: str
    courier: str
    cod: bool = False
    post_may_collect: bool = False
    manifest: str = ""
    originals: int = 0
    unconfirmed: bool = False
    confirmation: Confirmation | None = None
    by: date | None = None


def as_packed(
    ready: Packed, hands: Hands, *, manifest: str, now: datetime, rules: InForce
) -> GiveToPost:
    """The act that gives the post what lies packed for it."""
    return GiveToPost(
        item=ready.item,
        courier=hands.receiver,
        cod=ready.cod,
        post_may_collect=ready.cod,
        manifest=manifest,
        originals=ready.originals,
        by=delivered_by(now, ready.zone, rules),
    )


def give_to_post(
    dossier: Dossier, act: GiveToPost, *, roles: Collection[Role], rules: InForce
) -> Fact:
    """The return desk hands a result to the post. Raises the first of the `posting_objections`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.GIVE_TO_POST, roles)
    given = _given(dossier, act, posting_objections(dossier, act, rules))
    return enter(dossier, GIVE_TO_POST, given, roles=roles)


def give_to_post_at_unit(
    dossier: Dossier, act: GiveToPost, *, roles: Collection[Role], rules: InForce
) -> Fact:
    """Công an tỉnh hands its result to the post itself (C21). Raises as `give_to_post`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.GIVE_TO_POST_AT_UNIT, roles)
    given = _given(dossier, act, posting_objections(dossier, act, rules, at_unit=True))
    return enter(dossier, GIVE_TO_POST_AT_UNIT, given, roles=roles)


def posting_objections(
    dossier: Dossier, act: GiveToPost, rules: InForce, *, at_unit: bool = False
) -> list[Refused]:
    """Everything that stands against giving the result to the post."""
    return [
        *held(dossier, at_unit=at_unit, fee_elsewhere=act.cod),
        *about_wish(dossier),
        *about_item(act.item),
        *_about_courier(act),
        *about_cash(dossier, rules, cod=act.cod, post_may_collect=act.post_may_collect),
        *inbound_objections(dossier),
        *originals_objections(dossier, act.originals),
    ]


def _about_courier(act: GiveToPost) -> Iterator[Refused]:
    if not clean(act.courier):
        yield Refused("courier-missing")


def _given(dossier: Dossier, act: GiveToPost, objections: list[Refused]) -> GivenToPost:
    left = excused(objections, CONFIRMABLE, act.confirmation)
    fee = dossier.taken_in().fee
    return GivenToPost(
        item=item_number(act.item),
        result=the_result(dossier).entry,
        items=tuple(item.id for item in items_left(dossier)),
        originals=act.originals,
        fee=fee.state,
        cod=act.cod,
        cod_vnd=fee.amount_vnd if act.cod else 0,
        manifest=act.manifest,
        unconfirmed=act.unconfirmed,
        confirmation=act.confirmation if left else None,
        excused=left,
        by=act.by,
        courier=clean(act.courier, NAME_LIMIT),
    )


# --- what the post does with it -----------------------------------------------------------------


def invite(
    dossier: Dossier,
    *,
    day: date,
    now: datetime,
    roles: Collection[Role],
    rules: InForce,
    reason: str = "",
) -> Fact:
    """The post found nobody, and left its invitation.

    Raises Refused: "post-day-in-the-future", "invitation-too-soon".
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.RECORD_INVITATION, roles)
    earliest = next_invitation(dossier, rules.calendar)
    if day > local(now).date():
        raise Refused("post-day-in-the-future", day=day.isoformat())
    if day < earliest:
        raise Refused("invitation-too-soon", day=earliest.isoformat())
    invitation = Invitation(
        item=_the_posting(dossier).what.item,
        number=len(invitations(dossier)) + 1,
        day=day,
        reason=clean_note(reason, NOTE_LIMIT),
    )
    return enter(dossier, INVITE, invitation, roles=roles)


@dataclass(frozen=True, slots=True)
class Deliver:
    """The act: the post handed it over, and looked at a paper that says who took it."""

    receiver: str
    day: date
    identity_seen: bool
    capacity: Collector = Collector.APPLICANT
    authorization: Authorization | None = None
    recovered: tuple[str, ...] = ()
    receipt: str = ""
    confirmation: Confirmation | None = None


def deliver(dossier: Dossier, act: Deliver, *, now: datetime, roles: Collection[Role]) -> Fact:
    """The applicant has it. Raises the first of the `delivery_objections`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.DELIVER, roles)
    left = excused(delivery_objections(dossier, act, now=now), CONFIRMABLE, act.confirmation)
    given, right = _the_posting(dossier).what, act.authorization
    takes = _takes_cash(dossier)
    charge_vnd, duty_vnd = parts_vnd(dossier.taken_in().fee) if takes else (0, 0)
    delivered = Delivered(
        result=given.result,
        items=given.items,
        originals=given.originals,
        fee=dossier.taken_in().fee.state,
        item=given.item,
        day=act.day,
        capacity=act.capacity,
        identity_seen=act.identity_seen,
        scope=right.scope if right else None,
        expires=right.expires if right else None,
        recovered=act.recovered,
        receipt=clean(act.receipt, RECEIPT_LIMIT) if takes else "",
        charge_vnd=charge_vnd,
        duty_vnd=duty_vnd,
        confirmation=act.confirmation if left else None,
        excused=left,
        receiver=clean(act.receiver, NAME_LIMIT),
        authorization=clean(right.paper, LINE_LIMIT) if right else "",
    )
    fact = enter(dossier, DELIVER, delivered, roles=roles)
    return replace(fact, version=DELIVERED_VERSION)


def delivery_objections(dossier: Dossier, act: Deliver, *, now: datetime) -> list[Refused]:
    """Everything that stands against this delivery (TT 17/2017 Đ5.2)."""
    return [
        *_about_delivery(dossier, act, now),
        *right_objections(dossier, act.capacity, act.authorization, act.day),
        *old_papers_objections(dossier, act.recovered),
    ]


def _about_delivery(dossier: Dossier, act: Deliver, now: datetime) -> Iterator[Refused]:
    posted = local(_the_posting(dossier).at).date()
    if not clean(act.receiver):
        yield Refused("collector-name-missing")
    if not act.identity_seen:
        yield Refused("identity-not-seen")
    if act.day > local(now).date():
        yield Refused("post-day-in-the-future", day=act.day.isoformat())
    if act.day < posted:
        yield Refused("delivered-before-posting", day=posted.isoformat())
    if _takes_cash(dossier) and not clean(act.receipt):
        yield Refused("fee-receipt-missing")


def _takes_cash(dossier: Dossier) -> bool:
    """Unless the fee was paid in another way since the post took the result."""
    return _the_posting(dossier).what.cod and owes(dossier)


# --- the post brings it back --------------------------------------------------------------------

BACK_CONFIRMABLE: Final = frozenset({"post-still-tries", "post-back-elsewhere"})
"""What a leader may let pass when the post brings a result back."""


def back_on_shelf(
    dossier: Dossier,
    shelf: str,
    *,
    roles: Collection[Role],
    rules: InForce,
    reason: str = "",
    confirmation: Confirmation | None = None,
) -> Fact:
    """To the return desk, where it is kept (R100). Raises the first of the `back_objections`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.POST_BACK_TO_SHELF, roles)
    objections = back_objections(dossier, AfterFailedPost.SHELF, rules)
    left = excused(objections, BACK_CONFIRMABLE, confirmation)
    back = BackOnShelf(
        shelf=clean(shelf, SHELF_LIMIT),
        item=_the_posting(dossier).what.item,
        invitations=len(invitations(dossier)),
        confirmation=confirmation if left else None,
        excused=left,
        reason=clean_note(reason, NOTE_LIMIT),
    )
    return enter(dossier, BACK_ON_SHELF, back, roles=roles)


def back_at_agency(
    dossier: Dossier,
    given: Hands,
    *,
    roles: Collection[Role],
    rules: InForce,
    reason: str = "",
    confirmation: Confirmation | None = None,
) -> Fact:
    """To the competent agency (TT 17/2017 Đ5.2.h). Raises the first of the `back_objections`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.POST_BACK_TO_AGENCY, roles)
    objections = (
        *hands_objections(given),
        *back_objections(dossier, AfterFailedPost.AGENCY, rules),
    )
    left = excused(objections, BACK_CONFIRMABLE, confirmation)
    back = BackAtAgency(
        item=_the_posting(dossier).what.item,
        invitations=len(invitations(dossier)),
        confirmation=confirmation if left else None,
        excused=left,
        giver=given.giver,
        receiver=given.receiver,
        reason=clean_note(reason, NOTE_LIMIT),
    )
    return enter(dossier, BACK_AT_AGENCY, back, roles=roles)


def back_objections(dossier: Dossier, place: AfterFailedPost, rules: InForce) -> list[Refused]:
    """Everything that stands against bringing the result back to that place (C21)."""
    return [*_about_tries(dossier, rules), *_about_back_place(dossier, place, rules)]


def _about_tries(dossier: Dossier, rules: InForce) -> Iterator[Refused]:
    missing = rules.profile.rules.post_invitations - len(invitations(dossier))
    if missing > 0:
        yield Refused("post-still-tries", left=missing)


def _about_back_place(
    dossier: Dossier, place: AfterFailedPost, rules: InForce
) -> Iterator[Refused]:
    """Công an tỉnh is agency and return desk in one (R33)."""
    own_place = the_result(dossier).what.own_place
    if own_place and place is AfterFailedPost.SHELF:
        yield Refused("result-at-own-unit", place=own_place)
    elif not own_place and place is not rules.profile.rules.after_failed_post:
        yield Refused("post-back-elsewhere")


# --- what holds however two desks' entries fall together ----------------------------------------


def _given_clash(dossier: Dossier, given: GivenToPost, *, at_unit: bool) -> str:
    if given.item in {it.what.item for it in dossier.facts(GivenToPost)}:
        return "post-number-used"
    out = given.contents
    code = handing_clash(dossier, out, at_unit=at_unit, fee_elsewhere=given.cod)
    return code or whole(dossier, out.items)


def _given_at_desk_clash(dossier: Dossier, given: GivenToPost) -> str:
    return _given_clash(dossier, given, at_unit=False)


def _given_at_unit_clash(dossier: Dossier, given: GivenToPost) -> str:
    return _given_clash(dossier, given, at_unit=True)


def _item_clash(dossier: Dossier, item: str) -> str:
    """What two desks sent is told apart by its number."""
    return "" if _the_posting(dossier).what.item == item else "post-item-other"


def _invitation_clash(dossier: Dossier, invitation: Invitation) -> str:
    if code := _item_clash(dossier, invitation.item):
        return code
    return "" if invitation.number == len(invitations(dossier)) + 1 else "invitation-twice"


def _delivery_clash(dossier: Dossier, delivered: Delivered) -> str:
    if code := _item_clash(dossier, delivered.item):
        return code
    at_unit = bool(the_result(dossier).what.own_place)
    paid = _the_posting(dossier).what.cod and bool(delivered.receipt)
    code = handing_clash(dossier, delivered, at_unit=at_unit, fee_elsewhere=paid)
    return code or whole(dossier, delivered.items)


def _shelf_clash(dossier: Dossier, back: BackOnShelf) -> str:
    if the_result(dossier).what.own_place:
        return "result-at-own-unit"
    return _item_clash(dossier, back.item)


def _agency_clash(dossier: Dossier, back: BackAtAgency) -> str:
    return _item_clash(dossier, back.item)


def _fee_taken(dossier: Dossier, entered: Entered[Delivered], _hidden: Reader) -> Dossier:
    """The fee that the post took is paid; one that was paid already stays as it was."""
    reception = dossier.taken_in()
    if not entered.what.receipt or reception.fee.state is not FeeState.UNPAID:
        return dossier
    fee = replace(
        reception.fee,
        state=FeeState.PAID,
        receipt=entered.what.receipt,
        payment=Payment(Method.ON_DELIVERY, by_post=True),
    )
    return replace(dossier, reception=replace(reception, fee=fee), paid_at=entered.at)


GIVE_TO_POST: Kind[GivenToPost] = kind(
    DOSSIER_GIVEN_TO_POST, Action.GIVE_TO_POST, GivenToPost, clash=_given_at_desk_clash
)
GIVE_TO_POST_AT_UNIT: Kind[GivenToPost] = kind(
    DOSSIER_GIVEN_TO_POST_AT_UNIT,
    Action.GIVE_TO_POST_AT_UNIT,
    GivenToPost,
    clash=_given_at_unit_clash,
)
INVITE = kind(DOSSIER_INVITED, Action.RECORD_INVITATION, Invitation, clash=_invitation_clash)
DELIVER = kind(
    DOSSIER_DELIVERED, Action.DELIVER, Delivered, clash=_delivery_clash, effect=_fee_taken
)
BACK_ON_SHELF = kind(
    DOSSIER_BACK_ON_SHELF, Action.POST_BACK_TO_SHELF, BackOnShelf, clash=_shelf_clash
)
BACK_AT_AGENCY = kind(
    DOSSIER_BACK_AT_AGENCY, Action.POST_BACK_TO_AGENCY, BackAtAgency, clash=_agency_clash
)

KINDS = (GIVE_TO_POST, GIVE_TO_POST_AT_UNIT, INVITE, DELIVER, BACK_ON_SHELF, BACK_AT_AGENCY)
