"""Find a page in a picture, lay it flat, even its light, make it a JPEG.

Candidates come from a small copy (`candidates`), their sides are fitted and judged (`sides`), the
best one is fitted again on the full picture, and its light is evened (`light`). A page that cannot
be seen is answered with None, never with a guess of the whole frame.
"""

import hashlib
import math

import numpy as np
import numpy.typing as npt

from scanning.candidates import candidate_pages
from scanning.light import even_light
from scanning.opencv import Image, cv2
from scanning.sides import Fit, fit_sides, running_on
from scanning.values import Finding, Outline, Quad, TakenPage

WORKING_SIDE_PX = 400
"""Long side of the small copy in which candidates are looked for."""
ACCEPTED_SCORE = 0.40
SURE_SCORE = 0.70
"""Below it the officer is asked to check the corners."""
SEEN_SIDE = 0.5
MIN_SEEN_SIDES = 2
A_SERIES = math.sqrt(2)
A_SERIES_TOLERANCE = 0.06
"""Relative; a sheet nearer than this is taken to be A-series paper (ISO 216)."""
A4_LONG_MM = 297
MM_PER_INCH = 25.4
JPEG_QUALITY = 85
MAX_PAGE_SIDE_PX = 6_000

Floats = npt.NDArray[np.float32]

_SMALL_REACH_PX = 6.0
_FULL_REACH = 1.6
"""Pixels of the small copy within which the full picture is searched."""
_BORDER_PX = 2.5
_BORDER_SEEN = 0.5
"""What a side counts that lies on the picture's own edge: nobody can see more of it."""
_FAINT_STEP, _NOISE_FACTOR, _MAX_FULL_STEP = 7.0, 2.5, 40.0
_LARGER_WINS = 0.08
"""Exponent of the share of the picture when candidates are compared."""
_DARKER_LOSES = 0.35
"""What a sheet darker than all around it loses to a brighter one: a mat is no page."""
_RUNNING_ON_LOSES = 0.6
"""What is lost where every side's edge runs on past its corners: shadows and tiles do that."""
_DEFAULT_FOCAL = 1.2
"""Focal length over the picture's long side, where the picture itself does not tell it."""
_FOCAL_RANGE = (0.5, 6.0)


def find_page(image: Image) -> Outline | None:
    """The outline of the page that lies in `image`, in its pixels; None where none is seen."""
    scale = min(1.0, WORKING_SIDE_PX / max(image.shape[:2]))
    view = _small_view(image, scale)
    candidates = candidate_pages(view)
    if not len(candidates):
        return None
    full = _full_step(view)
    fit = fit_sides(view, candidates, reach_px=_SMALL_REACH_PX, step_px=1, full=full)
    scores = _scores(fit, view)
    scores *= 1 - _RUNNING_ON_LOSES * running_on(view, fit.quads, full)
    ranks = scores * _shares(fit.quads, view) ** _LARGER_WINS * _brightness_ranks(fit)
    best = int(np.argmax(ranks))
    if scores[best] < ACCEPTED_SCORE:
        return None
    corners = _sharpened(image, fit.quads[best], scale, full)
    return Outline(_quad(corners), round(min(1.0, float(scores[best])), 3))


def rectify(image: Image, outline: Outline) -> Image:
    """The page inside `outline`, upright, in its true aspect, its light evened."""
    width, height = page_size(image, outline)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    # A corner is the outer edge of the page's last pixel, half a pixel from its centre.
    transform = cv2.getPerspectiveTransform(np.array(outline.corners, np.float32), target - 0.5)
    flat = cv2.warpPerspective(image, transform, (width, height), flags=cv2.INTER_LINEAR)
    return even_light(np.asarray(flat, np.uint8))


def page_size(image: Image, outline: Outline) -> tuple[int, int]:
    """Width and height in pixels that keep the page's true aspect and lose no detail."""
    corners = np.array(outline.corners, np.float64)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    wide, tall = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    aspect = _snapped(_true_aspect(corners, image.shape[1], image.shape[0]))
    width, height = max(wide, tall * aspect), max(tall, wide / aspect)
    shrink = min(1.0, MAX_PAGE_SIDE_PX / max(width, height))
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def page_dpi(page: Image) -> int:
    """Dots per inch of a flat page, taking its long side for that of A4."""
    return round(int(max(page.shape[:2])) / (A4_LONG_MM / MM_PER_INCH))


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


def _scores(fit: Fit, view: Image) -> Floats:
    """How surely each quadrilateral is a page, 0 to 1."""
    enough = (fit.seen >= SEEN_SIDE).sum(axis=1) >= MIN_SEEN_SIDES
    at_border = _on_border(fit.quads, view)
    seen = np.where(at_border, np.maximum(fit.seen, _BORDER_SEEN), fit.seen)
    sides = 0.6 * seen.mean(axis=1) + 0.4 * seen.min(axis=1)
    return np.asarray(sides * _rectangular(fit.quads) * enough, np.float32)


def _brightness_ranks(fit: Fit) -> Floats:
    brighter = (fit.brighter * fit.seen).mean(axis=1)
    return np.asarray(1 - _DARKER_LOSES * (1 - brighter) / 2, np.float32)


def _on_border(quads: Floats, view: Image) -> npt.NDArray[np.bool_]:
    """Which sides lie on the picture's own edge."""
    limit = np.array([view.shape[1] - 1, view.shape[0] - 1], np.float32)
    low, high = quads < _BORDER_PX, quads > limit - _BORDER_PX
    both_low = low & np.roll(low, -1, axis=1)
    both_high = high & np.roll(high, -1, axis=1)
    return np.asarray((both_low | both_high).any(axis=2))


def _rectangular(quads: Floats) -> Floats:
    """1 for what may be a rectangle seen at a slant, falling to 0 for sharp corners."""
    sides = np.roll(quads, -1, axis=1) - quads
    back = np.roll(quads, 1, axis=1) - quads
    lengths = np.linalg.norm(sides, axis=2) * np.linalg.norm(back, axis=2)
    cosines = np.abs((sides * back).sum(axis=2)) / np.maximum(lengths, 1e-3)
    slant = cosines.max(axis=1)
    turned = sides[..., 0] * back[..., 1] - sides[..., 1] * back[..., 0]
    convex = (turned > 0).all(axis=1)
    return np.asarray(np.clip(1.6 - 1.6 * slant, 0, 1) * convex, np.float32)


def _shares(quads: Floats, view: Image) -> Floats:
    x, y = quads[..., 0], quads[..., 1]
    doubled = x * np.roll(y, -1, axis=1) - np.roll(x, -1, axis=1) * y
    share = np.abs(doubled.sum(axis=1)) / 2 / (view.shape[0] * view.shape[1])
    return np.asarray(np.clip(share, 1e-3, 1), np.float32)


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


def _snapped(aspect: float) -> float:
    for paper in (A_SERIES, 1 / A_SERIES):
        if abs(aspect / paper - 1) < A_SERIES_TOLERANCE:
            return paper
    return aspect


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
