"""The invented Center that dossiers live at: its rules, its officers, its agencies.

Nothing in it changes while lives are told, so that every life is told from its own seed alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from random import Random
from typing import Final

from counter_app.practice.life_days import Days, KnownDays
from counter_app.practice.life_habits import USE, Habits
from counter_app.practice.life_people import pick
from data.domain.agencies import AgencyKind, AgencyRegister
from data.domain.catalogue import Catalogue
from data.domain.center import Officer
from data.domain.confirmation import Confirmation
from data.domain.lifecycle import TABLE, Action, State
from data.domain.numbering import Slice
from data.domain.procedures import Procedure, Receiver
from data.domain.reception import RECEIVES_FOR, InForce
from data.domain.roles import Role

ONE_STOPS: Final = (AgencyKind.DISTRICT, AgencyKind.COMMUNE)
"""Whose one-stops send dossiers on to the Center (R121)."""
CITATION: Final = "Quy định mẫu dùng để tập, điều 1"


@dataclass(frozen=True, slots=True)
class CenterAtWork:
    """What every life needs to know. `until`: no act is later. `pages` are hashes of page files;
    without any, each page has an invented one.
    """

    rules: InForce
    days: Days
    agencies: AgencyRegister
    procedures: tuple[Procedure, ...]
    habits: Habits
    until: datetime
    numbers: Slice
    desk: str
    pages: tuple[str, ...]
    leader: Officer
    _weights: tuple[float, ...]
    _acting: dict[tuple[State, Action], tuple[Officer, ...]]
    _receiving: dict[Receiver, tuple[Officer, ...]]

    def officer(self, random: Random, state: State, action: Action) -> Officer:
        """Somebody whose role lets them do it in that state."""
        return pick(random, self._acting[state, action])

    def receiver(self, random: Random, procedure: Procedure) -> Officer:
        """Somebody of the Center who may receive this procedure (R30)."""
        here = [it for it in procedure.receivers if it in self._receiving]
        return pick(random, self._receiving[pick(random, here)])

    def procedure(self, random: Random) -> Procedure:
        """What the next citizen comes for."""
        draw = random.random() * self._weights[-1]
        place = next(place for place, up_to in enumerate(self._weights) if draw < up_to)
        return self.procedures[place]

    def other(self, random: Random, than: Procedure) -> Procedure:
        """Another procedure that is received here; the same where there is no other."""
        others = [it for it in self.procedures if not it.elsewhere and it.code != than.code]
        return pick(random, others or [than])

    def one_stop(self, random: Random) -> str:
        found = [it.name for it in self.agencies.agencies if it.kind in ONE_STOPS]
        return f"Bộ phận Một cửa {pick(random, found or ['cấp huyện'])}"

    def a_page(self, random: Random) -> str:
        """Hash of the picture of a page."""
        return pick(random, self.pages) if self.pages else f"{random.getrandbits(256):064x}"

    def word(self) -> Confirmation:
        """The leader's, for what the rules leave to a leader (C4)."""
        return Confirmation(CITATION, self.leader.id)


def at_work(
    rules: InForce,
    catalogue: Catalogue,
    agencies: AgencyRegister,
    officers: Sequence[Officer],
    *,
    habits: Habits,
    until: datetime,
    numbers: Slice,
    desk: str,
    pages: Sequence[str] = (),
) -> CenterAtWork:
    """`officers` hold between them every role that is needed, a supervisor's too."""
    known = KnownDays(rules.calendar.edition, rules.calendar.years, rules.calendar.days)
    weighed = [(it, habits.uses.get(it.code, USE)) for it in catalogue.procedures]
    asked = [(it, weight) for it, weight in weighed if weight > 0 and _is_received(it)]
    return CenterAtWork(
        rules=replace(rules, calendar=known),
        days=Days(known, rules.profile.hours),
        agencies=agencies,
        procedures=tuple(it for it, _ in asked),
        habits=habits,
        until=until,
        numbers=numbers,
        desk=desk,
        pages=tuple(pages),
        leader=_holding(officers, {Role.SUPERVISOR})[0],
        _weights=tuple(accumulate(weight for _, weight in asked)),
        _acting={row: _acting(officers, row[1], step.roles) for row, step in TABLE.items()},
        _receiving={it: _holding(officers, {RECEIVES_FOR[it]}) for it in _HERE},
    )


_HERE: Final = (Receiver.AGENCY, Receiver.CENTER)
_USUAL: Final = {
    Action.NOTE_PROGRESS: Role.APPRAISER,
    Action.SEND_ON: Role.APPRAISER,
    Action.ANSWER_LEG: Role.APPRAISER,
    Action.RECORD_VERIFICATION: Role.APPRAISER,
    Action.CONSULT: Role.APPRAISER,
    Action.RECORD_OPINION: Role.APPRAISER,
    Action.REPORT_SILENCE: Role.APPRAISER,
    Action.DRAFT_PAPER: Role.APPRAISER,
    Action.APPROVE: Role.APPROVER,
    Action.BRING_FROM_PROVINCE: Role.PROVINCE,
    Action.GIVE_TO_POST: Role.RETURN_DESK,
    Action.CONTACT: Role.CENTER,
}
"""Who does it on most days, where several may."""


def _is_received(procedure: Procedure) -> bool:
    return bool(procedure.elsewhere) or any(it in _HERE for it in procedure.receivers)


def _acting(
    officers: Sequence[Officer], action: Action, roles: Iterable[Role]
) -> tuple[Officer, ...]:
    may = _holding(officers, roles)
    return tuple(it for it in may if _USUAL.get(action) in it.roles) or may


def _holding(officers: Sequence[Officer], roles: Iterable[Role]) -> tuple[Officer, ...]:
    wanted = frozenset(roles)
    found = tuple(it for it in officers if not wanted.isdisjoint(it.roles))
    assert found, f"nobody holds one of {sorted(wanted)}"
    return found
