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

from scanning.nets import OwnNet
from scanning.opencv import Image, cv2
from scanning.sheetness import FAINTEST, Sheetness
from scanning.surrounds import cut_around

Floats = npt.NDArray[np.float32]

LEAST: Final = (0.8, 0.9, 0.95)
"""Overlaps with the sheet for each of which the net says how likely an outline has it."""
WEIGHTS: Final[tuple[float, ...]] = (
    -3.53, 0.17, 0.49, 0.28, 0.16, 0.71, -0.30, 1.94, -2.12, -0.65,
    1.21, -1.24, 1.36, -0.83, 0.75, -0.21, -0.32, -0.03, -0.29, 0.94,
    0.71, 0.03, -0.41, -1.35, -0.64, -0.52, 0.41, 10.04, -0.48, 2.38,
    0.28, 1.19, 0.72, -1.78, -0.56, -1.67, 0.20, 11.59, 0.62, -0.46,
    1.11, 0.79, -1.09,
)  # fmt: skip
"""Of what `evidence` puts together."""
_LEAST_CHANCE: Final = 1e-4
_STEEPEST: Final = 30.0
_net = OwnNet("doubts.onnx")


def told_of(view: Image, corners: Floats, seen: Sheetness) -> Floats:
    """A logit for each of `LEAST`."""
    cut = np.asarray(cut_around(view, corners, seen), np.float32)
    colours, planes = cut[..., :3], cut[..., 3:]
    mean, spread = cv2.meanStdDev(np.ascontiguousarray(colours).reshape(-1, 1))
    evened = (colours - np.float32(mean[0, 0])) / np.float32(spread[0, 0] + FAINTEST)
    blob = np.concatenate([evened, planes / np.float32(127.5) - 1], axis=2)
    return np.asarray(_net.answers(blob.transpose(2, 0, 1)[None])[0], np.float32)


def evidence(score: float, told: Floats, features: Floats) -> Floats:
    """One row: a constant, how sure `judging` is, what the net says, and what was seen."""
    chance = min(max(score, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    return np.concatenate([[1, np.log(chance / (1 - chance))], told, features[1:]])


def certainty(score: float, told: Floats, features: Floats) -> float:
    """How likely the outline lies on the sheet; `score` is what it has among the others."""
    logit = float(evidence(score, told, features) @ np.array(WEIGHTS, np.float32))
    return float(1 / (1 + np.exp(-np.clip(logit, -_STEEPEST, _STEEPEST))))
