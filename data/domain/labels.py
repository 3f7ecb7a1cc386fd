"""Labels of a Center's own things: badges, shelves, manifests and sheets that part a stack.

Two letters say what it is, digits which one, and a check digit ends it. No input method for
Vietnamese changes it: there is no vowel, no D and no W that a letter or digit could work upon.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from data.domain.codes import check_digit


class Label(StrEnum):
    BADGE = "CB"
    """Cán bộ: who sits at the desk."""
    SHELF = "KG"
    """Kệ giá: where a result lies."""
    MANIFEST = "BK"
    """Bảng kê: what a courier carries away."""
    SEPARATOR = "TP"
    """Tờ phân cách: the pages behind it belong to this component; 0 is the next one."""


DIGITS = {Label.BADGE: 6, Label.SHELF: 4, Label.MANIFEST: 10, Label.SEPARATOR: 3}
"""Of the number; each kind has a length of its own, so that a cut label is none of another."""

_LETTERS = {label.value: label for label in Label}
_LABEL = re.compile(r"(?P<kind>[A-Z]{2})(?P<number>[0-9]+)(?P<check>[0-9])")


@dataclass(frozen=True, slots=True)
class Marked:
    """What a label stands for."""

    label: Label
    number: int

    def __str__(self) -> str:
        return label_text(self.label, self.number)


def label_text(label: Label, number: int) -> str:
    """What is printed. Raises ValueError for a number that the label has no room for."""
    if not 0 <= number < 10 ** DIGITS[label]:
        raise ValueError("a label's number is bounded by its digits")
    digits = f"{number:0{DIGITS[label]}}"
    return f"{label.value}{digits}{check_digit(digits)}"


def read_label(text: str) -> Marked | None:
    """What the label says, or None where it is none of ours or a digit is wrong."""
    match = _LABEL.fullmatch(text)
    if match is None or not looks_like_label(text):
        return None
    if check_digit(match["number"]) != match["check"]:
        return None
    return Marked(Label(match["kind"]), int(match["number"]))


def looks_like_label(text: str) -> bool:
    """Whether only a digit can be wrong with it."""
    match = _LABEL.fullmatch(text)
    label = _LETTERS.get(match["kind"]) if match else None
    return match is not None and label is not None and len(match["number"]) == DIGITS[label]
