"""What each width of paper can carry: sizes of letters, codes and columns in dots of 1/203 inch.

A size never changes what a paper says, only how much of it stands on one line.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PaperSize:
    """Sizes of text are heights of letters. `page_dots` is 0 for a roll, which has no pages."""

    width_dots: int
    body_dots: int
    small_dots: int
    title_dots: int
    code_dots: int
    due_dots: int
    side_by_side: bool
    """Wide enough for two columns of the head and for text beside a code."""
    count_column_dots: int
    code_module_dots: int
    evaluation_module_dots: int
    barcode_height_dots: int
    page_dots: int = 0
    margin_dots: int = 0
    """White on each side of a page."""


PAPER_80 = PaperSize(
    width_dots=576,
    body_dots=22,
    small_dots=19,
    title_dots=31,
    code_dots=30,
    due_dots=62,
    side_by_side=True,
    count_column_dots=66,
    code_module_dots=8,
    evaluation_module_dots=4,
    barcode_height_dots=160,
)
PAPER_58 = PaperSize(
    width_dots=384,
    body_dots=22,
    small_dots=19,
    title_dots=28,
    code_dots=26,
    due_dots=58,
    side_by_side=False,
    count_column_dots=58,
    code_module_dots=8,
    evaluation_module_dots=4,
    barcode_height_dots=96,
)
NARROWER_THAN_DOTS = 480
"""Rolls below it are laid out like those of 58 mm."""


def roll(width_dots: int) -> PaperSize:
    """A roll of any width: like the usual one that it is nearest to."""
    usual = PAPER_58 if width_dots < NARROWER_THAN_DOTS else PAPER_80
    return usual if usual.width_dots == width_dots else replace(usual, width_dots=width_dots)


PAPER_A5 = PaperSize(
    width_dots=1056,
    body_dots=24,
    small_dots=20,
    title_dots=34,
    code_dots=32,
    due_dots=60,
    side_by_side=True,
    count_column_dots=96,
    code_module_dots=8,
    evaluation_module_dots=4,
    barcode_height_dots=120,
    page_dots=1552,
    margin_dots=64,
)
"""A5 with margins of 8 mm, for the copy that is kept (TT 01/2018 Đ9.2, C12)."""
PAPER_A4 = PaperSize(
    width_dots=1440,
    body_dots=33,
    small_dots=27,
    title_dots=48,
    code_dots=40,
    due_dots=80,
    side_by_side=True,
    count_column_dots=120,
    code_module_dots=8,
    evaluation_module_dots=5,
    barcode_height_dots=140,
    page_dots=2136,
    margin_dots=120,
)
"""A4 with margins of 15 mm, for what is posted on a wall (R25)."""

PAPER_A4_SHEET = PaperSize(
    width_dots=1440,
    body_dots=27,
    small_dots=23,
    title_dots=40,
    code_dots=36,
    due_dots=68,
    side_by_side=True,
    count_column_dots=110,
    code_module_dots=8,
    evaluation_module_dots=4,
    barcode_height_dots=120,
    page_dots=2136,
    margin_dots=120,
)
"""A4 with margins of 15 mm, for a list that is read at a desk."""
PAPER_A4_WIDE = PaperSize(
    width_dots=2136,
    body_dots=24,
    small_dots=20,
    title_dots=40,
    code_dots=34,
    due_dots=64,
    side_by_side=True,
    count_column_dots=110,
    code_module_dots=8,
    evaluation_module_dots=4,
    barcode_height_dots=120,
    page_dots=1440,
    margin_dots=120,
)
"""A4 on its side, for the register and for lists of many columns (TT 01/2018 Đ9.2)."""


def stretched(size: PaperSize, percent: int) -> PaperSize:
    """The same page holding more: wider and longer in dots, which are then smaller."""
    return replace(
        size,
        width_dots=size.width_dots * percent // 100,
        page_dots=size.page_dots * percent // 100,
        margin_dots=size.margin_dots * percent // 100,
    )
