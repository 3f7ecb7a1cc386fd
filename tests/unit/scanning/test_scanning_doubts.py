"""A second look at one outline: what lies around it, and how surely it is the sheet's."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from scanning import page
from scanning.doubts import LEAST, WEIGHTS, told_of
from scanning.opencv import Image, cv2
from scanning.page import SURE_SCORE, find_page, looks_weighed, outlines_with_evidence
from scanning.sheetness import LOOK_PX, Sheetness, sheetness
from scanning.surrounds import CUT_PX, MARGIN_PX, PLANES, cut_around
from scanning.values import Quad

Floats = npt.NDArray[np.float32]
Overlap = Callable[[Quad, Quad], float]
Photographer = Callable[..., Any]

SIZE = (480, 270)
UNIT = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)


def small(photograph: Any) -> tuple[Image, Floats]:  # noqa: ANN401 - a fixture's value
    """The picture as the finder's small copy, and its sheet's corners there."""
    image = photograph.image
    view = np.asarray(cv2.resize(image, SIZE, interpolation=cv2.INTER_AREA), np.uint8)
    corners = np.array(photograph.corners, np.float32) * np.float32(SIZE[0] / image.shape[1])
    return view, corners


def on_sheet(corners: Floats, box: Floats) -> Floats:
    """A quadrilateral given in shares of the sheet's sides."""
    matrix = cv2.getPerspectiveTransform(UNIT, corners)
    return np.asarray(cv2.perspectiveTransform(box[None], matrix)[0], np.float32)


def test_an_outlines_sides_lie_at_the_same_places_of_every_cut() -> None:
    """Inside it is what is inside, around it what is around, and beyond the picture is marked."""
    view = np.zeros((100, 200, 3), np.uint8)
    view[20:80, 0:150] = 255
    whole = np.ones((50, 100), np.float32)
    seen = Sheetness(whole, whole, 200, 100)
    quad = np.array([[-0.5, 19.5], [149.5, 19.5], [149.5, 79.5], [-0.5, 79.5]], np.float32)
    cut = cut_around(view, quad, seen)
    assert cut.shape == (CUT_PX, CUT_PX, PLANES)
    inside = cut[MARGIN_PX + 1 : -MARGIN_PX - 1, MARGIN_PX + 1 : -MARGIN_PX - 1]
    assert inside.min() > 250
    assert cut[: MARGIN_PX - 1, MARGIN_PX:-MARGIN_PX, :3].max() < 5
    assert cut[:, : MARGIN_PX - 2, 3:].max() == 0
    assert cut[:, -MARGIN_PX + 2 :, 5].min() > 250


@pytest.mark.parametrize("desk", ["wood", "grey", "dark"])
def test_a_wrong_outline_is_doubted_more_than_the_right_one(
    photographer: Photographer, a4: Image, desk: str
) -> None:
    """Half a sheet, a sheet with much desk beside it, and a corner that lies elsewhere."""
    view, corners = small(photographer(a4, desk=desk))
    seen = sheetness(view, LOOK_PX)
    half, wide, bent = UNIT.copy(), UNIT.copy(), UNIT.copy()
    half[2:, 1], wide[1:3, 0], bent[2] = 0.5, 1.4, (0.6, 0.6)
    right = told_of(view, corners, seen)
    assert right.shape == (len(LEAST),)
    for wrong in (half, wide, bent):
        told = told_of(view, on_sheet(corners, wrong), seen)
        assert (told < right - 1).all()


@pytest.mark.parametrize("margin", [0.05, 0.15, 0.3])
@pytest.mark.parametrize("level", [30, 80, 130])
def test_a_sheet_on_a_board_is_found_or_doubted(
    photographer: Photographer, a4: Image, overlapping: Overlap, margin: float, level: int
) -> None:
    """No board that is darker than the sheet on it is surely taken for it."""
    height, width = a4.shape[:2]
    rim = round(margin * width)
    board = np.full((height + 2 * rim, width + 2 * rim, 3), level, np.uint8)
    board[rim:-rim, rim:-rim] = a4
    photograph = photographer(board)
    outline = find_page(photograph.image)
    assert outline is not None
    shares = np.array([rim / board.shape[1], rim / board.shape[0]], np.float32)
    inner = on_sheet(np.array(photograph.corners, np.float32), shares + UNIT * (1 - 2 * shares))
    on_it = overlapping(outline.corners, quad_of(inner))
    assert on_it > 0.9 or outline.score < SURE_SCORE


def test_what_is_learnt_from_is_what_is_weighed(photographer: Photographer, a4: Image) -> None:
    """Each look gives one row, as long as the weights, for an outline in the picture's pixels."""
    photograph = photographer(a4)
    looks = list(outlines_with_evidence(photograph.image))
    assert len(looks) > 1
    for quad, row in looks:
        assert row.shape == (len(WEIGHTS),)
        assert np.abs(quad - np.array(photograph.corners)).max() < 25


HALF = np.array([[0, 0], [1, 0], [1, 0.5], [0, 0.5]], np.float32)


@pytest.mark.parametrize("desk", ["wood", "grey", "dark", "clutter"])
def test_what_is_plainly_less_doubted_is_taken_and_asked_about(
    photographer: Photographer, a4: Image, overlapping: Overlap, desk: str
) -> None:
    """Half a sheet gives way to the whole sheet that the last look saw too, never surely."""
    photograph = photographer(a4, desk=desk)
    *_, last = looks_weighed(photograph.image)
    true = (np.array(photograph.corners, np.float32) + 0.5) * last.look.scale - 0.5
    found = replace(last.found, corners=on_sheet(np.asarray(true, np.float32), HALF))
    half = replace(page._judged(last.look, found), certainty=0.94)
    taken = page._less_doubted(half, last)
    assert taken.certainty < SURE_SCORE
    assert overlapping(quad_of(taken.corners), quad_of(true)) > 0.9


@pytest.mark.parametrize("desk", ["wood", "grey", "dark", "clutter"])
def test_what_was_found_stays_where_nothing_else_is_less_doubted(
    photographer: Photographer, a4: Image, desk: str
) -> None:
    """The right outline keeps its place and its certainty, whatever else lies there."""
    *_, last = looks_weighed(photographer(a4, desk=desk).image)
    judged = page._judged(last.look, last.found)
    for seen in (last, None):
        taken = page._less_doubted(judged, seen)
        assert taken.corners is last.found.corners
        assert taken.certainty == judged.certainty


def quad_of(corners: Floats) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return a, b, c, d
