"""What was found of the photograph of an act stands in its entry, when it was kept all the same."""

from dataclasses import replace

from data.domain.entries import Fact
from data.domain.handing_over import Progress, note_progress
from data.domain.kinds import in_spite_of
from data.domain.procedures import Step
from tests.fakes.lives import Life
from tests.fakes.returns import CENTER, at_agency


def noted(life: Life) -> Fact:
    said = Progress(Step.APPRAISE, who="Lê Thị Mẫu", page="ab" * 32)
    return note_progress(life.dossier, said, now=life.at, roles=CENTER)


def test_findings_lie_beside_the_fact_of_any_act() -> None:
    """Codes alone, each once; an act whose photograph was good says nothing."""
    life = at_agency()
    fact = noted(life)
    assert in_spite_of(fact, ()) == fact
    assert in_spite_of(fact, ["Không phải mã"]) == fact
    life.does(in_spite_of(fact, ["glare", "glare", "finger"]))
    found = life.dossier.last(Progress)
    assert found is not None
    assert found.overruled == ("glare", "finger")
    assert found.what.page == "ab" * 32


def test_findings_that_are_no_list_make_a_conflict() -> None:
    """The entry is kept, and nothing of it is guessed."""
    life = at_agency()
    fact = noted(life)
    life.does(replace(fact, body={**fact.body, "photo_overruled": "glare"}))
    assert life.dossier.last(Progress) is None
    assert [mark.code for mark in life.dossier.conflicts] == ["body-malformed"]
