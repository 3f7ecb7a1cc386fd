"""The log tells engineers what happened and nobody's name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app import logbook


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    logbook.close()


def test_an_event_is_one_line_of_pairs(tmp_path: Path) -> None:
    """Grep finds it, and a program can read it."""
    logbook.open_logbook(tmp_path)
    logbook.note("desk-open", entries=10, schema="v 1")
    line = (tmp_path / "counter.log").read_text().strip()
    assert line.endswith('level=INFO event=desk-open entries=10 schema="v 1"')


def test_of_an_error_only_type_and_places_are_kept(tmp_path: Path) -> None:
    """The text of an exception may hold what was typed, so it stays out of the log."""
    logbook.open_logbook(tmp_path)
    try:
        int("Nguyễn Văn Thử")
    except ValueError as error:
        logbook.failed("unforeseen", error, where="test")
    written = (tmp_path / "counter.log").read_text()
    assert "error=ValueError" in written
    assert "test_program_logbook.py:" in written
    assert "Nguyễn" not in written


def test_a_log_that_cannot_be_written_stops_nobody() -> None:
    """The desk works on without it."""
    logbook.open_logbook(Path("/proc/no-such-folder"))
    logbook.note("desk-open")
