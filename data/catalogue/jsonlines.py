"""A file of JSON Lines from outside: each line is read for itself and named by its number.

Nothing in a line is guessed: a key that stands there twice, a number that is none and characters
that nobody sees are faults or notes.
"""

import json
import unicodedata
from collections.abc import Iterator
from typing import Final

from data.catalogue.errors import Finding
from data.catalogue.locator import Place
from data.catalogue.source import Source

LINE_LIMIT_BYTES: Final = 256 * 1024

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BOM = b"\xef\xbb\xbf"


class JsonLines(Source):
    """One object a line; places begin with the number of their line."""

    def __init__(self, name: str, raw: bytes | None, most: int) -> None:
        """`most` is how many lines the file may have."""
        super().__init__(name, raw)
        self._most = most

    def objects(self) -> Iterator[tuple[int, dict[str, object]]]:
        """Each line that holds an object, with its number."""
        rows = self.raw.removeprefix(_BOM).split(b"\n")
        if sum(bool(row.strip()) for row in rows) > self._most:
            self.add_whole(f"Tệp có nhiều hơn {self._most} dòng; hãy chia tệp.")
            return
        for number, row in enumerate(rows, start=1):
            values = self._parsed(number, row) if row.strip() else None
            if values is not None:
                self._show_hidden(number, values)
                yield number, values

    def spot(self, place: Place) -> Finding:
        return Finding(self.name, int(place[0]), "")

    def word(self, place: Place) -> str:
        """The path within the line: `components[2].id`."""
        steps = (f"[{it + 1}]" if isinstance(it, int) else f".{it}" for it in place[1:])
        return "".join(steps).removeprefix(".")

    def _parsed(self, number: int, row: bytes) -> dict[str, object] | None:
        sentence = ""
        if len(row) > LINE_LIMIT_BYTES:
            sentence = f"Dòng dài quá {LINE_LIMIT_BYTES // 1024} KiB."
        else:
            try:
                values = json.loads(
                    row.decode(), object_pairs_hook=_pairs, parse_constant=_no_constant
                )
            except UnicodeDecodeError:
                sentence = "Dòng này có ký tự không phải UTF-8."
            except _Twice as error:
                sentence = f"Mục «{error.key}» được ghi hai lần."
            except (ValueError, RecursionError):
                sentence = "Dòng này không đúng cú pháp JSON."
            else:
                if type(values) is dict:
                    return values
                sentence = "Mỗi dòng phải là một đối tượng JSON {…}."
        self.add(Finding(self.name, number, sentence))
        return None

    def _show_hidden(self, number: int, values: object) -> None:
        """What nobody sees is dropped where a text is cleaned, and that is said."""
        if any(_has_hidden(text) for text in _texts(values)):
            self.note((number,), "Có ký tự điều khiển hoặc ký tự ẩn; chúng bị bỏ đi.")


class _Twice(Exception):
    """A key that stands in one object twice: whichever was taken would be a guess."""

    def __init__(self, key: str) -> None:
        super().__init__("twice")
        self.key = key


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; what is null or empty is not there."""
    seen: set[str] = set()
    for key, _value in pairs:
        if key in seen:
            raise _Twice(_said(key))
        seen.add(key)
    return {key: value for key, value in pairs if value not in (None, "")}


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _said(key: str) -> str:
    return "".join(char for char in key if char.isprintable())[:40]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _has_hidden(text: str) -> bool:
    return any(unicodedata.category(char) in _HIDDEN for char in text if char not in "\n\r\t")
