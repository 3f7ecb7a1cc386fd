"""The invented Center's life, and what the dossiers of it are found by."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Final

from center.brute import Brute
from center.desk import Measured

from counter_app.bootstrap import read_rulebook
from counter_app.practice.center import STAFF, weeks_of
from counter_app.practice.filling import fill
from counter_app.practice.life import CenterLife, Life
from counter_app.practice.life_habits import Habits
from counter_app.practice.life_processes import in_processes
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.online import portal_number
from data.domain.roles import Role
from data.domain.text import fold
from data.store.journal import new_id

SEED: Final = 3089
SAMPLE: Final = 20_000
"""Dossiers whose names, numbers and codes are kept, to be typed."""
LEADER: Final = frozenset({Role.SUPERVISOR, Role.CENTER})
TELLERS: Final = 1
"""Processes that tell lives while this one writes them."""

Tell = Callable[[int], object]


@dataclass(slots=True)
class Filled:
    """A store with a Center's life, what has to be found there, and the texts for LIKE."""

    desk: Measured
    wanted: int
    dossiers: int = 0
    brute: Brute = field(default_factory=Brute)
    texts: list[tuple[int, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    random: Random = field(default_factory=lambda: Random(2))

    def see(self, life: Life) -> None:
        text = _folded(life.dossier)
        self.brute.add(text)
        self.texts.append((len(self.texts) + 1, text))
        if self.random.random() * self.wanted < SAMPLE:
            self._keep(life.dossier)

    def _keep(self, dossier: Dossier) -> None:
        if dossier.reception is not None:
            self.codes.append(str(dossier.reception.code))
        if dossier.applicant is not None:
            self.names.append(dossier.applicant.name)
            self.numbers.append(dossier.applicant.identity or dossier.applicant.phone)


def filled(desk: Measured, dossiers: int, now: datetime, tell: Tell | None = None) -> Filled:
    """Lives about so many dossiers in the weeks before `now`."""
    lives = Filled(desk, dossiers)
    lives.dossiers = fill(desk.journal, _seen(lives, _life(desk, dossiers, now)), tell)
    desk.clock.now = now
    return lives


def _seen(lives: Filled, life: CenterLife) -> Iterator[Life]:
    for one in in_processes(life, TELLERS):
        lives.see(one)
        yield one


def _life(desk: Measured, dossiers: int, now: datetime) -> CenterLife:
    rules = read_rulebook()
    weeks = weeks_of(dossiers, now)
    return CenterLife(
        SEED,
        rules.in_force,
        rules.catalogue,
        rules.agencies,
        [Officer(desk.officer, "01", "Trần Thị Ví Dụ", LEADER), *_staff()],
        weeks.days,
        Habits(per_day=weeks.per_day),
        until=now,
    )


def _staff() -> list[Officer]:
    return [Officer(new_id(), number, name, frozenset(roles)) for number, name, roles in STAFF]


def _folded(dossier: Dossier) -> str:
    """Everything a dossier is found by, folded."""
    words = [str(dossier.reception.code)] if dossier.reception else []
    if dossier.matter is not None:
        words += [dossier.matter.procedure, dossier.matter.agency]
    answers = [*dossier.supplements, *([dossier.refusal] if dossier.refusal else [])]
    words += [answers[-1].number if answers else dossier.post_item, portal_number(dossier)]
    for one in (dossier.applicant, dossier.submitter):
        if one is not None:
            words += [one.name, one.identity, one.old_identity, one.phone]
            words += [one.tax_code, one.representative]
    return fold(" ".join(words))
