"""What a small net sees of a picture: where the sheet lies, and where its sides run.

The net (`sheetness.onnx`) was learnt from drawn scenes (`script/training`) and tells paper from
desk where brightness alone does not: it knows that a frame is printed on a sheet, and that a hand
lies on one. It is coarse; `sides` finds the edge itself.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.nets import OwnNet, evened
from scanning.opencv import Image, cv2

Floats = npt.NDArray[np.float32]

GLANCE_PX: Final = 160
"""Long side of the copy that the net sees in a glance."""
LOOK_PX: Final = 256
STEP_PX: Final = 32
"""Sides of that copy are multiples of it: the net halves them five times."""

_STEEPEST = 30.0
_net = OwnNet("sheetness.onnx")


@dataclass(frozen=True, slots=True)
class Sheetness:
    """Two planes of one size, 0 to 1, and the size of the picture that they stand for."""

    sheet: Floats
    sides: Floats
    width: int
    height: int

    @property
    def scale(self) -> Floats:
        """Of the planes to the picture, across and down."""
        height, width = self.sheet.shape
        return np.array([width / self.width, height / self.height], np.float32)

    def places(self, points: Floats) -> Floats:
        """Points of the picture as points of the planes; the last axis is x and y."""
        # A pixel's centre is at half of it: (x + 0.5) scales, x does not.
        return np.asarray((points + 0.5) * self.scale - 0.5, np.float32)


def sheetness(view: Image, side_px: int) -> Sheetness:
    """What the net sees of `view`, shrunk to about `side_px`."""
    height, width = view.shape[:2]
    scale = side_px / max(height, width)
    size = (_whole_steps(width * scale), _whole_steps(height * scale))
    if width > 2 * size[0] or height > 2 * size[1]:
        # LINEAR leaves no pixel out down to half of a size.
        twice = (2 * size[0], 2 * size[1])
        view = np.asarray(cv2.resize(view, twice, interpolation=cv2.INTER_LINEAR), np.uint8)
    planes = _seen(np.asarray(cv2.resize(view, size, interpolation=cv2.INTER_LINEAR), np.uint8))
    return Sheetness(planes[0], planes[1], width, height)


def _whole_steps(side_px: float) -> int:
    return max(1, round(side_px / STEP_PX)) * STEP_PX


def _seen(small: Image) -> Floats:
    planes = _net.answers(evened(small))[0]
    return np.asarray(1 / (1 + np.exp(-planes.clip(-_STEEPEST, _STEEPEST))), np.float32)
