"""Whether the money of a store agrees: what its entries say, what is settled, and what is open.

Each of the three is found by a way of its own, so that a row that was lost or doubled is seen.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from data.domain.money import MOVING, balance_vnd, movements
from data.store.engine import statements
from data.store.journal import load


@dataclass(frozen=True, slots=True)
class MoneyCheck:
    """`entries_vnd` is read out of the journal, the others out of the ledger's tables."""

    entries_vnd: int
    settled_vnd: int
    open_vnd: int

    @property
    def agrees(self) -> bool:
        return self.entries_vnd == self.settled_vnd + self.open_vnd


def check_money(connection: Connection) -> MoneyCheck:
    """Reads every entry that may move money."""
    tables = statements(connection)
    kinds = ", ".join(f"'{kind}'" for kind in sorted(MOVING))
    subjects = [str(it) for (it,) in tables.execute(_SUBJECTS.format(kinds=kinds))]
    moved = (movements(load(connection, it), agency_index=0) for it in subjects)
    entries_vnd = sum(balance_vnd(it) for it in moved)
    (settled_vnd,) = tables.execute(_SETTLED).fetchone() or (0,)
    (open_vnd,) = tables.execute(_OPEN).fetchone() or (0,)
    return MoneyCheck(entries_vnd, settled_vnd, open_vnd)


_SUBJECTS: Final = "SELECT DISTINCT lower(hex(subject)) FROM entry WHERE kind IN ({kinds})"
_SETTLED: Final = """
    SELECT coalesce(sum(charge_vnd + duty_vnd), 0) FROM money WHERE entry IN (
        SELECT settled.entry FROM settled JOIN settlement ON settlement.id = settled.settlement
        WHERE settlement.stands
    )
"""
_OPEN: Final = """
    SELECT coalesce(sum(charge_vnd + duty_vnd), 0) FROM money WHERE settlement = ''
"""
