"""The lines of a form 02 in the making: one a component, in the order of the published list."""

import json
from dataclasses import replace

from counter_app.bootstrap import Counter
from counter_app.desk.receiving import demanding
from counter_app.desk.receiving.draft import DemandForm, Draft, RefusalForm, from_json, to_json
from data.domain.center import Officer
from data.domain.procedures import PaperKind
from data.domain.received import Counts
from data.domain.refusal import Ground
from data.domain.supplement import Defect
from tests.fakes.desk import filled_draft


def counted_as(draft: Draft, place: int, counts: Counts) -> Draft:
    return draft.with_component(replace(draft.components[place], counts=counts))


def test_what_is_missing_or_of_a_wrong_kind_is_suggested(
    counter: Counter, officer: Officer
) -> None:
    """The check's own findings become demands; the lightest published kind is wanted (C8)."""
    draft = counted_as(filled_draft(counter, officer), 1, Counts())
    draft = counted_as(draft, 2, Counts(copies=1))
    found = demanding.suggested(counter.intake.review(officer, draft))
    assert found == (
        DemandForm(component=draft.components[1].id),
        DemandForm(draft.components[2].id, defect=Defect.WRONG_KIND, kind=PaperKind.COMPARED),
    )


def test_whoever_brought_nothing_is_not_asked_for_everything(
    counter: Counter, officer: Officer
) -> None:
    """Before anything was counted nothing is suggested."""
    draft = counter.drafting.begin(officer, filled_draft(counter, officer).procedure)
    assert demanding.suggested(counter.intake.review(officer, draft)) == ()


def test_demands_keep_the_published_order_with_the_others_last(
    counter: Counter, officer: Officer
) -> None:
    """In whatever order the lines are marked, the form reads like the published list."""
    draft = filled_draft(counter, officer)
    procedure = counter.drafting.procedure(draft)
    draft = demanding.with_outside(draft)
    for place in (3, 0):
        key = procedure.components[place].id
        draft = demanding.with_demand(draft, procedure, key, DemandForm(component=key))
    listed = [demand.component for demand in draft.demands]
    assert listed == [procedure.components[0].id, procedure.components[3].id, ""]
    last = demanding.lines(draft, procedure)[-1]
    assert demanding.with_demand(draft, procedure, last.key, None).demands == draft.demands[:2]


def test_only_more_than_is_published_needs_a_citation(counter: Counter, officer: Officer) -> None:
    """R18: a heavier kind than published, and everything outside the list."""
    draft = filled_draft(counter, officer)
    procedure = counter.drafting.procedure(draft)
    key = procedure.components[2].id
    marked = {
        kind: demanding.with_demand(draft, procedure, key, DemandForm(component=key, kind=kind))
        for kind in PaperKind
    }
    heavier = {
        kind for kind, one in marked.items() if demanding.lines(one, procedure)[2].needs_citation
    }
    assert heavier == {PaperKind.ORIGINAL}
    assert demanding.lines(demanding.with_outside(draft), procedure)[-1].needs_citation


def test_what_was_typed_for_a_refusal_is_kept_with_the_draft(
    counter: Counter, officer: Officer
) -> None:
    """A power cut loses nothing of it; a draft of before has nothing of it."""
    said = RefusalForm(Ground.NOT_COMPETENT, "Việc của nơi khác", "Điều 0", insisted=True)
    draft = replace(filled_draft(counter, officer), refusal=said)
    assert from_json(to_json(draft)) == draft
    before = json.loads(to_json(draft))
    del before["refusal"]
    assert from_json(json.dumps(before)).refusal == RefusalForm()
