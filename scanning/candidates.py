"""Quadrilaterals in a small picture that might be a page.

No single view finds every page: white paper on a pale desk has no brightness of its own, a sheet
in shadow no even colour. So several masks propose, and what the net sees (`sheetness`), and `sides`
judges.
"""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.sheetness import Sheetness

Floats = npt.NDArray[np.float32]

MIN_PAGE_SHARE = 0.04
"""Of the picture; what is smaller is no page but a stamp or a shadow."""
MAX_CANDIDATES = 12
CONTOURS_OF_A_MASK = 3

SHEET_LEVELS = (0.5, 0.25, 0.8)
"""How surely a pixel must be paper: where a sheet fades away, each level ends elsewhere."""
SHEETS_OF_A_LEVEL = 2

_BORDER_PX = 3
_CANNY = (20, 60)
_OPEN = np.ones((5, 5), np.uint8)
_THICKEN = np.ones((3, 3), np.uint8)
_HULL_TOLERANCE = 0.008
"""Of the perimeter: what is straighter than this is one side."""
_SAME_CORNER = 0.02
"""Of the picture's long side: candidates whose corners are all this near are one."""


def candidate_pages(view: Image, *, hasty: bool = False) -> Floats:
    """Distinct quadrilaterals, largest first, n × 4 × 2, each clockwise from its top left.

    `hasty` leaves out the masks that hardly propose what the others and the net do not.
    """
    masks = _hasty_masks(view) if hasty else _masks(view)
    found = sorted(_proposals(view, masks), key=cv2.contourArea, reverse=True)
    near = _SAME_CORNER * max(view.shape)
    kept: list[Floats] = []
    for quad in found:
        if all(np.abs(quad - other).max() > near for other in kept):
            kept.append(quad)
    return np.array(kept[:MAX_CANDIDATES], np.float32).reshape(-1, 4, 2)


def sheet_quads(seen: Sheetness) -> Floats:
    """Quadrilaterals around what the net takes for paper, in pixels of its picture."""
    plane = cv2.resize(seen.sheet, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    floor = MIN_PAGE_SHARE / 2 * plane.shape[0] * plane.shape[1]
    kept: list[Floats] = []
    for level in SHEET_LEVELS:
        mask = np.asarray(plane > level, np.uint8)
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        sized = [(cv2.contourArea(contour), contour) for contour in contours]
        sized.sort(key=lambda pair: pair[0], reverse=True)
        large = [contour for area, contour in sized[:SHEETS_OF_A_LEVEL] if area >= floor]
        kept += [quad for contour in large if (quad := _four_sides(contour)) is not None]
    scale = np.array([seen.width / plane.shape[1], seen.height / plane.shape[0]], np.float32)
    quads = np.array(kept, np.float32).reshape(-1, 4, 2)
    return np.asarray((quads + np.float32(0.5)) * scale - np.float32(0.5), np.float32)


def distinct(quads: Floats, view: Image) -> Floats:
    """Without those that lie where an earlier one does."""
    near = _SAME_CORNER / 2 * max(view.shape)
    kept: list[Floats] = []
    for quad in quads:
        if all(np.abs(quad - other).max() > near for other in kept):
            kept.append(quad)
    return np.array(kept, np.float32).reshape(-1, 4, 2)


def clockwise(corners: Floats) -> Floats:
    """Four corners clockwise on the screen, the one nearest to the top left first."""
    return np.array(_clockwise([(float(x), float(y)) for x, y in corners]), np.float32)


def _proposals(view: Image, masks: Iterator[Image]) -> Iterator[Floats]:
    floor = MIN_PAGE_SHARE * view.shape[0] * view.shape[1]
    for mask in masks:
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        sized = [(_box_area(contour), contour) for contour in contours if len(contour) > 3]  # noqa: PLR2004 - four corners
        sized.sort(key=lambda pair: pair[0], reverse=True)
        for area, contour in sized[:CONTOURS_OF_A_MASK]:
            if area >= floor and (quad := _four_sides(contour)) is not None:
                yield quad


def _masks(view: Image) -> Iterator[Image]:
    grey, colourless = _grey(view), _colourless(view)
    for plane in (grey, colourless, _unlike_desk(view)):
        yield _split(plane)
    for plane in (grey, colourless):
        yield _edged(plane)


def _hasty_masks(view: Image) -> Iterator[Image]:
    yield _edged(_grey(view))


def _grey(view: Image) -> Image:
    return np.asarray(cv2.cvtColor(view, cv2.COLOR_BGR2GRAY), np.uint8)


def _colourless(view: Image) -> Image:
    blue, green, red = cv2.split(view)
    high = cv2.max(cv2.max(blue, green), red)
    low = cv2.min(cv2.min(blue, green), red)
    return np.asarray(cv2.bitwise_not(cv2.subtract(high, low)), np.uint8)


def _split(plane: Image) -> Image:
    _, mask = cv2.threshold(plane, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, _OPEN), np.uint8)


def _edged(plane: Image) -> Image:
    return np.asarray(cv2.dilate(cv2.Canny(plane, *_CANNY), _THICKEN), np.uint8)


def _unlike_desk(view: Image) -> Image:
    """How far each pixel is from the colour along the border, which is mostly desk."""
    strips = (view[:_BORDER_PX], view[-_BORDER_PX:], view[:, :_BORDER_PX], view[:, -_BORDER_PX:])
    border = np.concatenate([strip.reshape(-1, 3)[::4] for strip in strips])
    desk = np.append(np.median(border, axis=0), 0.0)
    blue, green, red = cv2.split(cv2.absdiff(view, desk))
    return np.asarray(cv2.max(cv2.max(blue, green), red), np.uint8)


def _box_area(contour: cv2.typing.MatLike) -> float:
    _, _, width, height = cv2.boundingRect(contour)
    return float(width * height)


def _four_sides(contour: cv2.typing.MatLike) -> Floats | None:
    """The quadrilateral around a contour: its hull without the sides that matter least."""
    hull = cv2.convexHull(contour)
    tolerance = _HULL_TOLERANCE * cv2.arcLength(hull, True)
    points = cv2.approxPolyDP(hull, tolerance, True).reshape(-1, 2).tolist()
    corners = [(float(x), float(y)) for x, y in points]
    while len(corners) > 4:  # noqa: PLR2004 - four corners
        reduced = _without_a_side(corners)
        if reduced is None:
            return None
        corners = reduced
    if len(corners) < 4:  # noqa: PLR2004 - four corners
        return None
    return np.array(_clockwise(corners), np.float32)


_Corner = tuple[float, float]


def _clockwise(corners: list[_Corner]) -> list[_Corner]:
    x, y = (sum(places) / len(corners) for places in zip(*corners, strict=True))
    around = sorted(corners, key=lambda corner: math.atan2(corner[1] - y, corner[0] - x))
    first = min(range(len(around)), key=lambda place: sum(around[place]))
    return around[first:] + around[:first]


def _without_a_side(corners: list[_Corner]) -> list[_Corner] | None:
    """The polygon whose one side is replaced by its neighbours' meeting point, least area added."""
    least, best = math.inf, None
    count = len(corners)
    for index in range(count):
        b, c = corners[index], corners[(index + 1) % count]
        meeting = _meeting(corners[index - 1], b, c, corners[(index + 2) % count])
        if meeting is not None and (added := _area(b, meeting, c)) < least:
            least, best = added, (index, meeting)
    if best is None:
        return None
    index, meeting = best
    replaced = [*corners[:index], meeting, *corners[index + 1 :]]
    del replaced[(index + 1) % count]
    return replaced


def _meeting(a: _Corner, b: _Corner, c: _Corner, d: _Corner) -> _Corner | None:
    """Where the line a→b, drawn on beyond b, meets the line d→c, drawn on beyond c."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], c[0] - d[0], c[1] - d[1]
    cross = ux * vy - uy * vx
    if abs(cross) < 1e-9:  # noqa: PLR2004 - parallel
        return None
    along = ((c[0] - b[0]) * vy - (c[1] - b[1]) * vx) / cross
    beyond = ((c[0] - b[0]) * uy - (c[1] - b[1]) * ux) / cross
    if along < 0 or beyond < 0:
        return None
    return b[0] + along * ux, b[1] + along * uy


def _area(a: _Corner, b: _Corner, c: _Corner) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2
