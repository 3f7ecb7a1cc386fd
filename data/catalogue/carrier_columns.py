"""Which column of a carrier's file says what, and whether what stands in it looks so.

A proposal names only what the headers say plainly. A mapping that the contents speak against, such
as two columns swapped, is refused before any row is read by it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.catalogue.carrier_table import CarrierRow, CarrierTable, letters
from data.catalogue.carrier_words import HEADERS, Part, word
from data.domain.codes import CODE_LIMIT
from data.domain.errors import Refused

STATUSES_LIMIT: Final = 60
"""Status words of one file: more of them are names of something else."""
_WANTED: Final = (Part.ITEM, Part.STATUS)
_ITEM: Final = re.compile(r"(?=(?:.*\d){4})[0-9A-Z][0-9A-Z./\-]{4,}[0-9A-Z]")
_ROUNDED: Final = re.compile(r"\d([.,]\d+)?E\+?\d+")
_DAY: Final = re.compile(
    r"(?:(?P<before>\d{1,2}:\d{2}(?::\d{2})?)\s+)?"
    r"(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    r"|(?P<d2>\d{1,2})[/.\-](?P<m2>\d{1,2})[/.\-](?P<y2>\d{4}))"
    r"(?:[\sT]+(?P<after>\d{1,2}:\d{2}(?::\d{2})?))?",
    re.ASCII,
)
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Of each part the header of its column."""

    columns: Mapping[Part, str]

    def header(self, part: Part) -> str:
        return self.columns.get(part, "")


@dataclass(frozen=True, slots=True)
class Places:
    """A mapping that was checked against a table: of each part the place of its column."""

    of: Mapping[Part, int]

    def text(self, row: CarrierRow, part: Part) -> str:
        place = self.of.get(part)
        return "" if place is None else row.cell(place)

    def has(self, part: Part) -> bool:
        return part in self.of


def key_of(headers: Iterable[str]) -> tuple[str, ...]:
    """What a mapping is kept under: the set of headers, in whatever order they stand."""
    return tuple(sorted({it for it in map(word, headers) if it}))


# --- proposing ----------------------------------------------------------------------------------


def propose(headers: Iterable[str]) -> ColumnMapping:
    """What the headers say plainly; a part that two columns may say is left open."""
    counts = Counter(it for it in headers if it)
    found = {part: _plain(counts, part) for part in Part}
    return ColumnMapping({part: header for part, header in found.items() if header})


def _plain(counts: Mapping[str, int], part: Part) -> str:
    for rank in HEADERS[part]:
        words = {word(it) for it in rank}
        matching = [header for header in counts if word(header) in words]
        if matching:
            return matching[0] if len(matching) == 1 and counts[matching[0]] == 1 else ""
    return ""


# --- checking -----------------------------------------------------------------------------------


def places_of(table: CarrierTable, mapping: ColumnMapping) -> Places:
    """The mapping on this table. Raises the first of the `mapping_objections`."""
    for refused in mapping_objections(table, mapping):
        raise refused
    return Places({part: table.headers.index(it) for part, it in mapping.columns.items() if it})


def mapping_objections(table: CarrierTable, mapping: ColumnMapping) -> Iterator[Refused]:
    """What headers or contents say against it, by the column's letters."""
    structure = [*_about_headers(table, mapping)]
    yield from structure
    if not structure:
        yield from _about_contents(table, mapping)


def _about_headers(table: CarrierTable, mapping: ColumnMapping) -> Iterator[Refused]:
    for part in _WANTED:
        if not mapping.header(part):
            yield Refused(f"carrier-{part.value}-column-missing")
    chosen = [it for it in mapping.columns.values() if it]
    for header in dict.fromkeys(chosen):
        if header not in table.headers:
            yield Refused("carrier-column-gone")
        elif table.headers.count(header) > 1:
            yield Refused("carrier-header-twice", column=_letters(table, header))
        elif chosen.count(header) > 1:
            yield Refused("carrier-column-twice", column=_letters(table, header))


def _about_contents(table: CarrierTable, mapping: ColumnMapping) -> Iterator[Refused]:
    for part in _WRONG:
        header = mapping.header(part)
        if header and _WRONG[part](_filled(table, header)):
            yield Refused(f"carrier-{part.value}-column-wrong", column=_letters(table, header))
    if header := mapping.header(Part.DAY):
        yield from _about_order(table, header)


def _about_order(table: CarrierTable, header: str) -> Iterator[Refused]:
    """A month that no year has: then the other days of the column are the other way round too."""
    place = table.headers.index(header)
    for row in table.rows:
        match = _DAY.fullmatch(row.cell(place))
        if match and match["m2"] and int(match["m2"]) > _MONTHS >= int(match["d2"]):
            yield Refused("carrier-day-order", line=row.line, column=letters(place))
            return


def _letters(table: CarrierTable, header: str) -> str:
    return letters(table.headers.index(header))


def _filled(table: CarrierTable, header: str) -> list[str]:
    place = table.headers.index(header)
    return [text for row in table.rows if (text := row.cell(place))]


def _no_items(texts: list[str]) -> bool:
    return bool(texts) and not _mostly(texts, lambda it: is_item(item_of(it)))


def _no_days(texts: list[str]) -> bool:
    """A column may be empty: each row that wants a day says then that it has none."""
    return bool(texts) and not _mostly(texts, lambda it: day_of(it) is not None)


def _no_words(texts: list[str]) -> bool:
    """Neither item numbers nor days, nor another word in nearly every row."""
    return len({word(it) for it in texts}) > STATUSES_LIMIT or _numbers(texts)


def _numbers(texts: list[str]) -> bool:
    return bool(texts) and _mostly(texts, lambda it: day_of(it) is not None or is_item(item_of(it)))


def _mostly(texts: list[str], looks: Callable[[str], bool]) -> bool:
    return 2 * sum(map(looks, texts)) >= max(1, len(texts))


_WRONG: Final = {
    Part.ITEM: _no_items,
    Part.STATUS: _no_words,
    Part.DAY: _no_days,
    Part.RECEIVER: _numbers,
}


# --- reading cells ------------------------------------------------------------------------------


def item_of(text: str) -> str:
    """The number as it is kept of a posting: capitals, and no spaces."""
    return text.replace(" ", "").upper()


def is_item(number: str) -> bool:
    """At least six letters and digits, and at least four digits among them; no day of the year."""
    fits = len(number) <= CODE_LIMIT and _ITEM.fullmatch(number) is not None
    return fits and not is_rounded(number) and day_of(number) is None


def is_rounded(number: str) -> bool:
    """A spreadsheet took it for a number, and dropped digits of it."""
    return _ROUNDED.fullmatch(number) is not None


def day_of(text: str) -> date | None:
    """Day, month and year in figures, with or without a time of day; None for anything else."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return date(*(int(match[it] or match[f"{it}2"]) for it in ("y", "m", "d")))
    except ValueError:
        return None
