"""The words of an import: what a row of the carrier's file comes to, and why."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.carrier_words import LOT_WORDS, OUTCOME_WORDS, reason
from counter_app.desk.post.carrier_rows import Lot, SortedRow, Sorting
from counter_app.screens.dossiers.told_lines import Hung, Line, laid
from counter_app.screens.receiving.intake_text import label
from counter_app.widgets.lines import (
    ACCENT,
    DANGER,
    QUIET,
    STRONG,
    WARNING,
    left,
    right,
    row,
    styled,
)
from counter_app.widgets.rows import BLANK, Row, heading
from counter_app.wording import day_text, tr, trn

if TYPE_CHECKING:
    from data.catalogue.carrier_table import CarrierTable

_GOOD: Final = frozenset({Lot.RECORD, Lot.RECORDED})
_WANTS: Final = frozenset({Lot.NEEDED, Lot.BY_HAND, Lot.UNDECIDED})
_GAP: Final = "   "
_LINE, _ITEM, _DAY, _STATUS = 7, 15, 12, 28


def head(name: str, table: "CarrierTable") -> Content:
    """Which file it is, and how it was read."""
    parts = [trn("{n} row", "{n} rows", len(table.rows))]
    if table.encoding:
        parts.append(table.encoding.upper())
    return row(styled(name, STRONG), styled(" · " + " · ".join(parts), QUIET))


def counted(sorting: Sorting | None, width: int) -> list[Content]:
    """Each lot that has rows, with its number and its shape; none is cut by the end of a line."""
    counts = sorting.counts() if sorting else {}
    lines = [Content("")]
    for lot in LOT_WORDS:
        if not counts.get(lot):
            continue
        said = styled(f"{_mark(lot)}{tr(LOT_WORDS[lot])}: {counts[lot]}", _style(lot))
        longer = row(lines[-1], _GAP, said) if lines[-1].plain else said
        if longer.cell_length <= width:
            lines[-1] = longer
        else:
            lines.append(said)
    return lines


def _mark(lot: Lot) -> str:
    if lot in _GOOD:
        return "✓ "
    return "▲ " if lot in _WANTS else ("✕ " if lot is Lot.UNREADABLE else "· ")


def _style(lot: Lot) -> str:
    if lot in _GOOD:
        return ACCENT
    return WARNING if lot in _WANTS else (DANGER if lot is Lot.UNREADABLE else QUIET)


def rows(sorting: Sorting) -> list[Row]:
    """Under their lots, in the order of the file."""
    by_lot: dict[Lot, list[SortedRow]] = {lot: [] for lot in LOT_WORDS}
    for it in sorting.rows:
        by_lot[it.lot].append(it)
    return [*_listed(by_lot)]


def _listed(by_lot: Mapping[Lot, list[SortedRow]]) -> Iterator[Row]:
    begun = False
    for lot, found in by_lot.items():
        if found:
            if begun:
                yield BLANK
            begun = True
            yield heading(f"{_mark(lot)}{tr(LOT_WORDS[lot])} · {len(found)}")
            for it in found:
                yield Row(_drawn(it), str(it.line))


def _drawn(it: SortedRow) -> Callable[[int], Content]:
    return partial(_draw, it)


def _draw(it: SortedRow, width: int) -> Content:
    event = it.event
    rest = max(0, width - _LINE - _ITEM - _DAY)
    status = min(rest // 2, _STATUS) if it.code else rest
    day = day_text(event.day) if event.day else ""
    return row(
        styled(right(str(it.line), _LINE - 2) + "  ", QUIET),
        styled(left(event.item, _ITEM), STRONG),
        left(day, _DAY),
        left(event.status, status - 1) + " ",
        styled(left(reason(it), rest - status), QUIET) if it.code else "",
    )


def chosen(it: SortedRow | None, width: int) -> list[Content]:
    return laid(_facts(it), width) if it is not None else []


def _facts(it: SortedRow) -> Iterator[Line]:
    event = it.event
    means = tr(OUTCOME_WORDS[event.outcome]) if event.outcome else tr("not decided")
    yield Hung(label(tr("Line {n}", n=it.line)), f"{event.item} · {event.status} ({means})")
    said = " · ".join(filter(None, (event.receiver, event.note, event.receipt)))
    if said:
        yield Hung(label(""), said, QUIET)
    if why := reason(it):
        yield Hung(label(""), why, WARNING)
