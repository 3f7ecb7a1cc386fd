"""Lines of the papers of the desk itself: fees, the end of a shift, and feedback sent on."""

from collections.abc import Mapping

from printing.papers.line_groups import (
    HEAD,
    IMPRINT,
    ITEMS,
    MOMENT,
    PAGES,
    PROOF,
    SECTION_ITEMS,
    SECTION_LINES,
    FormLines,
)

_WITH_MOMENT: Mapping[str, tuple[str, ...]] = {**HEAD, "words.moment": MOMENT}
_MOMENTS: Mapping[str, frozenset[str]] = {**ITEMS, "words.moment": frozenset(MOMENT)}

FEE_NOTE = FormLines(
    fields=IMPRINT
    | {
        "code", "agency", "procedure", "payer", "payer_tax_code", "payer_address", "total",
        "total_words", "paid_moment", "method", "receipt", "collector",
    },
    lines={
        **_WITH_MOMENT,
        "body.code": ("code",),
        "body.payer": ("payer",),
        "body.tax_code": ("payer_tax_code",),
        "body.address": ("payer_address",),
        "body.agency": (),
        "body.procedure": ("procedure",),
        "table.name": (),
        "table.amount": (),
        "charge.name": ("charge",),
        "body.total": ("total",),
        "body.words": ("total_words",),
        "body.unpaid": (),
        "body.exempt": (),
        "body.paid": ("paid_moment",),
        "body.receipt": ("receipt",),
        "notes.no_receipt": (),
        "notes.officer": (),
        "notes.hotline": ("hotline",),
        **PROOF,
        **PAGES,
    },
    items={**_MOMENTS, "charge.name": frozenset({"charge", "charge_note"})},
)  # fmt: skip

SHIFT_REPORT = FormLines(
    fields=IMPRINT | {"since_moment", "until_moment", "giver", "receiver", "total", "total_words"},
    lines={
        **_WITH_MOMENT,
        "body.period": ("until_moment",),
        "body.counts": (),
        "body.fees": (),
        "body.total": ("total",),
        "body.words": ("total_words",),
        "body.papers": (),
        "body.open": (),
        "body.nothing_open": (),
        "table.name": (),
        "table.count": (),
        "table.amount": (),
        **SECTION_LINES,
        "signatures.giver": (),
        "signatures.receiver": (),
        "signatures.hint": (),
        **PROOF,
        **PAGES,
    },
    items={**_MOMENTS, **SECTION_ITEMS},
)

FEEDBACK = FormLines(
    fields=IMPRINT
    | {
        "number", "recipient", "sender", "sender_address", "sender_phone", "sender_email",
        "channel", "received_moment", "subject", "content", "answer_moment", "code", "note",
    },
    lines={
        **_WITH_MOMENT,
        "head.number": ("number",),
        "body.recipient": ("recipient",),
        "body.received": ("received_moment",),
        "body.sender": ("sender",),
        "body.nameless": (),
        "body.address": ("sender_address",),
        "body.phone": ("sender_phone",),
        "body.email": ("sender_email",),
        "body.code": ("code",),
        "body.subject": ("subject",),
        "body.content": ("content",),
        "body.note": ("note",),
        "body.request": (),
        "body.answer_by": ("answer_moment",),
        "signatures.officer": (),
        "signatures.hint": (),
        "notes.hotline": ("hotline",),
        **PROOF,
        **PAGES,
    },
    items=_MOMENTS,
)  # fmt: skip
