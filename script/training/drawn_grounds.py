"""What sheets lie on: real surfaces from a folder, and drawn wood, stone, tiles and cloth."""

import math

import numpy as np
from drawn_sheets import Chance, Floats, likely

from scanning.opencv import Image, cv2


def drawn_ground(chance: Chance, size: tuple[int, int], surfaces: list[Image]) -> Floats:
    """A ground of width × height, sometimes of two parts: a table's edge, a mat, a tray."""
    ground = _one(chance, size, surfaces)
    if likely(chance, 0.14):
        part = _half_plane(chance, size)
        other = _one(chance, size, surfaces) * chance.uniform(0.4, 1.1)
        ground = ground * (1 - part) + other * part
    if likely(chance, 0.1):
        _mat(ground, chance)
    return ground


def _one(chance: Chance, size: tuple[int, int], surfaces: list[Image]) -> Floats:
    if surfaces and likely(chance, 0.55):
        ground = _real(chance, size, surfaces)
    else:
        kinds = (_plain, _wood, _stone, _tiles, _cloth, _speckled)
        ground = kinds[int(chance.integers(len(kinds)))](chance, size)
    if likely(chance, 0.3):
        ground = ground * np.asarray(chance.uniform(0.5, 1.25, 3), np.float32)
    return np.asarray(ground.clip(0, 255), np.float32)


def _real(chance: Chance, size: tuple[int, int], surfaces: list[Image]) -> Floats:
    """A turned piece of a surface, mirrored beyond its edge."""
    surface = surfaces[int(chance.integers(len(surfaces)))]
    height, width = surface.shape[:2]
    scale = float(np.exp(chance.uniform(np.log(0.6), np.log(2.2)))) * max(size) / max(height, width)
    turn = float(chance.choice([0, 90, 180, 270])) + float(chance.normal(0, 12))
    middle = (float(chance.uniform(0.2, 0.8) * width), float(chance.uniform(0.2, 0.8) * height))
    matrix = cv2.getRotationMatrix2D(middle, turn, scale)
    matrix[:, 2] = matrix[:, 2] + np.array(size) / 2 - middle
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    piece = cv2.warpAffine(surface, matrix, size, flags=way, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(piece, np.float32)


def clouds(chance: Chance, size: tuple[int, int], cells: tuple[int, int]) -> Floats:
    """Soft noise between about -1 and 1."""
    small = chance.standard_normal((max(2, cells[1]), max(2, cells[0]))).astype(np.float32)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_CUBIC), np.float32)


def _tone(chance: Chance) -> Floats:
    """Desks are white, grey, black, brown or, seldom, anything."""
    way = int(chance.integers(6))
    level = float(chance.uniform(10, 250))
    if way == 0:
        return np.array([level] * 3, np.float32)
    if way == 1:
        return np.asarray(chance.uniform(185, 250) + chance.normal(0, 6, 3), np.float32)
    if way == 2:  # noqa: PLR2004 - kinds of desk
        return np.asarray(chance.uniform(5, 70) + chance.normal(0, 6, 3), np.float32)
    if way in {3, 4}:
        brown = np.array([0.45, 0.7, 1.0]) * chance.uniform(70, 250) + chance.normal(0, 14, 3)
        return np.asarray(brown, np.float32)
    return np.asarray(chance.uniform(20, 240, 3), np.float32)


def _plain(chance: Chance, size: tuple[int, int]) -> Floats:
    ground = np.empty((size[1], size[0], 3), np.float32)
    ground[:] = _tone(chance)
    cells = (int(chance.integers(2, 9)), int(chance.integers(2, 9)))
    ground += (chance.uniform(0, 8) * clouds(chance, size, cells))[..., None]
    return ground


def _wood(chance: Chance, size: tuple[int, int]) -> Floats:
    ground = _plain(chance, size)
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    turn = chance.uniform(0, math.pi) if likely(chance, 0.5) else 0.0
    across = x * math.sin(turn) + y * math.cos(turn)
    along = x * math.cos(turn) - y * math.sin(turn)
    wave = clouds(chance, size, (5, 5)) * chance.uniform(0, 9)
    rings = np.sin((across + wave) * chance.uniform(0.1, 1.2))
    fine = np.sin((across + 0.5 * wave) * chance.uniform(1, 3) + along * 0.02)
    ground += (chance.uniform(2, 18) * rings + chance.uniform(0, 8) * fine)[..., None]
    if likely(chance, 0.4):
        plank = float(chance.uniform(25, 140))
        gap = np.mod(across + chance.uniform(0, plank), plank) < chance.uniform(1, 2.5)
        ground[gap] *= chance.uniform(0.3, 0.9)
        ground *= 1 + 0.08 * np.sin(np.floor(across / plank) * 12.9)[..., None]
    return np.asarray(ground, np.float32)


def _stone(chance: Chance, size: tuple[int, int]) -> Floats:
    """Marble: veins along the zero of soft noise."""
    ground = _plain(chance, size)
    for _ in range(int(chance.integers(1, 5))):
        cells = (int(chance.integers(2, 12)), int(chance.integers(2, 12)))
        field = clouds(chance, size, cells) + 0.3 * clouds(
            chance, size, (cells[0] * 4, cells[1] * 4)
        )
        vein = np.exp(-np.abs(field) * chance.uniform(3, 30))
        ground += (chance.uniform(-60, 30) * vein)[..., None]
    return np.asarray(ground, np.float32)


def _tiles(chance: Chance, size: tuple[int, int]) -> Floats:
    """Rectangles that are no paper: tiles, slats, squares of two colours."""
    ground = _plain(chance, size)
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    turn = chance.uniform(0, math.pi) if likely(chance, 0.6) else 0.0
    u = (x * math.cos(turn) + y * math.sin(turn)) * (1 + 0.0008 * chance.uniform(-1, 1) * y)
    v = (-x * math.sin(turn) + y * math.cos(turn)) * (1 + 0.0008 * chance.uniform(-1, 1) * x)
    wide, tall = chance.uniform(20, 260, 2)
    row = np.floor(v / tall)
    u = u + (row % 2) * wide * (0.5 if likely(chance, 0.3) else 0)
    u, v = u + chance.uniform(0, wide), v + chance.uniform(0, tall)
    line = chance.uniform(0.8, 3.5)
    grout = (np.mod(u, wide) < line) | (np.mod(v, tall) < line)
    if likely(chance, 0.5):
        shade = np.sin(np.floor(u / wide) * 7.1 + np.floor(v / tall) * 12.9)
        ground += (chance.uniform(0, 30) * shade)[..., None]
    if likely(chance, 0.25):
        odd = (np.floor(u / wide) + np.floor(v / tall)) % 2 > 0
        ground[odd] = ground[odd] * 0.3 + 0.7 * _tone(chance)
    ground[grout] = ground[grout] * 0.4 + 0.6 * _tone(chance)
    return np.asarray(ground, np.float32)


def _cloth(chance: Chance, size: tuple[int, int]) -> Floats:
    """Checks and stripes."""
    ground = _plain(chance, size)
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    turn = chance.uniform(0, math.pi)
    u, v = x * math.cos(turn) + y * math.sin(turn), -x * math.sin(turn) + y * math.cos(turn)
    for axis in (u, v)[: int(chance.integers(1, 3))]:
        bars = np.sin(axis * chance.uniform(0.1, 0.8) + chance.uniform(0, 6)) > chance.uniform(
            -0.3, 0.9
        )
        ground[bars] = ground[bars] * 0.55 + 0.45 * _tone(chance)
    weave = 6 * np.sin(u * 2.7) * np.sin(v * 2.7)
    return np.asarray(ground + weave[..., None], np.float32)


def _speckled(chance: Chance, size: tuple[int, int]) -> Floats:
    """Laminate and granite: fine grain of two sizes."""
    ground = _plain(chance, size)
    grain = chance.standard_normal((size[1], size[0], 1)).astype(np.float32)
    coarse = clouds(chance, size, (size[0] // 3, size[1] // 3))[..., None]
    ground += chance.uniform(2, 22) * grain + chance.uniform(0, 18) * coarse
    return np.asarray(ground, np.float32)


def _half_plane(chance: Chance, size: tuple[int, int]) -> Floats:
    """1 on one side of a line near the rim, 0 on the other."""
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    turn = chance.uniform(0, 2 * math.pi)
    far = x * math.cos(turn) + y * math.sin(turn) - chance.uniform(-0.2, 1.1)
    return np.asarray((far * 200).clip(0, 1), np.float32)[..., None]


def _mat(ground: Floats, chance: Chance) -> None:
    """A large rectangle of another colour, mostly dark, that sheets lie on or beside."""
    height, width = ground.shape[:2]
    box = (
        chance.uniform(0.2, 0.8, 2) * (width, height),
        chance.uniform(0.4, 1.3, 2) * (width, height),
        chance.uniform(-40, 40),
    )
    corners = cv2.boxPoints((box[0].tolist(), box[1].tolist(), float(box[2])))
    colour = _tone(chance) * chance.uniform(0.1, 0.7)
    cv2.fillConvexPoly(ground, corners.astype(np.int32), [float(c) for c in colour], cv2.LINE_AA)
