"""Layout of a numbered blank: form 01 with rules to write on instead of values (C7).

Every field of form 01 has its place, so that nothing is forgotten while no program asks for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from data.domain.papers import Blank
from printing.blocks import Beside, Block, Column, Grid, Space
from printing.papers import frame
from printing.papers.handwriting import ruled
from printing.papers.template import Template
from printing.papers.values import harmless, imprint_values
from printing.papers.writer import Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

ROW_DOTS: Final = 42
"""Height for a hand inside the table: near five millimetres."""
ROWS: Final = 8
NUMBER_LEAST_DOTS: Final = 480
"""Beside the bar code: width of the number in its large letters."""

_BEFORE_TABLE: Final = ("agency", "applicant", "identity", "submitter", "address", "procedure")
_AFTER_TABLE: Final = ("sets", "received", "due", "return_place", "fee")
_MORE_LINES: Final[Mapping[str, int]] = {"procedure": 1}


def blank_blocks(blank: Blank, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, blank_values(blank, template))
    yield from frame.marks(writer, blank.imprint)
    yield from frame.head(writer)
    yield from frame.title(writer)
    yield from writer.centered("head.copies", size.small_dots)
    yield Space(8)
    yield from _number(writer, blank.key)
    yield from writer.line("body.office")
    yield from _ruled(writer, _BEFORE_TABLE)
    yield Space(8)
    yield from writer.line("body.components")
    yield Space(4)
    yield _grid(writer)
    yield from _ruled(writer, _AFTER_TABLE)
    yield from _place_and_date(writer)
    yield from frame.signatures(writer, frame.signer(writer, "submitter", ""), officer="")
    yield from writer.small("notes.replaced", Weight.SEMIBOLD)
    yield from writer.small("notes.hotline")
    yield Space(6)
    yield from frame.proof(writer)


def blank_values(blank: Blank, template: Template) -> dict[str, str]:
    return imprint_values(blank.imprint, template) | {"number": harmless(blank.number)}


def _number(writer: Writer, key: str) -> Iterator[Block]:
    """The number for the eye, and its key for the gun that enters it later."""
    size = writer.size
    large = writer.centered("head.number", size.due_dots, Weight.BOLD)
    number: tuple[Block, ...] = (
        *writer.centered("head.label", size.body_dots, Weight.SEMIBOLD),
        *(replace(text, one_line=True) for text in large),
    )
    bars = tuple(frame.barcode(writer, key))
    if bars and size.width_dots - frame.BARCODE_DOTS >= NUMBER_LEAST_DOTS:
        yield Beside(number, bars, size.width_dots - frame.BARCODE_DOTS)
    else:
        yield from (*number, *bars)
    yield Space(8)


def _ruled(writer: Writer, keys: Iterable[str]) -> Iterator[Block]:
    for key in keys:
        yield from ruled(writer, f"body.{key}", more_lines=_MORE_LINES.get(key, 0))


def _place_and_date(writer: Writer) -> Iterator[Block]:
    """On the right half, above the officer's place to sign."""
    for line in ruled(writer, "head.place_date", writer.size.small_dots):
        half_dots = writer.size.width_dots // 2 if writer.size.side_by_side else 0
        yield Beside((), (line,), half_dots)


def _grid(writer: Writer) -> Grid:
    size = writer.size
    return Grid(
        Column(writer.words("table.number"), size.body_dots * 2),
        writer.words("table.name"),
        tuple(
            Column(writer.words(f"table.{kind}"), size.count_column_dots)
            for kind in ("originals", "certified", "compared", "copies")
        ),
        ROWS,
        ROW_DOTS,
        size.small_dots - 1,
    )
