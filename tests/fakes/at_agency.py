"""Dossiers that are at their agency, made by a real desk: what an officer follows (R66)."""

from dataclasses import replace

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.draft import DemandForm
from counter_app.desk.steps.agency_forms import PaperForm, RequestForm, ReturnForm
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.handing_over import hand_over
from data.domain.hands import Hands
from data.domain.supplement import Defect

USUAL = "MAU-KHDT-01"
CONSULTING = "MAU-KHDT-02"
LINKED = "MAU-KHDT-03"
"""Two agencies of the same level (R90)."""
PROVINCIAL = "MAU-NV-01"
"""UBND tỉnh decides (R99)."""
VERIFIED = "MAU-YT-03"
"""Wants a verification made into a record (R83)."""
SIGNED = PaperForm("12/TB-SMAU", "23/11/2026", "Đỗ Văn Ký")
"""A paper of the agency that was signed on the day of the still clock."""


def received(counter: Counter, officer: Officer, procedure: str = USUAL) -> str:
    """A scanned dossier with everything that its procedure asks for, and one original kept."""
    drafting = counter.drafting
    draft = drafting.begin(officer, procedure)
    for component in draft.components:
        draft = draft.with_component(drafting.counted(draft, component))
    first = replace(draft.components[0], kept=min(1, draft.components[0].counts.originals))
    person = replace(draft.applicant, name="Nguyễn Văn Thử", identity="049000000123")
    draft = replace(draft.with_component(first), applicant=person)
    issued = counter.intake.issue(officer, draft).dossier
    assert issued.reception is not None
    for taken in issued.reception.components:
        counter.amending.add_page(officer, issued.id, taken.id, b"a page")
    return issued.id


def handed_over(counter: Counter, officer: Officer, procedure: str = USUAL) -> str:
    """The folder is at the agency."""
    dossier = received(counter, officer, procedure)
    hand(counter, officer, dossier)
    return dossier


def hand(counter: Counter, officer: Officer, dossier: str) -> Dossier:
    return counter.following.acting.does(
        officer,
        dossier,
        lambda case: hand_over(
            case.dossier,
            Hands("Phạm Thị Giao", "Hoàng Văn Nhận"),
            procedure=case.procedure,
            now=case.now,
            rules=case.rules,
            roles=case.roles,
        ),
    )


def request(counter: Counter, procedure: str = USUAL) -> RequestForm:
    """Form 02 of the agency: the second paper unsigned, the third one missing."""
    second, third = (it.id for it in counter.drafting.procedure_of(procedure).components[1:3])
    demands = (
        DemandForm(second, defect=Defect.INCOMPLETE, note="thiếu chữ ký"),
        DemandForm(third),
    )
    return RequestForm(demands, "Hồ sơ chưa đủ cơ sở giải quyết")


def returned(counter: Counter, officer: Officer) -> str:
    """Returned for two papers; the clock stands."""
    dossier = handed_over(counter, officer)
    form = ReturnForm(request(counter), SIGNED)
    counter.following.supplements.return_for_supplement(officer, dossier, form)
    return dossier


def now(counter: Counter, dossier: str) -> Dossier:
    return counter.search.open_id(dossier).dossier
