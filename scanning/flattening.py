"""Lay a page that was found flat, even its light, make it a JPEG.

The page is kept in its true aspect, as it lay, and no finer than paper needs.
"""

import hashlib
import math

import numpy as np
import numpy.typing as npt

from scanning.light import light_on, sample_size
from scanning.opencv import Image, cv2
from scanning.rims import without_desk
from scanning.sheets import dpi_of, shrink_to_finest, true_aspect
from scanning.values import Finding, Outline, TakenPage

JPEG_QUALITY = 85
MAX_PAGE_SIDE_PX = 6_000
AROUND_PX = 2
"""Pixels around the page that its edge is drawn from."""
STRIP_PX = 256
"""Rows of a page that are worked on at a time: about as much as a core keeps at hand."""
COLOURED = 3
"""Dimensions of a picture with colours."""

Matrix = npt.NDArray[np.float64]

_DEFAULT_FOCAL = 1.2
"""Focal length over the picture's long side, where the picture itself does not tell it."""
_FOCAL_RANGE = (0.5, 6.0)
_CORNERS_ERROR = 3e-4
"""How far apart sides seem to run when a corner is a pixel off, as `_focal_squared` has it."""


def rectify(image: Image, outline: Outline) -> Image:
    """The page inside `outline`, in its true aspect, as it lay, its light evened."""
    seen = _seen_size(image, outline)
    size = width, height = _kept_size(*seen)
    # A plain LINEAR steps over pixels when it shrinks more than twice.
    view, transform = _view(image, outline, size, max(1, int(max(seen) / max(size))))
    page = np.empty((height, width, *view.shape[2:]), np.uint8)
    if view.ndim == COLOURED:
        # OpenCV bends four channels sooner than three, mostly in half the time.
        view = np.asarray(cv2.cvtColor(view, cv2.COLOR_BGR2BGRA), np.uint8)
    light = light_on(_sample(view, transform, size), size)
    rows = min(STRIP_PX, height)
    # The same memory for every strip: a core has it at hand, where fresh memory comes from afar.
    strip, bent = (np.empty((rows, width, *it.shape[2:]), np.uint8) for it in (page, view))
    for first in range(0, height, STRIP_PX):
        some, held = strip[: height - first], bent[: height - first]
        _bend(view, _lifted(transform, first), some, into=held)
        light.even(some, first, page)
    without_desk(page)
    return page


def page_size(image: Image, outline: Outline) -> tuple[int, int]:
    """Width and height in pixels of the page as it is kept: no finer than paper needs."""
    return _kept_size(*_seen_size(image, outline))


def _kept_size(wide: float, tall: float) -> tuple[int, int]:
    shrink = min(1.0, MAX_PAGE_SIDE_PX / max(wide, tall))
    shrink *= shrink_to_finest(wide * shrink, tall * shrink)
    return max(1, round(wide * shrink)), max(1, round(tall * shrink))


def _seen_size(image: Image, outline: Outline) -> tuple[float, float]:
    """Width and height in pixels that keep the page's true aspect and lose no detail."""
    corners = np.array(outline.corners, np.float64)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    wide, tall = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    aspect = true_aspect(_true_aspect(corners, image.shape[1], image.shape[0]))
    return max(wide, tall * aspect), max(tall, wide / aspect)


def _view(
    image: Image, outline: Outline, size: tuple[int, int], times: int
) -> tuple[Image, Matrix]:
    """The part of a picture around the page, so many times smaller, and what lays it flat."""
    corners = np.array(outline.corners, np.float64)
    limit = np.array([image.shape[1], image.shape[0]])
    first = np.clip(np.floor(corners.min(axis=0)).astype(int) - AROUND_PX * times, 0, limit - 1)
    last = np.clip(np.ceil(corners.max(axis=0)).astype(int) + AROUND_PX * times, first + 1, limit)
    view, corners = image[first[1] : last[1], first[0] : last[0]], corners - first
    if 1 < times <= min(view.shape[:2]):
        wide, tall = view.shape[1] // times, view.shape[0] // times
        whole = view[: tall * times, : wide * times]
        view = np.asarray(cv2.resize(whole, (wide, tall), interpolation=cv2.INTER_AREA), np.uint8)
        # A pixel's centre is at half of it: (x + 0.5) scales, x does not.
        corners = (corners + 0.5) / times - 0.5
    width, height = size
    # A corner is the outer edge of the page's last pixel, half a pixel from its centre.
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    transform = cv2.getPerspectiveTransform(corners.astype(np.float32), target.astype(np.float32))
    return view, np.asarray(transform, np.float64)


def _sample(view: Image, transform: Matrix, size: tuple[int, int]) -> Image:
    """A smaller copy of the flat page, of single pixels."""
    (width, height), (wide, tall) = size, sample_size(*size)
    across, down = wide / width, tall / height
    scale = [[across, 0, (across - 1) / 2], [0, down, (down - 1) / 2], [0, 0, 1]]
    sample = np.empty((tall, wide, 3)[: view.ndim], np.uint8)
    _bend(view, np.array(scale) @ transform, sample, way=cv2.INTER_NEAREST)
    return sample


def _bend(
    view: Image,
    transform: Matrix,
    page: Image,
    *,
    way: int = cv2.INTER_LINEAR,
    into: Image | None = None,
) -> None:
    """Fill `page`, or a part of it, with what `transform` brings there, by way of `into`."""
    size, around = (page.shape[1], page.shape[0]), cv2.BORDER_REPLICATE
    bent = cv2.warpPerspective(view, transform, size, into, flags=way, borderMode=around)
    if view.ndim == COLOURED:
        cv2.cvtColor(bent, cv2.COLOR_BGRA2BGR, dst=page)
    else:
        page[:] = bent


def _lifted(transform: Matrix, rows: int) -> Matrix:
    """The same for the part of a page that begins so many rows further down."""
    return np.array([[1.0, 0, 0], [0, 1, -rows], [0, 0, 1]]) @ transform


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
    """Sides that hardly run together tell little: then it is mostly the usual one."""
    slant = float(wide[2] * tall[2])
    usual = (_DEFAULT_FOCAL * long_side) ** 2
    told = -float(wide[0] * tall[0] + wide[1] * tall[1])
    weight = _CORNERS_ERROR**2
    square = (slant * told + weight * usual) / (slant**2 + weight)
    low, high = (bound * long_side for bound in _FOCAL_RANGE)
    return square if low**2 <= square <= high**2 else usual


def _length(vector: npt.NDArray[np.float64], focal_squared: float) -> float:
    return float((vector[0] ** 2 + vector[1] ** 2) / focal_squared + vector[2] ** 2)
