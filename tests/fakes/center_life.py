"""Lives of the invented Center as tests ask for them, and their facts as entries to be folded."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from counter_app.bootstrap import Rulebook, read_rulebook
from counter_app.practice.center import STAFF
from counter_app.practice.life import EVERY_SERIAL, CenterLife, Life
from counter_app.practice.life_habits import Habits
from counter_app.practice.life_led import Planned
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.entries import NOTHING, ClockQuality, Entry, Recorded
from data.domain.folding import apply
from data.domain.numbering import Slice
from data.domain.roles import Role

LEADER = Officer("01" * 16, "01", "Trần Thị Ví Dụ", frozenset({Role.SUPERVISOR, Role.CENTER}))
OFFICERS = (
    LEADER,
    *(Officer(number * 16, number, name, frozenset(roles)) for number, name, roles in STAFF),
)
MONDAY = date(2026, 3, 2)
"""With no holiday in the six weeks that follow it."""
ID = "0" * 32


@cache
def rulebook() -> Rulebook:
    return read_rulebook()


def days_from(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range(count))


def center_life(
    seed: int = 1,
    *,
    days: Sequence[date] = days_from(MONDAY, 14),
    until: datetime | None = None,
    numbers: Slice = EVERY_SERIAL,
    pages: Sequence[str] = (),
    habits: Habits | None = None,
) -> CenterLife:
    rules = rulebook()
    return CenterLife(
        seed,
        rules.in_force,
        rules.catalogue,
        rules.agencies,
        OFFICERS,
        days,
        habits or Habits(per_day=12),
        until=until,
        numbers=numbers,
        pages=pages,
    )


def entries(life: Life) -> list[Recorded]:
    """The facts as a desk would have entered them one after the other."""
    return [_entry(life, place, it) for place, it in enumerate(life.facts)]


def stages(life: Life) -> Iterator[Dossier]:
    """The dossier after each of its entries."""
    dossier = Dossier(life.id)
    for recorded in entries(life):
        dossier = apply(dossier, recorded)
        yield dossier


def _entry(life: Life, place: int, planned: Planned) -> Recorded:
    entry = Entry(
        center=ID,
        chain=ID,
        sequence=place + 1,
        previous=NOTHING,
        kind=planned.fact.kind,
        version=planned.fact.version,
        subject=planned.fact.subject,
        lamport=place + 1,
        seen=(),
        act=ID,
        officer=planned.officer,
        desk_key=ID,
        at=planned.at,
        clock=ClockQuality.LOCAL,
        body=planned.fact.body,
    )
    return Recorded(entry, life.stand_in(place), planned.fact.personal)
