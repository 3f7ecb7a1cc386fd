"""Asking the hub who is first, within a time that an officer does not notice.

The question has a connection and a thread of its own: a cable that is out must not keep whoever
stands at the counter waiting until the network gives up.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from data.sync.errors import SyncError
from data.sync.hub import Claim, Hub

BUDGET_S: Final = 0.3

Answer = TypeVar("Answer")


def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="claims")


@dataclass(slots=True)
class Claims:
    """`budget_s` is how long a question may take. A late answer is not waited for and counts as
    none; a claim that was made by it all the same is this desk's own."""

    open_hub: Callable[[], Hub]
    budget_s: float = BUDGET_S
    _thread: ThreadPoolExecutor = field(default_factory=_one_thread, init=False)
    _asked: Future[Any] | None = field(default=None, init=False)
    _hub: Hub | None = field(default=None, init=False)

    def claim(self, subject: str, purpose: str) -> Claim | None:
        """Who is first; None where nobody could be asked in time."""
        return self._ask(lambda hub: hub.claim(subject, purpose))

    def give_up(self, subject: str, purpose: str) -> None:
        """What was claimed was not done; also where the answer to the claim came too late.

        It is asked after whatever is asked now, and waited for as long as any question. A claim
        that cannot be given up falls by itself.
        """
        given = self._thread.submit(self._answered, lambda hub: hub.give_up(subject, purpose))
        self._asked = given
        with suppress(TimeoutError):
            given.result(self.budget_s)

    def warm(self) -> None:
        """Opens the connection ahead of the first question."""
        if self._hub is None and not self._busy():
            self._asked = self._thread.submit(self._answered, lambda _: None)

    def close(self) -> None:
        """A question that still waits for the network ends when that gives up, in some seconds."""
        self._thread.submit(self._forget)
        self._thread.shutdown()

    def _ask(self, question: Callable[[Hub], Answer]) -> Answer | None:
        if self._busy():
            return None
        asked = self._thread.submit(self._answered, question)
        self._asked = asked
        try:
            return asked.result(self.budget_s)
        except TimeoutError:
            return None

    def _busy(self) -> bool:
        return self._asked is not None and not self._asked.done()

    def _answered(self, question: Callable[[Hub], Answer]) -> Answer | None:
        """On the thread. A connection that was kept may have died meanwhile: then anew, once."""
        kept = self._hub is not None
        try:
            self._hub = self._hub or self.open_hub()
            return question(self._hub)
        except SyncError:
            self._forget()
            return self._answered(question) if kept else None

    def _forget(self) -> None:
        hub, self._hub = self._hub, None
        if hub is not None:
            hub.close()
