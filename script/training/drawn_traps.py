"""Scenes that lead an outline astray: a board under the sheet, papers everywhere, a pale desk.

Each trap is a way in which something with straight sides is nearly the sheet, or the sheet's own
side is nearly nothing.
"""

import math
from enum import StrEnum

import numpy as np
from drawn_grounds import clouds
from drawn_sheets import Chance, Floats, likely

from scanning.opencv import cv2


class Trap(StrEnum):
    BOARD = "board"
    PAPERS = "papers"
    PALE = "pale"
    POSTER = "poster"
    DIM = "dim"


def drawn_trap(chance: Chance, share: float) -> Trap | None:
    if share <= 0 or not likely(chance, share):
        return None
    return list(Trap)[int(chance.integers(len(Trap)))]


def pale_ground(chance: Chance, size: tuple[int, int]) -> Floats:
    """White laminate: as bright as paper, with hardly a grain."""
    level = float(chance.uniform(185, 248))
    ground = np.empty((size[1], size[0], 3), np.float32)
    ground[:] = level + chance.normal(0, 3, 3)
    ground += (chance.uniform(0, 7) * clouds(chance, size, (3, 3)))[..., None]
    grain = chance.standard_normal((size[1], size[0], 1)).astype(np.float32)
    return np.asarray(ground + chance.uniform(0, 3) * grain, np.float32)


def strong_shadows(picture: Floats, chance: Chance) -> None:
    """One to three straight-edged shadows: of a lamp's arm, a monitor, a window's frame, a head."""
    height, width = picture.shape[:2]
    for _ in range(int(chance.integers(1, 4))):
        layer = np.zeros((height, width), np.float32)
        at = chance.uniform(0, 1, 2) * (width, height)
        sides = chance.uniform(0.15, 1.1, 2) * max(width, height)
        box = cv2.boxPoints((at.tolist(), sides.tolist(), float(chance.uniform(0, 90))))
        cv2.fillConvexPoly(layer, box.astype(np.int32), 1.0)
        soft = cv2.GaussianBlur(layer, (0, 0), float(np.exp(chance.uniform(-0.7, 3))))
        picture *= (1 - float(chance.uniform(0.2, 0.7)) * soft)[..., None]


def laid_board(picture: Floats, corners: Floats, chance: Chance) -> None:
    """A board, box lid, folder or desk pad under the sheet, its sides about parallel to it."""
    for _ in range(2 if likely(chance, 0.25) else 1):
        low = -np.exp(chance.uniform(np.log(0.015), np.log(0.6), 2))
        high = 1 + np.exp(chance.uniform(np.log(0.015), np.log(0.6), 2))
        box = np.array([low, [high[0], low[1]], high, [low[0], high[1]]], np.float32)
        turn = math.radians(float(chance.normal(0, 2.5)))
        way = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
        box = ((box - 0.5) @ way.T.astype(np.float32)) + np.float32(0.5)
        unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
        matrix = cv2.getPerspectiveTransform(unit, corners.astype(np.float32))
        rim = cv2.perspectiveTransform(np.asarray(box[None], np.float32), matrix)[0]
        layer = np.zeros(picture.shape[:2], np.uint8)
        cv2.fillConvexPoly(layer, np.round(rim * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
        lift = float(np.exp(chance.uniform(0, 2.3)))
        turn = chance.uniform(0, 2 * math.pi)
        moved = np.array([[1, 0, lift * math.cos(turn)], [0, 1, lift * math.sin(turn)]])
        cast = cv2.warpAffine(layer, moved, layer.shape[::-1])
        cast = cv2.GaussianBlur(cast, (0, 0), lift).astype(np.float32) / 255
        picture *= (1 - float(chance.uniform(0, 0.5)) * cast)[..., None]
        colour = np.asarray(chance.uniform(8, 250, 3), np.float32)
        if likely(chance, 0.6):
            colour = np.asarray(chance.uniform(8, 252) + chance.normal(0, 5, 3), np.float32)
        grain = chance.standard_normal((*layer.shape, 1)).astype(np.float32)
        part = (layer.astype(np.float32) / 255)[..., None]
        picture *= 1 - part
        picture += part * (colour + float(chance.uniform(0, 8)) * grain)
