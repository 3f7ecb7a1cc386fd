"""Small pictures of a desk, and for each pixel whether it belongs to the one sheet that is meant.

The truth is the whole sheet's quadrilateral, also where a hand covers it or a corner is torn off,
and its four sides. Of several sheets the one on top is meant, and it is the largest that is whole.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from drawn_grounds import drawn_ground
from drawn_sheets import Chance, DrawnSheet, Floats, drawn_poster, drawn_sheet, likely
from drawn_traps import Trap, drawn_trap, laid_board, pale_ground, strong_shadows

from scanning.opencv import Image, cv2

SUPER = 1.5
"""Scenes are drawn so much larger than they are kept, so that edges are no stairs."""
NO_SHEET = 0.08
FEW_SHEETS, MANY_SHEETS = (1, 5), (4, 10)
"""How many others lie around, the last one left out."""
SIDE_WIDTH_PX = 2
SHADOW_PX, THING_SHADOW_PX = 24, 13
"""How far beyond a thing its shadow is drawn."""
SKINS = np.array(
    [[150, 175, 225], [120, 150, 205], [95, 125, 185], [70, 95, 150], [45, 60, 100],
     [165, 185, 215]],
    np.float32,
)  # fmt: skip


@dataclass(slots=True)
class DrawnScene:
    image: Image
    truth: Image
    """Half the picture's size × 2: the sheet, and its sides; 255 where they are."""
    corners: Floats | None


def drawn_scene(
    chance: Chance,
    size: tuple[int, int],
    surfaces: list[Image],
    pages: list[Image],
    *,
    traps: float = 0.0,
) -> DrawnScene:
    """One scene of width × height; `traps` is the share of those that are drawn to mislead."""
    large = (round(size[0] * SUPER), round(size[1] * SUPER))
    trap = drawn_trap(chance, traps)
    pale = trap is Trap.PALE
    picture = pale_ground(chance, large) if pale else drawn_ground(chance, large, surfaces)
    corners: Floats | None = None
    hard = likely(chance, 0.55)
    if likely(chance, NO_SHEET):
        _things(picture, None, chance, surfaces)
    else:
        sheet = drawn_poster(chance) if trap is Trap.POSTER else drawn_sheet(chance, pages)
        corners = _placed(sheet, large, chance)
        if trap is Trap.BOARD:
            laid_board(picture, corners, chance)
        if trap is Trap.PAPERS or likely(chance, 0.25):
            most = MANY_SHEETS if trap is Trap.PAPERS else FEW_SHEETS
            _other_sheets(picture, corners, chance, pages, most)
        if hard and likely(chance, 0.5):
            _things(picture, corners, chance, surfaces)
        corners = _lay(picture, sheet, corners, chance, hard=hard, pale=pale)
        if likely(chance, 0.22):
            _hand(picture, corners, chance)
        if likely(chance, 0.08):
            _thing_on_top(picture, corners, chance)
    if pale or (trap is not None and likely(chance, 0.25)):
        strong_shadows(picture, chance)
    _light(picture, corners, chance)
    image = _camera(picture, size, chance, dim=trap is Trap.DIM)
    return DrawnScene(image, _truth(corners, size), None if corners is None else corners / SUPER)


def _truth(corners: Floats | None, size: tuple[int, int]) -> Image:
    truth = np.zeros((size[1] // 2, size[0] // 2, 2), np.uint8)
    if corners is None:
        return truth
    points = np.round((corners / (2 * SUPER) - 0.5) * 16).astype(np.int32)
    sheet, sides = np.zeros(truth.shape[:2], np.uint8), np.zeros(truth.shape[:2], np.uint8)
    cv2.fillConvexPoly(sheet, points, 255, cv2.LINE_AA, 4)
    cv2.polylines(sides, [points], True, 255, SIDE_WIDTH_PX, cv2.LINE_AA, 4)
    return np.dstack([sheet, sides])


# --- the sheet ----------------------------------------------------------------------------------


def _placed(sheet: DrawnSheet, size: tuple[int, int], chance: Chance) -> Floats:
    """Corners in the picture, clockwise from the sheet's own top left."""
    height, width = sheet.image.shape[:2]
    square = np.array([[-width, -height], [width, -height], [width, height], [-width, height]]) / 2
    turn = float(chance.normal(0, 14)) if likely(chance, 0.75) else float(chance.uniform(-180, 180))
    if likely(chance, 0.4):
        turn += 90 * int(chance.integers(4))
    pitch = abs(float(chance.normal(0, 0.33)))
    pitch = min(pitch, 0.9)
    roll, focal = chance.uniform(0, 2 * math.pi), chance.uniform(0.8, 2.0)
    spin = _turned(turn) @ square.T
    axis = np.array([math.cos(roll), math.sin(roll)])
    across = axis @ spin
    flat = spin + np.outer(axis, across * (math.cos(pitch) - 1))
    depth = across * math.sin(pitch) / max(height, width)
    seen = flat / (1 + depth / focal)
    extent = np.ptp(seen, axis=1)
    fit = min(size[0] / extent[0], size[1] / extent[1])
    share = (
        math.sqrt(chance.uniform(0.08, 1.0)) if likely(chance, 0.8) else chance.uniform(0.9, 1.15)
    )
    if likely(chance, 0.5):
        share = chance.uniform(0.6, 0.99)
    seen *= fit * share
    low, high = seen.min(axis=1), seen.max(axis=1)
    room = np.maximum(np.array(size) - (high - low), 0)
    if likely(chance, 0.1):
        room = np.array(size) * 0.5
    middle = np.array(size) / 2 - (low + high) / 2
    return np.asarray((seen.T + middle + chance.uniform(-0.5, 0.5, 2) * room), np.float32)


def _turned(turn_deg: float) -> npt.NDArray[np.float64]:
    turn = math.radians(turn_deg)
    return np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])


def _lay(
    picture: Floats, sheet: DrawnSheet, corners: Floats, chance: Chance, *, hard: bool, pale: bool
) -> Floats:
    """The sheet bent, folded, torn, and laid on the desk with its shadow; where its corners lie."""
    image, cover = sheet.image.astype(np.float32), sheet.cover
    height, width = cover.shape
    marks = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    if pale or likely(chance, 0.16):
        _match_desk(image, picture, corners, chance)
    if hard and likely(chance, 0.3):
        _creased(image, chance)
    if hard and likely(chance, 0.22):
        cover, marks = _torn(image, cover, marks, sheet.kind, chance)
    narrow = max(height, width) > 2 * min(height, width)
    if likely(chance, 0.5 if narrow else 0.22):
        image, cover, marks = _bent(image, cover, marks, chance)
    margin = (image.shape[0] - height) // 2
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) + margin
    matrix = cv2.getPerspectiveTransform(source, corners)
    _drop(picture, image, cover, matrix, chance)
    return np.asarray(cv2.perspectiveTransform(marks[None], matrix)[0], np.float32)


def _drop(
    picture: Floats, image: Floats, cover: Image, matrix: cv2.typing.MatLike, chance: Chance
) -> None:
    """A flat picture onto the desk, with the shadow that it casts."""
    height, width = cover.shape
    rim = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float32)
    touched = _box_around(cv2.perspectiveTransform(rim, matrix)[0], picture, SHADOW_PX)
    if touched is None:
        return
    rows, columns = touched
    ground = picture[rows, columns]
    size = (ground.shape[1], ground.shape[0])
    moved = np.array([[1, 0, -columns.start], [0, 1, -rows.start], [0, 0, 1]]) @ matrix
    shrunk = abs(np.linalg.det(matrix[:2, :2])) < 0.5 * matrix[2, 2] ** 2
    way = cv2.INTER_AREA if shrunk else cv2.INTER_LINEAR
    shown = cv2.warpPerspective(image, moved, size, flags=way, borderMode=cv2.BORDER_REPLICATE)
    part = cv2.warpPerspective(cover, moved, size, flags=way).astype(np.float32) / 255
    if likely(chance, 0.85):
        lift = float(np.exp(chance.uniform(np.log(0.5), np.log(9))))
        way_to = chance.uniform(0, 2 * math.pi)
        shift = np.array([[1, 0, lift * math.cos(way_to)], [0, 1, lift * math.sin(way_to)]])
        cast = cv2.warpAffine(part, shift, size)
        cast = cv2.GaussianBlur(cast, (0, 0), 0.3 + lift * float(chance.uniform(0.15, 0.8)))
        ground *= (1 - float(chance.uniform(0.05, 0.55)) * cast)[..., None]
    ground *= (1 - part)[..., None]
    ground += shown * part[..., None]


def _box_around(points: Floats, picture: Floats, room: int) -> tuple[slice, slice] | None:
    """Rows and columns of the picture that hold the points; None where they lie outside it."""
    left, top = (np.floor(points.min(axis=0)).clip(-1e4, 1e4).astype(int) - room).tolist()
    right, low = (np.ceil(points.max(axis=0)).clip(-1e4, 1e4).astype(int) + room).tolist()
    rows = slice(max(top, 0), min(low, picture.shape[0]))
    columns = slice(max(left, 0), min(right, picture.shape[1]))
    if rows.stop - rows.start < 2 or columns.stop - columns.start < 2:  # noqa: PLR2004 - pixels
        return None
    return rows, columns


def _match_desk(image: Floats, picture: Floats, corners: Floats, chance: Chance) -> None:
    """Paper as bright as the desk under it, but for a few levels."""
    x, y = corners.mean(axis=0).clip(20, np.array(picture.shape[1::-1]) - 21).astype(int)
    desk = np.median(picture[y - 20 : y + 20, x - 20 : x + 20].reshape(-1, 3), axis=0)
    if desk.mean() < 90:  # noqa: PLR2004 - paper is not black
        return
    paper = np.percentile(image.reshape(-1, 3), 85, axis=0)
    step = chance.uniform(3, 16) * (1 if likely(chance, 0.75) else -1)
    image *= ((desk + step) / np.maximum(paper, 40)).astype(np.float32)
    if desk.mean() > 235:  # noqa: PLR2004 - as white as can be
        picture *= np.float32(chance.uniform(0.85, 0.97))


def _creased(image: Floats, chance: Chance) -> None:
    """Folds: light changes across each of them."""
    height, width = image.shape[:2]
    for _ in range(int(chance.integers(1, 4))):
        along = likely(chance, 0.5)
        length = width if along else height
        at = chance.uniform(0.2, 0.8) * length
        far = np.arange(length) - at
        run = 1 + chance.normal(0, 0.09) * np.sign(far) * np.exp(-np.abs(far) / (0.25 * length))
        run -= chance.uniform(0, 0.2) * np.exp(-((far / 2.0) ** 2))
        image *= run.astype(np.float32)[
            (None, slice(None), None) if along else (slice(None), None, None)
        ]


def _torn(
    image: Floats, cover: Image, marks: Floats, kind: str, chance: Chance
) -> tuple[Image, Floats]:
    """A ragged end (the sheet's corners move with it), corners torn off or folded over."""
    cover, marks = cover.copy(), marks.copy()
    height, width = cover.shape
    if likely(chance, 0.7 if kind == "receipt" else 0.25):
        depth = float(chance.uniform(0.004, 0.05)) * height
        teeth = np.cumsum(chance.normal(0, 1, max(4, width // 6)))
        teeth -= np.linspace(teeth[0], teeth[-1], len(teeth)) * chance.uniform(0, 1)
        teeth = depth * (1 + (teeth - teeth.mean()) / max(float(np.ptp(teeth)), 1e-3))
        x = np.linspace(0, width, len(teeth))
        rim = np.vstack([np.column_stack([x, teeth]), [[width, -9], [0, -9]]])
        cv2.fillPoly(cover, [rim.astype(np.int32)], 0)
        marks[0, 1], marks[1, 1] = teeth[0], teeth[-1]
    for corner in range(4):
        if not likely(chance, 0.3):
            continue
        at = np.array([(0, width, width, 0)[corner], (0, 0, height, height)[corner]], float)
        inward = np.where(at == 0, 1, -1)
        reach = chance.uniform(0.03, 0.17, 2) * min(width, height)
        a, b = at + inward * [reach[0], 0], at + inward * [0, reach[1]]
        away = at - inward * 4
        rim = np.array([away, a - [0, inward[1] * 4], a, b, b - [inward[0] * 4, 0]])
        cv2.fillPoly(cover, [rim.astype(np.int32)], 0)
        if likely(chance, 0.5):
            side = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6)
            over = a + 2 * side * ((at - a) @ side) - (at - a)
            flap = np.array([over, a, b]).astype(np.int32)
            cv2.fillPoly(
                image, [flap], [float(c) for c in chance.uniform(160, 250) + chance.normal(0, 3, 3)]
            )
            cv2.polylines(image, [flap], True, (130, 130, 130), 1, cv2.LINE_AA)
    return cover, marks


def _bent(
    image: Floats, cover: Image, marks: Floats, chance: Chance
) -> tuple[Floats, Image, Floats]:
    """A sheet that does not lie flat: sides bulge, its ends wave, and light goes with it."""
    height, width = cover.shape
    margin = max(4, int(0.12 * max(height, width)))
    y, x = np.mgrid[: height + 2 * margin, : width + 2 * margin].astype(np.float32)
    x -= margin
    y -= margin
    u, v = x / width, y / height
    most = 0.5 * margin
    bulge, sway = chance.uniform(-1, 1, 2) * most * chance.choice([0.15, 0.4, 1.0])
    waves = chance.uniform(0.5, 1.6, 2)
    start = chance.uniform(0, math.pi, 2) * (1 if likely(chance, 0.5) else 0)

    def moved(u: Floats, v: Floats) -> tuple[Floats, Floats]:
        across = sway * np.sin(math.pi * waves[0] * v + start[0])
        down = bulge * np.sin(math.pi * waves[1] * u + start[1])
        return np.asarray(across, np.float32), np.asarray(down, np.float32)

    across, down = moved(u, v)
    map_x, map_y = x - across, y - down
    bent = cv2.remap(image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    light = 1 + chance.uniform(-0.22, 0.22) * np.cos(math.pi * waves[0] * v + start[0])
    light *= 1 + chance.uniform(-0.22, 0.22) * np.cos(math.pi * waves[1] * u + start[1])
    seen = cv2.remap(cover, map_x, map_y, cv2.INTER_LINEAR)
    shift = np.stack(moved(marks[:, 0] / width, marks[:, 1] / height), axis=1)
    return (
        np.asarray(bent * light[..., None], np.float32),
        np.asarray(seen, np.uint8),
        np.asarray(marks + shift + margin, np.float32),
    )


# --- what lies around, under and on it ------------------------------------------------------------


def _other_sheets(
    picture: Floats,
    corners: Floats,
    chance: Chance,
    pages: list[Image],
    most: tuple[int, int],
) -> None:
    """Sheets under or beside the one that is meant: covered, cut off, or plainly smaller."""
    size = np.array(picture.shape[1::-1])
    span = float(np.linalg.norm(corners[2] - corners[0]))
    area = float(cv2.contourArea(corners))
    middle = corners.mean(axis=0)
    for _ in range(int(chance.integers(*most))):
        other = drawn_sheet(chance, pages)
        height, width = other.image.shape[:2]
        if likely(chance, 0.5):
            way = chance.uniform(0, 2 * math.pi)
            reach = span * chance.uniform(0.05, 0.4)
            centre = middle + reach * np.array([math.cos(way), math.sin(way)])
            scale = span / math.hypot(height, width) * chance.uniform(0.6, 1.15)
        else:
            rim = chance.uniform(0, 1, 2)
            rim[int(chance.integers(2))] = chance.choice([-0.05, 1.05])
            centre = rim * size
            scale = span / math.hypot(height, width) * chance.uniform(0.4, 1.0)
        if likely(chance, 0.25):
            centre = chance.uniform(0, 1, 2) * size
            scale = math.sqrt(0.4 * area / (height * width)) * chance.uniform(0.4, 1)
        matrix = np.eye(3)
        matrix[:2] = cv2.getRotationMatrix2D(
            (width / 2, height / 2), chance.uniform(-180, 180), scale
        )
        matrix[:2, 2] += centre - np.array([width, height]) / 2
        _drop(picture, other.image.astype(np.float32), other.cover, matrix, chance)


def _things(picture: Floats, corners: Floats | None, chance: Chance, surfaces: list[Image]) -> None:
    """Pens, telephones, screens, cups, keyboards, books, cables."""
    height, width = picture.shape[:2]
    draws = (_stick, _round_thing, _box_thing, _box_thing, _screen, _keys, _cable)
    del corners, surfaces
    for _ in range(int(chance.integers(1, 8))):
        at = chance.uniform(-0.05, 1.05, 2) * (width, height)
        draws[int(chance.integers(len(draws)))](picture, at, chance)


def _painted(picture: Floats, layer: Image, colour: Floats, chance: Chance) -> None:
    left, top, width, height = cv2.boundingRect(layer)
    rim = np.array([[left, top], [left + width, top + height]], np.float32)
    touched = _box_around(rim, picture, THING_SHADOW_PX)
    if not width or touched is None:
        return
    layer, ground = layer[touched], picture[touched]
    shade = cv2.GaussianBlur(np.roll(layer, (3, 3), (0, 1)), (0, 0), 3).astype(np.float32) / 255
    part = (layer / np.float32(255))[..., None]
    ground *= (1 - chance.uniform(0, 0.4) * shade)[..., None] * (1 - part)
    ground += part * colour


def _colour(chance: Chance) -> Floats:
    if likely(chance, 0.5):
        return np.asarray(chance.uniform(5, 70) + chance.normal(0, 4, 3), np.float32)
    return np.asarray(chance.uniform(10, 245, 3), np.float32)


def _blank_layer(picture: Floats) -> Image:
    return np.zeros(picture.shape[:2], np.uint8)


def _stick(picture: Floats, at: npt.NDArray[np.float64], chance: Chance) -> None:
    layer, way = _blank_layer(picture), chance.uniform(0, 2 * math.pi)
    end = at + chance.uniform(40, 160) * np.array([math.cos(way), math.sin(way)])
    thick = int(chance.integers(2, 12))
    cv2.line(layer, at.astype(int).tolist(), end.astype(int).tolist(), 255, thick, cv2.LINE_AA)
    _painted(picture, layer, _colour(chance), chance)


def _stroke(
    layer: Image, one: npt.NDArray[np.float64], other: npt.NDArray[np.float64], thick: int
) -> None:
    ends = one.astype(int).tolist(), other.astype(int).tolist()
    cv2.line(layer, *ends, 255, thick, cv2.LINE_AA)


def _round_thing(picture: Floats, at: npt.NDArray[np.float64], chance: Chance) -> None:
    layer, radius = _blank_layer(picture), int(chance.integers(6, 60))
    cv2.circle(layer, at.astype(int).tolist(), radius, 255, -1, cv2.LINE_AA)
    _painted(picture, layer, _colour(chance), chance)
    if likely(chance, 0.6):
        inner = _blank_layer(picture)
        cv2.circle(inner, at.astype(int).tolist(), int(radius * 0.8), 255, -1, cv2.LINE_AA)
        _painted(picture, inner, _colour(chance), chance)


def _box(
    at: npt.NDArray[np.float64], sides: npt.NDArray[np.float64], turn: float
) -> cv2.typing.MatLike:
    return cv2.boxPoints((at.tolist(), sides.tolist(), turn)).astype(np.int32)


def _box_thing(picture: Floats, at: npt.NDArray[np.float64], chance: Chance) -> None:
    """A telephone, a box or a book: darker than paper, or coloured."""
    layer = _blank_layer(picture)
    sides, turn = chance.uniform(20, 170, 2), float(chance.uniform(0, 90))
    cv2.fillConvexPoly(layer, _box(at, sides, turn), 255, cv2.LINE_AA)
    colour = _colour(chance)
    if colour.min() > 150:  # noqa: PLR2004 - else it might be paper
        colour *= 0.5
    _painted(picture, layer, colour, chance)


def _screen(picture: Floats, at: npt.NDArray[np.float64], chance: Chance) -> None:
    """A dark rectangle with a bright rim, or a bright screen with a dark rim."""
    sides, turn = chance.uniform(60, 240, 2), float(chance.uniform(0, 90))
    tones = [chance.uniform(3, 50), chance.uniform(120, 235)]
    if likely(chance, 0.35):
        tones.reverse()
    rim = chance.uniform(3, 14)
    for size, tone in ((sides, tones[1]), (sides - rim, tones[0])):
        layer = _blank_layer(picture)
        cv2.fillConvexPoly(layer, _box(at, np.maximum(size, 4), turn), 255, cv2.LINE_AA)
        _painted(picture, layer, np.asarray(tone + chance.normal(0, 5, 3), np.float32), chance)


def _keys(picture: Floats, at: npt.NDArray[np.float64], chance: Chance) -> None:
    """A keyboard."""
    turn = chance.uniform(0, 2 * math.pi)
    u = np.array([math.cos(turn), math.sin(turn)])
    v = np.array([-u[1], u[0]])
    step = float(chance.uniform(7, 14))
    layer = _blank_layer(picture)
    body = _box(at, np.array([13.0, 5.6]) * step, math.degrees(turn))
    cv2.fillConvexPoly(layer, body, 255, cv2.LINE_AA)
    _painted(picture, layer, _colour(chance), chance)
    layer = _blank_layer(picture)
    for row in range(-2, 3):
        for column in range(-6, 7):
            key = _box(
                at + step * (column * u + row * v), np.full(2, 0.75 * step), math.degrees(turn)
            )
            cv2.fillConvexPoly(layer, key, 255)
    _painted(picture, layer, _colour(chance), chance)


def _cable(picture: Floats, at: npt.NDArray[np.float64], chance: Chance) -> None:
    layer = _blank_layer(picture)
    run = at + np.cumsum(np.cumsum(chance.normal(0, 2.2, (40, 2)), axis=0) * 0.4, axis=0)
    cv2.polylines(
        layer, [run.astype(np.int32)], False, 255, int(chance.integers(1, 5)), cv2.LINE_AA
    )
    _painted(picture, layer, _colour(chance), chance)


def _thing_on_top(picture: Floats, corners: Floats, chance: Chance) -> None:
    """A pen, a coin or a clip on the sheet."""
    at = (chance.dirichlet(np.ones(4)) @ corners).astype(np.float64)
    layer = _blank_layer(picture)
    if likely(chance, 0.6):
        way = chance.uniform(0, 2 * math.pi)
        end = at + chance.uniform(30, 130) * np.array([math.cos(way), math.sin(way)])
        _stroke(layer, at, end, int(chance.integers(2, 8)))
    else:
        cv2.circle(
            layer, at.astype(int).tolist(), int(chance.integers(3, 16)), 255, -1, cv2.LINE_AA
        )
    _painted(picture, layer, _colour(chance), chance)


def _hand(picture: Floats, corners: Floats, chance: Chance) -> None:
    """One to five fingers over a side, with the hand and sometimes a sleeve behind them."""
    side = int(chance.integers(4))
    first, second = corners[side].astype(float), corners[(side + 1) % 4].astype(float)
    along = second - first
    length = max(float(np.linalg.norm(along)), 1.0)
    along /= length
    outward = np.array([along[1], -along[0]])
    if (first + second - 2 * corners.mean(axis=0)) @ outward < 0:
        outward = -outward
    scale = max(picture.shape[:2])
    thick = scale * float(chance.uniform(0.022, 0.06))
    skin = SKINS[int(chance.integers(len(SKINS)))] * chance.uniform(0.6, 1.1)
    skin = skin + chance.normal(0, 5, 3)
    start = first + along * length * chance.uniform(0.0, 1.0)
    layer = _blank_layer(picture)
    fingers = int(chance.choice([1, 1, 2, 4, 4, 5]))
    lean = outward * 1.0 + along * chance.normal(0, 0.4)
    lean /= np.linalg.norm(lean)
    deep = chance.uniform(0.2, 3.5)
    palm = start + along * thick * 0.6 * (fingers - 1) + lean * thick * chance.uniform(3, 6)
    for number in range(fingers):
        tip = start + along * thick * 1.25 * number - lean * thick * (deep + chance.normal(0, 0.5))
        knuckle = palm + along * thick * 0.9 * (number - (fingers - 1) / 2)
        _stroke(layer, tip, knuckle, max(2, int(thick)))
    if fingers > 1 or likely(chance, 0.5):
        axes = (int(thick * chance.uniform(2, 3)), int(thick * chance.uniform(2, 3)))
        cv2.ellipse(
            layer, palm.astype(int).tolist(), axes, float(chance.uniform(0, 180)), 0, 360, 255, -1
        )
        wrist = palm + lean * thick * 12
        _stroke(layer, palm, wrist, int(thick * 2.8))
    shade = cv2.GaussianBlur(np.roll(layer, tuple(chance.integers(-6, 7, 2)), (0, 1)), (0, 0), 4)
    picture *= (1 - chance.uniform(0.1, 0.5) * shade.astype(np.float32) / 255)[..., None]
    round_light = cv2.GaussianBlur(layer, (0, 0), thick / 3).astype(np.float32)[..., None] / 255
    part = cv2.GaussianBlur(layer, (0, 0), 0.8).astype(np.float32)[..., None] / 255
    picture *= 1 - part
    picture += part * skin.astype(np.float32) * (0.5 + 0.5 * round_light)
    if likely(chance, 0.4):
        sleeve = _blank_layer(picture)
        cuff, end = palm + lean * thick * chance.uniform(3, 6), palm + lean * thick * 20
        cv2.line(sleeve, cuff.astype(int).tolist(), end.astype(int).tolist(), 255, int(thick * 3.6))
        _painted(picture, sleeve, _colour(chance), chance)


# --- light and camera ---------------------------------------------------------------------------


def _light(picture: Floats, corners: Floats | None, chance: Chance) -> None:
    height, width = picture.shape[:2]
    if likely(chance, 0.28):
        _shadow(picture, chance)
    if likely(chance, 0.1):
        centre = chance.uniform(0.1, 0.9, 2) * (width, height)
        if corners is not None:
            centre = chance.dirichlet(np.ones(4)) @ corners
        layer = np.zeros((height, width), np.float32)
        axes = (int(chance.integers(8, 60)), int(chance.integers(5, 30)))
        cv2.ellipse(
            layer, centre.astype(int).tolist(), axes, int(chance.integers(180)), 0, 360, 1, -1
        )
        soft = cv2.GaussianBlur(layer, (0, 0), float(chance.uniform(3, 14)))
        picture += (chance.uniform(60, 260) * soft)[..., None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    way, fall = chance.uniform(0, 2 * math.pi), chance.uniform(0, 0.45)
    picture *= (1 + fall * (math.cos(way) * x + math.sin(way) * y))[..., None]
    if likely(chance, 0.3):
        picture *= (1 - chance.uniform(0, 0.35) * (x * x + y * y))[..., None]


def _shadow(picture: Floats, chance: Chance) -> None:
    """Of a hand, a telephone, a head: sharp or soft."""
    height, width = picture.shape[:2]
    layer = np.zeros((height, width), np.float32)
    way = int(chance.integers(3))
    at = chance.uniform(-0.1, 1.1, 2) * (width, height)
    if way == 0:
        box = _box(at, chance.uniform(60, 420, 2), float(chance.uniform(0, 90)))
        cv2.fillConvexPoly(layer, box, 1.0)
    elif way == 1:
        points = at + np.cumsum(chance.normal(0, 60, (int(chance.integers(3, 7)), 2)), axis=0)
        hull = cv2.convexHull(points.astype(np.int32))
        cv2.fillConvexPoly(layer, hull, 1.0)
    else:
        axes = (int(chance.integers(20, 200)), int(chance.integers(20, 120)))
        cv2.ellipse(
            layer, at.astype(int).tolist(), axes, float(chance.uniform(0, 180)), 0, 360, 1, -1
        )
    soft = cv2.GaussianBlur(layer, (0, 0), float(np.exp(chance.uniform(-0.5, 3))))
    picture *= (1 - chance.uniform(0.15, 0.65) * soft)[..., None]


def _camera(picture: Floats, size: tuple[int, int], chance: Chance, *, dim: bool) -> Image:
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    cast = np.exp(chance.normal(0, 0.07, 3)).astype(np.float32)
    dim = dim or likely(chance, 0.15)
    gain = float(chance.uniform(0.08, 0.4) if dim else np.exp(chance.normal(0, 0.16)))
    small = small * cast * gain
    if likely(chance, 0.3):
        small = 255 * (small.clip(0, 255) / 255) ** np.float32(np.exp(chance.normal(0, 0.25)))
    if likely(chance, 0.55):
        small = cv2.GaussianBlur(small, (0, 0), float(chance.uniform(0.3, 1.6)))
    if likely(chance, 0.08):
        length = int(chance.integers(3, 9))
        kernel = np.zeros((9, 9), np.float32)
        way = chance.uniform(0, math.pi)
        reach = length / 2 * np.array([math.cos(way), math.sin(way)])
        a, b = (4 - reach).round().astype(int), (4 + reach).round().astype(int)
        cv2.line(kernel, a.tolist(), b.tolist(), 1.0, 1)
        small = cv2.filter2D(small, -1, kernel / kernel.sum())
    noise = chance.uniform(2, 9) if dim else abs(chance.normal(0, 2.5))
    small = small + np.float32(noise) * chance.standard_normal(small.shape, np.float32)
    image = np.asarray(small.clip(0, 255), np.uint8)
    if likely(chance, 0.3):
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(35, 95))]
        image = np.asarray(cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], 1), np.uint8)
    return image
