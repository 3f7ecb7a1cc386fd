"""What the desks ask of the ledger (R114, R115): movements, their sums, tills and settlements.

All that moved is either settled or open, and nothing else: `totals` and every list agree on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from data.domain.entries import format_time, parse_time
from data.domain.money import Movement
from data.domain.paying import Method
from data.domain.settlement import LINES_LIMIT, Settlement, fold_settlement
from data.domain.till import MethodSum, Till, fold_till
from data.domain.workdays import at as on_day
from data.store.engine import Value, statements
from data.store.journal import load

TILLS_LIMIT: Final = 200
SETTLEMENTS_LIMIT: Final = 200
"""Of each so many are listed at once, the newest first."""
DIFFERENCES_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A movement with what its dossier is known by; `settlement` is empty while it is open."""

    moved: Movement
    code: str
    applicant: str
    procedure: str
    settlement: str


@dataclass(frozen=True, slots=True)
class MoneySum:
    """What moved for one agency on one day in one way; `open_vnd` of it is not settled."""

    agency_index: int
    day: date
    method: Method
    by_post: bool
    count: int
    charge_vnd: int
    duty_vnd: int
    open_vnd: int

    @property
    def amount_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd


@dataclass(frozen=True, slots=True)
class OpenSum:
    """What of one agency no settlement holds yet, from the day `first` on."""

    agency_index: int
    first: date
    count: int
    charge_vnd: int
    duty_vnd: int

    @property
    def amount_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd


@dataclass(frozen=True, slots=True)
class Totals:
    """All money of a store: `moved_vnd` is what is settled and what is open, and nothing else."""

    moved_vnd: int
    settled_vnd: int
    open_vnd: int


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """A settlement as one line of a list, with the sums that were signed."""

    id: str
    number: str
    agency_index: int
    made_at: datetime
    stands: bool
    charge_vnd: int
    duty_vnd: int

    @property
    def amount_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd


@dataclass(frozen=True, slots=True)
class Surplus:
    """A dossier for which more is here than its fee accounts for.

    Two desks took it, its choice was cancelled, or it was refused after the post took the fee.
    """

    dossier: str
    code: str
    applicant: str
    amount_vnd: int


class DifferenceSort(StrEnum):
    TWICE = "twice"
    """An earlier settlement holds this movement already."""
    UNKNOWN = "unknown"
    """The entry that it settles is not here, or moves no money."""
    OTHER_AGENCY = "other-agency"
    """The movement is of another agency."""
    SUM = "sum"
    """What was signed is not the sum of its lines."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is wrong with a settlement that stands; `entry` is empty where it is none of a line."""

    sort: DifferenceSort
    settlement: str
    number: str
    entry: str
    amount_vnd: int


# --- movements ----------------------------------------------------------------------------------


def open_movements(
    connection: Connection, agency_index: int, last: date, limit: int = LINES_LIMIT + 1
) -> list[MoneyLine]:
    """What no settlement holds, up to this day, oldest first. One more than fits says so."""
    where = "money.settlement = '' AND money.agency = ? AND money.day <= ?"
    return _lines(connection, where, (agency_index, last.isoformat()), limit)


def of_dossier(connection: Connection, dossier: str) -> list[MoneyLine]:
    return _lines(connection, "money.dossier = ?", (dossier,))


def of_till(connection: Connection, till: str) -> list[MoneyLine]:
    return _lines(connection, "money.till = ? AND money.till <> ''", (till,))


def of_settlement(connection: Connection, settlement: str) -> list[MoneyLine]:
    """The lines of a settlement as they were listed, also of one that was annulled."""
    entries = "money.entry IN (SELECT entry FROM settled WHERE settlement = ?)"
    return _lines(connection, entries, (settlement,))


def of_period(
    connection: Connection,
    first: date,
    last: date,
    *,
    agency_index: int | None = None,
    limit: int = LINES_LIMIT,
) -> list[MoneyLine]:
    """Everything that moved from `first` to `last`, both included, oldest first."""
    days = (first.isoformat(), last.isoformat())
    if agency_index is None:
        return _lines(connection, "money.day BETWEEN ? AND ?", days, limit)
    where = "money.day BETWEEN ? AND ? AND money.agency = ?"
    return _lines(connection, where, (*days, agency_index), limit)


def _lines(
    connection: Connection, where: str, values: tuple[str | int, ...], limit: int = LINES_LIMIT + 1
) -> list[MoneyLine]:
    statement = f"{_LINES} WHERE {where} {_OLDEST}"
    found = statements(connection).execute(statement, (*values, limit))
    return [_line(*row) for row in found]


def _line(
    entry: str,
    dossier: str,
    agency: int,
    at: str,
    day: str,
    desk_key: str,
    officer: str,
    by_post: int,
    method: str,
    till: str,
    charge_vnd: int,
    duty_vnd: int,
    receipt: str,
    counters: str,
    settlement: str,
    code: str,
    applicant: str,
    procedure: str,
) -> MoneyLine:
    """From the columns of `_LINES`."""
    moved = Movement(
        entry=entry,
        dossier=dossier,
        agency_index=agency,
        at=parse_time(at),
        day=date.fromisoformat(day),
        desk_key=desk_key,
        officer=officer,
        by_post=bool(by_post),
        method=Method(method),
        till=till,
        charge_vnd=charge_vnd,
        duty_vnd=duty_vnd,
        receipt=receipt,
        counters=counters,
    )
    return MoneyLine(moved, code, applicant, procedure, settlement)


_LINES: Final = """
    SELECT money.entry, money.dossier, money.agency, money.at, money.day, desk_key, officer,
        by_post, method, till, charge_vnd, duty_vnd, receipt, counters, settlement,
        coalesce(iif(code <> '', code, paper), ''), coalesce(applicant, ''),
        coalesce(procedure, '')
    FROM money LEFT JOIN dossier ON dossier.id = money.dossier
"""
_OLDEST: Final = "ORDER BY money.day, money.at, money.entry LIMIT ?"


# --- sums ---------------------------------------------------------------------------------------


def sums(
    connection: Connection,
    first: date,
    last: date,
    *,
    agency_index: int | None = None,
    desk_key: str = "",
) -> list[MoneySum]:
    """By agency, day, method and hand, in that order, for any days, both included.

    Of all desks where none is named.
    """
    narrow: list[tuple[str, Value]] = []
    if agency_index is not None:
        narrow.append(("AND agency = ?", agency_index))
    if desk_key:
        narrow.append(("AND desk_key = ?", desk_key))
    statement = _SUMS.format(narrow=" ".join(sql for sql, _ in narrow))
    values = (first.isoformat(), last.isoformat(), *(value for _, value in narrow))
    found = statements(connection).execute(statement, values)
    return [
        MoneySum(agency, date.fromisoformat(day), Method(method), bool(by_post), *counted)
        for agency, day, method, by_post, *counted in found
    ]


def by_method(sums: Iterable[MoneySum]) -> tuple[MethodSum, ...]:
    """In the order in which methods are told; a method without a movement is left out."""
    known = list(sums)
    return tuple(
        MethodSum(method, sum(it.count for it in found), sum(it.amount_vnd for it in found))
        for method in Method
        if (found := [it for it in known if it.method is method])
    )


def open_sums(connection: Connection, last: date) -> list[OpenSum]:
    """What is to be settled with each agency, up to this day."""
    found = statements(connection).execute(_OPEN, (last.isoformat(),))
    return [
        OpenSum(agency, date.fromisoformat(first), *counted) for agency, first, *counted in found
    ]


def totals(connection: Connection) -> Totals:
    row = statements(connection).execute(_TOTALS).fetchone()
    assert row is not None
    moved_vnd, open_vnd = row
    return Totals(moved_vnd, moved_vnd - open_vnd, open_vnd)


_SUMS: Final = """
    SELECT agency, day, method, by_post, count(*), sum(charge_vnd), sum(duty_vnd),
        sum(iif(settlement = '', charge_vnd + duty_vnd, 0))
    FROM money
    WHERE day BETWEEN ? AND ? {narrow}
    GROUP BY agency, day, method, by_post ORDER BY agency, day, method, by_post
"""
_OPEN: Final = """
    SELECT agency, min(day), count(*), sum(charge_vnd), sum(duty_vnd) FROM money
    WHERE settlement = '' AND day <= ? GROUP BY agency ORDER BY agency
"""
_TOTALS: Final = """
    SELECT coalesce(sum(charge_vnd + duty_vnd), 0),
        coalesce(sum(iif(settlement = '', charge_vnd + duty_vnd, 0)), 0)
    FROM money
"""


def surplus(connection: Connection, since: date) -> list[Surplus]:
    """What is to be given back, of dossiers for which money moved on this day or after it."""
    found = statements(connection).execute(_SURPLUS, (since.isoformat(), DIFFERENCES_LIMIT))
    return [Surplus(*row) for row in found]


# What the post took is not accounted for before form 01, and that is as it should be.
_SURPLUS: Final = """
    SELECT dossier.id, iif(code <> '', code, paper), applicant,
        sum(charge_vnd + duty_vnd) - iif(state = 'cancelled', 0, paid_vnd) AS over_vnd
    FROM money JOIN dossier ON dossier.id = money.dossier
    WHERE money.dossier IN (SELECT dossier FROM money WHERE day >= ?)
        AND state NOT IN ('posted', 'supplement')
    GROUP BY dossier.id HAVING over_vnd > 0 ORDER BY number DESC LIMIT ?
"""


# --- tills --------------------------------------------------------------------------------------


def open_till(connection: Connection, desk: str) -> str:
    """The id of the till that is open at this desk; empty where none is."""
    row = statements(connection).execute(_OPEN_TILL, (desk,)).fetchone()
    return str(row[0]) if row else ""


def tills_since(connection: Connection, day: date, desk: str = "") -> list[str]:
    """Ids of the tills that were opened on this local day or after it, newest first."""
    first = format_time(on_day(day, time.min))
    found = statements(connection).execute(_TILLS, (first, desk, desk, TILLS_LIMIT))
    return [till for (till,) in found]


_OPEN_TILL: Final = """
    SELECT id FROM till WHERE desk = ? AND is_open ORDER BY opened_at DESC, id DESC LIMIT 1
"""
_TILLS: Final = """
    SELECT id FROM till WHERE opened_at >= ? AND (? = '' OR desk = ?)
    ORDER BY opened_at DESC, id DESC LIMIT ?
"""


def till(connection: Connection, till_id: str) -> Till | None:
    return fold_till(till_id, load(connection, till_id))


# --- settlements --------------------------------------------------------------------------------


def settlements(connection: Connection, agency_index: int | None = None) -> list[SettlementLine]:
    """The newest first, those that were annulled too."""
    found = statements(connection).execute(_ALL, (agency_index, agency_index, SETTLEMENTS_LIMIT))
    return [
        SettlementLine(id_, number, agency, parse_time(made_at), bool(stands), charge, duty)
        for id_, number, agency, made_at, stands, charge, duty in found
    ]


def settlement(connection: Connection, settlement_id: str) -> Settlement | None:
    return fold_settlement(settlement_id, load(connection, settlement_id))


def settlements_of_desk(connection: Connection, desk: str, year: int) -> int:
    """How many this desk made in this year, annulled ones too: no number is given out twice."""
    row = statements(connection).execute(_OF_DESK, (desk, year)).fetchone()
    return int(row[0]) if row else 0


_ALL: Final = """
    SELECT id, number, agency, made_at, stands, charge_vnd, duty_vnd FROM settlement
    WHERE ? IS NULL OR agency = ? ORDER BY made_at DESC, id DESC LIMIT ?
"""
_OF_DESK: Final = "SELECT count(*) FROM settlement WHERE desk = ? AND year = ?"


def differences(connection: Connection) -> list[Difference]:
    """What does not agree in the settlements that stand, by their time; nothing where all does."""
    found = statements(connection).execute(_DIFFERENCES, (DIFFERENCES_LIMIT,))
    return [
        Difference(DifferenceSort(sort), id_, number, entry, amount)
        for sort, id_, number, entry, amount in found
    ]


_LINE_DIFFERENCES: Final = """
    SELECT CASE
            WHEN money.entry IS NULL THEN 'unknown'
            WHEN money.settlement <> settlement.id THEN 'twice'
            ELSE 'other-agency' END AS sort,
        settlement.id AS id, settlement.number AS number, settled.entry AS entry,
        coalesce(money.charge_vnd + money.duty_vnd, 0) AS amount, settlement.made_at AS made_at
    FROM settlement JOIN settled ON settled.settlement = settlement.id
    LEFT JOIN money ON money.entry = settled.entry
    WHERE settlement.stands AND (
        money.entry IS NULL OR money.settlement <> settlement.id
        OR money.agency <> settlement.agency
    )
"""
_SUM_DIFFERENCES: Final = """
    SELECT 'sum', settlement.id, settlement.number, '',
        settlement.charge_vnd + settlement.duty_vnd
            - coalesce(sum(money.charge_vnd + money.duty_vnd), 0),
        settlement.made_at
    FROM settlement LEFT JOIN settled ON settled.settlement = settlement.id
    LEFT JOIN money ON money.entry = settled.entry
    WHERE settlement.stands GROUP BY settlement.id
    HAVING settlement.charge_vnd <> coalesce(sum(money.charge_vnd), 0)
        OR settlement.duty_vnd <> coalesce(sum(money.duty_vnd), 0)
"""
_DIFFERENCES: Final = f"""
    SELECT sort, id, number, entry, amount FROM (
        {_LINE_DIFFERENCES} UNION ALL {_SUM_DIFFERENCES}
    ) ORDER BY made_at, id, sort, entry LIMIT ?
"""  # noqa: S608 - our own names
