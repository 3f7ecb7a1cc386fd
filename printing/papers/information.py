"""Layout of papers that inform and bind nobody: the guidance slip (R28, R29) and the posting (R26).

They need no name and no signature; they say where they come from, so that they can be checked.
"""

from collections.abc import Iterator, Sequence

from data.domain.papers import GuidanceSlip, PaperSection, Posting
from printing.blocks import Block, Rule, Space, Text, Together
from printing.papers import frame
from printing.papers.template import Template
from printing.papers.values import filled, harmless, imprint_values
from printing.papers.writer import HANGING_DOTS, Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

SECTION_GAP_DOTS = 6


def guidance_blocks(slip: GuidanceSlip, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, guidance_values(slip, template))
    yield from _opening(writer, slip)
    yield Space(8)
    yield from writer.line("body.name")
    yield from writer.line("body.topic", filled=Weight.BOLD)
    yield from _elsewhere(writer) if slip.competent else writer.line("here.place")
    yield from _components(writer, slip.components)
    for key in ("limit", "fee"):
        yield from writer.line(f"body.{key}")
    yield from section_blocks(writer, slip.sections)
    yield from writer.line("body.note")
    yield from _notes(writer, ("hotline", "visit", "officer"))
    yield from frame.proof(writer)


def posting_blocks(posting: Posting, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, posting_values(posting, template))
    yield from _opening(writer, posting)
    yield Space(4)
    yield from writer.centered("body.procedure", size.code_dots, Weight.BOLD)
    yield from writer.centered("body.code", size.body_dots)
    yield from section_blocks(writer, posting.sections)
    yield from _notes(writer, ("publication", "edition", "hotline", "visit"))
    yield from frame.proof(writer)


def guidance_values(slip: GuidanceSlip, template: Template) -> dict[str, str]:
    return imprint_values(slip.imprint, template) | filled(
        {
            "topic": slip.topic,
            "name": slip.name,
            "competent": slip.competent,
            "competent_address": slip.competent_address,
            "limit": slip.limit,
            "fee": slip.fee,
            "note": slip.note,
        }
    )


def posting_values(posting: Posting, template: Template) -> dict[str, str]:
    raw = {
        "procedure": posting.procedure,
        "publication": posting.publication,
        "edition": posting.edition,
    }
    code = {"code": harmless(posting.code)}
    return imprint_values(posting.imprint, template) | filled(raw) | code


def _opening(writer: Writer, paper: GuidanceSlip | Posting) -> Iterator[Block]:
    yield from frame.marks(writer, paper.imprint)
    yield from frame.head(writer)
    yield from frame.place_and_date(writer)
    yield from frame.title(writer)


def _elsewhere(writer: Writer) -> Iterator[Block]:
    """Where to go instead, large enough to be the message of the slip (R29)."""
    yield Space(SECTION_GAP_DOTS)
    yield from writer.line("elsewhere.statement")
    yield from writer.line("elsewhere.agency", writer.size.code_dots, weight=Weight.BOLD)
    yield from writer.line("elsewhere.address")
    yield Space(SECTION_GAP_DOTS)


def _components(writer: Writer, names: Sequence[str]) -> Iterator[Block]:
    if names:
        yield from writer.line("body.components")
    for place, name in enumerate(names, start=1):
        item = {"place": str(place), **filled({"component": name})}
        yield from writer.line("body.component", indent_dots=HANGING_DOTS, item=item)


def section_blocks(writer: Writer, sections: Sequence[PaperSection]) -> Iterator[Block]:
    for place, section in enumerate(sections, start=1):
        title, lines = _title(writer, place, section.title), _lines(writer, section.lines)
        yield Together((Space(SECTION_GAP_DOTS), *title, *lines[:1]))
        yield from lines[1:]


def _title(writer: Writer, place: int, title: str) -> Iterator[Text]:
    item = {"place": str(place), **filled({"title": title})}
    return writer.line("section.title", weight=Weight.SEMIBOLD, item=item) if title else iter(())


def _lines(writer: Writer, lines: Sequence[str]) -> tuple[Text, ...]:
    """One line stands alone; several are a list."""
    key = "section.item" if len(lines) > 1 else "section.line"
    return tuple(
        text
        for line in lines
        for text in writer.line(key, indent_dots=HANGING_DOTS, item=filled({"line": line}))
    )


def _notes(writer: Writer, keys: Sequence[str]) -> Iterator[Block]:
    yield Space(10)
    yield Rule(1)
    yield Space(8)
    for key in keys:
        yield from writer.small(f"notes.{key}")
    yield Space(SECTION_GAP_DOTS)
