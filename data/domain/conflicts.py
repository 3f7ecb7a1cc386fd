"""Conflicts: acts on one dossier that cannot both stand, and how they came about.

Two desks that never spoke may both act in good faith. Sync brings the entries together, the
intrinsic order decides which one counts for now, and everybody sees the other until a supervisor
settles it with a resolution that names it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from data.domain.correcting import RESOLVE, Resolution
from data.domain.dossier import Dossier, Mark
from data.domain.entries import Fact, Recorded
from data.domain.errors import Refused
from data.domain.folding import KINDS, without
from data.domain.kinds import enter
from data.domain.lifecycle import EXCLUSIVE, Action, State
from data.domain.roles import Role
from data.domain.text import NOTE_LIMIT, clean_note


@dataclass(frozen=True, slots=True)
class Conflict:
    """`exclusive`: it reached a citizen or money, so somebody has to decide.

    `unseen`: the desk had not seen what it collides with. Without it the act was illegal when it
    was done, which no desk of ours does.
    """

    mark: Mark
    action: Action
    exclusive: bool
    unseen: bool


def conflicts(dossier: Dossier) -> tuple[Conflict, ...]:
    """The open conflicts of a dossier, oldest first."""
    known = {recorded.hash: recorded for recorded in dossier.history}
    return tuple(_conflict(mark, known) for mark in dossier.conflicts)


def _conflict(mark: Mark, known: Mapping[str, Recorded]) -> Conflict:
    action = KINDS[known[mark.entry].entry.kind].action
    return Conflict(
        mark=mark,
        action=action,
        exclusive=action in EXCLUSIVE,
        unseen=bool(mark.against) and not _had_seen(mark.entry, mark.against, known),
    )


def _had_seen(entry: str, other: str, known: Mapping[str, Recorded]) -> bool:
    """Whether `other` is among the entries that the desk of `entry` knew, however far back."""
    waiting, met = [entry], set[str]()
    while waiting:
        current = known.get(waiting.pop())
        for seen in current.entry.seen if current else ():
            if seen == other:
                return True
            if seen not in met:
                met.add(seen)
                waiting.append(seen)
    return False


def resolve(
    dossier: Dossier, conflicting: str, *, stands: bool, reason: str, roles: Collection[Role]
) -> Fact:
    """Settles the conflict of one entry: it `stands` instead of what it lost against, or it falls.

    Raises Refused: "resolution-reason-missing", "conflict-unknown", and "resolution-leaves-nothing"
    where it does not stand without the other either, and nothing of the dossier would.
    """
    said = clean_note(reason, NOTE_LIMIT)
    if not said:
        raise Refused("resolution-reason-missing")
    mark = next((mark for mark in dossier.conflicts if mark.entry == conflicting), None)
    if mark is None:
        raise Refused("conflict-unknown")
    if stands and without(dossier, mark.against).state is State.NEW:
        raise Refused("resolution-leaves-nothing")
    resolution = Resolution(
        settles=(conflicting,),
        stands=conflicting if stands else mark.against,
        aside=mark.against if stands else "",
        reason=said,
    )
    return enter(dossier, RESOLVE, resolution, roles=roles)
