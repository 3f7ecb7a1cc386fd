"""Amounts of money in formal Vietnamese words, as receipts and minutes write them.

Every group of three digits after the first is read in full: "không trăm linh năm".
"""

from collections.abc import Iterator
from typing import Final

AMOUNT_LIMIT_VND: Final = 10**18
"""Above it "tỷ tỷ" would have to be counted."""
_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MILLIARD: Final = 10**9
_THOUSANDS: Final = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
"""How a last digit is read from twenty on; after "mười" only five changes."""
_FIVE: Final = 5
_TEN: Final = 10
_HUNDRED: Final = 100


def amount_in_words(amount_vnd: int) -> str:
    """`amount_vnd`, from 0 to `AMOUNT_LIMIT_VND`, with its unit.

    21.005.000 is "hai mươi mốt triệu không trăm linh năm nghìn đồng".
    """
    assert 0 <= amount_vnd <= AMOUNT_LIMIT_VND
    words = _words(amount_vnd, follows=False) if amount_vnd else (_DIGITS[0],)
    return " ".join((*words, "đồng"))


def _words(number: int, *, follows: bool) -> Iterator[str]:
    """`follows`: something was read before it, so its first group is read in full."""
    milliards, rest = divmod(number, _MILLIARD)
    if milliards:
        yield from _words(milliards, follows=follows)
        yield "tỷ"
        follows = True
    for unit, name in _THOUSANDS:
        group = rest // unit % 1_000
        if group:
            yield from _group(group, in_full=follows)
            yield from (name,) if name else ()
            follows = True


def _group(group: int, *, in_full: bool) -> Iterator[str]:
    """Three digits, which are not all 0."""
    hundreds, rest = divmod(group, _HUNDRED)
    if hundreds or in_full:
        yield from (_DIGITS[hundreds], "trăm")
        yield from ("linh",) if 0 < rest < _TEN else ()
    tens, unit = divmod(rest, _TEN)
    if tens > 1:
        yield from (_DIGITS[tens], "mươi")
        yield from (_AFTER_TENS.get(unit, _DIGITS[unit]),) if unit else ()
    elif tens:
        yield "mười"
        yield from ("lăm" if unit == _FIVE else _DIGITS[unit],) if unit else ()
    elif unit:
        yield _DIGITS[unit]
