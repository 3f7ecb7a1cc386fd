"""Words that papers use for values of the domain. Papers speak Vietnamese, whatever the screen."""

from collections.abc import Mapping
from typing import Final

from data.domain.listing import KIND_WORDS
from data.domain.papers import PaperDemand, PaperPerson
from data.domain.people import Authorization, Capacity, Person
from data.domain.received import Component as HandedIn
from data.domain.received import Condition, FeeState
from data.domain.refusal import Ground
from data.domain.supplement import Defect, Demand

ERASED: Final = "(đã xóa theo quy định)"
"""Stands for a person whose data was erased."""

FEE_STATE: Final[Mapping[FeeState, str]] = {
    FeeState.NONE: "",
    FeeState.UNPUBLISHED: "",
    FeeState.UNPAID: "chưa nộp",
    FeeState.PAID: "đã nộp",
    FeeState.EXEMPT: "được miễn",
}
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
