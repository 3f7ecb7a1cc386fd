"""What the loops of the devices do for whoever sits at the keys."""

from counter_app.devices import MOST_WAITS, _waits_while


def test_the_camera_waits_for_a_typist_but_not_for_ever() -> None:
    """It goes on with the last key, or after a bound where keys never end."""
    keys = iter([True, True, False])
    _waits_while(lambda: next(keys))()
    assert next(keys, None) is None
    asked: list[bool] = []

    def always() -> bool:
        asked.append(True)
        return True

    _waits_while(always)()
    assert len(asked) == MOST_WAITS
