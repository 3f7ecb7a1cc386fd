"""The sixteen published contents of a procedure as lines to read or post (R25–R28).

Every content stands in the listing in the order of R26; what nobody published is said so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from data.domain.fees import Fee, FeeDue, fees_on
from data.domain.procedures import (
    Component,
    Content,
    Leg,
    Level,
    PaperKind,
    Procedure,
    Process,
    ProcessStep,
    Stage,
    Step,
)

NOT_PUBLISHED = "Chưa công bố"
UNKNOWN = "chưa kiểm chứng"

KIND_WORDS: Mapping[PaperKind, str] = {
    PaperKind.ORIGINAL: "bản chính",
    PaperKind.CERTIFIED: "bản chứng thực",
    PaperKind.COMPARED: "bản chụp đã đối chiếu",
    PaperKind.COPY: "bản chụp",
}
DUE_WORDS: Mapping[FeeDue, str] = {
    FeeDue.FILING: "khi nộp hồ sơ",
    FeeDue.RETURN: "khi nhận kết quả",
    FeeDue.TREASURY: "tại Kho bạc hoặc cơ quan thuế",
}
STEP_WORDS: Mapping[Step, str] = {
    Step.RECEIVE: "Tiếp nhận",
    Step.APPRAISE: "Thẩm định",
    Step.APPROVE: "Phê duyệt",
    Step.RETURN: "Trả kết quả",
}
LEVEL_WORDS: Mapping[Level, str] = {
    Level.SAME: "cùng cấp",
    Level.HIGHER: "cấp trên",
    Level.LOWER: "cấp dưới",
}


@dataclass(frozen=True, slots=True)
class Section:
    content: Content
    lines: tuple[str, ...]


def listing(procedure: Procedure, day: date) -> tuple[Section, ...]:
    """The sixteen contents, with the fees in force on `day`."""
    return tuple(_section(content, procedure, day) for content in Content)


def _section(content: Content, procedure: Procedure, day: date) -> Section:
    said = _fees(procedure, day) if content is Content.FEES else _SAID[content](procedure)
    return Section(content, tuple(line for line in said if line) or (NOT_PUBLISHED,))


def _steps(procedure: Procedure) -> Iterator[str]:
    yield from _numbered(procedure.steps)
    if procedure.process is not None:
        yield from _process(procedure.process)


def _process(process: Process) -> Iterator[str]:
    day = f" ngày {process.day:%d/%m/%Y}" if process.day else ""
    yield f"Quy trình nội bộ: Quyết định {process.number}{day}."
    if process.at_center:
        yield "Cả bốn bước thực hiện tại Trung tâm."
    yield from map(_process_step, process.steps)


def _process_step(step: ProcessStep) -> str:
    limit = f" ({step.limit.words})" if step.limit else ""
    return f"{STEP_WORDS[step.step]}: {step.who}{limit}"


def _components(procedure: Procedure) -> Iterator[str]:
    return _numbered(tuple(map(_component, procedure.components)))


def _component(component: Component) -> str:
    kinds = " hoặc ".join(KIND_WORDS[kind] for kind in component.kinds)
    when = f"; khi: {component.condition}" if component.condition else ""
    return f"{component.name} ({kinds}, {component.count:02} bản{when})"


def _limit(procedure: Procedure) -> Iterator[str]:
    if procedure.instant:
        yield "Trả kết quả ngay."
    yield f"{procedure.limit.words} ({procedure.limit.citation})"
    yield from map(_stage, procedure.stages)
    if procedure.return_limit is not None:
        back = procedure.return_limit
        yield f"Trả hồ sơ để bổ sung sau thẩm định: {back.words} ({back.citation})"


def _stage(stage: Stage) -> str:
    limit = stage.limit.words if stage.limit else UNKNOWN
    return f"{stage.name}: {limit}; kết quả: {stage.result}"


def _fees(procedure: Procedure, day: date) -> Iterator[str]:
    if procedure.fees == ():
        yield "Không thu phí, lệ phí"
    for fee in fees_on(procedure.fees, day):
        yield f"{fee.name}: {_amount(fee)}, nộp {DUE_WORDS[fee.due]} (văn bản: {_document(fee)})"
        for exemption in fee.exemptions:
            yield f"Giảm {exemption.percent}%: {exemption.name} (căn cứ: {exemption.basis})"


def _amount(fee: Fee) -> str:
    if not fee.tiers:
        return _money(fee.amount_vnd) + (f"/{fee.unit}" if fee.unit else "")
    return "; ".join(
        f"{'trên mức đó' if tier.upto is None else f'đến {tier.upto} {fee.unit}'}"
        f" {_money(tier.amount_vnd)}"
        for tier in fee.tiers
    )


def _document(fee: Fee) -> str:
    day = f" ngày {fee.document_day:%d/%m/%Y}" if fee.document_day else ""
    return f"{fee.document_number}{day}"


def _money(amount_vnd: int) -> str:
    return f"{amount_vnd:,} đ".replace(",", ".")


def _forms(procedure: Procedure) -> Iterator[str]:
    if procedure.forms == ():
        yield "Không có mẫu quy định"
    for form in procedure.forms or ():
        yield f"{form.name} ({form.source})"


def _result(procedure: Procedure) -> Iterator[str]:
    yield procedure.result
    if procedure.recovers:
        yield f"Thu lại khi trả kết quả: {', '.join(procedure.recovers)}"


def _agency(procedure: Procedure) -> Iterator[str]:
    yield procedure.agency.name
    if procedure.elsewhere:
        yield f"Không tiếp nhận tại Trung tâm; nơi tiếp nhận: {procedure.elsewhere}"
    if procedure.via_province:
        yield "Kết quả do Ủy ban nhân dân tỉnh quyết định"
    for agency in procedure.consulted:
        yield f"Lấy ý kiến: {agency.name}"
    yield from map(_leg, procedure.legs)


def _leg(leg: Leg) -> str:
    limit = leg.limit.words if leg.limit else f"thời hạn {UNKNOWN}"
    return f"Liên thông {LEVEL_WORDS[leg.level]}: {leg.agency.name} – {leg.content} ({limit})"


def _other(procedure: Procedure) -> Iterator[str]:
    yield from procedure.other.splitlines()
    if not procedure.authorisation_allowed:
        yield "Không ủy quyền cho người khác làm thủ tục."
    if procedure.identity_required:
        yield "Phải có số giấy tờ tùy thân của người yêu cầu."
    if procedure.verification:
        yield "Có thẩm tra, xác minh thực tế."
    if procedure.online_level is not None:
        yield f"Dịch vụ công trực tuyến mức độ {procedure.online_level}."


def _numbered(lines: tuple[str, ...]) -> Iterator[str]:
    return (f"{number}. {line}" for number, line in enumerate(lines, start=1))


_SAID: Mapping[Content, Callable[[Procedure], Iterator[str]]] = {
    Content.NAME: lambda it: iter((it.name, f"Mã thủ tục: {it.code}" if it.name else "")),
    Content.STEPS: _steps,
    Content.MANNER: lambda it: iter(it.manner),
    Content.COMPONENTS: _components,
    Content.SETS: lambda it: iter((f"{it.sets:02} bộ" if it.sets else "",)),
    Content.LIMIT: _limit,
    Content.APPLICANTS: lambda it: iter(it.applicants.splitlines()),
    Content.FORMS: _forms,
    Content.CONDITIONS: lambda it: iter(it.conditions.splitlines()),
    Content.LEGAL_GROUNDS: lambda it: iter(it.legal_grounds),
    Content.RESULT: _result,
    Content.FIELD: lambda it: iter((it.field,)),
    Content.AGENCY: _agency,
    Content.OFFICERS: lambda it: iter(it.officers),
    Content.OTHER: _other,
}
