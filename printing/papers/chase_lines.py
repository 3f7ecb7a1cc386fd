"""Lines of the chase list."""

from printing.papers.line_groups import (
    HEAD,
    IMPRINT,
    ITEMS,
    MOMENT,
    PAGES,
    PROOF,
    SIGNATURES,
    FormLines,
)

CHASE = FormLines(
    fields=IMPRINT | {"agency", "at_moment", "count", "late_count", "left_out"},
    lines={
        **HEAD,
        "words.moment": MOMENT,
        "body.recipient": ("agency",),
        "body.list": ("at_moment", "count"),
        "body.left_out": ("left_out",),
        "body.request": (),
        "table.number": (),
        "table.code": (),
        "table.applicant": (),
        "table.procedure": (),
        "table.due": (),
        "table.held": (),
        "table.why": (),
        "table.answer": (),
        **SIGNATURES,
        **PROOF,
        **PAGES,
    },
    items={**ITEMS, "words.moment": frozenset(MOMENT)},
)
