"""Form 02 and form 03 at the desk: complete, once, with their own numbers, and on paper."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.draft import DemandForm, Draft, PersonForm, RefusalForm
from counter_app.desk.receiving.turning_away import TurnedAway
from counter_app.practice.rehearsal import OFFICER_NUMBER, OFFICER_PIN
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.codes import read_form_key
from data.domain.confirmation import Confirmation
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.papers import Form, RefusalPaper, SupplementPaper
from data.domain.printjob import JobOutcome
from data.domain.procedures import PaperKind
from data.domain.received import Counts
from data.domain.refusal import Ground
from data.domain.supplement import Defect
from tests.fakes.desk import CASHIER, PIN, StillClock, filled_draft

CITED = "Điều 0 Nghị định không có thật"


def codes(refusals: Iterable[Refused]) -> list[str]:
    return [refused.code for refused in refusals]


def lacking(counter: Counter, officer: Officer, *places: int) -> Draft:
    """A filled draft whose components at these places are missing, and are asked for."""
    draft = filled_draft(counter, officer)
    missing = [draft.components[place].id for place in places]
    for component in missing:
        draft = draft.with_component(replace(draft.component(component), counts=Counts()))
    return replace(
        draft,
        demands=tuple(DemandForm(component=component) for component in missing),
        demand_reason="Hồ sơ còn thiếu giấy tờ.",
    )


def confirm(
    counter: Counter,
    officer: Officer,
    citation: str,
    *,
    number: str = OFFICER_NUMBER,
    pin: str = OFFICER_PIN,
) -> Confirmation:
    """The word of the only supervisor of the practice Center."""
    return counter.turning_away.confirm(officer, number=number, pin=pin, citation=citation)


def given(counter: Counter, officer: Officer, *places: int) -> TurnedAway:
    return counter.turning_away.request_supplement(officer, lacking(counter, officer, *places))


def test_r70_form_02_says_everything_in_one_paper(counter: Counter, officer: Officer) -> None:
    """R19: it is registered here, with its own number and a key that reads back."""
    away = given(counter, officer, 0, 2)
    paper = counter.papers.paper(away.dossier.id)
    assert isinstance(paper, SupplementPaper)
    assert away.dossier.state is State.SUPPLEMENT
    assert [item.demand for item in paper.items] == ["thiếu", "thiếu"]
    assert paper.number == f"261123-{counter.desk.serials.first:04}"
    assert read_form_key(paper.key) == away.number


def test_a2_numbers_of_02_and_03_run_apart_and_within_the_slice(
    counter: Counter, officer: Officer
) -> None:
    """Each series counts for itself, on each day anew, from this desk's own slice."""
    first, second = given(counter, officer, 0), given(counter, officer, 1)
    refused = counter.turning_away.refuse(
        officer,
        filled_draft(counter, officer),
        RefusalForm(reason="Không đủ điều kiện", legal_basis=CITED),
    )
    own = counter.desk.serials
    assert [first.number.serial, second.number.serial] == [own.first, own.first + 1]
    assert refused.number.serial == own.first
    assert refused.number.series != first.number.series


def test_a2_moment_and_number_of_a_form_are_of_one_day(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Midnight passes between the last look and the act: the act's moment counts for both."""
    before = StillClock(clock.moment - timedelta(days=1))
    desk = replace(counter.turning_away, clock=before)
    asked = desk.request_supplement(officer, lacking(counter, officer, 0))
    said = RefusalForm(reason="Không đủ điều kiện", legal_basis=CITED)
    refused = desk.refuse(officer, filled_draft(counter, officer), said)
    assert asked.dossier.supplements[0].at == clock.moment
    assert refused.dossier.refusal is not None
    assert refused.dossier.refusal.at == clock.moment
    assert asked.number.day == refused.number.day == local(clock.moment).date()


def test_c9_a_second_check_looks_only_at_the_items_of_form_02(
    counter: Counter, officer: Officer
) -> None:
    """Scanning the 02 reopens its checklist: what was good stays as it was counted."""
    away = given(counter, officer, 1)
    found = counter.search.open(away.number.key).dossier
    draft = counter.drafting.reopen(officer, found.id)
    asked = draft.components[1]
    assert draft.id == away.dossier.id
    assert draft.asked_again == (asked.id,)
    assert asked.counts.total == 0
    assert all(it.counts.total for it in draft.components if it.id != asked.id)
    assert draft.applicant.name == "Nguyễn Văn Thử"


def test_the_supplement_that_is_brought_makes_the_same_dossier(
    counter: Counter, officer: Officer
) -> None:
    """Form 01 is issued on the dossier of the 02: one subject from the first paper on."""
    away = given(counter, officer, 1)
    draft = counter.drafting.reopen(officer, away.dossier.id)
    asked = draft.components[1]
    issued = counter.intake.issue(
        officer, draft.with_component(counter.drafting.counted(draft, asked))
    )
    assert issued.dossier.id == away.dossier.id
    assert issued.dossier.state is State.RECEIVED
    assert [it.number for it in issued.dossier.supplements] == [str(away.number)]


def test_a1_a_second_02_needs_citation_and_a_supervisor(counter: Counter, officer: Officer) -> None:
    """One 02 binds the dossier; another one only with the law and the leader's PIN (C4)."""
    away = given(counter, officer, 1)
    again = counter.drafting.reopen(officer, away.dossier.id)
    again = replace(again, demands=tuple(DemandForm(it.id) for it in again.components[:2]))
    assert codes(counter.turning_away.supplement_objections(again)) == ["supplement-only-once"]
    with pytest.raises(Refused, match="supplement-only-once"):
        counter.turning_away.request_supplement(officer, again)
    leader = confirm(counter, officer, CITED)
    second = counter.turning_away.request_supplement(officer, again, leader)
    assert [it.confirmation for it in second.dossier.supplements] == [None, leader]


def test_c4_only_a_supervisor_confirms_and_only_with_a_law(
    counter: Counter, officer: Officer
) -> None:
    """Another officer's right PIN is not enough, nor a supervisor without a citation."""
    with pytest.raises(Refused, match="supervisor-needed"):
        confirm(counter, officer, CITED, number=CASHIER, pin=PIN)
    with pytest.raises(Refused, match="citation-missing"):
        confirm(counter, officer, "  ")
    with pytest.raises(Refused, match="pin-wrong"):
        confirm(counter, officer, CITED, pin="000000")


def test_r18_nothing_outside_the_list_without_its_law(counter: Counter, officer: Officer) -> None:
    """A paper that is not published, or a heavier kind than published, needs a citation (C8)."""
    draft = lacking(counter, officer, 0)
    procedure = counter.drafting.procedure(draft)
    lighter = next(it for it in procedure.components if PaperKind.ORIGINAL not in it.kinds)
    demands = (
        *draft.demands,
        DemandForm(name="Sổ hộ khẩu"),
        DemandForm(component=lighter.id, kind=PaperKind.ORIGINAL),
    )
    objections = counter.turning_away.supplement_objections(replace(draft, demands=demands))
    assert codes(objections) == ["demand-outside-list", "demand-above-published"]
    cited = tuple(replace(demand, citation=CITED) for demand in demands)
    assert counter.turning_away.supplement_objections(replace(draft, demands=cited)) == []


def test_c9_every_defect_has_its_words_on_paper(counter: Counter, officer: Officer) -> None:
    """The paper names what is wrong with each component, and the kind that would do."""
    draft = lacking(counter, officer, 0)
    component = draft.components[0].id
    demands = tuple(
        DemandForm(component=component, defect=defect, note=f"ghi chú {place}")
        for place, defect in enumerate(Defect)
    )
    away = counter.turning_away.request_supplement(officer, replace(draft, demands=demands))
    paper = counter.papers.paper(away.dossier.id)
    assert isinstance(paper, SupplementPaper)
    assert len({item.demand for item in paper.items}) == len(Defect)
    assert paper.items[3].note == "ghi chú 3"


def test_c13_a_citizen_who_gives_no_name_gets_form_02(counter: Counter, officer: Officer) -> None:
    """Guidance asks nobody who they are; the person on the paper stays open."""
    draft = replace(lacking(counter, officer, 0), applicant=PersonForm())
    away = counter.turning_away.request_supplement(officer, draft)
    paper = counter.papers.paper(away.dossier.id)
    assert isinstance(paper, SupplementPaper)
    assert paper.applicant is None


def test_r70_what_is_neither_here_nor_asked_for_is_named(
    counter: Counter, officer: Officer
) -> None:
    """A 02 that forgets a missing component would need a second one, which nobody may give."""
    draft = lacking(counter, officer, 0, 1)
    forgetful = replace(draft, demands=draft.demands[:1])
    assert codes(counter.turning_away.supplement_objections(forgetful)) == ["supplement-incomplete"]


def test_an_empty_02_is_refused(counter: Counter, officer: Officer) -> None:
    """A form that asks for nothing is no form, and the draft stays."""
    draft = filled_draft(counter, officer)
    with pytest.raises(Refused, match="supplement-empty"):
        counter.turning_away.request_supplement(officer, draft)
    assert counter.drafting.resume(draft.id).id == draft.id


def test_r71_form_03_has_a_reason_and_its_law(counter: Counter, officer: Officer) -> None:
    """Without either it is refused; with both it is printed and the draft is gone."""
    draft = filled_draft(counter, officer)
    assert codes(counter.turning_away.refusal_objections(draft, RefusalForm())) == [
        "refusal-reason-missing",
        "refusal-basis-missing",
    ]
    said = RefusalForm(reason="Không đủ điều kiện", legal_basis=CITED)
    away = counter.turning_away.refuse(officer, draft, said)
    paper = counter.papers.paper(away.dossier.id)
    assert isinstance(paper, RefusalPaper)
    assert away.dossier.state is State.REFUSED
    assert (paper.reason, paper.legal_basis) == (said.reason, said.legal_basis)
    assert counter.drafting.parked() == []


def test_c14_the_wrong_agency_is_guidance_unless_the_citizen_insists(
    counter: Counter, officer: Officer
) -> None:
    """A refusal for lack of competence is given to whoever wants it on paper."""
    draft = filled_draft(counter, officer)
    said = RefusalForm(Ground.NOT_COMPETENT, "Việc của UBND cấp xã", CITED)
    assert codes(counter.turning_away.refusal_objections(draft, said)) == ["refusal-guide-first"]
    insisted = replace(said, insisted=True)
    assert counter.turning_away.refusal_objections(draft, insisted) == []


def test_a_refused_dossier_is_never_received(counter: Counter, officer: Officer) -> None:
    """Form 03 ends it; whoever comes again starts a new dossier."""
    draft = filled_draft(counter, officer)
    said = RefusalForm(reason="Không đủ điều kiện", legal_basis=CITED)
    counter.turning_away.refuse(officer, draft, said)
    with pytest.raises(Refused, match="action-not-now"):
        counter.intake.issue(officer, draft)


def test_a_marked_reprint_of_form_02_keeps_its_number(counter: Counter, officer: Officer) -> None:
    """The second sheet is the same form with the mark of a reprint, never a second 02."""
    away = given(counter, officer, 0)
    for job in counter.papers.jobs(away.dossier.id):
        if job.sheet and job.sheet.copy.value == "applicant":
            counter.papers.sending(job.id)
            counter.papers.ended(job.id, JobOutcome.CONFIRMED)
    counter.papers.reprint(officer, away.dossier.id, reason="rách")
    paper = counter.papers.paper(away.dossier.id, form=Form.SUPPLEMENT)
    assert isinstance(paper, SupplementPaper)
    assert (paper.number, paper.imprint.reprint) == (str(away.number), 1)


def test_a_confirmation_without_words_of_law_never_enters(
    counter: Counter, officer: Officer
) -> None:
    """The citation is cleaned and kept beside the leader's id."""
    confirmation = confirm(counter, officer, f" {CITED}\x1b[2J ")
    assert confirmation == Confirmation(f"{CITED}[2J", officer.id, own=True)
