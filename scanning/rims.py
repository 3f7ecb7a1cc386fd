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
_TURNS: Final = (
    None,
    (cv2.ROTATE_180, cv2.ROTATE_180),
    (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE),
    (cv2.ROTATE_90_COUNTERCLOCKWISE, cv2.ROTATE_90_CLOCKWISE),
)


def without_desk(page: Image) -> None:
    """Make the desk along the rim of an evened page white, in place."""
    depth = max(LEAST_RIM_PX, round(RIM_SHARE * max(page.shape[:2])))
    if min(page.shape[:2]) < 4 * depth:
        return
    deep = depth + MIXED_PX
    sides = (page[:deep], page[-deep:], page[:, :deep], page[:, -deep:])
    for rim, turn in zip(sides, _TURNS, strict=True):
        _whiten(rim, turn)


def _whiten(rim: Image, turn: tuple[int, int] | None) -> None:
    """`turn` brings the page's edge into the first row, and back."""
    channels = 1 if rim.ndim == 2 else 3  # noqa: PLR2004 - grey
    seen = cv2.inRange(rim, (PAPER_LEVEL,) * channels, (255,) * channels)
    paper = np.asarray(seen if turn is None else cv2.rotate(seen, turn[0]), np.uint8)
    if paper[0].all() or np.count_nonzero(paper[-1]) < PAPER_SHARE * paper.shape[1]:
        return
    desk = ~paper
    for row in range(1, len(desk) - MIXED_PX):
        desk[row] &= desk[row - 1]
    desk[:-MIXED_PX] &= ~desk[-1 - MIXED_PX]
    desk[MIXED_PX:] = desk[:-MIXED_PX].copy()
    white = desk if turn is None else cv2.rotate(desk, turn[1])
    cv2.bitwise_or(rim, white if channels == 1 else cv2.merge([white] * 3), dst=rim)
