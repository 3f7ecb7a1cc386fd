"""One camera at work: frames in, reports out, pages on demand or by themselves.

`step` reads at most one frame and keeps only the newest. A lost camera is a state, never an
exception: it is tried again by the clock, ever more rarely, up to a bound. A page that was taken
without a key stands in exactly one report.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from scanning.barcode import read_barcodes
from scanning.camera import Camera, Frame, MonotonicClock
from scanning.direction import upright
from scanning.errors import CameraUnavailable
from scanning.flattening import rectify, taken_page
from scanning.glimpse import Glimpse, glimpse
from scanning.incoming import IncomingFolder
from scanning.known_pages import KnownPages
from scanning.likeness import Likeness, likeness
from scanning.nudging import nudged, whole_picture
from scanning.opencv import Image
from scanning.page import Glanced, find_page, glance_after
from scanning.preview import close_up, half_block
from scanning.quality import check_frame, check_page, out_of_focus
from scanning.scans import is_scan
from scanning.stillness import Stillness
from scanning.values import (
    CameraState,
    CaptureReport,
    Finding,
    Outline,
    Preview,
    TakenPage,
    Waits,
)

FIRST_RETRY_S = 0.5
LONGEST_RETRY_S = 8.0
BARCODE_EVERY_FRAMES = 4
"""At twelve frames a second: three looks a second, some 3 % of a core."""
PREVIEW_CELLS = (60, 20)
MAX_WORDS = 64
"""Words of the officer that wait for the next step; it comes some twelve times a second."""
_ANSWERED_BY_HAND = frozenset({Finding.NO_PAGE, Finding.CHECK_CORNERS})
"""What nobody needs to be told of corners that an officer has set."""


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


@dataclass(frozen=True, slots=True, eq=False)
class SetByHand:
    """A page whose corners an officer has set."""

    page: TakenPage
    likeness: Likeness


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A frame that is looked at for a while, and where its sheet was found or is supposed."""

    image: Image
    outline: Outline
    seen: Glimpse

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the frame in pixels."""
        return self.image.shape[1], self.image.shape[0]

    def nudged(self, outline: Outline, corner: int, dx: float, dy: float) -> Outline:
        return nudged(outline, corner, dx, dy, self.size)

    def preview(self, outline: Outline, corner: int, cells: tuple[int, int]) -> Preview:
        return half_block(self.image, *cells, outline, corner)

    def close_up(self, outline: Outline, corner: int, cells: tuple[int, int]) -> Preview:
        """One corner, enlarged until its edges can be aimed at."""
        return close_up(self.image, outline, corner, cells)

    def page(self, outline: Outline) -> SetByHand:
        """The page inside corners that were set by hand."""
        found = check_page(self.image, outline)
        findings = tuple(finding for finding in found if finding not in _ANSWERED_BY_HAND)
        flat = _flat(self.image, outline)
        return SetByHand(taken_page(flat, findings), likeness(flat))


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The newest frame, and what was found in it."""

    frame: Frame
    glanced: Glanced | None
    outline: Outline | None
    findings: tuple[Finding, ...]

    def glimpse(self) -> Glimpse:
        handled = Finding.FINGER in self.findings
        return glimpse(self.frame.image, self.outline, handled=handled)


class CaptureSession:
    """`open_camera` opens the device; it is called again whenever the device was lost.

    `step` and `close` belong to one thread; everything else may be called from another. With
    `hands_free` pages are taken by themselves for as long as they are `wanted`. A page with
    findings holds all further ones back until it is accepted or forgotten.
    """

    def __init__(
        self,
        open_camera: Callable[[], Camera],
        *,
        clock_s: MonotonicClock = time.monotonic,
        preview_cells: tuple[int, int] = PREVIEW_CELLS,
        barcode_every: int = BARCODE_EVERY_FRAMES,
        hands_free: bool = False,
    ) -> None:
        assert barcode_every > 0
        self._open_camera = open_camera
        self._clock_s = clock_s
        self._cells = preview_cells
        self._barcode_every = barcode_every
        self._backoff = Backoff()
        self._camera: Camera | None = None
        self._latest: _Seen | None = None
        self._doubtful: _Seen | None = None
        """The frame of a page that waits for the officer's word."""
        self._looked_at = 0
        self._glanced: Glanced | None = None
        """What the last frame showed, with which the next one is compared."""
        self._report = CaptureReport(CameraState.LOST)
        self._stillness = Stillness()
        self._deciding = Lock()
        self._known = KnownPages()
        self._words: deque[Callable[[], None]] = deque(maxlen=MAX_WORDS)
        self._backlog = False
        """Whether scans that came before the dossier was begun wait for the officer's word."""
        self._scan: Frame | None = None
        """The scan that was taken last."""
        self._back: Frame | None = None
        """A scan that came to nobody and is taken once more."""
        self.hands_free = hands_free
        self.wanted = False
        self.passes_over: Callable[[str], bool] = lambda _value: False
        """Whether a sheet with this code is no page: a slip, a separator, a card in use."""
        self.gives_way: Callable[[], None] = lambda: None
        """Called between two looks at a picture; it may wait a moment for whoever types."""

    # --- frames -----------------------------------------------------------------------------------

    def step(self) -> CaptureReport:
        """Read a frame where there is one, and say what it shows."""
        self._hear()
        frame = self._read()
        if self._camera is None:
            self._latest = None
            self._stillness.lost()
            self._report = CaptureReport(CameraState.LOST)
        elif frame is None:
            self._report = replace(
                self._report, state=CameraState.LIVE, fresh=False, taken=None, waits=self._idle()
            )
        else:
            self._report = self._seen(frame)
        if isinstance(self._camera, IncomingFolder):
            self._report = replace(
                self._report, waiting=self._camera.waiting, unusable=self._camera.unusable
            )
        return self._report

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
            frame = self._next() if self._camera is not None else None
        except CameraUnavailable:
            self.close()
            self._backoff.failed(now_s)
            return None
        if frame is not None:
            self._backoff.worked()
        return frame

    def _next(self) -> Frame | None:
        """Scans in a folder wait there for as long as nobody wants them."""
        assert self._camera is not None
        if not (isinstance(self._camera, IncomingFolder) and self.hands_free):
            return self._camera.read()
        self._camera.look()
        self._backlog = self._backlog and self._camera.waiting > 0
        if self._backlog or self._stillness.doubted or not self.wanted:
            return None
        back, self._back = self._back, None
        return back or self._camera.read()

    def _idle(self) -> Waits:
        """What is waited for where no frame came."""
        if not isinstance(self._camera, IncomingFolder):
            return self._report.waits
        if not (self.hands_free and self.wanted):
            return Waits.NOTHING
        if self._stillness.doubted:
            return Waits.ANSWER
        return Waits.BACKLOG if self._backlog else Waits.SHEET

    def _seen(self, frame: Frame) -> CaptureReport:
        # Scans are pages of their own, however much two of one form look alike.
        before = None if frame.whole else self._glanced
        self._glanced = glance_after(frame.image, before)
        outline = self._glanced.outline if self._glanced is not None else None
        self.gives_way()
        findings = check_frame(frame.image, outline)
        self.gives_way()
        seen = _Seen(frame, self._glanced, outline, findings)
        look = self._looked_at % self._barcode_every == 0
        self._looked_at += 1
        # Reports may be passed over: each says what lies there, looked at now or just before.
        barcodes = read_barcodes(frame.image, quick=True) if look else self._report.barcodes
        self.gives_way()
        report = CaptureReport(
            state=CameraState.LIVE,
            number=frame.number,
            fresh=True,
            preview=half_block(frame.image, *self._cells, outline),
            outline=outline,
            barcodes=barcodes,
            findings=findings,
            scan=frame.whole,
        )
        self._latest = seen
        if not (self.hands_free and self.wanted):
            return report
        self.gives_way()
        self._scan = None
        return self._scanned(report, seen) if frame.whole else self._watched(report, seen)

    # --- pages taken by themselves ----------------------------------------------------------------

    def _watched(self, report: CaptureReport, seen: _Seen) -> CaptureReport:
        """A sheet under the camera, which is waited for until it lies still."""
        image = seen.frame.image

        def doubtful() -> bool:
            return bool(report.findings) or out_of_focus(image, seen.outline)

        with self._deciding:
            verdict = self._stillness.feed(seen.glimpse(), self._clock_s(), doubtful=doubtful)
        if not verdict.take:
            return replace(report, waits=verdict.waits)
        return self._taken(replace(report, barcodes=read_barcodes(image, quick=True)), seen)

    def _scanned(self, report: CaptureReport, seen: _Seen) -> CaptureReport:
        """A page out of a folder, which nobody needs to wait for."""
        self._stillness.taken(seen.glimpse())
        self._scan = seen.frame
        report = replace(report, barcodes=read_barcodes(seen.frame.image))
        self._done(seen.frame)
        return self._taken(report, seen)

    def _taken(self, report: CaptureReport, seen: _Seen) -> CaptureReport:
        if any(self.passes_over(code.value) for code in report.barcodes):
            self._stillness.pass_over()
            return replace(report, waits=Waits.NO_PAGE)
        page = self._page(seen)
        self._doubt(page, seen)
        waits = Waits.ANSWER if page.findings else Waits.NEXT
        return replace(report, taken=page, waits=waits)

    def _doubt(self, page: TakenPage, seen: _Seen) -> None:
        self._doubtful = seen if page.findings else None
        if page.findings:
            self._stillness.doubt()

    def _page(self, seen: _Seen) -> TakenPage:
        """The page in a frame; whether it is there already is found out here."""
        image = seen.frame.image
        scan = seen.frame.whole and is_scan(image)
        page, findings = _whole(image) if scan else _photographed(image, seen.glanced)
        twice = self._known.enter(likeness(page), doubted=bool(findings))
        return taken_page(page, (*findings, Finding.TWICE) if twice else findings)

    def _done(self, frame: Frame) -> None:
        if isinstance(self._camera, IncomingFolder):
            self._camera.done(frame.number)

    # --- the officer's word -----------------------------------------------------------------------

    def take(self) -> TakenPage:
        """The page in the newest frame, flat and in full resolution.

        Where no page is seen it is the whole frame, and its findings say so. Raises
        CameraUnavailable while there is no frame.
        """
        seen = self._latest
        if seen is None:
            raise CameraUnavailable("camera-no-frame", "The camera has no picture yet.")
        with self._deciding:
            self._stillness.taken(seen.glimpse())
        page = self._page(seen)
        self._words.append(lambda: self._done(seen.frame))
        self._words.append(lambda: self._doubt(page, seen))
        return page

    def hold(self) -> Held:
        """The frame of the page that waits for a word, or else the newest one.

        Raises CameraUnavailable while there is no frame.
        """
        seen = self._doubtful or self._latest
        if seen is None:
            raise CameraUnavailable("camera-no-frame", "The camera has no picture yet.")
        image = seen.frame.image
        supposed = whole_picture((image.shape[1], image.shape[0]))
        return Held(image, seen.outline or supposed, seen.glimpse())

    def set_by_hand(self, held: Held, page: SetByHand) -> None:
        """`page` was taken of that frame: it takes the place of one that was doubted."""
        with self._deciding:
            self._stillness.taken(held.seen)
        self._known.enter(page.likeness, doubted=False)
        self._settled()

    def accept(self) -> None:
        """The doubted page is kept as it is; scans that waited are of this dossier."""
        self._say(self._stillness.accept)
        self._words.append(self._scans_too)

    def forget(self) -> None:
        """The last page was taken out: its sheet may be taken again once it was moved."""
        self._say(self._stillness.forget)
        self._words.append(self._known.forget)

    def begin(self) -> None:
        """Another dossier: what still lies there is of the one before."""
        self._say(self._stillness.begin)
        self._words.append(self._another)

    def again(self) -> None:
        """The last page came to nobody: its sheet is taken anew."""
        self._say(self._stillness.again)
        self._words.append(self._known.forget)
        self._words.append(self._bring_back)

    def _say(self, word: Callable[[], None]) -> None:
        """Words are heard by the thread of the frames, so that nobody waits for it."""
        self._words.append(word)
        self._words.append(self._settled)

    def _settled(self) -> None:
        self._doubtful = None
        self._known.settle()

    def _bring_back(self) -> None:
        self._back, self._scan = self._scan, None

    def _another(self) -> None:
        self._known.clear()
        self._backlog = True

    def _scans_too(self) -> None:
        self._backlog = False

    def _hear(self) -> None:
        while self._words:
            self._words.popleft()()


def take_page(image: Image) -> TakenPage:
    """The page in a picture, flat; the picture as it is where no page is seen."""
    return taken_page(*_photographed(image, None))


def _whole(image: Image) -> tuple[Image, tuple[Finding, ...]]:
    """A scan is a page as it came: its edges are the paper's, and it may be an empty back."""
    height, width = image.shape[:2]
    right, low = width - 1.0, height - 1.0
    paper = Outline(((0.0, 0.0), (right, 0.0), (right, low), (0.0, low)), 1.0)
    return image, tuple(it for it in check_page(image, paper) if it is Finding.BLANK)


def _photographed(image: Image, glanced: Glanced | None) -> tuple[Image, tuple[Finding, ...]]:
    outline = find_page(image, glanced=glanced)
    page = _flat(image, outline) if outline is not None else image
    return page, check_page(image, outline)


def _flat(image: Image, outline: Outline) -> Image:
    """The page inside `outline`, and right way up where its writing or a symbol tells it."""
    page = rectify(image, outline)
    return upright(page, read_barcodes(page, quick=True))[0]
