"""Which lines the template of each form must have, and what they may be filled with.

A placeholder named beside a line is one without which the paper would not be lawful or not usable.
"""

from collections.abc import Mapping

from data.domain.papers import Form
from printing.papers.agency_lines import AGENCY_SUPPLEMENT, APOLOGY
from printing.papers.chase_lines import CHASE
from printing.papers.desk_lines import FEE_NOTE, FEEDBACK, SHIFT_REPORT
from printing.papers.folder_lines import (
    CONTROL_SHEET,
    HAND_OVER,
    REGISTER,
    RESULT_HAND_OVER,
    SENT_BACK,
    TRANSFER,
)
from printing.papers.line_groups import (
    COPIES,
    EVALUATION,
    HEAD,
    IMPRINT,
    ITEMS,
    MOMENT,
    PAGES,
    PEOPLE,
    PEOPLE_LINES,
    PROOF,
    SECTION_ITEMS,
    SECTION_LINES,
    SIGNATURES,
    SUBMITTER,
    FormLines,
)
from printing.papers.money_lines import SETTLEMENT, TILL
from printing.papers.post_report_lines import POST_REPORT
from printing.papers.return_lines import MANIFEST, RELEASE, SHIPMENT

_RECEIPT = FormLines(
    fields=IMPRINT
    | PEOPLE
    | {
        "code", "agency", "field", "authorised_by", "procedure", "kept_originals", "recovered",
        "sets", "limit", "received_moment", "late", "due_moment", "due_time", "due_day",
        "due_weekday", "due_reasons", "return_place", "post_address", "fee", "fee_state",
        "fee_receipt", "fee_words", "transfer_amount", "transfer_bank", "transfer_name",
        "transfer_number",
    },
    lines={
        "words.moment": MOMENT,
        **HEAD,
        **COPIES,
        "appointment.code": ("code",),
        "appointment.label": (),
        "appointment.time": ("due_time",),
        "appointment.date": ("due_day",),
        "appointment.weekday": (),
        "appointment.reasons": ("due_reasons",),
        "body.office": (),
        "body.agency": (),
        "body.field": (),
        **PEOPLE_LINES,
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
        "body.fee_words": (),
        "body.charge": ("charge", "charge_amount"),
        "body.fee_receipt": ("fee_receipt",),
        "body.no_fee": (),
        "body.unpublished_fee": (),
        "transfer.title": (),
        "transfer.amount": ("transfer_amount",),
        "transfer.account": ("transfer_name", "transfer_number"),
        "transfer.purpose": ("code",),
        "transfer.note": (),
        "table.number": (),
        "table.name": (),
        "table.originals": (),
        "table.certified": (),
        "table.compared": (),
        "table.copies": (),
        **SUBMITTER,
        **SIGNATURES,
        "notes.label": (),
        "notes.bring": (),
        "notes.copies": (),
        "notes.post": (),
        "notes.hotline": ("hotline",),
        "notes.visit": (),
        **EVALUATION,
        **PROOF,
        **PAGES,
    },
    items={
        **ITEMS,
        "words.moment": frozenset(MOMENT),
        "body.charge": frozenset({"charge", "charge_amount", "charge_note"}),
    },
    weekdays=True,
)  # fmt: skip

_NOTICE: Mapping[str, tuple[str, ...]] = {
    **HEAD,
    **COPIES,
    "head.number": ("number",),
    "body.office": (),
    "body.code": ("code",),
    "body.agency": (),
    **PEOPLE_LINES,
    "body.procedure": ("procedure",),
    "body.reason": ("reason",),
    "notes.help": ("hotline",),
    "notes.visit": (),
    **SIGNATURES,
    **EVALUATION,
    **PROOF,
    **PAGES,
}
"""What forms 02 and 03 have in common."""
_NOTICE_FIELDS = IMPRINT | PEOPLE | {"number", "code", "agency", "procedure", "reason"}

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
        **ITEMS,
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
        **SUBMITTER,
        "body.statement": (),
        "body.legal_basis": ("legal_basis",),
        "body.closing": (),
    },
    items=ITEMS,
)

_GUIDANCE = FormLines(
    fields=IMPRINT | {"topic", "name", "competent", "competent_address", "limit", "fee", "note"},
    lines={
        **HEAD,
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
        **SECTION_LINES,
        "body.note": ("note",),
        "notes.hotline": ("hotline",),
        "notes.visit": (),
        "notes.officer": (),
        **PROOF,
        **PAGES,
    },
    items={
        **ITEMS,
        **SECTION_ITEMS,
        "body.component": frozenset({"place", "component"}),
    },
)

_POSTING = FormLines(
    fields=IMPRINT | {"procedure", "code", "publication", "edition"},
    lines={
        **HEAD,
        "body.procedure": ("procedure",),
        "body.code": ("code",),
        **SECTION_LINES,
        "notes.publication": ("publication",),
        "notes.edition": ("edition",),
        "notes.hotline": ("hotline",),
        "notes.visit": (),
        **PROOF,
        **PAGES,
    },
    items={**ITEMS, **SECTION_ITEMS},
)

_BLANK = FormLines(
    fields=IMPRINT | {"number"},
    lines={
        **HEAD,
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
        **SUBMITTER,
        **SIGNATURES,
        "notes.replaced": (),
        "notes.hotline": ("hotline",),
        "foot.proof": ("proof",),
        **PAGES,
    },
    items=ITEMS,
)

FORM_LINES: Mapping[Form, FormLines] = {
    Form.RECEIPT: _RECEIPT,
    Form.SUPPLEMENT: _SUPPLEMENT,
    Form.REFUSAL: _REFUSAL,
    Form.GUIDANCE: _GUIDANCE,
    Form.POSTING: _POSTING,
    Form.BLANK: _BLANK,
    Form.AGENCY_SUPPLEMENT: AGENCY_SUPPLEMENT,
    Form.APOLOGY: APOLOGY,
    Form.CONTROL_SHEET: CONTROL_SHEET,
    Form.TRANSFER: TRANSFER,
    Form.HAND_OVER: HAND_OVER,
    Form.RESULT_HAND_OVER: RESULT_HAND_OVER,
    Form.SENT_BACK: SENT_BACK,
    Form.REGISTER: REGISTER,
    Form.RELEASE: RELEASE,
    Form.SHIPMENT: SHIPMENT,
    Form.MANIFEST: MANIFEST,
    Form.FEE_NOTE: FEE_NOTE,
    Form.SHIFT_REPORT: SHIFT_REPORT,
    Form.SETTLEMENT: SETTLEMENT,
    Form.TILL: TILL,
    Form.FEEDBACK: FEEDBACK,
    Form.CHASE: CHASE,
    Form.POST_REPORT: POST_REPORT,
}
