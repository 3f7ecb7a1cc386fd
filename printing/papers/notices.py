"""Layout of forms 02 (R70) and 03 (R71): what is still to be brought, and why not received.

Both are numbered papers of the Center, made twice: one copy stays, one goes with the citizen.
"""

from collections.abc import Iterator

from data.domain.codes import is_slip_key
from data.domain.papers import PaperDemand, RefusalPaper, SupplementPaper
from printing.blocks import Beside, Block, Qr, Rule, Space, Together
from printing.papers import frame
from printing.papers.template import Template
from printing.papers.values import filled, harmless, imprint_values, person_values
from printing.papers.writer import HANGING_DOTS, Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

KEY_QR_VERSION = 1
"""21 modules: twelve digits at level M."""
ITEM_GAP_DOTS = 4

Notice = SupplementPaper | RefusalPaper


def supplement_blocks(
    paper: SupplementPaper, template: Template, size: PaperSize
) -> Iterator[Block]:
    values = notice_values(paper, template) | {"item_count": f"{len(paper.items):02}"}
    writer = Writer(template, size, values)
    yield from _opening(writer, paper)
    yield from _reopening(writer, paper.key)
    yield Rule(2)
    yield Space(8)
    yield from _fields(writer)
    yield from writer.line("items.intro", weight=Weight.SEMIBOLD)
    for place, item in enumerate(paper.items, start=1):
        yield Space(ITEM_GAP_DOTS)
        yield Together(tuple(item_blocks(writer, place, item)))
    yield Space(ITEM_GAP_DOTS)
    yield from writer.line("body.reason")
    yield from _help(writer)
    yield from frame.signatures(writer, None)
    yield from _closing(writer, paper)


def refusal_blocks(paper: RefusalPaper, template: Template, size: PaperSize) -> Iterator[Block]:
    values = notice_values(paper, template) | filled({"legal_basis": paper.legal_basis})
    writer = Writer(template, size, values)
    yield from _opening(writer, paper)
    yield Rule(2)
    yield Space(8)
    yield from _fields(writer)
    yield Space(ITEM_GAP_DOTS)
    yield from writer.line("body.statement")
    yield from writer.line("body.reason", filled=Weight.BOLD)
    yield from writer.line("body.legal_basis")
    yield Space(ITEM_GAP_DOTS)
    yield from writer.line("body.closing")
    yield from _help(writer)
    yield from frame.signatures(writer, frame.citizen(writer))
    yield from _closing(writer, paper)


def notice_values(paper: Notice, template: Template) -> dict[str, str]:
    raw = {"agency": paper.agency, "procedure": paper.procedure, "reason": paper.reason}
    return {
        **imprint_values(paper.imprint, template),
        **person_values(paper.applicant, paper.submitter),
        **filled(raw),
        "number": harmless(paper.number),
        "code": harmless(paper.code),
    }


def _opening(writer: Writer, paper: Notice) -> Iterator[Block]:
    yield from frame.marks(writer, paper.imprint)
    yield from frame.head(writer)
    yield from frame.numbered(writer)
    yield from frame.title(writer)
    yield from frame.copy_line(writer, paper.copy)


def _reopening(writer: Writer, key: str) -> Iterator[Block]:
    """The code that reopens the checklist (C9), and how much there is to bring."""
    size = writer.size
    count: tuple[Block, ...] = (
        *writer.centered("demand.label", size.body_dots, Weight.SEMIBOLD),
        *writer.centered("demand.count", size.due_dots * 4 // 5, Weight.BOLD),
        *writer.centered("demand.hint", size.small_dots),
    )
    if not is_slip_key(key):
        yield from (*count, Space(8))
    elif size.side_by_side:
        left_dots = frame.qr_side_dots(KEY_QR_VERSION, size.code_module_dots)
        yield Beside((_key_qr(writer, key),), count, left_dots)
    else:
        yield from (_key_qr(writer, key), *count, Space(8))


def _key_qr(writer: Writer, key: str) -> Qr:
    return Qr(key, writer.size.code_module_dots, KEY_QR_VERSION)


def _fields(writer: Writer) -> Iterator[Block]:
    for key in ("office", "code", "agency"):
        yield from writer.line(f"body.{key}")
    yield from frame.people(writer)
    yield from writer.line("body.procedure", filled=Weight.BOLD)


def item_blocks(writer: Writer, place: int, item: PaperDemand) -> Iterator[Block]:
    values = {"place": str(place)} | filled(
        {
            "component": item.component,
            "demand": item.demand,
            "note": item.note,
            "citation": item.citation,
        }
    )
    yield from writer.line("items.component", item=values)
    yield from writer.line(
        "items.demand", filled=Weight.BOLD, indent_dots=HANGING_DOTS, item=values
    )
    small = writer.size.small_dots
    for key in ("items.note", "items.citation"):
        yield from writer.line(key, small, indent_dots=HANGING_DOTS, item=values)


def _help(writer: Writer) -> Iterator[Block]:
    yield Space(ITEM_GAP_DOTS)
    yield from writer.small("notes.help")
    yield from writer.small("notes.visit")


def _closing(writer: Writer, paper: Notice) -> Iterator[Block]:
    yield from frame.codes(writer, paper.key, paper.imprint.head.evaluation_url)
    yield from frame.proof(writer)
