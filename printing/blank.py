"""Layout of a numbered blank: form 01 with rules to write on instead of values (C7).

Every field of form 01 has its place, so that nothing is forgotten while no program asks for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from data.domain.papers import Blank
from printing import frame
from printing.blocks import Beside, Block, Column, Gap, Grid, Ruled, Space
from printing.sizes import PaperSize
from printing.template import Part, Template
from printing.values import harmless, imprint_values
from printing.wrapping import Run, Weight
from printing.writer import Writer

GAP: Final = "…"
"""In the template: a place to write. Several in a row take as many shares of the free width."""
LINE_DOTS: Final = 46
ROW_DOTS: Final = 42
"""Heights for a hand: near six millimetres, and a little less inside the table."""
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
        parts = writer.template.fill(f"body.{key}", writer.values)
        if parts:
            more_lines = _MORE_LINES.get(key, 0)
            yield Ruled(_gaps(parts), writer.size.body_dots, LINE_DOTS, more_lines)


def _place_and_date(writer: Writer) -> Iterator[Block]:
    """On the right half, above the officer's place to sign."""
    parts = writer.template.fill("head.place_date", writer.values)
    if parts:
        ruled = Ruled(_gaps(parts), writer.size.small_dots, LINE_DOTS)
        half_dots = writer.size.width_dots // 2 if writer.size.side_by_side else 0
        yield Beside((), (ruled,), half_dots)


def _gaps(parts: Iterable[Part]) -> tuple[Gap, ...]:
    """Only the wording makes gaps: a value that holds the same sign is printed as it is."""
    gaps: list[Gap] = []
    words: list[Run] = []
    for part in parts:
        for place, text in enumerate([part.text] if part.filled else part.text.split(GAP)):
            if place and (words or not gaps):
                gaps.append(Gap(tuple(words), 1))
                words = []
            elif place:
                gaps[-1] = replace(gaps[-1], share=gaps[-1].share + 1)
            if text:
                words.append(Run(text))
    return (*gaps, Gap(tuple(words), 0)) if words else tuple(gaps)


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
