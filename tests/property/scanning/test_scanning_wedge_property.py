"""Whatever keys come, and whenever: nothing is lost, nothing doubled, the order is kept."""

from hypothesis import given
from hypothesis import strategies as st

from scanning.wedge import Collecting, Decision, Key, Scan, WedgeDetector

SPECIAL = ["enter", "tab", "backspace", "ctrl+h", "ctrl+j", "f2", "escape", "left"]
GAPS_S = st.one_of(
    st.sampled_from([0.0, 0.001, 0.011, 0.012, 0.013, 0.029, 0.030, 0.031, 0.2]),
    st.floats(0, 1),
)
CHARACTERS = st.one_of(
    st.sampled_from([(name, None) for name in SPECIAL]),
    st.sampled_from([("backspace", "\x08"), ("backspace", "\x7f"), ("enter", "\r")]),
    st.sampled_from("0123456789.-H|aễđ ").map(lambda char: (char, char)),
)
STROKES = st.tuples(CHARACTERS, GAPS_S, st.booleans())
BURST = st.lists(
    st.tuples(
        st.sampled_from("0123456789").map(lambda char: (char, char)), st.just(0.001), st.booleans()
    ),
    min_size=6,
    max_size=14,
)
SEQUENCES = st.lists(st.one_of(STROKES.map(lambda stroke: [stroke]), BURST), max_size=30)


def pressed(strokes: list[tuple[tuple[str, str | None], float, bool]]) -> list[tuple[Key, bool]]:
    at_s, keys = 100.0, []
    for (name, character), gap_s, in_field in strokes:
        at_s += gap_s
        keys.append((Key(name, character, at_s), in_field))
    return keys


def came_out(decisions: list[Decision]) -> list[Key]:
    return [
        key
        for decision in decisions
        if not isinstance(decision, Collecting)
        for key in decision.keys
    ]


@given(SEQUENCES, st.lists(st.integers(0, 400), max_size=8))
def test_every_key_comes_out_once_and_in_order(
    parts: list[list[tuple[tuple[str, str | None], float, bool]]], timers: list[int]
) -> None:
    """Typing, scans and swallowed line feeds together are the input, however timers fire."""
    keys = pressed([stroke for part in parts for stroke in part])
    detector, decided = WedgeDetector(), list[Decision]()
    for place, (key, in_field) in enumerate(keys):
        if place in timers:
            decided += detector.expire(key.at_s)
        decided += detector.feed(key, in_text_field=in_field)
    decided += detector.expire(float("inf"))
    assert came_out(decided) == [key for key, _ in keys]


@given(SEQUENCES)
def test_a_scan_is_made_of_its_keys(
    parts: list[list[tuple[tuple[str, str | None], float, bool]]],
) -> None:
    """A scan's value is what a field would hold after its keys, without the key that ended it."""
    detector, decided = WedgeDetector(), list[Decision]()
    for key, in_field in pressed([stroke for part in parts for stroke in part]):
        decided += detector.feed(key, in_text_field=in_field)
    decided += detector.expire(float("inf"))
    for scan in (decision for decision in decided if isinstance(decision, Scan)):
        text, ends = "", 0
        for key in scan.keys:
            text = text[:-1] if key.erases else text + (key.character or "" if key.types else "")
            ends += not (key.types or key.erases)
        assert scan.value == text
        assert ends in {0, 1}
        assert len(set(text)) > 1


@given(SEQUENCES)
def test_held_keys_always_have_a_deadline(
    parts: list[list[tuple[tuple[str, str | None], float, bool]]],
) -> None:
    """Whenever keys are held, the last decision says until when, and never for long."""
    detector = WedgeDetector()
    for key, in_field in pressed([stroke for part in parts for stroke in part]):
        decided = detector.feed(key, in_text_field=in_field)
        still_held = detector.expire(float("-inf"))
        if still_held:
            assert decided[-1:] == still_held
            assert isinstance(decided[-1], Collecting)
            assert 0 < decided[-1].deadline_s - key.at_s <= 0.0301
        else:
            assert detector.expire(float("inf")) == ()
