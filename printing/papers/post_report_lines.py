"""Lines of the report of the post."""

from printing.papers.line_groups import (
    HEAD,
    IMPRINT,
    ITEMS,
    PAGES,
    PROOF,
    SIGNATURES,
    FormLines,
)

_DAY = ("day", "month", "year")

POST_REPORT = FormLines(
    fields=IMPRINT | {"post", "first_day", "last_day", "count", "kept_paper", "kept_record"},
    lines={
        **HEAD,
        "words.day": _DAY,
        "words.total": (),
        "head.period": ("first_day", "last_day"),
        "body.post": ("post",),
        "body.list": ("count",),
        "body.nothing": (),
        "body.kept": ("kept_paper", "kept_record"),
        "table.number": (),
        "table.agency": (),
        "table.filed": (),
        "table.registered": (),
        "table.given": (),
        "table.delivered": (),
        "table.back": (),
        **SIGNATURES,
        **PROOF,
        **PAGES,
    },
    items={**ITEMS, "words.day": frozenset(_DAY), "words.total": frozenset()},
)
