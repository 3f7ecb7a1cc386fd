"""Lines of the papers of the ledger: a settlement with an agency, and the count of a drawer."""

from collections.abc import Mapping

from printing.papers.line_groups import HEAD, IMPRINT, ITEMS, MOMENT, PAGES, PROOF, FormLines

_WITH_MOMENT: Mapping[str, tuple[str, ...]] = {**HEAD, "words.moment": MOMENT}
_MOMENTS: Mapping[str, frozenset[str]] = {**ITEMS, "words.moment": frozenset(MOMENT)}
_DAY = ("day", "month", "year")

SETTLEMENT = FormLines(
    fields=IMPRINT
    | {
        "number", "agency", "first_day", "last_day", "count", "charge", "duty", "total",
        "total_words", "giver", "receiver", "annulled",
    },
    lines={
        **HEAD,
        "words.day": _DAY,
        "words.minus": (),
        "head.number": ("number",),
        "head.period": ("first_day", "last_day"),
        "head.annulled": ("annulled",),
        "body.giver": ("giver",),
        "body.receiver": ("agency", "receiver"),
        "body.list": ("count",),
        "body.sums": (),
        "body.charge": ("charge",),
        "body.duty": ("duty",),
        "body.total": ("total",),
        "body.words": ("total_words",),
        "table.number": (),
        "table.day": (),
        "table.code": (),
        "table.applicant": (),
        "table.receipt": (),
        "table.charge": (),
        "table.duty": (),
        "table.method": (),
        "table.note": (),
        "table.name": (),
        "table.count": (),
        "table.amount": (),
        "notes.copies": (),
        "signatures.giver": (),
        "signatures.receiver": (),
        "signatures.hint": (),
        **PROOF,
        **PAGES,
    },
    items={**ITEMS, "words.day": frozenset(_DAY), "words.minus": frozenset({"amount"})},
)  # fmt: skip

TILL = FormLines(
    fields=IMPRINT
    | {
        "opened_moment", "closed_moment", "float", "moved", "expected", "counted", "counted_words",
        "difference", "reason", "giver", "receiver",
    },
    lines={
        **_WITH_MOMENT,
        "body.period": ("opened_moment", "closed_moment"),
        "body.sums": (),
        "body.no_sums": (),
        "body.float": ("float",),
        "body.moved": ("moved",),
        "body.expected": ("expected",),
        "body.notes": (),
        "body.counted": ("counted",),
        "body.words": ("counted_words",),
        "body.difference": ("difference",),
        "body.equal": (),
        "body.reason": ("reason",),
        "table.name": (),
        "table.note": (),
        "table.count": (),
        "table.amount": (),
        "notes.copies": (),
        "signatures.giver": (),
        "signatures.receiver": (),
        "signatures.hint": (),
        **PROOF,
        **PAGES,
    },
    items=_MOMENTS,
)  # fmt: skip
