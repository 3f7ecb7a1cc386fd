"""Layout of the register (form 06): a book of a period, on wide A4 pages, with its sign-off.

Its lines stand in the order of their numbers, which run on through the year.
"""

from collections.abc import Iterator
from typing import Final

from data.domain.papers import RegisterBook, RegisterRow
from printing.blocks import Align, Block, Space
from printing.papers import frame
from printing.papers.lists import ListColumn, ListRow, listed
from printing.papers.template import Template
from printing.papers.values import day_words, filled, imprint_values, short_day, short_moment
from printing.papers.writer import Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

_DAYS: Final = "table.days"
# Shares are dots of the wide page: codes and days fit their columns, whatever their digits.
_COLUMNS: Final = (
    ListColumn("table.number", 72, Align.CENTER, heads=True),
    ListColumn("table.code", 358, heads=True),
    ListColumn("table.procedure", 224),
    ListColumn("table.sets", 84, Align.CENTER),
    ListColumn("table.applicant", 192),
    ListColumn("table.contact", 216),
    ListColumn("table.agency", 146),
    ListColumn("table.received", 156, over=_DAYS, short=True),
    ListColumn("table.due", 156, over=_DAYS, short=True),
    ListColumn("table.returned", 156, over=_DAYS, short=True),
    ListColumn("table.method", 104),
    ListColumn("table.signed", 112),
    ListColumn("table.note", 160),
)


def register_blocks(book: RegisterBook, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, register_values(book, template))
    yield from frame.opening(writer, book.imprint)
    yield from writer.centered("head.volume", size.body_dots, Weight.SEMIBOLD)
    yield from writer.centered("head.period", size.body_dots)
    yield Space(6)
    yield from listed(writer, _COLUMNS, [_row(it) for it in book.rows])
    yield from writer.line("body.closed" if book.closed else "body.total", weight=Weight.SEMIBOLD)
    yield from frame.each_signs(writer, "keeper", "head")
    yield from frame.proof(writer)


def _row(row: RegisterRow) -> ListRow:
    who = row.applicant
    return (
        (str(row.number),),
        (row.code,),
        (row.procedure,),
        (f"{row.sets:02}",),
        (who.name,),
        tuple(filter(None, (who.address, who.phone))),
        (row.agency,),
        (short_moment(row.received_at),),
        (short_moment(row.due_at),),
        (short_day(row.returned_at) if row.returned_at else "",),
        (row.method,),
        (row.signed_by,),
        (row.note,),
    )


def register_values(book: RegisterBook, template: Template) -> dict[str, str]:
    raw = {
        "volume": book.volume,
        "count": f"{len(book.rows):02}",
        "returned_count": f"{sum(row.returned_at is not None for row in book.rows):02}",
        "set_count": f"{sum(row.sets for row in book.rows):02}",
    }
    return {
        **imprint_values(book.imprint, template),
        **filled(raw),
        "first_day": day_words(book.first_day, template),
        "last_day": day_words(book.last_day, template),
    }
