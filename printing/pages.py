"""Cutting a slip into pages between its blocks; a table is cut between its rows.

Nothing with ink on it is lost. Only the head of a table is repeated, on each page that goes on
with it. What is taller than a page has a page of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from printing.blocks import Block, Slip, Space, Table, Text
from printing.render import height_dots

STRETCHES_PERCENT = range(100, 136, 5)
"""How much longer than its paper a page may be: it is then shrunk as a whole.

At the last one the letters of the body are still two millimetres high.
"""


@dataclass(frozen=True, slots=True)
class Pages:
    """All of one height, so that they are shrunk alike; the last may be shorter."""

    slips: tuple[Slip, ...]
    page_dots: int


def paginate(slip: Slip, page_dots: int, *, foot_dots: int) -> Pages:
    """As few pages as stretching allows, stretched as little as that number needs.

    Where there are several, each has `foot_dots` left free.
    """
    heights = [page_dots * percent // 100 for percent in STRETCHES_PERCENT]
    whole_dots = height_dots(slip.blocks, slip.width_dots)
    if whole_dots <= heights[-1]:
        return Pages((slip,), max(whole_dots, page_dots))
    least = len(_cut(slip, heights[-1] - foot_dots))
    cuts = ((height, _cut(slip, height - foot_dots)) for height in heights)
    height, slips = next(cut for cut in cuts if len(cut[1]) == least)
    return Pages(slips, height)


def _cut(slip: Slip, room_dots: int) -> tuple[Slip, ...]:
    filling = _Filling(slip.width_dots, room_dots)
    for unit in _units(slip.blocks):
        filling.put(unit)
    return tuple(Slip(slip.width_dots, tuple(page)) for page in filling.pages)


def _units(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """What cannot be parted: a block, or a row of a table, its first with the label above."""
    label: tuple[Block, ...] = ()
    for block in blocks:
        if isinstance(block, Space) and label:
            label = (*label, block)
            continue
        rows = _rows(block) if isinstance(block, Table) else []
        if rows:
            yield (*label, rows[0])
            yield from ((row,) for row in rows[1:])
        elif label:
            yield label
        label = (block,) if isinstance(block, Text) else ()
        if not rows and not label:
            yield (block,)
    if label:
        yield label


def _rows(table: Table) -> list[Table]:
    return [replace(table, rows=(row,)) for row in table.rows]


@dataclass(slots=True)
class _Filling:
    width_dots: int
    room_dots: int
    pages: list[list[Block]] = field(default_factory=lambda: [[]])

    def put(self, unit: tuple[Block, ...]) -> None:
        page = self.pages[-1]
        grown = _joined(page, unit)
        if page and height_dots(grown, self.width_dots) > self.room_dots:
            begun: list[Block] = [block for block in unit if not isinstance(block, Space)]
            self.pages.extend([begun] if begun else [])
        else:
            self.pages[-1] = grown


def _joined(page: Sequence[Block], unit: tuple[Block, ...]) -> list[Block]:
    """The page with the unit at its end; rows of one table grow together."""
    last = page[-1] if page else None
    first = unit[0]
    if isinstance(last, Table) and isinstance(first, Table):
        return [*page[:-1], replace(last, rows=last.rows + first.rows), *unit[1:]]
    return [*page, *unit]
