"""Geometry of pages: whatever corners come, sizes stay in bounds, shapes true, order clockwise."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scanning.candidates import clockwise
from scanning.flattening import MAX_PAGE_SIDE_PX, page_dpi, page_size
from scanning.judging import AGREEING, convex, inside_of, likeliest, overlaps_of
from scanning.nudging import is_convex, nudged
from scanning.opencv import cv2
from scanning.sheets import (
    A_SERIES,
    CARD,
    FINEST_DPI,
    dpi_of,
    sheet_of,
    shrink_to_finest,
    true_aspect,
)
from scanning.values import Outline, Quad, Sheet

WIDTH, HEIGHT = 1920, 1080
FRAME = np.empty((HEIGHT, WIDTH, 3), np.uint8)


def seen_rectangle(
    wide: float, tall: float, turn: float, tilt: float, lean: float, focal: float
) -> Quad:
    """A rectangle under a pinhole camera that looks at its middle."""
    square = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    spin = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    flat = square @ spin
    axis = np.array([math.cos(lean), math.sin(lean)])
    across = flat @ axis
    laid = flat + np.outer(across * (math.cos(tilt) - 1), axis)
    depth = focal + across * math.sin(tilt)
    seen = laid * (focal / depth)[:, None] + np.array([WIDTH, HEIGHT]) / 2 - 0.5
    a, b, c, d = ((float(x), float(y)) for x, y in clockwise(seen.astype(np.float32)))
    return a, b, c, d


@st.composite
def quads(draw: st.DrawFn) -> Quad:
    """Convex quadrilaterals inside the picture, some of them very slanted."""
    gaps = np.array(draw(st.lists(st.floats(0.3, 2), min_size=4, max_size=4)))
    angles = draw(st.floats(0, 2 * math.pi)) + np.cumsum(gaps) * 2 * math.pi / gaps.sum()
    reach = draw(st.floats(20, 520))
    points = [
        (WIDTH / 2 + reach * math.cos(angle), HEIGHT / 2 + reach * math.sin(angle))
        for angle in angles
    ]
    a, b, c, d = points
    assume(is_convex((a, b, c, d)))
    return a, b, c, d


@given(
    aspect=st.floats(0.3, 3.2),
    turn=st.floats(-math.pi, math.pi),
    tilt=st.floats(0, 0.5),
    lean=st.floats(-math.pi, math.pi),
    focal=st.floats(1.0, 1.6),
)
@settings(max_examples=150, deadline=None)
def test_a_rectangle_in_perspective_comes_out_with_its_own_shape(
    aspect: float, turn: float, tilt: float, lean: float, focal: float
) -> None:
    """Seen from anywhere, its long side over its short one is right to a tenth."""
    wide, tall = 500 * math.sqrt(aspect), 500 / math.sqrt(aspect)
    corners = seen_rectangle(wide, tall, turn, tilt, lean, focal * WIDTH)
    width, height = page_size(FRAME, Outline(corners, 1.0))
    found, true = max(width, height) / min(width, height), max(aspect, 1 / aspect)
    assert found == pytest.approx(true, rel=0.1)


@given(corners=quads())
@settings(max_examples=200, deadline=None)
def test_no_outline_makes_a_page_beyond_bounds(corners: Quad) -> None:
    """The flat page is never empty, never larger than the largest side."""
    width, height = page_size(FRAME, Outline(corners, 1.0))
    assert min(width, height) >= 1
    assert max(width, height) <= MAX_PAGE_SIDE_PX


@given(long=st.floats(40, 6000), aspect=st.floats(1, 8))
def test_paper_of_known_size_is_never_kept_finer_than_needed(long: float, aspect: float) -> None:
    """After shrinking no A-series page or card has more than 300 dots per inch."""
    width, height = long, long / aspect
    shrink = shrink_to_finest(width, height)
    assert 0 < shrink <= 1
    if sheet_of(width, height) is not Sheet.UNKNOWN:
        assert dpi_of(width, height) * shrink <= FINEST_DPI + 1e-6


@given(aspect=st.floats(0.05, 20))
def test_a_shape_is_snapped_once_and_keeps_its_side(aspect: float) -> None:
    """Snapping again changes nothing, and a page that is tall stays tall."""
    once = true_aspect(aspect)
    assert true_aspect(once) == pytest.approx(once)
    assert (once > 1) == (aspect > 1) or aspect == 1
    assert abs(once / aspect - 1) < 0.07


@pytest.mark.parametrize(
    ("width", "height", "sheet", "dpi"),
    [
        (2480, 3508, Sheet.A_SERIES, 300),
        (1754, 1240, Sheet.A_SERIES, 150),
        (1011, 638, Sheet.CARD, 300),
        (640, 1600, Sheet.UNKNOWN, 137),
    ],
)
def test_sheets_are_known_by_their_shape(width: int, height: int, sheet: Sheet, dpi: int) -> None:
    """A4 at 300 dpi is 3508 dots long, a card 1011."""
    assert sheet_of(width, height) is sheet
    assert page_dpi(np.empty((height, width, 3), np.uint8)) == dpi


def test_a_large_sheet_of_a_cards_shape_is_no_card() -> None:
    """What would be finer than any camera sees a card is not shrunk to one."""
    assert sheet_of(4000, 4000 / CARD) is Sheet.UNKNOWN
    assert sheet_of(4000, 4000 / A_SERIES) is Sheet.A_SERIES


@given(corners=quads(), corner=st.integers(0, 3), dx=st.floats(-900, 900), dy=st.floats(-900, 900))
def test_a_nudged_outline_stays_a_sheet_inside_the_picture(
    corners: Quad, corner: int, dx: float, dy: float
) -> None:
    """No nudge turns the sheet inside out or takes it out of the picture; others stay put."""
    before = Outline(corners, 0.5)
    after = nudged(before, corner, dx, dy, (WIDTH, HEIGHT))
    assert is_convex(after.corners)
    assert all(after.corners[n] == corners[n] for n in range(4) if n != corner)
    x, y = after.corners[corner]
    assert after == before or (0 <= x <= WIDTH - 1 and 0 <= y <= HEIGHT - 1)


@given(corners=quads(), first=st.integers(0, 3), back=st.booleans())
def test_corners_are_put_in_order_from_any_order(corners: Quad, first: int, *, back: bool) -> None:
    """Clockwise from the corner nearest to the top left, in whatever order they come."""
    points = np.roll(np.array(corners, np.float32), first, axis=0)[:: -1 if back else 1]
    ordered = clockwise(points)
    assert convex(ordered[None])[0]
    assert ordered[0].sum() == pytest.approx(ordered.sum(axis=1).min(), abs=1e-3)


@given(one=quads(), other=quads())
@settings(max_examples=100, deadline=None)
def test_overlaps_on_a_grid_are_those_of_the_areas(one: Quad, other: Quad) -> None:
    """Counting points gives what exact areas give, and each sheet overlaps itself wholly."""
    view = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    both = np.array([clockwise(np.array(quad, np.float32)) for quad in (one, other)])
    sizes = [cv2.contourArea(quad) for quad in both]
    assume(min(sizes) > 20_000)
    counted = overlaps_of(inside_of(both, view))
    common, _ = cv2.intersectConvexConvex(both[0], both[1])
    assert counted[0, 1] == pytest.approx(common / (sum(sizes) - common), abs=0.06)
    assert counted[0, 0] == counted[1, 1] == 1


@given(scores=st.lists(st.floats(-30, 30), min_size=1, max_size=12), agree=st.booleans())
def test_certainty_is_shared_out_once(scores: list[float], *, agree: bool) -> None:
    """It lies from 0 to 1, grows where candidates agree, and is at least the best one's own."""
    number = len(scores)
    even = np.zeros(number, np.float32)
    apart = np.eye(number, dtype=np.float32)
    together = np.full((number, number), AGREEING + 0.01, np.float32)
    alone, best = likeliest(np.array(scores, np.float32), apart, even)
    sure, _ = likeliest(np.array(scores, np.float32), together if agree else apart, even)
    assert 0 <= alone <= sure + 1e-5 <= 1 + 2e-5
    assert scores[best] == pytest.approx(max(scores), abs=1e-4)
