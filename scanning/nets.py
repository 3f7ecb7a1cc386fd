"""Small nets that the program ships, run by OpenCV.

OpenCV's net keeps its inputs and is not re-entrant, so each thread has its own.
"""

import threading
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

Floats = npt.NDArray[np.float32]


FAINTEST: Final = 4.0
"""Levels added to a picture's spread: nothing is made of a picture without any."""


class OwnNet(threading.local):
    """The net of a file beside this one, read once by each thread when it first looks."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._net: cv2.dnn.Net | None = None

    def answers(self, blob: Floats) -> Floats:
        if self._net is None:
            self._net = cv2.dnn.readNetFromONNX(_weights(self._name))
        self._net.setInput(np.ascontiguousarray(blob))
        return np.asarray(self._net.forward(), np.float32)


def evened(colours: Image) -> Floats:
    """1 × the planes of a picture, its own mean and spread taken out of all of them together."""
    mean, spread = cv2.meanStdDev(colours.reshape(-1, 1))
    return shifted(colours, float(mean[0, 0]), float(spread[0, 0]) + FAINTEST)


def shifted(colours: Image, level: float, unit: float) -> Floats:
    """1 × the planes of a picture, `level` brought to 0 and so many levels to 1."""
    return np.asarray(cv2.dnn.blobFromImage(colours, 1 / unit, mean=(level,) * 3), np.float32)


@cache
def _weights(name: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(files("scanning").joinpath(name).read_bytes(), np.uint8)
