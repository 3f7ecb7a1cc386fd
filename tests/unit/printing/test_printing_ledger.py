"""A ledger as dots: rules in both directions, titles above, and cells that wrap."""

import numpy as np
import pytest

from printing.blocks import Align, Cell, Ledger, LedgerColumn, Signatures, Signer, Slip
from printing.raster import Dots, unpack
from printing.render import height_dots, render
from printing.wrapping import Run

WIDTH_DOTS = 800


def cell(*paragraphs: str) -> Cell:
    return tuple((Run(text),) for text in paragraphs)


def ledger(*rows: tuple[Cell, ...], row_dots: int = 0, over: str = "") -> Ledger:
    columns = (
        LedgerColumn("TT", 1, Align.CENTER),
        LedgerColumn("Nhận hồ sơ", 2, over=over),
        LedgerColumn("Trả kết quả", 2, over=over),
        LedgerColumn("Ghi chú", 3),
    )
    return Ledger(columns, rows, 22, 19, row_dots)


def dots_of(block: Ledger) -> Dots:
    return unpack(render(Slip(WIDTH_DOTS, (block,))))


def across(dots: Dots) -> list[int]:
    """Rows that are black from edge to edge."""
    return np.flatnonzero(dots.all(axis=1)).tolist()


def down(dots: Dots) -> list[int]:
    """Columns that are black from top to bottom."""
    return np.flatnonzero(dots.all(axis=0)).tolist()


ROW = (cell("1"), cell("23/11/2026"), cell("27/11/2026"), cell("đúng hạn"))


def test_rules_stand_around_every_row_and_every_column() -> None:
    """One above the titles, one below each row; one at each edge of a column."""
    dots = dots_of(ledger(ROW, ROW))
    assert len(across(dots)) == 4
    assert down(dots) == [0, 100, 300, 500, WIDTH_DOTS - 1]
    assert across(dots)[-1] == dots.shape[0] - 1


def test_shares_divide_the_width_that_there_is() -> None:
    """The same ledger on another paper has the same proportions."""
    dots = unpack(render(Slip(400, (ledger(ROW),))))
    assert down(dots) == [0, 50, 150, 250, 399]


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    """Long words wrap in their column and push nothing over."""
    long = (*ROW[:3], cell("Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp Không Có Thật"))
    one, other = across(dots_of(ledger(ROW))), across(dots_of(ledger(long)))
    assert other[-1] - other[-2] > 2 * (one[-1] - one[-2]) * 3 // 4
    assert height_dots((ledger(long),), WIDTH_DOTS) > height_dots((ledger(ROW),), WIDTH_DOTS)


def test_paragraphs_stand_below_each_other() -> None:
    """Two paragraphs are as high as a text of two lines."""
    two = (*ROW[:3], cell("Giao", "Nhận"))
    assert height_dots((ledger(two),), WIDTH_DOTS) > height_dots((ledger(ROW),), WIDTH_DOTS)


@pytest.mark.parametrize("row_dots", [0, 200])
def test_a_row_for_the_hand_has_its_least_height(row_dots: int) -> None:
    """There is room to sign even where nothing is printed."""
    empty = (cell("1"), (), (), ())
    lines = across(dots_of(ledger(empty, row_dots=row_dots)))
    assert lines[-1] - lines[-2] >= row_dots


def test_a_title_over_several_columns_parts_them_only_below_it() -> None:
    """The rule between its columns begins under the common title."""
    dots = dots_of(ledger(ROW, over="Ngày, tháng, năm"))
    assert down(dots) == [0, 100, 500, WIDTH_DOTS - 1]
    below = dots[across(dots)[1] :]
    assert down(below) == [0, 100, 300, 500, WIDTH_DOTS - 1]


def test_titles_without_rows_are_a_ledger_too() -> None:
    """Nothing is drawn below them but the last rule."""
    assert len(across(dots_of(ledger()))) == 2


def test_a_row_with_too_few_cells_is_no_row() -> None:
    """Every column has its cell, an empty one if need be."""
    with pytest.raises(AssertionError):
        ledger((cell("1"),))


def test_names_below_signatures_stand_level() -> None:
    """Whatever number of lines their titles take."""
    short = Signer("NGƯỜI GIAO", "(Ký)", "Trần Thị Mẫu")
    long = Signer("NHÂN VIÊN CỦA DOANH NGHIỆP BƯU CHÍNH", "(Ký)", "Trần Thị Mẫu")
    dots = unpack(render(Slip(384, (Signatures(short, long, 19, 18, 96),))))
    halves = dots[:, :192], dots[:, 192:]
    last = [np.flatnonzero(half.any(axis=1))[-1] for half in halves]
    assert last[0] == last[1]
