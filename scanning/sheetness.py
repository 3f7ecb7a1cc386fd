"""What a small net sees of a picture: where the sheet lies, and where its sides run.

The net (`sheetness.onnx`) was learnt from drawn scenes (`script/training`) and tells paper from
desk where brightness alone does not: it knows that a frame is printed on a sheet, and that a hand
lies on one. It is coarse; `sides` finds the edge itself.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.nets import OwnNet
from scanning.opencv import Image, cv2

Floats = npt.NDArray[np.float32]

GLANCE_PX: Final = 160
"""Long side of the copy that the net sees in a glance."""
LOOK_PX: Final = 256
STEP_PX: Final = 32
"""Sides of that copy are multiples of it: the net halves them five times."""
FAINTEST: Final = 4.0
"""Levels added to the picture's spread: nothing is made of a picture without any."""

_STEEPEST = 30.0
_net = OwnNet("sheetness.onnx")


@dataclass(frozen=True, slots=True)
class Sheetness:
    """Two planes of one size, 0 to 1, and the size of the picture that they stand for."""

    sheet: Floats
    sides: Floats
    width: int
    height: int

    def places(self, points: Floats) -> Floats:
        """Points of the picture as points of the planes; the last axis is x and y."""
        scale = (self.sheet.shape[1] / self.width, self.sheet.shape[0] / self.height)
        # A pixel's centre is at half of it: (x + 0.5) scales, x does not.
        return np.asarray((points + 0.5) * np.array(scale, np.float32) - 0.5, np.float32)


def sheetness(view: Image, side_px: int) -> Sheetness:
    """What the net sees of `view`, shrunk to about `side_px`."""
    height, width = view.shape[:2]
    scale = side_px / max(height, width)
    size = (_whole_steps(width * scale), _whole_steps(height * scale))
    # Twice as large first: halving is what LINEAR does fast and without leaving pixels out.
    twice = cv2.resize(view, (2 * size[0], 2 * size[1]), interpolation=cv2.INTER_LINEAR)
    planes = _seen(np.asarray(cv2.resize(twice, size, interpolation=cv2.INTER_LINEAR), np.float32))
    return Sheetness(planes[0], planes[1], width, height)


def _whole_steps(side_px: float) -> int:
    return max(1, round(side_px / STEP_PX)) * STEP_PX


def _seen(small: Floats) -> Floats:
    mean, spread = cv2.meanStdDev(small.reshape(-1, 1))
    blob = (small - np.float32(mean[0, 0])) / np.float32(spread[0, 0] + FAINTEST)
    planes = _net.answers(blob.transpose(2, 0, 1)[None])[0]
    return np.asarray(1 / (1 + np.exp(-planes.clip(-_STEEPEST, _STEEPEST))), np.float32)
