"""What a finder said of a picture, and how near that is to the truth."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from scanning.opencv import cv2

Corners = npt.NDArray[np.float64]
GOOD, CLOSE = 0.8, 0.9


@dataclass(slots=True)
class Outcome:
    overlap: float
    busy_ms: float
    score: float | None = None
    slices: dict[str, str] = field(default_factory=dict)
    corners: Corners | None = None

    @property
    def told(self) -> bool:
        return self.corners is not None


def overlap(found: Corners | None, true: Corners | None) -> float:
    """Intersection over union; 0 for a miss, and for anything found where nothing lies."""
    if found is None or true is None:
        return 0.0
    first, second = _around(found), _around(true)
    common, _ = cv2.intersectConvexConvex(first, second)
    union = cv2.contourArea(first) + cv2.contourArea(second) - common
    return float(common / union) if union > 0 else 0.0


def _around(corners: Corners) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.convexHull(np.asarray(corners, np.float32))[:, 0], np.float32)


def shares(outcomes: Sequence[Outcome]) -> str:
    values = np.array([one.overlap for one in outcomes])
    times = np.array([one.busy_ms for one in outcomes])
    return (
        f"mean IoU {values.mean():.3f}   > .9 {np.mean(values > CLOSE):4.0%}   "
        f"> .8 {np.mean(values > GOOD):4.0%}   ms p50 {np.median(times):6.1f}  "
        f"p95 {np.percentile(times, 95):6.1f}"
    )


def by_slice(outcomes: Iterable[Outcome], axis: str) -> str:
    groups: dict[str, list[float]] = defaultdict(list)
    for one in outcomes:
        groups[one.slices.get(axis, "?")].append(one.overlap)
    return "  ".join(f"{name} {np.mean(values):.3f}" for name, values in groups.items())
