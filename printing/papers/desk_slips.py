"""Layout of the papers of the desk itself: fee note, report of a shift, feedback sent on.

Amounts stand in figures and in words, and a sum is always that of the lines above it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from data.domain.amounts import amount_in_words
from data.domain.papers import (
    FeedbackTransfer,
    FeeNote,
    PaperCharge,
    PaperCount,
    PaperPerson,
    ShiftReport,
)
from printing.blocks import Align, Block, Space, Together
from printing.papers import frame
from printing.papers.information import section_blocks
from printing.papers.lists import ListColumn, ledger
from printing.papers.template import Template
from printing.papers.values import filled, harmless, imprint_values, moment_words, money
from printing.papers.writer import Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

# --- fee note -----------------------------------------------------------------------------------

_CHARGES: Final = (
    ListColumn("table.name", 64),
    ListColumn("table.amount", 36, Align.RIGHT),
)


def fee_note_blocks(note: FeeNote, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, fee_note_values(note, template))
    yield from frame.opening(writer, note.imprint)
    yield from frame.body_rule()
    yield from writer.line("body.code", filled=Weight.BOLD)
    yield from writer.line("body.payer", filled=Weight.BOLD)
    for key in ("tax_code", "address", "agency", "procedure"):
        yield from writer.line(f"body.{key}")
    if note.charges:
        yield Space(6)
        yield ledger(writer, _CHARGES, [_charge_row(writer, it) for it in note.charges])
        yield Space(6)
    yield from writer.line("body.total", size.code_dots, filled=Weight.BOLD)
    yield from writer.line("body.words", weight=Weight.ITALIC)
    yield Space(4)
    yield from writer.line(_state(note), weight=Weight.SEMIBOLD)
    yield from writer.line("body.receipt", filled=Weight.BOLD)
    yield from frame.foot_rule()
    for key in ("no_receipt", "officer", "hotline"):
        yield from writer.small(f"notes.{key}")
    yield Space(6)
    yield from frame.barcode(writer, note.slip_key)
    yield Space(6)
    yield from frame.proof(writer)


def _state(note: FeeNote) -> str:
    if note.exempt:
        return "body.exempt"
    return "body.paid" if note.paid_at else "body.unpaid"


def _charge_row(writer: Writer, charge: PaperCharge) -> tuple[tuple[str, ...], ...]:
    item = filled({"charge": charge.name, "charge_note": charge.note})
    return ((writer.template.words("charge.name", item),), (money(charge.amount_vnd),))


def fee_note_values(note: FeeNote, template: Template) -> dict[str, str]:
    raw = {
        "agency": note.agency,
        "procedure": note.procedure,
        "payer": note.payer.name,
        "payer_tax_code": note.payer.tax_code,
        "payer_address": note.payer.address,
        "method": note.method,
        "receipt": note.receipt,
        "collector": note.collector,
    }
    return {
        **imprint_values(note.imprint, template),
        **filled(raw),
        "code": harmless(note.code),
        "total": money(note.total_vnd),
        "total_words": amount_in_words(note.total_vnd),
        "paid_moment": moment_words(note.paid_at, template) if note.paid_at else "",
    }


# --- report of a shift --------------------------------------------------------------------------

_COUNTS: Final = (ListColumn("table.name", 78), ListColumn("table.count", 22, Align.RIGHT))
_AMOUNTS: Final = (
    ListColumn("table.name", 40),
    ListColumn("table.count", 18, Align.RIGHT),
    ListColumn("table.amount", 42, Align.RIGHT),
)


def shift_report_blocks(
    report: ShiftReport, template: Template, size: PaperSize
) -> Iterator[Block]:
    writer = Writer(template, size, shift_report_values(report, template))
    yield from frame.opening(writer, report.imprint)
    yield from writer.centered("body.period", size.small_dots)
    yield from frame.body_rule()
    yield from _counted(writer, "body.counts", report.counts)
    yield from _counted(writer, "body.fees", report.fees, money_too=True)
    yield from writer.line("body.total", filled=Weight.BOLD)
    yield from writer.line("body.words", weight=Weight.ITALIC)
    yield from _counted(writer, "body.papers", report.papers)
    yield Space(6)
    if report.open_items:
        yield from writer.line("body.open", weight=Weight.SEMIBOLD)
        yield from section_blocks(writer, report.open_items)
    else:
        yield from writer.line("body.nothing_open", weight=Weight.SEMIBOLD)
    giver = ("giver", writer.values["giver"])
    yield from frame.both_sign(writer, giver, ("receiver", writer.values["receiver"]))
    yield from frame.proof(writer)


def _counted(
    writer: Writer, key: str, counts: Sequence[PaperCount], *, money_too: bool = False
) -> Iterator[Block]:
    if not counts:
        return
    rows = [_count_row(it, money_too=money_too) for it in counts]
    label = tuple(writer.line(key, weight=Weight.SEMIBOLD))
    yield Space(6)
    yield Together((*label, Space(4)))
    yield ledger(writer, _AMOUNTS if money_too else _COUNTS, rows)
    yield Space(6)


def _count_row(it: PaperCount, *, money_too: bool) -> tuple[tuple[str, ...], ...]:
    name = (harmless(it.name),)
    count = () if it.count is None else (str(it.count),)
    return (name, count, (money(it.amount_vnd or 0),)) if money_too else (name, count)


def _told(total_vnd: int) -> str:
    """Nothing where more went back than came: that stands in figures alone."""
    return amount_in_words(total_vnd) if total_vnd >= 0 else ""


def shift_report_values(report: ShiftReport, template: Template) -> dict[str, str]:
    return {
        **imprint_values(report.imprint, template),
        **filled({"giver": report.giver, "receiver": report.receiver}),
        "since_moment": moment_words(report.since, template),
        "until_moment": moment_words(report.until, template),
        "total": money(report.total_vnd),
        "total_words": _told(report.total_vnd),
    }


# --- feedback -----------------------------------------------------------------------------------


def feedback_blocks(
    paper: FeedbackTransfer, template: Template, size: PaperSize
) -> Iterator[Block]:
    writer = Writer(template, size, feedback_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield from frame.body_rule()
    yield from writer.line("body.recipient", filled=Weight.BOLD)
    yield from writer.line("body.received")
    yield from writer.line("body.sender" if paper.sender else "body.nameless")
    for key in ("address", "phone", "email", "code"):
        yield from writer.line(f"body.{key}")
    yield from writer.line("body.subject", filled=Weight.BOLD)
    for key in ("content", "note"):
        yield from writer.line(f"body.{key}")
    yield Space(4)
    yield from writer.line("body.request")
    yield from writer.line("body.answer_by", weight=Weight.SEMIBOLD)
    yield from frame.signatures(writer, None)
    yield from writer.small("notes.hotline")
    yield Space(6)
    yield from frame.proof(writer)


def feedback_values(paper: FeedbackTransfer, template: Template) -> dict[str, str]:
    sender = paper.sender or PaperPerson("")
    raw = {
        "recipient": paper.recipient,
        "sender": sender.name,
        "sender_address": sender.address,
        "sender_phone": sender.phone,
        "sender_email": sender.email,
        "channel": paper.channel,
        "subject": paper.subject,
        "content": paper.content,
        "note": paper.note,
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "number": harmless(paper.number),
        "code": harmless(paper.code),
        "received_moment": moment_words(paper.received_at, template),
        "answer_moment": moment_words(paper.answer_by, template) if paper.answer_by else "",
    }
