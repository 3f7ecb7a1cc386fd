"""Parcels: what the post carries or carried of a dossier, and what it did with it (R96, C21).

Views of a dossier alone. An item of the post has one number; no two dossiers share one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data.domain.clock import local
from data.domain.concluding import ResultRejected, Shelved, arrived
from data.domain.dossier import Dossier, Entered
from data.domain.lifecycle import State
from data.domain.packing import packed
from data.domain.post_filing import Posted, PostFaultNoted
from data.domain.posting import BackAtAgency, BackOnShelf, Delivered, GivenToPost, Invitation
from data.domain.received import Channel, Reception, Return


class ParcelState(StrEnum):
    FILED = "filed"
    """A dossier that the post took and has not handed in."""
    HANDED_IN = "handed-in"
    """Handed in and signed for; nobody has checked it yet."""
    TO_PACK = "to-pack"
    """A result that lies at the return desk, is wished by post, and is in no item yet."""
    PACKED = "packed"
    """It waits for the post."""
    CARRIED = "carried"
    DELIVERED = "delivered"
    BACK = "back"
    """Brought back undelivered."""
    GIVEN_UP = "given-up"
    """The result it held was rejected while the post had it: it was lost, or it was wrong."""

    @property
    def is_open(self) -> bool:
        return self in _OPEN


_OPEN = frozenset(
    {
        ParcelState.FILED,
        ParcelState.HANDED_IN,
        ParcelState.TO_PACK,
        ParcelState.PACKED,
        ParcelState.CARRIED,
    }
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """`item` is empty while there is none yet, `since` is when it came into this state.

    `manifest` is the sheet on which it went, `by` the last day on which it should be delivered,
    `invited` the day of the last of its `invitations`; `fault` says lost or damaged. `cash_vnd` is
    what the post takes on delivery.
    """

    item: str
    state: ParcelState
    since: datetime
    manifest: str = ""
    by: date | None = None
    invitations: int = 0
    invited: date | None = None
    fault: str = ""
    cash_vnd: int = 0


class PostEventKind(StrEnum):
    """What the reports of the post count (`reference/forms.md`, Thống kê bưu chính)."""

    FILED = "filed"
    REGISTERED = "registered"
    """The applicant asked for the result by post."""
    GIVEN = "given"
    DELIVERED = "delivered"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class PostEvent:
    kind: PostEventKind
    day: date
    entry: str


def parcels(dossier: Dossier) -> tuple[Parcel, ...]:
    """Every item of this dossier that the post has, had, or is to get."""
    return tuple(_parcels(dossier))


def _parcels(dossier: Dossier) -> Iterator[Parcel]:
    filed = dossier.last(Posted)
    if filed is not None and dossier.state is State.POSTED:
        yield _filed(dossier, filed)
    yield from _waiting(dossier)
    for given in dossier.facts(GivenToPost):
        yield _carried(dossier, given)


def _waiting(dossier: Dossier) -> Iterator[Parcel]:
    ready, lies = packed(dossier), dossier.last(Shelved)
    if ready is not None:
        cash = dossier.taken_in().fee.amount_vnd if ready.what.cod else 0
        yield Parcel(ready.what.item, ParcelState.PACKED, ready.at, cash_vnd=cash)
    elif dossier.state is State.WAITING and lies and dossier.taken_in().returning.by_post:
        yield Parcel("", ParcelState.TO_PACK, arrived(dossier) or lies.at)


def _filed(dossier: Dossier, filed: Entered[Posted]) -> Parcel:
    signed = dossier.submitted_at
    state = ParcelState.HANDED_IN if signed else ParcelState.FILED
    return Parcel(
        filed.what.post_item,
        state,
        signed or filed.at,
        fault=_fault(dossier, filed.what.post_item),
    )


def _carried(dossier: Dossier, given: Entered[GivenToPost]) -> Parcel:
    item = given.what.item
    state, since = _end(dossier, given)
    tries = [it.what for it in dossier.facts(Invitation) if it.what.item == item]
    return Parcel(
        item=item,
        state=state,
        since=since,
        manifest=given.what.manifest,
        by=given.what.by,
        invitations=len(tries),
        invited=tries[-1].day if tries else None,
        fault=_fault(dossier, item),
        cash_vnd=given.what.cod_vnd,
    )


def _end(dossier: Dossier, given: Entered[GivenToPost]) -> tuple[ParcelState, datetime]:
    after = dossier.trail[dossier.trail.index(given) + 1 :]
    for it in after:
        match it.what:
            case Delivered(item=item) if item == given.what.item:
                return ParcelState.DELIVERED, it.at
            case BackOnShelf(item=item) | BackAtAgency(item=item) if item == given.what.item:
                return ParcelState.BACK, it.at
            case ResultRejected(result=result) if result == given.what.result:
                return ParcelState.GIVEN_UP, it.at
    return ParcelState.CARRIED, given.at


def _fault(dossier: Dossier, item: str) -> str:
    noted = [it.what.fault for it in dossier.facts(PostFaultNoted) if it.what.item == item]
    return noted[-1].value if noted else ""


def post_events(dossier: Dossier) -> tuple[PostEvent, ...]:
    """What the reports of the post count of this dossier, each once."""
    seen: set[PostEventKind] = set()
    events: list[PostEvent] = []
    for kind, entered in _counted(dossier):
        if kind in _ONCE and kind in seen:
            continue
        seen.add(kind)
        events.append(PostEvent(kind, local(entered.at).date(), entered.entry))
    return tuple(events)


_ONCE = frozenset({PostEventKind.FILED, PostEventKind.REGISTERED})


def _counted(dossier: Dossier) -> Iterator[tuple[PostEventKind, Entered[object]]]:
    for it in dossier.trail:
        match it.what:
            case Posted():
                yield PostEventKind.FILED, it
            case Reception(channel=Channel.POST):
                yield PostEventKind.FILED, it
            case GivenToPost():
                yield PostEventKind.GIVEN, it
            case Delivered():
                yield PostEventKind.DELIVERED, it
            case BackOnShelf() | BackAtAgency():
                yield PostEventKind.BACK, it
        if _asks_for_post(it):
            yield PostEventKind.REGISTERED, it


def _asks_for_post(entered: Entered[object]) -> bool:
    match entered.what:
        case Reception(returning=wish):
            return wish.by_post
        case Return(by_post=by_post):
            return by_post
    return False
