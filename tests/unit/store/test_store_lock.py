"""One writer at a time: the second is turned away, and a dead one blocks nobody."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.store.errors import DeskRunning, DiskFault
from data.store.lock import WriterLock

ROOT = Path(__file__).resolve().parents[3]
_HOLD = """
import sys
from pathlib import Path
from data.store.errors import DeskRunning
from data.store.lock import WriterLock
try:
    with WriterLock(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.read()
except DeskRunning:
    sys.exit(1)
"""


@contextmanager
def another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def test_a_second_process_exits(tmp_path: Path) -> None:
    """While a desk runs, a second one is told so and ends."""
    path = tmp_path / "store" / "desk.lock"
    with WriterLock(path), another_process(path) as second:
        assert second.wait(timeout=30) == 1


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    """After kill -9 the next start has the lock at once; nothing is to be cleaned."""
    path = tmp_path / "desk.lock"
    with another_process(path) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(DeskRunning):
            WriterLock(path).acquire()
        first.kill()
        first.wait(timeout=30)
        with WriterLock(path):
            pass


def test_released_lock_is_free(tmp_path: Path) -> None:
    """After a release, and after a release too many, the next one gets it."""
    lock = WriterLock(tmp_path / "desk.lock")
    lock.acquire()
    with pytest.raises(DeskRunning):
        WriterLock(lock.path).acquire()
    lock.release()
    lock.release()
    with WriterLock(lock.path):
        pass


def test_lock_where_no_file_can_be(tmp_path: Path) -> None:
    """A lock that cannot be made is an error of the disk, not another desk."""
    (tmp_path / "store").write_bytes(b"")
    with pytest.raises(DiskFault):
        WriterLock(tmp_path / "store" / "desk.lock").acquire()
