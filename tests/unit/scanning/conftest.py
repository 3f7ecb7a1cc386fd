"""Photographs with known truth: a page on a desk, seen at a slant, in uneven light."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pytest

from scanning.opencv import Image, cv2
from scanning.values import Quad

Floats = npt.NDArray[np.float64]
FRAME = (1280, 720)


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture and where the page's corners are in it, clockwise from the top left."""

    image: Image
    corners: Quad


Photographer = Callable[..., Photograph]


def photograph(
    page: Image,
    *,
    desk: str = "wood",
    turn_deg: float = 3.0,
    slant: float = 0.1,
    share: float = 0.8,
    light: float = 0.3,
    blur: float = 0.7,
    gain: float = 1.0,
    noise: float = 2.0,
    middle: tuple[float, float] = (0.5, 0.5),
    size: tuple[int, int] = FRAME,
    seed: int = 1,
) -> Photograph:
    """`page` on a desk; `slant` tilts it in depth, `light` is what the far corner loses.

    Drawn twice as large and averaged, so that no edge is a staircase.
    """
    chance = np.random.default_rng(seed)
    corners = _corners(page, turn_deg, slant, share, middle, size)
    large = (2 * size[0], 2 * size[1])
    picture = cv2.resize(_desk(desk, size), large)
    height, width = page.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    doubled = (corners + 0.5) * 2 - 0.5
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), doubled.astype(np.float32))
    cover = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), matrix, large)
    fallen = cv2.resize(np.roll(cover, (24, 14), (0, 1)), (size[0] // 2, size[1] // 2))
    shade = cv2.resize(255 - cv2.GaussianBlur(fallen, (0, 0), 5) * 0.45, large).astype(np.uint8)
    shades = cv2.cvtColor(shade, cv2.COLOR_GRAY2BGR)
    picture = np.asarray(cv2.multiply(picture, shades, scale=1 / 255), np.uint8)
    cv2.warpPerspective(page, matrix, large, picture, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    averaged = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    soft = cv2.GaussianBlur(averaged, (0, 0), blur) if blur else averaged
    small = np.asarray(soft, np.float32)
    x, y = np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1])
    lamp = 1 - light * (x[None, :] ** 2 + y[:, None] ** 2) / 2
    small *= np.asarray(gain * lamp, np.float32)[:, :, None]
    small += noise * chance.standard_normal(small.shape, np.float32)
    quad = tuple((float(a), float(b)) for a, b in corners)
    return Photograph(np.clip(small, 0, 255).astype(np.uint8), quad)  # type: ignore[arg-type]


def page_picture(width: int = 1240, height: int = 1754, *, lines: int = 36, seed: int = 3) -> Image:
    """A sheet with ruled frames and grey bars where text would be."""
    chance = np.random.default_rng(seed)
    page = np.full((height, width, 3), 250, np.uint8)
    step = (height - 240) // max(lines, 1)
    for line in range(lines):
        y = 120 + line * step
        x = width // 9
        while x < width * 8 // 9 - 60:
            word = int(chance.integers(18, 90))
            end = min(x + word, width * 8 // 9)
            for stroke in range(x, end, 9):
                cv2.rectangle(page, (stroke, y), (stroke + 4, y + step // 2), (40, 35, 35), -1)
            x += word + 16
    box = (width // 9, height // 2), (width * 8 // 9, height * 3 // 4)
    cv2.rectangle(page, *box, (30, 30, 30), 3)
    return page


def overlap(found: Quad, true: Quad) -> float:
    """Intersection over union of two quadrilaterals."""
    first, second = (np.array(quad, np.float32) for quad in (found, true))
    common, _ = cv2.intersectConvexConvex(first, second)
    return float(common / (cv2.contourArea(first) + cv2.contourArea(second) - common))


@pytest.fixture(scope="session")
def photographer() -> Photographer:
    return photograph


@pytest.fixture(scope="session")
def a4() -> Image:
    return page_picture()


@pytest.fixture(scope="session")
def overlapping() -> Callable[[Quad, Quad], float]:
    return overlap


def _corners(
    page: Image,
    turn_deg: float,
    slant: float,
    share: float,
    middle: tuple[float, float],
    size: tuple[int, int],
) -> Floats:
    """Four corners of a flat page under a pinhole camera whose focal length is 1.2 frames."""
    tall = share * min(size[1], size[0] * page.shape[0] / page.shape[1])
    wide = tall * page.shape[1] / page.shape[0]
    square = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    turn = math.radians(turn_deg)
    square = square @ np.array(
        [[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]]
    )
    focal = 1.2 * size[0]
    tilt = math.atan(slant * 3)
    depth = focal + square[:, 1] * math.sin(tilt)
    seen = np.column_stack([square[:, 0], square[:, 1] * math.cos(tilt)]) * (focal / depth)[:, None]
    # The page stays under the optical axis; the picture is cut out around it.
    return np.asarray(seen + np.array(size) * middle - 0.5, np.float64)


@lru_cache(maxsize=8)
def _desk(kind: str, size: tuple[int, int]) -> Image:
    chance = np.random.default_rng(7)
    width, height = size
    colour, grain = {
        "wood": ((70, 105, 150), 14),
        "grey": ((120, 118, 115), 3),
        "pale": ((205, 214, 218), 3),
        "dark": ((42, 40, 38), 3),
        "clutter": ((150, 150, 140), 4),
    }[kind]
    rough = chance.normal(0, 1, (height // 4, width // 60)).astype(np.float32)
    waves = cv2.resize(rough, size, interpolation=cv2.INTER_CUBIC)[:, :, None] * grain
    desk = np.clip(np.array(colour) + waves, 0, 255).astype(np.uint8)
    if kind == "clutter":
        for _ in range(9):
            x, y = int(chance.integers(0, width)), int(chance.integers(0, height))
            shade = tuple(int(c) for c in chance.integers(20, 235, 3))
            box = cv2.boxPoints(
                ((x, y), tuple(chance.integers(60, 420, 2).tolist()), float(chance.uniform(0, 90)))
            )
            cv2.fillConvexPoly(desk, box.astype(np.int32), shade)
    return desk
