"""Words that papers use for values of the domain. Papers speak Vietnamese, whatever the screen."""

from collections.abc import Mapping
from typing import Final

from data.domain.agencies import AgencyKind
from data.domain.concluding import ResultKind
from data.domain.control_sheet import Occasion, Outcome
from data.domain.fees import Charge
from data.domain.lifecycle import State
from data.domain.listing import KIND_WORDS
from data.domain.money import ReversalSort
from data.domain.papers import PaperCharge, PaperDemand, PaperPerson
from data.domain.paying import Method
from data.domain.people import Authorization, Capacity, Person
from data.domain.received import Component as HandedIn
from data.domain.received import Condition, FeeState
from data.domain.refusal import Ground
from data.domain.releasing import Collector, Release, Slip
from data.domain.supplement import Defect, Demand

ERASED: Final = "(đã xóa theo quy định)"
"""Stands for a person whose data was erased."""

FEE_STATE: Final[Mapping[FeeState, str]] = {
    FeeState.NONE: "",
    FeeState.UNPUBLISHED: "",
    FeeState.UNPAID: "chưa nộp",
    FeeState.PAID: "đã nộp",
    FeeState.EXEMPT: "được miễn",
    FeeState.RETURNED: "đã hoàn trả",
}
METHOD: Final[Mapping[Method, str]] = {
    Method.CASH: "Tiền mặt",
    Method.TRANSFER: "Chuyển khoản",
    Method.VIETQR: "VietQR",
    Method.ON_DELIVERY: "Thu khi phát",
    Method.EARLIER: "Đã thu trước",
    Method.UNRECORDED: "Không ghi",
}
REVERSAL: Final[Mapping[ReversalSort, str]] = {
    ReversalSort.VOID: "Hủy biên lai",
    ReversalSort.REFUND: "Hoàn trả",
}
BY_POST_HAND: Final = "bưu điện thu"
DEFECT: Final[Mapping[Defect, str]] = {
    Defect.MISSING: "thiếu",
    Defect.WRONG_FORM: "sai mẫu",
    Defect.INCOMPLETE: "thiếu thông tin, chữ ký hoặc dấu",
    Defect.EXPIRED: "hết hiệu lực",
    Defect.MISMATCH: "không khớp với giấy tờ khác",
    Defect.WRONG_KIND: "chưa đúng kiểu bản",
}
CONDITION: Final[Mapping[Condition, str]] = {
    Condition.GOOD: "",
    Condition.WORN: "cũ, mờ",
    Condition.TORN: "rách",
    Condition.ALTERED: "có tẩy xóa, sửa chữa",
}
GROUND: Final[Mapping[Ground, str]] = {
    Ground.NOT_ELIGIBLE: "Không đủ điều kiện",
    Ground.NOT_COMPETENT: "Không thuộc thẩm quyền",
    Ground.FALSE_PAPERS: "Giấy tờ không trung thực",
    Ground.OTHER: "Lý do khác",
}
OUTCOME: Final[Mapping[Outcome, str]] = {
    Outcome.EARLY: "Trước hạn",
    Outcome.ON_TIME: "Đúng hạn",
    Outcome.LATE: "Quá hạn",
}
OCCASION: Final[Mapping[Occasion, str]] = {
    Occasion.FORWARD: "",
    Occasion.OPINION: "Trả lời ý kiến",
    Occasion.RETURNED: "Trả lại để bổ sung",
    Occasion.SUPPLEMENTED: "Nộp bổ sung",
    Occasion.PROVINCE: "Chuyển kết quả",
    Occasion.RESULT: "Giao kết quả",
    Occasion.REJECTED: "Trả lại kết quả sai, mất",
}
RESULT: Final[Mapping[ResultKind, str]] = {
    ResultKind.GRANTED: "đã giải quyết",
    ResultKind.REFUSED: "không đủ điều kiện giải quyết",
}
SLIP: Final[Mapping[Slip, str]] = {
    Slip.TAKEN: "",
    Slip.SUPERSEDED: "là giấy đã được thay thế",
    Slip.LOST: "đã mất",
}
ENDED: Final[Mapping[State, str]] = {
    State.CANCELLED: "đã hủy",
    State.WITHDRAWN: "người nộp rút hồ sơ",
    State.CLOSED: "không bổ sung, đã kết thúc",
    State.RETURNED: "chờ bổ sung",
}
"""What a line of the register says of a dossier without a result."""
BY_POST: Final = "Bưu chính công ích"
IN_PERSON: Final = "Trực tiếp"
_RIGHT: Final[Mapping[Collector, str]] = {
    Collector.APPLICANT: "",
    Collector.SUBMITTER: "người nộp hồ sơ",
    Collector.REPRESENTATIVE: "người đại diện theo pháp luật hoặc người giám hộ",
    Collector.OTHER: "trường hợp khác, lãnh đạo đã xác nhận",
}
_POLICE_MINISTRY: Final = "BỘ CÔNG AN"
_BY: Final[Mapping[Capacity, str]] = {
    Capacity.AUTHORISED: "theo giấy ủy quyền",
    Capacity.INTRODUCED: "theo giấy giới thiệu",
    Capacity.REPRESENTATIVE: "là người đại diện theo pháp luật",
    Capacity.GUARDIAN: "là người giám hộ",
    Capacity.HIRED: "dịch vụ được thuê",
}


def demand_on_paper(demand: Demand) -> PaperDemand:
    wanted = f": {KIND_WORDS[demand.kind]}" if demand.kind else ""
    return PaperDemand(demand.name, DEFECT[demand.defect] + wanted, demand.note, demand.citation)


def authorised_by(authorization: Authorization | None) -> str:
    if authorization is None:
        return ""
    until = f", đến {authorization.expires:%d/%m/%Y}" if authorization.expires else ""
    by = _BY[authorization.capacity]
    return " ".join(filter(None, (by, _numbered(authorization.paper, by)))) + until


def collected_by(release: Release) -> str:
    """In what right somebody other than the applicant took a result (R124)."""
    if release.capacity is not Collector.AUTHORISED:
        return _RIGHT[release.capacity]
    paper = release.authorization
    return authorised_by(Authorization(Capacity.AUTHORISED, paper, expires=release.expires))


def superior_of(kind: AgencyKind | None, province: str) -> str:
    """Whose name stands above the agency's own on its papers; empty where nobody knows."""
    if kind is AgencyKind.POLICE:
        return _POLICE_MINISTRY
    return province if kind in _OF_THE_PROVINCE else ""


_OF_THE_PROVINCE: Final = frozenset(
    {AgencyKind.DEPARTMENT, AgencyKind.ICT, AgencyKind.CENTER, AgencyKind.PROVINCE_OFFICE}
)


def charge_on_paper(charge: Charge) -> PaperCharge:
    many = f"{charge.quantity} đơn vị" if charge.quantity > 1 else ""
    cut = " – ".join(filter(None, (charge.exemption, charge.basis)))
    return PaperCharge(charge.name, charge.amount_vnd, "; ".join(filter(None, (many, cut))))


def _numbered(paper: str, by: str) -> str:
    """The paper without the name of its kind, where it was typed in full: `by` says it already."""
    kind = by.removeprefix("theo ")
    return paper[len(kind) :].lstrip() if paper.casefold().startswith(kind) else paper


def remark_of(component: HandedIn) -> str:
    """Condition and remark in one line; who compared copies with their originals (C8)."""
    compared = f"đối chiếu: cán bộ {component.compared_by}" if component.compared_by else ""
    return "; ".join(filter(None, (CONDITION[component.condition], component.remark, compared)))


def on_paper(person: Person | None, missing: str = ERASED) -> PaperPerson:
    return person.on_paper() if person else PaperPerson(missing)
