"""On which line of a TOML text a table or key stands, as `tomllib` does not say.

Reads only text that `tomllib` has accepted; a place it does not know falls back to the nearest
table around it, so every finding has a line.
"""

import re
from collections.abc import Iterator, Mapping

Place = tuple[str | int, ...]
"""Keys and array indexes from the root: `("procedure", 2, "component", 0, "name")`."""

_HEADER = re.compile(r"\s*(?P<open>\[\[?)\s*(?P<name>[\w.\s-]+?)\s*\]")
_KEY = re.compile(r"\s*(?P<name>[\w-]+(?:\s*\.\s*[\w-]+)*)\s*=")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")
_FENCES = ('"""', "'''")


def locate(text: str) -> Mapping[Place, int]:
    """The line, from 1, of each table header and key of `text`."""
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    for number, line in _outside_strings(text):
        if header := _HEADER.match(line):
            table = _table_place(header, counts)
            _note(table, number, lines)
        elif key := _KEY.match(line):
            _note((*table, *_parts(key["name"])), number, lines)
    return lines


def _note(place: Place, number: int, lines: dict[Place, int]) -> None:
    """Keeps the first line of `place` and of the tables that it implies."""
    for length in range(1, len(place) + 1):
        lines.setdefault(place[:length], number)


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of `place`, or of the nearest table around it; 1 for the root."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _table_place(header: re.Match[str], counts: dict[Place, int]) -> Place:
    """The place of a header; a part that is an array of tables means its latest table."""
    *outer, last = _parts(header["name"])
    place: Place = ()
    for part in outer:
        place = _latest((*place, part), counts)
    place = (*place, last)
    if header["open"] == "[[":
        counts[place] = counts.get(place, -1) + 1
        return (*place, counts[place])
    return place


def _latest(place: Place, counts: Mapping[Place, int]) -> Place:
    return (*place, counts[place]) if place in counts else place


def _parts(name: str) -> list[str]:
    return [part.strip() for part in name.split(".")]


def _outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not begin inside a string of several lines."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not fence:
            yield number, line
        fence = _fence_after(line, fence)


def _fence_after(line: str, fence: str) -> str:
    """The string fence that is open at the end of `line`, where `fence` was open before it."""
    rest = line
    while True:
        if fence:
            _, closed, rest = rest.partition(fence)
            if not closed:
                return fence
            fence = ""
        token = _TOKEN.search(rest)
        if token is None:
            return ""
        rest = rest[token.end() :]
        fence = token.group() if token.group() in _FENCES else ""
