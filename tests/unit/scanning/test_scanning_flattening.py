"""Pages drawn as photographs are laid flat, evened, encoded."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

import numpy as np
import PIL.Image
import pytest

from scanning.flattening import encode_page, page_size, rectify, taken_page
from scanning.opencv import Image, cv2
from scanning.page import find_page
from scanning.values import Finding, Outline

Photographer = Callable[..., Any]


@pytest.mark.parametrize(
    ("width", "height", "aspect"),
    [
        (1240, 1754, 1 / np.sqrt(2)),
        (1754, 1240, np.sqrt(2)),
        (1000, 1250, 0.8),
        (1712, 1080, 1.585),
    ],
)
@pytest.mark.parametrize("slant", [0.0, 0.12, 0.3])
def test_a_flat_page_has_its_true_aspect(
    photographer: Photographer, width: int, height: int, aspect: float, slant: float
) -> None:
    """Paper seen at a slant comes out with its own proportions, to two in a hundred."""
    page = np.full((height, width, 3), 245, np.uint8)
    photograph = photographer(page, slant=slant, turn_deg=6.0, light=0.2)
    outline = find_page(photograph.image)
    assert outline is not None
    flat = rectify(photograph.image, outline)
    assert flat.shape[1] / flat.shape[0] == pytest.approx(aspect, rel=0.02)


def test_a_flat_page_shows_what_was_on_the_paper(photographer: Photographer, a4: Image) -> None:
    """The flat page agrees with the original drawing, line by line."""
    photograph = photographer(a4, slant=0.2, turn_deg=8.0, light=0.5)
    outline = find_page(photograph.image)
    assert outline is not None
    flat = cv2.cvtColor(rectify(photograph.image, outline), cv2.COLOR_BGR2GRAY)
    true = cv2.cvtColor(
        cv2.resize(a4, flat.shape[::-1], interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY
    )
    likeness = cv2.matchTemplate(flat[8:-8, 8:-8], true[8:-8, 8:-8], cv2.TM_CCOEFF_NORMED)
    assert float(likeness.max()) > 0.8


def test_light_is_evened(photographer: Photographer) -> None:
    """Paper that fell off to half its brightness is near white everywhere, without bands."""
    page = np.full((1754, 1240, 3), 250, np.uint8)
    photograph = photographer(page, light=0.6, noise=1.0)
    outline = find_page(photograph.image)
    assert outline is not None
    flat = rectify(photograph.image, outline)[12:-12, 12:-12]
    assert flat.mean() > 236
    assert float(cv2.GaussianBlur(flat, (0, 0), 6).std()) < 2


def test_the_jpeg_tells_its_resolution(a4: Image) -> None:
    """Another reader sees the dots per inch that were asked for."""
    with PIL.Image.open(io.BytesIO(encode_page(a4, 150))) as picture:
        assert picture.format == "JPEG"
        assert picture.info["dpi"] == (150, 150)
        assert picture.size == (1240, 1754)


def test_a_taken_page_is_named_by_its_bytes(a4: Image) -> None:
    """The hash is that of the JPEG, the size that of the picture."""
    taken = taken_page(a4, (Finding.GLARE,))
    assert taken.sha256 == hashlib.sha256(taken.jpeg).hexdigest()
    assert (taken.width, taken.height, taken.findings) == (1240, 1754, (Finding.GLARE,))


def test_a_huge_page_is_kept_within_bounds() -> None:
    """A flat page never grows beyond the largest side, whatever the outline says."""
    outline = Outline(((0, 0), (12_000, 0), (12_000, 8_000), (0, 8_000)), 1.0)
    width, height = page_size(np.empty((8_001, 12_001, 3), np.uint8), outline)
    assert max(width, height) == 6_000
