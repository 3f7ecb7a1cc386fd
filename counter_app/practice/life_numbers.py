"""Numbers of lives: dossier codes and forms, each once, from the slice that a desk owns.

The lives that begin on one day know nothing of those of another, so that days can be told in any
order. A slice is therefore shared out: its first part to what is received on the day on which it
comes, the rest to what comes back later, by the working days in between.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from data.domain.errors import Refused
from data.domain.numbering import Slice, next_number

LATEST: Final = 20
"""Working days after which nobody comes back for a number."""
_AT_ONCE: Final = 3
"""Quarters of a slice for what is received at once; of the rest, half is for the day after."""


@dataclass(slots=True)
class Numbers:
    """What the lives of one day have taken. `own` is the slice; a series is an agency or a form."""

    own: Slice
    _taken: dict[tuple[str | int, date, int], int] = field(default_factory=dict)

    def take(self, series: str | int, day: date, waited: int) -> int | None:
        """The next serial of a day, `waited` working days after the life began; None if none."""
        part = self._part(waited)
        if part is None:
            return None
        key = (series, day, waited)
        try:
            number = next_number(part, self._taken.get(key))
        except Refused:
            return None
        self._taken[key] = number
        return number

    def lasts(self, waited: int) -> bool:
        """Whether anybody gets a number so many working days later."""
        return self._part(waited) is not None

    def _part(self, waited: int) -> Slice | None:
        """The serials of what is received so many working days after it came; None if none are."""
        size = self.own.last - self.own.first + 1
        at_once = max(1, size * _AT_ONCE // 4)
        next_day = (size - at_once) // 2
        each = (size - at_once - next_day) // (LATEST - 1)
        if waited == 0:
            return _slice(self.own.first, at_once)
        if waited == 1:
            return _slice(self.own.first + at_once, next_day)
        first = self.own.first + at_once + next_day + (waited - 2) * each
        return _slice(first, each) if waited <= LATEST else None


def _slice(first: int, size: int) -> Slice | None:
    return Slice(first, first + size - 1) if size else None
