"""Settlements and counts of a drawer as papers (R115, C27): what was signed, with its lines.

Sums are those of the entry; a line that this desk does not know yet is missing, and they are not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from counter_app.desk.on_paper.drawing import Drawing
from counter_app.desk.on_paper.paper_words import BY_POST_HAND, METHOD, REVERSAL
from data.domain.clock import local
from data.domain.entries import Recorded
from data.domain.errors import Refused
from data.domain.money import Movement, ReversalSort
from data.domain.papers import PaperCount, PaperNotes, SettlementPaper, SettlementRow, TillPaper
from data.domain.settlement import Settlement
from data.domain.till import MethodSum, Till
from data.store import money, queries
from data.store.money import MoneyLine


@dataclass(frozen=True, slots=True)
class _Undone:
    """Why money went back, and the receipt by which it had come."""

    note: str
    receipt: str


def settlement_paper(
    drawing: Drawing, settlement: Settlement, rows: Sequence[SettlementRow]
) -> SettlementPaper:
    made, annulled = settlement.made, settlement.annulled
    return SettlementPaper(
        number=made.number,
        imprint=drawing.imprint(
            officer=drawing.names.get(settlement.officer, ""),
            desk=made.desk,
            at=settlement.at,
            proof=settlement.entry,
            verified=True,
            forms=drawing.rules.profile.rules.forms,
        ),
        agency=made.agency,
        first_day=made.first,
        last_day=made.last,
        rows=tuple(rows),
        sums=_sums(made.sums),
        charge_vnd=made.charge_vnd,
        duty_vnd=made.duty_vnd,
        giver=made.giver,
        receiver=made.receiver,
        annulled=(annulled.reason or _NO_REASON) if annulled else "",
    )


_NO_REASON = "theo xác nhận của lãnh đạo"
"""Of a settlement whose reason was erased."""


def till_paper(drawing: Drawing, till: Till) -> TillPaper:
    """Raises Refused("no-paper") while nobody has counted it."""
    closed = till.closed
    if closed is None or till.closed_at is None:
        raise Refused("no-paper")
    giver = drawing.names.get(till.closed_by, "")
    return TillPaper(
        imprint=drawing.imprint(
            officer=giver,
            desk=till.desk,
            at=till.closed_at,
            proof=till.closing,
            verified=True,
            forms=drawing.rules.profile.rules.forms,
        ),
        opened_at=local(till.opened_at),
        closed_at=local(till.closed_at),
        float_vnd=till.float_vnd,
        moved_vnd=closed.expected_vnd - till.float_vnd,
        expected_vnd=closed.expected_vnd,
        counted_vnd=closed.counted_vnd,
        notes=tuple(PaperNotes(it.note_vnd, it.count) for it in closed.notes),
        sums=_sums(closed.sums),
        giver=giver,
        receiver=closed.receiver,
        reason=closed.reason,
    )


def rows_of(connection: Connection, lines: Sequence[MoneyLine]) -> list[SettlementRow]:
    """The movements as lines of a paper, each that went back with its reason."""
    undone = _undone(connection, lines)
    return [_row(it, undone.get(it.moved.entry)) for it in lines]


def method_words(moved: Movement) -> str:
    hand = f" ({BY_POST_HAND})" if moved.by_post else ""
    return METHOD[moved.method] + hand


def _row(line: MoneyLine, undone: _Undone | None) -> SettlementRow:
    moved = line.moved
    return SettlementRow(
        day=moved.day,
        code=line.code,
        applicant=line.applicant,
        receipt=moved.receipt or (undone.receipt if undone else ""),
        charge_vnd=moved.charge_vnd,
        duty_vnd=moved.duty_vnd,
        method=method_words(moved),
        note=undone.note if undone else "",
    )


def _undone(connection: Connection, lines: Iterable[MoneyLine]) -> Mapping[str, _Undone]:
    """By entry, for those that counter another: few, and each is read from its dossier."""
    found: dict[str, _Undone] = {}
    for line in lines:
        moved = line.moved
        if not moved.counters:
            continue
        known = {it.hash: it for it in queries.history(connection, moved.dossier)}
        of_dossier = money.of_dossier(connection, moved.dossier)
        receipts = {it.moved.entry: it.moved.receipt for it in of_dossier}
        found[moved.entry] = _Undone(
            note=_why(known[moved.entry]), receipt=receipts.get(moved.counters, "")
        )
    return found


def _why(recorded: Recorded) -> str:
    """The reason may have been erased; the sort never is."""
    sort = REVERSAL[ReversalSort(str(recorded.entry.body["sort"]))]
    reason = str((recorded.personal or {}).get("reason", ""))
    return f"{sort}: {reason}" if reason else sort


def _sums(sums: Sequence[MethodSum]) -> tuple[PaperCount, ...]:
    return tuple(PaperCount(METHOD[it.method], it.count, it.amount_vnd) for it in sums)
