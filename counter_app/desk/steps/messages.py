"""What the portal sends to a citizen, put together from the facts of the entry (R73, R74, R106).

Messages speak Vietnamese, whatever the screen. Each says what was decided, why, and everything
that is to be done, once and in full; what was queued is kept and never put together again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from counter_app.desk.on_paper.paper_words import FEE_STATE, GROUND, demand_on_paper
from data.domain.center import Center
from data.domain.clock import local
from data.domain.contacting import Purpose
from data.domain.correcting import last_step
from data.domain.dossier import Dossier
from data.domain.lifecycle import Action
from data.domain.online import Directed, portal_number
from data.domain.received import Fee, FeeState

PORTAL: Final = "Cổng dịch vụ công"
PRACTICE: Final = "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ"
SAMPLE_DATA: Final = "DỮ LIỆU MẪU"
"""What papers bear across their head, a message bears in its first line (C16)."""

Lines = Iterator[str]


@dataclass(frozen=True, slots=True)
class Notice:
    """A message without its address; `title` is the subject of an e-mail."""

    purpose: Purpose
    title: str
    text: str


def notice_of(dossier: Dossier, center: Center) -> Notice | None:
    """About the last step of a dossier; None for a step of which no citizen is told here."""
    step = last_step(dossier)
    told = _TOLD.get(step.action) if step else None
    if told is None or dossier.matter is None:
        return None
    lines = [
        *_marks(dossier, center),
        _opening(dossier, center, told.verdict),
        *told.lines(dossier),
    ]
    return Notice(
        purpose=told.purpose,
        title=f"Hồ sơ trực tuyến {portal_number(dossier)}: {told.verdict}",
        text="\n".join([*lines, *_closing(center)]),
    )


def _marks(dossier: Dossier, center: Center) -> Lines:
    if center.practice:
        yield PRACTICE
    if dossier.matter and not dossier.matter.verified:
        yield SAMPLE_DATA


def _opening(dossier: Dossier, center: Center, verdict: str) -> str:
    assert dossier.matter is not None
    number, procedure = portal_number(dossier), dossier.matter.procedure
    return f"{center.head.name} thông báo: hồ sơ trực tuyến số {number}, «{procedure}», {verdict}."


def _closing(center: Center) -> Lines:
    if center.head.hotline:
        yield f"Tổng đài: {center.head.hotline}"
    if center.head.website:
        yield f"Trang tin: {center.head.website}"


# --- what was decided ---------------------------------------------------------------------------


def _received(dossier: Dossier) -> Lines:
    reception = dossier.taken_in()
    appointment, returning = reception.appointment, reception.returning
    due = local(appointment.at)
    yield f"Mã hồ sơ: {reception.code}"
    yield f"Hẹn trả kết quả: {due:%H giờ %M, ngày %d/%m/%Y} ({appointment.limit})"
    yield f"Nơi nhận kết quả: {returning.place}"
    if returning.address:
        yield f"Địa chỉ nhận qua bưu chính: {returning.address}"
    yield from _fee(reception.fee)


def _fee(fee: Fee) -> Lines:
    """Of a fee that nobody published no message says that there is none."""
    if fee.amount_vnd:
        amount = f"{fee.amount_vnd:,} đ".replace(",", ".")
        yield f"Phí, lệ phí: {amount} ({FEE_STATE[fee.state]})"
    elif fee.state is FeeState.NONE:
        yield "Phí, lệ phí: không thu"


def _answered(dossier: Dossier) -> Lines:
    reception = dossier.taken_in()
    yield f"Mã hồ sơ: {reception.code}"
    yield f"Nơi nhận kết quả: {reception.returning.place}"
    yield from _fee(reception.fee)


def _supplement(dossier: Dossier) -> Lines:
    """Everything that form 02 asks for, with nothing left to be asked later (R70, R73)."""
    request = dossier.supplements[-1]
    yield f"Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ số: {request.number}"
    if request.reason:
        yield f"Lý do: {request.reason}"
    yield "Đề nghị bổ sung, hoàn thiện đầy đủ các nội dung sau:"
    for number, demand in enumerate(request.demands, start=1):
        paper = demand_on_paper(demand)
        ground = f"căn cứ: {paper.citation}" if paper.citation else ""
        rest = "; ".join(filter(None, (paper.demand, paper.note, ground)))
        yield f"{number}. {paper.component}: {rest}"
    yield (
        f"Nộp lại trên {PORTAL} và ghi số phiếu {request.number}, "
        "hoặc mang giấy tờ và số phiếu này đến Trung tâm."
    )


def _refused(dossier: Dossier) -> Lines:
    refusal = dossier.refusal
    assert refusal is not None
    yield f"Phiếu từ chối tiếp nhận giải quyết hồ sơ số: {refusal.number}"
    yield f"Lý do: {GROUND[refusal.ground]}. {refusal.reason}"
    yield f"Căn cứ: {refusal.legal_basis}"


def _directed(dossier: Dossier) -> Lines:
    last = dossier.last(Directed)
    assert last is not None
    said = last.what
    yield f"Lý do: {said.reason}"
    yield f"Cơ quan có thẩm quyền: {said.agency}"
    if said.address:
        yield f"Địa chỉ: {said.address}"
    yield f"Hướng dẫn: {said.guidance}"


@dataclass(frozen=True, slots=True)
class _Told:
    purpose: Purpose
    verdict: str
    lines: Callable[[Dossier], Lines]


_TOLD: Final[Mapping[Action, _Told]] = {
    Action.RECEIVE: _Told(Purpose.RECEIVED, "đã được tiếp nhận", _received),
    Action.ANSWER_AT_ONCE: _Told(Purpose.RESULT_READY, "đã có kết quả", _answered),
    Action.REQUEST_SUPPLEMENT: _Told(
        Purpose.SUPPLEMENT, "chưa đầy đủ, đề nghị bổ sung", _supplement
    ),
    Action.REFUSE: _Told(Purpose.REFUSED, "không được tiếp nhận giải quyết", _refused),
    Action.DIRECT_ELSEWHERE: _Told(
        Purpose.DIRECTED, "không thuộc thẩm quyền giải quyết của nơi nhận", _directed
    ),
}
"""The decisions of R72, R73 and R75 that a citizen who is not at the desk learns by message."""
