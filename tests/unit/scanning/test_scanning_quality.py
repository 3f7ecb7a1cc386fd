"""The first gate says what is plainly wrong with a picture, and nothing about a good one."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scanning.opencv import Image, cv2
from scanning.page import find_page
from scanning.quality import check_frame, check_page, out_of_focus
from scanning.values import Finding, Outline

Photographer = Callable[..., Any]


def findings(image: Image) -> tuple[Finding, ...]:
    return check_page(image, find_page(image))


def test_a_good_picture_has_no_findings(photographer: Photographer, a4: Image) -> None:
    """A sharp, lit, whole page passes."""
    assert findings(photographer(a4).image) == ()


def test_a_missing_page_is_the_only_finding(photographer: Photographer, a4: Image) -> None:
    """On a bare desk the gate does not judge light or corners."""
    assert findings(photographer(a4, middle=(3.0, 3.0)).image) == (Finding.NO_PAGE,)


@pytest.mark.parametrize(
    ("blur", "blurred"), [(0.5, False), (1.0, False), (1.5, False), (3.0, True), (5.0, True)]
)
def test_focus_is_judged_by_the_ink(
    photographer: Photographer, a4: Image, blur: float, *, blurred: bool
) -> None:
    """Letters that melt into one another are out of focus; a usual softness is not."""
    assert (Finding.OUT_OF_FOCUS in findings(photographer(a4, blur=blur).image)) is blurred


def test_a_blank_page_cannot_be_out_of_focus(photographer: Photographer, a4: Image) -> None:
    """Without ink nothing is said about focus."""
    blank = a4.copy()
    blank[:] = 248
    photograph = photographer(blank, blur=3.0)
    assert not out_of_focus(photograph.image, Outline(photograph.corners, 1.0))


def test_a_dark_page_is_found_dark(photographer: Photographer, a4: Image) -> None:
    """Paper in near darkness is named, by the true outline."""
    photograph = photographer(a4, gain=0.2)
    assert Finding.TOO_DARK in check_frame(photograph.image, Outline(photograph.corners, 1.0))


def test_glare_is_a_burnt_patch_on_darker_paper(photographer: Photographer, a4: Image) -> None:
    """A lamp's reflection is named; a page that is bright all over is not."""
    photograph = photographer(a4, gain=0.75)
    shining = photograph.image.copy()
    cv2.ellipse(shining, (640, 360), (60, 40), 0, 0, 360, (255, 255, 255), -1)
    outline = Outline(photograph.corners, 1.0)
    assert Finding.GLARE in check_frame(shining, outline)
    assert Finding.GLARE not in check_frame(photographer(a4, gain=1.4).image, outline)


def test_a_corner_outside_the_picture_is_cut(photographer: Photographer, a4: Image) -> None:
    """A page that leaves the picture is named."""
    assert Finding.CUT_CORNER in findings(photographer(a4, middle=(0.5, 0.62)).image)


def test_a_small_page_is_named(photographer: Photographer, a4: Image) -> None:
    """A page that takes a twentieth of the picture loses too many pixels."""
    assert Finding.TOO_SMALL in findings(photographer(a4, share=0.4).image)


def test_an_unsure_outline_asks_to_check_the_corners(photographer: Photographer, a4: Image) -> None:
    """A low score becomes a finding."""
    photograph = photographer(a4)
    assert Finding.CHECK_CORNERS in check_frame(photograph.image, Outline(photograph.corners, 0.45))


@pytest.mark.parametrize("way", ["across", "down"])
def test_a_movement_is_told_from_a_soft_lens(
    photographer: Photographer, a4: Image, way: str
) -> None:
    """Edges drawn out in one direction alone are a movement."""
    photograph = photographer(a4, size=(1920, 1080), blur=0.6)
    strokes = {"across": np.ones((1, 13)), "down": np.ones((13, 1))}
    stroke = (strokes[way] / strokes[way].sum()).astype(np.float32)
    moved = np.asarray(cv2.filter2D(photograph.image, -1, stroke), np.uint8)
    found = check_page(moved, Outline(photograph.corners, 1.0))
    assert Finding.MOVED in found
    assert Finding.OUT_OF_FOCUS not in found


@pytest.mark.parametrize("skin", [(120, 150, 205), (70, 95, 150), (150, 180, 228)])
@pytest.mark.parametrize("side", [0, 1, 2, 3])
def test_a_finger_over_the_edge_is_named(
    photographer: Photographer, a4: Image, skin: tuple[int, int, int], side: int
) -> None:
    """A thumb that comes in over any side is seen, whatever its shade."""
    photograph = photographer(a4, desk="grey", gain=0.9)
    corners = np.array(photograph.corners)
    edge, middle = (corners[side] + corners[(side + 1) % 4]) / 2, corners.mean(axis=0)
    way = (edge - middle) / np.linalg.norm(edge - middle)
    tip, root = edge - way * 45, edge + way * 160
    hand = photograph.image.copy()
    cv2.line(hand, tip.astype(int).tolist(), root.astype(int).tolist(), skin, 40, cv2.LINE_AA)
    assert Finding.FINGER in check_frame(hand, Outline(photograph.corners, 1.0))


@pytest.mark.parametrize("desk", ["wood", "pale", "dark", "clutter"])
def test_stamps_and_tinted_paper_are_no_fingers(photographer: Photographer, desk: str) -> None:
    """A red stamp, a pink certificate with a brown frame and a wooden desk warn of nothing."""
    page = np.full((1754, 1240, 3), (214, 214, 250), np.uint8)
    cv2.rectangle(page, (25, 25), (1215, 1729), (60, 80, 160), 18)
    cv2.circle(page, (900, 1400), 150, (60, 50, 210), 16)
    photograph = photographer(page, desk=desk)
    assert Finding.FINGER not in check_frame(photograph.image, Outline(photograph.corners, 1.0))


def test_a_blank_page_is_named(photographer: Photographer, a4: Image) -> None:
    """Bare paper is blank in any light and through any lens; one line of writing is not."""
    blank = np.full_like(a4, 246)
    spoken = blank.copy()
    cv2.putText(spoken, "xac nhan 17/11/2026", (300, 800), 0, 2.0, (60, 40, 40), 4)
    for setting in ({}, {"light": 0.6}, {"noise": 5.0}, {"blur": 2.5}):
        photograph = photographer(blank, **setting)
        outline = Outline(photograph.corners, 1.0)
        assert Finding.BLANK in check_page(photograph.image, outline)
        assert Finding.BLANK not in check_page(photographer(spoken, **setting).image, outline)
