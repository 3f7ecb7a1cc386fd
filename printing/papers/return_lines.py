"""Lines of the papers of the return: what is signed for at the desk, and what the post carries."""

from collections.abc import Mapping

from printing.papers.line_groups import (
    HEAD,
    IMPRINT,
    ITEMS,
    MOMENT,
    PAGES,
    PROOF,
    FormLines,
)

_WITH_MOMENT: Mapping[str, tuple[str, ...]] = {**HEAD, "words.moment": MOMENT}
_MOMENTS: Mapping[str, frozenset[str]] = {**ITEMS, "words.moment": frozenset(MOMENT)}
_DOCUMENT = frozenset({"place", "document", "document_count", "document_kind"})

RELEASE = FormLines(
    fields=IMPRINT
    | {
        "code", "agency", "procedure", "applicant", "collector", "collector_identity",
        "collector_phone", "collector_email", "right", "result", "result_number", "originals",
        "recovered", "fee", "fee_state", "slip_note", "returned_moment",
    },
    lines={
        **_WITH_MOMENT,
        "body.code": ("code",),
        "body.agency": (),
        "body.procedure": ("procedure",),
        "body.applicant": ("applicant",),
        "body.collector": ("collector",),
        "body.right": ("right",),
        "body.result": ("result",),
        "body.item": ("document",),
        "body.in_part": (),
        "body.originals": ("originals",),
        "body.recovered": ("recovered",),
        "body.fee": ("fee",),
        "body.slip_note": ("slip_note",),
        "body.moment": ("returned_moment",),
        "body.statement": (),
        "signatures.collector": (),
        "signatures.officer": (),
        "signatures.hint": (),
        **PROOF,
        **PAGES,
    },
    items={**_MOMENTS, "body.item": _DOCUMENT},
)  # fmt: skip

SHIPMENT = FormLines(
    fields=IMPRINT
    | {
        "item", "code", "procedure", "sender", "sender_address", "sender_phone", "sender_email",
        "receiver", "receiver_address", "receiver_phone", "receiver_email", "accepted_moment",
        "accepted_place", "method", "courier", "price", "payment", "cash", "cash_words", "fee",
    },
    lines={
        **_WITH_MOMENT,
        "head.label": (),
        "head.item": ("item",),
        "body.sender": ("sender",),
        "body.sender_address": ("sender_address",),
        "body.sender_contact": ("sender_phone",),
        "body.receiver": ("receiver",),
        "body.receiver_address": ("receiver_address",),
        "body.receiver_contact": ("receiver_phone",),
        "body.procedure": ("procedure",),
        "body.code": ("code",),
        "body.documents": (),
        "body.document": ("document",),
        "body.accepted": ("accepted_moment",),
        "body.method": ("method",),
        "body.price": ("price",),
        "body.fee": ("fee",),
        "body.cash": ("cash",),
        "notes.quality": (),
        "notes.rights": (),
        "notes.liability": (),
        "signatures.sender": (),
        "signatures.courier": (),
        "signatures.hint": (),
        **PROOF,
        **PAGES,
    },
    items={**_MOMENTS, "body.document": _DOCUMENT},
)  # fmt: skip

MANIFEST = FormLines(
    fields=IMPRINT
    | {
        "number",
        "giver",
        "post",
        "courier",
        "handed_moment",
        "count",
        "cash",
        "cash_words",
        "kept_paper",
        "kept_record",
    },
    lines={
        **_WITH_MOMENT,
        "head.number": ("number",),
        "body.giver": ("giver",),
        "body.courier": ("courier",),
        "body.post_gives": ("courier",),
        "body.center_takes": ("giver",),
        "body.moment": ("handed_moment",),
        "body.count": ("count",),
        "body.cash": ("cash", "cash_words"),
        "body.taken": ("cash", "cash_words"),
        "body.statement": (),
        "body.kept": ("kept_paper", "kept_record"),
        "table.number": (),
        "table.item": (),
        "table.code": (),
        "table.receiver": (),
        "table.contents": (),
        "table.cash": (),
        "table.procedure": (),
        "table.sender": (),
        "table.taken": (),
        "signatures.giver": (),
        "signatures.taker": (),
        "signatures.courier": (),
        "signatures.hint": (),
        **PROOF,
        **PAGES,
    },
    items=_MOMENTS,
)
