"""One camera at work: frames in, reports out, pages on demand.

`step` reads at most one frame and keeps only the newest. A lost camera is a state, never an
exception: it is tried again by the clock, ever more rarely, up to a bound.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from scanning.barcode import read_barcodes
from scanning.camera import Camera, Frame, MonotonicClock
from scanning.errors import CameraUnavailable
from scanning.opencv import Image
from scanning.page import find_page, rectify, taken_page
from scanning.preview import half_block
from scanning.quality import check_frame, check_page
from scanning.values import CameraState, CaptureReport, TakenPage

FIRST_RETRY_S = 0.5
LONGEST_RETRY_S = 8.0
BARCODE_EVERY_FRAMES = 4
"""At twelve frames a second: three looks a second, some 3 % of a core."""
PREVIEW_CELLS = (60, 20)


@dataclass(slots=True)
class Backoff:
    """When to try next: at once, then after twice the time each time it fails, up to a bound."""

    first_s: float = FIRST_RETRY_S
    longest_s: float = LONGEST_RETRY_S
    _wait_s: float = 0.0
    _not_before_s: float = float("-inf")

    def due(self, now_s: float) -> bool:
        return now_s >= self._not_before_s

    def failed(self, now_s: float) -> None:
        self._wait_s = min(max(2 * self._wait_s, self.first_s), self.longest_s)
        self._not_before_s = now_s + self._wait_s

    def worked(self) -> None:
        self._wait_s = 0.0
        self._not_before_s = float("-inf")


class CaptureSession:
    """`open_camera` opens the device; it is called again whenever the device was lost.

    `step` belongs to one thread. `take` works on the newest frame alone and may be called from
    another.
    """

    def __init__(
        self,
        open_camera: Callable[[], Camera],
        *,
        clock_s: MonotonicClock = time.monotonic,
        preview_cells: tuple[int, int] = PREVIEW_CELLS,
        barcode_every: int = BARCODE_EVERY_FRAMES,
    ) -> None:
        assert barcode_every > 0
        self._open_camera = open_camera
        self._clock_s = clock_s
        self._cells = preview_cells
        self._barcode_every = barcode_every
        self._backoff = Backoff()
        self._camera: Camera | None = None
        self._latest: Frame | None = None
        self._looked_at = 0
        self._report = CaptureReport(CameraState.LOST)

    def step(self) -> CaptureReport:
        """Read a frame where there is one, and say what it shows."""
        frame = self._read()
        if self._camera is None:
            self._latest = None
            self._report = CaptureReport(CameraState.LOST)
        elif frame is None:
            self._report = replace(self._report, state=CameraState.LIVE, fresh=False)
        else:
            self._latest = frame
            self._report = self._seen(frame)
        return self._report

    def take(self) -> TakenPage:
        """The page in the newest frame, flat and in full resolution.

        Where no page is seen it is the whole frame, and its findings say so. Raises
        CameraUnavailable while there is no frame.
        """
        frame = self._latest
        if frame is None:
            raise CameraUnavailable("camera-no-frame", "The camera has no picture yet.")
        return take_page(frame.image)

    def close(self) -> None:
        """Let go of the device; a later step opens it again."""
        if self._camera is not None:
            self._camera.close()
        self._camera, self._latest = None, None

    def _read(self) -> Frame | None:
        """The next frame; on the way a camera may be opened, or found to be gone."""
        now_s = self._clock_s()
        try:
            if self._camera is None and self._backoff.due(now_s):
                self._camera = self._open_camera()
            frame = self._camera.read() if self._camera is not None else None
        except CameraUnavailable:
            self.close()
            self._backoff.failed(now_s)
            return None
        if frame is not None:
            self._backoff.worked()
        return frame

    def _seen(self, frame: Frame) -> CaptureReport:
        outline = find_page(frame.image)
        look = self._looked_at % self._barcode_every == 0
        self._looked_at += 1
        return CaptureReport(
            state=CameraState.LIVE,
            number=frame.number,
            fresh=True,
            preview=half_block(frame.image, *self._cells, outline),
            outline=outline,
            # Reports may be passed over: each says what lies there, looked at now or just before.
            barcodes=read_barcodes(frame.image, quick=True) if look else self._report.barcodes,
            findings=check_frame(frame.image, outline),
        )


def take_page(image: Image) -> TakenPage:
    """The page in a picture, flat; the picture as it is where no page is seen."""
    outline = find_page(image)
    findings = check_page(image, outline)
    page = rectify(image, outline) if outline is not None else image
    return taken_page(page, findings)
