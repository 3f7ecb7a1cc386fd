"""Light on a flat page is evened; what is printed on the page is not."""

import numpy as np
import pytest

from scanning.light import PAPER_WHITE, even_light
from scanning.opencv import Image, cv2


def paper(level: int = 230) -> Image:
    return np.full((1000, 800, 3), level, np.uint8)


def under_lamp(page: Image, loss: float) -> Image:
    """The page, darker towards its lower right."""
    y, x = np.linspace(0, 1, page.shape[0]), np.linspace(0, 1, page.shape[1])
    lamp = 1 - loss * (x[None, :] ** 2 + y[:, None] ** 2) / 2
    return np.asarray(page * lamp[:, :, None], np.uint8)


@pytest.mark.parametrize("loss", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("level", [120, 200, 250])
def test_bare_paper_becomes_evenly_white(level: int, loss: float) -> None:
    """However dim the lamp and however it falls off, paper ends near one white."""
    evened = even_light(under_lamp(paper(level), loss)).astype(np.int16)
    assert np.abs(evened - PAPER_WHITE).max() <= 12


def test_a_soft_shadow_is_taken_away() -> None:
    """The shadow of a head over half the page leaves no grey."""
    shade = np.full((1000, 800), 1.0, np.float32)
    shade[:, 400:] = 0.8
    shaded = np.asarray(paper() * cv2.GaussianBlur(shade, (0, 0), 40)[:, :, None], np.uint8)
    assert even_light(shaded)[:, 700].mean() > PAPER_WHITE - 8


def test_yellow_light_becomes_white() -> None:
    """The colour of the lamp is taken off with its strength."""
    evened = even_light(np.full((1000, 800, 3), (170, 215, 235), np.uint8))
    assert np.abs(evened.astype(np.int16) - PAPER_WHITE).max() <= 3


@pytest.mark.parametrize("colour", [(60, 70, 80), (140, 140, 140), (225, 212, 198), (40, 40, 190)])
def test_what_is_printed_keeps_its_colour(colour: tuple[int, int, int]) -> None:
    """A portrait, a grey box, a tinted card or a red seal the size of a hand stays as it was."""
    page = paper()
    page[300:700, 200:600] = colour
    evened = even_light(under_lamp(page, 0.3)).astype(np.float32)
    expected = np.array(colour) * PAPER_WHITE / 230
    assert np.abs(evened[350:650:50, 250:550:50] - expected).max() < 14


def test_ink_keeps_its_darkness() -> None:
    """Letters are as dark after as before, in proportion to the paper."""
    page = paper()
    page[100:900:30, 100:700] = 40
    evened = even_light(page)
    assert evened[100, 400].max() < 60
    assert evened[115, 400].min() > PAPER_WHITE - 6


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (9, 9), (700, 8)])
@pytest.mark.parametrize("level", [0, 1, 255])
def test_odd_pages_are_survived(size: tuple[int, int], level: int) -> None:
    """A page of a few pixels, black or white, comes back in its own size."""
    assert even_light(np.full((*size, 3), level, np.uint8)).shape == (*size, 3)


def test_a_page_without_bare_paper_is_left_nearly_alone() -> None:
    """Where nothing tells the light, no pattern is pressed onto the picture."""
    noise = np.random.default_rng(6).integers(0, 255, (600, 400, 3), dtype=np.uint8)
    evened = even_light(noise)
    likeness = cv2.matchTemplate(evened, noise, cv2.TM_CCOEFF_NORMED)
    assert float(likeness[0, 0]) > 0.9
