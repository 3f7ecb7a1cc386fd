"""Which side of a page is its top: told by writing or a symbol, and left alone in doubt."""

from importlib.resources import files

import numpy as np
import PIL.Image
import pytest
from PIL import ImageDraw, ImageFont

from scanning.direction import quarter_turns, turned, upright
from scanning.opencv import Image, cv2
from scanning.values import Barcode, Engine, Kind, Quad, Symbology

WORDS = (
    "Giấy đề nghị đăng ký hộ kinh doanh được lập theo mẫu của cơ quan tiếp nhận hồ sơ; người nộp "
    "ghi rõ họ tên, địa chỉ thường trú, số giấy tờ và ngày cấp, chịu trách nhiệm về lời khai."
)


@pytest.fixture(scope="module")
def typed() -> Image:
    """A typed A4 page at 150 dpi."""
    path = files("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-Regular.ttf"
    font = ImageFont.truetype(str(path), 24)
    picture = PIL.Image.new("L", (1240, 1754), 250)
    draw = ImageDraw.Draw(picture)
    words = WORDS.split()
    for line in range(34):
        start = line * 7 % len(words)
        text = " ".join((words * 2)[start : start + 13])
        draw.text((120, 140 + 42 * line), text, 40, font)
    return np.ascontiguousarray(np.repeat(np.asarray(picture, np.uint8)[:, :, None], 3, axis=2))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("blur", [0.0, 1.5])
def test_writing_tells_the_top(typed: Image, quarters: int, blur: float) -> None:
    """A typed page, turned any way, is turned back."""
    page = np.asarray(cv2.GaussianBlur(typed, (0, 0), blur), np.uint8) if blur else typed
    stood_up, answer = upright(turned(page, quarters))
    assert answer == -quarters % 4
    assert (stood_up == page).all()


@pytest.mark.parametrize("kind", ["blank", "noise", "grid", "picture"])
def test_without_writing_nothing_is_said(kind: str) -> None:
    """Bare paper, grain, a ruled sheet and a photograph are left as they lie."""
    chance = np.random.default_rng(3)
    page = np.full((1754, 1240, 3), 245, np.uint8)
    if kind == "noise":
        page = chance.integers(180, 255, page.shape, np.uint8)
    if kind == "grid":
        page[::40], page[:, ::40] = 60, 60
    if kind == "picture":
        small = chance.integers(0, 255, (18, 12, 3), np.uint8)
        page = np.asarray(cv2.resize(small, (1240, 1754), interpolation=cv2.INTER_CUBIC), np.uint8)
    left, answer = upright(page)
    assert answer is None
    assert left is page


def symbol(corners: Quad, engine: Engine = Engine.ZXING) -> Barcode:
    return Barcode(Kind.UNKNOWN, "x", Symbology.QR, engine, corners)


@pytest.mark.parametrize(
    ("corners", "quarters"),
    [
        (((0, 0), (50, 2), (48, 52), (-2, 50)), 0),
        (((50, 0), (50, 50), (0, 50), (0, 0)), 3),
        (((50, 50), (0, 50), (0, 0), (50, 0)), 2),
        (((0, 50), (0, 0), (50, 0), (50, 50)), 1),
    ],
)
def test_a_symbol_tells_the_top(corners: Quad, quarters: int) -> None:
    """A symbol's own first side runs from left to right on an upright page."""
    blank = np.full((400, 300, 3), 250, np.uint8)
    assert quarter_turns(blank, [symbol(corners)]) == quarters


def test_symbols_that_disagree_or_know_no_top_say_nothing() -> None:
    """Two ways at once, a symbol laid aslant, and corners that begin anywhere are no word."""
    blank = np.full((400, 300, 3), 250, np.uint8)
    upright, upside_down = ((0, 0), (9, 0), (9, 9), (0, 9)), ((9, 9), (0, 9), (0, 0), (9, 0))
    aslant = ((0, 0), (7, 7), (0, 14), (-7, 7))
    assert quarter_turns(blank, [symbol(upright), symbol(upside_down)]) is None
    assert quarter_turns(blank, [symbol(aslant)]) is None
    assert quarter_turns(blank, [symbol(upright, Engine.ZBAR)]) is None
