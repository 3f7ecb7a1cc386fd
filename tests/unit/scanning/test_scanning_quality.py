"""The first gate says what is plainly wrong with a picture, and nothing about a good one."""

from collections.abc import Callable
from typing import Any

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
