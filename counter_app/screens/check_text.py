"""What Kiểm lại says, in the order in which a citizen is told it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.screens import intake_text
from counter_app.sentences import sentence
from counter_app.widgets.lines import DANGER, QUIET, STRONG, barred, column, row, styled, warned
from counter_app.wording import tr

if TYPE_CHECKING:
    from counter_app.desk.draft import DraftComponent, PersonForm
    from counter_app.desk.intake import Review
    from data.domain.procedures import Component

from counter_app.screens.procedure_text import handed_text


def checked(review: "Review") -> Content:
    return column(*_lines(review))


def _lines(review: "Review") -> Iterator[Content]:
    yield from _blocks(review)
    yield styled(review.procedure.name, STRONG)
    yield styled(review.procedure.agency.name, QUIET)
    yield Content("")
    yield from _people(review)
    yield Content("")
    for number, item in enumerate(review.procedure.components, start=1):
        yield from _component(number, item, review.draft.component(item.id))
    yield Content("")
    yield row(intake_text.label(tr("Due")), intake_text.moment(review))
    yield from intake_text.due_reasons(review)
    yield intake_text.fee(review)
    yield intake_text.place(review)
    if not review.procedure.verified:
        yield warned(tr("The paper will say that the catalogue data is only a sample."))


def _blocks(review: "Review") -> Iterator[Content]:
    for block in review.blocks:
        yield barred(sentence(block))
    if review.blocks:
        yield Content("")


def _people(review: "Review") -> Iterator[Content]:
    draft = review.draft
    if draft.submitter is None:
        yield from _person(tr("Applicant"), draft.applicant)
    else:
        yield from _person(tr("Owner"), draft.applicant)
        yield from _person(tr("Submitter"), draft.submitter)


def _person(label: str, person: "PersonForm") -> Iterator[Content]:
    """In full: this is where the officer compares it with the card in the hand."""
    name = styled(person.name, STRONG) if person.name.strip() else styled("–", DANGER)
    yield row(intake_text.label(label), name)
    rest = " · ".join(word for word in (person.identity, person.phone, person.email) if word)
    for said in (rest, person.address):
        if said:
            yield row(" " * intake_text.LABEL, styled(said, QUIET))


def _component(number: int, item: "Component", given: "DraftComponent") -> Iterator[Content]:
    """Components that were not handed in are named only where they are required."""
    if given.counts.total:
        yield Content(f"✓ {number}. {item.name}")
        yield styled(f"     {handed_text(given.counts, len(given.pages))}", QUIET)
    elif item.required:
        yield barred(f"{number}. {item.name}")
