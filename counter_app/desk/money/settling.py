"""Settling with an agency (quyết toán, R115): everything that is open up to a day, in one act.

What both sign is what was shown to them: where more came in between, the settlement is refused.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from counter_app.desk.bell import Bell
from counter_app.desk.confirming import as_recorded
from counter_app.desk.money.tills import BOTH
from counter_app.desk.numbers import desk_label, queue_sheets
from counter_app.desk.on_paper.sheets import Sheets
from counter_app.desk.outgoing import give_out
from data.domain import settlement as settlements
from data.domain.agencies import AgencyRegister
from data.domain.center import Desk, Officer
from data.domain.clock import Clock, local
from data.domain.confirmation import Confirmation
from data.domain.errors import Refused
from data.domain.hands import hands
from data.domain.papers import Copy, Form, SettlementPaper
from data.domain.printjob import Sheet
from data.domain.settlement import LINES_LIMIT, Settle, Settlement
from data.store import money
from data.store.engine import Store
from data.store.journal import Act, Journal, new_id
from data.store.money import MoneyLine, OpenSum, SettlementLine


@dataclass(frozen=True, slots=True)
class ToSettle:
    """An agency with which something is to be settled."""

    agency: str
    open: OpenSum


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement that was made; `job` is of the first of the two sheets that both sign."""

    settlement: Settlement
    job: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A settlement of a list, with the name of its agency."""

    agency: str
    line: SettlementLine


@dataclass(slots=True)
class Settling:
    store: Store
    journal: Journal
    agencies: AgencyRegister
    sheets: Sheets
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)

    def open(self, last: date) -> list[ToSettle]:
        """What no settlement holds yet, by agency, up to this day."""
        with self.store.read() as connection:
            found = money.open_sums(connection, last)
        return [ToSettle(self._name(it.agency_index), it) for it in found]

    def lines(self, agency_index: int, last: date) -> list[MoneyLine]:
        """The lines that a settlement up to this day would have, oldest first."""
        with self.store.read() as connection:
            return money.open_movements(connection, agency_index, last)

    def settle(
        self,
        officer: Officer,
        shown: OpenSum,
        last: date,
        *,
        giver: str,
        receiver: str,
    ) -> Settled:
        """Settles what was `shown`, and queues the sheet that both sign.

        Raises Refused: "settlement-day-in-the-future", "settlement-moved" where something came in
        between, "settlement-empty", "settlement-too-long", "giver-missing", "receiver-missing",
        "settlement-agency-unknown", "role-may-not".
        """
        if last > local(self.clock()).date():
            raise Refused("settlement-day-in-the-future", day=last.isoformat())
        agency = self.agencies.name_of(shown.agency_index)
        if not agency:
            raise Refused("settlement-agency-unknown")
        with self.journal.act(officer.id) as act:
            moved = [
                it.moved for it in money.open_movements(act.connection, shown.agency_index, last)
            ]
            found = (
                len(moved),
                sum(it.charge_vnd for it in moved),
                sum(it.duty_vnd for it in moved),
            )
            if len(moved) <= LINES_LIMIT and found != (
                shown.count,
                shown.charge_vnd,
                shown.duty_vnd,
            ):
                raise Refused("settlement-moved", agency=agency)
            told = Settle(
                number=self._next_number(act),
                agency_index=shown.agency_index,
                agency=agency,
                last=last,
                given=hands(giver, receiver),
                desk=desk_label(self.desk),
            )
            settlement_id = new_id()
            for fact in settlements.settle(settlement_id, told, moved, roles=officer.roles):
                act.record(fact)
            made = _folded(act, settlement_id)
            sheet = Sheet(made.id, Form.SETTLEMENT, Copy.APPLICANT, number="", entry=made.entry)
            sheets = [replace(sheet, copy=copy) for copy in BOTH]
            job, _kept = queue_sheets(act, self.desk, sheets)
        self.bell.ring()
        return Settled(made, job)

    def annul(
        self,
        officer: Officer,
        settlement_id: str,
        *,
        reason: str,
        confirmation: Confirmation | None,
    ) -> Settlement:
        """Its lines are open again.

        Raises Refused: "settlement-unknown", "settlement-annulled", "settlement-annul-reason-
        missing", "settlement-annul-unconfirmed", "confirm-own-act", "role-may-not".
        """
        with self.journal.act(officer.id) as act:
            known = settlements.fold_settlement(settlement_id, act.entries(settlement_id))
            if known is None:
                raise Refused("settlement-unknown")
            word = as_recorded(act.connection, officer, confirmation)
            act.record(
                settlements.annul(known, reason=reason, confirmation=word, roles=officer.roles)
            )
            return _folded(act, settlement_id)

    def made(self, agency_index: int | None = None) -> list[Listed]:
        """Settlements, newest first; also those that were annulled."""
        with self.store.read() as connection:
            found = money.settlements(connection, agency_index)
        return [Listed(self._name(it.agency_index), it) for it in found]

    def settlement(self, settlement_id: str) -> Settlement:
        """Raises Refused("settlement-unknown")."""
        with self.store.read() as connection:
            found = money.settlement(connection, settlement_id)
        if found is None:
            raise Refused("settlement-unknown")
        return found

    def lines_of(self, settlement_id: str) -> list[MoneyLine]:
        with self.store.read() as connection:
            return money.of_settlement(connection, settlement_id)

    def paper(self, settlement_id: str) -> SettlementPaper:
        """As its sheet says it. Raises Refused("no-paper")."""
        sheet = Sheet(settlement_id, Form.SETTLEMENT, Copy.APPLICANT, number="")
        paper = self.sheets.paper(sheet)
        assert isinstance(paper, SettlementPaper)
        return paper

    def write(self, settlement_id: str, folder: Path) -> Path:
        """The settlement as a workbook. Raises Refused: "no-paper", "file-unwritable"."""
        from counter_app.desk.money.money_book import settlement_book

        paper = self.paper(settlement_id)
        name = "".join(it if it.isalnum() else "-" for it in paper.number.lower())
        return give_out(folder / f"quyet-toan-{name}.xlsx", settlement_book(paper))

    def _next_number(self, act: Act) -> str:
        """Of this desk and year, so that desks that never speak give no number twice."""
        label, year = desk_label(self.desk), local(act.now).year
        count = money.settlements_of_desk(act.connection, label, year) + 1
        return f"QT-{label}-{count:04}/{year}"

    def _name(self, agency_index: int) -> str:
        return self.agencies.name_of(agency_index)


def _folded(act: Act, settlement_id: str) -> Settlement:
    found = settlements.fold_settlement(settlement_id, act.entries(settlement_id))
    assert found is not None
    return found
