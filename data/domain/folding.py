"""Folding: a dossier from its entries. Total and order-free.

Whatever entries it is given, in whatever order, `fold` returns a dossier, with everything it could
not accept shown as a mark. Its facts come from entries and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from data.domain import (
    appraising,
    concluding,
    contacting,
    correcting,
    evaluating,
    handing_over,
    online,
    packing,
    post_filing,
    posting,
    reappointing,
    releasing,
    reversing,
    routing,
    supplementing,
    withdrawing,
)
from data.domain.body import BodyError, Reader
from data.domain.correcting import against, objection, sets_aside
from data.domain.dossier import Dossier, Entered, Mark
from data.domain.entries import Recorded, ordered
from data.domain.intake_kinds import INTAKE_KINDS
from data.domain.kinds import OVERRULED, ROLE, Kind
from data.domain.lifecycle import TABLE, Action, roles_that_stand
from data.domain.received import findings
from data.domain.roles import Role
from data.domain.vocabulary import VOCABULARY

KINDS: Mapping[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        *INTAKE_KINDS,
        *appraising.KINDS,
        *handing_over.KINDS,
        *routing.KINDS,
        *supplementing.KINDS,
        *reappointing.KINDS,
        *concluding.KINDS,
        *releasing.KINDS,
        *evaluating.KINDS,
        *packing.KINDS,
        *posting.KINDS,
        *reversing.KINDS,
        *post_filing.KINDS,
        *withdrawing.KINDS,
        *correcting.KINDS,
        *contacting.KINDS,
        *online.KINDS,
    )
}


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
    known = replace(dossier, history=(*dossier.history, recorded))
    if recorded.hash in dossier.set_aside:
        return known
    body, kind = VOCABULARY.read(recorded.entry), KINDS.get(recorded.entry.kind)
    if body is None or kind is None:
        return replace(known, unread=(*known.unread, Mark("newer-program", recorded.hash)))
    return _act(known, recorded, kind, Reader(body))


def _act(dossier: Dossier, recorded: Recorded, kind: Kind[Any], body: Reader) -> Dossier:
    step = TABLE.get((dossier.state, kind.action))
    if step is None:
        return _conflict(dossier, recorded, kind.action, f"{kind.action.value}-not-possible")
    hidden = Reader(recorded.personal or {})
    try:
        what = kind.read(body, hidden)
        role = body.choice(ROLE, Role) if ROLE in body.raw else None
        overruled = findings(body.texts(OVERRULED)) if OVERRULED in body.raw else ()
    except BodyError:
        return _conflict(dossier, recorded, kind.action, "body-malformed")
    if role is not None and role not in roles_that_stand(dossier.state, kind.action):
        return _conflict(dossier, recorded, kind.action, "role-may-not")
    if code := objection(dossier, what, officer=recorded.entry.officer) or kind.clash(
        dossier, what
    ):
        return _conflict(dossier, recorded, kind.action, code)
    if target := sets_aside(dossier, what):
        return without(dossier, target)
    entry = recorded.entry
    entered = Entered(what, kind.action, recorded.hash, entry.at, entry.officer, overruled)
    after = kind.effect(replace(dossier, state=step.to or dossier.state), entered, hidden)
    return replace(after, trail=(*after.trail, entered))


def without(dossier: Dossier, target: str) -> Dossier:
    """The same entries once more, as if `target` had never been among them."""
    without = Dossier(dossier.id, set_aside=(*dossier.set_aside, target))
    for known in dossier.history:
        without = apply(without, known)
    return without


def _conflict(dossier: Dossier, recorded: Recorded, action: Action, code: str) -> Dossier:
    mark = Mark(code, recorded.hash, against(dossier, action))
    return replace(dossier, conflicts=(*dossier.conflicts, mark))
