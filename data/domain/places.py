"""Places: provinces, districts and communes before and after 1 July 2025, found while typing.

A suggestion only ever replaces the end of a line; what stands before the place stays as typed.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from heapq import nsmallest
from itertools import islice
from typing import Final

from data.domain.text import fold

MERGED_ON: Final = date(2025, 7, 1)
"""From here there are 34 provinces and no districts (Nghị quyết 202/2025/QH15)."""
MOST_SUGGESTED: Final = 10
SCANNED_LIMIT: Final = 200
"""Places of one tier that are weighed; where more fit, nobody has typed enough to mean one."""
WORDS_LIMIT: Final = 14
"""Words at the end of a line that may name a place."""

_KINDS: Final = {
    "phường": ("p",),
    "xã": ("x",),
    "thị trấn": ("tt",),
    "đặc khu": ("dk",),
    "quận": ("q",),
    "huyện": ("h",),
    "thị xã": ("tx",),
    "thành phố": ("tp",),
    "tỉnh": ("t",),
}
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_LEAST_LETTERS: Final = 2
"""One letter, or the number of a house, is no name."""


class Level(IntEnum):
    PROVINCE = 0
    DISTRICT = 1
    COMMUNE = 2


@dataclass(frozen=True, slots=True)
class Place:
    """`within` is None for a province; `now` is what the place became, the larger part first."""

    code: str
    name: str
    level: Level
    past: bool
    within: "Place | None" = None
    now: tuple["Place", ...] = ()

    @property
    def line(self) -> str:
        """As it stands in an address, from the smallest to the largest."""
        named = _in_a_line(self.name)
        return f"{named}, {self.within.line}" if self.within else named

    @property
    def province(self) -> "Place":
        return self.within.province if self.within else self

    @property
    def kind(self) -> str:
        return _divided(self.name)[0]

    @property
    def own_name(self) -> str:
        """The name without its kind: "An Mỹ"."""
        return _divided(self.name)[1]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`place` instead of what stands from `start` on; `formerly` is what it was found by."""

    start: int
    place: Place
    formerly: Place | None = None

    def in_line(self, typed: str) -> str:
        """The whole line with this place at its end."""
        kept = typed[: self.start].rstrip().rstrip(",").rstrip()
        return f"{kept}, {self.place.line}" if kept else self.place.line


@dataclass(frozen=True, slots=True)
class _Word:
    """One typed word in small letters; `start` is where it stands in the line."""

    start: int
    said: str
    token: str
    leads: bool
    """Whether it is the first of the line, or a comma stands before it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words that name a place, and the sets of places that have them, as bits."""

    words: tuple[_Word, ...]
    every: int
    """With all words, in the own name or in that of what it lies in, and one in the own name."""
    own: int
    """With all words in the own name."""

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(word.token for word in self.words)


class Gazetteer:
    """Finds places by words in any order, without accents, also by abbreviations.

    Sets of places are bits of whole numbers: a key is answered within a few milliseconds.
    """

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self._own = [_tokens(it.own_name) for it in self.places]
        self._lines = [it.line for it in self.places]
        self._named = _Index(map(_names, self.places))
        self._kinds = _Index(_kinds(it.kind) for it in self.places)
        self._within = _Index(_around(it.within) for it in self.places)
        self._in_province = _Index((key(it.province),) for it in self.places)
        self._past = _bits(no for no, it in enumerate(self.places) if it.past)

    def find(
        self, typed: str, day: date, *, near: frozenset[str] = frozenset()
    ) -> tuple[Suggestion, ...]:
        """The best of what the end of `typed` may mean: first near these provinces.

        On a day before the merger nobody knows of what came then. `near` is of `provinces_in`.
        """
        line = unicodedata.normalize("NFC", typed)
        asked = self._asked(line, day)
        if asked is None:
            return ()
        start = asked.words[0].start
        best = islice(self._best(asked, day, near), MOST_SUGGESTED)
        found = (Suggestion(start, self.places[number]) for number in best)
        told = _with_successors(found, successors=day >= MERGED_ON)
        return tuple(islice(told, MOST_SUGGESTED))

    def provinces_in(self, text: str) -> frozenset[str]:
        """The keys of the provinces that `text` names, and of what they became."""
        said = f" {' '.join(_tokens(text))} "
        provinces = (it for it in self.places if it.level is Level.PROVINCE)
        named = [it for it in provinces if f" {' '.join(_tokens(it.own_name))} " in said]
        return frozenset(key(one) for it in named for one in (it, *it.now))

    # --- which words, and which places have them ---------------------------------------------

    def _asked(self, line: str, day: date) -> _Asked | None:
        """The longest end of the line of which each word is one of some place."""
        words = tuple(_words(line))[-WORDS_LIMIT:]
        known = -1 if day >= MERGED_ON else self._past
        sets = [self._sets(it, known, last=it is words[-1]) for it in words]
        ends = list(_ends(words, sets))
        begun = (it for it in reversed(ends) if _may_begin(it.words, words))
        return next(begun, ends[-1] if ends else None)

    def _sets(self, word: _Word, known: int, *, last: bool) -> tuple[int, int, int]:
        """With this word in the name, with it in name or kind, and with it anywhere.

        The last word may go on.
        """
        named = self._named.of(word.token, unfinished=last) & known
        own = named | (self._kinds.of(word.token, unfinished=last) & known)
        return named, own, own | (self._within.of(word.token, unfinished=last) & known)

    def _best(self, asked: _Asked, day: date, near: frozenset[str]) -> Iterator[int]:
        """Tier by tier, each in its order: the own name before what the place lies in."""
        here, seen = 0, 0
        for one in near:
            here |= self._in_province.of(one)
        for tier in (asked.own & here, asked.own, asked.every & here, asked.every):
            numbers = islice(_numbers(tier & ~seen), SCANNED_LIMIT)
            seen |= tier
            yield from nsmallest(
                MOST_SUGGESTED, numbers, key=lambda number: self._rank(number, asked, day)
            )

    def _rank(self, number: int, asked: _Asked, day: date) -> tuple[int, bool, int, bool, int, str]:
        """The name that was typed most nearly, in force before past, large before small."""
        place, own = self.places[number], self._own[number]
        name, said, last = place.name.casefold(), asked.tokens, asked.words[-1].token
        left = sum(token not in said for token in own)
        begun = any(token.startswith(last) for token in own)
        missed = left - (begun and last not in own)
        accents = sum(word.said in name for word in asked.words)
        line, other_time = self._lines[number], place.past is (day >= MERGED_ON)
        return (
            2 * missed + (left > missed),
            _is_turned(asked.words, _tokens(line)),
            -accents,
            other_time,
            place.level,
            line,
        )


class _Index:
    """Which places have a word: bits by word, and the words in order for one that goes on."""

    def __init__(self, of_each: Iterable[Iterable[str]]) -> None:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, tokens in enumerate(of_each):
            for token in tokens:
                numbers[token].append(number)
        self._bits = {token: _bits(them) for token, them in numbers.items()}
        self._tokens = sorted(self._bits)

    def of(self, token: str, *, unfinished: bool = False) -> int:
        if not unfinished:
            return self._bits.get(token, 0)
        found, place = 0, bisect_left(self._tokens, token)
        while place < len(self._tokens) and self._tokens[place].startswith(token):
            found |= self._bits[self._tokens[place]]
            place += 1
        return found


def key(province: Place) -> str:
    """Codes of provinces before and after may be the same."""
    return f"{'p' if province.past else 'P'}{province.code}"


def _ends(words: Sequence[_Word], sets: Sequence[tuple[int, int, int]]) -> Iterator[_Asked]:
    """Every end of the line that names a place, the shortest first."""
    every, own, named = -1, -1, 0
    for number in range(len(words) - 1, -1, -1):
        with_name, in_own, anywhere = sets[number]
        named |= with_name
        own &= in_own
        every &= anywhere
        if not every:
            return
        if every & named and _is_a_name(words[number:]):
            yield _Asked(tuple(words[number:]), every & named, own & named)


def _is_a_name(words: Sequence[_Word]) -> bool:
    """Numbers name a place only behind what is numbered: "p 5"."""
    letters = any(len(it.token) >= _LEAST_LETTERS and not it.token.isdigit() for it in words)
    return letters or (len(words) > 1 and words[0].token in _ABBREVIATIONS)


def _may_begin(words: Sequence[_Word], line: Sequence[_Word]) -> bool:
    """A place begins behind a comma, with its kind, or in the last part of the line.

    In "5 An Phú, Tam Kỳ" the road bears the name of a ward.
    """
    first = words[0]
    return (
        first.leads
        or first.token in _KIND_TOKENS
        or not any(it.leads for it in words[1:])
        or first is line[0]
    )


def _is_turned(words: Sequence[_Word], line: Sequence[str]) -> bool:
    """Whether the words stand in another order than in the line: "3 4" is not "4 3"."""
    said, rest = (it.token for it in words if it.token in line), iter(line)
    return not all(token in rest for token in said)


def _with_successors(found: Iterable[Suggestion], *, successors: bool) -> Iterator[Suggestion]:
    """No line twice; behind a place that is no more stands what it became."""
    shown = set[str]()
    for one in found:
        now = one.place.now if successors else ()
        became = [Suggestion(one.start, it, one.place) for it in now]
        for each in (one, *became):
            if each.place.line not in shown:
                shown.add(each.place.line)
                yield each


def _words(line: str) -> Iterator[_Word]:
    leads, end = True, 0
    for match in _WORD.finditer(line):
        leads = leads or "," in line[end : match.start()]
        yield _Word(match.start(), match[0].casefold(), _token(match[0]), leads)
        leads, end = False, match.end()


def _token(word: str) -> str:
    """Without accents; "05" and "5" are one number."""
    folded = fold(word)
    return folded.lstrip("0") or "0" if folded.isdigit() else folded


_known_token = cache(_token)
"""Of names that are known: what somebody types is kept nowhere."""


@cache
def _tokens(name: str) -> tuple[str, ...]:
    return tuple(_known_token(word) for word in _WORD.findall(name))


@cache
def _kinds(kind: str) -> frozenset[str]:
    """In full and in short: "thanh", "pho", "tp"."""
    return frozenset((*_tokens(kind), *_KINDS.get(kind, ())))


def _names(place: Place) -> frozenset[str]:
    """The words of its name; of a province its initials too: "hcm", "tphcm"."""
    own = _tokens(place.own_name)
    if place.level is not Level.PROVINCE:
        return frozenset(own)
    initials = "".join(token[0] for token in own)
    shorts = (f"{short}{initials}" for short in _KINDS.get(place.kind, ()))
    return frozenset((*own, initials, *shorts))


@cache
def _around(outer: Place | None) -> frozenset[str]:
    """Words of a place and of everything that it lies in."""
    return _names(outer) | _kinds(outer.kind) | _around(outer.within) if outer else frozenset()


@cache
def _divided(name: str) -> tuple[str, str]:
    """Kind in small letters, and the rest."""
    lowered = name.casefold()
    for kind in _KINDS:
        if lowered.startswith(f"{kind} "):
            return kind, name[len(kind) + 1 :]
    return "", name


def _in_a_line(name: str) -> str:
    """NĐ 30/2020: the kind is small, but capital before a number and in "Thành phố Hồ Chí Minh"."""
    kind, own = _divided(name)
    if not kind or own[:1].isdigit() or own == "Hồ Chí Minh":
        return name
    return f"{kind} {own}"


def _bits(numbers: Iterable[int]) -> int:
    known = list(numbers)
    found = bytearray(max(known, default=0) // 8 + 1)
    for number in known:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


_ABBREVIATIONS: Final = frozenset(short for them in _KINDS.values() for short in them)
_KIND_TOKENS: Final = _ABBREVIATIONS | {token for kind in _KINDS for token in _tokens(kind)}
