"""Lines and blocks of the old code pages (U+2500–U+259F): they meet across cells, in any font."""

import unicodedata

import numpy as np

from printing.raster import Dots

_BOX, _BLOCK = range(0x2500, 0x2580), range(0x2580, 0x25A0)
_SIDES = {
    "UP": ("UP",), "DOWN": ("DOWN",), "LEFT": ("LEFT",), "RIGHT": ("RIGHT",),
    "VERTICAL": ("UP", "DOWN"), "HORIZONTAL": ("LEFT", "RIGHT"),
}  # fmt: skip
_GREYS = {0x2591: 4, 0x2592: 2, 0x2593: 4}
_LIGHT_DOTS, _HEAVY_DOTS = 2, 4
_DOUBLE_APART_DOTS = 2


def box_dots(char: str, cell: tuple[int, int]) -> Dots | None:
    """The character in its cell; None for one that is a letter."""
    if ord(char) in _BOX:
        return _lines(unicodedata.name(char), cell)
    return _block(ord(char), cell) if ord(char) in _BLOCK else None


def _lines(name: str, cell: tuple[int, int]) -> Dots:
    """Its name says which sides it reaches, and how: "BOX DRAWINGS LIGHT UP AND RIGHT"."""
    width, height = cell
    dots = np.zeros((height, width), dtype=np.uint8)
    words = name.split()
    thick = _HEAVY_DOTS if "HEAVY" in words else _LIGHT_DOTS
    for side in (side for word in words for side in _SIDES.get(word, ())):
        for apart in _apart("DOUBLE" in words):
            _reach(dots, side, apart, thick)
    return dots


def _apart(doubled: bool) -> tuple[int, ...]:  # noqa: FBT001 - one line, or two beside each other
    return (-_DOUBLE_APART_DOTS, _DOUBLE_APART_DOTS) if doubled else (0,)


def _reach(dots: Dots, side: str, apart: int, thick: int) -> None:
    """A line from the middle to one side."""
    height, width = dots.shape
    row, column = height // 2, width // 2
    match side:
        case "UP":
            dots[: row + 1, column + apart : column + apart + thick] = 1
        case "DOWN":
            dots[row:, column + apart : column + apart + thick] = 1
        case "LEFT":
            dots[row + apart : row + apart + thick, : column + 1] = 1
        case _:
            dots[row + apart : row + apart + thick, column:] = 1


def _block(code: int, cell: tuple[int, int]) -> Dots:
    """Halves and eighths from below or from the left, and three greys."""
    width, height = cell
    dots = np.zeros((height, width), dtype=np.uint8)
    if code in _GREYS:
        rows, columns = np.indices((height, width))
        dark = rows + 2 * columns if _GREYS[code] > _LIGHT_DOTS else rows + columns
        dots[dark % _GREYS[code] == 0] = 1
        return 1 - dots if code == max(_GREYS) else dots
    if code == _BLOCK.start:
        dots[: height // 2] = 1
    elif code <= _FULL:
        dots[height - height * (code - _BLOCK.start) // 8 :] = 1
    elif code < _RIGHT_HALF:
        dots[:, : width * (_RIGHT_HALF - code) // 8] = 1
    elif code == _RIGHT_HALF:
        dots[:, width // 2 :] = 1
    return dots


_FULL, _RIGHT_HALF = 0x2588, 0x2590
