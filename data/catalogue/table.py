"""One table of a file from outside, read key by key with its types and bounds.

A wrong value becomes a finding with its line and a placeholder in its stead; whoever builds a
value asks `sound` first, so no placeholder leaves.
"""

from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from data.catalogue.locator import Place
from data.catalogue.source import UNREADABLE, Source
from data.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, clean_note

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)

YEAR_FIRST, YEAR_LAST = 1900, 2099
"""Years that a date in a file may have; another one is a slip of the pen."""

_TYPE_WORDS = {
    str: "một đoạn văn trong dấu nháy",
    int: "một số nguyên",
    bool: "true hoặc false",
    date: "một ngày, ví dụ 2019-09-26",
    time: "một giờ, ví dụ 07:00:00",
    list: "một danh sách trong dấu ngoặc vuông",
    dict: "một bảng",
}


class Table:
    """Each reading method marks its key as known; `finish` reports the keys that nobody asked."""

    def __init__(self, source: Source, values: dict[str, object], place: Place = ()) -> None:
        self._source = source
        self._values = values
        self._place = place
        self._known: set[str] = set()
        self._inner: list[Table] = []
        self._faults = 0

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong with this table and the tables in it, so far."""
        return self._faults == 0 and all(table.sound for table in self._inner)

    def fault(self, key: str, sentence: str) -> None:
        self._faults += 1
        self._source.fault((*self._place, key), sentence)

    def note(self, key: str, sentence: str) -> None:
        self._source.note((*self._place, key), sentence)

    def word(self, *keys: str) -> str:
        """How the file itself calls a key, or a key of a table in this one."""
        return self._source.word((*self._place, *keys))

    def has(self, key: str) -> bool:
        return key in self._values

    def finish(self) -> bool:
        """Reports unknown keys of this table and the tables in it; then `sound`."""
        for key in self._values.keys() - self._known:
            self.fault(key, f"Không có mục nào tên «{clean(key)}».")
        for table in self._inner:
            table.finish()
        return self.sound

    def constant(self, key: str, value: str) -> None:
        """A line that can only be `value`: what kind of file this is."""
        given = self.line(key)
        if given and given != value:
            self.fault(key, f'«{self.word(key)}» phải là "{value}".')

    def line(self, key: str, *, limit: int = LINE_LIMIT) -> str:
        """One line of text that must be there."""
        return self._text(key, self._required(key, str), clean, limit)

    def optional_line(self, key: str, *, limit: int = LINE_LIMIT) -> str:
        """One line of text, empty where the key is not there."""
        raw = self._optional(key, str)
        return "" if raw is None else self._text(key, raw, clean, limit)

    def optional_note(self, key: str, *, limit: int = NOTE_LIMIT) -> str:
        """Text of several lines, empty where the key is not there."""
        raw = self._optional(key, str)
        return "" if raw is None else self._text(key, raw, clean_note, limit)

    def optional_lines(self, key: str, *, limit: int = LINE_LIMIT) -> tuple[str, ...]:
        """A list of lines, empty where the key is not there."""
        items = self._optional(key, list) or []
        lines = [self._item_text(key, number, item, limit) for number, item in enumerate(items, 1)]
        return tuple(lines)

    def lines(self, key: str, *, limit: int = LINE_LIMIT) -> tuple[str, ...]:
        """A list of at least one line."""
        found = self.optional_lines(key, limit=limit)
        if self._values.get(key, []) == []:
            self._missing(key)
        return found

    def whole(self, key: str, low: int, high: int) -> int:
        value = self._required(key, int)
        return low if value is None else self._bounded(key, value, low, high)

    def index(self, key: str, high: int) -> int | None:
        """A whole number that must be there and names something; None where it is at fault."""
        value = self._required(key, int)
        if value is None or 0 <= value <= high:
            return value
        self._bounded(key, value, 0, high)
        return None

    def optional_whole(self, key: str, low: int, high: int) -> int | None:
        value = self._optional(key, int)
        return None if value is None else self._bounded(key, value, low, high)

    def wholes(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """A list of at least one whole number, each once."""
        items = self._required(key, list) or []
        good = [item for item in items if type(item) is int and low <= item <= high]
        if len(set(good)) < len(items):
            self.fault(key, f"«{self.word(key)}» phải gồm các số khác nhau từ {low} đến {high}.")
        elif self._values.get(key) == []:
            self._missing(key)
        return tuple(good)

    def optional_wholes(self, key: str, low: int, high: int) -> tuple[int, ...]:
        return self.wholes(key, low, high) if self.has(key) else ()

    def flag(self, key: str) -> bool:
        return self._required(key, bool) or False

    def optional_flag(self, key: str) -> bool | None:
        return self._optional(key, bool)

    def day(self, key: str) -> date:
        value = self._required(key, date)
        return date.min if value is None else self._plausible(key, value)

    def optional_day(self, key: str) -> date | None:
        value = self._optional(key, date)
        return None if value is None else self._plausible(key, value)

    def clock(self, key: str) -> time:
        return self._required(key, time) or time.min

    def optional_clock(self, key: str) -> time | None:
        return self._optional(key, time)

    def choice(self, key: str, options: type[Choice]) -> Choice:
        raw = self._required(key, str)
        return next(iter(options)) if raw is None else self._chosen(key, raw, options)

    def choices(self, key: str, options: type[Choice]) -> tuple[Choice, ...]:
        """A list of at least one choice, each once."""
        names = self.lines(key)
        chosen = tuple(self._chosen(key, name, options) for name in names)
        if len(set(names)) < len(names):
            self.fault(key, f"«{self.word(key)}» ghi một giá trị hai lần.")
        return chosen

    def table(self, key: str) -> "Table":
        """The table `[key]`, which must be there."""
        return self.optional_table(key) or self._empty(key)

    def optional_table(self, key: str) -> "Table | None":
        values = self._optional(key, dict)
        return None if values is None else self._enter(values, key)

    def tables(self, key: str, *, at_most: int | None = None) -> tuple["Table", ...]:
        """The tables `[[key]]`, none where the key is not there."""
        items = self._optional(key, list) or []
        if at_most is not None and len(items) > at_most:
            self.fault(key, f"«{self.word(key)}» có nhiều hơn {at_most} dòng.")
            return ()
        wrong = [number for number, item in enumerate(items) if type(item) is not dict]
        if wrong:
            self.fault(key, f"«{self.word(key)}» phải là các bảng [[…]].")
            return ()
        return tuple(self._enter(item, key, number) for number, item in enumerate(items))

    def _enter(self, values: dict[str, object], *step: str | int) -> "Table":
        inner = Table(self._source, values, (*self._place, *step))
        self._inner.append(inner)
        return inner

    def _empty(self, key: str) -> "Table":
        """Stands for a table that is missing: the one fault is its absence."""
        if key not in self._values:
            self._missing(key)
        return _Absent(self._source, {}, (*self._place, key))

    def _required(self, key: str, kind: type[Value]) -> Value | None:
        if key not in self._values:
            self._missing(key)
        return self._optional(key, kind)

    def _optional(self, key: str, kind: type[Value]) -> Value | None:
        # `type() is`: true is an int and a date-time is a date, but neither is meant here.
        self._known.add(key)
        value = self._values.get(key)
        if value is None or type(value) is kind:
            return value
        if value is UNREADABLE:
            self._faults += 1
            return None
        self.fault(key, f"«{self.word(key)}» phải là {_TYPE_WORDS[kind]}.")
        return None

    def _missing(self, key: str) -> None:
        self._known.add(key)
        self.fault(key, f"Thiếu mục «{self.word(key)}».")

    def _text(
        self, key: str, raw: str | None, cleaner: Callable[[str, int], str], limit: int
    ) -> str:
        """`raw` made harmless; too long a text is a fault, as a cut text of law would be a lie."""
        if raw is None:
            return ""
        text = cleaner(raw, limit + 1)
        if not text:
            self.fault(key, f"«{self.word(key)}» không được để trống.")
        if len(text) > limit:
            self.fault(key, f"«{self.word(key)}» dài quá {limit} ký tự.")
        return text

    def _item_text(self, key: str, number: int, item: object, limit: int) -> str:
        if type(item) is str:
            return self._text(key, item, clean, limit)
        self.fault(key, f"Phần tử thứ {number} của «{self.word(key)}» phải là {_TYPE_WORDS[str]}.")
        return ""

    def _bounded(self, key: str, value: int, low: int, high: int) -> int:
        if low <= value <= high:
            return value
        self.fault(key, f"«{self.word(key)}» phải từ {low} đến {high}.")
        return low

    def _plausible(self, key: str, value: date) -> date:
        if not YEAR_FIRST <= value.year <= YEAR_LAST:
            self.fault(key, f"Năm của «{self.word(key)}» phải từ {YEAR_FIRST} đến {YEAR_LAST}.")
        return value

    def _chosen(self, key: str, raw: str, options: type[Choice]) -> Choice:
        if raw in list(options):
            return options(raw)
        names = ", ".join(options)
        self.fault(key, f"«{self.word(key)}» phải là một trong: {names}.")
        return next(iter(options))


class _Absent(Table):
    """Answers every question with a placeholder and adds no fault of its own."""

    @property
    def sound(self) -> bool:
        return False

    def fault(self, key: str, sentence: str) -> None:
        """The absence was reported where the table should stand."""
