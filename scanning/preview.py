"""Small pictures for a terminal: two pixels in each cell, one above the other.

What leaves is plain data (`values.Preview`). A picture keeps its shape; the rest of the cells
are dark.
"""

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.values import Outline, Preview

GROUND = (24, 24, 24)
"""Blue, green, red of cells that the picture leaves free."""
OUTLINE_COLOUR = (40, 255, 60)
"""Blue, green, red of the line around a found page."""
CHOSEN_COLOUR = (60, 120, 255)
"""Blue, green, red of the corner that is moved."""
CLOSE_UP = 0.16
"""Of the picture's long side, as much as is seen around a corner."""
LEVELS = 16
OVERSAMPLED = 8
"""Source pixels looked at for each pixel of the preview, along each axis."""
INK_GAMMA = 1.6
"""Thin strokes fade when a paper is made small; darkening the greys keeps its lines in sight."""

_STEP = 255 // (LEVELS - 1)


def half_block(
    image: Image, columns: int, rows: int, outline: Outline | None = None, corner: int | None = None
) -> Preview:
    """A camera's picture in `columns` × `rows` cells, with the line around the page.

    A `corner` of it is marked.
    """
    width, height = _fitted(image.shape[1], image.shape[0], columns, 2 * rows)
    small = _shrunk(image, width, height)
    if outline is not None:
        scale = np.array([width / image.shape[1], height / image.shape[0]])
        _draw(small, (np.array(outline.corners) + 0.5) * scale - 0.5, corner)
    return _preview(small, columns, rows)


def close_up(image: Image, outline: Outline, corner: int, cells: tuple[int, int]) -> Preview:
    """What lies around one corner, enlarged, with the lines that meet in it."""
    columns, rows = cells
    x, y = outline.corners[corner]
    reach_x = CLOSE_UP * max(image.shape[:2]) / 2
    reach_y = reach_x * 2 * rows / columns
    scale = columns / (2 * reach_x)
    move = np.array([[scale, 0, (reach_x - x) * scale], [0, scale, (reach_y - y) * scale]])
    left, top = (max(0, int(at - reach) - 1) for at, reach in ((x, reach_x), (y, reach_y)))
    near = image[top : int(y + reach_y) + 2, left : int(x + reach_x) + 2]
    if scale < 1 / 2:
        # A frame so large that it shrinks is averaged first.
        near = np.asarray(cv2.blur(near, (round(1 / scale),) * 2), np.uint8)
    placed = move.copy()
    placed[:, 2] += scale * np.array([left, top])
    small = np.asarray(
        cv2.warpAffine(near, placed, (columns, 2 * rows), borderValue=GROUND), np.uint8
    )
    _draw(small, np.array(outline.corners) @ move[:, :2].T + move[:, 2], corner)
    return _preview(small, columns, rows)


def _draw(small: Image, corners: npt.NDArray[np.float64], chosen: int | None) -> None:
    points = np.round(corners).astype(np.int32)
    cv2.polylines(small, [points], isClosed=True, color=OUTLINE_COLOUR)
    if chosen is not None:
        x, y = (int(it) for it in points[chosen])
        cv2.rectangle(small, (x - 1, y - 1), (x + 1, y + 1), CHOSEN_COLOUR, -1)


def raster_preview(width: int, height: int, packed_rows: bytes, columns: int, rows: int) -> Preview:
    """A 1-bit paper (1 is ink, most significant bit left, rows of whole bytes) in cells of grey."""
    stride = (width + 7) // 8
    assert len(packed_rows) == stride * height
    packed = np.frombuffer(packed_rows, np.uint8).reshape(height, stride)
    ink = np.unpackbits(packed, axis=1, count=width)
    size = _fitted(width, height, columns, 2 * rows)
    paper = np.asarray((1 - ink) * np.uint8(255), np.uint8)
    small = cv2.resize(paper, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    grey = np.asarray(np.round(small**INK_GAMMA * 255), np.uint8)
    return _preview(np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8), columns, rows)


def _fitted(width: int, height: int, most_wide: int, most_tall: int) -> tuple[int, int]:
    """The largest size of the same shape within the bounds, never larger than the picture."""
    scale = min(most_wide / width, most_tall / height, 1.0)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _shrunk(image: Image, width: int, height: int) -> npt.NDArray[np.uint8]:
    """Averaged over a few pixels for each one; averaging over all of them takes far longer."""
    between = (min(image.shape[1], OVERSAMPLED * width), min(image.shape[0], OVERSAMPLED * height))
    picked = cv2.resize(image, between, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.resize(picked, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _preview(small: Image, columns: int, rows: int) -> Preview:
    height, width = small.shape[:2]
    canvas = np.empty((2 * rows, columns, 3), np.uint8)
    canvas[:] = GROUND
    top, left = (2 * rows - height) // 2, (columns - width) // 2
    canvas[top : top + height, left : left + width] = small
    nearest = (canvas[:, :, ::-1].astype(np.uint16) + _STEP // 2) // _STEP * _STEP
    cut = nearest.astype(np.uint8)
    cells = np.concatenate([cut[0::2], cut[1::2]], axis=2)
    return Preview(columns, rows, tuple(row.tobytes() for row in cells))
