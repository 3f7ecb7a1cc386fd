"""Desk tops drawn from noise, each its own colour and grain; nothing here is a photograph."""

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

Floats = npt.NDArray[np.float32]
Chance = np.random.Generator

DESKS = (
    "wood", "planks", "laminate", "marble", "granite", "tiles", "fabric", "mat", "glass", "papers",
)  # fmt: skip


def desk(kind: str, size: tuple[int, int], chance: Chance) -> Image:
    """A desk of `kind`, `size` being width and height."""
    return _DRAWN[kind](size, chance)


def clouds(size: tuple[int, int], cell_px: tuple[float, float], chance: Chance) -> Floats:
    """Smooth noise of about unit spread whose blotches are `cell_px` wide and tall."""
    across = max(2, round(size[0] / cell_px[0]) + 1)
    down = max(2, round(size[1] / cell_px[1]) + 1)
    rough = chance.standard_normal((down, across), np.float32)
    return np.asarray(cv2.resize(rough, size, interpolation=cv2.INTER_CUBIC), np.float32)


def octaves(size: tuple[int, int], cell_px: float, chance: Chance) -> Floats:
    """Noise in which small blotches lie on large ones, as in stone."""
    total = np.zeros((size[1], size[0]), np.float32)
    for step in range(5):
        total += clouds(size, (cell_px / 2**step,) * 2, chance) / np.float32(1.7**step)
    return total


def _coloured(plane: Floats, dark: tuple[int, ...], bright: tuple[int, ...]) -> Image:
    share = np.clip(plane, 0, 1)[:, :, None]
    return (np.array(dark) * (1 - share) + np.array(bright) * share).astype(np.uint8)


def _wood(size: tuple[int, int], chance: Chance) -> Image:
    grain = clouds(size, (size[0] / 4, 5), chance) + clouds(size, (size[0] / 2, 30), chance)
    tone = float(chance.uniform(0.35, 1))
    dark, bright = np.array((45, 75, 110)) * tone, np.array((130, 175, 215)) * tone
    return _coloured(0.5 + 0.18 * grain, tuple(dark), tuple(bright))


def _planks(size: tuple[int, int], chance: Chance) -> Image:
    picture = _wood(size, chance)
    wide = int(chance.integers(90, 260))
    for y in range(int(chance.integers(0, wide)), size[1], wide):
        cv2.line(picture, (0, y), (size[0], y), (25, 35, 45), int(chance.integers(2, 6)))
    return picture


def _laminate(size: tuple[int, int], chance: Chance) -> Image:
    level = float(chance.uniform(190, 240))
    fine = chance.standard_normal((size[1], size[0]), np.float32) * 2 + octaves(size, 300, chance)
    tint = chance.normal(0, 4, 3)
    return np.clip(level + tint + fine[:, :, None], 0, 255).astype(np.uint8)


def _marble(size: tuple[int, int], chance: Chance) -> Image:
    veins = np.exp(-np.abs(octaves(size, 420, chance)) * 9) * chance.uniform(20, 75)
    level = chance.uniform(215, 242) + octaves(size, 200, chance)[..., None]
    return np.clip(
        level - veins[:, :, None] * np.array((0.9, 1, 1.05)),
        0, 255,
    ).astype(np.uint8)  # fmt: skip


def _granite(size: tuple[int, int], chance: Chance) -> Image:
    speckle = clouds(size, (5, 5), chance) * 0.2 + octaves(size, 60, chance) * 0.12
    tone = chance.uniform(60, 215)
    return _coloured(0.5 + speckle, (tone * 0.45,) * 3, (min(255, tone * 1.3),) * 3)


def _tiles(size: tuple[int, int], chance: Chance) -> Image:
    level = chance.uniform(150, 230)
    picture = np.clip(level + 5 * octaves(size, 250, chance), 0, 255).astype(np.uint8)
    coloured = np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.uint8)
    side, grout = int(chance.integers(200, 500)), float(chance.choice([0.6, 0.8, 1.1])) * level
    for x in range(int(chance.integers(0, side)), size[0], side):
        cv2.line(coloured, (x, 0), (x, size[1]), (grout,) * 3, 5)
    for y in range(int(chance.integers(0, side)), size[1], side):
        cv2.line(coloured, (0, y), (size[0], y), (grout,) * 3, 5)
    return coloured


def _fabric(size: tuple[int, int], chance: Chance) -> Image:
    y, x = np.mgrid[: size[1], : size[0]].astype(np.float32)
    pitch = chance.uniform(5, 12)
    weave = np.sin(x * 6.28 / pitch) * np.sin(y * 6.28 / pitch) * 12 + 6 * octaves(
        size, 200, chance
    )
    colour = chance.uniform(40, 210, 3)
    return np.clip(colour + weave[:, :, None], 0, 255).astype(np.uint8)


def _mat(size: tuple[int, int], chance: Chance) -> Image:
    colour = np.array([(70, 95, 30), (95, 60, 30), (50, 50, 50)][int(chance.integers(3))])
    picture = (np.zeros((size[1], size[0], 3)) + colour).astype(np.uint8)
    side = int(chance.integers(50, 110))
    pale = tuple(int(c) for c in np.minimum(colour * 2 + 40, 255))
    for x in range(0, size[0], side):
        cv2.line(picture, (x, 0), (x, size[1]), pale, 1 + 2 * (x // side % 5 == 0))
    for y in range(0, size[1], side):
        cv2.line(picture, (0, y), (size[0], y), pale, 1 + 2 * (y // side % 5 == 0))
    return picture


def _glass(size: tuple[int, int], chance: Chance) -> Image:
    level = chance.uniform(12, 60)
    return np.clip(
        level + 10 * clouds(size, (700, 700), chance)[:, :, None] + np.zeros(3), 0, 255
    ).astype(np.uint8)


def _papers(size: tuple[int, int], chance: Chance) -> Image:
    """A desk covered with other printed paper."""
    picture = _laminate(size, chance)
    for _ in range(int(chance.integers(3, 7))):
        tall = int(chance.integers(500, 1300))
        sheet = np.full((tall, int(tall / 1.41), 3), int(chance.integers(205, 250)), np.uint8)
        for y in range(60, tall - 60, int(chance.integers(18, 40))):
            end = int(sheet.shape[1] * chance.uniform(0.5, 0.92))
            cv2.line(sheet, (50, y), (max(60, end), y), (90, 90, 90), 5)
        _laid(picture, sheet, chance)
    return picture


def _laid(picture: Image, sheet: Image, chance: Chance) -> None:
    height, width = picture.shape[:2]
    turn = float(chance.uniform(-180, 180))
    matrix = cv2.getRotationMatrix2D((sheet.shape[1] / 2, sheet.shape[0] / 2), turn, 1.0)
    matrix[:, 2] += (
        chance.uniform(0, width) - sheet.shape[1] / 2,
        chance.uniform(0, height) - sheet.shape[0] / 2,
    )
    cover = cv2.warpAffine(np.full(sheet.shape[:2], 255, np.uint8), matrix, (width, height))
    shade = cv2.GaussianBlur(np.roll(cover, (5, 4), (0, 1)), (0, 0), 6)[:, :, None] / 255 * 0.3
    picture[:] = (picture * (1 - shade)).astype(np.uint8)
    cv2.warpAffine(
        sheet, matrix, (width, height), picture, cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT
    )


_DRAWN = {
    "wood": _wood, "planks": _planks, "laminate": _laminate, "marble": _marble,
    "granite": _granite, "tiles": _tiles, "fabric": _fabric, "mat": _mat, "glass": _glass,
    "papers": _papers,
}  # fmt: skip
