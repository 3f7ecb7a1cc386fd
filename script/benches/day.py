"""A working day under the camera in some minutes: every sheet taken once, and what memory it costs.

A sheet every twenty seconds for eight hours, by the hand that slides it in; of the time in which
it lies still only the part is played in which it is taken.
"""

import argparse
import os
import time
from pathlib import Path

from counter_app.practice.camera import CYCLE_S, RATE_FPS, SLIDE_IN_S, STILL_S, PracticeCamera
from counter_app.practice.pages import practice_dossier
from scanning.opencv import leave_a_core
from scanning.session import CaptureSession

HOURS, QUICK_HOURS = 8.0, 0.5
SHEETS_AN_HOUR = 180
LIES_S = 1.2
STEP_S = 1.0001 / RATE_FPS
SIZE = (1280, 720)
GOAL_MB = 60


class Clock:
    """Seconds that move only when told."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def hour(session: CaptureSession, clock: Clock, began_s: float, sheets: int) -> tuple[int, int]:
    """Pages taken of so many sheets, and steps made."""
    taken = steps = 0
    ends_s = clock.now_s + sheets * CYCLE_S
    while clock.now_s < ends_s:
        report = session.step()
        taken += report.taken is not None
        steps += 1
        if report.taken is not None and report.taken.findings:
            session.accept()
        lies_s = (clock.now_s - began_s) % CYCLE_S - SLIDE_IN_S
        clock.now_s += STILL_S - LIES_S if LIES_S < lies_s < STILL_S - STEP_S else STEP_S
    return taken, steps


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--hours", type=float, default=0.0)
    asked = parser.parse_args()
    hours = asked.hours or (QUICK_HOURS if asked.quick else HOURS)
    leave_a_core()
    clock = Clock()
    pages = [page.image for page in practice_dossier("Nguyễn Văn Thử")]
    camera = PracticeCamera(pages, clock_s=clock, size=SIZE)
    session = CaptureSession(lambda: camera, clock_s=clock, hands_free=True)
    session.wanted = True
    hour(session, clock, 0.0, len(pages))
    first_mb = rss_mb()
    print(f"in the morning            {first_mb:7.0f} MB", flush=True)
    rounds, taken, sheets = max(1, round(2 * hours)), 0, 0
    for half_hour in range(1, rounds + 1):
        for _ in range(max(1, SHEETS_AN_HOUR // 2 // len(pages))):
            # The next citizen: sheets of before are known no more.
            session.begin()
            began = time.process_time()
            got, steps = hour(session, clock, 0.0, len(pages))
            spent_s = time.process_time() - began
            taken, sheets = taken + got, sheets + len(pages)
        print(
            f"after {half_hour / 2:4.1f} h, {sheets:5} sheets {rss_mb():7.0f} MB"
            f"   taken {taken:5}   {1000 * spent_s / steps:5.1f} ms a step",
            flush=True,
        )
    print(f"grown by {rss_mb() - first_mb:.0f} MB      goal <= {GOAL_MB}")
    print(f"taken {taken} of {sheets} sheets      goal: all, each once")


if __name__ == "__main__":
    main()
