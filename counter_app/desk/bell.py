"""The bell that calls the printer's loop: rung after every commit that left a paper to print."""

from collections.abc import Callable
from dataclasses import dataclass, field


def nobody_waits() -> None:
    """Nobody waits for new papers."""


@dataclass(slots=True)
class Bell:
    """One for all use cases of a desk; a command rings it for nobody."""

    wakes: Callable[[], None] = field(default=nobody_waits)

    def ring(self) -> None:
        self.wakes()
