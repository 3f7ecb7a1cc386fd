"""A reader's burst is told from typing, and typing is never harmed."""

import pytest

from scanning.wedge import (
    MAX_GAP_S,
    Collecting,
    Decision,
    Key,
    Scan,
    Swallowed,
    Typing,
    WedgeDetector,
)

CODE = "000.00.19.H47-190926-0001"
CARD = "000000000000||Nguyễn Văn Thử|01011990|Nam|Số 0, đường Ví Dụ|01012099"
FAST_S, SLOW_S, HUMAN_S = 0.002, 0.018, 0.060


def keys(text: str, start_s: float, gap_s: float, end: str | None = None) -> list[Key]:
    """Key presses that type `text`; \b is a backspace, `end` a special key behind it."""
    pressed = [
        Key("backspace", "\x08", start_s + i * gap_s)
        if char == "\b"
        else Key(char, char, start_s + i * gap_s)
        for i, char in enumerate(text)
    ]
    return [*pressed, Key(end, None, start_s + len(text) * gap_s)] if end else pressed


def run(
    detector: WedgeDetector, pressed: list[Key], *, in_text_field: bool = True
) -> list[Decision]:
    decided: list[Decision] = []
    for key in pressed:
        decided += detector.feed(key, in_text_field=in_text_field)
    decided += detector.expire(pressed[-1].at_s + 1)
    return [decision for decision in decided if not isinstance(decision, Collecting)]


def typed(decisions: list[Decision]) -> str:
    return "".join(
        key.character or f"<{key.name}>"
        for decision in decisions
        if isinstance(decision, Typing)
        for key in decision.keys
    )


def scans(decisions: list[Decision]) -> list[str]:
    return [decision.value for decision in decisions if isinstance(decision, Scan)]


@pytest.mark.parametrize("value", [CODE, "010720800010", "EE123456789VN", CARD])
@pytest.mark.parametrize("end", ["enter", "tab", None])
def test_a_burst_is_a_scan(value: str, end: str | None) -> None:
    """Codes, keys, post items and cards are scans, ended by Enter, Tab or a pause."""
    decided = run(WedgeDetector(), keys(value, 1.0, FAST_S, end))
    assert scans(decided) == [value]
    assert typed(decided) == ""


def test_two_scans_follow_each_other() -> None:
    """One scan does not disturb the next, however soon it comes."""
    first = keys(CODE, 1.0, FAST_S, "enter")
    second = keys("010720800010", first[-1].at_s + FAST_S, FAST_S, "enter")
    assert scans(run(WedgeDetector(), first + second)) == [CODE, "010720800010"]


def test_a_function_key_just_before_a_scan_does_not_spoil_it() -> None:
    """F2 and a scan in one breath are both understood."""
    pressed = [Key("f2", None, 1.0), *keys(CODE, 1.001, FAST_S, "enter")]
    decided = run(WedgeDetector(), pressed)
    assert (typed(decided), scans(decided)) == ("<f2>", [CODE])


@pytest.mark.parametrize("gap_s", [0.035, HUMAN_S, 0.2])
@pytest.mark.parametrize("text", ["0905123123", "Nguyen Van Thu", CODE])
def test_typing_is_no_scan(text: str, gap_s: float) -> None:
    """Even a code typed by the fastest fingers stays typing."""
    decided = run(WedgeDetector(), keys(text, 1.0, gap_s, "enter"))
    assert (typed(decided), scans(decided)) == (f"{text}<enter>", [])


@pytest.mark.parametrize("backspace", ["\x08", "\x7f"])
def test_an_input_method_is_passed_on_unharmed(backspace: str) -> None:
    """Unikey's backspaces and accented letters come out in order, whatever they look like."""
    pressed = keys("nguye", 1.0, HUMAN_S)
    at_s = pressed[-1].at_s + HUMAN_S
    burst = [
        Key("backspace", backspace, at_s),
        Key("backspace", backspace, at_s),
        *keys("ễn1234567", at_s, 0.0),
    ]
    decided = run(WedgeDetector(), pressed + burst)
    assert scans(decided) == []
    assert typed(decided) == f"nguye{backspace}{backspace}ễn1234567"


def test_a_backspace_within_a_burst_makes_it_typing() -> None:
    """A burst that corrects itself and ends without Enter is an input method's."""
    decided = run(WedgeDetector(), keys("0107208\b00010", 1.0, FAST_S))
    assert (typed(decided), scans(decided)) == ("0107208\x0800010", [])


@pytest.mark.parametrize(
    ("burst", "shown"),
    [
        ("EE\bÊ123456785VN", "EÊ123456785VN"),
        ("Ê123456785VN", "Ê123456785VN"),
        ("R\bR12345678\b5VN", "R12345675VN"),
        ("đđđ.đđ.ăç.H47-ăçđç", "đđđ.đđ.ăç.H47-ăçđç"),
        ("àààçàà&ééèàç", "àààçàà&ééèàç"),
        ("049000000000||Nguye\bễn Va\băn|01011990", "049000000000||Nguyễn Văn|01011990"),
    ],
)
@pytest.mark.parametrize("in_text_field", [True, False])
def test_a_scan_that_an_input_method_worked_on_is_a_scan(
    burst: str, shown: str, *, in_text_field: bool
) -> None:
    """It stays out of the text field, is shown as it came, and leaves the next scan unharmed."""
    first = keys(burst, 1.0, FAST_S, "enter")
    second = keys(CODE, first[-1].at_s + 0.2, FAST_S, "enter")
    decided = run(WedgeDetector(), first + second, in_text_field=in_text_field)
    assert (typed(decided), scans(decided)) == ("", [shown, CODE])


@pytest.mark.parametrize("text", ["Nguyễn", "Trường", "Đường số 12", "ễ1", "Nguyễn Văn Thử 1990"])
def test_a_word_that_an_input_method_commits_at_once_is_typing(text: str) -> None:
    """Also where Enter follows in the same breath: a word has no digits, a sentence has spaces."""
    decided = run(WedgeDetector(), keys(text, 1.0, 0.0, "enter"))
    assert (typed(decided), scans(decided)) == (f"{text}<enter>", [])


def test_unikey_while_an_address_is_typed_stays_typing() -> None:
    """Backspaces behind a letter of the officer's own, and Enter when the hand gets there."""
    pressed, at_s = list[Key](), 1.0
    for piece in ("1", "2", "3", "4", "5", "6", "\b\bố", "7", "8"):
        pressed += keys(piece, at_s, 0.001)
        at_s += HUMAN_S
    pressed.append(Key("enter", None, at_s))
    decided = run(WedgeDetector(), pressed)
    assert scans(decided) == []
    assert typed(decided) == "123456\x08\x08ố78<enter>"


@pytest.mark.parametrize("text", ["12345", "nguyenvanthu", "000000000", "số 12 Lê Lợi 99"])
def test_what_is_no_code_is_given_back(text: str) -> None:
    """Short bursts, words, a key held down and sentences are returned with their Enter."""
    decided = run(WedgeDetector(), keys(text, 1.0, FAST_S, "enter"))
    assert (typed(decided), scans(decided)) == (f"{text}<enter>", [])


def test_a_lone_key_is_held_no_longer_than_a_blink() -> None:
    """In a text field a letter is on the screen within sixteen milliseconds."""
    (waiting,) = WedgeDetector().feed(Key("a", "a", 5.0))
    assert isinstance(waiting, Collecting)
    assert waiting.deadline_s - 5.0 < 0.016


def test_a_timer_that_rings_early_is_told_to_come_again() -> None:
    """A burst that goes on is kept together, and no key is left waiting for the next one."""
    detector = WedgeDetector()
    detector.feed(Key("0", "0", 5.0))
    last = Key("1", "1", 5.01)
    detector.feed(last)
    early = detector.expire(5.039)
    assert early == (Collecting(5.01 + MAX_GAP_S),)
    assert typed(list(detector.expire(5.041))) == "01"
    assert detector.expire(5.042) == ()


def test_a_slow_reader_is_known_outside_text_fields() -> None:
    """At the pace of a slow USB reader a scan is one where no letter is waited for."""
    slow = keys(CODE, 1.0, SLOW_S, "enter")
    assert scans(run(WedgeDetector(), slow, in_text_field=False)) == [CODE]
    assert typed(run(WedgeDetector(), slow)) == f"{CODE}<enter>"


def test_a_slow_reader_once_known_is_known_in_text_fields() -> None:
    """One slow scan teaches the detector to wait."""
    detector = WedgeDetector()
    run(detector, keys(CODE, 1.0, SLOW_S, "enter"), in_text_field=False)
    assert scans(run(detector, keys(CODE, 9.0, SLOW_S, "enter"))) == [CODE]


def test_a_line_feed_behind_a_scan_presses_nothing() -> None:
    """A reader that ends with CR LF must not confirm what its own scan opened."""
    scan = keys(CODE, 1.0, FAST_S, "enter")
    feed = Key("ctrl+j", "\n", scan[-1].at_s + FAST_S)
    later = Key("enter", None, scan[-1].at_s + 0.5)
    decided = run(WedgeDetector(), [*scan, feed, later])
    assert [type(decision) for decision in decided] == [Scan, Swallowed, Typing]


def test_endless_bursts_are_let_go() -> None:
    """What never ends is passed on in pieces; memory is bounded."""
    decided = run(WedgeDetector(), keys("a1" * 2_000, 1.0, 0.0))
    assert typed(decided) == "a1" * 2_000
    assert scans(decided) == []
