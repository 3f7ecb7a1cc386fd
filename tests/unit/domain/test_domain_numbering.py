"""Serials of the day: disjoint slices, gaps allowed, exhaustion refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.errors import Refused
from data.domain.numbering import RESERVE_FIRST, Slice, desk_slice, next_number


@given(st.integers(1, 300))
def test_slices_of_a_center_never_overlap_nor_touch_the_reserve(desks: int) -> None:
    """Two desks that are offline cannot give out the same number; 5000–9999 stay free."""
    slices = [desk_slice(number, desks) for number in range(1, desks + 1)]
    assert all(not one.overlaps(two) for one, two in pairwise(slices))
    assert slices[-1].last < RESERVE_FIRST


def test_first_number_is_the_first_of_the_slice_and_then_the_next() -> None:
    """The next number comes from what the journal holds."""
    own = Slice(101, 103)
    assert next_number(own, None) == 101
    assert next_number(own, 101) == 102


def test_exhausted_slice_refuses_instead_of_borrowing() -> None:
    """No number outside the desk's own slice is ever given out."""
    with pytest.raises(Refused) as refused:
        next_number(Slice(101, 103), 103)
    assert refused.value.code == "serials-exhausted"


@pytest.mark.parametrize(("desk", "desks"), [(0, 5), (6, 5), (1, 5000)])
def test_a_desk_outside_its_center_has_no_slice(desk: int, desks: int) -> None:
    """A desk number above the number of desks, or too many desks, is refused."""
    with pytest.raises(Refused):
        desk_slice(desk, desks)


@pytest.mark.parametrize(("first", "last"), [(0, 5), (6, 5), (1, RESERVE_FIRST)])
def test_a_slice_lies_within_the_range_of_desks(first: int, last: int) -> None:
    """What is kept for the hub belongs to nobody."""
    with pytest.raises(Refused, match="slice-outside-range"):
        Slice(first, last)
