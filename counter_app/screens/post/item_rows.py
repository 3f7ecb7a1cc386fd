"""Rows of items of the post: by their own number, with the dossier that each belongs to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.screens.batches.piles_rows import LINE
from counter_app.widgets.lines import QUIET, WARNING, left, right, row, styled
from counter_app.widgets.rows import BLANK, Draw, Row, heading
from counter_app.wording import money_text, tr
from data.domain.clock import local

if TYPE_CHECKING:
    from counter_app.desk.post.counting import Item

SIDE: Final = "side:"
"""What the key of a row beside the pile begins with."""
_NUMBER, _ITEM, _CODE, _END, _SINCE = 4, 15, 27, 13, 7
_WIDE: Final = 64
"""Cells from which on a row has room for both numbers."""


def scanned_rows(items: "Iterable[Item]") -> Iterator[Row]:
    """The pile in the order of the scans, which is the order of its sheet."""
    held = list(items)
    if not held:
        return
    yield heading(tr("In the order of the scans"))
    for number, one in enumerate(held, start=1):
        yield Row(_scanned(one, f"{number}"), f"{LINE}{one.id}")
    yield BLANK


def _scanned(one: "Item", number: str) -> Draw:
    """The dossier code gives way on a narrow screen: number and name tell items apart."""
    cash = money_text(one.parcel.cash_vnd) if one.parcel.cash_vnd else ""
    end = _END if cash else 0

    def draw(width: int) -> Content:
        code = _CODE if width >= _WIDE and one.code != one.parcel.item else 0
        name = width - _NUMBER - _ITEM - code - end
        return row(
            styled(right(number, _NUMBER - 1) + " ", QUIET),
            left(one.parcel.item, _ITEM),
            left(one.applicant, name - 1) + " ",
            styled(left(one.code, code), QUIET) if code else "",
            styled(right(cash, end), WARNING) if end else "",
        )

    return draw


def missing_rows(expected: "Iterable[Item]", scanned: Collection[str]) -> list[Row]:
    """What should be here and was not scanned, the longest first."""
    return [Row(_waits(it), f"{SIDE}{it.id}") for it in expected if it.id not in scanned]


def _waits(one: "Item") -> Draw:
    since = f"{local(one.parcel.since):%d/%m}"

    def draw(width: int) -> Content:
        return row(
            left(one.parcel.item, _ITEM),
            left(one.applicant, width - _ITEM - _SINCE - 1) + " ",
            styled(right(since, _SINCE), QUIET),
        )

    return draw


def numbers(items: "Sequence[Item]") -> list[str]:
    """What people call them by: their own numbers."""
    return [it.parcel.item or it.code for it in items]
