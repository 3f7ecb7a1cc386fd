"""Whether a page was taken before: a small fingerprint that survives another picture of the sheet.

The 64 bits of a DCT hash (pHash) only say which pages are worth comparing: two forms of one layout
have nearly the same bits. Then one copy is bent onto the other and compared tile by tile: another
picture of the same sheet agrees everywhere, a form that another person filled in does not. In
doubt (a shadow, a finger, a curl) pages are taken for different: nobody is warned for nothing.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.shrinking import shrunk

HASH_SIDE_PX, HASH_BITS_SIDE = 32, 8
FAR_BITS: Final = 36
"""Hamming distance from which two pages are surely others; light and outline alone change 30."""
CELLS_PX: Final = (300, 420)
"""The copy that is compared, short and long side: small letters are three pixels tall."""
PATCH_PX, PATCH_STEP_PX, REACH_PX = 32, 24, 8
"""Patches that tell how one copy is bent onto the other, and how far outlines may lie apart."""
MIN_PATCHES: Final = 6
TILE_PX: Final = 16
SLACK_PX: Final = 1
INK: Final = 6.0
"""Spread of levels without which a tile says nothing."""
BARE: Final = 1.5
SAME_TILE: Final = 0.6
"""Correlation below which a tile shows something else."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """`bits` is the hash, `cells` the small grey copy it was made of, long side upright."""

    bits: int
    cells: npt.NDArray[np.uint8]


def likeness(page: Image) -> Likeness:
    """The fingerprint of a flat page."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY) if page.ndim == 3 else page  # noqa: PLR2004 - colours
    if grey.shape[1] > grey.shape[0]:
        grey = np.rot90(grey)
    cells = shrunk(np.ascontiguousarray(grey), CELLS_PX)
    return Likeness(_hash(cells), cells)


def distance(one: Likeness, other: Likeness) -> int:
    """Bits that differ, of 64, turned half round or not."""
    return min((one.bits ^ _hash(turned)).bit_count() for turned in _ways(other.cells))


def same_page(one: Likeness, other: Likeness) -> bool:
    """Whether both are pictures of the same sheet, laid either way round."""
    return any(
        (one.bits ^ _hash(cells)).bit_count() < FAR_BITS and _agree(one.cells, cells)
        for cells in _ways(other.cells)
    )


def _ways(cells: Image) -> tuple[Image, Image]:
    return cells, np.ascontiguousarray(np.rot90(cells, 2))


def _hash(cells: Image) -> int:
    side = (HASH_SIDE_PX, HASH_SIDE_PX)
    small = cv2.resize(cells, side, interpolation=cv2.INTER_AREA).astype(np.float32)
    waves = np.asarray(cv2.dct(small))[:HASH_BITS_SIDE, :HASH_BITS_SIDE].ravel()
    bits = waves > np.median(waves[1:])
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def _agree(one: Image, other: Image) -> bool:
    first, second = _written(one), _written(other)
    bent = _bent(second, first)
    if bent is None:
        return False
    rim = REACH_PX + SLACK_PX
    places = _places(first, TILE_PX, TILE_PX, rim)
    told = [
        same for top, left in places if (same := _same_tile(first, bent, top, left)) is not None
    ]
    return len(told) >= MIN_PATCHES and all(told)


def _places(plane: Floats, side: int, step: int, rim: int) -> list[tuple[int, int]]:
    height, width = plane.shape
    return [
        (top, left)
        for top in range(rim, height - side - rim + 1, step)
        for left in range(rim, width - side - rim + 1, step)
    ]


def _same_tile(first: Floats, bent: Floats, top: int, left: int) -> bool | None:
    """Whether one tile shows the same in both; None where nothing stands in either."""
    tile = first[top : top + TILE_PX, left : left + TILE_PX]
    here = bent[top : top + TILE_PX, left : left + TILE_PX]
    if max(float(tile.std()), float(here.std())) < INK:
        return None
    if float(tile.std()) < BARE:
        return False
    around = bent[
        top - SLACK_PX : top + TILE_PX + SLACK_PX, left - SLACK_PX : left + TILE_PX + SLACK_PX
    ]
    return float(cv2.matchTemplate(around, tile, cv2.TM_CCOEFF_NORMED).max()) > SAME_TILE


def _bent(plane: Floats, onto: Floats) -> Floats | None:
    """`plane` moved to where its patches stand in `onto`; None where too little stands there."""
    found = [
        (left / 300, top / 300, *seen)
        for top, left in _places(onto, PATCH_PX, PATCH_STEP_PX, REACH_PX)
        if (seen := _seen_at(plane, onto, top, left)) is not None
    ]
    if len(found) < MIN_PATCHES:
        return None
    table = np.array(found)
    terms, shifts, likely = _terms(table[:, 0], table[:, 1]), table[:, 2:4], table[:, 4]
    kept = likely >= np.median(likely)
    for _ in range(4):
        field = np.linalg.lstsq(terms[kept], shifts[kept], rcond=None)[0]
        off = np.abs(terms @ field - shifts).max(axis=1)
        nearer = (off < 1.5) & (likely > np.median(likely) - 0.15)  # noqa: PLR2004 - pixels
        if nearer.sum() < MIN_PATCHES:
            break
        kept = nearer
    y, x = np.mgrid[: onto.shape[0], : onto.shape[1]].astype(np.float32)
    moved = _terms(x / 300, y / 300) @ field
    maps = (x + moved[..., 0]).astype(np.float32), (y + moved[..., 1]).astype(np.float32)
    return np.asarray(cv2.remap(plane, *maps, cv2.INTER_LINEAR), np.float32)


def _seen_at(plane: Floats, onto: Floats, top: int, left: int) -> tuple[float, float, float] | None:
    """How far right and down a patch of `onto` stands in `plane`, and how surely."""
    patch = onto[top : top + PATCH_PX, left : left + PATCH_PX]
    if float(patch.std()) < INK:
        return None
    low, right = top + PATCH_PX + REACH_PX, left + PATCH_PX + REACH_PX
    around = plane[top - REACH_PX : low, left - REACH_PX : right]
    match = cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED)
    _, likely, _, (x, y) = cv2.minMaxLoc(match)
    return float(x - REACH_PX), float(y - REACH_PX), float(likely)


def _terms(x: npt.NDArray[np.floating], y: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    return np.stack([np.ones_like(x), x, y, x * y], axis=-1).astype(np.float64)


def _written(cells: Image) -> Floats:
    """What stands on the paper, without the light on it."""
    level = cells.astype(np.float32)
    return np.asarray(level - cv2.GaussianBlur(level, (0, 0), 8), np.float32)
