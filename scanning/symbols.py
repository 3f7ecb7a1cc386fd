"""Code 128 and EAN-13 as ink: what each symbol looks like, and what a row of symbols says.

A row says nothing where its check is wrong, or where a symbol stands that cannot stand there.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from scanning.values import Symbology

Bits = npt.NDArray[np.float32]
"""1 for a dark module, 0 for a light one."""
Numbers = tuple[int, ...]
"""Places in a book of symbols, from left to right."""

_CODE_128 = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231"
    "113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211"
    "212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131"
    "113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211"
    "241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141"
    "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214"
    "211232"
)
"""Widths of the bars and spaces of its 106 symbols, as ISO/IEC 15417 has them."""
_STOP = "2331112"
_EAN = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""Widths of the spaces and bars of each digit on the left, as ISO/IEC 15420 has them."""
_PARITIES = (
    *("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL"),
    "LGGLGL",
)
"""The first digit of an EAN-13 is told by which of the next six stand mirrored."""
_EAN_GUARDS = (0, 2, 46, 48, 92, 94)
_EAN_MODULES, _EAN_LEFT, _EAN_RIGHT = 95, range(3, 45, 7), range(50, 92, 7)
_START_A, _START_B, _START_C = 103, 104, 105
_TO_B, _TO_C = 100, 99
_LETTERS, _PAIRS = 96, 100
_STEP_128, _STOP_MODULES = 11, 13
LEFT_DIGITS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """How a code is laid out: `fixed` is its ink where no symbol decides.

    `firsts` are the modules where its symbols begin, and `allowed` says for each which numbers of
    `book` may stand there.
    """

    symbology: Symbology
    book: Bits
    fixed: Bits
    firsts: tuple[int, ...]
    allowed: npt.NDArray[np.bool_]

    @property
    def modules(self) -> int:
        return len(self.fixed)

    def ink(self, numbers: Numbers) -> Bits:
        ink = self.fixed.copy()
        for first, number in zip(self.firsts, numbers, strict=True):
            symbol = self.book[number]
            ink[first : first + len(symbol)] = symbol
        return ink

    def text(self, numbers: Numbers) -> str | None:
        """What the symbols say, or None where that cannot be."""
        return _text_128(numbers) if self.symbology is Symbology.CODE_128 else _text_ean(numbers)


@lru_cache(maxsize=32)
def code_128(symbols: int) -> Code:
    """One of so many symbols, its start and its check among them."""
    fixed = np.zeros(_STEP_128 * symbols + _STOP_MODULES, np.float32)
    fixed[-_STOP_MODULES:] = _ink(_STOP, dark=True)
    allowed = np.ones((symbols, _START_C + 1), np.bool_)
    allowed[0, :_START_B] = False
    allowed[1:, _START_A:] = False
    firsts = tuple(range(0, _STEP_128 * symbols, _STEP_128))
    return Code(Symbology.CODE_128, _book_128(), fixed, firsts, allowed)


@lru_cache(maxsize=1)
def ean_13() -> Code:
    """The digits on the left may each stand mirrored or not, as if it were no matter which."""
    fixed = np.zeros(_EAN_MODULES, np.float32)
    fixed[list(_EAN_GUARDS)] = 1
    allowed = np.zeros((2 * LEFT_DIGITS, 30), np.bool_)
    allowed[:LEFT_DIGITS, :20] = True
    allowed[LEFT_DIGITS:, 20:] = True
    return Code(Symbology.EAN_13, _book_ean(), fixed, (*_EAN_LEFT, *_EAN_RIGHT), allowed)


def _ink(widths: str, *, dark: bool) -> list[float]:
    return [
        float(dark == (place % 2 == 0))
        for place, width in enumerate(widths)
        for _ in range(int(width))
    ]


@lru_cache(maxsize=1)
def _book_128() -> Bits:
    widths = (_CODE_128[at : at + 6] for at in range(0, len(_CODE_128), 6))
    return np.array([_ink(one, dark=True) for one in widths], np.float32)


@lru_cache(maxsize=1)
def _book_ean() -> Bits:
    """Ten digits as they stand on the left, ten mirrored ones, and ten as on the right."""
    left = np.array([_ink(one, dark=False) for one in _EAN], np.float32)
    return np.concatenate([left, 1 - left[:, ::-1], 1 - left])


def _text_ean(numbers: Numbers) -> str | None:
    parity = "".join("LG"[number // 10] for number in numbers[:LEFT_DIGITS])
    if parity not in _PARITIES:
        return None
    digits = (_PARITIES.index(parity), *(number % 10 for number in numbers))
    weighed = sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits))
    return "".join(map(str, digits)) if weighed % 10 == 0 else None


def _text_128(numbers: Numbers) -> str | None:
    """Of sets B and C, without shifts and functions: codes of ours have none."""
    start, *said, check = numbers
    weighed = start + sum(place * number for place, number in enumerate(said, start=1))
    if weighed % 103 != check:
        return None
    letters, text = start == _START_B, ""
    for number in said:
        if number == (_TO_C if letters else _TO_B):
            letters = not letters
        elif number < (_LETTERS if letters else _PAIRS):
            text += chr(32 + number) if letters else f"{number:02}"
        else:
            return None
    return text
