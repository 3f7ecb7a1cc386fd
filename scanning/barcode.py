"""Barcodes in pictures, as cleaned text of known kind.

The cheapest way comes first, and a dearer one only while nothing is found: the picture as it is,
its bars straightened and sharpened, then copies that take away noise, size or darkness. What the
dearer ways read of a symbology without a good check of its own must be read more than once.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from scanning.bars import FEW_ROWS, MAX_ROWS, SHARPNESS, Straight, straightened
from scanning.edges import MAX_LOOK_PIXELS, MAX_REGIONS, bar_regions
from scanning.engines import MATRIX, by_zbar, by_zxing, by_zxing_on_line, repaired
from scanning.kinds import classify
from scanning.opencv import Image, cv2
from scanning.picture import load_picture
from scanning.spots import TIMES, busy_spots, sharpened
from scanning.values import Barcode, Kind, Quad, Symbology

__all__ = ["DESK", "EVERY", "classify", "read_barcodes", "read_file", "repaired"]

DESK = frozenset(
    {Symbology.QR, Symbology.CODE_128, Symbology.CODE_39, Symbology.ITF, Symbology.DATA_MATRIX}
)
"""What papers at a counter carry: slips, cards, post items, other offices' labels."""
EVERY = frozenset(Symbology)
MAX_SYMBOLS = 32
"""Symbols of one picture that are handed on."""
NOISE_SIGMA_PX = 1.0
"""A blur of this width takes the noise off that zbar and faint codes fail by."""
MIN_SIDE_PX = 8
LARGE_PICTURE_PIXELS = 1_300_000
"""From here on the dear ways work on a copy of half the size."""
HUGE_PICTURE_PIXELS = 5_000_000
QUICK_LOOK_PIXELS, QUICK_REGIONS, QUICK_SHARPNESS = 150_000, 2, 2
"""Enough to see whether more bars lie beside a code that was read at once."""
NOISY = 9.0
"""Levels of `_noise` from which a picture is smoothed for zbar."""

_FRAGILE = frozenset(
    {
        Symbology.ITF,
        Symbology.CODE_39,
        Symbology.CODABAR,
        Symbology.EAN_8,
        Symbology.UPC_E,
        Symbology.TELEPEN,
        Symbology.DX_FILM_EDGE,
    }
)
"""A stray line reads as one of these now and then: no check digit, or one digit for few bars."""
_UPRIGHT_ONLY = MATRIX | {
    Symbology.TELEPEN,
    Symbology.DX_FILM_EDGE,
    Symbology.EAN_2,
    Symbology.EAN_5,
}
"""Not read from straightened bars."""
STRAY_PX = 8
"""Fewer lines than so many pixels have may have read something that is not there."""
_VOTES, _FRAGILE_VOTES = 2, 3
"""Pictures of one place, of the three that are drawn of it, that must say the same."""


def read_file(path: Path, *, symbologies: frozenset[Symbology] = EVERY) -> tuple[Barcode, ...]:
    """The barcodes in a picture file. Raises UnreadableImage, and nothing else for its content."""
    return read_barcodes(load_picture(path), symbologies=symbologies)


def read_barcodes(
    image: Image, *, symbologies: frozenset[Symbology] = DESK, quick: bool = False
) -> tuple[Barcode, ...]:
    """The barcodes in a picture, each once; cheap ways first, dearer ones while nothing is found.

    `quick` stops after the first way, for frames of which the next one comes at once. Bars that
    nothing has read yet are looked at closely also where another symbol was found at once.
    """
    grey = _grey(image)
    if min(grey.shape) < MIN_SIDE_PX:
        return ()
    found = list(by_zxing(grey, symbologies, thorough=False))
    if not quick:
        found += _from_bars(grey, symbologies, found)
        for attempt in () if found else _dearer(grey):
            if found := list(attempt(grey, symbologies)):
                break
    return _distinct(_whole(found))


def _grey(image: Image) -> Image:
    if image.ndim == 2:  # noqa: PLR2004 - grey already
        return np.ascontiguousarray(image)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


def _from_bars(
    grey: Image, symbologies: frozenset[Symbology], found: Sequence[Barcode]
) -> Iterator[Barcode]:
    """What the straightened bars say that nothing has read yet, or that was read in part."""
    wanted = symbologies - _UPRIGHT_ONLY
    if not wanted:
        return
    sure = [barcode for barcode in found if not _doubtful(barcode)]
    known = [barcode.position for barcode in sure]
    # A desk that has its own code needs no second one as much as the time; all else is looked for.
    in_haste = (
        bool(sure) and symbologies <= DESK and all(it.kind is not Kind.UNKNOWN for it in sure)
    )
    look = (QUICK_LOOK_PIXELS, QUICK_REGIONS) if in_haste else (MAX_LOOK_PIXELS, MAX_REGIONS)
    for region in bar_regions(grey, *look):
        if any(_within(region.middle, place) for place in known):
            continue
        bars = straightened(grey, region, FEW_ROWS if in_haste else MAX_ROWS)
        if bars is not None and (read := _voted(bars, wanted, in_haste=in_haste)) is not None:
            known.append(region.corners)
            yield read


def _doubtful(barcode: Barcode) -> bool:
    """Whether the bars are read once more: a part of an ITF is one too, and a stray line lies."""
    if barcode.symbology in MATRIX:
        return False
    return barcode.symbology is Symbology.ITF or _tall(_box(barcode.position)) <= STRAY_PX


def _voted(bars: Straight, symbologies: frozenset[Symbology], *, in_haste: bool) -> Barcode | None:
    """What enough of the pictures of one place say, with ever more blur taken out."""
    votes: Counter[tuple[Symbology, str]] = Counter()
    for blur_px, noise in SHARPNESS[: QUICK_SHARPNESS if in_haste else None]:
        for line in bars.lines(blur_px, noise):
            read = next(by_zxing_on_line(line, symbologies), None)
            if read is None:
                break
            votes[read.symbology, read.value] += 1
            if votes[read.symbology, read.value] >= _needed(read):
                return _moved(read, bars.region.corners)
    return None


def _needed(read: Barcode) -> int:
    if read.kind is not Kind.UNKNOWN:
        return 1
    return _FRAGILE_VOTES if read.symbology in _FRAGILE else _VOTES


_Box = tuple[float, float, float, float]
_Attempt = Callable[[Image, frozenset[Symbology]], Iterable[Barcode]]


def _smoothed(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    """Without noise, and with what contrast there is spread over the whole range."""
    smooth = cv2.GaussianBlur(grey, (0, 0), NOISE_SIGMA_PX)
    spread = cv2.normalize(smooth, smooth, 0, 255, cv2.NORM_MINMAX)
    return by_zxing(np.asarray(spread, np.uint8), symbologies, thorough=False)


def _any_way(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    small, factor = _reduced(grey)
    return _all_scaled(by_zxing(small, symbologies, thorough=True), factor)


def _by_zbar(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    small, factor = _reduced(grey)
    return _all_scaled(by_zbar(small, symbologies), factor)


def _by_zbar_smoothed(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    smooth = np.asarray(cv2.GaussianBlur(grey, (0, 0), NOISE_SIGMA_PX), np.uint8)
    return _by_zbar(smooth, symbologies)


def _sharpened_spots(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    wanted = symbologies & MATRIX
    for left, top, spot in busy_spots(grey) if wanted else ():
        for clear in sharpened(spot):
            if found := list(by_zxing(clear, wanted, thorough=False)):
                yield from _all_scaled(found, 1 / TIMES, (left, top))
                break


def _dearer(grey: Image) -> tuple[_Attempt, ...]:
    """What is tried while nothing is found; noise decides on what zbar sees."""
    zbar = _by_zbar_smoothed if _noise(grey) > NOISY else _by_zbar
    return (_smoothed, _sharpened_spots, zbar, _any_way)


def _noise(grey: Image) -> float:
    """The usual difference of a pixel from those beside it, in levels; edges are not usual."""
    some = grey[:: max(1, grey.shape[0] // 100)].astype(np.int16)
    bow = np.abs(2 * some[:, 1:-1] - some[:, :-2] - some[:, 2:])
    return float(np.median(bow))


def _reduced(grey: Image) -> tuple[Image, float]:
    """A copy that dear ways can afford, and by how much its places must be multiplied."""
    if grey.size < LARGE_PICTURE_PIXELS:
        return grey, 1.0
    times = max(2, math.ceil(math.sqrt(grey.size / HUGE_PICTURE_PIXELS) * 2))
    small = cv2.resize(grey, None, fx=1 / times, fy=1 / times, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), float(times)


def _all_scaled(
    found: Iterable[Barcode], factor: float, start: tuple[int, int] = (0, 0)
) -> Iterator[Barcode]:
    for barcode in found:
        a, b, c, d = ((x * factor + start[0], y * factor + start[1]) for x, y in barcode.position)
        yield _moved(barcode, (a, b, c, d))


def _moved(barcode: Barcode, place: Quad) -> Barcode:
    return Barcode(barcode.kind, barcode.value, barcode.symbology, barcode.engine, place)


def _within(point: tuple[float, float], place: Quad) -> bool:
    corners = np.array(place, np.float32)
    return bool(cv2.pointPolygonTest(corners, point, measureDist=False) >= 0)


def _whole(found: Sequence[Barcode]) -> Iterator[Barcode]:
    """Without what a stray line made of bars that many lines read otherwise.

    A line that leaves its bars slantwise reads as a shorter ITF, and one along their ragged end as
    another number.
    """
    for barcode in found:
        if not any(_is_stray(barcode, other) for other in found):
            yield barcode


def _is_stray(barcode: Barcode, other: Barcode) -> bool:
    if barcode.symbology in MATRIX or other.symbology in MATRIX or barcode.value == other.value:
        return False
    if barcode.symbology is other.symbology is Symbology.ITF and barcode.value in other.value:
        return True
    mine, theirs = _box(barcode.position), _box(other.position)
    tall, other_tall = _tall(mine), _tall(theirs)
    return tall <= STRAY_PX and other_tall > 3 * tall and _beside(mine, theirs, other_tall)


def _beside(mine: _Box, theirs: _Box, reach: float) -> bool:
    """Whether the middle of one lies in the other, or no farther off than that is tall."""
    x, y = (mine[0] + mine[1]) / 2, (mine[2] + mine[3]) / 2
    return theirs[0] - reach < x < theirs[1] + reach and theirs[2] - reach < y < theirs[3] + reach


def _tall(box: _Box) -> float:
    return min(box[1] - box[0], box[3] - box[2])


def _box(place: Quad) -> _Box:
    xs, ys = zip(*place, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def _distinct(found: Iterable[Barcode]) -> tuple[Barcode, ...]:
    kept: dict[tuple[Symbology, str], Barcode] = {}
    for barcode in found:
        kept.setdefault((barcode.symbology, barcode.value), barcode)
    return tuple(kept.values())[:MAX_SYMBOLS]
