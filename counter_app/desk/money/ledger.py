"""The ledger of the Center: what moved in any days, agency by agency, and what does not agree.

Only read: nothing here changes a sum.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final

from counter_app.desk.on_paper.money_sheets import rows_of
from counter_app.desk.outgoing import give_out
from data.domain.agencies import AgencyRegister
from data.domain.clock import Clock, local
from data.domain.errors import Refused
from data.domain.papers import SettlementRow
from data.domain.till import MethodSum
from data.store import money
from data.store.engine import Store
from data.store.money import Difference, MoneyLine, MoneySum, Surplus, Totals

PERIOD_LINES: Final = 20_000
"""Movements of one workbook; a longer period is written in parts."""


@dataclass(frozen=True, slots=True)
class AgencyMoney:
    """What moved for one agency. `settled_vnd` and `open_vnd` are all of it."""

    agency_index: int
    agency: str
    count: int
    charge_vnd: int
    duty_vnd: int
    open_vnd: int
    by_method: tuple[MethodSum, ...]
    by_post_vnd: int

    @property
    def amount_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd

    @property
    def settled_vnd(self) -> int:
        return self.amount_vnd - self.open_vnd


@dataclass(frozen=True, slots=True)
class MoneyPeriod:
    """Days from `first` to `last`, both included."""

    first: date
    last: date
    agencies: tuple[AgencyMoney, ...]

    @property
    def amount_vnd(self) -> int:
        return sum(it.amount_vnd for it in self.agencies)

    @property
    def open_vnd(self) -> int:
        return sum(it.open_vnd for it in self.agencies)


@dataclass(frozen=True, slots=True)
class BookRow:
    """A line of the workbook of a period."""

    agency: str
    row: SettlementRow
    settled: str
    """The number of the settlement that holds it; empty while it is open."""


@dataclass(slots=True)
class Ledger:
    store: Store
    agencies: AgencyRegister
    clock: Clock

    def period(self, first: date, last: date, *, agency_index: int | None = None) -> MoneyPeriod:
        """Raises Refused("period-turned-round") where `last` is before `first`."""
        _require(first, last)
        with self.store.read() as connection:
            found = money.sums(connection, first, last, agency_index=agency_index)
        grouped = groupby(found, lambda it: it.agency_index)
        agencies = tuple(self._agency(index, list(sums)) for index, sums in grouped)
        return MoneyPeriod(first, last, agencies)

    def days(self, first: date, last: date, *, agency_index: int | None = None) -> list[MoneySum]:
        """The same by day, method and hand. Raises as `period`."""
        _require(first, last)
        with self.store.read() as connection:
            return money.sums(connection, first, last, agency_index=agency_index)

    def lines(self, first: date, last: date, *, agency_index: int | None = None) -> list[MoneyLine]:
        """Every movement, oldest first. Raises as `period`."""
        _require(first, last)
        with self.store.read() as connection:
            return money.of_period(connection, first, last, agency_index=agency_index)

    def of_dossier(self, dossier_id: str) -> list[MoneyLine]:
        with self.store.read() as connection:
            return money.of_dossier(connection, dossier_id)

    def differences(self) -> list[Difference]:
        """What does not agree in the settlements that stand; empty where all does."""
        with self.store.read() as connection:
            return money.differences(connection)

    def surplus(self, since: date) -> list[Surplus]:
        """What is to be given back: of dossiers for which money moved since this day."""
        with self.store.read() as connection:
            return money.surplus(connection, since)

    def totals(self) -> Totals:
        with self.store.read() as connection:
            return money.totals(connection)

    def today(self) -> tuple[MethodSum, ...]:
        """What moved today at all desks whose entries are here, by method."""
        day = local(self.clock()).date()
        return money.by_method(self.days(day, day))

    def write(
        self, first: date, last: date, folder: Path, *, agency_index: int | None = None
    ) -> Path:
        """The period as a workbook.

        Raises Refused: "period-turned-round", "period-too-long", "file-unwritable".
        """
        from counter_app.desk.money.money_book import period_book

        period = self.period(first, last, agency_index=agency_index)
        if sum(it.count for it in period.agencies) > PERIOD_LINES:
            raise Refused("period-too-long", limit=PERIOD_LINES)
        rows = self._rows(first, last, agency_index)
        return give_out(
            folder / f"thu-phi-{first:%y%m%d}-{last:%y%m%d}.xlsx", period_book(period, rows)
        )

    def _rows(self, first: date, last: date, agency_index: int | None) -> list[BookRow]:
        with self.store.read() as connection:
            lines = money.of_period(connection, first, last, agency_index=agency_index)
            ids = sorted({it.settlement for it in lines if it.settlement})
            known = {it: money.settlement(connection, it) for it in ids}
            numbers = {id_: it.made.number for id_, it in known.items() if it}
            rows = rows_of(connection, lines)
        return [
            BookRow(
                self.agencies.name_of(line.moved.agency_index),
                row,
                numbers.get(line.settlement, ""),
            )
            for line, row in zip(lines, rows, strict=True)
        ]

    def _agency(self, index: int, sums: list[MoneySum]) -> AgencyMoney:
        return AgencyMoney(
            agency_index=index,
            agency=self.agencies.name_of(index),
            count=sum(it.count for it in sums),
            charge_vnd=sum(it.charge_vnd for it in sums),
            duty_vnd=sum(it.duty_vnd for it in sums),
            open_vnd=sum(it.open_vnd for it in sums),
            by_method=money.by_method(sums),
            by_post_vnd=sum(it.amount_vnd for it in sums if it.by_post),
        )


def _require(first: date, last: date) -> None:
    if last < first:
        raise Refused("period-turned-round")
