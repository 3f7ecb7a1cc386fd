"""Dossiers as a real desk leads them: ready to go to their agency, and decided by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.draft import PersonForm
from counter_app.practice.rehearsal import PROCEDURE
from data.domain.agency_paper import AgencyPaper
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.concluding import Approve, ResultItem, ResultKind, approve
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.folding import fold
from data.domain.hands import Hands
from data.domain.procedures import Level
from data.domain.promises import promises
from data.domain.routing import Approval, Mode, Route, proposed_legs, set_route

POLICE = "MAU-CA-01"
PROVINCE = "MAU-NV-01"
LINKED = "MAU-TP-03"
"""Goes through two agencies."""
OTHER = "MAU-CT-01"
"""Of another agency than the practice procedure."""
GIVEN = Hands("Trần Thị Ví Dụ", "Phạm Thị Nhận")


def code(counter: Counter, dossier_id: str) -> str:
    return str(of(counter, dossier_id).taken_in().code)


def of(counter: Counter, dossier_id: str) -> Dossier:
    return counter.search.open_id(dossier_id).dossier


def unscanned(
    counter: Counter, officer: Officer, *, procedure: str = PROCEDURE, name: str = "Hồ Thị Thử"
) -> str:
    """Received with nothing photographed yet; returns its id."""
    drafting = counter.drafting
    draft = drafting.begin(officer, procedure)
    for component in draft.components:
        draft = draft.with_component(drafting.counted(draft, component))
    draft = replace(draft, applicant=PersonForm(name=name, identity="049000000123"))
    return counter.intake.issue(officer, draft).dossier.id


def ready(
    counter: Counter, officer: Officer, *, procedure: str = PROCEDURE, name: str = "Hồ Thị Thử"
) -> str:
    """A folder that may go to its agency."""
    made = unscanned(counter, officer, procedure=procedure, name=name)
    for component in of(counter, made).taken_in().components:
        counter.amending.add_page(officer, made, component.id, b"a page")
    return made


def routed(counter: Counter, officer: Officer, *, third: str = "") -> str:
    """A folder whose agencies and their order were fixed; `third` is one more agency."""
    made = ready(counter, officer, procedure=LINKED)
    rules, found = counter.handing.rules, counter.handing.catalogue.by_code(LINKED)
    assert found is not None

    def fixed(dossier: Dossier) -> Fact:
        start = dossier.taken_in().received_at
        due = dossier.taken_in().appointment.at
        proposed = proposed_legs(found, Mode.PAPER, start=start, due=due, rules=rules)
        legs = tuple(replace(leg, one_stop="Một cửa cấp Bộ") for leg in proposed)
        if third:
            legs = (*legs, replace(legs[-1], agency_index=16, agency=third, level=Level.SAME))
        approval = Approval("7/QĐ-UBND", local(start).date() - timedelta(days=30))
        route = Route(Mode.PAPER, legs, start, approval)
        return set_route(dossier, route, due=due, now=counter.handing.clock(), roles=officer.roles)

    enter(counter, officer, made, fixed)
    return made


def at_agency(
    counter: Counter, officer: Officer, *, procedure: str = PROCEDURE, name: str = "Hồ Thị Thử"
) -> str:
    made = ready(counter, officer, procedure=procedure, name=name)
    counter.handing.hand_over(officer, [made], GIVEN)
    return made


def decided(
    counter: Counter, officer: Officer, *, procedure: str = PROCEDURE, name: str = "Hồ Thị Thử"
) -> str:
    """Its agency has registered a result."""
    made = at_agency(counter, officer, procedure=procedure, name=name)
    decide(counter, officer, made)
    return made


def decide(counter: Counter, officer: Officer, made: str) -> None:
    """The signed result of its agency is registered."""
    code = of(counter, made).taken_in().matter.procedure_code
    found = counter.handing.catalogue.by_code(code)
    assert found is not None

    def approved(dossier: Dossier) -> Fact:
        now, said = counter.handing.clock(), promises(dossier)
        assert said is not None
        paper = AgencyPaper("12/GCN", local(now).date(), "Lê Thị Ký")
        act = Approve(ResultKind.GRANTED, paper, (ResultItem("Giấy chứng nhận"),))
        measure = said.statutory.due
        return approve(dossier, act, procedure=found, measure=measure, now=now, roles=officer.roles)

    enter(counter, officer, made, approved)


def enter(
    counter: Counter, officer: Officer, dossier_id: str, decide: Callable[[Dossier], Fact]
) -> None:
    with counter.amending.journal.act(officer.id) as act:
        act.record(decide(fold(dossier_id, act.entries(dossier_id))))
