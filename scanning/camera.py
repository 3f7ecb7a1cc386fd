"""Cameras: a device, a stream, a video file, a picture, behind one Protocol.

Every read is bounded in time and brings at most one frame; a frame's pixels are never written
again.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import numpy as np

from scanning.errors import CameraUnavailable, UnreadableImage
from scanning.opencv import Image, cv2
from scanning.picture import SUFFIXES, load_picture

MonotonicClock = Callable[[], float]
"""Gives seconds that never run backwards."""

OPEN_TIMEOUT_MS = 5_000
READ_TIMEOUT_MS = 3_000
FRAME_SIZE = (1920, 1080)
"""What a local camera is asked for; it may answer with another size."""
MAX_FRAME_PIXELS = 64_000_000
STALE_GRAB_S = 0.004
"""A frame that comes faster than this was waiting in a buffer and is older than the newest."""
MAX_STALE_GRABS = 8
MAX_VIDEO_SKIP = 240
"""Frames that one read of a video file may pass over."""
FALLBACK_FPS = 25.0
FPS_RANGE = (1.0, 240.0)

_URL = re.compile(r"(rtsp|rtsps|http|https)://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a camera: height × width × 3, blue, green, red. `number` counts up.

    A picture that is `whole` is a page that somebody took already: it is not waited for.
    """

    image: Image
    number: int
    whole: bool = False


class Originals(StrEnum):
    """What becomes of a file in a scanner's folder when its pages were taken."""

    MOVE = "move"
    LEAVE = "leave"


class Camera(Protocol):
    def read(self) -> Frame | None:
        """The newest frame, or None where there is none since the last call.

        Raises CameraUnavailable when the device is gone.
        """

    def close(self) -> None: ...


def open_camera(
    source: str,
    *,
    clock_s: MonotonicClock = time.monotonic,
    originals: Originals = Originals.MOVE,
) -> Camera:
    """The camera that `source` names: an index, an rtsp or http address, a file, a folder.

    Raises CameraUnavailable.
    """
    if not source:
        raise _missing()
    if source.isascii() and source.isdigit():
        return LocalCamera(int(source))
    if _URL.fullmatch(source):
        return StreamCamera(source)
    path = Path(source)
    if path.is_dir():
        from scanning.incoming import IncomingFolder

        return IncomingFolder(path, originals=originals, clock_s=clock_s)
    if path.suffix.lower() in SUFFIXES:
        return PictureCamera(path)
    return VideoFile(path, clock_s=clock_s)


class LocalCamera:
    """A camera on this machine, by its index."""

    def __init__(self, index: int) -> None:
        self._capture = cv2.VideoCapture(index)
        self._number = 0
        _require_open(self._capture)
        # Full frames come over USB 2 only as Motion JPEG; one buffer keeps the picture current.
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, FRAME_SIZE[0])
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, FRAME_SIZE[1])
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)

    def read(self) -> Frame | None:
        if not self._capture.grab():
            raise _gone()
        self._number += 1
        return Frame(_retrieved(self._capture), self._number)

    def close(self) -> None:
        self._capture.release()


class StreamCamera:
    """A camera on the network. Frames that waited in a buffer are passed over, so none is old."""

    def __init__(self, url: str) -> None:
        timeouts = [
            *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_TIMEOUT_MS),
            *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_TIMEOUT_MS),
        ]
        self._capture = cv2.VideoCapture(url, cv2.CAP_FFMPEG, timeouts)
        self._number = 0
        _require_open(self._capture)

    def read(self) -> Frame | None:
        for _ in range(MAX_STALE_GRABS):
            started_s = time.monotonic()
            if not self._capture.grab():
                raise _gone()
            self._number += 1
            if time.monotonic() - started_s > STALE_GRAB_S:
                break
        return Frame(_retrieved(self._capture), self._number)

    def close(self) -> None:
        self._capture.release()


class VideoFile:
    """A recording that plays at its own rate and stops on its last frame."""

    def __init__(self, path: Path, *, clock_s: MonotonicClock) -> None:
        if not path.is_file():
            raise _missing()
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
        _require_open(self._capture)
        self._clock_s = clock_s
        self._fps = _frame_rate(self._capture.get(cv2.CAP_PROP_FPS))
        self._last = int(self._capture.get(cv2.CAP_PROP_FRAME_COUNT)) - 1
        self._started_s: float | None = None
        self._number = -1
        self._ended = False

    def read(self) -> Frame | None:
        due = self._due()
        if self._ended or due <= self._number:
            return None
        steps = min(due - self._number, MAX_VIDEO_SKIP)
        grabbed = sum(1 for _ in range(steps) if self._grab())
        if not grabbed:
            return None
        self._number += grabbed
        if self._ended and not self._back_to(self._number):
            return None
        return Frame(_retrieved(self._capture), self._number)

    def close(self) -> None:
        self._capture.release()

    def _due(self) -> int:
        """The number of the frame that plays now; it stays on the last one."""
        now_s = self._clock_s()
        if self._started_s is None:
            self._started_s = now_s
        due = int((now_s - self._started_s) * self._fps)
        return min(due, self._last) if self._last >= 0 else due

    def _grab(self) -> bool:
        if not self._ended:
            self._ended = not self._capture.grab()
        return not self._ended

    def _back_to(self, number: int) -> bool:
        """Grab the last frame again: a grab beyond the end has dropped it."""
        return self._capture.set(cv2.CAP_PROP_POS_FRAMES, number) and self._capture.grab()


class PictureCamera:
    """A single picture, shown once."""

    def __init__(self, path: Path) -> None:
        try:
            self._frame: Frame | None = Frame(load_picture(path), 0)
        except UnreadableImage as error:
            raise CameraUnavailable(error.code, str(error)) from error

    def read(self) -> Frame | None:
        frame, self._frame = self._frame, None
        return frame

    def close(self) -> None:
        self._frame = None


def _frame_rate(told_fps: float) -> float:
    """The rate that a file tells, where it can be one."""
    return told_fps if FPS_RANGE[0] <= told_fps <= FPS_RANGE[1] else FALLBACK_FPS


def _retrieved(capture: cv2.VideoCapture) -> Image:
    """The grabbed frame in full colour."""
    found, image = capture.retrieve()
    if not found or image is None or not 0 < image.shape[0] * image.shape[1] <= MAX_FRAME_PIXELS:
        raise _gone()
    if image.ndim == 2:  # noqa: PLR2004 - a grey camera has no third axis
        image = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    return np.asarray(image[:, :, :3], dtype=np.uint8)


def _require_open(capture: cv2.VideoCapture) -> None:
    if not capture.isOpened():
        capture.release()
        raise _missing()


def _missing() -> CameraUnavailable:
    return CameraUnavailable("camera-missing", "The camera cannot be opened.")


def _gone() -> CameraUnavailable:
    return CameraUnavailable("camera-lost", "The camera no longer answers.")
