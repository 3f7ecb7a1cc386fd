"""How light falls on a page, and the page as if it fell evenly; print is left as it is.

Only bare paper tells how the light falls. A stamp, a portrait or a tinted card is no shadow: under
them the light is taken from the paper around. A deep shadow comes gradually, print does not.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

PAPER_WHITE = 250.0
"""Level that evened paper is brought to where it has no grain."""
GRAIN_WHITE, MOST_WHITE = 3.0, 258.0
"""Standard deviations of its grain by which paper is brought higher, and the bound of it.

What is above white is cut off, and the grain with it; pencil is darker than any grain and stays.
"""
LIGHT_SCALE = 8
"""Paper is looked for on a copy at least this many times smaller."""
LIGHT_SIDE_PX = 180
"""Long side of that copy at most: a line of writing is then two pixels tall."""
SAMPLES = 3
"""Pixels of the page, each way, that make one of the copy: more would tell no more."""
ROWS_ALIKE = 4
"""Rows of the page that one row of light is told for: it changes far more slowly."""
SHADOW = 0.72
"""Of the light around: darker ground is a picture, not paper in shadow."""
DEEP_SHADOW, SOFT = 0.3, 0.2
"""A shadow may be so deep where light changes by less than this share from place to place."""
GLINT = 1.15
TINT = 0.035
"""Difference between two colours' light from which ground is tinted and not bare paper."""
SHADOW_TINT = 0.1
"""How much more it may be in a full shadow, into which only another lamp's light falls."""
BARE_SHARE = 0.03
"""Of the page: with less bare paper nothing is known about the light but its level."""

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_STROKES = np.ones((5, 5), np.uint8)
"""Covers the strokes and gaps of letters in the small copy."""
_AROUND = np.ones((3, 3), np.uint8)
_MEDIAN_PX = 5
_SMOOTH_PX = 2.0
_ROUNDS = 3
_BELOW_FIT = 0.93
_STEP = 2
_SURFACE_WEIGHT = 0.02
"""How much the overall light counts against paper near by; it decides where there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """What white paper would look like on a page: a row for each `ROWS_ALIKE` rows of it."""

    rows: Image
    white: float
    """Level that paper is brought to."""

    def even(self, strip: Image, first: int, page: Image) -> None:
        """Put a strip of rows into `page` from `first` on: paper near white, ink as it was."""
        assert first % ROWS_ALIKE == 0
        light = self.rows[first // ROWS_ALIKE :]
        for row in range(min(ROWS_ALIKE, len(strip))):
            some = strip[row::ROWS_ALIKE]
            into = page[first + row : first + len(strip) : ROWS_ALIKE]
            cv2.divide(some, light[: len(some)], into, self.white)


def sample_size(width: int, height: int) -> tuple[int, int]:
    """Size of the copy of a page that is enough to tell its light."""
    scale = max(LIGHT_SCALE, max(width, height) / LIGHT_SIDE_PX) / SAMPLES
    return max(1, int(width / scale)), max(1, int(height / scale))


def light_on(sample: Image, size: tuple[int, int]) -> Light:
    """The light on a page of `size`, width and height, of which `sample` is a copy."""
    grey = sample.ndim == 2  # noqa: PLR2004 - no colours
    coloured = cv2.cvtColor(sample, cv2.COLOR_GRAY2BGR) if grey else sample
    ground = _ground(np.asarray(coloured, np.uint8))
    light, paper = _light(ground)
    plane = np.clip(np.round(light), 1, 255).astype(np.uint8)
    if grey:
        plane = np.ascontiguousarray(plane[:, :, 1])
    size = (size[0], -(-size[1] // ROWS_ALIKE))
    rows = np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    return Light(rows, _white(sample, paper) if paper else PAPER_WHITE)


def _light(ground: Floats) -> tuple[Floats, float]:
    """The light at each place of the small copy, and the level of bare paper; 0 without any."""
    surface = _surface(ground)
    ratio = ground / surface
    bare = _bare(ratio)
    if bare.mean() < BARE_SHARE:
        return surface, 0.0
    seen = bare.astype(np.float32)
    near = cv2.GaussianBlur(ratio * seen[:, :, None], (0, 0), _SMOOTH_PX)
    share = np.asarray(cv2.GaussianBlur(seen, (0, 0), _SMOOTH_PX))[:, :, None]
    local = (near.reshape(ratio.shape) + _SURFACE_WEIGHT) / (share + _SURFACE_WEIGHT)
    # Paper is never brighter than the light on it.
    local = np.maximum(local, np.where(_neutral(ratio)[:, :, None], ratio, 0))
    return surface * local, float(np.median(ground[bare]))


def _white(sample: Image, level: float) -> float:
    """What paper of this level is brought to, so that its grain does not show."""
    some = sample[::3, ::3]
    some = np.ascontiguousarray(some[:, :, 1] if some.ndim == 3 else some)  # noqa: PLR2004
    steps = np.bincount(np.abs(np.diff(some.astype(np.int16))).ravel(), minlength=1)
    share = np.cumsum(steps) / max(1, steps.sum())
    # Steps are whole levels; how many lie below tells the middle one more finely.
    grain = np.interp(0.5, [0, *share], [0, *np.arange(len(share)) + 0.5])
    return float(min(PAPER_WHITE * (1 + GRAIN_WHITE * grain / max(level, 1.0)), MOST_WHITE))


def _ground(sample: Image) -> Floats:
    """What lies under the writing, in a still smaller copy."""
    small = _shrunk(sample, SAMPLES)
    closed = np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, _STROKES), np.uint8)
    return np.asarray(cv2.medianBlur(_shrunk(closed, 2), _MEDIAN_PX), np.float32)


def _shrunk(picture: Image, times: int) -> Image:
    height, width = picture.shape[:2]
    size = (max(1, width // times), max(1, height // times))
    # OpenCV averages whole pixels several times faster than parts of them.
    whole = picture[: size[1] * times, : size[0] * times]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)


def _bare(ratio: Floats) -> Mask:
    """Where the ground is paper in this light or in a shadow, and nothing lies on it."""
    high, low = _range(ratio)
    change = np.asarray(cv2.dilate(high, _AROUND)) - np.asarray(cv2.erode(high, _AROUND))
    soft, tint = (high < GLINT) & (change < SOFT), high - low
    bare = soft & (low > SHADOW) & (tint < TINT)
    shaded = soft & (low > DEEP_SHADOW) & (tint < TINT + SHADOW_TINT * (1 - high))
    # A shadow is reached from bare paper without a step.
    _, labels = cv2.connectedComponents(shaded.astype(np.uint8), connectivity=4)
    reached = np.zeros(int(np.max(labels)) + 1, np.bool_)
    reached[np.asarray(labels)[bare & shaded]] = True
    return np.asarray(bare | (shaded & reached[np.asarray(labels)]), np.bool_)


def _neutral(ratio: Floats) -> Mask:
    high, low = _range(ratio)
    return np.asarray(high - low < TINT * high, np.bool_)


def _range(ratio: Floats) -> tuple[Floats, Floats]:
    blue, green, red = cv2.split(ratio)
    high, low = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    return np.asarray(high, np.float32), np.asarray(low, np.float32)


def _surface(ground: Floats) -> Floats:
    """The light over the whole page as a curved plane through its brighter parts."""
    height, width = ground.shape[:2]
    y, x = np.linspace(-1, 1, height)[:, None, None], np.linspace(-1, 1, width)[None, :, None]
    some = ground[::_STEP, ::_STEP].astype(np.float64)
    known, levels = _terms(y[::_STEP], x[:, ::_STEP]), some.reshape(-1, 3)
    grey = levels @ np.full(3, 1 / 3)
    kept = grey >= np.median(grey)
    for _ in range(_ROUNDS):
        # Weights of one and nothing: picking rows out takes longer than counting them all.
        terms = known * kept[:, None]
        _, fit = cv2.solve(terms.T @ known, terms.T @ levels, flags=cv2.DECOMP_SVD)
        blue, green, red = (levels / np.maximum(known @ fit, 1)).T
        tint = np.maximum(np.maximum(blue, green), red) - np.minimum(np.minimum(blue, green), red)
        kept = (blue + green + red > 3 * _BELOW_FIT) & (tint < TINT)
        if np.count_nonzero(kept) < len(grey) * BARE_SHARE:
            break
    rows, slopes = fit[0] + fit[2] * y + fit[4] * y * y, fit[1] + fit[5] * y
    surface = rows + slopes * x + fit[3] * x * x
    return np.asarray(np.maximum(surface, float(grey.max()) / 4 + 1), np.float32)


def _terms(y: Doubles, x: Doubles) -> Doubles:
    """1, x, y, x², y², xy at each place, from -1 to 1 across the page."""
    terms = np.empty((len(y), x.shape[1], 6))
    for place, term in enumerate((np.ones((1, 1, 1)), x, y, x * x, y * y, x * y)):
        terms[:, :, place : place + 1] = term
    return terms.reshape(-1, 6)
