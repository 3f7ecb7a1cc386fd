"""Corners of sheets whose sides are curves."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from scanning.curls import uncurled
from scanning.opencv import Image, cv2
from scanning.page import find_page
from scanning.values import Quad

Floats = npt.NDArray[np.float32]
Overlap = Callable[[Quad, Quad], float]

CORNERS = np.array([[420, 150], [900, 170], [880, 600], [400, 580]], np.float32)
FRAME = (720, 1280)


def curled(bulge_px: float, sway_px: float = 0.0) -> Image:
    """White paper whose upper and lower sides are bent by `bulge_px`, the others by `sway_px`."""
    along = np.linspace(0, 1, 60, dtype=np.float32)[:-1, None]
    bends = ((0, bulge_px), (sway_px, 0), (0, bulge_px), (sway_px, 0))
    rim = [
        CORNERS[side] * (1 - along)
        + CORNERS[(side + 1) % 4] * along
        + np.sin(np.pi * along) * np.array(bend, np.float32)
        for side, bend in enumerate(bends)
    ]
    picture = np.full((*FRAME, 3), (70, 90, 110), np.uint8)
    points = np.round(np.concatenate(rim) * 16).astype(np.int32)
    cv2.fillPoly(picture, [points], (235, 238, 240), cv2.LINE_AA, 4)
    noise = np.random.default_rng(2).normal(0, 2, picture.shape)
    return np.asarray((picture + noise).clip(0, 255), np.uint8)


def quad(corners: Floats) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return a, b, c, d


@pytest.mark.parametrize(("bulge_px", "sway_px"), [(28, 0), (-26, 0), (20, 14), (-18, 16)])
def test_a_curled_sheets_corners_are_where_its_sides_end(
    bulge_px: float, sway_px: float, overlapping: Overlap
) -> None:
    """The outline goes through the corners, not through the middle of the curves."""
    outline = find_page(curled(bulge_px, sway_px))
    assert outline is not None
    assert overlapping(outline.corners, quad(CORNERS)) > 0.97


@pytest.mark.parametrize("bulge_px", [0.0, 2.0])
def test_straight_sides_are_left_as_they_are(bulge_px: float) -> None:
    """What leaves its chord by less than a few pixels has no other corners."""
    small = np.asarray(cv2.resize(curled(bulge_px), (480, 270), interpolation=cv2.INTER_AREA))
    corners = np.asarray((CORNERS + 0.5) * np.float32(480 / 1280) - 0.5, np.float32)
    assert uncurled(np.asarray(small, np.uint8), corners, 9.0) is None


def test_an_empty_desk_has_no_curves() -> None:
    """Noise alone bends nothing."""
    noise = np.random.default_rng(3).integers(90, 110, (270, 480, 3), np.uint8)
    assert uncurled(noise, CORNERS * np.float32(480 / 1280), 9.0) is None
