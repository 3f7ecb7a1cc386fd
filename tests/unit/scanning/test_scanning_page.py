"""Pages with known corners, drawn as photographs, are found."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scanning import page
from scanning.opencv import Image, cv2
from scanning.page import MOST_REPEATED, SURE_SCORE, find_page, glance_after
from scanning.values import Quad

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


FRAMES_MM = (4.0, 9.0, 15.0)


@pytest.mark.parametrize("desk", ["wood", "grey", "dark"])
@pytest.mark.parametrize("inset_mm", FRAMES_MM)
def test_a_printed_frame_is_not_taken_for_the_sheet(
    photographer: Photographer, overlapping: Overlap, desk: str, inset_mm: float
) -> None:
    """A certificate is found to its edge, wherever its frame is printed."""
    outline = find_page((photograph := photographer(certificate(inset_mm), desk=desk)).image)
    assert outline is not None
    assert overlapping(outline.corners, photograph.corners) > 0.97


def certificate(inset_mm: float) -> Image:
    """A sheet of 297 × 210 mm with a double frame and another ground inside it."""
    sheet = np.full((840, 1188, 3), (250, 252, 252), np.uint8)
    at, thick = round(4 * inset_mm), 8
    cv2.rectangle(sheet, (at, at), (1187 - at, 839 - at), (60, 70, 165), thick)
    inner = at + 3 * thick
    cv2.rectangle(sheet, (inner, inner), (1187 - inner, 839 - inner), (225, 240, 248), -1)
    cv2.rectangle(sheet, (inner, inner), (1187 - inner, 839 - inner), (60, 70, 165), 3)
    for line in range(9):
        y = 220 + 50 * line
        cv2.line(sheet, (260, y), (930 - 40 * (line % 3), y), (50, 50, 60), 9)
    return sheet


def test_nothing_is_found_where_all_that_was_seen_folds_over() -> None:
    """The fit of a side may turn a sliver inside out; then there is no page, and no fault."""
    image = np.full((240, 320, 3), 90, np.uint8)
    inside_out = np.array([[[40, 40], [40, 90], [90, 90], [90, 40]]], np.float32)
    look = page._of_net(image, image)
    assert page._fitted(look, inside_out) is None
    assert page._weighed(look, None) is None


def test_a_page_is_taken_as_it_was_glanced_at(
    photographer: Photographer, a4: Image, overlapping: Overlap
) -> None:
    """What the live picture has shown of a frame is not looked for again, and nothing is lost."""
    photograph = photographer(a4)
    before = glance_after(photograph.image, None)
    alone = find_page(photograph.image)
    assert before is not None
    assert alone is not None
    assert find_page(photograph.image, glanced=before) == alone
    after = glance_after(noisy(photograph.image, 1), before)
    again = find_page(noisy(photograph.image, 1), glanced=after)
    assert again is not None
    assert overlapping(again.corners, alone.corners) > 0.98
    assert abs(again.score - alone.score) < 0.1


def test_a_glance_that_saw_nothing_is_followed_by_longer_looks(
    photographer: Photographer, a4: Image
) -> None:
    """A live picture without an outline does not decide that there is no page."""
    image = photographer(a4).image
    before = glance_after(image, None)
    assert before is not None
    unseen = replace(before, found=None, outline=None)
    assert find_page(image, glanced=unseen) is not None


def noisy(picture: Image, seed: int) -> Image:
    """The same view in the next frame of a film."""
    noise = np.random.default_rng(seed).normal(0, 2, picture.shape)
    return np.asarray((picture + noise).clip(0, 255), np.uint8)


def test_a_sheet_that_lies_still_is_followed(
    photographer: Photographer, a4: Image, overlapping: Overlap
) -> None:
    """Frames that hardly differ keep their certainty, and the outline stays on the sheet."""
    photograph = photographer(a4)
    seen = glance_after(photograph.image, None)
    assert seen is not None
    assert seen.outline is not None
    for number in range(1, 4):
        after = glance_after(noisy(photograph.image, number), seen)
        assert after is not None
        assert after.outline is not None
        assert after.repeated == number
        assert after.outline.score == seen.outline.score
        assert overlapping(after.outline.corners, photograph.corners) > 0.98
        seen = after


def test_a_still_picture_is_looked_at_anew_after_a_second(
    photographer: Photographer, a4: Image
) -> None:
    """What a comparison of frames passes over is not passed over for long."""
    image = photographer(a4).image
    seen = None
    repeated = []
    for _ in range(MOST_REPEATED + 2):
        seen = glance_after(image, seen)
        assert seen is not None
        repeated.append(seen.repeated)
    assert repeated == [*range(MOST_REPEATED + 1), 0]


@pytest.mark.parametrize("moved", [{"turn_deg": 6.0}, {"middle": (0.47, 0.5)}, {"share": 0.7}])
def test_a_sheet_that_moved_is_looked_for_anew(
    photographer: Photographer, a4: Image, overlapping: Overlap, moved: dict[str, Any]
) -> None:
    """The outline of the frame before is not carried over to a sheet that lies elsewhere."""
    before = glance_after(photographer(a4).image, None)
    photograph = photographer(a4, **moved)
    after = glance_after(photograph.image, before)
    assert after is not None
    assert after.outline is not None
    assert after.repeated == 0
    assert overlapping(after.outline.corners, photograph.corners) > 0.97


def test_a_sheet_that_was_taken_away_is_gone(photographer: Photographer, a4: Image) -> None:
    """The desk behind it has no outline, though the frame before had one."""
    before = glance_after(photographer(a4).image, None)
    bare = photographer(a4, share=0.001).image
    after = glance_after(bare, before)
    assert after is not None
    assert after.outline is None


def test_a_film_whose_size_changes_is_looked_at_anew(photographer: Photographer, a4: Image) -> None:
    """A camera that comes back in another resolution is no film that goes on."""
    before = glance_after(photographer(a4).image, None)
    after = glance_after(photographer(a4, size=(720, 720)).image, before)
    assert after is not None
    assert after.repeated == 0
