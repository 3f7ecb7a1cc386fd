"""Lists of open dossiers as an officer asks for them: windows, counts, and each way to narrow them.

Every dossier was received through the journal and is still open, which is the most that the lists
of a Center can ever hold; nothing is kept in memory between two askings.
"""

import argparse
import sys
import tempfile
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from center.desk import Measured, open_desk
from center.reception import START, a_reception, received_fact
from center.timing import timed

from counter_app.bootstrap import read_rulebook
from counter_app.desk.lists.questions import Question
from counter_app.desk.lists.tracking import Tracking
from counter_app.practice.life_people import a_name
from data.domain.tracked_lists import By, Narrow, Part
from data.store.journal import new_id

PAUSE_MS = 100
"""What is shown sooner is seen at once."""
OPEN, QUICK_OPEN = 100_000, 4_000
ROUNDS = 15
AT_ONCE = 5_000
WINDOW_LINES = 120


def fill(desk: Measured, count: int) -> None:
    random, numbers = Random(3), iter(range(1, count + 1))
    while several := list(islice(numbers, AT_ONCE)):
        with desk.journal.batch() as batch:
            for number in several:
                reception = a_reception(number, random)
                identity = (f"999{number:09}", f"0000{number:06}")
                act = batch.act(desk.officer, reception.received_at)
                act.record(received_fact(new_id(), reception, a_name(random), identity))
                act.project()
        sys.stderr.write(f"\rreceived: {several[-1]} of {count}   ")
        sys.stderr.flush()
    sys.stderr.write("\n")


def measure(tracking: Tracking) -> float:
    """The median of the slowest list in milliseconds; its counts follow behind it."""
    slowest = 0.0
    for name, narrow in _NARROWED.items():
        for what, wanted in (("first lines", _FIRST), ("last lines", _LAST)):
            lines = timed(partial(read, tracking, wanted), [narrow] * ROUNDS)
            slowest = max(slowest, report(f"{name}, {what}", lines.p50_ms))
        report(f"{name}, all counts", timed(tracking.counts, [narrow] * ROUNDS).p50_ms)
    for by in By:
        shares = timed(partial(tracking.shares, Question.RUNNING, Narrow()), [by] * ROUNDS)
        slowest = max(slowest, report(f"shares by {by}", shares.p50_ms))
    return slowest


def read(tracking: Tracking, wanted: Part, narrow: Narrow) -> None:
    tracking.part(Question.RUNNING, narrow, wanted)


_FIRST, _LAST = Part(WINDOW_LINES), Part(WINDOW_LINES, upwards=True)
_NARROWED = {
    "all of it": Narrow(),
    "an agency": Narrow(agency=3),
    "a field": Narrow(field="Lĩnh vực thử"),
    "a letter": Narrow(typed="n"),
    "a family name": Narrow(typed="nguyen"),
    "nobody's name": Narrow(typed="zzqx"),
    "agency and name": Narrow(agency=3, typed="nguyen"),
}


def report(name: str, median_ms: float) -> float:
    print(f"  {name:32} {median_ms:8.1f} ms", flush=True)
    return median_ms


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--open", type=int, default=0, help="dossiers that are open")
    asked = parser.parse_args()
    count = asked.open or (QUICK_OPEN if asked.quick else OPEN)
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder))
        fill(desk, count)
        rules = read_rulebook()
        now = START + timedelta(minutes=count)
        in_force = (rules.catalogue, rules.in_force)
        tracking = Tracking(desk.store, rules.agencies, *in_force, lambda: now)
        print(f"{count} open dossiers, medians of {ROUNDS}")
        slowest = measure(tracking)
        desk.store.close()
    print(f"slowest list {slowest:.1f} ms (goal {PAUSE_MS})")
    sys.exit(slowest > PAUSE_MS)


if __name__ == "__main__":
    main()
