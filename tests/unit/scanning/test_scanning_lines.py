"""Pages put together of straight lines, where outlines of areas break."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scanning.lines import MAX_QUADS, line_quads
from scanning.opencv import Image, cv2
from scanning.page import candidates_with_features, find_page
from scanning.values import Quad

Photographer = Callable[..., Any]
Overlap = Callable[[Quad, Quad], float]


def drawn(corners: list[tuple[int, int]]) -> Image:
    plane = np.full((270, 480), 90, np.uint8)
    cv2.fillConvexPoly(plane, np.array(corners), 200, cv2.LINE_AA)
    return plane


def best(plane: Image, corners: list[tuple[int, int]], overlapping: Overlap) -> float:
    true = tuple((float(x), float(y)) for x, y in corners)
    quads = line_quads([plane])
    assert len(quads) <= MAX_QUADS
    return max(overlapping(tuple(map(tuple, quad)), true) for quad in quads)  # type: ignore[arg-type]


CORNERS = [(110, 40), (330, 55), (345, 225), (95, 240)]


def test_a_sheet_is_put_together_of_its_sides(overlapping: Overlap) -> None:
    """Four straight edges are one of the proposals."""
    assert best(drawn(CORNERS), CORNERS, overlapping) > 0.97


def test_a_hidden_corner_does_not_hide_the_sheet(overlapping: Overlap) -> None:
    """Where something lies over two corners, the sides still meet beyond it."""
    plane = drawn(CORNERS)
    cv2.circle(plane, CORNERS[0], 45, 30, -1)
    cv2.circle(plane, CORNERS[2], 35, 240, -1)
    assert best(plane, CORNERS, overlapping) > 0.95


@pytest.mark.parametrize(
    "plane", [np.full((270, 480), 120, np.uint8), drawn([(0, 0), (479, 0), (0, 200)])]
)
def test_without_four_lines_nothing_is_proposed(plane: Image) -> None:
    """An even plane and a single slanted edge make no quadrilateral."""
    assert line_quads([plane]).shape == (0, 4, 2)


def test_a_hand_on_two_corners_leaves_the_page_where_it_lies(
    photographer: Photographer, a4: Image, overlapping: Overlap
) -> None:
    """Two corners under a hand are found where the sides meet."""
    photograph = photographer(a4, desk="grey")
    held = photograph.image.copy()
    for corner in photograph.corners[1:3]:
        cv2.circle(held, tuple(int(c) for c in corner), 60, (110, 140, 190), -1)
    outline = find_page(held)
    assert outline is not None
    assert overlapping(outline.corners, photograph.corners) > 0.97


def test_what_can_be_learnt_from_is_what_is_judged(photographer: Photographer, a4: Image) -> None:
    """Every candidate comes with its features, at a glance and with care."""
    photograph = photographer(a4)
    for live in (True, False):
        quads, features = candidates_with_features(photograph.image, live=live)
        assert len(quads) == len(features) > 0
        assert np.isfinite(features).all()


@pytest.mark.parametrize("live", [True, False])
def test_a_picture_without_edges_is_answered(*, live: bool) -> None:
    """Even planes, noise and pictures of a few pixels have no page and raise nothing."""
    chance = np.random.default_rng(1)
    for size in ((1, 1), (3, 40), (40, 3), (24, 24), (40, 6000), (64, 64), (270, 480)):
        for picture in (
            np.full((*size, 3), 128, np.uint8),
            chance.integers(0, 255, (*size, 3), np.uint8),
        ):
            outline = find_page(picture, live=live)
            assert outline is None or outline.score <= 1
