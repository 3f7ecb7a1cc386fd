"""A capture session step by step: reports, pages, a camera that goes and comes back."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import PIL.Image
import pytest
import segno

from scanning.camera import Frame
from scanning.errors import CameraUnavailable
from scanning.opencv import Image, cv2
from scanning.session import LONGEST_RETRY_S, CaptureSession
from scanning.values import CameraState, Finding, Kind

Photographer = Callable[..., Any]

CODE = "000.00.19.H47-190926-0001"


class Clock:
    """Seconds that move only when told."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class ScriptedCamera:
    """Gives pictures in turn; None is no news, an error a lost device."""

    def __init__(self, *script: Image | CameraUnavailable | None) -> None:
        self.script = list(script)
        self.number = 0
        self.closed = False

    def read(self) -> Frame | None:
        assert not self.closed
        item = self.script.pop(0) if self.script else None
        if isinstance(item, CameraUnavailable):
            raise item
        if item is None:
            return None
        self.number += 1
        return Frame(item, self.number)

    def close(self) -> None:
        self.closed = True


def gone() -> CameraUnavailable:
    return CameraUnavailable("camera-lost", "The camera no longer answers.")


@pytest.fixture(scope="module")
def page(photographer: Photographer, a4: Image) -> Image:
    image: Image = photographer(a4).image
    return image


def test_a_step_reports_what_the_frame_shows(page: Image) -> None:
    """The page is outlined, the preview has its size, nothing is wrong."""
    session = CaptureSession(lambda: ScriptedCamera(page), preview_cells=(40, 12))
    report = session.step()
    assert (report.state, report.number, report.fresh) == (CameraState.LIVE, 1, True)
    assert report.outline is not None
    assert report.preview is not None
    assert (report.preview.columns, report.preview.rows) == (40, 12)
    assert report.findings == ()


def test_a_step_gives_way_between_its_looks_at_a_picture(page: Image) -> None:
    """Whoever types waits for one look at most; without a new picture there is nothing to give."""
    asked: list[bool] = []
    session = CaptureSession(lambda: ScriptedCamera(page, None))
    session.gives_way = lambda: asked.append(True)
    session.step()
    looks = len(asked)
    assert looks >= 3
    session.step()
    assert len(asked) == looks


def test_a_step_without_news_repeats_the_last_report(page: Image) -> None:
    """Between two frames the picture stays, marked as not fresh."""
    session = CaptureSession(lambda: ScriptedCamera(page, None))
    first, second = session.step(), session.step()
    assert not second.fresh
    assert (second.preview, second.outline, second.number) == (
        first.preview,
        first.outline,
        first.number,
    )


def test_the_newest_page_is_taken_flat(page: Image) -> None:
    """What is kept is the page alone, in the camera's own resolution, as a JPEG."""
    session = CaptureSession(lambda: ScriptedCamera(page))
    session.step()
    taken = session.take()
    with PIL.Image.open(io.BytesIO(taken.jpeg)) as picture:
        assert picture.size == (taken.width, taken.height)
    assert taken.height / taken.width == pytest.approx(np.sqrt(2), rel=0.02)
    assert taken.height > 500
    assert taken.findings == ()


def test_where_no_page_is_seen_the_whole_frame_is_taken() -> None:
    """Nothing is lost because an outline was not found, and the finding says so."""
    session = CaptureSession(lambda: ScriptedCamera(np.full((480, 640, 3), 128, np.uint8)))
    session.step()
    taken = session.take()
    assert (taken.width, taken.height) == (640, 480)
    assert Finding.NO_PAGE in taken.findings


def test_nothing_can_be_taken_before_the_first_frame() -> None:
    """A picture that is not there is an error, not an empty page."""
    session = CaptureSession(ScriptedCamera)
    session.step()
    with pytest.raises(CameraUnavailable):
        session.take()


def test_a_lost_camera_is_a_state_and_its_last_picture_is_gone(page: Image) -> None:
    """After the device is pulled nobody can take a stale page."""
    camera = ScriptedCamera(page, gone())
    session = CaptureSession(lambda: camera, clock_s=Clock())
    session.step()
    assert session.step().state is CameraState.LOST
    assert camera.closed
    with pytest.raises(CameraUnavailable):
        session.take()


def test_a_camera_that_comes_back_is_live_again(page: Image) -> None:
    """The factory is asked again after the wait, and the wait starts anew."""
    cameras = [ScriptedCamera(page, gone()), ScriptedCamera(page, gone()), ScriptedCamera(page)]
    clock = Clock()
    session = CaptureSession(lambda: cameras.pop(0), clock_s=clock)
    for _ in range(2):
        assert session.step().state is CameraState.LIVE
        assert session.step().state is CameraState.LOST
        assert session.step().state is CameraState.LOST
        clock.now_s += 0.5
    assert session.step().state is CameraState.LIVE


def test_a_missing_camera_is_tried_ever_more_rarely(page: Image) -> None:
    """Ten minutes without a camera cost some eighty tries, never more than one in eight seconds."""
    tries: list[float] = []
    clock = Clock()

    def missing() -> ScriptedCamera:
        tries.append(clock.now_s)
        raise gone()

    session = CaptureSession(missing, clock_s=clock)
    for _ in range(6_000):
        session.step()
        clock.now_s += 0.1
    gaps = np.diff(tries)
    assert tries[0] == 0
    assert gaps[0] == pytest.approx(0.5, abs=0.11)
    assert (np.diff(gaps) >= -0.11).all()
    assert gaps.max() <= LONGEST_RETRY_S + 0.11


def test_a_flapping_camera_is_not_tried_in_every_step() -> None:
    """A device that opens and fails at its first read is waited for as well."""
    opened: list[ScriptedCamera] = []
    clock = Clock()

    def flapping() -> ScriptedCamera:
        opened.append(ScriptedCamera(gone()))
        return opened[-1]

    session = CaptureSession(flapping, clock_s=clock)
    for _ in range(100):
        session.step()
        clock.now_s += 0.1
    assert len(opened) < 8
    assert all(camera.closed for camera in opened)


def test_a_slip_under_the_camera_is_read(page: Image) -> None:
    """Every few frames it looks, and until the next look each report says what was read."""
    slip = page.copy()
    matrix = segno.make(CODE, error="m").matrix_iter(scale=6, border=4)
    symbol = 255 - np.array(list(matrix), np.uint8) * 255
    slip[40 : 40 + symbol.shape[0], 40 : 40 + symbol.shape[1]] = cv2.cvtColor(
        symbol, cv2.COLOR_GRAY2BGR
    )
    camera = ScriptedCamera(slip, *[page] * 5)
    session = CaptureSession(lambda: camera, barcode_every=3)
    seen = [[(code.kind, code.value) for code in session.step().barcodes] for _ in range(6)]
    code = (Kind.DOSSIER_CODE, CODE)
    assert seen == [[code], [code], [code], [], [], []]


def test_a_closed_session_opens_again(page: Image) -> None:
    """A desk that was locked picks its camera up with the next step."""
    cameras = [ScriptedCamera(page), ScriptedCamera(page)]
    first = cameras[0]
    session = CaptureSession(lambda: cameras.pop(0))
    session.step()
    session.close()
    assert first.closed
    assert session.step().state is CameraState.LIVE
