"""The test slip: what a printer does with rulers, letters, greys, codes, and each kind of picture.

Its last part is one strip, printed once by each way of sending it. The last strip that looks like
the first one names the profile that this printer can be trusted with.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from printing.blocks import Align, Barcode, Block, Qr, Rule, Slip, Space, Text
from printing.escpos import encode
from printing.inked import Inked
from printing.raster import Dots, Raster, pack, unpack
from printing.render import render
from printing.symbols import inked
from printing.wire.profile import CODES, DOUBLES, PLAIN, SAFE, Cut, Profile
from printing.wrapping import Run, Weight

DOTS_PER_MM = 8
BODY_DOTS, SMALL_DOTS, TITLE_DOTS = 22, 19, 31
RULER_MM = 30
QR_MODULES = (3, 4, 6, 8)
BAR_MODULES = (2, 3, 4)
BAR_HEIGHT_DOTS = 80
LABEL_DOTS = 48
GREY_STEPS = 9
GREY_HEIGHT_DOTS = 64
CODE_DIGITS = "070982300129"
WAYS = (PLAIN, SAFE, DOUBLES, CODES)
"""In the order of what they ask of a printer."""
_ORDER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]])
"""Bayer's: which dots of four by four are black first."""


@dataclass(frozen=True, slots=True)
class TrialWords:
    """What the slip says to whoever holds it; `strip` stands before the letter of a strip."""

    title: str
    believed: tuple[str, ...]
    ruler: str
    letters: str
    greys: str
    codes: str
    dots: str
    strips: str
    strip: str


def accented_letters() -> str:
    """All 134 letters of Vietnamese that ASCII does not have."""
    marks = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
    pairs = product("aăâeêioôơuưy", marks)
    small = [unicodedata.normalize("NFC", vowel + mark) for vowel, mark in pairs]
    letters = ["đ", *(letter for letter in small if not letter.isascii())]
    return "".join((*letters, *(letter.upper() for letter in letters)))


def trial_bytes(width_dots: int, words: TrialWords, cut: Cut = Cut.PARTIAL) -> bytes:
    """The whole slip, cut at its end."""
    last = len(WAYS) - 1
    parts = [encode(trial_sheet(width_dots, words), PLAIN, cut=False)]
    for place, way in enumerate(WAYS):
        strip = _strip(width_dots, f"{words.strip} {letter_of(way)}")
        parts.append(encode(strip, replace(way, cut=cut), cut=place == last))
    return b"".join(parts)


def letter_of(way: Profile) -> str:
    return chr(ord("A") + WAYS.index(way))


def trial_sheet(width_dots: int, words: TrialWords) -> Raster:
    """Everything but the strips, as a picture that any printer draws."""
    parts = (
        _drawn(width_dots, _head(words)),
        _rulers(width_dots),
        _drawn(width_dots, (_line(words.letters), _letters(), Space(12), _line(words.greys))),
        _greys(width_dots),
        _drawn(width_dots, (Space(12), *_codes(width_dots, words), _line(words.strips))),
    )
    return pack(np.vstack(parts))


def _head(words: TrialWords) -> Iterator[Block]:
    yield Text((Run(words.title, Weight.BOLD),), TITLE_DOTS, Align.CENTER)
    yield from (_line(line) for line in words.believed)
    yield Rule(2)
    yield _line(words.ruler)


def _line(text: str) -> Text:
    return Text((Run(text),), SMALL_DOTS)


def _letters() -> Text:
    return Text((Run(" ".join(accented_letters()), Weight.MEDIUM),), BODY_DOTS)


def _drawn(width_dots: int, blocks: Iterable[Block]) -> Dots:
    return unpack(render(Slip(width_dots, tuple(blocks))))


def _rulers(width_dots: int) -> Dots:
    """Millimetres across and down, longer marks at 5 and 10, numbers at each 10."""
    height = RULER_MM * DOTS_PER_MM
    dots = np.zeros((height + 1, width_dots), dtype=np.uint8)
    for mm in range(width_dots // DOTS_PER_MM):
        dots[: _mark_dots(mm), mm * DOTS_PER_MM] = 1
    for mm in range(RULER_MM + 1):
        dots[mm * DOTS_PER_MM, : _mark_dots(mm)] = 1
    for mm in range(10, (width_dots - LABEL_DOTS) // DOTS_PER_MM + 1, 10):
        _write(dots, f"{mm}", 30, mm * DOTS_PER_MM)
        _write(dots, f"{mm * DOTS_PER_MM}", 54, mm * DOTS_PER_MM)
    for mm in range(10, RULER_MM, 10):
        _write(dots, f"{mm} mm · {mm * DOTS_PER_MM}", mm * DOTS_PER_MM + 4, 34)
    return dots


def _mark_dots(mm: int) -> int:
    if mm % 10 == 0:
        return 28
    return 20 if mm % 5 == 0 else 12


def _write(dots: Dots, text: str, top: int, left: int) -> None:
    """Small letters at a place, as far as there is room."""
    room = dots.shape[1] - left
    drawn = unpack(render(Slip(room, (Text((Run(text),), SMALL_DOTS, one_line=True),))))
    shown = drawn[: max(dots.shape[0] - top, 0)]
    dots[top : top + len(shown), left:] |= shown


def _greys(width_dots: int) -> Dots:
    """From white to black in equal steps."""
    places = np.indices((GREY_HEIGHT_DOTS, width_dots))
    step = places[1] * GREY_STEPS // width_dots
    black = _ORDER[places[0] % 4, places[1] % 4] * (GREY_STEPS - 1) < step * 16
    return np.asarray(black, dtype=np.uint8)


def _codes(width_dots: int, words: TrialWords) -> Iterator[Block]:
    """Each says how wide its modules are, so that a scanner tells which ones it reads."""
    yield _line(words.codes)
    for module in QR_MODULES:
        yield _line(f"QR · {module} {words.dots}")
        yield Qr(f"QR-{module}", module)
    for module in BAR_MODULES:
        if _fits(module, width_dots):
            yield _line(f"Code 128 · {module} {words.dots}")
            yield Barcode(f"{module:02}{CODE_DIGITS[2:]}", module, BAR_HEIGHT_DOTS, SMALL_DOTS)
            yield Space(8)


def _fits(module: int, width_dots: int) -> bool:
    """Six pairs, start, check and stop, and ten modules of white on both sides."""
    return module * (11 * (len(CODE_DIGITS) // 2 + 2) + 13 + 20) <= width_dots


def _strip(width_dots: int, name: str) -> Inked:
    """Text on the right, a bar whose rows are equal, and codes that have their rows alone."""
    return inked(
        Slip(
            width_dots,
            (
                Rule(2),
                Text((Run(name, Weight.BOLD),), TITLE_DOTS, Align.RIGHT),
                Rule(24, 50),
                Qr("STRIP", 6),
                Barcode(CODE_DIGITS, 2, 48, SMALL_DOTS),
            ),
        )
    )
