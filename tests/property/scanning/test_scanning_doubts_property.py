"""Whatever is told of an outline, its certainty stays a chance."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scanning.doubts import WEIGHTS, certainty, evidence
from scanning.judging import WEIGHTS as JUDGED


@given(st.floats(0, 1), st.lists(st.floats(-40, 40), min_size=3, max_size=3))
def test_certainty_is_a_chance(score: float, told: list[float]) -> None:
    """Nothing that is told makes it leave 0 to 1, and each weight has its part."""
    features = np.ones(len(JUDGED), np.float32)
    heard = np.array(told, np.float32)
    row = evidence(score, heard, features)
    assert row.shape == (len(WEIGHTS),)
    assert row[0] == 1
    assert 0 <= certainty(score, heard, features) <= 1
