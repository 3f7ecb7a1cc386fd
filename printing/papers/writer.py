"""Fills the lines of one template for one size of paper: each becomes a text block, or nothing.

The words of a paper come from its template alone; a writer chooses size, weight and place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from printing.blocks import Align, Text
from printing.papers.template import Part, Template
from printing.sizes import PaperSize
from printing.wrapping import Run, Weight

HANGING_DOTS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Writer:
    template: Template
    size: PaperSize
    values: Mapping[str, str]

    def words(self, key: str) -> str:
        return self.template.words(key, self.values)

    def line(
        self,
        key: str,
        size_dots: int = 0,
        *,
        weight: Weight = Weight.REGULAR,
        filled: Weight | None = None,
        align: Align = Align.LEFT,
        indent_dots: int = 0,
        item: Mapping[str, str] | None = None,
    ) -> Iterator[Text]:
        """The line in letters of the body unless told; `item` are the placeholders of one item."""
        parts = self.template.fill(key, self.values if item is None else item)
        if parts:
            hanging = indent_dots + HANGING_DOTS if align is Align.LEFT else 0
            yield Text(
                _runs(parts, weight, filled or weight),
                size_dots or self.size.body_dots,
                align,
                indent_dots=indent_dots,
                hanging_dots=hanging,
            )

    def small(self, key: str, weight: Weight = Weight.REGULAR) -> Iterator[Text]:
        return self.line(key, self.size.small_dots, weight=weight)

    def centered(self, key: str, size_dots: int, weight: Weight = Weight.REGULAR) -> Iterator[Text]:
        return self.line(key, size_dots, weight=weight, align=Align.CENTER)


def _runs(parts: Sequence[Part], weight: Weight, filled: Weight) -> tuple[Run, ...]:
    return tuple(Run(part.text, filled if part.filled else weight) for part in parts)
