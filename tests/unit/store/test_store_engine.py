"""Opening a store: what is wrong with it is told apart, and nothing is opened half."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
import sqlcipher3.dbapi2

from data.store import journal, queries
from data.store.engine import (
    BUSY_TIMEOUT_S,
    MINIMUM_SQLITE,
    Store,
    create_store,
    integrity,
    open_store,
    statements,
)
from data.store.errors import (
    DiskFull,
    LibraryTooOld,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreReadOnly,
    StoreTooNew,
    WrongKey,
    translate,
)
from data.store.files import StoreFiles
from data.store.keys import new_keys, write_fingerprint
from data.store.migrations.runner import MIGRATIONS
from tests.fakes.stores import DeskStore, behind_the_store, new_desk, store_files, tables

PAGE_BYTES = 4096
ROOT = Path(__file__).resolve().parents[3]


def pragma(store: Store, name: str) -> object:
    with store.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("temp_store", 2),
    ],
)
def test_pragmas_read_back(desk: DeskStore, name: str, value: object) -> None:
    """Each connection works under the pragmas that durability and safety rest on."""
    assert pragma(desk.store, name) == value


def test_the_library_is_new_enough_and_encrypts(desk: DeskStore) -> None:
    """The shipped library is past the WAL-reset fault and has a cipher."""
    version = tuple(int(part) for part in sqlcipher3.dbapi2.sqlite_version.split("."))
    assert version >= MINIMUM_SQLITE
    assert pragma(desk.store, "cipher_version")


def test_missing_store(tmp_path: Path) -> None:
    """No file is a first run, and looking for it makes none."""
    files = store_files(tmp_path)
    with pytest.raises(StoreMissing):
        open_store(files, new_keys())
    assert not files.folder.exists()


def test_a_store_is_never_created_over_another(desk: DeskStore) -> None:
    """Creating where a store lies is refused before anything is touched."""
    with pytest.raises(StoreError):
        create_store(desk.files, desk.keys)
    assert journal.count(desk.store) == 3


def test_wrong_key(desk: DeskStore) -> None:
    """Another key is called a wrong key, not a damaged store."""
    desk.close()
    with pytest.raises(WrongKey):
        open_store(desk.files, new_keys())


def test_wrong_key_without_fingerprint(desk: DeskStore) -> None:
    """Without its fingerprint a store cannot tell, and still nothing opens."""
    desk.close()
    desk.files.fingerprint.unlink()
    with pytest.raises(StoreDamaged):
        open_store(desk.files, new_keys())


@pytest.mark.parametrize("size", [0, 1, 100, PAGE_BYTES - 1, PAGE_BYTES + 17])
def test_truncated_file_is_damage(desk: DeskStore, size: int) -> None:
    """A file cut off anywhere in its head is damaged, also where SQLite would start anew in it."""
    desk.close()
    os.truncate(desk.files.database, size)
    for read_only in (True, False):
        with pytest.raises(StoreDamaged):
            open_store(desk.files, desk.keys, read_only=read_only)


def test_file_truncated_in_the_middle_is_found(desk: DeskStore) -> None:
    """A file that lost its second half may open, and then a check says so."""
    for number in range(20):
        desk.receive(number + 1)
    desk.close()
    whole = desk.files.database.stat().st_size
    os.truncate(desk.files.database, whole // PAGE_BYTES // 2 * PAGE_BYTES)
    with pytest.raises(StoreDamaged):
        looked_at(desk)


def looked_at(desk: DeskStore) -> None:
    """Opens the store and reads all of it."""
    store = open_store(desk.files, desk.keys)
    try:
        if integrity(store):
            raise StoreDamaged
        journal.verify(store)
    finally:
        store.close()


def test_any_flipped_page_is_found(desk: DeskStore) -> None:
    """One changed byte in any page of the file is damage: pages carry a MAC."""
    for number in range(10):
        desk.receive(number + 1)
    desk.close()
    whole = bytearray(desk.files.database.read_bytes())
    for page in range(len(whole) // PAGE_BYTES):
        place = page * PAGE_BYTES + 1234
        whole[place] ^= 1
        desk.files.database.write_bytes(whole)
        with pytest.raises(StoreDamaged):
            looked_at(desk)
        whole[place] ^= 1
    desk.files.database.write_bytes(whole)
    looked_at(desk)


def test_a_database_that_vanished_is_a_loss_and_no_first_run(desk: DeskStore) -> None:
    """A fingerprint is written last, so one without its database means that a journal is gone."""
    desk.close()
    desk.files.database.unlink()
    with pytest.raises(StoreDamaged):
        open_store(desk.files, desk.keys)
    with pytest.raises(StoreDamaged):
        create_store(desk.files, desk.keys)
    assert not desk.files.database.exists()


def test_first_run_with_anothers_fingerprint(tmp_path: Path) -> None:
    """A folder that another key was used in takes no new store."""
    files = store_files(tmp_path)
    files.folder.mkdir()
    write_fingerprint(files.fingerprint, new_keys())
    with pytest.raises(WrongKey):
        create_store(files, new_keys())
    assert not files.database.exists()


def test_first_run_cut_off_with_an_empty_database(tmp_path: Path) -> None:
    """A database file without one table in it is made whole at the next start."""
    files, keys = store_files(tmp_path), new_keys()
    files.folder.mkdir()
    files.database.touch()
    store = open_store(files, keys)
    assert pragma(store, "user_version") == len(MIGRATIONS)
    assert files.fingerprint.read_text() == keys.fingerprint
    store.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_store_of_a_newer_program(desk: DeskStore, read_only: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A schema that this program does not know is left alone."""
    desk.close()
    with behind_the_store(desk.files, desk.keys) as execute:
        execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    with pytest.raises(StoreTooNew):
        open_store(desk.files, desk.keys, read_only=read_only)


def driver_of_version(version: str, base: ModuleType = sqlcipher3.dbapi2) -> ModuleType:
    """A DB-API module that says it is of this SQLite version."""
    stand_in = ModuleType("driver")
    vars(stand_in).update(vars(base))
    vars(stand_in)["sqlite_version"] = version
    return stand_in


@pytest.mark.parametrize("version", ["3.7.0", "3.40.1", "3.51.2"])
def test_old_library_is_refused(desk: DeskStore, version: str) -> None:
    """A library that may damage a WAL file does not get to see the store."""
    desk.close()
    with pytest.raises(LibraryTooOld):
        open_store(desk.files, desk.keys, driver=driver_of_version(version))


def test_new_enough_library_of_another_name(desk: DeskStore) -> None:
    """The DB-API module is an argument: one of a later version opens the same store."""
    desk.close()
    store = open_store(desk.files, desk.keys, driver=driver_of_version("3.99.0"))
    assert journal.count(store) == 3
    store.close()


def test_stdlib_sqlite_as_driver(desk: DeskStore) -> None:
    """The stdlib's module is refused for its age, or else cannot read what is encrypted."""
    desk.close()
    too_old = tuple(map(int, sqlite3.sqlite_version.split("."))) < MINIMUM_SQLITE
    with pytest.raises(LibraryTooOld if too_old else StoreDamaged):
        open_store(desk.files, desk.keys, driver=sqlite3)


def test_a_driver_without_a_cipher_is_refused(tmp_path: Path) -> None:
    """A store is never created in the clear because of the module it was opened with."""
    files, keys = store_files(tmp_path), new_keys()
    with pytest.raises(LibraryTooOld):
        create_store(files, keys, driver=driver_of_version("3.99.0", sqlite3))


@contextmanager
def another_writer(files: StoreFiles, desk: DeskStore) -> Iterator[None]:
    other = sqlcipher3.dbapi2.connect(str(files.database), isolation_level=None)
    other.execute(f"PRAGMA key=\"x'{desk.keys.store.hex()}'\"")
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


def test_second_writer_is_told_after_the_wait(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that holds the write lock makes us wait, then say so, and go on afterwards."""
    monkeypatch.setattr("data.store.engine.BUSY_TIMEOUT_S", BUSY_TIMEOUT_S / 50)
    desk = desk.restart()
    with another_writer(desk.files, desk), pytest.raises(StoreBusy):
        desk.receive(1)
    desk.receive(2)
    assert journal.verify(desk.store) == []
    desk.close()


def test_read_only_open_beside_a_writer(desk: DeskStore) -> None:
    """A command that reads sees what was committed, and not what is being written."""
    reader = open_store(desk.files, desk.keys, read_only=True)
    desk.receive(1)
    with reader.read() as connection:
        assert [line.applicant for line in queries.newest(connection)] == ["Nguyễn Văn Thử"]
    with desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM dossier")
        with reader.read() as other:
            assert len(queries.newest(other)) == 1
        connection.rollback()
    assert journal.verify(reader) == []
    reader.close()


def test_read_only_store_cannot_write(desk: DeskStore) -> None:
    """SQLite itself refuses a write through a read-only store."""
    reader = open_store(desk.files, desk.keys, read_only=True)
    with pytest.raises(StoreReadOnly), reader.read() as connection:
        connection.exec_driver_sql("DELETE FROM dossier")
    with pytest.raises(AssertionError), reader.write():
        pass
    reader.close()


def test_read_only_open_after_the_desk_closed(desk: DeskStore) -> None:
    """The store of a desk that is not running can be read."""
    desk.receive(1)
    desk.close()
    reader = open_store(desk.files, desk.keys, read_only=True)
    assert journal.verify(reader) == []
    reader.close()


def test_one_read_is_one_snapshot(desk: DeskStore) -> None:
    """Two questions within one read get answers of the same moment, whatever commits between."""
    desk.receive(1)
    with desk.store.read() as connection:
        before = queries.newest(connection)
        worker = threading.Thread(target=desk.receive, args=(2,))
        worker.start()
        worker.join()
        assert queries.newest(connection) == before
        assert queries.job_count(connection) == 2
    with desk.store.read() as connection:
        assert len(queries.newest(connection)) == 2


def test_a_read_leaves_no_transaction_open(desk: DeskStore) -> None:
    """After a read that failed the next write does not meet its leftovers."""
    with pytest.raises(StoreError), desk.store.read() as connection:
        connection.exec_driver_sql("SELECT no_such_column FROM dossier")
    desk.receive(1)


def test_what_a_plain_statement_meets_is_a_store_error(desk: DeskStore) -> None:
    """The driver's own errors are told apart like those that SQLAlchemy wraps."""
    reader = open_store(desk.files, desk.keys, read_only=True)
    with pytest.raises(StoreReadOnly), reader.read() as connection:
        statements(connection).execute("DELETE FROM dossier")
    reader.close()


def break_off(store: Store) -> None:
    with store.write() as connection:
        statements(connection).execute("DELETE FROM dossier")
        raise KeyboardInterrupt


def test_a_write_that_was_broken_off_leaves_nothing_to_the_next(desk: DeskStore) -> None:
    """The next write begins a transaction of its own, without what was undone before it."""
    desk.receive(1)
    before = tables(desk.store, ("dossier",))
    with pytest.raises(KeyboardInterrupt):
        break_off(desk.store)
    desk.receive(2)
    assert set(before["dossier"]) < set(tables(desk.store, ("dossier",))["dossier"])


def test_a_check_beside_a_writer_finds_a_sound_file_sound(desk: DeskStore) -> None:
    """A check sees what others wrote since the one before it, the search index included."""
    reader = open_store(desk.files, desk.keys, read_only=True)
    for number in range(1, 21):
        desk.receive(number)
        assert integrity(reader) == []
    reader.close()


def test_closing_ends_every_connection(desk: DeskStore) -> None:
    """SQLite clears its write-ahead log away with the last connection, the writing one included."""
    desk.receive(1)
    log = desk.files.database.with_name("counter.db-wal")
    assert log.exists()
    desk.close()
    assert not log.exists()


def test_writes_of_threads_queue(desk: DeskStore) -> None:
    """Threads that write at once wait for their turn and lose nothing."""
    threads = [threading.Thread(target=desk.receive, args=(n,)) for n in range(1, 13)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.count(desk.store) == 3 + 12 * 3
    assert journal.verify(desk.store) == []


_IN_CHILD = """
import os, sys
from pathlib import Path
from data.store.engine import open_store
from data.store.errors import StoreError
from data.store.files import StoreFiles
from data.store.keys import DeskKeys
files = StoreFiles(Path(sys.argv[1]), Path("/nowhere"))
keys = DeskKeys(*(bytes.fromhex(part) for part in sys.argv[2].split(",")))
open_store(files, keys, read_only=True).close()
os.setgid(65534)
os.setuid(65534)
try:
    open_store(files, keys, read_only=sys.argv[3] == "ro").close()
except StoreError as error:
    print(error.code)
else:
    print("opened")
"""


def opened_without_rights(desk: DeskStore, mode: str) -> str:
    keys = desk.keys
    secret = ",".join(part.hex() for part in (keys.store, keys.pages, keys.pepper, keys.signing))
    done = subprocess.run(
        [sys.executable, "-c", _IN_CHILD, str(desk.files.folder), secret, mode],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a user without rights can reach; those of `tmp_path` are their owner's."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.getuid() != 0, reason="gives its rights away in a child")
@pytest.mark.parametrize("mode", ["rw", "ro"])
def test_folder_that_cannot_be_written(open_folder: Path, mode: str) -> None:
    """Without the right to write, a desk says so and a reading command reads or says so."""
    desk = new_desk(open_folder)
    desk.close()
    for path in desk.files.folder.iterdir():
        path.chmod(0o444)
    desk.files.folder.chmod(0o555)
    answer = opened_without_rights(desk, mode)
    assert answer in ({"store-read-only"} if mode == "rw" else {"store-read-only", "opened"})


def test_translation_knows_the_primary_codes(tmp_path: Path) -> None:
    """An extended code is told by the primary code that it starts with."""

    class Raised(Exception):
        sqlite_errorname = "SQLITE_READONLY_DBMOVED"

    assert type(translate(Raised(), tmp_path)) is StoreReadOnly
    Raised.sqlite_errorname = "SQLITE_FULL"
    assert type(translate(Raised(), tmp_path)) is DiskFull
    Raised.sqlite_errorname = "SQLITE_MISMATCH"
    assert type(translate(Raised(), tmp_path)) is StoreError
    assert type(translate(ValueError(), tmp_path)) is StoreError
