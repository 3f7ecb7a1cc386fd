"""Center life: dossiers of people who cannot exist, in the order in which they come.

The same seed gives the same lives, whatever was asked for before: those of one day are told from
the seed and that day alone, so days are told in any order and by several processes. Every fact was
decided by the domain, so a life is lawful because it could be told.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random
from typing import Final

from counter_app.practice.life_agency import AtAgency
from counter_app.practice.life_cases import Case, a_case
from counter_app.practice.life_center import CenterAtWork, at_work
from counter_app.practice.life_days import AfterAll
from counter_app.practice.life_habits import Habits
from counter_app.practice.life_intake import Intake
from counter_app.practice.life_led import Led, Over, Planned, stand_in
from counter_app.practice.life_numbers import Numbers
from counter_app.practice.life_return import AtReturnDesk
from data.domain.agencies import AgencyRegister
from data.domain.catalogue import Catalogue
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.numbering import RESERVE_FIRST, Slice
from data.domain.procedures import Procedure
from data.domain.received import Channel
from data.domain.reception import InForce
from data.domain.workdays import ONE_DAY, at

EVERY_SERIAL: Final = Slice(1, RESERVE_FIRST - 1)
LEAST_ENTRIES: Final = 6.7
"""Entries of a dossier that has come to its end, without those that nobody builds on."""
SECOND_CHOICE: Final = timedelta(minutes=6)
"""Until the right procedure is chosen after the wrong one (C15)."""


@dataclass(frozen=True, slots=True)
class Life:
    """One dossier and its facts in order. Hashes of earlier entries in them are stand-ins.

    `dossier` is what they make of it at the end of what is told, without its history.
    """

    facts: tuple[Planned, ...]
    dossier: Dossier

    @property
    def id(self) -> str:
        return self.dossier.id

    @property
    def came(self) -> datetime:
        """When it was entered for the first time."""
        return self.facts[0].at

    def stand_in(self, place: int) -> str:
        """What its facts call the entry of the fact at that place."""
        return stand_in(self.id, place)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """`wrong`: the wrong procedure is chosen; `replaces` is the dossier for which it was."""

    at: datetime
    seed: int
    person: int
    procedure: Procedure
    wrong: bool = False
    replaces: str = ""

    @property
    def id(self) -> str:
        return f"{self.seed:032x}"


@dataclass(frozen=True, slots=True)
class CenterLife:
    """An iterable of lives. `days` are those on which people come, of which some may be days off.

    `until` is when the story ends: at the end of the last day where it is not said. `officers` hold
    every role between them. `numbers` is the slice of serials that is used up, `desk` the number of
    the desk, and `pages` are hashes of page files; without any, each page has an invented one.
    """

    seed: int
    rules: InForce
    catalogue: Catalogue
    agencies: AgencyRegister
    officers: Sequence[Officer]
    days: Sequence[date]
    habits: Habits = field(default_factory=Habits)
    until: datetime | None = None
    numbers: Slice = EVERY_SERIAL
    desk: str = "01"
    pages: Sequence[str] = ()
    _center: CenterAtWork = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        center = at_work(
            self.rules,
            self.catalogue,
            self.agencies,
            self.officers,
            habits=self.habits,
            until=self.until or at(max(self.days) + ONE_DAY, time()),
            numbers=self.numbers,
            desk=self.desk,
            pages=self.pages,
        )
        object.__setattr__(self, "_center", center)

    def __iter__(self) -> Iterator[Life]:
        return in_order((day, self.of_day(day)) for day in self.days)

    def of_day(self, day: date) -> Iterator[Life]:
        """The lives that begin on one day, whatever was told of others; none on a day off."""
        numbers = Numbers(self.numbers)
        for arrival in self._arrivals(day):
            life = self._live(arrival, day, numbers)
            if life is not None:
                yield life

    # --- who comes ------------------------------------------------------------------------------

    def _arrivals(self, day: date) -> list[_Arrival]:
        if day not in self._center.days:
            return []
        center, random = self._center, Random(f"{self.seed} {day.isoformat()}")
        place = center.days.place(day)
        count = self.habits.per_day * center.days.busy(place)
        count *= 1 + 0.15 * (2 * random.random() - 1)
        came = [list(self._one_comes(place, random)) for _ in range(round(count))]
        return sorted((one for both in came for one in both), key=lambda one: one.at)

    def _one_comes(self, place: int, random: Random) -> Iterator[_Arrival]:
        """Once, or twice where the wrong procedure is chosen first."""
        center = self._center
        moment, person = center.days.arrival(place, random), random.getrandbits(128)
        procedure, seed = center.procedure(random), random.getrandbits(128)
        first = _Arrival(moment, seed, person, procedure)
        if random.random() >= self.habits.wrong_choice or procedure.elsewhere:
            yield first
            return
        wrong = center.other(random, procedure)
        yield _Arrival(moment, seed, person, wrong, wrong=True)
        again, number = moment + SECOND_CHOICE, random.getrandbits(128)
        if again <= center.days.closes(place):
            yield _Arrival(again, number, person, procedure, replaces=first.id)

    # --- one life -------------------------------------------------------------------------------

    def _live(self, arrival: _Arrival, day: date, numbers: Numbers) -> Life | None:
        """None where nothing is told of it any more, or the day's numbers were used up."""
        led = Led(
            self._center,
            Random(arrival.seed),
            arrival.at,
            Dossier(arrival.id),
            numbers,
            day,
        )
        led.notes = self._notes(led)
        with suppress(Over, AfterAll), _within_calendar():
            led.until(arrival.at)
            self._tell(led, arrival)
        if not led.planned:
            return None
        return Life(tuple(led.planned), replace(led.dossier, history=()))

    def _tell(self, led: Led, arrival: _Arrival) -> None:
        case = self._case(led, arrival)
        Intake(led, case, wrong=arrival.wrong).tell()
        if led.dossier.state is State.RECEIVED:
            AtAgency(led, case.procedure).tell()
            AtReturnDesk(led, case.procedure, case.fee).tell()

    def _case(self, led: Led, arrival: _Arrival) -> Case:
        """Whoever chose the wrong procedure stands at the desk."""
        twice = arrival.wrong or bool(arrival.replaces)
        channel = Channel.DIRECT if twice else self._channel(led, arrival.procedure)
        brought = Random(arrival.person) if twice else led.random
        case = a_case(self._center, brought, arrival.procedure, channel, arrival.at.date())
        visit = f"{arrival.person:032x}" if twice else ""
        return replace(case, visit=visit, replaces=arrival.replaces)

    def _channel(self, led: Led, procedure: Procedure) -> Channel:
        habits, draw = self.habits, led.random.random()
        if draw < habits.online:
            return Channel.ONLINE
        if draw < habits.online + habits.post:
            return Channel.POST if procedure.post_filing else Channel.DIRECT
        here = bool(procedure.elsewhere or procedure.agency.own_return_place)
        inbound = draw < habits.online + habits.post + habits.inbound and not here
        return Channel.INBOUND if inbound else Channel.DIRECT

    def _notes(self, led: Led) -> int:
        """Around the mean, from none to twice of it."""
        mean = max(0.0, self.habits.entries - LEAST_ENTRIES)
        return int(led.random.random() * (2 * mean + 1))


@contextmanager
def _within_calendar() -> Iterator[None]:
    """What would be promised for a year that no calendar lists is not told."""
    try:
        yield
    except Refused as refused:
        if refused.code != "calendar-year-missing":
            raise


def in_order(days: Iterable[tuple[date, Iterable[Life]]]) -> Iterator[Life]:
    """The lives of days in a row, by when they were entered: a few only on a later day."""
    waiting: list[tuple[datetime, str, Life]] = []
    for day, lives in days:
        for life in lives:
            heappush(waiting, (life.came, life.id, life))
            if life.came.date() == day:
                yield from _until(waiting, life.came)
    yield from _until(waiting, None)


def _until(waiting: list[tuple[datetime, str, Life]], moment: datetime | None) -> Iterator[Life]:
    while waiting and (moment is None or waiting[0][0] <= moment):
        yield heappop(waiting)[2]
