"""The cash shift in lines: what was in the drawer, what came and went, and earlier shifts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.money_words import METHOD_WORDS
from counter_app.widgets.lines import (
    ACCENT,
    QUIET,
    STRONG,
    WARNING,
    column,
    left,
    right,
    row,
    styled,
)
from counter_app.widgets.rows import BLANK, Row, heading
from counter_app.wording import day_text, moment_text, money_text, time_text, tr, trn
from data.domain.clock import local

if TYPE_CHECKING:
    from counter_app.desk.money.tills import TillNow, Tills
    from data.domain.till import MethodSum, Till
    from data.store.money import MoneyLine

DOSSIER, TILL = "dossier:", "till:"
"""What the key of a row begins with; a dossier's ends with the entry that moved the money."""
AMOUNT: Final = 14
"""Cells of an amount: `-999.999.999 đ`."""
_TIME, _CODE, _METHOD, _SPAN = 7, 27, 13, 24
_SUM_NAME, _SUM_COUNT = 20, 12


@dataclass(frozen=True, slots=True)
class Drawer:
    """What is shown of it; `names` are those of the officers, by their id."""

    now: "TillNow | None" = None
    lines: "tuple[MoneyLine, ...]" = ()
    earlier: "tuple[Till, ...]" = ()
    names: Mapping[str, str] = field(default_factory=dict)


def look_into_drawer(tills: "Tills", since: date) -> Drawer:
    """The open shift, and those that were opened since this day and are counted."""
    now = tills.now()
    earlier = tuple(it for it in tills.since(since) if not it.is_open)
    lines = tuple(tills.lines(now.till.id)) if now else ()
    ids = {it.officer for it in earlier} | ({now.till.officer} if now else set())
    return Drawer(now, lines, earlier, {it: tills.name_of(it) for it in ids})


def told(drawer: Drawer) -> Content:
    """Who opened it when, what came by each method, and what must lie in the drawer."""
    now = drawer.now
    if now is None:
        return column(
            styled(tr("No cash shift is open at this desk."), STRONG),
            styled(tr("What is paid now belongs to no shift."), QUIET),
        )
    till = now.till
    officer = drawer.names.get(till.officer, "")
    return column(
        row(styled(tr("Cash shift open"), STRONG), styled(f" · {officer}", QUIET)),
        styled(tr("since {moment}", moment=moment_text(till.opened_at)), QUIET),
        Content(""),
        sum_line(tr("Float"), "", till.float_vnd),
        *sum_lines(now.sums),
        sum_line(tr("In the drawer"), "", now.expected_vnd, STRONG),
    )


def sum_lines(sums: "Sequence[MethodSum]") -> Iterator[Content]:
    for one in sums:
        count = trn("{n} entry", "{n} entries", one.count)
        yield sum_line(_capital(tr(METHOD_WORDS[one.method])), count, one.amount_vnd)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def sum_line(name: str, count: str, amount_vnd: int, style: str = "") -> Content:
    return row(
        styled(left(name, _SUM_NAME), style),
        styled(left(count, _SUM_COUNT), QUIET),
        styled(right(money_text(amount_vnd), AMOUNT), style),
    )


def till_rows(drawer: Drawer) -> list[Row]:
    """The newest first: what moved in this shift, and below it the shifts before."""
    rows: list[Row] = []
    if drawer.now is not None:
        rows.append(heading(tr("In this shift"), tr("amount")))
        rows += [line_row(it) for it in reversed(drawer.lines)]
        if not drawer.lines:
            rows.append(Row(lambda width: styled(left("  " + tr("Nothing yet."), width), QUIET)))
    if drawer.earlier:
        rows += [BLANK] if rows else []
        rows.append(heading(tr("Shifts before"), tr("difference")))
        rows += [_till(it, drawer.names.get(it.officer, "")) for it in drawer.earlier]
    return rows


def line_row(line: "MoneyLine") -> Row:
    moved = line.moved

    def draw(width: int) -> Content:
        name = max(8, width - _TIME - _CODE - _METHOD - AMOUNT)
        return row(
            styled(left(time_text(moved.at), _TIME), QUIET),
            left(line.code, _CODE),
            left(line.applicant or tr("(gave no name)"), name - 1) + " ",
            styled(left(tr(METHOD_WORDS[moved.method]), _METHOD), QUIET),
            amount_cell(moved.amount_vnd),
        )

    return Row(draw, f"{DOSSIER}{moved.dossier}:{moved.entry}")


def amount_cell(amount_vnd: int, width: int = AMOUNT) -> Content:
    """What went back shows its sign and stands out."""
    return styled(right(money_text(amount_vnd), width), WARNING if amount_vnd < 0 else "")


def _till(till: "Till", officer: str) -> Row:
    closed = till.closed
    ended = till.closed_at or till.opened_at
    same_day = local(ended).date() == local(till.opened_at).date()
    until = time_text(ended) if same_day else moment_text(ended)
    span = f"{day_text(local(till.opened_at).date())} {time_text(till.opened_at)} – {until}"

    def draw(width: int) -> Content:
        counted = money_text(closed.counted_vnd) if closed else ""
        name = max(4, width - _SPAN - 2 * AMOUNT - 4)
        return row(
            left(span, _SPAN + 2),
            left(officer, name),
            right(counted, AMOUNT),
            "  ",
            difference(closed.difference_vnd if closed else 0, AMOUNT),
        )

    return Row(draw, f"{TILL}{till.id}")


def difference(amount_vnd: int, width: int) -> Content:
    if not amount_vnd:
        return styled(right("✓ " + money_text(0), width), ACCENT)
    return styled(right(f"▲ {signed(amount_vnd)}", width), WARNING)


def signed(amount_vnd: int) -> str:
    """With its sign, also where it is too much."""
    return ("+" if amount_vnd > 0 else "") + money_text(amount_vnd)
