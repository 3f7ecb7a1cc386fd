"""Blocks as plain data for the typesetter: numbers in dots, and letters that the font has.

Where lines break is the typesetter's work; that they break between syllables alone is settled here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, TypeAlias

from printing.blocks import (
    Align,
    Banner,
    Barcode,
    Beside,
    Block,
    Cell,
    Grid,
    Ledger,
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
from printing.fonts import STAND_INS, font, letters
from printing.render import (
    CELL_GAP_DOTS,
    DIGITS_GROUP,
    LEAST_SIZE_DOTS,
    LEAST_SIZE_PERCENT,
    ROW_GAP_DOTS,
    qr_modules,
    ruled_rows,
)
from printing.wrapping import Run, Weight, Word, letters_of, words_of

Data: TypeAlias = dict[str, Any]
Piece: TypeAlias = list[Any]
"""A kind and what it holds; `typeset.typ` names the kinds."""

PAGE, PAGES = "\ue000", "\ue001"
"""Stand for numbers that are known when the pages are; no paper's own words hold them."""
UNKNOWN: Final = "\ufffd"
"""Stands for a letter that the font does not have; an empty frame is drawn, as on a slip."""
RAISED: Final = frozenset("ẤẦẨẪẮẰẲẴẾỀỂỄỐỒỔỖ")
"""Letters with two marks on a capital: the line they stand in begins higher."""
WIDEST_LETTER_PERCENT: Final = 120
"""Of the size of letters; no letter of the font is wider."""
_STYLES: Final = {
    Weight.REGULAR: "R",
    Weight.MEDIUM: "M",
    Weight.SEMIBOLD: "S",
    Weight.BOLD: "B",
    Weight.ITALIC: "I",
}
_PLAIN: Final = re.compile(r"[(“]?[^\W_]+[.,;:!?)”]*")
"""A word in which no typesetter looks for a place to break."""
_SEPARATE: Final = re.compile(f"([{UNKNOWN}{PAGE}{PAGES}\u0300-\u036f])")
"""What is no letter of the font, and marks that no letter has: each would be read twice."""
_PARTS: Final = re.compile(r"[^-/.@_,;]+[-/.@_,;]*|[-/.@_,;]+")
_EXTRA_MARKS: Final = re.compile(
    r"(?:^|(?<=\s))[\u0300-\u036f]+|([\u0300-\u036f]{2})[\u0300-\u036f]+"
)
"""Those on no letter, and from the third on one: a heap would black out the lines around it."""
_TABLES: Final = frozenset({"table", "grid", "ledger"})
_LINES_OF_A_PAGE: Final = 30
"""A block of more lines than this, each as long as it can be, may be parted."""


def galley(slip: Slip) -> list[Data]:
    """The blocks of one paper in print order; space at the top of a page falls away."""
    return [
        {**data, "weak": True} if data["kind"] == "space" else data
        for data in _stack(slip.blocks, slip.width_dots)
    ]


def line(text: Text, width: int) -> Data:
    """One paragraph; runs that are PAGE or PAGES alone become those numbers."""
    return _text(text, width)


def _stack(blocks: Iterable[Block], width: int) -> list[Data]:
    joined = [_block(block, width) for block in _spaces_joined(blocks)]
    followers = (it for it in joined[1:] if it["kind"] != "space")
    for data in (it for it in joined[:-1] if it["kind"] != "space"):
        below = next(followers, data)
        data["sticky"] = data["kind"] == "text" and below["kind"] in _TABLES
    return joined


def _spaces_joined(blocks: Iterable[Block]) -> Iterator[Block]:
    groups = groupby(blocks, key=lambda block: isinstance(block, Space))
    for are_spaces, group in groups:
        members = list(group)
        if are_spaces:
            yield Space(sum(it.height_dots for it in members if isinstance(it, Space)))
        else:
            yield from members


def _block(block: Block, width: int) -> Data:  # noqa: C901, PLR0911, PLR0912 - one way for each
    match block:
        case Text():
            return _text(block, width)
        case Space():
            return {"kind": "space", "height": block.height_dots}
        case Rule():
            return {"kind": "rule", "height": block.thickness_dots, "percent": block.width_percent}
        case Ruled():
            return _ruled(block, width)
        case Banner():
            frame = block.frame_dots
            return {"kind": "banner", "frame": frame, "text": _text(block.text, width - 6 * frame)}
        case Qr():
            return _qr(block)
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
            return {
                "kind": "together",
                "blocks": _stack(block.blocks, width),
                "whole": _lines_of(block.blocks, width) <= _LINES_OF_A_PAGE,
            }


def _text(text: Text, width: int) -> Data:
    indent, hanging = text.indent_dots, text.hanging_dots
    least = max(LEAST_SIZE_DOTS, text.size_dots * LEAST_SIZE_PERCENT // 100)
    letters_dots = sum(len(run.text) for run in text.runs) * text.size_dots
    return {
        "kind": "text",
        "short": letters_dots * WIDEST_LETTER_PERCENT // 100 <= width,
        "size": text.size_dots,
        "least": least if text.one_line else text.size_dots,
        "align": text.align.value,
        "width": width,
        "left": min(indent, hanging),
        "first": max(indent - hanging, 0),
        "hanging": max(hanging - indent, 0),
        "pieces": pieces(text.runs, text.size_dots, width - max(indent, hanging)),
    }


def pieces(runs: Sequence[Run], size: int, room: int) -> list[Piece]:
    """The words of a paragraph: plain ones run on, any other is a piece that is not broken."""
    known = [
        Run(drawable("".join(run.text for run in group)), weight)
        for weight, group in groupby(runs, key=lambda run: run.weight)
    ]
    found: list[Piece] = []
    for place, word in enumerate(words_of(known)):
        if place:
            _append(found, " ", found[-1][1] if found[-1][0] == "text" else "R")
        if _is_plain(word):
            _append(found, word[0].text, _STYLES[word[0].weight])
        else:
            parts = _breakable(word) if _is_too_wide(word, size, room) else [word]
            found += [it for part in parts for it in _boxed(part, size, room)]
    return found


def _boxed(word: Word, size: int, room: int) -> Iterator[Piece]:
    if _is_too_wide(word, size, room):
        yield ["cut", [it for run in word for it in _letters(run)]]
    else:
        yield ["word", [it for run in word for it in _parts(run)]]


def _breakable(word: Word) -> Iterator[Word]:
    """Parts of a word that no line holds: an address of the web or a number is broken by sense."""
    for run in word:
        yield from ((Run(part, run.weight),) for part in _PARTS.findall(run.text))


def _append(found: list[Piece], text: str, style: str) -> None:
    if found and found[-1][:2] == ["text", style]:
        found[-1][2] += text
    else:
        found.append(["text", style, text])


def _is_plain(word: Word) -> bool:
    text = word[0].text
    return len(word) == 1 and bool(_PLAIN.fullmatch(text)) and not RAISED.intersection(text)


def _is_too_wide(word: Word, size: int, room: int) -> bool:
    """Measured only where it could be: letters are one em wide at most."""
    longest = sum(len(run.text) for run in word) * size * WIDEST_LETTER_PERCENT // 100
    return longest > room and sum(_width(run, size) for run in word) > room


def _width(run: Run, size: int) -> float:
    text = run.text.translate({ord(it): "□" for it in (UNKNOWN, PAGE, PAGES)})
    return float(font(run.weight, size).getlength(text))


def _letters(run: Run) -> Iterator[Piece]:
    """Each with its marks."""
    for letter in letters_of(run.text):
        yield from _parts(Run(letter, run.weight))


def _parts(run: Run) -> Iterator[Piece]:
    style = _STYLES[run.weight]
    for part in filter(None, _SEPARATE.split(run.text)):
        if part == UNKNOWN:
            yield ["unknown"]
        elif part in {PAGE, PAGES}:
            yield ["page" if part == PAGE else "pages"]
        elif unicodedata.combining(part[0]):
            yield ["mark", style, part]
        else:
            yield ["text", style + ("^" if RAISED.intersection(part) else ""), part]


def drawable(text: str) -> str:
    """`text` in letters of the font: signs by what stands in for them, controls left out."""
    known = letters()
    composed = unicodedata.normalize("NFC", text).translate(STAND_INS)
    composed = _EXTRA_MARKS.sub(lambda found: found[1] or "", composed)
    return "".join(
        char if char in known and unicodedata.category(char)[0] != "C" else _stand_in(char)
        for char in composed
    )


def _stand_in(char: str) -> str:
    if char in {PAGE, PAGES}:
        return char
    if char.isspace():
        return " "
    return "" if unicodedata.category(char)[0] in "CMZ" else UNKNOWN


def _lines_of(blocks: Iterable[Block], width: int) -> int:
    """At most so many lines of text, were every letter wide."""
    return sum(
        1 + sum(len(run.text) for run in block.runs) * block.size_dots // width
        for block in blocks
        if isinstance(block, Text)
    )


def _ruled(ruled: Ruled, width: int) -> Data:
    rows = [
        [{"pieces": _plain_pieces(words), "share": share} for words, share in row]
        for row in ruled_rows(ruled, width)
    ]
    empty = [[{"pieces": [], "share": 1}] for _ in range(ruled.more_lines)]
    return {
        "kind": "ruled",
        "size": ruled.size_dots,
        "height": ruled.height_dots,
        "rows": [*rows, *empty],
    }


def _plain_pieces(words: Sequence[Word]) -> list[Piece]:
    """Words of one line that is broken already."""
    joined: list[Piece] = []
    for place, word in enumerate(words):
        if place:
            joined.append(["text", "R", " "])
        joined += [it for run in word for it in _parts(Run(drawable(run.text), run.weight))]
    return joined


def _qr(qr: Qr) -> Data:
    modules = qr_modules(qr.payload, qr.version)
    bars = [[left, top, width, 1] for top, row in enumerate(modules) for left, width in _black(row)]
    return _code(bars, len(modules), len(modules), qr.module_dots)


def _barcode(barcode: Barcode, width: int) -> Data:
    """Bars of the modules that the raster has, and the digits below."""
    modules = [0] * QUIET_MODULES + digits_modules(barcode.digits) + [0] * QUIET_MODULES
    bars = [[left, 0, wide, 1] for left, wide in _black(modules)]
    code = _code(bars, len(modules), 1, barcode.module_dots)
    groups = range(0, len(barcode.digits), DIGITS_GROUP)
    digits = " ".join(barcode.digits[start : start + DIGITS_GROUP] for start in groups)
    below = Text((Run(digits, Weight.MEDIUM),), barcode.size_dots, Align.CENTER)
    code["down"] = barcode.height_dots
    return {"kind": "together", "whole": True, "blocks": [code, *_stack([Space(4), below], width)]}


def _code(bars: list[list[int]], across: int, down: int, module_dots: int) -> Data:
    """`bars` are left, top, width and height of what is black, in modules."""
    return {
        "kind": "code",
        "bars": bars,
        "across": across,
        "down": down * module_dots,
        "rows": down,
        "module": module_dots,
    }


def _black(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each stretch of black modules begins, and how long it is."""
    place = 0
    for black, group in groupby(row):
        length = len(list(group))
        if black:
            yield place, length
        place += length


def _cell(text: str, size: int, width: int, align: Align = Align.LEFT, *, weight: Weight) -> Data:
    gap = 0 if align is Align.RIGHT else CELL_GAP_DOTS
    return _text(Text((Run(text, weight),), size, align), width - gap)


def _table(table: Table, width: int) -> Data:
    counts = [column.width_dots for column in table.columns]
    name_dots = width - table.number.width_dots - sum(counts)
    titles = [table.number.title, table.name, *(column.title for column in table.columns)]
    widths = [table.number.width_dots, name_dots, *counts]
    aligns = [Align.LEFT, Align.LEFT, *(Align.RIGHT for _ in counts)]
    head = [
        _cell(title, table.head_size_dots, room, align, weight=Weight.SEMIBOLD)
        for title, room, align in zip(titles, widths, aligns, strict=True)
    ]
    return {
        "kind": "table",
        "number": table.number.width_dots,
        "counts": counts,
        "gap": ROW_GAP_DOTS,
        "cell_gap": CELL_GAP_DOTS,
        "head": head,
        "rows": [_row(table, row, widths, aligns) for row in table.rows],
    }


def _row(table: Table, row: Row, widths: Sequence[int], aligns: Sequence[Align]) -> Data:
    words = [row.number, row.name, *row.counts]
    cells = [
        _cell(word, table.size_dots, room, align, weight=Weight.REGULAR)
        for word, room, align in zip(words, widths, aligns, strict=True)
    ]
    remark = Text((Run(row.remark, Weight.ITALIC),), table.head_size_dots + 1)
    below = _text(remark, sum(widths[1:])) if row.remark else None
    name = Text((Run(row.name),), table.size_dots)
    lines = _lines_of([name], widths[1]) + _lines_of([remark], sum(widths[1:]))
    return {"cells": cells, "remark": below, "whole": lines <= _LINES_OF_A_PAGE}


def _grid(grid: Grid, width: int) -> Data:
    counts = [column.width_dots for column in grid.columns]
    titles = [grid.number.title, grid.name, *(column.title for column in grid.columns)]
    widths = [grid.number.width_dots, width - grid.number.width_dots - sum(counts), *counts]
    return {
        "kind": "grid",
        "number": grid.number.width_dots,
        "counts": counts,
        "gap": ROW_GAP_DOTS,
        "height": grid.row_dots,
        "head": [
            _grid_cell(grid, title, room, Weight.SEMIBOLD)
            for title, room in zip(titles, widths, strict=True)
        ],
        "numbers": [
            _grid_cell(grid, str(row), grid.number.width_dots, Weight.REGULAR)
            for row in range(1, grid.rows + 1)
        ],
    }


def _grid_cell(grid: Grid, title: str, width: int, weight: Weight) -> Data:
    return _text(Text((Run(title, weight),), grid.head_size_dots, Align.CENTER), width)


def _ledger(ledger: Ledger, width: int) -> Data:
    shares = sum(column.share for column in ledger.columns)
    rooms = [width * column.share // shares - CELL_GAP_DOTS for column in ledger.columns]
    return {
        "kind": "ledger",
        "shares": [column.share for column in ledger.columns],
        "gap": ROW_GAP_DOTS,
        "cell_gap": CELL_GAP_DOTS // 2,
        "height": ledger.row_dots,
        "over": list(_over(ledger, width // shares)),
        "head": [
            [_title(ledger, column.title, room), bool(column.over)]
            for column, room in zip(ledger.columns, rooms, strict=True)
        ],
        "rows": [_ledger_row(ledger, row, rooms) for row in ledger.rows],
    }


def _over(ledger: Ledger, share_dots: int) -> Iterator[Piece]:
    """Titles over several columns: the first of these, how many, and the words."""
    first = 0
    for over, group in groupby(ledger.columns, key=lambda column: column.over):
        members = list(group)
        if over:
            room = sum(it.share for it in members) * share_dots - CELL_GAP_DOTS
            yield [first, len(members), _title(ledger, over, room)]
        first += len(members)


def _title(ledger: Ledger, title: str, room: int) -> Data:
    run = Run(title, Weight.SEMIBOLD)
    return _text(Text((run,), ledger.head_size_dots, Align.CENTER), room)


def _ledger_row(ledger: Ledger, row: Sequence[Cell], rooms: Sequence[int]) -> Data:
    texts = [
        [Text(runs, ledger.size_dots, column.align) for runs in cell]
        for cell, column in zip(row, ledger.columns, strict=True)
    ]
    lines = max(_lines_of(cell, room) for cell, room in zip(texts, rooms, strict=True))
    return {
        "cells": [
            [_text(text, room) for text in cell] for cell, room in zip(texts, rooms, strict=True)
        ],
        "whole": lines <= _LINES_OF_A_PAGE,
    }


def _signatures(block: Signatures, width: int) -> Data:
    signers = [_signer(block, it, width // 2) if it else [] for it in (block.left, block.right)]
    return {"kind": "signatures", "signers": signers}


def _signer(block: Signatures, signer: Signer, width: int) -> list[Data]:
    center = Align.CENTER
    stack = (
        Text((Run(signer.title, Weight.BOLD),), block.size_dots, center),
        Text((Run(signer.hint, Weight.ITALIC),), block.hint_size_dots, center),
        Space(block.room_dots),
        Text((Run(signer.name, Weight.MEDIUM),), block.size_dots, center),
    )
    return _stack(stack, width)


def _beside(beside: Beside, width: int) -> Data:
    right_dots = width - beside.left_dots - beside.gap_dots
    return {
        "kind": "beside",
        "left": _stack(beside.left, beside.left_dots),
        "right": _stack(beside.right, right_dots),
        "whole": all(
            _lines_of(side, room) <= _LINES_OF_A_PAGE
            for side, room in ((beside.left, beside.left_dots), (beside.right, right_dots))
        ),
        "left_width": beside.left_dots,
        "gap": beside.gap_dots,
        "level": beside.level,
    }
