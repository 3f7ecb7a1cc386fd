"""What a search has to find, by folding texts in Python and by nothing that the store does."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

from data.domain.codes import parse_code
from data.domain.text import fold


def plain_words(text: str) -> set[str]:
    """The words of a folded text: whatever lies between characters that are no letter or digit."""
    return set("".join(char if char.isalnum() else " " for char in fold(text)).split())


@dataclass(slots=True)
class Brute:
    """Which dossiers have which word, by number."""

    numbers: "dict[str, array[int]]" = field(default_factory=dict)
    words: Sequence[str] = ()
    count: int = 0

    def add(self, text: str) -> None:
        self.count += 1
        for word in plain_words(text) | set(text.split()):
            self.numbers.setdefault(word, array("I")).append(self.count)

    def find(self, typed: str) -> list[int]:
        """Numbers of the dossiers that have each typed word as the start of a word.

        A code is one word: its parts say little, and another number may have them all.
        """
        if len(self.words) != len(self.numbers):
            self.words = sorted(self.numbers)
        words = [fold(typed)] if parse_code(typed) else plain_words(typed)
        found = (self._started(word) for word in words)
        return sorted(reduce(set.intersection, found), reverse=True)

    def _started(self, typed: str) -> set[int]:
        first, last = bisect_left(self.words, typed), bisect_left(self.words, typed + "\U0010ffff")
        return {number for word in self.words[first:last] for number in self.numbers[word]}
