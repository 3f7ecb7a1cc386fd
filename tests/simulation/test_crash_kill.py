"""Kill -9 at any moment: what was acknowledged is there, and nothing is there by half."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from counter_app.desk.receiving.draft import from_json
from data.domain.entries import Recorded
from data.domain.folding import fold
from data.domain.printjob import fold_job
from data.domain.vocabulary import sort_of
from data.store import journal, queries
from data.store.blobs import Blobs
from data.store.drafts import Drafts, Pages
from data.store.engine import Store, integrity, open_store
from data.store.lock import WriterLock
from tests.fakes.stores import DeskStore, new_desk

ROOT = Path(__file__).resolve().parents[2]
BATCHES = 4
KILLS = 12
"""Kills of one batch; each batch goes on with one store."""
LONGEST_LIFE_S = 0.25
START_LIMIT_S = 60.0


class Child:
    """A desk process, and the lines it wrote before it died."""

    def __init__(self, desk: DeskStore, folder: Path, seed: int) -> None:
        command = [sys.executable, "-m", "tests.fakes.crashing_desk"]
        self.process = subprocess.Popen(
            [*command, str(folder), desk.journal.center, str(seed)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.text = b""

    def read_until(self, ends_at: float, word: bytes | None = None) -> None:
        """Reads what the child writes until the time is up or `word` came."""
        assert self.process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while (left := ends_at - time.monotonic()) > 0:
                if selector.select(left) and not self._read():
                    return
                if word is not None and word in self.text:
                    return

    def _read(self) -> bytes:
        assert self.process.stdout is not None
        part = os.read(self.process.stdout.fileno(), 65_536)
        self.text += part
        return part

    def kill(self) -> list[list[str]]:
        self.process.send_signal(signal.SIGKILL)
        while self._read():
            pass
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        return [line.split() for line in self.text.decode().splitlines()]


def everything(store: Store) -> dict[str, list[Recorded]]:
    with store.read() as connection:
        subjects = connection.exec_driver_sql("SELECT DISTINCT subject FROM entry").scalars().all()
        return {it.hex(): journal.load(connection, it.hex()) for it in subjects}


def of_sort(subjects: dict[str, list[Recorded]], sort: str) -> Iterator[tuple[str, list[Recorded]]]:
    for subject, entries in subjects.items():
        if sort_of(entries[0].entry.kind) == sort:
            yield subject, entries


class Inspection:
    """Looks at a store after a crash, with all the lines that were ever written."""

    def __init__(self, desk: DeskStore, lines: list[list[str]]) -> None:
        self.store = open_store(desk.files, desk.keys)
        self.blobs = Blobs(desk.files.blobs, desk.keys.pages)
        self.pages = Pages(self.store, self.blobs)
        self.subjects = everything(self.store)
        self.hashes = {it.hash for entries in self.subjects.values() for it in entries}
        self.said: dict[str, dict[str, str]] = {}
        for word, *rest in lines:
            if rest:
                self.said.setdefault(word, {})[rest[0]] = rest[-1]
        self.ends = Counter(rest[0] for word, *rest in lines if word == "ended" and rest)
        self.pages_of = [rest for word, *rest in lines if word == "page"]

    def all(self) -> None:
        assert integrity(self.store) == []
        assert journal.verify(self.store) == []
        self.acknowledged_acts()
        self.pages_named()
        self.papers()
        self.drafts()
        self.projections()
        self.sweep()
        self.store.close()

    def acknowledged_acts(self) -> None:
        assert set(self.said.get("issued", {}).values()) <= self.hashes
        for job, pdf in self.said.get("archived", {}).items():
            assert fold_job(job, self.subjects[job]).pdf == pdf

    def pages_named(self) -> None:
        for subject, entries in of_sort(self.subjects, "dossier"):
            reception = fold(subject, entries).reception
            assert reception is not None
            for page in reception.pages:
                self.blobs.get(page)
        for subject, entries in of_sort(self.subjects, "paper"):
            if pdf := fold_job(subject, entries).pdf:
                self.blobs.get(pdf)

    def papers(self) -> None:
        """Each dossier has its two jobs; a paper that may exist has its `sending`."""
        jobs = {it: fold_job(it, entries) for it, entries in of_sort(self.subjects, "paper")}
        received = {subject for subject, _ in of_sort(self.subjects, "dossier")}
        named = [job.sheet.subject for job in jobs.values() if job.sheet]
        assert sorted(named) == sorted([*received, *received])
        assert not [job for job in jobs.values() if job.conflicts]
        for job in self.said.get("paper", {}):
            kinds = {it.entry.kind for it in self.subjects[job]}
            assert "paper.sending" in kinds
        for job, times in self.ends.items():
            written = [it.entry.kind for it in self.subjects[job]]
            assert written.count("paper.ended") >= times

    def drafts(self) -> None:
        """A draft that was acknowledged is offered, or it is a dossier, or it was discarded."""
        drafts = {it.id: from_json(it.body) for it in Drafts(self.store).all()}
        gone = set(self.subjects) | set(self.said.get("discarding", {}))
        assert set(self.said.get("draft", {})) <= set(drafts) | gone
        assert not set(drafts) & set(self.subjects)
        for draft, page in self.pages_of:
            if draft in drafts:
                held = [name for it in drafts[draft].components for name in it.pages]
                assert page in held
                self.blobs.get(page)

    def projections(self) -> None:
        with self.store.read() as connection:
            found = {line.id for line in queries.search(connection, "nguyen", limit=100_000)}
        assert found == {subject for subject, _ in of_sort(self.subjects, "dossier")}

    def sweep(self) -> None:
        """After a sweep every file in the folder is named by an entry or a draft."""
        drafts = [from_json(it.body) for it in Drafts(self.store).all()]
        wanted = {name for draft in drafts for it in draft.components for name in it.pages}
        self.pages.sweep(lambda: sorted(wanted))
        with self.store.read() as connection:
            named = set(connection.exec_driver_sql("SELECT name FROM blob").scalars())
        files = {path.name for path in self.blobs.folder.rglob("*") if path.is_file()}
        assert files == wanted | named


@pytest.mark.parametrize("batch", range(BATCHES))
def test_crash_kill_at_random_moments(tmp_path: Path, batch: int) -> None:
    """R68: after each of many kills no paper exists without its committed entry."""
    desk = new_desk(tmp_path)
    desk.close()
    lines: list[list[str]] = []
    for turn in range(KILLS):
        seed = 1000 * batch + turn
        print(f"seed {seed}")  # noqa: T201 - shown where the test fails
        child = Child(desk, tmp_path, seed)
        child.read_until(time.monotonic() + START_LIMIT_S, b"ready\n")
        assert b"ready\n" in child.text
        child.read_until(time.monotonic() + Random(seed).random() * LONGEST_LIFE_S)
        lines += child.kill()
        with WriterLock(desk.files.lock):
            Inspection(desk, lines).all()
    assert sum(line[0] == "issued" for line in lines) > KILLS


def test_crash_kill_during_the_first_run(tmp_path: Path) -> None:
    """A desk killed while it makes its store can always be started again."""
    code = (
        "import sys; from pathlib import Path; from tests.fakes.stores import new_desk\n"
        "print('go', flush=True); new_desk(Path(sys.argv[1])); print('made', flush=True)"
    )
    again = (
        "import sys; from pathlib import Path\n"
        "from data.store.engine import create_store, open_store, integrity\n"
        "from data.store.keys import new_keys, read_keys, write_keys\n"
        "from tests.fakes.stores import store_files\n"
        "for folder in sys.argv[1:]:\n"
        "    files = store_files(Path(folder))\n"
        "    if not files.keys.exists(): write_keys(files.keys, new_keys())\n"
        "    keys = read_keys(files.keys)\n"
        "    there = files.database.exists()\n"
        "    store = open_store(files, keys) if there else create_store(files, keys)\n"
        "    assert integrity(store) == []\n"
        "    store.close()\n"
        "    open_store(files, keys).close()\n"
    )
    folders = [tmp_path / str(turn) for turn in range(8)]
    random = Random(7)
    for folder in folders:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        )
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"go\n"
            with selectors.DefaultSelector() as selector:
                selector.register(process.stdout, selectors.EVENT_READ)
                selector.select(random.random() * 0.06)
            process.kill()
    subprocess.run([sys.executable, "-c", again, *map(str, folders)], cwd=ROOT, check=True)
