"""The lines of the intake screen that are only read: procedure, person, fee, appointment, page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.screens.procedure_text import fee_text, kinds_text
from counter_app.sentences import FINDINGS, sentence_of
from counter_app.widgets.components import ComponentLine
from counter_app.widgets.lines import (
    ACCENT,
    QUIET,
    STRONG,
    WARNING,
    column,
    left,
    row,
    styled,
    warned,
)
from counter_app.widgets.notice import Tone
from counter_app.wording import day_text, masked, moment_text, tr

if TYPE_CHECKING:
    from counter_app.desk.draft import Draft, PersonForm
    from counter_app.desk.intake import Review
    from data.domain.procedures import Procedure
    from scanning.values import CaptureReport, TakenPage

LABEL = 12


def component_lines(procedure: "Procedure", draft: "Draft") -> list[ComponentLine]:
    return [
        ComponentLine(
            id=item.id,
            name=item.name,
            kinds=item.kinds,
            count=item.count,
            required=item.required,
            counts=draft.component(item.id).counts,
            pages=len(draft.component(item.id).pages),
        )
        for item in procedure.components
    ]


def head(review: "Review") -> Content:
    procedure = review.procedure
    rest = f"{procedure.agency.name} · {procedure.limit.words} · {fee_text(review.fee.amount_vnd)}"
    return column(styled(procedure.name, STRONG), styled(rest, QUIET))


def detail(procedure: "Procedure", place: int) -> Content:
    """What is published of the component under the cursor."""
    item = procedure.components[place]
    when = item.condition or ("" if item.required else tr("if there is one"))
    wanted = f"{item.count} {kinds_text(item.kinds)}"
    said = " · ".join(word for word in (wanted, when) if word)
    return styled(tr("Component {number}: {wanted}", number=place + 1, wanted=said), QUIET)


def persons(draft: "Draft") -> Content:
    if draft.submitter is None:
        return _person(tr("Applicant"), draft.applicant)
    return column(_person(tr("Owner"), draft.applicant), _person(tr("Submitter"), draft.submitter))


def _person(name: str, person: "PersonForm") -> Content:
    if not person.name.strip():
        return row(label(name), styled(tr("nobody yet: scan the card, or F3"), WARNING))
    rest = [masked(person.identity), masked(person.phone)]
    said = "".join(f" · {word}" for word in rest if word)
    return row(label(name), person.name, styled(said, QUIET))


def fee(review: "Review") -> Content:
    if not review.fee.amount_vnd:
        return row(label(tr("Fee")), tr("no fee"))
    state = (
        styled("✓ " + tr("paid"), ACCENT) if review.draft.fee_paid else Content(tr("not paid yet"))
    )
    return row(label(tr("Fee")), fee_text(review.fee.amount_vnd), " · ", state)


def place(review: "Review") -> Content:
    return row(label(tr("Result at")), review.return_place)


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


def page(line: ComponentLine | None, report: "CaptureReport | None") -> Content:
    """What lies under the camera, and where Space will put it."""
    if report is None or report.number is None:
        return styled(tr("No picture from the camera."), WARNING)
    goes = tr("page {page}", page=line.pages + 1) if line else ""
    for finding in report.findings:
        return row(warned(tr(FINDINGS[finding])), styled(f" · {goes}", QUIET))
    said = tr("Space takes it as {page}", page=goes)
    return row(styled("● " + tr("Page seen"), ACCENT), " · ", said)


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
