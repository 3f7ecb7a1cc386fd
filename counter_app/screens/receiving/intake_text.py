"""The lines of the intake screen that are only read: procedure, person, fee, appointment, page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.dossier_words import (
    CAPACITY_WORDS,
    CHANNEL_WORDS,
    CONDITION_WORDS,
    DEFECT_WORDS,
    FEE_WORDS,
)
from counter_app.screens.receiving.procedure_text import fee_text, handed_text, kinds_text
from counter_app.sentences import FINDINGS, sentence, sentence_of
from counter_app.widgets.components import ComponentLine
from counter_app.widgets.lines import (
    ACCENT,
    QUIET,
    STRONG,
    WARNING,
    barred,
    column,
    fit,
    left,
    row,
    styled,
    warned,
)
from counter_app.widgets.notice import Tone
from counter_app.wording import day_text, masked, moment_text, money_text, tr, trn
from data.domain.procedures import BarCode
from data.domain.received import Channel, FeeState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.receiving.draft import (
        AuthorizationForm,
        Draft,
        DraftComponent,
        FeeForm,
        PersonForm,
        WayForm,
    )
    from counter_app.desk.receiving.intake import Review
    from data.domain.online import Applied
    from data.domain.procedures import Component as Published
    from data.domain.procedures import Procedure
    from data.domain.received import Fee
    from data.domain.supplement import SupplementRequest
    from data.store.queries import DossierLine
    from scanning.values import TakenPage

BARS: Final = frozenset({*BarCode, "receiver-other"})
"""Codes of what bars a procedure for everybody, or for the officer who sits here (R8, R30)."""
LABEL = 12
_ADDRESS_WIDTH = 54
"""Cells of a post address beside its label: what the narrowest pane of work has."""


def component_lines(
    procedure: "Procedure", draft: "Draft", asked: "SupplementRequest | None" = None
) -> list[ComponentLine]:
    """`asked` is the form 02 whose items are looked at again: what it found good stays (C9)."""
    good = {component.id for component in asked.checked} if asked else set()
    return [
        ComponentLine(
            id=item.id,
            name=item.name,
            kinds=item.kinds,
            count=item.count,
            required=item.required,
            counts=draft.component(item.id).counts,
            pages=len(draft.component(item.id).pages),
            settled=item.id in good,
            noted=bool(notes_of(draft.component(item.id))),
            declared=draft.component(item.id).declared,
        )
        for item in procedure.components
    ]


def notes_of(component: "DraftComponent") -> str:
    """What was written of a component, in one line."""
    kept = trn("{n} original stays", "{n} originals stay", component.kept) if component.kept else ""
    compared = component.compared_by if component.counts.compared else ""
    said = (
        tr(CONDITION_WORDS[component.condition]),
        component.remark,
        kept,
        tr("compared by {officer}", officer=compared) if compared else "",
    )
    return " · ".join(word for word in said if word)


def head(review: "Review") -> Content:
    """The procedure, and at once whatever bars it: nobody fills in what cannot be received."""
    procedure = review.procedure
    rest = f"{procedure.agency.name} · {procedure.limit.words} · {fee_text(review.fee.amount_vnd)}"
    bars = (barred(sentence(block)) for block in review.blocks if block.code in BARS)
    return column(styled(procedure.name, STRONG), styled(rest, QUIET), *bars)


def wanted(item: "Published") -> str:
    """What is published of a component."""
    when = item.condition or ("" if item.required else tr("if there is one"))
    return " · ".join(word for word in (f"{item.count} {kinds_text(item.kinds)}", when) if word)


def handed(component: "DraftComponent") -> Content:
    if not component.counts.total:
        return Content(tr("nothing handed in yet"))
    return Content(handed_text(component.counts, len(component.pages)))


def detail(review: "Review", place: int, asked: "SupplementRequest | None") -> Content:
    """The component under the cursor: what is published, was written, and was asked for again."""
    item = review.procedure.components[place]
    said = tr("Component {number}: {wanted}", number=place + 1, wanted=wanted(item))
    lines = [styled(said, QUIET), *_asked(item.id, asked)]
    if notes := notes_of(review.draft.component(item.id)):
        lines.append(styled(f"* {notes}", QUIET))
    return column(*lines)


def _asked(component: str, asked: "SupplementRequest | None") -> Iterator[Content]:
    for demand in asked.demands if asked else ():
        if demand.component == component:
            note = f" – {demand.note}" if demand.note else ""
            yield warned(tr("Asked for: {defect}", defect=tr(DEFECT_WORDS[demand.defect])) + note)


def reopened(asked: "SupplementRequest | None") -> Content:
    """A second check: its form 02, and what that asked for outside the published list (C9)."""
    if asked is None:
        return Content("")
    outside = [demand.name for demand in asked.demands if not demand.component]
    said = trn(
        "Supplement of form 02 no. {number}: {n} item is looked at, the rest was found good.",
        "Supplement of form 02 no. {number}: {n} items are looked at, the rest was found good.",
        len(asked.demands),
        number=asked.number,
    )
    return column(warned(said), *(warned(tr("Also asked for: {name}", name=it)) for it in outside))


def persons(draft: "Draft") -> Content:
    if draft.submitter is None:
        return _person(tr("Applicant"), draft.applicant)
    right = row(label(""), styled(right_of(draft.authorization), QUIET))
    return column(
        _person(tr("Owner"), draft.applicant), _person(tr("Submitter"), draft.submitter), right
    )


def right_of(form: "AuthorizationForm") -> str:
    """By what right the submitter stands here, and by which paper (R24, R124)."""
    paper = form.paper.strip() if form.capacity.needs_paper else ""
    missing = tr("paper not named yet, F3") if form.capacity.needs_paper and not paper else ""
    return ": ".join(word for word in (tr(CAPACITY_WORDS[form.capacity]), paper or missing) if word)


def _person(name: str, person: "PersonForm") -> Content:
    if not person.name.strip():
        return row(label(name), styled(tr("nobody yet: scan the card, or F3"), WARNING))
    rest = [masked(person.tax_code or person.identity), masked(person.phone)]
    said = "".join(f" · {word}" for word in rest if word)
    return row(label(name), person.name, styled(said, QUIET))


def fee(review: "Review") -> Content:
    said, owed = review.draft.fee, review.fee
    if not owed.charges:
        return row(label(tr("Fee")), tr(FEE_WORDS[owed.state]))
    amount = money_text(owed.amount_vnd)
    return row(label(tr("Fee")), amount, " · ", _fee_state(owed, said), _off(owed))


def _fee_state(owed: "Fee", said: "FeeForm") -> Content:
    if owed.state is FeeState.PAID:
        return styled(f"✓ {tr('paid')} {said.receipt.strip()}".rstrip(), ACCENT)
    return Content(tr(FEE_WORDS[owed.state]))


def _off(owed: "Fee") -> Content:
    """What was taken off, in đồng."""
    off_vnd = sum(charge.full_vnd for charge in owed.charges) - owed.amount_vnd
    if not off_vnd or not owed.amount_vnd:
        return Content("")
    return styled(" · " + tr("{amount} off", amount=money_text(off_vnd)), QUIET)


def visit(review: "Review", before: "Sequence[DossierLine]") -> Content:
    """Every dossier of this visitor with one total of fees (F5)."""
    if not before:
        return Content("")
    return row(label(tr("This visit")), visit_text(before, review.fee))


def visit_text(lines: "Sequence[DossierLine]", now: "Fee | None" = None) -> str:
    """How many dossiers, what they cost in all, and what of it is still to be paid."""
    unpaid_vnd = sum(line.unpaid_vnd for line in lines)
    paid_vnd = sum(line.paid_vnd for line in lines)
    if now is not None:
        unpaid_vnd += now.amount_vnd if now.state is FeeState.UNPAID else 0
        paid_vnd += now.amount_vnd if now.state is FeeState.PAID else 0
    count = len(lines) + (now is not None)
    said = trn("{n} dossier", "{n} dossiers", count)
    fees = tr("fees in all {amount}", amount=money_text(unpaid_vnd + paid_vnd))
    rest = tr("{amount} not paid yet", amount=money_text(unpaid_vnd)) if unpaid_vnd else ""
    return " · ".join(word for word in (said, fees, rest) if word)


def place(review: "Review") -> Content:
    """By post, the address stands in a line of its own."""
    at, address = row(label(tr("Result at")), review.returning.place), review.returning.address
    if not address:
        return at
    return column(at, row(label(""), styled(fit(address, _ADDRESS_WIDTH), QUIET)))


def way(draft: "Draft", online: "Applied | None" = None) -> Content:
    """How it came, where that is not by hand; and a late entry (C7, C21, R72, R121)."""
    return column(*_way(draft, online))


def _way(draft: "Draft", online: "Applied | None") -> Iterator[Content]:
    form = draft.way
    if form.channel is not Channel.DIRECT:
        portal = online.portal if online else ""
        words = [tr(CHANNEL_WORDS[form.channel]), portal, *_way_facts(form)]
        yield row(label(tr("Came")), " · ".join(word for word in words if word))
    if online is not None and online.note:
        yield row(label(tr("Its note")), fit(online.note, _ADDRESS_WIDTH))
    if draft.late is not None:
        blank, at = draft.late.blank.strip(), draft.late.received_at.strip()
        said = tr("blank {blank}, received {moment}", blank=blank or "–", moment=at or "–")
        yield row(label(tr("Late entry")), said)


def _way_facts(form: "WayForm") -> Iterator[str]:
    if form.channel is Channel.INBOUND:
        yield form.one_stop.strip()
        yield form.inbound_code.strip()
    if form.channel is Channel.POST:
        yield form.post_item.strip()
        yield form.signed_at.strip() or tr("hand-over not signed")


def unscanned(review: "Review") -> str:
    """The components of which no page was photographed, said plainly (C26)."""
    places = ", ".join(
        str(place)
        for place, item in enumerate(review.draft.components, start=1)
        if item.counts.total and not item.pages
    )
    if not places:
        return ""
    if review.procedure.instant:
        return tr(
            "Not scanned yet: component {places}. "
            "Scan before the result is given; later is too late.",
            places=places,
        )
    return tr(
        "Not scanned yet: component {places}. It may be received now; "
        "scan before it goes to the agency.",
        places=places,
    )


def due(review: "Review") -> Content:
    """The promise in one line."""
    limit = styled(f"  ({review.procedure.limit.words})", QUIET)
    return row(label(tr("Due")), moment(review), limit)


def due_with_reasons(review: "Review") -> Content:
    """The promise, and under it why this date: what was not counted, one line each."""
    return column(row(label(tr("Due")), moment(review)), *due_reasons(review))


def due_reasons(review: "Review") -> Iterator[Content]:
    """The lines that the slip will bear, and what nobody has confirmed about the calendar."""
    if review.promise is None:
        return
    for reason in review.reasons:
        yield styled(reason, QUIET)
    for caution in review.promise.cautions:
        said = sentence_of(caution.code, {"day": day_text(caution.day), "name": caution.name})
        yield warned(said)


def moment(review: "Review") -> Content:
    if review.promise is None:
        return styled(tr("cannot be counted"), WARNING)
    return styled(moment_text(review.promise.at), STRONG)


def no_camera() -> Content:
    return styled(
        tr("This desk has no camera: papers are counted, pages are scanned later."), QUIET
    )


def label(text: str) -> Content:
    return styled(left(text, LABEL), QUIET)


def taken(number: int, page: "TakenPage") -> tuple[str, Tone]:
    """What was just taken, and what may be wrong with it."""
    for finding in page.findings:
        said = tr(
            "Page {page} is kept. {finding} ⌫ takes it out again.",
            page=number,
            finding=tr(FINDINGS[finding]),
        )
        return said, Tone.WARNING
    return tr(
        "Page {page} is kept. Lay the next sheet, or ↓ for the next component.", page=number
    ), Tone.DONE
