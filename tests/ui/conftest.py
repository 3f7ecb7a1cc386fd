"""A founded desk to copy, practice frames, a simulated printer: made once, given to each test."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.config import Capture, Config, Devices, places
from printing.simulated.simulator import Simulator
from tests.fakes.desk import StillClock, founded
from tests.fakes.front import devices, practice_frames

PAGES = 3


@pytest.fixture(scope="session")
def frames() -> list[bytes]:
    return practice_frames(PAGES)


@pytest.fixture(scope="session")
def desk_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    founded(folder, StillClock(), Devices())
    return folder


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Simulator]:
    with Simulator(tmp_path / "papers") as simulator:
        yield simulator


@pytest.fixture
def config(desk_template: Path, tmp_path: Path, printer: Simulator) -> Config:
    """A fresh desk with a folder for a camera and the simulated printer."""
    home = tmp_path / "desk"
    shutil.copytree(desk_template, home)
    by_key = Capture(hands_free=False, bell=False)
    return replace(places(home), devices=devices(tmp_path, printer), capture=by_key)
