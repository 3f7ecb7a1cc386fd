"""Bars that flow together, and what is made of them: their number, or nothing."""

from datetime import date

import numpy as np
import pytest
import zxingcpp

from data.domain.codes import dossier_code, slip_key
from scanning.bars import Straight
from scanning.edges import Floats, Region
from scanning.fitted import fitted
from scanning.opencv import Image, cv2
from scanning.symbols import code_128, ean_13
from scanning.values import Symbology

CODE_128, EAN_13 = Symbology.CODE_128, Symbology.EAN_13
BOTH = frozenset({CODE_128, EAN_13})
PITCH = 6
"""Samples to the module."""
FINER = 4.0
FORMATS = {
    CODE_128: zxingcpp.BarcodeFormat.Code128,
    EAN_13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39,
    Symbology.ITF: zxingcpp.BarcodeFormat.ITF,
}


def key(serial: int) -> str:
    return slip_key(dossier_code("000.00.19.H47", date(2026, 11, 23), serial), 7)


def drawn(content: str, symbology: Symbology) -> Floats:
    """Its modules, 1 for ink."""
    made = zxingcpp.create_barcode(content, FORMATS[symbology])
    picture = np.array(zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False))
    return np.asarray(picture[0] == 0, np.float32)


def strips(ink: Floats, blur: float, noise: float, *, bend: float = 0.0, seed: int = 1) -> Straight:
    """Ten strips of a line, `blur` in modules, lit from one side, bent so many modules."""
    chance = np.random.default_rng(seed)
    finer, margin = 8, 14
    place = (np.arange(int((len(ink) + 2 * margin) * PITCH * finer)) + 0.5) / (PITCH * finer)
    module = place - margin
    over = 2 * module / len(ink) - 1
    module = module + bend * (over**2 - 1)
    there = (module >= 0) & (module < len(ink))
    dark = np.where(there, ink[np.clip(module.astype(int), 0, len(ink) - 1)], 0).astype(np.float32)
    soft = cv2.GaussianBlur(dark[None], (0, 0), sigmaX=blur * PITCH * finer, sigmaY=0.01)[0]
    line = np.asarray(soft).reshape(-1, finer).mean(axis=1)
    lamp = np.linspace(210, 180, len(line))
    rows = lamp - 150 * line + noise * chance.standard_normal((10, len(line)))
    region = Region((0.0, 0.0), 0.0, len(line) / FINER, 40.0)
    return Straight(region, np.asarray(rows, np.float32), FINER)


def by_engine(bars: Straight) -> set[str]:
    line = np.clip(bars.strips.mean(axis=0), 0, 255).astype(np.uint8)
    picture: Image = np.ascontiguousarray(np.tile(line, (40, 1)))
    return {found.text for found in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("bend", [-0.5, 0.0, 0.5])
@pytest.mark.parametrize("blur", [0.7, 1.0, 1.2])
def test_a_key_whose_bars_flow_together_is_read(blur: float, bend: float) -> None:
    """Also where the paper is bent: as soft as this no edge of a narrow bar is left."""
    for serial in range(1, 4):
        bars = strips(drawn(key(serial), CODE_128), blur, 3.0, bend=bend, seed=serial)
        assert fitted(bars, BOTH) == (CODE_128, key(serial))


def test_no_engine_reads_what_is_fitted() -> None:
    """It is worth its time: the same line says nothing to the engine."""
    bars = strips(drawn(key(3), CODE_128), 1.2, 2.0)
    assert by_engine(bars) == set()
    assert fitted(bars, BOTH) == (CODE_128, key(3))


def test_a_postal_number_is_read_too() -> None:
    """Letters and digits in one code, of another length than a slip's key."""
    assert fitted(strips(drawn("RR123456785VN", CODE_128), 0.9, 2.0), BOTH) == (
        CODE_128,
        "RR123456785VN",
    )


def test_an_ean_is_read_where_it_is_asked_for() -> None:
    """As `counter scan` asks for it, and a desk does not."""
    bars = strips(drawn("8934563138165", EAN_13), 1.0, 2.0)
    assert fitted(bars, BOTH) == (EAN_13, "8934563138165")
    assert fitted(bars, frozenset({CODE_128})) is None


def test_a_number_of_no_form_of_ours_is_not_believed() -> None:
    """A check symbol of one in a hundred is too little for bars that nobody can see."""
    assert fitted(strips(drawn("123456789012", CODE_128), 1.0, 2.0), BOTH) is None


@pytest.mark.parametrize(
    ("content", "symbology"), [("H47-190926", Symbology.CODE_39), ("12345678901231", Symbology.ITF)]
)
def test_bars_of_another_symbology_say_nothing(content: str, symbology: Symbology) -> None:
    """Whatever their blur."""
    for blur in (0.5, 1.0, 1.6):
        assert fitted(strips(drawn(content, symbology), blur, 2.0), BOTH) is None


def test_stripes_at_random_say_nothing() -> None:
    """Fifty of them: what looks like a code is none."""
    chance = np.random.default_rng(7)
    for seed in range(50):
        ink = np.repeat(np.arange(60) % 2 == 0, chance.integers(1, 5, 60)).astype(np.float32)
        assert fitted(strips(ink, float(chance.uniform(0.5, 1.8)), 2.0, seed=seed), BOTH) is None


def test_halves_that_differ_say_nothing() -> None:
    """Strips of two codes laid onto each other are neither of them."""
    one, other = (strips(drawn(key(serial), CODE_128), 0.9, 2.0) for serial in (1, 2))
    mixed = one.strips.copy()
    mixed[1::2] = other.strips[1::2]
    assert fitted(Straight(one.region, mixed, FINER), BOTH) is None


@pytest.mark.parametrize("level", [0, 128, 255])
def test_an_even_line_says_nothing(level: int) -> None:
    """Nothing to see is an answer, not an error."""
    rows = np.full((4, 400), level, np.float32)
    assert fitted(Straight(Region((0.0, 0.0), 0.0, 100.0, 40.0), rows, FINER), BOTH) is None


def test_books_are_those_of_the_standards() -> None:
    """Every number's ink is what the engine draws for it."""
    for number in range(100):
        pair = f"{number:02}"
        ink = drawn(pair * 4, CODE_128)
        said = [105, *[number] * 4]
        check = (105 + sum(place * number for place in range(1, 5))) % 103
        assert np.array_equal(code_128(6).ink((*said, check)), ink)
    code = ean_13()
    ink = drawn("8934563138165", EAN_13)
    read = tuple(
        next(
            int(number)
            for number in np.flatnonzero(allowed)
            if np.array_equal(code.book[number], ink[first : first + 7])
        )
        for first, allowed in zip(code.firsts, code.allowed, strict=True)
    )
    assert code.text(read) == "8934563138165"
    assert np.array_equal(code.ink(read), ink)


def test_a_wrong_check_makes_no_text() -> None:
    """Of either symbology, and for a parity that no first digit has."""
    assert code_128(8).text((105, 12, 34, 56, 78, 90, 12, 0)) is None
    assert ean_13().text((0, 1, 2, 3, 4, 5, 20, 21, 22, 23, 24, 26)) is None
    assert ean_13().text((10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25)) is None
