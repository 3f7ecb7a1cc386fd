"""Keyboard wedges: tell a barcode reader's burst of keys from an officer's typing.

Every key that comes in goes out exactly once and in order, as typing, in a scan, or as the line
feed behind one. A Vietnamese input method also sends bursts (backspaces, then the accented
letters); they pass untouched, because what follows a passed letter or backspace closely is typing.
Where such a method works on what a reader types, the burst begins with a character and ends with
Enter: that is a scan too, as unreadable as it came, and not a field's text.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

MAX_GAP_S = 0.030
"""Seconds between two keys of one burst. The fastest typists leave 35 ms, key repeat 33 ms."""
HOLD_S = 0.012
"""Seconds that a lone key is held in a text field: a key must be on the screen within 16 ms."""
MIN_CHARACTERS = 6
MAX_CHARACTERS = 400
"""A longer burst is no code but text that some program types."""

_CODE = re.compile(r"(?=.*[0-9])[!-~]+")
"""Codes, keys, post items, addresses in QR: no spaces, no accents, at least one digit."""
_CARD = re.compile(r"[0-9]{9,12}\|[^|]*(?:\|[^|]*){3,9}")
"""The text of an identity card's QR: its number, then fields between bars."""
MIN_GARBLED_CHARACTERS = 8
_DIGIT_KEYS = frozenset("0123456789ăâêôđ&é\"'(è_çà")
"""What the number row types, also on a Vietnamese and on a French keyboard."""
_LEAST_DIGIT_KEYS = 4
_BACKSPACES = frozenset({"backspace", "ctrl+h"})
_LINE_ENDS = frozenset({"enter", "tab"})
_LINE_FEEDS = frozenset({"enter", "ctrl+j"})


@dataclass(frozen=True, slots=True)
class Key:
    """A key press: its name, the character it types (None for a special key), and when."""

    name: str
    character: str | None
    at_s: float

    @property
    def types(self) -> bool:
        """Whether it types one visible character; backspace is 0x08 or 0x7F and does not."""
        return self.character is not None and self.character.isprintable()

    @property
    def erases(self) -> bool:
        return self.name in _BACKSPACES or self.character in {"\x08", "\x7f"}


@dataclass(frozen=True, slots=True)
class Typing:
    """Keys to pass on, as if nobody had looked."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A reader's value; `keys` are what it was made of, with the Enter or Tab that ended it."""

    value: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Swallowed:
    """The line feed that some readers send after Enter; it must not press a button."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Collecting:
    """Keys are held; call `expire` at `deadline_s` unless another key comes before."""

    deadline_s: float


Decision = Typing | Scan | Swallowed | Collecting


class WedgeDetector:
    """Feed it every key press; do what it decides, in order."""

    def __init__(self, *, max_gap_s: float = MAX_GAP_S, hold_s: float = HOLD_S) -> None:
        assert 0 < hold_s <= max_gap_s
        self._max_gap_s = max_gap_s
        self._hold_s = hold_s
        self._held: list[Key] = []
        self._first_wait_s = max_gap_s
        self._passed_s: float | None = None
        self._scanned_s: float | None = None

    def feed(self, key: Key, *, in_text_field: bool = True) -> tuple[Decision, ...]:
        """What to do now that `key` has come.

        Outside a text field a lone key may wait longer, so that a slow reader is recognised too;
        the first slow scan makes it wait as long inside one.
        """
        decisions = self._expired(key.at_s)
        if self._is_line_feed(key):
            decisions.append(Swallowed((key,)))
        elif not key.types and not (self._held and key.erases):
            decisions += self._ended(key)
        elif not self._held and self._close_to(self._passed_s, key):
            decisions.append(self._passed([key]))
        else:
            decisions += self._held_with(key, in_text_field=in_text_field)
        return tuple(decisions)

    def expire(self, now_s: float) -> tuple[Decision, ...]:
        """What becomes of the held keys, where their time is over at `now_s`.

        A timer may ring a moment early; it is then told to come again, or a key would wait in
        here for the next one.
        """
        if self._held and now_s < self._deadline_s():
            return (Collecting(self._deadline_s()),)
        return tuple(self._expired(now_s))

    def _expired(self, now_s: float) -> list[Decision]:
        if not self._held or now_s < self._deadline_s():
            return []
        held, self._held = self._held, []
        return [self._judged(held, [])]

    def _held_with(self, key: Key, *, in_text_field: bool) -> list[Decision]:
        if not self._held:
            self._first_wait_s = self._hold_s if in_text_field else self._max_gap_s
        self._held.append(key)
        if len(self._held) > MAX_CHARACTERS:
            held, self._held = self._held, []
            return [self._passed(held)]
        return [Collecting(self._deadline_s())]

    def _ended(self, key: Key) -> list[Decision]:
        """A special key ends whatever is held."""
        held, self._held = self._held, []
        if key.name in _LINE_ENDS:
            return [self._judged(held, [key])]
        return [self._passed([*held, key])]

    def _judged(self, held: list[Key], end: list[Key]) -> Decision:
        keys = [*held, *end]
        value = _written(held)
        garbled = bool(end) and _garbled(held, value)
        if not garbled and (any(key.erases for key in held) or not _plausible(value)):
            return self._passed(keys)
        self._learn(held)
        self._scanned_s = keys[-1].at_s if end else None
        return Scan(value, tuple(keys))

    def _learn(self, held: list[Key]) -> None:
        """After a slow reader's scan, hold lone keys long enough to catch its next one."""
        slowest_s = max(after.at_s - before.at_s for before, after in pairwise(held))
        if slowest_s > self._hold_s / 2:
            self._hold_s = self._max_gap_s

    def _passed(self, keys: list[Key]) -> Typing:
        last = keys[-1]
        self._passed_s = last.at_s if last.types or last.erases else None
        self._scanned_s = None
        return Typing(tuple(keys))

    def _is_line_feed(self, key: Key) -> bool:
        behind = not self._held and self._close_to(self._scanned_s, key)
        self._scanned_s = None
        return behind and key.name in _LINE_FEEDS

    def _close_to(self, moment_s: float | None, key: Key) -> bool:
        return moment_s is not None and key.at_s - moment_s < self._max_gap_s

    def _deadline_s(self) -> float:
        wait_s = self._first_wait_s if len(self._held) == 1 else self._max_gap_s
        return self._held[-1].at_s + wait_s


def _written(held: list[Key]) -> str:
    """What a text field would hold now."""
    written: list[str] = []
    for key in held:
        if not key.erases:
            written.append(key.character or "")
        elif written:
            written.pop()
    return "".join(written)


def _garbled(held: list[Key], value: str) -> bool:
    """Whether a reader's code went through an input method or a keyboard that is not its own."""
    strange = any(key.erases for key in held) or not value.isascii()
    if not strange or held[0].erases or len(value) < MIN_GARBLED_CHARACTERS:
        return False
    if len(set(value)) == 1:
        return False
    if value[:9].isascii() and value[:9].isdigit() and "|" in value:
        return True
    digits = sum(char in _DIGIT_KEYS for char in value)
    return " " not in value and digits >= _LEAST_DIGIT_KEYS


def _plausible(value: str) -> bool:
    """Whether a burst may be a reader's value; a key held down repeats one character."""
    if len(value) < MIN_CHARACTERS or len(set(value)) == 1:
        return False
    return _CODE.fullmatch(value) is not None or _CARD.fullmatch(value) is not None
