"""Lines that several forms have in common, and what the lines of a form are."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FormLines:
    """`items` are lines printed once for each item, with the placeholders of that item alone."""

    fields: frozenset[str]
    lines: Mapping[str, tuple[str, ...]]
    items: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weekdays: bool = False
    """Whether a weekday is printed, so that the template must name them."""


MOMENT = ("hour", "minute", "day", "month", "year")
DATE = ("day", "month", "year")
IMPRINT = frozenset({
    "authority", "center", "center_address", "place", "hotline", "website", "paper_date",
    "officer", "desk", "proof", "job", "reprint", "reprint_reason",
})  # fmt: skip
PEOPLE = frozenset({
    "applicant", "identity", "address", "phone", "email", "submitter", "submitter_identity",
    "submitter_phone", "tax_code", "representative",
})  # fmt: skip
HEAD: Mapping[str, tuple[str, ...]] = {
    "words.date": DATE,
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
COPIES: Mapping[str, tuple[str, ...]] = {"head.kept": (), "head.applicant": ()}
SUBMITTER: Mapping[str, tuple[str, ...]] = {"signatures.submitter": ()}
SIGNATURES: Mapping[str, tuple[str, ...]] = {"signatures.officer": (), "signatures.hint": ()}
PEOPLE_LINES: Mapping[str, tuple[str, ...]] = {
    "body.applicant": ("applicant",),
    "body.identity": (),
    "body.tax_code": ("tax_code",),
    "body.representative": ("representative",),
    "body.submitter": ("submitter",),
    "body.address": ("address",),
    "body.phone": (),
    "body.email": (),
}
PROOF: Mapping[str, tuple[str, ...]] = {"foot.proof": ("proof", "job")}
PAGES: Mapping[str, tuple[str, ...]] = {"foot.page": ("page", "pages")}
EVALUATION: Mapping[str, tuple[str, ...]] = {"foot.evaluation": ()}
ITEMS: Mapping[str, frozenset[str]] = {
    "words.date": frozenset(DATE),
    "foot.page": frozenset({"page", "pages", "reference"}),
}
SECTION_LINES: Mapping[str, tuple[str, ...]] = {
    "section.title": ("title",),
    "section.line": ("line",),
    "section.item": ("line",),
}
SECTION_ITEMS: Mapping[str, frozenset[str]] = {
    "section.title": frozenset({"place", "title"}),
    "section.line": frozenset({"line"}),
    "section.item": frozenset({"line"}),
}
