"""Layout of the report of the post: a row for each agency, and the sum of all below them."""

from collections.abc import Iterator
from typing import Final

from data.domain.papers import PostReportPaper, PostReportRow
from printing.blocks import Align, Block, Space
from printing.papers import frame
from printing.papers.lists import ListColumn, ListRow, listed
from printing.papers.template import Template
from printing.papers.values import day_words, filled, imprint_values
from printing.papers.writer import Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

_COLUMNS: Final = (
    ListColumn("table.number", 66, Align.CENTER, heads=True),
    ListColumn("table.agency", 434, heads=True),
    ListColumn("table.filed", 170, Align.RIGHT),
    ListColumn("table.registered", 190, Align.RIGHT),
    ListColumn("table.given", 170, Align.RIGHT),
    ListColumn("table.delivered", 170, Align.RIGHT),
    ListColumn("table.back", 170, Align.RIGHT),
)


def post_report_blocks(
    paper: PostReportPaper, template: Template, size: PaperSize
) -> Iterator[Block]:
    writer = Writer(template, size, post_report_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield from writer.centered("head.period", size.body_dots)
    yield Space(4)
    yield from writer.line("body.post", filled=Weight.BOLD)
    if paper.rows:
        yield from writer.line("body.list")
        yield from listed(writer, _COLUMNS, [*_rows(paper), _total(writer, paper)])
    else:
        yield from writer.line("body.nothing")
    yield from writer.small("body.kept")
    yield from frame.signatures(writer, None)
    yield from frame.proof(writer)


def _rows(paper: PostReportPaper) -> Iterator[ListRow]:
    for number, row in enumerate(paper.rows, start=1):
        yield ((str(number),), (row.agency,), *_counted(row))


def _total(writer: Writer, paper: PostReportPaper) -> ListRow:
    return ((), (writer.words("words.total"),), *_counted(paper.total))


def _counted(row: PostReportRow) -> Iterator[tuple[str, ...]]:
    return ((str(count),) for count in row.counts)


def post_report_values(paper: PostReportPaper, template: Template) -> dict[str, str]:
    raw = {"post": paper.post, "count": f"{len(paper.rows):02}"}
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "first_day": day_words(paper.first_day, template),
        "last_day": day_words(paper.last_day, template),
        "kept_paper": day_words(paper.kept_paper, template),
        "kept_record": day_words(paper.kept_record, template),
    }
