"""A scanner's picture told from a photograph by its rim: paper goes on up to the very edge."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from scanning.opencv import Image

RIM_SHARE: Final = 0.012
"""Of the long side: no ink stands so near to a page's edge."""
PAPER_LEVEL, PAPER_SHARE = 200, 0.85
"""Of what is known to come from a scanner, where grey paper and a crooked sheet are allowed."""
WHITE_LEVEL, WHITE_SHARE = 232, 0.97
EVEN_LEVELS, EVEN_SHARE = 2, 0.99
"""No lamp and no lens leave a surface as even as this."""


def is_scan(image: Image) -> bool:
    """Of a picture out of a scanner's folder: whether it is paper up to its rim."""
    return _is_bright(image, PAPER_LEVEL, PAPER_SHARE)


def looks_scanned(image: Image) -> bool:
    """Of any picture: as white all around as hardly any lamp makes a desk."""
    return _is_bright(image, WHITE_LEVEL, WHITE_SHARE)


def is_drawn(image: Image) -> bool:
    """Of any picture: as white and as even all around as no photograph is."""
    return looks_scanned(image) and all(_is_even(side) for side in _sides(image))


def _is_bright(image: Image, level: int, share: float) -> bool:
    return all(float((side >= level).mean()) >= share for side in _sides(image))


def _is_even(side: Image) -> bool:
    apart = np.abs(side.astype(np.int16) - np.median(side))
    return float((apart <= EVEN_LEVELS).mean()) >= EVEN_SHARE


def _sides(image: Image) -> Iterator[Image]:
    """Each side's rim, of every pixel its darkest colour."""
    rim = max(1, round(RIM_SHARE * max(image.shape[:2])))
    for side in (image[:rim], image[-rim:], image[:, :rim], image[:, -rim:]):
        yield side.min(axis=2)
