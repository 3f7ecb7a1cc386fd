"""The one import of OpenCV: silent on file descriptor 2, with bounded waits for devices.

What a C library prints lands on the officer's screen, and OpenCV reads these variables only once,
when it is loaded.
"""

import os

import numpy as np
import numpy.typing as npt

V4L_TIMEOUT_S = 2
"""Seconds that a read of a local camera may wait; OpenCV's own bound is 10 s."""

os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(V4L_TIMEOUT_S))

import cv2  # noqa: E402 - after the environment it reads

Image = npt.NDArray[np.uint8]
"""Height × width × 3 (blue, green, red), or height × width grey."""

__all__ = ["Image", "cv2", "leave_a_core"]


def leave_a_core() -> None:
    """One thread for OpenCV: at a desk of two cores the other one belongs to the keys.

    Finding a page takes no longer for it (4.8 against 4.7 ms at 1080p).
    """
    cv2.setNumThreads(1)
