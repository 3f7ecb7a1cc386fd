"""Barcodes in pictures, as cleaned text of known kind.

The cheapest way comes first, and a dearer one only while nothing is found: the picture as it is,
its bars straightened and sharpened, then copies that take away noise, size or darkness. What the
dearer ways read of a symbology without a good check of its own must be read more than once.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from scanning.bars import SHARPNESS, Straight, straightened
from scanning.edges import MAX_REGIONS, Region, bar_regions
from scanning.engines import MATRIX, by_zbar, by_zxing, by_zxing_on_line, repaired
from scanning.fitted import fitted
from scanning.kinds import classify
from scanning.opencv import Image, cv2
from scanning.picture import load_picture
from scanning.spots import TIMES, busy_spots, sharpened
from scanning.values import Barcode, Engine, Kind, Quad, Symbology

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
LARGE_PICTURE_PIXELS = 700_000
"""From here on the dear ways work on a copy of half the size."""
HUGE_PICTURE_PIXELS = 5_000_000
CLOSE_UP = 0.4
"""Of the picture's longer side: beside a code that is so large there is no room for another."""
SMALL_PICTURE_PIXELS = 400_000
"""Up to here a picture is enlarged, and its local contrast spread, when nothing else helps."""
SOFT_SIGMA_PX, SHARPER = 3.0, 2.0
"""How an enlarged picture is sharpened: what a blur of this width takes off is added so often."""
EVENED_LIMIT, EVENED_TILES = 3.0, (8, 8)
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
_HALVES = frozenset({Symbology.UPC_E, Symbology.EAN_8})
_WHOLES = frozenset({Symbology.EAN_13, Symbology.UPC_A})
"""Half of one of these, where the rest is hidden, reads as one of those."""
LOOK_PX = 24
"""How far along its bars a code of few lines is looked at again."""
ITF_ENDS, ITF_DIGIT = 9, 8
"""About so many modules make its ends and each of its digits."""
STRAY_PX = 8
"""Fewer lines than so many pixels have may have read something that is not there."""
MAX_CLOSER, AROUND = 2, 0.15
"""Places of a picture whose unread bars are looked at most closely, and what is cut out with them:
so much of their size.
"""
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
    if quick:
        return _distinct(_whole([it for it in found if not (_fragile(it) and _thin(it))]))
    if _looks_on(grey, symbologies, found):
        unread: list[Straight] = []
        found = _sure(grey, found, list(_from_bars(grey, symbologies, found, unread)))
        for attempt in () if found else _dearer(grey, unread):
            if found := _sure(grey, list(attempt(grey, symbologies)), ()):
                break
    return _distinct(_whole(found))


def _sure(grey: Image, found: Sequence[Barcode], voted: Sequence[Barcode]) -> list[Barcode]:
    """Without what a stray line or a torn end may have made, if the bars do not say it too."""
    said = {(barcode.symbology, barcode.value) for barcode in voted}
    sure = [
        barcode
        for barcode in found
        if not (_fragile(barcode) and _doubtful(barcode))
        or (barcode.symbology, barcode.value) in said
        or _again(grey, barcode)
    ]
    return [*sure, *voted]


def _again(grey: Image, barcode: Barcode) -> bool:
    """Whether the bars at the place of a code, upright, say the same."""
    corners = np.array(barcode.position, np.float64)
    across, along = corners[1] - corners[0], corners[3] - corners[0]
    x, y = (float(side) for side in corners.mean(axis=0))
    tall = max(float(np.hypot(*along)), LOOK_PX)
    angle = math.atan2(float(across[1]), float(across[0]))
    bars = straightened(grey, Region((x, y), angle, float(np.hypot(*across)), tall))
    read = _voted(bars, frozenset({barcode.symbology})) if bars is not None else None
    return read is not None and read.value == barcode.value


def _fragile(barcode: Barcode) -> bool:
    return barcode.symbology in _FRAGILE and barcode.kind is Kind.UNKNOWN


def _thin(barcode: Barcode) -> bool:
    """Of some codes only a few lines are told, and some are only a few lines."""
    return _tall(_box(barcode.position)) <= STRAY_PX


def _grey(image: Image) -> Image:
    if image.ndim == 2:  # noqa: PLR2004 - grey already
        return np.ascontiguousarray(image)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


def _from_bars(
    grey: Image,
    symbologies: frozenset[Symbology],
    found: Sequence[Barcode],
    unread: list[Straight],
) -> Iterator[Barcode]:
    """What the straightened bars say that nothing has read yet, or that was read in part.

    `unread` takes up the bars that say nothing.
    """
    wanted = symbologies - _UPRIGHT_ONLY
    known = [barcode.position for barcode in found if not _doubtful(barcode)]
    limit = MAX_REGIONS + 2 * len(found)
    for region in bar_regions(grey, limit=limit) if wanted else ():
        if any(_same_place(region, place) for place in known):
            continue
        bars = straightened(grey, region)
        if bars is None:
            continue
        if (read := _voted(bars, wanted)) is None:
            unread.append(bars)
        else:
            known.append(region.corners)
            yield read


def _looks_on(grey: Image, symbologies: frozenset[Symbology], found: Sequence[Barcode]) -> bool:
    """Whether bars are looked for beside what was read at once.

    A desk that has its own code needs no second one as much as the time.
    """
    sure = [barcode for barcode in found if not _doubtful(barcode)]
    if len(sure) < len(found) or not found:
        return True
    if symbologies <= DESK and any(barcode.kind is not Kind.UNKNOWN for barcode in sure):
        return False
    return all(_wide(_box(barcode.position)) < CLOSE_UP * max(grey.shape) for barcode in sure)


def _same_place(region: Region, place: Quad) -> bool:
    """Whether a code that was read is these bars; of some codes only a few lines are told."""
    x, y = (sum(side) / len(place) for side in zip(*place, strict=True))
    return _within(region.middle, place) or _within((x, y), region.corners)


def _doubtful(barcode: Barcode) -> bool:
    """Whether the bars are read once more: a part of an ITF is one too, and a stray line lies."""
    if barcode.symbology in MATRIX:
        return False
    return barcode.symbology is Symbology.ITF or _thin(barcode)


def _voted(bars: Straight, symbologies: frozenset[Symbology]) -> Barcode | None:
    """What enough of the pictures of one place say, with ever more blur taken out."""
    votes: Counter[tuple[Symbology, str]] = Counter()
    ways = chain([(bars, SHARPNESS)], ((other, SHARPNESS[:2]) for other in bars.otherwise()))
    for part, sharpness in ways:
        for blur_px, noise in sharpness:
            for line in part.lines(blur_px, noise):
                read = next(by_zxing_on_line(line, symbologies), None)
                if read is None or not _free(read, part):
                    break
                votes[read.symbology, read.value] += 1
                if votes[read.symbology, read.value] >= _needed(read):
                    return _moved(read, bars.region.corners)
    return None


def _free(read: Barcode, bars: Straight) -> bool:
    """Every part of an ITF is one: it is whole only with white on both sides."""
    if read.symbology is not Symbology.ITF:
        return True
    return bars.stands_free(read.position, ITF_ENDS + ITF_DIGIT * len(read.value))


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
    """Noise is what zbar fails by, and blur is not."""
    if _noise(grey) > NOISY:
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), NOISE_SIGMA_PX), np.uint8)
    return by_zbar(grey, symbologies)


def _unread_by_zbar(unread: Sequence[Straight]) -> _Attempt:
    """Where bars are that say nothing: looking at all of a large picture costs too much."""

    def attempt(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
        for bars in unread[:MAX_CLOSER]:
            left, top, part = _around(grey, bars.region.corners)
            if min(part.shape) < MIN_SIDE_PX:
                continue
            small, factor = _reduced(part)
            found = list(_by_zbar(small, symbologies - MATRIX))
            yield from _all_scaled(found, factor, (left, top))
            if found:
                return

    return attempt


def _around(grey: Image, place: Quad) -> tuple[int, int, Image]:
    low_x, high_x, low_y, high_y = (int(side) for side in _box(place))
    wide = int(AROUND * max(high_x - low_x, high_y - low_y))
    left, top = max(0, low_x - wide), max(0, low_y - wide)
    part = grey[top : high_y + wide, left : high_x + wide]
    return left, top, np.ascontiguousarray(part)


def _sharpened_spots(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    wanted = symbologies & MATRIX
    for left, top, spot in busy_spots(grey) if wanted else ():
        for clear in sharpened(spot):
            if found := list(by_zxing(clear, wanted, thorough=False)):
                yield from _all_scaled(found, 1 / TIMES, (left, top))
                break


def _enlarged(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    """Twice as large as it is and with sharp edges, of which small soft codes have none."""
    large = cv2.resize(grey, None, fx=TIMES, fy=TIMES, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(large, (0, 0), SOFT_SIGMA_PX)
    sharp = cv2.addWeighted(large, 1 + SHARPER, soft, -SHARPER, 0)
    for picture in (large, sharp):
        found = list(by_zxing(np.asarray(picture, np.uint8), symbologies, thorough=False))
        yield from _all_scaled(found, 1 / TIMES)
        if found:
            return


def _evened(grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
    """With the contrast of each part of the picture spread by itself, against glare."""
    even = cv2.createCLAHE(EVENED_LIMIT, EVENED_TILES).apply(grey)
    return by_zxing(np.asarray(even, np.uint8), symbologies, thorough=False)


def _fitted(unread: Sequence[Straight]) -> _Attempt:
    """What explains bars best that flow together; those that are likeliest a code come first."""

    def attempt(_grey: Image, symbologies: frozenset[Symbology]) -> Iterator[Barcode]:
        for bars in unread[:MAX_CLOSER]:
            if (read := fitted(bars, symbologies)) is not None:
                symbology, value = read
                corners = bars.region.corners
                yield Barcode(classify(value), value, symbology, Engine.FIT, corners)
                return

    return attempt


def _dearer(grey: Image, unread: Sequence[Straight]) -> tuple[_Attempt, ...]:
    """What is tried while nothing is found, in the order of codes read in a second of its time."""
    fits = _fitted(unread)
    if grey.size > SMALL_PICTURE_PIXELS:
        return (_smoothed, _any_way, fits, _unread_by_zbar(unread), _sharpened_spots)
    return (_evened, _smoothed, _by_zbar, _enlarged, _any_way, fits, _sharpened_spots)


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
    if barcode.symbology in _HALVES and other.symbology in _WHOLES:
        return _beside(mine, theirs, _wide(theirs) / 2)
    tall, other_tall = _tall(mine), _tall(theirs)
    return tall <= STRAY_PX and other_tall > 3 * tall and _beside(mine, theirs, other_tall)


def _beside(mine: _Box, theirs: _Box, reach: float) -> bool:
    """Whether the middle of one lies in the other, or no farther off than that is tall."""
    x, y = (mine[0] + mine[1]) / 2, (mine[2] + mine[3]) / 2
    return theirs[0] - reach < x < theirs[1] + reach and theirs[2] - reach < y < theirs[3] + reach


def _wide(box: _Box) -> float:
    return max(box[1] - box[0], box[3] - box[2])


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
