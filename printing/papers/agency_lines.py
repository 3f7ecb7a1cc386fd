"""Lines of the papers that are the agency's own: form 02 after appraisal, and form 04 (C10)."""

from collections.abc import Mapping

from printing.papers.line_groups import (
    DATE,
    EVALUATION,
    HEAD,
    IMPRINT,
    ITEMS,
    MOMENT,
    PAGES,
    PEOPLE,
    PROOF,
    SIGNATURES,
    FormLines,
)

_HEAD: Mapping[str, tuple[str, ...]] = {
    **HEAD,
    "words.moment": MOMENT,
    "head.authority": ("agency_authority",),
    "head.center": ("agency_capitals",),
    "head.number": ("agency_number",),
    "head.number_open": (),
    "head.place_date": ("agency_place", "agency_day"),
    "head.place_date_open": ("agency_place",),
}
_FOOT: Mapping[str, tuple[str, ...]] = {
    **SIGNATURES,
    "signatures.signed": (),
    "recipients.label": (),
    "recipients.applicant": (),
    "recipients.center": ("center",),
    "recipients.agency": (),
    **PROOF,
    **PAGES,
}
_FIELDS = (
    IMPRINT
    | PEOPLE
    | {
        "agency", "agency_capitals", "agency_authority", "agency_place", "agency_number",
        "agency_day", "agency_signer", "code", "procedure", "reason", "received_moment",
    }
)  # fmt: skip
_WORDS: Mapping[str, frozenset[str]] = {
    **ITEMS,
    "words.moment": frozenset(MOMENT),
}

AGENCY_SUPPLEMENT = FormLines(
    fields=_FIELDS | {"item_count"},
    lines={
        **_HEAD,
        "body.applicant": ("applicant",),
        "body.identity": (),
        "body.tax_code": ("tax_code",),
        "body.representative": ("representative",),
        "body.submitter": ("submitter",),
        "body.address": ("address",),
        "body.phone": (),
        "body.code": ("code",),
        "body.procedure": ("procedure",),
        "body.received": ("received_moment",),
        "body.statement": (),
        "items.component": ("component",),
        "items.demand": ("demand",),
        "items.note": ("note",),
        "items.citation": ("citation",),
        "body.reason": ("reason",),
        "body.bring": (),
        "body.clock": (),
        "notes.help": ("hotline",),
        **EVALUATION,
        **_FOOT,
    },
    items={
        **_WORDS,
        **dict.fromkeys(
            ("items.component", "items.demand", "items.note", "items.citation"),
            frozenset({"place", "component", "demand", "note", "citation"}),
        ),
    },
)

APOLOGY = FormLines(
    fields=_FIELDS
    | {
        "received_day",
        "was_due_moment",
        "new_due_moment",
        "new_due_time",
        "new_due_day",
        "new_due_weekday",
    },
    lines={
        **_HEAD,
        "words.day": DATE,
        "body.applicant": ("applicant",),
        "body.address": ("address",),
        "body.phone": (),
        "body.received": ("received_day", "code"),
        "body.was_due": ("was_due_moment",),
        "body.reason": ("reason",),
        "body.apology": (),
        "body.new_due": ("new_due_moment",),
        "body.no_new_due": (),
        "appointment.label": (),
        "appointment.time": ("new_due_time",),
        "appointment.date": ("new_due_day",),
        "appointment.weekday": (),
        "notes.help": ("hotline",),
        **_FOOT,
    },
    items={**_WORDS, "words.day": frozenset(DATE)},
    weekdays=True,
)
