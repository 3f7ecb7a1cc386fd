"""A new desk with its own store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.stores import DeskStore, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskStore]:
    made = new_desk(tmp_path)
    yield made
    made.close()
