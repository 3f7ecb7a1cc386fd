"""What Kiểm lại says, in the order in which a citizen is told it."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.screens.receiving import intake_text
from counter_app.screens.receiving.person_text import open_already
from counter_app.screens.receiving.procedure_text import handed_text
from counter_app.sentences import sentence
from counter_app.widgets.lines import DANGER, QUIET, STRONG, barred, column, row, styled, warned
from counter_app.wording import money_text, tr, trn

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import DraftComponent, PersonForm
    from counter_app.desk.receiving.intake import Review
    from data.domain.procedures import Component
    from data.store.queries import DossierLine


def checked(
    review: "Review",
    still_open: "Collection[DossierLine]" = (),
    *,
    registering: bool = False,
) -> Content:
    """`still_open` are other dossiers of the same person in the same procedure (C18).

    `registering` shows what is wanted to register a postal item, and no date (C21).
    """
    return column(*_lines(review, still_open, registering=registering))


def _lines(
    review: "Review", still_open: "Collection[DossierLine]", *, registering: bool
) -> Iterator[Content]:
    yield from _registering() if registering else _blocks(review)
    yield styled(review.procedure.name, STRONG)
    yield styled(review.procedure.agency.name, QUIET)
    yield Content("")
    yield from _people(review)
    yield from open_already(still_open)
    yield Content("")
    if not registering:
        yield from _components(review)
        yield from _promise(review)
    yield from _money(review)
    yield intake_text.place(review)
    if way := intake_text.way(review.draft):
        yield way
    if unscanned := intake_text.unscanned(review):
        yield warned(unscanned)
    if not review.procedure.verified:
        yield warned(tr("The paper will say that the catalogue data is only a sample."))


def _components(review: "Review") -> Iterator[Content]:
    if review.draft.sets != 1:
        yield Content(trn("{n} set of papers", "{n} sets of papers", review.draft.sets))
    for number, item in enumerate(review.procedure.components, start=1):
        yield from _component(number, item, review.draft.component(item.id))
    yield Content("")


def _registering() -> Iterator[Content]:
    yield warned(
        tr(
            "The post's hand-over is not signed: the item is registered under its number. "
            "It gets code and date when the hand-over is signed (F7)."
        )
    )
    yield Content("")


def _promise(review: "Review") -> Iterator[Content]:
    """For an instant result the date holds only where a receipt is chosen instead (A9)."""
    if review.procedure.instant:
        yield row(intake_text.label(tr("Due")), styled(tr("at once"), STRONG))
        yield row(intake_text.label(tr("or with date")), intake_text.moment(review))
        return
    yield row(intake_text.label(tr("Due")), intake_text.moment(review))
    yield from intake_text.due_reasons(review)


def _money(review: "Review") -> Iterator[Content]:
    """The fee line by line where there are several, or where something was taken off (C20)."""
    yield intake_text.fee(review)
    charges = review.fee.charges
    for charge in charges if len(charges) > 1 or any(it.exemption for it in charges) else ():
        words = (charge.name, money_text(charge.amount_vnd), charge.exemption, charge.basis)
        said = " · ".join(word for word in words if word)
        yield row(" " * intake_text.LABEL, styled(said, QUIET))


def _blocks(review: "Review") -> Iterator[Content]:
    for block in review.blocks:
        yield barred(sentence(block))
    if review.draft.leader:
        said = tr("A leader confirmed: {citation}", citation=review.draft.citation)
        yield warned(said)
    if review.blocks or review.draft.leader:
        yield Content("")


def _people(review: "Review") -> Iterator[Content]:
    draft = review.draft
    if draft.submitter is None:
        yield from _person(tr("Applicant"), draft.applicant)
    else:
        yield from _person(tr("Owner"), draft.applicant)
        yield from _person(tr("Submitter"), draft.submitter)
        yield row(" " * intake_text.LABEL, styled(intake_text.right_of(draft.authorization), QUIET))


def _person(label: str, person: "PersonForm") -> Iterator[Content]:
    """In full: this is where the officer compares it with the card in the hand."""
    name = styled(person.name, STRONG) if person.name.strip() else styled("–", DANGER)
    yield row(intake_text.label(label), name)
    numbers = (person.tax_code, person.identity, person.phone, person.email)
    rest = " · ".join(word for word in numbers if word)
    for said in (person.representative, rest, person.address):
        if said:
            yield row(" " * intake_text.LABEL, styled(said, QUIET))


def _component(number: int, item: "Component", given: "DraftComponent") -> Iterator[Content]:
    """Components that were not handed in are named only where they are required."""
    if given.counts.total:
        yield Content(f"✓ {number}. {item.name}")
        yield styled(f"     {handed_text(given.counts, len(given.pages))}", QUIET)
        if notes := intake_text.notes_of(given):
            yield styled(f"     {notes}", QUIET)
    elif item.required:
        yield barred(f"{number}. {item.name}")
