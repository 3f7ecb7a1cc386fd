"""The rim of a flat page, where desk still shows beside the paper.

An outline is right to a few pixels at best, and paper is never cut quite straight. What is no paper
and ends in paper within the rim's depth is the desk; a line of print that runs up to the edge goes
on beyond that depth, and a page that is printed up to its edge has no paper there.
"""

from typing import Final

import numpy as np

from scanning.opencv import Image, cv2

RIM_SHARE: Final = 0.005
"""Of the page's long side, and the least in pixels: as deep as an outline may be wrong."""
LEAST_RIM_PX: Final = 3
PAPER_LEVEL: Final = 222
"""Level of evened paper in its darkest colour; what is darker may be desk."""
PAPER_SHARE: Final = 0.7
"""Of a side that must be paper next to the rim."""
MIXED_PX: Final = 1
"""Pixels beyond the desk that are half desk."""


def without_desk(page: Image) -> None:
    """Make the desk along the rim of an evened page white, in place."""
    depth = max(LEAST_RIM_PX, round(RIM_SHARE * max(page.shape[:2])))
    if min(page.shape[:2]) < 4 * depth:
        return
    deep = depth + MIXED_PX
    sides = (page[:deep], page[-deep:], page[:, :deep], page[:, -deep:])
    for rim, turns in zip(sides, (0, 2, 3, 1), strict=True):
        _whiten(rim, turns)


def _whiten(rim: Image, turns: int) -> None:
    """`turns` are quarters, against the clock, after which the page's edge is the first row."""
    channels = 1 if rim.ndim == 2 else 3  # noqa: PLR2004 - grey
    seen = cv2.inRange(rim, (PAPER_LEVEL,) * channels, (255,) * channels)
    paper = np.rot90(np.asarray(seen), turns) > 0
    desk = np.logical_and.accumulate(~paper[:-MIXED_PX], axis=0)
    if not desk[0].any() or float(paper[-1].mean()) < PAPER_SHARE:
        return
    desk &= ~desk[-1]
    grown = np.rot90(np.vstack([desk[:MIXED_PX], desk]), -turns)
    white = np.where(grown, np.uint8(255), np.uint8(0))
    rim |= np.asarray(white if channels == 1 else cv2.merge([white] * 3), np.uint8)
