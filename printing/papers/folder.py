"""Layout of the papers that go with a folder: form 05, transfer slip, and both hand-over sheets.

What is signed by hand has its place on each; on a roll every row of a list is its own stack.
"""

import re
from collections.abc import Iterator
from typing import Final

from data.domain.papers import (
    ControlSheetPaper,
    HandOverSheet,
    Passage,
    ResultSheet,
    SentBackSheet,
    TransferSlip,
)
from printing.blocks import Align, Block, Rule, Ruled, Space, Together
from printing.papers import frame
from printing.papers.handwriting import GAP, ruled
from printing.papers.lists import WIDE_DOTS, ListColumn, ListRow, ledger, listed
from printing.papers.template import NO_BREAK, Template
from printing.papers.values import (
    filled,
    harmless,
    imprint_values,
    moment_words,
    short_moment,
)
from printing.papers.writer import HANGING_DOTS, Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

SIGNED_LINES: Final = 2
"""White lines of an empty block of form 05 in which a name is signed: six millimetres."""
SIGNED_ROW_DOTS: Final = 84
"""Height of a row in which somebody signs: ten millimetres."""

# --- form 05 ------------------------------------------------------------------------------------

_GAPS: Final = re.compile(f"{GAP}+")
_PASSAGES: Final = (
    ListColumn("table.sides", 34),
    ListColumn("table.moment", 37),
    ListColumn("table.outcome", 16),
    ListColumn("table.note", 13),
)


def control_sheet_blocks(
    paper: ControlSheetPaper, template: Template, size: PaperSize
) -> Iterator[Block]:
    writer = Writer(template, size, control_sheet_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield from frame.body_rule()
    yield from writer.line("body.applicant", filled=Weight.BOLD)
    yield from writer.line("body.code", filled=Weight.BOLD)
    for key in ("procedure", "received", "due", "lead", "others"):
        yield from writer.line(f"body.{key}")
    if size.width_dots >= WIDE_DOTS:
        yield from _passages_in_columns(writer, paper)
    else:
        yield from _passages_in_lines(writer, paper)
    yield from writer.small("notes.signing")
    yield Space(8)
    yield from frame.barcode(writer, paper.slip_key)
    yield Space(6)
    yield from frame.proof(writer)


def _passages_in_columns(writer: Writer, paper: ControlSheetPaper) -> Iterator[Block]:
    rows = [
        *(_passage_row(writer, it) for it in paper.passages),
        *[_empty_row(writer)] * paper.empty,
    ]
    if rows:
        yield Space(6)
        yield ledger(writer, _PASSAGES, rows)
        yield Space(8)


def _passage_row(writer: Writer, passage: Passage) -> ListRow:
    values = _passage_values(passage)

    def said(*keys: str) -> tuple[str, ...]:
        words = (writer.template.words(f"passage.{key}", values) for key in keys)
        return tuple(filter(None, words))

    return (
        said("giver", "receiver"),
        said("moment", "giver_name", "receiver_name"),
        tuple(filter(None, (values["outcome"],))),
        tuple(filter(None, (values["note"],))),
    )


def _empty_row(writer: Writer) -> ListRow:
    """Dots where agencies and moment are written, and white below each name to be signed."""

    def said(key: str) -> str:
        return _GAPS.sub(GAP * 2, writer.words(f"empty.{key}"))

    room = (NO_BREAK,) * SIGNED_LINES
    sides = (said("giver"), *room, said("receiver"))
    hands = (said("moment"), said("giver_name"), *room, said("receiver_name"), *room)
    return (sides, hands, (said("outcome"),), ())


def _passages_in_lines(writer: Writer, paper: ControlSheetPaper) -> Iterator[Block]:
    yield Space(6)
    yield Rule(2)
    small = writer.size.small_dots
    for passage in paper.passages:
        values = _passage_values(passage)
        sides = (
            *writer.line("passage.giver", filled=Weight.SEMIBOLD, item=values),
            *writer.line("passage.receiver", filled=Weight.SEMIBOLD, item=values),
        )
        rest = tuple(
            text
            for key in ("moment", "giver_name", "receiver_name", "outcome", "note")
            for text in writer.line(f"passage.{key}", small, indent_dots=HANGING_DOTS, item=values)
        )
        yield Together((Space(4), *sides, *rest, Space(4), Rule(1)))
    for _ in range(paper.empty):
        lines: list[Ruled] = []
        for key in ("giver", "receiver", "moment", "giver_name", "receiver_name", "outcome"):
            lines += ruled(writer, f"empty.{key}", small)
        yield Together((*lines, Space(8), Rule(1)))
    yield Space(6)


def _passage_values(passage: Passage) -> dict[str, str]:
    return filled(
        {
            "giver": passage.giver,
            "giver_name": passage.giver_name,
            "receiver": passage.receiver,
            "receiver_name": passage.receiver_name,
            "moment": short_moment(passage.at),
            "outcome": passage.outcome,
            "note": passage.note,
        }
    )


def control_sheet_values(paper: ControlSheetPaper, template: Template) -> dict[str, str]:
    raw = {
        "applicant": paper.applicant,
        "procedure": paper.procedure,
        "lead": paper.lead,
        "others": "; ".join(paper.others),
        "volume": paper.volume,
        "serial": paper.serial,
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "code": harmless(paper.code),
        "received_moment": moment_words(paper.received_at, template),
        "due_moment": moment_words(paper.due_at, template),
    }


# --- transfer slip ------------------------------------------------------------------------------

_LEGS: Final = (
    ListColumn("table.number", 50, Align.CENTER, heads=True),
    ListColumn("table.agency", 280, heads=True),
    ListColumn("table.content", 310),
    ListColumn("table.limit", 130, short=True),
    ListColumn("table.by", 156, short=True),
    ListColumn("table.signed", 130, signed=True),
)


def transfer_blocks(paper: TransferSlip, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, transfer_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield from writer.centered("head.subtitle", size.small_dots)
    yield from frame.body_rule()
    yield from writer.line("body.code", filled=Weight.BOLD)
    yield from writer.line("body.applicant", filled=Weight.BOLD)
    for key in ("procedure", "received", "due", "approval", "from"):
        yield from writer.line(f"body.{key}")
    yield Space(4)
    way = "body.at_once" if paper.at_once else "body.in_turn"
    yield from writer.line(way, weight=Weight.SEMIBOLD)
    yield from listed(writer, _LEGS, _leg_rows(writer, paper), row_dots=SIGNED_ROW_DOTS)
    yield from writer.small("notes.lead")
    yield from frame.signatures(writer, None)
    yield from frame.barcode(writer, paper.slip_key)
    yield Space(6)
    yield from frame.proof(writer)


def _leg_rows(writer: Writer, paper: TransferSlip) -> list[ListRow]:
    return [
        (
            (str(place),),
            (leg.agency,),
            (
                leg.content,
                writer.template.words("leg.one_stop", filled({"one_stop": leg.one_stop})),
            ),
            (leg.limit,),
            (short_moment(leg.by),),
            (),
        )
        for place, leg in enumerate(paper.legs, start=1)
    ]


def transfer_values(paper: TransferSlip, template: Template) -> dict[str, str]:
    raw = {
        "applicant": paper.applicant,
        "procedure": paper.procedure,
        "approval": paper.approval,
        "leg_count": f"{len(paper.legs):02}",
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "code": harmless(paper.code),
        "received_moment": moment_words(paper.received_at, template),
        "due_moment": moment_words(paper.due_at, template),
        "from_moment": moment_words(paper.counted_from, template),
    }


# --- hand-over sheets ---------------------------------------------------------------------------

# Shares are dots of the page of each: codes and moments fit their columns, whatever their digits.
_FOLDERS: Final = (
    ListColumn("table.number", 60, Align.CENTER, heads=True),
    ListColumn("table.code", 404, heads=True),
    ListColumn("table.applicant", 250),
    ListColumn("table.procedure", 300),
    ListColumn("table.sets", 84, Align.CENTER, short=True),
    ListColumn("table.by", 172, short=True),
    ListColumn("table.note", 170),
)
_RESULTS: Final = (
    ListColumn("table.number", 60, Align.CENTER, heads=True),
    ListColumn("table.code", 358, heads=True),
    ListColumn("table.procedure", 380),
    ListColumn("table.result", 400),
    ListColumn("table.applicant", 340),
    ListColumn("table.address", 388),
    ListColumn("table.fee", 90, Align.CENTER, short=True),
    ListColumn("table.post", 120, Align.CENTER, short=True),
)


def hand_over_blocks(paper: HandOverSheet, template: Template, size: PaperSize) -> Iterator[Block]:
    values = {
        **_sheet_values(paper, template),
        "set_count": f"{sum(line.sets for line in paper.lines):02}",
    }
    writer = Writer(template, size, values)
    yield from _sheet_opening(writer, paper)
    rows: list[ListRow] = [
        (
            (str(place),),
            (line.code,),
            (line.applicant,),
            (line.procedure,),
            (f"{line.sets:02}",),
            (short_moment(line.bring_by) if line.bring_by else "",),
            (line.note,),
        )
        for place, line in enumerate(paper.lines, start=1)
    ]
    yield from listed(writer, _FOLDERS, rows)
    if any(line.bring_by for line in paper.lines):
        yield from writer.line("body.results", weight=Weight.SEMIBOLD)
        yield from writer.line("body.bring")
    yield from _sheet_end(writer, paper)


def result_sheet_blocks(paper: ResultSheet, template: Template, size: PaperSize) -> Iterator[Block]:
    values = {
        **_sheet_values(paper, template),
        "fee_count": f"{sum(line.fee_due for line in paper.lines):02}",
        "post_count": f"{sum(line.by_post for line in paper.lines):02}",
    }
    writer = Writer(template, size, values)
    yield from _sheet_opening(writer, paper)
    yes = writer.words("words.yes")
    rows: list[ListRow] = [
        (
            (str(place),),
            (line.code,),
            (line.procedure,),
            (line.result,),
            (line.applicant,),
            (line.address,),
            (yes if line.fee_due else "",),
            (yes if line.by_post else "",),
        )
        for place, line in enumerate(paper.lines, start=1)
    ]
    yield from listed(writer, _RESULTS, rows)
    yield from writer.line("body.totals")
    yield from _sheet_end(writer, paper)


def sent_back_blocks(paper: SentBackSheet, template: Template, size: PaperSize) -> Iterator[Block]:
    """As a sheet of results, of one alone: what was given, by whom, and both sign."""
    writer = Writer(template, size, _sent_back_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield from frame.body_rule()
    for key in ("giver", "receiver", "moment", "number"):
        yield from writer.line(f"body.{key}")
    yield Space(4)
    yield from writer.line("body.code", filled=Weight.BOLD)
    yield from writer.line("body.there", filled=Weight.BOLD)
    for key in ("procedure", "applicant"):
        yield from writer.line(f"body.{key}")
    yield from writer.line("body.result", filled=Weight.BOLD)
    yield from writer.line("body.originals")
    if paper.fee_there:
        yield from writer.line("body.fee_there", weight=Weight.SEMIBOLD)
    yield from writer.line("body.returned_there", weight=Weight.SEMIBOLD)
    yield from writer.small("notes.copies")
    yield from frame.both_sign(
        writer, ("giver", harmless(paper.giver)), ("receiver", harmless(paper.receiver))
    )
    yield from frame.barcode(writer, paper.slip_key)
    yield Space(6)
    yield from frame.proof(writer)


def _sent_back_values(paper: SentBackSheet, template: Template) -> dict[str, str]:
    raw = {
        "one_stop": paper.one_stop,
        "there": paper.there,
        "procedure": paper.procedure,
        "applicant": paper.applicant,
        "result": paper.result,
        "giver": paper.giver,
        "receiver": paper.receiver,
        "originals": f"{paper.originals:02}" if paper.originals else "",
        "number": paper.number,
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "code": harmless(paper.code),
        "handed_moment": moment_words(paper.at, template),
    }


def _sheet_opening(writer: Writer, paper: HandOverSheet | ResultSheet) -> Iterator[Block]:
    yield from frame.opening(writer, paper.imprint)
    yield from frame.body_rule()
    for key in ("giver", "receiver", "moment"):
        yield from writer.line(f"body.{key}")
    yield Space(4)
    yield from writer.line("body.list", weight=Weight.SEMIBOLD)


def _sheet_end(writer: Writer, paper: HandOverSheet | ResultSheet) -> Iterator[Block]:
    yield from writer.small("notes.copies")
    yield from frame.both_sign(
        writer, ("giver", harmless(paper.giver)), ("receiver", harmless(paper.receiver))
    )
    yield from frame.proof(writer)


def _sheet_values(paper: HandOverSheet | ResultSheet, template: Template) -> dict[str, str]:
    raw = {
        "agency": paper.agency,
        "giver": paper.giver,
        "receiver": paper.receiver,
        "count": f"{len(paper.lines):02}",
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "number": harmless(paper.number),
        "handed_moment": moment_words(paper.at, template),
    }
