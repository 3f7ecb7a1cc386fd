"""A desk whose Center has lived for some weeks: many open dossiers, some of them late."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.practice.filling import fill
from counter_app.practice.life_habits import Habits
from tests.fakes.center_life import center_life, days_from
from tests.fakes.desk import StillClock, founded, opened

BEGAN = datetime(2026, 10, 5, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)
"""09:14 on a Monday."""
DAYS = 49
_HABITS = Habits(per_day=25, late=0.3, uncollected=0.1)


def lived(folder: Path, clock: StillClock) -> Config:
    """Seven weeks, written through the journal of a desk that is closed again."""
    clock.moment = NOW
    config = founded(folder, clock)
    with opened(config, clock) as counter:
        days = days_from(BEGAN.date(), DAYS)
        fill(counter.intake.journal, center_life(11, days=days, until=NOW, habits=_HABITS))
    return config


@contextmanager
def living(folder: Path, clock: StillClock) -> Iterator[Counter]:
    with opened(lived(folder, clock), clock) as counter:
        yield counter
