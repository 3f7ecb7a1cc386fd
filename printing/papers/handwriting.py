"""Places to write by hand: rules in a line of words, where its template says so."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from printing.blocks import Gap, Ruled
from printing.papers.template import Part
from printing.papers.writer import Writer
from printing.wrapping import Run

GAP: Final = "…"
"""In the template: a place to write. Several in a row take as many shares of the free width."""
LINE_DOTS: Final = 46
"""Height for a hand: near six millimetres."""


def gaps(parts: Iterable[Part]) -> tuple[Gap, ...]:
    """Only the wording makes gaps: a value that holds the same sign is printed as it is."""
    made: list[Gap] = []
    words: list[Run] = []
    for part in parts:
        for place, text in enumerate([part.text] if part.filled else part.text.split(GAP)):
            if place and (words or not made):
                made.append(Gap(tuple(words), 1))
                words = []
            elif place:
                made[-1] = replace(made[-1], share=made[-1].share + 1)
            if text:
                words.append(Run(text))
    return (*made, Gap(tuple(words), 0)) if words else tuple(made)


def ruled(writer: Writer, key: str, size_dots: int = 0, *, more_lines: int = 0) -> Iterator[Ruled]:
    """The line with its rules; nothing where the template leaves it empty."""
    parts = writer.template.fill(key, writer.values)
    if parts:
        yield Ruled(gaps(parts), size_dots or writer.size.body_dots, LINE_DOTS, more_lines)
