"""`counter report settlement` and `counter money check`: the ledger, read beside a running desk.

No name of a payer is told: sums by agency, and numbers of settlements that do not agree.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counter_app import bootstrap
from counter_app.config import Config
from counter_app.desk.money.ledger import AgencyMoney, Ledger, MoneyPeriod
from counter_app.money_words import DIFFERENCE_WORDS
from counter_app.wording import day_text, money_text, tr, trn
from data.domain.clock import Clock
from data.store.money import Difference
from data.store.money_check import MoneyCheck, check_money


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of all agencies where none is named."""

    first: date
    last: date
    agency: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    sums: MoneyCheck
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        return self.sums.agrees and not self.differences


# --- the report ---------------------------------------------------------------------------------


def report(config: Config, wanted: Wanted, clock: Clock) -> MoneyPeriod:
    """Raises Refused("period-outside"), and with a store error's code."""
    with bootstrap.read_only(config) as (store, keys):
        agencies = bootstrap.rulebook_of(config, store, keys, clock).agencies
        ledger = Ledger(store, agencies, clock)
        return ledger.period(wanted.first, wanted.last, agency_index=wanted.agency)


def write_book(config: Config, wanted: Wanted, folder: Path, clock: Clock) -> Path:
    """Every entry of the days as a workbook. Raises as `report`, "period-too-long",
    "file-unwritable".
    """
    with bootstrap.read_only(config) as (store, keys):
        agencies = bootstrap.rulebook_of(config, store, keys, clock).agencies
        ledger = Ledger(store, agencies, clock)
        return ledger.write(wanted.first, wanted.last, folder, agency_index=wanted.agency)


def report_as_text(made: MoneyPeriod) -> Iterator[str]:
    yield f"{day_text(made.first)} – {day_text(made.last)}"
    for one in made.agencies:
        yield f"{one.agency_index} {one.agency}: {_sums(one)}"
    yield tr("In all") + ": " + money_text(made.amount_vnd)
    yield tr("not settled") + ": " + money_text(made.open_vnd)


def _sums(one: AgencyMoney) -> str:
    count = trn("{n} entry", "{n} entries", one.count)
    said = (
        f"{tr('phí')} {money_text(one.charge_vnd)}",
        f"{tr('lệ phí')} {money_text(one.duty_vnd)}",
        f"{tr('not settled')} {money_text(one.open_vnd)}",
    )
    return " · ".join((money_text(one.amount_vnd), count, *said))


def report_as_json(made: MoneyPeriod) -> str:
    told = {
        "first": made.first.isoformat(),
        "last": made.last.isoformat(),
        "agencies": [_agency(it) for it in made.agencies],
        "amount_vnd": made.amount_vnd,
        "settled_vnd": made.amount_vnd - made.open_vnd,
        "open_vnd": made.open_vnd,
    }
    return json.dumps(told, ensure_ascii=False)


def _agency(one: AgencyMoney) -> dict[str, object]:
    return {
        "index": one.agency_index,
        "agency": one.agency,
        "count": one.count,
        "charge_vnd": one.charge_vnd,
        "duty_vnd": one.duty_vnd,
        "amount_vnd": one.amount_vnd,
        "settled_vnd": one.settled_vnd,
        "open_vnd": one.open_vnd,
        "by_post_vnd": one.by_post_vnd,
        "by_method": {it.method.value: it.amount_vnd for it in one.by_method},
    }


# --- the check ----------------------------------------------------------------------------------


def check(config: Config, clock: Clock) -> Checked:
    """Raises Refused with a store error's code."""
    with bootstrap.read_only(config) as (store, keys):
        agencies = bootstrap.rulebook_of(config, store, keys, clock).agencies
        differences = tuple(Ledger(store, agencies, clock).differences())
        with store.read() as connection:
            return Checked(check_money(connection), differences)


def check_as_text(found: Checked) -> Iterator[str]:
    sums = found.sums
    equals = "=" if sums.agrees else "≠"
    parts = (
        f"{money_text(sums.entries_vnd)} {equals} {tr('settled')} {money_text(sums.settled_vnd)}",
        f"{tr('not settled')} {money_text(sums.open_vnd)}",
    )
    yield " + ".join(parts)
    for it in found.differences:
        yield f"{it.number}: {tr(DIFFERENCE_WORDS[it.sort])} ({money_text(it.amount_vnd)})"


def check_as_json(found: Checked) -> str:
    told = {
        "ok": found.agrees,
        "entries_vnd": found.sums.entries_vnd,
        "settled_vnd": found.sums.settled_vnd,
        "open_vnd": found.sums.open_vnd,
        "differences": [
            {
                "sort": it.sort.value,
                "number": it.number,
                "entry": it.entry,
                "amount_vnd": it.amount_vnd,
            }
            for it in found.differences
        ],
    }
    return json.dumps(told, ensure_ascii=False)
