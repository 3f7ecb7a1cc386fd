"""Packing (QĐ 45/2016 Đ9, R15, C21): a result lies ready for the post under the number of its item.

What is packed has not left. Until the post signs for it the applicant may wish it otherwise, and it
is packed no more once anything of it was handed out, or its wish is another.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from data.domain.clock import local
from data.domain.codes import CODE_LIMIT, is_s10, looks_like_s10
from data.domain.concluding import ResultKind, current_result, the_result
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action, State, acting_role
from data.domain.received import FeeState, Return
from data.domain.reception import InForce
from data.domain.releasing import held, inbound_objections, originals_left
from data.domain.roles import Role
from data.domain.text import clean
from data.domain.vocabulary import DOSSIER_PACKED, DOSSIER_UNPACKED

SERVICE_LIMIT: Final = 40
"""Characters of the name of a postal service."""
WEIGHT_LIMIT_G: Final = 30_000
"""Grams of one item: beyond that it is no letter and no parcel of papers."""
PRICE_LIMIT_VND: Final = 10_000_000
"""Postage of one item."""


class Zone(StrEnum):
    """How far an item goes, which sets its longest time on the way (TT 17/2017 Đ7)."""

    DISTRICT = "district"
    """Within one district (nội huyện)."""
    PROVINCE = "province"
    COUNTRY = "country"
    """To another province (liên tỉnh)."""


@dataclass(frozen=True, slots=True)
class Packed:
    """`result` and `originals` of the kept papers lie in the item of this number.

    `cod`: the post takes the fee on delivery (C20). `weight_g` is 0 and `price_vnd` None where
    nobody said so.
    """

    result: str
    item: str
    zone: Zone
    originals: int
    cod: bool
    weight_g: int = 0
    price_vnd: int | None = None
    service: str = ""


@dataclass(frozen=True, slots=True)
class Unpacked:
    item: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The act. `post_may_collect`: the agency authorised the post to take its fees (R114)."""

    item: str
    zone: Zone = Zone.PROVINCE
    weight_g: int = 0
    price_vnd: int | None = None
    service: str = ""
    post_may_collect: bool = False


def packed(dossier: Dossier) -> Entered[Packed] | None:
    """What lies ready for the post now."""
    last, result = dossier.last(Packed), current_result(dossier)
    if last is None or result is None or dossier.state is not State.WAITING:
        return None
    after = dossier.trail[dossier.trail.index(last) + 1 :]
    stands = last.what.result == result.entry and not any(_undoes(it) for it in after)
    return last if stands else None


def _undoes(entered: Entered[object]) -> bool:
    """Taken out, given away in another way, or gone and come back in a parcel that was opened."""
    if isinstance(entered.what, Return):
        return not entered.what.by_post
    return entered.action in _OPENS


_OPENS: Final = frozenset({Action.UNPACK, Action.GIVE_TO_POST, Action.RELEASE_IN_PART})


def pack(dossier: Dossier, act: Pack, *, roles: Collection[Role], rules: InForce) -> Fact:
    """Puts the whole result into an item. Raises the first of the `packing_objections`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.PACK, roles)
    for objection in packing_objections(dossier, act, rules):
        raise objection
    ready = Packed(
        result=the_result(dossier).entry,
        item=item_number(act.item),
        zone=act.zone,
        originals=originals_left(dossier),
        cod=owes(dossier),
        weight_g=act.weight_g,
        price_vnd=act.price_vnd,
        service=clean(act.service, SERVICE_LIMIT),
    )
    return enter(dossier, PACK, ready, roles=roles)


def unpack(dossier: Dossier, *, roles: Collection[Role]) -> Fact:
    """Takes it out again. Raises Refused("not-packed")."""
    require_writable(dossier)
    acting_role(dossier.state, Action.UNPACK, roles)
    ready = packed(dossier)
    if ready is None:
        raise Refused("not-packed")
    return enter(dossier, UNPACK, Unpacked(ready.what.item), roles=roles)


def packing_objections(dossier: Dossier, act: Pack, rules: InForce) -> list[Refused]:
    """Everything that stands against putting the result into this item."""
    return [
        *held(dossier, fee_elsewhere=True),
        *about_wish(dossier),
        *about_item(act.item),
        *_about_size(act),
        *about_cash(dossier, rules, cod=owes(dossier), post_may_collect=act.post_may_collect),
        *inbound_objections(dossier),
    ]


def about_wish(dossier: Dossier) -> Iterator[Refused]:
    """The post brings a result to who asked for it (R10, R15)."""
    if not dossier.taken_in().returning.by_post:
        yield Refused("post-not-asked-for")


def about_item(typed: str) -> Iterator[Refused]:
    number = item_number(typed)
    if not number:
        yield Refused("post-number-missing")
    if looks_like_s10(number) and not is_s10(number):
        yield Refused("post-number-mistyped")


def about_cash(
    dossier: Dossier, rules: InForce, *, cod: bool, post_may_collect: bool
) -> Iterator[Refused]:
    """The post takes a fee only where profile and agency both let it (A7, C20)."""
    if not cod:
        return
    if not rules.profile.rules.cash_on_delivery:
        yield Refused("cod-not-allowed")
    if not post_may_collect:
        yield Refused("cod-not-authorised")
    if not owes(dossier):
        yield Refused("cod-nothing-due")


def _about_size(act: Pack) -> Iterator[Refused]:
    if not 0 <= act.weight_g <= WEIGHT_LIMIT_G:
        yield Refused("weight-out-of-range", limit=WEIGHT_LIMIT_G)
    if act.price_vnd is not None and not 0 <= act.price_vnd <= PRICE_LIMIT_VND:
        yield Refused("postage-out-of-range", limit=PRICE_LIMIT_VND)


def owes(dossier: Dossier) -> bool:
    """Whether a fee holds the result (R32, C20)."""
    granted = the_result(dossier).what.kind is ResultKind.GRANTED
    return granted and dossier.taken_in().fee.state is FeeState.UNPAID


def item_number(typed: str) -> str:
    """The number of an item without the blanks that people put into it."""
    return clean(typed, CODE_LIMIT).replace(" ", "").upper()


def delivered_by(given_at: datetime, zone: Zone, rules: InForce) -> date:
    """The last day on which the item should be with its receiver: J + n (TT 17/2017 Đ7)."""
    days = {
        Zone.DISTRICT: rules.profile.rules.post_days_district,
        Zone.PROVINCE: rules.profile.rules.post_days_province,
        Zone.COUNTRY: rules.profile.rules.post_days_country,
    }[zone]
    return rules.calendar.working_days_on(local(given_at).date(), days)


def _packed_clash(dossier: Dossier, ready: Packed) -> str:
    return "" if the_result(dossier).entry == ready.result else "result-other"


PACK = kind(DOSSIER_PACKED, Action.PACK, Packed, clash=_packed_clash)
UNPACK = kind(DOSSIER_UNPACKED, Action.UNPACK, Unpacked)

KINDS = (PACK, UNPACK)
