"""Settlements in lines: what is open with each agency, what was settled, what does not agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.money_words import DIFFERENCE_WORDS, METHOD_WORDS
from counter_app.screens.money.till_text import AMOUNT, amount_cell
from counter_app.widgets.lines import DANGER, QUIET, STRONG, left, right, row, styled
from counter_app.widgets.rows import BLANK, Row, heading
from counter_app.wording import day_text, money_text, tr, trn
from data.domain.clock import local

if TYPE_CHECKING:
    from counter_app.desk.money.ledger import Ledger
    from counter_app.desk.money.settling import Listed, Settling, ToSettle
    from data.store.money import Difference, MoneyLine

OPEN, MADE, DIFFERS = "open:", "made:", "differs:"
"""What the key of a row begins with."""
_COUNT, _DAY, _NUMBER, _CODE, _METHOD, _RECEIPT = 9, 12, 17, 27, 15, 18
_WIDE: Final = 96
"""Cells from which phí and lệ phí have columns of their own."""


@dataclass(frozen=True, slots=True)
class Settlements:
    """What is shown: open up to the day, made so far, and where something is wrong."""

    last: date
    open: "tuple[ToSettle, ...]" = ()
    made: "tuple[Listed, ...]" = ()
    differences: "tuple[Difference, ...]" = ()

    @property
    def open_vnd(self) -> int:
        return sum(it.open.amount_vnd for it in self.open)

    def of_agency(self, index: int) -> "ToSettle | None":
        return next((it for it in self.open if it.open.agency_index == index), None)


def look_at_settlements(settling: "Settling", ledger: "Ledger", last: date) -> Settlements:
    return Settlements(
        last, tuple(settling.open(last)), tuple(settling.made()), tuple(ledger.differences())
    )


def head(found: Settlements) -> Content:
    count = trn("{n} agency", "{n} agencies", len(found.open))
    return row(
        styled(tr("Not settled up to {day}", day=day_text(found.last)), STRONG),
        styled(f" · {count} · {money_text(found.open_vnd)}", QUIET),
    )


def settlement_rows(found: Settlements) -> list[Row]:
    rows: list[Row] = []
    if found.differences:
        rows.append(heading(tr("Does not agree")))
        rows += [_difference(place, it) for place, it in enumerate(found.differences)]
        rows.append(BLANK)
    if found.open:
        rows.append(Row(_open_head))
        rows += [_open(it) for it in found.open]
    else:
        said = tr("Nothing is open: every đồng up to this day is settled.")
        rows.append(Row(lambda width: styled(left(said, width), QUIET)))
    rows.append(BLANK)
    if found.made:
        rows.append(heading(tr("Settlements made"), tr("amount")))
        rows += [_made(it) for it in found.made]
    else:
        said_none = tr("No settlement was made yet.")
        rows.append(Row(lambda width: styled(left(said_none, width), QUIET)))
    return rows


def _open_head(width: int) -> Content:
    """The words stand over the columns; rows are two cells further in."""
    return styled("  ", QUIET) + _open_cells(
        width - 2,
        (tr("agency"), tr("entries"), tr("oldest"), tr("phí"), tr("lệ phí"), tr("sum")),
        QUIET,
    )


def _open_cells(width: int, cells: Sequence[str], style: str = "") -> Content:
    agency, count, oldest, charge, duty, total = cells
    wide = width >= _WIDE
    name = width - _COUNT - _DAY - AMOUNT - (2 * AMOUNT if wide else 0)
    return row(
        styled(left(agency, name - 1) + " ", style),
        styled(right(count, _COUNT), style),
        styled(right(oldest, _DAY), style or QUIET),
        styled(right(charge, AMOUNT) + right(duty, AMOUNT), style) if wide else "",
        styled(right(total, AMOUNT), style or STRONG),
    )


def _open(one: "ToSettle") -> Row:
    known = one.open
    cells = (
        one.agency or tr("(not in the register)"),
        str(known.count),
        day_text(known.first),
        money_text(known.charge_vnd),
        money_text(known.duty_vnd),
        money_text(known.amount_vnd),
    )
    return Row(lambda width: _open_cells(width, cells), f"{OPEN}{known.agency_index}")


def _made(one: "Listed") -> Row:
    line = one.line
    day = day_text(local(line.made_at).date())
    said = "" if line.stands else "✕ " + tr("annulled")

    def draw(width: int) -> Content:
        style, end = ("", 0) if line.stands else (QUIET, _DAY)
        name = width - _NUMBER - _DAY - end - AMOUNT
        return row(
            styled(left(line.number, _NUMBER), style),
            styled(left(day, _DAY), QUIET),
            styled(left(one.agency, name - 1) + " ", style),
            styled(left(said, end), DANGER),
            styled(right(money_text(line.amount_vnd), AMOUNT), style),
        )

    return Row(draw, f"{MADE}{line.id}")


def _difference(place: int, one: "Difference") -> Row:
    said = tr(DIFFERENCE_WORDS[one.sort])

    def draw(width: int) -> Content:
        return row(
            styled("✕ ", DANGER),
            left(one.number, _NUMBER),
            left(said, width - _NUMBER - AMOUNT - 2),
            amount_cell(one.amount_vnd),
        )

    return Row(draw, f"{DIFFERS}{one.settlement}:{place}")


# --- lines of money -----------------------------------------------------------------------------


def money_rows(lines: "Sequence[MoneyLine]") -> list[Row]:
    return [Row(_line_head), *(_line(it) for it in lines)] if lines else []


def _line_head(width: int) -> Content:
    words = (tr("day"), tr("code"), tr("its owner"), tr("receipt no."), tr("paid in"))
    return styled("  ", QUIET) + _line_cells(
        width - 2, words, styled(right(tr("amount"), AMOUNT), QUIET), QUIET
    )


def _line_cells(width: int, words: Sequence[str], amount: Content, style: str = "") -> Content:
    day, code, name, receipt, method = words
    wide = width >= _WIDE
    room = width - _DAY - _CODE - AMOUNT - (_RECEIPT + _METHOD if wide else 0)
    return row(
        styled(left(day, _DAY), QUIET),
        styled(left(code, _CODE), style),
        styled(left(name, room - 1) + " ", style),
        styled(left(receipt, _RECEIPT) + left(method, _METHOD), QUIET) if wide else "",
        amount,
    )


def _line(line: "MoneyLine") -> Row:
    moved = line.moved
    words = (
        day_text(moved.day),
        line.code,
        line.applicant or tr("(gave no name)"),
        moved.receipt,
        tr(METHOD_WORDS[moved.method]),
    )
    amount = amount_cell(moved.amount_vnd)
    return Row(lambda width: _line_cells(width, words, amount), f"{moved.dossier}:{moved.entry}")


def lines_sum(lines: "Sequence[MoneyLine]") -> Content:
    """Both parts and their sum, as a line below the list."""
    charge_vnd = sum(it.moved.charge_vnd for it in lines)
    duty_vnd = sum(it.moved.duty_vnd for it in lines)
    said = tr(
        "phí {charge} + lệ phí {duty} =",
        charge=money_text(charge_vnd),
        duty=money_text(duty_vnd),
    )
    return row(
        styled(trn("{n} entry", "{n} entries", len(lines)) + " · ", QUIET),
        styled(said + " ", QUIET),
        styled(money_text(charge_vnd + duty_vnd), STRONG),
    )
