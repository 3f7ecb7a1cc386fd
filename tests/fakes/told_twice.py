"""One life told twice: by the entries that a desk records, and by the plain model beside them.

They agree in what is refused and in what is true afterwards, or an assertion says where not.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from data.domain import (
    appraising,
    concluding,
    contacting,
    handing_over,
    posting,
    releasing,
    routing,
    standing,
    supplementing,
)
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.promises import promises
from data.domain.reappointing import new_dates_left
from tests.fakes.likely_acts import possible, twisted, twists, usual, ways_on
from tests.fakes.plain.acting import Act, Moment
from tests.fakes.plain.life import PlainLife, Recall
from tests.fakes.plain.world import EVERYBODY, Matter, Policy
from tests.fakes.put_to_rooms import ACTS
from tests.fakes.two_centers import CALENDAR
from tests.fakes.whole_lives import Desk, new_desk

MONDAY: Final = datetime(2026, 11, 23, 2, tzinfo=UTC)
OFFICERS: Final = ("0a" * 16, "0b" * 16)
_MINUTE: Final = timedelta(minutes=1)


def as_told(told: PlainLife, now: datetime) -> Mapping[str, object]:
    """What is true, as the regulation's model has it."""
    life = told.life
    result, posted = life.result, life.posted
    return {
        "state": life.in_words,
        "fee": life.fee,
        "out": result.out if result else set(),
        "left": result.left if result else set(),
        "awaits province": life.awaits_province,
        "dates": (life.first, life.told, life.measure),
        "standing": life.standing(now),
        "place": life.keeper,
        "new dates left": life.policy.new_dates - life.new_dates,
        "originals": life.originals,
        "sets": life.sets,
        "unscanned": life.unscanned,
        "by post": life.wants_post,
        "wanted": life.stop.wanted if life.stop else set(),
        "round done": life.route.is_done if life.route and life.is_appraised else None,
        "following": life.route.following if life.route and life.is_appraised else None,
        "awaited": {key for key, it in life.questions.items() if not (it.answered or it.reported)},
        "shelf": life.shelf,
        "in post": (posted.item, posted.invited) if posted else None,
        "waiting messages": {key for key, it in life.messages.items() if it == "waiting"},
        "stands": told.standing_keys,
        "taken back": told.taken_back,
    }


def as_folded(dossier: Dossier, policy: Policy, now: datetime) -> Mapping[str, object]:
    """The same, as the folded entries have it."""
    said, result, reception = promises(dossier), concluding.current_result(dossier), None
    if dossier.reception is not None:
        reception = dossier.reception
    posted = posting.posting(dossier)
    at_agency = routing.route(dossier) is not None and dossier.state is State.APPRAISAL
    return {
        "state": dossier.state.value,
        "fee": reception.fee.state.value if reception else "",
        "out": set(concluding.items_out(dossier)),
        "left": {it.id for it in concluding.items_left(dossier)},
        "awaits province": concluding.awaits_province(dossier),
        "dates": (said.first.due, said.told.due, said.statutory.due) if said else (None,) * 3,
        "standing": standing.standing(dossier, now, calendar=CALENDAR).stand.value,
        "place": handing_over.custody(
            dossier, via_province=bool(result and result.what.via_province)
        ).place.value,
        "new dates left": new_dates_left(dossier, policy.new_dates),
        "originals": releasing.originals_left(dossier) if reception else 0,
        "sets": reception.sets if reception else 0,
        "unscanned": {it.id for it in reception.unscanned} if reception else set(),
        "by post": reception.returning.by_post if reception else False,
        "wanted": set(supplementing.open_demands(dossier)),
        "round done": routing.route_complete(dossier) if at_agency else None,
        "following": routing.next_leg(dossier) if at_agency else None,
        "awaited": {it.entry for it in appraising.awaited_consultations(dossier)},
        "shelf": concluding.shelf(dossier),
        "in post": (posted.what.item, [it.what.day for it in posting.invitations(dossier)])
        if posted
        else None,
        "waiting messages": {it.entry for it in contacting.waiting_messages(dossier)},
        "stands": [it.entry for it in dossier.trail],
        "taken back": list(dossier.set_aside),
    }


@dataclass
class ToldTwice:
    """One desk, one dossier; `now` goes on with every act."""

    policy: Policy
    matter: Matter
    desk: Desk = field(init=False)
    now: datetime = MONDAY

    def __post_init__(self) -> None:
        self.desk = new_desk(self.policy, self.matter)

    @property
    def told(self) -> PlainLife:
        return self.desk.told

    @property
    def next_moment(self) -> datetime:
        return self.now + _MINUTE

    def tries(self, act: Act, roles: frozenset[str], officer: str) -> bool:
        """Refused exactly where the model has a reason; returns whether it was done."""
        self.now += _MINUTE
        at = Moment(self.now, officer, roles)
        why_not = self.told.why_not(act, at)
        fact = _decided(self.desk, act, at)
        if isinstance(fact, Refused):
            assert why_not, f"refused and lawful: {fact.code} {dict(fact.facts)} {act} {at}"
            return False
        assert not why_not, f"done and unlawful: {why_not} {act} {at}"
        recorded = self.desk.records(fact, at)
        self.told.does(act, at, recorded.hash)
        return True

    def agrees(self) -> None:
        """What the folded dossier says is what is true."""
        dossier = self.desk.dossier
        assert as_folded(dossier, self.policy, self.now) == as_told(self.told, self.now)
        assert dossier.conflicts == ()


def _decided(desk: Desk, act: Act, at: Moment) -> Fact | Refused:
    try:
        return desk.decides(act, at)
    except Refused as refused:
        return refused


# --- a life that is led by chance ---------------------------------------------------------------

_PAUSES: Final = (*[timedelta()] * 8, *(timedelta(hours=it) for it in (5, 9, 24, 24, 72, 120, 360)))
_ALONG, _TWISTED, _BY_ANYBODY = 0.5, 0.4, 0.1
_FORGOTTEN: Final = 0.2
"""Nothing much is done about a life that has ended."""
_RARE: Final = 0.3
"""How often what was done least is done, however unlikely it is."""


@dataclass
class Wanderer:
    """Leads lives on and errs on the way; what was seldom done where it stands it likes best."""

    random: Random
    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often by state and action of the program."""
    refused: Counter[str] = field(default_factory=Counter)
    """How often by act, where the dossier and the officer were right for it."""

    def leads(self, life: ToldTwice, acts: int) -> None:
        for _ in range(acts):
            life.now += self.random.choice(_PAUSES)
            self._acts(life)
            life.agrees()
            if life.told.life.ending and self.random.random() < _FORGOTTEN:
                break

    def _acts(self, life: ToldTwice) -> None:
        chance = self.random.random()
        if chance < _BY_ANYBODY:
            act = usual(self.random.choice(ACTS), life.told, life.next_moment)
            roles = frozenset(self.random.sample(EVERYBODY, self.random.randint(0, 2)))
            self._tries(life, act, roles)
            return
        act = self._onward(life) if chance < _BY_ANYBODY + _ALONG else self._otherwise(life)
        self._tries(life, act, frozenset({self.random.choice(sorted(act.who(life.told.life)))}))

    def _onward(self, life: ToldTwice) -> Act:
        state = life.desk.dossier.state.value
        ways = ways_on(life.told, life.next_moment) or [Recall]
        if self.random.random() < _RARE:
            kind = min(dict.fromkeys(ways), key=lambda it: self.done[state, it.action])
        else:
            kind = self.random.choice(ways)
        act = usual(kind, life.told, life.next_moment)
        return self._twisted(life, act) if self.random.random() < _TWISTED else act

    def _otherwise(self, life: ToldTwice) -> Act:
        act = usual(self.random.choice(possible(life.told)), life.told, life.next_moment)
        for _ in range(self.random.randint(1, 3)):
            act = self._twisted(life, act)
        return act

    def _twisted(self, life: ToldTwice, act: Act) -> Act:
        name, twist = self.random.choice(twists(type(act)))
        return twisted(act, name, twist, life.told.life, life.next_moment)

    def _tries(self, life: ToldTwice, act: Act, roles: frozenset[str]) -> None:
        state, last = life.desk.dossier.state.value, life.told.last_step
        own = [last.at.officer] * 3 if last and isinstance(act, Recall) else []
        belongs = act.possible(life.told.life) and not roles.isdisjoint(act.who(life.told.life))
        if life.tries(act, roles, self.random.choice((*own, *OFFICERS))):
            self.done[state, life.desk.dossier.trail[-1].action.value] += 1
        elif belongs:
            self.refused[act.action] += 1
