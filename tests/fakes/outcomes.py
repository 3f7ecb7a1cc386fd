"""A dossier in each state that a desk can leave it in, made by the desk itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.draft import (
    AuthorizationForm,
    DemandForm,
    Draft,
    FeeForm,
    LateForm,
    PersonForm,
    RefusalForm,
    WayForm,
)
from data.domain.center import Officer
from data.domain.lifecycle import State
from data.domain.people import PartyKind
from data.domain.procedures import PaperKind
from data.domain.received import Channel, Condition, Counts
from data.domain.refusal import Ground
from data.domain.supplement import Defect
from tests.fakes.desk import PIN, RECEIVER, filled_draft, receive

INSTANT = "MAU-CT-02"
"""A practice procedure whose result is given at once."""
ITEM = "RA123456785VN"
BLANK = "261120-0450"

Make = Callable[[Counter, Officer], str]
"""Makes a dossier and gives its id."""


def officer_of(counter: Counter, number: str = RECEIVER) -> Officer:
    return counter.sign_in.sign_in(number, PIN)


def asked_draft(counter: Counter, officer: Officer, name: str = "Phạm Thị Thử Nghiệm") -> Draft:
    """A draft that lacks a signature, a compared copy, and something outside the list."""
    draft = filled_draft(counter, officer, name=name)
    second, third = (item.id for item in draft.components[1:3])
    demands = (
        DemandForm(second, defect=Defect.INCOMPLETE, note="thiếu chữ ký trang cuối"),
        DemandForm(third, defect=Defect.WRONG_KIND, kind=PaperKind.COMPARED),
        DemandForm(name="Văn bản đồng ý", citation="khoản 2 Điều 10 Luật Ví Dụ"),
    )
    return replace(draft, demands=demands, demand_reason="Hồ sơ chưa đủ theo công bố")


def supplement(counter: Counter, officer: Officer) -> str:
    return counter.turning_away.request_supplement(
        officer, asked_draft(counter, officer)
    ).dossier.id


def refused(counter: Counter, officer: Officer) -> str:
    draft = filled_draft(counter, officer, name="Hồ Văn Không Thật")
    said = RefusalForm(Ground.NOT_ELIGIBLE, "Ngành nghề bị cấm.", "Điều 6 Luật Ví Dụ")
    return counter.turning_away.refuse(officer, draft, said).dossier.id


def posted(counter: Counter, officer: Officer) -> str:
    draft = filled_draft(counter, officer, name="Đỗ Thị Bưu Điện")
    draft = replace(draft, way=WayForm(channel=Channel.POST, post_item=ITEM))
    counter.drafting.save(officer, draft)
    return counter.post.filing.take(officer, draft).id


def answered(counter: Counter, officer: Officer) -> str:
    draft = counter.drafting.begin(officer, INSTANT)
    for component in draft.components:
        draft = draft.with_component(counter.drafting.counted(draft, component))
    draft = replace(draft, applicant=PersonForm(name="Công ty Khuyến Mại Thử"))
    return counter.intake.answer_at_once(officer, draft).dossier.id


def cancelled(counter: Counter, officer: Officer) -> str:
    dossier = received(counter, officer)
    counter.amending.cancel(officer, dossier, reason="chọn nhầm thủ tục", slip=None)
    return dossier


def received(counter: Counter, officer: Officer) -> str:
    return receive(counter, officer).dossier.id


def authorised(counter: Counter, officer: Officer) -> str:
    """An organisation by its letter, with a torn paper, a fee paid and a postal wish."""
    draft = filled_draft(counter, officer, name="Công ty TNHH Không Có Thật")
    firm = replace(draft.applicant, kind=PartyKind.ORGANISATION, tax_code="0100109106", identity="")
    torn = replace(
        draft.components[1],
        counts=Counts(originals=1),
        condition=Condition.TORN,
        remark="rách góc trang 3",
        kept=1,
    )
    draft = replace(
        draft.with_component(torn),
        applicant=replace(firm, representative="Lê Thị Mẫu"),
        submitter=PersonForm(name="Nguyễn Văn Thử", identity="049000000123"),
        authorization=AuthorizationForm(paper="số 12/GUQ", expires="31/12/2026"),
        fee=FeeForm(paid=True, receipt="AA/01 0000001"),
        way=WayForm(return_by_post=True, post_address="12 đường Ví Dụ, xã Không Có Thật"),
    )
    return counter.intake.issue(officer, draft).dossier.id


def entered_late(counter: Counter, officer: Officer) -> str:
    draft = filled_draft(counter, officer, name="Trần Văn Nhập Bù")
    late = LateForm(blank=BLANK, received_at="8:30 20/11/2026", reason="mất điện")
    return counter.intake.issue(officer, replace(draft, late=late)).dossier.id


IN_STATE: Mapping[State, Make] = {
    State.RECEIVED: received,
    State.SUPPLEMENT: supplement,
    State.REFUSED: refused,
    State.POSTED: posted,
    State.ANSWERED: answered,
    State.CANCELLED: cancelled,
}
