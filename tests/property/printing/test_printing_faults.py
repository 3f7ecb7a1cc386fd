"""Whatever goes wrong, wherever: the journal, the paper and what the officer is told agree.

FAULT_EXAMPLES in the environment asks for more examples than a test run has time for.
"""

import os
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.domain.printjob import JobOutcome
from printing.escpos import encode
from printing.raster import pack
from printing.simulated.simulator import Simulator
from printing.wire.spooler import Spooler, SpoolReport
from printing.wire.transport import open_printer
from tests.fakes.printing_papers import FakeJobs, a_job

SHEET = pack(np.pad(np.eye(60, dtype=np.uint8).repeat(3, axis=0), ((4, 4), (2, 2))))
DATA = encode(SHEET)
ASKED_BYTES = 9
CONFIRM_BYTES = 3 + 6 + 3
PLACES = range(ASKED_BYTES + len(DATA) + CONFIRM_BYTES + 1)
TIMEOUT_S = 0.15
PATIENCE = 100
JOB = a_job()


@dataclass(frozen=True, slots=True)
class Mishap:
    """`fault` happens after `place` bytes, questions included; answers may be lost besides."""

    fault: str
    place: int
    answers_lost: int = 0
    slow: bool = False


BYTE_FAULTS = (
    "drop_after_bytes",
    "hang_after_bytes",
    "paper_out_after_bytes",
    "power_cut_after_bytes",
)
STATES = ("paper_out", "cover_open", "offline", "silent", "paper_low", "")
mishaps = st.builds(
    Mishap,
    st.sampled_from(BYTE_FAULTS + STATES),
    st.sampled_from(PLACES) | st.sampled_from((0, 3, 6, 9, 11, len(DATA) + 9, len(DATA) + 12)),
    st.integers(0, 4),
    st.booleans(),
)


def broken(simulator: Simulator, mishap: Mishap) -> None:
    faults = simulator.faults
    if mishap.fault in BYTE_FAULTS:
        setattr(faults, mishap.fault, mishap.place)
    elif mishap.fault:
        setattr(faults, mishap.fault, True)
    faults.answers_dropped = mishap.answers_lost
    faults.bytes_a_second = 20_000 if mishap.slow else 0


def repaired(simulator: Simulator) -> None:
    faults = simulator.faults
    for fault in BYTE_FAULTS:
        setattr(faults, fault, None)
    for fault in STATES[:-1]:
        setattr(faults, fault, False)
    faults.answers_dropped = faults.bytes_a_second = 0
    if not simulator.powered:
        simulator.restore_power()


def step(jobs: FakeJobs, url: str) -> SpoolReport:
    opener = partial(open_printer, url, timeout_s=TIMEOUT_S, confirm_timeout_s=TIMEOUT_S)
    return Spooler(jobs, opener, lambda job: DATA).step()


def originals(simulator: Simulator) -> int:
    """Whole sheets that came out."""
    return sum(paper.finished for paper in simulator.papers)


def settled(simulator: Simulator, wanted: int) -> int:
    """The same, after the printer has had time to print what it still had."""
    pause = threading.Event()
    for _ in range(PATIENCE):
        if originals(simulator) >= wanted:
            break
        pause.wait(0.01)
    return originals(simulator)


@settings(
    max_examples=int(os.environ.get("FAULT_EXAMPLES", "15")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(mishaps)
@example(Mishap("drop_after_bytes", 9))
@example(Mishap("power_cut_after_bytes", 9 + len(DATA)))
@example(Mishap("hang_after_bytes", 9 + len(DATA) + 3))
@example(Mishap("", 0, answers_lost=3))
def test_record_paper_and_officer_agree(mishap: Mishap) -> None:
    """Confirmed is one whole sheet, not sent is none, and an unknown job is never sent again."""
    with tempfile.TemporaryDirectory() as folder, Simulator(Path(folder), width_dots=64) as printer:
        broken(printer, mishap)
        jobs = FakeJobs(JOB)
        report = step(jobs, printer.url)
        if report.outcome is JobOutcome.CONFIRMED:
            assert originals(printer) == 1
            assert report.status.good
        if report.outcome is JobOutcome.NOT_SENT:
            assert printer.papers == ()
            assert jobs.waiting == [JOB]
        if report.outcome is JobOutcome.UNKNOWN:
            assert jobs.told[-1] == ("ended", JOB.id, JobOutcome.UNKNOWN)
            assert jobs.waiting == []
        repaired(printer)
        again = step(jobs, printer.url)
        if report.outcome is JobOutcome.NOT_SENT:
            assert again.outcome is JobOutcome.CONFIRMED
            assert settled(printer, 1) == 1
        else:
            assert again.job_id is None
            assert settled(printer, 1) <= 1
        assert [paper.raster for paper in printer.papers if paper.finished] in ([], [SHEET])
