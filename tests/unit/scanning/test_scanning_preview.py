"""Pictures made small for a terminal: right size, right shape, right colours, plain data."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scanning.opencv import Image
from scanning.page import find_page
from scanning.preview import GROUND, half_block, raster_preview
from scanning.values import Outline, Preview

Photographer = Callable[..., Any]


def colours(preview: Preview) -> set[bytes]:
    return {
        half
        for row in range(preview.rows)
        for column in range(preview.columns)
        for half in (preview.cell(column, row)[:3], preview.cell(column, row)[3:])
    }


@pytest.mark.parametrize("cells", [(60, 20), (120, 40), (1, 1), (7, 50)])
@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (5, 3)])
def test_a_preview_fills_its_cells(cells: tuple[int, int], size: tuple[int, int]) -> None:
    """Whatever the picture's shape, every cell has its six bytes."""
    preview = half_block(np.zeros((*size, 3), np.uint8), *cells)
    assert (preview.columns, preview.rows) == cells
    assert [len(line) for line in preview.lines] == [6 * cells[0]] * cells[1]
    assert all(type(line) is bytes for line in preview.lines)


def test_the_upper_half_comes_first_as_red_green_blue() -> None:
    """A picture red above and blue below shows so in one cell."""
    picture = np.zeros((2, 1, 3), np.uint8)
    picture[0], picture[1] = (0, 0, 255), (255, 0, 0)
    assert half_block(picture, 1, 1).cell(0, 0) == bytes([255, 0, 0, 0, 0, 255])


def test_colours_have_sixteen_levels(photographer: Photographer, a4: Image) -> None:
    """A screen can keep one style for each colour pair, because there are few."""
    preview = half_block(photographer(a4).image, 60, 20)
    assert {level for line in preview.lines for level in line} <= set(range(0, 256, 17))


def test_a_picture_keeps_its_shape() -> None:
    """A wide picture in a square of cells leaves ground above and below."""
    preview = half_block(np.full((100, 400, 3), 255, np.uint8), 40, 20)
    ground = bytes(round(level / 17) * 17 for level in reversed(GROUND))
    assert preview.cell(20, 0) == ground * 2
    assert preview.cell(20, 10) == b"\xff" * 6


def test_the_found_page_is_outlined(photographer: Photographer, a4: Image) -> None:
    """The line around a page is there when there is an outline, and only then."""
    image = photographer(a4).image
    outline = find_page(image)
    assert outline is not None
    green = bytes([68, 255, 34])
    assert green in colours(half_block(image, 60, 20, outline))
    assert green not in colours(half_block(image, 60, 20))


def test_an_outline_outside_the_picture_is_drawn_as_far_as_it_goes() -> None:
    """Corners beyond the edge are no error."""
    outline = Outline(((-500, -90), (900, -50), (9_000, 700), (-40, 800)), 0.5)
    assert half_block(np.zeros((480, 640, 3), np.uint8), 40, 20, outline).rows == 20


def test_a_paper_keeps_its_lines_when_small() -> None:
    """One black row in ten is still visible in grey, and white stays white."""
    width, height = 576, 400
    rows = b"".join((b"\xff" if y % 40 < 4 else b"\x00") * (width // 8) for y in range(height))
    preview = raster_preview(width, height, rows, 72, 25)
    shades = {preview.cell(36, row)[half] for row in range(25) for half in (0, 3)}
    assert max(shades) == 255
    assert min(shades) < 120


def test_bits_beyond_the_width_are_no_ink() -> None:
    """The last byte of a row may hold padding."""
    preview = raster_preview(3, 2, b"\x1f\x1f", 3, 1)
    assert preview.lines == (b"\xff" * 18,)


def test_a_raster_that_is_too_short_is_refused() -> None:
    """A width that does not fit the bytes is a fault of the caller."""
    with pytest.raises(AssertionError):
        raster_preview(16, 2, b"\x00\x00\x00", 4, 2)
