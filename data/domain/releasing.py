"""Releasing (R32, R98, R100, R123–R125): a result is handed out, once, to whom it belongs.

Nothing of a granted result leaves while its fee is unpaid, and no word of a leader opens that gate
(C20). Whatever is handed out twice by desks that never spoke is a conflict and never a merge.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Final

from data.domain.clock import local
from data.domain.codes import CODE_LIMIT
from data.domain.concluding import (
    HandedOut,
    ResultKind,
    awaits_province,
    current_result,
    excused,
    items_left,
    items_out,
    other_result,
    the_result,
)
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import Hands, hands_objections
from data.domain.kinds import Kind, enter, kind
from data.domain.lifecycle import Action, State, acting_role
from data.domain.people import Authorization, Person, Scope
from data.domain.profile import LostSlip
from data.domain.received import FeeState
from data.domain.reception import InForce
from data.domain.records import PERSONAL, PersonalText
from data.domain.roles import Role
from data.domain.text import LINE_LIMIT, clean
from data.domain.vocabulary import (
    DOSSIER_RELEASE_SIGNED,
    DOSSIER_RELEASED,
    DOSSIER_RELEASED_AT_UNIT,
    DOSSIER_RELEASED_IN_PART,
    DOSSIER_SENT_BACK,
)


class Collector(StrEnum):
    """In what right somebody fetches a result (R124)."""

    APPLICANT = "applicant"
    SUBMITTER = "submitter"
    """Who handed the dossier in, as far as that right reaches."""
    AUTHORISED = "authorised"
    REPRESENTATIVE = "representative"
    """Of an organisation, or the guardian of who cannot act (C17)."""
    OTHER = "other"
    """Such as an heir: a leader decides (A8)."""


class Slip(StrEnum):
    """What became of the appointment slip that is shown (R123)."""

    TAKEN = "taken"
    SUPERSEDED = "superseded"
    """An earlier one: it identifies all the same (C22)."""
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Release(HandedOut):
    """Handed to a citizen at the return desk, or at the own unit of Công an tỉnh.

    `scope` and `expires` are of the paper of authorisation, `page` is its photograph; `recovered`
    are old papers that were taken back (C8). `signed_page` is the photograph of what the collector
    signed. `unconfirmed`: no other desk could be asked whether it had been handed out already.
    """

    capacity: Collector
    slip: Slip
    identity_seen: bool = False
    scope: Scope | None = None
    expires: date | None = None
    page: str = ""
    recovered: tuple[str, ...] = ()
    signed_page: str = ""
    unconfirmed: bool = False
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    collector: Annotated[Person | None, PERSONAL] = None
    authorization: PersonalText = ""

    @property
    def old_papers(self) -> tuple[str, ...]:
        return self.recovered


@dataclass(frozen=True, slots=True)
class SentBack(HandedOut):
    """Back to the one-stop that sent the dossier, under its own `code` there (R95, C18).

    `fee_there`: that one-stop takes the fee when it hands the result out.
    """

    one_stop: str
    code: str
    fee_there: bool
    number: str = ""
    unconfirmed: bool = False
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    giver: PersonalText = ""
    receiver: PersonalText = ""


@dataclass(frozen=True, slots=True)
class SignedNote:
    """The photograph of the note of a `release`, which is printed from that act and then signed."""

    release: str
    page: str


@dataclass(frozen=True, slots=True)
class Collect:
    """The act: somebody stands at the desk to fetch a result.

    `originals` are those of the kept ones that go back now. `confirmation` is for what a leader may
    let pass, and only that.
    """

    collector: Person
    capacity: Collector = Collector.APPLICANT
    slip: Slip = Slip.TAKEN
    identity_seen: bool = False
    authorization: Authorization | None = None
    page: str = ""
    originals: int = 0
    recovered: tuple[str, ...] = ()
    signed_page: str = ""
    unconfirmed: bool = False
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class SendBack:
    """The act: a result goes back to another level's one-stop."""

    hands: Hands
    number: str = ""
    originals: int = 0
    fee_there: bool = False
    unconfirmed: bool = False
    confirmation: Confirmation | None = None


# --- views --------------------------------------------------------------------------------------


def originals_left(dossier: Dossier) -> int:
    """Kept originals that were not given back yet; those of a rejected result count as given."""
    kept = sum(component.kept for component in dossier.taken_in().components)
    return kept - sum(it.what.originals for it in dossier.facts(HandedOut))


def to_recover(dossier: Dossier) -> tuple[str, ...]:
    """Old papers to be taken back with what was granted (C8); a refusal leaves them in force."""
    if the_result(dossier).what.kind is ResultKind.REFUSED:
        return ()
    known = {old for it in dossier.facts(HandedOut) for old in it.what.old_papers}
    return tuple(old for old in dossier.taken_in().recover if old not in known)


def last_release(dossier: Dossier) -> Entered[Release] | None:
    """The last act by which a citizen got something of the result that counts."""
    out, result = dossier.last(Release), current_result(dossier)
    return out if out and result and out.what.result == result.entry else None


def signed_page(dossier: Dossier, release: Entered[Release]) -> str:
    """The photograph of what was signed for this release; empty while there is none."""
    notes = (it.what.page for it in dossier.facts(SignedNote) if it.what.release == release.entry)
    return next(notes, release.what.signed_page)


def collected(dossier: Dossier) -> Entered[HandedOut] | None:
    """The act by which the last of the result was handed out; None while something is left."""
    out = dossier.last(HandedOut)
    here = out is not None and out.what.result == the_result(dossier).entry
    return out if here and not items_left(dossier) else None


# --- the gate -----------------------------------------------------------------------------------

CONFIRMABLE: Final = frozenset(
    {
        "collector-needs-leader",
        "identity-not-seen",
        "lost-slip-unproven",
        "lost-slip-needs-leader",
        "goes-back-to-one-stop",
        "old-papers-not-recovered",
        "originals-left",
    }
)
"""What a leader may let pass when a result is handed out. The fee is not among it (R32)."""


def held(dossier: Dossier, *, at_unit: bool = False, fee_elsewhere: bool = False) -> list[Refused]:
    """What stands against handing out the result, whoever comes for it.

    `fee_elsewhere`: the post or another one-stop takes the fee when it hands the result out.
    """
    return [
        *_about_conflicts(dossier),
        *_about_place(dossier, at_unit=at_unit),
        *_about_fee(dossier, fee_elsewhere=fee_elsewhere),
    ]


def gate(
    dossier: Dossier,
    act: Collect,
    *,
    now: datetime,
    rules: InForce,
    at_unit: bool = False,
) -> list[Refused]:
    """Everything that stands against handing the whole result to this collector."""
    return [
        *held(dossier, at_unit=at_unit),
        *_about_collecting(dossier, act, now, rules),
        *originals_objections(dossier, act.originals),
        *old_papers_objections(dossier, act.recovered),
    ]


def gate_in_part(
    dossier: Dossier, act: Collect, items: Collection[str], *, now: datetime, rules: InForce
) -> list[Refused]:
    """Everything that stands against handing out these items and originals.

    Originals alone are never held back for a fee (C20).
    """
    about_items = (*_about_fee(dossier), *_about_part(dossier, items)) if items else ()
    return [
        *_about_conflicts(dossier),
        *_about_place(dossier, at_unit=False),
        *about_items,
        *_about_collecting(dossier, act, now, rules),
        *_about_nothing(items, act.originals),
        *_about_too_many(dossier, act.originals),
        *_about_unknown_papers(dossier, act.recovered),
    ]


def _about_conflicts(dossier: Dossier) -> Iterator[Refused]:
    if dossier.conflicts:
        yield Refused("conflict-open")


def _about_place(dossier: Dossier, *, at_unit: bool) -> Iterator[Refused]:
    """Only Công an tỉnh hands out itself, and only its own results (R33, R97, R98)."""
    own_place = the_result(dossier).what.own_place
    if own_place and not at_unit:
        yield Refused("result-at-own-unit", place=own_place)
    if at_unit and not own_place:
        yield Refused("not-at-own-unit")
    if awaits_province(dossier):
        yield Refused("province-hop-missing")


def _about_fee(dossier: Dossier, *, fee_elsewhere: bool = False) -> Iterator[Refused]:
    """R32. A refusal costs nothing (C20), nor does a fee that nobody published (R26, R112)."""
    unpaid = dossier.taken_in().fee.state is FeeState.UNPAID
    granted = the_result(dossier).what.kind is ResultKind.GRANTED
    if unpaid and granted and not fee_elsewhere:
        yield Refused("fee-unpaid")


def _about_part(dossier: Dossier, items: Collection[str]) -> Iterator[Refused]:
    left = {item.id for item in items_left(dossier)}
    if set(items) == left:
        yield Refused("release-is-whole")


def _about_nothing(items: Collection[str], originals: int) -> Iterator[Refused]:
    if not items and not originals:
        yield Refused("release-empty")


def _about_collecting(
    dossier: Dossier, act: Collect, now: datetime, rules: InForce
) -> Iterator[Refused]:
    if not act.collector.name:
        yield Refused("collector-name-missing")
    if act.capacity is Collector.APPLICANT:
        yield from _about_applicant(dossier, act.collector)
    if act.capacity is Collector.REPRESENTATIVE and not act.identity_seen:
        yield Refused("identity-not-seen")
    yield from right_objections(dossier, act.capacity, act.authorization, local(now).date())
    yield from _about_slip(act, rules)
    yield from inbound_objections(dossier)


def _about_applicant(dossier: Dossier, collector: Person) -> Iterator[Refused]:
    """Whoever says to be the applicant, and shows a paper of that kind with another number (R23).

    A number that was erased, or never taken down, proves nothing.
    """
    applicant = dossier.applicant
    if applicant is None or applicant.identity_kind is not collector.identity_kind:
        return
    if collector.identity not in {applicant.identity, applicant.old_identity}:
        yield Refused("collector-is-somebody-else")


def right_objections(
    dossier: Dossier, capacity: Collector, shown: Authorization | None, day: date
) -> list[Refused]:
    """What stands against the right of whoever takes a result on `day` (R124, C17).

    The right to hand in is the right to fetch too, where its paper says both.
    """
    if capacity is Collector.OTHER:
        return [Refused("collector-needs-leader")]
    if capacity is Collector.AUTHORISED:
        if shown is None or not clean(shown.paper):
            return [Refused("collector-authorization-missing")]
        return [*_about_right(shown, day)]
    if capacity is Collector.SUBMITTER:
        right = shown or dossier.taken_in().authorization
        return [*_about_right(right, day)] if right else [Refused("submitter-unknown")]
    return []


def _about_right(right: Authorization, day: date) -> Iterator[Refused]:
    if right.scope is Scope.SUBMIT and right.capacity.needs_paper:
        yield Refused("authorization-for-submitting-only")
    if right.expires is not None and right.expires < day:
        yield Refused("collector-authorization-expired", day=right.expires.isoformat())


def inbound_objections(dossier: Dossier) -> Iterator[Refused]:
    """What another one-stop sent goes back there, for return on its form 01 (R95, C18)."""
    inbound = dossier.taken_in().inbound
    if inbound is not None:
        yield Refused("goes-back-to-one-stop", one_stop=inbound.one_stop)


def _about_slip(act: Collect, rules: InForce) -> Iterator[Refused]:
    """A lost slip is made good by identity and signature, and by no further paper (C22)."""
    if act.slip is not Slip.LOST:
        return
    if rules.profile.rules.lost_slip is LostSlip.SUPERVISOR:
        yield Refused("lost-slip-needs-leader")
    elif not (act.identity_seen and act.signed_page):
        yield Refused("lost-slip-unproven")


def originals_objections(dossier: Dossier, originals: int) -> Iterator[Refused]:
    """Kept originals go back with the result (NĐ 61 Đ20.2): all of them, and no more."""
    left = originals_left(dossier)
    if originals < left:
        yield Refused("originals-left", left=left - originals)
    yield from _about_too_many(dossier, originals)


def _about_too_many(dossier: Dossier, originals: int) -> Iterator[Refused]:
    left = originals_left(dossier)
    if not 0 <= originals <= max(left, 0):
        yield Refused("originals-too-many", left=max(left, 0))


def old_papers_objections(dossier: Dossier, recovered: Collection[str]) -> Iterator[Refused]:
    """Old papers are taken back with what replaces them (C8)."""
    missing = [old for old in to_recover(dossier) if old not in recovered]
    if missing:
        yield Refused("old-papers-not-recovered", paper=missing[0])
    yield from _about_unknown_papers(dossier, recovered)


def _about_unknown_papers(dossier: Dossier, recovered: Collection[str]) -> Iterator[Refused]:
    """Nothing is taken from a citizen that the procedure does not name (R18)."""
    if not set(recovered) <= set(dossier.taken_in().recover):
        yield Refused("old-paper-unknown")


# --- a citizen fetches it -----------------------------------------------------------------------


def release(
    dossier: Dossier, act: Collect, *, now: datetime, roles: Collection[Role], rules: InForce
) -> Fact:
    """Everything that is left is handed out at the return desk, and nowhere else (R98).

    Raises the first objection of the `gate`.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.RELEASE, roles)
    objections = gate(dossier, act, now=now, rules=rules)
    handed = _released(dossier, act, _all_left(dossier), objections)
    return enter(dossier, RELEASE, handed, roles=roles)


def release_at_unit(
    dossier: Dossier, act: Collect, *, now: datetime, roles: Collection[Role], rules: InForce
) -> Fact:
    """Công an tỉnh hands out its result at its own unit (R33). Raises as `release`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.RELEASE_AT_UNIT, roles)
    objections = gate(dossier, act, now=now, rules=rules, at_unit=True)
    handed = _released(dossier, act, _all_left(dossier), objections)
    return enter(dossier, RELEASE_AT_UNIT, handed, roles=roles)


def release_in_part(
    dossier: Dossier,
    act: Collect,
    items: Collection[str],
    *,
    now: datetime,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """Some items, or only originals; the rest waits on. Raises as `release`, "release-is-whole"
    and "release-empty".
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.RELEASE_IN_PART, roles)
    chosen = tuple(dict.fromkeys(items))
    objections = gate_in_part(dossier, act, chosen, now=now, rules=rules)
    handed = _released(dossier, act, chosen, objections)
    return enter(dossier, RELEASE_IN_PART, handed, roles=roles)


def _all_left(dossier: Dossier) -> tuple[str, ...]:
    return tuple(item.id for item in items_left(dossier))


def _released(
    dossier: Dossier, act: Collect, items: tuple[str, ...], objections: list[Refused]
) -> Release:
    left = excused(objections, CONFIRMABLE, act.confirmation)
    right = act.authorization
    return Release(
        result=the_result(dossier).entry,
        items=items,
        originals=act.originals,
        fee=dossier.taken_in().fee.state,
        capacity=act.capacity,
        slip=act.slip,
        identity_seen=act.identity_seen,
        scope=right.scope if right else None,
        expires=right.expires if right else None,
        page=act.page,
        recovered=act.recovered,
        signed_page=act.signed_page,
        unconfirmed=act.unconfirmed,
        confirmation=act.confirmation if left else None,
        excused=left,
        collector=act.collector,
        authorization=clean(right.paper, LINE_LIMIT) if right else "",
    )


def keep_signed(dossier: Dossier, page: str, *, roles: Collection[Role]) -> Fact:
    """What the collector signed for the last release, photographed (R98).

    Raises Refused("release-unknown") where nothing was handed to a citizen.
    """
    out = last_release(dossier)
    return enter(dossier, KEEP_SIGNED, SignedNote(out.entry if out else "", page), roles=roles)


# --- another one-stop gets it back --------------------------------------------------------------


def send_back(dossier: Dossier, act: SendBack, *, roles: Collection[Role]) -> Fact:
    """To the one-stop where the dossier was received, which returns it on its form 01 (R95).

    Raises the first of the `sending_back_objections`.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.SEND_BACK_BETWEEN_LEVELS, roles)
    left = excused(sending_back_objections(dossier, act), CONFIRMABLE, act.confirmation)
    inbound = dossier.taken_in().inbound
    assert inbound is not None
    sent = SentBack(
        result=the_result(dossier).entry,
        items=_all_left(dossier),
        originals=act.originals,
        fee=dossier.taken_in().fee.state,
        one_stop=inbound.one_stop,
        code=inbound.code,
        fee_there=act.fee_there,
        number=clean(act.number, CODE_LIMIT),
        unconfirmed=act.unconfirmed,
        confirmation=act.confirmation if left else None,
        excused=left,
        giver=act.hands.giver,
        receiver=act.hands.receiver,
    )
    return enter(dossier, SEND_BACK, sent, roles=roles)


def sending_back_objections(dossier: Dossier, act: SendBack) -> list[Refused]:
    """Everything that stands against sending the result back."""
    return [
        *_about_inbound(dossier),
        *hands_objections(act.hands),
        *held(dossier, at_unit=_lies_at_unit(dossier), fee_elsewhere=act.fee_there),
        *originals_objections(dossier, act.originals),
    ]


def _lies_at_unit(dossier: Dossier) -> bool:
    """What is sent back from elsewhere than the return desk leaves the unit of Công an (R33)."""
    return dossier.state is State.APPROVED


def _about_inbound(dossier: Dossier) -> Iterator[Refused]:
    if dossier.taken_in().inbound is None:
        yield Refused("not-inbound")


# --- what holds however two desks' entries fall together ----------------------------------------


def handing_clash(
    dossier: Dossier, out: HandedOut, *, at_unit: bool = False, fee_elsewhere: bool = False
) -> str:
    """Why these items cannot have been handed out; empty where they can."""
    if code := other_result(dossier, out.result):
        return code
    if len(set(out.items)) < len(out.items) or not items_out(dossier).isdisjoint(out.items):
        return "released-twice"
    if not set(out.items) <= {item.id for item in the_result(dossier).what.items}:
        return "item-unknown"
    if not 0 <= out.originals <= max(originals_left(dossier), 0):
        return "originals-returned-twice"
    against = [*_about_place(dossier, at_unit=at_unit)]
    if out.items:
        against += _about_fee(dossier, fee_elsewhere=fee_elsewhere)
    return against[0].code if against else ""


def whole(dossier: Dossier, items: Collection[str]) -> str:
    """A dossier is done with when nothing of its result is left."""
    return "" if set(items) >= set(_all_left(dossier)) else "release-not-whole"


def _release_clash(dossier: Dossier, released: Release) -> str:
    return handing_clash(dossier, released) or whole(dossier, released.items)


def _part_clash(dossier: Dossier, released: Release) -> str:
    return handing_clash(dossier, released)


def _at_unit_clash(dossier: Dossier, released: Release) -> str:
    return handing_clash(dossier, released, at_unit=True) or whole(dossier, released.items)


def _sent_back_clash(dossier: Dossier, sent: SentBack) -> str:
    if dossier.taken_in().inbound is None:
        return "not-inbound"
    at_unit = _lies_at_unit(dossier)
    code = handing_clash(dossier, sent, at_unit=at_unit, fee_elsewhere=sent.fee_there)
    return code or whole(dossier, sent.items)


def _signed_clash(dossier: Dossier, note: SignedNote) -> str:
    known = any(it.entry == note.release for it in dossier.facts(Release))
    return "" if known else "release-unknown"


RELEASE: Kind[Release] = kind(DOSSIER_RELEASED, Action.RELEASE, Release, clash=_release_clash)
RELEASE_IN_PART: Kind[Release] = kind(
    DOSSIER_RELEASED_IN_PART, Action.RELEASE_IN_PART, Release, clash=_part_clash
)
RELEASE_AT_UNIT: Kind[Release] = kind(
    DOSSIER_RELEASED_AT_UNIT, Action.RELEASE_AT_UNIT, Release, clash=_at_unit_clash
)
SEND_BACK: Kind[SentBack] = kind(
    DOSSIER_SENT_BACK, Action.SEND_BACK_BETWEEN_LEVELS, SentBack, clash=_sent_back_clash
)

KEEP_SIGNED: Kind[SignedNote] = kind(
    DOSSIER_RELEASE_SIGNED, Action.KEEP_SIGNED, SignedNote, clash=_signed_clash
)

KINDS = (RELEASE, RELEASE_IN_PART, RELEASE_AT_UNIT, SEND_BACK, KEEP_SIGNED)
