"""Lines of a told file: facts with their names, and texts whose further lines stand under them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from textual.content import Content

from counter_app.screens.receiving.intake_text import label
from counter_app.widgets.lines import QUIET, row, styled, wrapped


@dataclass(frozen=True, slots=True)
class Hung:
    """A text behind a head, under which its further lines stand."""

    head: Content
    said: str
    style: str = ""

    def laid(self, width: int) -> Iterator[Content]:
        indent = self.head.cell_length
        for place, line in enumerate(wrapped(self.said, max(1, width - indent))):
            before = self.head if place == 0 else Content(" " * indent)
            yield row(before, styled(line, self.style))


Line: TypeAlias = Content | Hung


def laid(lines: Iterable[Line], width: int) -> list[Content]:
    """The lines in so many cells."""
    return [one for line in lines for one in _laid(line, width)]


def _laid(line: Line, width: int) -> Iterable[Content]:
    return line.laid(width) if isinstance(line, Hung) else line.wrap(max(1, width))


def fact(name: str, said: str, style: str = "") -> Hung:
    return Hung(label(name), said, style)


def more(said: str) -> Hung:
    """What belongs to the fact above."""
    return Hung(label(""), said, QUIET)


def numbered(number: int, said: str) -> Hung:
    return Hung(Content(f"{number:>2} "), said)


def under(said: str, style: str = QUIET) -> Hung:
    return Hung(Content("   "), said, style)
