"""Whatever the seed and the habits: a life is lawful, in order, and needs no clock."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.practice.life_habits import Habits
from data.domain.folding import fold
from tests.fakes.center_life import MONDAY, center_life, days_from, entries

shares = st.floats(0, 1)
habits = st.builds(
    Habits,
    per_day=st.just(6),
    entries=st.floats(0, 20),
    post=st.floats(0, 0.3),
    online=st.floats(0, 0.3),
    inbound=st.floats(0, 0.3),
    supplement=shares,
    second_supplement=shares,
    supplement_unbrought=shares,
    wrong_choice=shares,
    late_entry=shares,
    unscanned=shares,
    recalled=shares,
    late=shares,
    apology=shares,
    late_again=shares,
    returned=shares,
    returned_late=shares,
    in_parts=shares,
    drafted=shares,
    silent=shares,
    refusal=shares,
    withdrawn=shares,
    return_by_post=shares,
    return_changed=shares,
    by_somebody_else=shares,
    lost_slip=shares,
    in_part=shares,
    wrong_result=shares,
    undelivered=shares,
)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**64), habits, st.integers(0, 300))
def test_any_life_folds_without_conflicts(seed: int, habits: Habits, weeks: int) -> None:
    """Every fact stands when all of them are folded again, in whatever order they are known."""
    days = days_from(MONDAY + timedelta(weeks=weeks % 60), 2)
    until = None if weeks % 3 else center_life(days=days_from(days[0], 120))._center.until
    told = list(center_life(seed, days=days, habits=habits, until=until))
    assert all(one.came <= two.came for one, two in pairwise(told))
    for life in told:
        dossier = fold(life.id, reversed(entries(life)))
        assert not dossier.conflicts
        assert not dossier.unread
        assert dossier.state is life.dossier.state
