"""Which lines the template of each form must have, and what they may be filled with.

A placeholder named beside a line is one without which the paper would not be lawful or not usable.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.domain.papers import Form


@dataclass(frozen=True, slots=True)
class FormLines:
    """`items` are lines printed once for each item, with the placeholders of that item alone."""

    fields: frozenset[str]
    lines: Mapping[str, tuple[str, ...]]
    items: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weekdays: bool = False
    """Whether a weekday is printed, so that the template must name them."""


_MOMENT = ("hour", "minute", "day", "month", "year")
_DATE = ("day", "month", "year")
_IMPRINT = frozenset({
    "authority", "center", "center_address", "place", "hotline", "website", "paper_date",
    "officer", "desk", "proof", "job", "reprint", "reprint_reason",
})  # fmt: skip
_PEOPLE = frozenset({
    "applicant", "identity", "address", "phone", "email", "submitter", "submitter_identity",
    "submitter_phone", "tax_code", "representative",
})  # fmt: skip
_HEAD: Mapping[str, tuple[str, ...]] = {
    "words.date": _DATE,
    "marks.practice": (),
    "marks.sample_data": (),
    "marks.reprint": ("reprint",),
    "marks.reprint_reason": ("reprint_reason",),
    "head.authority": ("authority",),
    "head.center": ("center",),
    "head.state": (),
    "head.motto": (),
    "head.place_date": ("place", "paper_date"),
    "head.title": (),
}
_COPIES: Mapping[str, tuple[str, ...]] = {"head.kept": (), "head.applicant": ()}
_SUBMITTER: Mapping[str, tuple[str, ...]] = {"signatures.submitter": ()}
_SIGNATURES: Mapping[str, tuple[str, ...]] = {"signatures.officer": (), "signatures.hint": ()}
_PEOPLE_LINES: Mapping[str, tuple[str, ...]] = {
    "body.applicant": ("applicant",),
    "body.identity": (),
    "body.tax_code": ("tax_code",),
    "body.representative": ("representative",),
    "body.submitter": ("submitter",),
    "body.address": ("address",),
    "body.phone": (),
    "body.email": (),
}
_PROOF: Mapping[str, tuple[str, ...]] = {"foot.proof": ("proof", "job")}
_PAGES: Mapping[str, tuple[str, ...]] = {"foot.page": ("page", "pages")}
_EVALUATION: Mapping[str, tuple[str, ...]] = {"foot.evaluation": ()}
_ITEMS: Mapping[str, frozenset[str]] = {
    "words.date": frozenset(_DATE),
    "foot.page": frozenset({"page", "pages", "reference"}),
}
_SECTION_LINES: Mapping[str, tuple[str, ...]] = {
    "section.title": ("title",),
    "section.line": ("line",),
    "section.item": ("line",),
}
_SECTION_ITEMS: Mapping[str, frozenset[str]] = {
    "section.title": frozenset({"place", "title"}),
    "section.line": frozenset({"line"}),
    "section.item": frozenset({"line"}),
}

_RECEIPT = FormLines(
    fields=_IMPRINT
    | _PEOPLE
    | {
        "code", "agency", "field", "authorised_by", "procedure", "kept_originals", "recovered",
        "sets", "limit", "received_moment", "late", "due_moment", "due_time", "due_day",
        "due_weekday", "due_reasons", "return_place", "post_address", "fee", "fee_state",
        "fee_receipt",
    },
    lines={
        "words.moment": _MOMENT,
        **_HEAD,
        **_COPIES,
        "appointment.code": ("code",),
        "appointment.label": (),
        "appointment.time": ("due_time",),
        "appointment.date": ("due_day",),
        "appointment.weekday": (),
        "appointment.reasons": ("due_reasons",),
        "body.office": (),
        "body.agency": (),
        "body.field": (),
        **_PEOPLE_LINES,
        "body.authorised_by": ("authorised_by",),
        "body.procedure": ("procedure",),
        "body.components": (),
        "body.kept_originals": ("kept_originals",),
        "body.recovered": ("recovered",),
        "body.sets": ("sets",),
        "body.limit": ("limit",),
        "body.received": ("received_moment",),
        "body.late": ("late",),
        "body.due": ("due_moment",),
        "body.return_place": ("return_place",),
        "body.post_address": ("post_address",),
        "body.fee": ("fee",),
        "body.charge": ("charge", "charge_amount"),
        "body.fee_receipt": ("fee_receipt",),
        "body.no_fee": (),
        "body.unpublished_fee": (),
        "table.number": (),
        "table.name": (),
        "table.originals": (),
        "table.certified": (),
        "table.compared": (),
        "table.copies": (),
        **_SUBMITTER,
        **_SIGNATURES,
        "notes.label": (),
        "notes.bring": (),
        "notes.copies": (),
        "notes.post": (),
        "notes.hotline": ("hotline",),
        "notes.visit": (),
        **_EVALUATION,
        **_PROOF,
        **_PAGES,
    },
    items={
        **_ITEMS,
        "words.moment": frozenset(_MOMENT),
        "body.charge": frozenset({"charge", "charge_amount", "charge_note"}),
    },
    weekdays=True,
)  # fmt: skip

_NOTICE: Mapping[str, tuple[str, ...]] = {
    **_HEAD,
    **_COPIES,
    "head.number": ("number",),
    "body.office": (),
    "body.code": ("code",),
    "body.agency": (),
    **_PEOPLE_LINES,
    "body.procedure": ("procedure",),
    "body.reason": ("reason",),
    "notes.help": ("hotline",),
    "notes.visit": (),
    **_SIGNATURES,
    **_EVALUATION,
    **_PROOF,
    **_PAGES,
}
"""What forms 02 and 03 have in common."""
_NOTICE_FIELDS = _IMPRINT | _PEOPLE | {"number", "code", "agency", "procedure", "reason"}

_SUPPLEMENT = FormLines(
    fields=_NOTICE_FIELDS | {"item_count"},
    lines={
        **_NOTICE,
        "demand.label": (),
        "demand.count": ("item_count",),
        "demand.hint": (),
        "items.intro": (),
        "items.component": ("component",),
        "items.demand": ("demand",),
        "items.note": ("note",),
        "items.citation": ("citation",),
    },
    items={
        **_ITEMS,
        **dict.fromkeys(
            ("items.component", "items.demand", "items.note", "items.citation"),
            frozenset({"place", "component", "demand", "note", "citation"}),
        ),
    },
)

_REFUSAL = FormLines(
    fields=_NOTICE_FIELDS | {"legal_basis"},
    lines={
        **_NOTICE,
        **_SUBMITTER,
        "body.statement": (),
        "body.legal_basis": ("legal_basis",),
        "body.closing": (),
    },
    items=_ITEMS,
)

_GUIDANCE = FormLines(
    fields=_IMPRINT | {"topic", "name", "competent", "competent_address", "limit", "fee", "note"},
    lines={
        **_HEAD,
        "body.name": (),
        "body.topic": ("topic",),
        "here.place": ("center",),
        "elsewhere.statement": (),
        "elsewhere.agency": ("competent",),
        "elsewhere.address": ("competent_address",),
        "body.components": (),
        "body.component": ("component",),
        "body.limit": ("limit",),
        "body.fee": ("fee",),
        **_SECTION_LINES,
        "body.note": ("note",),
        "notes.hotline": ("hotline",),
        "notes.visit": (),
        "notes.officer": (),
        **_PROOF,
        **_PAGES,
    },
    items={
        **_ITEMS,
        **_SECTION_ITEMS,
        "body.component": frozenset({"place", "component"}),
    },
)

_POSTING = FormLines(
    fields=_IMPRINT | {"procedure", "code", "publication", "edition"},
    lines={
        **_HEAD,
        "body.procedure": ("procedure",),
        "body.code": ("code",),
        **_SECTION_LINES,
        "notes.publication": ("publication",),
        "notes.edition": ("edition",),
        "notes.hotline": ("hotline",),
        "notes.visit": (),
        **_PROOF,
        **_PAGES,
    },
    items={**_ITEMS, **_SECTION_ITEMS},
)

_BLANK = FormLines(
    fields=_IMPRINT | {"number"},
    lines={
        **_HEAD,
        "head.place_date": ("place",),
        "head.copies": (),
        "head.label": (),
        "head.number": ("number",),
        "body.office": (),
        "body.agency": (),
        "body.applicant": (),
        "body.identity": (),
        "body.submitter": (),
        "body.address": (),
        "body.procedure": (),
        "body.components": (),
        "body.sets": (),
        "body.received": (),
        "body.due": (),
        "body.return_place": (),
        "body.fee": (),
        "table.number": (),
        "table.name": (),
        "table.originals": (),
        "table.certified": (),
        "table.compared": (),
        "table.copies": (),
        **_SUBMITTER,
        **_SIGNATURES,
        "notes.replaced": (),
        "notes.hotline": ("hotline",),
        "foot.proof": ("proof",),
        **_PAGES,
    },
    items=_ITEMS,
)

FORM_LINES: Mapping[Form, FormLines] = {
    Form.RECEIPT: _RECEIPT,
    Form.SUPPLEMENT: _SUPPLEMENT,
    Form.REFUSAL: _REFUSAL,
    Form.GUIDANCE: _GUIDANCE,
    Form.POSTING: _POSTING,
    Form.BLANK: _BLANK,
}
