"""Reads one procedure of a catalogue.

A procedure that lacks contents of R26 is read and noted; one whose facts contradict each other is
not read.
"""

from collections.abc import Iterator

from data.catalogue.fees import ID_LIMIT, PARTS_LIMIT, check_ids, fees_of, period_of
from data.catalogue.limits import limit_of, optional_limit
from data.catalogue.table import Table
from data.domain.agencies import INDEX_LIMIT, Agency, AgencyKind, AgencyRegister
from data.domain.deadlines import Limit
from data.domain.procedures import (
    Component,
    Content,
    Form,
    Leg,
    Level,
    PaperKind,
    Procedure,
    Process,
    ProcessStep,
    Publication,
    Receiver,
    Stage,
    Step,
    missing_contents,
)
from data.domain.text import NAME_LIMIT

CODE_LIMIT = 40
PROCEDURE_NAME_LIMIT = 500
ITEM_LIMIT = 1_000
"""Characters of one step, one legal ground or one manner of submission."""
SETS_LIMIT = 20
COUNT_LIMIT = 50
"""Papers of one component."""
ONLINE_LEVELS = (1, 4)
STAGES_AT_LEAST = 2

_REQUIRED_CONTENTS = {
    "name": Content.NAME,
    "sets": Content.SETS,
    "limit": Content.LIMIT,
    "field": Content.FIELD,
    "agency": Content.AGENCY,
}
"""Contents of R26 without which a procedure is not read."""


def procedure_of(table: Table, agencies: AgencyRegister) -> Procedure:
    forms = _forms(table)
    procedure = Procedure(
        code=table.line("code", limit=CODE_LIMIT),
        name=table.line("name", limit=PROCEDURE_NAME_LIMIT),
        steps=table.optional_lines("steps", limit=ITEM_LIMIT),
        manner=table.optional_lines("manner", limit=ITEM_LIMIT),
        components=_components(table, forms),
        sets=table.whole("sets", 1, SETS_LIMIT),
        limit=limit_of(table.table("limit")),
        applicants=table.optional_note("applicants"),
        fees=fees_of(table),
        forms=forms,
        conditions=table.optional_note("conditions"),
        legal_grounds=table.optional_lines("legal_grounds", limit=ITEM_LIMIT),
        result=table.optional_note("result"),
        field=table.line("field", limit=NAME_LIMIT),
        agency=_agency(table, agencies),
        officers=table.optional_lines("officers", limit=NAME_LIMIT),
        other=table.optional_note("other"),
        publication=publication_of(table),
        abolished_on=table.optional_day("abolished_on"),
        successor=table.optional_line("successor", limit=CODE_LIMIT),
        receivers=table.choices("receivers", Receiver),
        authorisation_allowed=table.flag("authorisation_allowed"),
        post_filing=table.flag("post_filing"),
        post_return=table.flag("post_return"),
        online_level=table.optional_whole("online_level", *ONLINE_LEVELS),
        consulted=_consulted(table, agencies),
        via_province=table.flag("via_province"),
        return_limit=optional_limit(table, "return_limit"),
        elsewhere=table.optional_line("elsewhere"),
        verified=table.flag("verified"),
        sources=table.optional_lines("sources"),
        legs=_legs(table, agencies),
        process=_process(table),
        stages=_stages(table),
        instant=table.optional_flag("instant") or False,
        identity_required=table.optional_flag("identity_required") or False,
        recovers=table.optional_lines("recovers"),
        verification=table.optional_flag("verification") or False,
    )
    _check(table, procedure, agencies)
    return procedure


def publication_of(table: Table) -> Publication | None:
    inner = table.optional_table("publication")
    if inner is None:
        return None
    first, last = period_of(inner)
    return Publication(
        number=inner.line("number", limit=NAME_LIMIT),
        day=inner.optional_day("date"),
        effective_from=first,
        effective_to=last,
    )


def _check(table: Table, procedure: Procedure, agencies: AgencyRegister) -> None:
    if table.sound:
        for key, sentence in _contradictions(procedure, agencies):
            table.fault(key, sentence)
        if not procedure.verified:
            table.note("verified", f"Thủ tục «{procedure.code}» chưa kiểm chứng.")
    for content in _missing(table, procedure):
        table.note("code", f"Thủ tục «{procedure.code}» thiếu nội dung: {content}.")


def _missing(table: Table, procedure: Procedure) -> list[Content]:
    """The contents of R26 of which the file says nothing, in the order of R26."""
    unsaid = {content for key, content in _REQUIRED_CONTENTS.items() if not table.has(key)}
    missing = unsaid | set(missing_contents(procedure)) - set(_REQUIRED_CONTENTS.values())
    return [content for content in Content if content in missing]


def _contradictions(procedure: Procedure, agencies: AgencyRegister) -> Iterator[tuple[str, str]]:
    if procedure.verified and not procedure.sources:
        yield "verified", "Thủ tục đã kiểm chứng phải ghi nguồn của thông tin."
    if procedure.successor == procedure.code:
        yield "successor", "Thủ tục không thể tự thay thế mình."
    if procedure.via_province and not _has_province_office(agencies):
        yield "via_province", "Danh sách cơ quan chưa có Văn phòng UBND tỉnh."
    if procedure.stages and procedure.stages[0].limit != procedure.limit:
        yield "stage", "Thời hạn của giai đoạn đầu phải là thời hạn của thủ tục."
    if any(_longer(leg.limit, procedure.limit) for leg in procedure.legs):
        yield "leg", "Một cơ quan liên thông có thời hạn dài hơn thời hạn của thủ tục."
    steps = procedure.process.steps if procedure.process else ()
    if any(_longer(step.limit, procedure.limit) for step in steps):
        yield "process", "Một bước của quy trình có thời hạn dài hơn thời hạn của thủ tục."


def _longer(part: Limit | None, whole: Limit) -> bool:
    """Only limits of one unit can be compared without a calendar."""
    return part is not None and part.unit is whole.unit and part.amount > whole.amount


def _has_province_office(agencies: AgencyRegister) -> bool:
    return any(agency.kind is AgencyKind.PROVINCE_OFFICE for agency in agencies.agencies)


def _agency(table: Table, agencies: AgencyRegister) -> Agency:
    index = table.index("agency", INDEX_LIMIT)
    return _known(table, "agency", index, agencies)


def _known(table: Table, key: str, index: int | None, agencies: AgencyRegister) -> Agency:
    agency = None if index is None else agencies.by_index(index)
    if agency is not None:
        return agency
    if index is not None:
        table.fault(key, f"Không có cơ quan số {index} trong danh sách cơ quan.")
    return agencies.agencies[0]


def _consulted(table: Table, agencies: AgencyRegister) -> tuple[Agency, ...]:
    indexes = table.optional_wholes("consulted", 0, INDEX_LIMIT)
    return tuple(_known(table, "consulted", index, agencies) for index in indexes)


def _legs(table: Table, agencies: AgencyRegister) -> tuple[Leg, ...]:
    return tuple(_leg(inner, agencies) for inner in table.tables("leg", at_most=PARTS_LIMIT))


def _leg(table: Table, agencies: AgencyRegister) -> Leg:
    return Leg(
        agency=_agency(table, agencies),
        content=table.line("content", limit=ITEM_LIMIT),
        limit=optional_limit(table, "limit"),
        level=table.choice("level", Level),
    )


def _process(table: Table) -> Process | None:
    inner = table.optional_table("process")
    if inner is None:
        return None
    return Process(
        number=inner.line("number", limit=NAME_LIMIT),
        day=inner.optional_day("date"),
        steps=tuple(_step(step) for step in inner.tables("step", at_most=PARTS_LIMIT)),
        at_center=inner.optional_flag("at_center") or False,
    )


def _step(table: Table) -> ProcessStep:
    return ProcessStep(
        step=table.choice("step", Step),
        who=table.line("who"),
        limit=optional_limit(table, "limit"),
    )


def _stages(table: Table) -> tuple[Stage, ...]:
    stages = tuple(_stage(inner) for inner in table.tables("stage", at_most=PARTS_LIMIT))
    if table.has("stage") and len(stages) < STAGES_AT_LEAST:
        table.fault("stage", "Thủ tục chia giai đoạn phải có ít nhất hai giai đoạn.")
    return stages


def _stage(table: Table) -> Stage:
    return Stage(
        name=table.line("name"),
        limit=optional_limit(table, "limit"),
        result=table.line("result", limit=ITEM_LIMIT),
    )


def _forms(table: Table) -> tuple[Form, ...] | None:
    """`form = []` says that there is none; without the key nothing is published of forms."""
    tables = table.tables("form", at_most=PARTS_LIMIT)
    forms = tuple(_form(inner) for inner in tables)
    check_ids(tables, [form.id for form in forms])
    return forms if table.has("form") else None


def _form(table: Table) -> Form:
    return Form(
        id=table.line("id", limit=ID_LIMIT), name=table.line("name"), source=table.line("source")
    )


def _components(table: Table, forms: tuple[Form, ...] | None) -> tuple[Component, ...]:
    tables = table.tables("component", at_most=PARTS_LIMIT)
    components = tuple(_component(inner) for inner in tables)
    check_ids(tables, [component.id for component in components])
    known = {form.id for form in forms or ()} | {""}
    for inner, component in zip(tables, components, strict=True):
        if component.form not in known:
            inner.fault("form", f"Thủ tục không có mẫu «{component.form}».")
    return components


def _component(table: Table) -> Component:
    component = Component(
        id=table.line("id", limit=ID_LIMIT),
        name=table.line("name"),
        kinds=table.choices("kinds", PaperKind),
        count=table.whole("count", 1, COUNT_LIMIT),
        required=table.flag("required"),
        condition=table.optional_line("condition"),
        form=table.optional_line("form", limit=ID_LIMIT),
    )
    if table.sound and component.required == bool(component.condition):
        # R18: a paper is asked of everyone, or in a case that is published.
        condition = table.word("condition")
        table.fault(
            "required", f"Giấy tờ không bắt buộc, và chỉ giấy tờ đó, phải có «{condition}»."
        )
    return component
