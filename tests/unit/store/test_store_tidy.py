"""What was committed is carried into the file by whoever rests, never at the cost of an act."""

import threading
from pathlib import Path

from data.store import journal, queries
from data.store.engine import CHECKPOINT_PAGES
from tests.fakes.stores import DeskStore


def waiting_pages(desk: DeskStore) -> int:
    """Pages in the WAL that are not in the file."""
    with desk.store.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        _busy, pages, carried = raw.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    return int(pages) - int(carried)


def test_acts_leave_their_pages_to_whoever_rests(desk: DeskStore) -> None:
    """Many acts carry nothing themselves; tidying once carries all of it, and again is nothing."""
    for number in range(1, 61):
        desk.receive(number)
    assert 1_000 < waiting_pages(desk) < CHECKPOINT_PAGES
    desk.store.tidy()
    assert waiting_pages(desk) == 0
    desk.store.tidy()
    desk.receive(61)
    assert 0 < waiting_pages(desk) < 100


def test_tidying_waits_for_nobody(desk: DeskStore) -> None:
    """Beside an act that is not over and a reader of an old state it carries what it can."""
    desk.receive(1)
    with desk.store.read() as reader:
        before = queries.newest(reader)
        desk.receive(2)
        with desk.store.write():
            other = threading.Thread(target=desk.store.tidy)
            other.start()
            other.join(5)
            assert not other.is_alive()
        assert queries.newest(reader) == before
    with desk.store.read() as reader:
        assert len(queries.newest(reader)) == 2
    assert journal.verify(desk.store) == []


def test_a_tidied_file_alone_holds_everything(desk: DeskStore, tmp_path: Path) -> None:
    """After tidying, the file without its WAL is the whole store."""
    desk.receive(1)
    desk.store.tidy()
    wal = desk.files.database.with_name(f"{desk.files.database.name}-wal")
    desk.store.engine.dispose()
    wal.rename(tmp_path / "away")
    again = desk.restart()
    with again.store.read() as connection:
        assert len(queries.newest(connection)) == 1
    again.close()
