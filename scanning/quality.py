"""The first gate: what is wrong with a picture of a page, in codes.

Live frames are judged by what a small copy shows; focus needs the page's own pixels. The gate only
says what is plainly wrong, since an officer who is warned for nothing stops reading warnings.
"""

import numpy as np
import numpy.typing as npt

from scanning.fingers import has_finger
from scanning.opencv import Image, cv2
from scanning.page import SURE_SCORE
from scanning.shrinking import shrunk
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
MOVED_RATIO = 1.75
"""Edges so much wider in one direction than in another were drawn out by a movement."""
BLANK_SIDE_PX = 640
BLANK_RIM = 0.02
BLANK_LEVELS, BLANK_OF_PAPER = 5.0, 0.07
"""Levels, and share of the paper's level, that ink is darker: less is grain and noise."""
BLANK_TILES = 2
"""Tiles with something on them that a blank page may have: a speck, a staple's hole."""
MIN_PAPER_TILES = 12

Floats = npt.NDArray[np.float32]

_ROOT = np.float32(2**0.5)


def check_frame(image: Image, outline: Outline | None) -> tuple[Finding, ...]:
    """What a live frame shows at once; focus is left to `check_page`."""
    if outline is None:
        return (Finding.NO_PAGE,)
    found = [*_of_outline(image, outline), *_of_surface(image, outline.corners)]
    return tuple(found)


def check_page(image: Image, outline: Outline | None) -> tuple[Finding, ...]:
    """Everything the gate can say about the page in `image`."""
    found = check_frame(image, outline)
    if outline is None or Finding.TOO_DARK in found:
        return found
    if _is_blank(image, outline.corners):
        return (*found, Finding.BLANK)
    blur = _blur(image, outline)
    return found if blur is None else (*found, blur)


def out_of_focus(image: Image, outline: Outline | None) -> bool:
    """Whether the sharpest ink in the middle of the page is blurred; False where there is none."""
    return _blur(image, outline) is not None


def _blur(image: Image, outline: Outline | None) -> Finding | None:
    """Whether the page is blurred, and if so, by a movement: then in one direction alone."""
    piece = _middle(image, outline)
    grey = np.asarray(cv2.cvtColor(piece, cv2.COLOR_BGR2GRAY), np.float32)
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.8), np.float32)
    tiles = _tiles(grey)
    contrast = tiles.max(axis=1) - tiles.min(axis=1)
    inked = contrast > MIN_INK_LEVELS
    if int(inked.sum()) < MIN_INK_TILES:
        return None
    across = np.asarray(cv2.filter2D(grey, -1, np.array([[-0.5, 0, 0.5]], np.float32)))
    down = np.asarray(cv2.filter2D(grey, -1, np.array([[-0.5], [0], [0.5]], np.float32)))
    ways = (across, (across + down) / _ROOT, down, (down - across) / _ROOT)
    widths = [_edge_px(np.abs(way), contrast, inked) for way in ways]
    moved = max(widths) > MOVED_RATIO * min(widths) and max(widths) > BLURRED_EDGE_PX
    if moved:
        return Finding.MOVED
    sharpest = _edge_px(np.asarray(cv2.magnitude(across, down)), contrast, inked)
    return Finding.OUT_OF_FOCUS if sharpest > BLURRED_EDGE_PX else None


def _edge_px(slopes: Floats, contrast: Floats, inked: npt.NDArray[np.bool_]) -> float:
    """Width in pixels of the sharpest edges."""
    slope = _tiles(slopes).max(axis=1)[inked] / contrast[inked]
    return 1 / max(float(np.percentile(slope, SHARPEST_SHARE)), 1e-6)


def _is_blank(image: Image, corners: Quad) -> bool:
    """Whether hardly anything stands on the page, its rim left out."""
    small, inside = _small_page(image, corners, BLANK_SIDE_PX)
    rim = max(3, round(BLANK_RIM * max(small.shape[:2]))) | 1
    inside = np.asarray(cv2.erode(inside, np.ones((rim, rim), np.uint8)), np.uint8)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 0.8)
    whole = _tiles(inside).min(axis=1) > 0
    tiles = _tiles(grey)[whole]
    if len(tiles) < MIN_PAPER_TILES:
        return False
    contrast = tiles.max(axis=1) - tiles.min(axis=1)
    paper = float(np.median(tiles.max(axis=1)))
    return int((contrast > BLANK_LEVELS + BLANK_OF_PAPER * paper).sum()) <= BLANK_TILES


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


def _of_surface(image: Image, corners: Quad) -> list[Finding]:
    """What lies on the page, of light and of hands."""
    small, inside = _small_page(image, corners, SMALL_SIDE_PX)
    kept = np.asarray(cv2.erode(inside, np.ones((5, 5), np.uint8)), np.uint8)
    paper = small[kept > 0]
    if not len(paper):
        return []
    levels = paper.min(axis=1)
    usual = float(np.median(levels))
    burnt = float((levels >= GLARE_LEVEL).mean())
    wrong = {
        Finding.TOO_DARK: float(np.median(paper.max(axis=1))) < DARK_PAPER,
        Finding.GLARE: usual < GLARE_PAPER and GLARE_SHARE[0] < burnt < GLARE_SHARE[1],
        Finding.FINGER: has_finger(small, inside),
    }
    return [finding for finding, found in wrong.items() if found]


def _small_page(image: Image, corners: Quad, side_px: int) -> tuple[Image, Image]:
    """A small copy of the picture, and 255 where the page lies in it."""
    scale = min(1.0, side_px / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    if side_px > SMALL_SIDE_PX:
        small = shrunk(image, size)
    else:
        small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    inside = np.zeros(small.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.round(np.array(corners) * scale).astype(np.int32), 255)
    return small, inside


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
    return shrunk(piece, size)


def _tiles(plane: cv2.typing.MatLike) -> npt.NDArray[np.float32]:
    """The plane cut into tiles, one row of pixels for each; the rest at the edges is dropped."""
    rows, columns = (side // FOCUS_TILE_PX for side in plane.shape[:2])
    whole = np.asarray(plane, np.float32)[: rows * FOCUS_TILE_PX, : columns * FOCUS_TILE_PX]
    parts = whole.reshape(rows, FOCUS_TILE_PX, columns, FOCUS_TILE_PX).swapaxes(1, 2)
    return parts.reshape(rows * columns, -1)
