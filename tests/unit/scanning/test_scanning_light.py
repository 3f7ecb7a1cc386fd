"""Light on a flat page is evened; what is printed on the page is not."""

import numpy as np
import pytest

from scanning.light import PAPER_WHITE, light_on, sample_size
from scanning.opencv import Image, cv2


def even_light(page: Image) -> Image:
    height, width = page.shape[:2]
    sample = cv2.resize(page, sample_size(width, height), interpolation=cv2.INTER_NEAREST)
    evened = np.empty_like(page)
    light_on(np.asarray(sample, np.uint8), (width, height)).even(page, 0, evened)
    return evened


def paper(level: int = 230) -> Image:
    return np.full((1000, 800, 3), level, np.uint8)


def under_lamp(page: Image, loss: float) -> Image:
    """The page, darker towards its lower right."""
    y, x = np.linspace(0, 1, page.shape[0]), np.linspace(0, 1, page.shape[1])
    lamp = 1 - loss * (x[None, :] ** 2 + y[:, None] ** 2) / 2
    return np.asarray(page * lamp[:, :, None], np.uint8)


def in_shadow(page: Image, left: float, *, soft_px: float) -> Image:
    """The right half of the page keeps only a share of its light."""
    shade = np.ones(page.shape[:2], np.float32)
    shade[:, page.shape[1] // 2 :] = left
    return np.asarray(page * cv2.GaussianBlur(shade, (0, 0), soft_px)[:, :, None], np.uint8)


@pytest.mark.parametrize("loss", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("level", [120, 200, 250])
def test_bare_paper_becomes_evenly_white(level: int, loss: float) -> None:
    """However dim the lamp and however it falls off, paper ends near one white."""
    evened = even_light(under_lamp(paper(level), loss)).astype(np.int16)
    assert np.abs(evened - PAPER_WHITE).max() <= 18


@pytest.mark.parametrize("left", [0.8, 0.6, 0.45])
def test_a_soft_shadow_is_taken_away(left: float) -> None:
    """The shadow of a head or of a telephone over half the page leaves no grey."""
    evened = even_light(in_shadow(paper(), left, soft_px=60))
    assert evened[:, 700].mean() > PAPER_WHITE - 8
    assert evened.min() > PAPER_WHITE - 25


def test_writing_in_a_shadow_is_as_dark_as_beside_it() -> None:
    """Where the light is brought back, ink is not washed out."""
    page = paper()
    page[100:900:30, 60:740] = 60
    evened = even_light(in_shadow(page, 0.5, soft_px=60)).astype(np.int16)
    assert np.abs(evened[100:900:30, 700] - evened[100:900:30, 100]).max() < 25


def test_a_dark_field_up_to_the_edge_is_no_shadow() -> None:
    """A grey band at the head of a page, with white letters in it, stays grey."""
    page = paper()
    page[:160] = 120
    page[60:100, 100:700:40] = 230
    assert np.abs(even_light(page)[20:50, 100:700].astype(np.int16) - 120 * 250 / 230).max() < 14


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


def test_grain_of_the_paper_does_not_show() -> None:
    """A camera's noise on bare paper ends in white; a pencil's line stays."""
    chance = np.random.default_rng(3)
    page = paper(200)
    page[500:504, 100:700] = 175
    noisy = np.clip(page + chance.normal(0, 4, page.shape), 0, 255).astype(np.uint8)
    evened = even_light(noisy).astype(np.float32)
    assert evened[100:400].std() < 3
    assert evened[100:400].mean() > 252
    assert evened[500:504, 100:700].mean() < 235


def test_ink_keeps_its_darkness() -> None:
    """Letters are as dark after as before, in proportion to the paper."""
    page = paper()
    page[100:900:30, 100:700] = 40
    evened = even_light(page)
    assert evened[100, 400].max() < 60
    assert evened[115, 400].min() > PAPER_WHITE - 6


def test_a_glare_is_no_darker_than_the_paper_around() -> None:
    """Light that falls on one place is taken off there and nowhere else."""
    shine = np.zeros((1000, 800), np.float32)
    shine[450:550, 350:450] = 1
    shine = np.asarray(cv2.GaussianBlur(shine, (0, 0), 50), np.float32)
    lit = np.asarray(np.minimum(paper(150) * (1 + 0.6 * shine / shine.max())[:, :, None], 255))
    evened = even_light(lit.astype(np.uint8)).astype(np.int16)
    assert np.abs(evened - PAPER_WHITE).max() < 14


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (9, 9), (700, 8), (1, 2000)])
@pytest.mark.parametrize("level", [0, 1, 255])
@pytest.mark.parametrize("colours", [(), (3,)])
def test_odd_pages_are_survived(size: tuple[int, int], level: int, colours: tuple[int]) -> None:
    """A page of a few pixels, black or white, grey or not, comes back in its own size."""
    assert even_light(np.full((*size, *colours), level, np.uint8)).shape == (*size, *colours)


def test_a_grey_page_is_evened_like_a_coloured_one() -> None:
    """Without colours the light is the same."""
    page = under_lamp(paper(), 0.4)
    page[100:900:30, 100:700] //= 3
    grey, coloured = even_light(np.ascontiguousarray(page[:, :, 1])), even_light(page)[:, :, 1]
    assert np.abs(grey.astype(np.int16) - coloured).max() <= 1


def test_a_page_without_bare_paper_is_left_nearly_alone() -> None:
    """Where nothing tells the light, no pattern is pressed onto the picture."""
    noise = np.random.default_rng(6).integers(0, 255, (600, 400, 3), dtype=np.uint8)
    evened = even_light(noise)
    likeness = cv2.matchTemplate(evened, noise, cv2.TM_CCOEFF_NORMED)
    assert float(likeness[0, 0]) > 0.9
