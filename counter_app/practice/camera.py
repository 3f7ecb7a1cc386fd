"""A camera over a desk where practice pages are laid and taken away, by the clock or by hand.

Frames depend on the pages, the seed and the time alone. What costs time is done once for a page:
a moving page is the page at rest, moved.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import PIL.Image

from scanning.camera import Frame
from scanning.opencv import Image, cv2
from scanning.values import Quad

RATE_FPS = 12
SIZE = (1920, 1080)
SLIDE_IN_S, STILL_S, SLIDE_OUT_S, EMPTY_S = 0.9, 4.5, 0.7, 0.6
CYCLE_S = SLIDE_IN_S + STILL_S + SLIDE_OUT_S + EMPTY_S
PAGES_KEPT = 2
"""Pages laid out in memory; each takes some 25 MB at full size."""

PAGE_SHARE = 0.86
"""Of the frame's height that a page takes."""
MAX_TURN_DEG = 4.0
MAX_SLANT = 0.025
"""How far perspective moves a corner, as a share of the page's height."""
MAX_PLACE = 0.03
"""How far a page lies from the middle, as a share of the frame's height."""

_LAMP = (0.35, 0.25)
_FALL_OFF = 0.30
_NOISE_LEVEL, _NOISE_SIGMA = 6, 2.0
"""Noise is added unsigned around this level, which is taken off the still picture beforehand."""
_NOISE_MARGIN_PX = 64
_SHADOW_SHIFT, _SHADOW_BLUR, _SHADOW_DEPTH = 0.012, 0.014, 0.5
_WAY_OUT = (0.12, 1.05)
"""Where a page comes from and goes to, in frame widths and heights."""

_Floats = npt.NDArray[np.float32]


class Desk(StrEnum):
    WOOD = "wood"
    GREY = "grey"
    PALE = "pale"


_COLOURS = {
    Desk.WOOD: ((78, 112, 150), 13.0),
    Desk.GREY: ((112, 108, 104), 3.0),
    Desk.PALE: ((196, 204, 208), 3.0),
}
"""Blue, green, red of each desk, and how strong its grain is."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """Page `page` (None: the bare desk), `way` out of the picture: 0 at rest, 1 gone."""

    page: int | None
    way: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """A page at rest (`still`), and what it takes to move it: paper, its mask, its shadow."""

    corners: Quad
    still: Image
    paper: Image
    mask: Image
    shade: Image


class PracticeCamera:
    """Implements `scanning.camera.Camera`.

    Pages come and go in order, and again from the first, until `lay` puts one down for good;
    `take_away` clears the desk.
    """

    def __init__(
        self,
        pages: Sequence[PIL.Image.Image],
        *,
        clock_s: Callable[[], float],
        size: tuple[int, int] = SIZE,
        desk: Desk = Desk.WOOD,
        seed: int = 0,
    ) -> None:
        assert pages
        self._pages = tuple(pages)
        self._clock_s = clock_s
        self._size = size
        self._seed = seed
        self._started_s = clock_s()
        self._number = -1
        self._held: _Scene | None = None
        self._light = _light(size)
        self._desk = _lit(_surface(desk, size, seed), self._light)
        self._noise = _noise(size, seed)
        self._laid = lru_cache(maxsize=PAGES_KEPT)(self._lay_out)

    def read(self) -> Frame | None:
        number = int((self._clock_s() - self._started_s) * RATE_FPS)
        if number <= self._number:
            return None
        self._number = number
        scene = self._held or _scene_at(number / RATE_FPS, len(self._pages))
        return Frame(self._grain(self._picture(scene), number), number)

    def close(self) -> None:
        self._laid.cache_clear()

    def lay(self, number: int) -> None:
        """Put page `number` (from 0) on the desk at once; it stays."""
        assert 0 <= number < len(self._pages)
        self._held = _Scene(number)

    def take_away(self) -> None:
        """Clear the desk; it stays empty."""
        self._held = _Scene(None)

    def corners(self, number: int) -> Quad:
        """Where page `number` lies at rest, in pixels, clockwise from its top left."""
        return self._laid(number).corners

    def _picture(self, scene: _Scene) -> Image:
        if scene.page is None:
            return self._desk
        laid = self._laid(scene.page)
        return _moved(self._desk, laid, scene.way) if scene.way else laid.still

    def _grain(self, picture: Image, number: int) -> Image:
        """The picture with a sensor's noise, another for each frame."""
        place = np.random.default_rng((self._seed, number)).integers(0, _NOISE_MARGIN_PX, 2)
        width, height = self._size
        noise = self._noise[place[0] : place[0] + height, place[1] : place[1] + width]
        return np.asarray(cv2.add(picture, noise), np.uint8)

    def _lay_out(self, number: int) -> _Laid:
        page = cv2.cvtColor(np.asarray(self._pages[number].convert("RGB")), cv2.COLOR_RGB2BGR)
        corners = _pose(page.shape, self._size, np.random.default_rng((self._seed, 7, number)))
        paper, cover = _warped(np.asarray(page, np.uint8), corners, self._size)
        paper = _lit(paper, self._light)
        shade = _shadow(cover, self._size[1])
        still = _blended(_shaded(self._desk, shade), paper, cover)
        mask = np.asarray((cover > 127).astype(np.uint8))  # noqa: PLR2004 - half covered
        return _Laid(_as_quad(corners), still, paper, mask, shade)


def _scene_at(elapsed_s: float, pages: int) -> _Scene:
    """What the desk shows when pages come and go by themselves."""
    turn, within_s = divmod(elapsed_s, CYCLE_S)
    page = int(turn) % pages
    if within_s < SLIDE_IN_S:
        return _Scene(page, (1 - within_s / SLIDE_IN_S) ** 2)
    leaving_s = within_s - SLIDE_IN_S - STILL_S
    if leaving_s < 0:
        return _Scene(page)
    return _Scene(page, (leaving_s / SLIDE_OUT_S) ** 2) if leaving_s < SLIDE_OUT_S else _Scene(None)


def _moved(desk: Image, laid: _Laid, way: float) -> Image:
    """The desk with the page that far out of its place."""
    height, width = desk.shape[:2]
    dx, dy = round(_WAY_OUT[0] * width * way), round(_WAY_OUT[1] * height * way)
    picture = desk.copy()
    if dx >= width or dy >= height:
        return picture
    there, here = picture[dy:, dx:], np.s_[: height - dy, : width - dx]
    there[:] = cv2.multiply(there, laid.shade[here], scale=1 / 255)
    cv2.copyTo(laid.paper[here], laid.mask[here], there)
    return picture


def _pose(shape: tuple[int, ...], size: tuple[int, int], chance: np.random.Generator) -> _Floats:
    """Four corners of a page laid by hand: nearly straight, nearly in the middle."""
    tall = PAGE_SHARE * size[1]
    wide = tall * shape[1] / shape[0]
    square = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    turn = math.radians(chance.uniform(-MAX_TURN_DEG, MAX_TURN_DEG))
    turning = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    slant = chance.uniform(-MAX_SLANT, MAX_SLANT, 2)
    # A slanted page is a plane: one divisor for each corner, no free movement.
    depth = 1 + square @ (slant * 2 / tall)
    middle = np.array(size) / 2 + chance.uniform(-MAX_PLACE, MAX_PLACE, 2) * size[1]
    return np.asarray(square @ turning / depth[:, None] + middle, np.float32)


def _warped(page: Image, corners: _Floats, size: tuple[int, int]) -> tuple[Image, Image]:
    """The page in its place on a black frame, and how far it covers each pixel (0 to 255)."""
    height, width = page.shape[:2]
    shrink = float(np.ptp(corners[:, 1])) / height * 1.4
    if shrink < 1:
        # Warping steps over pixels when it shrinks; averaging first keeps thin strokes.
        near = (round(width * shrink), round(height * shrink))
        page = np.asarray(cv2.resize(page, near, interpolation=cv2.INTER_AREA), np.uint8)
        height, width = page.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    transform = cv2.getPerspectiveTransform(np.asarray(source, np.float32), corners)
    paper = cv2.warpPerspective(page, transform, size, borderMode=cv2.BORDER_REPLICATE)
    cover = np.zeros((size[1], size[0]), np.uint8)
    sixteenths = np.round(corners * 16).astype(np.int32)
    cv2.fillConvexPoly(cover, sixteenths, 255, cv2.LINE_AA, 4)
    return np.asarray(paper, np.uint8), cover


def _shadow(cover: Image, height: int) -> Image:
    """How a page darkens the desk below and right of it, 255 where it does not."""
    shift = round(_SHADOW_SHIFT * height)
    fallen = np.roll(cover, (shift, shift // 2), axis=(0, 1))
    soft = cv2.GaussianBlur(fallen, (0, 0), _SHADOW_BLUR * height)
    shade = (255 - soft.astype(np.float32) * _SHADOW_DEPTH).astype(np.uint8)
    return np.asarray(cv2.cvtColor(shade, cv2.COLOR_GRAY2BGR), np.uint8)


def _shaded(desk: Image, shade: Image) -> Image:
    return np.asarray(cv2.multiply(desk, shade, scale=1 / 255), np.uint8)


def _blended(under: Image, over: Image, cover: Image) -> Image:
    share = (cover.astype(np.float32) / 255)[:, :, None]
    return np.asarray(under + (over.astype(np.float32) - under) * share, np.uint8)


def _surface(desk: Desk, size: tuple[int, int], seed: int) -> Image:
    """A desk top: long grain along its length, fine grain all over."""
    width, height = size
    colour, grain = _COLOURS[desk]
    chance = np.random.default_rng((seed, 1))
    rough = chance.normal(0, 1, (height // 3, max(2, width // 90))).astype(np.float32)
    streaks = cv2.GaussianBlur(cv2.resize(rough, size, interpolation=cv2.INTER_CUBIC), (0, 0), 1.5)
    fine = chance.normal(0, 1.5, (height, width)).astype(np.float32)
    waves = np.asarray(streaks * grain + fine, np.float32)[:, :, None]
    return np.asarray(np.clip(np.array(colour, np.float32) + waves, 0, 255), np.uint8)


def _light(size: tuple[int, int]) -> _Floats:
    """What share of the lamp's light reaches each pixel."""
    width, height = size
    x = np.linspace(0, 1, width, dtype=np.float32) - _LAMP[0]
    y = (np.linspace(0, 1, height, dtype=np.float32) - _LAMP[1]) * height / width
    away = x[None, :] ** 2 + y[:, None] ** 2
    return np.asarray(1 - _FALL_OFF * away / away.max(), np.float32)[:, :, None]


def _lit(picture: Image, light: _Floats) -> Image:
    """The picture under the lamp, darker by the level of the noise to come."""
    return np.asarray(np.clip(picture * light - _NOISE_LEVEL, 0, 255), np.uint8)


def _noise(size: tuple[int, int], seed: int) -> Image:
    shape = (size[1] + _NOISE_MARGIN_PX, size[0] + _NOISE_MARGIN_PX, 3)
    chance = np.random.default_rng((seed, 2))
    raw = chance.normal(_NOISE_LEVEL, _NOISE_SIGMA, shape).astype(np.float32)
    return np.asarray(np.clip(np.round(raw), 0, 255), np.uint8)


def _as_quad(corners: _Floats) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return a, b, c, d
