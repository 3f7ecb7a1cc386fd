"""What the small net sees of a picture, and that it keeps to itself."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scanning.candidates import sheet_quads
from scanning.opencv import Image, cv2
from scanning.page import find_page
from scanning.sheetness import GLANCE_PX, LOOK_PX, sheetness
from scanning.values import Quad

ROOT = Path(__file__).parents[3]
Photographer = Callable[..., Any]
Overlap = Callable[[Quad, Quad], float]


def small(picture: Image) -> Image:
    return np.asarray(cv2.resize(picture, (480, 270), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize("side_px", [GLANCE_PX, LOOK_PX])
@pytest.mark.parametrize("desk", ["wood", "grey", "dark"])
def test_paper_is_told_from_desk(
    photographer: Photographer, a4: Image, desk: str, side_px: int
) -> None:
    """The plane is high where the sheet lies, low where it does not, at a glance too."""
    photograph = photographer(a4, desk=desk)
    seen = sheetness(small(photograph.image), side_px)
    corners = seen.places(np.array(photograph.corners, np.float32) * np.float32(480 / 1280))
    inside = np.zeros(seen.sheet.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.round(corners).astype(np.int32), 1)
    within = cv2.erode(inside, np.ones((5, 5), np.uint8)) > 0
    beyond = cv2.dilate(inside, np.ones((5, 5), np.uint8)) == 0
    assert seen.sheet[within].mean() > 0.9
    assert seen.sheet[beyond].mean() < 0.15


def test_the_sheet_seen_is_a_candidate(
    photographer: Photographer, a4: Image, overlapping: Overlap
) -> None:
    """One of the quadrilaterals around what is seen lies nearly on the page."""
    photograph = photographer(a4, turn_deg=17.0)
    quads = sheet_quads(sheetness(small(photograph.image), LOOK_PX)) * (1280 / 480)
    found = [tuple(map(tuple, quad)) for quad in quads.tolist()]
    assert max(overlapping(quad, photograph.corners) for quad in found) > 0.93  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(270, 480), (480, 270), (300, 300), (40, 480), (25, 25)])
def test_any_shape_of_picture_is_looked_at(size: tuple[int, int]) -> None:
    """Both planes are of one size and stay between 0 and 1, in noise and in nothing."""
    chance = np.random.default_rng(1)
    for picture in (np.zeros((*size, 3), np.uint8), chance.integers(0, 255, (*size, 3), np.uint8)):
        seen = sheetness(picture, LOOK_PX)
        assert seen.sheet.shape == seen.sides.shape
        assert 0 <= float(seen.sheet.min()) <= float(seen.sheet.max()) <= 1


def test_threads_that_look_at_once_see_what_each_sees_alone(
    photographer: Photographer, a4: Image
) -> None:
    """The camera's thread and a page being taken do not disturb each other."""
    pictures = [photographer(a4, turn_deg=3.0 * n, size=(640, 360)).image for n in range(6)]
    alone = [find_page(picture) for picture in pictures]
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(find_page, pictures * 3)) == alone * 3


def test_nothing_is_written_to_the_terminal() -> None:
    """Reading the net and looking with it leave file descriptors 1 and 2 alone."""
    code = (
        "import numpy, scanning.page as page;"
        "page.find_page(numpy.random.default_rng(1).integers(0, 255, (360, 640, 3), 'uint8'))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout + done.stderr == b""
