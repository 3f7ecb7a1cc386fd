"""Layout of the papers of the ledger: settlement with an agency, count of a drawer.

Amounts stand in figures and in words; whoever signs sees what went back as a line of its own.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from data.domain.amounts import amount_in_words
from data.domain.papers import PaperCount, PaperNotes, SettlementPaper, SettlementRow, TillPaper
from printing.blocks import Align, Block, Space, Together
from printing.papers import frame
from printing.papers.lists import ListColumn, ListRow, ledger, listed
from printing.papers.template import Template
from printing.papers.values import (
    day_words,
    filled,
    harmless,
    imprint_values,
    moment_words,
    money,
)
from printing.papers.writer import Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

# Shares are dots of the wide page: codes, days and amounts fit their columns.
_PAYMENTS: Final = (
    ListColumn("table.number", 66, Align.CENTER, heads=True),
    ListColumn("table.day", 148, short=True),
    ListColumn("table.code", 358, heads=True),
    ListColumn("table.applicant", 316),
    ListColumn("table.receipt", 232),
    ListColumn("table.charge", 200, Align.RIGHT, short=True),
    ListColumn("table.duty", 200, Align.RIGHT, short=True),
    ListColumn("table.method", 190, short=True),
    ListColumn("table.note", 426),
)
_SUMS: Final = (
    ListColumn("table.name", 44),
    ListColumn("table.count", 18, Align.RIGHT),
    ListColumn("table.amount", 38, Align.RIGHT),
)
_NOTES: Final = (
    ListColumn("table.note", 36, Align.RIGHT),
    ListColumn("table.count", 22, Align.RIGHT),
    ListColumn("table.amount", 42, Align.RIGHT),
)


def _signed(amount_vnd: int) -> str:
    """With a minus that no line break parts from its figures."""
    return money(amount_vnd) if amount_vnd >= 0 else f"−{money(-amount_vnd)}"


def _in_words(amount_vnd: int, template: Template) -> str:
    words = amount_in_words(abs(amount_vnd))
    return words if amount_vnd >= 0 else template.words("words.minus", {"amount": words})


# --- settlement ---------------------------------------------------------------------------------


def settlement_blocks(
    paper: SettlementPaper, template: Template, size: PaperSize
) -> Iterator[Block]:
    writer = Writer(template, size, settlement_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield from writer.centered("head.period", size.body_dots)
    yield from writer.centered("head.annulled", size.body_dots, Weight.BOLD)
    yield from frame.body_rule()
    for key in ("giver", "receiver"):
        yield from writer.line(f"body.{key}")
    yield Space(4)
    yield from writer.line("body.list", weight=Weight.SEMIBOLD)
    yield from listed(writer, _PAYMENTS, [_row(*it) for it in enumerate(paper.rows, start=1)])
    yield from _counted(writer, paper.sums)
    for key in ("charge", "duty"):
        yield from writer.line(f"body.{key}")
    yield from writer.line("body.total", filled=Weight.BOLD)
    yield from writer.line("body.words", weight=Weight.ITALIC)
    yield Space(4)
    yield from writer.small("notes.copies")
    yield from _both_sign(writer)
    yield from frame.proof(writer)


def _row(number: int, row: SettlementRow) -> ListRow:
    return (
        (str(number),),
        (f"{row.day:%d/%m/%Y}",),
        (row.code,),
        (row.applicant,),
        (row.receipt,),
        (_signed(row.charge_vnd),),
        (_signed(row.duty_vnd),),
        (row.method,),
        (row.note,),
    )


def settlement_values(paper: SettlementPaper, template: Template) -> dict[str, str]:
    raw = {
        "agency": paper.agency,
        "giver": paper.giver,
        "receiver": paper.receiver,
        "annulled": paper.annulled,
        "count": f"{len(paper.rows):02}",
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "number": harmless(paper.number),
        "first_day": day_words(paper.first_day, template),
        "last_day": day_words(paper.last_day, template),
        "charge": _signed(paper.charge_vnd),
        "duty": _signed(paper.duty_vnd),
        "total": _signed(paper.total_vnd),
        "total_words": _in_words(paper.total_vnd, template),
    }


# --- count of a drawer --------------------------------------------------------------------------


def till_blocks(paper: TillPaper, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, till_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield from writer.centered("body.period", size.small_dots)
    yield from frame.body_rule()
    if paper.sums:
        yield from _counted(writer, paper.sums)
    else:
        yield from writer.line("body.no_sums", weight=Weight.SEMIBOLD)
    for key in ("float", "moved"):
        yield from writer.line(f"body.{key}")
    yield from writer.line("body.expected", filled=Weight.BOLD)
    yield from _noted(writer, paper.notes)
    yield from writer.line("body.counted", filled=Weight.BOLD)
    yield from writer.line("body.words", weight=Weight.ITALIC)
    yield Space(4)
    differs = "body.difference" if paper.difference_vnd else "body.equal"
    yield from writer.line(differs, weight=Weight.SEMIBOLD)
    yield from writer.line("body.reason")
    yield from writer.small("notes.copies")
    yield from _both_sign(writer)
    yield from frame.proof(writer)


def _noted(writer: Writer, notes: Sequence[PaperNotes]) -> Iterator[Block]:
    rows = [((money(it.note_vnd),), (str(it.count),), (money(it.amount_vnd),)) for it in notes]
    label = tuple(writer.line("body.notes", weight=Weight.SEMIBOLD))
    yield Space(6)
    yield Together((*label, Space(4)))
    if rows:
        yield ledger(writer, _NOTES, rows)
    yield Space(6)


def till_values(paper: TillPaper, template: Template) -> dict[str, str]:
    raw = {"giver": paper.giver, "receiver": paper.receiver, "reason": paper.reason}
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "opened_moment": moment_words(paper.opened_at, template),
        "closed_moment": moment_words(paper.closed_at, template),
        "float": money(paper.float_vnd),
        "moved": _signed(paper.moved_vnd),
        "expected": _signed(paper.expected_vnd),
        "counted": money(paper.counted_vnd),
        "counted_words": amount_in_words(paper.counted_vnd),
        "difference": _signed(paper.difference_vnd),
    }


# --- of both ------------------------------------------------------------------------------------


def _counted(writer: Writer, sums: Sequence[PaperCount]) -> Iterator[Block]:
    rows = [
        ((harmless(it.name),), (str(it.count or 0),), (_signed(it.amount_vnd or 0),)) for it in sums
    ]
    label = tuple(writer.line("body.sums", weight=Weight.SEMIBOLD))
    yield Space(6)
    yield Together((*label, Space(4)))
    yield ledger(writer, _SUMS, rows)
    yield Space(6)


def _both_sign(writer: Writer) -> Iterator[Block]:
    giver, receiver = (writer.values[it] for it in ("giver", "receiver"))
    yield from frame.both_sign(writer, ("giver", giver), ("receiver", receiver))
