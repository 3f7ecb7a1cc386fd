"""How long a call took, again and again."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rates:
    per_s: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    """Processor time of this thread at the median: what other work on the machine leaves alone."""

    def __str__(self) -> str:
        return f"p50 {self.p50_ms:8.3f} ms   p99 {self.p99_ms:8.3f} ms"


def nothing() -> None:
    """Nothing happens between two calls."""


def timed(
    call: Callable[[Any], object], items: Iterable[Any], between: Callable[[], object] = nothing
) -> Rates:
    """Each item once. With few items the p99 is the slowest. What is `between` is not counted."""
    times, busy = [], []
    for item in items:
        start, start_busy = time.perf_counter(), time.thread_time()
        call(item)
        times.append(time.perf_counter() - start)
        busy.append(time.thread_time() - start_busy)
        between()
    times.sort()
    return Rates(
        per_s=len(times) / sum(times),
        p50_ms=1000 * times[len(times) // 2],
        p99_ms=1000 * times[min(len(times) - 1, int(len(times) * 0.99))],
        cpu_ms=1000 * statistics.median(busy),
    )


def median(rounds: Sequence[Rates]) -> Rates:
    return Rates(
        statistics.median(it.per_s for it in rounds),
        statistics.median(it.p50_ms for it in rounds),
        statistics.median(it.p99_ms for it in rounds),
        statistics.median(it.cpu_ms for it in rounds),
    )
