"""The first gate: what is wrong with a picture of a page, in codes.

Live frames are judged by what a small copy shows; focus needs the page's own pixels. The gate only
says what is plainly wrong, since an officer who is warned for nothing stops reading warnings.
"""

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.page import SURE_SCORE
from scanning.values import Finding, Outline, Quad

MIN_PAGE_SHARE = 0.12
"""Of the picture: a smaller page loses too many of the camera's pixels."""
BORDER_SHARE = 0.006
"""Of the picture's long side: a corner nearer to its edge is taken to be cut off."""
DARK_PAPER = 75
"""Level (0 to 255) of the paper below which handwriting drowns in noise."""
GLARE_LEVEL = 253
GLARE_SHARE = (0.008, 0.5)
"""Of the page: less is a spark, more is a page that is white all over and still legible."""
GLARE_PAPER = 236
"""A page whose usual level is above it is bright as a whole; nothing stands out."""
SMALL_SIDE_PX = 320
FOCUS_PAGE_PX = 1_000
"""Long side that a larger page is brought to: what is sharp there can be read."""
FOCUS_TILE_PX = 16
MIN_INK_LEVELS = 28
"""Difference between ink and paper without which a tile says nothing about focus."""
MIN_INK_TILES = 12
SHARPEST_SHARE = 85
"""Percentile of the tiles that stands for the page: thick letters are soft in any focus."""
BLURRED_EDGE_PX = 4.2
"""Width of the sharpest edges from which a page is out of focus: a blur of about 2 pixels sigma."""


def check_frame(image: Image, outline: Outline | None) -> tuple[Finding, ...]:
    """What a live frame shows at once; focus is left to `check_page`."""
    if outline is None:
        return (Finding.NO_PAGE,)
    found = [*_of_outline(image, outline), *_of_light(image, outline.corners)]
    return tuple(found)


def check_page(image: Image, outline: Outline | None) -> tuple[Finding, ...]:
    """Everything the gate can say about the page in `image`."""
    found = check_frame(image, outline)
    return (*found, Finding.OUT_OF_FOCUS) if out_of_focus(image, outline) else found


def out_of_focus(image: Image, outline: Outline | None) -> bool:
    """Whether the sharpest ink in the middle of the page is blurred; False where there is none."""
    piece = _middle(image, outline)
    grey = np.asarray(cv2.cvtColor(piece, cv2.COLOR_BGR2GRAY), np.float32)
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.8), np.float32)
    across = cv2.filter2D(grey, -1, np.array([[-0.5, 0, 0.5]], np.float32))
    down = cv2.filter2D(grey, -1, np.array([[-0.5], [0], [0.5]], np.float32))
    slope = _tiles(cv2.magnitude(across, down)).max(axis=1)
    tiles = _tiles(grey)
    contrast = tiles.max(axis=1) - tiles.min(axis=1)
    inked = contrast > MIN_INK_LEVELS
    if int(inked.sum()) < MIN_INK_TILES:
        return False
    sharpness = np.percentile(slope[inked] / contrast[inked], SHARPEST_SHARE)
    return bool(1 / sharpness > BLURRED_EDGE_PX)


def _of_outline(image: Image, outline: Outline) -> list[Finding]:
    height, width = image.shape[:2]
    corners = np.array(outline.corners, np.float32)
    margin = BORDER_SHARE * max(width, height)
    limit = np.array([width - 1, height - 1]) - margin
    share = float(cv2.contourArea(corners)) / (width * height)
    wrong = {
        Finding.CHECK_CORNERS: outline.score < SURE_SCORE,
        Finding.CUT_CORNER: bool((corners < margin).any() or (corners > limit).any()),
        Finding.TOO_SMALL: share < MIN_PAGE_SHARE,
    }
    return [finding for finding, found in wrong.items() if found]


def _of_light(image: Image, corners: Quad) -> list[Finding]:
    scale = min(1.0, SMALL_SIDE_PX / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    inside = np.zeros(small.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.round(np.array(corners) * scale).astype(np.int32), 255)
    inside = cv2.erode(inside, np.ones((5, 5), np.uint8))
    paper = small[inside > 0]
    if not len(paper):
        return []
    levels = paper.min(axis=1)
    usual = float(np.median(levels))
    burnt = float((levels >= GLARE_LEVEL).mean())
    wrong = {
        Finding.TOO_DARK: float(np.median(paper.max(axis=1))) < DARK_PAPER,
        Finding.GLARE: usual < GLARE_PAPER and GLARE_SHARE[0] < burnt < GLARE_SHARE[1],
    }
    return [finding for finding, found in wrong.items() if found]


def _middle(image: Image, outline: Outline | None) -> Image:
    """The middle of the page, or of the picture where no page is seen.

    Two thirds of the box around a page that is not turned far hold no desk.
    """
    height, width = image.shape[:2]
    corners = outline.corners if outline else ((0, 0), (width, 0), (width, height), (0, height))
    box = np.clip(np.array(corners), 0, (width, height))
    (left, top), (right, low) = box.min(axis=0), box.max(axis=0)
    x, y, across, down = (left + right) / 2, (top + low) / 2, (right - left) / 3, (low - top) / 3
    piece = image[int(y - down) : int(y + down) + 1, int(x - across) : int(x + across) + 1]
    scale = FOCUS_PAGE_PX / max(right - left, low - top, 1)
    if scale >= 1:
        return piece
    size = (max(1, round(piece.shape[1] * scale)), max(1, round(piece.shape[0] * scale)))
    return np.asarray(cv2.resize(piece, size, interpolation=cv2.INTER_AREA), np.uint8)


def _tiles(plane: cv2.typing.MatLike) -> npt.NDArray[np.float32]:
    """The plane cut into tiles, one row of pixels for each; the rest at the edges is dropped."""
    rows, columns = (side // FOCUS_TILE_PX for side in plane.shape[:2])
    whole = np.asarray(plane, np.float32)[: rows * FOCUS_TILE_PX, : columns * FOCUS_TILE_PX]
    parts = whole.reshape(rows, FOCUS_TILE_PX, columns, FOCUS_TILE_PX).swapaxes(1, 2)
    return parts.reshape(rows * columns, -1)
