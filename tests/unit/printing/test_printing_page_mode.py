"""Page mode: a page is set piece by piece, in four directions, and then printed."""

import numpy as np
import pytest

from printing.raster import Dots, unpack
from printing.simulated.interpreter import interpret
from printing.simulated.page_mode import PAGE_LIMIT_ROWS

PAGE, PRINT, STANDARD, LOOK, ERASE = b"\x1bL", b"\x0c", b"\x1bS", b"\x1b\x0c", b"\x18"
DOT = b"\x1b*\x21\x01\x00\xff\xff\xff"
"""One column, 24 dots high."""


def area(left: int, top: int, width: int, height: int) -> bytes:
    return b"\x1bW" + b"".join(side.to_bytes(2, "little") for side in (left, top, width, height))


def at(column: int, row: int) -> bytes:
    return b"\x1b$" + column.to_bytes(2, "little") + b"\x1d$" + row.to_bytes(2, "little")


def drawn(data: bytes, width_dots: int = 200) -> Dots:
    found = interpret(data, width_dots=width_dots)
    assert found.unparsed == 0
    return unpack(found.papers[0]) if found.papers else np.zeros((0, width_dots), dtype=np.uint8)


def box(dots: Dots) -> tuple[int, int, int, int]:
    """Left, top, right and bottom dots."""
    places = np.argwhere(dots)
    (top, left), (bottom, right) = places.min(axis=0), places.max(axis=0)
    return int(left), int(top), int(right), int(bottom)


def test_nothing_comes_out_before_the_page_is_printed() -> None:
    """ESC S leaves the page, and what was on it, behind."""
    assert drawn(PAGE + at(5, 50) + DOT).size == 0
    assert drawn(PAGE + at(5, 50) + DOT + STANDARD).size == 0


def test_things_stand_where_they_were_placed() -> None:
    """ESC $ across and GS $ down, each on its lower edge, in any order."""
    page = drawn(PAGE + at(100, 80) + DOT + at(5, 50) + DOT + PRINT)
    assert box(page[:, :50]) == (5, 26, 5, 49)
    assert box(page[:, 50:]) == (50, 56, 50, 79)


def test_first_line_stands_at_the_top() -> None:
    """Lines follow each other as on a roll."""
    page = drawn(PAGE + b"\x1b3\x28" + DOT + b"\n" + DOT + PRINT)
    assert box(page) == (0, 0, 0, 63)
    assert not page[24:40].any()


@pytest.mark.parametrize(
    ("direction", "corner"), [(0, (20, 0)), (1, (10, 99)), (2, (99, 86)), (3, (86, 10))]
)
def test_lines_run_in_four_directions(direction: int, corner: tuple[int, int]) -> None:
    """ESC T: from each corner of the area, the text turned with the line."""
    turn = b"\x1bT" + bytes((direction,))
    page = drawn(PAGE + area(10, 0, 100, 110) + turn + b"\x1b$\x0a\x00" + DOT + PRINT)
    assert box(page)[:2] == corner


def test_area_bounds_what_is_drawn_in_it() -> None:
    """What does not fit into ESC W is cut off at its edge."""
    page = drawn(PAGE + area(10, 10, 50, 20) + at(0, 24) + DOT * 80 + PRINT)
    left, top, right, bottom = box(page)
    assert (left, right) == (10, 59)
    assert top >= 10
    assert bottom <= 29


def test_page_may_be_looked_at_and_erased() -> None:
    """ESC FF prints and keeps the page, CAN clears the area."""
    assert drawn(PAGE + DOT + LOOK + PRINT).sum() == 48
    assert drawn(PAGE + DOT + b"\n" + ERASE + PRINT).size == 0


def test_relative_rows() -> None:
    """GS \\ moves down and up."""
    page = drawn(PAGE + at(0, 50) + DOT + b"\x1d\\\x0a\x00" + b"\x1b$\x32\x00" + DOT + PRINT)
    assert box(page[:, 40:])[3] == 59


def test_codes_and_pictures_are_placed_too() -> None:
    """GS v 0, GS k and GS ( k on a page, beside each other."""
    raster = b"\x1dv0\x00\x01\x00\x08\x00" + b"\xff" * 8
    page = drawn(PAGE + at(0, 100) + raster + at(40, 100) + raster + PRINT)
    assert box(page) == (0, 92, 47, 99)
    bars = b"\x1dh\x20\x1dw\x02\x1dkI\x04{B12"
    qr = b"\x1d(k\x04\x001P0A\x1d(k\x03\x001Q0"
    assert drawn(PAGE + at(0, 100) + bars + at(100, 100) + qr + PRINT).any()


def test_roll_goes_on_after_the_page() -> None:
    """What is printed next stands below it."""
    row = b"\x1dv0\x00\x01\x00\x01\x00\xff"
    assert drawn(row + PAGE + DOT + PRINT + row).shape[0] == 1 + 24 + 1


@pytest.mark.parametrize(
    "data",
    [
        PAGE + area(0, 0, 0, 0) + DOT + PRINT,
        PAGE + area(65_535, 65_535, 65_535, 65_535) + DOT + PRINT,
        PAGE + at(65_535, 65_535) + DOT + PRINT,
        PAGE + b"\x1bT\x09" + DOT * 300 + b"\n" * 9_000 + DOT + PRINT,
        b"\x1bW" + bytes(8) + b"\x1bT\x01\x1d$\x01\x00\x1d\\\x01\x00\x18" + LOOK,
    ],
)
def test_impossible_places_cost_nothing(data: bytes) -> None:
    """No area, no place and no turn makes a page longer than it may be."""
    assert drawn(data).shape[0] <= PAGE_LIMIT_ROWS
