"""Reads a time limit: of a procedure, of a sector law, or of the rule profile."""

from data.catalogue.table import Table
from data.domain.deadlines import AMOUNT_LIMIT, Limit, Unit

_PLACEHOLDER = Limit(Unit.WORKING_DAYS, 1, "")


def limit_of(table: Table) -> Limit:
    """`unit`, `amount` and `citation`; a same-day limit has `cut_off` and no amount (C1)."""
    unit = table.choice("unit", Unit)
    same_day = unit is Unit.SAME_DAY
    amount = 1 if same_day else table.whole("amount", 1, AMOUNT_LIMIT)
    citation = table.line("citation")
    cut_off = table.optional_clock("cut_off")
    if same_day and not table.has("cut_off"):
        table.fault("unit", f"Thời hạn trong ngày phải có giờ chốt «{table.word('cut_off')}».")
    if not same_day and cut_off is not None:
        table.fault("cut_off", "Chỉ thời hạn trong ngày mới có giờ chốt.")
    if same_day and table.has("amount"):
        table.fault("amount", "Thời hạn trong ngày không có số lượng.")
    return Limit(unit, amount, citation, cut_off) if table.sound else _PLACEHOLDER


def optional_limit(table: Table, key: str) -> Limit | None:
    """None where the table is not there: nobody knows the limit."""
    inner = table.optional_table(key)
    return None if inner is None else limit_of(inner)
