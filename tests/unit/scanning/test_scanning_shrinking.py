"""Pictures are made smaller so that each of their pixels counts."""

import numpy as np
import pytest

from scanning.opencv import cv2
from scanning.shrinking import shrunk


@pytest.mark.parametrize("size", [(1280, 960), (640, 480), (333, 250), (100, 75)])
@pytest.mark.parametrize("colours", [(), (3,)])
def test_a_copy_is_the_mean_of_what_it_covers(
    size: tuple[int, int], colours: tuple[int, ...]
) -> None:
    """To a few levels it is what averaging all at once gives, and it has the size asked for."""
    chance = np.random.default_rng(2)
    rough = chance.integers(0, 256, (25, 33, *colours), dtype=np.uint8)
    smooth = np.asarray(cv2.resize(rough, (1280, 960), interpolation=cv2.INTER_LINEAR), np.uint8)
    small = shrunk(smooth, size).astype(np.int16)
    straight = cv2.resize(smooth, size, interpolation=cv2.INTER_AREA)
    assert small.shape == (size[1], size[0], *colours)
    assert np.abs(small - straight).mean() <= 3


@pytest.mark.parametrize("size", [(640, 481), (7, 5), (1, 1)])
def test_odd_pictures_are_shrunk_too(size: tuple[int, int]) -> None:
    """What cannot be halved whole loses no more than its last row and column."""
    image = np.full((963, 1285, 3), 90, np.uint8)
    small = shrunk(image, size)
    assert small.shape == (size[1], size[0], 3)
    assert (small == 90).all()


def test_no_pixel_is_stepped_over() -> None:
    """Single bright pixels leave their share of light wherever they stand."""
    for place in range(8):
        image = np.zeros((64, 64), np.uint8)
        image[place::8, place::8] = 255
        assert shrunk(image, (8, 8)).mean() == pytest.approx(255 / 64, abs=1.5)


def test_a_picture_that_is_small_enough_is_itself() -> None:
    """Nothing is computed where nothing is to be done."""
    image = np.zeros((30, 40, 3), np.uint8)
    assert shrunk(image, (40, 30)) is image
