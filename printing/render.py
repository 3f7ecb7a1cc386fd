"""Slips to dots. The same slip always gives the same raster: no clock, no locale, fixed fonts.

Words and paragraphs are drawn once and kept, for a desk prints the same wording all day.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

import numpy as np
import zxingcpp
from PIL import Image

from printing.blocks import (
    Align,
    Banner,
    Barcode,
    Beside,
    Block,
    Cell,
    Gap,
    Grid,
    Ledger,
    LedgerColumn,
    Qr,
    Row,
    Rule,
    Ruled,
    Signatures,
    Signer,
    Slip,
    Space,
    Table,
    Text,
    Together,
)
from printing.code128 import QUIET_MODULES, digits_modules
from printing.fonts import INK_THRESHOLD, STAND_INS, font
from printing.raster import Dots, Raster, disarmed, pack
from printing.wrapping import Run, Weight, Word, wrap

WORDS_KEPT = 4_096
PARAGRAPHS_KEPT = 512
LINE_PITCH_PERCENT = 122
"""A line whose marks need more gets more."""
QR_QUIET_MODULES = 4
CELL_GAP_DOTS = 8
ROW_GAP_DOTS = 3
LEAST_GAP_DOTS = 56
"""Seven millimetres: room for two digits of a hand."""
LEAST_SIZE_DOTS = 16
"""Two millimetres: below this nobody over fifty reads it."""
LEAST_SIZE_PERCENT = 65
"""A line shrunk further would look less important than the text around it; it wraps instead."""
WORD_SPACE_EXTRA_DOTS = 1
"""At this size a space of the font is too narrow once letters are rounded to dots."""
DIGITS_GROUP = 3


@dataclass(frozen=True, slots=True)
class _Ink:
    """Dots at a place, counted from the corner of what they belong to."""

    top: int
    left: int
    dots: Dots


@dataclass(frozen=True, slots=True)
class _Drawn:
    height: int
    inks: tuple[_Ink, ...] = ()

    def moved(self, down: int, right: int) -> list[_Ink]:
        return [_Ink(ink.top + down, ink.left + right, ink.dots) for ink in self.inks]


def render(slip: Slip) -> Raster:
    """The sheet as it leaves the printer, dot for dot."""
    drawn = _stack(slip.blocks, slip.width_dots)
    sheet = np.zeros((drawn.height, slip.width_dots), dtype=np.uint8)
    for ink in drawn.inks:
        _lay(sheet, ink)
    return disarmed(pack(sheet))


def height_dots(blocks: Sequence[Block], width_dots: int) -> int:
    """How long these blocks are, one after the other."""
    return _stack(blocks, width_dots).height


def _lay(sheet: Dots, ink: _Ink) -> None:
    """Puts ink on the sheet; what stands over the edge is cut off."""
    height, width = ink.dots.shape
    top, left = max(ink.top, 0), max(ink.left, 0)
    shown = ink.dots[top - ink.top : sheet.shape[0] - ink.top, left - ink.left :]
    shown = shown[:, : max(sheet.shape[1] - left, 0)]
    sheet[top : ink.top + height, left : ink.left + width] |= shown


def _stack(blocks: Sequence[Block], width: int) -> _Drawn:
    height = 0
    inks: list[_Ink] = []
    for block in blocks:
        drawn = _draw(block, width)
        inks += drawn.moved(height, 0)
        height += drawn.height
    return _Drawn(height, tuple(inks))


def _draw(block: Block, width: int) -> _Drawn:  # noqa: C901, PLR0911, PLR0912 - one way for each
    match block:
        case Text():
            return _text(block, width)
        case Space():
            return _Drawn(block.height_dots)
        case Rule():
            return _rule(block, width)
        case Ruled():
            return _ruled(block, width)
        case Banner():
            return _banner(block, width)
        case Qr():
            return _centered(_qr_dots(block), width)
        case Barcode():
            return _barcode(block, width)
        case Table():
            return _table(block, width)
        case Grid():
            return _grid(block, width)
        case Ledger():
            return _ledger(block, width)
        case Signatures():
            return _signatures(block, width)
        case Beside():
            return _beside(block, width)
        case Together():
            return _stack(block.blocks, width)


def _centered(dots: Dots, width: int) -> _Drawn:
    return _Drawn(dots.shape[0], (_Ink(0, (width - dots.shape[1]) // 2, dots),))


def _rule(rule: Rule, width: int) -> _Drawn:
    length = width * rule.width_percent // 100
    return _centered(np.ones((rule.thickness_dots, length), dtype=np.uint8), width)


def _banner(banner: Banner, width: int) -> _Drawn:
    frame = banner.frame_dots
    text = _text(banner.text, width - 6 * frame)
    height = text.height + 4 * frame
    box = np.ones((height, width), dtype=np.uint8)
    box[frame:-frame, frame:-frame] = 0
    return _Drawn(height, (_Ink(0, 0, box), *text.moved(2 * frame, 3 * frame)))


def _beside(beside: Beside, width: int) -> _Drawn:
    right_at = beside.left_dots + beside.gap_dots
    left = _stack(beside.left, beside.left_dots)
    right = _stack(beside.right, width - right_at)
    height = max(left.height, right.height)

    def down(side: _Drawn) -> int:
        return 0 if beside.level else (height - side.height) // 2

    inks = (*left.moved(down(left), 0), *right.moved(down(right), right_at))
    return _Drawn(height, inks)


@lru_cache(maxsize=PARAGRAPHS_KEPT)
def _text(text: Text, width: int) -> _Drawn:
    size = _fitting_size(text, width) if text.one_line else text.size_dots
    height = 0
    inks: list[_Ink] = []
    for place, line in enumerate(_lines(text, size, width)):
        indent = text.hanging_dots if place else text.indent_dots
        free = max(width - indent - _line_width(line, size), 0)
        left = indent + {Align.LEFT: 0, Align.CENTER: free // 2, Align.RIGHT: free}[text.align]
        drawn = _line(line, size, left)
        inks += drawn.moved(height, 0)
        height += drawn.height
    return _Drawn(height, tuple(inks))


def _line(line: Sequence[Word], size: int, left: int) -> _Drawn:
    """A line as tall as its ink, so that marks never touch the line above or below."""
    inks = _line_inks(line, size, left)
    above = max(-min(ink.top for ink in inks), 0)
    below = max(ink.top + ink.dots.shape[0] for ink in inks)
    return _Drawn(
        above + max(_pitch(size), below + 1),
        tuple(_Ink(ink.top + above, ink.left, ink.dots) for ink in inks),
    )


def _lines(text: Text, size: int, width: int) -> list[tuple[Word, ...]]:
    """The lines of a text; centred ones of about one length, as a title is broken by hand."""
    broken = _broken(text, size, width)
    if text.align is not Align.CENTER or len(broken) <= 1:
        return broken
    widest_word = max(_runs_width(word, size) for line in broken for word in line)
    rooms = range(min(max(widest_word, width // 2), width), width + 1)
    least = bisect_left(rooms, True, key=lambda room: len(_broken(text, size, room)) <= len(broken))
    return _broken(text, size, rooms[least])


def _broken(text: Text, size: int, width: int) -> list[tuple[Word, ...]]:
    return wrap(
        text.runs,
        lambda run: _advance(run, size),
        first_dots=width - text.indent_dots,
        later_dots=width - text.hanging_dots,
    )


def _pitch(size: int) -> int:
    return -(-size * LINE_PITCH_PERCENT // 100)


def _fitting_size(text: Text, width: int) -> int:
    least = max(LEAST_SIZE_DOTS, text.size_dots * LEAST_SIZE_PERCENT // 100)
    sizes = range(text.size_dots, least, -1)
    fitting = (size for size in sizes if len(_broken(text, size, width)) <= 1)
    return next(fitting, text.size_dots)


def _runs_width(runs: Sequence[Run], size: int) -> int:
    return sum(_advance(run, size) for run in runs)


def _line_width(line: Sequence[Word], size: int) -> int:
    spaces = (len(line) - 1) * _advance(Run(" "), size)
    return spaces + sum(_runs_width(word, size) for word in line)


def _line_inks(line: Sequence[Word], size: int, left: int) -> list[_Ink]:
    inks: list[_Ink] = []
    for word in line:
        for run in word:
            drawn = _drawn_word(run.text, run.weight, size)
            inks.append(_Ink(size + drawn.top, left + drawn.left, drawn.dots))
            left += _advance(run, size)
        left += _advance(Run(" "), size)
    return inks


def _advance(run: Run, size: int) -> int:
    extra = WORD_SPACE_EXTRA_DOTS if run.text == " " else 0
    return _word_advance(run.text, run.weight, size) + extra


@lru_cache(maxsize=WORDS_KEPT)
def _word_advance(text: str, weight: Weight, size: int) -> int:
    return round(font(weight, size).getlength(text.translate(STAND_INS)))


@lru_cache(maxsize=WORDS_KEPT)
def _drawn_word(text: str, weight: Weight, size: int) -> _Ink:
    """Dots of a word; `top` is counted from the baseline."""
    mask, (left, top) = font(weight, size).getmask2(text.translate(STAND_INS), "L", anchor="ls")
    width, height = mask.size
    grey = Image.new("L", (max(width, 1), max(height, 1)))
    if width and height:
        grey.im.paste(mask, (0, 0, width, height))
    return _Ink(top, left, (np.asarray(grey) >= INK_THRESHOLD).astype(np.uint8))


@lru_cache(maxsize=64)
def _qr_dots(qr: Qr) -> Dots:
    modules = np.array(qr_modules(qr.payload, qr.version), dtype=np.uint8)
    return modules.repeat(qr.module_dots, axis=0).repeat(qr.module_dots, axis=1)


@lru_cache(maxsize=64)
def qr_modules(payload: str, version: int, level: str = "M") -> tuple[tuple[int, ...], ...]:
    """The code with its quiet zone; of another version only where the payload does not fit."""
    try:
        code = _created(payload, level, {"version": version} if version else {})
    except ValueError:
        code = _created(payload, level, {})
    black = np.array(code) == 0
    return tuple(map(tuple, np.pad(black, QR_QUIET_MODULES).astype(int).tolist()))


def _created(payload: str, level: str, wanted: Mapping[str, int]) -> zxingcpp.Image:
    """A dot for a module; of no payload the code of a space, for there is no code of nothing.

    zxing-cpp weighs the eight masks in a tenth of the time that segno takes.
    """
    said, kind = payload or " ", zxingcpp.BarcodeFormat.QRCode
    return zxingcpp.create_barcode(said, kind, ec_level=level, **wanted).to_image(
        add_quiet_zones=False
    )


def _barcode(barcode: Barcode, width: int) -> _Drawn:
    modules = np.pad(np.array(digits_modules(barcode.digits), dtype=np.uint8), QUIET_MODULES)
    bars = modules.repeat(barcode.module_dots)[np.newaxis].repeat(barcode.height_dots, axis=0)
    groups = range(0, len(barcode.digits), DIGITS_GROUP)
    digits = " ".join(barcode.digits[start : start + DIGITS_GROUP] for start in groups)
    below = Text((Run(digits, Weight.MEDIUM),), barcode.size_dots, Align.CENTER)
    drawn, caption = _centered(bars, width), _text(below, width)
    return _Drawn(
        drawn.height + 2 + caption.height, (*drawn.inks, *caption.moved(drawn.height + 2, 0))
    )


def _table(table: Table, width: int) -> _Drawn:
    rows = [_table_head(table, width), *(_table_row(table, row, width) for row in table.rows)]
    height = 0
    inks: list[_Ink] = []
    for thickness, row in zip((2, *(1 for _ in table.rows)), rows, strict=True):
        inks += row.moved(height, 0)
        height += row.height + ROW_GAP_DOTS
        rule = _rule(Rule(thickness), width)
        inks += rule.moved(height, 0)
        height += rule.height + ROW_GAP_DOTS
    return _Drawn(height, tuple(inks))


def _table_head(table: Table, width: int) -> _Drawn:
    def cell(title: str, align: Align) -> Text:
        return Text((Run(title, Weight.SEMIBOLD),), table.head_size_dots, align)

    cells = [cell(table.number.title, Align.LEFT), cell(table.name, Align.LEFT)]
    counts = [cell(column.title, Align.RIGHT) for column in table.columns]
    return _cells(table, [*cells, *counts], width)


def _table_row(table: Table, row: Row, width: int) -> _Drawn:
    def cell(text: str, align: Align) -> Text:
        return Text((Run(text),), table.size_dots, align)

    counts = [cell(count, Align.RIGHT) for count in row.counts]
    drawn = _cells(
        table, [cell(row.number, Align.LEFT), cell(row.name, Align.LEFT), *counts], width
    )
    if not row.remark:
        return drawn
    remark = Text((Run(row.remark, Weight.ITALIC),), table.head_size_dots + 1)
    below = _text(remark, width - table.number.width_dots)
    return _Drawn(
        drawn.height + below.height,
        (*drawn.inks, *below.moved(drawn.height, table.number.width_dots)),
    )


def _cells(table: Table, cells: Sequence[Text], width: int) -> _Drawn:
    """Cells side by side, their tops level."""
    fixed = [column.width_dots for column in table.columns]
    widths = [table.number.width_dots, width - table.number.width_dots - sum(fixed), *fixed]
    height, left = 0, 0
    inks: list[_Ink] = []
    for cell, room in zip(cells, widths, strict=True):
        gap = 0 if cell.align is Align.RIGHT else CELL_GAP_DOTS
        drawn = _text(cell, room - gap)
        inks += drawn.moved(0, left)
        height = max(height, drawn.height)
        left += room
    return _Drawn(height, tuple(inks))


def _ruled(block: Ruled, width: int) -> _Drawn:
    """As many lines as the gaps need; on each the rules share what the words leave free."""
    rows = [
        *(_ruled_row(block, row, width) for row in ruled_rows(block, width)),
        *(_ruled_row(block, [((), 1)], width) for _ in range(block.more_lines)),
    ]
    height = 0
    inks: list[_Ink] = []
    for row in rows:
        inks += row.moved(height, 0)
        height += row.height
    return _Drawn(height, tuple(inks))


_Piece = tuple[tuple[Word, ...], int]
"""Words of one line, and the share of the rule after them."""


def ruled_rows(block: Ruled, width: int) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = [[]]
    free = width
    for piece in (piece for gap in block.gaps for piece in _pieces(block, gap, width)):
        need = _piece_width(piece, block.size_dots)
        if rows[-1] and need > free:
            rows.append([])
            free = width
        rows[-1].append(piece)
        free -= need
    return [row for row in rows if row]


def _pieces(block: Ruled, gap: Gap, width: int) -> list[_Piece]:
    """The words of a gap, line by line where they are long; the rule belongs to the last."""
    text = Text(gap.words, block.size_dots)
    lines = _broken(text, block.size_dots, width - LEAST_GAP_DOTS * gap.share)
    return [*((line, 0) for line in lines[:-1]), (lines[-1] if lines else (), gap.share)]


def _piece_width(piece: _Piece, size: int) -> int:
    words, share = piece
    said = _line_width(words, size) + CELL_GAP_DOTS if words else 0
    return said + share * LEAST_GAP_DOTS


def _ruled_row(block: Ruled, row: Sequence[_Piece], width: int) -> _Drawn:
    """Words stand at the foot of the line, so that the hand has room above the rule."""
    size, height = block.size_dots, max(block.height_dots, _pitch(block.size_dots))
    base = height - size * 3 // 10
    shares = sum(share for _, share in row)
    free = width - sum(_piece_width((words, 0), size) for words, _ in row)
    inks: list[_Ink] = []
    left = 0
    for words, share in row:
        if words:
            inks += _Drawn(0, tuple(_line_inks(words, size, left))).moved(base - size, 0)
            left += _piece_width((words, 0), size)
        if share:
            length = max(free * share // shares - CELL_GAP_DOTS, 1)
            inks.append(_Ink(base, left, np.ones((1, length), dtype=np.uint8)))
            left += length + CELL_GAP_DOTS
    return _Drawn(height, tuple(inks))


def _grid(grid: Grid, width: int) -> _Drawn:
    """The name column takes what is left."""
    counts = [column.width_dots for column in grid.columns]
    widths = [grid.number.width_dots, width - grid.number.width_dots - sum(counts), *counts]
    titles = [grid.number.title, grid.name, *(column.title for column in grid.columns)]
    heads = [
        _text(_grid_cell(grid, title, Weight.SEMIBOLD), room - CELL_GAP_DOTS)
        for title, room in zip(titles, widths, strict=True)
    ]
    head_dots = max(head.height for head in heads) + 2 * ROW_GAP_DOTS
    height = head_dots + grid.rows * grid.row_dots + 1
    edges = [sum(widths[:place]) for place in range(len(widths))]
    levels = [0, *(head_dots + row * grid.row_dots for row in range(grid.rows + 1))]
    inks = [
        *(_Ink(level, 0, np.ones((1, width), dtype=np.uint8)) for level in levels),
        *(_Ink(0, edge, np.ones((height, 1), dtype=np.uint8)) for edge in (*edges, width - 1)),
    ]
    for edge, head in zip(edges, heads, strict=True):
        inks += head.moved((head_dots - head.height) // 2, edge + CELL_GAP_DOTS // 2)
    for row in range(grid.rows):
        cell = _grid_cell(grid, str(row + 1), Weight.REGULAR)
        number = _text(cell, grid.number.width_dots)
        inks += number.moved(levels[row + 1] + (grid.row_dots - number.height) // 2, 0)
    return _Drawn(height, tuple(inks))


def _grid_cell(grid: Grid, title: str, weight: Weight) -> Text:
    return Text((Run(title, weight),), grid.head_size_dots, Align.CENTER)


def _ledger(ledger: Ledger, width: int) -> _Drawn:
    """Each row as high as its highest cell; the rules go through it from top to bottom."""
    edges = _ledger_edges(ledger, width)
    groups = _ledger_groups(ledger)
    over_dots = _over_dots(ledger, edges, groups)
    height = over_dots + _titles_dots(ledger, edges, over_dots)
    inks = _ledger_head(ledger, edges, groups, (over_dots, height))
    inks.append(_across(0, 0, width))
    for row in ledger.rows:
        inks.append(_across(height, 0, width))
        cells = [
            _ledger_cell(ledger, column, cell, room)
            for column, cell, room in zip(ledger.columns, row, _rooms(edges), strict=True)
        ]
        for edge, cell in zip(edges, cells, strict=False):
            inks += cell.moved(height + 1 + ROW_GAP_DOTS, edge + CELL_GAP_DOTS // 2)
        highest = max(cell.height for cell in cells)
        height += max(highest + 2 * ROW_GAP_DOTS + 1, ledger.row_dots)
    inks.append(_across(height, 0, width))
    for place, edge in enumerate((*edges[:-1], width - 1)):
        inside = any(first < place <= last for first, last in groups)
        top = over_dots if inside else 0
        inks.append(_Ink(top, edge, np.ones((height + 1 - top, 1), dtype=np.uint8)))
    return _Drawn(height + 1, tuple(inks))


def _across(top: int, left: int, length: int) -> _Ink:
    return _Ink(top, left, np.ones((1, length), dtype=np.uint8))


def _ledger_edges(ledger: Ledger, width: int) -> list[int]:
    """Where each column begins, and where the last one ends."""
    shares = [column.share for column in ledger.columns]
    return [width * sum(shares[:place]) // sum(shares) for place in range(len(shares) + 1)]


def _rooms(edges: Sequence[int]) -> list[int]:
    """What the rules leave free for letters in each column."""
    return [last - first - CELL_GAP_DOTS for first, last in pairwise(edges)]


def _ledger_groups(ledger: Ledger) -> list[tuple[int, int]]:
    """First and last column under each common title."""
    titles = [column.over for column in ledger.columns]
    runs = [list(run) for _, run in groupby(range(len(titles)), key=titles.__getitem__)]
    return [(run[0], run[-1]) for run in runs if titles[run[0]]]


def _ledger_title(ledger: Ledger, title: str, room: int) -> _Drawn:
    run = Run(title, Weight.SEMIBOLD)
    return _text(Text((run,), ledger.head_size_dots, Align.CENTER), room)


def _over_dots(ledger: Ledger, edges: Sequence[int], groups: Sequence[tuple[int, int]]) -> int:
    heights = [
        _ledger_title(
            ledger, ledger.columns[first].over, edges[last + 1] - edges[first] - CELL_GAP_DOTS
        ).height
        for first, last in groups
    ]
    return max(heights) + 2 * ROW_GAP_DOTS if heights else 0


def _titles_dots(ledger: Ledger, edges: Sequence[int], over_dots: int) -> int:
    """Height of the titles; one that stands under no other has the height of both."""
    heights = [
        _ledger_title(ledger, column.title, room).height - (0 if column.over else over_dots)
        for column, room in zip(ledger.columns, _rooms(edges), strict=True)
    ]
    return max(heights) + 2 * ROW_GAP_DOTS + 1


def _ledger_head(
    ledger: Ledger,
    edges: Sequence[int],
    groups: Sequence[tuple[int, int]],
    levels: tuple[int, int],
) -> list[_Ink]:
    """Titles in the middle of their place, and a rule below each that is common to several."""
    over_dots, height = levels
    inks: list[_Ink] = []
    for column, edge, room in zip(ledger.columns, edges, _rooms(edges), strict=False):
        top = over_dots if column.over else 0
        title = _ledger_title(ledger, column.title, room)
        down = top + (height - top - title.height) // 2
        inks += title.moved(down, edge + CELL_GAP_DOTS // 2)
    for first, last in groups:
        left, right = edges[first], edges[last + 1]
        title = _ledger_title(ledger, ledger.columns[first].over, right - left - CELL_GAP_DOTS)
        inks += title.moved((over_dots - title.height) // 2 + 1, left + CELL_GAP_DOTS // 2)
        inks.append(_across(over_dots, left, right - left))
    return inks


def _ledger_cell(ledger: Ledger, column: LedgerColumn, cell: Cell, room: int) -> _Drawn:
    return _stack([Text(runs, ledger.size_dots, column.align) for runs in cell], room)


def _signatures(block: Signatures, width: int) -> _Drawn:
    """The names stand level, however many lines the titles take."""
    half = width // 2
    signers = [(0, block.left)] if block.left else []
    heads = [
        (left, it, _signer_head(block, it, half)) for left, it in (*signers, (half, block.right))
    ]
    name_at = max(head.height for *_, head in heads) + block.room_dots
    height, inks = name_at, list[_Ink]()
    for left, it, head in heads:
        name = Text((Run(it.name, Weight.MEDIUM),), block.size_dots, Align.CENTER)
        drawn = _text(name, half)
        inks += (*head.moved(0, left), *drawn.moved(name_at, left))
        height = max(height, name_at + drawn.height)
    return _Drawn(height, tuple(inks))


def _signer_head(block: Signatures, signer: Signer, width: int) -> _Drawn:
    return _stack(
        (
            Text((Run(signer.title, Weight.BOLD),), block.size_dots, Align.CENTER),
            Text((Run(signer.hint, Weight.ITALIC),), block.hint_size_dots, Align.CENTER),
        ),
        width,
    )
