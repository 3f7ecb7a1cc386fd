"""Find the page in a picture.

Candidates come from a small copy (`candidates`, `lines`), their sides are fitted (`sides`) and
judged (`judging`), and the likeliest is fitted again on the full picture. A page that cannot be
seen is answered with None, never with a guess of the whole frame.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanning.candidates import candidate_pages
from scanning.judging import convex, edges_of, features_of, likeliest, overlaps_of, scores_of
from scanning.lines import line_quads
from scanning.opencv import Image, cv2
from scanning.sides import Fit, fit_sides
from scanning.values import Outline, Quad

LIVE_SIDE_PX, WORKING_SIDE_PX = 400, 480
"""Long side of the small copy in which candidates are looked for, at a glance and with care."""
LEAST_SIDE_PX = 24
"""Short side of the small copy: a narrower strip is no picture of a page."""
ACCEPTED_SCORE = 0.2
SURE_SCORE = 0.8
"""Below it the officer is asked to check the corners."""
GLANCE_IS_ENOUGH = 0.97
"""A glance that is so sure is not followed by a longer look."""
LARGE_SHARE = 0.12
"""Of the picture: beside a smaller sheet there may lie a larger one that a glance passes over."""

Floats = npt.NDArray[np.float32]

_SMALL_REACH_PX = 6.0
_FULL_REACH = 1.6
"""Pixels of the small copy within which the full picture is searched."""
_FAINT_STEP, _NOISE_FACTOR, _MAX_FULL_STEP = 7.0, 2.5, 40.0
_CLOSED = np.ones((7, 7), np.uint8)
"""Covers letters, ruled lines and the veins of stone in the small copy."""
MANY_TIMES = 7
"""A picture so much larger than its small copy is read at every other pixel only."""


def find_page(image: Image, *, live: bool = False) -> Outline | None:
    """The outline of the page that lies in `image`, in its pixels; None where none is seen.

    `live` gives the first glance, for which a frame of a film has time.
    """
    if min(image.shape[:2]) * min(1.0, LIVE_SIDE_PX / max(image.shape[:2])) < LEAST_SIDE_PX:
        return None
    found = _glance(image)
    if not live and (found is None or not found.plain):
        found = _long_look(image)
    if found is None or found.score < ACCEPTED_SCORE:
        return None
    corners = _sharpened(image, found.corners, found.scale, found.full)
    return Outline(_quad(corners), round(min(1.0, found.score), 3))


def _small_view(image: Image, scale: float) -> Image:
    """A small copy without the finest noise, which edges would otherwise be found in."""
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    if image.shape[1] > MANY_TIMES * size[0]:
        half = (image.shape[1] // 2, image.shape[0] // 2)
        image = np.asarray(cv2.resize(image, half, interpolation=cv2.INTER_NEAREST), np.uint8)
    while image.shape[1] > 3 * size[0]:
        # A plain LINEAR steps over most pixels when it shrinks more than twice.
        half = (image.shape[1] // 2, image.shape[0] // 2)
        image = np.asarray(cv2.resize(image, half, interpolation=cv2.INTER_LINEAR), np.uint8)
    small = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.GaussianBlur(small, (3, 3), 0), np.uint8)


def _full_step(view: Image) -> float:
    """The step that makes an edge fully seen: a few times what the picture has everywhere."""
    green = view[::3, ::3, 1].astype(np.int16)
    usual = float(np.median(np.abs(green[:, 1:] - green[:, :-1])))
    return min(_FAINT_STEP + _NOISE_FACTOR * usual, _MAX_FULL_STEP)


@dataclass(frozen=True, slots=True)
class _Found:
    """The likeliest page of a small copy, in its pixels."""

    corners: Floats
    score: float
    share: float
    scale: float
    full: float

    @property
    def plain(self) -> bool:
        return self.score >= GLANCE_IS_ENOUGH and self.share >= LARGE_SHARE


def candidates_with_features(image: Image, *, live: bool = False) -> tuple[Floats, Floats]:
    """Every candidate in the picture's pixels, and what `judging` sees of it: to learn from."""
    view, quads, scale = _live_candidates(image) if live else _candidates(image)
    fit, features, _ = _seen(view, quads)
    return (fit.quads + np.float32(0.5)) / np.float32(scale) - np.float32(0.5), features


def _glance(image: Image) -> _Found | None:
    return _likeliest(*_live_candidates(image))


def _long_look(image: Image) -> _Found | None:
    return _likeliest(*_candidates(image))


def _live_candidates(image: Image) -> tuple[Image, Floats, float]:
    scale = min(1.0, LIVE_SIDE_PX / max(image.shape[:2]))
    view = _small_view(image, scale)
    return view, candidate_pages(view), scale


def _candidates(image: Image) -> tuple[Image, Floats, float]:
    scale = min(1.0, WORKING_SIDE_PX / max(image.shape[:2]))
    view = _small_view(image, scale)
    return view, np.concatenate([candidate_pages(view), line_quads([_without_print(view)])]), scale


def _seen(view: Image, quads: Floats) -> tuple[Fit, Floats, Floats]:
    """Quadrilaterals fitted, what is seen of them, and how far they overlap."""
    full = _full_step(view)
    fit = fit_sides(view, quads, reach_px=_SMALL_REACH_PX, step_px=1, full=full)
    fit = fit.only(convex(fit.quads))
    overlaps = overlaps_of(fit.quads, view)
    return fit, features_of(view, fit, full, overlaps), overlaps


def _likeliest(view: Image, quads: Floats, scale: float) -> _Found | None:
    if not len(quads):
        return None
    fit, features, overlaps = _seen(view, quads)
    if not len(fit.quads):
        return None
    sure, best = likeliest(scores_of(features), overlaps, edges_of(features))
    corners = fit.quads[best]
    share = float(cv2.contourArea(corners)) / (view.shape[0] * view.shape[1])
    return _Found(corners, sure, share, scale, _full_step(view))


def _without_print(view: Image) -> Image:
    """Grey, dark strokes closed, faint steps raised to what strong ones are."""
    closed = cv2.morphologyEx(view, cv2.MORPH_CLOSE, _CLOSED)
    grey = cv2.cvtColor(closed, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.createCLAHE(4.0, (4, 4)).apply(grey), np.uint8)


def _sharpened(image: Image, corners: Floats, scale: float, full: float) -> Floats:
    """Corners found in the small copy, fitted again on the full picture."""
    # A pixel's centre is at half of it: (x + 0.5) scales, x does not.
    placed = (corners[None] + np.float32(0.5)) / np.float32(scale) - np.float32(0.5)
    if scale == 1:
        return np.asarray(placed[0], np.float32)
    step_px = max(1.0, 0.25 / scale)
    fit = fit_sides(image, placed, reach_px=_FULL_REACH / scale, step_px=step_px, full=full)
    return np.asarray(fit.quads[0], np.float32)


def _quad(corners: Floats) -> Quad:
    a, b, c, d = ((round(float(x), 2), round(float(y), 2)) for x, y in corners)
    return a, b, c, d
