"""Text from outside, made harmless once at the edge: NFC, no control or bidi characters, bounded.

Names, QR codes, barcodes and catalogue files all pass through `clean`; what is stored, hashed,
printed and shown is its result.
"""

import unicodedata
from itertools import filterfalse

NAME_LIMIT = 200
"""Characters of a person's or organisation's name."""
LINE_LIMIT = 300
"""Characters of any other single-line field."""
NOTE_LIMIT = 2_000
"""Characters of a remark of several lines."""

_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, format characters (bidi, zero width), surrogates, private use, unassigned, breaks."""


def clean(raw: str, limit: int = LINE_LIMIT) -> str:
    """One line of text: NFC, runs of white space as one space, at most `limit` characters."""
    return " ".join(_visible(raw, limit).split())[:limit].rstrip()


def clean_note(raw: str, limit: int = NOTE_LIMIT) -> str:
    """Several lines of text, each as `clean` leaves it; empty lines at the ends are dropped."""
    lines = (clean(line, limit) for line in raw[: 4 * limit].splitlines())
    return "\n".join(lines).strip()[:limit].rstrip()


def is_clean(text: str) -> bool:
    """Whether `text` could be the result of `clean_note`, its length aside.

    `str.isprintable` is false for exactly the categories that `clean` drops or turns into spaces.
    """
    return unicodedata.is_normalized("NFC", text) and text.replace("\n", "").isprintable()


def fold(text: str) -> str:
    """What an officer may type for `text`: no accents, đ as d, lower case.

    SQLite's `unicode61 remove_diacritics 2` leaves đ alone, so the folded text is stored.
    """
    plain = text.replace("đ", "d").replace("Đ", "d")
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(filterfalse(unicodedata.combining, decomposed)).casefold()


def _visible(raw: str, limit: int) -> str:
    """`raw` in NFC without its invisible characters; white-space controls become spaces.

    Only four times `limit` characters are looked at: a decomposed Vietnamese letter has at most
    four code points, and a pasted book must not stop the desk.
    """
    composed = unicodedata.normalize("NFC", raw[: 4 * limit])
    return "".join(
        char if unicodedata.category(char) not in _DROPPED_CATEGORIES else _blank(char)
        for char in composed
    )


def _blank(char: str) -> str:
    return " " if char.isspace() else ""
