"""Rows of symbols: what is drawn says what it was drawn from, and a changed one says nothing."""

import numpy as np
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from scanning.symbols import Numbers, code_128, ean_13

START_C, MODULO = 105, 103
PAIRS = st.lists(st.integers(0, 99), min_size=2, max_size=10)


def row(pairs: list[int]) -> Numbers:
    weighed = START_C + sum(place * pair for place, pair in enumerate(pairs, start=1))
    return (START_C, *pairs, weighed % MODULO)


@given(PAIRS)
@settings(max_examples=60, deadline=None)
def test_pairs_of_digits_are_said_and_are_what_an_engine_reads(pairs: list[int]) -> None:
    """The ink of a row is a code that another reader agrees about."""
    numbers = row(pairs)
    code = code_128(len(numbers))
    text = "".join(f"{pair:02}" for pair in pairs)
    assert code.text(numbers) == text
    line = np.pad(255 * (1 - code.ink(numbers)), 12, constant_values=255).repeat(3)
    picture = np.ascontiguousarray(np.tile(line.astype(np.uint8), (30, 1)))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [text]


@given(PAIRS, st.data())
@settings(max_examples=60, deadline=None)
def test_one_changed_symbol_is_noticed(pairs: list[int], data: st.DataObject) -> None:
    """The check symbol is worth what the standard says: no single change passes."""
    numbers = list(row(pairs))
    place = data.draw(st.integers(1, len(numbers) - 2))
    numbers[place] = data.draw(st.integers(0, 99).filter(lambda other: other != numbers[place]))
    assert code_128(len(numbers)).text(tuple(numbers)) is None


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12))
@settings(max_examples=60, deadline=None)
def test_an_ean_says_its_digits(digits: list[int]) -> None:
    """Whatever its first digit is: that one has no bars of its own."""
    weighed = sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits))
    text = "".join(map(str, (*digits, -weighed % 10)))
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.EAN13)
    ink = np.array(zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False))[0] == 0
    code = ean_13()
    numbers = tuple(
        next(
            int(number)
            for number in np.flatnonzero(allowed)
            if np.array_equal(code.book[number], ink[first : first + 7])
        )
        for first, allowed in zip(code.firsts, code.allowed, strict=True)
    )
    assert code.text(numbers) == text
    assert np.array_equal(code.ink(numbers), ink)
