"""The practice camera: a desk that behaves like one, the same at every run."""

import numpy as np
import PIL.Image
import PIL.ImageDraw
import pytest

from counter_app.practice.camera import CYCLE_S, RATE_FPS, SLIDE_IN_S, Desk, PracticeCamera
from scanning.camera import Camera, Frame
from scanning.opencv import Image, cv2
from scanning.page import find_page
from scanning.session import CaptureSession
from scanning.values import Quad

SIZE = (960, 540)


class Clock:
    """Seconds that move only when told."""

    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture(scope="module")
def pages() -> list[PIL.Image.Image]:
    drawn = [PIL.Image.new("RGB", (620, 877), (252, 252, 250)) for _ in range(3)]
    for number, page in enumerate(drawn):
        pen = PIL.ImageDraw.Draw(page)
        for line in range(60, 700, 24):
            pen.rectangle((70, line, 300 + 80 * number, line + 8), (40, 40, 60))
    return drawn


def overlap(found: Quad, true: Quad) -> float:
    first, second = (np.array(quad, np.float32) for quad in (found, true))
    common, _ = cv2.intersectConvexConvex(first, second)
    return float(common / (cv2.contourArea(first) + cv2.contourArea(second) - common))


def look(camera: Camera) -> Image:
    frame = camera.read()
    assert frame is not None
    return frame.image


def test_a_laid_page_is_found_where_the_camera_says(pages: list[PIL.Image.Image]) -> None:
    """On every desk the outline of each page agrees with the true corners."""
    for desk in Desk:
        clock = Clock()
        camera = PracticeCamera(pages, clock_s=clock, size=SIZE, desk=desk, seed=3)
        for number in range(3):
            camera.lay(number)
            clock.now_s += 1
            outline = find_page(look(camera))
            assert outline is not None
            assert overlap(outline.corners, camera.corners(number)) > 0.97


def test_frames_come_at_twelve_a_second(pages: list[PIL.Image.Image]) -> None:
    """Between two frames there is none; after a pause only the newest one comes."""
    clock = Clock()
    camera = PracticeCamera(pages, clock_s=clock, size=SIZE)
    numbers: list[Frame | None] = []
    for _ in range(100):
        numbers.append(camera.read())
        clock.now_s += 0.01
    shown = [frame.number for frame in numbers if frame is not None]
    assert shown == list(range(RATE_FPS))
    clock.now_s += 60
    assert camera.read() is not None
    assert camera.read() is None


def test_the_same_moment_shows_the_same_picture(pages: list[PIL.Image.Image]) -> None:
    """Seed and time decide every pixel; another seed lays the page elsewhere."""

    def picture(seed: int, at_s: float) -> bytes:
        clock = Clock()
        camera = PracticeCamera(pages, clock_s=clock, size=SIZE, seed=seed)
        clock.now_s += at_s
        return look(camera).tobytes()

    for at_s in (0.4, 3.0, CYCLE_S + 0.3):
        assert picture(5, at_s) == picture(5, at_s)
        assert picture(5, at_s) != picture(6, at_s)


def test_pages_come_lie_still_and_go(pages: list[PIL.Image.Image]) -> None:
    """The picture moves while a page slides, and is still but for noise while it lies."""
    clock = Clock()
    camera = PracticeCamera(pages, clock_s=clock, size=SIZE)
    changes = []
    before = look(camera).astype(np.int16)
    for _ in range(int(CYCLE_S * RATE_FPS) - 1):
        clock.now_s += 1.001 / RATE_FPS
        now = look(camera).astype(np.int16)
        changes.append(float(np.abs(now - before).mean()))
        before = now
    sliding = int(SLIDE_IN_S * RATE_FPS)
    assert max(changes[:sliding]) > 5
    assert max(changes[sliding + 2 : sliding + 40]) < 3


def test_the_next_page_is_another_one(pages: list[PIL.Image.Image]) -> None:
    """Pages follow one another and start again after the last."""
    clock = Clock()
    camera = PracticeCamera(pages, clock_s=clock, size=SIZE)
    found = []
    for turn in range(4):
        clock.now_s = 50.0 + turn * CYCLE_S + 3.0
        outline = find_page(look(camera))
        assert outline is not None
        found.append(max(range(3), key=lambda n: overlap(outline.corners, camera.corners(n))))
    assert found == [0, 1, 2, 0]


def test_a_bare_desk_shows_no_page(pages: list[PIL.Image.Image]) -> None:
    """After the page is taken away nothing is found on any desk."""
    for desk in Desk:
        clock = Clock()
        camera = PracticeCamera(pages, clock_s=clock, size=SIZE, desk=desk)
        camera.take_away()
        assert find_page(look(camera)) is None


def test_a_session_takes_a_laid_page(pages: list[PIL.Image.Image]) -> None:
    """Rehearsal and real desk run the same code: lay, step, take."""
    clock = Clock()
    camera = PracticeCamera(pages, clock_s=clock, size=SIZE)
    session = CaptureSession(lambda: camera, clock_s=clock)
    camera.lay(2)
    assert session.step().outline is not None
    taken = session.take()
    assert taken.height / taken.width == pytest.approx(877 / 620, rel=0.02)
