"""Blanks of desks that never speak to each other never share a number (C7)."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.desk.receiving.blanks import Blanks
from data.domain.center import Center, Desk
from data.domain.codes import FormNumber, read_form_key
from data.domain.numbering import desk_slice
from data.store import journal
from tests.fakes.stores import HEAD, OFFICER, DeskStore, new_desk

turns = st.lists(st.tuples(st.integers(0, 1), st.integers(1, 50)), min_size=1, max_size=6)
DESKS = 9


def printed(desks: Sequence[DeskStore], own: Sequence[Desk], turn: tuple[int, int]) -> set[str]:
    """The keys that one desk puts on paper in its turn."""
    which, count = turn
    made = desks[which]
    blanks = Blanks(made.store, made.journal, Center("c", HEAD, "", practice=True), own[which])
    numbers = blanks.print(OFFICER, count)
    assert all(_within(own[which], number) for number in numbers)
    return {paper.key for paper in blanks.papers(numbers)}


def _within(desk: Desk, number: FormNumber) -> bool:
    return desk.serials.first <= number.serial <= desk.serials.last


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(turns, st.tuples(st.integers(1, 4), st.integers(5, DESKS)), st.booleans())
def test_c7_blanks_of_two_desks_never_share_a_number(
    tmp_path_factory: pytest.TempPathFactory,
    taken: list[tuple[int, int]],
    pair: tuple[int, int],
    rebuilt: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    """However often each prints, and whether or not its tables were made anew in between."""
    desks = [new_desk(tmp_path_factory.mktemp("desk")) for _ in pair]
    own = [Desk("d", number, "", desk_slice(number, DESKS)) for number in pair]
    keys: list[str] = []
    for turn in taken:
        keys += printed(desks, own, turn)
        if rebuilt:
            journal.rebuild(desks[turn[0]].store)
    for desk in desks:
        assert journal.verify(desk.store) == []
        desk.close()
    assert len(set(keys)) == len(keys) == sum(count for _, count in taken)
    assert all(read_form_key(key) for key in keys)
