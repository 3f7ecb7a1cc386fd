"""Public quad finders written again from their description, to stand beside ours.

- `campbell`: andrewdcampbell/OpenCV-Document-Scanner (scan.py): 500 px tall, closing 9, Canny 0/84,
  corners where LSD's two longest horizontal and vertical runs end or cross, the five largest quads
  of them by evenest angles, or a four-sided contour (tolerance 80). Area at least a quarter as
  shipped; the second form asks for a twentieth.
- `jscanify`: npm jscanify 1.4 (MIT): Canny 50/200, Otsu on the blurred edges, the largest contour,
  in each quadrant about its centre the point farthest away.
- `otsu_hull`: what many tutorials do: Otsu, the largest contour's hull, four corners of it.

A finder answers with corners in pixels of the picture, or None; campbell's whole-frame answer where
it saw nothing is taken as it is.
"""

import itertools
from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

Corners = npt.NDArray[np.float64]
Finder = Callable[[Image], Corners | None]

CAMPBELL_HEIGHT, CAMPBELL_NEAR_PX = 500, 20
CORNERS = 4


def campbell(image: Image, least_share: float) -> Corners | None:
    scale = CAMPBELL_HEIGHT / image.shape[0]
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (7, 7), 0)
    edges = cv2.Canny(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), 0, 84)
    found = [_evenest(_line_corners(np.asarray(edges, np.uint8))), *_four_sided(edges)]
    floor = least_share * small.shape[0] * small.shape[1]
    valid = [quad for quad in found if quad is not None and _is_page(quad, floor)]
    height, width = small.shape[:2]
    whole = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    best = max(valid, key=lambda quad: cv2.contourArea(quad.astype(np.float32)), default=whole)
    return np.asarray(best / scale, np.float64)


def jscanify(image: Image) -> Corners | None:
    edges = cv2.GaussianBlur(cv2.Canny(image, 50, 200), (3, 3), 0)
    _, mask = cv2.threshold(edges, 0, 255, cv2.THRESH_OTSU)
    contours, _ = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(contours, key=cv2.contourArea, default=None)
    if largest is None:
        return None
    points = largest.reshape(-1, 2).astype(np.float64)
    centre = np.array(cv2.minAreaRect(largest)[0])
    corners = []
    for across, down in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        away = points - centre
        part = points[(away[:, 0] * across > 0) & (away[:, 1] * down > 0)]
        if not len(part):
            return None
        corners.append(part[np.argmax(np.linalg.norm(part - centre, axis=1))])
    return np.array(corners)


def otsu_hull(image: Image) -> Corners | None:
    scale = 500 / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    _, mask = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(contours, key=cv2.contourArea, default=None)
    if largest is None:
        return None
    hull = cv2.convexHull(largest)
    for share in np.linspace(0.01, 0.2, 20):
        quad = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True).reshape(-1, 2)
        if len(quad) == CORNERS:
            return np.asarray(quad / scale, np.float64)
    return np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)) / scale, np.float64)


FINDERS: dict[str, Finder] = {
    "Campbell, as shipped": partial(campbell, least_share=0.25),
    "Campbell, area ≥ .05": partial(campbell, least_share=0.05),
    "jscanify": jscanify,
    "Otsu + hull": otsu_hull,
}


def _line_corners(edges: Image) -> list[tuple[float, float]]:
    lines = cv2.createLineSegmentDetector().detect(edges)[0]
    if lines is None:
        return []
    flat, upright = np.zeros_like(edges), np.zeros_like(edges)
    for x1, y1, x2, y2 in lines.reshape(-1, 4).astype(int).tolist():
        if abs(x2 - x1) > abs(y2 - y1):
            a, b = sorted(((x1, y1), (x2, y2)))
            cv2.line(flat, (max(a[0] - 5, 0), a[1]), (b[0] + 5, b[1]), 255, 2)
        else:
            a, b = sorted(((x1, y1), (x2, y2)), key=lambda point: point[1])
            cv2.line(upright, (a[0], max(a[1] - 5, 0)), (b[0], b[1] + 5), 255, 2)
    ends, drawn = [], np.zeros(edges.shape, np.uint8)
    for canvas, axis in ((flat, 0), (upright, 1)):
        layer = np.zeros(edges.shape, np.uint8)
        contours, _ = cv2.findContours(canvas, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        longest = sorted(contours, key=lambda run: cv2.arcLength(run, True), reverse=True)[:2]
        for run in longest:
            points = run.reshape(-1, 2)
            low, high = points[:, axis].min(), points[:, axis].max()
            first = points[points[:, axis] <= low + 2].mean(axis=0)
            last = points[points[:, axis] >= high - 2].mean(axis=0)
            cv2.line(layer, first.astype(int).tolist(), last.astype(int).tolist(), 1, 1)
            ends += [tuple(first), tuple(last)]
        drawn += layer
    y, x = np.where(drawn == 2)  # noqa: PLR2004 - a line of each kind
    kept: list[tuple[float, float]] = []
    for corner in [*ends, *zip(x.tolist(), y.tolist(), strict=True)]:
        if all(np.hypot(corner[0] - k[0], corner[1] - k[1]) >= CAMPBELL_NEAR_PX for k in kept):
            kept.append((float(corner[0]), float(corner[1])))
    return kept[:14]


def _evenest(corners: list[tuple[float, float]]) -> Corners | None:
    quads = [_ordered(np.array(four)) for four in itertools.combinations(corners, CORNERS)]
    quads.sort(key=lambda quad: cv2.contourArea(quad.astype(np.float32)), reverse=True)
    return min(quads[:5], key=_angle_range, default=None)


def _four_sided(edges: cv2.typing.MatLike) -> list[Corners]:
    contours, _ = cv2.findContours(edges, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = sorted(contours, key=cv2.contourArea, reverse=True)[:5]
    shapes = [cv2.approxPolyDP(contour, 80, True).reshape(-1, 2) for contour in largest]
    return [shape.astype(np.float64) for shape in shapes if len(shape) == CORNERS]


def _is_page(quad: Corners, floor: float) -> bool:
    return float(cv2.contourArea(quad.astype(np.float32))) > floor and _angle_range(quad) < 40  # noqa: PLR2004


def _ordered(points: Corners) -> Corners:
    centre = points.mean(axis=0)
    turn = np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0])
    return np.asarray(points[np.argsort(turn)], np.float64)


def _angle_range(quad: Corners) -> float:
    before, after = np.roll(quad, 1, axis=0) - quad, np.roll(quad, -1, axis=0) - quad
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    cosines = (before * after).sum(axis=1) / np.maximum(lengths, 1e-9)
    return float(np.ptp(np.degrees(np.arccos(np.clip(cosines, -1, 1)))))
