"""The one typeface of all papers, Be Vietnam Pro, from its package."""

import importlib.resources
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from printing.wrapping import Weight

FONTS_KEPT = 128
INK_THRESHOLD = 95
"""Coverage of a dot, of 255, from which it is black: 160 on the grey scale of paper."""


@lru_cache(maxsize=FONTS_KEPT)
def font(weight: Weight, size_dots: int) -> ImageFont.FreeTypeFont:
    package = importlib.resources.files("fontpkg_be_vietnam_pro")
    path = Path(str(package)) / "files" / f"BeVietnamPro-{weight}.ttf"
    return ImageFont.truetype(path, size_dots, layout_engine=ImageFont.Layout.RAQM)
