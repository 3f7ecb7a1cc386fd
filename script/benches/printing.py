"""What a slip costs: bytes on the wire, time to draw and to encode, seconds to its last line.

Baselines in the same run: python-escpos's `image()` of the same picture, its text mode, and a
slip drawn with Pillow. Goals P1 and P2: of the reference slip (22 Vietnamese lines and a code) at
most 0.45 of `image()`, 0.35 where the printer draws the code; drawing and encoding at most half
of Pillow and `image()` the first time, a tenth after. All ways take turns, in thread time.
"""

import argparse
import gc
import statistics
import time
from collections.abc import Callable

from press.baseline import drawn, image_bytes, picture, text_bytes
from press.slips import REFERENCE, Job, jobs

from printing import fonts, render, symbols
from printing.escpos import encode, pieces
from printing.wire.profile import CODES, DOUBLES, PLAIN, SAFE, Profile

ROUNDS, QUICK_ROUNDS = 9, 3
MOST_RATIO, MOST_CODES_RATIO = 0.45, 0.35
MOST_FIRST, MOST_LATER = 0.5, 0.1
LINES = {"19,200": 1_920, "115,200": 11_520, "USB": 800_000, "Ethernet": 8_000_000}
"""Bytes a second: 8N1, USB full speed as printers take it, and a quarter of a fast Ethernet."""
HEAD_ROWS_A_SECOND = 1_200
"""150 mm/s."""
FIRST_ROWS = 40
WAYS: tuple[Profile, ...] = (PLAIN, SAFE, DOUBLES, CODES)


def milliseconds(work: Callable[[], object]) -> float:
    started_s = time.thread_time()
    work()
    return (time.thread_time() - started_s) * 1_000


def forget() -> None:
    """As after the start of the program: no word was drawn yet, fonts are loaded anew."""
    for module in (fonts, render):
        for name in dir(module):
            cached = getattr(module, name)
            if hasattr(cached, "cache_clear"):
                cached.cache_clear()


def timed(job: Job, rounds: int, height_dots: int) -> tuple[float, float, float]:
    """Milliseconds of the first time, of later ones, and of Pillow with `image()`."""
    first, later, others = [], [], []
    for _ in range(rounds):
        forget()
        first.append(milliseconds(lambda: encode(render.render(job.slip))))
        later.append(milliseconds(lambda: encode(render.render(job.slip))))
        others.append(milliseconds(lambda: image_bytes(drawn(job, height_dots))))
    return statistics.median(first), statistics.median(later), statistics.median(others)


def seconds(count: int, rows: int, line_bytes: int) -> float:
    """The line or the head, whichever is slower."""
    return max(count / line_bytes, rows / HEAD_ROWS_A_SECOND)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    rounds = QUICK_ROUNDS if parser.parse_args().quick else ROUNDS
    gc.disable()
    head = " ".join(f"{way.name:>8}" for way in WAYS)
    print("bytes ÷ image(); ms of the first time, later, Pillow + image() and the ratios")
    print(f"{'paper':34} {'rows':>5} {'image()':>8} {head} {'text':>7}   time")
    goals: dict[str, tuple[float, float]] = {}
    for job in jobs():
        for name, value, most in report(job, rounds):
            before, _ = goals.get(name, (0.0, most))
            goals[name] = (max(before, value), most)
    for name, (worst, most) in goals.items():
        print(f"goal: {name}: {'met' if worst <= most else 'MISSED'} ({worst:.3f} ≤ {most})")


def report(job: Job, rounds: int) -> list[tuple[str, float, float]]:
    sheet = symbols.inked(job.slip)
    rows = sheet.raster.height_dots
    whole = len(image_bytes(picture(sheet)))
    ratios = {way.name: len(encode(sheet, way)) / whole for way in WAYS}
    first, later, others = timed(job, rounds, rows)
    told = " ".join(f"{ratio:8.3f}" for ratio in ratios.values())
    name = f"{job.name} {job.size.width_dots}"
    print(
        f"{name:34} {rows:5} {whole:8} {told} {len(text_bytes(job)) / whole:7.3f}"
        f"   {first:5.1f} {later:5.1f} {others:6.1f} ms  {first / others:.2f} {later / others:.2f}"
    )
    goals = [
        ("drawn for the first time, of all papers", first / others, MOST_FIRST),
        ("drawn again, of all papers", later / others, MOST_LATER),
    ]
    if job.name != REFERENCE:
        return goals
    tell_lines(len(encode(sheet)), whole, rows, first_bytes(job))
    return [
        (f"bytes of {name}, safe", ratios["safe"], MOST_RATIO),
        (f"bytes of {name}, doubles", ratios["doubles"], MOST_RATIO),
        (f"bytes of {name}, codes", ratios["codes"], MOST_CODES_RATIO),
        (f"{name} drawn for the first time", first / others, MOST_FIRST),
        *goals,
    ]


def first_bytes(job: Job) -> int:
    """As much as has to be sent until the first line can be printed."""
    count = rows = 0
    for piece in pieces(render.render(job.slip)):
        count += len(piece)
        if piece.startswith(b"\x1dv0"):
            rows += int.from_bytes(piece[6:8], "little")
        if rows >= FIRST_ROWS:
            break
    return count


def tell_lines(ours: int, theirs: int, rows: int, first: int) -> None:
    for line, speed in LINES.items():
        last, others = seconds(ours, rows, speed), seconds(theirs, rows, speed)
        print(
            f"    {line:>8}: first line after {first / speed:6.2f} s, last after {last:6.2f} s, "
            f"image() {others:6.2f} s, ratio {last / others:.2f}"
        )


if __name__ == "__main__":
    main()
