"""Even the light on a flat page, and leave what is printed on it as it is.

Only bare paper tells how the light falls. A stamp, a portrait or a tinted card is no shadow: under
them the light is taken from the paper around.
"""

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

PAPER_WHITE = 244
"""Level that evened paper is brought to; full white would lose faint pencil."""
LIGHT_SCALE = 8
"""The light is measured on a copy at least this many times smaller."""
LIGHT_SIDE_PX = 180
"""Long side of that copy at most: a line of writing is then two pixels tall."""
SHADOW = 0.72
"""Of the light around: darker ground is a picture, not paper in shadow."""
GLINT = 1.15
TINT = 0.035
"""Difference between two colours' light from which ground is tinted and not bare paper."""
BARE_SHARE = 0.03
"""Of the page: with less bare paper nothing is known about the light but its level."""

Floats = npt.NDArray[np.float32]

_STROKES = np.ones((5, 5), np.uint8)
"""Covers the strokes and gaps of letters in the small copy."""
_MEDIAN_PX = 9
_SMOOTH_PX = 4.0
_ROUNDS = 3
_BELOW_FIT = 0.93
_STEP = 3
_SURFACE_WEIGHT = 0.02
"""How much the overall light counts against paper near by; it decides where there is none."""


def even_light(page: Image) -> Image:
    """`page` as if the lamp stood above all of it: paper near white, ink as it was."""
    height, width = page.shape[:2]
    scale = max(LIGHT_SCALE, max(width, height) / LIGHT_SIDE_PX)
    size = (max(1, int(width / scale)), max(1, int(height / scale)))
    # Every other pixel tells as much about the light.
    half = (width // 2, height // 2)
    some = page if scale == LIGHT_SCALE else cv2.resize(page, half, interpolation=cv2.INTER_NEAREST)
    ground = cv2.resize(some, size, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.morphologyEx(ground, cv2.MORPH_CLOSE, _STROKES), _MEDIAN_PX)
    light = _light(np.asarray(ground, np.float32))
    spread = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(page, spread, scale=PAPER_WHITE), np.uint8)


def _light(ground: Floats) -> Image:
    """What white paper would look like at each place, from where paper is bare."""
    surface = _surface(ground)
    ratio = ground / surface
    bare = _bare(ratio)
    if bare.mean() < BARE_SHARE:
        return np.asarray(np.clip(surface, 1, 255), np.uint8)
    near = cv2.GaussianBlur(ratio * bare[:, :, None], (0, 0), _SMOOTH_PX)
    share = cv2.GaussianBlur(bare, (0, 0), _SMOOTH_PX)[:, :, None]
    local = (near + _SURFACE_WEIGHT) / (share + _SURFACE_WEIGHT)
    return np.asarray(np.clip(np.round(surface * local), 1, 255), np.uint8)


def _bare(ratio: Floats) -> Floats:
    """1 where the ground is paper in this light or in a shadow, 0 where something lies on it."""
    high, low = ratio.max(axis=2), ratio.min(axis=2)
    return np.asarray((low > SHADOW) & (high < GLINT) & (high - low < TINT), np.float32)


def _surface(ground: Floats) -> Floats:
    """The light over the whole page as a curved plane through its brighter parts."""
    height, width = ground.shape[:2]
    terms = _terms(height, width)
    some = np.s_[::_STEP, ::_STEP]
    known, levels = terms[some].reshape(-1, 6), ground[some].reshape(-1, 3)
    grey = levels.mean(axis=1)
    kept = grey >= np.median(grey)
    for _ in range(_ROUNDS):
        fit, *_ = np.linalg.lstsq(known[kept], levels[kept], rcond=None)
        ratio = levels / np.maximum(known @ fit, 1)
        tint = ratio.max(axis=1) - ratio.min(axis=1)
        kept = (ratio.mean(axis=1) > _BELOW_FIT) & (tint < TINT)
        if kept.sum() < len(grey) * BARE_SHARE:
            break
    surface = np.asarray(terms @ fit, np.float32)
    return np.asarray(np.maximum(surface, float(grey.max()) / 4 + 1), np.float32)


def _terms(height: int, width: int) -> Floats:
    """1, x, y, x², y², xy at each place, from -1 to 1 across the page."""
    y, x = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    return np.asarray(np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], axis=2), np.float32)
