"""The threads of the desk: each runs one bounded `step` again and again until it is told to stop.

A loop touches no widget: it speaks through the `notify` it was given. What a step raises of its
known troubles is told and tried again, ever more slowly; anything else ends the loop and is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Generic, TypeVar

from textual.message import Message

from counter_app.messages import LoopEnded, LoopState

STOP_TIMEOUT_S = 3.0
"""How long leaving the program waits for one step to end."""
FIRST_RETRY_S = 0.5
LAST_RETRY_S = 15.0
_MAX_DOUBLINGS = 10

Report = TypeVar("Report")
Notify = Callable[[Message], object]
Jitter = Callable[[], float]
"""Gives a number from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two steps when all is well, and how a pause grows while it is not."""

    rest_s: float
    first_retry_s: float = FIRST_RETRY_S
    last_retry_s: float = LAST_RETRY_S

    def retry_s(self, failures: int, jitter: float) -> float:
        """Doubles with every failure up to the cap; `jitter` spreads it down to one half."""
        grown_s = self.first_retry_s * 2.0 ** min(failures - 1, _MAX_DOUBLINGS)
        return min(grown_s, self.last_retry_s) * (1 - jitter / 2)


class Loop(Generic[Report]):
    """One named thread. `step` and `tell` run on it; `wake` and `stop` may be called from any."""

    def __init__(
        self,
        name: str,
        step: Callable[[], Report],
        *,
        tell: Callable[[Report], Message | None],
        notify: Notify,
        pace: Pace,
        troubles: tuple[type[Exception], ...],
        jitter: Jitter,
    ) -> None:
        self.name = name
        self._step, self._tell, self._notify = step, tell, notify
        self._pace, self._troubles, self._jitter = pace, troubles, jitter
        self._stopping, self._waking = Event(), Event()
        self._failures = 0
        # A daemon: a driver that hangs in a system call must not keep the program open.
        self._thread = Thread(target=self.run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """There is work: step now."""
        self._waking.set()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Ask the loop to end and wait for it; False where its step did not end in time."""
        self._stopping.set()
        self._waking.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def run(self) -> None:
        while not self._stopping.is_set():
            # Cleared before the step, so that a wake during the step is not lost.
            self._waking.clear()
            try:
                pause_s = self.turn()
            except Exception as error:  # noqa: BLE001 - style.md §7: unknown means stop and tell
                self._notify(LoopEnded(self.name, error))
                return
            if not self._stopping.is_set():
                self._waking.wait(pause_s)

    def turn(self) -> float:
        """One step, and the seconds to rest after it."""
        try:
            report = self._step()
        except self._troubles as error:
            self._failures += 1
            self._notify(LoopState(self.name, getattr(error, "code", "")))
            return self._pace.retry_s(self._failures, self._jitter())
        if self._failures:
            self._failures = 0
            self._notify(LoopState(self.name, ""))
        if (message := self._tell(report)) is not None:
            self._notify(message)
        return self._pace.rest_s
