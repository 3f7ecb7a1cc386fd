"""Reads the fees of a procedure: versions, tiers and exemptions (R112, C20).

On no day may one fee have two amounts.
"""

from collections.abc import Iterator
from datetime import date

from data.catalogue.table import Table
from data.domain.fees import (
    FEE_LIMIT_VND,
    QUANTITY_LIMIT,
    WHOLE_PERCENT,
    Exemption,
    Fee,
    FeeDue,
    FeeKind,
    Tier,
    rising,
)
from data.domain.text import NAME_LIMIT

ID_LIMIT = 40
UNIT_LIMIT = 40
PARTS_LIMIT = 200
"""Components, fees, tiers or any other parts of one procedure."""


def fees_of(table: Table) -> tuple[Fee, ...] | None:
    """`fee = []` says that there is none; without the key nothing is published of fees."""
    tables = table.tables("fee", at_most=PARTS_LIMIT)
    fees = tuple(_fee(inner) for inner in tables)
    for inner, fee in _overlapping(tables, fees):
        inner.fault("effective_from", f"Mức thu «{fee.name}» chồng lên một mức đã ghi ở trên.")
    return fees if table.has("fee") else None


def period_of(table: Table) -> tuple[date, date | None]:
    first, last = table.day("effective_from"), table.optional_day("effective_to")
    if last is not None and last < first:
        table.fault("effective_to", "Ngày hết hiệu lực trước ngày có hiệu lực.")
    return first, last


def check_ids(tables: tuple[Table, ...], ids: list[str]) -> None:
    seen: set[str] = set()
    for table, given in zip(tables, ids, strict=True):
        if given and given in seen:
            table.fault("id", f"Mã «{given}» đã được dùng ở trên.")
        seen.add(given)


def _fee(table: Table) -> Fee:
    tiers = _tiers(table)
    unit = table.optional_line("unit", limit=UNIT_LIMIT)
    if tiers and not table.has("unit"):
        table.fault("tier", f"Mức thu theo bậc phải có đơn vị tính «{table.word('unit')}».")
    first, last = period_of(table)
    fee_id = table.line("id", limit=ID_LIMIT)
    return Fee(
        id=fee_id,
        name=table.line("name"),
        kind=table.choice("kind", FeeKind),
        amount_vnd=_amount(table, tiers),
        due=table.choice("due", FeeDue),
        document_number=table.line("document_number", limit=NAME_LIMIT),
        document_day=table.optional_day("document_date"),
        effective_from=first,
        effective_to=last,
        exemptions=_exemptions(table),
        unit=unit,
        tiers=tiers if unit else (),
        refundable=table.optional_flag("refundable"),
    )


def _amount(table: Table, tiers: tuple[Tier, ...]) -> int:
    """With tiers the first of them is what the quantity 1 costs, and no other amount is given."""
    if not table.has("tier"):
        return table.whole("amount_vnd", 0, FEE_LIMIT_VND)
    if table.has("amount_vnd"):
        table.whole("amount_vnd", 0, FEE_LIMIT_VND)
        table.fault("amount_vnd", "Mức thu theo bậc ghi số tiền ở từng bậc.")
    return tiers[0].amount_vnd if tiers else 0


def _tiers(table: Table) -> tuple[Tier, ...]:
    tables = table.tables("tier", at_most=PARTS_LIMIT)
    if table.has("tier") and not tables:
        table.fault("tier", "Mức thu theo bậc phải có ít nhất một bậc.")
    tiers: tuple[Tier, ...] = ()
    for inner in tables:
        tier = Tier(
            inner.optional_whole("upto", 1, QUANTITY_LIMIT),
            inner.whole("amount_vnd", 0, FEE_LIMIT_VND),
        )
        if rising((*tiers, tier)):
            tiers = (*tiers, tier)
        elif inner.sound:
            inner.fault("upto", "Bậc sau phải cao hơn bậc trước; chỉ bậc cuối không có giới hạn.")
    return tiers


def _exemptions(table: Table) -> tuple[Exemption, ...]:
    tables = table.tables("exemption", at_most=PARTS_LIMIT)
    exemptions = [_exemption(inner) for inner in tables]
    check_ids(tables, [exemption.id for exemption in exemptions])
    return tuple({exemption.id: exemption for exemption in exemptions}.values())


def _exemption(table: Table) -> Exemption:
    return Exemption(
        id=table.line("id", limit=ID_LIMIT),
        name=table.line("name"),
        basis=table.line("basis"),
        percent=table.whole("percent", 1, WHOLE_PERCENT),
    )


def _overlapping(tables: tuple[Table, ...], fees: tuple[Fee, ...]) -> Iterator[tuple[Table, Fee]]:
    """Fees of one id or name whose periods meet an earlier one: a day must have one amount."""
    for number, (table, fee) in enumerate(zip(tables, fees, strict=True)):
        same = (other for other in fees[:number] if fee.id == other.id or fee.name == other.name)
        if any(_meet(fee, other) for other in same):
            yield table, fee


def _meet(fee: Fee, other: Fee) -> bool:
    last = fee.effective_to or date.max
    return other.in_force(fee.effective_from) or fee.effective_from <= other.effective_from <= last
