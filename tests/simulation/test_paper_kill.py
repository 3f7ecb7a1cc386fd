"""Kill -9 and a printer that fails, at any moment: journal and paper never disagree for long.

The whole desk runs in a process of its own and prints to the simulated printer over TCP.
"""

import hashlib
import selectors
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from counter_app.bootstrap import store_files
from counter_app.config import places
from data.domain.papers import Copy
from data.domain.printjob import Job, JobState
from data.store import queries
from data.store.engine import open_store
from data.store.keys import read_keys
from data.store.lock import WriterLock
from printing.simulated.faults import Faults
from printing.simulated.simulator import Simulator
from tests.fakes.desk import StillClock, founded

ROOT = Path(__file__).resolve().parents[2]
LIVES = 7
LONGEST_S = 0.4
"""From a told sheet to its fault, and on to the kill: about as long as a sheet takes."""
START_LIMIT_S = 60.0
LOOK_S = 1.0
"""How long whoever is asked looks for a paper that may still be on its way."""
ON_PAPER = frozenset({JobState.CONFIRMED, JobState.CAME_OUT})
NOT_ON_PAPER = frozenset({JobState.QUEUED, JobState.LOST, JobState.WITHDRAWN})


class DeskProcess:
    """A desk that works, and somebody beside it who looks at the printer when asked."""

    def __init__(self, folder: Path, printer: Simulator, sheets: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.fakes.printing_desk", str(folder), printer.url]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._printer, self._sheets = printer, sheets

    def live(self, random: Random) -> None:
        """Some sheets; then the printer fails or does not, and the desk is killed."""
        for _ in range(random.randrange(1, 4)):
            self._hear(START_LIMIT_S, until="sheet")
        self._hear(random.random() * LONGEST_S)
        self._printer.faults = random_faults(random)
        self._hear(random.random() * LONGEST_S)
        self._process.kill()
        with self._process:
            assert self._process.stdout is not None
            for line in self._process.stdout:
                self._note(line.split())

    def _hear(self, seconds: float, until: str = "") -> None:
        assert self._process.stdout is not None
        ends_at = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while (left := ends_at - time.monotonic()) > 0:
                if not selector.select(left):
                    return
                line = self._process.stdout.raw.readline()  # type: ignore[attr-defined]
                assert line, "the desk ended by itself"
                word, *rest = line.split()
                self._note([word, *rest])
                if word == b"asks":
                    self._answer(rest[0].decode())
                if word.decode() == until:
                    return

    def _note(self, words: list[bytes]) -> None:
        if words[:1] == [b"sheet"]:
            self._sheets[words[1].decode()] = words[2].decode()

    def _answer(self, job: str) -> None:
        """By the paper itself, as an officer would."""
        until = time.monotonic() + LOOK_S
        while not (there := self._sheets[job] in came_out(self._printer)):
            if time.monotonic() > until:
                break
            time.sleep(0.02)  # noqa: TID251 - somebody looks again
        assert self._process.stdin is not None
        self._process.stdin.write(b"yes\n" if there else b"no\n")
        self._process.stdin.flush()


def came_out(printer: Simulator) -> Counter[str]:
    """Whole sheets in the tray, by the SHA-256 of their dots."""
    whole = (paper.raster for paper in printer.papers if paper.finished)
    return Counter(hashlib.sha256(raster.rows).hexdigest() for raster in whole)


def jobs(folder: Path) -> Iterator[Job]:
    """Those of the citizens' sheets, as the journal knows them once nobody writes."""
    files = store_files(places(folder))
    with WriterLock(files.lock):
        store = open_store(files, read_keys(files.keys))
        try:
            with store.read() as connection:
                found = queries.jobs_in(connection, list(JobState))
        finally:
            store.close()
    return (job for job in found if job.sheet and job.sheet.copy is Copy.APPLICANT)


def random_faults(random: Random) -> Faults:
    """What comes over it in the middle of its work; often nothing."""
    place = random.randrange(40_000)
    match random.randrange(6):
        case 0:
            return Faults(drop_after_bytes=place)
        case 1:
            return Faults(paper_out_after_bytes=place)
        case 2 | 3:
            return Faults(silent=True)
        case _:
            return Faults()


@pytest.mark.parametrize("seed", range(2))
def test_after_any_fault_the_journal_the_printer_and_the_officer_agree(
    tmp_path: Path, seed: int
) -> None:
    """No sheet comes out twice, and only one of a dossier's sheets says nothing of a reprint."""
    random = Random(seed)
    founded(tmp_path / "desk", StillClock())
    sheets: dict[str, str] = {}
    with Simulator(tmp_path / "papers") as printer:
        for _ in range(LIVES):
            printer.faults = Faults()
            DeskProcess(tmp_path / "desk", printer, sheets).live(random)
            agree(list(jobs(tmp_path / "desk")), came_out(printer), sheets)
    assert came_out(printer), "nothing was printed at all"


def agree(found: list[Job], papers: Counter[str], sheets: dict[str, str]) -> None:
    assert not [job for job in found if job.conflicts]
    assert max(papers.values(), default=1) == 1, "one sheet came out twice"
    originals: Counter[str] = Counter()
    for job in found:
        assert job.sheet is not None
        printed = papers[sheets[job.id]] if job.id in sheets else 0
        if job.state in ON_PAPER:
            assert printed == 1
        if job.state in NOT_ON_PAPER:
            assert printed == 0, f"a paper came out that the journal calls {job.state}"
        originals[job.sheet.subject] += printed and not job.sheet.reprint
    assert max(originals.values(), default=0) <= 1
