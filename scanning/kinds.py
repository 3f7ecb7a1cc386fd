"""What a scanned text is to a desk, by its own form alone; and if it is nothing, the likely cause.

The grammars cannot collide, so their order here means nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from data.domain.codes import is_s10, is_slip_key, looks_like_s10, parse_code, read_card
from data.domain.labels import Label, looks_like_label, read_label
from scanning.values import Kind

_LABELS = {
    Label.BADGE: Kind.OFFICER_BADGE,
    Label.SHELF: Kind.SHELF,
    Label.MANIFEST: Kind.MANIFEST,
    Label.SEPARATOR: Kind.SEPARATOR,
}


def kinds_of(value: str) -> frozenset[Kind]:
    """Every kind whose grammar accepts the text: one at most."""
    label = read_label(value)
    fits = {
        Kind.SLIP_KEY: is_slip_key(value),
        Kind.DOSSIER_CODE: parse_code(value) is not None,
        Kind.POSTAL_ITEM: is_s10(value),
        Kind.CITIZEN_CARD: read_card(value) is not None,
    }
    own = {_LABELS[label.label]} if label else set()
    return frozenset({kind for kind, fit in fits.items() if fit} | own)


def classify(value: str) -> Kind:
    return next(iter(kinds_of(value)), Kind.UNKNOWN)


class Cause(StrEnum):
    """Why a text is likely none of ours."""

    WRONG_CHECK_DIGIT = "wrong-check-digit"
    CUT_OFF = "cut-off"
    INPUT_METHOD = "input-method"
    """Telex or VNI was on and made letters of what the reader typed."""
    KEYBOARD_LAYOUT = "keyboard-layout"
    """The reader and the computer disagree about the keyboard."""
    FOREIGN = "foreign"


def cause(value: str) -> Cause:
    """The likely cause that a text is of no kind. It is shown, and nothing is made of it."""
    if any(classify(meant) is not Kind.UNKNOWN for meant in _on_other_keyboards(value)):
        return Cause.KEYBOARD_LAYOUT
    if not value.isascii() and _CARD_START.match(value) is None:
        return Cause.INPUT_METHOD
    if looks_like_s10(value) or looks_like_label(value) or _KEY.fullmatch(value):
        return Cause.WRONG_CHECK_DIGIT
    return Cause.CUT_OFF if _cut_off(value) else Cause.FOREIGN


def _on_other_keyboards(value: str) -> Iterator[str]:
    """What the reader may have meant; some layouts have a mark of its own where a digit is."""
    for layout in _LAYOUTS:
        for text in (value, unicodedata.normalize("NFD", value)):
            meant = text.translate(layout)
            if meant != value:
                yield meant


_LAYOUTS = (
    # Vietnamese (TCVN 5712): letters and tone marks stand where the digits are.
    str.maketrans("ăâêô\u0300\u0309\u0303\u0301\u0323đ", "1234567890"),
    # French.
    str.maketrans("&é\"'(-è_çà):;mqawz,", "1234567890-.,;aqzwm") | str.maketrans("MQAWZ", ":AQZW"),
    # German.
    str.maketrans("ß", "-") | str.maketrans("yzYZ", "zyZY"),
)
_CARD_START = re.compile(r"[0-9]{9,12}\|")
_KEY = re.compile(r"[0-9]{12}")
_AGENCY = r"[0-9A-Z]{1,6}(?:\.[0-9A-Z]{1,6})*"
_PARTS = (
    re.compile(r"[0-9]{6,7}|[0-9]{9,11}"),
    re.compile(rf"{_AGENCY}\.?-?"),
    re.compile(rf"{_AGENCY}-[0-9]{{1,6}}-?"),
    re.compile(rf"\.?{_AGENCY}-[0-9]{{6}}-[0-9]{{1,8}}"),
    re.compile(r"-?[0-9]{0,6}-[0-9]{1,8}"),
    re.compile(r"[A-Z]{2}[0-9]{1,9}[A-Z]?"),
    re.compile(r"[A-Z]?[0-9]{1,9}[A-Z]{2}"),
)
"""What is left where the start or the end of a code of ours is lost; eight digits are a shop's."""


def _cut_off(value: str) -> bool:
    if _CARD_START.match(value) is not None:
        return True
    dotted = "." in value or "-" in value
    text = value.upper()
    return any(part.fullmatch(text) for part in _PARTS) and (dotted or any(map(str.isdigit, text)))
