"""Find a page in a picture, lay it flat, even its light, make it a JPEG.

Candidates come from a small copy (`candidates`, `lines`), their sides are fitted (`sides`) and
judged (`judging`), the likeliest is fitted again on the full picture, and its light is evened
(`light`). A page that cannot be seen is answered with None, never with a guess of the whole frame.
"""

import hashlib
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanning.candidates import candidate_pages
from scanning.judging import convex, edges_of, features_of, likeliest, overlaps_of, scores_of
from scanning.light import even_light
from scanning.lines import line_quads
from scanning.opencv import Image, cv2
from scanning.sheets import dpi_of, shrink_to_finest, true_aspect
from scanning.sides import Fit, fit_sides
from scanning.values import Finding, Outline, Quad, TakenPage

LIVE_SIDE_PX, WORKING_SIDE_PX = 400, 480
"""Long side of the small copy in which candidates are looked for, at a glance and with care."""
LEAST_SIDE_PX = 24
"""Short side of the small copy: a narrower strip is no picture of a page."""
ACCEPTED_SCORE = 0.2
SURE_SCORE = 0.8
"""Below it the officer is asked to check the corners."""
GLANCE_IS_ENOUGH = 0.97
"""A glance that is so sure is not followed by a longer look."""
LARGE_SHARE = 0.12
"""Of the picture: beside a smaller sheet there may lie a larger one that a glance passes over."""
JPEG_QUALITY = 85
MAX_PAGE_SIDE_PX = 6_000

Floats = npt.NDArray[np.float32]

_SMALL_REACH_PX = 6.0
_FULL_REACH = 1.6
"""Pixels of the small copy within which the full picture is searched."""
_FAINT_STEP, _NOISE_FACTOR, _MAX_FULL_STEP = 7.0, 2.5, 40.0
_CLOSED = np.ones((7, 7), np.uint8)
"""Covers letters, ruled lines and the veins of stone in the small copy."""
MANY_TIMES = 7
"""A picture so much larger than its small copy is read at every other pixel only."""
_DEFAULT_FOCAL = 1.2
"""Focal length over the picture's long side, where the picture itself does not tell it."""
_FOCAL_RANGE = (0.5, 6.0)


def find_page(image: Image, *, live: bool = False) -> Outline | None:
    """The outline of the page that lies in `image`, in its pixels; None where none is seen.

    `live` gives the first glance, for which a frame of a film has time.
    """
    if min(image.shape[:2]) * min(1.0, LIVE_SIDE_PX / max(image.shape[:2])) < LEAST_SIDE_PX:
        return None
    found = _glance(image)
    if not live and (found is None or not found.plain):
        found = _long_look(image)
    if found is None or found.score < ACCEPTED_SCORE:
        return None
    corners = _sharpened(image, found.corners, found.scale, found.full)
    return Outline(_quad(corners), round(min(1.0, found.score), 3))


def rectify(image: Image, outline: Outline) -> Image:
    """The page inside `outline`, in its true aspect, as it lay, its light evened."""
    width, height = _seen_size(image, outline)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    # A corner is the outer edge of the page's last pixel, half a pixel from its centre.
    transform = cv2.getPerspectiveTransform(np.array(outline.corners, np.float32), target - 0.5)
    flat = cv2.warpPerspective(image, transform, (width, height), flags=cv2.INTER_LINEAR)
    kept = page_size(image, outline)
    if kept != (width, height):
        flat = cv2.resize(flat, kept, interpolation=cv2.INTER_AREA)
    return even_light(np.asarray(flat, np.uint8))


def page_size(image: Image, outline: Outline) -> tuple[int, int]:
    """Width and height in pixels of the page as it is kept: no finer than paper needs."""
    width, height = _seen_size(image, outline)
    shrink = shrink_to_finest(width, height)
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def _seen_size(image: Image, outline: Outline) -> tuple[int, int]:
    """Width and height in pixels that keep the page's true aspect and lose no detail."""
    corners = np.array(outline.corners, np.float64)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    wide, tall = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    aspect = true_aspect(_true_aspect(corners, image.shape[1], image.shape[0]))
    width, height = max(wide, tall * aspect), max(tall, wide / aspect)
    shrink = min(1.0, MAX_PAGE_SIDE_PX / max(width, height))
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def page_dpi(page: Image) -> int:
    """Dots per inch of a flat page."""
    return round(dpi_of(page.shape[1], page.shape[0]))


def encode_page(image: Image, dpi: int) -> bytes:
    """The page as JPEG with its resolution in the JFIF head."""
    done, buffer = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    assert done
    content = buffer.tobytes()
    # ITU-T T.871 §10.1: identifier at 6, units (1 = per inch) at 13, then two 16-bit densities.
    assert content[6:11] == b"JFIF\0"
    density = max(1, min(dpi, 0xFFFF)).to_bytes(2, "big")
    return content[:13] + b"\x01" + density + density + content[18:]


def taken_page(page: Image, findings: tuple[Finding, ...] = ()) -> TakenPage:
    """A flat page as it is kept."""
    jpeg = encode_page(page, page_dpi(page))
    height, width = page.shape[:2]
    return TakenPage(jpeg, width, height, hashlib.sha256(jpeg).hexdigest(), findings)


def _small_view(image: Image, scale: float) -> Image:
    """A small copy without the finest noise, which edges would otherwise be found in."""
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    if image.shape[1] > MANY_TIMES * size[0]:
        half = (image.shape[1] // 2, image.shape[0] // 2)
        image = np.asarray(cv2.resize(image, half, interpolation=cv2.INTER_NEAREST), np.uint8)
    while image.shape[1] > 3 * size[0]:
        # A plain LINEAR steps over most pixels when it shrinks more than twice.
        half = (image.shape[1] // 2, image.shape[0] // 2)
        image = np.asarray(cv2.resize(image, half, interpolation=cv2.INTER_LINEAR), np.uint8)
    small = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.GaussianBlur(small, (3, 3), 0), np.uint8)


def _full_step(view: Image) -> float:
    """The step that makes an edge fully seen: a few times what the picture has everywhere."""
    green = view[::3, ::3, 1].astype(np.int16)
    usual = float(np.median(np.abs(green[:, 1:] - green[:, :-1])))
    return min(_FAINT_STEP + _NOISE_FACTOR * usual, _MAX_FULL_STEP)


@dataclass(frozen=True, slots=True)
class _Found:
    """The likeliest page of a small copy, in its pixels."""

    corners: Floats
    score: float
    share: float
    scale: float
    full: float

    @property
    def plain(self) -> bool:
        return self.score >= GLANCE_IS_ENOUGH and self.share >= LARGE_SHARE


def candidates_with_features(image: Image, *, live: bool = False) -> tuple[Floats, Floats]:
    """Every candidate in the picture's pixels, and what `judging` sees of it: to learn from."""
    view, quads, scale = _live_candidates(image) if live else _candidates(image)
    fit, features, _ = _seen(view, quads)
    return (fit.quads + np.float32(0.5)) / np.float32(scale) - np.float32(0.5), features


def _glance(image: Image) -> _Found | None:
    return _likeliest(*_live_candidates(image))


def _long_look(image: Image) -> _Found | None:
    return _likeliest(*_candidates(image))


def _live_candidates(image: Image) -> tuple[Image, Floats, float]:
    scale = min(1.0, LIVE_SIDE_PX / max(image.shape[:2]))
    view = _small_view(image, scale)
    return view, candidate_pages(view), scale


def _candidates(image: Image) -> tuple[Image, Floats, float]:
    scale = min(1.0, WORKING_SIDE_PX / max(image.shape[:2]))
    view = _small_view(image, scale)
    return view, np.concatenate([candidate_pages(view), line_quads([_without_print(view)])]), scale


def _seen(view: Image, quads: Floats) -> tuple[Fit, Floats, Floats]:
    """Quadrilaterals fitted, what is seen of them, and how far they overlap."""
    full = _full_step(view)
    fit = fit_sides(view, quads, reach_px=_SMALL_REACH_PX, step_px=1, full=full)
    fit = fit.only(convex(fit.quads))
    overlaps = overlaps_of(fit.quads, view)
    return fit, features_of(view, fit, full, overlaps), overlaps


def _likeliest(view: Image, quads: Floats, scale: float) -> _Found | None:
    if not len(quads):
        return None
    fit, features, overlaps = _seen(view, quads)
    if not len(fit.quads):
        return None
    sure, best = likeliest(scores_of(features), overlaps, edges_of(features))
    corners = fit.quads[best]
    share = float(cv2.contourArea(corners)) / (view.shape[0] * view.shape[1])
    return _Found(corners, sure, share, scale, _full_step(view))


def _without_print(view: Image) -> Image:
    """Grey, dark strokes closed, faint steps raised to what strong ones are."""
    closed = cv2.morphologyEx(view, cv2.MORPH_CLOSE, _CLOSED)
    grey = cv2.cvtColor(closed, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.createCLAHE(4.0, (4, 4)).apply(grey), np.uint8)


def _sharpened(image: Image, corners: Floats, scale: float, full: float) -> Floats:
    """Corners found in the small copy, fitted again on the full picture."""
    # A pixel's centre is at half of it: (x + 0.5) scales, x does not.
    placed = (corners[None] + np.float32(0.5)) / np.float32(scale) - np.float32(0.5)
    if scale == 1:
        return np.asarray(placed[0], np.float32)
    step_px = max(1.0, 0.25 / scale)
    fit = fit_sides(image, placed, reach_px=_FULL_REACH / scale, step_px=step_px, full=full)
    return np.asarray(fit.quads[0], np.float32)


def _quad(corners: Floats) -> Quad:
    a, b, c, d = ((round(float(x), 2), round(float(y), 2)) for x, y in corners)
    return a, b, c, d


def _true_aspect(corners: npt.NDArray[np.float64], width: int, height: int) -> float:
    """Width over height of the rectangle that is seen as `corners`.

    Zhang and He, Whiteboard Scanning and Image Enhancement (2004): a rectangle seen in perspective
    tells the focal length, and with it its own aspect. A view from straight above tells no focal
    length, and then hardly depends on it.
    """
    centred = corners - np.array([(width - 1) / 2, (height - 1) / 2])
    top_left, top_right, low_right, low_left = (np.array([x, y, 1.0]) for x, y in centred)
    across = np.cross(top_left, low_right)
    k_wide = across @ low_left / (np.cross(top_right, low_right) @ low_left)
    k_tall = across @ top_right / (np.cross(low_left, low_right) @ top_right)
    wide = k_wide * top_right - top_left
    tall = k_tall * low_left - top_left
    square = _focal_squared(wide, tall, max(width, height))
    return math.sqrt(_length(wide, square) / _length(tall, square))


def _focal_squared(
    wide: npt.NDArray[np.float64], tall: npt.NDArray[np.float64], long_side: int
) -> float:
    slant = wide[2] * tall[2]
    usual = (_DEFAULT_FOCAL * long_side) ** 2
    if abs(slant) < 1e-9:  # noqa: PLR2004 - parallel sides
        return usual
    told = float(-(wide[0] * tall[0] + wide[1] * tall[1]) / slant)
    low, high = (bound * long_side for bound in _FOCAL_RANGE)
    return told if low**2 <= told <= high**2 else usual


def _length(vector: npt.NDArray[np.float64], focal_squared: float) -> float:
    return float((vector[0] ** 2 + vector[1] ** 2) / focal_squared + vector[2] ** 2)
