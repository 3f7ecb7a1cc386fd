"""One real PostgreSQL for every test of this folder; each test has a database of its own."""

from collections.abc import Iterator

import pytest

from tests.fakes.postgres import database, server


@pytest.fixture(scope="session")
def keeper() -> Iterator[str]:
    with server() as keeper:
        yield keeper


@pytest.fixture
def admin(keeper: str) -> Iterator[str]:
    with database(keeper) as admin:
        yield admin
