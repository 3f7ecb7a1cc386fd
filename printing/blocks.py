"""What a slip is made of, in print order: frozen blocks of text, rules, codes and tables.

A block holds plain text and sizes in dots of 1/203 inch, and nothing that a printer could obey.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from printing.wrapping import Run


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; `one_line` text shrinks to stay on its line where it can."""

    runs: tuple[Run, ...]
    size_dots: int
    align: Align = Align.LEFT
    indent_dots: int = 0
    hanging_dots: int = 0
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    height_dots: int


@dataclass(frozen=True, slots=True)
class Rule:
    thickness_dots: int
    width_percent: int = 100


@dataclass(frozen=True, slots=True)
class Banner:
    """A framed line that nobody overlooks."""

    text: Text
    frame_dots: int


@dataclass(frozen=True, slots=True)
class Qr:
    """QR code, error level M; `version` 0 takes the smallest that holds the payload."""

    payload: str
    module_dots: int
    version: int = 0


@dataclass(frozen=True, slots=True)
class Barcode:
    """Code 128, set C: an even number of digits, printed below it in groups of three."""

    digits: str
    module_dots: int
    height_dots: int
    size_dots: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of counts, as wide as asked; the name column takes what is left."""

    title: str
    width_dots: int


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    name: str
    counts: tuple[str, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    number: Column
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size_dots: int
    head_size_dots: int


Paragraph: TypeAlias = tuple[Run, ...]
Cell: TypeAlias = tuple[Paragraph, ...]
"""Paragraphs, one under the other; none for a place that is filled in by hand."""


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """`share` of the whole width, against the shares of the others.

    Columns that follow each other and name the same `over` stand under one common title.
    """

    title: str
    share: int
    align: Align = Align.LEFT
    over: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A list with columns of text, ruled in both directions; its cells wrap.

    Each row has one cell for each column. The titles are centred, across and down, in letters of
    `head_size_dots` and stand again at the top of each page that goes on with it; a row is never
    cut. `row_dots` is the least height of a row, where a hand fills in or signs. A paper too narrow
    for its columns holds no ledger: `printing.papers.lists` stacks the cells of a row instead.
    """

    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size_dots: int
    head_size_dots: int
    row_dots: int = 0

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.columns) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Gap:
    """Words, and after them a rule to write on; `share` of the free width, 0 for words alone."""

    words: tuple[Run, ...]
    share: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A line to be filled in by hand, and `more_lines` that are nothing but a rule."""

    gaps: tuple[Gap, ...]
    size_dots: int
    height_dots: int
    more_lines: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be filled in by hand: ruled in both directions, its rows numbered and empty."""

    number: Column
    name: str
    columns: tuple[Column, ...]
    rows: int
    row_dots: int
    head_size_dots: int


@dataclass(frozen=True, slots=True)
class Signer:
    title: str
    hint: str
    name: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """The left place stays white where only one signs."""

    left: Signer | None
    right: Signer
    size_dots: int
    hint_size_dots: int
    room_dots: int
    """Height left free for the hand."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two stacks side by side, level at the top or centred against each other."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"
    left_dots: int
    gap_dots: int = 0
    level: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """What must stand on one page, such as a title and the line after it."""

    blocks: "tuple[Block, ...]"


Block = (
    Text
    | Space
    | Rule
    | Ruled
    | Banner
    | Qr
    | Barcode
    | Table
    | Grid
    | Ledger
    | Signatures
    | Beside
    | Together
)


@dataclass(frozen=True, slots=True)
class Slip:
    width_dots: int
    blocks: tuple[Block, ...]
