"""Layout of the receipt (form 01, R69): from its values to typed blocks in print order.

The due moment stands alone and large, so that it is read at an arm's length.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from data.domain.amounts import amount_in_words
from data.domain.clock import local
from data.domain.papers import PaperCharge, PaperComponent, Receipt
from data.domain.vietqr import Transfer
from printing.blocks import (
    Align,
    Beside,
    Block,
    Column,
    Qr,
    Row,
    Rule,
    Space,
    Table,
    Text,
    Together,
)
from printing.papers import frame
from printing.papers.template import NO_BREAK, Template
from printing.papers.values import (
    filled,
    harmless,
    imprint_values,
    moment_words,
    money,
    person_values,
)
from printing.papers.writer import HANGING_DOTS, Writer
from printing.render import height_dots
from printing.sizes import PaperSize
from printing.wrapping import Run, Weight

CODE_QR_VERSION = 2
"""25 modules: the 25 characters of a national dossier code at level M."""
TRANSFER_QR_VERSION = 6
"""41 modules: the longest payload of a transfer in figures and capitals at level M."""
TRANSFER_MODULE_DOTS = 5
"""0.6 mm, for the cameras of all telephones."""
NAME_COLUMN_LEAST_DOTS = 190
MUCH_SHORTER_PERCENT = 85


def receipt_blocks(receipt: Receipt, template: Template, size: PaperSize) -> Iterator[Block]:
    writer = Writer(template, size, receipt_values(receipt, template))
    yield from frame.marks(writer, receipt.imprint)
    yield from frame.head(writer)
    yield from frame.place_and_date(writer)
    yield from frame.title(writer)
    yield from frame.copy_line(writer, receipt.copy)
    yield from _appointment(writer)
    yield Rule(2)
    yield Space(8)
    yield from _fields(writer)
    yield from _components(writer, receipt.components)
    yield from _promises(writer, receipt)
    yield from frame.signatures(writer, frame.citizen(writer))
    yield from _notes(writer)
    yield from _codes(writer, receipt)
    yield from frame.proof(writer)


def _appointment(writer: Writer) -> Iterator[Block]:
    """The code, and the appointment large enough for an arm's length."""
    size = writer.size
    qr = Qr(writer.values["code"], size.code_module_dots, CODE_QR_VERSION)
    due = tuple(_due(writer))
    code = Run(writer.words("appointment.code"), Weight.BOLD)
    yield Text((code,), size.code_dots, Align.CENTER, one_line=True)
    if size.side_by_side:
        yield Beside((qr,), due, frame.qr_side_dots(CODE_QR_VERSION, size.code_module_dots))
    else:
        yield from (qr, *due, Space(8))


def _due(writer: Writer) -> Iterator[Block]:
    size = writer.size
    yield from writer.centered("appointment.label", size.body_dots, Weight.SEMIBOLD)
    yield from writer.centered("appointment.time", size.due_dots, Weight.BOLD)
    yield from writer.centered("appointment.date", size.due_dots * 4 // 5, Weight.BOLD)
    yield from writer.centered("appointment.weekday", size.body_dots, Weight.SEMIBOLD)


def _fields(writer: Writer) -> Iterator[Block]:
    for key in ("office", "agency", "field"):
        yield from writer.line(f"body.{key}")
    yield from frame.people(writer)
    yield from writer.line("body.authorised_by")
    yield from writer.line("body.procedure", filled=Weight.BOLD)


def _components(writer: Writer, components: Sequence[PaperComponent]) -> Iterator[Block]:
    if components:
        yield from writer.line("body.components")
        yield Space(4)
        yield _table(writer, components)
        yield Space(6)
    for key in ("kept_originals", "recovered"):
        yield from writer.line(f"body.{key}")


def _table(writer: Writer, components: Sequence[PaperComponent]) -> Table:
    """Counts in columns, unless they would squeeze the names into a much longer table."""
    size = writer.size
    columns, words = (_table_of(writer, components, in_columns=each) for each in (True, False))
    fixed_dots = columns.number.width_dots + sum(each.width_dots for each in columns.columns)
    if size.width_dots - fixed_dots < NAME_COLUMN_LEAST_DOTS:
        return words
    in_columns_dots = height_dots((columns,), size.width_dots)
    in_words_dots = height_dots((words,), size.width_dots)
    return words if in_words_dots * 100 < in_columns_dots * MUCH_SHORTER_PERCENT else columns


def _table_of(writer: Writer, components: Sequence[PaperComponent], *, in_columns: bool) -> Table:
    size = writer.size
    titles = {kind: writer.words(f"table.{kind}") for kind in _kinds_in_use(components)}
    return Table(
        Column(writer.words("table.number"), _number_dots(size, len(components))),
        writer.words("table.name"),
        tuple(Column(title, size.count_column_dots) for title in titles.values() if in_columns),
        tuple(
            _row(place, component, titles, in_columns=in_columns)
            for place, component in enumerate(components, start=1)
        ),
        size.body_dots,
        size.small_dots - 1,
    )


def _number_dots(size: PaperSize, count: int) -> int:
    """Room for the largest number, which is never broken."""
    return size.body_dots * (len(str(count)) + 2) // 2


def _promises(writer: Writer, receipt: Receipt) -> Iterator[Block]:
    for key in ("sets", "limit", "received"):
        yield from writer.line(f"body.{key}")
    yield from _aside(writer, "body.late")
    yield from writer.line("body.due", filled=Weight.BOLD)
    yield from _aside(writer, "appointment.reasons")
    yield from writer.line("body.return_place")
    yield from writer.line("body.post_address", indent_dots=HANGING_DOTS)
    yield from writer.line(_fee_line(receipt))
    yield from writer.line("body.fee_words", writer.size.small_dots, indent_dots=HANGING_DOTS)
    for charge in receipt.charges:
        yield from _charge(writer, charge)
    yield from writer.line("body.fee_receipt", indent_dots=HANGING_DOTS)
    if receipt.transfer is not None and not writer.size.page_dots:
        yield Space(8)
        yield _transfer(writer, receipt.transfer)
        yield Space(8)


def _codes(writer: Writer, receipt: Receipt) -> Iterator[Block]:
    """On a page, which must stay one, the transfer shares the row of the other codes."""
    url = receipt.imprint.head.evaluation_url
    if receipt.transfer is None or not writer.size.page_dots:
        return frame.codes(writer, receipt.slip_key, url)
    return frame.codes(writer, receipt.slip_key, url, _transfer(writer, receipt.transfer))


def _transfer(writer: Writer, transfer: Transfer) -> Block:
    """The code by which the fee is transferred, and the same in words: what a payer compares."""
    size = writer.size
    module_dots = size.evaluation_module_dots if size.page_dots else TRANSFER_MODULE_DOTS
    qr = Qr(transfer.payload, module_dots, TRANSFER_QR_VERSION)
    words = tuple(_transfer_words(writer))
    if size.side_by_side:
        return Beside((qr,), words, frame.qr_side_dots(TRANSFER_QR_VERSION, module_dots))
    return Together((*words, qr))


def _transfer_words(writer: Writer) -> Iterator[Block]:
    size = writer.size
    small = size.small_dots
    large = small if size.page_dots else size.body_dots
    yield from writer.line("transfer.title", large, weight=Weight.SEMIBOLD)
    yield from writer.line("transfer.amount", large, filled=Weight.BOLD)
    for key in ("account", "purpose"):
        yield from writer.line(f"transfer.{key}", small)
    yield from writer.line("transfer.note", small, weight=Weight.ITALIC)


def _fee_line(receipt: Receipt) -> str:
    """That nothing is due and that nobody published what is due are not the same (R26)."""
    if receipt.fee_vnd is not None:
        return "body.fee"
    return "body.no_fee" if receipt.fee_published else "body.unpublished_fee"


def _aside(writer: Writer, key: str) -> Iterator[Block]:
    small = writer.size.small_dots
    for text in writer.line(key, small, weight=Weight.ITALIC):
        yield replace(text, indent_dots=HANGING_DOTS)


def _charge(writer: Writer, charge: PaperCharge) -> Iterator[Block]:
    item = filled({"charge": charge.name, "charge_note": charge.note})
    item["charge_amount"] = money(charge.amount_vnd)
    return writer.line("body.charge", writer.size.small_dots, indent_dots=HANGING_DOTS, item=item)


def _notes(writer: Writer) -> Iterator[Block]:
    yield from writer.small("notes.label", Weight.SEMIBOLD)
    yield from writer.small("notes.bring", Weight.SEMIBOLD)
    for key in ("copies", "post", "hotline", "visit"):
        yield from writer.small(f"notes.{key}")
    yield Space(10)


_KINDS = ("originals", "certified", "compared", "copies")


def _counts(component: PaperComponent) -> dict[str, int]:
    return {
        "originals": component.originals,
        "certified": component.certified,
        "compared": component.compared,
        "copies": component.copies,
    }


def _kinds_in_use(components: Sequence[PaperComponent]) -> tuple[str, ...]:
    return tuple(kind for kind in _KINDS if any(_counts(each)[kind] for each in components))


def _row(
    place: int, component: PaperComponent, titles: Mapping[str, str], *, in_columns: bool
) -> Row:
    """One component; where the paper is too narrow for columns its counts stand in words."""
    counts = _counts(component)
    remark = harmless(component.remark)
    if in_columns:
        cells = tuple(str(counts[kind] or "") for kind in titles)
        return Row(str(place), harmless(component.name), cells, remark)
    in_words = [
        f"{title}:{NO_BREAK}{counts[kind]}" for kind, title in titles.items() if counts[kind]
    ]
    return Row(
        str(place),
        harmless(component.name),
        (),
        "; ".join([*in_words, *([remark] if remark else [])]),
    )


def receipt_values(receipt: Receipt, template: Template) -> dict[str, str]:
    raw = {
        "agency": receipt.agency,
        "field": receipt.field,
        "authorised_by": receipt.authorised_by,
        "procedure": receipt.procedure,
        "kept_originals": "; ".join(receipt.kept_originals),
        "recovered": "; ".join(receipt.recovered),
        "sets": f"{receipt.sets:02}",
        "limit": receipt.limit,
        "late": receipt.late,
        "due_reasons": "; ".join(receipt.due_reasons),
        "return_place": receipt.return_place,
        "post_address": receipt.post_address,
        "fee_state": receipt.fee_state,
        "fee_receipt": receipt.fee_receipt,
    }
    return {
        **imprint_values(receipt.imprint, template),
        **person_values(receipt.applicant, receipt.submitter),
        **filled(raw),
        **_moments(receipt, template),
        "code": harmless(receipt.code),
        "fee": "" if receipt.fee_vnd is None else money(receipt.fee_vnd),
        "fee_words": amount_in_words(receipt.fee_vnd) if receipt.fee_vnd else "",
        **_transfer_values(receipt.transfer),
    }


def _transfer_values(transfer: Transfer | None) -> dict[str, str]:
    if transfer is None:
        return dict.fromkeys(("transfer_amount", *_OF_ACCOUNT), "")
    said = {it: getattr(transfer.account, name) for it, name in _OF_ACCOUNT.items()}
    return {"transfer_amount": money(transfer.amount_vnd)} | filled(said)


_OF_ACCOUNT = {"transfer_bank": "bank_bin", "transfer_name": "name", "transfer_number": "number"}


def _moments(receipt: Receipt, template: Template) -> dict[str, str]:
    due = local(receipt.due_at)
    return {
        "received_moment": moment_words(receipt.received_at, template),
        "due_moment": moment_words(due, template),
        "due_time": f"{due:%H:%M}",
        "due_day": f"{due:%d/%m/%Y}",
        "due_weekday": template.weekdays[due.weekday()],
    }
