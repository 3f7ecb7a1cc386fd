"""Fixtures: a real desk, signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config
from data.domain.center import Officer
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded, opened


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def config(tmp_path: Path, clock: StillClock) -> Config:
    return founded(tmp_path, clock)


@pytest.fixture
def counter(config: Config, clock: StillClock) -> Iterator[Counter]:
    with opened(config, clock) as counter:
        yield counter


@pytest.fixture
def officer(counter: Counter) -> Officer:
    return counter.sign_in.sign_in(RECEIVER, PIN)
