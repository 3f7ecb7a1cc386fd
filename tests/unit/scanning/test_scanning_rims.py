"""Desk along the rim of a flat page is made white; print is not."""

import numpy as np
import pytest

from scanning.opencv import Image
from scanning.rims import without_desk


def page(channels: tuple[int, ...] = (3,)) -> Image:
    return np.full((1000, 700, *channels), 250, np.uint8)


@pytest.mark.parametrize("side", range(4))
@pytest.mark.parametrize("channels", [(), (3,)])
def test_a_thin_strip_of_desk_becomes_white(side: int, channels: tuple[int, ...]) -> None:
    """On whichever side it shows, and straight or slanting."""
    sheet = page(channels)
    seen = np.rot90(sheet, side)
    for at in range(seen.shape[1]):
        seen[: 4 * at // seen.shape[1] + 1, at] = 90
    without_desk(sheet)
    assert sheet.min() >= 250


def test_lines_up_to_the_edge_stay() -> None:
    """A ruled line that runs off the page is print."""
    sheet = page()
    sheet[:, 300:304] = 40
    sheet[480:483] = 40
    before = sheet.copy()
    without_desk(sheet)
    assert np.array_equal(sheet, before)


def test_a_frame_beside_the_edge_stays() -> None:
    """What has paper around it is not desk, however near to the edge it is."""
    sheet = page()
    sheet[3:5, 3:-3] = 30
    sheet[-5:-3, 3:-3] = 30
    before = sheet.copy()
    without_desk(sheet)
    assert np.array_equal(sheet, before)


def test_a_page_that_is_printed_up_to_its_edge_stays() -> None:
    """A photograph or a tinted card has no paper to end in."""
    sheet = np.random.default_rng(4).integers(20, 250, (600, 900, 3), dtype=np.uint8)
    before = sheet.copy()
    without_desk(sheet)
    assert np.array_equal(sheet, before)


@pytest.mark.parametrize("size", [(1, 1), (5, 900), (700, 8), (13, 13)])
def test_a_strip_is_left_as_it_is(size: tuple[int, int]) -> None:
    """What is hardly more than its own rim has none."""
    sheet = np.full((*size, 3), 90, np.uint8)
    without_desk(sheet)
    assert (sheet == 90).all()
