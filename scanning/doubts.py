"""How surely an outline is the sheet's, once a second net has looked at it alone.

The first net and `judging` weigh outlines against each other; this one (`doubts.onnx`) looks at one
of them with what lies around it (`surrounds`), and knows the ways in which outlines go wrong: a
side at a fold or a band, half a sheet, a neighbour's sheet or a board taken with it. All that is
told is put together into one certainty, whose weights (`script/training/weigh_doubts.py`) were
learnt from drawn scenes on grounds that neither net has seen.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.nets import OwnNet, evened, shifted
from scanning.opencv import Image
from scanning.sheetness import Sheetness
from scanning.surrounds import parts_around

Floats = npt.NDArray[np.float32]

LEAST: Final = (0.8, 0.9, 0.95)
"""Overlaps with the sheet for each of which the net says how likely an outline has it."""
WEIGHTS: Final[tuple[float, ...]] = (
    -3.48, 0.11, 0.61, 0.35, 0.10, 0.64, -0.14, 1.67, -2.34, -0.74,
    0.87, -1.11, -0.72, -0.95, 1.22, -0.43, -0.43, -0.21, -0.19, 0.87,
    1.02, 0.08, -0.45, -1.33, 0.21, -0.55, 0.55, 13.00, -0.63, 2.29,
    0.39, 1.68, 0.69, -1.33, -0.26, -1.72, 0.33, 10.02, -1.93, 1.07,
    0.64, 0.26, -1.05,
)  # fmt: skip
"""Of what `evidence` puts together."""
_LEAST_CHANCE: Final = 1e-4
_STEEPEST: Final = 30.0
_net = OwnNet("doubts.onnx")


def told_of(view: Image, corners: Floats, seen: Sheetness) -> Floats:
    """A logit for each of `LEAST`."""
    colours, planes = parts_around(view, corners, seen)
    blob = np.concatenate([evened(colours), shifted(planes, 127.5, 127.5)], axis=1)
    return np.asarray(_net.answers(blob)[0], np.float32)


def evidence(score: float, told: Floats, features: Floats) -> Floats:
    """One row: a constant, how sure `judging` is, what the net says, and what was seen."""
    chance = min(max(score, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    return np.concatenate([[1, np.log(chance / (1 - chance))], told, features[1:]])


def certainty(score: float, told: Floats, features: Floats) -> float:
    """How likely the outline lies on the sheet; `score` is what it has among the others."""
    logit = float(evidence(score, told, features) @ np.array(WEIGHTS, np.float32))
    return float(1 / (1 + np.exp(-np.clip(logit, -_STEEPEST, _STEEPEST))))
