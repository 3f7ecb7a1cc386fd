"""A period in lines: what was taken and given back for each agency, settled of it, and open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.money_words import METHOD_WORDS
from counter_app.screens.money.till_text import AMOUNT
from counter_app.widgets.lines import QUIET, STRONG, left, right, row, styled
from counter_app.widgets.rows import BLANK, Row
from counter_app.wording import day_text, money_text, tr

if TYPE_CHECKING:
    from counter_app.desk.money.ledger import AgencyMoney, MoneyPeriod

_COUNT: Final = 9
_WIDE: Final = 96
"""Cells from which phí, lệ phí and what is settled have columns of their own."""


def head(period: "MoneyPeriod") -> Content:
    days = f"{day_text(period.first)} – {day_text(period.last)}"
    return row(styled(tr("Phí, lệ phí by agency"), STRONG), styled(f" · ‹ {days} ›", QUIET))


def period_rows(period: "MoneyPeriod") -> list[Row]:
    if not period.agencies:
        return []
    words = (
        *(tr("agency"), tr("entries"), tr("phí"), tr("lệ phí")),
        *(tr("sum"), tr("settled"), tr("not settled")),
    )
    rows = [Row(lambda width: styled("  ") + _cells(width - 2, words, QUIET))]
    rows += [_agency(it) for it in period.agencies]
    total = _sums(tr("In all"), period.agencies)
    return [*rows, BLANK, Row(lambda width: styled("  ") + _cells(width - 2, total, STRONG))]


def _agency(one: "AgencyMoney") -> Row:
    cells = _sums(one.agency or tr("(not in the register)"), (one,))
    return Row(lambda width: _cells(width, cells), str(one.agency_index))


def _sums(name: str, agencies: "Sequence[AgencyMoney]") -> tuple[str, ...]:
    return (
        name,
        str(sum(it.count for it in agencies)),
        money_text(sum(it.charge_vnd for it in agencies)),
        money_text(sum(it.duty_vnd for it in agencies)),
        money_text(sum(it.amount_vnd for it in agencies)),
        money_text(sum(it.settled_vnd for it in agencies)),
        money_text(sum(it.open_vnd for it in agencies)),
    )


def _cells(width: int, cells: Sequence[str], style: str = "") -> Content:
    agency, count, charge, duty, total, settled, left_open = cells
    shown = (charge, duty, total, settled, left_open) if width >= _WIDE else (total, left_open)
    name = width - _COUNT - AMOUNT * len(shown) - len(shown)
    return row(
        styled(left(agency, name - 1) + " ", style),
        styled(right(count, _COUNT), style),
        *(styled(" " + right(cell, AMOUNT), style) for cell in shown),
    )


def by_method(one: "AgencyMoney | None") -> Content:
    """By which method the money of the agency under the cursor came."""
    if one is None:
        return Content("")
    said = " · ".join(
        f"{tr(METHOD_WORDS[it.method])} {money_text(it.amount_vnd)}" for it in one.by_method
    )
    post = tr("by the post {amount}", amount=money_text(one.by_post_vnd))
    return styled(said + (f" · {post}" if one.by_post_vnd else ""), QUIET)
