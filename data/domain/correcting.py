"""Correcting (R16, C22): nothing is changed, and yet what is wrong is put right by a new entry.

A recall takes back the last step of whoever did it, a correction says anew what was mistyped, and
a resolution settles the acts of desks that could not all stand; `conflicts` decides it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from data.domain.body import Reader
from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import NOTES, RECALLABLE, Action
from data.domain.people import Person
from data.domain.received import Counts
from data.domain.reception import SETS_LIMIT
from data.domain.records import PERSONAL, PersonalText
from data.domain.roles import Role
from data.domain.text import NOTE_LIMIT, clean_note
from data.domain.vocabulary import DOSSIER_CORRECTED, DOSSIER_RECALLED, DOSSIER_RESOLVED


@dataclass(frozen=True, slots=True)
class Recall:
    """`entry` is the step that is taken back."""

    entry: str
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many papers of a component there really are."""

    component: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Correction:
    """What was mistyped, as it should have been said; what is None or empty stands as it was.

    Form 01 says it anew, so a corrected receipt is issued; the one before still identifies (C22).
    """

    applicant: Annotated[Person | None, PERSONAL] = None
    submitter: Annotated[Person | None, PERSONAL] = None
    sets: int | None = None
    components: tuple[Recounted, ...] = ()
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A supervisor's word on acts that could not all stand.

    `settles` are the hashes of the conflicting entries, `stands` the entry that is held to. Where
    that is one of them, `aside` is the entry that it lost against: it counts no more.
    """

    settles: tuple[str, ...]
    stands: str
    aside: str = ""
    reason: PersonalText = ""


# --- recall -------------------------------------------------------------------------------------


def recall(dossier: Dossier, *, reason: str, officer: str, roles: Collection[Role]) -> Fact:
    """Takes the last step back: only its own officer may, and only until somebody acted on it.

    Raises Refused: "recall-nothing", "recall-not-possible", "recall-not-yours".
    """
    step = last_step(dossier)
    if step is None:
        raise Refused("recall-nothing")
    said = Recall(step.entry, clean_note(reason, NOTE_LIMIT))
    if code := objection(dossier, said, officer=officer):
        raise Refused(code)
    return enter(dossier, RECALL, said, roles=roles)


def objection(dossier: Dossier, what: object, *, officer: str) -> str:
    """What stands against an act because of who does it; empty where nothing does."""
    if not isinstance(what, Recall) or what.entry in dossier.set_aside:
        return ""
    step = last_step(dossier)
    if step is None or step.entry != what.entry:
        return "recall-too-late"
    if step.action not in RECALLABLE:
        return "recall-not-possible"
    return "" if step.officer == officer else "recall-not-yours"


def sets_aside(dossier: Dossier, what: object) -> str:
    """The entry that counts no more because of this act; empty where none is, or where it did."""
    if isinstance(what, Recall):
        target = what.entry
    elif isinstance(what, Resolution):
        target = what.aside
    else:
        return ""
    return "" if target in dossier.set_aside else target


def last_step(dossier: Dossier) -> Entered[object] | None:
    """The last act that others build on; notes lie beside."""
    steps = (it for it in reversed(dossier.trail) if it.action not in _BESIDE)
    return next(steps, None)


_BESIDE = NOTES | {Action.RECALL}


# --- correction ---------------------------------------------------------------------------------


def correct(dossier: Dossier, correction: Correction, *, roles: Collection[Role]) -> Fact:
    """Says anew what was mistyped, with its reason.

    Raises Refused: "correction-reason-missing", "correction-empty", "component-unknown",
    "sets-out-of-range", "component-missing" where a count would be gone.
    """
    said = replace(correction, reason=clean_note(correction.reason, NOTE_LIMIT))
    if not said.reason:
        raise Refused("correction-reason-missing")
    if said == Correction(reason=said.reason):
        raise Refused("correction-empty")
    if said.sets is not None and not 1 <= said.sets <= SETS_LIMIT:
        raise Refused("sets-out-of-range", limit=SETS_LIMIT)
    return enter(dossier, CORRECT, said, roles=roles)


def _correction_clash(dossier: Dossier, correction: Correction) -> str:
    known = {item.id for item in dossier.taken_in().components}
    if not {item.component for item in correction.components} <= known:
        return "component-unknown"
    return ""


def _corrected(dossier: Dossier, entered: Entered[Correction], _hidden: Reader) -> Dossier:
    said, reception = entered.what, dossier.taken_in()
    counts = {item.component: item.counts for item in said.components}
    components = tuple(
        replace(item, counts=counts.get(item.id, item.counts)) for item in reception.components
    )
    return replace(
        dossier,
        applicant=said.applicant or dossier.applicant,
        submitter=said.submitter or dossier.submitter,
        reception=replace(reception, sets=said.sets or reception.sets, components=components),
        tellings=(*dossier.tellings, entered.entry),
    )


@dataclass(frozen=True, slots=True)
class Superseded:
    """A slip that was replaced: it still identifies, and is accepted with a notice (C22)."""

    by: str
    at: datetime


def superseded(dossier: Dossier, proof: str) -> Superseded | None:
    """What replaced the slip that bears `proof`, the start of its entry's hash; None if nothing.

    A slip that was never of this dossier has no successor either.
    """
    places = [place for place, entry in enumerate(dossier.tellings) if entry.startswith(proof)]
    if not proof or not places or places[0] == len(dossier.tellings) - 1:
        return None
    moments = {it.entry: it.at for it in dossier.trail}
    newest = dossier.told_entry
    return Superseded(newest, moments[newest])


# --- conflicts ----------------------------------------------------------------------------------


def against(dossier: Dossier, action: Action) -> str:
    """The entry that an act of this kind collides with: the same act before it, or the last."""
    same = (it.entry for it in reversed(dossier.trail) if it.action is action)
    step = last_step(dossier)
    return next(same, step.entry if step else "")


def _resolution_clash(dossier: Dossier, resolution: Resolution) -> str:
    """What is set aside is what the entry lost against, and nothing else."""
    lost_to = {mark.entry: mark.against for mark in (*dossier.conflicts, *dossier.settled)}
    aside = resolution.aside
    if aside and aside not in dossier.set_aside and lost_to.get(resolution.stands) != aside:
        return "conflict-unknown"
    return ""


def _settled(dossier: Dossier, entered: Entered[Resolution], _hidden: Reader) -> Dossier:
    settles = entered.what.settles
    return replace(
        dossier,
        conflicts=tuple(mark for mark in dossier.conflicts if mark.entry not in settles),
        settled=(*dossier.settled, *(it for it in dossier.conflicts if it.entry in settles)),
    )


RECALL = kind(DOSSIER_RECALLED, Action.RECALL, Recall)
RESOLVE = kind(
    DOSSIER_RESOLVED,
    Action.RESOLVE,
    Resolution,
    clash=_resolution_clash,
    effect=_settled,
)

CORRECT = kind(
    DOSSIER_CORRECTED, Action.CORRECT, Correction, clash=_correction_clash, effect=_corrected
)

KINDS = (RECALL, CORRECT, RESOLVE)
