"""A catalogue as TOML text, the same text for the same catalogue whatever it was read from.

What `toml_text` writes, `read_procedures` reads back as the same procedures.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time

from data.domain.agencies import Agency
from data.domain.catalogue import Catalogue
from data.domain.deadlines import Limit, Unit
from data.domain.fees import Exemption, Fee, Tier
from data.domain.procedures import (
    Component,
    Form,
    Leg,
    Procedure,
    Process,
    ProcessStep,
    Publication,
    Stage,
)

Value = str | int | bool | date | time | Sequence["Value"] | Mapping[str, "Value"]
Table = Mapping[str, Value]

_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def tables_of(catalogue: Catalogue) -> Table:
    """The catalogue as the tables of its file: nothing in them that the file need not say."""
    return _table(
        kind="procedures",
        name=catalogue.edition.name,
        publication=_publication(catalogue.publication),
        procedure=[_procedure(procedure) for procedure in catalogue.procedures],
    )


def toml_text(catalogue: Catalogue) -> str:
    return "\n".join(_lines(tables_of(catalogue), ())).strip("\n") + "\n"


def _table(**values: Value | None) -> dict[str, Value]:
    """The values that say something: an absent one and the empty text stand for nothing."""
    return {key: value for key, value in values.items() if value is not None and value != ""}


def _some(items: Iterable[Value]) -> list[Value] | None:
    return list(items) or None


def _procedure(it: Procedure) -> Table:
    return _table(
        code=it.code,
        name=it.name,
        field=it.field,
        agency=it.agency.index,
        steps=_some(it.steps),
        manner=_some(it.manner),
        sets=it.sets,
        applicants=it.applicants,
        conditions=it.conditions,
        legal_grounds=_some(it.legal_grounds),
        result=it.result,
        officers=_some(it.officers),
        other=it.other,
        receivers=[receiver.value for receiver in it.receivers],
        authorisation_allowed=it.authorisation_allowed,
        post_filing=it.post_filing,
        post_return=it.post_return,
        online_level=it.online_level,
        consulted=_indexes(it.consulted),
        via_province=it.via_province,
        elsewhere=it.elsewhere,
        instant=it.instant or None,
        identity_required=it.identity_required or None,
        recovers=_some(it.recovers),
        verification=it.verification or None,
        abolished_on=it.abolished_on,
        successor=it.successor,
        verified=it.verified,
        sources=_some(it.sources),
        limit=_limit(it.limit),
        return_limit=_limit(it.return_limit),
        publication=_publication(it.publication),
        process=_process(it.process),
        form=None if it.forms is None else [_form(form) for form in it.forms],
        component=_some(_component(component) for component in it.components),
        fee=None if it.fees is None else [_fee(fee) for fee in it.fees],
        leg=_some(_leg(leg) for leg in it.legs),
        stage=_some(_stage(stage) for stage in it.stages),
    )


def _indexes(agencies: tuple[Agency, ...]) -> list[Value] | None:
    return _some(agency.index for agency in agencies)


def _limit(limit: Limit | None) -> Table | None:
    if limit is None:
        return None
    return _table(
        unit=limit.unit.value,
        amount=None if limit.unit is Unit.SAME_DAY else limit.amount,
        cut_off=limit.cut_off,
        citation=limit.citation,
    )


def _publication(publication: Publication | None) -> Table | None:
    if publication is None:
        return None
    return _table(
        number=publication.number,
        date=publication.day,
        effective_from=publication.effective_from,
        effective_to=publication.effective_to,
    )


def _process(process: Process | None) -> Table | None:
    if process is None:
        return None
    return _table(
        number=process.number,
        date=process.day,
        at_center=process.at_center or None,
        step=_some(_step(step) for step in process.steps),
    )


def _step(step: ProcessStep) -> Table:
    return _table(step=step.step.value, who=step.who, limit=_limit(step.limit))


def _form(form: Form) -> Table:
    return _table(id=form.id, name=form.name, source=form.source)


def _component(it: Component) -> Table:
    return _table(
        id=it.id,
        name=it.name,
        kinds=[kind.value for kind in it.kinds],
        count=it.count,
        required=it.required,
        condition=it.condition,
        form=it.form,
    )


def _fee(it: Fee) -> Table:
    return _table(
        id=it.id,
        name=it.name,
        kind=it.kind.value,
        amount_vnd=None if it.tiers else it.amount_vnd,
        unit=it.unit,
        due=it.due.value,
        refundable=it.refundable,
        document_number=it.document_number,
        document_date=it.document_day,
        effective_from=it.effective_from,
        effective_to=it.effective_to,
        tier=_some(_tier(tier) for tier in it.tiers),
        exemption=_some(_exemption(exemption) for exemption in it.exemptions),
    )


def _tier(tier: Tier) -> Table:
    return _table(upto=tier.upto, amount_vnd=tier.amount_vnd)


def _exemption(it: Exemption) -> Table:
    return _table(id=it.id, name=it.name, basis=it.basis, percent=it.percent)


def _leg(leg: Leg) -> Table:
    return _table(
        agency=leg.agency.index,
        content=leg.content,
        level=leg.level.value,
        limit=_limit(leg.limit),
    )


def _stage(stage: Stage) -> Table:
    return _table(name=stage.name, result=stage.result, limit=_limit(stage.limit))


def _lines(table: Table, path: tuple[str, ...]) -> Iterator[str]:
    """The plain values first: after the head of an inner table they would belong to that."""
    inner = {key: _inner(value) for key, value in table.items()}
    for key, value in table.items():
        if not inner[key]:
            yield f"{key} = {_text(value)}"
    for key, tables in inner.items():
        name = ".".join((*path, key))
        head = f"[{name}]" if isinstance(table[key], Mapping) else f"[[{name}]]"
        for one in tables:
            yield from ("", head, *_lines(one, (*path, key)))


def _inner(value: Value) -> list[Table]:
    """The tables that stand below `value`; none where it is a plain value."""
    if isinstance(value, Mapping):
        return [value]
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, Mapping)]


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + _ESCAPED.sub(_escape, value) + '"'
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    return str(value)


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"
