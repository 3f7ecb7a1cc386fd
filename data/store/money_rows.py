"""The rows of the ledger (R114, R115): what was taken and given back, and what is settled of it.

Every movement is in one settlement at most. Of a movement that stands in two of them the one that
was made first counts, by its time and then its id, so all desks say the same whatever came first.
"""

from collections.abc import Sequence
from typing import Final

from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.entries import Recorded, format_time
from data.domain.money import MOVING, Movement, movements
from data.domain.settlement import Settlement, fold_settlement
from data.domain.till import fold_till
from data.store.batches import UNKNOWN_AGENCY
from data.store.engine import Statements


def project(connection: Statements, dossier: Dossier, entries: Sequence[Recorded]) -> None:
    """Writes the movements of one dossier."""
    if all(it.entry.kind not in MOVING for it in entries):
        return
    agency = dossier.matter.agency_index if dossier.matter else UNKNOWN_AGENCY
    rows = [(*_row(it), it.entry) for it in movements(entries, agency_index=agency)]
    if rows:
        connection.executemany(_MOVEMENT, rows)


def project_till(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    till = fold_till(subject, entries)
    if till is not None:
        row = (subject, till.desk, format_time(till.opened_at), int(till.is_open))
        connection.execute("INSERT OR REPLACE INTO till VALUES (?, ?, ?, ?)", row)


def project_settlement(connection: Statements, subject: str, entries: Sequence[Recorded]) -> None:
    """Also says anew of each of its lines, and of those it had, which settlement counts."""
    settlement = fold_settlement(subject, entries)
    if settlement is None:
        return
    before = [entry for (entry,) in connection.execute(_LISTED, (subject,))]
    connection.execute("DELETE FROM settled WHERE settlement = ?", (subject,))
    connection.execute(_SETTLEMENT, _settlement_row(settlement))
    lines = [(subject, entry, place) for place, entry in enumerate(settlement.lines)]
    connection.executemany("INSERT INTO settled VALUES (?, ?, ?)", lines)
    connection.executemany(_SETTLE, [(it,) for it in dict.fromkeys((*before, *settlement.lines))])


def _row(moved: Movement) -> tuple[str | int, ...]:
    return (
        moved.entry,
        moved.dossier,
        moved.agency_index,
        format_time(moved.at),
        moved.day.isoformat(),
        moved.desk_key,
        moved.officer,
        int(moved.by_post),
        moved.method.value,
        moved.till,
        moved.charge_vnd,
        moved.duty_vnd,
        moved.receipt,
        moved.counters,
    )


def _settlement_row(settlement: Settlement) -> tuple[str | int, ...]:
    made = settlement.made
    return (
        settlement.id,
        made.number,
        made.desk,
        local(settlement.at).year,
        made.agency_index,
        format_time(settlement.at),
        int(settlement.stands),
        made.charge_vnd,
        made.duty_vnd,
    )


_COUNTS: Final = """
    SELECT settlement.id FROM settled JOIN settlement ON settlement.id = settled.settlement
    WHERE settled.entry = {entry} AND settlement.stands
    ORDER BY settlement.made_at, settlement.id LIMIT 1
"""
"""The settlement that counts for one entry."""
_MOVEMENT: Final = f"""
    INSERT OR REPLACE INTO money
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(({_COUNTS.format(entry="?")}), ''))
"""  # noqa: S608 - our own names
_LISTED: Final = "SELECT entry FROM settled WHERE settlement = ?"
_SETTLEMENT: Final = "INSERT OR REPLACE INTO settlement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SETTLE: Final = f"""
    UPDATE money SET settlement = coalesce(({_COUNTS.format(entry="money.entry")}), '')
    WHERE entry = ?
"""  # noqa: S608 - our own names
