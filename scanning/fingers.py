"""Whether a hand still lies over the edge of a page.

Skin is judged against the paper beside it, so that the lamp's colour does not matter. A tinted
certificate, a red stamp or a wooden desk is no hand: what counts comes in over the edge, differs
from the desk, and stays a small part of the page.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

PAPER_LEVEL: Final = 215.0
"""Level that the paper's own colour is brought to before skin is looked for."""
CHROMA_RED: Final = (138, 185)
CHROMA_BLUE: Final = (84, 124)
LEAST_LIGHT: Final = 35
"""Skin in YCrCb (Chai and Ngan, 1999), narrowed to what no paper in shadow shows."""
SHARE: Final = (0.0012, 0.3)
"""Of the page that a hand covers."""
DEPTH: Final = 0.018
"""Of the page's diagonal: how far a finger reaches in at least; less is the outline's own error."""
TOUCHED: Final = 0.35
"""Of the whole rim: what touches more of it is the page's or the desk's own colour."""
GOES_ON: Final = 0.4
"""Share of the places where it crosses the edge beyond which it goes on."""
UNLIKE_DESK: Final = 22.0
"""Levels that a hand's colour is away from the desk's."""
RIM_PX: Final = 4

Mask = npt.NDArray[np.bool_]


def has_finger(small: Image, inside: Image) -> bool:
    """`small` is a copy of some 320 pixels; `inside` is 255 where its page lies."""
    size = cv2.countNonZero(inside)
    if not size:
        return False
    skin = _skin(small, inside)
    within = cv2.bitwise_and(skin, inside)
    if cv2.countNonZero(within) < SHARE[0] * size:
        return False
    within = cv2.morphologyEx(within, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(within)
    sized = [n for n in range(1, count) if SHARE[0] < stats[n, cv2.CC_STAT_AREA] / size < SHARE[1]]
    if not sized:
        return False
    page = inside > 0
    deep = cv2.distanceTransform(np.pad(inside, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    return any(_comes_in(small, page, skin > 0, labels == number, deep) for number in sized)


def _skin(small: Image, inside: Image) -> Image:
    """255 where skin is seen, the light's colour taken away."""
    paper = small[::3, ::3][inside[::3, ::3] > 0]
    if not len(paper):
        return np.zeros_like(inside)
    bright = paper.sum(axis=1, dtype=np.int32)
    white = np.median(paper[bright >= np.percentile(bright, 60)], axis=0)
    gains = np.diag(PAPER_LEVEL / np.maximum(white, 8)).astype(np.float32)
    evened = cv2.transform(small, gains)
    low = (LEAST_LIGHT + 1, CHROMA_RED[0], CHROMA_BLUE[0])
    high = (255, CHROMA_RED[1], CHROMA_BLUE[1])
    tones = cv2.cvtColor(evened, cv2.COLOR_BGR2YCrCb)
    return np.asarray(cv2.inRange(tones, low, high), np.uint8)


def _comes_in(small: Image, page: Mask, skin: Mask, blob: Mask, deep: cv2.typing.MatLike) -> bool:
    """Whether one patch of skin crosses the page's edge."""
    depth = np.asarray(deep, np.float32)
    rim = page & (depth <= RIM_PX)
    touching = blob & rim
    if not touching.any() or touching.sum() > TOUCHED * rim.sum():
        return False
    diagonal = float(np.sqrt(2.4 * page.sum()))
    if depth[blob].max() < DEPTH * diagonal:
        return False
    grown = cv2.dilate(touching.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    beyond = grown & ~page
    ring = (cv2.dilate(page.astype(np.uint8), np.ones((15, 15), np.uint8)) > 0) & ~page
    if not beyond.any() or not (ring & ~grown).any():
        return False
    desk = np.median(small[ring & ~grown].astype(np.float32), axis=0)
    own = np.median(small[blob].astype(np.float32), axis=0)
    unlike = float(np.abs(desk - own).max()) > UNLIKE_DESK
    return unlike and float(skin[beyond].mean()) > GOES_ON
