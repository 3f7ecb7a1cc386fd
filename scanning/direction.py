"""Which side of a flat page is its top, told by its lines of writing, or by a symbol on it.

Latin letters rise above the small ones more often than they hang below (b, d, h, capitals, and
nearly every Vietnamese accent), so that a line of writing ends sharply at its foot and frays out
at its head. The page is turned only where this is plain; otherwise it stays as it was laid.
"""

import math
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.shrinking import shrunk
from scanning.values import Barcode, Engine

READ_SIDE_PX: Final = 1_000
"""Long side of the copy in which writing is looked at: small letters are then five pixels tall."""
INK_LEVELS: Final = 14
RULE_PX: Final = 45
"""Straight ink longer than this is a ruled line or a frame, not writing."""
LYING: Final = 1.5
"""How much more the rows of a page must alternate than its columns, or the other way round."""
STRIPS: Final = 14
WIDE_STRIPS: Final = 6
MIN_LINES: Final = 8
"""Pieces of lines; with fewer nothing is said."""
FINER: Final = 4
LEAST_INK: Final = 0.03
SURE_RATIO: Final = 3.3
"""How many standard errors the writing's slope must be away from nothing."""
LEAST_SLOPE: Final = 0.012
SYMBOL_TURN_DEG: Final = 20.0
"""How far from the page's sides a symbol may lie and still tell its direction."""

Floats = npt.NDArray[np.float32]


def quarter_turns(page: Image, barcodes: Iterable[Barcode] = ()) -> int | None:
    """Quarters that `page` must be turned clockwise to stand upright; None where it is not plain.

    `barcodes` are symbols read on this very page; they know where their own top is.
    """
    told = _of_symbols(barcodes)
    return told if told is not None else _of_writing(page)


def upright(page: Image, barcodes: Iterable[Barcode] = ()) -> tuple[Image, int | None]:
    """`page` turned to stand upright, and the quarters it was turned; None: left, being unsure."""
    quarters = quarter_turns(page, barcodes)
    return (turned(page, quarters) if quarters else page), quarters


def turned(page: Image, quarters: int) -> Image:
    """`page` turned clockwise."""
    ways = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)
    quarters %= 4
    return np.asarray(cv2.rotate(page, ways[quarters - 1]), np.uint8) if quarters else page


def _of_symbols(barcodes: Iterable[Barcode]) -> int | None:
    """Quarters told by all symbols alike; zbar's corners begin anywhere and tell nothing."""
    told = set()
    for barcode in barcodes:
        if barcode.engine is not Engine.ZXING:
            continue
        (x, y), (right_x, right_y) = barcode.position[0], barcode.position[1]
        way = math.degrees(math.atan2(right_y - y, right_x - x))
        quarter = round(way / 90)
        if abs(way - 90 * quarter) < SYMBOL_TURN_DEG:
            told.add(-quarter % 4)
    return told.pop() if len(told) == 1 else None


def _of_writing(page: Image) -> int | None:
    ink = _ink(page)
    rows, columns = _alternation(ink), _alternation(ink.T)
    if rows > LYING * columns:
        return {1: 0, -1: 2}.get(_slope(ink))
    if columns > LYING * rows:
        # Turned a quarter clockwise, the page's left side is its top.
        return {1: 1, -1: 3}.get(_slope(np.ascontiguousarray(np.rot90(ink, -1))))
    return None


def _ink(page: Image) -> Floats:
    """1 where something is written, ruled lines left out."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY) if page.ndim == 3 else page  # noqa: PLR2004 - colours
    scale = READ_SIDE_PX / max(grey.shape)
    if scale < 1:
        size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
        grey = shrunk(np.asarray(grey, np.uint8), (max(1, size[0]), max(1, size[1])))
    around = cv2.blur(grey, (41, 41))
    ink = np.asarray(cv2.subtract(around, grey), np.uint8)
    mask = np.asarray(cv2.threshold(ink, INK_LEVELS, 255, cv2.THRESH_BINARY)[1], np.uint8)
    flat = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, RULE_PX), np.uint8))
    upright = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((RULE_PX, 1), np.uint8))
    ruled = cv2.dilate(cv2.max(flat, upright), np.ones((5, 5), np.uint8))
    written = np.where(np.asarray(ruled) > 0, 0, np.minimum(ink, 80)).astype(np.float32)
    edge = max(4, round(0.025 * max(ink.shape)))
    return np.asarray(written[edge:-edge, edge:-edge] / 80, np.float32)


def _strips(ink: Floats, count: int) -> list[Floats]:
    """Row profiles of upright strips: in a narrow one a tilted line still lies level."""
    return [part.mean(axis=1) for part in np.array_split(ink, count, axis=1)]


def _alternation(ink: Floats) -> float:
    """How strongly rows of writing and gaps follow each other."""
    return float(sum(np.square(np.diff(profile)).sum() for profile in _strips(ink, STRIPS)))


def _slope(ink: Floats) -> int:
    """1 where lines of writing stand upright, -1 where they are upside down, 0 where unclear."""
    told = np.array([value for profile in _strips(ink, WIDE_STRIPS) for value in _heads(profile)])
    if len(told) < MIN_LINES:
        return 0
    middle = float(np.median(told))
    spread = 1.48 * float(np.median(np.abs(told - middle))) + 0.02
    error = 1.25 * spread / math.sqrt(len(told))
    return (
        int(math.copysign(1, middle)) if abs(middle) > max(LEAST_SLOPE, SURE_RATIO * error) else 0
    )


def _heads(profile: Floats) -> list[float]:
    """How much more ink lies over the small letters of each line than under them.

    As a share of the ink in them.
    """
    fine = cv2.resize(profile[:, None], (1, FINER * len(profile)), interpolation=cv2.INTER_CUBIC)[
        :, 0
    ]
    core = float(np.percentile(fine, 95))
    if core < LEAST_INK:
        return []
    on = np.concatenate([[0], (fine > 0.5 * core).astype(np.int8), [0]])
    starts, ends = np.flatnonzero(np.diff(on) == 1), np.flatnonzero(np.diff(on) == -1)
    told = []
    for number, (top, foot) in enumerate(zip(starts, ends, strict=True)):
        tall = foot - top
        room = round(0.75 * tall)
        before = ends[number - 1] if number else 0
        after = starts[number + 1] if number + 1 < len(starts) else len(fine)
        if tall < 3 * FINER // 2 or top - before < 1.2 * room or after - foot < 1.2 * room:
            continue
        over, under = fine[top - room : top], fine[foot : foot + room]
        told.append(float((over.mean() - under.mean()) / fine[top:foot].mean()))
    return told
