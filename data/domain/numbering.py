"""Serials of dossier codes: each desk owns a slice of every agency's numbers of the day.

Two desks that are offline can never give out the same number, because their slices are disjoint.
5000–9999 are in no slice: they are kept for leases of the hub and for restored disk images.
"""

from dataclasses import dataclass

from data.domain.errors import Refused

RESERVE_FIRST = 5000
"""First serial that no desk owns."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The serials `first` … `last` of each agency and day that one desk gives out."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 < self.first <= self.last < RESERVE_FIRST:
            raise Refused("slice-outside-range", first=self.first, last=self.last)

    def overlaps(self, other: "Slice") -> bool:
        return self.first <= other.last and other.first <= self.last


def desk_slice(desk_number: int, desks: int) -> Slice:
    """The slice of desk 1 … `desks` of a Center that shares the range evenly."""
    size = (RESERVE_FIRST - 1) // desks
    if not 1 <= desk_number <= desks or size == 0:
        raise Refused("desk-number-outside-center", desk=desk_number, desks=desks)
    return Slice((desk_number - 1) * size + 1, desk_number * size)


def beside(own: Slice, desk_number: int) -> Slice:
    """The slice of another desk of the Center, each as long as `own`."""
    size = own.last - own.first + 1
    if not 1 <= desk_number <= (RESERVE_FIRST - 1) // size:
        desks = (RESERVE_FIRST - 1) // size
        raise Refused("desk-number-outside-center", desk=desk_number, desks=desks)
    return Slice((desk_number - 1) * size + 1, desk_number * size)


def next_number(own: Slice, highest_used: int | None) -> int:
    """The serial after the highest one that the journal holds in this slice for agency and day.

    Raises Refused("serials-exhausted"): the number is then taken at another desk, never invented.
    """
    number = own.first if highest_used is None else highest_used + 1
    if number > own.last:
        raise Refused("serials-exhausted", first=own.first, last=own.last)
    return number
