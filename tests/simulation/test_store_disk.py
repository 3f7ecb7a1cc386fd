"""A full disk and one that cannot be written: refused with its name, undone, and over again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import journal
from data.store.engine import Store, integrity, open_store
from data.store.errors import DiskFault, DiskFull, StoreError, StoreReadOnly
from data.store.journal import Journal
from data.store.keys import new_keys, read_keys, write_keys
from data.store.lock import WriterLock
from data.store.projections import TABLES
from tests.fakes.stores import DeskStore, new_desk, tables

ROOT = Path(__file__).resolve().parents[2]
DISK_BYTES = 24 << 20
BLOCK_BYTES = 4096
KEPT = ("entry", "personal", "chain", *(table for table in TABLES if table != "dossier_text"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = f"size={DISK_BYTES},mode=700"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("may not mount a disk here; the size limit of a process is tested anyway")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path, *, left_bytes: int) -> Path:
    """Takes all but `left_bytes` of the disk."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    state = os.statvfs(disk)
    with filler.open("wb") as file:
        file.write(bytes(max(0, state.f_bavail * state.f_frsize - left_bytes)))
    return filler


def sound(store: Store) -> bool:
    return not integrity(store) and not journal.verify(store)


def test_disk_full_at_any_point_of_an_act(disk: Path) -> None:
    """However little is left, an act is whole or refused, and goes through once there is room."""
    desk = new_desk(disk)
    refused = accepted = 0
    for blocks in range(64):
        page = os.urandom(5_000)
        filler = fill(disk, left_bytes=blocks * BLOCK_BYTES)
        before = tables(desk.store, KEPT)
        try:
            desk.receive(blocks + 1, pages=(desk.pages.put(page),))
            accepted += 1
        except DiskFull:
            assert tables(desk.store, KEPT) == before
            refused += 1
        filler.unlink()
        desk.receive(1000 + blocks, pages=(desk.pages.put(page),))
        desk.pages.blobs.get(desk.pages.blobs.name(page))
        assert sound(desk.store)
    assert refused > 3
    assert accepted > 3
    files = [path.name for path in desk.files.blobs.rglob("*") if path.is_file()]
    assert not [name for name in files if name.startswith(".")]
    desk = desk.restart()
    assert sound(desk.store)
    desk.close()


def test_disk_full_at_a_start(disk: Path) -> None:
    """On a full disk a desk opens or says why not, and nothing of the store is lost."""
    desk = new_desk(disk)
    desk.receive(1)
    before = tables(desk.store, KEPT)
    desk.close()
    for blocks in range(20):
        filler = fill(disk, left_bytes=blocks * BLOCK_BYTES)
        try:
            store = open_store(desk.files, desk.keys)
        except DiskFull:
            pass
        else:
            assert tables(store, KEPT) == before
            store.close()
        filler.unlink()
    store = open_store(desk.files, desk.keys)
    assert tables(store, KEPT) == before
    assert sound(store)
    store.close()


def test_disk_full_in_the_first_run(disk: Path) -> None:
    """A first run that met a full disk is repeated with room and loses nothing."""
    for blocks in range(0, 60, 3):
        folder = disk / str(blocks)
        filler = fill(disk, left_bytes=blocks * BLOCK_BYTES)
        try:
            new_desk(folder).close()
        except DiskFull:
            filler.unlink()
            first_run_again(folder)
        else:
            filler.unlink()


def first_run_again(folder: Path) -> None:
    """As `bootstrap.found` goes about it."""
    from data.store.engine import create_store
    from tests.fakes.stores import store_files

    files = store_files(folder)
    if not files.keys.exists():
        write_keys(files.keys, new_keys())
    keys = read_keys(files.keys)
    there = files.database.exists()
    store = open_store(files, keys) if there else create_store(files, keys)
    assert sound(store)
    store.close()


def test_read_only_disk(disk: Path) -> None:
    """On a read-only disk a desk does not start, and starts again once it can write."""
    desk = new_desk(disk)
    desk.receive(1)
    desk.close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(StoreReadOnly):
        WriterLock(desk.files.lock).acquire()
    with pytest.raises(StoreReadOnly):
        open_store(desk.files, desk.keys)
    with pytest.raises(StoreReadOnly):
        desk.pages.blobs.put(b"page")
    with pytest.raises(StoreReadOnly):
        write_keys(disk / "other.json", new_keys())
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    with WriterLock(desk.files.lock):
        store = open_store(desk.files, desk.keys)
        assert sound(store)
        store.close()


def test_disk_that_becomes_read_only_under_a_running_desk(disk: Path) -> None:
    """A write that a disk refuses in the middle of the day undoes its act and names the reason."""
    desk = new_desk(disk)
    desk.receive(1)
    before = tables(desk.store, KEPT)
    reader = open_store(desk.files, desk.keys, read_only=True)
    mute = Journal(
        Store(reader.engine, disk, read_only=False), desk.keys, desk.journal.center, desk.clock
    )
    with pytest.raises(StoreReadOnly):
        DeskStore(desk.files, desk.keys, mute.store, desk.clock, mute, desk.pages).receive(2)
    reader.close()
    assert tables(desk.store, KEPT) == before
    desk.receive(3)
    assert sound(desk.store)
    desk.close()


_LIMITED = """
import resource, sys
from pathlib import Path
from data.store import journal
from data.store.errors import StoreError
from tests.fakes.stores import new_desk
desk = new_desk(Path(sys.argv[1]))
wal = desk.files.database.with_name("counter.db-wal")
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
codes = []
for step in range(24):
    before = journal.count(desk.store)
    limit = wal.stat().st_size + step * 9000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        desk.receive(step + 1, pages=(desk.pages.put(bytes([step]) * 5000),))
        codes.append("done")
        assert journal.count(desk.store) == before + 3
    except StoreError as error:
        codes.append(error.code)
        assert journal.count(desk.store) == before
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    desk.receive(100 + step)
    assert journal.verify(desk.store) == []
desk.close()
print(*codes)
"""


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """Where the system refuses to let a file grow, acts are refused whole and work goes on."""
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    codes = set(done.stdout.split())
    refusals = {DiskFull.code, DiskFault.code}
    assert "done" in codes
    assert codes & refusals
    assert codes <= refusals | {"done"}


def test_every_refusal_is_a_store_error() -> None:
    """Whoever catches the family catches a full and a broken disk."""
    assert {StoreError} == {it.__base__ for it in (DiskFull, DiskFault, StoreReadOnly)}
