"""What hands-free capture looks at: a small grey copy of a frame, and where its sheet lies.

Light is told from movement: a lamp that flickers and a camera that sets its exposure change all of
the picture alike, a hand changes a part of it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2
from scanning.values import Outline, Quad

LONG_SIDE_PX = 480
"""Of the copy in which sheets are compared: text lines of A4 are still apart."""
MOTION_SHRINK = 3
"""The copy in which movement is looked for is so many times smaller again: noise averages out."""
MARGIN = 0.08
"""Of the sheet's size: what moves so near to it counts as on it."""
LEVELS_MOVED = (9.0, 24.0)
"""Change of level, light apart, that is no noise: of a good camera, and of the poorest."""
NOISE_FACTOR = 5.0
SHARE_MOVED = 0.004
"""Of the pixels looked at: a finger tip."""
CORNER_MOVED = 0.015
"""Of the copy's long side."""
GAIN_RANGE = (0.5, 2.0)
LEAST_SPREAD = 6.0
"""Standard deviation of levels below which a picture does not tell how its light changed."""

Grey = npt.NDArray[np.uint8]
_Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """`grey` and `tiny` are small copies of one frame, `corners` the sheet's place in `grey`.

    `handled` says that a finger was found on the sheet.
    """

    grey: Grey
    tiny: Grey
    corners: Quad | None
    handled: bool = False


def glimpse(image: Image, outline: Outline | None, *, handled: bool = False) -> Glimpse:
    """Takes well under a millisecond at 1080p."""
    height, width = image.shape[:2]
    scale = min(1.0, LONG_SIDE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # Every second pixel first: averaging over all of them takes far longer and shows no more.
    near = (min(width, 2 * size[0]), min(height, 2 * size[1]))
    picked = cv2.resize(image, near, interpolation=cv2.INTER_NEAREST)
    small = cv2.resize(picked, size, interpolation=cv2.INTER_AREA)
    grey = np.asarray(small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_BGR2GRAY))  # noqa: PLR2004 - a grey picture has no third axis
    tiny = (max(1, size[0] // MOTION_SHRINK), max(1, size[1] // MOTION_SHRINK))
    return Glimpse(
        grey=np.asarray(grey, np.uint8),
        tiny=np.asarray(cv2.resize(grey, tiny, interpolation=cv2.INTER_AREA), np.uint8),
        corners=_scaled(outline.corners, scale) if outline is not None else None,
        handled=handled,
    )


def moved(before: Glimpse, now: Glimpse) -> bool:
    """Whether something changed on the sheet of `before`, or anywhere where there was none."""
    if before.tiny.shape != now.tiny.shape:
        return True
    looked_at = _around(before)
    old = before.tiny[looked_at].astype(np.float32)
    new = now.tiny[looked_at].astype(np.float32)
    rest = np.abs(_unlike(old, new))
    noise = 1.4826 * float(np.median(rest))
    limit = min(max(NOISE_FACTOR * noise, LEVELS_MOVED[0]), LEVELS_MOVED[1])
    return float((rest > limit).mean()) > SHARE_MOVED


def shifted(before: Glimpse, now: Glimpse) -> bool:
    """Whether the outline lies elsewhere, or one of the two has none."""
    if before.corners is None or now.corners is None:
        return before.corners is not now.corners
    way = np.abs(np.array(before.corners) - np.array(now.corners)).max()
    return bool(way > CORNER_MOVED * max(before.grey.shape))


def _unlike(old: _Floats, new: _Floats) -> _Floats:
    """What is left of `new` when `old` in another light is taken off it."""
    rest, kept = new - old, np.ones(len(old), bool)
    for _ in range(2):
        a, b = old[kept], new[kept]
        spread = float(a.std())
        gain = 1.0
        if spread > LEAST_SPREAD:
            together = float(((a - a.mean()) * (b - b.mean())).mean())
            gain = min(max(together / spread**2, GAIN_RANGE[0]), GAIN_RANGE[1])
        rest = np.asarray(new - gain * old - float(np.median(b - gain * a)), np.float32)
        # A hand must not count for the light: what it covers is left out the second time.
        kept = np.abs(rest) <= max(2.5 * float(np.median(np.abs(rest))), 2.0)
    return rest


def _around(seen: Glimpse) -> npt.NDArray[np.bool_]:
    """The pixels of the sheet and a little around it, or all."""
    if seen.corners is None:
        return np.ones(seen.tiny.shape, bool)
    corners = np.array(seen.corners, np.float32) / MOTION_SHRINK
    middle = corners.mean(axis=0)
    wider = middle + (corners - middle) * (1 + 2 * MARGIN)
    inside = np.zeros(seen.tiny.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.round(wider).astype(np.int32), 1)
    return inside > 0 if inside.any() else np.ones(seen.tiny.shape, bool)


def _scaled(corners: Quad, scale: float) -> Quad:
    a, b, c, d = (((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5) for x, y in corners)
    return a, b, c, d
