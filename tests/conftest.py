"""What holds for every test: a slow machine is no fault of the program."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.fakes.postgres import database, server

settings.register_profile("counter", deadline=None)
settings.load_profile("counter")


@pytest.fixture(scope="session")
def keeper() -> Iterator[str]:
    """One real PostgreSQL for all tests of a process that want one."""
    with server() as keeper:
        yield keeper


@pytest.fixture
def admin(keeper: str) -> Iterator[str]:
    """An empty database of the test's own, as its owner."""
    with database(keeper) as admin:
        yield admin
