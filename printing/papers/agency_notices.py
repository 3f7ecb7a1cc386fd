"""Layout of the agency's own papers: form 02 after appraisal (R85) and form 04 (R78), C10.

What nobody has signed yet leaves rules for number and date, so that no draft looks like a paper.
"""

from collections.abc import Iterator
from dataclasses import replace

from data.domain.clock import local
from data.domain.papers import AgencyHead, AgencySupplement, ApologyPaper
from printing.blocks import Align, Beside, Block, Space, Text, Together
from printing.papers import frame
from printing.papers.handwriting import ruled
from printing.papers.notices import ITEM_GAP_DOTS, item_blocks
from printing.papers.template import Template
from printing.papers.values import (
    date_words,
    day_words,
    filled,
    harmless,
    imprint_values,
    moment_words,
    person_values,
)
from printing.papers.writer import HANGING_DOTS, Writer
from printing.sizes import PaperSize
from printing.wrapping import Run, Weight

AgencyNotice = AgencySupplement | ApologyPaper


def agency_supplement_blocks(
    paper: AgencySupplement, template: Template, size: PaperSize
) -> Iterator[Block]:
    values = {
        **_values(paper, template),
        **person_values(paper.applicant, paper.submitter),
        "item_count": f"{len(paper.items):02}",
    }
    writer = Writer(template, size, values)
    yield from _opening(writer, paper)
    yield from writer.line("body.applicant", filled=Weight.BOLD)
    for key in ("identity", "tax_code", "representative", "submitter", "address", "phone"):
        yield from writer.line(f"body.{key}")
    yield from writer.line("body.code")
    yield from writer.line("body.procedure", filled=Weight.BOLD)
    yield from writer.line("body.received")
    yield Space(ITEM_GAP_DOTS)
    yield from writer.line("body.statement", weight=Weight.SEMIBOLD)
    for place, item in enumerate(paper.items, start=1):
        yield Space(ITEM_GAP_DOTS)
        yield Together(tuple(item_blocks(writer, place, item)))
    yield Space(ITEM_GAP_DOTS)
    for key in ("reason", "bring", "clock"):
        yield from writer.line(f"body.{key}")
    yield from writer.small("notes.help")
    yield from _signed(writer, paper.agency)
    yield from frame.codes(writer, paper.slip_key, paper.imprint.head.evaluation_url)
    yield from frame.proof(writer)


def apology_blocks(paper: ApologyPaper, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, apology_values(paper, template))
    yield from _opening(writer, paper)
    yield from writer.line("body.applicant", filled=Weight.BOLD)
    for key in ("address", "phone"):
        yield from writer.line(f"body.{key}")
    yield Space(ITEM_GAP_DOTS)
    for key in ("received", "was_due", "reason", "apology"):
        yield from _prose(writer, f"body.{key}")
    if paper.new_due is None:
        yield from _prose(writer, "body.no_new_due")
    else:
        yield from _prose(writer, "body.new_due")
        yield Together(tuple(_new_due(writer)))
    yield from writer.small("notes.help")
    yield from _signed(writer, paper.agency)
    yield from frame.barcode(writer, paper.slip_key)
    yield Space(6)
    yield from frame.proof(writer)


def _prose(writer: Writer, key: str) -> Iterator[Text]:
    """A paragraph of a letter: its first line stands in."""
    for text in writer.line(key):
        yield replace(text, indent_dots=HANGING_DOTS, hanging_dots=0)


def _new_due(writer: Writer) -> Iterator[Block]:
    """As large as the appointment on form 01, for it takes its place."""
    size = writer.size
    yield Space(ITEM_GAP_DOTS)
    yield from writer.centered("appointment.label", size.body_dots, Weight.SEMIBOLD)
    yield from writer.centered("appointment.time", size.due_dots, Weight.BOLD)
    yield from writer.centered("appointment.date", size.due_dots * 4 // 5, Weight.BOLD)
    yield from writer.centered("appointment.weekday", size.body_dots, Weight.SEMIBOLD)
    yield Space(ITEM_GAP_DOTS)


def _opening(writer: Writer, paper: AgencyNotice) -> Iterator[Block]:
    yield from frame.marks(writer, paper.imprint)
    yield from frame.head(writer)
    yield from _number_and_day(writer, paper.agency)
    yield from frame.title(writer)
    yield from frame.body_rule()


def _number_and_day(writer: Writer, agency: AgencyHead) -> Iterator[Block]:
    """Of a paper that is not signed, each is written by hand."""
    size = writer.size
    small, align = size.small_dots, Align.CENTER if size.side_by_side else Align.LEFT
    number: tuple[Block, ...] = (
        tuple(writer.line("head.number", small, align=align))
        if agency.number
        else tuple(ruled(writer, "head.number_open", small))
    )
    day: tuple[Block, ...] = (
        tuple(frame.place_and_date(writer))
        if agency.day
        else tuple(ruled(writer, "head.place_date_open", small))
    )
    if size.side_by_side:
        yield Beside(number, day, size.width_dots * 2 // 5, gap_dots=16, level=True)
    else:
        yield from (*number, *day)


def _signed(writer: Writer, agency: AgencyHead) -> Iterator[Block]:
    """The head of the agency on the right, and on the left who gets the paper."""
    yield Space(10)
    recipients: tuple[Block, ...] = (
        *writer.small("recipients.label", Weight.SEMIBOLD),
        *writer.small("recipients.applicant"),
        *writer.small("recipients.center"),
        *writer.small("recipients.agency"),
    )
    head = tuple(_head_of_agency(writer, agency))
    if writer.size.side_by_side:
        half_dots = writer.size.width_dots // 2
        yield Together((Beside(recipients, head, half_dots, level=True),))
    else:
        yield from (Together(head), Space(8), *recipients)
    yield from frame.foot_rule()


def _head_of_agency(writer: Writer, agency: AgencyHead) -> Iterator[Block]:
    small = writer.size.small_dots
    yield from writer.centered("signatures.officer", small, Weight.BOLD)
    key = "signatures.signed" if agency.signer else "signatures.hint"
    yield from writer.centered(key, small - 1, Weight.ITALIC)
    yield Space(frame.SIGNATURE_ROOM_DOTS // 3 if agency.signer else frame.SIGNATURE_ROOM_DOTS)
    name = (Run(writer.values["agency_signer"], Weight.MEDIUM),)
    yield Text(name, small, Align.CENTER)


def apology_values(paper: ApologyPaper, template: Template) -> dict[str, str]:
    new_due = local(paper.new_due) if paper.new_due else None
    return {
        **_values(paper, template),
        **person_values(paper.applicant, None),
        "received_day": day_words(local(paper.received_at), template),
        "was_due_moment": moment_words(paper.was_due, template),
        "new_due_moment": moment_words(new_due, template) if new_due else "",
        "new_due_time": f"{new_due:%H:%M}" if new_due else "",
        "new_due_day": f"{new_due:%d/%m/%Y}" if new_due else "",
        "new_due_weekday": template.weekdays[new_due.weekday()] if new_due else "",
    }


def _values(paper: AgencyNotice, template: Template) -> dict[str, str]:
    agency = paper.agency
    raw = {
        "agency": agency.name,
        "agency_capitals": agency.name.upper(),
        "agency_authority": agency.authority,
        "agency_place": agency.place,
        "agency_number": agency.number,
        "agency_signer": agency.signer,
        "procedure": paper.procedure,
        "reason": paper.reason,
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "agency_day": date_words(agency.day, template) if agency.day else "",
        "code": harmless(paper.code),
        "received_moment": moment_words(paper.received_at, template),
    }
