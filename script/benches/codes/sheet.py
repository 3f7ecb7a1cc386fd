"""A contact sheet: each picture small, framed by whether it was read, with what was seen where."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scanning.opencv import Image, cv2

TILE_PX = (300, 200)
COLUMNS = 8
_READ, _MISSED, _WRONG = (90, 170, 60), (60, 60, 220), (200, 40, 200)


@dataclass(frozen=True, slots=True)
class Tile:
    picture: Image
    said: str
    read: bool
    wrong: bool = False


def tile(picture: Image, said: str, *, read: bool, wrong: bool) -> Tile:
    """Shrunk at once, so that thousands fit into memory; dark pictures are shown lighter."""
    small = cv2.resize(picture, TILE_PX, interpolation=cv2.INTER_AREA)
    shown = cv2.normalize(small, small, 0, 255, cv2.NORM_MINMAX)
    return Tile(np.asarray(shown, np.uint8), said, read=read, wrong=wrong)


def write_sheet(tiles: Sequence[Tile], path: Path) -> None:
    """Misses first, so that they are looked at."""
    ordered = sorted(tiles, key=lambda one: (one.read and not one.wrong, one.said))
    drawn = [_drawn(one) for one in ordered]
    blank = np.full_like(drawn[0], 255)
    drawn += [blank] * (-len(drawn) % COLUMNS)
    rows = [np.hstack(drawn[at : at + COLUMNS]) for at in range(0, len(drawn), COLUMNS)]
    cv2.imwrite(str(path), np.vstack(rows))


def _drawn(one: Tile) -> Image:
    colour = _WRONG if one.wrong else _READ if one.read else _MISSED
    picture = cv2.cvtColor(one.picture, cv2.COLOR_GRAY2BGR)
    cv2.rectangle(picture, (0, TILE_PX[1] - 20), TILE_PX, (255, 255, 255), -1)
    cv2.putText(picture, one.said, (6, TILE_PX[1] - 6), 0, 0.42, colour, 1, cv2.LINE_AA)
    return np.asarray(cv2.copyMakeBorder(picture, 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=colour))
