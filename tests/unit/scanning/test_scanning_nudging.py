"""Corners moved by hand: the sheet stays in the picture, and is never turned inside out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scanning.nudging import is_convex, nudged, whole_picture
from scanning.preview import CHOSEN_COLOUR, LEVELS, close_up, half_block
from scanning.values import Outline, Preview

SIZE = (640, 480)
SHEET = Outline(((100.0, 80.0), (500.0, 90.0), (510.0, 400.0), (90.0, 390.0)), 0.5)

moves = st.lists(
    st.tuples(st.integers(0, 3), st.floats(-900, 900), st.floats(-900, 900)), max_size=12
)


@given(moves)
def test_whatever_is_moved_the_sheet_stays_a_sheet(steps: list[tuple[int, float, float]]) -> None:
    """Four corners, clockwise, convex, inside the picture."""
    outline = SHEET
    for corner, dx, dy in steps:
        outline = nudged(outline, corner, dx, dy, SIZE)
        assert is_convex(outline.corners)
        assert all(0 <= x <= SIZE[0] - 1 and 0 <= y <= SIZE[1] - 1 for x, y in outline.corners)


def test_one_corner_moves_and_the_outline_is_sure() -> None:
    """The others stay where they are."""
    moved = nudged(SHEET, 1, 5, -7, SIZE)
    assert moved.corners == (SHEET.corners[0], (505.0, 83.0), *SHEET.corners[2:])
    assert moved.score == 1.0


def test_a_move_that_folds_the_sheet_changes_nothing() -> None:
    """Across the diagonal there is no sheet."""
    assert nudged(SHEET, 0, 450, 350, SIZE) is SHEET


def test_without_an_outline_one_begins_with_nearly_all_of_the_picture() -> None:
    """A rim is left, so that every corner is seen and can be moved outwards."""
    outline = whole_picture(SIZE)
    assert is_convex(outline.corners)
    assert outline.score == 0
    (left, top), _, (right, low), _ = outline.corners
    assert 0 < left < right < SIZE[0] - 1
    assert 0 < top < low < SIZE[1] - 1


def colours(preview: Preview) -> set[tuple[int, int, int]]:
    whole = b"".join(preview.lines)
    return {(whole[n], whole[n + 1], whole[n + 2]) for n in range(0, len(whole), 3)}


def test_the_chosen_corner_is_marked() -> None:
    """In the whole picture and in the close-up, and nothing is where none is chosen."""
    image = np.full((480, 640, 3), 90, np.uint8)
    step = 255 // (LEVELS - 1)
    blue, green, red = ((level + step // 2) // step * step for level in CHOSEN_COLOUR)
    mark = (red, green, blue)
    assert mark in colours(half_block(image, 44, 13, SHEET, 2))
    assert mark not in colours(half_block(image, 44, 13, SHEET))
    assert mark in colours(close_up(image, SHEET, 2, (22, 13)))


def test_a_close_up_shows_the_surroundings_of_its_corner() -> None:
    """Also at the picture's own corner, where there is nothing beyond."""
    image = np.zeros((480, 640, 3), np.uint8)
    image[380:420, 490:530] = 255
    near = close_up(image, SHEET, 2, (22, 13))
    away = close_up(image, SHEET, 0, (22, 13))
    white = (255, 255, 255)
    assert white in colours(near)
    assert white not in colours(away)
    at_rim = Outline(((0.0, 0.0), (639.0, 0.0), (639.0, 479.0), (0.0, 479.0)), 1.0)
    assert [close_up(image, at_rim, corner, (22, 13)).rows for corner in range(4)] == [13] * 4
