"""The same sheet is known again, another one is not; light is told from movement."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from counter_app.practice.pages import practice_dossier
from scanning.glimpse import Glimpse, glimpse, moved, shifted
from scanning.opencv import Image, cv2
from scanning.sameness import same_sheet
from scanning.values import Outline

Photographer = Callable[..., Any]


@pytest.fixture(scope="module")
def pages() -> list[Image]:
    dossier = practice_dossier("Nguyễn Văn Thử")
    return [np.ascontiguousarray(np.asarray(page.image)[:, :, ::-1]) for page in dossier]


@pytest.fixture(scope="module")
def look(photographer: Photographer, pages: list[Image]) -> Callable[..., Glimpse]:
    def taken(number: int, **how: Any) -> Glimpse:  # noqa: ANN401 - as the photographer takes it
        photograph = photographer(pages[number], **how)
        return glimpse(photograph.image, Outline(photograph.corners, 1.0))

    return taken


WAYS: list[dict[str, Any]] = [
    {"turn_deg": -4.0, "middle": (0.55, 0.52), "seed": 2},
    {"light": 0.6, "gain": 0.8, "seed": 3},
    {"slant": 0.2, "seed": 4},
    {"blur": 1.4, "seed": 5},
    {"share": 0.65, "seed": 6},
]


@pytest.mark.parametrize("how", WAYS)
def test_a_sheet_is_known_however_it_lies(
    look: Callable[..., Glimpse], pages: list[Image], how: dict[str, Any]
) -> None:
    """Nudged, in another light, at a slant, less sharp, farther away."""
    assert all(same_sheet(look(number), look(number, **how)) for number in range(len(pages)))


def test_other_sheets_are_other_sheets(look: Callable[..., Glimpse], pages: list[Image]) -> None:
    """Every two pages of one dossier, which have one layout and one hand."""
    seen = [look(number) for number in range(len(pages))]
    pairs = [(one, other) for one in range(len(pages)) for other in range(one)]
    assert not any(same_sheet(seen[one], seen[other]) for one, other in pairs)


def test_one_form_filled_by_two_hands_is_two_sheets(
    photographer: Photographer, pages: list[Image]
) -> None:
    """A dozen fields of writing differ; the print between them is the same."""

    def filled(seed: int) -> Glimpse:
        chance, page = np.random.default_rng(seed), pages[0].copy()
        for row in range(14):
            at = np.array([330 + chance.integers(0, 30), 360 + 80 * row])
            steps = chance.integers(-26, 27, (16, 2)) + np.array([28, 0])
            way = at + np.cumsum(steps, axis=0)
            way[:, 1] = at[1] + (way[:, 1] - at[1]) % 34
            cv2.polylines(
                page, [way.astype(np.int32)], isClosed=False, color=(90, 40, 30), thickness=4
            )
        photograph = photographer(page, seed=seed)
        return glimpse(photograph.image, Outline(photograph.corners, 1.0))

    assert same_sheet(filled(1), filled(1))
    assert not same_sheet(filled(1), filled(2))


def test_where_no_sheet_is_there_is_nothing_to_know(look: Callable[..., Glimpse]) -> None:
    """A picture without an outline is never the same sheet."""
    bare = glimpse(np.zeros((90, 160, 3), np.uint8), None)
    assert not same_sheet(bare, look(0))
    assert not same_sheet(look(0), bare)
    assert shifted(bare, look(0))
    assert not shifted(bare, bare)


@pytest.mark.parametrize("gain", [0.75, 0.9, 1.1])
def test_a_change_of_light_is_no_movement(
    photographer: Photographer, pages: list[Image], gain: float
) -> None:
    """Neither a lamp that flickers nor a camera that sets its exposure."""
    before = photographer(pages[0], gain=0.85)
    after = photographer(pages[0], gain=0.85 * gain, seed=9)
    outline = Outline(before.corners, 1.0)
    assert not moved(glimpse(before.image, outline), glimpse(after.image, outline))


def test_a_hand_is_a_movement_also_while_the_light_changes(
    photographer: Photographer, pages: list[Image]
) -> None:
    """A finger tip on the sheet; beside the sheet it does not count."""
    photograph = photographer(pages[0])
    outline = Outline(photograph.corners, 1.0)
    before = glimpse(photograph.image, outline)
    for spot, counts in (((640, 400), True), ((60, 60), False)):
        touched = np.asarray(photograph.image * 0.9, np.uint8)
        cv2.ellipse(touched, spot, (22, 40), 0, 0, 360, (120, 150, 190), -1)
        assert moved(before, glimpse(touched, outline)) is counts


def test_pictures_of_two_sizes_are_a_movement() -> None:
    """A camera that came back may give another size."""
    small, large = (glimpse(np.zeros((side, 160, 3), np.uint8), None) for side in (90, 120))
    assert moved(small, large)


def test_a_grey_picture_is_looked_at_too() -> None:
    """Some cameras have no colours."""
    assert glimpse(np.zeros((90, 160), np.uint8), None).grey.shape == (90, 160)
