"""From a decoded frame to a saved page: the least that can be done, and what is usually done.

The stages are those of the study that set goal D1; both know the corners' place in the small copy
already and judge nothing, turn nothing and keep no colour.
"""

import time
from collections import defaultdict

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

SMALL_PX = 500
Corners = npt.NDArray[np.float64]


class Laps:
    """Milliseconds of this thread that each stage of a chain took, turn by turn."""

    def __init__(self) -> None:
        self.stages: dict[str, list[float]] = defaultdict(list)
        self._since_s = 0.0

    def start(self) -> None:
        self._since_s = time.thread_time()

    def lap(self, stage: str) -> None:
        now_s = time.thread_time()
        self.stages[stage].append(1000 * (now_s - self._since_s))
        self._since_s = time.thread_time()

    def medians(self) -> dict[str, float]:
        return {stage: float(np.median(times)) for stage, times in self.stages.items()}


def floor_chain(image: Image, corners: Corners, laps: Laps) -> bytes:
    """LINEAR shrink, detection at 500 px, grey warp, light evened at an eighth, grey JPEG."""
    scale = SMALL_PX / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    _detected(np.asarray(small, np.uint8))
    laps.lap("find")
    grey = _warped(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8), corners)
    laps.lap("flatten")
    size = (max(1, grey.shape[1] // 8), max(1, grey.shape[0] // 8))
    ground = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(ground, np.ones((5, 5), np.uint8)), 9)
    spread = cv2.resize(ground, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    evened = cv2.divide(grey, spread, scale=244)
    laps.lap("light")
    _, coded = cv2.imencode(".jpg", evened, [cv2.IMWRITE_JPEG_QUALITY, 85])
    laps.lap("encode")
    return bytes(coded)


def naive_chain(image: Image, corners: Corners, laps: Laps) -> bytes:
    """Detection on the full frame, colour warp, light by a full-size median, grey PNG."""
    _detected(image)
    laps.lap("find")
    grey = np.asarray(cv2.cvtColor(_warped(image, corners), cv2.COLOR_BGR2GRAY), np.uint8)
    laps.lap("flatten")
    ground = cv2.medianBlur(cv2.dilate(grey, np.ones((7, 7), np.uint8)), 21)
    evened = cv2.divide(grey, ground, scale=244)
    laps.lap("light")
    _, coded = cv2.imencode(".png", evened)
    laps.lap("encode")
    return bytes(coded)


def _detected(image: Image) -> None:
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    edges = cv2.dilate(cv2.Canny(grey, 50, 150), np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:5]:
        cv2.approxPolyDP(contour, 0.02 * cv2.arcLength(contour, True), True)


def _warped(image: Image, corners: Corners) -> Image:
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = round(max(sides[0], sides[2])), round(max(sides[1], sides[3]))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return np.asarray(cv2.warpPerspective(image, matrix, (width, height)), np.uint8)
