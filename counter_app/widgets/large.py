"""A few words in letters three rows high, to be read from the shelf: half blocks, any terminal.

Only places and numbers are written so: letters lose their marks, and what has no shape is left out.
"""

import unicodedata
from collections.abc import Mapping
from itertools import zip_longest
from typing import Final

from textual.content import Content

from counter_app.widgets.lines import column, styled

ROWS: Final = 3
_GAP: Final = " "
_DOTS: Final[Mapping[str, str]] = {
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": ".## #.. #.. #.. .##",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": ".### #... #.## #..# .##.",
    "H": "#.# #.# ### #.# #.#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# .#.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "##. #.# ##. #.. #..",
    "Q": ".##. #..# #..# #.#. .#.#",
    "R": "##. #.# ##. #.# #.#",
    "S": ".## #.. .#. ..# ##.",
    "T": "### .#. .#. .#. .#.",
    "U": "#.# #.# #.# #.# ###",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# .## ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# .#. .#.",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    "-": "... ... ### ... ...",
    ".": ". . . . #",
    "/": "..# ..# .#. #.. #..",
    " ": ". . . . .",
}
_HALVES: Final[Mapping[str, str]] = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
"""By the upper and the lower dot of a cell."""


def large(text: str, style: str = "") -> Content:
    """`text` on three rows; empty where none of it has a shape."""
    shapes = [_shape(char) for char in _plain(text) if char in _DOTS]
    if not shapes:
        return Content("")
    return column(*(styled(_GAP.join(parts), style) for parts in zip(*shapes, strict=True)))


def _shape(char: str) -> list[str]:
    dots = _DOTS[char].split(" ")
    pairs = zip_longest(dots[::2], dots[1::2], fillvalue="." * len(dots[0]))
    return ["".join(_HALVES[a + b] for a, b in zip(*pair, strict=True)) for pair in pairs]


def _plain(text: str) -> str:
    """Capital letters without their marks: Đ and Ơ stand as D and O."""
    apart = unicodedata.normalize("NFD", text.upper().replace("Đ", "D"))
    return "".join(char for char in apart if not unicodedata.combining(char))
