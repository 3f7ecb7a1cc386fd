"""Photographs with exactly known truth: a paper on a desk, seen by a pinhole camera.

The truth is where the four corners of the whole sheet lie, torn or folded away or not.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import numpy.typing as npt
from sight.desks import DESKS, Chance, clouds, desk
from sight.papers import FRAMED, PAPERS, Paper, paper

from scanning.opencv import Image, cv2

Floats = npt.NDArray[np.float64]

FRAME = (1920, 1080)
TROUBLES = (
    "none", "shadow", "glare", "finger", "hand", "clutter", "several", "curled", "folded",
    "torn", "dim", "soft",
)  # fmt: skip
SKIN = ((120, 150, 205), (95, 125, 185), (70, 95, 150), (140, 170, 225))


@dataclass(slots=True)
class Scene:
    image: Image
    corners: Floats | None
    """None where nothing lies on the desk."""
    slices: dict[str, str] = field(default_factory=dict)
    turn_deg: float = 0.0
    frame: Floats | None = None
    """Corners of a frame that is printed on the sheet."""


def scenes(each: int, seed: int, troubles: tuple[str, ...] = TROUBLES) -> Iterator[Scene]:
    """Every desk with every trouble, `each` times, and bare and cluttered desks without a page."""
    for number, (top, trouble, again) in enumerate(product(DESKS, troubles, range(each))):
        chance = np.random.default_rng((seed, number))
        yield scene(top, trouble, PAPERS[(number + again) % len(PAPERS)], chance)
    for number, (top, again) in enumerate(product(DESKS, range(each))):
        if top == "papers":
            continue
        chance = np.random.default_rng((seed, 1_000_000 + number))
        picture = desk(top, FRAME, chance).astype(np.float32)
        if again % 2:
            _litter(picture, None, chance)
        image = _camera(picture, "none", chance)
        yield Scene(image, None, {"desk": top, "trouble": "no page", "paper": "no page"})


def framed_scenes(each: int, seed: int) -> Iterator[Scene]:
    """Certificates with a printed frame, on every desk."""
    for number, (top, _) in enumerate(product(DESKS, range(each))):
        chance = np.random.default_rng((seed, 2_000_000 + number))
        yield scene(top, "none" if number % 2 else "shadow", FRAMED, chance)


def scene(
    top: str, trouble: str, kind: str, chance: Chance, size: tuple[int, int] = FRAME
) -> Scene:
    """One photograph."""
    sheet = paper(kind, chance)
    turn = float(chance.uniform(-25, 25) if chance.random() < 0.8 else chance.uniform(-180, 180))  # noqa: PLR2004
    share = _share(sheet, chance)
    corners = _seen_corners(sheet.size_mm, turn, share, size, chance)
    picture = desk(top, size, chance)
    if trouble == "clutter":
        wide = picture.astype(np.float32)
        _litter(wide, corners, chance)
        picture = wide.astype(np.uint8)
    if trouble == "several":
        _beside(picture, corners, chance)
    lit = _laid(picture, sheet, corners, trouble, chance)
    _over(lit, corners, trouble, chance)
    image = _camera(lit, trouble, chance)
    names = {"desk": top, "trouble": trouble, "paper": kind}
    return Scene(image, corners, names, turn, _frame_on(sheet, corners))


def _frame_on(sheet: Paper, corners: Floats) -> Floats | None:
    """Where the frame that is printed on a sheet is seen."""
    if sheet.frame_mm is None:
        return None
    (wide, tall), inset = sheet.size_mm, sheet.frame_mm
    flat = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    inner = flat + np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32) * np.float32(inset)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    return np.asarray(cv2.perspectiveTransform(inner[None], matrix)[0], np.float64)


def _share(sheet: Paper, chance: Chance) -> float:
    small = sheet.kind in {"card", "receipt", "slip"}
    return float(chance.uniform(0.35, 0.75) if small else chance.uniform(0.6, 0.97))


def _seen_corners(
    size_mm: tuple[float, float], turn: float, share: float, size: tuple[int, int], chance: Chance
) -> Floats:
    """Four corners, clockwise from the sheet's own top left, wholly inside the picture."""
    wide, tall = size_mm
    square = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    for _ in range(200):
        pitch, roll = chance.uniform(0, 0.55), chance.uniform(0, 2 * math.pi)
        focal = chance.uniform(0.9, 1.5) * max(size)
        spin = _spun(turn) @ square.T
        axis = np.array([math.cos(roll), math.sin(roll)])
        across = axis @ spin
        depth_mm = across * math.sin(pitch)
        flat = spin + np.outer(axis, across * (math.cos(pitch) - 1))
        extent = flat.max(axis=1) - flat.min(axis=1)
        scale = share * min(size[0] / extent[0], size[1] / extent[1])
        seen = flat * scale * focal / (focal + depth_mm * scale)
        room = np.array(size)[:, None] / 2 - np.abs(seen).max(axis=1, keepdims=True)
        moved = seen + chance.uniform(-0.6, 0.6, (2, 1)) * np.maximum(room, 0)
        placed = (moved + np.array(size)[:, None] / 2).T
        inner = (placed > 8).all() and (placed < np.array(size) - 9).all()  # noqa: PLR2004 - pixels
        if inner:
            return np.asarray(placed - 0.5, np.float64)
        share *= 0.96
    raise AssertionError


def _spun(turn_deg: float) -> Floats:
    turn = math.radians(turn_deg)
    return np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])


def _laid(
    picture: Image, sheet: Paper, corners: Floats, trouble: str, chance: Chance
) -> npt.NDArray[np.float32]:
    """The paper on the desk with its shadow; drawn twice as large, so that no edge is a stair."""
    image, cover = sheet.image.astype(np.float32), sheet.cover
    if trouble == "torn":
        cover = _torn(cover, chance)
    if trouble == "folded":
        image, cover = _folded(image, cover, chance)
    margin = image.shape[0] // 12 if trouble == "curled" else 0
    if margin:
        image, cover = _curled(image, cover, margin, chance)
    height, width = sheet.image.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]]) - 0.5 + margin
    doubled = (corners + 0.5) * 2 - 0.5
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), doubled.astype(np.float32))
    large = (picture.shape[1] * 2, picture.shape[0] * 2)
    small = (picture.shape[1], picture.shape[0])
    shown = cv2.warpPerspective(image.clip(0, 255).astype(np.uint8), matrix, large)
    mask = cv2.warpPerspective(cover, matrix, large)
    shown = shown.astype(np.float32) * (mask[:, :, None] / np.float32(255))
    soft = cv2.resize(mask, small, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    onto = cv2.resize(shown, small, interpolation=cv2.INTER_AREA)
    lift = float(chance.uniform(1, 14 if trouble == "curled" else 6))
    turned = chance.uniform(0, 2 * math.pi)
    moved = np.float32([[1, 0, lift * math.cos(turned)], [0, 1, lift * math.sin(turned)]])
    cast = cv2.GaussianBlur(cv2.warpAffine(soft, moved, small), (0, 0), lift)
    depth = float(chance.uniform(0.05, 0.5))
    ground = picture * (1 - depth * cast)[:, :, None]
    return np.asarray(ground * (1 - soft)[:, :, None] + onto, np.float32)


def _torn(cover: Image, chance: Chance) -> Image:
    """One or two corners, and a bite of a side, torn off."""
    torn = cover.copy()
    height, width = cover.shape
    for corner in chance.permutation(4)[: int(chance.integers(1, 3))]:
        x, y = (0, width, width, 0)[corner], (0, 0, height, height)[corner]
        reach = chance.uniform(0.06, 0.2) * min(width, height)
        rim = [(x, y)]
        for step in np.linspace(0, math.pi / 2, 9):
            far = reach * chance.uniform(0.75, 1.1)
            rim.append((x + (1 if x == 0 else -1) * far * math.cos(step),
                        y + (1 if y == 0 else -1) * far * math.sin(step)))  # fmt: skip
        cv2.fillPoly(torn, [np.array(rim, np.int32)], 0)
    rip = np.cumsum(chance.normal(0, height / 250, width // 12))
    rip += height / 60 + abs(rip.min())
    edge = np.column_stack([np.linspace(0, width, len(rip)), rip])
    if chance.random() < 0.5:  # noqa: PLR2004
        cv2.fillPoly(torn, [np.vstack([edge, [[width, 0], [0, 0]]]).astype(np.int32)], 0)
    return torn


def _folded(
    image: npt.NDArray[np.float32], cover: Image, chance: Chance
) -> tuple[npt.NDArray[np.float32], Image]:
    """A corner folded over: its back, a shade darker, lies on the sheet."""
    image, cover = image.copy(), cover.copy()
    height, width = cover.shape
    for corner in chance.permutation(4)[: int(chance.integers(1, 3))]:
        at = np.array([(0, width, width, 0)[corner], (0, 0, height, height)[corner]], float)
        inward = np.where(at == 0, 1, -1)
        a = at + inward * np.array([chance.uniform(0.05, 0.16) * min(width, height), 0])
        b = at + inward * np.array([0, chance.uniform(0.05, 0.16) * min(width, height)])
        cv2.fillPoly(cover, [np.array([at, a, b]).astype(np.int32)], 0)
        side = (b - a) / np.linalg.norm(b - a)
        mirrored = a + 2 * side * ((at - a) @ side) - (at - a)
        triangle = np.array([mirrored, a, b]).astype(np.int32)
        cv2.fillPoly(image, [triangle], tuple([float(chance.uniform(195, 235))] * 3))
        cv2.polylines(image, [triangle], True, (150, 150, 150), 3, cv2.LINE_AA)
    return image, cover


def _curled(
    image: npt.NDArray[np.float32], cover: Image, margin: int, chance: Chance
) -> tuple[npt.NDArray[np.float32], Image]:
    """Sides that bulge, and the light that goes with it."""
    height, width = cover.shape
    y, x = np.mgrid[: height + 2 * margin, : width + 2 * margin].astype(np.float32)
    u, v = (x - margin) / width, (y - margin) / height
    bulge = float(chance.uniform(-0.7, 0.7)) * margin * np.sin(np.pi * np.clip(u, 0, 1))
    sway = float(chance.uniform(-0.3, 0.3)) * margin * np.sin(np.pi * np.clip(v, 0, 1))
    map_x, map_y = x - margin - sway, y - margin - bulge
    light = 1 - 0.22 * (1 - np.cos(2 * np.pi * np.clip(u, 0, 1) + chance.uniform(0, 6))) / 2
    warped = cv2.remap(image, map_x, map_y, cv2.INTER_LINEAR) * light[:, :, None]
    return np.asarray(warped, np.float32), np.asarray(
        cv2.remap(cover, map_x, map_y, cv2.INTER_LINEAR), np.uint8
    )


def _beside(picture: Image, corners: Floats, chance: Chance) -> None:
    """Other sheets that lie around, some of them under the one that is meant."""
    size = (picture.shape[1], picture.shape[0])
    middle = corners.mean(axis=0)
    for _ in range(int(chance.integers(1, 3))):
        other = paper(PAPERS[int(chance.integers(len(PAPERS)))], chance)
        span = np.linalg.norm(corners[2] - corners[0])
        way = chance.uniform(0, 2 * math.pi)
        centre = middle + span * chance.uniform(0.45, 0.9) * np.array(
            [math.cos(way), math.sin(way)]
        )
        height, width = other.image.shape[:2]
        scale = span / math.hypot(height, width) * chance.uniform(0.5, 0.9)
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-180, 180), scale)
        matrix[:, 2] += centre - np.array([width, height]) / 2
        cover = cv2.warpAffine(other.cover, matrix, size, flags=cv2.INTER_AREA)
        shade = cv2.GaussianBlur(np.roll(cover, (4, 5), (0, 1)), (0, 0), 4)[..., None] / 255 * 0.3
        shown = cv2.warpAffine(other.image, matrix, size, flags=cv2.INTER_AREA)
        ground = picture * (1 - shade)
        part = cover[..., None] / 255
        picture[:] = (ground * (1 - part) + shown * part).astype(np.uint8)


def _litter(picture: npt.NDArray[np.float32], corners: Floats | None, chance: Chance) -> None:
    """Pens, telephones, cups and books, anywhere but mostly beside the page."""
    height, width = picture.shape[:2]
    for _ in range(int(chance.integers(4, 10))):
        at = np.array([chance.uniform(0, width), chance.uniform(0, height)])
        colour = tuple(float(c) for c in chance.uniform(15, 235, 3))
        layer = np.zeros((height, width), np.uint8)
        kind = chance.integers(4)
        if kind == 0:
            way = chance.uniform(0, 2 * math.pi)
            end = at + 350 * np.array([math.cos(way), math.sin(way)])
            cv2.line(layer, at.astype(int).tolist(), end.astype(int).tolist(), 255, 18, cv2.LINE_AA)
        elif kind == 1:
            cv2.circle(layer, at.astype(int).tolist(), int(chance.integers(60, 150)), 255, -1)
        else:
            sides = chance.uniform(120, 460, 2)
            box = cv2.boxPoints((at.tolist(), sides.tolist(), float(chance.uniform(0, 90))))
            cv2.fillConvexPoly(layer, box.astype(np.int32), 255, cv2.LINE_AA)
        part = (layer / np.float32(255))[:, :, None]
        picture[:] = picture * (1 - part) + part * np.array(colour, np.float32)
        if kind == 3:  # noqa: PLR2004 - a book has lines on it
            inner = cv2.erode(layer, np.ones((41, 41), np.uint8))
            picture[inner > 0] *= 0.8
    del corners


def _over(picture: npt.NDArray[np.float32], corners: Floats, trouble: str, chance: Chance) -> None:
    """What comes between the lamp or the camera and the page."""
    height, width = picture.shape[:2]
    if trouble == "shadow":
        where = corners.mean(axis=0) + chance.normal(0, 0.2, 2) * (width, height)
        layer = np.zeros((height, width), np.float32)
        box = (where.tolist(), chance.uniform(300, 1100, 2).tolist(), float(chance.uniform(0, 90)))
        cv2.fillConvexPoly(layer, cv2.boxPoints(box).astype(np.int32), 1.0)
        layer = cv2.GaussianBlur(layer, (0, 0), float(chance.choice([2, 8, 30])))
        picture *= (1 - float(chance.uniform(0.25, 0.6)) * layer)[:, :, None]
    elif trouble == "glare":
        inside = chance.dirichlet(np.ones(4)) @ corners
        layer = np.zeros((height, width), np.float32)
        axes = (int(chance.integers(40, 160)), int(chance.integers(30, 90)))
        cv2.ellipse(
            layer, inside.astype(int).tolist(), axes, int(chance.integers(180)), 0, 360, 1, -1
        )
        layer = cv2.GaussianBlur(layer, (0, 0), 18)
        picture += (220 * layer)[:, :, None]
    elif trouble in {"finger", "hand"}:
        _fingers(picture, corners, 1 if trouble == "finger" else 4, chance)


def _fingers(picture: npt.NDArray[np.float32], corners: Floats, count: int, chance: Chance) -> None:
    side = int(chance.integers(4))
    first, second = corners[side], corners[(side + 1) % 4]
    outward = np.array([second[1] - first[1], -(second[0] - first[0])])
    outward /= max(np.linalg.norm(outward), 1)
    if (first + outward - corners.mean(axis=0)) @ outward < 0:
        outward = -outward
    thick = float(np.linalg.norm(corners[2] - corners[0])) * chance.uniform(0.035, 0.06)
    skin = np.array(SKIN[int(chance.integers(len(SKIN)))], np.float32)
    start = chance.uniform(0.1, 0.9)
    for number in range(count):
        along = start + number * thick * 1.1 / max(1, np.linalg.norm(second - first))
        tip = first + (second - first) * along - outward * thick * chance.uniform(0.5, 2.5)
        root = tip + outward * thick * 14 + chance.normal(0, thick, 2)
        layer = np.zeros(picture.shape[:2], np.uint8)
        cv2.line(
            layer, tip.astype(int).tolist(), root.astype(int).tolist(), 255, int(thick), cv2.LINE_AA
        )
        cv2.circle(layer, tip.astype(int).tolist(), int(thick / 2), 255, -1, cv2.LINE_AA)
        soft = cv2.GaussianBlur(layer, (0, 0), 1.5)[:, :, None] / np.float32(255)
        round_light = cv2.GaussianBlur(layer, (0, 0), thick / 4)[:, :, None] / np.float32(255)
        shade = cv2.GaussianBlur(np.roll(layer, (9, 12), (0, 1)), (0, 0), 9)[:, :, None] / 255
        picture *= 1 - 0.35 * shade * (1 - soft)
        picture[:] = picture * (1 - soft) + soft * skin * (0.55 + 0.45 * round_light)


def _camera(picture: npt.NDArray[np.float32], trouble: str, chance: Chance) -> Image:
    """Light that falls off, blur, noise, white balance, JPEG."""
    height, width = picture.shape[:2]
    x, y = np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
    fall = chance.uniform(0, 0.5) if trouble != "none" else chance.uniform(0, 0.2)
    way = chance.uniform(0, 2 * math.pi)
    lamp = 1 - fall * (1 + math.cos(way) * x[None, :] + math.sin(way) * y[:, None]) / 2
    gain = chance.uniform(0.14, 0.4) if trouble == "dim" else chance.uniform(0.7, 1.05)
    picture = picture * (gain * lamp)[:, :, None] * chance.normal(1, 0.03, 3).astype(np.float32)
    blur = chance.uniform(2.0, 4.5) if trouble == "soft" else chance.uniform(0.4, 1.2)
    picture = cv2.GaussianBlur(picture, (0, 0), float(blur))
    noise = chance.uniform(4, 10) if trouble == "dim" else chance.uniform(0.8, 4)
    grain = clouds((width, height), (2.5, 2.5), chance)[:, :, None] * 0.7
    picture += noise * (chance.standard_normal(picture.shape, np.float32) * 0.6 + grain)
    _, coded = cv2.imencode(
        ".jpg", picture.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85]
    )
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)
