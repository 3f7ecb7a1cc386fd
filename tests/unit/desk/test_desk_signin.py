"""Signing in: tries are counted in the journal, and nothing tells whether a number exists."""

from datetime import timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.signin import TRIES
from data.domain.errors import Refused
from data.store.journal import verify
from tests.fakes.desk import PIN, RECEIVER, StillClock, opened


def refusal(counter: Counter, number: str, pin: str) -> Refused:
    with pytest.raises(Refused) as refused:
        counter.sign_in.sign_in(number, pin)
    return refused.value


def test_right_number_and_pin_open_a_shift(counter: Counter) -> None:
    """The officer who signed in is the one whose name stands on the papers."""
    assert counter.sign_in.sign_in(RECEIVER, PIN).name == "Trần Thị Ví Dụ"


def test_unknown_number_and_wrong_pin_answer_alike(counter: Counter) -> None:
    """Nobody learns from the answer which officer numbers exist."""
    assert refusal(counter, "77", PIN).code == refusal(counter, RECEIVER, "111222").code


def test_wrong_pins_are_counted_down_and_then_cost_time(
    counter: Counter, clock: StillClock
) -> None:
    """After five wrong PINs even the right one waits; then it opens and the count is cleared."""
    left = [refusal(counter, RECEIVER, "111222").facts["left"] for _ in range(TRIES)]
    assert left == [4, 3, 2, 1, 0]
    locked = refusal(counter, RECEIVER, PIN)
    assert (locked.code, locked.facts["wait_s"]) == ("pin-locked", 30)
    clock.forward(timedelta(seconds=31))
    assert counter.sign_in.sign_in(RECEIVER, PIN).number == RECEIVER
    assert refusal(counter, RECEIVER, "111222").facts["left"] == 4


def test_the_count_survives_a_restart(config: Config, clock: StillClock) -> None:
    """Pulling the plug does not give five new tries."""
    with opened(config, clock) as counter:
        for _ in range(TRIES):
            refusal(counter, RECEIVER, "111222")
    with opened(config, clock) as counter:
        assert refusal(counter, RECEIVER, PIN).code == "pin-locked"
        assert verify(counter.store) == []


def test_each_further_wrong_pin_waits_longer(counter: Counter, clock: StillClock) -> None:
    """30 seconds, a minute, two …, never more than a quarter of an hour."""
    waits: list[int] = []
    for _ in range(TRIES - 1):
        refusal(counter, RECEIVER, "111222")
    for _ in range(8):
        refusal(counter, RECEIVER, "111222")
        wait_s = refusal(counter, RECEIVER, "111222").facts["wait_s"]
        assert isinstance(wait_s, int)
        waits.append(wait_s)
        clock.forward(timedelta(seconds=wait_s + 1))
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]
