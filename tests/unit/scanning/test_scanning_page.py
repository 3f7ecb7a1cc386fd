"""Pages with known corners, drawn as photographs: found, laid flat, evened, encoded."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

import numpy as np
import PIL.Image
import pytest

from scanning.opencv import Image, cv2
from scanning.page import (
    SURE_SCORE,
    encode_page,
    find_page,
    page_size,
    rectify,
    taken_page,
)
from scanning.values import Finding, Outline, Quad

Overlap = Callable[[Quad, Quad], float]
Photographer = Callable[..., Any]

GRID = [
    {"desk": desk, "turn_deg": turn, "slant": slant, "light": light, "seed": seed}
    for seed, (desk, turn, slant, light) in enumerate(
        [
            ("wood", 0.0, 0.0, 0.0),
            ("wood", 9.0, 0.15, 0.5),
            ("grey", -14.0, 0.05, 0.3),
            ("grey", 4.0, 0.25, 0.6),
            ("pale", 2.0, 0.1, 0.2),
            ("pale", -7.0, 0.2, 0.5),
            ("dark", 21.0, 0.1, 0.4),
            ("clutter", -3.0, 0.1, 0.3),
            ("clutter", 11.0, 0.15, 0.5),
        ]
    )
]


def test_pages_are_found_where_they_lie(
    photographer: Photographer, a4: Image, overlapping: Overlap
) -> None:
    """Over desks, angles and light the found outline covers the true one to 0.98 on average."""
    scores = []
    for setting in GRID:
        photograph = photographer(a4, **setting)
        outline = find_page(photograph.image)
        scores.append(overlapping(outline.corners, photograph.corners) if outline else 0.0)
    assert np.mean(scores) >= 0.98
    assert min(scores) >= 0.95


def test_corners_start_at_the_top_left_and_go_clockwise(
    photographer: Photographer, a4: Image
) -> None:
    """Each found corner is within three pixels of the true corner of the same name."""
    photograph = photographer(a4, turn_deg=-12.0)
    outline = find_page(photograph.image)
    assert outline is not None
    assert np.abs(np.array(outline.corners) - np.array(photograph.corners)).max() < 3


def test_a_page_in_another_resolution_is_found(
    photographer: Photographer, a4: Image, overlapping: Overlap
) -> None:
    """A picture smaller than the working copy and a portrait one give their own pixels back."""
    for size in ((360, 270), (720, 1280)):
        photograph = photographer(a4, size=size, share=0.7)
        outline = find_page(photograph.image)
        assert outline is not None
        assert overlapping(outline.corners, photograph.corners) > 0.95


@pytest.mark.parametrize("desk", ["wood", "grey", "pale"])
def test_a_bare_desk_has_no_page(photographer: Photographer, desk: str, a4: Image) -> None:
    """Nothing is found where nothing lies."""
    empty = photographer(a4, desk=desk, middle=(3.0, 3.0)).image
    assert find_page(empty) is None


def test_a_blank_picture_has_no_page() -> None:
    """One even colour, or a page that fills the picture, is answered with None."""
    assert find_page(np.full((1080, 1920, 3), 200, np.uint8)) is None


def test_a_dark_mat_under_a_page_is_not_the_page(
    photographer: Photographer, a4: Image, overlapping: Overlap
) -> None:
    """The paper on a cutting mat is found, not the larger mat."""
    photograph = photographer(a4, desk="grey", share=0.6)
    mat = photographer(
        np.full((600, 1066, 3), (60, 80, 50), np.uint8), desk="grey", share=0.95, turn_deg=0.0
    )
    mask = np.zeros(mat.image.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.array(photograph.corners).astype(np.int32), 255)
    picture = np.where(mask[:, :, None] > 0, photograph.image, mat.image)
    outline = find_page(picture)
    assert outline is not None
    assert overlapping(outline.corners, photograph.corners) > 0.95


def test_a_finger_over_an_edge_does_not_move_the_page(
    photographer: Photographer, a4: Image, overlapping: Overlap
) -> None:
    """A hand that hides part of a side leaves the outline where the paper is."""
    photograph = photographer(a4)
    (x, y), (x2, y2) = photograph.corners[1], photograph.corners[2]
    hand = photograph.image.copy()
    centre = (int((x + x2) / 2) + 27, int((y + y2) / 2))
    cv2.ellipse(hand, centre, (75, 34), 10, 0, 360, (120, 150, 200), -1)
    outline = find_page(hand)
    assert outline is not None
    assert overlapping(outline.corners, photograph.corners) > 0.97


def test_an_unsure_outline_says_so(photographer: Photographer, a4: Image) -> None:
    """A page of which one side lies outside the picture scores below a page seen whole."""
    whole = find_page(photographer(a4).image)
    cut = find_page(photographer(a4, middle=(0.5, 0.72)).image)
    assert whole is not None
    assert whole.score >= SURE_SCORE
    assert cut is None or cut.score < whole.score


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
