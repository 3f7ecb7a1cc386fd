"""Where codes may be in a picture, and how bars are made upright and small squares clear."""

import math

import numpy as np
import pytest
import segno

from scanning.bars import straightened
from scanning.edges import MAX_LOOK_PIXELS, bar_regions, looked_at
from scanning.engines import by_zxing
from scanning.opencv import Image, cv2
from scanning.spots import TIMES, busy_spots, sharpened
from scanning.values import Symbology

QR = frozenset({Symbology.QR})


def striped(angle_deg: float, *, size: tuple[int, int] = (900, 700)) -> Image:
    """Bars of many widths on grey paper, turned about the middle of the picture."""
    chance = np.random.default_rng(3)
    bars = np.repeat(np.arange(90) % 2 * 200, chance.integers(2, 7, 90)).astype(np.uint8)
    paper = np.full((size[1], size[0]), 200, np.uint8)
    left, top = (size[0] - len(bars)) // 2, size[1] // 2 - 60
    paper[top : top + 120, left : left + len(bars)] = bars
    turn = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle_deg, 1)
    turned = cv2.warpAffine(paper, turn, size, flags=cv2.INTER_CUBIC, borderValue=200)
    return np.asarray(turned, np.uint8)


@pytest.mark.parametrize("angle_deg", [0.0, 17.0, 45.0, 80.0, 90.0, 133.0])
def test_bars_are_found_at_any_angle(angle_deg: float) -> None:
    """Their middle, their direction and their reach are known well enough to cut them out."""
    region = bar_regions(striped(angle_deg))[0]
    assert math.dist(region.middle, (450, 350)) < 12
    assert abs(math.cos(region.angle + math.radians(angle_deg))) > 0.999
    assert 300 < region.across_px < 480
    assert 80 < region.along_px < 170


def test_bars_come_out_upright() -> None:
    """The strips of turned bars agree with each other; there is nothing left to turn."""
    picture = striped(23.0)
    bars = straightened(picture, bar_regions(picture)[0])
    assert bars is not None
    apart = bars.strips[2:-2] - bars.strips[2:-2].mean(axis=0)
    assert float(np.abs(apart).mean()) < 8


@pytest.mark.parametrize("kind", ["noise", "plain", "ramp", "tiny"])
def test_pictures_without_bars_have_no_place_worth_a_closer_look(kind: str) -> None:
    """Noise, a bare desk and a shadow cost nothing more."""
    chance = np.random.default_rng(1)
    picture = {
        "noise": chance.integers(0, 255, (600, 800), dtype=np.uint8),
        "plain": np.full((600, 800), 180, np.uint8),
        "ramp": np.tile(np.linspace(40, 220, 800).astype(np.uint8), (600, 1)),
        "tiny": np.zeros((9, 9), np.uint8),
    }[kind]
    assert [it for it in bar_regions(picture) if straightened(picture, it)] == []


def test_a_large_picture_is_looked_at_in_small() -> None:
    """The cost of finding places has a bound."""
    small, times = looked_at(np.zeros((3000, 4000), np.uint8), MAX_LOOK_PIXELS)
    assert small.size <= MAX_LOOK_PIXELS
    assert times == 8


def test_a_small_soft_code_is_cut_out_and_made_clear() -> None:
    """What the engine does not read in the picture, it reads in the spot."""
    symbol = segno.make("https://vidu.example/12345678", error="m", micro=False)
    dark = np.array(list(symbol.matrix_iter(border=4)), np.uint8)
    picture = np.full((600, 800), 225, np.uint8)
    code = np.kron(1 - dark, np.ones((3, 3), np.uint8)).astype(np.uint8) * 190 + 30
    picture[200 : 200 + code.shape[0], 300 : 300 + code.shape[1]] = code
    soft = np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.9), np.uint8)
    assert list(by_zxing(soft, QR, thorough=True)) == []
    (left, top, spot), *_ = busy_spots(soft)
    assert 200 < left < 310
    assert 100 < top < 210
    read = {
        found.value for clear in sharpened(spot) for found in by_zxing(clear, QR, thorough=False)
    }
    assert read == {"https://vidu.example/12345678"}
    assert next(sharpened(spot)).shape[0] == TIMES * spot.shape[0]
