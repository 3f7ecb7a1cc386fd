"""Small nets that the program ships, run by OpenCV.

OpenCV's net keeps its inputs and is not re-entrant, so each thread has its own.
"""

import threading
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from scanning.opencv import cv2

Floats = npt.NDArray[np.float32]


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


@cache
def _weights(name: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(files("scanning").joinpath(name).read_bytes(), np.uint8)
