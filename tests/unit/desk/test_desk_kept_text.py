"""What an officer wrote: kept to the last word, apart from the public part, and never too long."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.draft import AuthorizationForm, DemandForm, Draft, PersonForm
from counter_app.desk.receiving.guiding import GuidanceForm
from data.domain import amendments
from data.domain.center import Officer
from data.domain.entries import canonical
from data.domain.errors import Refused
from data.domain.papers import GuidanceSlip
from data.domain.printjob import JobOutcome
from data.domain.received import Counts, FeeState
from data.domain.reception import FeeSaid
from data.domain.supplement import Defect
from data.store import queries
from tests.fakes.desk import filled_draft, receive

NAMED = "Bà Trần Thị Không Có"
CITED = "Điều 0 Luật Ví Dụ"


def public_text(counter: Counter, subject: str) -> str:
    """Everything that stays when the personal fields of a subject are erased."""
    with counter.store.read() as connection:
        entries = queries.history(connection, subject)
    return "".join(canonical(it.entry.body).decode() for it in entries)


def lacking(counter: Counter, officer: Officer) -> Draft:
    """A draft whose second component is missing, with a remark at the first."""
    draft = filled_draft(counter, officer)
    draft = draft.with_component(replace(draft.components[0], remark=f"{NAMED} ký thay"))
    draft = draft.with_component(replace(draft.components[1], counts=Counts()))
    return replace(draft, demands=(DemandForm(component=draft.components[1].id),))


def test_c9_the_remark_of_what_was_good_stays_with_it(counter: Counter, officer: Officer) -> None:
    """A second check finds it as it was written, and it lies with the personal fields."""
    away = counter.turning_away.request_supplement(officer, lacking(counter, officer))
    again = counter.drafting.reopen(officer, away.dossier.id)
    assert again.components[0].remark == f"{NAMED} ký thay"
    assert NAMED not in public_text(counter, away.dossier.id)


def test_what_is_written_freely_can_be_erased(counter: Counter, officer: Officer) -> None:
    """A question, a demand outside the list, a paper of authority, a reason may name somebody."""
    guided = counter.guiding.guide(officer, None, GuidanceForm(topic=f"{NAMED} hỏi về đất"))
    demand = DemandForm(name=f"Đơn của {NAMED}", defect=Defect.MISSING, citation=CITED)
    draft = replace(filled_draft(counter, officer), demands=(demand,))
    away = counter.turning_away.request_supplement(officer, draft)
    draft = replace(
        filled_draft(counter, officer),
        submitter=PersonForm(name="Nguyễn Văn Thử"),
        authorization=AuthorizationForm(paper=f"Giấy ủy quyền của {NAMED}"),
    )
    issued = counter.intake.issue(officer, draft)
    counter.papers.sending(issued.jobs[1])
    counter.papers.ended(issued.jobs[1], JobOutcome.CONFIRMED)
    job = counter.papers.reprint(officer, issued.dossier.id, reason=f"{NAMED} làm mất")
    subjects = (guided.guidance.id, away.dossier.id, issued.dossier.id, job)
    assert [NAMED in public_text(counter, it) for it in subjects] == [False] * 4
    slip = counter.papers.paper(guided.guidance.id)
    assert isinstance(slip, GuidanceSlip)
    assert NAMED in slip.topic
    assert NAMED in away.dossier.supplements[0].demands[0].name
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.authorization is not None
    assert NAMED in issued.dossier.reception.authorization.paper


def test_a_form_02_that_is_too_long_for_one_entry_is_refused(
    counter: Counter, officer: Officer
) -> None:
    """Sixty long demands, or more pages than an entry names: a sentence, and nothing is lost."""
    long = DemandForm(name="ế" * 300, note="ế" * 300, citation="ế" * 300)
    draft = replace(filled_draft(counter, officer), demands=(long,) * 60)
    counter.drafting.save(officer, draft)
    with pytest.raises(Refused, match="remarks-too-long"):
        counter.turning_away.request_supplement(officer, draft)
    assert counter.drafting.resume(draft.id) == draft
    pages = tuple(f"{place:064x}" for place in range(401))
    paged = lacking(counter, officer)
    paged = paged.with_component(replace(paged.components[0], pages=pages))
    objections = counter.turning_away.supplement_objections(paged)
    assert [it.code for it in objections] == ["too-many-pages"]


def test_a_late_save_does_not_bring_back_the_draft_of_a_form_02(
    counter: Counter, officer: Officer
) -> None:
    """Reopening begins from what the 02 asked for, and not from what was typed before it (C9)."""
    draft = lacking(counter, officer)
    away = counter.turning_away.request_supplement(officer, draft)
    counter.drafting.save(officer, draft)
    assert counter.drafting.parked() == []
    again = counter.drafting.reopen(officer, away.dossier.id)
    assert again.asked_again == (draft.demands[0].component,)
    counter.drafting.save(officer, replace(again, sets=2))
    assert counter.drafting.resume(again.id).sets == 2


def test_r112_a_later_catalogue_never_changes_what_is_owed(
    counter: Counter, officer: Officer
) -> None:
    """What was told at the reception is what is paid, also where its tariff is gone."""
    dossier = receive(counter, officer).dossier
    procedure = counter.drafting.procedure_of("MAU-KHDT-01")
    later = tuple(
        replace(fee, effective_from=date(2027, 1, 1), document_number="Số 0000/2027")
        for fee in procedure.fees or ()
    )
    assert dossier.reception is not None
    told = dossier.reception.fee
    for fees in (later, ()):
        fact = amendments.record_fee(
            dossier,
            replace(procedure, fees=fees),
            FeeSaid(paid=True, receipt="AA/01 0000001"),
            roles=officer.roles,
        )
        assert fact.body["amount_vnd"] == told.amount_vnd
        assert fact.body["state"] == FeeState.PAID


def test_c20_nothing_is_taken_off_a_tariff_that_is_gone(counter: Counter, officer: Officer) -> None:
    """An exemption of another tariff is refused and not left out in silence."""
    dossier = receive(counter, officer).dossier
    procedure = counter.drafting.procedure_of("MAU-KHDT-01")
    fee = next(iter(procedure.fees or ()))
    with pytest.raises(Refused, match="fee-exemption-unknown"):
        amendments.record_fee(
            dossier,
            replace(procedure, fees=()),
            FeeSaid(exemptions={fee.id: "mien"}),
            roles=officer.roles,
        )
