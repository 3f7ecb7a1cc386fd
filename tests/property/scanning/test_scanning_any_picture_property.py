"""Whatever lies under the camera, the finder answers: a loop that ends takes no more pages."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scanning.opencv import Image, cv2
from scanning.page import find_page

CORNER = st.tuples(st.integers(-60, 460), st.integers(-60, 460))
SHAPE = st.tuples(st.lists(CORNER, min_size=3, max_size=6), st.integers(0, 255), st.booleans())


@st.composite
def pictures(draw: st.DrawFn) -> Image:
    """Shapes of any kind on any ground, some of which fold over; sharp, soft or noisy."""
    size = (draw(st.integers(20, 400)), draw(st.integers(20, 400)), 3)
    image = np.full(size, draw(st.integers(0, 255)), np.uint8)
    for corners, grey, whole in draw(st.lists(SHAPE, max_size=6)):
        outline = np.array(corners, np.int32).reshape(-1, 1, 2)
        shape = cv2.convexHull(outline) if whole else outline
        cv2.fillPoly(image, [shape], (grey, grey, max(grey - 20, 0)))
    if draw(st.booleans()):
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), draw(st.floats(0.4, 6))), np.uint8)
    if draw(st.booleans()):
        chance = np.random.default_rng(draw(st.integers(0, 9)))
        image = np.clip(image + chance.normal(0, 12, size), 0, 255).astype(np.uint8)
    return image


@given(pictures(), st.booleans())
@settings(max_examples=120)
def test_any_picture_has_an_answer(image: Image, live: bool) -> None:  # noqa: FBT001 - drawn
    """An outline with a certainty, or none."""
    found = find_page(image, live=live)
    assert found is None or 0 < found.score <= 1
