"""Lay a page that was found flat, even its light, make it a JPEG.

The page is kept in its true aspect, as it lay, and no finer than paper needs.
"""

import hashlib
import math

import numpy as np
import numpy.typing as npt

from scanning.light import even_light
from scanning.opencv import Image, cv2
from scanning.sheets import dpi_of, shrink_to_finest, true_aspect
from scanning.values import Finding, Outline, TakenPage

JPEG_QUALITY = 85
MAX_PAGE_SIDE_PX = 6_000

_DEFAULT_FOCAL = 1.2
"""Focal length over the picture's long side, where the picture itself does not tell it."""
_FOCAL_RANGE = (0.5, 6.0)


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
