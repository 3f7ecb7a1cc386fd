"""A whole desk that receives and prints until it is killed: `python -m tests.fakes.printing_desk`.

Arguments are its folder and the printer's URL. Each sheet is told on standard output before it can
leave, by job and by the SHA-256 of its dots; whether an unknown one came out is asked there, and
answered on standard input by whoever looks at the printer.
"""

import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import Devices, places
from data.domain.center import Officer
from data.domain.papers import Copy
from data.domain.printjob import Job, JobState
from data.store import queries
from tests.fakes.desk import StillClock, receive


def say(*words: str) -> None:
    """One write, so that a line is there in full or not at all."""
    os.write(sys.stdout.fileno(), (" ".join(words) + "\n").encode())


def dots_of(counter: Counter, job: Job) -> str:
    """What a printer shows of this sheet: its number stands on it, so no two are alike."""
    assert job.sheet is not None
    raster = counter.papers.press.raster(counter.papers.sheets.paper(job.sheet))
    return hashlib.sha256(raster.rows).hexdigest()


def settle(counter: Counter, officer: Officer) -> None:
    """The officer looks at the printer; what is not there is printed again, and says so."""
    for job in counter.papers.unsettled():
        if job.state is JobState.UNKNOWN and job.sheet is not None:
            say("asks", job.id)
            came_out = sys.stdin.readline().strip() == "yes"
            counter.papers.answer(officer, job.id, came_out=came_out)
            if not came_out:
                counter.papers.reprint(officer, job.sheet.subject, reason="không thấy giấy")


def main() -> None:
    folder, printer = Path(sys.argv[1]), sys.argv[2]
    config = replace(places(folder), devices=Devices(printer=printer))
    counter = bootstrap.start(config, StillClock())
    with counter.store.read() as connection:
        officer, *_ = queries.officers(connection)
    say("ready")
    while True:
        settle(counter, officer)
        if not counter.papers.unsettled():
            receive(counter, officer)
        for job in counter.papers.unsettled():
            assert job.sheet is not None
            assert job.sheet.copy is Copy.APPLICANT
            say("sheet", job.id, dots_of(counter, job))
        counter.paperwork.step()


if __name__ == "__main__":
    main()
