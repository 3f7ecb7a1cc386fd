"""Find the page in a picture.

Candidates come from a small copy (`candidates`, `lines`), their sides are fitted (`sides`) and
judged (`judging`), and the likeliest is fitted again on the full picture. A page that cannot be
seen is answered with None, never with a guess of the whole frame.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scanning.candidates import candidate_pages, distinct, sheet_quads
from scanning.curls import uncurled
from scanning.judging import (
    AGREED,
    LEAST_DRAWN,
    WEIGHTS,
    agreement,
    convex,
    features_of,
    finer_of,
    inside_of,
    likeliest,
    overlaps_of,
    scores_of,
)
from scanning.lines import line_quads
from scanning.opencv import Image, cv2
from scanning.sheetness import GLANCE_PX, LOOK_PX, Sheetness, sheetness
from scanning.sides import Fit, fit_sides
from scanning.values import Outline, Quad

LIVE_SIDE_PX, WORKING_SIDE_PX = 320, 480
"""Long side of the small copy in which candidates are looked for, at a glance and with care."""
LEAST_SIDE_PX = 24
"""Short side of the small copy: a narrower strip is no picture of a page."""
ACCEPTED_SCORE = 0.2
SURE_SCORE = 0.8
"""Below it the officer is asked to check the corners."""
GLANCE_IS_ENOUGH = 0.97
"""A glance that is so sure is not followed by a longer look."""
AGREES, MOSTLY_AGREES, DRAWN = 0.9, 0.84, 0.9
"""Overlap of the glance's page with what the net sees, below which it may be a frame or a tile;
less will do where the net sees each of its sides."""
LARGE_SHARE = 0.12
"""Of the picture: beside a smaller sheet there may lie a larger one that a glance passes over."""

Floats = npt.NDArray[np.float32]

_SMALL_REACH_PX = 6.0
_FULL_REACH = 1.6
"""Pixels of the small copy within which the full picture is searched."""
_FAINT_STEP, _NOISE_FACTOR, _MAX_FULL_STEP = 7.0, 2.5, 40.0
_ROWS_TO_SPARE = 4
"""Rows of a picture for one of its small copy from which every other one may be left out."""
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
    look = _glance(image)
    found = _likeliest(look)
    if not live and (found is None or not found.plain or not found.agreed):
        look = _look(image)
        found = _likeliest(look)
        if found is None or not found.plain:
            look = _with_lines(look)
            found = _likeliest(look)
    if found is None or found.score < ACCEPTED_SCORE:
        return None
    bent = None if live else uncurled(look.view, found.corners, look.full)
    corners = _sharpened(image, found.corners, look) if bent is None else _placed(bent, look.scale)
    return Outline(_quad(corners), round(min(1.0, found.score), 3))


def _small_view(image: Image, scale: float, *, hasty: bool = False) -> Image:
    """A small copy without the finest noise, which edges would otherwise be found in.

    `hasty` reads every other row only: reading is what a large picture's copy takes its time for.
    """
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    if hasty and image.shape[0] > _ROWS_TO_SPARE * size[1]:
        image = image[::2]
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
class _Look:
    """A small copy of the picture, what the net sees of it, and what might be a page in it."""

    view: Image
    scale: float
    full: float
    net: Sheetness
    quads: Floats


@dataclass(frozen=True, slots=True)
class _Found:
    """The likeliest page of a look, in pixels of its small copy."""

    corners: Floats
    score: float
    share: float
    agreed: bool

    @property
    def plain(self) -> bool:
        return self.score >= GLANCE_IS_ENOUGH and self.share >= LARGE_SHARE


def candidates_with_features(image: Image, *, live: bool = False) -> tuple[Floats, Floats]:
    """Every candidate in the picture's pixels, and what `judging` sees of it: to learn from."""
    look = _glance(image) if live else _with_lines(_look(image))
    fit = _fitted(look)
    if fit is None:
        return np.empty((0, 4, 2), np.float32), np.empty((0, len(WEIGHTS)), np.float32)
    features, _ = _seen(look, fit)
    return _placed(fit.quads, look.scale), features


def _glance(image: Image) -> _Look:
    scale = min(1.0, LIVE_SIDE_PX / max(image.shape[:2]))
    view = _small_view(image, scale, hasty=True)
    net = sheetness(view, GLANCE_PX)
    quads = np.concatenate([sheet_quads(net), candidate_pages(view, hasty=True)])
    return _Look(view, scale, _full_step(view), net, distinct(quads, view))


def _look(image: Image) -> _Look:
    scale = min(1.0, WORKING_SIDE_PX / max(image.shape[:2]))
    view = _small_view(image, scale)
    net = sheetness(view, LOOK_PX)
    quads = np.concatenate([sheet_quads(net), candidate_pages(view)])
    return _Look(view, scale, _full_step(view), net, distinct(quads, view))


def _with_lines(look: _Look) -> _Look:
    """What is put together of straight lines comes last: it takes several times as long."""
    lines = line_quads([_without_print(look.view)])
    return replace(look, quads=distinct(np.concatenate([look.quads, lines]), look.view))


def _fitted(look: _Look) -> Fit | None:
    """Its quadrilaterals with their sides fitted; those that fold over are left out, maybe all."""
    if not len(look.quads):
        return None
    view, full = look.view, look.full
    fit = fit_sides(view, look.quads, reach_px=_SMALL_REACH_PX, step_px=1, full=full, net=look.net)
    fit = fit.only(convex(fit.quads))
    return fit if len(fit.quads) else None


def _seen(look: _Look, fit: Fit) -> tuple[Floats, Floats]:
    """What is seen of each, and how far they overlap; there is at least one."""
    inside = inside_of(fit.quads, look.view)
    overlaps = overlaps_of(inside)
    net = agreement(look.view, fit.quads, inside, look.net)
    return features_of(look.view, fit, look.full, overlaps, net), overlaps


def _likeliest(look: _Look) -> _Found | None:
    fit = _fitted(look)
    if fit is None:
        return None
    features, overlaps = _seen(look, fit)
    sure, best = likeliest(scores_of(features), overlaps, finer_of(features))
    corners = fit.quads[best]
    share = float(cv2.contourArea(corners)) / (look.view.shape[0] * look.view.shape[1])
    agreed, drawn = features[best, AGREED], features[best, LEAST_DRAWN]
    agrees = bool(agreed > AGREES or (agreed > MOSTLY_AGREES and drawn > DRAWN))
    return _Found(corners, sure, share, agrees)


def _without_print(view: Image) -> Image:
    """Grey, dark strokes closed, faint steps raised to what strong ones are."""
    closed = cv2.morphologyEx(view, cv2.MORPH_CLOSE, _CLOSED)
    grey = cv2.cvtColor(closed, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.createCLAHE(4.0, (4, 4)).apply(grey), np.uint8)


def _sharpened(image: Image, corners: Floats, look: _Look) -> Floats:
    """Corners found in the small copy, fitted again on the full picture."""
    placed = _placed(corners[None], look.scale)
    if look.scale == 1:
        return np.asarray(placed[0], np.float32)
    step_px, reach_px = max(1.0, 0.25 / look.scale), _FULL_REACH / look.scale
    fit = fit_sides(image, placed, reach_px=reach_px, step_px=step_px, full=look.full)
    return np.asarray(fit.quads[0], np.float32)


def _placed(points: Floats, scale: float) -> Floats:
    """Points of the small copy in the full picture."""
    # A pixel's centre is at half of it: (x + 0.5) scales, x does not.
    return np.asarray((points + np.float32(0.5)) / np.float32(scale) - np.float32(0.5), np.float32)


def _quad(corners: Floats) -> Quad:
    a, b, c, d = ((round(float(x), 2), round(float(y), 2)) for x, y in corners)
    return a, b, c, d
