"""Amounts in words say the amount, whole and in one way only."""

from hypothesis import example, given
from hypothesis import strategies as st

from data.domain.amounts import AMOUNT_LIMIT_VND, amount_in_words

UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5}
UNITS |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
POWERS = {"nghìn": 10**3, "triệu": 10**6}

amounts = st.one_of(
    st.integers(0, AMOUNT_LIMIT_VND),
    st.integers(0, 10**7),
    st.builds(lambda digit, zeros: digit * 10**zeros, st.integers(1, 999), st.integers(0, 15)),
)


def read(words: str) -> int:
    """The number that somebody writes down who hears these words."""
    total = below_milliard = group = digit = 0
    for word in words.removesuffix(" đồng").split():
        if word in UNITS:
            digit = UNITS[word]
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "tỷ":
            total = (total + below_milliard + group + digit) * 10**9
            below_milliard = group = digit = 0
        elif word != "linh":
            below_milliard += (group + digit) * POWERS[word]
            group = digit = 0
    return total + below_milliard + group + digit


@given(amounts)
@example(10**18)
@example(10**9 + 1)
def test_what_is_read_out_is_the_amount(amount_vnd: int) -> None:
    """Whoever writes down the figures from the words gets the amount again."""
    assert read(amount_in_words(amount_vnd)) == amount_vnd


@given(amounts)
def test_words_keep_the_formal_style(amount_vnd: int) -> None:
    """Mốt and tư only after mươi, lăm only after mươi or mười, linh only after trăm."""
    words = amount_in_words(amount_vnd).split()
    before = dict(zip(range(1, len(words)), words, strict=False))
    for place, word in enumerate(words):
        if word in {"mốt", "tư"}:
            assert before[place] == "mươi"
        if word == "lăm":
            assert before[place] in {"mươi", "mười"}
        if word == "linh":
            assert before[place] == "trăm"
        if word in {"một", "bốn", "năm"} and place:
            assert before[place] != "mươi"
    assert words[-1] == "đồng"
