"""The procedures of one edition, and how an officer finds one of them.

Each code stands in a catalogue once; search compares without accents and without case.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from data.domain.editions import Edition
from data.domain.procedures import Procedure, Publication
from data.domain.text import fold


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A procedure with what may be typed to find it, without accents."""

    procedure: Procedure
    code: str
    name: str
    words: tuple[str, ...]
    everything: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The procedures of one edition, each code once."""

    edition: Edition
    procedures: tuple[Procedure, ...]
    publication: Publication | None = None
    """The decision under which the edition was imported (R8)."""
    _by_code: Mapping[str, Procedure] = field(init=False, repr=False, compare=False)
    _index: tuple[_Indexed, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {procedure.code: procedure for procedure in self.procedures}
        assert len(by_code) == len(self.procedures)
        index = sorted(map(_indexed, self.procedures), key=lambda one: (one.name, one.code))
        object.__setattr__(self, "_by_code", MappingProxyType(by_code))
        object.__setattr__(self, "_index", tuple(index))

    def by_code(self, code: str) -> Procedure | None:
        return self._by_code.get(code)

    def search(self, text: str) -> tuple[Procedure, ...]:
        """Every typed word stands in name, code, field or agency; the best first (R27).

        Exact code, then name prefix, then all words at the start of words of the name, then the
        rest; by name within each. Nothing typed finds all.
        """
        typed = fold(text).split()
        found = [one for one in self._index if all(word in one.everything for word in typed)]
        found.sort(key=lambda one: _rank(one, typed))
        return tuple(one.procedure for one in found)


def _indexed(procedure: Procedure) -> _Indexed:
    name = " ".join(fold(procedure.name).split())
    rest = fold(f"{procedure.code} {procedure.field} {procedure.agency.name}")
    return _Indexed(
        procedure=procedure,
        code=fold(procedure.code),
        name=name,
        words=tuple(re.findall(r"\w+", name)),
        everything=f"{name} {rest}",
    )


def _rank(one: _Indexed, typed: list[str]) -> int:
    phrase = " ".join(typed)
    if phrase == one.code:
        return 0
    if one.name.startswith(phrase):
        return 1
    word_starts = all(any(word.startswith(part) for word in one.words) for part in typed)
    return 2 if word_starts else 3
