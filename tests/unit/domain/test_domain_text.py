"""Untrusted text is made harmless once, at the edge."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from data.domain.text import clean, clean_note, fold, is_clean


@given(st.text(), st.integers(1, 50))
def test_cleaned_text_is_one_harmless_line(raw: str, limit: int) -> None:
    """NFC, no control or bidi character, no outer space, never longer than allowed."""
    cleaned = clean(raw, limit)
    assert is_clean(cleaned)
    assert "\n" not in cleaned
    assert len(cleaned) <= limit
    assert cleaned == cleaned.strip()


@given(st.text())
def test_cleaning_is_done_once(raw: str) -> None:
    """What was cleaned stays as it is, so stored text equals shown text."""
    assert clean(clean(raw)) == clean(raw)
    assert clean_note(clean_note(raw)) == clean_note(raw)
    assert is_clean(clean_note(raw))


def test_decomposed_vietnamese_becomes_one_letter_each() -> None:
    """NFD from a file or a card is stored as NFC, so that it is found and printed."""
    assert clean(unicodedata.normalize("NFD", "Nguyễn Thị Ánh")) == "Nguyễn Thị Ánh"


def test_terminal_and_printer_commands_lose_their_power() -> None:
    """ESC, GS, bidi marks and zero-width characters disappear; the letters stay."""
    assert clean("A\x1b@\x1dV\x00\u202eB\u200b\u2066C\r\nD") == "A@ VBC D"


def test_a_pasted_book_is_cut() -> None:
    """Ten thousand characters do not stop the desk."""
    assert len(clean("ễ" * 10_000, 200)) == 200


def test_folding_lets_an_officer_type_without_accents() -> None:
    """đ is d, marks are gone, case does not matter."""
    assert fold("Đặng Thị Đức Nguyễn PHƯỜNG") == "dang thi duc nguyen phuong"
