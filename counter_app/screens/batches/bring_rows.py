"""What the screen of results in says: the place of each, what is to be seen to, what is missing."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from textual.content import Content

from counter_app.desk.batches.bringing import Arrival, Expected
from counter_app.screens.batches.piles_rows import End
from counter_app.widgets.lines import QUIET, STRONG, WARNING, left, right, row, styled
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import BLANK, Draw, Row, heading
from counter_app.wording import tr
from data.domain.clock import local

SIDE: Final = "side:"
_CODE, _DUE = 27, 7


def end_of(arrival: Arrival, place: str) -> End:
    """Where it is put, and in short what is to be seen to when it is handed out."""
    marks = [
        f"→ {place}" if place else tr("no place"),
        tr("fee") if arrival.fee_due else "",
        tr("post") if arrival.by_post else "",
    ]
    return End(" · ".join(filter(None, marks)), STRONG if place else WARNING)


def landed(arrival: Arrival, place: str) -> tuple[str, Tone]:
    """What the officer does with it now."""
    told = [tr("the citizen is told before it is handed out: it is early")] if arrival.early else []
    if arrival.fee_due:
        told.append(tr("a fee is owed"))
    if arrival.via_province:
        told.append(tr("it came through Văn phòng UBND tỉnh"))
    where = tr("Put it at {place}.", place=place) if place else tr("It has no place yet.")
    besides = "; ".join(told)
    said = f"{where} {besides[0].upper()}{besides[1:]}." if besides else where
    return said, Tone.DONE if place else Tone.WARNING


def beside(missing: "Sequence[Expected]") -> list[Row]:
    """What was decided and did not come, agency by agency."""
    rows = list(_rows(missing))
    return rows[:-1] if rows else []


def _rows(missing: "Sequence[Expected]") -> Iterator[Row]:
    for agency, lines in groupby(missing, key=lambda it: it.agency):
        held = list(lines)
        yield heading(agency, f"{len(held)}")
        yield from (Row(_drawn(it), f"{SIDE}{it.id}") for it in held)
        yield BLANK


def _drawn(one: Expected) -> Draw:
    due = f"{local(one.due_at):%d/%m}" if one.due_at else ""

    def draw(width: int) -> Content:
        return row(
            left(one.code, _CODE),
            left(one.applicant, width - _CODE - _DUE),
            styled(right(due, _DUE), QUIET),
        )

    return draw
