"""A dossier (hồ sơ): what was decided about it, and the fold of its entries.

`fold` is total: whatever entries it is given, in whatever order, it returns a dossier, with
everything it could not accept shown as a mark. Its facts come from entries and nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from data.domain.body import BodyError, Reader
from data.domain.entries import Recorded, ordered
from data.domain.errors import Refused
from data.domain.lifecycle import TABLE, Action, State
from data.domain.matter import Matter, read_matter
from data.domain.people import Person, read_person
from data.domain.received import Fee, FeeState, Reception, Return, read_fee, read_reception
from data.domain.refusal import Refusal, read_refusal
from data.domain.supplement import SupplementRequest, read_supplement
from data.domain.vocabulary import (
    DOSSIER_ANSWERED,
    DOSSIER_CANCELLED,
    DOSSIER_FEE_RECORDED,
    DOSSIER_PAGES_ADDED,
    DOSSIER_POSTED,
    DOSSIER_RECEIVED,
    DOSSIER_REFUSED,
    DOSSIER_RETURN_CHANGED,
    DOSSIER_SUPPLEMENT_REQUESTED,
    VOCABULARY,
)

DOSSIER = "dossier"
"""The sort of subject."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about an entry that a reader must see: `code` says what, `entry` is its hash."""

    code: str
    entry: str


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Why a dossier was cancelled (C15). `slip_page` is the photograph of the slip taken back."""

    reason: str
    slip_page: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The state of a dossier. `id` is random and stays; code and slip key are attributes.

    `conflicts` are acts that cannot both stand, `unread` entries of a newer program: while there
    is one, this program shows the dossier and changes nothing.
    """

    id: str
    state: State = State.NEW
    matter: Matter | None = None
    reception: Reception | None = None
    supplements: tuple[SupplementRequest, ...] = ()
    refusal: Refusal | None = None
    cancellation: Cancellation | None = None
    post_item: str = ""
    """Number of the phiếu gửi under which the post holds it (C21)."""
    applicant: Person | None = None
    submitter: Person | None = None
    received_entry: str = ""
    received_by: str = ""
    told_entry: str = ""
    """The entry that last changed what form 01 says."""
    entered_at: datetime | None = None
    """When the reception was committed; for a late entry that is not when it happened (C7)."""
    paid_at: datetime | None = None
    """When the fee was recorded as paid."""
    conflicts: tuple[Mark, ...] = ()
    unread: tuple[Mark, ...] = ()

    @property
    def read_only(self) -> bool:
        return bool(self.unread)


def require_writable(dossier: Dossier) -> None:
    """Raises Refused("dossier-read-only"): what a newer program wrote may forbid this act."""
    if dossier.read_only:
        raise Refused("dossier-read-only")


def fold(subject: str, entries: Iterable[Recorded]) -> Dossier:
    """The dossier that these entries make, whatever their order, repetition or origin."""
    dossier = Dossier(subject)
    for recorded in ordered(entries):
        dossier = apply(dossier, recorded)
    return dossier


def as_told(subject: str, entries: Iterable[Recorded], entry: str) -> Dossier:
    """The dossier as it was when `entry` had been committed: what a paper of it says for good.

    All of it where no such entry is known.
    """
    dossier = Dossier(subject)
    for recorded in ordered(entries):
        dossier = apply(dossier, recorded)
        if recorded.hash == entry:
            break
    return dossier


def apply(dossier: Dossier, recorded: Recorded) -> Dossier:
    """The dossier after the next entry in its order."""
    body = VOCABULARY.read(recorded.entry)
    known = _KINDS.get(recorded.entry.kind)
    if body is None or known is None:
        return replace(dossier, unread=(*dossier.unread, Mark("newer-program", recorded.hash)))
    action, handler = known
    step = TABLE.get((dossier.state, action))
    if step is None:
        return _conflict(dossier, f"{action.value}-not-possible", recorded)
    try:
        after = handler(dossier, recorded, Reader(body))
    except BodyError:
        return _conflict(dossier, "body-malformed", recorded)
    return replace(after, state=step.to)


def _received(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    personal = Reader(recorded.personal or {})
    reception = read_reception(body, personal)
    return replace(
        _with_people(dossier, personal),
        matter=reception.matter,
        reception=reception,
        received_entry=recorded.hash,
        received_by=recorded.entry.officer,
        told_entry=recorded.hash,
        entered_at=recorded.entry.at,
        paid_at=_paid_at(reception.fee, recorded),
    )


def _supplement(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    personal = recorded.personal or {}
    request = read_supplement(body, personal, entry=recorded.hash, officer=recorded.entry.officer)
    return replace(
        _with_people(dossier, Reader(personal)),
        matter=request.matter,
        supplements=(*dossier.supplements, request),
    )


def _refused(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    personal = recorded.personal or {}
    refusal = read_refusal(body, personal, entry=recorded.hash, officer=recorded.entry.officer)
    return replace(_with_people(dossier, Reader(personal)), matter=refusal.matter, refusal=refusal)


def _posted(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    return replace(
        _with_people(dossier, Reader(recorded.personal or {})),
        matter=read_matter(body),
        post_item=body.text("post_item"),
    )


def _cancelled(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    reason = Reader(recorded.personal or {}).text("reason", "")
    return replace(dossier, cancellation=Cancellation(reason, body.text("slip_page")))


def _pages_added(dossier: Dossier, _recorded: Recorded, body: Reader) -> Dossier:
    reception = _reception(dossier)
    component, pages = body.text("component"), body.texts("pages")
    components = tuple(
        replace(item, pages=(*item.pages, *pages)) if item.id == component else item
        for item in reception.components
    )
    return replace(dossier, reception=replace(reception, components=components))


def _fee_recorded(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    reception = replace(_reception(dossier), fee=read_fee(body))
    return replace(
        dossier,
        reception=reception,
        told_entry=recorded.hash,
        paid_at=_paid_at(reception.fee, recorded),
    )


def _paid_at(fee: Fee, recorded: Recorded) -> datetime | None:
    return recorded.entry.at if fee.state is FeeState.PAID else None


def _return_changed(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    address = Reader(recorded.personal or {}).text("post_address", "")
    returning = Return(body.text("return_place"), body.flag("return_by_post"), address)
    reception = replace(_reception(dossier), returning=returning)
    return replace(dossier, reception=reception, told_entry=recorded.hash)


def _answered(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    """An instant result is a reception that ends at once (A9)."""
    return _received(dossier, recorded, body)


_KINDS: Mapping[str, tuple[Action, Callable[[Dossier, Recorded, Reader], Dossier]]] = {
    DOSSIER_RECEIVED: (Action.RECEIVE, _received),
    DOSSIER_POSTED: (Action.TAKE_BY_POST, _posted),
    DOSSIER_SUPPLEMENT_REQUESTED: (Action.REQUEST_SUPPLEMENT, _supplement),
    DOSSIER_REFUSED: (Action.REFUSE, _refused),
    DOSSIER_ANSWERED: (Action.ANSWER_AT_ONCE, _answered),
    DOSSIER_CANCELLED: (Action.CANCEL, _cancelled),
    DOSSIER_PAGES_ADDED: (Action.ADD_PAGES, _pages_added),
    DOSSIER_FEE_RECORDED: (Action.RECORD_FEE, _fee_recorded),
    DOSSIER_RETURN_CHANGED: (Action.CHANGE_RETURN, _return_changed),
}


def _reception(dossier: Dossier) -> Reception:
    """The table lets these acts happen only behind a reception."""
    assert dossier.reception is not None
    return dossier.reception


def _conflict(dossier: Dossier, code: str, recorded: Recorded) -> Dossier:
    return replace(dossier, conflicts=(*dossier.conflicts, Mark(code, recorded.hash)))


def _with_people(dossier: Dossier, personal: Reader) -> Dossier:
    """Persons as last said; erased ones are gone."""
    return replace(
        dossier,
        applicant=_person(personal, "applicant"),
        submitter=_person(personal, "submitter"),
    )


def _person(personal: Reader, name: str) -> Person | None:
    return read_person(personal.child(name)) if personal.raw.get(name) else None
