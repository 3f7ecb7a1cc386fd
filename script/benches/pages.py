"""Papers as PDF: time of the first and of later ones, bytes beside a picture of dots, and how long
another thread waits meanwhile; then a register of hundreds of pages.

    script/bench pages [--quick]
"""

import json
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median

import img2pdf

from data.domain.papers import Paper, RegisterBook
from printing.papers.layout import lay_out, page_size
from printing.papers.template import load_templates
from printing.raster import to_png
from printing.render import render
from tests.fakes.printing_papers import EVERY_PAPER

TICK_S = 0.0005
ROWS = 4_500


def memory_mb() -> float:
    """The most this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def stalls(found: list[float]) -> Iterator[None]:
    """Seconds by which a thread that wakes twice a millisecond comes late."""
    stop = threading.Event()

    def tick() -> None:
        last = time.perf_counter()
        while not stop.wait(TICK_S):
            now = time.perf_counter()
            found.append(now - last - TICK_S)
            last = now

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def of_dots(paper: Paper) -> bytes:
    """The page as one picture, as a printer without letters would keep it."""
    picture = to_png(render(lay_out(paper, TEMPLATES, page_size(paper))))
    made = img2pdf.convert(picture, nodate=True, engine=img2pdf.Engine.internal)
    assert made is not None
    return made


def main(*, quick: bool) -> None:
    before_mb = memory_mb()
    loading_s = seconds(lambda: __import__("printing.pdf.typeset"))
    from printing.pdf.typeset import Original, to_pdf

    def pdf(paper: Paper) -> bytes:
        return to_pdf([Original(paper, TEMPLATES, page_size(paper))])

    rows = []
    waits: list[float] = []
    for name, paper in EVERY_PAPER.items():
        with stalls(waits):
            first_s = seconds(lambda: pdf(paper))  # noqa: B023 - called at once
            later_s = [seconds(lambda: pdf(paper)) for _ in range(3 if quick else 9)]  # noqa: B023
        rows.append((name, first_s, median(later_s), len(pdf(paper)), len(of_dots(paper))))
    print(f"{'paper':24}{'first ms':>10}{'later ms':>10}{'bytes':>9}{'of dots':>9}")
    for name, first_s, again_s, size, dots in rows:
        print(f"{name:24}{first_s * 1e3:10.1f}{again_s * 1e3:10.1f}{size:9}{dots:9}")
    waits.sort()
    figures = {
        "import_ms": round(loading_s * 1e3, 1),
        "memory_mb": [round(before_mb), round(memory_mb())],
        "wait_ms_p99": round(waits[len(waits) * 99 // 100] * 1e3, 1),
        "wait_ms_worst": round(waits[-1] * 1e3, 1),
    }
    print(json.dumps(figures))
    if not quick:
        register(pdf)


def register(pdf: Callable[[Paper], bytes]) -> None:
    """A year of a small Center on wide pages."""
    book = EVERY_PAPER["register"]
    assert isinstance(book, RegisterBook)
    lines = tuple(
        replace(book.rows[place % len(book.rows)], number=place + 1) for place in range(ROWS)
    )
    long, made, waits = replace(book, rows=lines), [], []  # type: ignore[var-annotated]
    with stalls(waits):
        took_s = seconds(lambda: made.append(pdf(long)))
    figures = {
        "rows": ROWS,
        "seconds": round(took_s, 1),
        "bytes": len(made[0]),
        "memory_mb": round(memory_mb()),
        "wait_ms_worst": round(max(waits) * 1e3, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    TEMPLATES = load_templates()
    main(quick="--quick" in sys.argv[1:])
