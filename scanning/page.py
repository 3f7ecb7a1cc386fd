"""Find the page in a picture.

Candidates come from a small copy (`candidates`, `lines`), their sides are fitted (`sides`) and
judged (`judging`), the likeliest is looked at once more alone (`doubts`) and fitted again on the
full picture. A page that cannot be seen is answered with None, never with a guess of the whole
frame.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scanning.candidates import candidate_pages, distinct, sheet_quads
from scanning.curls import uncurled
from scanning.doubts import certainty, evidence, told_of
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
AGREED_SCORE = 0.8
"""Certainty with which a look is enough where the outline is as plain as can be."""
SURE_SCORE = 0.85
"""Below it the officer is asked to check the corners."""
GLANCE_IS_ENOUGH = 0.97
"""A glance that is so sure is not followed by a longer look."""
SURE_ALONE = 0.95
"""Certainty with which a look is enough, however small the sheet is."""
MOST_RIVALS = 8
"""Outlines of a look, likeliest first, that are doubted where no look is sure."""
PLAINLY_LESS = 1.0
"""Logit by which one of them must be doubted less than what was found, to be taken instead."""
DISPUTED_SCORE = 0.8
"""The most that is certain of an outline that is taken for being doubted less, and for no more."""
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
PATCH_PX, SAME_LEVELS = 8, 4
"""Patches of the small copy in which a change of level is looked for, and the least that is one."""
MOST_REPEATED = 11
"""Frames in a row that are not looked at anew: a second of a live picture, all but one frame."""


def find_page(
    image: Image, *, live: bool = False, glanced: "Glanced | None" = None
) -> Outline | None:
    """The outline of the page that lies in `image`, in its pixels; None where none is seen.

    `live` gives the first glance, for which a frame of a film has time. What was `glanced` of this
    very frame is not looked for again.
    """
    if live:
        glanced = glance_after(image, None)
        return glanced.outline if glanced is not None else None
    seen = None if _too_narrow(image) else _with_care(image, glanced)
    return _careful_outline(image, seen, glanced) if seen is not None else None


def glance_after(image: Image, before: "Glanced | None") -> "Glanced | None":
    """What a live frame shows; None where the picture is too narrow to hold a page.

    Where hardly anything changed since the frame that was looked at, the sheet that was found there
    is only fitted anew: the corners follow, and the certainty stays.
    """
    if _too_narrow(image):
        return None
    view = _live_view(image)
    again = before is not None and before.repeated < MOST_REPEATED
    if before is not None and again and _unchanged(before.look.view, view):
        outline = _sharp_outline(image, before.found, before.look)
        return replace(before, outline=outline, repeated=before.repeated + 1)
    look, seen = _looked_at(view, image)
    found = seen.found if seen is not None else None
    return Glanced(_sharp_outline(image, found, look), look, found)


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
    green = np.ascontiguousarray(view[::3, ::3, 1])
    steps = np.asarray(cv2.absdiff(green[:, 1:], green[:, :-1])).ravel()
    usual = float(np.partition(steps, len(steps) // 2)[len(steps) // 2])
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
    features: Floats

    @property
    def plain(self) -> bool:
        return self.score >= GLANCE_IS_ENOUGH and self.share >= LARGE_SHARE


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The candidates of a look, in pixels of its small copy, and which of them is likeliest."""

    look: _Look
    quads: Floats
    scores: Floats
    overlaps: Floats
    """Of each with the likeliest."""
    found: _Found


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """The likeliest page of a look, and how surely it lies on the sheet."""

    look: _Look
    found: _Found
    told: Floats
    certainty: float

    @property
    def enough(self) -> bool:
        agreed = self.found.plain and self.certainty >= AGREED_SCORE
        return agreed or self.certainty >= SURE_ALONE

    @property
    def chosen(self) -> "_Chosen":
        return _Chosen(self.look, self.found.corners, self.certainty)


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """What is taken for the page, in pixels of a small copy."""

    look: _Look
    corners: Floats
    certainty: float


@dataclass(frozen=True, slots=True, eq=False)
class Glanced:
    """What was seen in a live frame, for the next one of its film to be compared with."""

    outline: Outline | None
    look: _Look
    found: _Found | None
    repeated: int = 0
    """Frames since then in which nothing was looked for anew."""


def candidates_with_features(image: Image, *, live: bool = False) -> tuple[Floats, Floats]:
    """Every candidate in the picture's pixels, and what `judging` sees of it: to learn from."""
    look = _with_masks(_of_net(_live_view(image), image)) if live else _with_lines(_look(image))
    fit = _fitted(look, look.quads)
    if fit is None:
        return np.empty((0, 4, 2), np.float32), np.empty((0, len(WEIGHTS)), np.float32)
    features, _ = _seen(look, fit)
    return _placed(fit.quads, look.scale), features


def _too_narrow(image: Image) -> bool:
    return bool(min(image.shape[:2]) * _live_scale(image) < LEAST_SIDE_PX)


def _live_scale(image: Image) -> float:
    return float(min(1.0, LIVE_SIDE_PX / max(image.shape[:2])))


def _live_view(image: Image) -> Image:
    return _small_view(image, _live_scale(image), hasty=True)


def _unchanged(before: Image, now: Image) -> bool:
    """Whether no patch differs by more than noise does."""
    if before.shape != now.shape:
        return False
    size = (max(1, now.shape[1] // PATCH_PX), max(1, now.shape[0] // PATCH_PX))
    old, new = (cv2.resize(it, size, interpolation=cv2.INTER_AREA) for it in (before, now))
    return bool(cv2.norm(old, new, cv2.NORM_INF) < SAME_LEVELS)


def looks_weighed(image: Image) -> Iterator[Weighed]:
    """Every look at a picture, each longer than the one before: to learn from."""
    for seen in _looks(image):
        if seen is not None:
            yield seen


def outlines_with_evidence(image: Image) -> Iterator[tuple[Floats, Floats]]:
    """What each look takes for the page, in the picture's pixels, and what speaks for it."""
    for number, seen in enumerate(looks_weighed(image)):
        found, look = seen.found, seen.look
        if found.score >= ACCEPTED_SCORE:
            told = told_of(look.view, found.corners, look.net)
            row = evidence(found.score, told, found.features)
            yield _placed(found.corners, look.scale), row
        if number > 0 and found.plain:
            return


def _looked_at(view: Image, image: Image) -> tuple[_Look, Weighed | None]:
    """A glance: what the net proposes, and what edges do where none of that is sure."""
    look = _of_net(view, image)
    fit = _fitted(look, look.quads)
    seen = _weighed(look, fit)
    if seen is not None and seen.found.score >= GLANCE_IS_ENOUGH:
        return look, seen
    known, look = len(look.quads), _with_masks(look)
    more = _fitted(look, look.quads[known:])
    every = fit.and_of(more) if fit is not None and more is not None else fit or more
    return look, _weighed(look, every)


def _of_net(view: Image, image: Image) -> _Look:
    net = sheetness(view, GLANCE_PX)
    quads = distinct(sheet_quads(net), view)
    return _Look(view, _live_scale(image), _full_step(view), net, quads)


def _with_masks(look: _Look) -> _Look:
    masks = candidate_pages(look.view, hasty=True)
    return replace(look, quads=distinct(np.concatenate([look.quads, masks]), look.view))


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


def _fitted(look: _Look, quads: Floats) -> Fit | None:
    """Quadrilaterals with their sides fitted; those that fold over are left out, maybe all."""
    if not len(quads):
        return None
    view, full = look.view, look.full
    fit = fit_sides(view, quads, reach_px=_SMALL_REACH_PX, step_px=1, full=full, net=look.net)
    fit = fit.only(convex(fit.quads))
    return fit if len(fit.quads) else None


def _seen(look: _Look, fit: Fit) -> tuple[Floats, Floats]:
    """What is seen of each, and how far they overlap; there is at least one."""
    inside = inside_of(fit.quads, look.view)
    overlaps = overlaps_of(inside)
    net = agreement(look.view, fit.quads, inside, look.net)
    return features_of(look.view, fit, look.full, overlaps, net), overlaps


def _weighed(look: _Look, fit: Fit | None) -> Weighed | None:
    if fit is None:
        return None
    features, overlaps = _seen(look, fit)
    scores = scores_of(features)
    sure, best = likeliest(scores, overlaps, finer_of(features))
    corners = fit.quads[best]
    share = float(cv2.contourArea(corners)) / (look.view.shape[0] * look.view.shape[1])
    agreed, drawn = features[best, AGREED], features[best, LEAST_DRAWN]
    agrees = bool(agreed > AGREES or (agreed > MOSTLY_AGREES and drawn > DRAWN))
    found = _Found(corners, sure, share, agrees, features[best])
    return Weighed(look, fit.quads, scores, overlaps[best], found)


def _with_care(image: Image, glanced: Glanced | None) -> _Chosen | None:
    """What is seen at a glance, or else longer, or else with lines, as soon as one is sure.

    Where none is, the surest of them has the word, though it were the shortest, unless another
    outline of the longest is plainly less doubted.
    """
    seen: list[_Judged] = []
    last: Weighed | None = None
    for number, one in enumerate(_found_by(image, glanced)):
        last = one if isinstance(one, Weighed) else last
        if one is None or one.found is None or one.found.score < ACCEPTED_SCORE:
            continue
        judged = _judged(one.look, one.found)
        if judged.enough and (judged.found.agreed or number > 0):
            return judged.chosen
        seen.append(judged)
    surest = max(seen, key=lambda one: one.certainty, default=None)
    return _less_doubted(surest, last) if surest is not None else None


def _less_doubted(surest: _Judged, last: Weighed | None) -> _Chosen:
    """What was found, or what the net that doubts plainly prefers to it: then two ways of judging
    differ, and the officer is asked."""
    if last is None:
        return surest.chosen
    rivals = last.quads[np.argsort(-last.scores)[:MOST_RIVALS]]
    told = [_trusted(told_of(last.look.view, quad, last.look.net)) for quad in rivals]
    best = int(np.argmax(told))
    if told[best] < _trusted(surest.told) + PLAINLY_LESS:
        return surest.chosen
    return _Chosen(last.look, rivals[best], min(surest.certainty, DISPUTED_SCORE))


def _trusted(told: Floats) -> float:
    """Logit of an outline that lies on its sheet by and large: how exactly is no matter here."""
    return float(told[:2].mean())


def _found_by(image: Image, glanced: Glanced | None) -> Iterator[Glanced | Weighed | None]:
    """What each look finds; the first one may have been taken already."""
    if glanced is None:
        yield from _looks(image)
    else:
        yield glanced
        yield from _long_looks(image)


def _looks(image: Image) -> Iterator[Weighed | None]:
    """Each takes several times as long as the one before."""
    yield _looked_at(_live_view(image), image)[1]
    yield from _long_looks(image)


def _long_looks(image: Image) -> Iterator[Weighed | None]:
    look = _look(image)
    yield _weighed(look, _fitted(look, look.quads))
    look = _with_lines(look)
    yield _weighed(look, _fitted(look, look.quads))


def _judged(look: _Look, found: _Found) -> _Judged:
    told = told_of(look.view, found.corners, look.net)
    return _Judged(look, found, told, certainty(found.score, told, found.features))


def _without_print(view: Image) -> Image:
    """Grey, dark strokes closed, faint steps raised to what strong ones are."""
    closed = cv2.morphologyEx(view, cv2.MORPH_CLOSE, _CLOSED)
    grey = cv2.cvtColor(closed, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.createCLAHE(4.0, (4, 4)).apply(grey), np.uint8)


def _sharp_outline(image: Image, found: _Found | None, look: _Look) -> Outline | None:
    if found is None or found.score < ACCEPTED_SCORE:
        return None
    return _outline(_sharpened(image, found.corners, look), found.score)


def _careful_outline(image: Image, seen: _Chosen, glanced: Glanced | None) -> Outline:
    """Where the sides are no curves, a glance at this very frame has fitted them already."""
    bent = uncurled(seen.look.view, seen.corners, seen.look.full)
    if bent is not None:
        return _outline(_placed(bent, seen.look.scale), seen.certainty)
    if glanced is not None and glanced.outline is not None and seen.look is glanced.look:
        return Outline(glanced.outline.corners, _score(seen.certainty))
    return _outline(_sharpened(image, seen.corners, seen.look), seen.certainty)


def _outline(corners: Floats, score: float) -> Outline:
    return Outline(_quad(corners), _score(score))


def _score(certainty: float) -> float:
    return round(min(1.0, certainty), 3)


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
