"""Lists of several columns: ruled on wide paper, each row a stack of lines on narrow paper.

The same cells stand on both, so nothing is left out of a list because its paper is narrow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from printing.blocks import (
    Align,
    Block,
    Cell,
    Gap,
    Ledger,
    LedgerColumn,
    Rule,
    Ruled,
    Space,
    Text,
    Together,
)
from printing.papers.handwriting import LINE_DOTS
from printing.papers.template import NO_BREAK
from printing.papers.values import filled
from printing.papers.writer import HANGING_DOTS, Writer
from printing.wrapping import Run, Weight

WIDE_DOTS: Final = 1_000
"""From A5 on: below it columns of text would be narrower than a name."""
STACKED_GAP_DOTS: Final = 3


@dataclass(frozen=True, slots=True)
class ListColumn:
    """`title` and `over` are keys of the template.

    Where cells are stacked, those that are `heads` open their row in bold, `short` ones that follow
    each other share a line, and one that is `signed` becomes a rule for the hand.
    """

    title: str
    share: int
    align: Align = Align.LEFT
    over: str = ""
    heads: bool = False
    short: bool = False
    signed: bool = False


ListRow = tuple[tuple[str, ...], ...]
"""Paragraphs of each cell; a cell without any is empty."""


def listed(
    writer: Writer,
    columns: Sequence[ListColumn],
    rows: Sequence[ListRow],
    *,
    row_dots: int = 0,
) -> Iterator[Block]:
    """The list as this paper can carry it; nothing where it has no rows."""
    clean = [tuple(_filled(cell) for cell in row) for row in rows]
    if not clean:
        return
    if writer.size.width_dots >= WIDE_DOTS:
        yield Space(STACKED_GAP_DOTS * 2)
        yield ledger(writer, columns, clean, row_dots=row_dots)
        yield Space(STACKED_GAP_DOTS * 3)
    else:
        yield Space(STACKED_GAP_DOTS)
        yield Rule(2)
        for row in clean:
            yield Together((*_stacked(writer, columns, row), Space(STACKED_GAP_DOTS), Rule(1)))
        yield Space(STACKED_GAP_DOTS * 2)


def ledger(
    writer: Writer,
    columns: Sequence[ListColumn],
    rows: Sequence[ListRow],
    *,
    row_dots: int = 0,
) -> Ledger:
    """The rows in columns, however narrow the paper: for figures, which need little room."""
    size = writer.size
    return Ledger(
        tuple(
            LedgerColumn(
                writer.words(column.title),
                column.share,
                column.align,
                writer.words(column.over) if column.over else "",
            )
            for column in columns
        ),
        tuple(tuple(_cell(paragraphs) for paragraphs in row) for row in rows),
        size.body_dots if size.width_dots < WIDE_DOTS else (size.body_dots + size.small_dots) // 2,
        size.small_dots - 1,
        row_dots,
    )


def _filled(cell: tuple[str, ...]) -> tuple[str, ...]:
    found = filled({str(place): text for place, text in enumerate(cell)})
    return tuple(text for text in found.values() if text)


def _cell(paragraphs: tuple[str, ...]) -> Cell:
    return tuple((Run(text),) for text in paragraphs)


def _stacked(writer: Writer, columns: Sequence[ListColumn], row: ListRow) -> Iterator[Block]:
    cells = list(zip(columns, row, strict=True))
    yield Space(STACKED_GAP_DOTS)
    heads = [text for column, cell in cells if column.heads for text in cell]
    if heads:
        head = (Run(". ".join(heads), Weight.BOLD),)
        yield Text(head, writer.size.body_dots, hanging_dots=HANGING_DOTS)
    others = [(column, cell) for column, cell in cells if cell and not column.heads]
    for _, group in groupby(enumerate(others), lambda it: -1 if it[1][0].short else it[0]):
        labelled = [_labelled(writer, *it) for _, it in group]
        yield Text(
            tuple(run for runs in _between(labelled) for run in runs),
            writer.size.small_dots,
            indent_dots=HANGING_DOTS,
            hanging_dots=HANGING_DOTS * 2,
        )
    for column, cell in cells:
        if column.signed and not cell:
            words = (Run(f"{writer.words(column.title)}: "),)
            yield Ruled((Gap(words, 1),), writer.size.small_dots, LINE_DOTS)


def _between(labelled: Sequence[tuple[Run, ...]]) -> Iterator[tuple[Run, ...]]:
    for place, runs in enumerate(labelled):
        if place:
            yield (Run(f"{NO_BREAK}· "),)
        yield runs


def _labelled(writer: Writer, column: ListColumn, cell: tuple[str, ...]) -> tuple[Run, ...]:
    title = Run(f"{writer.words(column.title)}: ", Weight.ITALIC)
    return (title, Run("; ".join(cell)))
