"""The test slip that tells what a printer can be trusted with."""

import unicodedata

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from printing.raster import Raster, unpack
from printing.simulated.interpreter import interpret
from printing.trial import (
    BAR_MODULES,
    DOTS_PER_MM,
    QR_MODULES,
    RULER_MM,
    WAYS,
    TrialWords,
    accented_letters,
    letter_of,
    trial_bytes,
    trial_sheet,
)
from printing.wire.profile import Cut, profile

WORDS = TrialWords(
    title="Bản in thử",
    believed=("Hồ sơ máy in: safe",),
    ruler="Thước",
    letters="134 chữ cái",
    greys="Các độ xám",
    codes="Quét từng mã",
    dots="chấm mỗi vạch",
    strips="Các dải phải giống nhau",
    strip="Dải",
)


def printed(width_dots: int) -> Raster:
    found = interpret(trial_bytes(width_dots, WORDS), width_dots=width_dots)
    assert found.unparsed == 0
    (paper,) = found.papers
    return paper


def codes(raster: Raster) -> set[str]:
    picture = np.pad(1 - unpack(raster), 40, constant_values=1) * np.uint8(255)
    return {code.text for code in zxingcpp.read_barcodes(Image.fromarray(picture))}


def test_all_134_letters_are_there_once() -> None:
    """Twelve vowels in six tones without the plain ones, and đ; small and capital."""
    letters = accented_letters()
    assert len(letters) == len(set(letters)) == 134
    assert not any(letter.isascii() for letter in letters)
    assert unicodedata.normalize("NFC", letters) == letters


@pytest.mark.parametrize("width_dots", [576, 384])
def test_each_code_says_how_wide_its_modules_are(width_dots: int) -> None:
    """On both widths of paper, all of them can be read off the sheet."""
    found = codes(trial_sheet(width_dots, WORDS))
    assert {f"QR-{module}" for module in QR_MODULES} <= found
    fitting = [module for module in BAR_MODULES if module < 4 or width_dots > 400]
    assert {f"{module:02}0982300129" for module in fitting} <= found


@pytest.mark.parametrize("width_dots", [576, 384])
def test_strips_are_alike_where_the_printer_can_do_everything(width_dots: int) -> None:
    """The simulated printer can; the letters of the strips alone differ."""
    whole, sheet = unpack(printed(width_dots)), trial_sheet(width_dots, WORDS)
    strips = whole[sheet.height_dots :].reshape(len(WAYS), -1, width_dots)
    left = width_dots * 3 // 4
    assert all(np.array_equal(strip[:, :left], strips[0][:, :left]) for strip in strips)
    assert not np.array_equal(strips[0], strips[1])


def test_each_strip_asks_for_more_than_the_one_before() -> None:
    """Its letter names the profile that a Center may then configure."""
    assert [letter_of(way) for way in WAYS] == ["A", "B", "C", "D"]
    assert [profile(way.name) for way in WAYS] == list(WAYS)


def test_ruler_is_true() -> None:
    """A mark each millimetre, eight dots apart, the longest at each ten."""
    dots = unpack(trial_sheet(576, WORDS))
    across = dots[:, 40:560:DOTS_PER_MM].all(axis=1) & ~dots[:, 41:560:DOTS_PER_MM].any(axis=1)
    top = int(np.flatnonzero(across)[0])
    down = dots[top : top + RULER_MM * DOTS_PER_MM + 1, 1:12].all(axis=1)
    assert np.flatnonzero(down).tolist() == [mm * DOTS_PER_MM for mm in range(RULER_MM + 1)]


def test_greys_grow_from_white_to_black() -> None:
    """Each step is darker than the one before."""
    dots = unpack(trial_sheet(576, WORDS))
    rows = np.flatnonzero(dots[:, -60:].all(axis=1) & ~dots[:, :60].any(axis=1))
    band = dots[rows[0] : rows[0] + 40]
    steps = [float(part.mean()) for part in np.array_split(band, 9, axis=1)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0.0, 1.0)


def test_slip_is_cut_once_as_the_printer_can() -> None:
    """One paper, however many parts."""
    assert interpret(trial_bytes(384, WORDS, Cut.FULL)).commands["GS V"] == 1
    assert "GS V" not in interpret(trial_bytes(384, WORDS, Cut.NONE)).commands
