"""Layout of the papers of the return: release note, phiếu gửi, and the list of a pickup.

Whoever takes something signs on the left of who gives it, as the forms in use have it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from data.domain.amounts import amount_in_words
from data.domain.papers import (
    Manifest,
    ManifestLine,
    PaperDocument,
    PaperPerson,
    ReleaseNote,
    Shipment,
)
from printing.blocks import Align, Beside, Block, Qr, Space, Text
from printing.papers import frame
from printing.papers.lists import ListColumn, ListRow, listed
from printing.papers.template import Template
from printing.papers.values import filled, harmless, imprint_values, moment_words, money
from printing.papers.writer import HANGING_DOTS, Writer
from printing.sizes import PaperSize
from printing.wrapping import Weight

ITEM_QR_VERSION: Final = 1
"""21 modules: the 13 characters of a postal item at level M."""

# --- release note -------------------------------------------------------------------------------


def release_blocks(note: ReleaseNote, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, release_values(note, template))
    yield from frame.opening(writer, note.imprint)
    yield from frame.body_rule()
    yield from writer.line("body.code", filled=Weight.BOLD)
    for key in ("agency", "procedure", "applicant"):
        yield from writer.line(f"body.{key}")
    yield from writer.line("body.collector", filled=Weight.BOLD)
    yield from writer.line("body.right")
    yield from writer.line("body.result", filled=Weight.BOLD)
    yield from _documents(writer, "body.item", note.items)
    if note.in_part:
        yield from writer.line("body.in_part", weight=Weight.SEMIBOLD)
    for key in ("originals", "recovered", "fee", "slip_note", "moment"):
        yield from writer.line(f"body.{key}")
    yield Space(4)
    yield from writer.line("body.statement", weight=Weight.SEMIBOLD)
    collector = ("collector", writer.values["collector"])
    yield from frame.both_sign(writer, collector, ("officer", writer.values["officer"]))
    yield from frame.barcode(writer, note.slip_key)
    yield Space(6)
    yield from frame.proof(writer)


def release_values(note: ReleaseNote, template: Template) -> dict[str, str]:
    who = note.collector
    raw = {
        "agency": note.agency,
        "procedure": note.procedure,
        "applicant": note.applicant.name,
        "collector": who.name,
        "collector_identity": who.identity,
        "collector_phone": who.phone,
        "collector_email": who.email,
        "right": note.right,
        "result": note.result,
        "result_number": note.result_number,
        "originals": f"{note.originals:02}" if note.originals else "",
        "recovered": "; ".join(note.recovered),
        "fee_state": note.fee_state,
        "slip_note": note.slip_note,
    }
    return {
        **imprint_values(note.imprint, template),
        **filled(raw),
        "code": harmless(note.code),
        "returned_moment": moment_words(note.at, template),
        "fee": "" if note.fee_vnd is None else money(note.fee_vnd),
    }


# --- phiếu gửi ----------------------------------------------------------------------------------


def shipment_blocks(paper: Shipment, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, shipment_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield Space(8)
    yield from _item(writer, paper.item)
    yield from frame.body_rule()
    yield from _party(writer, "sender")
    yield from _party(writer, "receiver")
    yield Space(4)
    yield from writer.line("body.procedure")
    yield from writer.line("body.code")
    yield from writer.line("body.documents", weight=Weight.SEMIBOLD)
    yield from _documents(writer, "body.document", paper.documents)
    for key in ("accepted", "method", "price", "fee"):
        yield from writer.line(f"body.{key}")
    yield from writer.line("body.cash", filled=Weight.BOLD)
    yield Space(4)
    for key in ("quality", "rights", "liability"):
        yield from writer.small(f"notes.{key}")
    sender = ("sender", writer.values["sender"])
    yield from frame.both_sign(writer, sender, ("courier", writer.values["courier"]))
    yield from frame.proof(writer)


def _item(writer: Writer, item: str) -> Iterator[Block]:
    """The number of the item for the eye, and its code for the post's own reader."""
    size = writer.size
    words: tuple[Text, ...] = (
        *writer.centered("head.label", size.small_dots, Weight.SEMIBOLD),
        *writer.centered("head.item", size.code_dots, Weight.BOLD),
    )
    payload = harmless(item)
    if not payload:
        return
    code = Qr(payload, size.code_module_dots - 2, ITEM_QR_VERSION)
    if size.side_by_side:
        left_dots = frame.qr_side_dots(ITEM_QR_VERSION, code.module_dots)
        yield Beside((code,), words, left_dots)
    else:
        yield code
        yield from words


def _party(writer: Writer, role: str) -> Iterator[Block]:
    yield from writer.line(f"body.{role}", filled=Weight.BOLD)
    for key in ("address", "contact"):
        yield from writer.line(f"body.{role}_{key}", indent_dots=HANGING_DOTS)


def _documents(writer: Writer, key: str, documents: Sequence[PaperDocument]) -> Iterator[Block]:
    for place, it in enumerate(documents, start=1):
        item = filled(
            {
                "place": str(place),
                "document": it.name,
                "document_count": f"{it.count:02}",
                "document_kind": it.kind,
            }
        )
        yield from writer.line(key, indent_dots=HANGING_DOTS, item=item)


def shipment_values(paper: Shipment, template: Template) -> dict[str, str]:
    raw = {
        "procedure": paper.procedure,
        **_contact("sender", paper.sender),
        **_contact("receiver", paper.receiver),
        "accepted_place": paper.place,
        "method": paper.method,
        "courier": paper.courier,
        "payment": paper.payment,
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "item": harmless(paper.item),
        "code": harmless(paper.code),
        "accepted_moment": moment_words(paper.accepted_at, template),
        "price": "" if paper.price_vnd is None else money(paper.price_vnd),
        "fee": money(paper.fee_vnd) if paper.fee_vnd else "",
        **_cash(paper.cash_vnd),
    }


def _contact(role: str, person: PaperPerson) -> dict[str, str]:
    return {
        role: person.name,
        f"{role}_address": person.address,
        f"{role}_phone": person.phone,
        f"{role}_email": person.email,
    }


def _cash(amount_vnd: int) -> dict[str, str]:
    if not amount_vnd:
        return {"cash": "", "cash_words": ""}
    return {"cash": money(amount_vnd), "cash_words": amount_in_words(amount_vnd)}


# --- manifest -----------------------------------------------------------------------------------

# Shares are dots of its page: numbers and amounts fit their columns, whatever their digits.
_ITEMS: Final = (
    ListColumn("table.number", 60, Align.CENTER, heads=True),
    ListColumn("table.item", 232, heads=True),
    ListColumn("table.code", 404),
    ListColumn("table.receiver", 330),
    ListColumn("table.contents", 214, short=True),
    ListColumn("table.cash", 200, Align.RIGHT, short=True),
)
_FILED_ITEMS: Final = (
    *_ITEMS[:2],
    ListColumn("table.procedure", 404),
    ListColumn("table.sender", 330),
    _ITEMS[4],
    ListColumn("table.taken", 200, Align.RIGHT, short=True),
)
"""What was filed by post has no code yet, and comes from its sender."""


def manifest_blocks(paper: Manifest, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, manifest_values(paper, template))
    yield from frame.opening(writer, paper.imprint)
    yield from frame.body_rule()
    sides = ("post_gives", "center_takes") if paper.handed_in else ("giver", "courier")
    for key in (*sides, "moment"):
        yield from writer.line(f"body.{key}")
    rows = [_manifest_row(place, it) for place, it in enumerate(paper.lines, start=1)]
    yield from listed(writer, _FILED_ITEMS if paper.handed_in else _ITEMS, rows)
    yield from writer.line("body.count", weight=Weight.SEMIBOLD)
    yield from writer.line("body.taken" if paper.handed_in else "body.cash", weight=Weight.SEMIBOLD)
    yield from writer.line("body.statement")
    yield from writer.small("body.kept")
    center, post = writer.values["giver"], ("courier", writer.values["courier"])
    if paper.handed_in:
        yield from frame.both_sign(writer, post, ("taker", center))
    else:
        yield from frame.both_sign(writer, ("giver", center), post)
    yield from frame.proof(writer)


def _manifest_row(place: int, line: ManifestLine) -> ListRow:
    who = line.receiver
    return (
        (str(place),),
        (line.item,),
        (line.code,),
        tuple(filter(None, (who.name, who.address, who.phone))),
        (line.contents,),
        (money(line.cash_vnd) if line.cash_vnd else "",),
    )


def manifest_values(paper: Manifest, template: Template) -> dict[str, str]:
    raw = {
        "giver": paper.giver,
        "post": paper.post,
        "courier": paper.courier,
        "count": f"{len(paper.lines):02}",
    }
    return {
        **imprint_values(paper.imprint, template),
        **filled(raw),
        "number": harmless(paper.number),
        "handed_moment": moment_words(paper.at, template),
        **_kept(paper.kept_until),
        **_cash(sum(line.cash_vnd for line in paper.lines)),
    }


def _kept(until: tuple[date, date] | None) -> dict[str, str]:
    paper, record = until or (None, None)
    return {
        "kept_paper": f"{paper:%d/%m/%Y}" if paper else "",
        "kept_record": f"{record:%d/%m/%Y}" if record else "",
    }
