"""Labels and postal numbers: strict forms with a check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.codes import is_s10, looks_like_s10, s10_check_digit
from data.domain.labels import DIGITS, Label, Marked, label_text, looks_like_label, read_label

marks = st.sampled_from(list(Label)).flatmap(
    lambda label: st.builds(Marked, st.just(label), st.integers(0, 10 ** DIGITS[label] - 1))
)


@given(marks)
def test_a_label_reads_as_what_was_written(mark: Marked) -> None:
    """Kind and number come back."""
    assert read_label(str(mark)) == mark


@given(marks, st.data())
def test_a_wrong_digit_or_a_swap_is_found(mark: Marked, data: st.DataObject) -> None:
    """No single digit can change, and no two neighbours trade places, without being noticed."""
    text = str(mark)
    place = data.draw(st.integers(2, len(text) - 1))
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != text[place]]))
    wrong = text[:place] + digit + text[place + 1 :]
    assert read_label(wrong) is None
    assert looks_like_label(wrong)
    swapped = text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :]
    assert read_label(swapped) in ({None} if swapped != text else {mark})


@pytest.mark.parametrize("text", ["", "CB", "CB000042", "XX0000420", "cb0000420", "CB00004200"])
def test_what_is_no_label_is_none(text: str) -> None:
    """Another length, another kind, small letters: nothing is guessed."""
    assert read_label(text) is None


def test_a_number_without_room_is_refused() -> None:
    """A label is never longer than its kind."""
    with pytest.raises(ValueError, match="bounded"):
        label_text(Label.SEPARATOR, 1000)
    with pytest.raises(ValueError, match="bounded"):
        label_text(Label.SEPARATOR, -1)


@pytest.mark.parametrize(
    "number", ["RR473124829FI", "EE123456785VN", "EB000000005VN", "EB000000080VN"]
)
def test_postal_numbers_of_the_standard_are_right(number: str) -> None:
    """The example of UPU S10, and both remainders that are written otherwise."""
    assert is_s10(number)


@given(st.from_regex(r"[0-9]{8}", fullmatch=True, alphabet="0123456789"), st.integers(1, 9))
def test_another_check_digit_makes_it_no_postal_number(serial: str, by: int) -> None:
    """It still looks like one, so that the officer is told what is wrong."""
    wrong = (int(s10_check_digit(serial)) + by) % 10
    assert not is_s10(f"RR{serial}{wrong}VN")
    assert looks_like_s10(f"RR{serial}{wrong}VN")
