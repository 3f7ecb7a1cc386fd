"""The same page taken twice is known again; a form that another person filled in is not."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scanning.flattening import rectify
from scanning.likeness import Likeness, distance, likeness, same_page
from scanning.opencv import Image, cv2
from scanning.page import find_page

Photographer = Callable[..., Any]


def taken(photographer: Photographer, page: Image, **setting: object) -> Likeness:
    picture = photographer(page, **{"size": (1920, 1080), "share": 0.92, **setting})
    outline = find_page(picture.image)
    assert outline is not None
    return likeness(rectify(picture.image, outline))


def filled(page: Image, seed: int) -> Image:
    """The form with strokes of one person in its frame."""
    chance, form = np.random.default_rng(seed), page.copy()
    form[886:1306, 146:1094] = 250
    for line in range(8):
        y = 920 + 45 * line
        for x in range(180, 900, 16):
            tall = int(chance.integers(4, 26))
            cv2.line(form, (x, y - tall), (x + int(chance.integers(-7, 8)), y), (120, 40, 30), 4)
    return form


@pytest.fixture(scope="module")
def first(photographer: Photographer, a4: Image) -> Likeness:
    return taken(photographer, filled(a4, 1))


@pytest.mark.parametrize(
    "setting",
    [
        {"turn_deg": -5.0, "slant": 0.05, "seed": 9},
        {"desk": "dark", "light": 0.5, "noise": 4.0},
        {"blur": 1.2, "gain": 0.8},
        {"turn_deg": 180.0},
    ],
)
def test_another_picture_of_the_sheet_is_known_again(
    photographer: Photographer, a4: Image, first: Likeness, setting: dict[str, object]
) -> None:
    """Turned, in another light, softer, or upside down, it is the same page."""
    again = taken(photographer, filled(a4, 1), **setting)
    assert same_page(first, again)
    assert same_page(again, first)


def test_a_form_filled_in_by_another_person_is_another_page(
    photographer: Photographer, a4: Image, first: Likeness
) -> None:
    """The same print with other writing has nearly the same hash, and is not taken for it."""
    other = taken(photographer, filled(a4, 2))
    assert distance(first, other) < 20
    assert not same_page(first, other)


def test_blank_pages_are_never_the_same() -> None:
    """Where nothing stands there is nothing to compare."""
    blank = likeness(np.full((1754, 1240, 3), 246, np.uint8))
    assert not same_page(blank, blank)
