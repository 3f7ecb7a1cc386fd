"""Lines of the papers that go with a folder, and of the register (forms 05 and 06)."""

from collections.abc import Mapping

from printing.papers.line_groups import (
    DATE,
    HEAD,
    IMPRINT,
    ITEMS,
    MOMENT,
    PAGES,
    PROOF,
    FormLines,
)

_BOTH_SIGN: Mapping[str, tuple[str, ...]] = {
    "signatures.giver": (),
    "signatures.receiver": (),
    "signatures.hint": (),
}
_WITH_MOMENT: Mapping[str, tuple[str, ...]] = {**HEAD, "words.moment": MOMENT}
_MOMENTS: Mapping[str, frozenset[str]] = {**ITEMS, "words.moment": frozenset(MOMENT)}
_PASSAGE = frozenset(
    {"giver", "giver_name", "receiver", "receiver_name", "moment", "outcome", "note"}
)

CONTROL_SHEET = FormLines(
    fields=IMPRINT
    | {
        "code", "applicant", "procedure", "received_moment", "due_moment", "lead", "others",
        "volume", "serial",
    },
    lines={
        **_WITH_MOMENT,
        "head.number": ("volume",),
        "body.applicant": ("applicant",),
        "body.code": ("code",),
        "body.procedure": ("procedure",),
        "body.received": ("received_moment",),
        "body.due": ("due_moment",),
        "body.lead": ("lead",),
        "body.others": ("others",),
        "table.sides": (),
        "table.moment": (),
        "table.outcome": (),
        "table.note": (),
        "passage.giver": ("giver",),
        "passage.receiver": ("receiver",),
        "passage.moment": ("moment",),
        "passage.giver_name": ("giver_name",),
        "passage.receiver_name": ("receiver_name",),
        "passage.outcome": ("outcome",),
        "passage.note": ("note",),
        "empty.giver": (),
        "empty.receiver": (),
        "empty.moment": (),
        "empty.giver_name": (),
        "empty.receiver_name": (),
        "empty.outcome": (),
        "notes.signing": (),
        **PROOF,
        **PAGES,
    },
    items={
        **_MOMENTS,
        **dict.fromkeys(
            (
                "passage.giver",
                "passage.receiver",
                "passage.moment",
                "passage.giver_name",
                "passage.receiver_name",
                "passage.outcome",
                "passage.note",
            ),
            _PASSAGE,
        ),
    },
)  # fmt: skip

TRANSFER = FormLines(
    fields=IMPRINT
    | {
        "code", "applicant", "procedure", "received_moment", "due_moment", "from_moment",
        "approval", "leg_count",
    },
    lines={
        **_WITH_MOMENT,
        "head.subtitle": (),
        "body.code": ("code",),
        "body.applicant": ("applicant",),
        "body.procedure": ("procedure",),
        "body.received": ("received_moment",),
        "body.due": ("due_moment",),
        "body.approval": ("approval",),
        "body.from": ("from_moment",),
        "body.in_turn": (),
        "body.at_once": (),
        "table.number": (),
        "table.agency": (),
        "table.content": (),
        "table.limit": (),
        "table.by": (),
        "table.signed": (),
        "leg.one_stop": ("one_stop",),
        "notes.lead": (),
        "signatures.officer": (),
        "signatures.hint": (),
        **PROOF,
        **PAGES,
    },
    items={**_MOMENTS, "leg.one_stop": frozenset({"one_stop"})},
)  # fmt: skip

_SHEET_FIELDS = IMPRINT | {"number", "agency", "giver", "receiver", "handed_moment", "count"}
_SHEET: Mapping[str, tuple[str, ...]] = {
    **_WITH_MOMENT,
    "head.number": ("number",),
    "body.giver": ("giver",),
    "body.receiver": ("receiver",),
    "body.moment": ("handed_moment",),
    "body.list": ("count",),
    "notes.copies": (),
    **_BOTH_SIGN,
    **PROOF,
    **PAGES,
}
"""What the sheets of both ways have in common."""

HAND_OVER = FormLines(
    fields=_SHEET_FIELDS | {"set_count"},
    lines={
        **_SHEET,
        "body.results": (),
        "body.bring": (),
        "table.number": (),
        "table.code": (),
        "table.applicant": (),
        "table.procedure": (),
        "table.sets": (),
        "table.by": (),
        "table.note": (),
    },
    items=_MOMENTS,
)

RESULT_HAND_OVER = FormLines(
    fields=_SHEET_FIELDS | {"fee_count", "post_count"},
    lines={
        **_SHEET,
        "words.yes": (),
        "body.totals": ("fee_count", "post_count"),
        "table.number": (),
        "table.code": (),
        "table.procedure": (),
        "table.result": (),
        "table.applicant": (),
        "table.address": (),
        "table.fee": (),
        "table.post": (),
    },
    items=_MOMENTS,
)

SENT_BACK = FormLines(
    fields=IMPRINT
    | {
        "code", "one_stop", "there", "procedure", "applicant", "result", "giver", "receiver",
        "originals", "number", "handed_moment",
    },
    lines={
        **_WITH_MOMENT,
        "body.giver": ("giver",),
        "body.receiver": ("one_stop", "receiver"),
        "body.moment": ("handed_moment",),
        "body.number": ("number",),
        "body.code": ("code",),
        "body.there": ("there",),
        "body.procedure": ("procedure",),
        "body.applicant": ("applicant",),
        "body.result": ("result",),
        "body.originals": ("originals",),
        "body.fee_there": (),
        "body.returned_there": (),
        "notes.copies": (),
        **_BOTH_SIGN,
        **PROOF,
        **PAGES,
    },
    items=_MOMENTS,
)  # fmt: skip

REGISTER = FormLines(
    fields=IMPRINT | {"volume", "first_day", "last_day", "count", "returned_count", "set_count"},
    lines={
        **HEAD,
        "words.day": DATE,
        "head.volume": ("volume",),
        "head.period": ("first_day", "last_day"),
        "table.number": (),
        "table.code": (),
        "table.procedure": (),
        "table.sets": (),
        "table.applicant": (),
        "table.contact": (),
        "table.agency": (),
        "table.days": (),
        "table.received": (),
        "table.due": (),
        "table.returned": (),
        "table.method": (),
        "table.signed": (),
        "table.note": (),
        "body.total": ("count",),
        "body.closed": ("count",),
        "signatures.keeper": (),
        "signatures.keeper_hint": (),
        "signatures.head": (),
        "signatures.head_hint": (),
        **PROOF,
        **PAGES,
    },
    items={**ITEMS, "words.day": frozenset(DATE)},
)
