"""A flat page in black and white, as a one-bit PNG: a tenth of a JPEG's bytes for a typed page."""

import io
from typing import Final

import numpy as np
import PIL.Image

from scanning.opencv import Image, cv2

AROUND_SHARE: Final = 1 / 40
"""Of the long side: a letter is compared with so much paper around it."""
LIGHTER_LEVELS: Final = 14
"""Levels that ink is darker than the paper around it; less is grain and show-through."""
PAPER_PERCENTILE: Final = 90
DARK_SHARE: Final = 0.45
"""Of the paper's level: what is darker is ink whatever lies around it."""
SMOOTH_SIGMA_PX: Final = 0.6


def bilevel(page: Image) -> Image:
    """0 is ink, 255 is paper. Judged by the neighbourhood, so that a shadow is no ink."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY) if page.ndim == 3 else page  # noqa: PLR2004 - colours
    smooth = cv2.GaussianBlur(grey, (0, 0), SMOOTH_SIGMA_PX)
    around = max(3, round(max(grey.shape) * AROUND_SHARE)) | 1
    black, paper = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY
    found = cv2.adaptiveThreshold(smooth, 255, black, paper, around, LIGHTER_LEVELS)
    # Inside a stamp or a photograph there is no paper to compare with.
    dark = np.asarray(smooth) < DARK_SHARE * float(np.percentile(smooth, PAPER_PERCENTILE))
    return np.where(dark, np.uint8(0), np.asarray(found, np.uint8))


def encode_bilevel(page: Image, dpi: int) -> bytes:
    """The page as a one-bit PNG with its resolution."""
    stream = io.BytesIO()
    picture = PIL.Image.fromarray(bilevel(page)).convert("1", dither=PIL.Image.Dither.NONE)
    picture.save(stream, "PNG", dpi=(dpi, dpi), optimize=False)
    return stream.getvalue()
