"""Reads a catalogue of procedures: one file, or a folder whose files bear one catalogue name.

A procedure that lacks contents of R26 is read and noted; one whose facts contradict each other is
not read.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from data.catalogue.document import Document
from data.catalogue.errors import CatalogueError, Finding, Severity
from data.catalogue.limits import limit_of
from data.catalogue.table import Table
from data.domain.agencies import INDEX_LIMIT, Agency, AgencyKind, AgencyRegister
from data.domain.deadlines import Limit
from data.domain.editions import Edition
from data.domain.procedures import (
    Catalogue,
    Component,
    Fee,
    FeeDue,
    FeeKind,
    Form,
    PaperKind,
    Procedure,
    Publication,
    Receiver,
    missing_contents,
)
from data.domain.text import NAME_LIMIT

KIND = "procedures"

CODE_LIMIT = 40
PROCEDURE_NAME_LIMIT = 500
ITEM_LIMIT = 1_000
"""Characters of one step, one legal ground or one manner of submission."""
SETS_LIMIT = 20
COUNT_LIMIT = 50
"""Papers of one component."""
FEE_LIMIT_VND = 1_000_000_000
ONLINE_LEVELS = (1, 4)


def read_procedures(path: Path, agencies: AgencyRegister) -> Catalogue:
    """CatalogueError where anything in any of the files is wrong."""
    catalogue, findings = parse_procedures(catalogue_documents(path), agencies)
    if catalogue is None:
        raise CatalogueError(findings)
    return catalogue


def catalogue_documents(path: Path) -> tuple[Document, ...]:
    """The file, or every `.toml` file of the folder in the order of their names."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return tuple(Document(file) for file in files or [path])


def parse_procedures(
    documents: Sequence[Document], agencies: AgencyRegister
) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """The catalogue, or None where a finding is an error; and all findings."""
    readings = [_Reading(document, agencies) for document in documents]
    _check_across(readings)
    findings = tuple(sorted(found for one in readings for found in one.finish()))
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    edition = Edition(readings[0].name, _digest(documents))
    procedures = tuple(procedure for one in readings for procedure in one.procedures)
    return Catalogue(edition, procedures), findings


class _Reading:
    """One file of a catalogue while it is looked through."""

    def __init__(self, document: Document, agencies: AgencyRegister) -> None:
        self._document = document
        self.readable = not document.has_errors
        self.root = Table(document, dict(document.values))
        self.name = ""
        self.tables: tuple[Table, ...] = ()
        self.procedures: tuple[Procedure, ...] = ()
        if self.readable:
            self._read(agencies)

    def _read(self, agencies: AgencyRegister) -> None:
        self.root.constant("kind", KIND)
        self.name = self.root.line("name", limit=NAME_LIMIT)
        self.tables = self.root.tables("procedure")
        if not self.tables:
            self.root.fault("procedure", "Tệp không có thủ tục nào.")
        self.procedures = tuple(_procedure(table, agencies) for table in self.tables)

    def finish(self) -> list[Finding]:
        if self.readable:
            self.root.finish()
        return self._document.findings


def _check_across(readings: Sequence[_Reading]) -> None:
    """One name for the catalogue, each code once, and each successor in it."""
    codes = {procedure.code for one in readings for procedure in one.procedures}
    names = [one.name for one in readings if one.readable]
    seen: set[str] = set()
    for one in readings:
        if one.readable and one.name != names[0]:
            one.root.fault("name", "Tên danh mục khác với tệp đầu tiên của thư mục.")
        for table, procedure in zip(one.tables, one.procedures, strict=True):
            if procedure.code in seen:
                table.fault("code", f"Mã thủ tục «{procedure.code}» đã được ghi ở trên.")
            if procedure.successor and procedure.successor not in codes:
                table.fault("successor", f"Không có thủ tục mã «{procedure.successor}».")
            seen.add(procedure.code)


def _digest(documents: Sequence[Document]) -> str:
    """Of one file its SHA-256; of several that of `sha256sum *.toml`, so anyone can check it."""
    if len(documents) == 1:
        return documents[0].sha256
    lines = "".join(f"{document.sha256}  {document.name}\n" for document in documents)
    return hashlib.sha256(lines.encode()).hexdigest()


def _procedure(table: Table, agencies: AgencyRegister) -> Procedure:
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
        fees=_fees(table),
        forms=forms,
        conditions=table.optional_note("conditions"),
        legal_grounds=table.optional_lines("legal_grounds", limit=ITEM_LIMIT),
        result=table.optional_note("result"),
        field=table.line("field", limit=NAME_LIMIT),
        agency=_agency(table, "agency", table.whole("agency", 0, INDEX_LIMIT), agencies),
        officers=table.optional_lines("officers", limit=NAME_LIMIT),
        other=table.optional_note("other"),
        publication=_publication(table),
        abolished_on=table.optional_day("abolished_on"),
        successor=table.optional_line("successor", limit=CODE_LIMIT),
        receiver=table.choice("receiver", Receiver),
        authorisation_allowed=table.flag("authorisation_allowed"),
        post_filing=table.flag("post_filing"),
        post_return=table.flag("post_return"),
        online_level=table.optional_whole("online_level", *ONLINE_LEVELS),
        consulted=_consulted(table, agencies),
        via_province=table.flag("via_province"),
        return_limit=_return_limit(table),
        elsewhere=table.optional_line("elsewhere"),
        verified=table.flag("verified"),
        sources=table.optional_lines("sources"),
    )
    if table.sound:
        _check(table, procedure, agencies)
    return procedure


def _check(table: Table, procedure: Procedure, agencies: AgencyRegister) -> None:
    if procedure.verified and not procedure.sources:
        table.fault("verified", "Thủ tục đã kiểm chứng phải ghi nguồn trong mục «sources».")
    if procedure.successor == procedure.code:
        table.fault("successor", "Thủ tục không thể tự thay thế mình.")
    if procedure.via_province and not _has_province_office(agencies):
        table.fault("via_province", "Danh sách cơ quan chưa có Văn phòng UBND tỉnh.")
    if not procedure.verified:
        table.note("verified", f"Thủ tục «{procedure.code}» chưa kiểm chứng.")
    for content in missing_contents(procedure):
        table.note("code", f"Thủ tục «{procedure.code}» thiếu nội dung: {content}.")


def _has_province_office(agencies: AgencyRegister) -> bool:
    return any(agency.kind is AgencyKind.PROVINCE_OFFICE for agency in agencies.agencies)


def _agency(table: Table, key: str, index: int, agencies: AgencyRegister) -> Agency:
    agency = agencies.by_index(index)
    if agency is None:
        table.fault(key, f"Không có cơ quan số {index} trong danh sách cơ quan.")
        return agencies.agencies[0]
    return agency


def _consulted(table: Table, agencies: AgencyRegister) -> tuple[Agency, ...]:
    indexes = table.optional_wholes("consulted", 0, INDEX_LIMIT)
    return tuple(_agency(table, "consulted", index, agencies) for index in indexes)


def _return_limit(table: Table) -> Limit | None:
    inner = table.optional_table("return_limit")
    return None if inner is None else limit_of(inner)


def _publication(table: Table) -> Publication | None:
    inner = table.optional_table("publication")
    if inner is None:
        return None
    first, last = _period(inner)
    return Publication(
        number=inner.line("number", limit=NAME_LIMIT),
        day=inner.optional_day("date"),
        effective_from=first,
        effective_to=last,
    )


def _period(table: Table) -> tuple[date, date | None]:
    first, last = table.day("effective_from"), table.optional_day("effective_to")
    if last is not None and last < first:
        table.fault("effective_to", "Ngày hết hiệu lực trước ngày có hiệu lực.")
    return first, last


def _forms(table: Table) -> tuple[Form, ...] | None:
    """`form = []` says that there is none; without the key nothing is published of forms."""
    tables = table.tables("form")
    forms = tuple(_form(inner) for inner in tables)
    _check_ids(tables, [form.id for form in forms])
    return forms if table.has("form") else None


def _form(table: Table) -> Form:
    return Form(
        id=table.line("id", limit=CODE_LIMIT), name=table.line("name"), source=table.line("source")
    )


def _components(table: Table, forms: tuple[Form, ...] | None) -> tuple[Component, ...]:
    tables = table.tables("component")
    components = tuple(_component(inner) for inner in tables)
    _check_ids(tables, [component.id for component in components])
    known = {form.id for form in forms or ()} | {""}
    for inner, component in zip(tables, components, strict=True):
        if component.form not in known:
            inner.fault("form", f"Thủ tục không có mẫu «{component.form}».")
    return components


def _component(table: Table) -> Component:
    component = Component(
        id=table.line("id", limit=CODE_LIMIT),
        name=table.line("name"),
        kinds=table.choices("kinds", PaperKind),
        count=table.whole("count", 1, COUNT_LIMIT),
        required=table.flag("required"),
        condition=table.optional_line("condition"),
        form=table.optional_line("form", limit=CODE_LIMIT),
    )
    if table.sound and component.required == bool(component.condition):
        # R18: a paper is asked of everyone, or in a case that is published.
        table.fault("required", "Giấy tờ không bắt buộc, và chỉ giấy tờ đó, phải có «condition».")
    return component


def _check_ids(tables: tuple[Table, ...], ids: list[str]) -> None:
    for number, (table, given) in enumerate(zip(tables, ids, strict=True)):
        if given in ids[:number]:
            table.fault("id", f"Mã «{given}» đã được dùng ở trên.")


def _fees(table: Table) -> tuple[Fee, ...] | None:
    """`fee = []` says that there is none; without the key nothing is published of fees."""
    tables = table.tables("fee")
    fees = tuple(_fee(inner) for inner in tables)
    for inner, fee in _overlapping(tables, fees):
        inner.fault("effective_from", f"Mức thu «{fee.name}» chồng lên một mức đã ghi ở trên.")
    return fees if table.has("fee") else None


def _fee(table: Table) -> Fee:
    first, last = _period(table)
    return Fee(
        name=table.line("name"),
        kind=table.choice("kind", FeeKind),
        amount_vnd=table.whole("amount_vnd", 0, FEE_LIMIT_VND),
        due=table.choice("due", FeeDue),
        document_number=table.line("document_number", limit=NAME_LIMIT),
        document_day=table.optional_day("document_date"),
        effective_from=first,
        effective_to=last,
        exemptions=table.optional_lines("exemptions"),
    )


def _overlapping(tables: tuple[Table, ...], fees: tuple[Fee, ...]) -> Iterator[tuple[Table, Fee]]:
    """Fees of one name whose periods meet an earlier one: a day must have one amount (R112)."""
    for number, (table, fee) in enumerate(zip(tables, fees, strict=True)):
        last = fee.effective_to or date.max
        for other in fees[:number]:
            meets = other.in_force(fee.effective_from) or (
                fee.effective_from <= other.effective_from <= last
            )
            if other.name == fee.name and meets:
                yield table, fee
