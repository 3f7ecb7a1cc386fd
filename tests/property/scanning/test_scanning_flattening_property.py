"""Pages laid flat: every point where it belongs, in its own colour, whatever picture comes."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scanning.flattening import MAX_PAGE_SIDE_PX, page_size, rectify
from scanning.nudging import is_convex
from scanning.opencv import Image, cv2
from scanning.sheets import FINEST_DPI, dpi_of
from scanning.values import Outline, Quad

WIDTH, HEIGHT = 901, 743
LEVELS = st.integers(0, 255)
DESK = (90, 110, 130)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Sheets lying anywhere in the picture, turned and seen at a slant."""
    turn, reach = draw(st.floats(0, 2 * np.pi)), draw(st.floats(150, 330))
    half = draw(st.floats(0.5, 1.0))
    corners = []
    for angle in (np.pi + half, -half, half, np.pi - half):
        near = reach * draw(st.floats(0.85, 1.0))
        x, y = near * np.cos(angle + turn), near * np.sin(angle + turn)
        corners.append((WIDTH / 2 + float(x), HEIGHT / 2 + float(y)))
    a, b, c, d = corners
    return Outline((a, b, c, d), 1.0)


def laid(page: Image, corners: Quad, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image:
    """`page` seen inside `corners`, drawn larger and averaged."""
    height, width = page.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    doubled = (np.array(corners) + 0.5) * 3 - 0.5
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), doubled.astype(np.float32))
    desk = np.full((3 * size[1], 3 * size[0], 3), DESK, np.uint8)
    cv2.warpPerspective(
        page, matrix, desk.shape[1::-1], desk, cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT
    )
    return np.asarray(cv2.resize(desk, size, interpolation=cv2.INTER_AREA), np.uint8)


def sheet_with_marks() -> tuple[Image, list[tuple[float, float]]]:
    """Paper with black discs, and where their middles are from 0 to 1."""
    page = np.full((900, 900, 3), 235, np.uint8)
    places = [(0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.5, 0.5), (0.3, 0.7)]
    for x, y in places:
        middle = (round((x * 900 - 0.5) * 16), round((y * 900 - 0.5) * 16))
        cv2.circle(page, middle, 26 * 16, (20, 20, 20), -1, cv2.LINE_AA, 4)
    return page, places


@given(outline=outlines())
@settings(max_examples=40, deadline=None)
def test_every_point_comes_to_its_place(outline: Outline) -> None:
    """Discs on a sheet are found again within half a pixel of where they are drawn."""
    page, places = sheet_with_marks()
    flat = cv2.cvtColor(rectify(laid(page, outline.corners), outline), cv2.COLOR_BGR2GRAY)
    height, width = flat.shape
    for x, y in places:
        middle_x, middle_y = x * width - 0.5, y * height - 0.5
        reach_x, reach_y = 0.07 * width, 0.07 * height
        left, top = round(middle_x - reach_x), round(middle_y - reach_y)
        part = flat[top : round(middle_y + reach_y) + 1, left : round(middle_x + reach_x) + 1]
        ink = np.clip(200 - np.asarray(part, np.float64), 0, None)
        rows, columns = np.mgrid[: ink.shape[0], : ink.shape[1]]
        found = (columns * ink).sum() / ink.sum() + left, (rows * ink).sum() / ink.sum() + top
        assert np.hypot(found[0] - middle_x, found[1] - middle_y) < 0.5


@given(outline=outlines(), data=st.data())
@settings(max_examples=40, deadline=None)
def test_what_lies_beyond_the_outline_does_not_come_in(
    outline: Outline, data: st.DataObject
) -> None:
    """Whatever colour the desk has, a bare sheet is white up to its corners."""
    desk = data.draw(st.tuples(LEVELS, LEVELS, LEVELS))
    page = np.full((900, 900, 3), 235, np.uint8)
    image = laid(page, outline.corners)
    inside = np.zeros(image.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.round(np.array(outline.corners)).astype(np.int32), 255)
    image[cv2.dilate(inside, np.ones((5, 5), np.uint8)) == 0] = desk
    flat = rectify(image, outline)
    assert flat[3:-3, 3:-3].min() > 235


@given(
    width=st.integers(3, 700),
    height=st.integers(3, 700),
    channels=st.sampled_from([(), (3,)]),
    corners=st.tuples(
        st.tuples(st.floats(-3, 340), st.floats(-3, 340)),
        st.tuples(st.floats(360, 703), st.floats(-3, 340)),
        st.tuples(st.floats(360, 703), st.floats(360, 703)),
        st.tuples(st.floats(-3, 340), st.floats(360, 703)),
    ),
    squeezed=st.tuples(st.floats(0.003, 1), st.floats(0.003, 1)),
)
@settings(max_examples=150, deadline=None)
def test_no_outline_of_any_picture_is_refused(
    width: int, height: int, channels: tuple[int, ...], corners: Quad, squeezed: tuple[float, float]
) -> None:
    """Thin or partly outside: a page of the promised size comes back, grey or coloured."""
    a, b, c, d = ((x * squeezed[0], y * squeezed[1]) for x, y in corners)
    assume(is_convex((a, b, c, d)))
    image = np.full((height, width, *channels), 200, np.uint8)
    outline = Outline((a, b, c, d), 0.3)
    wide, tall = page_size(image, outline)
    assert rectify(image, outline).shape == (tall, wide, *channels)


@given(level=st.integers(30, 255), step=st.integers(2, 4))
@settings(max_examples=20, deadline=None)
def test_every_picture_in_memory_is_the_same(level: int, step: int) -> None:
    """A cut-out, a turned and a thinned picture give what their copies give."""
    chance = np.random.default_rng(level)
    whole = chance.integers(level // 2, level + 1, (600, 800, 3), dtype=np.uint8)
    outline = Outline(((20.0, 15.0), (130.0, 22.0), (125.0, 99.0), (15.0, 90.0)), 1.0)
    for part in (whole[100:400, 200:600], np.rot90(whole), whole[::step, ::step], whole[:, ::-1]):
        copied = np.ascontiguousarray(part)
        before = copied.copy()
        assert np.array_equal(rectify(part, outline), rectify(copied, outline))
        assert np.array_equal(copied, before)


@given(level=st.integers(60, 250), ink=st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_grey_stays_grey(level: int, ink: int) -> None:
    """A page without colours has none afterwards."""
    page = np.full((420, 300, 3), level, np.uint8)
    page[40:380:20, 40:260] = ink
    outline = Outline(((100.5, 80.2), (399.1, 90.7), (380.4, 515.3), (95.0, 500.9)), 1.0)
    flat = rectify(laid(page, outline.corners), outline)[4:-4, 4:-4].astype(np.int16)
    assert (flat.max(axis=2) - flat.min(axis=2)).max() <= 2


@given(
    stamp=st.sampled_from([(40, 40, 200), (170, 60, 40), (60, 130, 50), (150, 170, 235)]),
    lamp=st.tuples(st.floats(0.75, 1), st.floats(0.9, 1), st.floats(0.9, 1)),
)
@settings(max_examples=25, deadline=None)
def test_stamps_keep_their_hue(stamp: tuple[int, int, int], lamp: tuple[float, ...]) -> None:
    """Under a yellow lamp too, a stamp on white paper has its own colour within a few degrees."""
    page = np.full((420, 300, 3), 245, np.uint8)
    cv2.circle(page, (200, 300), 50, stamp, 14)
    outline = Outline(((100.5, 80.2), (399.1, 90.7), (380.4, 515.3), (95.0, 500.9)), 1.0)
    image = np.asarray(laid(page, outline.corners) * np.array(lamp), np.uint8)
    flat = rectify(image, outline)
    x, y = round(150 / 300 * flat.shape[1]), round(300 / 420 * flat.shape[0])
    seen, true = (
        cv2.cvtColor(np.array([[colour]], np.float32) / 255, cv2.COLOR_BGR2HSV)[0, 0, 0]
        for colour in (np.median(flat[y - 1 : y + 2, x - 1 : x + 2], axis=(0, 1)), stamp)
    )
    assert abs((float(seen) - float(true) + 180) % 360 - 180) < 8


@pytest.mark.parametrize("turn", [0.0, 4.0, 30.0])
def test_a_picture_of_twelve_megapixels_is_laid_flat(turn: float) -> None:
    """Paper that fills it is kept at 300 dots per inch, and evened to its last row."""
    image = np.full((3000, 4000, 3), 180, np.uint8)
    reach = 1700 if turn else 1999
    spin = cv2.getRotationMatrix2D((2000, 1500), turn, 1)
    tall = reach / np.sqrt(2)
    square = [[-reach, -tall], [reach, -tall], [reach, tall], [-reach, tall]]
    a, b, c, d = ((2000 + x, 1500 + y) for x, y in (np.array(square) @ spin[:, :2].T).tolist())
    flat = rectify(image, Outline((a, b, c, d), 1.0))
    assert flat.min() > 245
    assert dpi_of(flat.shape[1], flat.shape[0]) <= FINEST_DPI + 1


def test_a_very_large_picture_is_shrunk_without_stepping_over_pixels() -> None:
    """Stripes finer than a kept pixel become grey, not stripes of another width."""
    image = np.full((900, 13_500, 3), 240, np.uint8)
    image[:, ::2] = 40
    outline = Outline(((0.0, 100.0), (13_499.0, 100.0), (13_499.0, 800.0), (0.0, 800.0)), 1.0)
    flat = rectify(image, outline)
    assert flat.shape[1] == MAX_PAGE_SIDE_PX
    middle = flat[100:200, 100:-100, 1].astype(np.float32)
    assert middle.std() < 25
