"""Breaking text into lines between syllables. Joined again, the lines hold every character."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    ITALIC = "Italic"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one weight; runs follow each other without a gap."""

    text: str
    weight: Weight = Weight.REGULAR


Word = tuple[Run, ...]
"""What must stay on one line: the pieces between two spaces."""
Measure = Callable[[Run], int]
"""Width of a run in dots."""


def wrap(
    runs: Sequence[Run], measure: Measure, *, first_dots: int, later_dots: int
) -> list[tuple[Word, ...]]:
    """Lines of `runs`: the first line and the later ones may differ in width.

    A word wider than its line is cut between letters, so that nothing is lost. A letter wider
    than the line stands alone.
    """
    space_dots = measure(Run(" "))
    lines: list[list[Word]] = [[]]
    left_dots = first_dots
    for word in words_of(runs):
        need_dots = _width(word, measure)
        if lines[-1] and need_dots > left_dots - space_dots:
            lines.append([])
            left_dots = later_dots
        if lines[-1]:
            left_dots -= space_dots
        for part in _fitting(word, measure, left_dots, later_dots):
            if lines[-1] and part is not word:
                lines.append([])
                left_dots = later_dots
            lines[-1].append(part)
            left_dots -= _width(part, measure)
    return [tuple(line) for line in lines if line]


def words_of(runs: Sequence[Run]) -> Iterator[Word]:
    """Pieces between plain spaces; a no-break space holds its neighbours together."""
    word: list[Run] = []
    for run in runs:
        first, *others = run.text.split(" ")
        if first:
            word.append(Run(first, run.weight))
        for text in others:
            if word:
                yield tuple(word)
            word = [Run(text, run.weight)] if text else []
    if word:
        yield tuple(word)


def _width(word: Word, measure: Measure) -> int:
    return sum(measure(run) for run in word)


def _fitting(word: Word, measure: Measure, first_dots: int, later_dots: int) -> Iterator[Word]:
    """`word` itself where it fits in the first line, else parts of it, each for its own line."""
    if _width(word, measure) <= first_dots:
        yield word
        return
    part: list[Run] = []
    room_dots = first_dots
    for run in word:
        for letter in letters_of(run.text):
            grown = _grown(part, letter, run.weight)
            if part and _width(tuple(grown), measure) > room_dots:
                yield tuple(part)
                room_dots = later_dots
                grown = [Run(letter, run.weight)]
            part = grown
    yield tuple(part)


def _grown(part: list[Run], letter: str, weight: Weight) -> list[Run]:
    if part and part[-1].weight is weight:
        return [*part[:-1], Run(part[-1].text + letter, weight)]
    return [*part, Run(letter, weight)]


def letters_of(text: str) -> Iterator[str]:
    """Characters with the combining marks that follow them."""
    letter = ""
    for char in text:
        if letter and not unicodedata.combining(char):
            yield letter
            letter = ""
        letter += char
    if letter:
        yield letter
