"""Reads a catalogue of procedures: one file, or a folder whose files bear one catalogue name.

The catalogue is read whole or not at all; everything that is wrong with it is found at once.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from data.catalogue.document import Document
from data.catalogue.errors import CatalogueError, Finding, Severity, in_order
from data.catalogue.procedure import procedure_of, publication_of
from data.catalogue.source import Source, read_bytes
from data.catalogue.table import Table
from data.domain.agencies import AgencyRegister
from data.domain.catalogue import Catalogue
from data.domain.editions import Edition
from data.domain.procedures import Procedure, Publication
from data.domain.text import NAME_LIMIT

KIND = "procedures"
WORKBOOK = ".xlsx"
PROCEDURES_LIMIT = 20_000


def read_procedures(path: Path, agencies: AgencyRegister) -> Catalogue:
    """CatalogueError where anything in any of the files is wrong."""
    return _settled(catalogue_sources(path, agencies), agencies)


def procedures_from(name: str, raw: bytes, agencies: AgencyRegister) -> Catalogue:
    """The same from the bytes of one TOML text, such as the store keeps."""
    return _settled((Document(name, raw),), agencies)


def catalogue_sources(path: Path, agencies: AgencyRegister) -> tuple[Source, ...]:
    """The file, or every TOML file and workbook of the folder in the order of their names."""
    files = [path]
    if path.is_dir():
        files = sorted([*path.glob("*.toml"), *path.glob(f"*{WORKBOOK}")]) or [path]
    return tuple(_source(file, agencies) for file in files)


def parse_procedures(
    sources: Sequence[Source], agencies: AgencyRegister
) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """The catalogue, or None where a finding is an error; and all findings."""
    readings = [_Reading(source, agencies) for source in sources]
    _check_across(readings)
    findings = in_order([found for one in readings for found in one.finish()])
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    edition = Edition(readings[0].name, _digest(sources))
    procedures = tuple(procedure for one in readings for procedure in one.procedures)
    return Catalogue(edition, procedures, readings[0].publication), findings


def _settled(sources: Sequence[Source], agencies: AgencyRegister) -> Catalogue:
    catalogue, findings = parse_procedures(sources, agencies)
    if catalogue is None:
        raise CatalogueError(findings)
    return catalogue


def _source(path: Path, agencies: AgencyRegister) -> Source:
    if path.suffix.lower() != WORKBOOK:
        return Document(path.name, read_bytes(path))
    # The library for workbooks costs start-up time that a desk does not have.
    from data.catalogue.workbook import Workbook

    return Workbook(path.name, read_bytes(path), agencies)


class _Reading:
    """One file of a catalogue while it is looked through."""

    def __init__(self, source: Source, agencies: AgencyRegister) -> None:
        self._source = source
        self.readable = bool(source.values)
        self.root = Table(source, dict(source.values))
        self.name = ""
        self.publication: Publication | None = None
        self.tables: tuple[Table, ...] = ()
        self.procedures: tuple[Procedure, ...] = ()
        if self.readable:
            self._read(agencies)
        elif not source.has_errors:
            self.root.constant("kind", KIND)

    def _read(self, agencies: AgencyRegister) -> None:
        self.root.constant("kind", KIND)
        self.name = self.root.line("name", limit=NAME_LIMIT)
        self.publication = publication_of(self.root)
        self.tables = self.root.tables("procedure", at_most=PROCEDURES_LIMIT)
        if not self.tables:
            self.root.fault("procedure", "Tệp không có thủ tục nào.")
        self.procedures = tuple(procedure_of(table, agencies) for table in self.tables)

    def finish(self) -> list[Finding]:
        if self.readable:
            self.root.finish()
        return self._source.findings


def _check_across(readings: Sequence[_Reading]) -> None:
    """One name and decision for the catalogue, each code once, and each successor in it."""
    codes = {procedure.code for one in readings for procedure in one.procedures}
    heads = [one for one in readings if one.readable]
    seen: set[str] = set()
    for one in heads:
        if one.name != heads[0].name:
            one.root.fault("name", "Tên danh mục khác với tệp đầu tiên của thư mục.")
        if one.publication != heads[0].publication:
            one.root.fault("publication", "Quyết định công bố khác với tệp đầu tiên của thư mục.")
        for table, procedure in zip(one.tables, one.procedures, strict=True):
            if procedure.code and procedure.code in seen:
                table.fault("code", f"Mã thủ tục «{procedure.code}» đã được ghi ở trên.")
            if procedure.successor and procedure.successor not in codes:
                table.fault("successor", f"Không có thủ tục mã «{procedure.successor}».")
            seen.add(procedure.code)


def _digest(sources: Sequence[Source]) -> str:
    """Of one file its SHA-256; of several that of `sha256sum *.toml`, so anyone can check it."""
    if len(sources) == 1:
        return sources[0].sha256
    lines = "".join(f"{source.sha256}  {source.name}\n" for source in sources)
    return hashlib.sha256(lines.encode()).hexdigest()
