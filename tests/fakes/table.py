"""A camera over a table on which a test puts pictures; every frame has its own noise."""

import numpy as np

from scanning.camera import Frame
from scanning.errors import CameraUnavailable
from scanning.opencv import Image, cv2

_NOISES = 7


class Table:
    """Implements `scanning.camera.Camera`; `picture` is what lies there, None is a pulled plug."""

    def __init__(self, picture: Image | None = None) -> None:
        self.picture = picture
        self.opened = 0
        self.number = 0
        self._noises = [
            np.random.default_rng(n).integers(0, 5, (64, 64), np.uint8) for n in range(_NOISES)
        ]

    def open(self) -> "Table":
        if self.picture is None:
            raise CameraUnavailable("camera-missing", "The camera cannot be opened.")
        self.opened += 1
        return self

    def read(self) -> Frame:
        if self.picture is None:
            raise CameraUnavailable("camera-lost", "The camera no longer answers.")
        self.number += 1
        height, width = self.picture.shape[:2]
        noise = np.tile(self._noises[self.number % _NOISES], (height // 64 + 1, width // 64 + 1))
        grain = np.repeat(noise[:height, :width, None], 3, axis=2)
        return Frame(np.asarray(cv2.add(self.picture, grain), np.uint8), self.number)

    def close(self) -> None:
        """Nothing is held."""
