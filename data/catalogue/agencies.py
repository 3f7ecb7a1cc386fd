"""Reads the register of agencies. The province part of the identifiers may come from outside."""

from collections.abc import Callable
from pathlib import Path

from data.catalogue.document import document
from data.catalogue.source import Source
from data.catalogue.table import Table
from data.domain.agencies import INDEX_LIMIT, Agency, AgencyKind, AgencyRegister
from data.domain.codes import parse_code
from data.domain.editions import Edition
from data.domain.errors import Refused
from data.domain.text import NAME_LIMIT
from data.domain.vietqr import ACCOUNT_LIMIT, Account

KIND = "agencies"
PHONE_LIMIT = 60
ACCOUNT_NAME_LIMIT = 60
_IDENTIFIER_LIMIT = 20


def read_agencies(path: Path, province: str = "") -> AgencyRegister:
    """The register; `province` (the Center's configuration) replaces the file's own.

    That Quảng Nam is H47 is not verified (law.md §3). CatalogueError where anything is wrong.
    """
    source = document(path)
    register = parse_agencies(source, province)
    source.settle()
    assert register is not None
    return register


def parse_agencies(source: Source, province: str = "") -> AgencyRegister | None:
    """The register, or None and findings in the document."""
    if source.has_errors:
        return None
    root = Table(source, dict(source.values))
    root.constant("kind", KIND)
    name = root.line("name", limit=NAME_LIMIT)
    own_province = root.line("province", limit=_IDENTIFIER_LIMIT)
    used = province or own_province
    if used and not _is_identifier(f"000.{used}"):
        root.fault("province", f"«{used}» không phải phần tỉnh của mã định danh.")
    agencies = _agencies(root, used)
    if not root.finish():
        return None
    return AgencyRegister(Edition(name, source.sha256), agencies)


def _agencies(root: Table, province: str) -> tuple[Agency, ...]:
    tables = root.tables("agency")
    if not tables:
        root.fault("agency", "Danh sách không có cơ quan nào.")
    agencies = tuple(_agency(table, province) for table in tables)
    for key, value in _UNIQUE.items():
        _check_unique(tables, agencies, key, value)
    return agencies


def _agency(table: Table, province: str) -> Agency:
    unit = table.line("unit", limit=_IDENTIFIER_LIMIT)
    if unit and not _is_identifier(f"{unit}.000"):
        table.fault("unit", f"«{unit}» không phải mã định danh cơ quan.")
    agency = Agency(
        index=table.whole("index", 0, INDEX_LIMIT),
        identifier=f"{unit}.{province}",
        name=table.line("name", limit=NAME_LIMIT),
        kind=table.choice("kind", AgencyKind),
        own_return_place=table.optional_line("own_return_place"),
        post_may_collect=table.flag("post_may_collect"),
        verified=table.flag("verified"),
        address=table.optional_line("address"),
        phone=table.optional_line("phone", limit=PHONE_LIMIT),
        account=_account(table),
    )
    if table.sound and agency.return_at_own_unit != (agency.kind is AgencyKind.POLICE):
        # R33, R97, R98: nobody else may return results itself, and Công an tỉnh must.
        table.fault("own_return_place", "Chỉ Công an tỉnh trả kết quả tại đơn vị mình.")
    return agency


def _account(agency: Table) -> Account | None:
    """Where its fees are transferred to; None where nothing, or nothing readable, is said."""
    table = agency.optional_table("account")
    if table is None:
        return None
    bank, number = table.line("bank_bin"), table.line("number", limit=ACCOUNT_LIMIT)
    name = table.line("name", limit=ACCOUNT_NAME_LIMIT)
    if not table.sound:
        return None
    try:
        return Account(bank, number, name)
    except Refused as refused:
        key, sentence = _ACCOUNT_FAULTS[refused.code]
        table.fault(key, sentence)
        return None


_ACCOUNT_FAULTS = {
    "bank-bin-bad": ("bank_bin", "«bank_bin» phải gồm 6 chữ số (mã BIN của ngân hàng)."),
    "account-number-bad": ("number", "«number» chỉ gồm chữ số và chữ cái hoa không dấu."),
}


def _is_identifier(text: str) -> bool:
    """Whether a dossier code with this agency reads back as itself."""
    code = parse_code(f"{text}-190926-0001")
    return code is not None and code.agency == text


_UNIQUE: dict[str, Callable[[Agency], str | int]] = {
    "index": lambda agency: agency.index,
    "unit": lambda agency: agency.identifier,
    "name": lambda agency: agency.name,
}


def _check_unique(
    tables: tuple[Table, ...],
    agencies: tuple[Agency, ...],
    key: str,
    value: Callable[[Agency], str | int],
) -> None:
    seen: set[str | int] = set()
    for table, agency in zip(tables, agencies, strict=True):
        if table.sound and value(agency) in seen:
            table.fault(key, f"«{key}» trùng với một cơ quan đã ghi ở trên.")
        seen.add(value(agency))
