"""The one typeface of all papers, Be Vietnam Pro, from its package."""

import importlib.resources
import struct
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

from printing.wrapping import Weight

FONTS_KEPT = 128
INK_THRESHOLD = 95
"""Coverage of a dot, of 255, from which it is black: 160 on the grey scale of paper."""
FAMILY: Final = "Be Vietnam Pro"
STAND_INS = str.maketrans({"№": "Số", "→": "->", "☐": "[ ]", "☑": "[x]", "✓": "[x]"})
"""Signs that the font does not have."""
_UNICODE: Final = (3, 1)
"""Platform and encoding of the table that every reader of TrueType looks for."""
_SEGMENTS: Final = 4


@cache
def fonts_folder() -> Path:
    return Path(str(importlib.resources.files("fontpkg_be_vietnam_pro"))) / "files"


@lru_cache(maxsize=FONTS_KEPT)
def font(weight: Weight, size_dots: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_file(weight), size_dots, layout_engine=ImageFont.Layout.RAQM)


@cache
def letters() -> frozenset[str]:
    """Every character that the font can draw; all its weights have the same."""
    return frozenset(map(chr, _mapped(_file(Weight.REGULAR).read_bytes())))


def _file(weight: Weight) -> Path:
    return fonts_folder() / f"BeVietnamPro-{weight}.ttf"


def _mapped(file: bytes) -> Iterator[int]:
    """Characters of the `cmap` table in format 4 (OpenType 1.9): segments, each with its glyphs."""
    at = _unicode_table(file)
    (double,) = struct.unpack_from(">6xH", file, at)
    lasts, firsts, deltas, offsets = (
        struct.unpack_from(f">{double // 2}H", file, at + start)
        for start in (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    )
    for place, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        glyphs_at = at + 16 + 3 * double + 2 * place + offsets[place]
        for char in range(first, last + 1):
            glyph = char + deltas[place]
            if offsets[place]:
                (glyph,) = struct.unpack_from(">H", file, glyphs_at + 2 * (char - first))
            if glyph & 0xFFFF:
                yield char


def _unicode_table(file: bytes) -> int:
    (count,) = struct.unpack_from(">H", file, 4)
    records = struct.iter_unpack(">4s4xL4x", file[12 : 12 + 16 * count])
    table = next(start for tag, start in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", file, table + 2)
    encodings = struct.iter_unpack(">HHL", file[table + 4 : table + 4 + 8 * count])
    at: int = table + next(start for *kind, start in encodings if tuple(kind) == _UNICODE)
    (form,) = struct.unpack_from(">H", file, at)
    assert form == _SEGMENTS
    return at
