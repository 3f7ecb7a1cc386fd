"""Layout of the chase list: what an agency is urged about, with room for its answer."""

from collections.abc import Iterator
from typing import Final

from data.domain.papers import ChaseLine, ChaseList
from printing.blocks import Align, Block, Space
from printing.papers import frame
from printing.papers.lists import ListColumn, ListRow, listed
from printing.papers.template import Template
from printing.papers.values import filled, imprint_values, moment_words, short_moment
from printing.papers.writer import Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

# Shares are dots of the wide page: codes and moments fit their columns, whatever their digits.
_COLUMNS: Final = (
    ListColumn("table.number", 72, Align.CENTER, heads=True),
    ListColumn("table.code", 358, heads=True),
    ListColumn("table.applicant", 250),
    ListColumn("table.procedure", 330),
    ListColumn("table.due", 160, short=True),
    ListColumn("table.held", 250),
    ListColumn("table.why", 300),
    ListColumn("table.answer", 260, signed=True),
)


def chase_blocks(chase: ChaseList, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, chase_values(chase, template))
    yield from frame.opening(writer, chase.imprint)
    yield Space(4)
    yield from writer.line("body.recipient", filled=Weight.BOLD)
    yield from writer.line("body.list")
    rows = [_row(number, it) for number, it in enumerate(chase.lines, start=1)]
    yield from listed(writer, _COLUMNS, rows)
    if chase.left_out:
        yield from writer.line("body.left_out", weight=Weight.ITALIC)
    yield from writer.line("body.request")
    yield from frame.signatures(writer, None)
    yield from frame.proof(writer)


def _row(number: int, line: ChaseLine) -> ListRow:
    return (
        (str(number),),
        (line.code,),
        (line.applicant,),
        (line.procedure,),
        (short_moment(line.due_at) if line.due_at else "",),
        (line.held,),
        (line.why,),
        (),
    )


def chase_values(chase: ChaseList, template: Template) -> dict[str, str]:
    raw = {
        "agency": chase.agency,
        "count": f"{len(chase.lines) + chase.left_out:02}",
        "late_count": f"{chase.late:02}",
        "left_out": str(chase.left_out) if chase.left_out else "",
    }
    return {
        **imprint_values(chase.imprint, template),
        **filled(raw),
        "at_moment": moment_words(chase.at, template),
    }
